/* vm/modules/sys.c -- the module sys: frames, limits, sizes, exceptions, audit.
 * Start-up counts here: everything is made at each start of the program. */
#include "vm/modules/sys.h"
#include "runtime/attribute.h"
#include "runtime/builtins/builtins.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/execute.h"
#include "vm/frame.h"
#include "vm/import.h"
#include "vm/report.h"
#include "vm/source_lines.h"
#include "vm/trace.h"

Obj sys_peek(const char *name) { return dict_peek_str(io_sys_dict, intern(name)); }

void sys_set(const char *name, Obj value)
{
    bool found;
    if (value) dict_set_str(io_sys_dict, intern(name), value);
    else if (!dict_delete(io_sys_dict, intern(name), &found)) error_clear();
}

/* --- frames --- */

static Frame *frame_at(intptr_t depth)
{
    Frame *frame = thread.frame;
    for (; frame > thread.frames; frame--)
        if (frame->code && depth-- <= 0) return frame;
    return NULL;
}

static bool read_depth(Obj given, intptr_t *depth)
{
    *depth = 0;
    return !given || object_to_size(given, depth, &overflow_error_type);
}

static Ref sys_getframe(const Obj arg[])
{
    intptr_t depth;
    if (!read_depth(arg[0], &depth)) return NULL;
    Frame *frame = frame_at(depth);
    return frame ? frame_get_object(frame) : raise_value_error("call stack is not deep enough");
}

static Ref sys_getframemodulename(const Obj arg[])
{
    intptr_t depth;
    if (!read_depth(arg[0], &depth)) return NULL;
    Frame *frame = frame_at(depth);
    if (!frame) return none_new();
    if (frame->function && frame->function->module) return keep(frame->function->module);
    Obj name = dict_peek_str(frame->globals, name___name__);
    return name ? keep(name) : none_new();
}

static Ref sys_call_tracing(const Obj arg[])
{
    if (!is_tuple(arg[1]))
        return raise_type_error("call_tracing() argument 2 must be tuple, not %A", arg[1]);
    bool before = trace_set_busy(false);
    Ref result = call_spread(arg[0], arg[1], NULL);
    trace_set_busy(before);
    return result;
}

/* --- exceptions --- */

static Ref sys_exception(const Obj arg[])
{
    (void)arg;
    Obj handled = error_handled();
    return handled ? keep(handled) : none_new();
}

static Ref sys_exc_info(const Obj arg[])
{
    (void)arg;
    Obj handled = error_handled();
    if (!handled) return tuple_pack(3, None_object, None_object, None_object);
    Obj traceback = ((const Exception *)handled)->traceback;
    return tuple_pack(3, (Obj)handled->type, handled, traceback ? traceback : None_object);
}

static Ref sys_exit(const Obj arg[])
{
    if (!arg[0] || is_none(arg[0])) return raise_object(call0((Obj)&system_exit_type));
    return raise_with(&system_exit_type, arg[0]);
}

/* --- limits --- */

static bool read_int(Obj x, long *value)
{
    scoped Ref index = object_get_index(x);
    if (!index || !object_to_long(index, value)) return false;
    if (*value == (int)*value) return true;
    return raise_overflow_error("Python int too large to convert to C int");
}

static Ref sys_getrecursionlimit(const Obj arg[])
{
    (void)arg;
    return int_new(recursion_limit);
}

static Ref sys_setrecursionlimit(const Obj arg[])
{
    long limit;
    if (!read_int(arg[0], &limit)) return NULL;
    if (limit < 1) return raise_value_error("recursion limit must be greater or equal than 1");
    if (frame_depth() >= (size_t)limit)
        return raise_recursion_error("cannot set the recursion limit to %ld at the recursion depth "
                                     "%zu: the limit is too low", limit, frame_depth());
    recursion_limit = (int)limit;
    return none_new();
}

static Ref sys_get_int_max_str_digits(const Obj arg[])
{
    (void)arg;
    return int_new(int_max_str_digits);
}

static Ref sys_set_int_max_str_digits(const Obj arg[])
{
    enum { LEAST = 640 };
    long digits;
    if (!read_int(arg[0], &digits)) return NULL;
    if (digits != 0 && digits < LEAST)
        return raise_value_error("maxdigits must be 0 or larger than %d", LEAST);
    int_max_str_digits = (int)digits;
    return none_new();
}

