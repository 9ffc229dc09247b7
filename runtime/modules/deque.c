/* runtime/modules/deque.c -- collections.deque: the ring, its slots and iterators.
 *   SPDX-License-Identifier: MIT */
#include "runtime/modules/deque.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

/* --- the ring --- */

static void grow(Deque *d)
{
    size_t capacity = d->capacity ? d->capacity * 2 : 8;
    Ref *items = heap_scanned(capacity * sizeof(Ref));
    for (size_t i = 0; i < d->length; i++) items[i] = *deque_place(d, i);
    heap_scanned_free(d->items, d->capacity * sizeof(Ref));
    d->items = items;
    d->capacity = capacity;
    d->start = 0;
}

static bool is_full(const Deque *d, intptr_t limit)
{
    return limit >= 0 && d->length >= (size_t)limit;
}

// limit: that of the deque, or what it was when a longer piece of work began
static void append_within(Deque *d, Ref item, intptr_t limit)
{
    if (limit == 0) {
        drop(item);
        return;
    }
    Ref fallen = is_full(d, limit) ? deque_pop_left(d) : NULL;
    if (d->length == d->capacity) grow(d);
    *deque_place(d, d->length++) = item;
    d->changes++;
    drop_or_null(fallen);
}

static void append_left_within(Deque *d, Ref item, intptr_t limit)
{
    if (limit == 0) {
        drop(item);
        return;
    }
    Ref fallen = is_full(d, limit) ? deque_pop(d) : NULL;
    if (d->length == d->capacity) grow(d);
    d->start = (d->start - 1) & (d->capacity - 1);
    d->items[d->start] = item;
    d->length++;
    d->changes++;
    drop_or_null(fallen);
}

void deque_append(Deque *d, Ref item)        { append_within(d, item, d->max_length); }
void deque_append_left(Deque *d, Ref item)   { append_left_within(d, item, d->max_length); }

Ref deque_pop(Deque *d)
{
    if (d->length == 0) return NULL;
    d->changes++;
    return take(deque_place(d, --d->length));
}

Ref deque_pop_left(Deque *d)
{
    if (d->length == 0) return NULL;
    Ref item = take(&d->items[d->start]);
    d->start = (d->start + 1) & (d->capacity - 1);
    d->length--;
    d->changes++;
    return item;
}

void deque_clear(Deque *d)
{
    Deque old = *d;
    d->items = NULL;
    d->length = d->capacity = d->start = 0;
    d->changes++;
    for (size_t i = 0; i < old.length; i++) drop(*deque_place(&old, i));
    heap_scanned_free(old.items, old.capacity * sizeof(Ref));
}

void deque_rotate(Deque *d, intptr_t steps)
{
    if (d->length < 2) return;
    intptr_t length = (intptr_t)d->length;
    steps %= length;
    if (steps > length / 2) steps -= length;
    if (steps < -(length / 2)) steps += length;
    for (; steps > 0; steps--) {
        Ref item = take(deque_place(d, d->length - 1));
        d->start = (d->start - 1) & (d->capacity - 1);
        d->items[d->start] = item;
    }
    for (; steps < 0; steps++) {
        Ref item = take(&d->items[d->start]);
        d->start = (d->start + 1) & (d->capacity - 1);
        *deque_place(d, d->length - 1) = item;
    }
    d->changes++;
}

void deque_insert(Deque *d, size_t at, Ref item)
{
    deque_append(d, item);
    for (size_t i = d->length - 1; i > at; i--) *deque_place(d, i) = *deque_place(d, i - 1);
    *deque_place(d, at) = item;
}

Ref deque_remove(Deque *d, size_t at)
{
    Ref item = *deque_place(d, at);
    for (size_t i = at; i + 1 < d->length; i++) *deque_place(d, i) = *deque_place(d, i + 1);
    *deque_place(d, --d->length) = NULL;
    d->changes++;
    return item;
}

typedef struct Extending { Deque *deque; intptr_t limit; } Extending;

