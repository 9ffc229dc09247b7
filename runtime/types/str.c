/* runtime/types/str.c -- str: making texts, and the slots of the type.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/str.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/heap_fast.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/buffer.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/key_hash.h"
#include "runtime/types/none.h"
#include "runtime/types/slice.h"
#include "runtime/types/unicode.h"

static Str empty = {
    .head = { .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &str_type },
    .hash = -1, .width = 1, .ascii = true,
};
Ref str_empty_object = &empty.head;
_Static_assert(offsetof(LatinStr, data) == STR_DATA, "a LatinStr is read as a Str");

#define LATIN(c) { { IMMORTAL_COUNT, FLAG_IMMORTAL, &str_type }, -1, 1, 1, (c) < 128, false, { c } }
#define LATIN_4(c)  LATIN(c), LATIN((c) + 1), LATIN((c) + 2), LATIN((c) + 3)
#define LATIN_16(c) LATIN_4(c), LATIN_4((c) + 4), LATIN_4((c) + 8), LATIN_4((c) + 12)
#define LATIN_64(c) LATIN_16(c), LATIN_16((c) + 16), LATIN_16((c) + 32), LATIN_16((c) + 48)
LatinStr str_latin[256] = { LATIN_64(0), LATIN_64(64), LATIN_64(128), LATIN_64(192) };

static inline Str *as_str(Ref s) { return (Str *)s; }
static inline Obj latin_char(uint8_t c) { return &str_latin[c].head; }

/* --- making --- */

static inline Str *fill_header(Str *s, size_t length, unsigned width, bool ascii)
{
    s->hash = -1;
    s->length = length;
    s->width = (uint8_t)width;
    s->ascii = ascii;
    s->interned = false;
    point_put(s->data, width, length, 0);
    return s;
}

static inline Ref new_ascii(size_t length)             // length > 0
{
    Str *s = (Str *)heap_fast_new_leaf(&str_type, STR_DATA + length + 1);
    s->hash = -1;
    s->length = length;
    s->width = 1;
    s->ascii = true;
    s->interned = false;
    s->data[length] = 0;
    return &s->head;
}

Ref str_new(size_t length, uint32_t max_point)
{
    if (length == 0) return str_empty();
    if (likely(max_point < 128)) return new_ascii(length);
    unsigned width = point_width(max_point);
    Str *s = (Str *)heap_fast_new_leaf(&str_type, STR_DATA + (length + 1) * width);
    return &fill_header(s, length, width, max_point < 128)->head;
}

Ref str_new_checked(size_t length, uint32_t max_point)
{
    if (unlikely(length > 1 << 16)) {
        if (length > SIZE_MAX / 8) return raise_no_memory();
        if (!heap_fits(length + STR_DATA, point_width(max_point))) return NULL;
    }
    return str_new(length, max_point);
}

Ref str_from_wide_char(uint32_t point)
{
    Ref s = str_new(1, point);
    point_put(as_str(s)->data, as_str(s)->width, 0, point);
    return s;
}

Ref str_from_points(Points p)
{
    if (p.length == 0) return str_empty();
    if (p.length == 1) return str_from_char(point_at(p, 0));
    Ref s = str_new(p.length, points_bits(p));
    points_copy(as_str(s)->data, as_str(s)->width, p.data, p.width, p.length);
    return s;
}

Ref str_from_ascii(const char *bytes, size_t length)
{
    if (length <= 1) return length ? keep(latin_char((uint8_t)bytes[0])) : str_empty();
    Ref s = new_ascii(length);
    octets_copy(as_str(s)->data, bytes, length);
    return s;
}

Ref str_from_latin1(const uint8_t *bytes, size_t length)
{
    return str_from_points((Points){ bytes, length, 1 });
}

Ref str_from_wide(const uint32_t *points, size_t length)
{
    return str_from_points((Points){ points, length, 4 });
}

static uint32_t next_point(const uint8_t **at)
{
    const uint8_t *p = *at;
    if (p[0] < 0x80) {
        *at = p + 1;
        return p[0];
    }
    if (p[0] < 0xe0) {
        *at = p + 2;
        return (p[0] & 0x1fu) << 6 | (p[1] & 0x3f);
    }
    if (p[0] < 0xf0) {
        *at = p + 3;
        return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3f);
    }
    *at = p + 4;
    return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 | (p[3] & 0x3f);
}

