/* runtime/modules/math_sums.c -- math on many numbers: fsum prod sumprod hypot dist
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/iterate.h"
#include "runtime/modules/math.h"
#include "runtime/protocol.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include <math.h>
#include <string.h>

/* --- exact sums --- */

/* Every finite double is a whole multiple of 2**-1074 below 2**1024, so a fixed-point number of
 * 2098 bits, with room for carries, adds any number of them without an error. */
enum { LIMBS = 34, LOWEST = -1074 };
typedef struct ExactSum {
    mp_limb_t positive[LIMBS], negative[LIMBS];
    double special;           // sum of the infinities and NaNs
    bool has_special, opposed;
} ExactSum;

static void exact_add(ExactSum *sum, double x)
{
    if (!isfinite(x)) {
        if (sum->has_special && isinf(x) && isinf(sum->special) && x != sum->special)
            sum->opposed = true;
        sum->special = sum->has_special ? sum->special + x : x;
        sum->has_special = true;
        return;
    }
    if (x == 0.0) return;
    int exponent;
    double fraction = frexp(fabs(x), &exponent);
    int place = exponent - 53 - LOWEST;
    uint64_t mantissa = (uint64_t)ldexp(fraction, 53);
    if (place < 0) {                                           // subnormal: its low bits are zeros
        mantissa >>= -place;
        place = 0;
    }
    mp_limb_t *to = (x < 0 ? sum->negative : sum->positive) + place / 64;
    unsigned shift = (unsigned)place % 64;
    mp_limb_t parts[2] = { mantissa << shift, shift ? mantissa >> (64 - shift) : 0 };
    mp_size_t left = LIMBS - place / 64;
    if (left >= 2) mpn_add(to, to, left, parts, 2);
    else mpn_add_1(to, to, left, parts[0]);
}

/* The sum, rounded once; false: too large for a float. */
static bool exact_value(const ExactSum *sum, double *value)
{
    mp_limb_t difference[LIMBS];
    bool negative = mpn_cmp(sum->positive, sum->negative, LIMBS) < 0;
    if (negative) mpn_sub_n(difference, sum->negative, sum->positive, LIMBS);
    else mpn_sub_n(difference, sum->positive, sum->negative, LIMBS);
    int top = LIMBS - 1;
    while (top > 0 && difference[top] == 0) top--;
    mp_limb_t high = difference[top], low = top ? difference[top - 1] : 0;
    int shift = high ? __builtin_clzll(high) : 0;
    uint64_t bits = shift ? high << shift | low >> (64 - shift) : high;
    bool sticky = shift ? (low << shift) != 0 : low != 0;
    for (int i = 0; i + 1 < top && !sticky; i++) sticky = difference[i] != 0;
    if (!int_round_to_double(bits, sticky, top * 64 - shift + LOWEST, value)) return false;
    if (negative) *value = -*value;
    return true;
}

Ref math_fsum(const Obj arg[])
{
    ExactSum sum = {0};
    scoped Ref iterator = iter_of(arg[0]);
    if (!iterator) return NULL;
    for (;;) {
        scoped Ref item = NULL;
        double x;
        if (!iter_next(iterator, &item)) return NULL;
        if (!item) break;
        if (!object_to_double(item, &x)) return NULL;
        exact_add(&sum, x);
    }
    if (sum.opposed) return raise_value_error("-inf + inf in fsum");
    if (sum.has_special) return float_new(sum.special);
    double value;
    if (!exact_value(&sum, &value)) return raise_overflow_error("intermediate overflow in fsum");
    return float_new(value);
}

/* --- products --- */

Ref math_prod(const Obj arg[])
{
    enum { iterable, start };
    scoped Ref product = arg[start] ? keep(arg[start]) : small_int(1);
    scoped Ref iterator = iter_of(arg[iterable]);
    if (!iterator) return NULL;
    for (;;) {
        scoped Ref item = NULL;
        if (!iter_next(iterator, &item)) return NULL;
        if (!item) return take(&product);
        Ref next = operate(OP_MULTIPLY, product, item);
        if (!next) return NULL;
        replace(&product, next);
    }
}

/* The sum of products so far: an exact one of doubles while only floats and ints come. */
typedef struct Products {
    Ref total;                // any object
    ExactSum floats;
    bool has_floats;
} Products;

