/* vm/invoke.h -- calling functions written in Python: arguments into registers, frames pushed and popped.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/error.h"
#include "runtime/types/tuple.h"
#include "vm/function.h"

static inline bool frame_no_room(const Ref *registers, const Code *code)
{
    return unlikely(frame_depth() >= (size_t)recursion_limit || thread.frame + 1 >= thread.frames_end
                    || registers + code->register_count >= thread.registers_end);
}
static inline void drop_registers(Ref *registers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Ref x = take(&registers[i]);
        if (x) drop(x);
    }
}
/* A frame in which only namespaces and closure are still to be set. */
static inline Frame *frame_push_raw(Code *code, FunctionObject *function, Ref *registers)
{
    Frame *frame = ++thread.frame;
    frame->pc = code->instructions;
    frame->registers = registers;
    frame->code = code;
    frame->function = function;
    frame->locals = NULL;
    frame->generator = NULL;
    frame->object = NULL;
    frame->flags = 0;
    for (size_t i = code->params.total; i < code->local_count; i++) registers[i] = NULL;
    return frame;
}
/* Pushes a frame whose arguments already stand in registers[0..params.total). Only the registers of
 * other variables are cleared. result, window and further flags are the caller's to set. */
MAY_RAISE static inline __attribute__((always_inline)) bool frame_push_simple(FunctionObject *function, Ref *registers)
{
    Code *code = function->code;
    if (frame_no_room(registers, code)) {
        drop_registers(registers, code->params.total);
        return raise_recursion("");
    }
    Frame *frame = frame_push_raw(code, function, registers);
    frame->closure = function->closure ? tuple_items(function->closure) : NULL;
    frame->globals = function->globals;
    frame->builtins = function->builtins;
    return true;
}
/* The same with any arguments: `count` owned ones, the last of them by name. Binds first; on failure
 * they are dropped. */
MAY_RAISE bool frame_push_bound(FunctionObject *function, Ref *registers, size_t count, Obj names);
MAY_RAISE static inline __attribute__((always_inline))
bool frame_push(FunctionObject *function, Ref *registers, size_t count, Obj names)
{
    const Code *code = function->code;
    if (likely(count == code->params.total && (code->flags & CODE_SIMPLE) && !names))
        return frame_push_simple(function, registers);
    return frame_push_bound(function, registers, count, names);
}
/* A call of a class whose __init__ is a Python function: base[0] the class, then the arguments. */
MAY_RAISE bool frame_push_init(Type *type, Ref *base, size_t count, Obj names);
/* Where the `count` values at `from` may become a callee's registers: there, or moved to the stack
 * if the caller is a generator. */
static inline Ref *frame_window(const Frame *caller, Ref *from, size_t count)
{
    if (likely(!caller->generator)) return from;
    for (size_t i = 0; i < count; i++) caller->top[i] = take(&from[i]);
    return caller->top;
}
/* base[0] the function, base[1] positional arguments (any iterable), base[2] a dict or NULL; the
 * callee's registers begin at `window`. */
MAY_RAISE bool frame_push_spread(Ref *base, Ref *window);
/* base[1] becomes a tuple; TypeError that names the callable base[0] if it is not iterable. */
MAY_RAISE bool spread_to_tuple(Ref *base);
/* For code without a function: module, exec. Arguments borrowed. */
MAY_RAISE bool frame_push_code(Code *code, Ref *registers, Obj globals, Obj locals);
/* Ends the running frame: drops its registers, or leaves them to its frame object. */
void frame_pop_special(Frame *frame);
static inline void frame_pop(Frame *frame)
{
    if (unlikely(frame->object || frame->locals || (frame->flags & FRAME_INIT))) {
        frame_pop_special(frame);
        return;
    }
    drop_registers(frame->registers, frame->code->local_count);
    thread.frame--;
}
/* What a call of a class gives, once __init__ has returned `value` (consumed). */
MAY_RAISE Ref init_result(Frame *frame, Ref value);
/* MAKE_FUNCTION: parts in the order of the bits of `has`: defaults, keyword defaults, annotations, closure. */
Ref make_function(Frame *frame, Obj code, Ref *parts, unsigned has);
MAY_RAISE bool execute_pending_signals(void);
