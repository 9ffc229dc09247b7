/* parser/diagnose_other.c -- what is wrong with parameters, f-string fields and patterns.
 *   SPDX-License-Identifier: MIT */
#include "parser/diagnose_parts.h"
#include "parser/extent.h"

/* --- parameters --- */

/* The token at i is among the parameters of a def or lambda; *lambda tells of which. */
static bool in_parameters(const Parser *p, uint32_t i, bool *lambda)
{
    uint32_t open = extent_opening(&p->tokens, i);
    uint32_t depth = diagnose_token(p, i)->depth;
    *lambda = false;
    if (open != UINT32_MAX && open >= 2 && diagnose_kind(p, open) == TOKEN_LPAREN) {
        uint32_t start = extent_statement(&p->tokens, open);
        while (start < open && diagnose_kind(p, start) != TOKEN_DEF) start++;
        if (diagnose_kind(p, start) == TOKEN_DEF && diagnose_token(p, open)->depth == 0)
            return true;
    }
    while (i-- > 0 && diagnose_token(p, i)->depth >= depth) {
        TokenKind kind = diagnose_kind(p, i);
        if (diagnose_token(p, i)->depth > depth) continue;
        if (kind == TOKEN_LAMBDA) return *lambda = true;
        if (kind == TOKEN_COLON || kind == TOKEN_NEWLINE) return false;
    }
    return false;
}

static bool fail_parameter(Parser *p, uint32_t i, const char *message)
{
    FAIL_AT(p, *diagnose_token(p, i), message);
    return true;
}

/* ( and names and ), where a name should be. */
static bool check_parenthesized(Parser *p, bool lambda)
{
    uint32_t i = p->at + 1;
    if (diagnose_kind(p, p->at) != TOKEN_LPAREN) return false;
    while (diagnose_kind(p, i) == TOKEN_NAME || diagnose_kind(p, i) == TOKEN_COMMA) i++;
    if (diagnose_kind(p, i) != TOKEN_RPAREN || i == p->at + 1) return false;
    FAIL_AT(p, diagnose_span(p, p->at, i + 1), lambda
            ? "Lambda expression parameters cannot be parenthesized"
            : "Function parameters cannot be parenthesized");
    return true;
}

bool diagnose_parameters(Parser *p)
{
    uint32_t at = p->at;
    TokenKind kind = diagnose_kind(p, at);
    bool lambda;
    if (!at) return false;
    TokenKind last = diagnose_kind(p, at - 1);
    TokenKind before = at > 1 ? diagnose_kind(p, at - 2) : TOKEN_NEWLINE;
    uint32_t inside = kind == TOKEN_RPAREN ? at - 1 : at;
    if (!in_parameters(p, inside, &lambda)) return false;
    if (kind == TOKEN_LPAREN && check_parenthesized(p, lambda)) return true;
    if (kind == TOKEN_EQUAL && last == TOKEN_NAME && before == TOKEN_STAR)
        return fail_parameter(p, at, "var-positional argument cannot have default value");
    if (kind == TOKEN_EQUAL && last == TOKEN_NAME && before == TOKEN_DOUBLE_STAR)
        return fail_parameter(p, at, "var-keyword argument cannot have default value");
    if (last == TOKEN_EQUAL && (kind == TOKEN_RPAREN || kind == TOKEN_COMMA))
        return fail_parameter(p, at - 1, "expected default value expression");
    if (kind == TOKEN_STAR && last == TOKEN_SLASH)
        return fail_parameter(p, at, "expected comma between / and *");
    bool first = before == TOKEN_LPAREN || before == TOKEN_COMMA || before == TOKEN_STAR
        || before == TOKEN_DOUBLE_STAR || before == TOKEN_LAMBDA;
    return first && last == TOKEN_NAME && kind != TOKEN_EQUAL
        && fail_parameter(p, at, "invalid syntax");
}

/* --- type parameters --- */

/* The [ after the name of a def, class or type that is open around the token at i; UINT32_MAX. */
static uint32_t type_brackets(const Parser *p, uint32_t i)
{
    uint32_t start = extent_statement(&p->tokens, i), open = start + 2;
    TokenKind first = diagnose_kind(p, start);
    if ((first != TOKEN_DEF && first != TOKEN_CLASS && first != TOKEN_TYPE) || open >= i
        || diagnose_kind(p, open) != TOKEN_LBRACKET) return UINT32_MAX;
    for (uint32_t k = open + 1; k < i; k++)
        if (!diagnose_token(p, k)->depth) return UINT32_MAX;
    return open;
}

