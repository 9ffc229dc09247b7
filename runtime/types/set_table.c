/* runtime/types/set_table.c -- the hash table of set and frozenset.
 * Read after: set_fast.h.   SPDX-License-Identifier: MIT */
#include "runtime/types/set_fast.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/iterate.h"
#include "runtime/types/dict.h"
#include "runtime/types/key_hash.h"
#include "runtime/types/range.h"
#include <string.h>

enum { LEAST_SLOTS = 8 };

Object set_deleted_struct = {
    .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &object_type,
};

Ref set_new_like(Type *type)
{
    bool plain = type == &set_type || type == &frozenset_type;
    Set *made = (Set *)(plain ? heap_new(type, sizeof(Set)) : type_allocate(type, 0));
    made->mask = LEAST_SLOTS - 1;
    made->hash = -1;
    return &made->head;
}

Ref set_new(void)  { return set_new_like(&set_type); }

static inline size_t table_bytes(const Set *set)
{
    return set->table ? (set->mask + 1) * sizeof(SetEntry) : 0;
}

/* --- probing --- */

/* The slots for a hash, in order: up to SET_NEIGHBOURS more behind each one that is jumped to. */
typedef struct Probe { size_t slot, jump, mask, perturb; unsigned near; } Probe;

static inline Probe probe_start(const Set *set, intptr_t hash)
{
    size_t slot = (size_t)hash & set->mask;
    return (Probe){ slot, slot, set->mask, (size_t)hash,
                    slot + SET_NEIGHBOURS <= set->mask ? SET_NEIGHBOURS : 0 };
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
    p->near = p->slot + SET_NEIGHBOURS <= p->mask ? SET_NEIGHBOURS : 0;
}

