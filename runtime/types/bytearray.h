/* runtime/types/bytearray.h -- bytearray: growing octets.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct ByteArray {
    Object head;
    size_t length, capacity;
    char *start;              // first octet, inside block (deleting at the front moves it)
    char *block;              // owned; NULL if capacity is 0
    size_t exports;           // live views: while > 0 it may not be resized
} ByteArray;
extern Type bytearray_type;
Ref bytearray_from(const void *data, size_t length);
MAY_RAISE bool bytearray_resize(Ref self, size_t length);    // BufferError while exported
/* Methods that it shares with bytes are in octets.h. */
