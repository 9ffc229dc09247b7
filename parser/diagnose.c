/* parser/diagnose.c -- which error to raise, and what is wrong with lines and blocks.
 *   SPDX-License-Identifier: MIT
 *
 * Each check raises and returns true, or leaves things as they are. The order is that in which
 * the reference finds them, as far as that can be told from outside. */
#include "parser/diagnose.h"
#include "parser/diagnose_parts.h"
#include "parser/extent.h"

const Token *diagnose_token(const Parser *p, uint32_t i)
{
    return &p->tokens.items[i < p->tokens.count ? i : p->tokens.count - 1];
}

TokenKind diagnose_kind(const Parser *p, uint32_t i)         { return diagnose_token(p, i)->kind; }

Span diagnose_span(const Parser *p, uint32_t from, uint32_t to)
{
    return (Span){ diagnose_token(p, from)->start, diagnose_token(p, to - 1)->end };
}

static bool has_no_place(const Parser *p, const Token *t)
{
    return t->kind == TOKEN_END || t->kind == TOKEN_DEDENT || t->kind == TOKEN_INDENT
        || (t->kind == TOKEN_NEWLINE && p->mode == PARSE_EVAL && p->source->newline_added
            && t->start + 1 == p->source->length);
}

SyntaxPlace diagnose_stop(const Parser *p)
{
    const Token *t = diagnose_token(p, p->at);
    SyntaxPlace place = build_place(p, (Span){ t->start, t->end });
    if (!has_no_place(p, t)) return place;
    place.ending = SYNTAX_END_NONE;
    place.start = t->end;
    bool at_end = place.start >= p->source->length;
    if (at_end) place.start = p->source->length - 1;
    if (at_end && t->kind == TOKEN_NEWLINE && place.start) place.start--;     // it was added
    if (at_end && p->source->is_script)
        place.start = p->source->lines[source_line(p->source, place.start) - 1];
    place.before_first = !at_end || p->source->is_script;
    return place;
}

static unsigned line_at(const Parser *p, uint32_t i)
{
    return source_line(p->source, diagnose_token(p, i)->start);
}

/* --- blocks --- */

/* What CPython calls the statement that a keyword begins; NULL: has no block. */
static const char *block_name(const Parser *p, uint32_t i)
{
    switch (diagnose_kind(p, i)) {
    case TOKEN_IF:      return "'if' statement";
    case TOKEN_ELIF:    return "'elif' statement";
    case TOKEN_ELSE:    return "'else' statement";
    case TOKEN_FOR:     return "'for' statement";
    case TOKEN_WHILE:   return "'while' statement";
    case TOKEN_WITH:    return "'with' statement";
    case TOKEN_TRY:     return "'try' statement";
    case TOKEN_FINALLY: return "'finally' statement";
    case TOKEN_MATCH:   return "'match' statement";
    case TOKEN_CASE:    return "'case' statement";
    case TOKEN_DEF:     return "function definition";
    case TOKEN_CLASS:   return "class definition";
    case TOKEN_EXCEPT:
        return diagnose_kind(p, i + 1) == TOKEN_STAR ? "'except*' statement" : "'except' statement";
    default:            return NULL;
    }
}

static bool check_indent(Parser *p)
{
    const Token *t = diagnose_token(p, p->at);
    if (p->at >= 2 && diagnose_kind(p, p->at - 1) == TOKEN_NEWLINE
        && diagnose_kind(p, p->at - 2) == TOKEN_COLON && t->kind != TOKEN_INDENT) {
        uint32_t header = extent_statement(&p->tokens, p->at - 2);
        const char *name = block_name(p, header);
        SyntaxPlace place = diagnose_stop(p);
        if (name) {
            raise_syntax_kind_at(&indentation_error_type, &place,
                "expected an indented block after %s on line %u", name, line_at(p, header));
            return true;
        }
    }
    if (t->kind != TOKEN_INDENT) return false;
    SyntaxPlace place = diagnose_stop(p);
    raise_syntax_kind_at(&indentation_error_type, &place, "unexpected indent");
    return true;
}

/* The first token of the statement whose block has just ended before i; UINT32_MAX: none. */
static uint32_t block_owner(const Parser *p, uint32_t i)
{
    if (!i) return UINT32_MAX;
    TokenKind before = diagnose_kind(p, i - 1);
    if (before == TOKEN_NEWLINE) return extent_statement(&p->tokens, i - 1);
    if (before != TOKEN_DEDENT) return UINT32_MAX;
    uint32_t open = 1;
    for (i--; i && open; ) {
        TokenKind kind = diagnose_kind(p, --i);
        open += (kind == TOKEN_DEDENT) - (kind == TOKEN_INDENT);
    }
    return i ? extent_statement(&p->tokens, i - 1) : UINT32_MAX;
}

