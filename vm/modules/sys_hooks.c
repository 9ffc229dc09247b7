/* vm/modules/sys_hooks.c -- sys: displayhook, excepthook, unraisablehook, the standard streams. */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/io.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bool.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/record.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include "vm/import.h"
#include "vm/modules/sys.h"
#include "vm/unwind.h"
#include "vm/options.h"
#include "vm/report.h"

/* --- writing to the streams --- */

static Obj stream(const char *name)
{
    Obj file = sys_peek(name);
    return file && !is_none(file) ? file : NULL;
}

bool sys_write(const char *name, Obj text)
{
    scoped Ref file = keep_or_null(stream(name));
    if (!file) return true;
    scoped Ref done = call_method1(file, name_write, text);
    return done != NULL;
}

/* --- displayhook --- */

// What the stream's encoding lacks is written as \x.., \u....
static bool write_escaped(Obj file, Obj text)
{
    scoped Ref encoding = attribute_get(file, intern("encoding"));
    const char *name = !encoding ? NULL : is_str(encoding) ? str_c_text(encoding) : "utf-8";
    scoped Ref bytes = name ? str_encode(text, name, "backslashreplace") : NULL;
    scoped Ref escaped = bytes ? call_method1(bytes, intern("decode"), encoding) : NULL;
    scoped Ref done = escaped ? call_method1(file, name_write, escaped) : NULL;
    return done != NULL;
}

static Ref sys_displayhook(const Obj arg[])
{
    if (is_none(arg[0])) return none_new();
    Ref builtins = module_dict(builtins_module);
    dict_set_str(builtins, name__, None_object);
    scoped Ref file = keep_or_null(stream("stdout"));
    if (!file) return raise_runtime_error("lost sys.stdout");
    scoped Ref text = object_repr(arg[0]);
    if (!text) return NULL;
    scoped Ref written = call_method1(file, name_write, text);
    if (!written) {
        if (!error_clear_if(&unicode_encode_error_type) || !write_escaped(file, text)) return NULL;
    }
    scoped Ref line_end = str_from_text("\n");
    scoped Ref ended = call_method1(file, name_write, line_end);
    if (!ended) return NULL;
    dict_set_str(builtins, name__, arg[0]);
    return none_new();
}

/* --- excepthook --- */

static Ref sys_excepthook(const Obj arg[])
{
    enum { type, value, traceback };
    if (!is_exception(arg[value])) {
        scoped Ref text = str_format("TypeError: print_exception(): Exception expected for value, "
                                     "%T found\n", arg[value]);
        if (!sys_write("stderr", text)) error_clear();
        return none_new();
    }
    Exception *exception = (Exception *)arg[value];
    if (!exception->traceback && !is_none(arg[traceback]) && !error_pending()
        && !attribute_set(arg[value], name___traceback__, arg[traceback])) error_clear();
    report_print(arg[value]);
    return none_new();
}

/* --- unraisablehook --- */

static const char *const unraisable_fields[] = { "exc_type", "exc_value", "exc_traceback",
                                                 "err_msg", "object" };
enum { EXC_TYPE, EXC_VALUE, EXC_TRACEBACK, ERR_MSG, OBJECT, UNRAISABLE_FIELDS };
static const RecordShape unraisable_shape = { unraisable_fields, UNRAISABLE_FIELDS,
                                              UNRAISABLE_FIELDS };
static Type unraisable_type = {
    TYPE_HEADER, .name = "UnraisableHookArgs", .doc = "What an unraisablehook gets.",
};

