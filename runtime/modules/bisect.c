/* runtime/modules/bisect.c -- _bisect: where a value belongs in a sorted list.
 *   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"

typedef struct Place { Obj items, value, key; bool right; } Place;

static Ref item_at(Obj items, size_t at)
{
    if (is_exact_list(items) && at < list_length(items)) return keep(list_peek(items, at));
    scoped Ref index = int_new((intptr_t)at);
    return object_get_item(items, index);
}

/* Does the value belong in front of the item at this index? */
static bool is_before(const Place *place, size_t at, bool *before)
{
    scoped Ref item = item_at(place->items, at);
    if (item && place->key) replace(&item, call1(place->key, item));
    if (!item) return false;
    if (place->right) return compare_truth(place->value, item, LESS, before);
    bool less;
    if (!compare_truth(item, place->value, LESS, &less)) return false;
    *before = !less;
    return true;
}

static bool search(const Place *place, Obj lo, Obj hi, intptr_t *at)
{
    intptr_t low = 0, high;
    size_t length;
    if (lo && !argument_to_size(lo, &low)) return false;
    if (low < 0) return raise_value_error("lo must be non-negative");
    if (hi && !is_none(hi)) {
        if (!object_to_size(hi, &high, &overflow_error_type)) return false;   // its own converter
    } else {
        if (!object_length(place->items, &length)) return false;
        high = (intptr_t)length;
    }
    while (low < high) {
        intptr_t middle = low + (high - low) / 2;
        bool before;
        if (!is_before(place, (size_t)middle, &before)) return false;
        if (before) high = middle;
        else low = middle + 1;
    }
    *at = low;
    return true;
}

enum { items, value, lo, hi, key };

static Obj key_of(const Obj arg[])
{
    return arg[key] && !is_none(arg[key]) ? arg[key] : NULL;
}

static Ref bisect(const Obj arg[], bool right)
{
    Place place = { arg[items], arg[value], key_of(arg), right };
    intptr_t at;
    return search(&place, arg[lo], arg[hi], &at) ? int_new(at) : NULL;
}

static Ref insort(const Obj arg[], bool right)
{
    Obj function = key_of(arg);
    scoped Ref sought = function ? call1(function, arg[value]) : keep(arg[value]);
    if (!sought) return NULL;
    Place place = { arg[items], sought, function, right };
    intptr_t at;
    if (!search(&place, arg[lo], arg[hi], &at)) return NULL;
    if (is_exact_list(arg[items])) {
        list_insert((Ref)arg[items], (size_t)at, arg[value]);
        return none_new();
    }
    scoped Ref index = int_new(at);
    scoped Ref result = call_method(arg[items], intern("insert"), (Obj[]){ index, arg[value] }, 2);
    return result ? none_new() : NULL;
}

static Ref bisect_left(const Obj arg[])     { return bisect(arg, false); }
static Ref bisect_right(const Obj arg[])    { return bisect(arg, true); }
static Ref insort_left(const Obj arg[])     { return insort(arg, false); }
static Ref insort_right(const Obj arg[])    { return insort(arg, true); }

static const Method functions[] = {
    { "bisect_right(a, x, lo=0, hi=None, *, key=None)", bisect_right,
      "The index in a sorted list behind every item that is not greater than x." },
    { "bisect_left(a, x, lo=0, hi=None, *, key=None)", bisect_left,
      "The index in a sorted list behind every item that is less than x." },
    { "insort_right(a, x, lo=0, hi=None, *, key=None)", insort_right,
      "Insert x into a sorted list behind items equal to it." },
    { "insort_left(a, x, lo=0, hi=None, *, key=None)", insort_left,
      "Insert x into a sorted list before items equal to it." },
    { 0 }
};

const Module bisect_module = {
    .name = "_bisect", .doc = "Bisection algorithms.", .functions = functions,
};
