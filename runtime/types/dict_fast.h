/* runtime/types/dict_fast.h -- a first look at a dict, without a call.
 * Read after: dict.h.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

static inline intptr_t dict_index_at(const Dict *dict, size_t slot)
{
    switch (dict->index_width) {
    case 1: return ((const int8_t *)dict->index)[slot];
    case 2: return ((const int16_t *)dict->index)[slot];
    case 4: return ((const int32_t *)dict->index)[slot];
    default: return ((const int64_t *)dict->index)[slot];
    }
}

/* The entry whose key is this very str or small int, if it lies where one would look first; else
 * NULL, which says nothing. */
static inline DictEntry *dict_glance(Obj self, Obj key)
{
    const Dict *dict = (const Dict *)self;
    size_t hash;
    if (is_small(key)) hash = (size_t)small_value(key);
    else if (likely(key->type == &str_type)) hash = (size_t)((const Str *)key)->hash;
    else return NULL;
    if (!dict->index) {
        for (DictEntry *entry = dict->entries, *end = entry + dict->filled; entry < end; entry++)
            if (entry->key == key) return entry;
        return NULL;
    }
    intptr_t position = dict_index_at(dict, hash & (((size_t)1 << dict->index_bits) - 1));
    return position >= 0 && dict->entries[position].key == key ? &dict->entries[position] : NULL;
}
