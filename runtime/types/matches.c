/* runtime/types/matches.c -- finding octets in octets.   SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/types/matches.h"
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = 16 };

static uint32_t mask_of(const uint8_t *first, const uint8_t *last, uint8_t a, uint8_t b,
                        size_t count)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < count; i++) mask |= (uint32_t)(first[i] == a && last[i] == b) << i;
    return mask;
}

static uint32_t mask_of_block(const uint8_t *first, const uint8_t *last, uint8_t a, uint8_t b)
{
#ifdef __SSE2__
    __m128i left = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)first), _mm_set1_epi8((char)a));
    __m128i right = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)last), _mm_set1_epi8((char)b));
    return (uint32_t)_mm_movemask_epi8(_mm_and_si128(left, right));
#else
    return mask_of(first, last, a, b, BLOCK);
#endif
}

bool matches_fill(Matches *m)
{
    if (m->size > m->length) return false;
    size_t end = m->length - m->size + 1;                      // one past the last place
    uint8_t a = m->needle[0], b = m->needle[m->size - 1];
    do {
        if (m->next < m->at) m->next = m->at;
        if (m->next >= end) return false;
        const uint8_t *first = m->text + m->next, *last = first + m->size - 1;
        m->mask = end - m->next >= BLOCK ? mask_of_block(first, last, a, b)
                                         : mask_of(first, last, a, b, end - m->next);
        m->block = m->next;
        m->next += BLOCK;
    } while (!m->mask);
    return true;
}

bool matches_fit(Matches *m, size_t place)
{
    const uint8_t *at = m->text + place;
    if (at[1] == m->needle[1] && memcmp(at + 1, m->needle + 1, m->size - 2) == 0) return true;
    m->misled += m->size;
    return false;
}

intptr_t matches_slowly(Matches *m)
{
    size_t from = m->next > m->at ? m->next : m->at;
    if (from > m->length) from = m->length;
    const uint8_t *found = memmem(m->text + from, m->length - from, m->needle, m->size);
    m->next = m->at = found ? (size_t)(found - m->text) + m->size : m->length;
    return found ? found - m->text : -1;
}