Ref str_from_utf8(const char *bytes, size_t length)
{
    if (points_are_ascii(bytes, length)) return str_from_ascii(bytes, length);
    const uint8_t *at = (const uint8_t *)bytes, *end = at + length;
    uint32_t bits = 0;
    size_t count = 0;
    for (; at < end; count++) bits |= next_point(&at);
    if (count == 1) {
        at = (const uint8_t *)bytes;
        return str_from_char(next_point(&at));
    }
    Ref s = str_new(count, bits);
    at = (const uint8_t *)bytes;
    for (size_t i = 0; i < count; i++) {
        point_put(as_str(s)->data, as_str(s)->width, i, next_point(&at));
    }
    return s;
}

Ref str_from_text(const char *text)
{
    return str_from_utf8(text, strlen(text));
}

Ref str_slice(Obj s, size_t from, size_t to)
{
    if (to <= from) return str_empty();
    if (to - from == str_length(s) && is_exact_str(s)) return keep(s);
    if (likely(str_is_ascii(s))) return str_from_ascii(((const Str *)s)->data + from, to - from);
    return str_from_points(points_part(str_points(s), from, to));
}

static uint32_t str_max(Obj s)           // the widest character that could be in it
{
    const Str *str = (const Str *)s;
    return str->ascii ? 0x7f : str->width == 1 ? 0xff : str->width == 2 ? 0xffff : 0x10ffff;
}

/* Copies all of s to where a text of that width is being made; the place behind it. */
static inline char *put_all(char *to, unsigned width, Obj s)
{
    const Str *from = (const Str *)s;
    if (likely(width == 1)) octets_copy(to, from->data, from->length);
    else points_copy(to, width, from->data, from->width, from->length);
    return to + from->length * width;
}

Ref str_give_parts(Ref *parts, size_t count)
{
    size_t total = 0;
    uint32_t max = 0;
    for (size_t i = 0; i < count; i++) {
        total += str_length(parts[i]);
        max |= str_max(parts[i]);
    }
    Ref whole = str_new(total, max);
    unsigned width = as_str(whole)->width;
    char *to = as_str(whole)->data;
    for (size_t i = 0; i < count; i++) {
        if (total) to = put_all(to, width, parts[i]);
        drop(take(&parts[i]));
    }
    return whole;
}

Ref str_concat(Obj a, Obj b)
{
    size_t left = str_length(a), right = str_length(b);
    if (left == 0 && is_exact_str(b)) return keep(b);
    if (right == 0 && is_exact_str(a)) return keep(a);
    scoped Ref sum = str_new_checked(left + right, str_max(a) | str_max(b));
    if (!sum) return NULL;
    if (left + right == 0) return take(&sum);
    put_all(put_all(as_str(sum)->data, as_str(sum)->width, a), as_str(sum)->width, b);
    return take(&sum);
}

/* A copy of s with room for `more` characters, and some to spare, so that a text built piece by
 * piece is not copied for each piece. */
static Ref str_with_room(const Str *s, size_t more)
{
    size_t bytes = (s->length + more + 1) * s->width, spare = bytes > 256 ? bytes / 2 : 0;
    if (!heap_fits(bytes + spare, 1)) return NULL;
    Str *copy = (Str *)heap_fast_new_leaf(&str_type, STR_DATA + bytes + spare);
    fill_header(copy, s->length, s->width, s->ascii);
    memcpy(copy->data, s->data, s->length * s->width);
    return &copy->head;
}

bool str_append_in_place(Ref *slot, Obj tail)
{
    Str *s = as_str(*slot);
    const Str *t = (const Str *)tail;
    bool alone = s->head.count == 1 && !s->interned && s != t && s->length && t->length;
    if (!alone || t->width > s->width) {
        Ref sum = str_concat(*slot, tail);
        if (sum) replace(slot, sum);
        return sum;
    }
    size_t length = s->length + t->length;
    if (STR_DATA + (length + 1) * s->width > heap_block_size(&s->head)) {
        Ref copy = str_with_room(s, t->length);
        if (!copy) return false;
        replace(slot, copy);
        s = as_str(copy);
    }
    put_all(s->data + s->length * s->width, s->width, tail);
    fill_header(s, length, s->width, s->ascii && t->ascii);
    return true;
}

