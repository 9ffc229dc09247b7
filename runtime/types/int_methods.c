/* runtime/types/int_methods.c -- int: methods and attributes; bytes to int and back.
 *   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/intern.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/heap.h"
#include "runtime/packed.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

/* --- octets --- */

Ref int_from_bytes(const unsigned char *data, size_t length, bool little, bool is_signed)
{
    if (length < 8) {
        uint64_t bits = 0;
        for (size_t i = 0; i < length; i++) bits = bits << 8 | data[little ? length - 1 - i : i];
        unsigned spare = 64 - 8 * (unsigned)length;
        if (!is_signed || length == 0) return small_int((intptr_t)bits);
        return small_int((intptr_t)(bits << spare) >> spare);
    }
    size_t limbs = (length + 7) / 8;
    bool negative = is_signed && (data[little ? length - 1 : 0] & 0x80);
    Ref made = int_allocate(limbs);
    mp_limb_t *out = ((Int *)made)->limbs;
    for (size_t i = 0; i < limbs; i++) out[i] = negative ? ~(mp_limb_t)0 : 0;
    for (size_t i = 0; i < length; i++) {
        mp_limb_t octet = data[little ? i : length - 1 - i];
        unsigned shift = i % 8 * 8;
        out[i / 8] = (out[i / 8] & ~((mp_limb_t)0xff << shift)) | octet << shift;
    }
    if (negative) mpn_neg(out, out, (mp_size_t)limbs);
    return int_finish(made, limbs, negative);
}

/* Whether |x| (x's two's complement if signed) goes into so many octets. */
static bool fits_octets(const __mpz_struct *x, size_t length, bool is_signed)
{
    if (mpz_sgn(x) == 0) return true;
    size_t bits = mpz_sizeinbase(x, 2);
    if (!is_signed) return bits <= length * 8;
    if (mpz_sgn(x) > 0) return bits < length * 8;
    bool power = mpz_scan1(x, 0) == bits - 1;                  // -128 goes into one octet
    return bits - power < length * 8 || (length == 0 && bits == 1);    // -1 goes into none
}

Ref int_to_bytes(Obj x, size_t length, bool little, bool is_signed)
{
    IntView room;
    const __mpz_struct *view = int_view(x, &room);
    bool negative = mpz_sgn(view) < 0;
    if (negative && !is_signed)
        return raise_overflow_error("can't convert negative int to unsigned");
    if (!fits_octets(view, length, is_signed))
        return raise_overflow_error("int too big to convert");
    if (!heap_fits(length, 1)) return NULL;
    Ref made = bytes_new(length);
    unsigned char *out = (unsigned char *)bytes_data(made);
    const mp_limb_t *limbs = mpz_limbs_read(view);
    unsigned carry = 1;
    for (size_t i = 0; i < length; i++) {
        unsigned octet = i / 8 < mpz_size(view) ? limbs[i / 8] >> (i % 8 * 8) & 0xff : 0;
        if (negative) {
            octet = (~octet & 0xff) + carry;
            carry = octet >> 8;
        }
        out[little ? i : length - 1 - i] = (unsigned char)octet;
    }
    return made;
}

static bool read_order(Obj order, const char *function, bool *little)
{
    *little = false;
    if (!order) return true;
    if (!is_str(order))
        return raise_type_error("%s() argument 'byteorder' must be str, not %A", function, order);
    size_t length = str_is_ascii(order) ? str_length(order) : 0;
    *little = length == 6 && memcmp(str_data(order), "little", 6) == 0;
    if (*little || (length == 3 && memcmp(str_data(order), "big", 3) == 0)) return true;
    return raise_value_error("byteorder must be either 'little' or 'big'");
}

static Ref int_to_bytes_method(const Obj arg[])
{
    enum { self, length, byteorder, is_signed };
    intptr_t count = 1;
    bool little, with_sign = false;
    if (arg[length] && !argument_to_size(arg[length], &count)) return NULL;
    if (!read_order(arg[byteorder], "to_bytes", &little)) return NULL;
    if (arg[is_signed] && !object_truth(arg[is_signed], &with_sign)) return NULL;
    if (count < 0) return raise_value_error("length argument must be non-negative");
    return int_to_bytes(arg[self], (size_t)count, little, with_sign);
}