static double switch_interval = 0.005;

static Ref sys_getswitchinterval(const Obj arg[])
{
    (void)arg;
    return float_new(switch_interval);
}

static Ref sys_setswitchinterval(const Obj arg[])
{
    double seconds;
    if (!object_to_double(arg[0], &seconds)) return NULL;
    if (!(seconds > 0)) return raise_value_error("switch interval must be strictly positive");
    switch_interval = seconds;
    return none_new();
}

/* --- objects --- */

// The argument itself is held by the caller for the time of the call, and counts.
static Ref sys_getrefcount(const Obj arg[])
{
    if (is_small(arg[0]) || (arg[0]->flags & FLAG_IMMORTAL)) return int_new(UINT32_MAX);
    return int_new(arg[0]->count);
}

static Ref sys_getsizeof(const Obj arg[])
{
    enum { object, fallback };
    bool found;
    scoped Ref size = call_dunder(arg[object], name___sizeof__, NULL, 0, &found);
    if (!found) return raise_type_error("Type %T doesn't define __sizeof__", arg[object]);
    if (size && !is_int(size)) raise_type_error("an integer is required");
    else if (size && int_sign(size) < 0) raise_value_error("__sizeof__() should return >= 0");
    if (!error_pending()) return take(&size);
    if (!arg[fallback] || !error_matches(&type_error_type)) return NULL;
    error_clear();
    return keep(arg[fallback]);
}

static Ref sys_intern(const Obj arg[])
{
    if (is_exact_str(arg[0])) return keep(intern_str(arg[0]));
    if (is_str(arg[0])) return raise_type_error("can't intern %T", arg[0]);
    return raise_type_error("intern() argument must be str, not %A", arg[0]);
}

static Ref sys_is_interned(const Obj arg[])
{
    if (is_str(arg[0])) return bool_new(str_is_interned(arg[0]));
    return raise_type_error("_is_interned() argument must be str, not %A", arg[0]);
}

static void count_one(Ref object, void *context)
{
    (void)object;
    ++*(size_t *)context;
}

static Ref sys_getallocatedblocks(const Obj arg[])
{
    (void)arg;
    size_t count = 0;
    heap_each(count_one, &count);
    return int_new((intptr_t)count);
}

static Ref sys_source_lines(const Obj arg[])
{
    if (is_exact_str(arg[0])) return source_lines_get(arg[0]);
    return raise_type_error("_source_lines() argument must be str, not %A", arg[0]);
}

/* --- what is always the same --- */

static Ref sys_utf8(const Obj arg[])          { (void)arg; return str_from_text("utf-8"); }
static Ref sys_file_errors(const Obj arg[])
{
    (void)arg;
    return str_from_text("surrogateescape");
}
static Ref sys_none(const Obj arg[])          { (void)arg; return none_new(); }
static Ref sys_true(const Obj arg[])          { (void)arg; return bool_new(true); }
static Ref sys_is_finalizing(const Obj arg[]) { (void)arg; return bool_new(report_finishing); }

static Ref none_unless_null(Obj x)            { return x ? keep(x) : none_new(); }
static Ref sys_gettrace(const Obj arg[])      { (void)arg; return none_unless_null(trace_function()); }
static Ref sys_getprofile(const Obj arg[])    { (void)arg; return none_unless_null(profile_function()); }
static Ref sys_settrace(const Obj arg[])      { return trace_set(arg[0]) ? none_new() : NULL; }
static Ref sys_setprofile(const Obj arg[])    { return profile_set(arg[0]) ? none_new() : NULL; }

/* --- audit --- */

static Ref audit_hooks;

static Ref sys_audit(const Obj arg[])
{
    enum { event, args };
    if (!audit_hooks) return none_new();
    if (!is_str(arg[event]))
        return raise_type_error("expected str for argument 'event', not %T", arg[event]);
    for (size_t i = 0; i < list_length(audit_hooks); i++) {
        scoped Ref hook = keep(list_peek(audit_hooks, i));
        scoped Ref done = call2(hook, arg[event], arg[args]);
        if (!done) return NULL;
    }
    return none_new();
}

