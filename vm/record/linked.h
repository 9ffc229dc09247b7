/* vm/record/linked.h -- a source taken apart: lines, tokens and tree nodes, all with spans.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/code.h"
#include "vm/record/sink.h"

/* A place from `line` (from 1), `column` (characters, from 0) to end_line, end_column. */
typedef struct LinkedToken { const char *kind; char *text; uint32_t start, end; } LinkedToken;
typedef struct LinkedNode { const char *kind; int32_t parent; uint32_t start, end; } LinkedNode;

typedef struct Linked {
    char *text;               // owned; UTF-8
    uint32_t length;
    uint32_t *lines;          // owned; where each begins
    uint32_t line_count;
    LinkedToken *tokens;
    size_t token_count;
    LinkedNode *nodes;        // preorder
    size_t node_count, node_room;
} Linked;

/* False: the text is no program (nothing is raised). */
bool linked_read(Linked *l, const char *bytes, size_t length);
void linked_free(Linked *l);
/* Index of the smallest node that holds the whole place; -1: none. */
int32_t linked_node(const Linked *l, Position place);
/* Tokens from *first to before *end lie in the place. */
void linked_tokens(const Linked *l, Position place, size_t *first, size_t *end);
void linked_put(const Linked *l, Sink *s);         // keys source, tokens, tree
void linked_put_place(const Linked *l, Sink *s, Position place);   // [line, column, end line, end column]
#define scoped_linked __attribute__((cleanup(linked_free)))
