/* lexer/lexer.c -- bytes to tokens: scanner, indentation, brackets, strings.
 *   SPDX-License-Identifier: MIT */
#include "lexer/lexer.h"
#include "lexer/lexing.h"
#include "lexer/scanner.h"
#include "lexer/softkeyword.h"
#include "runtime/heap.h"
#include "runtime/types/str.h"
#include "runtime/types/unicode.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *const token_spellings[] = {
#define TOKEN(kind, spelling) spelling,
#include "lexer/tokens.def"
#undef TOKEN
};
const char *const token_names[] = {
#define TOKEN(kind, spelling) #kind,
#include "lexer/tokens.def"
#undef TOKEN
};

void lexer_add(Lexer *lexer, TokenKind kind, const char *start, const char *end)
{
    Tokens *out = lexer->out;
    if (out->count == out->capacity) {
        uint32_t capacity = out->capacity ? out->capacity * 2 : 256;
        out->items = heap_plain_resize(out->items, out->capacity * sizeof(Token),
                                       capacity * sizeof(Token));
        out->capacity = capacity;
    }
    const char *text = lexer->source->text;
    out->items[out->count++] = (Token){ kind, lexer->bracket_count, false, start - text,
                                        end - text };
    lexer->line_has_tokens = true;
}

bool lexer_fail_kind(Lexer *lexer, LexicalProblem kind, const char *start, const char *end,
                     const char *message)
{
    Tokens *out = lexer->out;
    out->problem = kind;
    out->minor |= kind != PROBLEM_SYNTAX;
    out->in_fstring = lexer->fstring_count > 0;
    if (kind == PROBLEM_TAB) out->problem_ending = SYNTAX_END_ZERO;
    if (kind == PROBLEM_INDENTATION) out->problem_ending = SYNTAX_END_NONE;
    out->problem_start = start - lexer->source->text;
    out->problem_end = end - lexer->source->text;
    snprintf(out->message, sizeof out->message, "%s", message);
    lexer_add(lexer, TOKEN_ERROR, lexer->at, lexer->at);
    return false;
}