Ref str_repeat(Obj s, intptr_t times)
{
    size_t length = str_length(s), total;
    if (times <= 0 || length == 0) return str_empty();
    if (times == 1 && is_exact_str(s)) return keep(s);
    if (__builtin_mul_overflow(length, (size_t)times, &total)) return raise_no_memory();
    scoped Ref result = str_new_checked(total, str_max(s));
    if (!result) return NULL;
    Str *to = as_str(result);
    if (length == 1) {
        points_fill(to->data, to->width, 0, total, str_at(s, 0));
        return take(&result);
    }
    size_t unit = length * to->width, all = total * to->width;
    memcpy(to->data, str_data(s), unit);
    for (size_t done = unit; done < all;) {
        size_t step = done < all - done ? done : all - done;
        memcpy(to->data + done, to->data, step);
        done += step;
    }
    return take(&result);
}

static bool join_measure(Obj separator, Obj const *items, size_t count, size_t *total,
                         uint32_t *max)
{
    *total = 0;
    *max = count > 1 ? str_max(separator) : 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_str(items[i])) {
            return raise_type_error("sequence item %zu: expected str instance, %T found", i,
                                    items[i]);
        }
        *total += str_length(items[i]);
        *max |= str_max(items[i]);
    }
    size_t between;
    if (count < 2) return true;
    if (__builtin_mul_overflow(str_length(separator), count - 1, &between)
        || __builtin_add_overflow(*total, between, total)) {
        return raise_overflow_error("join() result is too long for a Python string");
    }
    return true;
}

Ref str_join(Obj separator, Obj iterable)
{
    scoped Ref fast = sequence_fast(iterable, "can only join an iterable");
    if (!fast) return NULL;
    Obj const *items = fast_items(fast);
    size_t count = fast_length(fast), total;
    uint32_t max;
    if (count == 0) return str_empty();
    if (count == 1 && is_exact_str(items[0])) return keep(items[0]);
    if (!join_measure(separator, items, count, &total, &max)) return NULL;
    scoped Ref joined = str_new_checked(total, max);
    if (!joined) return NULL;
    if (total == 0) return take(&joined);
    unsigned width = as_str(joined)->width;
    char *to = as_str(joined)->data;
    bool gap = str_length(separator) > 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && gap) to = put_all(to, width, separator);
        to = put_all(to, width, items[i]);
    }
    return take(&joined);
}

/* --- hash, order --- */

intptr_t str_hash(Obj s)
{
    Str *str = (Str *)s;
    if (str->hash == -1) str->hash = bytes_hash_of(str->data, str->length * str->width);
    return str->hash;
}

bool str_equal(Obj a, Obj b)
{
    const Str *x = (const Str *)a, *y = (const Str *)b;
    if (x == y) return true;
    if (x->length != y->length || x->width != y->width) return false;
    return same_bytes(x->data, y->data, x->length * x->width);
}

bool str_equal_text(Obj s, const char *ascii)
{
    size_t length = strlen(ascii);
    return str_length(s) == length && str_is_ascii(s) && memcmp(str_data(s), ascii, length) == 0;
}

int str_compare(Obj a, Obj b)
{
    Points x = str_points(a), y = str_points(b);
    size_t shared = x.length < y.length ? x.length : y.length;
    if (x.width == 1 && y.width == 1) {
        int first = shared ? *(const uint8_t *)x.data - *(const uint8_t *)y.data : 0;
        if (first) return first;
        int order = memcmp(x.data, y.data, shared);
        if (order) return order;
    } else {
        for (size_t i = 0; i < shared; i++) {
            uint32_t left = point_at(x, i), right = point_at(y, i);
            if (left != right) return left < right ? -1 : 1;
        }
    }
    return x.length < y.length ? -1 : x.length > y.length;
}

bool str_holds(Obj a, Obj b, CompareOp op)
{
    if (op == EQUAL || op == NOT_EQUAL) return str_equal(a, b) == (op == EQUAL);
    return compare_holds(op, str_compare(a, b));
}

intptr_t str_find(Obj s, Obj needle, size_t from, size_t to, bool from_right)
{
    if (from > to) return -1;
    Points text = points_part(str_points(s), from, to), sought = str_points(needle);
    if (!points_at_width(&sought, text.width)) return -1;
    intptr_t at = points_find(text, sought, from_right);
    return at < 0 ? -1 : at + (intptr_t)from;
}

/* --- UTF-8 for C --- */

static bool has_surrogate(Obj s)
{
    for (size_t i = 0; i < str_length(s); i++) {
        if ((str_at(s, i) & ~0x7ffu) == 0xd800) return true;
    }
    return false;
}

