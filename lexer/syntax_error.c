/* lexer/syntax_error.c -- raising SyntaxError and its kin at a place in a text.
 *   SPDX-License-Identifier: MIT */
#include "lexer/syntax_error.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <limits.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

/* The end of the text belongs to its last line; an empty one has none. */
static uint32_t line_of(const Source *source, uint32_t offset)
{
    if (!source->length) return 0;
    return source_line(source, offset < source->length ? offset : source->length - 1);
}

/* A file that has been there, or what was typed at the prompt: lines that can be shown again. */
static bool can_be_read_again(const Source *source)
{
    if (!is_str(source->name)) return false;
    const char *name = str_utf8_lossy(source->name, NULL);
    return *name == '<' ? strncmp(name, "<python-input-", 14) == 0 || strcmp(name, "<stdin>") == 0
                        : access(name, R_OK) == 0;
}

static Ref shown_text(const SyntaxPlace *place, uint32_t line)
{
    const Source *source = place->source;
    uint32_t length;
    const char *text = line ? source_line_text(source, line, &length) : NULL;
    if (!text) return str_empty();
    bool again = can_be_read_again(source);
    bool last = source->newline_added && text + length + 1 == source->text + source->length;
    if (again) return str_from_utf8(text, length + !last);
    if (place->shown == SYNTAX_SHOWN_FILE) return NULL;
    if (place->shown == SYNTAX_SHOWN_BARE) return str_from_utf8(text, length);
    uint32_t at = text - source->text, from = place->shown_from && place->shown_from <= at
                                             ? place->shown_from - 1 : at;
    return str_from_utf8(source->text + from, at - from + length + 1);
}

static void *raise_message(Type *kind, const SyntaxPlace *place, Ref message)
{
    if (!message) return NULL;
    const Source *source = place->source;
    bool known = place->ending == SYNTAX_END_KNOWN && place->end > place->start;
    uint32_t end = known ? place->end : place->start, line = line_of(source, place->start);
    long column = source_character(source, place->start) + !place->before_first;
    bool at_line_end = known && end == place->start + 1 && source->text[end - 1] == '\n';
    if (at_line_end) end = place->start;
    long end_column = place->ending == SYNTAX_END_ZERO ? 0 : place->ending == SYNTAX_END_NONE ? -1
                    : known ? source_character(source, end) + 1 + at_line_end : column;
    if (place->ending == SYNTAX_END_UNKNOWN) end_column = LONG_MIN;
    scoped Ref shown = shown_text(place, line);
    raise_syntax_error_in(kind, message, source->name, line, column, shown,
                          known ? source_line(source, end) : line, end_column);
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
