/* vm/report.c -- exceptions that nothing caught, and the end of the program. */
#include "vm/record/views.h"
#include "vm/report.h"
#include "runtime/attribute.h"
#include "runtime/audit.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/io.h"
#include "runtime/protocol.h"
#include "runtime/traceback_print.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "vm/import.h"
#include "vm/modules/sys.h"
#include "vm/options.h"
#include "vm/pipeline.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool report_finishing;
static bool interrupted;          // the program ended by KeyboardInterrupt

enum { STATUS_ERROR = 1, STATUS_WRONG_COUNTS = 99, STATUS_LOST_OUTPUT = 120, STATUS_INTERRUPTED = 128 + SIGINT };

/* --- printing --- */

static void flush_stream(const char *name)
{
    scoped Ref file = keep_or_null(sys_peek(name));
    if (!file || is_none(file)) return;
    scoped Ref done = call_method0(file, name_flush);
    if (!done) error_clear();
}

static bool print_by_module(Obj exception)
{
    scoped Ref module = import_module(intern("traceback"));
    scoped Ref print = module ? attribute_get(module, intern("_print_exception_bltin")) : NULL;
    scoped Ref done = print ? call1(print, exception) : NULL;
    return done != NULL;
}

void report_print(Obj exception)
{
    Obj file = sys_peek("stderr");
    if (file && is_none(file)) return;
    scoped Ref outside = error_take();
    scoped Ref handled = error_set_handled(NULL);         // what is printed is no longer handled
    if (!file || !print_by_module(exception)) {
        error_clear();
        flush_stream("stderr");
        traceback_print(exception, stderr);
    }
    flush_stream("stderr");
    drop_or_null(error_set_handled(take(&handled)));
    if (outside) raise_again(take(&outside));
}

static void write_error(const char *text)
{
    scoped Ref line = str_from_text(text);
    if (!sys_write("stderr", line)) error_clear();
}

/* --- SystemExit --- */

static void print_code(Obj code)
{
    scoped Ref text = object_str(code);
    if (!text) error_clear();
    else if (!sys_write("stderr", text)) error_clear();
    write_error("\n");
    flush_stream("stderr");
}

bool report_take_exit(int *status)
{
    if (!error_matches(&system_exit_type)) return false;
    scoped Ref exception = error_take();
    scoped Ref code = NULL;
    if (!attribute_find(exception, name_code, &code)) error_clear();
    intptr_t number = -1;
    if (!code || is_none(code)) *status = 0;
    else if (is_int(code)) *status = int_fits(code, &number) ? (int)number & 0xff : 0xff;
    else {
        flush_stream("stdout");
        print_code(code);
        *status = STATUS_ERROR;
    }
    return true;
}

/* --- anything else --- */

// sys.last_exc and its older forms, for debuggers started at the prompt.
static void remember(Obj exception)
{
    Obj traceback = ((const Exception *)exception)->traceback;
    sys_set("last_exc", exception);
    sys_set("last_type", (Obj)exception->type);
    sys_set("last_value", exception);
    sys_set("last_traceback", traceback ? traceback : None_object);
}

static bool hook_failed(Obj original, int *status)
{
    if (report_take_exit(status)) return false;
    scoped Ref failure = error_take();
    write_error("Error in sys.excepthook:\n");
    report_print(failure);
    write_error("\nOriginal exception was:\n");
    report_print(original);
    return true;
}

bool report_take(int *status)
{
    scoped Ref exception = error_take();
    remember(exception);
    scoped Ref hook = keep_or_null(sys_peek("excepthook"));
    if (!hook) {
        write_error("sys.excepthook is missing\n");
        report_print(exception);
        return true;
    }
    Obj traceback = ((const Exception *)exception)->traceback;
    if (!traceback) traceback = None_object;
    scoped Ref done = call3(hook, (Obj)exception->type, exception, traceback);
    return done || hook_failed(exception, status);
}

int pipeline_report(void)
{
    int status = STATUS_ERROR;
    if (!options.inspect && report_take_exit(&status)) return status;     // -i goes on all the same
    bool by_interrupt = error_is(error_peek(), &keyboard_interrupt_type);
    if (!report_take(&status)) return status;
    interrupted = by_interrupt;
    return by_interrupt ? STATUS_INTERRUPTED : STATUS_ERROR;
}

