/* runtime/iterate_fast.h -- the next item of the most common iterators, without a call.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/iterate.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/range.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

/* The next item of a list, range, tuple or ASCII iterator; NULL without an exception: ask its
 * slot. */
static inline Ref next_fast(Obj iterator)
{
    const Type *type = iterator->type;
    if (type == &list_iterator_type) {
        SequenceIterator *it = (SequenceIterator *)iterator;
        const List *list = (const List *)it->sequence;
        if (likely(list && it->index < list->length)) return keep(list->items[it->index++]);
    } else if (type == &range_iterator_type) {
        RangeIterator *it = (RangeIterator *)iterator;
        if (unlikely(it->left <= 0)) return NULL;
        it->left--;
        intptr_t n = it->next;
        it->next = n + it->step;
        return small_int(n);
    } else if (type == &tuple_iterator_type) {
        SequenceIterator *it = (SequenceIterator *)iterator;
        if (likely(it->sequence && it->index < tuple_length(it->sequence)))
            return keep(tuple_peek(it->sequence, it->index++));
    } else if (type == &str_ascii_iterator_type) {
        SequenceIterator *it = (SequenceIterator *)iterator;
        if (likely(it->sequence && it->index < str_length(it->sequence)))
            return str_from_char(((const uint8_t *)str_data(it->sequence))[it->index++]);
    }
    return NULL;
}
/* As next_item. */
static inline Ref next_item_fast(Obj iterator)
{
    Ref item = next_fast(iterator);
    return likely(item) ? item : next_item(iterator);
}
/* As iter_next. */
MAY_RAISE static inline bool iter_next_fast(Obj iterator, Ref *item)
{
    *item = next_fast(iterator);
    return likely(*item != NULL) || iter_next(iterator, item);
}
