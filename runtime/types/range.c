/* runtime/types/range.c -- range: arithmetic progressions of any size, and their iterators.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/range.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap_fast.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/slice.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

/* How many numbers there are from start to stop, stop not included. */
static Ref count_of(Obj start, Obj stop, Obj step)
{
    bool down = int_sign(step) < 0;
    Obj low = down ? stop : start, high = down ? start : stop;
    if (int_compare(low, high) >= 0) return small_int(0);
    if (is_small(low) && is_small(high) && is_small(step)) {
        uint64_t distance = (uint64_t)small_value(high) - (uint64_t)small_value(low);
        intptr_t stride = small_value(step);
        return int_from_unsigned((distance - 1) / (uint64_t)(down ? -stride : stride) + 1);
    }
    scoped Ref distance = int_subtract(high, low), stride = int_absolute(step);
    scoped Ref less = int_subtract(distance, small_int(1));
    scoped Ref whole = int_floor_divide(less, stride);
    return int_add(whole, small_int(1));
}

static Ref make(Ref start, Ref stop, Ref step)
{
    Range *made = (Range *)heap_fast_new(&range_type, sizeof(Range));
    made->start = start;
    made->stop = stop;
    made->step = step;
    made->length = count_of(start, stop, step);
    return &made->head;
}

Ref range_new(intptr_t start, intptr_t stop, intptr_t step)
{
    return make(int_new(start), int_new(stop), int_new(step));
}

/* A bound as an exact int: range(True) is range(0, 1). */
static Ref bound_of(Obj x)
{
    scoped Ref index = object_get_index(x);
    return index ? int_exact(index) : NULL;
}

static Ref range_create(Type *type, const Obj arg[])
{
    enum { start, stop, step };
    (void)type;
    scoped Ref first = bound_of(arg[start]);
    if (!first) return NULL;
    if (!arg[stop]) return make(small_int(0), take(&first), small_int(1));
    scoped Ref last = bound_of(arg[stop]);
    if (!last) return NULL;
    scoped Ref stride = arg[step] ? bound_of(arg[step]) : small_int(1);
    if (!stride) return NULL;
    if (int_sign(stride) == 0) return raise_value_error("range() arg 3 must not be zero");
    return make(take(&first), take(&last), take(&stride));
}

static void range_destroy(Ref self)
{
    Range *r = (Range *)self;
    drop(r->start);
    drop(r->stop);
    drop(r->step);
    drop(r->length);
}

static void range_visit(Obj self, Visit visit, void *context)
{
    const Range *r = (const Range *)self;
    visit(r->start, context);
    visit(r->stop, context);
    visit(r->step, context);
    visit(r->length, context);
}

static Ref range_repr(Obj self)
{
    const Range *r = (const Range *)self;
    if (r->step == small_int(1)) return str_format("range(%R, %R)", r->start, r->stop);
    return str_format("range(%R, %R, %R)", r->start, r->stop, r->step);
}

/* start + index * step, without a look at the length. */
static Ref number_at(Obj self, Obj index)
{
    const Range *r = (const Range *)self;
    scoped Ref offset = int_multiply(index, r->step);
    return offset ? int_add(r->start, offset) : NULL;
}

static bool range_length(Obj self, size_t *length)
{
    intptr_t count;
    if (!int_fits(((const Range *)self)->length, &count))
        return raise_overflow_error("Python int too large to convert to C ssize_t");
    *length = (size_t)count;
    return true;
}

static bool range_truth(Obj self, bool *result)
{
    *result = int_sign(((const Range *)self)->length) != 0;
    return true;
}

static Ref range_item_at(Obj self, Obj key)
{
    const Range *r = (const Range *)self;
    scoped Ref index = object_get_index(key);
    if (!index) return NULL;
    if (int_sign(index) < 0) {
        Ref from_end = int_add(index, r->length);
        replace(&index, from_end);
    }
    if (int_sign(index) < 0 || int_compare(index, r->length) >= 0)
        return raise_index_error("range object index out of range");
    return number_at(self, index);
}