static bool append_item(Obj item, void *context)
{
    const Extending *work = context;
    append_within(work->deque, keep(item), work->limit);
    return true;
}

static bool append_item_left(Obj item, void *context)
{
    const Extending *work = context;
    append_left_within(work->deque, keep(item), work->limit);
    return true;
}

bool deque_extend(Deque *d, Obj iterable, bool left)
{
    scoped Ref snapshot = iterable == &d->head ? list_from(iterable) : keep(iterable);
    Extending work = { d, d->max_length };
    return snapshot && iter_each(snapshot, left ? append_item_left : append_item, &work);
}

/* --- making --- */

static Ref allocate(Type *type)
{
    Deque *made = (Deque *)type_allocate(type, 0);
    made->max_length = -1;
    return &made->head;
}

Ref deque_new(intptr_t max_length)
{
    Ref made = allocate(&deque_type);
    ((Deque *)made)->max_length = max_length;
    return made;
}

Ref deque_copy(Obj self)
{
    const Deque *d = (const Deque *)self;
    Ref made = deque_new(d->max_length);
    for (size_t i = 0; i < d->length; i++)
        deque_append((Deque *)made, keep(*deque_place(d, i)));
    return made;
}

Ref deque_copy_of_kind(Obj self)
{
    Obj type = (Obj)type_of(self);
    if (type == (Obj)&deque_type) return deque_copy(self);
    intptr_t most = ((const Deque *)self)->max_length;
    scoped Ref limit = int_new(most);
    scoped Ref made = most < 0 ? call1(type, self) : call2(type, self, limit);
    if (!made || is_deque(made)) return take(&made);
    return raise_type_error("%N() must return a deque, not %T", type, made);
}

static Ref deque_create(Type *type, const Obj arg[])
{
    (void)arg;
    return allocate(type);
}

static bool deque_init(Ref self, const Obj arg[])
{
    enum { iterable, maxlen };
    Deque *d = (Deque *)self;
    intptr_t limit = -1;
    if (arg[maxlen] && !is_none(arg[maxlen])) {
        if (!is_int(arg[maxlen])) return raise_type_error("an integer is required");
        if (!argument_to_size(arg[maxlen], &limit)) return false;
        if (limit < 0) return raise_value_error("maxlen must be non-negative");
    }
    d->max_length = limit;
    if (d->length) deque_clear(d);
    return !arg[iterable] || deque_extend(d, arg[iterable], false);
}

/* --- slots --- */

static void deque_destroy(Ref self)
{
    deque_clear((Deque *)self);
}

static void deque_visit(Obj self, Visit visit, void *context)
{
    const Deque *d = (const Deque *)self;
    for (size_t i = 0; i < d->length; i++) visit(*deque_place(d, i), context);
}

static size_t deque_bytes(Obj self)
{
    return type_of(self)->size + ((const Deque *)self)->capacity * sizeof(Ref);
}

static const char *short_name(Obj self)
{
    const char *dot = strrchr(type_name(self), '.');
    return dot ? dot + 1 : type_name(self);
}

static Ref deque_repr(Obj self)
{
    const Deque *d = (const Deque *)self;
    if (repr_enter(self)) return str_format("[...]");
    scoped Ref list = list_from(self);
    Ref text = NULL;
    if (list && d->max_length >= 0)
        text = str_format("%s(%R, maxlen=%zd)", short_name(self), list, d->max_length);
    else if (list)
        text = str_format("%s(%R)", short_name(self), list);
    repr_leave(self);
    return text;
}

static Ref deque_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_deque(self) || !is_deque(other)) return not_implemented();
    const Deque *a = (const Deque *)self, *b = (const Deque *)other;
    bool equality = op == EQUAL || op == NOT_EQUAL;
    if (self == other) return bool_new(compare_holds(op, 0));
    if (equality && a->length != b->length) return bool_new(op == NOT_EQUAL);
    for (size_t i = 0; i < a->length && i < b->length; i++) {
        scoped Ref left = keep(*deque_place(a, i)), right = keep(*deque_place(b, i));
        size_t a_changes = a->changes, b_changes = b->changes;
        bool equal;
        if (!objects_equal(left, right, &equal)) return NULL;
        if (!equal) return equality ? bool_new(op == NOT_EQUAL) : compare(left, right, op);
        if (a->changes != a_changes || b->changes != b_changes)
            return raise_runtime_error("deque mutated during iteration");
    }
    return bool_new(compare_holds(op, (a->length > b->length) - (a->length < b->length)));
}

