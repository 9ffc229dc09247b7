/* parser/extent.c -- where an expression ends, told from tokens alone.
 *   SPDX-License-Identifier: MIT */
#include "parser/extent.h"

static TokenKind kind_at(const Tokens *t, uint32_t i)
{
    return i < t->count ? (TokenKind)t->items[i].kind : TOKEN_END;
}

/* Past the bracket that closes the one at i; 0 if none does. */
static uint32_t past_brackets(const Tokens *t, uint32_t i)
{
    uint32_t depth = t->items[i].depth, first = i;
    for (i++; i < t->count; i++) {
        if (t->items[i].kind == TOKEN_ERROR) return 0;
        if (t->items[i].depth == depth) return t->broken > first && t->broken <= i ? 0 : i + 1;
    }
    return 0;
}

static uint32_t past_fstring(const Tokens *t, uint32_t i)
{
    for (uint32_t open = 0; i < t->count; i++) {
        open += t->items[i].kind == TOKEN_FSTRING_START;
        if (t->items[i].kind == TOKEN_FSTRING_END && !--open) return i + 1;
    }
    return 0;
}

static uint32_t past_strings(const Tokens *t, uint32_t i)
{
    while (i && (kind_at(t, i) == TOKEN_STRING || kind_at(t, i) == TOKEN_FSTRING_START))
        i = kind_at(t, i) == TOKEN_STRING ? i + 1 : past_fstring(t, i);
    return i;
}

static uint32_t past_atom(const Tokens *t, uint32_t i)
{
    switch (kind_at(t, i)) {
    case TOKEN_NAME: case TOKEN_NUMBER: case TOKEN_NONE: case TOKEN_TRUE: case TOKEN_FALSE:
    case TOKEN_ELLIPSIS:
        return i + 1;
    case TOKEN_STRING: case TOKEN_FSTRING_START:
        return past_strings(t, i);
    case TOKEN_LPAREN: case TOKEN_LBRACKET: case TOKEN_LBRACE:
        return past_brackets(t, i);
    default:
        return 0;
    }
}

uint32_t extent_primary(const Tokens *t, uint32_t i)
{
    i = past_atom(t, i);
    while (i) {
        TokenKind kind = kind_at(t, i);
        if (kind == TOKEN_DOT) {
            if (kind_at(t, i + 1) != TOKEN_NAME) return i;
            i += 2;
        } else if (kind == TOKEN_LPAREN || kind == TOKEN_LBRACKET) {
            uint32_t past = past_brackets(t, i);
            if (!past) return i;
            i = past;
        } else {
            break;
        }
    }
    return i;
}

static bool is_operator(TokenKind kind)
{
    switch (kind) {
    case TOKEN_PLUS: case TOKEN_MINUS: case TOKEN_STAR: case TOKEN_SLASH: case TOKEN_DOUBLE_SLASH:
    case TOKEN_PERCENT: case TOKEN_AT: case TOKEN_DOUBLE_STAR: case TOKEN_LEFT_SHIFT:
    case TOKEN_RIGHT_SHIFT: case TOKEN_AMPERSAND: case TOKEN_CARET: case TOKEN_BAR:
        return true;
    default:
        return false;
    }
}

static bool is_sign(TokenKind kind)
{
    return kind == TOKEN_PLUS || kind == TOKEN_MINUS || kind == TOKEN_TILDE;
}

uint32_t extent_arithmetic(const Tokens *t, uint32_t i)
{
    for (uint32_t end = 0;; i++) {
        while (is_sign(kind_at(t, i))) i++;
        i = extent_primary(t, i);
        if (!i) return end;
        if (!is_operator(kind_at(t, i))) return i;
        end = i;
    }
}

