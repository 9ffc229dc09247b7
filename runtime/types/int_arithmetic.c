/* runtime/types/int_arithmetic.c -- int: the operators, on machine words first and limbs after.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/int.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/types/float.h"
#include "runtime/types/none.h"
#include <math.h>

static size_t size_of(const __mpz_struct *view)     { return mpz_size(view); }

/* |a| + |b| with the sign given; either may be the longer. */
static Ref add_magnitudes(const __mpz_struct *a, const __mpz_struct *b, bool negative)
{
    if (size_of(a) < size_of(b)) {
        const __mpz_struct *longer = b;
        b = a;
        a = longer;
    }
    size_t limbs = size_of(a);
    Ref made = int_allocate(limbs + 1);
    mp_limb_t *out = ((Int *)made)->limbs;
    const mp_limb_t *left = mpz_limbs_read(a), *right = mpz_limbs_read(b);
    if (size_of(b)) out[limbs] = mpn_add(out, left, limbs, right, size_of(b));
    else {
        mpn_copyi(out, left, limbs);
        out[limbs] = 0;
    }
    return int_finish(made, limbs + 1, negative);
}

/* |a| - |b|, negated if asked. */
static Ref subtract_magnitudes(const __mpz_struct *a, const __mpz_struct *b, bool negative)
{
    int order = mpz_cmpabs(a, b);
    if (order == 0) return small_int(0);
    if (order < 0) {
        const __mpz_struct *larger = b;
        b = a;
        a = larger;
        negative = !negative;
    }
    size_t limbs = size_of(a);
    Ref made = int_allocate(limbs);
    mp_limb_t *out = ((Int *)made)->limbs;
    if (size_of(b)) mpn_sub(out, mpz_limbs_read(a), limbs, mpz_limbs_read(b), size_of(b));
    else mpn_copyi(out, mpz_limbs_read(a), limbs);
    return int_finish(made, limbs, negative);
}

Ref int_add(Obj a, Obj b)
{
    intptr_t x, y, sum;
    if (int_fits(a, &x) && int_fits(b, &y) && !__builtin_add_overflow(x, y, &sum))
        return int_new(sum);
    IntView a_room, b_room;
    const __mpz_struct *left = int_view(a, &a_room), *right = int_view(b, &b_room);
    bool negative = mpz_sgn(left) < 0;
    if (negative == (mpz_sgn(right) < 0)) return add_magnitudes(left, right, negative);
    return subtract_magnitudes(left, right, negative);
}

Ref int_subtract(Obj a, Obj b)
{
    intptr_t x, y, difference;
    if (int_fits(a, &x) && int_fits(b, &y) && !__builtin_sub_overflow(x, y, &difference))
        return int_new(difference);
    IntView a_room, b_room;
    const __mpz_struct *left = int_view(a, &a_room), *right = int_view(b, &b_room);
    bool negative = mpz_sgn(left) < 0;
    if (negative != (mpz_sgn(right) < 0)) return add_magnitudes(left, right, negative);
    return subtract_magnitudes(left, right, negative);
}

/* MemoryError (NULL) for a product beyond the memory limit. */
Ref int_multiply(Obj a, Obj b)
{
    intptr_t x, y, product;
    if (int_fits(a, &x) && int_fits(b, &y) && !__builtin_mul_overflow(x, y, &product))
        return int_new(product);
    IntView a_room, b_room;
    const __mpz_struct *left = int_view(a, &a_room), *right = int_view(b, &b_room);
    if (size_of(left) < size_of(right)) {
        const __mpz_struct *longer = right;
        right = left;
        left = longer;
    }
    if (size_of(right) == 0) return small_int(0);
    size_t limbs = size_of(left) + size_of(right);
    if (limbs > 1 << 16 && !heap_fits(limbs, sizeof(mp_limb_t))) return NULL;
    Ref made = int_allocate(limbs);
    mp_limb_t *out = ((Int *)made)->limbs;
    const mp_limb_t *l = mpz_limbs_read(left), *r = mpz_limbs_read(right);
    if (size_of(right) == 1) out[limbs - 1] = mpn_mul_1(out, l, size_of(left), r[0]);
    else if (l == r) mpn_sqr(out, l, size_of(left));
    else mpn_mul(out, l, size_of(left), r, size_of(right));
    return int_finish(made, limbs, (mpz_sgn(left) < 0) != (mpz_sgn(right) < 0));
}

/* Floored division of machine words; b is not 0. */
static inline intptr_t floor_quotient(intptr_t a, intptr_t b, intptr_t *remainder)
{
    intptr_t quotient = a / b, rest = a % b;
    if (rest && (rest ^ b) < 0) {
        quotient--;
        rest += b;
    }
    *remainder = rest;
    return quotient;
}

static void divide_large(Obj a, Obj b, Ref *quotient, Ref *remainder)
{
    IntView a_room, b_room;
    const __mpz_struct *left = int_view(a, &a_room), *right = int_view(b, &b_room);
    mpz_t q, r;
    mpz_inits(q, r, NULL);
    if (!remainder) mpz_fdiv_q(q, left, right);
    else if (!quotient) mpz_fdiv_r(r, left, right);
    else mpz_fdiv_qr(q, r, left, right);
    if (quotient) *quotient = int_from_mpz(q);
    if (remainder) *remainder = int_from_mpz(r);
    mpz_clears(q, r, NULL);
}

