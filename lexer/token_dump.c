/* lexer/token_dump.c -- eye: --tokens.   SPDX-License-Identifier: MIT
 *
 *    2 | if x == 10:
 *      |   IF  NAME x  EQUAL_EQUAL  NUMBER 10  COLON  NEWLINE
 */
#include "lexer/token_dump.h"
#include "lexer/lexer.h"
#include "runtime/writer.h"
#include <stdio.h>
#include <string.h>

static void write_line(Writer *w, const Source *source, uint32_t line)
{
    uint32_t length;
    char number[32];
    const char *text = source_line_text(source, line, &length);
    snprintf(number, sizeof number, "%4u | ", line);
    writer_text(w, number);
    if (text) writer_utf8(w, text, length);
    writer_text(w, "\n");
}

static bool shows_spelling(TokenKind kind)
{
    switch (kind) {
    case TOKEN_NAME: case TOKEN_NUMBER: case TOKEN_STRING: case TOKEN_FSTRING_START:
    case TOKEN_FSTRING_MIDDLE: case TOKEN_FSTRING_END: case TOKEN_OTHER:
        return true;
    default:
        return false;
    }
}

static void write_spelling(Writer *w, const char *text, uint32_t length)
{
    for (uint32_t i = 0; i < length; ) {
        const char *stop = memchr(text + i, '\n', length - i);
        uint32_t end = stop ? stop - text : length;
        writer_utf8(w, text + i, end - i);
        if (stop) writer_text(w, "\\n");
        i = end + (stop != NULL);
    }
}

static void write_token(Writer *w, const Tokens *tokens, const Token *t)
{
    writer_text(w, "  ");
    writer_text(w, token_names[t->kind]);
    if (t->kind == TOKEN_ERROR) {
        writer_text(w, " ");
        writer_text(w, tokens->message);
    } else if (shows_spelling(t->kind)) {
        writer_text(w, " ");
        write_spelling(w, tokens->source->text + t->start, t->end - t->start);
    }
}

Ref token_dump(const Source *source)
{
    scoped_tokens Tokens tokens = { 0 };
    lexer_read(source, true, &tokens);
    Writer w = { 0 };
    uint32_t shown = 0;
    for (uint32_t i = 0; i < tokens.count; i++) {
        const Token *t = &tokens.items[i];
        uint32_t line = source_line(source, t->start);
        bool outside = t->start >= source->length;
        if (!outside && line > shown) {
            if (shown) writer_text(&w, "\n");
            while (shown < line) write_line(&w, source, ++shown);
            writer_text(&w, "     |");
        } else if (outside && i && tokens.items[i - 1].start < source->length) {
            writer_text(&w, "\n end |");
        }
        write_token(&w, &tokens, t);
    }
    writer_text(&w, "\n");
    return writer_finish(&w);
}
