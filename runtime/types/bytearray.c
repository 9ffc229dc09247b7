/* runtime/types/bytearray.c -- bytearray: growing octets.   SPDX-License-Identifier: MIT */
#include "runtime/types/bytearray.h"
#include "runtime/buffer_holders.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/complex.h"
#include "runtime/types/iterators.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/slice.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

static char nothing[1];                     // where an empty one begins

static inline ByteArray *as_array(Obj x) { return (ByteArray *)x; }

static Ref bytearray_create(Type *type, const Obj arg[])
{
    (void)arg;
    Ref made = type_allocate(type, 0);
    as_array(made)->start = nothing;
    return made;
}

/* Room for `length` octets and a 0, keeping what is there; some more if it grows. */
static void set_length(ByteArray *a, size_t length)
{
    size_t before = a->block ? (size_t)(a->start - a->block) : 0;
    bool roomy = before + length < a->capacity;
    if (!roomy || length < a->capacity / 4) {
        size_t capacity = length + 1 + (roomy || length <= a->length ? 0 : length / 8 + 8);
        size_t kept = length < a->length ? length : a->length;
        if (before) memmove(a->block, a->start, kept);
        a->block = a->start = heap_plain_resize(a->block, a->capacity, capacity);
        a->capacity = capacity;
    }
    a->length = length;
    a->start[length] = 0;
}

static bool resizable(Ref self)
{
    if (as_array(self)->exports == 0) return true;
    return raise_held(self, as_array(self)->exports,
                      "Existing exports of data: object cannot be re-sized");
}

bool bytearray_resize(Ref self, size_t length)
{
    ByteArray *a = as_array(self);
    if (length == a->length) return true;
    if (!resizable(self)) return false;
    if (length > a->length && !heap_fits(length, 1)) return false;
    set_length(a, length);
    return true;
}

Ref bytearray_from(const void *data, size_t length)
{
    Ref made = bytearray_create(&bytearray_type, NULL);
    if (length == 0) return made;
    set_length(as_array(made), length);
    memcpy(as_array(made)->start, data, length);
    return made;
}

/* Puts `length` octets in the place of those from..to. */
static bool bytearray_put(Ref self, size_t from, size_t to, const char *data, size_t length)
{
    ByteArray *a = as_array(self);
    size_t old = a->length, tail = old - to, grown = from + length + tail;
    if (grown == old) {
        if (length) memmove(a->start + from, data, length);
        return true;
    }
    if (!resizable(self)) return false;
    if (from == 0 && length == 0 && tail) {               // taken off the front: nothing moves
        a->start += to;
        a->length = tail;
        return true;
    }
    if (grown > old && !heap_fits(grown, 1)) return false;
    if (grown < old) memmove(a->start + from + length, a->start + to, tail);
    set_length(a, grown);
    if (grown > old) memmove(a->start + from + length, a->start + to, tail);
    if (length) memcpy(a->start + from, data, length);
    return true;
}

static bool append_octet(Ref self, uint8_t octet)
{
    size_t length = as_array(self)->length;
    if (!bytearray_resize(self, length + 1)) return false;
    ((uint8_t *)as_array(self)->start)[length] = octet;
    return true;
}

static bool append_item(Obj item, void *self)
{
    uint8_t octet;
    return octet_from(item, "byte", &octet) && append_octet(self, octet);
}

/* Takes over what was collected, instead of the nothing that it holds. */
static void adopt(ByteArray *a, OctetWriter *w)
{
    if (a->block) heap_plain_free(a->block, a->capacity);
    a->length = w->length;
    a->capacity = w->length + 1;
    a->block = a->start = heap_plain_resize(w->data, w->capacity, a->capacity);
    a->start[a->length] = 0;
    *w = (OctetWriter){ 0 };
}

