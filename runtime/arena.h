/* runtime/arena.h -- bump memory for trees: taken piece by piece, freed whole.
 * Owned by: whoever declares it `scoped_arena`.   SPDX-License-Identifier: MIT
 * Pages are roots of the collector, so what lies in them may point to objects. */
#pragma once
#include "runtime/object.h"

typedef struct Arena {
    struct ArenaPage *pages;  // newest first
    char *next, *limit;       // free part of the newest page
    struct ArenaHeld *held;   // references that arena_free drops; newest block first
} Arena;                      // all zero: empty and ready
#define scoped_arena __attribute__((cleanup(arena_free)))

static inline Arena arena_new(void)         { return (Arena){ 0 }; }
void arena_free(Arena *arena);                               // empty and ready again
void *arena_take(Arena *arena, size_t bytes);                // zeroed, aligned for any node
void *arena_copy(Arena *arena, const void *from, size_t bytes);
Obj arena_hold(Arena *arena, Ref x);                         // consumes x; lent until arena_free
