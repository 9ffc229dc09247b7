/* vm/invoke.c -- calling functions written in Python: arguments into registers, frames pushed and popped. */
#include "vm/invoke.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "vm/display.h"
#include "vm/execute.h"
#include "vm/generator.h"
#include "vm/names.h"
#include <string.h>

bool frame_push_bound(FunctionObject *function, Ref *registers, size_t count, Obj names)
{
    return function_bind(function, registers, count, names) && frame_push_simple(function, registers);
}

bool frame_push_init(Type *type, Ref *base, size_t count, Obj names)
{
    scoped Ref init = keep(type->init_function), class = take(&base[0]);
    if (names) drop(take(&base[count + 1]));
    if (type->flags & TYPE_ABSTRACT) {             // says which methods are missing
        Ref failed = type_call(class, NULL, 0, NULL);
        drop_registers(base + 1, count);
        drop_or_null(failed);
        return false;
    }
    Ref instance = type_allocate(type, 0);
    base[0] = keep(instance);
    FunctionObject *function = (FunctionObject *)init;
    if (!frame_push(function, base, count + 1, names)) {
        drop(instance);
        return false;
    }
    thread.frame->flags = FRAME_INIT;
    thread.frame->instance = instance;
    thread.frame->holder = take(&init);
    return true;
}

// The values of a keyword dict, after the positional ones; their names as a tuple.
static Ref spread_names(Obj keywords, Ref *values)
{
    scoped Ref names = tuple_new(dict_length(keywords));
    size_t position = 0, i = 0;
    Obj key, value;
    while (dict_next(keywords, &position, &key, &value)) {
        tuple_items(names)[i] = keep(key);
        values[i++] = keep(value);
    }
    return take(&names);
}

bool spread_to_tuple(Ref *base)
{
    scoped Ref list = list_new(0);
    if (!args_extend(list, base[1], base[0])) return false;
    replace(&base[1], list_to_tuple(list));
    return true;
}

bool frame_push_spread(Ref *base, Ref *window)
{
    FunctionObject *function = (FunctionObject *)base[0];
    if (!is_exact_tuple(base[1]) && !spread_to_tuple(base)) return false;
    scoped Ref args = take(&base[1]), names = NULL;
    scoped Ref keywords = take(&base[2]);
    size_t count = tuple_length(args), named = keywords ? dict_length(keywords) : 0;
    if (window + count + named + function->code->register_count >= thread.registers_end)
        return raise_recursion("");
    if (named && !keywords_check(keywords)) return false;
    for (size_t i = 0; i < count; i++) window[i] = keep(tuple_peek(args, i));
    if (named) names = spread_names(keywords, window + count);
    return frame_push(function, window, count + named, names);
}

bool frame_push_code(Code *code, Ref *registers, Obj globals, Obj locals)
{
    if (frame_no_room(registers, code)) return raise_recursion("");
    Frame *frame = frame_push_raw(code, NULL, registers);
    frame->closure = NULL;
    frame->globals = globals;
    frame->builtins = builtins_of(globals);
    frame->locals = locals && locals != globals ? keep(locals) : NULL;
    return true;
}

void frame_pop_special(Frame *frame)
{
    if (frame->object) frame_object_detach(frame, true);
    else drop_registers(frame->registers, frame->code->local_count);
    if (frame->locals) drop(take(&frame->locals));
    if (!(frame->flags & FRAME_INIT)) {
        thread.frame--;
        return;
    }
    drop_or_null(take(&frame->instance));
    Ref holder = take(&frame->holder);             // the code that was running may go with it
    thread.frame--;
    drop(holder);
}

Ref init_result(Frame *frame, Ref value)
{
    if (likely(is_none(value))) {
        drop(value);
        return take(&frame->instance);
    }
    raise_type_error("__init__() should return None, not '%T'", value);
    drop(value);
    return NULL;
}

Ref make_function(Frame *frame, Obj code, Ref *parts, unsigned has)
{
    FunctionObject *function = (FunctionObject *)function_new(code, frame->globals);
    if (has & 1) function->defaults = take(parts++);
    if (has & 2) function->keyword_defaults = take(parts++);
    if (has & 4) function->annotations = take(parts++);
    if (has & 8) function->closure = take(parts++);
    return (Ref)function;
}

/* --- entering from C --- */

static Ref run(bool thrown)
{
    if (!recursion_enter("")) {
        Frame *frame = thread.frame;
        frame_pop(frame);
        return NULL;
    }
    Ref value = execute(thrown);
    recursion_leave();
    return value;
}

Ref execute_call(Obj callable, const Obj *args, size_t count, Obj names)
{
    FunctionObject *function = (FunctionObject *)callable;
    Ref *registers = frame_top(thread.frame);
    size_t all = count + (names ? tuple_length(names) : 0);
    if (registers + all + function->code->register_count >= thread.registers_end)
        return raise_recursion("");
    for (size_t i = 0; i < all; i++) registers[i] = keep(args[i]);
    scoped Ref hold = keep(callable);
    if (!frame_push(function, registers, all, names)) return NULL;
    thread.frame->flags |= FRAME_ENTRY;
    return run(false);
}

Ref execute_code(Obj code, Obj globals, Obj locals)
{
    scoped Ref hold = keep(code), held_globals = keep(globals);
    if (!frame_push_code((Code *)code, frame_top(thread.frame), globals, locals)) return NULL;
    thread.frame->flags |= FRAME_ENTRY;
    return run(false);
}

Ref execute_function(Obj callable, Obj locals)
{
    FunctionObject *function = (FunctionObject *)callable;
    scoped Ref hold = keep(callable);
    if (!frame_push_simple(function, frame_top(thread.frame))) return NULL;
    thread.frame->flags |= FRAME_ENTRY;
    thread.frame->locals = keep(locals);
    return run(false);
}
