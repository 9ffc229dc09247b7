/* lexer/lexing.h -- what the parts of the lexer share while a text is read.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/lexer.h"

enum { MAX_BRACKETS = 200, MAX_INDENTS = 100, MAX_FSTRINGS = 149, MAX_NESTED_FIELDS = 3 };

typedef struct Bracket {
    char open;                // ( [ {
    bool field;               // the { of an f-string's replacement field
    bool in_spec;             // and its format specification has begun
    uint32_t offset;
} Bracket;

typedef struct FString {
    char quote;
    bool triple, raw;
    int base;                 // brackets open when it started
    uint32_t offset;
} FString;

typedef struct Lexer {
    const Source *source;
    const char *at;
    Tokens *out;
    Bracket brackets[MAX_BRACKETS];
    FString fstrings[MAX_FSTRINGS];
    int bracket_count, fstring_count, indent_count;
    struct { int column, narrow; } indents[MAX_INDENTS];   // tabs to 8 columns; tabs as one
    bool line_has_tokens;
} Lexer;

void lexer_add(Lexer *lexer, TokenKind kind, const char *start, const char *end);
/* Ends the array with TOKEN_ERROR; always false. */
bool lexer_fail(Lexer *lexer, const char *start, const char *end, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool lexer_fail_kind(Lexer *lexer, LexicalProblem kind, const char *start, const char *end,
                     const char *message);

/* indent.c: at the start of a line outside brackets. Adds INDENT or DEDENTs, unless the line is
 * blank; leaves `at` at the first token or at the line's end. */
bool indent_read(Lexer *lexer);
void indent_finish(Lexer *lexer);              // DEDENTs at the end of the text

/* quote.c: strings and f-strings. `start` is where the prefix is, `at` past the opening quotes. */
bool quote_read(Lexer *lexer, const char *start);
bool quote_read_middle(Lexer *lexer);          // literal text of the innermost f-string
static inline Bracket *lexer_bracket(Lexer *lexer)
{
    return lexer->bracket_count ? &lexer->brackets[lexer->bracket_count - 1] : NULL;
}
static inline FString *lexer_fstring(Lexer *lexer)
{
    return lexer->fstring_count ? &lexer->fstrings[lexer->fstring_count - 1] : NULL;
}
/* The innermost bracket is a replacement field, and its expression is being read. */
static inline bool lexer_in_field(Lexer *lexer)
{
    Bracket *b = lexer_bracket(lexer);
    return b && b->field && !b->in_spec;
}
bool lexer_open_bracket(Lexer *lexer, const char *at, bool field);
/* numeral.c: what is wrong with a number that the scanner took, or with what follows it. */
bool numeral_check(Lexer *lexer, const char *start);
