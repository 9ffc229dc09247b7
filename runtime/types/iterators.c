/* runtime/types/iterators.c -- iterators by position over list, tuple, str, bytes, bytearray,
 * memoryview and whatever has __getitem__; iter(f, sentinel).   SPDX-License-Identifier: MIT */
#include "runtime/types/iterators.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap_fast.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

Ref sequence_iterator_new(Type *type, Obj sequence)
{
    bool text = type == &str_iterator_type && is_exact_str(sequence);
    if (text && str_is_ascii(sequence)) type = &str_ascii_iterator_type;
    SequenceIterator *made = (SequenceIterator *)heap_fast_new(type, sizeof(SequenceIterator));
    made->sequence = keep(sequence);
    return &made->head;
}

Ref getitem_iterator_new(Obj object)
{
    return sequence_iterator_new(&sequence_iterator_type, object);
}

static void iterator_destroy(Ref self)
{
    drop_or_null(((SequenceIterator *)self)->sequence);
}

static void iterator_visit(Obj self, Visit visit, void *context)
{
    const SequenceIterator *it = (const SequenceIterator *)self;
    if (it->sequence) visit(it->sequence, context);
}

static Ref itself(Obj self)     { return keep(self); }

static Ref exhausted(SequenceIterator *it)
{
    if (it->sequence) drop(take(&it->sequence));
    return NULL;
}

/* --- next --- */

static Ref list_iterator_next(Obj self)
{
    SequenceIterator *it = (SequenceIterator *)self;
    if (unlikely(!it->sequence)) return NULL;
    if (it->index < list_length(it->sequence)) return keep(list_peek(it->sequence, it->index++));
    return exhausted(it);
}

static Ref tuple_iterator_next(Obj self)
{
    SequenceIterator *it = (SequenceIterator *)self;
    if (unlikely(!it->sequence)) return NULL;
    if (it->index < tuple_length(it->sequence))
        return keep(tuple_peek(it->sequence, it->index++));
    return exhausted(it);
}

// Here index is the number of items that are left.
static Ref list_reverse_iterator_next(Obj self)
{
    SequenceIterator *it = (SequenceIterator *)self;
    if (it->sequence && it->index > 0 && it->index <= list_length(it->sequence))
        return keep(list_peek(it->sequence, --it->index));
    return it->index ? exhausted(it) : NULL;              // at its end, __setstate__ revives it
}

static Ref str_iterator_next(Obj self)
{
    SequenceIterator *it = (SequenceIterator *)self;
    if (it->sequence && it->index < str_length(it->sequence))
        return str_from_char(str_at(it->sequence, it->index++));
    return exhausted(it);
}

static Ref str_ascii_iterator_next(Obj self)
{
    SequenceIterator *it = (SequenceIterator *)self;
    if (it->sequence && it->index < str_length(it->sequence))
        return str_from_char(((const uint8_t *)str_data(it->sequence))[it->index++]);
    return exhausted(it);
}

static Ref bytes_iterator_next(Obj self)
{
    SequenceIterator *it = (SequenceIterator *)self;
    if (it->sequence && it->index < bytes_length(it->sequence))
        return small_int((unsigned char)bytes_data(it->sequence)[it->index++]);
    return exhausted(it);
}

static Ref bytearray_iterator_next(Obj self)
{
    SequenceIterator *it = (SequenceIterator *)self;
    const ByteArray *octets = (const ByteArray *)it->sequence;
    if (octets && it->index < octets->length)
        return small_int((unsigned char)octets->start[it->index++]);
    return exhausted(it);
}

static Ref sequence_iterator_next(Obj self)
{
    SequenceIterator *it = (SequenceIterator *)self;
    if (!it->sequence) return NULL;
    if (it->index == (size_t)INTPTR_MAX) return raise_overflow_error("iter index too large");
    scoped Ref sequence = keep(it->sequence);
    Ref item = object_get_item_at(sequence, (intptr_t)it->index);
    if (item) {
        it->index++;
        return item;
    }
    if (error_clear_if(&index_error_type) || error_clear_if(&stop_iteration_type))
        exhausted(it);
    return NULL;
}

/* --- methods --- */

/* What the iterator itself goes by: a __len__ of a subclass is not asked. */
static bool own_length(const SequenceIterator *it, size_t *length)
{
    const Type *type = it->head.type;
    Obj sequence = it->sequence;
    if (type == &list_iterator_type || type == &list_reverse_iterator_type)
        *length = list_length(sequence);
    else if (type == &tuple_iterator_type) *length = tuple_length(sequence);
    else if (type == &str_iterator_type || type == &str_ascii_iterator_type)
        *length = str_length(sequence);
    else if (type == &bytes_iterator_type) *length = bytes_length(sequence);
    else if (type == &bytearray_iterator_type) *length = ((const ByteArray *)sequence)->length;
    else return object_length(sequence, length);
    return true;
}

static bool items_left(const SequenceIterator *it, size_t *left)
{
    *left = 0;
    if (!it->sequence) return true;
    size_t length;
    if (!own_length(it, &length)) return false;
    if (it->head.type == &list_reverse_iterator_type)
        *left = it->index <= length ? it->index : 0;
    else if (it->index < length)
        *left = length - it->index;
    return true;
}

static Ref length_hint(const Obj arg[])
{
    const SequenceIterator *it = (const SequenceIterator *)arg[0];
    if (it->sequence && !type_of(it->sequence)->length) return not_implemented();
    size_t left;
    return items_left(it, &left) ? int_new((intptr_t)left) : NULL;
}

