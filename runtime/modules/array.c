/* runtime/modules/array.c -- array.array: packed machine numbers.   SPDX-License-Identifier: MIT */
#include "runtime/modules/array.h"
#include "runtime/buffer_holders.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/iterate.h"
#include "runtime/machine.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/startup.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/slice.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

static const char typecodes[] = "bBuwhHiIlLqQfd";

/* --- items --- */

static uint8_t item_size_of(char code)
{
    return code == 'u' || code == 'w' ? 4 : (uint8_t)machine_size(code);
}

Ref array_read(const Array *a, size_t i)
{
    if (!is_text(a)) return machine_read(a->code, array_at(a, i));
    uint32_t point;
    memcpy(&point, array_at(a, i), sizeof point);
    if (point > 0x10ffff)
        return raise_value_error("chr() arg not in range(0x110000)");
    return str_from_char(point);
}

typedef struct Limits { const char *name; intptr_t least, most; } Limits;

static Limits limits_of(char code)
{
    switch (code) {
    case 'b': return (Limits){ "signed char", INT8_MIN, INT8_MAX };
    case 'B': return (Limits){ "unsigned byte integer", 0, UINT8_MAX };
    case 'h': return (Limits){ "signed short integer", INT16_MIN, INT16_MAX };
    case 'H': return (Limits){ "unsigned short", 0, UINT16_MAX };
    default:  return (Limits){ "signed integer", INT32_MIN, INT32_MAX };
    }
}

static bool convert_narrow(char code, Obj value, char item[8])
{
    long number;
    if (!object_to_long(value, &number)) return false;
    Limits limits = limits_of(code);
    // a number too large for what the letter is read as is named after that
    if (code == 'H' && (number < INT32_MIN || number > INT32_MAX)) limits = limits_of('i');
    if (code == 'b' && (number < INT16_MIN || number > INT16_MAX)) limits = limits_of('h');
    if (number < limits.least) return raise_overflow_error("%s is less than minimum", limits.name);
    if (number > limits.most)
        return raise_overflow_error("%s is greater than maximum", limits.name);
    machine_put(code, item, (uint64_t)number);
    return true;
}

static bool convert_unsigned(char code, Obj value, char item[8])
{
    scoped Ref index = object_get_index(value);
    if (!index) return false;
    uint64_t number;
    if (int_sign(index) < 0)
        return raise_overflow_error(code == 'Q' ? "can't convert negative int to unsigned"
                                                : "can't convert negative value to unsigned int");
    if (!int_fits_unsigned(index, &number))
        return raise_overflow_error(code == 'Q' ? "int too big to convert"
                                    : "Python int too large to convert to C unsigned long");
    if (code == 'I' && number > UINT32_MAX)
        return raise_overflow_error("unsigned int is greater than maximum");
    machine_put(code, item, number);
    return true;
}

static bool convert_wide(char code, Obj value, char item[8])
{
    scoped Ref index = object_get_index(value);
    if (!index) return false;
    intptr_t number;
    if (!int_fits(index, &number))
        return raise_overflow_error(code == 'q' ? "int too big to convert"
                                                : "Python int too large to convert to C long");
    machine_put(code, item, (uint64_t)number);
    return true;
}

static bool convert_float(char code, Obj value, char item[8])
{
    double number;
    if (!object_to_double(value, &number)) return false;
    float single = (float)number;
    if (code == 'f') memcpy(item, &single, sizeof single);
    else memcpy(item, &number, sizeof number);
    return true;
}

bool array_convert(const Array *a, Obj value, char item[8])
{
    switch (a->code) {
    case 'u': case 'w':
        if (!is_str(value) || str_length(value) != 1)
            return raise_type_error("array item must be unicode character");
        memcpy(item, &(uint32_t){ str_at(value, 0) }, 4);
        return true;
    case 'I': case 'L': case 'Q': return convert_unsigned(a->code, value, item);
    case 'l': case 'q': return convert_wide(a->code, value, item);
    case 'f': case 'd': return convert_float(a->code, value, item);
    default: return convert_narrow(a->code, value, item);
    }
}