bool diagnose_type_parameters(Parser *p)
{
    uint32_t at = p->at, open = type_brackets(p, at);
    if (open == UINT32_MAX) return false;
    const Token *t = diagnose_token(p, at);
    TokenKind before = diagnose_kind(p, at - 2);
    if (t->kind == TOKEN_RBRACKET && open + 1 == at) {
        Span point = { t->start, t->start };
        FAIL_AT(p, point, "Type parameter list cannot be empty");
        return true;
    }
    uint32_t end = extent_expression(&p->tokens, at + 1);
    if (t->kind == TOKEN_COLON && end && (before == TOKEN_STAR || before == TOKEN_DOUBLE_STAR)) {
        bool constraints = diagnose_kind(p, at + 1) == TOKEN_LPAREN;
        FAIL_AT(p, diagnose_span(p, at, end), "cannot use %s with %s",
                constraints ? "constraints" : "bound",
                before == TOKEN_STAR ? "TypeVarTuple" : "ParamSpec");
        return true;
    }
    if (diagnose_kind(p, extent_statement(&p->tokens, at)) != TOKEN_DEF) return false;
    FAIL_AT(p, *diagnose_token(p, open), "expected '('");
    return true;
}

/* --- fields of f-strings --- */

static bool fail_field(Parser *p, const char *format, const char *what)
{
    const Token *t = diagnose_token(p, p->at);
    FAIL_AT(p, *t, format, what);
    return true;
}

static bool ends_field_expression(TokenKind kind)
{
    return kind == TOKEN_RBRACE || kind == TOKEN_COLON || kind == TOKEN_EXCLAMATION
        || kind == TOKEN_EQUAL;
}

/* The field around the token at i, or UINT32_MAX. */
static uint32_t field_around(const Parser *p, uint32_t i)
{
    if (diagnose_kind(p, i) == TOKEN_RBRACE && i) i--;
    while (i != UINT32_MAX && !diagnose_token(p, i)->field) i = extent_opening(&p->tokens, i);
    return i;
}

/* The end of the value of a field: the index of what follows it. */
static uint32_t past_value(const Parser *p, uint32_t open)
{
    return diagnose_kind(p, open + 1) == TOKEN_YIELD ? 0 : extent_expressions(&p->tokens, open + 1);
}

static bool check_lambda(Parser *p, uint32_t open)
{
    uint32_t at = p->at, i = open + 1, depth = diagnose_token(p, open)->depth + 1, lambda = 0;
    for (; i <= at; i++) {
        if (diagnose_kind(p, i) == TOKEN_COLON && diagnose_token(p, i)->depth == depth) break;
        if (diagnose_kind(p, i) == TOKEN_LAMBDA) lambda = i;
    }
    if (i > at || !lambda) return false;
    FAIL_AT(p, diagnose_span(p, lambda, i + 1),
            "f-string: lambda expressions are not allowed without parentheses");
    return true;
}

static bool fail_value(Parser *p, uint32_t i)
{
    FAIL_AT(p, *diagnose_token(p, i), "f-string: expecting a valid expression after '{'");
    return true;
}

bool diagnose_field(Parser *p)
{
    uint32_t at = p->at, open = field_around(p, at);
    TokenKind kind = diagnose_kind(p, at);
    if (kind == TOKEN_FSTRING_END)
        return fail_field(p, "f-string: expecting '}'%s", ", or format specs");
    if (open == UINT32_MAX) return false;
    if (at == open + 1) {
        if (ends_field_expression(kind))
            return fail_field(p, "f-string: valid expression required before '%s'",
                              token_spellings[kind]);
        return fail_value(p, at);
    }
    if (check_lambda(p, open)) return true;
    TokenKind last = diagnose_kind(p, at - 1);
    if (last == TOKEN_EXCLAMATION)
        return fail_field(p, kind == TOKEN_COLON || kind == TOKEN_RBRACE
                          ? "f-string: missing conversion character%s"
                          : "f-string: invalid conversion character%s", "");
    if (last == TOKEN_NAME && diagnose_kind(p, at - 2) == TOKEN_EXCLAMATION)
        return fail_field(p, "f-string: expecting ':' or '}'%s", "");
    p->tokens.broken = at;
    uint32_t end = past_value(p, open);
    p->tokens.broken = 0;
    if (!end && kind != TOKEN_YIELD) return fail_value(p, open + 1);
    if (end && !ends_field_expression(diagnose_kind(p, end))) {
        FAIL_AT(p, *diagnose_token(p, end), "f-string: expecting '=', or '!', or ':', or '}'");
        return true;
    }
    if (end && end + 1 == at && last == TOKEN_EQUAL)
        return fail_field(p, "f-string: expecting '!', or ':', or '}'%s", "");
    return false;
}

/* --- patterns --- */

bool diagnose_pattern(Parser *p)
{
    uint32_t at = p->at, start = extent_statement(&p->tokens, at);
    if (!at || diagnose_kind(p, start) != TOKEN_CASE || diagnose_kind(p, at - 1) != TOKEN_AS)
        return false;
    uint32_t end = extent_expression(&p->tokens, at);
    if (!end || diagnose_kind(p, at) == TOKEN_NAME) return false;
    FAIL_AT(p, diagnose_span(p, at, end), "invalid pattern target");
    return true;
}
