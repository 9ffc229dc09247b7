/* runtime/sequence.h -- indices and slices, shared by all sequences.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

/* An index from a key: any __index__; negative counts from the end; IndexError
 * "<what> index out of range"; TypeError "<what> indices must be integers or slices, not x". */
MAY_RAISE bool sequence_index(Obj key, size_t length, const char *what, size_t *index);

/* A slice made definite for a length: `count` items start, start+step, ... */
typedef struct Span { intptr_t start, stop, step; size_t count; } Span;
MAY_RAISE bool sequence_span(Obj slice, size_t length, Span *span);
/* Bounds as str.find has them (start, stop may be NULL or None): 0 <= *from <= *to <= length. */
MAY_RAISE bool sequence_bounds(Obj start, Obj stop, size_t length, size_t *from, size_t *to);

/* As sequence_bounds for index(): None is no bound, and *to may lie behind the end: what is looked
 * through may grow. */
MAY_RAISE bool sequence_range(Obj start, Obj stop, size_t length, size_t *from, size_t *to);
/* An index of any sign and size; TypeError as sequence_index has it. */
MAY_RAISE bool sequence_key(Obj key, const char *what, intptr_t *index);
/* The two halves of sequence_span: reading a slice runs __index__, which may change the length. */
MAY_RAISE bool sequence_unpack(Obj slice, Span *span);
void sequence_clip(Span *span, size_t length);

/* Arrays of references: what tuple and list share. */
MAY_RAISE Ref  items_compare(Obj const *left, size_t left_count,
                             Obj const *right, size_t right_count, CompareOp op);
MAY_RAISE bool items_contain(Obj const *items, size_t count, Obj item, bool *found);
/* Copies, keeping each: into memory that holds nothing yet. */
void items_keep(Ref *to, Obj const *items, size_t count);
/* Drops each, the last one first; they stay where they are. */
void items_drop(Ref const *items, size_t count);
/* A list or tuple from any iterable, itself (new reference) if it is exactly one: for reading. */
MAY_RAISE Ref  sequence_fast(Obj iterable, const char *error);
static inline bool is_fast(Obj x) { return type_of(x)->flags & (TYPE_LIST | TYPE_TUPLE); }
Obj const *fast_items(Obj fast);
size_t fast_length(Obj fast);
