/* runtime/types/set_table.c -- the hash table of set and frozenset.   SPDX-License-Identifier: MIT
 *
 * The order of iteration shows in what programs print, so growth and probing are those of the
 * reference implementation: a few neighbours first, then a jump.
 */
#include "runtime/types/set.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/iterate.h"
#include "runtime/types/dict.h"
#include "runtime/types/key_hash.h"
#include <string.h>

enum { LEAST_SLOTS = 8, NEIGHBOURS = 9 };

Object set_deleted_struct = {
    .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &object_type,
};

Ref set_new_like(Type *type)
{
    Set *made = (Set *)type_allocate(type, 0);
    made->mask = LEAST_SLOTS - 1;
    made->hash = -1;
    return &made->head;
}

Ref set_new(void)
{
    Set *made = (Set *)heap_new(&set_type, sizeof(Set));
    made->mask = LEAST_SLOTS - 1;
    made->hash = -1;
    return &made->head;
}

static inline size_t table_bytes(const Set *set)
{
    return set->table ? (set->mask + 1) * sizeof(SetEntry) : 0;
}

/* --- probing --- */

/* The slots for a hash, in order: up to NEIGHBOURS more behind each one that is jumped to. */
typedef struct Probe { size_t slot, jump, mask, perturb; unsigned near; } Probe;

static inline Probe probe_start(const Set *set, intptr_t hash)
{
    size_t slot = (size_t)hash & set->mask;
    return (Probe){ slot, slot, set->mask, (size_t)hash,
                    slot + NEIGHBOURS <= set->mask ? NEIGHBOURS : 0 };
}

static inline void probe_next(Probe *p)
{
    if (p->near) {
        p->near--;
        p->slot++;
        return;
    }
    p->perturb >>= 5;
    p->slot = p->jump = (p->jump * 5 + 1 + p->perturb) & p->mask;
    p->near = p->slot + NEIGHBOURS <= p->mask ? NEIGHBOURS : 0;
}

static void insert_new(Set *set, Ref key, intptr_t hash)
{
    Probe probe = probe_start(set, hash);
    while (set->table[probe.slot].key) probe_next(&probe);
    set->table[probe.slot] = (SetEntry){ hash, key };
}

static void resize(Set *set, size_t wanted)
{
    size_t slots = LEAST_SLOTS, old_bytes = table_bytes(set), old_mask = set->mask;
    while (slots <= wanted) slots *= 2;
    SetEntry *old = set->table;
    set->table = heap_scanned(slots * sizeof(SetEntry));
    set->mask = slots - 1;
    set->filled = set->length;
    for (size_t i = 0; old && i <= old_mask; i++)
        if (set_holds(&old[i])) insert_new(set, old[i].key, old[i].hash);
    heap_scanned_free(old, old_bytes);
}

static void resize_for_growth(Set *set)
{
    resize(set, set->length > 50000 ? set->length * 2 : set->length * 4);
}

/* --- finding --- */

typedef enum Search { ABSENT, PRESENT, SEARCH_RAISED } Search;

/* Where key is, or the free slot at which the search ended. */
static Search find(const Set *set, Obj key, intptr_t hash, size_t *slot)
{
    bool str = has_type(key, &str_type);
    Probe probe = probe_start(set, hash);
    for (;; probe_next(&probe)) {
        const SetEntry *entry = &set->table[*slot = probe.slot];
        if (!entry->key) return ABSENT;
        if (entry->hash != hash) continue;
        if (entry->key == key) return PRESENT;
        if (entry->key == SET_DELETED || (is_small(key) && is_small(entry->key))) continue;
        if (str && has_type(entry->key, &str_type)) {
            if (same_str(entry->key, key)) return PRESENT;
            continue;
        }
        scoped Ref candidate = keep(entry->key);
        Set before = *set;
        bool equal;
        if (!objects_equal(candidate, key, &equal)) return SEARCH_RAISED;
        if (set->table != before.table || set->mask != before.mask
            || set->table[probe.slot].key != candidate) {
            // it changed: again from the beginning
            return set->table ? find(set, key, hash, slot) : ABSENT;
        }
        if (equal) return PRESENT;
    }
}

bool set_contains_hashed(Obj self, Obj key, intptr_t hash, bool *found)
{
    const Set *set = (const Set *)self;
    size_t slot;
    Search search = set->table ? find(set, key, hash, &slot) : ABSENT;
    *found = search == PRESENT;
    return search != SEARCH_RAISED;
}

bool set_contains(Obj self, Obj key, bool *found)
{
    intptr_t hash;
    *found = false;
    return key_hash(key, &hash) && set_contains_hashed(self, key, hash, found);
}

/* --- changing --- */

bool set_add_hashed(Ref self, Obj key, intptr_t hash)
{
    Set *set = (Set *)self;
    scoped Ref held = keep(key);
    if (!set->table) resize(set, 0);
    size_t slot;
    Search search = find(set, key, hash, &slot);
    if (search != ABSENT) return search == PRESENT;
    if (!set->table) {                  // __eq__ cleared it
        resize(set, 0);
        slot = (size_t)hash & set->mask;
    }
    set->table[slot] = (SetEntry){ hash, take(&held) };
    set->length++;
    set->filled++;
    if (set->filled * 5 >= set->mask * 3) resize_for_growth(set);
    return true;
}

