/* lexer/lexer.h -- the public face: a whole text becomes an array of tokens.
 *   SPDX-License-Identifier: MIT
 * All tokens are read before any is parsed, so that soft keywords and error messages may look as
 * far ahead as they need. What can't be a token ends the array with TOKEN_ERROR, which is raised
 * only when the parser gets there. */
#pragma once
#include "lexer/syntax_error.h"
#include "lexer/token.h"

typedef enum LexicalProblem {
    PROBLEM_NONE,
    PROBLEM_SYNTAX, PROBLEM_INDENTATION, PROBLEM_TAB,   // the kind of exception
} LexicalProblem;

typedef struct Tokens {
    const Source *source;
    Token *items;             // the last one is TOKEN_END or TOKEN_ERROR
    uint32_t count, capacity;
    LexicalProblem problem;   // what TOKEN_ERROR stands for
    bool never_closed;        // the problem: the text ends inside brackets (or after a backslash)
    bool minor;               // the problem: an earlier error of the grammar goes before it
    bool in_fstring;          // the problem: goes before little but a plain "invalid syntax"
    bool unfinished;          // more text might mend the problem
    uint32_t problem_start, problem_end;
    SyntaxEnd problem_ending;
    bool file;                // a file's: counts as ending in a line end, whether it does or not
    uint32_t broken;          // diagnosis: brackets around this token are no expression; 0: none
    char message[160];
} Tokens;
#define scoped_tokens __attribute__((cleanup(lexer_discard)))

void lexer_read(const Source *source, bool file, Tokens *tokens);
void lexer_discard(Tokens *tokens);
void *lexer_raise_problem(const Tokens *tokens);

static inline bool token_is_text(const Tokens *tokens, uint32_t i, const char *text,
                                 uint32_t length)
{
    const Token *t = &tokens->items[i];
    return t->end - t->start == length
        && !__builtin_memcmp(tokens->source->text + t->start, text, length);
}
