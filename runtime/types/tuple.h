/* runtime/types/tuple.h -- tuple: items inline, fixed.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct Tuple { Object head; size_t length; Ref items[]; } Tuple;
extern Type tuple_type;
extern Tuple tuple_empty_struct;
#define tuple_empty_object ((Object *)&tuple_empty_struct)

static inline bool is_tuple(Obj x)          { return type_of(x)->flags & TYPE_TUPLE; }
static inline bool is_exact_tuple(Obj x)    { return has_type(x, &tuple_type); }
static inline size_t tuple_length(Obj t)    { return ((const Tuple *)t)->length; }
static inline Obj tuple_peek(Obj t, size_t i) { return ((const Tuple *)t)->items[i]; }
static inline Ref *tuple_items(Obj t)       { return ((Tuple *)t)->items; }
// items NULL, to be filled in; () for 0
Ref tuple_new(size_t length);
Ref tuple_from_items(const Obj *items, size_t length);       // keeps each
Ref tuple_give_items(Ref *items, size_t length);             // consumes each
Ref tuple_take_items(Ref *items, size_t length);             // the same, leaving NULL in their places
Ref tuple_pack(size_t length, ...);                          // keeps each
MAY_RAISE Ref tuple_from(Obj iterable);                      // itself if an exact tuple