const char *str_utf8_lossy(Obj s, size_t *length)
{
    const Str *str = (const Str *)s;
    if (str->ascii) {
        if (length) *length = str->length;
        return str->data;
    }
    char *copy = heap_scratch(str->length * (str->width == 1 ? 2 : str->width == 2 ? 3 : 4) + 1);
    size_t used = 0;
    for (size_t i = 0; i < str->length; i++) used += utf8_put(copy + used, str_at(s, i));
    copy[used] = 0;
    if (length) *length = used;
    return copy;
}

const char *str_utf8(Obj s, size_t *length)
{
    if (((const Str *)s)->width > 1 && has_surrogate(s)) {
        scoped Ref raised = codec_encode(s, ENCODING_UTF_8, NULL);
        return NULL;
    }
    return str_utf8_lossy(s, length);
}

const char *str_c_text(Obj s)
{
    if (str_find(s, latin_char(0), 0, str_length(s), false) >= 0) {
        return raise_value_error("embedded null character");
    }
    if (((const Str *)s)->width == 1 || !has_surrogate(s)) return str_utf8_lossy(s, NULL);
    scoped Ref octets = codec_encode(s, ENCODING_UTF_8, "surrogateescape");
    if (!octets) return NULL;
    char *copy = heap_scratch(bytes_length(octets) + 1);
    return memcpy(copy, bytes_data(octets), bytes_length(octets) + 1);
}

Ref str_decode_filename(const char *bytes)
{
    return codec_decode(bytes, strlen(bytes), ENCODING_UTF_8, "surrogateescape", NULL, NULL);
}

/* --- slots --- */

static char best_quote(Obj s)
{
    size_t length = str_length(s);
    bool single = str_find(s, latin_char('\''), 0, length, false) >= 0;
    return single && str_find(s, latin_char('"'), 0, length, false) < 0 ? '"' : '\'';
}

void writer_escaped(Writer *w, uint32_t point)
{
    if (point == '\n') writer_utf8(w, "\\n", 2);
    else if (point == '\r') writer_utf8(w, "\\r", 2);
    else if (point == '\t') writer_utf8(w, "\\t", 2);
    else {
        static const char digits[] = "0123456789abcdef";
        int count = point < 0x100 ? 2 : point < 0x10000 ? 4 : 8;
        writer_char(w, '\\');
        writer_char(w, count == 2 ? 'x' : count == 4 ? 'u' : 'U');
        while (count-- > 0) writer_char(w, digits[point >> (4 * count) & 15]);
    }
}

Ref str_quoted(Obj s)
{
    Writer w = { 0 };
    char quote = best_quote(s);
    size_t length = str_length(s), plain = 0;
    writer_char(&w, quote);
    for (size_t i = 0; i < length; i++) {
        uint32_t c = str_at(s, i);
        bool backslash = c == (uint32_t)quote || c == '\\';
        if (!backslash && (c < 127 ? c >= 32 : unicode_is_printable(c))) continue;
        writer_slice(&w, s, plain, i);
        plain = i + 1;
        if (backslash) {
            writer_char(&w, '\\');
            writer_char(&w, c);
        } else {
            writer_escaped(&w, c);
        }
    }
    writer_slice(&w, s, plain, length);
    writer_char(&w, quote);
    return writer_finish(&w);
}

static Ref str_str(Obj self)
{
    return is_exact_str(self) ? keep(self) : str_slice(self, 0, str_length(self));
}

static bool str_hash_slot(Obj self, intptr_t *hash)
{
    *hash = str_hash(self);
    return true;
}

static Ref str_compare_slot(Obj self, Obj other, CompareOp op)
{
    return is_str(other) ? bool_new(str_holds(self, other, op)) : not_implemented();
}

static bool str_length_slot(Obj self, size_t *length)
{
    *length = str_length(self);
    return true;
}

static Ref str_item(Obj self, intptr_t index)
{
    if (index < 0 || (size_t)index >= str_length(self)) {
        return raise_index_error("string index out of range");
    }
    return str_from_char(str_at(self, (size_t)index));
}

