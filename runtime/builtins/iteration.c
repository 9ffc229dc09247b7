/* runtime/builtins/iteration.c -- builtin functions that walk an iterable: all max sorted sum ...
 *   SPDX-License-Identifier: MIT */
#include "runtime/builtins/builtins.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/iterate_fast.h"
#include "runtime/packed.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/int.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <math.h>

/* --- all, any, iter, next --- */

/* Walks until an item's truth is `stop_at`. */
static Ref walk_truth(Obj iterable, bool stop_at)
{
    scoped Ref iterator = iter_of(iterable);
    if (!iterator) return NULL;
    for (;;) {
        scoped Ref item = NULL;
        bool truth;
        if (!iter_next_fast(iterator, &item)) return NULL;
        if (!item) return bool_new(!stop_at);
        if (is_bool(item)) truth = item == True_object;
        else if (!object_truth(item, &truth)) return NULL;
        if (truth == stop_at) return bool_new(stop_at);
    }
}

static Ref builtin_all(const Obj arg[])     { return walk_truth(arg[0], false); }
static Ref builtin_any(const Obj arg[])     { return walk_truth(arg[0], true); }

static Ref builtin_iter(const Obj arg[])
{
    enum { object, sentinel };
    if (!arg[sentinel]) return iter_of(arg[object]);
    if (!is_callable(arg[object])) return raise_type_error("iter(v, w): v must be callable");
    return callable_iterator_new(arg[object], arg[sentinel]);
}

static Ref builtin_next(const Obj arg[])
{
    enum { iterator, fallback };
    Type *type = type_of(arg[iterator]);
    if (!has_next(type)) return raise_type_error("'%T' object is not an iterator", arg[iterator]);
    Ref item = type->next(arg[iterator]);
    if (item) return item;
    if (arg[fallback])
        return !error_pending() || error_clear_if(&stop_iteration_type) ? keep(arg[fallback])
                                                                        : NULL;
    return error_pending() ? NULL : raise_stop_iteration_with(NULL);
}

/* --- max, min --- */

typedef struct Search {
    Obj key;                  // NULL: the items themselves
    CompareOp wanted;         // GREATER for max, LESS for min
    Ref best, best_key;
} Search;

/* Takes item as the best one so far if it is. */
static bool consider(Search *s, Obj item)
{
    scoped Ref value = s->key ? call1(s->key, item) : keep(item);
    if (!value) return false;
    bool better = true;
    if (s->best && !compare_truth(value, s->best_key, s->wanted, &better)) return false;
    if (better) {
        replace(&s->best, keep(item));
        replace(&s->best_key, take(&value));
    }
    return true;
}

static bool is_plain_sequence(Obj x)
{
    return has_type(x, &list_type) || has_type(x, &tuple_type);
}

/* Small ints at the beginning of a list or tuple: the best of them; how many there are. */
static size_t consider_small(Search *s, Obj items)
{
    Obj const *item = fast_items(items);
    size_t count = fast_length(items), i = 0;
    if (!count || !is_small(item[0])) return 0;
    Obj best = item[0];
    if (s->wanted == GREATER) {
        for (; i < count && is_small(item[i]); i++)
            if ((intptr_t)item[i] > (intptr_t)best) best = item[i];
    } else {
        for (; i < count && is_small(item[i]); i++)
            if ((intptr_t)item[i] < (intptr_t)best) best = item[i];
    }
    s->best = s->best_key = (Ref)best;
    return i;
}

static bool consider_items(Search *s, Obj iterable)
{
    size_t done = 0;
    if (!s->key && is_plain_sequence(iterable)) {
        done = consider_small(s, iterable);
        if (done == fast_length(iterable)) return true;
    }
    scoped Ref iterator = iter_of(iterable);
    if (!iterator) return false;
    if (done) ((SequenceIterator *)iterator)->index = done;
    for (;;) {
        scoped Ref item = NULL;
        if (!iter_next_fast(iterator, &item)) return false;
        if (!item) return true;
        if (!consider(s, item)) return false;
    }
}

static Ref extreme(Search *s, const Obj *args, size_t count, Obj fallback)
{
    const char *name = s->wanted == GREATER ? "max" : "min";
    if (count == 0) return raise_type_error("%s expected at least 1 argument, got 0", name);
    if (count > 1 && fallback)
        return raise_type_error("Cannot specify a default for %s() with multiple positional "
                                "arguments", name);
    bool good = true;
    if (count == 1) good = consider_items(s, args[0]);
    for (size_t i = 0; count > 1 && good && i < count; i++) good = consider(s, args[i]);
    drop_or_null(s->best_key);
    if (good && s->best) return s->best;
    drop_or_null(s->best);
    if (!good) return NULL;
    if (fallback) return keep(fallback);
    return raise_value_error("%s() iterable argument is empty", name);
}

static Ref extreme_bound(const Obj arg[], CompareOp wanted)
{
    enum { args, key, fallback };
    Search s = { .key = arg[key] && !is_none(arg[key]) ? arg[key] : NULL, .wanted = wanted };
    return extreme(&s, (const Obj *)tuple_items(arg[args]), tuple_length(arg[args]), arg[fallback]);
}

static Ref builtin_max(const Obj arg[])     { return extreme_bound(arg, GREATER); }
static Ref builtin_min(const Obj arg[])     { return extreme_bound(arg, LESS); }

static Ref plain_max(const Obj *args, size_t count)
{
    return extreme(&(Search){ .wanted = GREATER }, args, count, NULL);
}

static Ref plain_min(const Obj *args, size_t count)
{
    return extreme(&(Search){ .wanted = LESS }, args, count, NULL);
}

/* --- sorted, sum --- */