// The lines of a traceback, without the markers below them.
static bool write_steps(Writer *w, Obj traceback)
{
    scoped Ref module = import_module(intern("traceback"));
    scoped Ref steps = module ? call_method1(module, intern("extract_tb"), traceback) : NULL;
    scoped Ref list = steps ? list_from(steps) : NULL;
    if (!list) return false;
    if (list_length(list)) writer_text(w, "Traceback (most recent call last):\n");
    for (size_t i = 0; i < list_length(list); i++) {
        Obj step = list_peek(list, i);
        scoped Ref file = attribute_get(step, name_filename);
        scoped Ref line = file ? attribute_get(step, name_lineno) : NULL;
        scoped Ref name = line ? attribute_get(step, name_name) : NULL;
        scoped Ref text = name ? attribute_get(step, intern("line")) : NULL;
        if (!text || !writer_format(w, "  File \"%S\", line %S, in %S\n", file, line, name))
            return false;
        bool shown = is_str(text) && str_length(text);
        if (shown && !writer_format(w, "    %S\n", text)) return false;
    }
    return true;
}

static bool write_exception(Writer *w, Obj value)
{
    scoped Ref text = object_str(value), module = type_get_module(value->type);
    scoped Ref name = type_get_qualname(value->type);
    if (!text) {
        error_clear();
        text = str_from_text("<exception str() failed>");
    }
    if (!str_equal_text(module, "builtins") && !str_equal_text(module, "__main__")) {
        writer_str(w, module);
        writer_char(w, '.');
    }
    writer_str(w, name);
    if (str_length(text)) {
        writer_text(w, ": ");
        writer_str(w, text);
    }
    writer_char(w, '\n');
    return true;
}

static bool write_unraisable(Writer *w, Obj args)
{
    Obj message = tuple_peek(args, ERR_MSG), object = tuple_peek(args, OBJECT);
    Obj traceback = tuple_peek(args, EXC_TRACEBACK);
    if (!is_none(object)) {
        if (is_none(message)) writer_text(w, "Exception ignored in");
        else writer_str(w, message);
        writer_text(w, ": ");
        scoped Ref repr = object_repr(object);
        if (repr) writer_str(w, repr);
        else writer_text(w, "<object repr() failed>");
        error_clear();
        writer_char(w, '\n');
    } else if (!is_none(message)) {
        writer_str(w, message);
        writer_text(w, ":\n");
    }
    if (!is_none(traceback) && !write_steps(w, traceback)) error_clear();
    Obj value = tuple_peek(args, EXC_VALUE);
    return !is_exception(value) || write_exception(w, value);
}

static Ref sys_unraisablehook(const Obj arg[])
{
    if (!has_type(arg[0], &unraisable_type))
        return raise_type_error("sys.unraisablehook argument type must be UnraisableHookArgs");
    Writer w = { 0 };
    bool good = write_unraisable(&w, arg[0]);
    scoped Ref text = writer_finish(&w);
    if (!good || !sys_write("stderr", text)) return NULL;
    scoped Ref file = keep_or_null(stream("stderr"));
    scoped Ref flushed = file ? call_method0(file, name_flush) : NULL;
    if (!flushed) error_clear();
    return none_new();
}

static Ref unraisable_args(Obj exception, Obj where, const char *what)
{
    Obj traceback = ((const Exception *)exception)->traceback;
    bool plain = !what || (what[0] == 'i' && what[1] == 'n' && !what[2]);
    return record_give(&unraisable_type, (Ref[]){
        keep((Obj)exception->type), keep(exception), traceback ? keep(traceback) : none_new(),
        plain ? none_new() : str_format("Exception ignored %s", what),
        where ? keep(where) : none_new() });
}

// An exception in the hook itself is shown by the hook that was there first.
static void report_unraisable(Ref exception, Obj where, const char *what)
{
    static bool busy;
    if (!((Exception *)exception)->traceback && thread.frame->code) {
        raise_again(keep(exception));
        unwind_add_traceback(thread.frame);        // at least where it was noticed
        drop(error_take());
    }
    scoped Ref args = unraisable_args(exception, where, what);
    scoped Ref hook = keep_or_null(stream("unraisablehook"));
    scoped Ref done = hook && !busy ? call1(hook, args) : sys_unraisablehook((Obj[]){ args });
    if (done) return;
    scoped Ref failure = error_take();
    scoped Ref again = unraisable_args(failure, hook, "in sys.unraisablehook");
    busy = true;
    scoped Ref shown = sys_unraisablehook((Obj[]){ again });
    busy = false;
    if (!shown) error_clear();
}