/* Length of the comparison operator at i; 0 if there is none. */
static uint32_t comparison_length(const Tokens *t, uint32_t i)
{
    switch (kind_at(t, i)) {
    case TOKEN_EQUAL_EQUAL: case TOKEN_NOT_EQUAL: case TOKEN_LESS: case TOKEN_GREATER:
    case TOKEN_LESS_EQUAL: case TOKEN_GREATER_EQUAL: case TOKEN_IN:
        return 1;
    case TOKEN_IS:
        return kind_at(t, i + 1) == TOKEN_NOT ? 2 : 1;
    case TOKEN_NOT:
        return kind_at(t, i + 1) == TOKEN_IN ? 2 : 0;
    default:
        return 0;
    }
}

uint32_t extent_disjunction(const Tokens *t, uint32_t i)
{
    for (uint32_t end = 0;; i++) {
        while (kind_at(t, i) == TOKEN_NOT) i++;
        i = extent_arithmetic(t, i);
        if (!i) return end;
        for (uint32_t length, next; (length = comparison_length(t, i)); i = next)
            if (!(next = extent_arithmetic(t, i + length))) return i;
        if (kind_at(t, i) != TOKEN_AND && kind_at(t, i) != TOKEN_OR) return i;
        end = i;
    }
}

uint32_t extent_expression(const Tokens *t, uint32_t i)
{
    for (;;) {
        if (kind_at(t, i) == TOKEN_LAMBDA) {
            uint32_t depth = t->items[i].depth;
            while (++i < t->count && !(t->items[i].kind == TOKEN_COLON
                                       && t->items[i].depth == depth))
                if (t->items[i].kind == TOKEN_NEWLINE || t->items[i].depth < depth) return 0;
            i++;
            continue;
        }
        i = extent_disjunction(t, i);
        if (!i || kind_at(t, i) != TOKEN_IF) return i;
        uint32_t test = extent_disjunction(t, i + 1);
        if (!test || kind_at(t, test) != TOKEN_ELSE) return i;
        i = test + 1;
    }
}

uint32_t extent_expressions(const Tokens *t, uint32_t i)
{
    uint32_t end = 0;
    for (;;) {
        uint32_t next = kind_at(t, i) == TOKEN_STAR ? extent_arithmetic(t, i + 1)
            : extent_expression(t, i);
        if (!next) return end;
        if (kind_at(t, next) != TOKEN_COMMA) return next;
        end = i = next + 1;
    }
}

const char *extent_describe(const Tokens *t, uint32_t from, uint32_t to)
{
    if (extent_primary(t, from) != to) return "expression";
    TokenKind last = kind_at(t, to - 1), first = kind_at(t, from);
    if (past_atom(t, from) == to) {
        switch (first) {
        case TOKEN_NAME: return "name";
        case TOKEN_NUMBER: case TOKEN_STRING: return "literal";
        case TOKEN_FSTRING_START: return "f-string expression";
        case TOKEN_NONE: return "None";
        case TOKEN_TRUE: return "True";
        case TOKEN_FALSE: return "False";
        case TOKEN_ELLIPSIS: return "ellipsis";
        case TOKEN_LBRACKET: return "list";
        case TOKEN_LBRACE: return to - from == 2 ? "dict literal" : "set display";
        case TOKEN_LPAREN:
            return extent_arithmetic(t, from + 1) == to - 1 ? extent_describe(t, from + 1, to - 1)
                : "tuple";
        default: return "expression";
        }
    }
    return last == TOKEN_RPAREN ? "function call" : last == TOKEN_RBRACKET ? "subscript"
        : "attribute";
}

uint32_t extent_opening(const Tokens *t, uint32_t i)
{
    uint32_t depth = t->items[i].depth;
    if (!depth) return UINT32_MAX;
    while (i-- > 0)
        if (t->items[i].depth < depth) return i;
    return UINT32_MAX;
}

uint32_t extent_statement(const Tokens *t, uint32_t i)
{
    for (; i; i--) {
        TokenKind before = t->items[i - 1].kind;
        if (before == TOKEN_NEWLINE || before == TOKEN_INDENT || before == TOKEN_DEDENT) break;
    }
    return i;
}
