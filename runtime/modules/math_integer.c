/* runtime/modules/math_integer.c -- math on whole numbers: gcd lcm factorial comb perm isqrt
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/math.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include <math.h>

/* Folds the arguments with a function of GMP, from `start` on. */
static Ref fold(Obj integers, long start, void (*step)(mpz_t, mpz_srcptr, mpz_srcptr))
{
    mpz_t total;
    mpz_init_set_si(total, start);
    Ref result = NULL;
    size_t i = 0;
    for (; i < tuple_length(integers); i++) {
        scoped Ref number = object_get_index(tuple_peek(integers, i));
        if (!number) break;
        IntView room;
        step(total, total, int_view(number, &room));
    }
    if (i == tuple_length(integers)) result = int_from_mpz(total);
    mpz_clear(total);
    return result;
}

Ref math_gcd(const Obj arg[])       { return fold(arg[0], 0, mpz_gcd); }
Ref math_lcm(const Obj arg[])       { return fold(arg[0], 1, mpz_lcm); }

Ref math_factorial(const Obj arg[])
{
    scoped Ref number = object_get_index(arg[0]);
    intptr_t n;
    if (!number) return NULL;
    if (int_sign(number) < 0)
        return raise_value_error("factorial() not defined for negative values");
    if (!int_fits(number, &n))
        return raise_overflow_error("factorial() argument should not exceed %ld", INTPTR_MAX);
    if (n <= 20) {
        intptr_t product = 1;
        for (intptr_t i = 2; i <= n; i++) product *= i;
        return int_new(product);
    }
    double octets = (double)n * log2((double)n) / 8;
    if (octets > 1 << 20 && !heap_fits((size_t)fmin(octets * 2, 0x1p62), 1)) return NULL;
    mpz_t result;
    mpz_init(result);
    mpz_fac_ui(result, (unsigned long)n);
    Ref made = int_from_mpz(result);
    mpz_clear(result);
    return made;
}

static bool read_pair(const Obj arg[], Ref *n, Ref *k)
{
    *n = object_get_index(arg[0]);
    if (!*n) return false;
    *k = object_get_index(arg[1]);
    if (!*k) return false;
    if (int_sign(*n) < 0) return raise_value_error("n must be a non-negative integer");
    if (int_sign(*k) < 0) return raise_value_error("k must be a non-negative integer");
    return true;
}

/* Whether a result of about count * bits(n) bits may be made. */
static bool fits(Obj n, intptr_t count)
{
    size_t bits;
    if (__builtin_mul_overflow(int_bit_length(n), (size_t)count, &bits)) return raise_no_memory();
    return bits < 1 << 22 || heap_fits(bits / 8, 2);
}

Ref math_comb(const Obj arg[])
{
    scoped Ref n = NULL, k = NULL;
    intptr_t count;
    if (!read_pair(arg, &n, &k)) return NULL;
    scoped Ref rest = int_subtract(n, k);
    if (int_sign(rest) < 0) return small_int(0);
    Obj smaller = int_compare(rest, k) < 0 ? rest : k;
    if (!int_fits(smaller, &count))
        return raise_overflow_error("min(n - k, k) must not exceed %ld", INTPTR_MAX);
    if (!fits(n, count)) return NULL;
    IntView room;
    mpz_t result;
    mpz_init(result);
    mpz_bin_ui(result, int_view(n, &room), (unsigned long)count);
    Ref made = int_from_mpz(result);
    mpz_clear(result);
    return made;
}

/* n * (n-1) * ... `count` factors, halved again and again so that factors are alike in size. */
static void falling(mpz_t result, const mpz_t n, unsigned long count)
{
    enum { FEW = 8 };
    if (count <= FEW) {
        mpz_t factor;
        mpz_init_set(factor, n);
        mpz_set_ui(result, 1);
        for (; count; count--) {
            mpz_mul(result, result, factor);
            mpz_sub_ui(factor, factor, 1);
        }
        mpz_clear(factor);
        return;
    }
    mpz_t lower, middle;
    mpz_inits(lower, middle, NULL);
    mpz_sub_ui(middle, n, count / 2);
    falling(result, n, count / 2);
    falling(lower, middle, count - count / 2);
    mpz_mul(result, result, lower);
    mpz_clears(lower, middle, NULL);
}

Ref math_perm(const Obj arg[])
{
    if (!arg[1] || is_none(arg[1])) return math_factorial(arg);
    scoped Ref n = NULL, k = NULL;
    intptr_t count;
    if (!read_pair(arg, &n, &k)) return NULL;
    if (int_compare(k, n) > 0) return small_int(0);
    if (!int_fits(k, &count)) return raise_overflow_error("k must not exceed %ld", INTPTR_MAX);
    if (!fits(n, count)) return NULL;
    IntView room;
    mpz_t result;
    mpz_init(result);
    falling(result, int_view(n, &room), (unsigned long)count);
    Ref made = int_from_mpz(result);
    mpz_clear(result);
    return made;
}

Ref math_isqrt(const Obj arg[])
{
    scoped Ref number = object_get_index(arg[0]);
    if (!number) return NULL;
    if (int_sign(number) < 0)
        return raise_value_error("isqrt() argument must be nonnegative");
    IntView room;
    mpz_t root;
    mpz_init(root);
    mpz_sqrt(root, int_view(number, &room));
    Ref made = int_from_mpz(root);
    mpz_clear(root);
    return made;
}
