/* vm/trace.c -- tells functions of calls, lines, returns and exceptions; sys.settrace, setprofile.
 *   SPDX-License-Identifier: MIT
 *
 * Every frame that is told of has a frame object, whose `told` says that its call has been
 * reported. Frames that ran before tracing began count as reported, a generator that sleeps does
 * not. What a call gives is known only at the next instruction: the builtin called waits in
 * object->called until then.
 */
#include "vm/trace.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/types/builtin.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/exception.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include "vm/watch.h"

static Ref tracer, profiler;           // or NULL
static bool busy;

Obj trace_function(void)              { return tracer; }
Obj profile_function(void)            { return profiler; }

bool trace_set_busy(bool now)
{
    bool before = busy;
    busy = now;
    return before;
}

static bool step(Frame *frame, size_t at);
static void raised(Frame *frame, const Handler *handler);
static const Watcher watcher = { .step = step, .raised = raised };

/* Frames that run already are not called any more. */
static void pass_over_running(void)
{
    for (Frame *frame = thread.frames + 1; frame <= thread.frame; frame++) {
        if (!frame->code) continue;
        drop(frame_get_object(frame));
        frame->object->told = true;
    }
}

static bool set(Ref *function, Ref given)
{
    bool was_on = tracer || profiler;
    replace(function, given);
    bool on = tracer || profiler;
    if (on == was_on) return true;
    if (on && !watch_start(&watcher)) {
        replace(function, NULL);
        return raise_runtime_error("too many watchers look on already");
    }
    if (on) pass_over_running();
    else watch_stop(&watcher);
    return true;
}

bool trace_set(Obj function)
{
    return set(&tracer, is_none(function) ? NULL : keep(function));
}

bool profile_set(Obj function)
{
    return set(&profiler, is_none(function) ? NULL : keep(function));
}

/* --- telling --- */

/* function(frame, event, arg); a function that raises is told of nothing more. */
static Ref tell(Ref *function, Obj told, Frame *frame, const char *event, Obj arg)
{
    scoped Ref object = frame_get_object(frame), held = keep(told);
    busy = true;
    Ref result = call3(held, object, intern(event), arg);
    busy = false;
    if (!result) set(function, NULL);
    return result;
}

/* What the frame's own function gives takes its place. */
static bool tell_frame(Frame *frame, const char *event, Obj arg)
{
    FrameObject *object = frame->object;
    if (!tracer || !object->trace) return true;
    Ref result = tell(&tracer, object->trace, frame, event, arg);
    if (!result) {
        replace(&object->trace, NULL);
        return false;
    }
    if (is_none(result)) drop(result);
    else replace(&object->trace, result);
    return true;
}

static bool tell_profiler(Frame *frame, const char *event, Obj arg)
{
    if (!profiler) return true;
    scoped Ref result = tell(&profiler, profiler, frame, event, arg);
    return result != NULL;
}

/* --- events --- */

static bool tell_call(Frame *frame)
{
    scoped Ref held = frame_get_object(frame);
    FrameObject *object = frame->object;
    object->told = true;
    bool first = frame->generator ? frame->pc - frame->code->instructions <= 2 : !object->told_line;
    object->shown_line = first ? frame->code->first_line : 0;
    bool fine = tell_profiler(frame, "call", None_object);
    if (fine && tracer) {
        Ref result = tell(&tracer, tracer, frame, "call", None_object);
        fine = result != NULL;
        if (result && is_none(result)) drop(take(&result));
        if (fine) replace(&object->trace, result);
    }
    object->shown_line = 0;
    return fine;
}

static bool tell_called(Frame *frame, const char *event)
{
    if (!frame->object->called) return true;
    scoped Ref called = take(&frame->object->called);
    return tell_profiler(frame, event, called);
}

static bool tell_line(Frame *frame, size_t at, Instruction i)
{
    FrameObject *object = frame->object;
    uint32_t line = i.flags & NO_LINE ? 0 : frame->code->positions[at].line;
    bool back = at < object->told_at;
    object->told_at = (uint32_t)at;
    if (line && (line != object->told_line || back)) {
        object->told_line = line;
        if (!object->no_lines && !tell_frame(frame, "line", None_object)) return false;
    }
    return !object->opcodes || tell_frame(frame, "opcode", None_object);
}

static bool tell_return(Frame *frame, Obj value)
{
    scoped Ref held = keep(value);
    return tell_frame(frame, "return", held) && tell_profiler(frame, "return", held);
}

static void note_call(Frame *frame, Instruction i)
{
    Obj called = frame->registers[i.b];
    if (!called || is_small(called)) return;
    const Type *type = type_of(called);
    if (type == &builtin_type || type == &method_descriptor_type)
        frame->object->called = keep(called);
}

/* --- the watcher --- */

static bool step(Frame *frame, size_t at)
{
    Instruction i = code_instruction(frame->code, at);
    if (busy || i.op == OPCODE_START_GENERATOR) return true;
    if ((!frame->object || !frame->object->told) && !tell_call(frame)) return false;
    if (!tell_called(frame, "c_return")) return false;
    if (frame->object->trace && !tell_line(frame, at, i)) return false;
    switch (i.op) {
    case OPCODE_RETURN: return tell_return(frame, frame->registers[i.a]);
    case OPCODE_RETURN_NONE:
        if (i.flags & NO_LINE) frame->object->shown_line = frame->object->told_line;
        return tell_return(frame, None_object);
    case OPCODE_YIELD:
        frame->object->told = false;
        return tell_return(frame, frame->registers[i.b]);
    case OPCODE_CALL: case OPCODE_CALL_METHOD: case OPCODE_CALL_KEYWORDS:
    case OPCODE_CALL_METHOD_KEYWORDS: case OPCODE_CALL_SPREAD: {
        if (!profiler) return true;
        note_call(frame, i);
        return !frame->object->called || tell_profiler(frame, "c_call", frame->object->called);
    }
    default: return true;
    }
}

static bool tell_exception(Frame *frame, Obj exception)
{
    Obj traceback = ((const Exception *)exception)->traceback;
    scoped Ref arg = tuple_from_items((Obj[]){ (Obj)type_of(exception), exception,
                                              traceback ? traceback : None_object }, 3);
    return tell_frame(frame, "exception", arg);
}

static void raised(Frame *frame, const Handler *handler)
{
    if (busy) return;
    scoped Ref exception = error_take();
    size_t at = (size_t)(frame->pc - frame->code->instructions);
    bool again = at && code_op(frame->code, frame->pc - 1) == OPCODE_RERAISE;
    bool fine = (frame->object && frame->object->told) || tell_call(frame);
    fine = fine && tell_called(frame, "c_exception") && (again || tell_exception(frame, exception));
    if (fine && !handler) {
        fine = tell_return(frame, None_object);
        frame->object->told = false;
    }
    if (fine) raise_again(take(&exception));
}
