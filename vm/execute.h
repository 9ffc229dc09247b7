/* vm/execute.h -- the loop: runs frames until the one it was entered with ends.   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/function.h"

/* Runs module, class or exec code. locals NULL: globals. */
MAY_RAISE Ref execute_code(Obj code, Obj globals, Obj locals);
/* As above with a closure (class bodies). */
MAY_RAISE Ref execute_function(Obj function, Obj locals);
/* Slot `call` of function_type. */
MAY_RAISE Ref execute_call(Obj function, const Obj *args, size_t count, Obj names);
/* Runs the topmost frame, which was just pushed with FRAME_ENTRY. `thrown`: it begins by raising. */
MAY_RAISE Ref execute(bool thrown);
/* Signals, collections and other things that wait for a safe point; polled by loops and calls. */
extern volatile bool execute_wanted;
MAY_RAISE bool execute_safe_point(void);
