/* lexer/syntax_error.h -- raising SyntaxError and its kin at a place in a text.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/source.h"
#include "runtime/error.h"

/* What end_offset says. */
typedef enum SyntaxEnd {
    SYNTAX_END_KNOWN,
    SYNTAX_END_ZERO,          // 0: only the start is known
    SYNTAX_END_UNKNOWN,       // None
    SYNTAX_END_NONE,          // -1: the token has no place of its own (end of a block, of the text)
} SyntaxEnd;

/* What the attribute `text` shows, unless the source is a file: then it is a line of that. */
typedef enum SyntaxShown {
    SYNTAX_SHOWN_LINE,        // the line, with its end
    SYNTAX_SHOWN_BARE,        // without: the reader has gone past it
    SYNTAX_SHOWN_FILE,        // nothing
} SyntaxShown;

typedef struct SyntaxPlace {
    const Source *source;
    uint32_t start, end;      // bytes; end before start: the end is the start
    SyntaxEnd ending;
    SyntaxShown shown;
    uint32_t shown_from;      // 0, or 1 more than where the lines start that are joined to it
    bool before_first;        // offset is that of the character before `start`
} SyntaxPlace;

/* A reader that is at `read_to` has left the line of `start` behind. */
static inline bool source_read_past(const Source *source, uint32_t start, uint32_t read_to)
{
    if (read_to >= source->length && source->length) read_to = source->length - 1;
    return source_line(source, read_to) > source_line(source, start);
}

/* SyntaxError; formats of runtime/error.h. Returns NULL. */
void *raise_syntax_error_at(const SyntaxPlace *place, const char *format, ...);
/* SyntaxWarning; if that is an error, SyntaxError at the place. */
MAY_RAISE bool warn_syntax(const SyntaxPlace *place, const char *format, ...);
/* The same for IndentationError and TabError. */
void *raise_syntax_kind_at(Type *kind, const SyntaxPlace *place, const char *format, ...);
