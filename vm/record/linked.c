/* vm/record/linked.c -- a source taken apart: lines, tokens and tree nodes, all with spans. */
#include "vm/record/linked.h"
#include "lexer/lexer.h"
#include "parser/parser.h"
#include "runtime/error.h"
#include "runtime/types/str.h"
#include <stdlib.h>
#include <string.h>

/* --- reading --- */

static void take_tokens(Linked *l, const Source *source)
{
    scoped_tokens Tokens tokens = { 0 };
    lexer_read(source, true, &tokens);
    l->tokens = calloc(tokens.count + 1, sizeof *l->tokens);
    if (!l->tokens) abort();
    for (uint32_t i = 0; i < tokens.count; i++) {
        const Token *t = &tokens.items[i];
        l->tokens[l->token_count++] = (LinkedToken){
            token_names[t->kind], strndup(source->text + t->start, t->end - t->start), t->start, t->end };
    }
}

typedef struct Taking { Linked *linked; int32_t parent; } Taking;

static bool take_node(Node *node, void *context)
{
    Taking *taking = context;
    Linked *l = taking->linked;
    if (!recursion_enter(" while showing a tree")) return false;
    if (l->node_count == l->node_room) {
        l->node_room = l->node_room ? l->node_room * 2 : 64;
        l->nodes = realloc(l->nodes, l->node_room * sizeof *l->nodes);
        if (!l->nodes) abort();
    }
    Taking inner = { l, (int32_t)l->node_count };
    l->nodes[l->node_count++] = (LinkedNode){ node_names[node->kind], taking->parent, node->start, node->end };
    bool good = ast_each_child(node, take_node, &inner);
    recursion_leave();
    return good;
}

// A parent spans its children, decorators and parentheses included.
static void widen(Linked *l)
{
    for (size_t i = l->node_count; i-- > 1;) {
        LinkedNode *node = &l->nodes[i], *parent = &l->nodes[node->parent];
        if (node->start < parent->start) parent->start = node->start;
        if (node->end > parent->end) parent->end = node->end;
    }
    l->nodes[0].start = 0;
    l->nodes[0].end = l->length;
}

bool linked_read(Linked *l, const char *bytes, size_t length)
{
    scoped Ref name = str_from_text("<source>");
    scoped_source Source source = { 0 };
    scoped_arena Arena nodes = arena_new();
    Node *tree = source_open(&source, name, bytes, length) ? parser_read(&source, PARSE_FILE, &nodes) : NULL;
    if (tree) {
        l->length = source.length;
        l->text = strndup(source.text, source.length);
        l->line_count = source.line_count;
        l->lines = malloc((source.line_count + 1) * sizeof *l->lines);
        if (!l->lines) abort();
        memcpy(l->lines, source.lines, source.line_count * sizeof *l->lines);
        l->lines[l->line_count] = l->length;
        take_tokens(l, &source);
        Taking taking = { l, -1 };
        if (take_node(tree, &taking)) widen(l);
    }
    if (!error_pending()) return tree != NULL;
    error_clear();
    return false;
}

void linked_free(Linked *l)
{
    for (size_t i = 0; i < l->token_count; i++) free(l->tokens[i].text);
    free(l->tokens);
    free(l->nodes);
    free(l->lines);
    free(l->text);
}

/* --- places --- */

static bool offsets(const Linked *l, Position p, uint32_t *start, uint32_t *end)
{
    if (!p.line || p.line + p.lines > l->line_count) return false;
    *start = l->lines[p.line - 1] + p.column;
    *end = l->lines[p.line - 1 + p.lines] + p.end_column;
    return *start <= *end && *end <= l->length;
}

int32_t linked_node(const Linked *l, Position place)
{
    uint32_t start, end;
    int32_t found = -1;
    if (!offsets(l, place, &start, &end)) return -1;
    for (size_t i = 0; i < l->node_count; i++) {
        const LinkedNode *n = &l->nodes[i];
        if (n->start > start || n->end < end) continue;
        if (found < 0 || n->end - n->start <= l->nodes[found].end - l->nodes[found].start) found = (int32_t)i;
    }
    return found;
}

void linked_tokens(const Linked *l, Position place, size_t *first, size_t *end)
{
    uint32_t from, to;
    *first = *end = 0;
    if (!offsets(l, place, &from, &to)) return;
    while (*first < l->token_count && l->tokens[*first].start < from) (*first)++;
    *end = *first;
    while (*end < l->token_count && l->tokens[*end].end <= to && l->tokens[*end].start < to) (*end)++;
}

static uint32_t line_of(const Linked *l, uint32_t offset)
{
    uint32_t line = 1;
    while (line < l->line_count && l->lines[line] <= offset) line++;
    return line;
}

static uint32_t characters(const Linked *l, uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    for (uint32_t i = from; i < to; i++) count += ((unsigned char)l->text[i] & 0xc0) != 0x80;
    return count;
}

static void put_span(const Linked *l, Sink *s, uint32_t start, uint32_t end)
{
    uint32_t line = line_of(l, start), last = line_of(l, end);
    if (!l->line_count) line = last = 0;
    sink_int(s, line);
    sink_int(s, line ? characters(l, l->lines[line - 1], start) : 0);
    sink_int(s, last);
    sink_int(s, last ? characters(l, l->lines[last - 1], end) : 0);
}

void linked_put_place(const Linked *l, Sink *s, Position place)
{
    uint32_t start, end;
    if (!offsets(l, place, &start, &end)) {
        sink_null(s);
        return;
    }
    sink_open(s, '[');
    sink_int(s, place.line);
    sink_int(s, characters(l, l->lines[place.line - 1], start));
    sink_int(s, place.line + place.lines);
    sink_int(s, characters(l, l->lines[place.line - 1 + place.lines], end));
    sink_close(s);
}

void linked_put(const Linked *l, Sink *s)
{
    sink_put_text(s, "source", l->text);
    sink_key(s, "tokens");
    sink_open(s, '[');
    for (size_t i = 0; i < l->token_count; i++) {
        sink_open(s, '[');
        sink_text(s, l->tokens[i].kind);
        sink_text(s, l->tokens[i].text);
        put_span(l, s, l->tokens[i].start, l->tokens[i].end);
        sink_close(s);
    }
    sink_close(s);
    sink_key(s, "tree");
    sink_open(s, '[');
    for (size_t i = 0; i < l->node_count; i++) {
        sink_open(s, '[');
        sink_text(s, l->nodes[i].kind);
        sink_int(s, l->nodes[i].parent);
        put_span(l, s, l->nodes[i].start, l->nodes[i].end);
        sink_close(s);
    }
    sink_close(s);
}
