/* vm/invoke.h -- calling functions written in Python: arguments into registers, frames pushed and popped.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/error.h"
#include "runtime/types/tuple.h"
#include "vm/function.h"

/* Pushes a frame whose arguments already stand in registers[0..params.total). Only the registers of
 * other variables are cleared. result, window and further flags are the caller's to set. */
MAY_RAISE bool frame_push_simple(FunctionObject *function, Ref *registers);
/* The same with any arguments: `count` owned ones, the last of them by name. Binds first; on failure
 * they are dropped. */
MAY_RAISE bool frame_push(FunctionObject *function, Ref *registers, size_t count, Obj names);
/* A call of a class whose __init__ is a Python function: base[0] the class, then the arguments. */
MAY_RAISE bool frame_push_init(Type *type, Ref *base, size_t count, Obj names);
/* base[0] the function, base[1] positional arguments (any iterable), base[2] a dict or NULL. */
MAY_RAISE bool frame_push_spread(Ref *base);
/* base[1] becomes a tuple; TypeError that names the callable base[0] if it is not iterable. */
MAY_RAISE bool spread_to_tuple(Ref *base);
/* For code without a function: module, exec. Arguments borrowed. */
MAY_RAISE bool frame_push_code(Code *code, Ref *registers, Obj globals, Obj locals);
/* Ends the running frame: drops its registers, or leaves them to its frame object. */
void frame_pop(Frame *frame);
/* What a call of a class gives, once __init__ has returned `value` (consumed). */
MAY_RAISE Ref init_result(Frame *frame, Ref value);
/* MAKE_FUNCTION: parts in the order of the bits of `has`: defaults, keyword defaults, annotations, closure. */
Ref make_function(Frame *frame, Obj code, Ref *parts, unsigned has);
MAY_RAISE bool execute_pending_signals(void);