/* Adds what the floats made to the total. */
static bool settle(Products *p)
{
    if (!p->has_floats) return true;
    double value = p->floats.special;
    if (!p->floats.has_special && !exact_value(&p->floats, &value))
        return raise_overflow_error("intermediate overflow in fsum");
    if (p->floats.opposed) value = NAN;
    scoped Ref sum = float_new(value);
    Ref total = operate(OP_ADD, p->total, sum);
    if (!total) return false;
    replace(&p->total, total);
    p->floats = (ExactSum){0};
    p->has_floats = false;
    return true;
}

static bool add_product(Products *p, Obj left, Obj right)
{
    double a, b;
    bool a_fits = false, b_fits = false;
    bool any_float = has_type(left, &float_type) || has_type(right, &float_type);
    if (any_float && (!float_operand(left, &a, &a_fits) || !float_operand(right, &b, &b_fits)))
        return false;
    if (a_fits && b_fits) {
        double high = a * b;
        exact_add(&p->floats, high);
        if (isfinite(high)) exact_add(&p->floats, fma(a, b, -high));
        p->has_floats = true;
        return true;
    }
    scoped Ref product = operate(OP_MULTIPLY, left, right);
    if (!product || !settle(p)) return false;
    Ref total = operate(OP_ADD, p->total, product);
    if (!total) return false;
    replace(&p->total, total);
    return true;
}

static bool add_products(Products *p, Obj left, Obj right)
{
    for (;;) {
        scoped Ref a = NULL, b = NULL;
        if (!iter_next(left, &a) || !iter_next(right, &b)) return false;
        if (!a != !b) return raise_value_error("Inputs are not the same length");
        if (!a) return settle(p);
        if (!add_product(p, a, b)) return false;
    }
}

Ref math_sumprod(const Obj arg[])
{
    scoped Ref left = iter_of(arg[0]);
    scoped Ref right = left ? iter_of(arg[1]) : NULL;
    if (!right) return NULL;
    Products p = { .total = small_int(0) };
    if (add_products(&p, left, right)) return p.total;
    drop(p.total);
    return NULL;
}

/* --- lengths of vectors --- */

/* The root of the sum of squares. The parts are scaled by a power of two, so that squares neither
 * overflow nor vanish, and summed exactly; one Newton step on what is left rounds the root well. */
static double length_of(const double *parts, size_t count)
{
    double largest = 0.0;
    bool has_nan = false;
    for (size_t i = 0; i < count; i++) {
        if (isinf(parts[i])) return INFINITY;
        if (isnan(parts[i])) has_nan = true;
        largest = fmax(largest, fabs(parts[i]));
    }
    if (has_nan) return NAN;
    if (largest == 0.0 || count == 1) return largest;
    int exponent;
    frexp(largest, &exponent);
    ExactSum sum = {0};
    for (size_t i = 0; i < count; i++) {
        double part = ldexp(parts[i], -exponent), square = part * part;
        exact_add(&sum, square);
        exact_add(&sum, fma(part, part, -square));
    }
    double square, rest;
    if (!exact_value(&sum, &square)) return INFINITY;
    exact_add(&sum, -square);
    if (!exact_value(&sum, &rest)) return INFINITY;
    double root = sqrt(square);
    root += (fma(-root, root, square) + rest) / (2 * root);
    return ldexp(root, exponent);
}

Ref math_hypot(const Obj arg[])
{
    size_t count = tuple_length(arg[0]);
    double *parts = heap_scratch(count * sizeof *parts);
    for (size_t i = 0; i < count; i++)
        if (!object_to_double(tuple_peek(arg[0], i), &parts[i])) return NULL;
    return float_new(length_of(parts, count));
}

Ref math_dist(const Obj arg[])
{
    scoped Ref p = tuple_from(arg[0]);
    scoped Ref q = p ? tuple_from(arg[1]) : NULL;
    if (!q) return NULL;
    size_t count = tuple_length(p);
    if (tuple_length(q) != count)
        return raise_value_error("both points must have the same number of dimensions");
    double *parts = heap_scratch(count * sizeof *parts);
    for (size_t i = 0; i < count; i++) {
        double a, b;
        if (!object_to_double(tuple_peek(p, i), &a) || !object_to_double(tuple_peek(q, i), &b))
            return NULL;
        parts[i] = a - b;
    }
    return float_new(length_of(parts, count));
}
