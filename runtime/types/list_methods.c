/* runtime/types/list_methods.c -- append, pop, index, sort ...   SPDX-License-Identifier: MIT */
#include "runtime/types/list_methods.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/sequence.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/namespace.h"

static Ref append(const Obj arg[])
{
    enum { self, object };
    list_append((Ref)arg[self], arg[object]);
    return none_new();
}

static Ref extend(const Obj arg[])
{
    enum { self, iterable };
    return list_extend((Ref)arg[self], arg[iterable]) ? none_new() : NULL;
}

static Ref insert(const Obj arg[])
{
    enum { self, index, object };
    intptr_t at;
    if (!argument_to_size(arg[index], &at)) return NULL;
    intptr_t length = (intptr_t)list_length(arg[self]);
    if (at < 0) at = at + length < 0 ? 0 : at + length;
    list_insert((Ref)arg[self], (size_t)at, arg[object]);
    return none_new();
}

static Ref pop(const Obj arg[])
{
    enum { self, index };
    intptr_t at = -1;
    if (arg[index] && !argument_to_size(arg[index], &at)) return NULL;
    List *list = (List *)arg[self];
    if (list->length == 0) return raise_index_error("pop from empty list");
    if (at < 0) at += (intptr_t)list->length;
    if ((size_t)at >= list->length) return raise_index_error("pop index out of range");
    Ref item = list->items[at];
    if ((size_t)at == list->length - 1 && list->length > list->capacity / 4) {
        list->items[--list->length] = NULL;
        return item;
    }
    (void)keep(item);
    list_remove_range(&list->head, (size_t)at, (size_t)at + 1);
    return item;
}

static Ref clear(const Obj arg[])
{
    list_clear((Ref)arg[0]);
    return none_new();
}

static Ref copy(const Obj arg[])
{
    return list_slice(arg[0], 0, list_length(arg[0]));
}

/* The first position in [from, to) of an item equal to value; *found false: there is none. */
static bool find(Obj self, Obj value, size_t from, size_t to, size_t *at, bool *found)
{
    *found = false;
    for (*at = from; *at < to && *at < list_length(self); ++*at) {
        scoped Ref item = keep(list_peek(self, *at));
        if (!objects_equal(item, value, found)) return false;
        if (*found) return true;
    }
    return true;
}

static Ref index_of(const Obj arg[])
{
    enum { self, value, start, stop };
    size_t from, to, at;
    bool found;
    if (!sequence_range(arg[start], arg[stop], list_length(arg[self]), &from, &to)) return NULL;
    if (!find(arg[self], arg[value], from, to, &at, &found)) return NULL;
    if (found) return int_new((intptr_t)at);
    return raise_value_error("%R is not in list", arg[value]);
}

static Ref count(const Obj arg[])
{
    enum { self, value };
    intptr_t total = 0;
    for (size_t i = 0; i < list_length(arg[self]); i++) {
        scoped Ref item = keep(list_peek(arg[self], i));
        bool equal;
        if (!objects_equal(item, arg[value], &equal)) return NULL;
        total += equal;
    }
    return int_new(total);
}

static Ref remove_value(const Obj arg[])
{
    enum { self, value };
    size_t at;
    bool found;
    if (!find(arg[self], arg[value], 0, SIZE_MAX, &at, &found)) return NULL;
    if (!found) return raise_value_error("list.remove(x): x not in list");
    if (at < list_length(arg[self])) list_remove_range((Ref)arg[self], at, at + 1);
    return none_new();
}

static Ref reverse(const Obj arg[])
{
    list_reverse((Ref)arg[0]);
    return none_new();
}

static Ref sort(const Obj arg[])
{
    enum { self, key, reverse };
    bool backwards = false;
    if (arg[reverse] && !object_truth(arg[reverse], &backwards)) return NULL;
    return list_sort((Ref)arg[self], arg[key], backwards) ? none_new() : NULL;
}

static Ref reversed(const Obj arg[])
{
    SequenceIterator *made =
        (SequenceIterator *)sequence_iterator_new(&list_reverse_iterator_type, arg[0]);
    made->index = list_length(arg[0]);
    return &made->head;
}

static Ref class_getitem(const Obj arg[])
{
    enum { cls, item };
    return generic_alias_new(arg[cls], arg[item]);
}

const Method list_methods[] = {
    { "__reversed__(self, /)", reversed, "An iterator over the items from the last one." },
    { "clear(self, /)", clear, "Remove all items." },
    { "copy(self, /)", copy, "A shallow copy." },
    { "append(self, object, /)", append, "Add object at the end." },
    { "insert(self, index, object, /)", insert, "Add object before the index." },
    { "extend(self, iterable, /)", extend, "Add all items of the iterable at the end." },
    { "pop(self, index=-1, /)", pop,
      "Remove and give the item at the index, the last one by default; IndexError if it is not "
      "there." },
    { "remove(self, value, /)", remove_value,
      "Remove the first item equal to value; ValueError if there is none." },
    { "index(self, value, start=0, stop=sys.maxsize, /)", index_of,
      "Position of the first item equal to value; ValueError if there is none." },
    { "count(self, value, /)", count, "How many items equal value." },
    { "reverse(self, /)", reverse, "Turn the order around, in place." },
    { "sort(self, /, *, key=None, reverse=False)", sort,
      "Sort in place, ascending; equal items keep their order. key, if given, is applied to each "
      "item once." },
    { "__class_getitem__(cls, item, /)", class_getitem, "list[int] and the like.", METHOD_CLASS },
    { 0 }
};
