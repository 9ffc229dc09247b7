/* runtime/iterate.h -- the iterator protocol from C.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/type.h"

MAY_RAISE Ref iter_of(Obj iterable);                  // "'int' object is not iterable"
/* True with *item NULL at the end; false: raised. */
MAY_RAISE bool iter_next(Obj iterator, Ref *item);
/* len(x) or __length_hint__ or `fallback`; false: raised. */
MAY_RAISE bool iter_length_hint(Obj x, size_t fallback, size_t *hint);
/* Calls each(item, context) for every item; stops at false. Exact lists and tuples go fast. */
MAY_RAISE bool iter_each(Obj iterable, bool (*each)(Obj item, void *context), void *context);
/* What the slot `next` gives (NULL: at the end, or raised), but refused when the C stack or the
 * memory is used up: for iterators over iterators, and for loops that keep what they get. */
MAY_RAISE Ref next_when_tight(Obj iterator);
static inline Ref next_item(Obj iterator)
{
    if (unlikely((const char *)__builtin_frame_address(0) < error_state.stack_limit
                 || !error_state.stack_limit || heap_is_full)) return next_when_tight(iterator);
    return type_of(iterator)->next(iterator);
}
/* Slot `next` of classes without __next__: raises. An iterator may lose its method while it is used,
 * so that the slot must never become NULL. */
Ref next_missing(Obj self);
static inline bool has_next(const Type *type)   { return type->next && type->next != next_missing; }
bool is_iterable(Obj x);
bool is_iterator(Obj x);