static bool bytearray_init(Ref self, const Obj arg[])
{
    enum { source };
    bool done;
    scoped_writer OctetWriter w = { 0 };
    const char *how, *policy;
    if (!octets_words(arg, "bytearray", &how, &policy) || !bytearray_resize(self, 0)) return false;
    if (!octets_from_source(arg, how, policy, &w, &done)) return false;
    if (!done && is_iterable(arg[source]) && !object_has_buffer(arg[source]))
        return iter_each(arg[source], append_item, self);
    if (!done && !octets_write_object(&w, arg[source], "byte",
                                      "cannot convert '%T' object to bytearray")) return false;
    if (w.length) adopt(as_array(self), &w);
    return true;
}

static void bytearray_destroy(Ref self)
{
    ByteArray *a = as_array(self);
    if (a->block) heap_plain_free(a->block, a->capacity);
    a->block = NULL;
    a->start = nothing;
    a->length = a->capacity = 0;
}

/* --- slots --- */

static Ref bytearray_repr(Obj self)
{
    scoped Ref inside = bytes_repr_escaping(as_array(self)->start, as_array(self)->length, true);
    return str_format("%T(%S)", self, inside);
}

static Ref bytearray_str(Obj self)
{
    return bytearray_repr(self);
}

static Ref bytearray_compare(Obj self, Obj other, CompareOp op)
{
    if (!object_has_buffer(other)) return not_implemented();
    scoped_octets Octets right = { 0 };
    if (!octets_read(other, &right)) return NULL;
    Points left = octets_of(self);
    size_t shared = left.length < right.length ? left.length : right.length;
    intptr_t order = shared ? memcmp(left.data, right.data, shared) : 0;
    if (order == 0) order = left.length < right.length ? -1 : left.length > right.length;
    return bool_new(compare_holds(op, order));
}

static bool bytearray_length(Obj self, size_t *length)
{
    *length = as_array(self)->length;
    return true;
}

static Ref bytearray_item(Obj self, intptr_t index)
{
    if (index < 0 || (size_t)index >= as_array(self)->length) {
        return raise_index_error("bytearray index out of range");
    }
    return small_int((uint8_t)as_array(self)->start[index]);
}

static bool index_from(Obj self, Obj key, intptr_t *index)
{
    if (is_small(key)) {
        *index = small_value(key);
    } else if (!type_of(key)->to_index) {
        return raise_type_error("bytearray indices must be integers or slices, not %T", key);
    } else if (!object_to_size(key, index, &index_error_type)) {
        return false;
    }
    if (*index < 0) *index += (intptr_t)as_array(self)->length;
    return true;
}

static Ref bytearray_get_item(Obj self, Obj key)
{
    intptr_t index;
    if (is_slice(key)) return octets_get_span(self, key);
    return index_from(self, key, &index) ? bytearray_item(self, index) : NULL;
}

/* Removes the octets of a slice whose step is not 1. */
static bool delete_steps(Ref self, Span span)
{
    if (!resizable(self)) return false;
    ByteArray *a = as_array(self);
    if (span.step < 0) {
        span.start += (intptr_t)(span.count - 1) * span.step;
        span.step = -span.step;
    }
    size_t to = (size_t)span.start, next = to, left = span.count;
    for (size_t i = to; i < a->length; i++) {
        if (left && i == next) {
            next += (size_t)span.step;
            left--;
        } else {
            a->start[to++] = a->start[i];
        }
    }
    set_length(a, to);
    return true;
}

static bool set_span(Ref self, Span span, const char *data, size_t length)
{
    sequence_clip(&span, as_array(self)->length);
    if (span.step == 1) {
        size_t from = (size_t)span.start;
        return bytearray_put(self, from, from + span.count, data, length);
    }
    if (length == 0 && span.count) return delete_steps(self, span);
    if (length != span.count) {
        return raise_value_error("attempt to assign bytes of size %zu to extended slice "
                                 "of size %zu", length, span.count);
    }
    for (size_t i = 0; i < span.count; i++) {
        as_array(self)->start[span.start + (intptr_t)i * span.step] = data[i];
    }
    return true;
}

static bool is_number(Obj x)
{
    const Type *type = type_of(x);
    return type->to_index || type->to_int || type->to_float || is_instance(x, &complex_type);
}

