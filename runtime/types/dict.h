/* runtime/types/dict.h -- dict: insertion-ordered hash table.   SPDX-License-Identifier: MIT
 *
 *   index  [ . 2 . 0 . . 1 . ]   open addressing, 1, 2, 4 or 8 bytes a slot: a position, EMPTY or
 *                                DELETED
 *   entries [ {hash key value} {hash key value} {hash key value} ... ]   in order of insertion
 * A deleted entry stays as a hole (key NULL) until the next resize. Up to 5 entries have no index
 * and are searched in order.
 */
#pragma once
#include "runtime/type.h"

typedef struct DictEntry { intptr_t hash; Ref key, value; } DictEntry;   // key NULL: hole
typedef struct Dict {
    Object head;
    size_t length;            // live entries
    size_t filled;            // entries used, holes included
    size_t capacity;          // entries there is room for
    DictEntry *entries;       // owned; NULL if capacity is 0
    void *index;              // owned; NULL while capacity <= 5
    uint8_t index_bits;       // log2 of the number of index slots
    uint8_t index_width;      // bytes of an index slot
    bool only_str;            // all keys so far were exact str: lookups need no __eq__
    uint32_t version;         // changes when a key is added or removed or entries move (caches);
                              // no two dicts ever have the same one
    size_t marked;            // index slots that are not EMPTY
} Dict;
extern Type dict_type;
static inline bool is_dict(Obj x)           { return type_of(x)->flags & TYPE_DICT; }
static inline bool is_exact_dict(Obj x)     { return has_type(x, &dict_type); }
static inline size_t dict_length(Obj d)     { return ((const Dict *)d)->length; }
Ref  dict_new(void);
Ref  dict_new_sized(size_t room);
Ref  dict_copy(Obj dict);
/* Borrowed value until the dict changes; NULL: not there. false: __hash__ or __eq__ raised. */
MAY_RAISE bool dict_find(Obj dict, Obj key, Obj *value);
/* For a str key: cannot raise if all keys are str, and else errors are swallowed. */
Obj  dict_peek_str(Obj dict, Obj name);
/* Position of an exact-str key's entry; -1: not there. For inline caches, with `version`. */
intptr_t dict_entry_of(Obj dict, Obj name);
MAY_RAISE bool dict_set(Ref dict, Obj key, Obj value);
void dict_set_str(Ref dict, Obj name, Obj value);            // name: exact str; cannot raise
MAY_RAISE bool dict_give(Ref dict, Ref key, Ref value);      // consumes both, also on failure
MAY_RAISE bool dict_delete(Ref dict, Obj key, bool *found);  // found false: no exception set
/* Removes and gives the value; *value NULL: not there. */
MAY_RAISE bool dict_pop(Ref dict, Obj key, Ref *value);
/* Like setdefault: *value borrowed. */
MAY_RAISE bool dict_set_default(Ref dict, Obj key, Obj fallback, Obj *value);
void dict_clear(Ref dict);
MAY_RAISE bool dict_update(Ref dict, Obj other);             // mapping or iterable of pairs
/* For **: false with *duplicate (a new reference) for a key that is there, or twice in mapping. */
MAY_RAISE bool dict_merge_new(Ref dict, Obj mapping, Ref *duplicate);
/* Iterates over a dict that does not change: start with *position = 0. Borrowed. */
bool dict_next(Obj dict, size_t *position, Obj *key, Obj *value);
MAY_RAISE Ref dict_get_keys(Obj dict);                       // list
extern Type dict_keys_type, dict_values_type, dict_items_type;
/* dict |= mapping; an argument without keys() raises AttributeError. */
/* A plain dict of the same pairs; through keys() if the class iterates in its own way. */
MAY_RAISE Ref dict_copy_as_mapping(Obj dict);
MAY_RAISE bool dict_update_mapping(Ref dict, Obj mapping);
/* The first entry there is from *position on, with new references; false: none. */
bool dict_get_next(Obj dict, size_t *position, Ref *key, Ref *value);
/* As dict_find and dict_set, with the hash known. */
MAY_RAISE bool dict_find_hashed(Obj dict, Obj key, intptr_t hash, Obj *value);
MAY_RAISE bool dict_set_hashed(Ref dict, Obj key, intptr_t hash, Obj value);
MAY_RAISE bool dict_delete_hashed(Ref dict, Obj key, intptr_t hash, bool *found);
/* Takes the last entry out; false: the dict is empty. */
bool dict_pop_last(Ref dict, Ref *key, Ref *value);
size_t dict_bytes(Obj dict);                                 // slot
