/* vm/unwind.h -- exceptions on their way: tracebacks, handlers, with, except*.   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/frame.h"

void unwind_add_traceback(Frame *frame);          // to the pending exception
const Handler *unwind_find(const Frame *frame);   // that covers frame->pc; NULL
/* Drops what is above the handler's depth and puts the pending exception in its register. */
void unwind_land(Frame *frame, const Handler *handler);
/* The frame ends by the exception; the caller is thread.frame then. True: it was entered from C. */
bool unwind_leave(Frame *frame);

Ref  enter_handler(Frame *frame, Obj exception);  // what was handled before, or NULL
void leave_handler(Frame *frame, Ref before);
/* RAISE; leaves an exception pending. False: it was raised again as it is, no traceback entry. */
bool raise_statement(Obj exception, Obj cause);
MAY_RAISE bool with_enter(Obj manager, Ref *leave, Ref *entered);
MAY_RAISE Ref  with_catch(Obj leave, Obj exception);
MAY_RAISE bool match_star(Obj exception, Obj type, Ref *match, Ref *rest);
MAY_RAISE Ref  rebuild_group(Obj raised, Obj original);