/* --- making and growing --- */

Ref array_new(Type *type, char code, size_t length)
{
    Array *made = (Array *)type_allocate(type, 0);
    made->code = code;
    made->item_size = item_size_of(code);
    made->length = made->capacity = length;
    if (length) made->data = heap_plain(length * made->item_size);
    return &made->head;
}

bool array_resize(Array *a, size_t length)
{
    if (a->exports && length != a->length)
        return raise_held(&a->head, a->exports, "cannot resize an array that is exporting buffers");
    if (length > a->capacity || length < a->capacity / 4) {
        size_t capacity = length ? length + (length >> 3) + (length < 8 ? 3 : 7) : 0;
        if (!heap_fits(capacity, a->item_size)) return false;
        size_t old = a->capacity * a->item_size;
        if (capacity) {
            a->data = heap_plain_resize(a->data, old, capacity * a->item_size);
        } else {
            heap_plain_free(a->data, old);
            a->data = NULL;
        }
        a->capacity = capacity;
    }
    a->length = length;
    return true;
}

bool array_append(Array *a, Obj value)
{
    char item[8];
    if (!array_convert(a, value, item) || !array_resize(a, a->length + 1)) return false;
    memcpy(array_at(a, a->length - 1), item, a->item_size);
    return true;
}

static bool append_item(Obj item, void *context)
{
    return array_append(context, item);
}

bool array_extend(Array *a, Obj iterable)
{
    if (!is_array(iterable)) return iter_each(iterable, append_item, a);
    const Array *other = (const Array *)iterable;
    if (other->code != a->code) return raise_type_error("can only extend with array of same kind");
    size_t before = a->length, count = other->length;
    if (!array_resize(a, before + count)) return false;
    if (count) memcpy(array_at(a, before), other->data, count * a->item_size);
    return true;
}

bool array_append_bytes(Array *a, const char *data, size_t length)
{
    if (length % a->item_size)
        return raise_value_error("bytes length not a multiple of item size");
    size_t before = a->length;
    if (!array_resize(a, before + length / a->item_size)) return false;
    if (length) memcpy(array_at(a, before), data, length);
    return true;
}

void array_append_str(Array *a, Obj text)
{
    size_t before = a->length;
    if (!array_resize(a, before + str_length(text))) return;
    for (size_t i = 0; i < str_length(text); i++)
        memcpy(array_at(a, before + i), &(uint32_t){ str_at(text, i) }, 4);
}

Ref array_text(const Array *a)
{
    if (a->code == 'w')
        return str_decode(a->data ? a->data : "", a->length * a->item_size, "utf-32-le", NULL);
    for (size_t i = 0; i < a->length; i++) {
        uint32_t point = ((const uint32_t *)a->data)[i];
        if (point > 0x10ffff)
            return raise_value_error("character U+%x is not in range [U+0000; U+10ffff]", point);
    }
    return str_from_wide((const uint32_t *)a->data, a->length);
}

// A class on top of list or tuple is not asked for an iterator, but for its items.
static bool fill_by_index(Array *a, Obj sequence)
{
    size_t length;
    if (!object_length(sequence, &length)) return false;
    for (size_t i = 0; i < length; i++) {
        scoped Ref index = small_int((intptr_t)i), item = object_get_item(sequence, index);
        if (!item || !array_append(a, item)) return false;
    }
    return true;
}

static bool fill(Array *a, Obj initial)
{
    if (is_array(initial)) {
        const Array *other = (const Array *)initial;
        if (a->code == other->code || (is_text(a) && is_text(other)))
            return array_append_bytes(a, other->data, other->length * other->item_size);
        return iter_each(initial, append_item, a);
    }
    if (is_bytes(initial))
        return array_append_bytes(a, bytes_data(initial), bytes_length(initial));
    if (is_instance(initial, &bytearray_type)) {
        const ByteArray *octets = (const ByteArray *)initial;
        return array_append_bytes(a, octets->start, octets->length);
    }
    if ((is_list(initial) || is_tuple(initial)) && (type_of(initial)->flags & TYPE_HEAP))
        return fill_by_index(a, initial);
    if (is_str(initial)) {
        array_append_str(a, initial);
        return true;
    }
    return array_extend(a, initial);
}

