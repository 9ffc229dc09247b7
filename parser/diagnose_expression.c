/* parser/diagnose_expression.c -- what is wrong with an expression: commas, equal signs, displays.
 *   SPDX-License-Identifier: MIT */
#include "parser/diagnose_parts.h"
#include "parser/extent.h"

/* How far back to look for the start of an expression, so that long displays cost no more. */
enum { MAX_LOOK_BACK = 2000 };

static bool is_soft_keyword(const Parser *p, uint32_t i)
{
    const Tokens *t = &p->tokens;
    return diagnose_kind(p, i) == TOKEN_NAME
        && (token_is_text(t, i, "_", 1) || token_is_text(t, i, "match", 5)
            || token_is_text(t, i, "case", 4) || token_is_text(t, i, "type", 4));
}

static bool is_legacy(const Parser *p, uint32_t i)
{
    return diagnose_kind(p, i) == TOKEN_NAME
        && (token_is_text(&p->tokens, i, "print", 5) || token_is_text(&p->tokens, i, "exec", 4));
}

/* An expression may start after this token. */
static bool precedes_expression(TokenKind kind)
{
    switch (kind) {
    case TOKEN_LPAREN: case TOKEN_WITH_LPAREN: case TOKEN_LBRACKET: case TOKEN_LBRACE:
    case TOKEN_COMMA: case TOKEN_COLON: case TOKEN_EQUAL: case TOKEN_WALRUS: case TOKEN_NEWLINE:
    case TOKEN_INDENT: case TOKEN_DEDENT: case TOKEN_SEMICOLON: case TOKEN_RETURN: case TOKEN_IF:
    case TOKEN_ELIF: case TOKEN_ELSE: case TOKEN_WHILE: case TOKEN_IN: case TOKEN_YIELD:
    case TOKEN_FROM: case TOKEN_ASSERT: case TOKEN_RAISE: case TOKEN_WITH: case TOKEN_AT:
    case TOKEN_EXCEPT: case TOKEN_ARROW: case TOKEN_STAR: case TOKEN_DOUBLE_STAR:
    case TOKEN_MATCH:
        return true;
    default:
        return kind >= TOKEN_PLUS_EQUAL && kind <= TOKEN_AT_EQUAL;
    }
}

/* Brackets open around a token; a closing one counts as inside here. */
static uint32_t inner_depth(const Parser *p, uint32_t i)
{
    TokenKind kind = diagnose_kind(p, i);
    return diagnose_token(p, i)->depth
        + (kind == TOKEN_RPAREN || kind == TOKEN_RBRACKET || kind == TOKEN_RBRACE);
}

/* The outermost start of an expression that `extent` ends just before i; UINT32_MAX: none. */
static uint32_t start_before(const Parser *p, uint32_t i,
                             uint32_t (*extent)(const Tokens *, uint32_t))
{
    uint32_t depth = inner_depth(p, i), found = UINT32_MAX;
    uint32_t least = i > MAX_LOOK_BACK ? i - MAX_LOOK_BACK : 0;
    for (uint32_t from = i; from-- > least; ) {
        const Token *t = diagnose_token(p, from);
        if (t->depth < depth) break;
        if (t->depth > depth) continue;
        TokenKind before = from ? diagnose_kind(p, from - 1) : TOKEN_NEWLINE;
        if (precedes_expression(before) && extent(&p->tokens, from) == i) found = from;
        if (t->kind == TOKEN_COMMA || t->kind == TOKEN_NEWLINE || t->kind == TOKEN_SEMICOLON) break;
    }
    return found;
}

static bool check_legacy(Parser *p)
{
    uint32_t at = p->at;
    for (uint32_t i = at; i > extent_statement(&p->tokens, at) && at - i < 3; i--) {
        if (!is_legacy(p, i - 1) || diagnose_kind(p, i) == TOKEN_LPAREN) continue;
        uint32_t end = extent_expressions(&p->tokens, i);
        if (!end || end < at) return false;
        bool print = token_is_text(&p->tokens, i - 1, "print", 5);
        FAIL_AT(p, diagnose_span(p, i - 1, end),
                "Missing parentheses in call to '%s'. Did you mean %s(...)?",
                print ? "print" : "exec", print ? "print" : "exec");
        return true;
    }
    return false;
}

/* A name is looked at together with what follows it, for `print x`: that may be no token at all. */
static bool check_behind_name(Parser *p)
{
    uint32_t at = p->at;
    if (diagnose_kind(p, at) != TOKEN_NAME) return false;
    uint32_t end = extent_expressions(&p->tokens, at + 1);
    if (diagnose_kind(p, end ? end : at + 1) != TOKEN_ERROR) return false;
    lexer_raise_problem(&p->tokens);
    return true;
}