static Ref range_slice(Obj self, Obj slice)
{
    const Range *r = (const Range *)self;
    scoped Ref from = NULL, to = NULL, stride = NULL;
    if (!slice_bounds(slice, r->length, &from, &to, &stride)) return NULL;
    scoped Ref step = int_multiply(stride, r->step);
    scoped Ref start = number_at(self, from);
    scoped Ref stop = number_at(self, to);
    if (!step || !start || !stop) return NULL;
    return make(take(&start), take(&stop), take(&step));
}

static Ref range_get_item(Obj self, Obj key)
{
    if (is_slice(key)) return range_slice(self, key);
    if (!type_of(key)->to_index)
        return raise_type_error("range indices must be integers or slices, not %T", key);
    return range_item_at(self, key);
}

static Ref range_item(Obj self, intptr_t index)
{
    scoped Ref number = int_new(index);
    if (index < 0) return raise_index_error("range object index out of range");
    return range_item_at(self, number);
}

/* Where the int x stands; NULL: nowhere. */
static Ref position_of(Obj self, Obj x)
{
    const Range *r = (const Range *)self;
    bool down = int_sign(r->step) < 0;
    if (int_sign(r->length) == 0) return NULL;
    if (down ? int_compare(x, r->start) > 0 || int_compare(x, r->stop) <= 0
             : int_compare(x, r->start) < 0 || int_compare(x, r->stop) >= 0)
        return NULL;
    scoped Ref distance = int_subtract(x, r->start);
    scoped Ref index = NULL, rest = NULL;
    if (!int_divmod(distance, r->step, &index, &rest) || int_sign(rest) != 0) return NULL;
    return take(&index);
}

/* Number of items equal to x, for things that are no ints; stops at the first if asked. */
static bool search(Obj self, Obj x, bool first_only, size_t *at, size_t *count)
{
    scoped Ref iterator = type_of(self)->iterate(self);
    *count = 0;
    for (size_t i = 0;; i++) {
        scoped Ref item = type_of(iterator)->next(iterator);
        if (!item) return !error_pending();
        bool equal;
        if (!compare_truth(item, x, EQUAL, &equal)) return false;
        if (!equal) continue;
        *at = i;
        ++*count;
        if (first_only) return true;
    }
}

static bool is_plain_int(Obj x)     { return is_exact_int(x) || is_bool(x); }

static bool range_contains(Obj self, Obj item, bool *found)
{
    size_t at, count;
    if (is_plain_int(item)) {
        scoped Ref index = position_of(self, item);
        *found = index != NULL;
        return true;
    }
    if (!search(self, item, true, &at, &count)) return false;
    *found = count > 0;
    return true;
}

/* The numbers that decide which ranges are equal: length, then start, then step. */
static Ref essence(Obj self)
{
    const Range *r = (const Range *)self;
    Obj start = int_sign(r->length) ? r->start : None_object;
    Obj step = r->length != small_int(1) && int_sign(r->length) ? r->step : None_object;
    return tuple_pack(3, r->length, start, step);
}

static Ref range_compare(Obj self, Obj other, CompareOp op)
{
    if (!has_type(other, &range_type) || (op != EQUAL && op != NOT_EQUAL))
        return not_implemented();
    scoped Ref left = essence(self), right = essence(other);
    return compare(left, right, op);
}

static bool range_hash(Obj self, intptr_t *hash)
{
    scoped Ref parts = essence(self);
    return object_hash(parts, hash);
}

/* --- methods --- */

static Ref range_count(const Obj arg[])
{
    enum { self, value };
    size_t at, count;
    if (is_plain_int(arg[value])) {
        scoped Ref index = position_of(arg[self], arg[value]);
        return small_int(index != NULL);
    }
    return search(arg[self], arg[value], false, &at, &count) ? int_new((intptr_t)count) : NULL;
}