static bool check_try(Parser *p)
{
    uint32_t owner = block_owner(p, p->at);
    if (owner == UINT32_MAX || diagnose_kind(p, owner) != TOKEN_TRY) return false;
    SyntaxPlace place = diagnose_stop(p);
    raise_syntax_error_at(&place, "expected 'except' or 'finally' block");
    return true;
}

/* --- headers --- */

static bool ends_expression(TokenKind kind)
{
    switch (kind) {
    case TOKEN_NAME: case TOKEN_NUMBER: case TOKEN_STRING: case TOKEN_FSTRING_END: case TOKEN_NONE:
    case TOKEN_TRUE: case TOKEN_FALSE: case TOKEN_ELLIPSIS: case TOKEN_RPAREN: case TOKEN_RBRACKET:
    case TOKEN_RBRACE:
        return true;
    default:
        return false;
    }
}

static bool has_between(const Parser *p, TokenKind kind, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (diagnose_kind(p, i) == kind) return true;
    return false;
}

/* A header is complete before i, and only ":" can follow. */
static bool wants_colon(const Parser *p, uint32_t start, uint32_t i)
{
    TokenKind last = diagnose_kind(p, i - 1);
    bool line_ends = diagnose_kind(p, i) == TOKEN_NEWLINE;
    switch (diagnose_kind(p, start)) {
    case TOKEN_ELSE: case TOKEN_TRY: case TOKEN_FINALLY:
        return i == start + 1;
    case TOKEN_EXCEPT:
        return line_ends && (i == start + 1 || ends_expression(last));
    case TOKEN_DEF:
        return diagnose_token(p, i)->depth == 0 && i > start + 2
            && (last == TOKEN_RPAREN || (has_between(p, TOKEN_ARROW, start, i)
                                         && ends_expression(last))
                || diagnose_kind(p, i) == TOKEN_ARROW || last == TOKEN_ARROW);
    case TOKEN_FOR:
        return line_ends && ends_expression(last) && has_between(p, TOKEN_IN, start, i);
    case TOKEN_IF: case TOKEN_ELIF: case TOKEN_WHILE: case TOKEN_WITH: case TOKEN_CLASS:
    case TOKEN_MATCH: case TOKEN_CASE:
        return line_ends && i > start + 1 && ends_expression(last);
    default:
        return false;
    }
}

static bool check_header(Parser *p)
{
    uint32_t at = p->at, start = extent_statement(&p->tokens, at);
    if (diagnose_token(p, at)->depth) return false;
    if (diagnose_kind(p, start) == TOKEN_DEF && diagnose_kind(p, start + 1) == TOKEN_NAME
        && (at == start + 2 || (diagnose_kind(p, start + 2) == TOKEN_LBRACKET
                                && diagnose_kind(p, at - 1) == TOKEN_RBRACKET))) {
        FAIL_AT(p, *diagnose_token(p, at), "expected '('");
        return true;
    }
    for (uint32_t i = start; i + 1 < at; i++)
        if (diagnose_kind(p, i) == TOKEN_COLON && !diagnose_token(p, i)->depth) return false;
    if (at == start || !wants_colon(p, start, at)) return false;
    uint32_t blamed = diagnose_kind(p, at - 1) == TOKEN_ARROW ? at - 1 : at;
    FAIL_AT(p, *diagnose_token(p, blamed), "expected ':'");
    return true;
}

static bool check_except(Parser *p)
{
    uint32_t start = extent_statement(&p->tokens, p->at), first = start + 1;
    if (diagnose_kind(p, start) != TOKEN_EXCEPT) return false;
    bool star = diagnose_kind(p, first) == TOKEN_STAR;
    first += star;
    TokenKind kind = diagnose_kind(p, p->at);
    if (star && p->at == first && (kind == TOKEN_COLON || kind == TOKEN_NEWLINE)) {
        FAIL_AT(p, *diagnose_token(p, p->at), "expected one or more exception types");
        return true;
    }
    if (kind != TOKEN_COMMA || extent_expression(&p->tokens, first) != p->at) return false;
    uint32_t end = extent_expressions(&p->tokens, first);
    if (end <= p->at + 1) return false;
    FAIL_AT(p, diagnose_span(p, first, end), "multiple exception types must be parenthesized");
    return true;
}