// What to fill from; what is wrong with it is told before what is wrong with the code.
static Ref source_of(Obj initial, char code)
{
    bool text = code == 'u' || code == 'w';
    if (!text && is_str(initial))
        return raise_type_error("cannot use a str to initialize an array with typecode '%c'", code);
    if (!text && is_array(initial) && is_text((const Array *)initial))
        return raise_type_error("cannot use a unicode array to initialize an array with typecode "
                                "'%c'", code);
    bool itself = is_array(initial) || is_bytes(initial) || is_str(initial)
        || is_list(initial) || is_tuple(initial) || is_instance(initial, &bytearray_type);
    return itself ? keep(initial) : iter_of(initial);
}

bool array_knows(uint32_t letter)
{
    return letter && letter < 128 && strchr(typecodes, (int)letter);
}

Ref array_make(Type *type, char code, Obj initial)
{
    if (code == 'u' && !warn(&deprecation_warning_type, 1, "The 'u' type code is deprecated and "
                               "will be removed in Python 3.16")) return NULL;
    scoped Ref source = initial ? source_of(initial, code) : NULL;
    if (initial && !source) return NULL;
    scoped Ref made = array_new(type, code, 0);
    return !source || fill((Array *)made, source) ? take(&made) : NULL;
}

static Ref array_create(Type *type, const Obj arg[])
{
    enum { args, kwargs };
    size_t count = tuple_length(arg[args]);
    if (type == &array_type && dict_length(arg[kwargs]))
        return raise_type_error("array.array() takes no keyword arguments");
    if (count < 1) return raise_type_error("array() takes at least 1 argument (0 given)");
    if (count > 2) return raise_type_error("array() takes at most 2 arguments (%zu given)", count);
    Obj code = tuple_peek(arg[args], 0);
    if (!is_str(code) || str_length(code) != 1)
        return raise_type_error("array() argument 1 must be a unicode character, not %A", code);
    uint32_t letter = str_at(code, 0);
    scoped Ref source = count > 1 ? source_of(tuple_peek(arg[args], 1), (char)letter) : NULL;
    if (count > 1 && !source) return NULL;
    if (!array_knows(letter))
        return raise_value_error("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    return array_make(type, (char)letter, source);
}

static void array_destroy(Ref self)
{
    Array *a = (Array *)self;
    heap_plain_free(a->data, a->capacity * a->item_size);
}

/* --- slots --- */

static size_t array_bytes(Obj self)
{
    const Array *a = (const Array *)self;
    return type_of(self)->size + a->capacity * a->item_size;
}

static Ref array_repr(Obj self)
{
    const Array *a = (const Array *)self;
    const char *dot = strrchr(type_name(self), '.'), *name = dot ? dot + 1 : type_name(self);
    if (a->length == 0) return str_format("%s('%c')", name, a->code);
    scoped Ref items = is_text(a) ? array_text(a) : list_from(self);
    return items ? str_format("%s('%c', %R)", name, a->code, items) : NULL;
}

static Ref array_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_array(self) || !is_array(other)) return not_implemented();
    const Array *a = (const Array *)self, *b = (const Array *)other;
    bool equality = op == EQUAL || op == NOT_EQUAL;
    if (equality && a->length != b->length) return bool_new(op == NOT_EQUAL);
    bool whole = a->code == b->code && a->code != 'f' && a->code != 'd';
    for (size_t i = 0; i < a->length && i < b->length; i++) {
        if (whole && memcmp(array_at(a, i), array_at(b, i), a->item_size) == 0) continue;
        if (whole && equality) return bool_new(op == NOT_EQUAL);
        if (whole && is_text(a)) {
            int32_t x, y;                               // maybe no characters
            memcpy(&x, array_at(a, i), sizeof x);
            memcpy(&y, array_at(b, i), sizeof y);
            return bool_new(compare_holds(op, (x > y) - (x < y)));
        }
        scoped Ref left = array_read(a, i), right = left ? array_read(b, i) : NULL;
        bool equal;
        if (!right || !compare_truth(left, right, EQUAL, &equal)) return NULL;
        if (!equal) return equality ? bool_new(op == NOT_EQUAL) : compare(left, right, op);
    }
    return bool_new(compare_holds(op, (a->length > b->length) - (a->length < b->length)));
}