static bool deque_length(Obj self, size_t *length)
{
    *length = ((const Deque *)self)->length;
    return true;
}

static Ref deque_item(Obj self, intptr_t index)
{
    const Deque *d = (const Deque *)self;
    if ((size_t)index >= d->length) return raise_index_error("deque index out of range");
    return keep(*deque_place(d, (size_t)index));
}

static bool find_place(const Deque *d, Obj key, size_t *index)
{
    intptr_t at;
    if (!is_small(key) && !type_of(key)->to_index)
        return raise_type_error("sequence index must be integer, not '%T'", key);
    if (!object_to_size(key, &at, &index_error_type)) return false;
    *index = (size_t)(at < 0 ? at + (intptr_t)d->length : at);
    return *index < d->length || raise_index_error("deque index out of range");
}

static bool deque_set_item(Ref self, Obj key, Obj value)
{
    size_t index;
    if (!find_place((Deque *)self, key, &index)) return false;
    replace(deque_place((Deque *)self, index), keep(value));
    return true;
}

static bool deque_delete_item(Ref self, Obj key)
{
    size_t index;
    if (!find_place((Deque *)self, key, &index)) return false;
    drop(deque_remove((Deque *)self, index));
    return true;
}

static bool deque_contains(Obj self, Obj item, bool *found)
{
    const Deque *d = (const Deque *)self;
    *found = false;
    for (size_t i = 0; i < d->length && !*found; i++) {
        scoped Ref candidate = keep(*deque_place(d, i));
        size_t changes = d->changes;
        if (!objects_equal(candidate, item, found)) return false;
        if (!*found && d->changes != changes) return raise_runtime_error("deque mutated during iteration");
    }
    return true;
}

static Ref deque_iterate(Obj self)
{
    return deque_iterator_new(&deque_iterator_type, self, 0);
}

static Ref deque_concat(Obj self, Obj other)
{
    if (!is_deque(other))
        return raise_type_error("can only concatenate deque (not \"%T\") to deque", other);
    scoped Ref made = deque_copy_of_kind(self);
    return made && deque_extend((Deque *)made, other, false) ? take(&made) : NULL;
}

static Ref deque_concat_in_place(Obj self, Obj other)
{
    return deque_extend((Deque *)self, other, false) ? keep(self) : NULL;
}

static Ref deque_repeat_in_place(Obj self, intptr_t times)
{
    Deque *d = (Deque *)self;
    size_t length = d->length;
    if (times <= 0 || length == 0) {
        deque_clear(d);
        return keep(self);
    }
    if (d->max_length < 0 && !heap_fits((size_t)times, length * sizeof(Ref))) return NULL;
    scoped Ref items = list_from(self);
    if (!items) return NULL;
    if (d->max_length >= 0) {           // more rounds than fill it change nothing
        intptr_t enough = d->max_length / (intptr_t)length + 2;
        if (times > enough) times = enough;
    }
    while (--times > 0)
        for (size_t i = 0; i < length; i++) deque_append(d, keep(list_peek(items, i)));
    return keep(self);
}

static Ref deque_repeat(Obj self, intptr_t times)
{
    scoped Ref made = deque_copy_of_kind(self);
    return made ? deque_repeat_in_place(made, times) : NULL;
}

