/* runtime/types/set.h -- set and frozenset: open-addressing hash tables.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

// key NULL: free; set_deleted: was used
typedef struct SetEntry { intptr_t hash; Ref key; } SetEntry;
typedef struct Set {
    Object head;
    size_t length;            // live keys
    size_t filled;            // keys and deleted slots
    size_t mask;              // slots - 1
    SetEntry *table;          // owned; NULL: all slots are free
    intptr_t hash;            // frozenset: cached, -1 not yet
    size_t finger;            // where pop() looks next
    bool mixed;               // not all keys that it has or had are small ints
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

/* A slot whose key was removed; it is passed over, not the end of a search. */
extern Object set_deleted_struct;
#define SET_DELETED (&set_deleted_struct)
static inline bool set_holds(const SetEntry *entry)
{
    return entry->key && entry->key != SET_DELETED;
}
Ref  set_new_like(Type *type);                               // empty, set or frozenset
MAY_RAISE bool set_add_hashed(Ref set, Obj key, intptr_t hash);
MAY_RAISE bool set_contains_hashed(Obj set, Obj key, intptr_t hash, bool *found);
MAY_RAISE bool set_discard_hashed(Ref set, Obj key, intptr_t hash, bool *found);
bool set_pop(Ref set, Ref *key);                             // false: it is empty
void set_clear(Ref set);
void set_add_new(Ref set, Obj key, intptr_t hash);           // a key that is not there
MAY_RAISE bool set_merge(Ref set, Obj other);                // other is a set too
void set_swap(Ref set, Ref other);                           // exchanges the contents
Ref  set_copy(Obj set, Type *type);                          // type: set or frozenset

/* set_operations.c */
MAY_RAISE bool set_difference_update(Ref set, Obj iterable);
MAY_RAISE bool set_symmetric_update(Ref set, Obj iterable);
MAY_RAISE Ref set_intersection(Obj set, Obj iterable);
MAY_RAISE Ref set_difference(Obj set, Obj iterable);
MAY_RAISE bool set_is_subset(Obj set, Obj other, bool *result);    // both sets
MAY_RAISE Ref set_compare(Obj self, Obj other, CompareOp op);      // slot
extern const Method set_methods[], frozenset_methods[];
Ref set_and(Obj left, Obj right), set_or(Obj left, Obj right), set_xor(Obj left, Obj right),
    set_subtract(Obj left, Obj right);
Ref set_and_in_place(Obj self, Obj other), set_or_in_place(Obj self, Obj other),
    set_xor_in_place(Obj self, Obj other), set_subtract_in_place(Obj self, Obj other);
#define SET_OPERATORS \
    [OP_AND] = set_and, [OP_OR] = set_or, [OP_XOR] = set_xor, [OP_SUBTRACT] = set_subtract
#define SET_OPERATORS_IN_PLACE \
    [OP_AND] = set_and_in_place, [OP_OR] = set_or_in_place, [OP_XOR] = set_xor_in_place, \
    [OP_SUBTRACT] = set_subtract_in_place
bool set_contains_any(Obj self, Obj item, bool *found);      // slot: a set as item counts as frozen
void set_compact(Ref set);                                   // when many slots are deleted ones
size_t set_bytes(Obj set);                                   // slot
