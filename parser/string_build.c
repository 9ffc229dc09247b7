/* parser/string_build.c -- adjacent strings and f-strings made one node.
 *   SPDX-License-Identifier: MIT */
#include "lexer/literal.h"
#include "parser/build.h"
#include "parser/diagnose.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <string.h>

/* A JoinedStr in the making: text that waits for a Constant, and the values before it. */
typedef struct Joining {
    Parser *p;
    LiteralText text;
    Span span;                // of the waiting text
    NodeList values;
} Joining;

static void note_text(Joining *j, const Node *piece)
{
    if (!j->text.length) j->span.start = piece->start;
    j->span.end = piece->end;
}

static void flush_text(Joining *j)
{
    if (!j->text.length) return;
    Obj value = arena_hold(j->p->arena, literal_finish(&j->text, false));
    nodes_add(&j->values, j->p, build_constant(j->p, j->span, value));
}

/* Pieces of one f-string or of its format specification. */
static bool add_pieces(Joining *j, const NodeList *pieces, int flags, const SyntaxPlace *token);

static bool decode_spec(Parser *p, Node *spec, int flags, const SyntaxPlace *token)
{
    Joining j = { .p = p };
    bool added = add_pieces(&j, &AS(JoinedStr, spec)->values, flags & ~LITERAL_FSTRING, token);
    if (added) flush_text(&j);
    literal_discard(&j.text);
    AS(JoinedStr, spec)->values = j.values;
    return added;
}

static bool add_pieces(Joining *j, const NodeList *pieces, int flags, const SyntaxPlace *token)
{
    for (uint32_t i = 0; i < pieces->count; i++) {
        Node *piece = pieces->items[i];
        if (piece->kind == NODE_FormattedValue) {
            Node *spec = AS(FormattedValue, piece)->format_spec;
            if (spec && !decode_spec(j->p, spec, flags, token)) return false;
            flush_text(j);
            nodes_add(&j->values, j->p, piece);
            continue;
        }
        note_text(j, piece);
        Obj plain = AS(Constant, piece)->value;
        if (plain) {
            size_t length;
            const char *utf8 = str_utf8_lossy(plain, &length);
            literal_add_plain(&j->text, utf8, length);
            continue;
        }
        SyntaxPlace body = { j->p->source, piece->start, piece->end };
        if (!literal_add(&j->text, &body, token, flags)) return false;
    }
    return true;
}

static bool add_string(Joining *j, Node *piece)
{
    SyntaxPlace token = { j->p->source, piece->start, piece->end };
    if (piece->kind == NODE_Constant) {
        note_text(j, piece);
        return literal_add_string(&j->text, &token);
    }
    uint32_t opening;
    int flags = literal_prefix(&token, &opening);
    return add_pieces(j, &AS(JoinedStr, piece)->values, flags, &token);
}

/* All bytes, or none. */
static bool check_mixture(Parser *p, const NodeList *pieces, bool *bytes, bool *joined)
{
    *bytes = *joined = false;
    for (uint32_t i = 0; i < pieces->count; i++) {
        const Node *piece = pieces->items[i];
        uint32_t opening;
        SyntaxPlace token = { p->source, piece->start, piece->end };
        bool is_bytes = literal_prefix(&token, &opening) & LITERAL_BYTES;
        *joined |= piece->kind == NODE_JoinedStr;
        if (i && is_bytes != *bytes) {
            SyntaxPlace last = diagnose_stop(p);
            return raise_syntax_error_at(&last, "cannot mix bytes and nonbytes literals");
        }
        *bytes = is_bytes;
    }
    return true;
}

Node *build_strings(Parser *p, Span span, const NodeList *pieces)
{
    bool bytes, joined;
    if (!check_mixture(p, pieces, &bytes, &joined)) return NULL;
    Joining j = { .p = p };
    bool added = true;
    for (uint32_t i = 0; added && i < pieces->count; i++) added = add_string(&j, pieces->items[i]);
    if (!added) {
        literal_discard(&j.text);
        return NULL;
    }
    if (!joined)
        return build_constant(p, span, arena_hold(p->arena, literal_finish(&j.text, bytes)));
    flush_text(&j);
    literal_discard(&j.text);
    return ast_new(p->arena, JoinedStr, span.start, span.end, j.values);
}

Node *build_fstring(Parser *p, Span span, Span opening, const NodeList *pieces)
{
    (void)opening;
    return ast_new(p->arena, JoinedStr, span.start, span.end, *pieces);
}

/* --- replacement fields --- */

int build_conversion(Parser *p, Span mark, Span name)
{
    const char *text = p->source->text + name.start;
    if (mark.end != name.start) {
        FAIL_AT(p, name, "f-string: conversion type must come right after the exclamanation mark");
        return 0;
    }
    if (name.end - name.start == 1 && strchr("sra", *text)) return *text;
    scoped Ref shown = str_from_utf8(text, name.end - name.start);
    FAIL_AT(p, name, "f-string: invalid conversion character %R: expected 's', 'r', or 'a'", shown);
    return 0;
}

// What `=` shows is the text as it stands, but for comments.
static Ref debug_shown(const char *text, size_t length)
{
    Writer w = { 0 };
    char quote = 0;
    size_t from = 0, i = 0;
    for (; i < length; i++) {
        if (quote ? text[i] == quote : text[i] == '"' || text[i] == '\'')
            quote = quote ? 0 : text[i];
        if (text[i] != '#' || quote) continue;
        writer_utf8(&w, text + from, i - from);
        while (i < length && text[i] != '\n') i++;
        from = i;
    }
    if (from < length) writer_utf8(&w, text + from, length - from);
    return writer_finish(&w);
}

Node *build_field(Parser *p, Span span, Node *value, int debug, int conversion, Node *spec,
                  Span debug_text)
{
    p->debug_text = NULL;
    if (debug) {
        const char *start = p->source->text + debug_text.start;
        size_t length = debug_text.end - debug_text.start;
        Ref text = memchr(start, '#', length) ? debug_shown(start, length)
                                              : str_from_utf8(start, length);
        p->debug_text = build_constant(p, debug_text, arena_hold(p->arena, text));
        if (!conversion && !spec) conversion = 'r';
    }
    return ast_new(p->arena, FormattedValue, span.start, span.end, value,
                   conversion ? conversion : -1, spec);
}

NodeList *build_field_more(Parser *p, NodeList *pieces, Node *field)
{
    if (p->debug_text) nodes_add(pieces, p, p->debug_text);
    p->debug_text = NULL;
    return nodes_add(pieces, p, field);
}
