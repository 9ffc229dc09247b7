/* runtime/arena.c -- bump memory for trees.   SPDX-License-Identifier: MIT */
#include "runtime/arena.h"
#include "runtime/heap.h"
#include <string.h>

#define PAGE_BYTES 65536
#define HELD_COUNT 255
#define ALIGNMENT  8

typedef struct ArenaPage {
    struct ArenaPage *older;
    char data[];
} ArenaPage;

typedef struct ArenaHeld {
    struct ArenaHeld *older;
    size_t count;
    Ref items[HELD_COUNT];
} ArenaHeld;

static void add_page(Arena *arena, size_t bytes)
{
    size_t room = bytes > PAGE_BYTES / 4 ? bytes : PAGE_BYTES - sizeof(ArenaPage);
    ArenaPage *page = heap_root_block(sizeof(ArenaPage) + room);
    page->older = arena->pages;
    arena->pages = page;
    arena->next = page->data;
    arena->limit = page->data + room;
}

/* Memory that still holds what was there before. */
static void *take_raw(Arena *arena, size_t bytes)
{
    bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if ((size_t)(arena->limit - arena->next) < bytes) add_page(arena, bytes);
    void *taken = arena->next;
    arena->next += bytes;
    return taken;
}

void *arena_take(Arena *arena, size_t bytes)
{
    return memset(take_raw(arena, bytes), 0, bytes);
}

void *arena_copy(Arena *arena, const void *from, size_t bytes)
{
    return memcpy(take_raw(arena, bytes), from, bytes);
}

Obj arena_hold(Arena *arena, Ref x)
{
    if (!arena->held || arena->held->count == HELD_COUNT) {
        ArenaHeld *block = arena_take(arena, sizeof *block);
        block->older = arena->held;
        arena->held = block;
    }
    arena->held->items[arena->held->count++] = x;
    return x;
}

void arena_free(Arena *arena)
{
    for (ArenaHeld *block = arena->held; block; block = block->older)
        for (size_t i = 0; i < block->count; i++) drop(block->items[i]);
    for (ArenaPage *page = arena->pages, *older; page; page = older) {
        older = page->older;
        heap_root_free(page);
    }
    *arena = arena_new();
}