static Ref range_index(const Obj arg[])
{
    enum { self, value };
    size_t at, count;
    if (is_plain_int(arg[value])) {
        Ref index = position_of(arg[self], arg[value]);
        if (index) return index;
        return raise_value_error("%R is not in range", arg[value]);
    }
    if (!search(arg[self], arg[value], true, &at, &count)) return NULL;
    if (count) return int_new((intptr_t)at);
    return raise_value_error("sequence.index(x): x not in sequence");
}

/* --- iterators --- */

/* Over numbers that need not be small. */
typedef struct LongRangeIterator { Object head; Ref next, step, left; } LongRangeIterator;

/* Whether all numbers from start on, `count` steps, are small ints. */
static bool all_small(Obj start, Obj step, Obj length)
{
    intptr_t distance, last;
    return is_small(start) && is_small(step) && is_small(length)
           && !__builtin_mul_overflow(small_value(step), small_value(length), &distance)
           && !__builtin_add_overflow(small_value(start), distance, &last) && fits_small(last);
}

/* Consumes all three. */
static Ref iterator_over(Ref start, Ref step, Ref length)
{
    if (all_small(start, step, length)) {
        RangeIterator *made =
            (RangeIterator *)heap_fast_new_leaf(&range_iterator_type, sizeof(RangeIterator));
        made->next = small_value(start);
        made->step = small_value(step);
        made->left = (size_t)small_value(length);
        return &made->head;
    }
    LongRangeIterator *made =
        (LongRangeIterator *)heap_fast_new(&long_range_iterator_type, sizeof(LongRangeIterator));
    made->next = start;
    made->step = step;
    made->left = length;
    return &made->head;
}

static Ref range_iterate(Obj self)
{
    const Range *r = (const Range *)self;
    return iterator_over(keep(r->start), keep(r->step), keep(r->length));
}

static Ref range_reversed(const Obj arg[])
{
    const Range *r = (const Range *)arg[0];
    scoped Ref last = int_subtract(r->length, small_int(1));
    Ref start = number_at(arg[0], last);
    return start ? iterator_over(start, int_negate(r->step), keep(r->length)) : NULL;
}

static Ref range_reduce(const Obj arg[])
{
    const Range *r = (const Range *)arg[0];
    scoped Ref parts = tuple_pack(3, r->start, r->stop, r->step);
    return tuple_pack(2, &range_type.head, parts);
}

static Ref iterator_next(Obj self)
{
    RangeIterator *it = (RangeIterator *)self;
    if (it->left == 0) return NULL;
    intptr_t value = it->next;
    it->left--;
    it->next += it->step;
    return small_int(value);
}

static Ref long_iterator_next(Obj self)
{
    LongRangeIterator *it = (LongRangeIterator *)self;
    if (int_sign(it->left) == 0) return NULL;
    Ref left = int_subtract(it->left, small_int(1)), next = int_add(it->next, it->step);
    replace(&it->left, left);
    Ref value = it->next;
    it->next = next;
    return value;
}

static void long_iterator_destroy(Ref self)
{
    LongRangeIterator *it = (LongRangeIterator *)self;
    drop(it->next);
    drop(it->step);
    drop(it->left);
}

static void long_iterator_visit(Obj self, Visit visit, void *context)
{
    const LongRangeIterator *it = (const LongRangeIterator *)self;
    visit(it->next, context);
    visit(it->step, context);
    visit(it->left, context);
}

static Ref iterator_hint(const Obj arg[])
{
    return int_new((intptr_t)((const RangeIterator *)arg[0])->left);
}

static Ref long_iterator_hint(const Obj arg[])
{
    return keep(((const LongRangeIterator *)arg[0])->left);
}

/* (iter, (range(next, stop, step),), None): consumes the numbers. */
static Ref reduced(Ref next, Ref step, Obj left)
{
    scoped Ref distance = int_multiply(step, left);
    Ref stop = int_add(next, distance);
    scoped Ref rest = make(next, stop, step);
    scoped Ref arguments = tuple_pack(1, rest);
    return tuple_pack(3, dict_peek_str(module_dict(builtins_module), intern("iter")), arguments,
                      None_object);
}

