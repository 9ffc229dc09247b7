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

bool build_conversion(Parser *p, Span mark, Span name)
{
    if (mark.end == name.start) return true;
    FAIL_AT(p, ((Span){ mark.start, name.end }),
            "f-string: conversion type must come right after the exclamanation mark");
    return false;
}

static int read_conversion(Parser *p, Span name)
{
    const char *text = p->source->text + name.start;
    if (name.end - name.start == 1 && strchr("sra", *text)) return *text;
    scoped Ref shown = str_from_utf8(text, name.end - name.start);
    FAIL_AT(p, name, "f-string: invalid conversion character %R: expected 's', 'r', or 'a'", shown);
    return 0;
}

/* The text of a field without its comments, which are what begins with # in no token. */
static Ref read_debug(Parser *p, Span span)
{
    const char *text = p->source->text;
    if (!memchr(text + span.start, '#', span.end - span.start))
        return str_from_utf8(text + span.start, span.end - span.start);
    Writer w = { 0 };
    const Token *t = p->tokens.items + p->at;
    while (t->start > span.start) t--;
    for (uint32_t at = span.start; at < span.end; ) {
        while (t->end <= at && t->start < span.end) t++;
        uint32_t end = at + 1;
        if (t->start <= at) end = t->end;
        else if (text[at] == '#') at = end = strchr(text + at, '\n') - text;
        writer_utf8(&w, text + at, end - at);
        at = end;
    }
    return writer_finish(&w);
}

/* The name of the conversion (empty: none) is looked at only when the whole field is read. */
Node *build_field(Parser *p, Span span, Node *value, int debug, Span name, Node *spec,
                  Span debug_text)
{
    int conversion = 0;
    if (name.end && !(conversion = read_conversion(p, name))) return NULL;
    p->debug_text = NULL;
    if (debug) {
        Obj text = arena_hold(p->arena, read_debug(p, debug_text));
        p->debug_text = build_constant(p, debug_text, text);
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
