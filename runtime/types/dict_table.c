/* runtime/types/dict_table.c -- the hash table of dict: find, add, remove, grow.
 *   SPDX-License-Identifier: MIT
 *
 * A lookup that has to ask __eq__ may find the dict changed afterwards; it then starts again.
 * Nothing is dropped before the table is whole again.
 */
#include "runtime/types/dict_fast.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/types/key_hash.h"
#include <string.h>

enum { EMPTY = -1, DELETED = -2, SMALL = 5 };
enum { FOUND_NONE = -1, FOUND_ERROR = -2 };

static uint32_t last_version;
static inline void changed(Dict *dict)      { dict->version = ++last_version; }

/* --- the index --- */

static inline void index_put(Dict *dict, size_t slot, intptr_t position)
{
    switch (dict->index_width) {
    case 1: ((int8_t *)dict->index)[slot] = (int8_t)position; break;
    case 2: ((int16_t *)dict->index)[slot] = (int16_t)position; break;
    case 4: ((int32_t *)dict->index)[slot] = (int32_t)position; break;
    default: ((int64_t *)dict->index)[slot] = position; break;
    }
}

static inline size_t index_slots(const Dict *dict)  { return (size_t)1 << dict->index_bits; }
static inline size_t index_bytes(const Dict *dict)
{
    return dict->index ? index_slots(dict) * dict->index_width : 0;
}

/* The slots where a hash may be found, in the order in which they are looked at. */
typedef struct Probe { size_t slot, mask, perturb; } Probe;

static inline Probe probe_start(const Dict *dict, intptr_t hash)
{
    size_t mask = index_slots(dict) - 1;
    return (Probe){ (size_t)hash & mask, mask, (size_t)hash };
}

static inline void probe_next(Probe *probe)
{
    probe->perturb >>= 5;
    probe->slot = (probe->slot * 5 + probe->perturb + 1) & probe->mask;
}

static size_t slot_of(const Dict *dict, intptr_t hash, intptr_t position)
{
    Probe probe = probe_start(dict, hash);
    while (dict_index_at(dict, probe.slot) != position) probe_next(&probe);
    return probe.slot;
}

static void index_add(Dict *dict, intptr_t hash, size_t position)
{
    Probe probe = probe_start(dict, hash);
    intptr_t there;
    while ((there = dict_index_at(dict, probe.slot)) >= 0) probe_next(&probe);
    if (there == EMPTY) dict->marked++;
    index_put(dict, probe.slot, (intptr_t)position);
}

/* --- size --- */

/* Entries that fit beside an index of so many slots. The sizes are those of the reference, so that
 * programs that change a dict while they walk along it meet the same error at the same place. */
static inline size_t room_for_bits(unsigned bits)   { return ((size_t)2 << bits) / 3; }

static void index_make(Dict *dict, unsigned bits)
{
    size_t slots = (size_t)1 << bits;
    dict->index_bits = (uint8_t)bits;
    dict->index_width = slots <= 0x80 ? 1 : slots <= 0x8000 ? 2 : slots <= 0x80000000u ? 4 : 8;
    dict->index = heap_plain(slots * dict->index_width);
    memset(dict->index, 0xff, slots * dict->index_width);
    dict->marked = 0;
    for (size_t i = 0; i < dict->filled; i++) index_add(dict, dict->entries[i].hash, i);
}

/* New entries without holes, beside an index of 2**bits slots (3: no index is needed). */
static void resize(Dict *dict, unsigned bits)
{
    DictEntry *old = dict->entries;
    size_t old_bytes = dict->capacity * sizeof(DictEntry), capacity = room_for_bits(bits);
    heap_plain_free(dict->index, index_bytes(dict));
    dict->index = NULL;
    dict->index_bits = 0;
    if (old && dict->length == dict->filled) {
        dict->entries = heap_scanned_resize(old, old_bytes, capacity * sizeof(DictEntry));
    } else {
        dict->entries = heap_scanned(capacity * sizeof(DictEntry));
        size_t to = 0;
        for (size_t i = 0; i < dict->filled; i++)
            if (old[i].key) dict->entries[to++] = old[i];
        heap_scanned_free(old, old_bytes);
        dict->filled = to;
    }
    dict->capacity = capacity;
    if (capacity > SMALL) index_make(dict, bits);
    changed(dict);
}

