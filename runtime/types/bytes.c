/* runtime/types/bytes.c -- bytes: immutable octets.   SPDX-License-Identifier: MIT */
#include "runtime/types/bytes.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/heap_fast.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/attribute.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/iterators.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/slice.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <stdlib.h>
#include <sys/random.h>

/* Room for the octets of a Bytes of length 0 or 1. */
typedef union ShortBytes { Bytes bytes; char room[BYTES_DATA + 8]; } ShortBytes;
static ShortBytes empty = { .bytes = {
    .head = { .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &bytes_type }, .hash = -1,
} };
static ShortBytes single[256];

static Ref single_octet(uint8_t octet)
{
    Bytes *b = &single[octet].bytes;
    if (b->length == 0) {
        b->head = (Object){ .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &bytes_type };
        b->length = 1;
        b->hash = -1;
        *(uint8_t *)b->data = octet;
    }
    return keep(&b->head);
}

static Ref bytes_fill_header(Ref made, size_t length)
{
    Bytes *b = (Bytes *)made;
    b->length = length;
    b->hash = -1;
    b->data[length] = 0;
    return made;
}

Ref bytes_new(size_t length)
{
    if (length == 0) return keep(&empty.bytes.head);
    return bytes_fill_header(heap_fast_new_leaf(&bytes_type, BYTES_DATA + length + 1), length);
}

Ref bytes_from(const void *data, size_t length)
{
    if (length == 1) return single_octet(*(const uint8_t *)data);
    Ref made = bytes_new(length);
    if (length) memcpy(((Bytes *)made)->data, data, length);
    return made;
}

Ref bytes_from_object(Obj x)
{
    if (has_type(x, &bytes_type)) return keep(x);
    scoped_writer OctetWriter w = { 0 };
    size_t hint;
    if (!object_has_buffer(x) && is_iterable(x) && !iter_length_hint(x, 64, &hint)) return NULL;
    if (!octets_write_object(&w, x, "bytes", "cannot convert '%T' object to bytes")) return NULL;
    return octets_finish(&w);
}

static Ref call_bytes_method(Obj source, bool *found)
{
    scoped Ref made = call_dunder(source, name___bytes__, NULL, 0, found);
    if (!made || is_bytes(made)) return take(&made);
    return raise_type_error("__bytes__ returned non-bytes (type %T)", made);
}

static Ref bytes_make(const Obj arg[])
{
    enum { source, encoding, errors };
    if (arg[source] && !arg[encoding] && !arg[errors]) {
        if (has_type(arg[source], &bytes_type)) return keep(arg[source]);
        bool found;
        Ref made = call_bytes_method(arg[source], &found);
        if (made || found) return made;
    }
    bool done;
    scoped_writer OctetWriter w = { 0 };
    const char *how, *policy;
    if (!octets_words(arg, "bytes", &how, &policy)
        || !octets_from_source(arg, how, policy, &w, &done)) return NULL;
    return done ? octets_finish(&w) : bytes_from_object(arg[source]);
}

static Ref bytes_create(Type *type, const Obj arg[])
{
    scoped Ref made = bytes_make(arg);
    if (!made || type == &bytes_type) return take(&made);       // __bytes__ may give a subclass
    size_t length = bytes_length(made);
    Ref copy = bytes_fill_header(type_allocate(type, length + 1), length);
    memcpy(((Bytes *)copy)->data, bytes_data(made), length);
    return copy;
}

/* --- hash --- */

static uint64_t seeds[4];

/* PYTHONHASHSEED makes hashes the same in each run. */
static void choose_seeds(void)
{
    const char *wish = getenv("PYTHONHASHSEED");
    char *end = NULL;
    unsigned long number = wish ? strtoul(wish, &end, 10) : 0;
    if (wish && *wish && !*end) {
        for (int i = 0; i < 4; i++) seeds[i] = (number + (uint64_t)i + 1) * 0x9e3779b97f4a7c15u;
    } else if (getrandom(seeds, sizeof seeds, 0) != sizeof seeds) {
        for (int i = 0; i < 4; i++) {
            seeds[i] = ((uintptr_t)&end + (uint64_t)i) * 0x9e3779b97f4a7c15u;
        }
    }
    for (int i = 0; i < 4; i++) seeds[i] |= 1;
}