static bool array_get_length(Obj self, size_t *length)
{
    *length = ((const Array *)self)->length;
    return true;
}

static Ref array_item(Obj self, intptr_t index)
{
    const Array *a = (const Array *)self;
    if ((size_t)index >= a->length) return raise_index_error("array index out of range");
    return array_read(a, (size_t)index);
}

static bool read_index(Obj key, intptr_t *index)
{
    if (!is_small(key) && !type_of(key)->to_index)
        return raise_type_error("array indices must be integers");
    return object_to_size(key, index, &index_error_type);
}

static Ref array_get_item(Obj self, Obj key)
{
    const Array *a = (const Array *)self;
    intptr_t index;
    if (!is_slice(key)) {
        if (!read_index(key, &index)) return NULL;
        return array_item(self, index < 0 ? index + (intptr_t)a->length : index);
    }
    Span span;
    if (!sequence_unpack(key, &span)) return NULL;
    sequence_clip(&span, a->length);
    Array *made = (Array *)array_new(&array_type, a->code, span.count);
    for (size_t i = 0; i < span.count; i++)
        memcpy(array_at(made, i), array_at(a, (size_t)(span.start + (intptr_t)i * span.step)),
               a->item_size);
    return &made->head;
}

/* self[from:to] = items, of `count` of the same kind. */
static bool splice(Array *a, size_t from, size_t to, const char *items, size_t count)
{
    size_t length = a->length, size = a->item_size;
    if (count > to - from && !array_resize(a, length - (to - from) + count)) return false;
    if (count < to - from && a->exports) return array_resize(a, length - (to - from) + count);
    if (length > to)
        memmove(a->data + (from + count) * size, a->data + to * size, (length - to) * size);
    if (count) memcpy(a->data + from * size, items, count * size);
    return array_resize(a, length - (to - from) + count);
}

static bool set_slice(Array *a, Obj slice, Obj value)
{
    Span span;
    if (!sequence_unpack(slice, &span)) return false;
    if (value && !is_array(value))
        return raise_type_error("can only assign array (not \"%T\") to array slice", value);
    scoped Ref copy = NULL;
    if (value == &a->head) {
        copy = array_new(&array_type, a->code, a->length);
        if (a->length) memcpy(((Array *)copy)->data, a->data, a->length * a->item_size);
        value = copy;
    }
    const Array *other = (const Array *)value;
    if (other && other->code != a->code)
        return raise_type_error("bad argument type for built-in operation");
    sequence_clip(&span, a->length);
    size_t count = other ? other->length : 0, size = a->item_size;
    if (a->exports && (count == 0 || count != span.count)) return array_resize(a, a->length + 1);
    if (span.step == 1)
        return splice(a, (size_t)span.start, (size_t)span.start + span.count,
                      other ? other->data : NULL, count);
    if (other && count != span.count)
        return raise_value_error("attempt to assign array of size %zu to extended slice of size "
                                 "%zu", count, span.count);
    for (size_t i = 0; i < span.count; i++) {
        size_t at = (size_t)(span.start + (intptr_t)i * span.step);
        if (!other && span.step > 0) at -= i;       // those removed before have moved the rest
        if (other) memcpy(array_at(a, at), array_at(other, i), size);
        else if (!splice(a, at, at + 1, NULL, 0)) return false;
    }
    return true;
}