static bool check_import(Parser *p)
{
    uint32_t at = p->at, start = extent_statement(&p->tokens, at);
    TokenKind first = diagnose_kind(p, start), kind = diagnose_kind(p, at);
    const Token *t = diagnose_token(p, at);
    if (first != TOKEN_IMPORT && first != TOKEN_FROM) return false;
    TokenKind last = diagnose_kind(p, at - 1);
    if (kind == TOKEN_NEWLINE && last == TOKEN_IMPORT) {
        Span point = { t->start, t->start };
        FAIL_AT(p, point, "Expected one or more names after 'import'");
        return true;
    }
    if (first == TOKEN_FROM && kind == TOKEN_NEWLINE && last == TOKEN_COMMA) {
        FAIL_AT(p, *t, "trailing comma not allowed without surrounding parentheses");
        return true;
    }
    if (first == TOKEN_IMPORT && kind == TOKEN_FROM && last == TOKEN_NAME) {
        uint32_t end = at + 1;
        while (diagnose_kind(p, end) == TOKEN_NAME || diagnose_kind(p, end) == TOKEN_DOT) end++;
        FAIL_AT(p, diagnose_span(p, start, end),
                "Did you mean to use 'from ... import ...' instead?");
        return true;
    }
    return false;
}

/* --- which error --- */

static void raise_invalid(const Parser *p, const Token *t)
{
    SyntaxPlace place = build_place(p, (Span){ t->start, t->end });
    if (t->kind == TOKEN_DEDENT && t->start < p->source->length) {
        place = diagnose_stop(p);
        raise_syntax_kind_at(&indentation_error_type, &place, "unexpected unindent");
        return;
    }
    if (has_no_place(p, t)) {
        place.ending = SYNTAX_END_ZERO;
        place.before_first = true;
        place.start = p->source->length ? p->source->lines[source_line(p->source, p->source->length - 1) - 1] : 0;
    }
    raise_syntax_error_at(&place, "invalid syntax");
}

/* False: no more is known than that the syntax is invalid. */
static bool raise_refusal(Parser *p)
{
    static bool (*const checks[])(Parser *) = {
        check_indent, check_try, diagnose_type_parameters, diagnose_parameters,
        diagnose_expression, check_import, check_except, check_header, diagnose_field,
        diagnose_pattern,
    };
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (checks[i](p)) return true;
    const Token *t = diagnose_token(p, p->at);
    // `f():` alone on a line: nothing but a name can be annotated, so the colon is to blame.
    if (t->kind == TOKEN_NEWLINE && p->at >= 2 && t[-1].kind == TOKEN_COLON && !t[-1].depth
        && ends_expression(t[-2].kind) && t[-2].kind != TOKEN_NAME && t[-2].kind != TOKEN_RBRACKET
        && !block_name(p, extent_statement(&p->tokens, p->at))) t--;
    raise_invalid(p, t);
    return false;
}

/* Nothing but operands stands between what was refused and the next f-string. */
static bool fstring_is_near(const Parser *p)
{
    uint32_t i = p->at;
    while (i && diagnose_kind(p, i) != TOKEN_FSTRING_START) i = extent_primary(&p->tokens, i);
    return i;
}

/* What can't be read further on is worse than what is wrong here; but brackets that are never
 * closed matter only if they were opened on an earlier line. */
static bool prefers_lexical(const Parser *p, bool plain)
{
    const Tokens *t = &p->tokens;
    if (!t->problem || t->minor || !error_matches(&syntax_error_type)) return false;
    if (diagnose_kind(p, p->at) == TOKEN_INDENT) return false;
    if (t->in_fstring && t->problem_start != diagnose_token(p, p->at)->start)
        return plain && fstring_is_near(p);
    return !t->never_closed || t->problem_start == diagnose_token(p, p->at)->start
        || line_at(p, p->at) > source_line(p->source, t->problem_start);
}

void *diagnose(Parser *p)
{
    bool plain = false;
    if (!error_pending()) {
        if (diagnose_kind(p, p->at) == TOKEN_ERROR) return lexer_raise_problem(&p->tokens);
        plain = !raise_refusal(p);
    }
    if (!prefers_lexical(p, plain)) return NULL;
    error_clear();
    return lexer_raise_problem(&p->tokens);
}
