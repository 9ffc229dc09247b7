/* vm/generator.c -- generators: frames that sleep. */
#include "vm/generator.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/types/bool.h"
#include "runtime/types/exception.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/traceback.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include "vm/execute.h"
#include <stdio.h>
#include <string.h>

static Ref returned_value;            // between the end of a generator and generator_send

Ref generator_new(Frame *frame)
{
    size_t count = frame->code->register_count;
    Generator *generator = (Generator *)heap_new(&generator_type, sizeof(Generator) + count * sizeof(Ref));
    generator->head.flags |= FLAG_FINALIZE;
    generator->function = keep((Ref)frame->function);
    generator->code = frame->code;
    generator->pc = frame->pc;
    generator->name = keep(frame->function->name);
    generator->qualname = keep(frame->function->qualname);
    generator->state = GENERATOR_CREATED;
    generator->register_count = count;
    for (size_t i = 0; i < frame->code->local_count; i++)
        generator->registers[i] = take(&frame->registers[i]);
    if (frame->object) frame_object_detach(frame, false);
    return (Ref)generator;
}

static void push_frame(Generator *generator, Ref *top)
{
    FunctionObject *function = (FunctionObject *)generator->function;
    Frame *frame = ++thread.frame;
    frame->pc = generator->pc;
    frame->registers = generator->registers;
    frame->top = top;
    frame->code = generator->code;
    frame->function = function;
    frame->closure = function->closure ? tuple_items(function->closure) : NULL;
    frame->globals = function->globals;
    frame->builtins = function->builtins;
    frame->locals = NULL;
    frame->generator = generator;
    frame->object = generator->object;
    if (unlikely(frame->object != NULL)) {
        frame->object->live = frame;
        frame->object->asleep = NULL;
        generator->object = NULL;
    }
    frame->flags = 0;
    frame->handled_outside = error_handled();
    frame->handles = generator->handled != NULL;
    if (unlikely(frame->handles)) drop_or_null(error_set_handled(take(&generator->handled)));
}

// The register that waits for what is sent: operand a of the YIELD or YIELD_FROM it sleeps at.
static Ref *waiting_register(Generator *generator)
{
    const Instruction *at = generator->pc;
    return &generator->registers[code_op(generator->code, at) == OPCODE_YIELD_FROM ? at->a : at[-1].a];
}

bool generator_resume(Generator *generator, Ref *top)
{
    if (unlikely(generator->state == GENERATOR_RUNNING))
        return raise_value_error("generator already executing");
    if (unlikely(frame_depth() >= (size_t)recursion_limit || thread.frame + 1 >= thread.frames_end
                 || top + CODE_SLACK >= thread.registers_end)) return raise_recursion("");
    if (generator->state == GENERATOR_SUSPENDED) replace(waiting_register(generator), none_new());
    generator->state = GENERATOR_RUNNING;
    push_frame(generator, top);
    return true;
}

// Its own handled exception sleeps with it; the resumer's is handled again.
static void swap_handled(Generator *generator, Frame *frame)
{
    Ref outside = keep_or_null(frame->handled_outside);
    generator->handled = error_set_handled(outside);
}

void generator_suspend(Frame *frame)
{
    Generator *generator = frame->generator;
    generator->pc = frame->pc;
    if (unlikely(frame->object != NULL)) {
        generator->object = frame->object;
        frame->object = NULL;
        generator->object->line = frame_line(frame);
        generator->object->live = NULL;
        generator->object->asleep = generator;
    }
    if (unlikely(frame->handles)) swap_handled(generator, frame);
    generator->state = GENERATOR_SUSPENDED;
}

void generator_finish(Frame *frame)
{
    Generator *generator = frame->generator;
    generator->state = GENERATOR_CLOSED;
    if (frame->handles)
        drop_or_null(error_set_handled(keep_or_null(frame->handled_outside)));
    generator->head.flags &= ~(uint32_t)FLAG_FINALIZE;
}

Ref generator_returned(Ref value)
{
    returned_value = value;
    return NULL;
}

/* --- resuming from C --- */

// What is thrown into a handler of the generator happened while that was at work.
static void link_to_handled(void)
{
    Ref thrown = error_take();
    if (thrown != error_handled()) exception_set_context(thrown, keep(error_handled()));
    raise_again(thrown);
}

static Ref run(Generator *generator, Obj value, bool thrown, Ref *result)
{
    scoped Ref hold = keep((Ref)generator);
    *result = NULL;
    if (!recursion_enter("")) return NULL;
    bool started = generator->state == GENERATOR_SUSPENDED;
    Ref yielded = NULL;
    if (generator_resume(generator, frame_top(thread.frame))) {
        if (thrown && thread.frame->handles) link_to_handled();
        if (started && value) replace(waiting_register(generator), keep(value));
        thread.frame->flags = FRAME_ENTRY;
        yielded = execute(thrown);
        if (!yielded) *result = take(&returned_value);
    }
    recursion_leave();
    return yielded;
}