static Ref sys_addaudithook(const Obj arg[])
{
    if (!audit_hooks) audit_hooks = list_new(1);
    list_append(audit_hooks, arg[0]);
    return none_new();
}

/* --- the module --- */

static const Method sys_functions[] = {
    { "_clear_internal_caches()", sys_none, "Nothing: there is nothing to be cleared.", 0 },
    { "_clear_type_cache()", sys_none, "Nothing: there is nothing to be cleared.", 0 },
    { "_getframe(depth=0, /)", sys_getframe, "The frame of the caller, or of one further out.", 0 },
    { "_getframemodulename(depth=0)", sys_getframemodulename,
      "Name of the module of the caller, or of one further out.", 0 },
    { "_is_gil_enabled()", sys_true, "Whether one thread runs at a time.", 0 },
    { "_is_interned(string, /)", sys_is_interned, "Whether the str is interned.", 0 },
    { "_source_lines(filename, /)", sys_source_lines,
      "Lines of a text that is in no file: typed, or of a module inside the program. Or None.", 0 },
    { "addaudithook(hook)", sys_addaudithook, "Adds a function that sys.audit() calls.", 0 },
    { "audit(event, /, *args)", sys_audit, "Passes an event to the audit hooks.", 0 },
    { "call_tracing(func, args, /)", sys_call_tracing, "func(*args), traced even if a trace function calls it.", 0 },
    { "exc_info()", sys_exc_info, "Type, value and traceback of the exception being handled.", 0 },
    { "exception()", sys_exception, "The exception being handled, or None.", 0 },
    { "exit(status=None, /)", sys_exit, "Ends the program by raising SystemExit(status).", 0 },
    { "get_int_max_str_digits()", sys_get_int_max_str_digits,
      "Most digits of an int in decimal text; 0: no limit.", 0 },
    { "getallocatedblocks()", sys_getallocatedblocks, "Number of living containers.", 0 },
    { "getdefaultencoding()", sys_utf8, "'utf-8'", 0 },
    { "getfilesystemencodeerrors()", sys_file_errors, "'surrogateescape'", 0 },
    { "getfilesystemencoding()", sys_utf8, "'utf-8'", 0 },
    { "getprofile()", sys_getprofile, "What setprofile() was given last.", 0 },
    { "getrecursionlimit()", sys_getrecursionlimit, "The deepest nesting of calls.", 0 },
    { "getrefcount(object, /)", sys_getrefcount,
      "References held on an object, the argument's own one included.", 0 },
    { "getsizeof(object, default=)", sys_getsizeof, "Bytes that an object takes up by itself.", 0 },
    { "getswitchinterval()", sys_getswitchinterval, "Seconds that a thread runs at a stretch.", 0 },
    { "gettrace()", sys_gettrace, "What settrace() was given last.", 0 },
    { "intern(string, /)", sys_intern, "The one str of this text.", 0 },
    { "is_finalizing()", sys_is_finalizing, "Whether the program is ending.", 0 },
    { "set_int_max_str_digits(maxdigits)", sys_set_int_max_str_digits,
      "Sets the most digits of an int in decimal text.", 0 },
    { "setprofile(function, /)", sys_setprofile,
      "Tells a function of each call and return; None: no one any more.", 0 },
    { "setrecursionlimit(limit, /)", sys_setrecursionlimit,
      "Sets the deepest nesting of calls.", 0 },
    { "setswitchinterval(interval, /)", sys_setswitchinterval,
      "Sets the seconds that a thread runs at a stretch.", 0 },
    { "settrace(function, /)", sys_settrace,
      "Tells a function of each call; what it gives, of the call's lines. None: no one.", 0 },
    { 0 }
};

static bool start(Ref module)
{
    if (io_sys_dict) return dict_update(module_dict(module), io_sys_dict);   // imported again
    io_sys_dict = keep(module_dict(module));
    sys_info_add(module);
    sys_path_add(module);
    sys_hooks_add(module);
    module_add(module, "stdlib_module_names", sys_stdlib_names());
    return sys_streams_add(module);
}

const Module sys_module = {
    "sys", "The interpreter itself: its version, its limits, the program's arguments and streams.",
    sys_functions, NULL, start
};
