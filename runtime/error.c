/* runtime/error.c -- the pending exception, and the guard of the C stack.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE                   // pthread_getattr_np
#include "runtime/error.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/traceback_print.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <limits.h>
#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ErrorState error_state;
int recursion_limit = 1000;
void (*error_unraisable_hook)(Ref exception, Obj where, const char *what);

#define STACK_RESERVE (256 * 1024)    // left for what runs between two checks

/* --- raising --- */

void *raise_again(Ref exception)
{
    replace(&error_state.pending, exception);
    return NULL;
}

void *raise_object(Ref exception)
{
    Ref handled = error_state.handled;
    if (handled && handled != exception) exception_set_context(exception, keep(handled));
    return raise_again(exception);
}

void *raise_with(Type *type, Obj value)
{
    Ref made = exception_make(type, &value, value ? 1 : 0);
    return made ? raise_object(made) : NULL;
}

static void *raise_vformat(Type *type, const char *format, va_list arguments)
{
    Writer w = {0};
    if (!writer_vformat(&w, format, arguments)) {
        writer_discard(&w);
        return NULL;
    }
    scoped Ref text = writer_finish(&w);
    return raise_with(type, text);
}

void *raise_format(Type *type, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    raise_vformat(type, format, arguments);
    va_end(arguments);
    return NULL;
}

