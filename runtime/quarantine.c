/* runtime/quarantine.c -- where freed memory waits in a build with AddressSanitizer.
 *   SPDX-License-Identifier: MIT */
#include "runtime/quarantine.h"
#include <stdlib.h>

#ifdef QUARANTINE

/* Addresses are complemented, so that the ring keeps nothing alive. */
enum { RING = 1 << 16, PAGE = 4096 };
static Freed ring[RING];
static size_t turn;

/* The pages that small blocks come from: a hash set, never shrunk. */
static uintptr_t *pages;
static size_t page_count, page_slots;

static void *hidden(void *p) { return (void *)~(size_t)p; }

Freed quarantine_swap(Freed freed)
{
    Freed oldest = ring[turn];
    ring[turn] = freed;
    ring[turn].block = hidden(freed.block);
    turn = (turn + 1) % RING;
    if (oldest.bytes) oldest.block = hidden(oldest.block);
    return oldest;
}

static void pages_grow(void)
{
    uintptr_t *old = pages;
    size_t old_slots = page_slots;
    page_slots = old_slots ? old_slots * 2 : 1024;
    page_count = 0;
    pages = calloc(page_slots, sizeof *pages);
    if (!pages) abort();
    for (size_t i = 0; i < old_slots; i++)
        if (old[i]) quarantine_watch(old[i]);
    free(old);
}

void quarantine_watch(uintptr_t page)
{
    if (page_count * 2 >= page_slots) pages_grow();
    size_t i = page / PAGE * 0x9E3779B97F4A7C15u >> 20 & (page_slots - 1);
    while (pages[i] && pages[i] != page) i = (i + 1) & (page_slots - 1);
    page_count += !pages[i];
    pages[i] = page;
}

void quarantine_empty(void)
{
    for (size_t i = 0; i < page_slots; i++)
        if (pages[i]) ASAN_UNPOISON_MEMORY_REGION((void *)pages[i], PAGE);
    for (size_t i = 0; i < RING; i++) {
        if (!ring[i].list && ring[i].bytes)
            ASAN_UNPOISON_MEMORY_REGION(hidden(ring[i].block), ring[i].bytes);
        ring[i] = (Freed){ 0 };
    }
}

#endif
