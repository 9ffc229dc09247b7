/* vm/trace.h -- sys.settrace() and sys.setprofile(): functions told of calls, lines, returns and
 * exceptions, by way of a watcher (watch.h).   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/frame.h"

/* NULL or a function, borrowed. */
Obj  trace_function(void);
Obj  profile_function(void);
/* None: none any more. */
MAY_RAISE bool trace_set(Obj function);
MAY_RAISE bool profile_set(Obj function);
/* Whether trace functions are left in peace: one is running. Gives what was so before. */
bool trace_set_busy(bool busy);
