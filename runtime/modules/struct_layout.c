/* runtime/modules/struct_layout.c -- struct: reading a format; packing and unpacking by it.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/struct.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/octets.h"
#include "runtime/types/tuple.h"
#include <math.h>
#include <string.h>

/* --- the format --- */

static unsigned size_of(char code, bool native)
{
    switch (code) {
    case 'x': case 'b': case 'B': case 'c': case '?': case 's': case 'p': return 1;
    case 'h': case 'H': case 'e': return 2;
    case 'i': case 'I': case 'f': return 4;
    case 'l': case 'L': return native ? 8 : 4;
    case 'q': case 'Q': case 'd': return 8;
    case 'n': case 'N': case 'P': return native ? 8 : 0;
    default: return 0;
    }
}

static const char *read_prefix(const char *format, Layout *out)
{
    *out = (Layout){ .native = true };
    switch (*format) {
    case '<': case '=': out->native = false; return format + 1;
    case '>': case '!':
        out->native = false;
        out->big = true;
        return format + 1;
    case '@': return format + 1;
    default: return format;
    }
}

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* The next code and its count; *code 0 at the end. */
static bool next_code(const char **at, char *code, size_t *count)
{
    const char *p = *at;
    while (is_blank(*p)) p++;
    bool counted = *p >= '0' && *p <= '9';
    *count = counted ? 0 : 1;
    for (; *p >= '0' && *p <= '9'; p++) {
        if (*count > (INTPTR_MAX - (size_t)(*p - '0')) / 10) {
            return raise_struct_error("total struct size too long");
        }
        *count = *count * 10 + (size_t)(*p - '0');
    }
    *code = *p;
    if (!*p && counted) return raise_struct_error("repeat count given without format specifier");
    *at = *p ? p + 1 : p;
    return true;
}

static bool add_field(Layout *out, Field *fields, char code, size_t count)
{
    unsigned size = size_of(code, out->native);
    if (size == 0) return raise_struct_error("bad char in struct format");
    if (out->native) {
        size_t gap = (size - out->size % size) % size;
        if (__builtin_add_overflow(out->size, gap, &out->size)) {
            return raise_struct_error("total struct size too long");
        }
    }
    size_t bytes, end;
    if (__builtin_mul_overflow(count, size, &bytes)
        || __builtin_add_overflow(out->size, bytes, &end)
        || end > INTPTR_MAX) return raise_struct_error("total struct size too long");
    bool one = code == 's' || code == 'p';
    if (code != 'x' && (one || count)) {
        fields[out->field_count++] = (Field){ code, (uint8_t)size, out->size, count };
        out->items += one ? 1 : count;
    }
    out->size = end;
    return true;
}

bool struct_read_layout(const char *format, Layout *out)
{
    const char *at = read_prefix(format, out);
    Field *fields = heap_scratch((strlen(at) + 1) * sizeof(Field));
    for (;;) {
        char code;
        size_t count;
        if (!next_code(&at, &code, &count)) return false;
        if (!code) break;
        if (!add_field(out, fields, code, count)) return false;
    }
    out->fields = fields;
    return true;
}

/* --- half floats --- */

static bool half_from_double(double value, uint16_t *half)
{
    uint16_t sign = signbit(value) ? 0x8000 : 0;
    if (isnan(value) || isinf(value)) {
        *half = sign | (isnan(value) ? 0x7e00 : 0x7c00);
        return true;
    }
    int exponent;
    double fraction = frexp(fabs(value), &exponent);      // 0.5 <= fraction < 1
    if (exponent < -13) {                                 // subnormal: multiples of 2**-24
        *half = sign | (uint16_t)rint(ldexp(fraction, exponent + 24));
        return true;
    }
    uint32_t bits = fraction == 0 ? 0
                  : (uint32_t)(exponent + 13) * 1024 + (uint32_t)rint(ldexp(fraction, 11));
    if (exponent > 16 || bits >= 0x7c00) return false;
    *half = sign | (uint16_t)bits;
    return true;
}

static double half_to_double(uint16_t half)
{
    int exponent = half >> 10 & 31;
    double fraction = half & 1023, value;
    if (exponent == 31) value = fraction ? NAN : INFINITY;
    else value = exponent ? ldexp(fraction + 1024, exponent - 25) : ldexp(fraction, -24);
    return half & 0x8000 ? -value : value;
}

/* --- packing --- */

static void put_unsigned(char *to, uint64_t value, unsigned size, bool big)
{
    for (unsigned i = 0; i < size; i++) to[big ? size - 1 - i : i] = (char)(value >> 8 * i);
}

static uint64_t get_unsigned(const char *from, unsigned size, bool big)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < size; i++) {
        value |= (uint64_t)(uint8_t)from[big ? size - 1 - i : i] << 8 * i;
    }
    return value;
}

static Ref index_of(Obj x)
{
    if (is_int(x)) return keep(x);
    if (type_of(x)->to_index) {
        Ref index = object_get_index(x);
        if (index || !error_clear_if(&type_error_type)) return index;
    }
    return raise_struct_error("required argument is not an integer");
}

static bool raise_range(char code, unsigned size, bool is_signed)
{
    uint64_t most = is_signed ? UINT64_MAX >> (65 - 8 * size) : UINT64_MAX >> (64 - 8 * size);
    if (!is_signed) {
        return raise_struct_error("'%c' format requires 0 <= number <= %lu", code, most);
    }
    return raise_struct_error("'%c' format requires %ld <= number <= %ld", code, -(long)most - 1,
                              (long)most);
}

