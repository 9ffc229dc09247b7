/* runtime/modules/struct_unpack.c -- struct: from octets to a tuple of values.
 * SPDX-License-Identifier: MIT */
#include "runtime/heap.h"
#include "runtime/machine.h"
#include "runtime/modules/struct.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/tuple.h"
#include <string.h>

static Ref unpack_octets(const Field *f, const char *from)
{
    if (f->kind == ITEM_OCTETS) return bytes_from(from, f->count);
    if (f->count == 0) return bytes_new(0);
    size_t length = (uint8_t)from[0];
    return bytes_from(from + 1, length < f->count ? length : f->count - 1);
}

#define READ(type) ({ type item; memcpy(&item, at, sizeof item); item; })
#define AS(type, from) \
    ({ __typeof__(from) bits = (from); type number; memcpy(&number, &bits, sizeof number); number; })
#define SWAP16 __builtin_bswap16(READ(uint16_t))
#define SWAP32 __builtin_bswap32(READ(uint32_t))
#define SWAP64 __builtin_bswap64(READ(uint64_t))

static inline Ref from_signed(int64_t value)
{
    return likely(fits_small(value)) ? small_int(value) : int_new(value);
}
static inline Ref from_unsigned(uint64_t value)
{
    return likely(value <= (uint64_t)SMALL_INT_MAX) ? small_int((intptr_t)value)
                                                    : int_from_unsigned(value);
}

static inline Ref unpack_item(const Field *f, const char *at)
{
    switch (f->kind) {
    case ITEM_OCTETS: case ITEM_PASCAL: return unpack_octets(f, at);
    case ITEM_CHAR: return bytes_from(at, 1);
    case ITEM_BOOL: return bool_new(*at != 0);
    case ITEM_U8:  return small_int(READ(uint8_t));
    case ITEM_I8:  return small_int(READ(int8_t));
    case ITEM_U16: return small_int(READ(uint16_t));
    case ITEM_I16: return small_int(READ(int16_t));
    case ITEM_U32: return small_int(READ(uint32_t));
    case ITEM_I32: return small_int(READ(int32_t));
    case ITEM_U64: return from_unsigned(READ(uint64_t));
    case ITEM_I64: return from_signed(READ(int64_t));
    case ITEM_HALF:   return float_new(half_to_double(READ(uint16_t)));
    case ITEM_SINGLE: return float_new((double)READ(float));
    case ITEM_DOUBLE: return float_new(READ(double));
    case ITEM_U16 + ITEM_SWAPPED: return small_int(SWAP16);
    case ITEM_I16 + ITEM_SWAPPED: return small_int((int16_t)SWAP16);
    case ITEM_U32 + ITEM_SWAPPED: return small_int(SWAP32);
    case ITEM_I32 + ITEM_SWAPPED: return small_int((int32_t)SWAP32);
    case ITEM_U64 + ITEM_SWAPPED: return from_unsigned(SWAP64);
    case ITEM_I64 + ITEM_SWAPPED: return from_signed((int64_t)SWAP64);
    case ITEM_HALF + ITEM_SWAPPED:   return float_new(half_to_double(SWAP16));
    case ITEM_SINGLE + ITEM_SWAPPED: return float_new((double)AS(float, SWAP32));
    default: return float_new(AS(double, SWAP64));
    }
}

Ref struct_unpack_items(const Layout *layout, const char *from)
{
    if (layout->items > 64 && !heap_fits(layout->items, sizeof(Ref))) return NULL;
    Ref tuple = tuple_new(layout->items), *to = tuple_items(tuple);
    const Field *end = layout->fields + layout->field_count;
    for (const Field *f = layout->fields; f < end; f++) {
        const char *at = from + f->offset;
        size_t count = f->kind == ITEM_OCTETS || f->kind == ITEM_PASCAL ? 1 : f->count;
        for (size_t k = 0; k < count; k++, at += f->size) *to++ = unpack_item(f, at);
    }
    return tuple;
}
