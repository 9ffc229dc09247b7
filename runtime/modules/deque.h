/* runtime/modules/deque.h -- collections.deque: a ring of references.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct Deque {
    Object head;
    size_t length;
    size_t capacity;          // a power of two, or 0
    size_t start;             // place of the first item; item i is at (start + i) & (capacity - 1)
    Ref *items;               // owned; NULL if capacity is 0
    intptr_t max_length;      // -1: none
    size_t changes;           // counts appends and removals, for iterators
} Deque;
extern Type deque_type, deque_iterator_type, deque_reverse_iterator_type;
static inline bool is_deque(Obj x)      { return is_instance(x, &deque_type); }
static inline Ref *deque_place(const Deque *d, size_t i)
{
    return &d->items[(d->start + i) & (d->capacity - 1)];
}

Ref  deque_new(intptr_t max_length);
/* Consume the item; with a full deque the other end falls off. */
void deque_append(Deque *d, Ref item);
void deque_append_left(Deque *d, Ref item);
Ref  deque_pop(Deque *d);                     // NULL: empty
Ref  deque_pop_left(Deque *d);
MAY_RAISE bool deque_extend(Deque *d, Obj iterable, bool left);
void deque_clear(Deque *d);
void deque_rotate(Deque *d, intptr_t steps);
void deque_insert(Deque *d, size_t at, Ref item);
Ref  deque_remove(Deque *d, size_t at);
Ref  deque_copy(Obj self);                    // a plain deque
MAY_RAISE Ref deque_copy_of_kind(Obj self);                   // by calling the type, if it is a subclass
Ref  deque_iterator_new(Type *type, Obj deque, size_t skip);
extern const Method deque_methods[];
extern const Getter deque_getters[];