static Ref int_from_bytes_method(const Obj arg[])
{
    enum { cls, bytes, byteorder, is_signed };
    bool little, with_sign = false;
    if (!read_order(arg[byteorder], "from_bytes", &little)) return NULL;
    if (arg[is_signed] && !object_truth(arg[is_signed], &with_sign)) return NULL;
    const char *data;
    size_t length;
    if (packed_octets(arg[bytes], &data, &length)) {
        Ref value = int_from_bytes((const unsigned char *)data, length, little, with_sign);
        if (arg[cls] == &int_type.head) return value;
        scoped Ref plain = value;
        return call1(arg[cls], plain);
    }
    bool found;
    scoped Ref octets = call_dunder(arg[bytes], name___bytes__, NULL, 0, &found);
    if (octets && !is_bytes(octets))
        return raise_type_error("__bytes__ returned non-bytes (type %T)", octets);
    if (!found && (is_str(arg[bytes]) || is_int(arg[bytes])))
        return raise_type_error("cannot convert '%T' object to bytes", arg[bytes]);
    if (!found) replace(&octets, bytes_from_object(arg[bytes]));
    if (!octets) return NULL;
    scoped Ref value = int_from_bytes((const unsigned char *)bytes_data(octets),
                                      bytes_length(octets), little, with_sign);
    if (arg[cls] == &int_type.head) return take(&value);
    return call1(arg[cls], value);
}

/* --- bits, ratios, rounding --- */

static Ref int_bit_length_method(const Obj arg[])
{
    return int_new((intptr_t)int_bit_length(arg[0]));
}

static Ref int_bit_count(const Obj arg[])
{
    IntView room;
    const __mpz_struct *view = int_view(arg[0], &room);
    size_t limbs = mpz_size(view);
    return int_new(limbs ? (intptr_t)mpn_popcount(mpz_limbs_read(view), (mp_size_t)limbs) : 0);
}

static Ref int_as_integer_ratio(const Obj arg[])
{
    Ref pair[2] = { int_exact(arg[0]), small_int(1) };
    return tuple_give_items(pair, 2);
}

static Ref int_itself(const Obj arg[])      { return int_exact(arg[0]); }
static Ref int_is_integer(const Obj arg[])  { (void)arg; return bool_new(true); }

/* Nearest multiple of 10**-digits, halves to the even one. */
static Ref int_round(const Obj arg[])
{
    enum { self, digits };
    if (!arg[digits] || is_none(arg[digits])) return int_exact(arg[self]);
    scoped Ref index = object_get_index(arg[digits]);
    if (!index) return NULL;
    if (int_sign(index) >= 0) return int_exact(arg[self]);
    scoped Ref places = int_negate(index);
    intptr_t count;
    // Beyond its own length every int rounds to 0.
    if (!int_fits(places, &count) || (size_t)count > int_bit_length(arg[self]) / 3 + 2)
        return small_int(0);
    scoped Ref unit = int_power(small_int(10), places, NULL);
    if (!unit) return NULL;
    scoped Ref quotient = NULL, remainder = NULL;
    if (!int_divmod(arg[self], unit, &quotient, &remainder)) return NULL;
    scoped Ref twice = int_add(remainder, remainder);
    int order = int_compare(twice, unit);
    scoped Ref odd = int_and(quotient, small_int(1));
    scoped Ref below = int_subtract(arg[self], remainder);
    if (order > 0 || (order == 0 && int_sign(odd))) return int_add(below, unit);
    return take(&below);
}

static Ref int_getnewargs(const Obj arg[])
{
    Ref one[1] = { int_exact(arg[0]) };
    return tuple_give_items(one, 1);
}

FORMAT_METHOD(format_int)

const Method int_methods[] = {
    FORMAT_ROW(format_int),
    { "as_integer_ratio(self, /)", int_as_integer_ratio,
      "A pair of integers whose ratio is self.", 0 },
    { "bit_count(self, /)", int_bit_count, "Number of ones in the binary form of abs(self).", 0 },
    { "bit_length(self, /)", int_bit_length_method, "Number of bits needed for abs(self).", 0 },
    { "conjugate(self, /)", int_itself, "self, the complex conjugate of any int.", 0 },
    { "from_bytes(cls, /, bytes, byteorder='big', *, signed=False)", int_from_bytes_method,
      "The int that the given octets stand for.", METHOD_CLASS },
    { "is_integer(self, /)", int_is_integer, "True.", 0 },
    { "to_bytes(self, /, length=1, byteorder='big', *, signed=False)", int_to_bytes_method,
      "The int as that many octets.", 0 },
    { "__trunc__(self, /)", int_itself, "self.", 0 },
    { "__floor__(self, /)", int_itself, "self.", 0 },
    { "__ceil__(self, /)", int_itself, "self.", 0 },
    { "__round__(self, ndigits=, /)", int_round,
      "Rounded to a multiple of 10**-ndigits, halves to even.", 0 },
    { "__getnewargs__(self, /)", int_getnewargs, NULL, 0 },
    { 0 }
};

static Ref get_real(Obj self)       { return int_exact(self); }
static Ref get_zero(Obj self)       { (void)self; return small_int(0); }
static Ref get_one(Obj self)        { (void)self; return small_int(1); }

const Getter int_getters[] = {
    { "real", get_real, NULL, "the real part" },
    { "imag", get_zero, NULL, "the imaginary part" },
    { "numerator", get_real, NULL, "the numerator in lowest terms" },
    { "denominator", get_one, NULL, "the denominator in lowest terms" },
    { 0 }
};