static inline bool is_full(const Dict *dict)
{
    return dict->filled == dict->capacity || (dict->index && dict->marked >= dict->capacity);
}

static void make_room(Dict *dict)
{
    unsigned bits = 3;
    while ((size_t)1 << bits < dict->length * 3) bits++;
    resize(dict, bits);
}

static void resize_for(Dict *dict, size_t room)
{
    unsigned bits = 3;
    while (room_for_bits(bits) < room) bits++;
    resize(dict, bits);
}

/* --- finding --- */

#define FIND_STR(name, Position) \
    static intptr_t name(const Dict *dict, Obj key, intptr_t hash) \
    { \
        const Position *index = dict->index; \
        for (Probe probe = probe_start(dict, hash);; probe_next(&probe)) { \
            intptr_t position = index[probe.slot]; \
            if (unlikely(position < 0)) { \
                if (position == EMPTY) return FOUND_NONE; \
                continue; \
            } \
            const DictEntry *entry = &dict->entries[position]; \
            if (entry->key == key) return position; \
            if (entry->hash == hash && same_str(entry->key, key)) return position; \
        } \
    }
FIND_STR(find_str_8, int8_t)
FIND_STR(find_str_16, int16_t)
FIND_STR(find_str_32, int32_t)
FIND_STR(find_str_64, int64_t)

static inline intptr_t find_str(const Dict *dict, Obj key, intptr_t hash)
{
    if (!dict->index) {
        const DictEntry *entry = dict->entries, *end = entry + dict->filled;
        for (; entry < end; entry++)
            if (entry->key == key) return entry - dict->entries;
        for (entry = dict->entries; entry < end; entry++)
            if (entry->hash == hash && entry->key && same_str(entry->key, key))
                return entry - dict->entries;
        return FOUND_NONE;
    }
    switch (dict->index_width) {
    case 1: return find_str_8(dict, key, hash);
    case 2: return find_str_16(dict, key, hash);
    case 4: return find_str_32(dict, key, hash);
    default: return find_str_64(dict, key, hash);
    }
}

enum Answer { NO, YES, AGAIN, RAISED };

static __attribute__((noinline)) enum Answer ask_key(const Dict *dict, intptr_t position, Obj key)
{
    scoped Ref candidate = keep(dict->entries[position].key);
    Dict before = *dict;
    bool equal;
    if (!objects_equal(candidate, key, &equal)) return RAISED;
    // the answer holds if other keys came or went, but neither this one nor the table
    if (dict->entries != before.entries || dict->index != before.index
        || dict->capacity != before.capacity || (size_t)position >= dict->filled
        || dict->entries[position].key != candidate) return AGAIN;
    return equal ? YES : NO;
}

/* Is the entry's key equal to key? AGAIN: the dict changed meanwhile. */
static inline enum Answer ask(const Dict *dict, intptr_t position, Obj key, intptr_t hash)
{
    const DictEntry *entry = &dict->entries[position];
    if (entry->hash != hash || !entry->key) return NO;
    enum Sameness known = compare_keys(entry->key, key);
    return known == UNSURE ? ask_key(dict, position, key) : known == SAME ? YES : NO;
}

/* One pass over the entries that may hold key; *again: the dict changed on the way. */
static intptr_t find_once(const Dict *dict, Obj key, intptr_t hash, bool *again)
{
    *again = false;
    Probe probe = { 0 };
    if (dict->index) probe = probe_start(dict, hash);
    for (;; dict->index ? probe_next(&probe) : (void)probe.slot++) {
        intptr_t position = dict->index ? dict_index_at(dict, probe.slot)
                          : probe.slot < dict->filled ? (intptr_t)probe.slot : EMPTY;
        if (position == EMPTY) return FOUND_NONE;
        if (position < 0) continue;
        enum Answer answer = ask(dict, position, key, hash);
        if (answer == YES) return position;
        if (answer == RAISED) return FOUND_ERROR;
        *again = answer == AGAIN;
        if (*again) return FOUND_NONE;
    }
}

