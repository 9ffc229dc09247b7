/* lexer/syntax_error.c -- raising SyntaxError and its kin at a place in a text.
 *   SPDX-License-Identifier: MIT */
#include "lexer/syntax_error.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <stdarg.h>

static void *raise_message(Type *kind, const SyntaxPlace *place, Ref message)
{
    if (!message) return NULL;
    const Source *source = place->source;
    uint32_t end = place->end < place->start ? place->start : place->end;
    uint32_t line = source_line(source, place->start), length;
    uint32_t end_line = source_line(source, end);
    const char *text = source_line_text(source, line, &length);
    scoped Ref shown = text ? str_from_utf8(text, length + (text[length] == '\n')) : str_empty();
    raise_syntax_error_in(kind, message, source->name, line,
                          source_character(source, place->start) + 1, shown, end_line,
                          source_character(source, end) + 1);
    drop(message);
    return NULL;
}

static Ref format_message(const char *format, va_list arguments)
{
    Writer w = { 0 };
    if (!writer_vformat(&w, format, arguments)) {
        writer_discard(&w);
        return NULL;
    }
    return writer_finish(&w);
}

void *raise_syntax_error_at(const SyntaxPlace *place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Ref message = format_message(format, arguments);
    va_end(arguments);
    return raise_message(&syntax_error_type, place, message);
}

void *raise_syntax_kind_at(Type *kind, const SyntaxPlace *place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Ref message = format_message(format, arguments);
    va_end(arguments);
    return raise_message(kind, place, message);
}

bool warn_syntax(const SyntaxPlace *place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Ref message = format_message(format, arguments);
    va_end(arguments);
    if (!message) return false;
    uint32_t line = source_line(place->source, place->start);
    if (warn_at(&syntax_warning_type, message, place->source->name, line)) {
        drop(message);
        return true;
    }
    if (error_clear_if(&syntax_warning_type)) return raise_message(&syntax_error_type, place, message);
    drop(message);
    return false;
}
