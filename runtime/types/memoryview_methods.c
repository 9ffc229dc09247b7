/* runtime/types/memoryview_methods.c -- cast, tolist, tobytes, comparison, attributes.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/memoryview_methods.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/machine.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

#define VIEW(x) (&((MemoryView *)(x))->view)

/* --- to other things --- */

Ref memoryview_to_bytes(const Buffer *view, char order)
{
    if (buffer_is_contiguous(view, order == 'A' ? 'C' : order)
        || (order == 'A' && buffer_is_contiguous(view, 'F')))
        return bytes_from(view->data, view->length);
    Ref made = bytes_new(view->length);
    if (order != 'F') {
        buffer_copy(view, (char *)bytes_data(made));
        return made;
    }
    Buffer turned = *view;
    intptr_t shape[BUFFER_MAX_DIMENSIONS], strides[BUFFER_MAX_DIMENSIONS];
    for (int i = 0; i < view->dimensions; i++) {
        shape[i] = view->shape[view->dimensions - 1 - i];
        strides[i] = view->strides[view->dimensions - 1 - i];
    }
    turned.shape = shape;
    turned.strides = strides;
    buffer_copy(&turned, (char *)bytes_data(made));
    return made;
}

static Ref to_bytes(const Obj arg[])
{
    enum { self, order };
    char letter = 'C';
    if (arg[order] && !is_none(arg[order])) {
        if (!is_str(arg[order]))
            return raise_type_error("tobytes() argument 'order' must be str or None, not %A",
                                    arg[order]);
        uint32_t point = str_length(arg[order]) == 1 ? str_at(arg[order], 0) : 0;
        if (point != 'C' && point != 'F' && point != 'A')
            return raise_value_error("order must be 'C', 'F' or 'A'");
        letter = (char)point;
    }
    return memoryview_check(arg[self]) ? memoryview_to_bytes(VIEW(arg[self]), letter) : NULL;
}

static Ref list_along(const MemoryView *m, int dimension, const char *at)
{
    const Buffer *view = &m->view;
    if (dimension == view->dimensions) return memoryview_read(m, at);
    scoped Ref made = list_new((size_t)view->shape[dimension]);
    for (intptr_t i = 0; i < view->shape[dimension]; i++) {
        Ref item = list_along(m, dimension + 1, at + i * view->strides[dimension]);
        if (!item) return NULL;
        list_give(made, item);
    }
    return take(&made);
}

static Ref to_list(const Obj arg[])
{
    const MemoryView *m = (const MemoryView *)arg[0];
    return memoryview_check(arg[0]) ? list_along(m, 0, m->view.data) : NULL;
}

static Ref hex(const Obj arg[])
{
    enum { self, separator, group };
    int every;                              // read first: it may release the view
    if (arg[group] && !argument_to_int(arg[group], &every)) return NULL;
    if (!memoryview_check(arg[self])) return NULL;
    scoped Ref bytes = memoryview_to_bytes(VIEW(arg[self]), 'C');
    return octets_hex_text(bytes_data(bytes), bytes_length(bytes), arg[separator],
                           arg[group] ? small_int(every) : NULL);
}

/* --- release --- */

static Ref release(const Obj arg[])
{
    return memoryview_release((Ref)arg[0]) ? none_new() : NULL;
}

static Ref enter(const Obj arg[])
{
    return memoryview_check(arg[0]) ? keep(arg[0]) : NULL;
}

static Ref leave(const Obj arg[])
{
    return release(arg);
}

static Ref to_readonly(const Obj arg[])
{
    if (!memoryview_check_lending(arg[0])) return NULL;
    MemoryView *m = (MemoryView *)arg[0];
    Ref made = memoryview_like(m, m->view.dimensions);
    VIEW(made)->readonly = true;
    return made;
}

/* --- cast --- */