Ref generator_send(Generator *generator, Obj value, Ref *result)
{
    *result = NULL;
    if (generator->state == GENERATOR_CLOSED) {
        *result = none_new();
        return NULL;
    }
    if (generator->state == GENERATOR_CREATED && !is_none(value))
        return raise_type_error("can't send non-None value to a just-started generator");
    return run(generator, value, false, result);
}

Ref yield_from_send(Obj iterator, Obj value, Ref *result)
{
    if (has_type(iterator, &generator_type)) return generator_send((Generator *)iterator, value, result);
    Ref item = NULL;
    *result = NULL;
    if (is_none(value)) {
        if (!has_next(type_of(iterator))) return raise_type_error("'%T' object is not an iterator", iterator);
        item = type_of(iterator)->next(iterator);
        if (item) return item;
        if (!error_pending()) {
            *result = none_new();
            return NULL;
        }
    } else {
        item = call_method1(iterator, name_send, value);
        if (item) return item;
    }
    if (!error_matches(&stop_iteration_type)) return NULL;
    scoped Ref stop = error_take();
    Ref sent = ((StopIteration *)stop)->value;
    *result = sent ? keep(sent) : none_new();
    return NULL;
}

/* --- throw and close --- */

static bool waits_for_delegate(const Generator *generator)
{
    return code_op(generator->code, generator->pc) == OPCODE_YIELD_FROM;
}

// The iterator that `yield from` waits for; borrowed, NULL if it does not.
static Obj delegate(const Generator *generator)
{
    if (generator->state != GENERATOR_SUSPENDED || !waits_for_delegate(generator)) return NULL;
    return generator->registers[generator->pc->b];
}

static Ref finish_call(Ref yielded, Ref result)
{
    if (yielded) return yielded;
    if (!result) return NULL;
    scoped Ref value = result;
    return raise_stop_iteration_with(is_none(value) ? NULL : value);
}

static bool generator_close(Generator *generator);

static bool close_delegate(Obj iterator)
{
    if (has_type(iterator, &generator_type)) return generator_close((Generator *)iterator);
    scoped Ref method = NULL;
    if (!attribute_find(iterator, name_close, &method)) return false;
    if (!method) return true;
    scoped Ref done = call0(method);
    return done;
}

// Raises the pending exception inside, at the place where it sleeps.
static Ref raise_inside(Generator *generator)
{
    Ref result, yielded;
    if (generator->state == GENERATOR_CREATED) {
        // never started: the frame raises at its first line
        scoped Ref hold = keep((Ref)generator);
        if (!generator_resume(generator, frame_top(thread.frame))) return NULL;
        thread.frame->flags = FRAME_ENTRY;
        yielded = execute(true);
        return finish_call(yielded, take(&returned_value));
    }
    if (waits_for_delegate(generator)) generator->pc++;   // past the delegate: it is done with
    yielded = run(generator, NULL, true, &result);
    return finish_call(yielded, result);
}

// The delegate ended: its value is what `yield from` gives.
static Ref go_on_with(Generator *generator, Obj value)
{
    Ref *iterator = &generator->registers[generator->pc->b];
    Ref *sent = &generator->registers[generator->pc->a];
    replace(sent, keep(value));
    drop(take(iterator));
    generator->pc++;
    // resume behind the instruction, with the value where it would have put it
    Ref held = take(sent), result = NULL;
    uint16_t at = generator->pc[-1].a;
    scoped Ref hold = keep((Ref)generator);
    if (!generator_resume(generator, frame_top(thread.frame))) { drop(held); return NULL; }
    replace(&generator->registers[at], held);
    thread.frame->flags = FRAME_ENTRY;
    Ref yielded = execute(false);
    if (!yielded) result = take(&returned_value);
    return finish_call(yielded, result);
}

static Ref throw_to_delegate(Generator *generator, Obj inner, Ref exception)
{
    scoped Ref hold = keep(inner), method = NULL;
    scoped Ref thrown = exception;
    if (error_is(exception, &generator_exit_type)) {
        generator->state = GENERATOR_RUNNING;
        bool closed = close_delegate(inner);
        generator->state = GENERATOR_SUSPENDED;
        if (closed) raise_again(take(&thrown));
        return raise_inside(generator);
    }
    if (!attribute_find(inner, name_throw, &method)) return NULL;
    if (!method) {
        raise_again(take(&thrown));
        return raise_inside(generator);
    }
    generator->state = GENERATOR_RUNNING;
    Ref yielded = call1(method, exception);
    generator->state = GENERATOR_SUSPENDED;
    if (yielded) return yielded;
    if (!error_matches(&stop_iteration_type)) return raise_inside(generator);
    scoped Ref stop = error_take();
    Ref value = ((StopIteration *)stop)->value;
    return go_on_with(generator, value ? value : None_object);
}

