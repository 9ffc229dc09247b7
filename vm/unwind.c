/* vm/unwind.c -- exceptions on their way: tracebacks, handlers, with, except*. */
#include "vm/unwind.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/types/exception.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/traceback.h"
#include "vm/generator.h"
#include "vm/invoke.h"
#include "vm/watch.h"

void unwind_add_traceback(Frame *frame)
{
    Exception *exception = (Exception *)error_peek();
    if (!exception || !frame->code) return;
    ptrdiff_t at = frame->pc - frame->code->instructions;
    scoped Ref object = frame_get_object(frame);
    Ref entry = traceback_new(exception->traceback, object, (int32_t)frame_line(frame),
                              (int32_t)(at > 0 ? 2 * (at - 1) : 0));   // tb_lasti counts in halves
    replace(&exception->traceback, entry);
}

const Handler *unwind_find(const Frame *frame)
{
    const Code *code = frame->code;
    ptrdiff_t at = frame->pc - code->instructions - 1;
    const Handler *found = NULL;
    for (size_t i = 0; i < code->handler_count && !found; i++)
        if (at >= (ptrdiff_t)code->handlers[i].start && at < (ptrdiff_t)code->handlers[i].end)
            found = &code->handlers[i];
    if (unlikely(watching)) watch_tell_raised((Frame *)frame, found);
    return found;
}

static void drop_above(Frame *frame, size_t depth)
{
    size_t count = frame->code->register_count;
    for (size_t i = depth; i < count; i++) {
        Ref x = take(&frame->registers[i]);
        if (x) drop(x);
    }
}

void unwind_land(Frame *frame, const Handler *handler)
{
    Ref exception = error_take();
    drop_above(frame, handler->depth);
    frame->registers[handler->exception] = exception;
}

bool unwind_leave(Frame *ending)
{
    bool entry = ending->flags & FRAME_ENTRY;
    Ref exception = error_take();
    drop_above(ending, ending->code->local_count);
    if (ending->generator) {
        if (error_is(exception, &stop_iteration_type)) {
            Ref error = NULL;
            raise_runtime_error("generator raised StopIteration");
            error = error_take();
            exception_set_context(error, keep(exception));
            exception_set_cause(error, exception);
            exception = error;
        }
        generator_finish(ending);
    }
    frame_pop(ending);
    raise_again(exception);
    return entry;
}

/* --- the exception being handled --- */

Ref enter_handler(Frame *frame, Obj exception)
{
    Ref before = error_set_handled(keep(exception));
    if (!frame->generator || frame->handles) return before;
    frame->handles = true;
    drop_or_null(before);                          // whoever resumes it brings its own
    return NULL;
}

void leave_handler(Frame *frame, Ref before)
{
    if (!before && frame->generator) {
        frame->handles = false;
        before = keep_or_null(frame->handled_outside);
    }
    drop_or_null(error_set_handled(before));
}

static Ref cause_from(Obj cause)
{
    if (is_none(cause)) return none_new();
    if (is_exception(cause)) return keep(cause);
    if (!is_exception_type(cause))
        return raise_type_error("exception causes must derive from BaseException");
    return exception_from(cause);
}

bool raise_statement(Obj raised, Obj cause)
{
    if (!raised) {
        Obj handled = error_handled();
        if (!handled) {
            raise_runtime_error("No active exception to reraise");
            return true;
        }
        raise_again(keep(handled));
        return false;
    }
    scoped Ref exception = exception_from(raised);
    if (!exception) return true;
    if (cause) {
        Ref given = cause_from(cause);
        if (!given) return true;
        bool none = is_none(given);
        if (none) drop(given);
        exception_set_cause(exception, none ? NULL : given);
        ((Exception *)exception)->suppress_context = true;
    }
    raise_object(take(&exception));
    return true;
}

/* --- with --- */

static Ref special_method(Obj manager, Obj name, const char *missing)
{
    Ref method = attribute_special(manager, name);
    if (method || error_pending()) return method;
    return raise_type_error("'%T' object does not support the context manager protocol%s", manager, missing);
}

bool with_enter(Obj manager, Ref *leave, Ref *entered)
{
    scoped Ref enter = special_method(manager, name___enter__, "");
    if (!enter) return false;
    *leave = special_method(manager, name___exit__, " (missed __exit__ method)");
    if (!*leave) return false;
    *entered = call0(enter);
    if (*entered) return true;
    drop(*leave);
    return false;
}

Ref with_catch(Obj leave, Obj exception)
{
    Ref traceback = ((const Exception *)exception)->traceback;
    return call3(leave, (Obj)type_of(exception), exception, traceback ? traceback : None_object);
}

/* --- except* --- */

bool match_star(Obj exception, Obj type, Ref *match, Ref *rest)
{
    *match = none_new();
    *rest = none_new();
    if (is_none(exception)) return true;
    Ref matched = NULL, left = NULL;
    if (!exception_group_split(exception, type, &matched, &left)) {
        drop(take(match));
        drop(take(rest));
        return false;
    }
    if (matched) replace(match, matched);
    if (left) replace(rest, left);
    return true;
}

Ref rebuild_group(Obj raised, Obj original)
{
    scoped Ref parts = list_new(0);
    for (size_t i = 0; i < list_length(raised); i++)
        if (!is_none(list_peek(raised, i))) list_append(parts, list_peek(raised, i));
    if (!list_length(parts)) return none_new();
    Ref group = exception_group_reraise(original, parts);
    return group || error_pending() ? group : none_new();
}
