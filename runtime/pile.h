/* runtime/pile.h -- a stack of objects that grows without malloc, for use while the world is stopped.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

typedef struct Pile { Object **items; size_t count, room; } Pile;

void pile_grow(Pile *pile);
void pile_empty(Pile *pile);             // a large one gives its memory back
static inline void pile_push(Pile *pile, Object *x)
{
    if (unlikely(pile->count == pile->room)) pile_grow(pile);
    pile->items[pile->count++] = x;
}