static Ref str_get_span(Obj self, Obj slice)
{
    Span span;
    if (!sequence_span(slice, str_length(self), &span)) return NULL;
    if (span.step == 1 || span.count == 0) {
        return str_slice(self, (size_t)span.start, (size_t)span.start + span.count);
    }
    Points from = str_points(self);
    char *picked = heap_plain(span.count * from.width);
    intptr_t at = span.start;
    for (size_t i = 0; i < span.count; i++, at += span.step) {
        point_put(picked, from.width, i, point_at(from, (size_t)at));
    }
    Ref result = str_from_points((Points){ picked, span.count, from.width });
    heap_plain_free(picked, span.count * from.width);
    return result;
}

static Ref str_get_item(Obj self, Obj key)
{
    intptr_t index;
    if (likely(is_small(key))) {
        index = small_value(key);
    } else if (is_slice(key)) {
        return str_get_span(self, key);
    } else if (!is_int(key) && !type_of(key)->to_index) {
        return raise_type_error("string indices must be integers, not '%T'", key);
    } else if (!object_to_size(key, &index, &index_error_type)) {
        return NULL;
    }
    return str_item(self, index < 0 ? index + (intptr_t)str_length(self) : index);
}

static bool str_contains(Obj self, Obj item, bool *found)
{
    if (!is_str(item)) {
        return raise_type_error("'in <string>' requires string as left operand, not %T", item);
    }
    *found = str_find(self, item, 0, str_length(self), false) >= 0;
    return true;
}

static Ref str_iterate(Obj self)
{
    return sequence_iterator_new(&str_iterator_type, self);
}

static Ref str_concat_slot(Obj self, Obj other)
{
    if (!is_str(other)) {
        return raise_type_error("can only concatenate str (not \"%T\") to str", other);
    }
    return str_concat(self, other);
}

static Ref str_modulo(Obj left, Obj right)
{
    return is_str(left) ? format_percent(left, right) : not_implemented();
}

static size_t str_bytes(Obj self)
{
    return STR_DATA + (str_length(self) + 1) * ((const Str *)self)->width;
}

bool str_check(Obj x, const char *function, int position)
{
    if (is_str(x)) return true;
    return raise_type_error("%s() argument %d must be str, not %A", function, position, x);
}

static const char *codec_word(Obj word, const char *name)
{
    if (!is_str(word)) {
        return raise_type_error("str() argument '%s' must be str, not %T", name, word);
    }
    return str_c_text(word);
}

static Ref str_decode_object(const Obj arg[])
{
    enum { object, encoding, errors };
    const char *how = NULL, *policy = NULL;
    if (arg[encoding] && !(how = codec_word(arg[encoding], "encoding"))) return NULL;
    if (arg[errors] && !(policy = codec_word(arg[errors], "errors"))) return NULL;
    if (is_str(arg[object])) return raise_type_error("decoding str is not supported");
    scoped_buffer Buffer view = { 0 };
    if (!object_has_buffer(arg[object]) || !buffer_get(arg[object], &view, BUFFER_READ)) {
        error_clear();
        return raise_type_error("decoding to str: need a bytes-like object, %T found", arg[object]);
    }
    return str_decode(view.length ? view.data : "", view.length, how, policy);
}

static Ref str_create(Type *type, const Obj arg[])
{
    enum { object, encoding, errors };
    scoped Ref text = NULL;
    if (!arg[object]) text = str_empty();
    else if (arg[encoding] || arg[errors]) text = str_decode_object(arg);
    else text = object_str(arg[object]);
    if (!text || type == &str_type) return take(&text);
    const Str *from = (const Str *)text;
    Str *copy = (Str *)type_allocate(type, (from->length + 1) * from->width);
    fill_header(copy, from->length, from->width, from->ascii);
    copy->hash = from->hash;
    memcpy(copy->data, from->data, from->length * from->width);
    return &copy->head;
}

Type str_type = {
    TYPE_HEADER, .name = "str", .size = STR_DATA, .item_size = 1,
    .flags = TYPE_STR | TYPE_LEAF | TYPE_MATCH_SELF,
    .doc = "Text: an immutable sequence of Unicode characters.",
    .signature = "str(object=, encoding=, errors=)",
    .create = str_create, .bytes = str_bytes, .methods = str_methods,
    .repr = str_quoted, .str = str_str, .format = format_str,
    .hash = str_hash_slot, .compare = str_compare_slot,
    .length = str_length_slot, .item = str_item, .get_item = str_get_item,
    .contains = str_contains, .iterate = str_iterate,
    .concat = str_concat_slot, .repeat = str_repeat,
    .binary = { [OP_MODULO] = str_modulo },
};