static bool read_format(Obj text, const char **format, char *code)
{
    static const char *const known[] = {
        "c", "b", "B", "?", "h", "H", "i", "I", "l", "L", "q", "Q", "n", "N", "f", "d", "e", "P",
        "@c", "@b", "@B", "@?", "@h", "@H", "@i", "@I", "@l", "@L", "@q", "@Q", "@n", "@N",
        "@f", "@d", "@e", "@P",
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal_text(text, known[i])) {
            *format = known[i];
            *code = known[i][strlen(known[i]) - 1];
            return true;
        }
    scoped Ref octets = str_encode(text, "ascii", NULL);
    if (!octets) return false;
    return raise_value_error("memoryview: destination format must be a native single character "
                             "format prefixed with an optional '@'");
}

static bool read_shape(Obj shape, size_t count, size_t item_size, size_t length, intptr_t *out)
{
    size_t product = item_size;
    for (size_t i = 0; i < count; i++) {
        Obj item = fast_items(shape)[i];
        if (!is_int(item))
            return raise_type_error("memoryview.cast(): elements of shape must be integers");
        if (!argument_to_size(item, &out[i])) return false;
        if (out[i] <= 0)
            return raise_value_error("memoryview.cast(): elements of shape must be integers > 0");
        if (__builtin_mul_overflow(product, (size_t)out[i], &product))
            return raise_value_error("memoryview.cast(): product(shape) > SSIZE_MAX");
    }
    return product == length
        || raise_type_error("memoryview: product(shape) * itemsize != buffer size");
}

static bool is_byte_code(char code)     { return code == 'b' || code == 'B' || code == 'c'; }

static bool check_cast(const Buffer *view, Obj shape)
{
    if (!buffer_is_contiguous(view, 'C'))
        return raise_type_error("memoryview: casts are restricted to C-contiguous views");
    if (!shape && view->dimensions == 1) return true;
    for (int i = 0; i < view->dimensions; i++)
        if (view->shape[i] == 0)
            return raise_type_error("memoryview: cannot cast view with zeros in shape or strides");
    if (!shape) return true;
    if (!is_fast(shape)) return raise_type_error("shape must be a list or a tuple");
    if (fast_length(shape) > BUFFER_MAX_DIMENSIONS)
        return raise_value_error("memoryview: number of dimensions must not exceed %d",
                                 BUFFER_MAX_DIMENSIONS);
    if (view->dimensions != 1 && fast_length(shape) != 1)
        return raise_type_error("memoryview: cast must be 1D -> ND or ND -> 1D");
    return true;
}

static Ref cast(const Obj arg[])
{
    enum { self, format, shape };
    const MemoryView *m = (const MemoryView *)arg[self];
    const char *text = NULL;
    char code = 0;
    Obj dimensions = arg[shape];
    if (!memoryview_check_lending(arg[self])) return NULL;
    if (!is_str(arg[format]))
        return raise_type_error("cast() argument 'format' must be str, not %A", arg[format]);
    if (!check_cast(&m->view, dimensions)) return NULL;
    if (!read_format(arg[format], &text, &code)) return NULL;
    if (!is_byte_code(code) && !is_byte_code(m->code))
        return raise_type_error("memoryview: cannot cast between two non-byte formats");
    size_t size = machine_size(code);
    if (m->view.length % size)
        return raise_type_error("memoryview: length is not a multiple of itemsize");
    intptr_t sizes[BUFFER_MAX_DIMENSIONS] = { (intptr_t)(m->view.length / size) };
    int count = dimensions ? (int)fast_length(dimensions) : 1;
    if (dimensions && !read_shape(dimensions, (size_t)count, size, m->view.length, sizes))
        return NULL;
    MemoryView *made = (MemoryView *)memoryview_like(m, count);
    made->view.format = text;
    made->view.item_size = size;
    made->code = code;
    intptr_t stride = (intptr_t)size;
    for (int i = count; i-- > 0; stride *= sizes[i]) {
        made->view.shape[i] = sizes[i];
        made->view.strides[i] = stride;
    }
    return &made->head;
}

