/* runtime/types/matches.h -- the places where a run of octets stands in another, from the left and
 * without overlaps.   SPDX-License-Identifier: MIT
 *
 * Sixteen places at a time: those whose first and last octet are right go into a mask, the rest is
 * compared. A text that misleads too often is left to memmem, which stays linear.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Matches {
    const uint8_t *text, *needle;
    size_t length, size;      // of the text, of the needle; size > 0
    size_t at;                // no place before this one any more
    size_t block;             // the place of the mask's first bit
    size_t next;              // where the next mask begins
    uint32_t mask;            // places to look at
    size_t misled;            // octets compared in vain
} Matches;

static inline Matches matches_of(const void *text, size_t length, const void *needle, size_t size)
{
    return (Matches){ text, needle, length, size, 0, 0, 0, 0, 0 };
}
/* Goes on to the next mask that has a place; false: none. */
bool matches_fill(Matches *m);
/* The octets between the first and the last. */
bool matches_fit(Matches *m, size_t place);
intptr_t matches_slowly(Matches *m);

/* The next place; -1: none. */
static inline intptr_t matches_next(Matches *m)
{
    for (;;) {
        while (m->mask) {
            size_t place = m->block + (size_t)__builtin_ctz(m->mask);
            m->mask &= m->mask - 1;
            if (place < m->at || (m->size > 2 && !matches_fit(m, place))) continue;
            m->at = place + m->size;
            return (intptr_t)place;
        }
        if (__builtin_expect(m->misled > 256 + 4 * m->next, 0)) return matches_slowly(m);
        if (!matches_fill(m)) return -1;
    }
}