static bool set_slice(Ref self, Obj slice, Obj value)
{
    Span span;
    if (!sequence_unpack(slice, &span)) return false;
    if (value != self && type_is_subtype_flag(value, TYPE_BYTEARRAY))
        return set_span(self, span, as_array(value)->start, as_array(value)->length);
    if (is_number(value) || is_str(value))
        return raise_type_error("can assign only bytes, buffers, or iterables of ints in "
                                "range(0, 256)");
    scoped_writer OctetWriter w = { 0 };
    return octets_write_object(&w, value, "byte", "cannot convert '%T' object to bytearray")
        && sequence_unpack(slice, &span) && set_span(self, span, w.data, w.length);
}

static bool delete_slice(Ref self, Obj slice)
{
    Span span;
    return sequence_unpack(slice, &span) && set_span(self, span, NULL, 0);
}

static bool bytearray_set_item(Ref self, Obj key, Obj value)
{
    intptr_t index;
    uint8_t octet;
    if (is_slice(key)) return set_slice(self, key, value);
    if (!index_from(self, key, &index)) return false;
    if (!octet_from(value, "byte", &octet)) return false;
    if (index < 0 || (size_t)index >= as_array(self)->length) {
        return raise_index_error("bytearray index out of range");
    }
    ((uint8_t *)as_array(self)->start)[index] = octet;
    return true;
}

static bool bytearray_delete_item(Ref self, Obj key)
{
    intptr_t index;
    if (is_slice(key)) return delete_slice(self, key);
    if (!index_from(self, key, &index)) return false;
    if (index < 0 || (size_t)index >= as_array(self)->length) {
        return raise_index_error("bytearray index out of range");
    }
    return bytearray_put(self, (size_t)index, (size_t)index + 1, NULL, 0);
}

static Ref bytearray_iterate(Obj self)
{
    return sequence_iterator_new(&bytearray_iterator_type, self);
}

static bool append_object(Ref self, Obj other)
{
    scoped_octets Octets octets = { 0 };
    if (!object_has_buffer(other) || !octets_read(other, &octets)) {
        error_clear();
        return raise_type_error("can't concat %T to %T", other, self);
    }
    if (other == self && as_array(self)->length) {        // it would be read while it grows
        return raise_held(self, 1, "Existing exports of data: object cannot be re-sized");
    }
    size_t end = as_array(self)->length;
    return bytearray_put(self, end, end, octets.data, octets.length);
}

static Ref bytearray_concat(Obj self, Obj other)
{
    if (!object_has_buffer(other))
        return raise_type_error("can't concat %T to %T", other, self);
    scoped Ref sum = bytearray_from(as_array(self)->start, as_array(self)->length);
    return append_object(sum, other) ? take(&sum) : NULL;
}

static Ref bytearray_concat_in_place(Obj self, Obj other)
{
    return append_object((Ref)self, other) ? keep(self) : NULL;
}

static bool repeat_octets(Ref self, intptr_t times)
{
    ByteArray *a = as_array(self);
    size_t length = a->length, total;
    if (times < 0) times = 0;
    if (__builtin_mul_overflow(length, (size_t)times, &total)) return raise_no_memory();
    if (!bytearray_resize(self, total)) return false;
    for (size_t done = length; done < total; done += length) {
        memcpy(a->start + done, a->start, length);
    }
    return true;
}

static Ref bytearray_repeat(Obj self, intptr_t times)
{
    scoped Ref result = bytearray_from(as_array(self)->start, as_array(self)->length);
    return repeat_octets(result, times) ? take(&result) : NULL;
}

static Ref bytearray_repeat_in_place(Obj self, intptr_t times)
{
    return repeat_octets((Ref)self, times) ? keep(self) : NULL;
}

static bool bytearray_buffer(Obj self, Buffer *view, int flags)
{
    ByteArray *a = as_array(self);
    if (!buffer_fill(view, self, a->start, a->length, false, flags)) return false;
    a->exports++;
    return true;
}

static void bytearray_buffer_release(Obj self, Buffer *view)
{
    (void)view;
    as_array(self)->exports--;
}