static inline void insert_new(Set *set, Ref key, intptr_t hash)
{
    SetEntry *entry = &set->table[(size_t)hash & set->mask];
    if (unlikely(entry->key != NULL)) {
        Probe probe = probe_start(set, hash);
        while (set->table[probe.slot].key) probe_next(&probe);
        entry = &set->table[probe.slot];
    }
    *entry = (SetEntry){ hash, key };
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

typedef enum Search { ABSENT, PRESENT, SEARCH_RAISED, GO_ON } Search;

static Search find(const Set *set, Obj key, intptr_t hash, size_t *slot, size_t *deleted);

static __attribute__((noinline)) Search ask(const Set *set, Obj key, intptr_t hash, size_t *slot,
                                            size_t *deleted)
{
    scoped Ref candidate = keep(set->table[*slot].key);
    const SetEntry *table = set->table;
    size_t mask = set->mask;
    bool equal;
    if (!objects_equal(candidate, key, &equal)) return SEARCH_RAISED;
    if (set->table != table || set->mask != mask || set->table[*slot].key != candidate) {
        // it changed: again from the beginning
        return set->table ? find(set, key, hash, slot, deleted) : ABSENT;
    }
    return equal ? PRESENT : GO_ON;
}

/* Where key is, or the free slot at which the search ended; and the last deleted slot that was
 * passed, SIZE_MAX: none. */
static Search find(const Set *set, Obj key, intptr_t hash, size_t *slot, size_t *deleted)
{
    *deleted = SIZE_MAX;
    Probe probe = probe_start(set, hash);
    for (;; probe_next(&probe)) {
        const SetEntry *entry = &set->table[*slot = probe.slot];
        if (!entry->key) return ABSENT;
        if (entry->key == SET_DELETED) {
            *deleted = *slot;
            continue;
        }
        if (entry->hash != hash) continue;
        enum Sameness known = compare_keys(entry->key, key);
        if (known == SAME) return PRESENT;
        if (known == DIFFERENT) continue;
        Search answer = ask(set, key, hash, slot, deleted);
        if (answer != GO_ON) return answer;
    }
}

/* As find, for all but adding. */
static inline Search locate(const Set *set, Obj key, intptr_t hash, size_t *slot)
{
    size_t deleted;
    if (!set->table) return ABSENT;
    if (!is_small(key) || !set_is_small(set)) return find(set, key, hash, slot, &deleted);
    const SetEntry *entry = set_find_small(set, key, hash);
    *slot = (size_t)(entry - set->table);
    return entry->key ? PRESENT : ABSENT;
}

bool set_contains_hashed(Obj self, Obj key, intptr_t hash, bool *found)
{
    const Set *set = (const Set *)self;
    size_t slot;
    Search search = locate(set, key, hash, &slot);
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

static inline void grow_if_full(Set *set)
{
    if (unlikely(set->filled * 5 >= set->mask * 3)) resize_for_growth(set);
}

static inline void fill_entry(Set *set, SetEntry *entry, Obj key, intptr_t hash)
{
    bool fresh = !entry->key;
    *entry = (SetEntry){ hash, keep(key) };
    set->mixed |= !is_small(key);
    set->length++;
    set->filled += fresh;
    if (fresh) grow_if_full(set);
}

void set_add_new(Ref self, Obj key, intptr_t hash)
{
    Set *set = (Set *)self;
    if (!set->table) resize(set, 0);
    insert_new(set, keep(key), hash);
    set->mixed |= !is_small(key);
    set->length++;
    set->filled++;
    grow_if_full(set);
}

bool set_add_hashed(Ref self, Obj key, intptr_t hash)
{
    Set *set = (Set *)self;
    scoped Ref held = keep(key);
    if (!set->table) resize(set, 0);
    size_t slot, deleted;
    Search search = find(set, key, hash, &slot, &deleted);
    if (search != ABSENT) return search == PRESENT;
    if (!set->table) {                  // __eq__ cleared it
        resize(set, 0);
        slot = (size_t)hash & set->mask;
        deleted = SIZE_MAX;
    }
    if (deleted != SIZE_MAX) slot = deleted;
    fill_entry(set, &set->table[slot], key, hash);
    return true;
}

bool set_add(Ref self, Obj key)
{
    Set *set = (Set *)self;
    intptr_t hash;
    if (!key_hash(key, &hash)) return false;
    if (!is_small(key) || !set_is_small(set) || !set->table || set->filled != set->length)
        return set_add_hashed(self, key, hash);
    SetEntry *entry = set_find_small(set, key, hash);
    if (!entry->key) fill_entry(set, entry, key, hash);
    return true;
}

bool set_discard_hashed(Ref self, Obj key, intptr_t hash, bool *found)
{
    Set *set = (Set *)self;
    size_t slot;
    Search search = locate(set, key, hash, &slot);
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
    bool mixed = set->mixed;
    set->table = NULL;
    set->mixed = false;
    set->mask = LEAST_SLOTS - 1;
    set->length = set->filled = 0;
    set->hash = -1;
    if (!table) return;
    for (size_t i = 0; mixed && i <= mask; i++)
        if (set_holds(&table[i])) drop(table[i].key);
    heap_scanned_free(table, bytes);
}

void set_swap(Ref left, Ref right)
{
    Set *a = (Set *)left, *b = (Set *)right, held = *a;
    a->length = b->length, a->filled = b->filled, a->mask = b->mask, a->table = b->table;
    b->length = held.length, b->filled = held.filled, b->mask = held.mask, b->table = held.table;
    a->mixed = b->mixed, b->mixed = held.mixed;
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

/* Into an empty set with room enough. */
static void fill(Set *set, const Set *other)
{
    bool same_shape = set->mask == other->mask && other->filled == other->length;
    set->mixed = other->mixed;
    set->filled = set->length = other->length;
    if (same_shape) memcpy(set->table, other->table, table_bytes(set));
    size_t position = 0;
    if (same_shape && !other->mixed) return;
    for (const SetEntry *entry; (entry = set_next_entry(other, &position)); ) {
        (void)keep(entry->key);
        if (!same_shape) insert_new(set, entry->key, entry->hash);
    }
}

static void merge_small(Set *set, const Set *other)
{
    size_t position = 0;
    for (const SetEntry *entry; (entry = set_next_entry(other, &position)); ) {
        SetEntry *place = set_find_small(set, entry->key, entry->hash);
        if (!place->key) fill_entry(set, place, entry->key, entry->hash);
    }
}

bool set_merge(Ref self, Obj from)
{
    Set *set = (Set *)self;
    const Set *other = (const Set *)from;
    if (self == from || other->length == 0) return true;
    if (!set->table) resize(set, 0);
    if ((set->filled + other->length) * 5 >= set->mask * 3)
        resize(set, (set->length + other->length) * 2);
    if (!set->filled) fill(set, other);
    else if (set_is_small(set) && set_is_small(other) && set->filled == set->length)
        merge_small(set, other);
    else return merge_checked(set, other);
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

/* An exact range of small ints that are not negative. When they cannot meet in the table, it has its
 * last size from the beginning. */
static bool update_from_range(Ref self, const Range *range)
{
    Set *set = (Set *)self;
    size_t count = (size_t)small_value(range->length), slots = LEAST_SLOTS, held = 0;
    intptr_t value = small_value(range->start), step = small_value(range->step);
    intptr_t last = value + (intptr_t)(count - 1) * step;
    if (!set->filled) {
        while (held < count) {                      // as if added one by one
            held = ((slots - 1) * 3 + 4) / 5;
            if (held <= count)
                for (size_t wanted = held * (held > 50000 ? 2 : 4); slots <= wanted; ) slots *= 2;
        }
        if ((size_t)(last > value ? last - value : value - last) < slots) resize(set, slots - 1);
    }
    for (size_t i = 0; i < count; i++, value += step)
        if (!set_add(self, small_int(value))) return false;
    return true;
}

static bool is_plain_range(Obj x)
{
    const Range *range = (const Range *)x;
    if (!has_type(x, &range_type) || !is_small(range->start) || !is_small(range->stop)
        || !is_small(range->step) || !is_small(range->length)) return false;
    return small_value(range->length) > 0 && small_value(range->start) >= 0
        && small_value(range->stop) >= -1;
}

static bool add_item(Obj item, void *context)
{
    return set_add(context, item);
}

bool set_update(Ref self, Obj iterable)
{
    if (is_any_set(iterable)) return set_merge(self, iterable);
    if (is_exact_dict(iterable)) return update_from_dict(self, iterable);
    if (is_plain_range(iterable)) return update_from_range(self, (const Range *)iterable);
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
    const SetEntry *entry = set_next_entry((const Set *)self, position);
    if (entry) *key = entry->key;
    return entry != NULL;
}

size_t set_bytes(Obj self)
{
    return type_of(self)->size + table_bytes((const Set *)self);
}
