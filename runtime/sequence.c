/* runtime/sequence.c -- indices and slices, shared by all sequences.
 * SPDX-License-Identifier: MIT */
#include "runtime/sequence.h"
#include "runtime/error.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/slice.h"
#include "runtime/types/tuple.h"
#include <string.h>

bool sequence_key(Obj key, const char *what, intptr_t *index)
{
    if (likely(is_small(key))) {
        *index = small_value(key);
        return true;
    }
    if (!type_of(key)->to_index)
        return raise_type_error("%s indices must be integers or slices, not %T", what, key);
    return object_to_size(key, index, &index_error_type);
}

bool sequence_index(Obj key, size_t length, const char *what, size_t *index)
{
    intptr_t at;
    if (!sequence_key(key, what, &at)) return false;
    if (at < 0) at += (intptr_t)length;
    *index = (size_t)at;
    if (likely(*index < length)) return true;
    return raise_index_error("%s index out of range", what);
}

/* --- slices --- */

static bool bound_from(Obj x, intptr_t fallback, const char *error, intptr_t *bound)
{
    if (is_small(x)) {
        *bound = small_value(x);
        return true;
    }
    if (is_none(x)) {
        *bound = fallback;
        return true;
    }
    if (!type_of(x)->to_index) return raise_type_error("%s", error);
    return object_to_size(x, bound, NULL);
}

static const char bound_error[] =
    "slice indices must be integers or None or have an __index__ method";
static const char range_error[] =
    "slice indices must be integers or have an __index__ method";

bool sequence_unpack(Obj slice, Span *span)
{
    const Slice *s = (const Slice *)slice;
    if (!bound_from(s->step, 1, bound_error, &span->step)) return false;
    if (span->step == 0) return raise_value_error("slice step cannot be zero");
    if (span->step < -INTPTR_MAX) span->step = -INTPTR_MAX;
    bool down = span->step < 0;
    return bound_from(s->start, down ? INTPTR_MAX : 0, bound_error, &span->start)
        && bound_from(s->stop, down ? INTPTR_MIN : INTPTR_MAX, bound_error, &span->stop);
}

static intptr_t clipped(intptr_t bound, intptr_t length, bool down)
{
    if (bound < 0) {
        bound += length;
        return bound < 0 ? (down ? -1 : 0) : bound;
    }
    return bound >= length ? (down ? length - 1 : length) : bound;
}

void sequence_clip(Span *span, size_t length)
{
    bool down = span->step < 0;
    span->start = clipped(span->start, (intptr_t)length, down);
    span->stop = clipped(span->stop, (intptr_t)length, down);
    intptr_t distance = down ? span->start - span->stop : span->stop - span->start;
    intptr_t stride = down ? -span->step : span->step;
    if (likely(stride == 1)) span->count = distance > 0 ? (size_t)distance : 0;
    else span->count = distance > 0 ? (size_t)((distance - 1) / stride + 1) : 0;
}

bool sequence_span(Obj slice, size_t length, Span *span)
{
    if (!sequence_unpack(slice, span)) return false;
    sequence_clip(span, length);
    return true;
}

static void clip_range(intptr_t start, intptr_t stop, size_t length, size_t *from, size_t *to)
{
    start = clipped(start, (intptr_t)length, false);
    stop = clipped(stop, (intptr_t)length, false);
    *from = (size_t)start;
    *to = (size_t)(stop < start ? start : stop);
}

bool sequence_bounds(Obj start, Obj stop, size_t length, size_t *from, size_t *to)
{
    intptr_t first = 0, last = INTPTR_MAX;
    if (start && !bound_from(start, 0, bound_error, &first)) return false;
    if (stop && !bound_from(stop, INTPTR_MAX, bound_error, &last)) return false;
    clip_range(first, last, length, from, to);
    return true;
}

bool sequence_range(Obj start, Obj stop, size_t length, size_t *from, size_t *to)
{
    if ((start && is_none(start)) || (stop && is_none(stop)))
        return raise_type_error("%s", range_error);
    intptr_t first = 0, last = INTPTR_MAX;
    if (start && !bound_from(start, 0, range_error, &first)) return false;
    if (stop && !bound_from(stop, INTPTR_MAX, range_error, &last)) return false;
    clip_range(first, last, length, from, to);
    if (last > (intptr_t)length) *to = (size_t)last;
    return true;
}

/* --- arrays of references --- */

Ref items_compare(Obj const *left, size_t left_count, Obj const *right, size_t right_count,
                  CompareOp op)
{
    size_t common = left_count < right_count ? left_count : right_count;
    for (size_t i = 0; i < common; i++) {
        bool equal;
        if (!objects_equal(left[i], right[i], &equal)) return NULL;
        if (equal) continue;
        if (op == EQUAL || op == NOT_EQUAL) return bool_new(op == NOT_EQUAL);
        return compare(left[i], right[i], op);
    }
    return bool_new(compare_holds(op, (left_count > right_count) - (left_count < right_count)));
}

bool items_contain(Obj const *items, size_t count, Obj item, bool *found)
{
    *found = false;
    for (size_t i = 0; i < count && !*found; i++)
        if (!objects_equal(items[i], item, found)) return false;
    return true;
}

static inline bool four_small(Obj const *items)
{
    return (uintptr_t)items[0] & (uintptr_t)items[1] & (uintptr_t)items[2] & (uintptr_t)items[3]
         & 1;
}

void items_keep(Ref *to, Obj const *items, size_t count)
{
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        if (!four_small(items + i))
            for (size_t k = i; k < i + 4; k++) (void)keep(items[k]);
        memcpy(to + i, items + i, 4 * sizeof(Ref));
    }
    for (; i < count; i++) to[i] = keep(items[i]);
}

void items_drop(Ref const *items, size_t count)
{
    for (; count >= 4; count -= 4) {
        if (four_small((Obj const *)items + count - 4)) continue;
        for (size_t k = count; k > count - 4; k--) drop(items[k - 1]);
    }
    while (count-- > 0) drop(items[count]);
}

Ref sequence_fast(Obj iterable, const char *error)
{
    if (is_exact_list(iterable) || is_exact_tuple(iterable)) return keep(iterable);
    scoped Ref iterator = iter_of(iterable);
    if (!iterator) {
        if (error && error_clear_if(&type_error_type)) raise_type_error("%s", error);
        return NULL;
    }
    return list_from(iterator);
}

Obj const *fast_items(Obj fast)
{
    return is_tuple(fast) ? (Obj const *)tuple_items(fast)
                          : (Obj const *)((const List *)fast)->items;
}

size_t fast_length(Obj fast)
{
    return is_tuple(fast) ? tuple_length(fast) : list_length(fast);
}
