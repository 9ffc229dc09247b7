/* runtime/types/key_hash.h -- hashes of dict and set keys, fast for names and small ints.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

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

/* As memcmp(...) == 0; short texts in a few words, which may overlap. */
static inline bool same_bytes(const char *a, const char *b, size_t count)
{
    typedef uint64_t Word __attribute__((may_alias, aligned(1)));
    typedef uint32_t Half __attribute__((may_alias, aligned(1)));
    if (count > 16) return memcmp(a, b, count) == 0;
    if (count >= 8)
        return *(const Word *)a == *(const Word *)b
            && *(const Word *)(a + count - 8) == *(const Word *)(b + count - 8);
    if (count >= 4)
        return *(const Half *)a == *(const Half *)b
            && *(const Half *)(a + count - 4) == *(const Half *)(b + count - 4);
    return !count || (a[0] == b[0] && a[count / 2] == b[count / 2] && a[count - 1] == b[count - 1]);
}

/* Equality of exact strs whose hashes are equal. */
static inline bool same_str(Obj a, Obj b)
{
    const Str *x = (const Str *)a, *y = (const Str *)b;
    return x->length == y->length && x->width == y->width && !(x->interned && y->interned)
        && same_bytes(x->data, y->data, x->length * x->width);
}

enum Sameness { DIFFERENT, SAME, UNSURE };

static inline enum Sameness compare_plain(Obj a, Obj b)
{
    if (a == b) return SAME;
    if (is_small(a) || is_small(b)) return is_small(a) && is_small(b) ? DIFFERENT : UNSURE;
    if (a->type != &str_type || b->type != &str_type) return UNSURE;
    const Str *x = (const Str *)a, *y = (const Str *)b;
    return x->length == y->length && x->width == y->width
        && same_bytes(x->data, y->data, x->length * x->width) ? SAME : DIFFERENT;
}

/* Are keys with equal hashes equal? As far as it can be told without asking them. */
static inline enum Sameness compare_keys(Obj a, Obj b)
{
    enum Sameness known = compare_plain(a, b);
    if (known != UNSURE || !has_type(a, &tuple_type) || !has_type(b, &tuple_type)) return known;
    size_t length = tuple_length(a);
    if (length != tuple_length(b)) return DIFFERENT;
    for (size_t i = 0; i < length && known != DIFFERENT; i++) {
        enum Sameness item = compare_plain(tuple_peek(a, i), tuple_peek(b, i));
        if (item == UNSURE) return UNSURE;
        known = item;
    }
    return length ? known : SAME;
}