static bool find_place(Array *a, Obj key, size_t *index)
{
    intptr_t at;
    if (!read_index(key, &at)) return false;
    if (at < 0) at += (intptr_t)a->length;
    *index = (size_t)at;
    return *index < a->length || raise_index_error("array assignment index out of range");
}

static bool array_set_item(Ref self, Obj key, Obj value)
{
    Array *a = (Array *)self;
    size_t index;
    char item[8];
    if (is_slice(key)) return set_slice(a, key, value);
    if (!find_place(a, key, &index) || !array_convert(a, value, item)) return false;
    if (index >= a->length) return raise_index_error("array assignment index out of range");
    memcpy(array_at(a, index), item, a->item_size);
    return true;
}

static bool array_delete_item(Ref self, Obj key)
{
    Array *a = (Array *)self;
    size_t index;
    if (is_slice(key)) return set_slice(a, key, NULL);
    return find_place(a, key, &index) && splice(a, index, index + 1, NULL, 0);
}

static bool array_contains(Obj self, Obj item, bool *found)
{
    const Array *a = (const Array *)self;
    *found = false;
    for (size_t i = 0; i < a->length && !*found; i++) {
        scoped Ref candidate = array_read(a, i);
        if (!candidate || !compare_truth(candidate, item, EQUAL, found)) return false;
    }
    return true;
}

static Ref array_concat(Obj self, Obj other)
{
    if (!is_array(other))
        return raise_type_error("can only append array (not \"%T\") to array", other);
    const Array *a = (const Array *)self, *b = (const Array *)other;
    if (a->code != b->code) return raise_type_error("bad argument type for built-in operation");
    Array *made = (Array *)array_new(&array_type, a->code, a->length + b->length);
    if (a->length) memcpy(made->data, a->data, a->length * a->item_size);
    if (b->length) memcpy(array_at(made, a->length), b->data, b->length * b->item_size);
    return &made->head;
}

static Ref array_concat_in_place(Obj self, Obj other)
{
    if (!is_array(other))
        return raise_type_error("can only extend array with array (not \"%T\")", other);
    return array_extend((Array *)self, other) ? keep(self) : NULL;
}

static void repeat_items(Array *to, const Array *from, size_t count, size_t times)
{
    size_t bytes = count * from->item_size;
    for (size_t n = 0; n < times && bytes; n++) memmove(to->data + n * bytes, from->data, bytes);
}

static Ref array_repeat(Obj self, intptr_t times)
{
    const Array *a = (const Array *)self;
    size_t count = times > 0 ? (size_t)times : 0;
    if (!heap_fits(count, a->length * a->item_size)) return NULL;
    Array *made = (Array *)array_new(&array_type, a->code, a->length * count);
    repeat_items(made, a, a->length, count);
    return &made->head;
}

static Ref array_repeat_in_place(Obj self, intptr_t times)
{
    Array *a = (Array *)self;
    size_t count = times > 0 ? (size_t)times : 0, length = a->length;
    if (!heap_fits(count, length * a->item_size)) return NULL;
    if (!array_resize(a, length * count)) return NULL;
    repeat_items(a, a, length, count);
    return keep(self);
}

static bool array_buffer(Obj self, Buffer *view, int flags)
{
    Array *a = (Array *)self;
    static const char formats[] = "b\0B\0h\0H\0i\0I\0l\0L\0q\0Q\0f\0d\0w";
    if (!buffer_fill(view, self, a->data, a->length * a->item_size, false, flags)) return false;
    view->item_size = a->item_size;
    view->shape[0] = (intptr_t)a->length;
    view->strides[0] = a->item_size;
    char code = is_text(a) ? 'w' : a->code;
    for (view->format = formats; *view->format != code; view->format += 2) continue;
    a->exports++;
    return true;
}

