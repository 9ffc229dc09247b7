/* lexer/quote.c -- where strings end, and the literal text of f-strings.
 *   SPDX-License-Identifier: MIT */
#include "lexer/lexing.h"
#include <string.h>

static bool ends_here(const char *at, char quote, bool triple)
{
    return *at == quote && (!triple || (at[1] == quote && at[2] == quote));
}

static unsigned line_of(Lexer *lexer, const char *at)
{
    return source_line(lexer->source, at - lexer->source->text);
}

static bool has_escaped_quote(const char *start, const char *end)
{
    char quote = *start;
    while (quote != '\'' && quote != '"') quote = *++start;
    for (; start + 1 < end; start++)
        if (*start == '\\' && *++start == quote) return true;
    return false;
}

static bool fail_unterminated(Lexer *lexer, const char *start, const char *at, char quote,
                              bool triple)
{
    FString *around = lexer_fstring(lexer);
    lexer->out->minor = around && around->quote == quote && around->triple == triple;
    if (lexer->out->minor) return lexer_fail(lexer, start, start, "f-string: expecting '}'");
    lexer->out->unfinished = triple;
    return lexer_fail(lexer, start, start, "unterminated %sstring literal (detected at line %u)%s",
                      triple ? "triple-quoted " : "", line_of(lexer, at),
                      !triple && has_escaped_quote(start, at)
                      ? "; perhaps you escaped the end quote?" : "");
}

static bool start_fstring(Lexer *lexer, const char *start, char quote, bool triple, bool raw)
{
    if (lexer->fstring_count == MAX_FSTRINGS)
        return lexer_fail(lexer, start + 1, start + 1, "too many nested f-strings");
    lexer->fstrings[lexer->fstring_count++] =
        (FString){ quote, triple, raw, lexer->bracket_count, start - lexer->source->text };
    lexer_add(lexer, TOKEN_FSTRING_START, start, lexer->at);
    return true;
}

bool quote_read(Lexer *lexer, const char *start)
{
    const char *at = lexer->at;
    char quote = at[-1];
    bool triple = at - start >= 3 && at[-2] == quote, raw = false, is_f = false;
    for (const char *p = start; *p != quote; p++) {
        raw |= (*p | 0x20) == 'r';
        is_f |= (*p | 0x20) == 'f';
    }
    if (is_f) return start_fstring(lexer, start, quote, triple, raw);
    for (; !ends_here(at, quote, triple); at++) {
        if (*at == '\\' && at[1]) at++;
        else if (!*at || (*at == '\n' && !triple)) {
            // The text's last line end may be our own addition.
            return fail_unterminated(lexer, start, at, quote, triple);
        }
    }
    lexer->at = at + (triple ? 3 : 1);
    lexer_add(lexer, TOKEN_STRING, start, lexer->at);
    return true;
}

/* --- f-strings --- */

static bool fail_fstring_end(Lexer *lexer, const FString *f, const char *at)
{
    const char *start = lexer->source->text + f->offset;
    lexer->out->unfinished = f->triple;
    return lexer_fail(lexer, start, start, "unterminated %sf-string literal (detected at line %u)",
                      f->triple ? "triple-quoted " : "", line_of(lexer, at));
}

static const char *skip_backslash(const FString *f, const char *at)
{
    if (at[1] == '{' || at[1] == '}' || !at[1]) return at + 1;
    if (!f->raw && at[1] == 'N' && at[2] == '{') {
        const char *end = at + 3;
        while (*end && *end != '}' && *end != '\n' && *end != f->quote) end++;
        return *end == '}' ? end + 1 : at + 3;
    }
    return at + 2;
}

/* Past the text to what ends it: quotes, a brace that is not doubled, or a line end. */
static const char *skip_text(const FString *f, const char *at, bool in_spec)
{
    for (;;) {
        if (!*at || ends_here(at, f->quote, f->triple) || (*at == '\n' && !f->triple)) return at;
        if (*at == '{' || *at == '}') {
            if (in_spec || at[1] != *at) return at;
            at += 2;
        } else if (*at == '\\') {
            at = skip_backslash(f, at);
        } else {
            at++;
        }
    }
}

static bool end_fstring(Lexer *lexer, const FString *f)
{
    const char *start = lexer->at;
    lexer->at += f->triple ? 3 : 1;
    lexer_add(lexer, TOKEN_FSTRING_END, start, lexer->at);
    lexer->bracket_count = f->base;
    lexer->fstring_count--;
    return true;
}

bool quote_read_middle(Lexer *lexer)
{
    FString *f = lexer_fstring(lexer);
    bool in_spec = lexer->bracket_count > f->base;
    const char *start = lexer->at, *at = skip_text(f, start, in_spec);
    if (!*at || (*at == '\n' && !in_spec)) return fail_fstring_end(lexer, f, at);
    if (at > start) lexer_add(lexer, TOKEN_FSTRING_MIDDLE, start, at);
    lexer->at = at;
    if (*at == '\n') {                     // one-line f-string: the field goes on as an expression
        lexer_bracket(lexer)->in_spec = false;
        return true;
    }
    if (*at != '{' && *at != '}') return end_fstring(lexer, f);
    if (*at == '{') {
        if (!lexer_open_bracket(lexer, at, true)) return false;
        lexer->at++;
        return true;
    }
    if (!in_spec) return lexer_fail(lexer, at, at, "f-string: single '}' is not allowed");
    lexer->bracket_count--;
    lexer_add(lexer, TOKEN_RBRACE, at, at + 1);
    lexer->at++;
    return true;
}