static bool check_comma(Parser *p)
{
    const Tokens *t = &p->tokens;
    // `a not b` is refused at b, but the expression that is too much begins at `not`.
    uint32_t second = p->at && diagnose_kind(p, p->at - 1) == TOKEN_NOT ? p->at - 1 : p->at;
    uint32_t end = extent_expression(t, second);
    if (!end) return false;
    uint32_t first = start_before(p, second, extent_disjunction);
    if (first == UINT32_MAX || is_soft_keyword(p, first) || is_legacy(p, first)) return false;
    if (diagnose_kind(p, first) == TOKEN_NAME && diagnose_kind(p, first + 1) == TOKEN_STRING)
        return false;
    // The branch after `else` is no expression of its own.
    if (diagnose_kind(p, first - 1) == TOKEN_ELSE || diagnose_kind(p, first - 1) == TOKEN_IN)
        return false;
    if (diagnose_kind(p, end) == TOKEN_ERROR) {
        lexer_raise_problem(t);
        return true;
    }
    if (!diagnose_token(p, end - 1)->depth) return false;
    FAIL_AT(p, diagnose_span(p, first, end), "invalid syntax. Perhaps you forgot a comma?");
    return true;
}

/* a if b, and no else. */
static bool check_conditional(Parser *p)
{
    uint32_t test = start_before(p, p->at, extent_disjunction);
    TokenKind kind = diagnose_kind(p, p->at);
    if (test == UINT32_MAX || !test || kind == TOKEN_ELSE || kind == TOKEN_COLON) return false;
    while (test && diagnose_kind(p, test - 1) != TOKEN_IF) {
        if (diagnose_token(p, test)->depth < inner_depth(p, p->at)) return false;
        test--;
    }
    if (test < 2 || extent_disjunction(&p->tokens, test) != p->at) return false;
    uint32_t first = start_before(p, test - 1, extent_disjunction);
    if (first == UINT32_MAX || diagnose_kind(p, first - (first > 0)) == TOKEN_IN) return false;
    FAIL_AT(p, diagnose_span(p, first, p->at), "expected 'else' after 'if' expression");
    return true;
}

/* --- = and := --- */

static bool starts_named(const Parser *p, uint32_t i)
{
    TokenKind before = i ? diagnose_kind(p, i - 1) : TOKEN_NEWLINE;
    return before == TOKEN_LPAREN || before == TOKEN_LBRACKET || before == TOKEN_LBRACE
        || before == TOKEN_COMMA || before == TOKEN_IF || before == TOKEN_ELIF
        || before == TOKEN_WHILE || before == TOKEN_MATCH;
}

static bool follows_again(const Parser *p, uint32_t i)
{
    return diagnose_kind(p, i) == TOKEN_EQUAL || diagnose_kind(p, i) == TOKEN_WALRUS;
}

static bool in_dict(const Parser *p, uint32_t i);