static Ref throw_exception(Generator *generator, Ref exception)
{
    if (generator->state == GENERATOR_RUNNING) {
        drop(exception);
        return raise_value_error("generator already executing");
    }
    if (generator->state == GENERATOR_CLOSED) return raise_again(exception);
    Obj inner = delegate(generator);
    if (inner) return throw_to_delegate(generator, inner, exception);
    raise_again(exception);
    return raise_inside(generator);
}

static void end_unstarted(Generator *generator)
{
    generator->state = GENERATOR_CLOSED;
    for (size_t i = 0; i < generator->register_count; i++) drop_or_null(take(&generator->registers[i]));
}

static bool generator_close(Generator *generator)
{
    if (generator->state == GENERATOR_CREATED) end_unstarted(generator);
    if (generator->state == GENERATOR_CLOSED) return true;
    raise_format(&generator_exit_type, "");
    scoped Ref exit = error_take();
    replace(&((Exception *)exit)->args, tuple_new(0));
    scoped Ref yielded = throw_exception(generator, take(&exit));
    if (yielded) return raise_runtime_error("generator ignored GeneratorExit");
    return error_clear_if(&generator_exit_type) || error_clear_if(&stop_iteration_type);
}

/* --- slots and methods --- */

static Ref generator_next(Obj self)
{
    Ref result;
    Ref yielded = generator_send((Generator *)self, None_object, &result);
    if (yielded || !result) return yielded;
    scoped Ref value = result;
    return is_none(value) ? NULL : raise_stop_iteration_with(value);
}

static bool generator_finalize(Ref self)
{
    Generator *generator = (Generator *)self;
    if (generator->state != GENERATOR_SUSPENDED) return true;
    if (!generator_close(generator)) error_report_unraisable(self);
    return true;
}

static void generator_destroy(Ref self)
{
    Generator *generator = (Generator *)self;
    for (size_t i = 0; i < generator->register_count; i++)
        drop_or_null(take(&generator->registers[i]));
    if (generator->object) generator->object->asleep = NULL;
    drop_or_null((Ref)generator->object);
    drop_or_null(generator->handled);
    drop(generator->name);
    drop(generator->qualname);
    drop(generator->function);
}

static void generator_visit(Obj self, Visit visit, void *context)
{
    const Generator *generator = (const Generator *)self;
    for (size_t i = 0; i < generator->register_count; i++)
        if (generator->registers[i]) visit(generator->registers[i], context);
    if (generator->object) visit((Obj)generator->object, context);
    if (generator->handled) visit(generator->handled, context);
    visit(generator->name, context);
    visit(generator->qualname, context);
    visit(generator->function, context);
}

static Ref generator_repr(Obj self)
{
    char at[40];
    snprintf(at, sizeof at, "0x%lx", (unsigned long)(uintptr_t)self);
    return str_format("<generator object %S at %s>", ((Generator *)self)->qualname, at);
}

static Ref method_send(const Obj arg[])
{
    Ref result;
    Ref yielded = generator_send((Generator *)arg[0], arg[1], &result);
    return finish_call(yielded, result);
}

static Ref thrown_exception(Obj type, Obj value, Obj traceback)
{
    if (traceback && !is_none(traceback) && !has_type(traceback, &traceback_type))
        return raise_type_error("throw() third argument must be a traceback object");
    scoped Ref exception = NULL;
    if (is_exception_type(type)) {
        if (value && is_exception(value) && is_instance(value, (Type *)type)) exception = keep(value);
        else if (!value || is_none(value)) exception = call0(type);
        else if (is_tuple(value)) exception = call_spread(type, value, NULL);
        else exception = call1(type, value);
        if (exception && !is_exception(exception))
            raise_type_error("calling %R should have returned an instance of BaseException, not %T",
                             type, exception);
        if (error_pending()) replace(&exception, error_take());      // this is thrown instead
    } else if (is_exception(type)) {
        if (value && !is_none(value))
            return raise_type_error("instance exception may not have a separate value");
        exception = keep(type);
    } else {
        return raise_type_error("exceptions must be classes or instances deriving from BaseException, "
                                "not %T", type);
    }
    if (exception && traceback && !is_none(traceback))
        replace(&((Exception *)exception)->traceback, keep(traceback));
    return take(&exception);
}