static Ref bytearray_modulo(Obj left, Obj right)
{
    bool mine = type_of(left)->flags & TYPE_BYTEARRAY;
    return mine ? format_percent_bytes(left, right, true) : not_implemented();
}

static size_t bytearray_bytes(Obj self)
{
    return sizeof(ByteArray) + as_array(self)->capacity;
}

/* --- methods --- */

static Ref bytearray_append(const Obj arg[])
{
    uint8_t octet;
    if (!octet_from(arg[1], "byte", &octet)) return NULL;
    return append_octet((Ref)arg[0], octet) ? none_new() : NULL;
}

static Ref bytearray_clear(const Obj arg[])
{
    return bytearray_resize((Ref)arg[0], 0) ? none_new() : NULL;
}

static Ref bytearray_copy(const Obj arg[])
{
    return bytearray_from(as_array(arg[0])->start, as_array(arg[0])->length);
}

static Ref bytearray_extend(const Obj arg[])
{
    enum { self, iterable };
    if (is_str(arg[iterable])) {
        return raise_type_error("expected iterable of integers; got: 'str'");
    }
    scoped_writer OctetWriter w = { 0 };
    scoped_octets Octets octets = { 0 };
    if (object_has_buffer(arg[iterable]) && !octets_read(arg[iterable], &octets)) {
        error_clear();
        return raise_type_error("can't set bytearray slice from %T", arg[iterable]);
    }
    size_t end = as_array(arg[self])->length;
    if (octets.data && arg[iterable] != arg[self]) {      // a view on self forbids that it grows
        return bytearray_put((Ref)arg[self], end, end, octets.data, octets.length) ? none_new() : NULL;
    }
    size_t hint;
    if (is_iterable(arg[iterable]) && !iter_length_hint(arg[iterable], 32, &hint)) return NULL;
    if (!octets_write_object(&w, arg[iterable], "byte", "can't extend bytearray with %T")) {
        return NULL;
    }
    octets_release(&octets);
    end = as_array(arg[self])->length;
    return bytearray_put((Ref)arg[self], end, end, w.data, w.length) ? none_new() : NULL;
}

static Ref bytearray_insert(const Obj arg[])
{
    enum { self, index, item };
    intptr_t at;
    uint8_t octet;
    if (!argument_to_size(arg[index], &at)) return NULL;
    if (!octet_from(arg[item], "byte", &octet)) return NULL;
    intptr_t length = (intptr_t)as_array(arg[self])->length;
    if (at < 0) at = at + length < 0 ? 0 : at + length;
    if (at > length) at = length;
    bool good = bytearray_put((Ref)arg[self], (size_t)at, (size_t)at, (const char *)&octet, 1);
    return good ? none_new() : NULL;
}

static Ref bytearray_pop(const Obj arg[])
{
    enum { self, index };
    intptr_t at = -1;
    if (arg[index] && !argument_to_size(arg[index], &at)) return NULL;
    intptr_t length = (intptr_t)as_array(arg[self])->length;
    if (length == 0) return raise_index_error("pop from empty bytearray");
    if (at < 0) at += length;
    if (at < 0 || at >= length) return raise_index_error("pop index out of range");
    uint8_t octet = ((uint8_t *)as_array(arg[self])->start)[at];
    if (!bytearray_put((Ref)arg[self], (size_t)at, (size_t)at + 1, NULL, 0)) return NULL;
    return small_int(octet);
}

static Ref bytearray_remove(const Obj arg[])
{
    enum { self, value };
    uint8_t octet;
    if (!octet_from(arg[value], "byte", &octet)) return NULL;
    intptr_t at = points_find_one(octets_of(arg[self]), octet, false);
    if (at < 0) return raise_value_error("value not found in bytearray");
    bool good = bytearray_put((Ref)arg[self], (size_t)at, (size_t)at + 1, NULL, 0);
    return good ? none_new() : NULL;
}