static bool check_equal(Parser *p)
{
    const Tokens *t = &p->tokens;
    uint32_t at = p->at;
    if (diagnose_kind(p, at) != TOKEN_EQUAL || !at) return false;
    uint32_t value = extent_arithmetic(t, at + 1);
    uint32_t first = start_before(p, at, extent_arithmetic);
    if (!value || follows_again(p, value) || first == UINT32_MAX || !starts_named(p, first))
        return false;
    if (in_dict(p, at)) return false;
    if (at == first + 1 && diagnose_kind(p, first) == TOKEN_NAME) {
        FAIL_AT(p, diagnose_span(p, first, value),
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        return true;
    }
    TokenKind kind = diagnose_kind(p, first);
    const char *name = extent_describe(t, first, at);
    if (kind == TOKEN_NONE || kind == TOKEN_TRUE || kind == TOKEN_FALSE
        || ((kind == TOKEN_LPAREN || kind == TOKEN_LBRACKET) && (*name == 't' || *name == 'l')
            && name[1] != 'a' && name[2] != 't')) return false;
    FAIL_AT(p, diagnose_span(p, first, at),
            "cannot assign to %s here. Maybe you meant '==' instead of '='?", name);
    return true;
}

static bool check_walrus(Parser *p)
{
    uint32_t at = p->at;
    if (diagnose_kind(p, at) != TOKEN_WALRUS) return false;
    uint32_t first = start_before(p, at, extent_expression);
    if (first == UINT32_MAX
        || (!starts_named(p, first) && first != extent_statement(&p->tokens, first))) return false;
    if (at == first + 1 && diagnose_kind(p, first) == TOKEN_NAME) return false;
    Span span = diagnose_span(p, first, at);
    if (diagnose_kind(p, first) == TOKEN_LPAREN && diagnose_kind(p, at - 1) == TOKEN_RPAREN
        && at == first + 3) span = diagnose_span(p, first + 1, at - 1);
    const char *name = diagnose_kind(p, first) == TOKEN_LAMBDA ? "lambda"
                     : extent_describe(&p->tokens, first, at);
    FAIL_AT(p, span, "cannot use assignment expressions with %s", name);
    return true;
}

/* f(a=) and f(a=x for x in y). */
static bool check_keyword(Parser *p)
{
    uint32_t at = p->at;
    TokenKind kind = diagnose_kind(p, at);
    if ((kind == TOKEN_RPAREN || kind == TOKEN_COMMA) && at >= 2
        && diagnose_kind(p, at - 1) == TOKEN_EQUAL && diagnose_kind(p, at - 2) == TOKEN_NAME
        && diagnose_token(p, at - 1)->depth
        && (diagnose_kind(p, at - 3) == TOKEN_LPAREN || diagnose_kind(p, at - 3) == TOKEN_COMMA)) {
        FAIL_AT(p, diagnose_span(p, at - 2, at), "expected argument value expression");
        return true;
    }
    if (kind != TOKEN_FOR) return false;
    uint32_t value = start_before(p, at, extent_expression);
    if (value == UINT32_MAX || value < 3 || diagnose_kind(p, value - 1) != TOKEN_EQUAL
        || diagnose_kind(p, value - 2) != TOKEN_NAME) return false;
    FAIL_AT(p, diagnose_span(p, value - 2, value),
            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    return true;
}

/* --- displays and comprehensions --- */

static bool check_star(Parser *p)
{
    TokenKind kind = diagnose_kind(p, p->at);
    if (!p->at || diagnose_kind(p, p->at - 1) != TOKEN_STAR || p->at < 2) return false;
    TokenKind before = diagnose_kind(p, p->at - 2);
    if (before != TOKEN_LPAREN && before != TOKEN_LBRACKET && before != TOKEN_COMMA) return false;
    if (kind != TOKEN_COMMA && kind != TOKEN_RPAREN && kind != TOKEN_RBRACKET
        && kind != TOKEN_COLON)
        return false;
    if (!diagnose_token(p, p->at - 1)->depth) return false;
    FAIL_AT(p, *diagnose_token(p, p->at), "Invalid star expression");
    return true;
}

static uint32_t past_named_items(const Parser *p, uint32_t i)
{
    for (;;) {
        if (diagnose_kind(p, i) == TOKEN_STAR) i++;
        else if (diagnose_kind(p, i) == TOKEN_NAME && diagnose_kind(p, i + 1) == TOKEN_WALRUS) i += 2;
        i = extent_expression(&p->tokens, i);
        if (!i || diagnose_kind(p, i) != TOKEN_COMMA) return i;
        i++;
    }
}

static bool check_comprehension(Parser *p)
{
    uint32_t open = extent_opening(&p->tokens, p->at);
    if (diagnose_kind(p, p->at) != TOKEN_FOR || open == UINT32_MAX) return false;
    uint32_t first = open + 1;
    TokenKind bracket = diagnose_kind(p, open), kind = diagnose_kind(p, first);
    Span all = diagnose_span(p, first, p->at);
    if (kind == TOKEN_STAR && extent_arithmetic(&p->tokens, first + 1) == p->at) {
        FAIL_AT(p, all, "iterable unpacking cannot be used in comprehension");
        return true;
    }
    if (kind == TOKEN_DOUBLE_STAR && bracket == TOKEN_LBRACE
        && extent_arithmetic(&p->tokens, first + 1) == p->at) {
        FAIL_AT(p, *diagnose_token(p, first), "dict unpacking cannot be used in dict comprehension");
        return true;
    }
    if (bracket == TOKEN_LPAREN || past_named_items(p, first) != p->at
        || in_dict(p, p->at))
        return false;
    FAIL_AT(p, all, "did you forget parentheses around the comprehension target?");
    return true;
}

/* Inside braces that hold key and value, and past the first of these. */
static bool in_dict(const Parser *p, uint32_t i)
{
    uint32_t open = extent_opening(&p->tokens, i), depth = diagnose_token(p, i)->depth;
    if (open == UINT32_MAX || diagnose_kind(p, open) != TOKEN_LBRACE
        || diagnose_token(p, open)->field)
        return false;
    if (diagnose_kind(p, open + 1) == TOKEN_DOUBLE_STAR) return true;
    uint32_t value = extent_expression(&p->tokens, open + 1);
    return value && value <= i && diagnose_kind(p, value) == TOKEN_COLON
        && diagnose_token(p, value)->depth == depth;
}

static bool check_dict(Parser *p)
{
    uint32_t at = p->at;
    TokenKind kind = diagnose_kind(p, at);
    // The closing brace itself counts as outside.
    if (!at || !in_dict(p, kind == TOKEN_RBRACE ? at - 1 : at)) return false;
    TokenKind last = diagnose_kind(p, at - 1);
    if (last == TOKEN_COLON && (kind == TOKEN_RBRACE || kind == TOKEN_COMMA)) {
        FAIL_AT(p, *diagnose_token(p, at - 1), "expression expected after dictionary key and ':'");
        return true;
    }
    if (last == TOKEN_COLON && kind == TOKEN_STAR) {
        uint32_t end = extent_arithmetic(&p->tokens, at + 1);
        if (!end) return false;
        FAIL_AT(p, diagnose_span(p, at, end),
                "cannot use a starred expression in a dictionary value");
        return true;
    }
    uint32_t key = at;
    while (key && diagnose_kind(p, key - 1) != TOKEN_COMMA) key--;
    if (!key || extent_expression(&p->tokens, key) != at || kind == TOKEN_COLON) return false;
    uint32_t end = diagnose_token(p, at - 1)->end - 1;
    Span point = { end, end };
    SyntaxPlace place = build_place(p, point);
    place.ending = SYNTAX_END_ZERO;
    raise_syntax_error_at(&place, "':' expected after dictionary key");
    return true;
}

static bool check_loop(Parser *p)
{
    uint32_t at = p->at, i = at;
    TokenKind kind = diagnose_kind(p, at);
    bool closes = kind == TOKEN_RPAREN || kind == TOKEN_RBRACKET || kind == TOKEN_RBRACE;
    uint32_t depth = diagnose_token(p, at)->depth + closes;   // a closing bracket counts as outside
    if (!depth) return false;
    while (i && diagnose_token(p, i - 1)->depth >= depth
           && diagnose_kind(p, i - 1) != TOKEN_FOR) i--;
    if (!i || diagnose_kind(p, i - 1) != TOKEN_FOR || diagnose_token(p, i - 1)->depth != depth)
        return false;
    uint32_t end = extent_arithmetic(&p->tokens, i);
    while (end && end < at && diagnose_kind(p, end) == TOKEN_COMMA)
        end = extent_arithmetic(&p->tokens, end + 1 + (diagnose_kind(p, end + 1) == TOKEN_STAR));
    if (end != at) return false;
    FAIL_AT(p, *diagnose_token(p, at), "'in' expected after for-loop variables");
    return true;
}

/* 1 + not x */
static bool check_not(Parser *p)
{
    TokenKind before = p->at ? diagnose_kind(p, p->at - 1) : TOKEN_NEWLINE;
    bool after_operator = (before >= TOKEN_PLUS && before <= TOKEN_TILDE);
    if (diagnose_kind(p, p->at) != TOKEN_NOT || !after_operator) return false;
    uint32_t end = p->at;
    while (diagnose_kind(p, end) == TOKEN_NOT) end++;
    end = extent_arithmetic(&p->tokens, end);
    if (!end) return false;
    FAIL_AT(p, diagnose_span(p, p->at, end), "'not' after an operator must be parenthesized");
    return true;
}

/* f(*a=1) */
static bool check_unpacking(Parser *p)
{
    uint32_t at = p->at, end = extent_expression(&p->tokens, at + 1);
    if (diagnose_kind(p, at) != TOKEN_EQUAL || !end || !diagnose_token(p, at)->depth) return false;
    uint32_t first = start_before(p, at, extent_expression);
    if (first == UINT32_MAX || first < 2) return false;
    TokenKind star = diagnose_kind(p, first - 1), before = diagnose_kind(p, first - 2);
    if ((star != TOKEN_STAR && star != TOKEN_DOUBLE_STAR)
        || (before != TOKEN_LPAREN && before != TOKEN_COMMA)) return false;
    FAIL_AT(p, diagnose_span(p, first - 1, end), "cannot assign to %s argument unpacking",
            star == TOKEN_STAR ? "iterable" : "keyword");
    return true;
}

bool diagnose_expression(Parser *p)
{
    static bool (*const checks[])(Parser *) = {
        check_keyword, check_star, check_comprehension, check_dict, check_loop, check_conditional,
        check_legacy, check_not, check_behind_name, check_comma, check_unpacking, check_equal, check_walrus,
    };
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (checks[i](p)) return true;
    return false;
}