/* --- the end --- */

static void call_if_loaded(const char *module_name, const char *function)
{
    scoped Ref module = keep_or_null(import_peek(module_name));
    if (!module || is_none(module)) return;
    scoped Ref found = NULL;
    bool good = attribute_find(module, intern(function), &found);
    scoped Ref done = good && found ? call0(found) : NULL;
    if (error_pending()) error_report_unraisable(module);
}

static void look_for_finalizer(Ref object, void *context)
{
    if (!is_type(object) && object_must_finalize(object)) *(bool *)context = true;
}

static bool finalizers_wait(void)
{
    bool wait = false;
    heap_each(look_for_finalizer, &wait);
    return wait;
}

// Names that begin with one underscore go first, then the others.
static void clear_namespace(Ref namespace)
{
    for (int round = 0; round < 2; round++) {
        scoped Ref keys = dict_get_keys(namespace);
        for (size_t i = 0; keys && i < list_length(keys); i++) {
            Obj name = list_peek(keys, i);
            if (!is_exact_str(name) || name == name___builtins__) continue;
            bool hidden = str_length(name) > 1 && str_at(name, 0) == '_' && str_at(name, 1) != '_';
            if (round == 0 && !hidden) continue;
            dict_set_str(namespace, name, None_object);
        }
    }
}

static void forget_modules(void)
{
    scoped Ref names = dict_get_keys(import_modules);
    for (size_t i = 0; names && i < list_length(names); i++) {
        Obj name = list_peek(names, i);
        bool found;
        if (!is_str(name) || str_equal_text(name, "sys") || str_equal_text(name, "builtins"))
            continue;
        if (!dict_delete(import_modules, name, &found)) error_clear();
    }
}

static void look_for_main(Ref object, void *context)
{
    if (!is_exact_dict(object)) return;
    Obj name = dict_peek_str(object, name___name__);
    if (name == name___main__ && dict_peek_str(object, name___builtins__)) *(Ref *)context = object;
}

// What only a name of the main module holds goes in the order of the names.
static void finalize_named(Ref namespace)
{
    scoped Ref keys = dict_get_keys(namespace);
    for (size_t i = 0; keys && i < list_length(keys); i++) {
        Obj name = list_peek(keys, i);
        Obj value = is_exact_str(name) ? dict_peek_str(namespace, name) : NULL;
        bool last = value && !is_small(value) && value->count == 1 && !is_type(value);
        if (last && object_must_finalize(value)) dict_set_str(namespace, name, None_object);
    }
}

// Objects with something left to do at their end get to do it while the modules still stand. What
// even a collection does not reach loses the names of the main module.
static void finalize_objects(void)
{
    static const char *const held[] = { "last_exc", "last_type", "last_value", "last_traceback" };
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) sys_set(held[i], NULL);
    if (!finalizers_wait()) return;
    scoped Ref main_module = keep_or_null(import_peek("__main__"));
    if (main_module && is_module(main_module)) finalize_named(module_dict(main_module));
    replace(&main_module, NULL);
    forget_modules();
    if (!finalizers_wait()) return;
    heap_collect_generation(GENERATION_OLD);
    Ref main_names = NULL;
    if (finalizers_wait()) heap_each(look_for_main, &main_names);
    if (!main_names) return;
    keep(main_names);
    clear_namespace(main_names);
    drop(main_names);
    if (finalizers_wait()) heap_collect_generation(GENERATION_OLD);
}

/* A debug build told so by TUPLET_AUDIT checks all reference counts. */
static void audit(int *status)
{
#ifdef TUPLET_DEBUG
    if (getenv("TUPLET_AUDIT") && audit_counts()) *status = STATUS_WRONG_COUNTS;
#else
    (void)status;
#endif
}

int pipeline_finish(int status)
{
    audit(&status);
    call_if_loaded("threading", "_shutdown");
    call_if_loaded("atexit", "_run_exitfuncs");
    report_finishing = true;
    finalize_objects();
    audit(&status);
    if (!io_flush_at_exit(sys_peek("stdout"), sys_peek("stderr"))) status = STATUS_LOST_OUTPUT;
    views_end(status);
    fflush(NULL);
    if (!interrupted) return status;
    signal(SIGINT, SIG_DFL);      // whoever started the program sees how it ended
    kill(getpid(), SIGINT);
    return status;
}