static void array_buffer_release(Obj self, Buffer *view)
{
    (void)view;
    ((Array *)self)->exports--;
}

/* --- iterator --- */

typedef struct ArrayIterator { Object head; Ref array; size_t index; } ArrayIterator;

static Ref array_iterate(Obj self)
{
    ArrayIterator *made = (ArrayIterator *)heap_new(&array_iterator_type, sizeof(ArrayIterator));
    made->array = keep(self);
    return &made->head;
}

static void iterator_destroy(Ref self)      { drop_or_null(((ArrayIterator *)self)->array); }

static void iterator_visit(Obj self, Visit visit, void *context)
{
    if (((const ArrayIterator *)self)->array) visit(((const ArrayIterator *)self)->array, context);
}

static Ref iterator_itself(Obj self)        { return keep(self); }

static Ref iterator_next(Obj self)
{
    ArrayIterator *it = (ArrayIterator *)self;
    if (!it->array) return NULL;
    const Array *a = (const Array *)it->array;
    if (it->index < a->length) return array_read(a, it->index++);
    drop(take(&it->array));
    return NULL;
}

static Ref iterator_reduce(const Obj arg[])
{
    const ArrayIterator *it = (const ArrayIterator *)arg[0];
    scoped Ref function = startup_get_builtin("iter");
    if (!function) return NULL;
    scoped Ref array = it->array ? keep(it->array) : tuple_new(0);
    scoped Ref arguments = tuple_pack(1, array);
    if (!it->array) return tuple_pack(2, function, arguments);
    scoped Ref index = int_new((intptr_t)it->index);
    return tuple_pack(3, function, arguments, index);
}

static Ref iterator_set_state(const Obj arg[])
{
    enum { self, state };
    ArrayIterator *it = (ArrayIterator *)arg[self];
    intptr_t index;
    if (!is_int(arg[state])) return raise_type_error("an integer is required");
    if (!object_to_size(arg[state], &index, &overflow_error_type)) return NULL;
    if (!it->array) return none_new();
    size_t length = ((const Array *)it->array)->length;
    it->index = index < 0 ? 0 : (size_t)index > length ? length : (size_t)index;
    return none_new();
}

static const Method iterator_methods[] = {
    { "__reduce__(self, /)", iterator_reduce, "What pickling and copying need." },
    { "__setstate__(self, state, /)", iterator_set_state, "Go on from this position." },
    { 0 }
};

Type array_iterator_type = {
    TYPE_HEADER, .name = "array.arrayiterator", .module = "array", .size = sizeof(ArrayIterator),
    .flags = TYPE_FINAL | TYPE_NO_CREATE, .destroy = iterator_destroy, .visit = iterator_visit,
    .iterate = iterator_itself, .next = iterator_next,
    .methods = iterator_methods,
};

Type array_type = {
    TYPE_HEADER, .name = "array.array", .module = "array", .signature = "array(*args, **kwargs)",
    .doc = "array(typecode [, initializer]) -> array\n\n"
           "A packed sequence of machine numbers, all of the kind that the typecode names:\n"
           "b B h H i I l L q Q integers of 1, 2, 4, 8 and 8 bytes (capitals: unsigned),\n"
           "f d floating point numbers of 4 and 8 bytes, u w characters.",
    .size = sizeof(Array), .flags = TYPE_SEQUENCE | TYPE_WEAKREFS,
    .create = array_create, .destroy = array_destroy, .bytes = array_bytes,
    .repr = array_repr, .hash = hash_unhashable, .compare = array_compare,
    .length = array_get_length, .item = array_item, .get_item = array_get_item,
    .set_item = array_set_item, .delete_item = array_delete_item,
    .contains = array_contains, .iterate = array_iterate,
    .concat = array_concat, .repeat = array_repeat,
    .concat_in_place = array_concat_in_place, .repeat_in_place = array_repeat_in_place,
    .buffer = array_buffer, .buffer_release = array_buffer_release,
    .methods = array_methods, .getters = array_getters,
};