#define EXCEPTION(Name, c_name, base, layout)                \
    void *raise_##c_name(const char *format, ...)            \
    {                                                        \
        va_list arguments;                                   \
        va_start(arguments, format);                         \
        raise_vformat(&c_name##_type, format, arguments);    \
        va_end(arguments);                                   \
        return NULL;                                         \
    }
#include "runtime/exceptions.def"
#undef EXCEPTION

void *raise_no_memory(void)
{
    return raise_with(&memory_error_type, NULL);
}

void *raise_stop_iteration_with(Obj value)
{
    return raise_with(&stop_iteration_type, value);
}

void *raise_recursion(const char *where)
{
    return raise_recursion_error("maximum recursion depth exceeded%s", where);
}

void *raise_no_attribute(Obj object, Obj name)
{
    scoped Ref text = is_type(object)
        ? str_format("type object '%N' has no attribute '%S'", object, name)
        : str_format("'%T' object has no attribute '%S'", object, name);
    if (!text) return NULL;
    Ref made = exception_make(&attribute_error_type, (Obj[]){ text }, 1);
    if (!made) return NULL;
    replace(&((AttributeError *)made)->name, keep(name));
    replace(&((AttributeError *)made)->obj, keep(object));
    return raise_object(made);
}

static void *raise_name(Type *type, const char *format, Obj name)
{
    scoped Ref text = str_format(format, name);
    if (!text) return NULL;
    Ref made = exception_make(type, (Obj[]){ text }, 1);
    if (!made) return NULL;
    if (type == &name_error_type) replace(&((NameError *)made)->name, keep(name));
    return raise_object(made);
}

void *raise_name_error_for(Obj name)
{
    return raise_name(&name_error_type, "name '%S' is not defined", name);
}

void *raise_unbound_local(Obj name)
{
    return raise_name(&unbound_local_error_type,
        "cannot access local variable '%S' where it is not associated with a value", name);
}

void *raise_unbound_free(Obj name)
{
    return raise_name(&name_error_type, "cannot access free variable '%S' where it is not "
                      "associated with a value in enclosing scope", name);
}

void *raise_from_errno(Obj filename)
{
    return raise_from_errno2(filename, NULL);
}

void *raise_from_errno2(Obj filename, Obj filename2)
{
    int number = errno;
    scoped Ref message = str_decode_filename(strerror(number));
    Obj args[] = { small_int(number), message, filename, None_object, filename2 };
    Ref made = exception_make(&os_error_type, args, !filename ? 2 : filename2 ? 5 : 3);
    return made ? raise_object(made) : NULL;
}

void *raise_syntax_error_in(Type *kind, Obj message, Obj filename, long line, long column,
                            Obj text_line, long end_line, long end_column)
{
    Ref items[] = {
        filename ? keep(filename) : none_new(), small_int(line), small_int(column),
        text_line ? keep(text_line) : none_new(),
        small_int(end_line), end_column == LONG_MIN ? none_new() : small_int(end_column),
    };
    scoped Ref place = tuple_give_items(items, 6);
    Ref made = exception_make(kind, (Obj[]){ message, place }, 2);
    return made ? raise_object(made) : NULL;
}

/* --- asking --- */

bool error_is(Obj exception, const Type *type)
{
    return is_instance(exception, type);
}

bool error_matches(const Type *type)
{
    return error_state.pending && is_instance(error_state.pending, type);
}

Ref error_take(void)
{
    return take(&error_state.pending);
}

void error_clear(void)
{
    drop_or_null(take(&error_state.pending));
}

bool error_clear_if(const Type *type)
{
    if (!error_matches(type)) return false;
    error_clear();
    return true;
}

Ref error_set_handled(Ref exception)
{
    Ref before = error_state.handled;
    error_state.handled = exception;
    return before;
}

/* --- errors that nobody can catch --- */

static void print_ignored(Obj exception, Obj where, const char *what)
{
    scoped Ref repr = where ? object_repr(where) : NULL;
    if (where && !repr) error_clear();
    const char *name = repr ? str_utf8_lossy(repr, NULL) : NULL;
    fflush(stdout);
    fprintf(stderr, "Exception ignored %s:%s%s\n", what ? what : "in", name ? " " : "",
            name ? name : "");
    traceback_print(exception, stderr);
}

void error_report_ignored(const char *what, Obj where)
{
    scoped Ref exception = error_take();
    if (!exception) return;
    if (error_unraisable_hook) error_unraisable_hook(exception, where, what);
    else print_ignored(exception, where, what);
}

void error_report_unraisable(Obj where)
{
    error_report_ignored("in", where);
}

/* --- recursion --- */

bool recursion_refuse(const char *where)
{
    if (!error_state.stack_limit) {
        pthread_attr_t attributes;
        void *lowest = NULL;
        size_t size = 0;
        if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
            pthread_attr_getstack(&attributes, &lowest, &size);
            pthread_attr_destroy(&attributes);
        }
        size_t reserve = size / 4 < STACK_RESERVE ? size / 4 : STACK_RESERVE;
        error_state.stack_limit = (const char *)lowest + reserve;
        if ((const char *)__builtin_frame_address(0) >= error_state.stack_limit
            && error_state.depth < RECURSION_C_LIMIT) return true;
    }
    return raise_recursion(where);
}

/* --- warnings --- */

static bool warnings_active;         // importing the module must not warn by itself

static bool warn_by_module(const char *function, const Obj *arguments, size_t count)
{
    if (warnings_active) return true;
    warnings_active = true;
    scoped Ref import = startup_get_builtin("__import__");
    scoped Ref module = import ? call1(import, intern("warnings")) : NULL;
    scoped Ref done = module ? call_method(module, intern(function), arguments, count) : NULL;
    warnings_active = false;
    if (module) return done != NULL;
    error_clear();                    // without the module nobody asked to see warnings
    return true;
}

bool warn(Type *category, int stack_level, const char *format, ...)
{
    if (warnings_active) return true;
    Writer w = {0};
    va_list arguments;
    va_start(arguments, format);
    bool written = writer_vformat(&w, format, arguments);
    va_end(arguments);
    if (!written) {
        writer_discard(&w);
        return false;
    }
    scoped Ref message = writer_finish(&w);
    return warn_by_module("warn", (Obj[]){ message, (Obj)category, small_int(stack_level) }, 3);
}

bool warn_at(Type *category, Obj message, Obj file, uint32_t line)
{
    return warn_by_module("warn_explicit",
                          (Obj[]){ message, (Obj)category, file, small_int((intptr_t)line) }, 4);
}
