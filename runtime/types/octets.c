/* runtime/types/octets.c -- reading, collecting and cutting octets.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/octets.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include <string.h>

bool octets_read(Obj x, Octets *out)
{
    out->view.object = NULL;
    if (is_bytes(x)) {
        out->data = bytes_data(x);
        out->length = bytes_length(x);
        return true;
    }
    if (!buffer_get(x, &out->view, BUFFER_READ)) return false;
    out->data = out->view.length ? out->view.data : "";
    out->length = out->view.length;
    return true;
}

void octets_release(Octets *octets)
{
    if (octets->view.object) buffer_release(&octets->view);
}

static bool is_bytearray(Obj x)
{
    return type_of(x)->flags & TYPE_BYTEARRAY;
}

Points octets_of(Obj self)
{
    if (is_bytearray(self)) {
        const ByteArray *array = (const ByteArray *)self;
        return (Points){ array->start, array->length, 1 };
    }
    return (Points){ bytes_data(self), bytes_length(self), 1 };
}

Ref octets_like(Obj self, const void *data, size_t length)
{
    return is_bytearray(self) ? bytearray_from(data, length) : bytes_from(data, length);
}

Ref octets_part(Obj self, size_t from, size_t to)
{
    Points all = octets_of(self);
    if (from == 0 && to == all.length && has_type(self, &bytes_type)) return keep(self);
    return octets_like(self, (const char *)all.data + from, to - from);
}

bool octet_from(Obj x, const char *what, uint8_t *octet)
{
    intptr_t value;
    if (likely(is_small(x))) {
        value = small_value(x);
    } else {
        scoped Ref index = object_get_index(x);
        if (!index) return false;
        if (!int_fits(index, &value)) value = -1;
    }
    if (value < 0 || value > 255) return raise_value_error("%s must be in range(0, 256)", what);
    *octet = (uint8_t)value;
    return true;
}

/* --- collecting --- */

static void octets_make_room(OctetWriter *w, size_t more)
{
    size_t wanted = w->length + more;
    if (wanted <= w->capacity) return;
    size_t capacity = w->length ? wanted + wanted / 2 + 16 : wanted;
    w->data = heap_plain_resize(w->data, w->capacity, capacity);
    w->capacity = capacity;
}

void octets_write(OctetWriter *w, const void *data, size_t length)
{
    if (length == 0) return;
    octets_make_room(w, length);
    memcpy(w->data + w->length, data, length);
    w->length += length;
}

void octets_write_fill(OctetWriter *w, uint8_t octet, size_t times)
{
    if (times == 0) return;
    octets_make_room(w, times);
    memset(w->data + w->length, octet, times);
    w->length += times;
}

void octets_discard(OctetWriter *w)
{
    if (w->data) heap_plain_free(w->data, w->capacity);
    *w = (OctetWriter){ 0 };
}

Ref octets_finish(OctetWriter *w)
{
    Ref bytes = bytes_from(w->data, w->length);
    octets_discard(w);
    return bytes;
}

typedef struct Collecting { OctetWriter *writer; const char *what; } Collecting;

static bool collect_octet(Obj item, void *context)
{
    Collecting *c = context;
    uint8_t octet;
    if (!octet_from(item, c->what, &octet)) return false;
    octets_write(c->writer, &octet, 1);
    return true;
}

bool octets_write_object(OctetWriter *w, Obj x, const char *what, const char *failure)
{
    if (object_has_buffer(x)) {
        scoped_buffer Buffer view = { 0 };
        if (!buffer_get(x, &view, BUFFER_READ | BUFFER_STRIDED)) return false;
        if (buffer_is_contiguous(&view, 'C')) {
            octets_write(w, view.data, view.length);
            return true;
        }
        char *copy = heap_scratch(view.length);
        buffer_copy(&view, copy);
        octets_write(w, copy, view.length);
        return true;
    }
    if (is_str(x) || !is_iterable(x)) return raise_type_error(failure, x);
    return iter_each(x, collect_octet, &(Collecting){ w, what });
}

static bool write_zeros(OctetWriter *w, Obj size, bool *fits)
{
    intptr_t count;
    *fits = true;
    if (!object_to_size(size, &count, &overflow_error_type)) {
        *fits = false;
        return error_clear_if(&type_error_type);          // an __index__ that failed: not a size
    }
    if (count < 0) return raise_value_error("negative count");
    if (!heap_fits((size_t)count, 1)) return false;
    octets_write_fill(w, 0, (size_t)count);
    return true;
}

static bool word_argument(Obj word, const char *type, const char *name, const char **text)
{
    *text = NULL;
    if (!word) return true;
    if (!is_str(word)) {
        return raise_type_error("%s() argument '%s' must be str, not %A", type, name, word);
    }
    return (*text = str_c_text(word));
}

bool octets_words(const Obj arg[], const char *type, const char **encoding, const char **errors)
{
    return word_argument(arg[1], type, "encoding", encoding)
        && word_argument(arg[2], type, "errors", errors);
}

bool octets_from_source(const Obj arg[], const char *how, const char *policy, OctetWriter *w,
                        bool *done)
{
    enum { source };
    *done = true;
    if (how || policy) {
        bool is_text = arg[source] && is_str(arg[source]);
        if (!is_text || !how) {
            return raise_type_error(is_text ? "string argument without an encoding"
                                    : how ? "encoding without a string argument"
                                          : "errors without a string argument");
        }
        scoped Ref encoded = str_encode(arg[source], how, policy);
        if (!encoded) return false;
        octets_write(w, bytes_data(encoded), bytes_length(encoded));
        return true;
    }
    if (!arg[source]) return true;
    if (is_str(arg[source])) return raise_type_error("string argument without an encoding");
    if (is_int(arg[source]) || type_of(arg[source])->to_index) {
        bool fits;
        if (!write_zeros(w, arg[source], &fits)) return false;
        if (fits) return true;
    }
    *done = false;
    return true;
}

/* --- looking and cutting --- */

bool octets_contain(Obj self, Obj item, bool *found)
{
    bool number = is_int(item) || (type_of(item)->to_index && !object_has_buffer(item));
    scoped Ref index = number ? object_get_index(item) : NULL;
    if (number && !index) error_clear();                  // an __index__ that failed: not a number
    if (index) {
        uint8_t octet;
        if (!octet_from(index, "byte", &octet)) return false;
        *found = points_find_one(octets_of(self), octet, false) >= 0;
        return true;
    }
    scoped_octets Octets sought;
    if (!octets_read(item, &sought)) return false;
    *found = points_find(octets_of(self), (Points){ sought.data, sought.length, 1 }, false) >= 0;
    return true;
}

Ref octets_get_span(Obj self, Obj slice)
{
    Span span;
    if (!sequence_unpack(slice, &span)) return NULL;
    sequence_clip(&span, octets_of(self).length);
    Points all = octets_of(self);
    if (span.count == 0) return octets_like(self, "", 0);
    intptr_t last = span.start + (intptr_t)(span.count - 1) * span.step;
    if ((span.start > last ? span.start : last) >= (intptr_t)all.length) {
        return octets_like(self, "", 0);                  // an __index__ made it shorter
    }
    if (span.step == 1) {
        return octets_part(self, (size_t)span.start, (size_t)span.start + span.count);
    }
    char *picked = heap_plain(span.count);
    for (size_t i = 0; i < span.count; i++) {
        picked[i] = ((const char *)all.data)[span.start + (intptr_t)i * span.step];
    }
    Ref result = octets_like(self, picked, span.count);
    heap_plain_free(picked, span.count);
    return result;
}