static Ref iterator_reduce(const Obj arg[])
{
    const RangeIterator *it = (const RangeIterator *)arg[0];
    return reduced(int_new(it->next), int_new(it->step), small_int((intptr_t)it->left));
}

static Ref long_iterator_reduce(const Obj arg[])
{
    const LongRangeIterator *it = (const LongRangeIterator *)arg[0];
    return reduced(keep(it->next), keep(it->step), it->left);
}

static Ref iterator_setstate(const Obj arg[])
{
    enum { self, state };
    RangeIterator *it = (RangeIterator *)arg[self];
    long skip;
    if (!object_to_long(arg[state], &skip)) return NULL;
    if (skip < 0) skip = 0;
    if ((size_t)skip > it->left) skip = (long)it->left;
    it->left -= (size_t)skip;
    it->next += it->step * skip;
    return none_new();
}

static Ref long_iterator_setstate(const Obj arg[])
{
    enum { self, state };
    LongRangeIterator *it = (LongRangeIterator *)arg[self];
    scoped Ref skip = object_get_index(arg[state]);
    if (!skip) return NULL;
    if (int_sign(skip) < 0) replace(&skip, small_int(0));
    if (int_compare(skip, it->left) > 0) replace(&skip, keep(it->left));
    scoped Ref distance = int_multiply(skip, it->step);
    replace(&it->left, int_subtract(it->left, skip));
    replace(&it->next, int_add(it->next, distance));
    return none_new();
}

static Ref itself(Obj self)     { return keep(self); }

static const Method iterator_methods[] = {
    { "__length_hint__(self, /)", iterator_hint, "How many numbers are left.", 0 },
    { "__reduce__(self, /)", iterator_reduce, NULL, 0 },
    { "__setstate__(self, object, /)", iterator_setstate, NULL, 0 },
    { 0 }
};

static const Method long_iterator_methods[] = {
    { "__length_hint__(self, /)", long_iterator_hint, "How many numbers are left.", 0 },
    { "__reduce__(self, /)", long_iterator_reduce, NULL, 0 },
    { "__setstate__(self, object, /)", long_iterator_setstate, NULL, 0 },
    { 0 }
};

Type range_iterator_type = {
    TYPE_HEADER, .name = "range_iterator", .size = sizeof(RangeIterator),
    .flags = TYPE_FINAL | TYPE_LEAF | TYPE_NO_CREATE,
    .iterate = itself, .next = iterator_next, .methods = iterator_methods,
};

Type long_range_iterator_type = {
    TYPE_HEADER, .name = "longrange_iterator", .size = sizeof(LongRangeIterator),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = long_iterator_destroy, .visit = long_iterator_visit,
    .iterate = itself, .next = long_iterator_next, .methods = long_iterator_methods,
};

static const Method range_methods[] = {
    { "__reversed__(self, /)", range_reversed,
      "An iterator over the numbers from the last one.", 0 },
    { "__reduce__(self, /)", range_reduce, NULL, 0 },
    { "count(self, value, /)", range_count, "How many of the numbers equal value.", 0 },
    { "index(self, value, /)", range_index,
      "Position of value; ValueError if it is not there.", 0 },
    { 0 }
};

static const Member range_members[] = {
    { "start", MEMBER_OBJECT, offsetof(Range, start), false, NULL },
    { "stop", MEMBER_OBJECT, offsetof(Range, stop), false, NULL },
    { "step", MEMBER_OBJECT, offsetof(Range, step), false, NULL },
    { 0 }
};

Type range_type = {
    TYPE_HEADER, .name = "range", .signature = "range(start, stop=, step=, /)",
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n"
           "The ints from start (or 0) to stop, stop not included, by step.",
    .size = sizeof(Range), .flags = TYPE_FINAL | TYPE_SEQUENCE,
    .create = range_create, .destroy = range_destroy, .visit = range_visit,
    .repr = range_repr, .hash = range_hash, .compare = range_compare, .truth = range_truth,
    .length = range_length, .item = range_item, .get_item = range_get_item,
    .contains = range_contains, .iterate = range_iterate,
    .methods = range_methods, .members = range_members,
};