static intptr_t find_any(const Dict *dict, Obj key, intptr_t hash)
{
    bool again;
    intptr_t position;
    do position = find_once(dict, key, hash, &again);
    while (again);
    return position;
}

static inline intptr_t find(const Dict *dict, Obj key, intptr_t hash)
{
    if (dict->only_str && has_type(key, &str_type)) return find_str(dict, key, hash);
    return find_any(dict, key, hash);
}

bool dict_find_hashed(Obj self, Obj key, intptr_t hash, Obj *value)
{
    const Dict *dict = (const Dict *)self;
    *value = NULL;
    if (dict->length == 0) return true;
    intptr_t position = find(dict, key, hash);
    if (position >= 0) *value = dict->entries[position].value;
    return position != FOUND_ERROR;
}

bool dict_find(Obj self, Obj key, Obj *value)
{
    intptr_t hash;
    return key_hash(key, &hash) ? dict_find_hashed(self, key, hash, value)
                                : (*value = NULL, false);
}

intptr_t dict_entry_of(Obj self, Obj name)
{
    const Dict *dict = (const Dict *)self;
    if (dict->length == 0) return FOUND_NONE;
    intptr_t hash = str_hash(name);
    if (likely(dict->only_str)) return find_str(dict, name, hash);
    intptr_t position = find_any(dict, name, hash);
    if (position == FOUND_ERROR) error_clear();
    return position < 0 ? FOUND_NONE : position;
}

Obj dict_peek_str(Obj self, Obj name)
{
    intptr_t position = dict_entry_of(self, name);
    return position < 0 ? NULL : ((const Dict *)self)->entries[position].value;
}

/* --- changing --- */

/* A key that is known not to be there; consumes both. */
static void add_entry(Dict *dict, Ref key, intptr_t hash, Ref value)
{
    if (unlikely(is_full(dict))) make_room(dict);
    if (!has_type(key, &str_type)) dict->only_str = false;
    else if (dict->filled == 0) dict->only_str = true;
    size_t position = dict->filled++;
    dict->entries[position] = (DictEntry){ hash, key, value };
    dict->length++;
    if (dict->index) index_add(dict, hash, position);
    changed(dict);
}

bool dict_set_hashed(Ref self, Obj key, intptr_t hash, Obj value)
{
    Dict *dict = (Dict *)self;
    intptr_t position = dict->length ? find(dict, key, hash) : FOUND_NONE;
    if (position >= 0) replace(&dict->entries[position].value, keep(value));
    else if (position == FOUND_ERROR) return false;
    else add_entry(dict, keep(key), hash, keep(value));
    return true;
}

bool dict_set(Ref self, Obj key, Obj value)
{
    intptr_t hash;
    return key_hash(key, &hash) && dict_set_hashed(self, key, hash, value);
}

void dict_set_str(Ref self, Obj name, Obj value)
{
    Dict *dict = (Dict *)self;
    intptr_t position = dict_entry_of(self, name);
    if (position >= 0) replace(&dict->entries[position].value, keep(value));
    else add_entry(dict, keep(name), str_hash(name), keep(value));
}

bool dict_give(Ref self, Ref key, Ref value)
{
    bool fine = dict_set(self, key, value);
    drop(key);
    drop(value);
    return fine;
}

bool dict_set_default(Ref self, Obj key, Obj fallback, Obj *value)
{
    Dict *dict = (Dict *)self;
    intptr_t hash;
    if (!key_hash(key, &hash)) return false;
    intptr_t position = dict->length ? find(dict, key, hash) : FOUND_NONE;
    if (position == FOUND_ERROR) return false;
    if (position >= 0) {
        *value = dict->entries[position].value;
        return true;
    }
    add_entry(dict, keep(key), hash, keep(fallback));
    *value = fallback;
    return true;
}

/* Takes an entry out; its key and value are the caller's. */
static DictEntry remove_entry(Dict *dict, intptr_t position)
{
    DictEntry gone = dict->entries[position];
    if (dict->index) index_put(dict, slot_of(dict, gone.hash, position), DELETED);
    dict->entries[position] = (DictEntry){ 0 };
    dict->length--;
    changed(dict);
    return gone;
}

