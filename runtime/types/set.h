/* runtime/types/set.h -- set and frozenset: open-addressing hash tables.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct SetEntry { intptr_t hash; Ref key; } SetEntry;   // key NULL: free; set_deleted: was used
typedef struct Set {
    Object head;
    size_t length;            // live keys
    size_t filled;            // keys and deleted slots
    size_t mask;              // slots - 1
    SetEntry *table;          // owned; NULL while empty
    intptr_t hash;            // frozenset: cached, -1 not yet
} Set;
extern Type set_type, frozenset_type;
static inline bool is_any_set(Obj x)        { return type_of(x)->flags & TYPE_DATA_SET; }
Ref  set_new(void);
MAY_RAISE Ref set_from(Obj iterable);
MAY_RAISE Ref frozenset_from(Obj iterable);
MAY_RAISE bool set_add(Ref set, Obj key);
MAY_RAISE bool set_contains(Obj set, Obj key, bool *found);
MAY_RAISE bool set_discard(Ref set, Obj key, bool *found);
MAY_RAISE bool set_update(Ref set, Obj iterable);
static inline size_t set_length(Obj s)      { return ((const Set *)s)->length; }
bool set_next(Obj set, size_t *position, Obj *key);          // borrowed; the set must not change