static inline uint64_t fold(uint64_t a, uint64_t b)       // all bits of the product matter
{
    __uint128_t product = (__uint128_t)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t read_word(const char *p)
{
    uint64_t word;
    memcpy(&word, p, 8);
    return word;
}

static inline uint64_t read_half(const char *p)
{
    uint32_t half;
    memcpy(&half, p, 4);
    return half;
}

intptr_t bytes_hash_of(const void *data, size_t length)
{
    if (unlikely(seeds[0] == 0)) choose_seeds();
    if (length == 0) return 0;
    const char *p = data;
    uint64_t state = seeds[0] ^ length, a = 0, b = 0;
    size_t left = length;
    for (; left > 16; left -= 16, p += 16) {
        state = fold(read_word(p) ^ seeds[1], read_word(p + 8) ^ state);
    }
    if (left >= 8) {
        a = read_word(p);
        b = read_word(p + left - 8);
    } else if (left >= 4) {
        a = read_half(p);
        b = read_half(p + left - 4);
    } else {
        a = (uint8_t)p[0] | (uint64_t)(uint8_t)p[left / 2] << 8 | (uint64_t)(uint8_t)p[left - 1] << 16;
    }
    intptr_t hash = (intptr_t)fold(fold(a ^ seeds[2], b ^ state) ^ seeds[3], length ^ seeds[1]);
    return hash == -1 ? -2 : hash;
}

/* --- slots --- */

Ref bytes_repr_of(const char *data, size_t length)
{
    return bytes_repr_escaping(data, length, false);
}

Ref bytes_repr_escaping(const char *data, size_t length, bool apostrophes)
{
    bool quoted = memchr(data, '\'', length) && !memchr(data, '"', length);
    char quote = quoted ? '"' : '\'';
    Writer w = { 0 };
    writer_char(&w, 'b');
    writer_char(&w, (uint32_t)quote);
    for (size_t i = 0; i < length; i++) {
        uint8_t c = (uint8_t)data[i];
        if (c == quote || c == '\\' || (apostrophes && c == '\'')) {
            writer_char(&w, '\\');
            writer_char(&w, c);
        } else if (c < 32 || c >= 127) {
            writer_escaped(&w, c);
        } else {
            writer_char(&w, c);
        }
    }
    writer_char(&w, (uint32_t)quote);
    return writer_finish(&w);
}

static Ref bytes_repr(Obj self)
{
    return bytes_repr_of(bytes_data(self), bytes_length(self));
}

static bool bytes_hash(Obj self, intptr_t *hash)
{
    Bytes *b = (Bytes *)self;
    if (b->hash == -1) b->hash = bytes_hash_of(b->data, b->length);
    *hash = b->hash;
    return true;
}

static Ref bytes_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_bytes(other)) return not_implemented();
    size_t left = bytes_length(self), right = bytes_length(other);
    if ((op == EQUAL || op == NOT_EQUAL) && left != right) return bool_new(op == NOT_EQUAL);
    int order = memcmp(bytes_data(self), bytes_data(other), left < right ? left : right);
    return bool_new(compare_holds(op, order ? order : left < right ? -1 : left > right));
}

static bool bytes_length_slot(Obj self, size_t *length)
{
    *length = bytes_length(self);
    return true;
}

static Ref bytes_item(Obj self, intptr_t index)
{
    if (index < 0 || (size_t)index >= bytes_length(self)) {
        return raise_index_error("index out of range");
    }
    return small_int((uint8_t)bytes_data(self)[index]);
}

static Ref bytes_get_item(Obj self, Obj key)
{
    intptr_t index;
    if (is_small(key)) {
        index = small_value(key);
    } else if (is_slice(key)) {
        return octets_get_span(self, key);
    } else if (!type_of(key)->to_index) {
        return raise_type_error("byte indices must be integers or slices, not %T", key);
    } else if (!object_to_size(key, &index, &index_error_type)) {
        return NULL;
    }
    return bytes_item(self, index < 0 ? index + (intptr_t)bytes_length(self) : index);
}

