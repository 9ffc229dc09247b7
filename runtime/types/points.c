/* runtime/types/points.c -- copying and searching runs of characters.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/types/points.h"
#include "runtime/heap.h"
#include <string.h>

#define COPY_LOOP(To, From)                                               \
    do {                                                                  \
        To *t = to;                                                       \
        const From *f = from;                                             \
        for (size_t i = 0; i < count; i++) t[i] = (To)f[i];               \
    } while (0)

void points_copy(void *to, unsigned to_width, const void *from, unsigned from_width, size_t count)
{
    if (to_width == from_width) {
        if (count) memcpy(to, from, count * to_width);
        return;
    }
    switch (to_width * 8 + from_width) {
    case 2 * 8 + 1: COPY_LOOP(uint16_t, uint8_t); break;
    case 4 * 8 + 1: COPY_LOOP(uint32_t, uint8_t); break;
    case 4 * 8 + 2: COPY_LOOP(uint32_t, uint16_t); break;
    case 1 * 8 + 2: COPY_LOOP(uint8_t, uint16_t); break;
    case 1 * 8 + 4: COPY_LOOP(uint8_t, uint32_t); break;
    case 2 * 8 + 4: COPY_LOOP(uint16_t, uint32_t); break;
    }
}

bool points_are_ascii(const char *bytes, size_t length)
{
    const uint64_t high = 0x8080808080808080u;
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        if (word & high) return false;
    }
    for (; i < length; i++) {
        if (bytes[i] & 0x80) return false;
    }
    return true;
}

uint32_t points_bits(Points p)
{
    uint32_t bits = 0;
    if (p.width == 1) return points_are_ascii(p.data, p.length) ? 0x7f : 0xff;
    if (p.width == 2) {
        const uint16_t *data = p.data;
        for (size_t i = 0; i < p.length; i++) bits |= data[i];
    } else {
        const uint32_t *data = p.data;
        for (size_t i = 0; i < p.length; i++) bits |= data[i];
    }
    return bits;
}

void points_fill(void *data, unsigned width, size_t from, size_t count, uint32_t point)
{
    if (width == 1) {
        memset((char *)data + from, (int)point, count);
        return;
    }
    for (size_t i = from; i < from + count; i++) point_put(data, width, i, point);
}

bool points_at_width(Points *p, unsigned width)
{
    if (p->width == width) return true;
    if (p->width > width && point_width(points_bits(*p)) > width) return false;
    void *copy = heap_scratch((p->length + 1) * width);
    points_copy(copy, width, p->data, p->width, p->length);
    *p = (Points){ copy, p->length, (uint8_t)width };
    return true;
}

intptr_t points_find_one(Points text, uint32_t point, bool from_right)
{
    if (point_width(point) > text.width) return -1;
    if (text.width == 1) {
        const char *at = from_right ? memrchr(text.data, (int)point, text.length)
                                    : memchr(text.data, (int)point, text.length);
        return at ? at - (const char *)text.data : -1;
    }
    if (from_right) {
        for (size_t i = text.length; i-- > 0;) {
            if (point_at(text, i) == point) return (intptr_t)i;
        }
        return -1;
    }
    for (size_t i = 0; i < text.length; i++) {
        if (point_at(text, i) == point) return (intptr_t)i;
    }
    return -1;
}

/* Bytes of the needle may match between two characters; such places are passed over. */
static intptr_t find_wide(Points text, Points needle)
{
    const char *start = text.data, *at = start, *end = start + text.length * text.width;
    while ((at = memmem(at, (size_t)(end - at), needle.data, needle.length * needle.width))) {
        size_t offset = (size_t)(at - start);
        if (offset % text.width == 0) return (intptr_t)(offset / text.width);
        at = start + (offset / text.width + 1) * text.width;
    }
    return -1;
}

static intptr_t find_last(Points text, Points needle)
{
    uint32_t first = point_at(needle, 0);
    size_t bytes = needle.length * needle.width;
    intptr_t room = (intptr_t)(text.length - needle.length) + 1;
    while (room > 0) {
        room = points_find_one(points_part(text, 0, (size_t)room), first, true);
        if (room < 0) return -1;
        if (memcmp((const char *)text.data + (size_t)room * text.width, needle.data, bytes) == 0)
            return room;
    }
    return -1;
}

intptr_t points_find(Points text, Points needle, bool from_right)
{
    if (needle.length > text.length) return -1;
    if (needle.length == 0) return from_right ? (intptr_t)text.length : 0;
    if (needle.length == 1) return points_find_one(text, point_at(needle, 0), from_right);
    if (from_right) return find_last(text, needle);
    if (text.width > 1) return find_wide(text, needle);
    Matches matches = points_matches(text, needle);
    return matches_next(&matches);
}

size_t points_count(Points text, Points needle, size_t limit)
{
    if (needle.length == 0) return text.length < limit ? text.length + 1 : limit;
    size_t count = 0, from = 0;
    if (text.width == 1) {
        Matches matches = points_matches(text, needle);
        while (count < limit && matches_next(&matches) >= 0) count++;
        return count;
    }
    while (count < limit) {
        intptr_t at = points_find(points_part(text, from, text.length), needle, false);
        if (at < 0) break;
        count++;
        from += (size_t)at + needle.length;
    }
    return count;
}