bool dict_delete_hashed(Ref self, Obj key, intptr_t hash, bool *found)
{
    Dict *dict = (Dict *)self;
    *found = false;
    intptr_t position = dict->length ? find(dict, key, hash) : FOUND_NONE;
    if (position < 0) return position != FOUND_ERROR;
    *found = true;
    DictEntry gone = remove_entry(dict, position);
    drop(gone.key);
    drop(gone.value);
    return true;
}

bool dict_delete(Ref self, Obj key, bool *found)
{
    intptr_t hash;
    *found = false;
    return key_hash(key, &hash) && dict_delete_hashed(self, key, hash, found);
}

bool dict_pop(Ref self, Obj key, Ref *value)
{
    Dict *dict = (Dict *)self;
    intptr_t hash;
    *value = NULL;
    if (!dict->length) return true;               // whatever the key
    if (!key_hash(key, &hash)) return false;
    intptr_t position = find(dict, key, hash);
    if (position < 0) return position != FOUND_ERROR;
    DictEntry gone = remove_entry(dict, position);
    drop(gone.key);
    *value = gone.value;
    return true;
}

bool dict_pop_last(Ref self, Ref *key, Ref *value)
{
    Dict *dict = (Dict *)self;
    if (dict->length == 0) return false;
    size_t last = dict->filled - 1;
    while (!dict->entries[last].key) last--;
    DictEntry gone = remove_entry(dict, (intptr_t)last);
    dict->filled = last;
    *key = gone.key;
    *value = gone.value;
    return true;
}

void dict_clear(Ref self)
{
    Dict *dict = (Dict *)self;
    DictEntry *entries = dict->entries;
    size_t filled = dict->filled, capacity = dict->capacity;
    heap_plain_free(dict->index, index_bytes(dict));
    dict->entries = NULL;
    dict->index = NULL;
    dict->length = dict->filled = dict->capacity = dict->marked = 0;
    dict->only_str = true;
    changed(dict);
    for (size_t i = 0; i < filled; i++) {
        if (!entries[i].key) continue;
        drop(entries[i].key);
        drop(entries[i].value);
    }
    heap_scanned_free(entries, capacity * sizeof(DictEntry));
}

/* --- making --- */

Ref dict_new(void)
{
    Dict *made = (Dict *)heap_new(&dict_type, sizeof(Dict));
    made->only_str = true;
    changed(made);
    return &made->head;
}

Ref dict_new_sized(size_t room)
{
    Ref made = dict_new();
    if (room) resize_for((Dict *)made, room);
    return made;
}

Ref dict_copy(Obj self)
{
    const Dict *from = (const Dict *)self;
    Dict *made = (Dict *)dict_new();
    if (from->length == 0) return &made->head;
    resize_for(made, from->length);
    for (size_t i = 0; i < from->filled; i++) {
        DictEntry entry = from->entries[i];
        if (!entry.key) continue;
        made->entries[made->filled++] = (DictEntry){ entry.hash, keep(entry.key),
                                                     keep(entry.value) };
    }
    made->length = made->filled;
    made->only_str = from->only_str;
    if (made->index)
        for (size_t i = 0; i < made->filled; i++) index_add(made, made->entries[i].hash, i);
    return &made->head;
}

bool dict_next(Obj self, size_t *position, Obj *key, Obj *value)
{
    const Dict *dict = (const Dict *)self;
    for (; *position < dict->filled; ++*position) {
        const DictEntry *entry = &dict->entries[*position];
        if (!entry->key) continue;
        if (key) *key = entry->key;
        if (value) *value = entry->value;
        ++*position;
        return true;
    }
    return false;
}

bool dict_get_next(Obj self, size_t *position, Ref *key, Ref *value)
{
    Obj k, v;
    if (!dict_next(self, position, &k, &v)) return false;
    *key = keep(k);
    *value = keep(v);
    return true;
}

size_t dict_bytes(Obj self)
{
    const Dict *dict = (const Dict *)self;
    return type_of(self)->size + dict->capacity * sizeof(DictEntry) + index_bytes(dict);
}