bool lexer_fail(Lexer *lexer, const char *start, const char *end, const char *format, ...)
{
    char message[sizeof lexer->out->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return lexer_fail_kind(lexer, PROBLEM_SYNTAX, start, end, message);
}

void *lexer_raise_problem(const Tokens *tokens)
{
    SyntaxPlace place = { tokens->source, tokens->problem_start, tokens->problem_end,
                          .ending = tokens->problem_ending };
    uint32_t read_to = tokens->items[tokens->count - 1].start;
    const Source *source = tokens->source;
    bool added = !tokens->file && source->newline_added
        && source_line(source, place.start) == source_line(source, source->length - 1);
    if (place.ending == SYNTAX_END_KNOWN || added
        || source_read_past(source, place.start, read_to))
        place.shown = SYNTAX_SHOWN_BARE;
    Type *kind = tokens->problem == PROBLEM_TAB ? &tab_error_type
               : tokens->problem == PROBLEM_INDENTATION ? &indentation_error_type
               : &syntax_error_type;
    return raise_syntax_kind_at(kind, &place, "%s", tokens->message);
}

/* --- brackets --- */

bool lexer_open_bracket(Lexer *lexer, const char *at, bool field)
{
    if (lexer->bracket_count == MAX_BRACKETS)
        return lexer_fail(lexer, at, at, "too many nested parentheses");
    TokenKind kind = *at == '(' ? TOKEN_LPAREN : *at == '[' ? TOKEN_LBRACKET : TOKEN_LBRACE;
    lexer_add(lexer, kind, at, at + 1);
    lexer->out->items[lexer->out->count - 1].field = field;
    lexer->brackets[lexer->bracket_count++] =
        (Bracket){ *at, field, false, at - lexer->source->text };
    return true;
}

static bool close_bracket(Lexer *lexer, TokenKind kind, const char *at)
{
    static const char opening[128] = { [')'] = '(', [']'] = '[', ['}'] = '{' };
    Bracket *b = lexer_bracket(lexer);
    if (!b) return lexer_fail(lexer, at, at, "unmatched '%c'", *at);
    if (b->open != opening[(int)*at]) {
        if (b->field) return lexer_fail(lexer, at, at, "f-string: unmatched '%c'", *at);
        uint32_t line = source_line(lexer->source, b->offset);
        if (line == source_line(lexer->source, at - lexer->source->text))
            return lexer_fail(lexer, at, at, "closing parenthesis '%c' does not match opening "
                              "parenthesis '%c'", *at, b->open);
        return lexer_fail(lexer, at, at, "closing parenthesis '%c' does not match opening "
                          "parenthesis '%c' on line %u", *at, b->open, line);
    }
    lexer->bracket_count--;
    lexer_add(lexer, kind, at, at + 1);
    return true;
}

/* --- single tokens --- */

static bool fail_character(Lexer *lexer, const char *at)
{
    size_t length = 1;
    while ((at[length] & 0xc0) == 0x80) length++;
    scoped Ref character = str_from_utf8(at, length);
    uint32_t point = str_at(character, 0);
    lexer->at = at;
    if (!unicode_is_printable(point))
        return lexer_fail(lexer, at, at, "invalid non-printable character U+%04X", point);
    return lexer_fail(lexer, at, at, "invalid character '%.*s' (U+%04X)", (int)length, at, point);
}

/* A name with characters beyond ASCII: all must be fit for names. */
static bool check_wide_name(Lexer *lexer, const char *start)
{
    scoped Ref name = str_from_utf8(start, lexer->at - start);
    if (str_is_identifier(name)) {
        lexer_add(lexer, TOKEN_NAME, start, lexer->at);
        return true;
    }
    const char *at = start;
    for (size_t i = 1; i <= str_length(name); i++) {
        scoped Ref begin = str_slice(name, 0, i);
        if (!str_is_identifier(begin)) break;
        at++;
        while ((*at & 0xc0) == 0x80) at++;
    }
    return fail_character(lexer, at);
}

static bool add_colon(Lexer *lexer, TokenKind kind, const char *start)
{
    if (!lexer_in_field(lexer)) {
        lexer_add(lexer, kind, start, lexer->at);
        return true;
    }
    lexer->at = start + 1;                        // f"{x:=5}": the format is "=5"
    FString *f = lexer_fstring(lexer);
    int fields = 0;
    for (int i = f->base; i < lexer->bracket_count; i++) fields += lexer->brackets[i].field;
    if (fields >= MAX_NESTED_FIELDS)
        return lexer_fail(lexer, start, start, "f-string: expressions nested too deeply");
    lexer_add(lexer, TOKEN_COLON, start, lexer->at);
    lexer_bracket(lexer)->in_spec = true;
    return true;
}

static bool fail_never_closed(Lexer *lexer)
{
    const Bracket *b = lexer_bracket(lexer);
    const char *open = lexer->source->text + b->offset;
    lexer->out->never_closed = lexer->out->unfinished = true;
    lexer->out->problem_ending = SYNTAX_END_ZERO;
    return lexer_fail(lexer, open, open, "'%c' was never closed", b->open);
}

static bool fail_continuation(Lexer *lexer, const char *start, bool at_end)
{
    const char *after = start + 1;
    if (at_end && !lexer->out->file && lexer->source->newline_added) {
        at_end = false;
        after = start;
    }
    if (at_end && lexer->bracket_count) return fail_never_closed(lexer);
    lexer->out->minor = true;
    lexer->out->never_closed = lexer->out->unfinished = at_end;
    lexer->out->problem_ending = at_end ? SYNTAX_END_NONE : SYNTAX_END_ZERO;
    if (at_end) return lexer_fail(lexer, after, after, "unexpected EOF while parsing");
    return lexer_fail(lexer, after, after,
                      "unexpected character after line continuation character");
}

static bool add_token(Lexer *lexer, int kind, const char *start)
{
    switch (kind) {
    case TOKEN_LPAREN: case TOKEN_LBRACKET: case TOKEN_LBRACE:
        return lexer_open_bracket(lexer, start, false);
    case TOKEN_RPAREN: case TOKEN_RBRACKET: case TOKEN_RBRACE:
        return close_bracket(lexer, kind, start);
    case TOKEN_COLON: case TOKEN_WALRUS:
        return add_colon(lexer, kind, start);
    case TOKEN_NUMBER:
        if (!numeral_check(lexer, start)) return false;
        break;
    case TOKEN_OTHER:
        if (!strchr("$?`<", *start)) return fail_character(lexer, start);
        break;
    case SCAN_NON_ASCII_NAME:
        return check_wide_name(lexer, start);
    case SCAN_QUOTE:
        return quote_read(lexer, start);
    case SCAN_BAD_CONTINUATION: case SCAN_CONTINUATION_AT_END:
        return fail_continuation(lexer, start, kind == SCAN_CONTINUATION_AT_END);
    }
    lexer_add(lexer, kind, start, lexer->at);
    return true;
}

/* --- the whole text --- */

static bool finish(Lexer *lexer)
{
    if (lexer->bracket_count) return fail_never_closed(lexer);
    indent_finish(lexer);
    lexer_add(lexer, TOKEN_END, lexer->at, lexer->at);
    return false;
}

/* The next token or line end; false when there are no more. */
static bool step(Lexer *lexer)
{
    FString *f = lexer_fstring(lexer);
    if (f && (lexer->bracket_count == f->base || lexer_bracket(lexer)->in_spec))
        return quote_read_middle(lexer);
    const char *start;
    int kind = scanner_next(&lexer->at, &start);
    if (kind == TOKEN_END) return finish(lexer);
    if (kind != TOKEN_NEWLINE) return add_token(lexer, kind, start);
    if (lexer->bracket_count) return true;
    if (lexer->line_has_tokens) lexer_add(lexer, TOKEN_NEWLINE, start, lexer->at);
    bool done = indent_read(lexer);
    lexer->line_has_tokens = false;
    return done;
}

void lexer_read(const Source *source, bool file, Tokens *tokens)
{
    Lexer *lexer = heap_plain(sizeof *lexer);
    memset(lexer, 0, sizeof *lexer);
    *tokens = (Tokens){ .source = source, .file = file };
    lexer->source = source;
    lexer->at = source->text;
    lexer->out = tokens;
    lexer->indent_count = 1;
    bool going = indent_read(lexer);
    lexer->line_has_tokens = false;
    while (going) going = step(lexer);
    heap_plain_free(lexer, sizeof *lexer);
    softkeyword_mark(tokens);
}

void lexer_discard(Tokens *tokens)
{
    if (tokens->items) heap_plain_free(tokens->items, tokens->capacity * sizeof(Token));
    *tokens = (Tokens){ 0 };
}