Ref int_floor_divide(Obj a, Obj b)
{
    if (int_sign(b) == 0)
        return raise_zero_division_error("integer division or modulo by zero");
    intptr_t rest;
    if (is_small(a) && is_small(b))
        return int_new(floor_quotient(small_value(a), small_value(b), &rest));
    Ref quotient;
    divide_large(a, b, &quotient, NULL);
    return quotient;
}

Ref int_modulo(Obj a, Obj b)
{
    if (int_sign(b) == 0) return raise_zero_division_error("integer modulo by zero");
    if (is_small(a) && is_small(b)) {
        intptr_t rest;
        floor_quotient(small_value(a), small_value(b), &rest);
        return small_int(rest);
    }
    Ref remainder;
    divide_large(a, b, NULL, &remainder);
    return remainder;
}

bool int_divmod(Obj a, Obj b, Ref *quotient, Ref *remainder)
{
    if (int_sign(b) == 0)
        return raise_zero_division_error("integer division or modulo by zero");
    if (is_small(a) && is_small(b)) {
        intptr_t rest;
        *quotient = int_new(floor_quotient(small_value(a), small_value(b), &rest));
        *remainder = small_int(rest);
    } else {
        divide_large(a, b, quotient, remainder);
    }
    return true;
}

/* |a| / |b|, correctly rounded: 64 or 65 bits of quotient and whether anything is left. */
static bool divide_to_double(const __mpz_struct *a, const __mpz_struct *b, double *value)
{
    long shift = (long)mpz_sizeinbase(b, 2) - (long)mpz_sizeinbase(a, 2) + 63;
    if (shift < -1100) return false;
    if (shift > 1300) {
        *value = 0.0;
        return true;
    }
    mpz_t scaled, quotient, rest;
    mpz_inits(scaled, quotient, rest, NULL);
    if (shift >= 0) {
        mpz_mul_2exp(scaled, a, (mp_bitcnt_t)shift);
        mpz_tdiv_qr(quotient, rest, scaled, b);
    } else {
        mpz_mul_2exp(scaled, b, (mp_bitcnt_t)-shift);
        mpz_tdiv_qr(quotient, rest, a, scaled);
    }
    bool fits = int_round_to_double(mpz_get_ui(quotient), mpz_sgn(rest) != 0, -shift, value);
    mpz_clears(scaled, quotient, rest, NULL);
    return fits;
}

Ref int_true_divide(Obj a, Obj b)
{
    enum { EXACT_BITS = 53 };
    if (int_sign(b) == 0) return raise_zero_division_error("division by zero");
    if (is_small(a) && is_small(b)) {
        intptr_t left = small_value(a), right = small_value(b), limit = (intptr_t)1 << EXACT_BITS;
        if (left >= -limit && left <= limit && right >= -limit && right <= limit)
            return float_new((double)left / (double)right);
    }
    IntView a_room, b_room;
    const __mpz_struct *left = int_view(a, &a_room), *right = int_view(b, &b_room);
    double value = 0.0;
    if (mpz_sgn(left) && !divide_to_double(left, right, &value))
        return raise_overflow_error("integer division result too large for a float");
    return float_new((mpz_sgn(left) < 0) != (mpz_sgn(right) < 0) ? -value : value);
}

static Ref power_float(Obj base, Obj exponent)
{
    double b, e;
    if (!int_to_double(base, &b) || !int_to_double(exponent, &e)) return NULL;
    if (b == 0.0)
        return raise_zero_division_error("0.0 cannot be raised to a negative power");
    return float_new(pow(b, e));
}

static Ref power_modulo(Obj base, Obj exponent, Obj modulus)
{
    if (int_sign(modulus) == 0) return raise_value_error("pow() 3rd argument cannot be 0");
    IntView b_room, e_room, m_room;
    const __mpz_struct *b = int_view(base, &b_room), *e = int_view(exponent, &e_room);
    const __mpz_struct *m = int_view(modulus, &m_room);
    mpz_t positive, result;
    mpz_init(result);
    mpz_roinit_n(positive, mpz_limbs_read(m), (mp_size_t)mpz_size(m));
    // A modulus of 1 or -1 leaves 0 for every base and exponent.
    bool invertible = mpz_cmpabs_ui(m, 1) == 0 || mpz_sgn(e) >= 0
                      || mpz_invert(result, b, positive);
    if (invertible && mpz_cmpabs_ui(m, 1) != 0) {
        mpz_powm(result, b, e, positive);
        if (mpz_sgn(m) < 0 && mpz_sgn(result)) mpz_add(result, result, m);
    }
    Ref power = invertible ? int_from_mpz(result)
                           : raise_value_error("base is not invertible for the given modulus");
    mpz_clear(result);
    return power;
}