static Ref from_flags(const Obj arg[])
{
    enum { cls, object, flags };
    long wanted;
    if (!object_to_long(arg[flags], &wanted)) return NULL;
    return memoryview_new_with(arg[object], (int)wanted);
}

/* --- searching --- */

/* The first index of a value in [from, to); *at == to: there is none. */
static bool find(Obj self, Obj value, size_t from, size_t to, size_t *at)
{
    for (*at = from; *at < to; ++*at) {
        scoped Ref item = memoryview_get_item(self, small_int((intptr_t)*at));
        bool same;
        if (!item || !compare_truth(item, value, EQUAL, &same)) return false;
        if (same) break;
    }
    return true;
}

static bool length_of(Obj self, size_t *length)
{
    return memoryview_check(self) && object_length(self, length);
}

static Ref count(const Obj arg[])
{
    enum { self, value };
    size_t length, at = 0;
    intptr_t total = 0;
    if (!length_of(arg[self], &length)) return NULL;
    for (;; at++, total++) {
        if (!find(arg[self], arg[value], at, length, &at)) return NULL;
        if (at == length) return int_new(total);
    }
}

static Ref index_of(const Obj arg[])
{
    enum { self, value, start, stop };
    size_t length, from, to, at;
    if (!length_of(arg[self], &length)
        || !sequence_range(arg[start], arg[stop], length, &from, &to)) return NULL;
    if (to > length) to = length;
    if (from > to) from = to;
    if (!find(arg[self], arg[value], from, to, &at)) return NULL;
    if (at < to) return int_new((intptr_t)at);
    return raise_value_error("memoryview.index(x): x not found");
}

/* --- comparison --- */

/* Equal items at both places? */
static bool same_item(char a, const char *x, char b, const char *y, bool *same)
{
    scoped Ref left = machine_read(a, x), right = machine_read(b, y);
    return compare_truth(left, right, EQUAL, same);
}

static bool same_along(const Buffer *a, const char *x, char a_code,
                       const Buffer *b, const char *y, char b_code, int dimension, bool *same)
{
    if (dimension == a->dimensions) return same_item(a_code, x, b_code, y, same);
    for (intptr_t i = 0; *same && i < a->shape[dimension]; i++)
        if (!same_along(a, x + i * a->strides[dimension], a_code,
                        b, y + i * b->strides[dimension], b_code, dimension + 1, same)) return false;
    return true;
}

/* Formats that cannot be read are equal to nothing. */
static bool same_contents(const Buffer *a, const Buffer *b, bool *same)
{
    *same = a->dimensions == b->dimensions;
    for (int i = 0; *same && i < a->dimensions; i++) *same = a->shape[i] == b->shape[i];
    if (!*same) return true;
    char code = memoryview_code(a), other = memoryview_code(b);
    bool whole = code == other && code && !strchr("fdew?", code);
    if (whole && buffer_is_contiguous(a, 'C') && buffer_is_contiguous(b, 'C')) {
        *same = a->length == 0 || memcmp(a->data, b->data, a->length) == 0;
        return true;
    }
    *same = code && other && code != 'w' && other != 'w';
    return !*same || same_along(a, a->data, code, b, b->data, other, 0, same);
}

Ref memoryview_compare(Obj self, Obj other, CompareOp op)
{
    if (op != EQUAL && op != NOT_EQUAL) return not_implemented();
    if (!has_type(self, &memoryview_type)) return not_implemented();
    if (!((MemoryView *)self)->managed) return bool_new((self == other) == (op == EQUAL));
    if (has_type(other, &memoryview_type) && !((MemoryView *)other)->managed)
        return bool_new((self == other) == (op == EQUAL));
    if (!object_has_buffer(other)) return not_implemented();
    scoped_buffer Buffer right = { 0 };
    if (!buffer_get(other, &right, BUFFER_STRIDED)) {
        error_clear();
        return not_implemented();
    }
    bool same;
    if (!same_contents(VIEW(self), &right, &same)) return NULL;
    return bool_new(same == (op == EQUAL));
}

