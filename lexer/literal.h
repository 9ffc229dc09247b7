/* lexer/literal.h -- the spelling of numbers, strings and names, made into objects.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/syntax_error.h"

/* What the lexer took for a number; SyntaxError for more digits than an int may have in text. */
MAY_RAISE Ref literal_number(const SyntaxPlace *place);
Obj literal_name(const SyntaxPlace *place);                    // interned; normalised (NFKC)

/* The text that string pieces add up to. */
typedef struct LiteralText {
    char *data;               // UTF-8 (surrogates as 3 bytes), or bytes
    size_t length, capacity;
} LiteralText;                // all zero: empty
enum {
    LITERAL_RAW   = 1,        // no escapes
    LITERAL_BYTES = 2,
    LITERAL_FSTRING = 4,      // {{ and }} stand for braces
};
/* Adds what is spelled between start and end of `body`; errors blame `token`. */
MAY_RAISE bool literal_add(LiteralText *text, const SyntaxPlace *body, const SyntaxPlace *token,
                           int flags);
/* Adds a whole STRING token: prefix, quotes, content. */
MAY_RAISE bool literal_add_string(LiteralText *text, const SyntaxPlace *token);
void literal_add_plain(LiteralText *text, const char *utf8, size_t length);
Ref  literal_finish(LiteralText *text, bool bytes);            // str or bytes; empty again
void literal_discard(LiteralText *text);
/* The flags of a STRING or FSTRING_START; *opening: length of prefix and quotes. */
int  literal_prefix(const SyntaxPlace *token, uint32_t *opening);

