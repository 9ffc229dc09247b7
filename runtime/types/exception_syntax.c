/* runtime/types/exception_syntax.c -- SyntaxError: message, place and line of text.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/exception_kinds.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

static SyntaxError *syntax_error(Obj x) { return (SyntaxError *)x; }

// place: (filename, lineno, offset, text) or with (end_lineno, end_offset) behind.
static bool fill_place(SyntaxError *self, Obj place)
{
    size_t count = tuple_length(place);
    if (count < 4 || count > 6)
        return raise_type_error("function takes at %s %d arguments (%zu given)",
                                count < 4 ? "least" : "most", count < 4 ? 4 : 6, count);
    if (count == 5)
        return raise_type_error("end_offset must be provided when end_lineno is provided");
    Ref *fields[] = { &self->filename, &self->lineno, &self->offset, &self->text,
                      &self->end_lineno, &self->end_offset };
    for (size_t i = 0; i < 6; i++)
        replace(fields[i], i < count ? keep(tuple_peek(place, i)) : NULL);
    return true;
}

static bool syntax_error_init(Ref x, const Obj arg[])
{
    if (!exception_init(x, arg)) return false;
    SyntaxError *self = syntax_error(x);
    size_t count = tuple_length(arg[0]);
    if (count >= 1) replace(&self->msg, keep(tuple_peek(arg[0], 0)));
    if (count != 2) return true;
    scoped Ref place = tuple_from(tuple_peek(arg[0], 1));
    return place && fill_place(self, place);
}

// Behind the last "/".
static Ref base_name(Obj path)
{
    size_t length = str_length(path), from = length;
    while (from > 0 && str_at(path, from - 1) != '/') from--;
    return str_slice(path, from, length);
}

static Ref syntax_error_str(Obj x)
{
    const SyntaxError *self = syntax_error(x);
    Obj msg = self->msg ? self->msg : None_object;
    scoped Ref file = self->filename && is_str(self->filename) ? base_name(self->filename) : NULL;
    Obj line = self->lineno && is_exact_int(self->lineno) ? self->lineno : NULL;
    if (file && line) return str_format("%S (%S, line %S)", msg, file, line);
    if (file) return str_format("%S (%S)", msg, file);
    if (line) return str_format("%S (line %S)", msg, line);
    return str_format("%S", msg);
}

#define FIELD(field) { #field, MEMBER_OBJECT, offsetof(SyntaxError, field), true, NULL }

static const Member syntax_error_members[] = {
    FIELD(msg), FIELD(filename), FIELD(lineno), FIELD(offset), FIELD(text), FIELD(end_lineno),
    FIELD(end_offset), FIELD(print_file_and_line), { 0 }
};

void syntax_error_prepare(void)
{
    exception_kind(&syntax_error_type, syntax_error_init, syntax_error_str, syntax_error_members,
                   NULL);
}
