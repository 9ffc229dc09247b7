/* runtime/pile.c -- a stack of objects that grows without malloc.   SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/pile.h"
#include <stdlib.h>
#include <sys/mman.h>

enum { FIRST_ROOM = 8192, KEPT_ROOM = 1 << 16 };

void pile_grow(Pile *pile)
{
    size_t room = pile->room ? pile->room * 2 : FIRST_ROOM;
    size_t bytes = room * sizeof *pile->items;
    void *items = pile->items
        ? mremap(pile->items, bytes / 2, bytes, MREMAP_MAYMOVE)
        : mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (items == MAP_FAILED) abort();
    pile->items = items;
    pile->room = room;
}

void pile_empty(Pile *pile)
{
    if (pile->room > KEPT_ROOM) {
        munmap(pile->items, pile->room * sizeof *pile->items);
        *pile = (Pile){ 0 };
    }
    pile->count = 0;
}