static Ref power_large(Obj base, uint64_t exponent)
{
    size_t bits;
    if (__builtin_mul_overflow(int_bit_length(base), exponent, &bits))
        return raise_no_memory();
    if (bits > 1 << 22 && !heap_fits(bits / 4, 1)) return NULL;     // result and scratch
    IntView room;
    mpz_t result;
    mpz_init(result);
    mpz_pow_ui(result, int_view(base, &room), exponent);
    Ref power = int_from_mpz(result);
    mpz_clear(result);
    return power;
}

Ref int_power(Obj a, Obj b, Obj modulus)
{
    if (modulus) return power_modulo(a, b, modulus);
    if (int_sign(b) < 0) return power_float(a, b);
    uint64_t exponent;
    if (!int_fits_unsigned(b, &exponent)) {
        intptr_t base;
        if (!int_fits(a, &base) || base < -1 || base > 1) return raise_no_memory();
        IntView room;
        if (base == -1 && mpz_even_p(int_view(b, &room))) base = 1;
        return small_int(base);
    }
    if (is_small(a)) {
        intptr_t result = 1, square = small_value(a);
        uint64_t left = exponent;
        while (left) {
            if ((left & 1) && __builtin_mul_overflow(result, square, &result)) break;
            left >>= 1;
            if (left && __builtin_mul_overflow(square, square, &square)) break;
        }
        if (!left) return int_new(result);
    }
    return power_large(a, exponent);
}

Ref int_shift_left(Obj a, Obj b)
{
    if (int_sign(b) < 0) return raise_value_error("negative shift count");
    if (int_sign(a) == 0) return small_int(0);
    intptr_t count;
    IntView room;
    if (!int_fits(b, &count))
        return mpz_sizeinbase(int_view(b, &room), 2) <= 66
            ? raise_no_memory() : raise_overflow_error("too many digits in integer");
    if (is_small(a) && count < 62) {
        intptr_t value = small_value(a), shifted = (intptr_t)((uintptr_t)value << count);
        if (shifted >> count == value) return int_new(shifted);
    }
    const __mpz_struct *view = int_view(a, &room);
    size_t words = (size_t)count / 64, limbs = words + size_of(view) + 1;
    unsigned bits = (unsigned)count % 64;
    if (limbs > 1 << 16 && !heap_fits(limbs, sizeof(mp_limb_t))) return NULL;
    Ref made = int_allocate(limbs);
    mp_limb_t *out = ((Int *)made)->limbs;
    mpn_zero(out, (mp_size_t)words);
    out += words;
    if (bits) {
        out[size_of(view)] = mpn_lshift(out, mpz_limbs_read(view), size_of(view), bits);
    } else {
        mpn_copyi(out, mpz_limbs_read(view), size_of(view));
        out[size_of(view)] = 0;
    }
    return int_finish(made, limbs, mpz_sgn(view) < 0);
}

Ref int_shift_right(Obj a, Obj b)
{
    if (int_sign(b) < 0) return raise_value_error("negative shift count");
    intptr_t count;
    if (!int_fits(b, &count)) return small_int(int_sign(a) < 0 ? -1 : 0);
    if (is_small(a)) return small_int(small_value(a) >> (count < 63 ? count : 63));
    IntView room;
    mpz_t result;
    mpz_init(result);
    mpz_fdiv_q_2exp(result, int_view(a, &room), (mp_bitcnt_t)count);
    Ref shifted = int_from_mpz(result);
    mpz_clear(result);
    return shifted;
}

static Ref bitwise(Obj a, Obj b, void (*operation)(mpz_t, mpz_srcptr, mpz_srcptr))
{
    IntView a_room, b_room;
    mpz_t result;
    mpz_init(result);
    operation(result, int_view(a, &a_room), int_view(b, &b_room));
    Ref made = int_from_mpz(result);
    mpz_clear(result);
    return made;
}

Ref int_and(Obj a, Obj b)
{
    if (is_small(a) && is_small(b)) return small_int(small_value(a) & small_value(b));
    return bitwise(a, b, mpz_and);
}

Ref int_or(Obj a, Obj b)
{
    if (is_small(a) && is_small(b)) return small_int(small_value(a) | small_value(b));
    return bitwise(a, b, mpz_ior);
}

Ref int_xor(Obj a, Obj b)
{
    if (is_small(a) && is_small(b)) return small_int(small_value(a) ^ small_value(b));
    return bitwise(a, b, mpz_xor);
}

Ref int_negate(Obj a)
{
    if (is_small(a)) return int_new(-small_value(a));
    IntView room;
    mpz_t negative;
    const __mpz_struct *view = int_view(a, &room);
    return int_from_mpz(mpz_roinit_n(negative, mpz_limbs_read(view),
                                     mpz_sgn(view) < 0 ? (mp_size_t)size_of(view)
                                                       : -(mp_size_t)size_of(view)));
}

Ref int_absolute(Obj a)
{
    if (int_sign(a) < 0) return int_negate(a);
    if (is_exact_int(a)) return keep(a);
    IntView room;
    return int_from_mpz(int_view(a, &room));
}

Ref int_invert(Obj a)
{
    if (is_small(a)) return small_int(~small_value(a));
    scoped Ref negative = int_negate(a);
    return int_subtract(negative, small_int(1));
}
