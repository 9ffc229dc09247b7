/* runtime/types/set_fast.h -- sets of nothing but small ints: no key needs to be asked, or counted.
 * Read after: set.h.   SPDX-License-Identifier: MIT
 *
 * The order of iteration shows in what programs print, so growth and probing are those of the
 * reference implementation: a few neighbours first, then a jump. */
#pragma once
#include "runtime/types/set.h"

enum { SET_NEIGHBOURS = 9 };

static inline bool set_is_small(const Set *set)   { return !set->mixed; }

/* Where the small int is, in a set of small ints with a table; else the free entry at the end of
 * the search. */
static inline SetEntry *set_find_small(const Set *set, Obj key, intptr_t hash)
{
    size_t mask = set->mask, slot = (size_t)hash & mask, perturb = (size_t)hash;
    for (;;) {
        SetEntry *entry = &set->table[slot];
        SetEntry *last = slot + SET_NEIGHBOURS <= mask ? entry + SET_NEIGHBOURS : entry;
        for (; entry <= last; entry++)
            if (entry->key == key || !entry->key) return entry;
        perturb >>= 5;
        slot = (slot * 5 + 1 + perturb) & mask;
    }
}

static inline bool set_has_small(const Set *set, Obj key, intptr_t hash)
{
    return set->table && set_find_small(set, key, hash)->key;
}

/* The next entry that holds a key, from *position on; NULL: none. */
static inline const SetEntry *set_next_entry(const Set *set, size_t *position)
{
    if (!set->table) return NULL;
    const SetEntry *entry = set->table + *position, *end = set->table + set->mask + 1;
    for (; entry < end; entry++)
        if (set_holds(entry)) {
            *position = (size_t)(entry - set->table) + 1;
            return entry;
        }
    *position = set->mask + 1;
    return NULL;
}

/* Takes a small int out of a set of small ints. */
static inline void set_remove_small(Set *set, SetEntry *entry)
{
    *entry = (SetEntry){ -1, SET_DELETED };
    set->length--;
}
