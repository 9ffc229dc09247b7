/* runtime/types/points.h -- runs of characters 1, 2 or 4 bytes wide: what str, bytes and bytearray
 * search, split and copy.   SPDX-License-Identifier: MIT
 *
 * Octets are the case of width 1. Nothing here owns memory or runs Python code.
 */
#pragma once
#include "runtime/object.h"
#include "runtime/types/matches.h"

typedef struct Points {
    const void *data;
    size_t length;            // characters
    uint8_t width;            // bytes a character
} Points;

static inline uint32_t point_at(Points p, size_t i)
{
    if (p.width == 1) return ((const uint8_t *)p.data)[i];
    if (p.width == 2) return ((const uint16_t *)p.data)[i];
    return ((const uint32_t *)p.data)[i];
}
static inline void point_put(void *data, unsigned width, size_t i, uint32_t point)
{
    if (width == 1) ((uint8_t *)data)[i] = (uint8_t)point;
    else if (width == 2) ((uint16_t *)data)[i] = (uint16_t)point;
    else ((uint32_t *)data)[i] = point;
}
static inline unsigned point_width(uint32_t point)
{
    return point < 0x100 ? 1 : point < 0x10000 ? 2 : 4;
}
static inline Points points_part(Points p, size_t from, size_t to)
{
    return (Points){ (const char *)p.data + from * p.width, to - from, p.width };
}

/* memcpy, without the call for a few. */
static inline void octets_copy(void *to, const void *from, size_t count)
{
    typedef uint64_t Eight __attribute__((aligned(1), may_alias));
    typedef uint32_t Four __attribute__((aligned(1), may_alias));
    char *t = to;
    const char *f = from;
    if (count > 16) {
        __builtin_memcpy(to, from, count);
    } else if (count >= 8) {
        Eight first = *(const Eight *)f, last = *(const Eight *)(f + count - 8);
        *(Eight *)t = first;
        *(Eight *)(t + count - 8) = last;
    } else if (count >= 4) {
        Four first = *(const Four *)f, last = *(const Four *)(f + count - 4);
        *(Four *)t = first;
        *(Four *)(t + count - 4) = last;
    } else if (count) {
        char first = f[0], middle = f[count / 2], last = f[count - 1];
        t[0] = first;
        t[count / 2] = middle;
        t[count - 1] = last;
    }
}
/* Copies, changing the width; narrowing needs characters that fit. */
void points_copy(void *to, unsigned to_width, const void *from, unsigned from_width, size_t count);
/* All characters or-ed together: tells which power of two they all stay below. */
uint32_t points_bits(Points p);
bool points_are_ascii(const char *bytes, size_t length);
void points_fill(void *data, unsigned width, size_t from, size_t count, uint32_t point);
/* The same characters at `width` (in scratch memory if it changes); false: some do not fit. */
bool points_at_width(Points *p, unsigned width);

/* First or last place of needle (as wide as text) in it; -1. An empty needle is at either end. */
intptr_t points_find(Points text, Points needle, bool from_right);
intptr_t points_find_one(Points text, uint32_t point, bool from_right);
/* Of width 1, the needle not empty. */
static inline Matches points_matches(Points text, Points needle)
{
    return matches_of(text.data, text.length, needle.data, needle.length);
}
/* Non-overlapping places, at most `limit`. */
size_t points_count(Points text, Points needle, size_t limit);