// An empty sequence for an exhausted iterator to start over from.
static Ref nothing(const Type *type)
{
    if (type == &str_iterator_type || type == &str_ascii_iterator_type) return str_empty();
    if (type == &list_iterator_type || type == &list_reverse_iterator_type) return list_new(0);
    return tuple_new(0);
}

static Ref reduce(const Obj arg[])
{
    const SequenceIterator *it = (const SequenceIterator *)arg[0];
    bool backwards = it->head.type == &list_reverse_iterator_type;
    scoped Ref function = startup_get_builtin(backwards ? "reversed" : "iter");
    if (!function) return NULL;
    if (!it->sequence || (backwards && it->index == 0)) {
        scoped Ref empty = nothing(it->head.type);
        scoped Ref arguments = tuple_pack(1, empty);
        return tuple_pack(2, function, arguments);
    }
    scoped Ref arguments = tuple_pack(1, it->sequence);
    scoped Ref index = int_new((intptr_t)it->index - (backwards ? 1 : 0));
    return tuple_pack(3, function, arguments, index);
}

static Ref set_state(const Obj arg[])
{
    enum { self, state };
    SequenceIterator *it = (SequenceIterator *)arg[self];
    intptr_t index;
    if (!is_int(arg[state])) return raise_type_error("an integer is required");
    if (!argument_to_size(arg[state], &index)) return NULL;
    if (!it->sequence) return none_new();
    size_t length = SIZE_MAX;
    if (type_of(it->sequence)->length && it->head.type != &sequence_iterator_type
        && !own_length(it, &length)) return NULL;
    if (it->head.type == &list_reverse_iterator_type) index++;
    it->index = index < 0 ? 0 : (size_t)index > length ? length : (size_t)index;
    return none_new();
}

static const Method iterator_methods[] = {
    { "__length_hint__(self, /)", length_hint, "How many items are probably left." },
    { "__reduce__(self, /)", reduce, "What pickling and copying need." },
    { "__setstate__(self, state, /)", set_state, "Go on from this position." },
    { 0 }
};

#define SEQUENCE_ITERATOR(noun, text) \
    Type noun##_type = { \
        TYPE_HEADER, .name = text, .size = sizeof(SequenceIterator), \
        .flags = TYPE_FINAL | TYPE_NO_CREATE, \
        .destroy = iterator_destroy, .visit = iterator_visit, \
        .iterate = itself, .next = noun##_next, .methods = iterator_methods, \
    }
SEQUENCE_ITERATOR(list_iterator, "list_iterator");
SEQUENCE_ITERATOR(list_reverse_iterator, "list_reverseiterator");
SEQUENCE_ITERATOR(tuple_iterator, "tuple_iterator");
SEQUENCE_ITERATOR(str_iterator, "str_iterator");
SEQUENCE_ITERATOR(str_ascii_iterator, "str_ascii_iterator");
SEQUENCE_ITERATOR(bytes_iterator, "bytes_iterator");
SEQUENCE_ITERATOR(bytearray_iterator, "bytearray_iterator");
SEQUENCE_ITERATOR(sequence_iterator, "iterator");

/* --- iter(callable, sentinel) --- */

typedef struct CallableIterator { Object head; Ref callable, sentinel; } CallableIterator;

Ref callable_iterator_new(Obj callable, Obj sentinel)
{
    CallableIterator *made =
        (CallableIterator *)heap_fast_new(&callable_iterator_type, sizeof(CallableIterator));
    made->callable = keep(callable);
    made->sentinel = keep(sentinel);
    return &made->head;
}

static void callable_iterator_finish(CallableIterator *it)
{
    if (it->callable) drop(take(&it->callable));
    if (it->sentinel) drop(take(&it->sentinel));
}

static void callable_iterator_destroy(Ref self)
{
    callable_iterator_finish((CallableIterator *)self);
}

static void callable_iterator_visit(Obj self, Visit visit, void *context)
{
    const CallableIterator *it = (const CallableIterator *)self;
    if (it->callable) visit(it->callable, context);
    if (it->sentinel) visit(it->sentinel, context);
}

static Ref callable_iterator_next(Obj self)
{
    CallableIterator *it = (CallableIterator *)self;
    if (!it->callable) return NULL;
    scoped Ref callable = keep(it->callable);
    scoped Ref item = call0(callable);
    if (!item) {
        if (error_clear_if(&stop_iteration_type)) callable_iterator_finish(it);
        return NULL;
    }
    if (!it->sentinel) return NULL;     // the call used the iterator up
    scoped Ref sentinel = keep(it->sentinel);
    bool equal;
    if (!objects_equal(sentinel, item, &equal)) return NULL;
    if (!equal) return take(&item);
    callable_iterator_finish(it);
    return NULL;
}

static Ref callable_iterator_reduce(const Obj arg[])
{
    const CallableIterator *it = (const CallableIterator *)arg[0];
    scoped Ref function = startup_get_builtin("iter");
    if (!function) return NULL;
    scoped Ref empty = it->callable ? NULL : tuple_new(0);
    scoped Ref arguments = it->callable ? tuple_pack(2, it->callable, it->sentinel)
                                        : tuple_pack(1, empty);
    return tuple_pack(2, function, arguments);
}

static const Method callable_iterator_methods[] = {
    { "__reduce__(self, /)", callable_iterator_reduce, "What pickling and copying need." },
    { 0 }
};

Type callable_iterator_type = {
    TYPE_HEADER, .name = "callable_iterator", .size = sizeof(CallableIterator),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = callable_iterator_destroy, .visit = callable_iterator_visit,
    .iterate = itself, .next = callable_iterator_next, .methods = callable_iterator_methods,
};
