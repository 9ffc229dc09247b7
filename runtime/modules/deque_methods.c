/* runtime/modules/deque_methods.c -- append, popleft, rotate ...   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/modules/deque.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/int.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"

#define SELF(arg) ((Deque *)(arg)[0])

static Ref append(const Obj arg[])
{
    deque_append(SELF(arg), keep(arg[1]));
    return none_new();
}

static Ref append_left(const Obj arg[])
{
    deque_append_left(SELF(arg), keep(arg[1]));
    return none_new();
}

static Ref pop(const Obj arg[])
{
    Ref item = deque_pop(SELF(arg));
    return item ? item : raise_index_error("pop from an empty deque");
}

static Ref pop_left(const Obj arg[])
{
    Ref item = deque_pop_left(SELF(arg));
    return item ? item : raise_index_error("pop from an empty deque");
}

static Ref extend(const Obj arg[])
{
    return deque_extend(SELF(arg), arg[1], false) ? none_new() : NULL;
}

static Ref extend_left(const Obj arg[])
{
    return deque_extend(SELF(arg), arg[1], true) ? none_new() : NULL;
}

static Ref clear(const Obj arg[])
{
    deque_clear(SELF(arg));
    return none_new();
}

static Ref rotate(const Obj arg[])
{
    enum { self, n };
    intptr_t steps = 1;
    if (arg[n] && !argument_to_size(arg[n], &steps)) return NULL;
    deque_rotate(SELF(arg), steps);
    return none_new();
}

static Ref reverse(const Obj arg[])
{
    Deque *d = SELF(arg);
    for (size_t i = 0, k = d->length; i + 1 < k; i++) {
        Ref *a = deque_place(d, i), *b = deque_place(d, --k), held = *a;
        *a = *b;
        *b = held;
    }
    return none_new();
}

/* The first position in [from, to) of an item equal to value; SIZE_MAX: there is none. A deque that
 * == has changed is an error: of the type `changed` whatever == said, else (NULL) a RuntimeError
 * unless == said true. */
static bool find(const Deque *d, Obj value, size_t from, size_t to, size_t *at, Type *changed)
{
    for (*at = from; *at < to && *at < d->length; ++*at) {
        scoped Ref item = keep(*deque_place(d, *at));
        size_t changes = d->changes;
        bool equal;
        if (!objects_equal(item, value, &equal)) return false;
        if (equal && !changed) return true;
        if (d->changes != changes)
            return raise_format(changed ? changed : &runtime_error_type,
                                "deque mutated during iteration");
        if (equal) return true;
    }
    *at = SIZE_MAX;
    return true;
}

static Ref index_of(const Obj arg[])
{
    enum { self, value, start, stop };
    size_t from, to, at, before = SELF(arg)->length;
    if (!sequence_range(arg[start], arg[stop], SELF(arg)->length, &from, &to)) return NULL;
    size_t most = arg[stop] ? SELF(arg)->length : before;
    if (to > most) to = most;
    if (!find(SELF(arg), arg[value], from, to, &at, NULL)) return NULL;
    if (at != SIZE_MAX) return int_new((intptr_t)at);
    return raise_value_error("%R is not in deque", arg[value]);
}

static Ref remove_value(const Obj arg[])
{
    enum { self, value };
    size_t at;
    if (!find(SELF(arg), arg[value], 0, SIZE_MAX, &at, &index_error_type)) return NULL;
    if (at == SIZE_MAX) return raise_value_error("%R is not in deque", arg[value]);
    drop(deque_remove(SELF(arg), at));
    return none_new();
}

static Ref count(const Obj arg[])
{
    enum { self, value };
    intptr_t total = 0;
    size_t at = 0;
    for (;; at++, total++) {
        if (!find(SELF(arg), arg[value], at, SIZE_MAX, &at, &runtime_error_type)) return NULL;
        if (at == SIZE_MAX) return int_new(total);
    }
}

static Ref insert(const Obj arg[])
{
    enum { self, index, value };
    Deque *d = SELF(arg);
    intptr_t at;
    if (!argument_to_size(arg[index], &at)) return NULL;
    if (d->length == (size_t)d->max_length)
        return raise_index_error("deque already at its maximum size");
    intptr_t length = (intptr_t)d->length;
    if (at < 0) at = at + length < 0 ? 0 : at + length;
    deque_insert(d, (size_t)(at > length ? length : at), keep(arg[value]));
    return none_new();
}

static Ref copy(const Obj arg[])
{
    return deque_copy_of_kind(arg[0]);
}

static Ref reversed(const Obj arg[])
{
    return deque_iterator_new(&deque_reverse_iterator_type, arg[0], 0);
}

static Ref reduce(const Obj arg[])
{
    bool found;
    scoped Ref state = call_dunder(arg[0], name___getstate__, NULL, 0, &found);
    scoped Ref iterator = state ? iter_of(arg[0]) : NULL;
    if (!iterator) return NULL;
    scoped Ref limit = int_new(SELF(arg)->max_length), none = tuple_new(0);
    scoped Ref arguments = SELF(arg)->max_length < 0 ? tuple_new(0) : tuple_pack(2, none, limit);
    return tuple_pack(4, (Obj)type_of(arg[0]), arguments, state, iterator);
}

static Ref class_getitem(const Obj arg[])
{
    enum { cls, item };
    return generic_alias_new(arg[cls], arg[item]);
}

static Ref get_maxlen(Obj self)
{
    intptr_t limit = ((const Deque *)self)->max_length;
    return limit < 0 ? none_new() : int_new(limit);
}

const Getter deque_getters[] = {
    { "maxlen", get_maxlen, NULL, "The greatest length, or None." },
    { 0 }
};

const Method deque_methods[] = {
    { "append(self, item, /)", append, "Add an item at the right end." },
    { "appendleft(self, item, /)", append_left, "Add an item at the left end." },
    { "clear(self, /)", clear, "Remove all items." },
    { "__copy__(self, /)", copy, "A shallow copy." },
    { "copy(self, /)", copy, "A shallow copy." },
    { "count(self, value, /)", count, "How many items equal value." },
    { "extend(self, iterable, /)", extend, "Add all items at the right end." },
    { "extendleft(self, iterable, /)", extend_left, "Add all items at the left end, one by one." },
    { "index(self, value, start=, stop=, /)", index_of,
      "Position of the first item equal to value." },
    { "insert(self, index, value, /)", insert, "Add value before the index." },
    { "pop(self, /)", pop, "Remove and give the item at the right end." },
    { "popleft(self, /)", pop_left, "Remove and give the item at the left end." },
    { "__reduce__(self, /)", reduce, "What pickling and copying need." },
    { "remove(self, value, /)", remove_value, "Remove the first item equal to value." },
    { "__reversed__(self, /)", reversed, "An iterator from the right end." },
    { "reverse(self, /)", reverse, "Turn the order around." },
    { "rotate(self, n=1, /)", rotate, "Move n items from the right end to the left one." },
    { "__class_getitem__(cls, item, /)", class_getitem, NULL, METHOD_CLASS },
    { 0 }
};
