/* runtime/modules/struct_layout.c -- struct: reading a format; packing and unpacking by it.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/machine.h"
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

/* How an item lies in memory: what the loops of packing and unpacking go by. */
static ItemKind kind_of(char code, unsigned size, bool big)
{
    static const char codes[] = "xspc?efd";
    static const ItemKind kinds[] = {
        ITEM_PAD, ITEM_OCTETS, ITEM_PASCAL, ITEM_CHAR, ITEM_BOOL, ITEM_HALF, ITEM_SINGLE, ITEM_DOUBLE,
    };
    const char *found = strchr(codes, code);
    ItemKind kind = size == 1 ? ITEM_U8 : size == 2 ? ITEM_U16 : size == 4 ? ITEM_U32 : ITEM_U64;
    if (found) kind = kinds[found - codes];
    else if (code >= 'a') kind++;                                   // signed
    return big && size > 1 && kind >= ITEM_U16 ? kind + ITEM_SWAPPED : kind;
}

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
        fields[out->field_count++] = (Field){
            .code = code, .kind = kind_of(code, size, out->big), .size = (uint8_t)size,
            .offset = out->size, .count = count };
        out->items += one ? 1 : count;
        out->filled += bytes;
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

/* --- packing --- */

static void put_unsigned(char *to, uint64_t value, unsigned size, bool big)
{
    for (unsigned i = 0; i < size; i++) to[big ? size - 1 - i : i] = (char)(value >> 8 * i);
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
    bool is_signed = f->code >= 'a';
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

static bool raise_large(Obj x, char code)
{
    if (is_int(x)) return raise_struct_error("int too large to convert");
    return raise_overflow_error("float too large to pack with %c format", code);
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
            return raise_large(x, 'e');
        }
        put_unsigned(to, half, 2, layout->big);
    } else if (f->code == 'f') {
        float single = (float)value;
        uint32_t bits;
        if (!layout->native && isinf(single) && !isinf(value)) {
            return raise_large(x, 'f');
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

/* Common values, without a call; false: not one of them. */
static inline bool pack_fast(unsigned kind, Obj x, char *to)
{
#define PUT(type, from) do { type item = (from); memcpy(to, &item, sizeof item); return true; } while (0)
#define PUT_INT(type, wide, swap) \
    if (!is_small(x) || (intptr_t)(type)small_value(x) != small_value(x)) return false; \
    PUT(wide, swap((wide)small_value(x)))
#define SAME(x) (x)
    double value;
    switch (kind) {
    case ITEM_U8: PUT_INT(uint8_t, uint8_t, SAME);
    case ITEM_I8: PUT_INT(int8_t, uint8_t, SAME);
    case ITEM_U16: PUT_INT(uint16_t, uint16_t, SAME);
    case ITEM_I16: PUT_INT(int16_t, uint16_t, SAME);
    case ITEM_U32: PUT_INT(uint32_t, uint32_t, SAME);
    case ITEM_I32: PUT_INT(int32_t, uint32_t, SAME);
    case ITEM_U16 + ITEM_SWAPPED: PUT_INT(uint16_t, uint16_t, __builtin_bswap16);
    case ITEM_I16 + ITEM_SWAPPED: PUT_INT(int16_t, uint16_t, __builtin_bswap16);
    case ITEM_U32 + ITEM_SWAPPED: PUT_INT(uint32_t, uint32_t, __builtin_bswap32);
    case ITEM_I32 + ITEM_SWAPPED: PUT_INT(int32_t, uint32_t, __builtin_bswap32);
    case ITEM_I64: PUT_INT(int64_t, uint64_t, SAME);
    case ITEM_I64 + ITEM_SWAPPED: PUT_INT(int64_t, uint64_t, __builtin_bswap64);
    case ITEM_DOUBLE:
        if (!has_type(x, &float_type)) return false;
        PUT(double, float_value(x));
    case ITEM_SINGLE:
        if (!has_type(x, &float_type)) return false;
        value = float_value(x);
        if (!(fabs(value) < 1e38)) return false;
        PUT(float, (float)value);
    default: return false;
    }
}

bool struct_pack_items(const Layout *layout, const Obj *items, char *to)
{
    size_t next = 0;
    if (layout->filled != layout->size) memset(to, 0, layout->size);
    for (size_t i = 0; i < layout->field_count; i++) {
        const Field *f = &layout->fields[i];
        size_t count = f->code == 's' || f->code == 'p' ? 1 : f->count;
        for (size_t k = 0; k < count; k++) {
            Obj item = items[next++];
            char *at = to + f->offset + k * f->size;
            if (pack_fast(f->kind, item, at) || pack_one(layout, f, item, at)) continue;
            memset(at, 0, layout->size - (size_t)(at - to));
            return false;
        }
    }
    return true;
}