static Ref builtin_sorted(const Obj arg[])
{
    enum { iterable, key, reverse };
    bool backwards = false;
    scoped Ref list = list_from(arg[iterable]);
    if (!list || (arg[reverse] && !object_truth(arg[reverse], &backwards))) return NULL;
    return list_sort(list, arg[key], backwards) ? take(&list) : NULL;
}

/* A sum of doubles with the rounding error of each step kept beside it (Neumaier). */
typedef struct Total { double high, low; } Total;

static void total_add(Total *total, double x)
{
    double sum = total->high + x;
    if (fabs(total->high) >= fabs(x)) total->low += (total->high - sum) + x;
    else total->low += (x - sum) + total->high;
    total->high = sum;
}

static double total_value(const Total *total)
{
    return total->low != 0.0 && isfinite(total->low) ? total->high + total->low : total->high;
}

/* The small ints that a list or tuple begins with, added up; how many there are. */
static size_t sum_small(Obj items, Ref *total)
{
    Obj const *item = fast_items(items);
    size_t count = fast_length(items), i = 0;
    intptr_t sum = small_value(*total), next;
    for (; i < count && is_small(item[i]); i++) {
        if (__builtin_add_overflow(sum, small_value(item[i]), &next) || !fits_small(next)) break;
        sum = next;
    }
    *total = small_int(sum);
    return i;
}

/* Adds machine ints while they last; *item is the first that is none (NULL: the end). */
static bool sum_ints(Obj iterator, Ref *total, Ref *item)
{
    intptr_t sum = small_value(*total);
    for (;;) {
        if (!iter_next_fast(iterator, item)) return false;
        intptr_t next;
        if (!*item || !(is_small(*item) || is_bool(*item))) break;
        intptr_t value = is_small(*item) ? small_value(*item) : *item == True_object;
        if (__builtin_add_overflow(sum, value, &next)) break;
        sum = next;
        drop(*item);
    }
    *total = int_new(sum);
    return true;
}

static bool sum_floats(Obj iterator, Ref *total, Ref *item)
{
    Total sum = { float_value(*total), 0.0 };
    for (;;) {
        intptr_t whole;
        if (*item && has_type(*item, &float_type)) total_add(&sum, float_value(*item));
        else if (*item && is_int(*item) && int_fits(*item, &whole)) sum.high += (double)whole;
        else break;
        drop(take(item));
        if (!iter_next_fast(iterator, item)) return false;
    }
    replace(total, float_new(total_value(&sum)));
    return true;
}

static bool check_start(Obj start)
{
    if (is_str(start))
        return raise_type_error("sum() can't sum strings [use ''.join(seq) instead]");
    if (is_bytes(start))
        return raise_type_error("sum() can't sum bytes [use b''.join(seq) instead]");
    if (is_instance(start, &bytearray_type))
        return raise_type_error("sum() can't sum bytearray [use b''.join(seq) instead]");
    return true;
}

static Ref builtin_sum(const Obj arg[])
{
    enum { iterable, start };
    scoped Ref total = arg[start] ? keep(arg[start]) : small_int(0);
    intptr_t sum;
    if (is_small(total)) {
        sum = small_value(total);
        if (packed_sum(arg[iterable], &sum)) return int_new(sum);
    }
    size_t done = 0;
    if (is_small(total) && is_plain_sequence(arg[iterable])) {
        done = sum_small(arg[iterable], &total);
        if (done == fast_length(arg[iterable])) return take(&total);
    }
    scoped Ref iterator = iter_of(arg[iterable]);
    scoped Ref item = NULL;
    if (!iterator || !check_start(total)) return NULL;
    if (done) ((SequenceIterator *)iterator)->index = done;
    if (is_small(total)) {
        if (!sum_ints(iterator, &total, &item)) return NULL;
    } else if (!iter_next(iterator, &item)) {
        return NULL;
    }
    while (item) {
        if (has_type(total, &float_type) && (is_int(item) || has_type(item, &float_type))) {
            Obj before = item;
            if (!sum_floats(iterator, &total, &item)) return NULL;
            if (item != before) continue;
        }
        Ref sum = operate(OP_ADD, total, item);
        if (!sum) return NULL;
        replace(&total, sum);
        drop(take(&item));
        if (!iter_next(iterator, &item)) return NULL;
    }
    return take(&total);
}

const Method builtins_iteration[] = {
    { "all(iterable, /)", builtin_all, "Whether every item is true.", 0 },
    { "any(iterable, /)", builtin_any, "Whether some item is true.", 0 },
    { "iter(object, sentinel=, /)", builtin_iter,
      "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\n"
      "An iterator over the items, or over what calls give until the sentinel comes.", 0 },
    { "max(*args, key=None, default=)", builtin_max,
      "max(iterable, *[, default=obj, key=func]) -> value\n"
      "max(arg1, arg2, *args, *[, key=func]) -> value\n\nThe largest item or argument.",
      METHOD_INSTANCE, plain_max },
    { "min(*args, key=None, default=)", builtin_min,
      "min(iterable, *[, default=obj, key=func]) -> value\n"
      "min(arg1, arg2, *args, *[, key=func]) -> value\n\nThe smallest item or argument.",
      METHOD_INSTANCE, plain_min },
    { "next(iterator, default=, /)", builtin_next,
      "next(iterator[, default])\n\nThe next item; at the end the default, or StopIteration.", 0 },
    { "sorted(iterable, /, *, key=None, reverse=False)", builtin_sorted,
      "A new list of the items in ascending order.", 0 },
    { "sum(iterable, /, start=0)", builtin_sum, "start and all the items, added up.", 0 },
    { 0 }
};