bool set_add(Ref self, Obj key)
{
    intptr_t hash;
    return key_hash(key, &hash) && set_add_hashed(self, key, hash);
}

bool set_discard_hashed(Ref self, Obj key, intptr_t hash, bool *found)
{
    Set *set = (Set *)self;
    size_t slot;
    Search search = set->table ? find(set, key, hash, &slot) : ABSENT;
    *found = search == PRESENT;
    if (!*found) return search == ABSENT;
    Ref gone = set->table[slot].key;
    set->table[slot] = (SetEntry){ -1, SET_DELETED };
    set->length--;
    drop(gone);
    return true;
}

bool set_discard(Ref self, Obj key, bool *found)
{
    intptr_t hash;
    *found = false;
    return key_hash(key, &hash) && set_discard_hashed(self, key, hash, found);
}

bool set_pop(Ref self, Ref *key)
{
    Set *set = (Set *)self;
    if (set->length == 0) return false;
    size_t slot = set->finger & set->mask;
    while (!set_holds(&set->table[slot])) slot = slot == set->mask ? 0 : slot + 1;
    *key = set->table[slot].key;
    set->table[slot] = (SetEntry){ -1, SET_DELETED };
    set->length--;
    set->finger = slot + 1;
    return true;
}

void set_clear(Ref self)
{
    Set *set = (Set *)self;
    SetEntry *table = set->table;
    size_t mask = set->mask, bytes = table_bytes(set);
    set->table = NULL;
    set->mask = LEAST_SLOTS - 1;
    set->length = set->filled = 0;
    set->hash = -1;
    if (!table) return;
    for (size_t i = 0; i <= mask; i++)
        if (set_holds(&table[i])) drop(table[i].key);
    heap_scanned_free(table, bytes);
}

void set_swap(Ref left, Ref right)
{
    Set *a = (Set *)left, *b = (Set *)right, held = *a;
    a->length = b->length, a->filled = b->filled, a->mask = b->mask, a->table = b->table;
    b->length = held.length, b->filled = held.filled, b->mask = held.mask, b->table = held.table;
    a->hash = b->hash = -1;
}

void set_compact(Ref self)
{
    Set *set = (Set *)self;
    if (set->filled - set->length > set->mask / 4) resize_for_growth(set);
}

/* --- from other things --- */

static bool merge_checked(Set *set, const Set *other)
{
    for (size_t i = 0; other->table && i <= other->mask; i++) {
        SetEntry entry = other->table[i];
        if (!set_holds(&entry)) continue;
        scoped Ref key = keep(entry.key);
        if (!set_add_hashed(&set->head, key, entry.hash)) return false;
    }
    return true;
}

bool set_merge(Ref self, Obj from)
{
    Set *set = (Set *)self;
    const Set *other = (const Set *)from;
    if (self == from || other->length == 0) return true;
    if (!set->table) resize(set, 0);
    if ((set->filled + other->length) * 5 >= set->mask * 3)
        resize(set, (set->length + other->length) * 2);
    if (set->filled) return merge_checked(set, other);
    bool same_shape = set->mask == other->mask && other->filled == other->length;
    for (size_t i = 0; i <= other->mask; i++) {
        SetEntry entry = other->table[i];
        if (!set_holds(&entry)) continue;
        (void)keep(entry.key);
        if (same_shape) set->table[i] = entry;
        else insert_new(set, entry.key, entry.hash);
    }
    set->filled = set->length = other->length;
    return true;
}

static bool update_from_dict(Ref self, Obj other)
{
    Set *set = (Set *)self;
    const Dict *dict = (const Dict *)other;
    if (!set->table) resize(set, 0);
    if ((set->filled + dict->length) * 5 >= set->mask * 3)
        resize(set, (set->length + dict->length) * 2);
    for (size_t i = 0; i < dict->filled; i++) {
        DictEntry entry = dict->entries[i];
        if (!entry.key) continue;
        scoped Ref key = keep(entry.key);
        if (!set_add_hashed(self, key, entry.hash)) return false;
    }
    return true;
}

static bool add_item(Obj item, void *context)
{
    return set_add(context, item);
}

bool set_update(Ref self, Obj iterable)
{
    if (is_any_set(iterable)) return set_merge(self, iterable);
    if (is_exact_dict(iterable)) return update_from_dict(self, iterable);
    return iter_each(iterable, add_item, self);
}

Ref set_copy(Obj set, Type *type)
{
    scoped Ref made = set_new_like(type);
    return set_merge(made, set) ? take(&made) : NULL;
}

Ref set_from(Obj iterable)
{
    scoped Ref made = set_new();
    return set_update(made, iterable) ? take(&made) : NULL;
}

Ref frozenset_from(Obj iterable)
{
    if (has_type(iterable, &frozenset_type)) return keep(iterable);
    scoped Ref made = set_new_like(&frozenset_type);
    return set_update(made, iterable) ? take(&made) : NULL;
}

bool set_next(Obj self, size_t *position, Obj *key)
{
    const Set *set = (const Set *)self;
    for (; set->table && *position <= set->mask; ++*position)
        if (set_holds(&set->table[*position])) {
            *key = set->table[(*position)++].key;
            return true;
        }
    return false;
}

size_t set_bytes(Obj self)
{
    return type_of(self)->size + table_bytes((const Set *)self);
}