static bool pack_int(const Field *f, bool big, Obj x, char *to)
{
    scoped Ref index = index_of(x);
    if (!index) return false;
    bool is_signed = strchr("bhilqn", f->code);
    uint64_t value = 0;
    intptr_t number;
    bool fits = int_fits(index, &number);
    if (fits) value = (uint64_t)number;
    if (f->code == 'P') {
        if (!fits && !int_fits_unsigned(index, &value)) {
            return raise_struct_error("int too large to convert");
        }
    } else if (is_signed) {
        int spare = 64 - 8 * f->size;
        if (!fits || (intptr_t)(value << spare) >> spare != number) {
            return raise_range(f->code, f->size, true);
        }
    } else if ((fits && number < 0) || !int_fits_unsigned(index, &value)
               || (f->size < 8 && value >> 8 * f->size)) {
        return raise_range(f->code, f->size, false);
    }
    put_unsigned(to, value, f->size, big);
    return true;
}

static bool pack_float(const Layout *layout, const Field *f, Obj x, char *to)
{
    double value;
    if (!object_to_double(x, &value)) {
        error_clear();
        return raise_struct_error("required argument is not a float");
    }
    if (f->code == 'e') {
        uint16_t half;
        if (!half_from_double(value, &half)) {
            return raise_overflow_error("float too large to pack with e format");
        }
        put_unsigned(to, half, 2, layout->big);
    } else if (f->code == 'f') {
        float single = (float)value;
        uint32_t bits;
        if (!layout->native && isinf(single) && !isinf(value)) {
            return raise_overflow_error("float too large to pack with f format");
        }
        memcpy(&bits, &single, 4);
        put_unsigned(to, bits, 4, layout->big);
    } else {
        uint64_t bits;
        memcpy(&bits, &value, 8);
        put_unsigned(to, bits, 8, layout->big);
    }
    return true;
}

static bool pack_octets(const Field *f, Obj x, char *to)
{
    if (!(type_of(x)->flags & (TYPE_BYTES | TYPE_BYTEARRAY))) {
        return raise_struct_error("argument for '%c' must be a bytes object", f->code);
    }
    Points octets = octets_of(x);
    size_t room = f->count, length = octets.length;
    if (f->code == 'p') {
        if (room == 0) return true;
        room--;
        if (length > room) length = room;
        *to++ = (char)(length > 255 ? 255 : length);
    }
    if (length > room) length = room;
    if (length) memcpy(to, octets.data, length);
    memset(to + length, 0, room - length);
    return true;
}

static bool pack_one(const Layout *layout, const Field *f, Obj x, char *to)
{
    switch (f->code) {
    case 's': case 'p': return pack_octets(f, x, to);
    case 'e': case 'f': case 'd': return pack_float(layout, f, x, to);
    case 'c':
        if (!is_bytes(x) || bytes_length(x) != 1) {
            return raise_struct_error("char format requires a bytes object of length 1");
        }
        *to = bytes_data(x)[0];
        return true;
    case '?': {
        bool truth;
        if (!object_truth(x, &truth)) return false;
        *to = truth;
        return true;
    }
    default: return pack_int(f, layout->big, x, to);
    }
}

bool struct_pack_items(const Layout *layout, const Obj *items, char *to)
{
    size_t next = 0;
    memset(to, 0, layout->size);
    for (size_t i = 0; i < layout->field_count; i++) {
        const Field *f = &layout->fields[i];
        size_t count = f->code == 's' || f->code == 'p' ? 1 : f->count;
        for (size_t k = 0; k < count; k++) {
            if (!pack_one(layout, f, items[next++], to + f->offset + k * f->size)) return false;
        }
    }
    return true;
}

/* --- unpacking --- */

static Ref unpack_octets(const Field *f, const char *from)
{
    if (f->code == 's') return bytes_from(from, f->count);
    if (f->count == 0) return bytes_new(0);
    size_t length = (uint8_t)from[0];
    return bytes_from(from + 1, length < f->count ? length : f->count - 1);
}

static Ref unpack_float(const Field *f, bool big, const char *from)
{
    uint64_t bits = get_unsigned(from, f->size, big);
    if (f->code == 'e') return float_new(half_to_double((uint16_t)bits));
    if (f->code == 'f') {
        uint32_t half = (uint32_t)bits;
        float single;
        memcpy(&single, &half, 4);
        return float_new(single);
    }
    double value;
    memcpy(&value, &bits, 8);
    return float_new(value);
}

static Ref unpack_one(const Layout *layout, const Field *f, const char *from)
{
    switch (f->code) {
    case 's': case 'p': return unpack_octets(f, from);
    case 'e': case 'f': case 'd': return unpack_float(f, layout->big, from);
    case 'c': return bytes_from(from, 1);
    case '?': return bool_new(*from != 0);
    case 'b': case 'h': case 'i': case 'l': case 'q': case 'n': {
        int spare = 64 - 8 * f->size;
        return int_new((intptr_t)(get_unsigned(from, f->size, layout->big) << spare) >> spare);
    }
    default: return int_from_unsigned(get_unsigned(from, f->size, layout->big));
    }
}

Ref struct_unpack_items(const Layout *layout, const char *from)
{
    if (!heap_fits(layout->items, sizeof(Ref))) return NULL;
    Ref tuple = tuple_new(layout->items);
    size_t next = 0;
    for (size_t i = 0; i < layout->field_count; i++) {
        const Field *f = &layout->fields[i];
        size_t count = f->code == 's' || f->code == 'p' ? 1 : f->count;
        for (size_t k = 0; k < count; k++) {
            tuple_items(tuple)[next++] = unpack_one(layout, f, from + f->offset + k * f->size);
        }
    }
    return tuple;
}
