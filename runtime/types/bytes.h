/* runtime/types/bytes.h -- bytes: immutable octets, inline.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct Bytes {
    Object head;
    size_t length;
    intptr_t hash;            // -1: not computed yet
    char data[];              // length octets and a 0
} Bytes;
extern Type bytes_type;
#define BYTES_DATA offsetof(Bytes, data)
static inline bool is_bytes(Obj x)          { return type_of(x)->flags & TYPE_BYTES; }
Ref bytes_new(size_t length);                                // to be filled in
Ref bytes_from(const void *data, size_t length);
static inline size_t bytes_length(Obj x)    { return ((const Bytes *)x)->length; }
static inline const char *bytes_data(Obj x) { return ((const Bytes *)x)->data; }
/* Any bytes-like object, or iterable of ints, as bytes(x) takes it. */
MAY_RAISE Ref bytes_from_object(Obj x);
MAY_RAISE Ref bytes_repr_of(const char *data, size_t length);        // b'...'
/* With \' even where the quotes would not need it, as bytearray shows itself. */
Ref bytes_repr_escaping(const char *data, size_t length, bool apostrophes);
intptr_t bytes_hash_of(const void *data, size_t length);
