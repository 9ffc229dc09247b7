/* runtime/traceback_print.c -- exceptions printed without the help of Python code.
 * SPDX-License-Identifier: MIT */
#include "runtime/traceback_print.h"
#include "runtime/attribute.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/exception.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/traceback.h"
#include <string.h>

enum {
    CHAIN_LIMIT = 100,        // exceptions shown of a chain
    SAME_LINES = 3,           // of a recursion, before "repeated"
};

static void print_str(Obj text, FILE *out)
{
    size_t length;
    const char *bytes = str_utf8_lossy(text, &length);
    fwrite(bytes, 1, length, out);
}

// object.first.second as text, or "?".
static Ref find_text(Obj object, const char *first, const char *second)
{
    scoped Ref outer = attribute_get(object, intern(first));
    Ref inner = outer ? attribute_get(outer, intern(second)) : NULL;
    if (inner && is_str(inner)) return inner;
    drop_or_null(inner);
    error_clear();
    return str_from_text("?");
}

static void print_step(const Traceback *step, FILE *out)
{
    scoped Ref file = find_text(step->frame, "f_code", "co_filename");
    scoped Ref name = find_text(step->frame, "f_code", "co_name");
    fputs("  File \"", out);
    print_str(file, out);
    fprintf(out, "\", line %d, in ", (int)step->line);
    print_str(name, out);
    putc('\n', out);
}

static bool same_place(const Traceback *a, const Traceback *b)
{
    if (a->line != b->line || a->instruction != b->instruction) return false;
    scoped Ref code = attribute_get(a->frame, intern("f_code"));
    scoped Ref other = code ? attribute_get(b->frame, intern("f_code")) : NULL;
    if (!other) error_clear();
    return code && code == other;
}

static void print_steps(Obj traceback, FILE *out)
{
    fputs("Traceback (most recent call last):\n", out);
    const Traceback *before = NULL;
    long same = 0;
    for (const Traceback *step = (const Traceback *)traceback; ; before = step,
         step = (const Traceback *)step->next) {
        bool again = step && before && same_place(before, step);
        same = again ? same + 1 : same;
        if (again && same >= SAME_LINES) continue;
        if (!again && same >= SAME_LINES) {
            long more = same - SAME_LINES + 1;
            fprintf(out, "  [Previous line repeated %ld more time%s]\n", more, more > 1 ? "s" : "");
        }
        if (!again) same = 0;
        if (!step) return;
        print_step(step, out);
    }
}

static void print_type(const Type *type, FILE *out)
{
    scoped Ref module = type_get_module(type);
    scoped Ref name = type_get_qualname(type);
    if (module && is_str(module) && !str_equal_text(module, "builtins")
        && !str_equal_text(module, "__main__")) {
        print_str(module, out);
        putc('.', out);
    }
    if (name && is_str(name)) print_str(name, out);
    error_clear();
}

static void print_notes(Obj exception, FILE *out)
{
    scoped Ref notes = NULL;
    if (!attribute_find(exception, name___notes__, &notes)) error_clear();
    for (size_t i = 0; notes && is_list(notes) && i < list_length(notes); i++) {
        scoped Ref note = keep(list_peek(notes, i));
        scoped Ref text = object_str(note);
        if (text) print_str(text, out);
        else error_clear();
        putc('\n', out);
    }
}

static void print_one(Obj exception, FILE *out)
{
    const Exception *self = (const Exception *)exception;
    if (self->traceback) print_steps(self->traceback, out);
    print_type(type_of(exception), out);
    scoped Ref text = object_str(exception);
    if (!text) {
        error_clear();
        fputs(": <exception str() failed>", out);
    } else if (str_length(text)) {
        fputs(": ", out);
        print_str(text, out);
    }
    putc('\n', out);
    print_notes(exception, out);
}

static Obj before_in_chain(Obj exception, bool *direct)
{
    const Exception *self = (const Exception *)exception;
    *direct = self->cause != NULL;
    return self->cause ? self->cause : self->suppress_context ? NULL : self->context;
}

void traceback_print(Obj exception, FILE *out)
{
    Ref chain[CHAIN_LIMIT];
    bool direct[CHAIN_LIMIT];
    int count = 0;
    for (Obj at = exception; at && count < CHAIN_LIMIT; count++) {
        for (int i = 0; i < count; i++) if (chain[i] == at) at = NULL;
        if (!at) break;
        chain[count] = keep(at);
        at = before_in_chain(at, &direct[count]);
    }
    while (count-- > 0) {
        print_one(chain[count], out);
        drop(chain[count]);
        if (count == 0) break;
        fputs(direct[count - 1]
              ? "\nThe above exception was the direct cause of the following exception:\n\n"
              : "\nDuring handling of the above exception, another exception occurred:\n\n", out);
    }
    fflush(out);
}