Type deque_type = {
    TYPE_HEADER, .name = "collections.deque", .module = "collections",
    .create_params = &params_ignored, .init_signature = "deque(iterable=, maxlen=None)",
    .doc = "A list-like sequence that is quick at both ends; with maxlen, the other end falls off.",
    .size = sizeof(Deque), .flags = TYPE_SEQUENCE | TYPE_WEAKREFS,
    .create = deque_create, .init = deque_init,
    .destroy = deque_destroy, .visit = deque_visit, .bytes = deque_bytes,
    .repr = deque_repr, .hash = hash_unhashable, .compare = deque_compare,
    .length = deque_length, .item = deque_item,
    .set_item = deque_set_item, .delete_item = deque_delete_item,
    .contains = deque_contains, .iterate = deque_iterate,
    .concat = deque_concat, .repeat = deque_repeat,
    .concat_in_place = deque_concat_in_place, .repeat_in_place = deque_repeat_in_place,
    .methods = deque_methods, .getters = deque_getters,
};

/* --- iterators --- */

typedef struct DequeIterator {
    Object head;
    Ref deque;
    size_t index, left, changes;
} DequeIterator;

Ref deque_iterator_new(Type *type, Obj deque, size_t skip)
{
    const Deque *d = (const Deque *)deque;
    DequeIterator *made = (DequeIterator *)heap_new(type, sizeof(DequeIterator));
    made->deque = keep(deque);
    made->index = skip < d->length ? skip : d->length;
    made->left = d->length - made->index;
    made->changes = d->changes;
    return &made->head;
}

static Ref iterator_create(Type *type, const Obj arg[])
{
    enum { deque, index };
    intptr_t skip = 0;
    if (!is_deque(arg[deque]))
        return raise_type_error("%s() argument 1 must be collections.deque, not %A",
                                strrchr(type->name, '.') + 1, arg[deque]);
    if (arg[index] && !argument_to_size(arg[index], &skip)) return NULL;
    return deque_iterator_new(type, arg[deque], skip < 0 ? 0 : (size_t)skip);
}

static void iterator_destroy(Ref self)
{
    drop(((DequeIterator *)self)->deque);
}

static void iterator_visit(Obj self, Visit visit, void *context)
{
    visit(((const DequeIterator *)self)->deque, context);
}

static Ref itself(Obj self)     { return keep(self); }

static Ref iterator_next(Obj self)
{
    DequeIterator *it = (DequeIterator *)self;
    const Deque *d = (const Deque *)it->deque;
    bool backwards = it->head.type == &deque_reverse_iterator_type;
    if (backwards && it->left == 0) return NULL;          // this one does not mind any more
    if (it->changes != d->changes) {
        it->left = 0;
        return raise_runtime_error("deque mutated during iteration");
    }
    if (it->left == 0) return NULL;
    it->left--;
    size_t at = it->index++;
    return keep(*deque_place(d, backwards ? d->length - 1 - at : at));
}

static Ref iterator_length_hint(const Obj arg[])
{
    return int_new((intptr_t)((const DequeIterator *)arg[0])->left);
}

static Ref iterator_reduce(const Obj arg[])
{
    const DequeIterator *it = (const DequeIterator *)arg[0];
    scoped Ref index = int_new((intptr_t)(((const Deque *)it->deque)->length - it->left));
    scoped Ref arguments = tuple_pack(2, it->deque, index);
    return tuple_pack(2, (Obj)type_of(arg[0]), arguments);
}

static const Method iterator_methods[] = {
    { "__length_hint__(self, /)", iterator_length_hint, "How many items are left." },
    { "__reduce__(self, /)", iterator_reduce, "What pickling and copying need." },
    { 0 }
};

#define DEQUE_ITERATOR(noun, text) \
    Type noun##_type = { \
        TYPE_HEADER, .name = "collections." text, .module = "collections", \
        .signature = text "(deque, index=0, /)", .size = sizeof(DequeIterator), \
        .flags = TYPE_FINAL, .create = iterator_create, \
        .destroy = iterator_destroy, .visit = iterator_visit, \
        .iterate = itself, .next = iterator_next, .methods = iterator_methods, \
    }
DEQUE_ITERATOR(deque_iterator, "_deque_iterator");
DEQUE_ITERATOR(deque_reverse_iterator, "_deque_reverse_iterator");