static Ref method_throw(const Obj arg[])
{
    enum { self, type, value, traceback };
    if (arg[value] && !warn(&deprecation_warning_type, 1, "the (type, exc, tb) signature of throw() is "
                            "deprecated, use the single-arg signature instead.")) return NULL;
    Ref exception = thrown_exception(arg[type], arg[value], arg[traceback]);
    return exception ? throw_exception((Generator *)arg[self], exception) : NULL;
}

static Ref method_close(const Obj arg[])
{
    Generator *generator = (Generator *)arg[0];
    if (generator->state == GENERATOR_CREATED) end_unstarted(generator);
    if (generator->state == GENERATOR_CLOSED) return none_new();
    raise_format(&generator_exit_type, "");
    Ref exit = error_take();
    replace(&((Exception *)exit)->args, tuple_new(0));
    Ref yielded = throw_exception(generator, exit);
    if (yielded) {
        drop(yielded);
        return raise_runtime_error("generator ignored GeneratorExit");
    }
    if (error_clear_if(&generator_exit_type)) return none_new();
    if (!error_matches(&stop_iteration_type)) return NULL;
    scoped Ref stop = error_take();
    Ref value = ((StopIteration *)stop)->value;
    return value ? keep(value) : none_new();
}

static const Method generator_methods[] = {
    { "send(self, arg, /)", method_send, "Resumes the generator; its yield gives arg.", 0 },
    { "throw(self, type, value=, traceback=, /)", method_throw, "Raises an exception where it sleeps.", 0 },
    { "close(self)", method_close, "Raises GeneratorExit where it sleeps.", 0 },
    { 0 }
};

#define G(self) ((Generator *)(self))
static Ref get_name(Obj self)      { return keep(G(self)->name); }
static Ref get_qualname(Obj self)  { return keep(G(self)->qualname); }
static Ref get_code(Obj self)      { return keep((Ref)G(self)->code); }
static Ref get_running(Obj self)   { return bool_new(G(self)->state == GENERATOR_RUNNING); }
static Ref get_suspended(Obj self) { return bool_new(G(self)->state == GENERATOR_SUSPENDED); }
static Ref get_yieldfrom(Obj self)
{
    Obj inner = delegate(G(self));
    return inner ? keep(inner) : none_new();
}
static Ref get_frame(Obj self)
{
    Generator *generator = G(self);
    if (generator->state == GENERATOR_CLOSED) return none_new();
    if (generator->state == GENERATOR_RUNNING) {
        for (Frame *frame = thread.frame; frame > thread.frames; frame--)
            if (frame->generator == generator) return frame_get_object(frame);
        return none_new();
    }
    if (!generator->object) {
        FunctionObject *function = (FunctionObject *)generator->function;
        Frame asleep = { .pc = generator->pc, .registers = generator->registers, .code = generator->code,
                         .globals = function->globals, .builtins = function->builtins,
                         .function = function };
        drop(frame_get_object(&asleep));
        generator->object = asleep.object;
        generator->object->live = NULL;
        generator->object->asleep = generator;
        generator->object->line = generator->state == GENERATOR_CREATED ? generator->code->first_line
                                                                       : frame_line(&asleep);
    }
    return keep((Ref)generator->object);
}
static bool set_name(Ref self, Obj value)
{
    if (!value || !is_str(value)) return raise_type_error("__name__ must be set to a string object");
    replace(&G(self)->name, keep(value));
    return true;
}
static bool set_qualname(Ref self, Obj value)
{
    if (!value || !is_str(value)) return raise_type_error("__qualname__ must be set to a string object");
    replace(&G(self)->qualname, keep(value));
    return true;
}

static const Getter generator_getters[] = {
    { "__name__", get_name, set_name, "Name of the generator." },
    { "__qualname__", get_qualname, set_qualname, "Name with its path." },
    { "gi_code", get_code, NULL, "The code." },
    { "gi_frame", get_frame, NULL, "The frame, or None when it has ended." },
    { "gi_running", get_running, NULL, "Whether it is running now." },
    { "gi_suspended", get_suspended, NULL, "Whether it sleeps at a yield." },
    { "gi_yieldfrom", get_yieldfrom, NULL, "The iterator that yield from waits for." },
    { 0 }
};

static Ref generator_iterate(Obj self) { return keep(self); }

Type generator_type = {
    TYPE_HEADER, .name = "generator", .size = sizeof(Generator), .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .doc = "A function call that yields values and sleeps between them.",
    .destroy = generator_destroy, .visit = generator_visit, .finalize = generator_finalize,
    .repr = generator_repr, .iterate = generator_iterate, .next = generator_next,
    .methods = generator_methods, .getters = generator_getters,
};