/* --- breakpointhook --- */

static Ref sys_breakpointhook(const Obj arg[])
{
    enum { args, kwargs };
    scoped Ref module = import_module(intern("pdb"));
    scoped Ref function = module ? attribute_get(module, intern("set_trace")) : NULL;
    return function ? call_spread(function, arg[args], arg[kwargs]) : NULL;
}

const Method sys_hook_functions[] = {
    { "breakpointhook(*args, **kwargs)", sys_breakpointhook, "What breakpoint() calls.", 0 },
    { "displayhook(object, /)", sys_displayhook,
      "Shows a value at the prompt and keeps it as _.", 0 },
    { "excepthook(exctype, value, traceback, /)", sys_excepthook,
      "Prints an exception that nothing caught.", 0 },
    { "unraisablehook(unraisable, /)", sys_unraisablehook,
      "Prints an exception that could not be passed on.", 0 },
    { 0 }
};

void sys_hooks_add(Ref module)
{
    record_ready(&unraisable_type, &unraisable_shape);
    static const char *const names[][2] = {
        { "breakpointhook", "__breakpointhook__" }, { "displayhook", "__displayhook__" },
        { "excepthook", "__excepthook__" }, { "unraisablehook", "__unraisablehook__" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Ref hook = builtin_new(&sys_hook_functions[i], module);
        module_add(module, names[i][0], keep(hook));
        module_add(module, names[i][1], hook);
    }
    error_unraisable_hook = report_unraisable;
}

/* --- streams --- */

// -u: a text file right above the descriptor.
static bool make_unbuffered(Ref *file, long descriptor, const char *file_name)
{
    if (is_none(*file)) return true;
    scoped Ref module = import_module(intern("_io"));
    scoped Ref number = small_int(descriptor), mode = str_from_text("wb"), closes = bool_new(false);
    scoped Ref raw = !module ? NULL : io_open((Obj[]){ number, mode, small_int(0), NULL, NULL, NULL,
                                                       closes, NULL });
    scoped Ref maker = raw ? attribute_get(module, intern("TextIOWrapper")) : NULL;
    scoped Ref encoding = maker ? attribute_get(*file, intern("encoding")) : NULL;
    scoped Ref errors = encoding ? attribute_get(*file, intern("errors")) : NULL;
    scoped Ref newline = str_from_text("\n");
    Ref made = !errors ? NULL : call(maker, (Obj[]){ raw, encoding, errors, newline, False_object,
                                                     True_object }, 6);
    if (!made) return false;
    replace(file, made);
    scoped Ref name = str_from_text(file_name), text_mode = str_from_text("w");
    return attribute_set(raw, name_name, name) && attribute_set(made, intern("mode"), text_mode);
}

// The builtin open is the one of the module _io.
static bool add_open(void)
{
    scoped Ref module = import_module(intern("_io"));
    Obj function = module ? dict_peek_str(module_dict(module), intern("open")) : NULL;
    if (function) dict_set_str(module_dict(builtins_module), intern("open"), function);
    return module != NULL;
}

bool sys_streams_add(Ref module)
{
    Ref files[3];
    static const char *const names[][2] = { { "stdin", "__stdin__" }, { "stdout", "__stdout__" },
                                            { "stderr", "__stderr__" } };
    if (!add_open() || !io_make_standard_streams(&files[0], &files[1], &files[2])) return false;
    bool good = !options.unbuffered
                || (make_unbuffered(&files[1], 1, "<stdout>")
                    && make_unbuffered(&files[2], 2, "<stderr>"));
    for (int i = 0; i < 3; i++) {
        module_add(module, names[i][0], keep(files[i]));
        module_add(module, names[i][1], files[i]);
    }
    return good;
}