/* --- attributes --- */

static Ref numbers(const intptr_t *from, int count)
{
    Ref made = tuple_new((size_t)count);
    for (int i = 0; i < count; i++) tuple_items(made)[i] = int_new(from[i]);
    return made;
}

#define ATTRIBUTE(name, value) \
    static Ref get_##name(Obj self) \
    { \
        if (!memoryview_check(self)) return NULL; \
        const Buffer *view = VIEW(self); \
        (void)view; \
        return value; \
    }
ATTRIBUTE(obj, memoryview_exporter(self) ? keep(memoryview_exporter(self)) : none_new())
ATTRIBUTE(nbytes, int_new((intptr_t)(buffer_count(view) * view->item_size)))
ATTRIBUTE(itemsize, int_new((intptr_t)view->item_size))
ATTRIBUTE(format, str_from_text(view->format))
ATTRIBUTE(ndim, int_new(view->dimensions))
ATTRIBUTE(shape, numbers(view->shape, view->dimensions))
ATTRIBUTE(strides, numbers(view->strides, view->dimensions))
ATTRIBUTE(suboffsets, tuple_new(0))
ATTRIBUTE(readonly, bool_new(view->readonly))
ATTRIBUTE(c_contiguous, bool_new(buffer_is_contiguous(view, 'C')))
ATTRIBUTE(f_contiguous, bool_new(buffer_is_contiguous(view, 'F')))
ATTRIBUTE(contiguous, bool_new(buffer_is_contiguous(view, 'C')
                               || buffer_is_contiguous(view, 'F')))

const Getter memoryview_getters[] = {
    { "obj", get_obj, NULL, "The object whose bytes are seen." },
    { "nbytes", get_nbytes, NULL, "Bytes that all items take up." },
    { "readonly", get_readonly, NULL, "Is writing forbidden?" },
    { "itemsize", get_itemsize, NULL, "Bytes of an item." },
    { "format", get_format, NULL, "The letters of module struct for an item." },
    { "ndim", get_ndim, NULL, "How many dimensions there are." },
    { "shape", get_shape, NULL, "Items in each dimension." },
    { "strides", get_strides, NULL, "Bytes from one item to the next, in each dimension." },
    { "suboffsets", get_suboffsets, NULL, "Always empty." },
    { "c_contiguous", get_c_contiguous, NULL, "Without gaps, the last dimension fastest?" },
    { "f_contiguous", get_f_contiguous, NULL, "Without gaps, the first dimension fastest?" },
    { "contiguous", get_contiguous, NULL, "Without gaps?" },
    { 0 }
};

const Method memoryview_methods[] = {
    { "release(self, /)", release, "Give the bytes free; the view cannot be used any more." },
    { "tobytes(self, /, order='C')", to_bytes, "The items as bytes." },
    { "hex(self, /, sep=, bytes_per_sep=1)", hex, "The bytes as hexadecimal text." },
    { "tolist(self, /)", to_list, "The items as a list, of lists if there are more dimensions." },
    { "cast(self, /, format, shape=)", cast, "The same bytes as items of another kind." },
    { "toreadonly(self, /)", to_readonly, "A view that cannot be written to." },
    { "count(self, value, /)", count, "How many items equal value." },
    { "index(self, value, start=0, stop=sys.maxsize, /)", index_of, "Position of the first value." },
    { "_from_flags(cls, /, object, flags)", from_flags, "A view that shows what flags ask for.",
      METHOD_CLASS },
    { "__enter__(self, /)", enter, NULL },
    { "__exit__(self, /, *args)", leave, NULL },
    { 0 }
};
