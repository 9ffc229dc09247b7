/* lexer/softkeyword.c -- match, case, type and the parenthesis of `with`, decided by looking ahead.
 *   SPDX-License-Identifier: MIT
 *
 * `match` at the start of a statement is a keyword if what follows could not follow a name
 * (match x:), or could (match (x):, match -x:) but the line ends in a colon and the block under it
 * begins with `case`. `case` is one exactly at the start of a statement of such a block. */
#include "lexer/softkeyword.h"
#include <string.h>

#define MAX_BLOCKS 128        // more than the deepest indentation

static bool is_name(const Tokens *t, uint32_t i, const char *text)
{
    return t->items[i].kind == TOKEN_NAME && token_is_text(t, i, text, strlen(text));
}

/* Starts an expression, and can't go on one that a name began. */
static bool starts_subject(TokenKind kind)
{
    switch (kind) {
    case TOKEN_NAME: case TOKEN_NUMBER: case TOKEN_STRING: case TOKEN_FSTRING_START:
    case TOKEN_LBRACE: case TOKEN_TILDE: case TOKEN_ELLIPSIS: case TOKEN_NONE: case TOKEN_TRUE:
    case TOKEN_FALSE: case TOKEN_NOT: case TOKEN_LAMBDA: case TOKEN_AWAIT:
        return true;
    default:
        return false;
    }
}

static bool may_start_subject(TokenKind kind)
{
    return kind == TOKEN_LPAREN || kind == TOKEN_LBRACKET || kind == TOKEN_MINUS
        || kind == TOKEN_PLUS || kind == TOKEN_STAR;
}

static bool opens_cases(const Tokens *t, uint32_t i)
{
    while (i < t->count && t->items[i].kind != TOKEN_NEWLINE) i++;
    return i + 2 < t->count && t->items[i - 1].kind == TOKEN_COLON
        && t->items[i + 1].kind == TOKEN_INDENT && is_name(t, i + 2, "case");
}

static bool is_match(const Tokens *t, uint32_t i)
{
    TokenKind next = t->items[i + 1].kind;
    // `not` may begin the subject or `not in`.
    if (next == TOKEN_NOT && t->items[i + 2].kind == TOKEN_IN) return false;
    return starts_subject(next) || (may_start_subject(next) && opens_cases(t, i + 1));
}

/* The parenthesis at i closes just before a colon and holds what can be with items. */
static bool is_with_list(const Tokens *t, uint32_t i)
{
    uint32_t depth = t->items[i].depth, first = i + 1;
    bool items = t->items[first].kind != TOKEN_RPAREN && t->items[first].kind != TOKEN_YIELD;
    bool named = false;
    for (i = first; i < t->count && t->items[i].depth > depth; i++) {
        if (t->items[i].depth != depth + 1) continue;
        TokenKind kind = t->items[i].kind, before = t->items[i - 1].kind;
        named |= kind == TOKEN_AS;
        if (kind == TOKEN_WALRUS || kind == TOKEN_FOR
            || (kind == TOKEN_STAR && (before == TOKEN_COMMA || i == first))) items = false;
    }
    if (i + 1 >= t->count) return named;
    TokenKind after = t->items[i + 1].kind;
    return t->items[i].kind == TOKEN_RPAREN
        && ((after == TOKEN_COLON && (named || items)) || (after == TOKEN_NEWLINE && named));
}

static void mark_statement(Tokens *t, uint32_t i, bool in_cases, bool *match)
{
    Token *token = &t->items[i];
    if (i + 2 >= t->count) return;
    if (in_cases && is_name(t, i, "case")) {
        token->kind = TOKEN_CASE;
    } else if (is_name(t, i, "match") && is_match(t, i)) {
        token->kind = TOKEN_MATCH;
        *match = true;
    }
}

static bool is_type_statement(const Tokens *t, uint32_t i)
{
    return i + 2 < t->count && is_name(t, i, "type") && t->items[i + 1].kind == TOKEN_NAME;
}

static bool starts_line(TokenKind before)
{
    return before == TOKEN_NEWLINE || before == TOKEN_INDENT || before == TOKEN_DEDENT;
}

void softkeyword_mark(Tokens *t)
{
    bool cases[MAX_BLOCKS] = { false };           // per open block: it is that of a match
    int block = 0;
    bool match = false;                           // this line is a match statement's
    for (uint32_t i = 0; i < t->count; i++) {
        TokenKind kind = t->items[i].kind, before = i ? t->items[i - 1].kind : TOKEN_NEWLINE;
        if (kind == TOKEN_INDENT) {
            cases[++block] = match;
        } else if (kind == TOKEN_DEDENT) {
            block--;
        } else if (kind == TOKEN_WITH && i + 1 < t->count
                   && t->items[i + 1].kind == TOKEN_LPAREN && is_with_list(t, i + 1)) {
            t->items[i + 1].kind = TOKEN_WITH_LPAREN;
        } else if (kind == TOKEN_NAME) {
            bool starts = starts_line(before);
            if (starts) {
                match = false;
                mark_statement(t, i, cases[block], &match);
            }
            if ((starts || before == TOKEN_SEMICOLON || before == TOKEN_COLON)
                && is_type_statement(t, i)) t->items[i].kind = TOKEN_TYPE;
        } else if (kind != TOKEN_NEWLINE && starts_line(before)) {
            match = false;
        }
    }
}