static Ref bytes_iterate(Obj self)
{
    return sequence_iterator_new(&bytes_iterator_type, self);
}

static Ref bytes_concat(Obj self, Obj other)
{
    scoped_octets Octets right = { 0 };
    if (!object_has_buffer(other) || !octets_read(other, &right)) {
        error_clear();
        return raise_type_error("can't concat %T to %T", other, self);
    }
    size_t left = bytes_length(self);
    if (left == 0 && has_type(other, &bytes_type)) return keep(other);
    if (right.length == 0 && has_type(self, &bytes_type)) return keep(self);
    if (!heap_fits(left + right.length, 1)) return NULL;
    Ref sum = bytes_new(left + right.length);
    memcpy(((Bytes *)sum)->data, bytes_data(self), left);
    memcpy(((Bytes *)sum)->data + left, right.data, right.length);
    return sum;
}

static Ref bytes_repeat(Obj self, intptr_t times)
{
    size_t length = bytes_length(self), total;
    if (times <= 0 || length == 0) return bytes_new(0);
    if (times == 1 && has_type(self, &bytes_type)) return keep(self);
    if (__builtin_mul_overflow(length, (size_t)times, &total)) return raise_no_memory();
    if (!heap_fits(total, 1)) return NULL;
    Ref result = bytes_new(total);
    char *to = ((Bytes *)result)->data;
    for (size_t done = 0; done < total; done += length) memcpy(to + done, bytes_data(self), length);
    return result;
}

static bool bytes_buffer(Obj self, Buffer *view, int flags)
{
    return buffer_fill(view, self, ((Bytes *)self)->data, bytes_length(self), true, flags);
}

static Ref bytes_modulo(Obj left, Obj right)
{
    return is_bytes(left) ? format_percent_bytes(left, right, false) : not_implemented();
}

static size_t bytes_bytes(Obj self)
{
    return BYTES_DATA + bytes_length(self) + 1;
}

static Ref bytes_getnewargs(const Obj arg[])
{
    scoped Ref plain = bytes_from(bytes_data(arg[0]), bytes_length(arg[0]));
    return tuple_pack(1, plain);
}

static Ref bytes_dunder_bytes(const Obj arg[])
{
    if (has_type(arg[0], &bytes_type)) return keep(arg[0]);
    return bytes_from(bytes_data(arg[0]), bytes_length(arg[0]));
}

static const Method bytes_methods[] = {
#include "runtime/types/octets_methods.def"
    { "__getnewargs__(self, /)", bytes_getnewargs, NULL },
    { "__bytes__(self, /)", bytes_dunder_bytes, "These octets as an exact bytes." },
    { 0 }
};

Type bytes_type = {
    TYPE_HEADER, .name = "bytes", .size = BYTES_DATA, .item_size = 1,
    .flags = TYPE_BYTES | TYPE_LEAF | TYPE_MATCH_SELF,
    .doc = "bytes(octets) -> bytes\nbytes(text, encoding[, errors]) -> bytes\n"
           "bytes(length) -> that many zeros\nbytes() -> an empty one\n\n"
           "Octets: an immutable sequence of integers 0..255. `octets` is a bytes-like object or\n"
           "an iterable of such integers.",
    .signature = "bytes(source=b'', encoding='utf-8', errors='strict')",
    .create = bytes_create, .bytes = bytes_bytes, .methods = bytes_methods,
    .repr = bytes_repr, .str = bytes_repr, .hash = bytes_hash, .compare = bytes_compare,
    .length = bytes_length_slot, .item = bytes_item, .get_item = bytes_get_item,
    .contains = octets_contain, .iterate = bytes_iterate,
    .concat = bytes_concat, .repeat = bytes_repeat, .buffer = bytes_buffer,
    .binary = { [OP_MODULO] = bytes_modulo },
};
