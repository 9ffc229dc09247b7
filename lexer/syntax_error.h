/* lexer/syntax_error.h -- raising SyntaxError and its kin at a place in a text.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/source.h"
#include "runtime/error.h"

typedef struct SyntaxPlace {
    const Source *source;
    uint32_t start, end;      // bytes; end before start: no end is known
} SyntaxPlace;

/* SyntaxError; formats of runtime/error.h. Returns NULL. */
void *raise_syntax_error_at(const SyntaxPlace *place, const char *format, ...);
/* SyntaxWarning; if that is an error, SyntaxError at the place. */
MAY_RAISE bool warn_syntax(const SyntaxPlace *place, const char *format, ...);
/* The same for IndentationError and TabError. */
void *raise_syntax_kind_at(Type *kind, const SyntaxPlace *place, const char *format, ...);
