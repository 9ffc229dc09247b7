/* runtime/types/list.h -- list: a growing array of references.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct List {
    Object head;
    size_t length, capacity;
    Ref *items;               // owned block; NULL if capacity is 0
} List;
extern Type list_type;
static inline bool is_list(Obj x)           { return type_of(x)->flags & TYPE_LIST; }
static inline bool is_exact_list(Obj x)     { return has_type(x, &list_type); }
static inline size_t list_length(Obj l)     { return ((const List *)l)->length; }
// until the list changes
static inline Obj list_peek(Obj l, size_t i) { return ((const List *)l)->items[i]; }
Ref  list_new(size_t capacity);                              // empty
Ref  list_from_items(const Obj *items, size_t length);
Ref  list_give_items(Ref *items, size_t length);             // consumes each
Ref  list_take_items(Ref *items, size_t length);             // the same, leaving NULL in their places
MAY_RAISE Ref list_from(Obj iterable);
void list_grow(Ref list, size_t room);                       // room for that many in all
static inline void list_give(Ref self, Ref item)             // appends, consumes
{
    List *list = (List *)self;
    if (unlikely(list->length == list->capacity)) list_grow(self, list->length + 1);
    list->items[list->length++] = item;
}
static inline void list_append(Ref self, Obj item) { list_give(self, keep(item)); }
MAY_RAISE bool list_extend(Ref list, Obj iterable);
void list_insert(Ref list, size_t at, Obj item);
void list_clear(Ref list);
Ref  list_slice(Obj list, size_t from, size_t to);
void list_remove_range(Ref list, size_t from, size_t to);
MAY_RAISE bool list_sort(Ref list, Obj key, bool reverse);   // key NULL or None: the items
void list_reverse(Ref list);
Ref  list_to_tuple(Obj list);
