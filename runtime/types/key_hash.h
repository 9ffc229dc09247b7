/* runtime/types/key_hash.h -- hashes of dict and set keys, fast for names and small ints.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

MAY_RAISE static inline bool key_hash(Obj key, intptr_t *hash)
{
    if (is_small(key)) {
        intptr_t value = small_value(key);
        *hash = value >= 0 && value < ((intptr_t)1 << 61) - 1 ? value : int_hash(key);
        return true;
    }
    if (key->type == &str_type) {
        *hash = ((const Str *)key)->hash;
        if (unlikely(*hash == -1)) *hash = str_hash(key);
        return true;
    }
    return object_hash(key, hash);
}

/* Equality of exact strs whose hashes are equal. */
static inline bool same_str(Obj a, Obj b)
{
    const Str *x = (const Str *)a, *y = (const Str *)b;
    return !(x->interned && y->interned) && x->length == y->length && x->width == y->width
        && memcmp(x->data, y->data, x->length * x->width) == 0;
}