static Ref bytearray_reverse(const Obj arg[])
{
    ByteArray *a = as_array(arg[0]);
    for (size_t i = 0, j = a->length; i + 1 < j; i++) {
        char c = a->start[i];
        a->start[i] = a->start[--j];
        a->start[j] = c;
    }
    return none_new();
}

static Ref bytearray_alloc(const Obj arg[])
{
    return int_new((intptr_t)as_array(arg[0])->capacity);
}

/* How to make it again: from text in Latin-1, or from bytes where the protocol knows them. */
static Ref reduced(Obj self, bool from_bytes)
{
    ByteArray *a = as_array(self);
    scoped Ref content = from_bytes ? bytes_from(a->start, a->length)
                                    : str_from_latin1((const uint8_t *)a->start, a->length);
    scoped Ref encoding = str_from_text("latin-1");
    scoped Ref args = a->length == 0 ? tuple_pack(0)
                    : from_bytes ? tuple_pack(1, content) : tuple_pack(2, content, encoding);
    bool found;
    scoped Ref state = call_dunder(self, name___getstate__, NULL, 0, &found);
    return state ? tuple_pack(3, (Obj)&type_of(self)->head, args, state) : NULL;
}

static Ref bytearray_reduce(const Obj arg[])
{
    return reduced(arg[0], false);
}

static Ref bytearray_reduce_ex(const Obj arg[])
{
    int protocol = 0;
    if (arg[1] && !argument_to_int(arg[1], &protocol)) return NULL;
    return reduced(arg[0], protocol >= 3);
}

static const Method bytearray_methods[] = {
#include "runtime/types/octets_methods.def"
    { "append(self, item, /)", bytearray_append, "Adds an integer 0..255 at the end." },
    { "clear(self, /)", bytearray_clear, "Removes all." },
    { "copy(self, /)", bytearray_copy, "Another bytearray with the same octets." },
    { "extend(self, iterable_of_ints, /)", bytearray_extend, "Adds octets at the end." },
    { "insert(self, index, item, /)", bytearray_insert, "Puts an integer 0..255 before index." },
    { "pop(self, index=-1, /)", bytearray_pop, "Removes the octet at index and returns it." },
    { "remove(self, value, /)", bytearray_remove, "Removes the first such octet." },
    { "reverse(self, /)", bytearray_reverse, "Reverses in place." },
    { "__alloc__(self, /)", bytearray_alloc, "Number of octets there is room for." },
    { "__reduce__(self, /)", bytearray_reduce, NULL },
    { "__reduce_ex__(self, proto=0, /)", bytearray_reduce_ex, NULL },
    { 0 }
};

Type bytearray_type = {
    TYPE_HEADER, .name = "bytearray", .size = sizeof(ByteArray),
    .flags = TYPE_BYTEARRAY | TYPE_MATCH_SELF,
    .doc = "bytearray(octets) -> bytearray\nbytearray(text, encoding[, errors]) -> bytearray\n"
           "bytearray(length) -> that many zeros\nbytearray() -> an empty one\n\n"
           "Octets that can be changed: a sequence of integers 0..255. `octets` is a bytes-like\n"
           "object or an iterable of such integers.",
    .signature = "bytearray(*args, **kwargs)",
    .init_signature = "bytearray(source=b'', encoding='utf-8', errors='strict')",
    .create = bytearray_create, .init = bytearray_init,
    .destroy = bytearray_destroy, .bytes = bytearray_bytes,
    .methods = bytearray_methods, .repr = bytearray_repr, .str = bytearray_str,
    .hash = hash_unhashable, .compare = bytearray_compare,
    .length = bytearray_length, .item = bytearray_item, .get_item = bytearray_get_item,
    .set_item = bytearray_set_item, .delete_item = bytearray_delete_item,
    .contains = octets_contain, .iterate = bytearray_iterate,
    .concat = bytearray_concat, .repeat = bytearray_repeat,
    .concat_in_place = bytearray_concat_in_place, .repeat_in_place = bytearray_repeat_in_place,
    .buffer = bytearray_buffer, .buffer_release = bytearray_buffer_release,
    .binary = { [OP_MODULO] = bytearray_modulo },
};
