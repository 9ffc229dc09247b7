/* runtime/modules/math.c -- the module math: functions of real numbers.
 *   SPDX-License-Identifier: MIT */
#include "runtime/modules/math.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/float.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include <math.h>

static void *raise_domain(void)     { return raise_value_error("math domain error"); }
static void *raise_range(void)      { return raise_overflow_error("math range error"); }

/* --- functions of one number --- */

/* NaN out of a number is a domain error, infinity out of a finite one a range or a domain error. */
static Ref checked(double result, double x, bool can_overflow)
{
    if (isnan(result) && !isnan(x)) return raise_domain();
    if (isinf(result) && isfinite(x)) return can_overflow ? raise_range() : raise_domain();
    return float_new(result);
}

#define REAL(name, can_overflow) \
    static Ref real_##name(const Obj arg[]) \
    { \
        double x; \
        return object_to_double(arg[0], &x) ? checked(name(x), x, can_overflow) : NULL; \
    }
REAL(acos, false) REAL(acosh, false) REAL(asin, false) REAL(asinh, false) REAL(atan, false)
REAL(atanh, false) REAL(cbrt, false) REAL(cos, false) REAL(cosh, true) REAL(erf, false)
REAL(erfc, false) REAL(exp, true) REAL(exp2, true) REAL(expm1, true) REAL(fabs, false)
REAL(log1p, false) REAL(sin, false) REAL(sinh, true) REAL(sqrt, false) REAL(tan, false)
REAL(tanh, false)
#undef REAL

static double gamma_of(double x)
{
    static const double factorials[] = {
        1.0, 1.0, 2.0, 6.0, 24.0, 120.0, 720.0, 5040.0, 40320.0, 362880.0, 3628800.0, 39916800.0,
        479001600.0, 6227020800.0, 87178291200.0, 1307674368000.0, 20922789888000.0,
        355687428096000.0, 6402373705728000.0, 121645100408832000.0, 2432902008176640000.0,
        51090942171709440000.0, 1124000727777607680000.0,
    };
    if (x == floor(x) && x >= 1 && x <= 23) return factorials[(int)x - 1];
    return tgamma(x);
}

static Ref real_gamma(const Obj arg[])
{
    double x;
    if (!object_to_double(arg[0], &x)) return NULL;
    if (x == -INFINITY || (x <= 0 && x == floor(x))) return raise_domain();
    return checked(gamma_of(x), x, true);
}

static Ref real_lgamma(const Obj arg[])
{
    double x;
    int sign;
    if (!object_to_double(arg[0], &x)) return NULL;
    if (isinf(x)) return float_new(INFINITY);
    if (x <= 0 && x == floor(x)) return raise_domain();
    return checked(lgamma_r(x, &sign), x, true);
}

static Ref real_degrees(const Obj arg[])
{
    double x;
    return object_to_double(arg[0], &x) ? float_new(x * (180.0 / M_PI)) : NULL;
}

static Ref real_radians(const Obj arg[])
{
    double x;
    return object_to_double(arg[0], &x) ? float_new(x * (M_PI / 180.0)) : NULL;
}

static Ref real_ulp(const Obj arg[])
{
    double x;
    if (!object_to_double(arg[0], &x)) return NULL;
    x = fabs(x);
    if (!isfinite(x)) return float_new(x);
    double above = nextafter(x, INFINITY);
    return float_new(isinf(above) ? x - nextafter(x, 0.0) : above - x);
}

#define TEST(name) \
    static Ref test_##name(const Obj arg[]) \
    { \
        double x; \
        return object_to_double(arg[0], &x) ? bool_new(name(x)) : NULL; \
    }
TEST(isfinite) TEST(isinf) TEST(isnan)
#undef TEST

/* --- logarithms --- */

/* The logarithm of any positive number; ints may be beyond what a float holds. */
static bool log_of(Obj x, double (*function)(double), double *result)
{
    double value;
    if (is_int(x)) {
        if (int_sign(x) <= 0) return raise_domain();
        size_t bits = int_bit_length(x);
        if (bits > 1024) {
            int exponent;
            scoped Ref top = int_shift_right(x, small_int((intptr_t)bits - 64));
            if (!top || !int_to_double(top, &value)) return false;
            value = frexp(value, &exponent);
            *result = function(value) + function(2.0) * (double)(bits - 64 + (size_t)exponent);
            return true;
        }
    }
    if (!object_to_double(x, &value)) return false;
    if (value <= 0.0) return raise_domain();
    *result = function(value);
    return true;
}

static Ref real_log(const Obj arg[])
{
    enum { x, base };
    double above, below;
    if (!log_of(arg[x], log, &above)) return NULL;
    if (!arg[base]) return float_new(above);
    if (!log_of(arg[base], log, &below)) return NULL;
    if (below == 0.0) return raise_zero_division_error("float division by zero");
    return float_new(above / below);
}

static Ref real_log2(const Obj arg[])
{
    double result;
    return log_of(arg[0], log2, &result) ? float_new(result) : NULL;
}

static Ref real_log10(const Obj arg[])
{
    double result;
    return log_of(arg[0], log10, &result) ? float_new(result) : NULL;
}

/* --- functions of two numbers and more --- */

static bool read_two(const Obj arg[], double *x, double *y)
{
    return object_to_double(arg[0], x) && object_to_double(arg[1], y);
}

static Ref real_atan2(const Obj arg[])
{
    double x, y;
    return read_two(arg, &y, &x) ? float_new(atan2(y, x)) : NULL;
}

static Ref real_copysign(const Obj arg[])
{
    double x, y;
    return read_two(arg, &x, &y) ? float_new(copysign(x, y)) : NULL;
}

static Ref real_fmod(const Obj arg[])
{
    double x, y;
    if (!read_two(arg, &x, &y)) return NULL;
    double result = fmod(x, y);
    return isnan(result) && !isnan(x) && !isnan(y) ? raise_domain() : float_new(result);
}

static Ref real_remainder(const Obj arg[])
{
    double x, y;
    if (!read_two(arg, &x, &y)) return NULL;
    double result = remainder(x, y);
    return isnan(result) && !isnan(x) && !isnan(y) ? raise_domain() : float_new(result);
}

static Ref real_pow(const Obj arg[])
{
    double x, y;
    if (!read_two(arg, &x, &y)) return NULL;
    double result = pow(x, y);
    if (isfinite(x) && isfinite(y)) {
        if (isnan(result)) return raise_domain();
        if (isinf(result)) return x == 0.0 ? raise_domain() : raise_range();
    }
    return float_new(result);
}

static Ref real_fma(const Obj arg[])
{
    double x, y, z;
    if (!read_two(arg, &x, &y) || !object_to_double(arg[2], &z)) return NULL;
    double result = fma(x, y, z);
    if (isnan(result) && !isnan(x) && !isnan(y) && !isnan(z))
        return raise_value_error("invalid operation in fma");
    if (isinf(result) && isfinite(x) && isfinite(y) && isfinite(z))
        return raise_overflow_error("overflow in fma");
    return float_new(result);
}

static Ref real_ldexp(const Obj arg[])
{
    enum { x, i };
    double value;
    intptr_t exponent;
    if (!object_to_double(arg[x], &value)) return NULL;
    if (!is_int(arg[i])) return raise_type_error("Expected an int as second argument to ldexp.");
    if (!int_fits(arg[i], &exponent)) exponent = int_sign(arg[i]) * (intptr_t)100000;
    if (value == 0.0 || !isfinite(value)) return float_new(value);
    if (exponent > 100000) return raise_range();
    double result = ldexp(value, exponent < -100000 ? -100000 : (int)exponent);
    return isinf(result) ? raise_range() : float_new(result);
}

static Ref pair(Ref first, Ref second)
{
    Ref both[2] = { first, second };
    return tuple_give_items(both, 2);
}

static Ref real_frexp(const Obj arg[])
{
    double x;
    int exponent = 0;
    if (!object_to_double(arg[0], &x)) return NULL;
    double fraction = isfinite(x) ? frexp(x, &exponent) : x;
    return pair(float_new(fraction), small_int(exponent));
}

static Ref real_modf(const Obj arg[])
{
    double x, whole;
    if (!object_to_double(arg[0], &x)) return NULL;
    double fraction = modf(x, &whole);
    return pair(float_new(fraction), float_new(whole));
}

/* `steps` doubles on from x towards y: doubles are ordered like their bits. */
static double walk(double x, double y, uint64_t steps)
{
    typedef union { double value; int64_t bits; } Bits;
    if (isnan(x) || isnan(y)) return x + y;
    Bits from = { .value = x }, to = { .value = y };
    int64_t a = from.bits < 0 ? INT64_MIN - from.bits : from.bits;
    int64_t b = to.bits < 0 ? INT64_MIN - to.bits : to.bits;
    uint64_t distance = a < b ? (uint64_t)b - (uint64_t)a : (uint64_t)a - (uint64_t)b;
    if (steps == 0) return x;
    if (steps >= distance) return y;
    int64_t at = a < b ? (int64_t)((uint64_t)a + steps) : (int64_t)((uint64_t)a - steps);
    if (at == 0) return copysign(0.0, x);
    from.bits = at < 0 ? INT64_MIN - at : at;
    return from.value;
}

static Ref real_nextafter(const Obj arg[])
{
    enum { x, y, steps };
    double from, to;
    uint64_t count;
    if (!read_two(arg, &from, &to)) return NULL;
    if (!arg[steps] || is_none(arg[steps])) return float_new(nextafter(from, to));
    scoped Ref number = object_get_index(arg[steps]);
    if (!number) return NULL;
    if (int_sign(number) < 0) return raise_value_error("steps must be a non-negative integer");
    return float_new(walk(from, to, int_fits_unsigned(number, &count) ? count : UINT64_MAX));
}

static Ref real_isclose(const Obj arg[])
{
    enum { a, b, relative, absolute };
    double x, y, rel = 1e-9, abs = 0.0;
    if (!read_two(arg, &x, &y)) return NULL;
    if (arg[relative] && !object_to_double(arg[relative], &rel)) return NULL;
    if (arg[absolute] && !object_to_double(arg[absolute], &abs)) return NULL;
    if (rel < 0.0 || abs < 0.0) return raise_value_error("tolerances must be non-negative");
    if (x == y) return bool_new(true);
    if (isinf(x) || isinf(y)) return bool_new(false);
    double difference = fabs(y - x);
    return bool_new(difference <= fabs(rel * y) || difference <= fabs(rel * x)
                    || difference <= abs);
}

/* --- to whole numbers --- */

/* x.__name__() or, without it, the function applied to x as a float. */
static Ref whole(Obj x, Obj name, double (*function)(double))
{
    double value;
    if (!has_type(x, &float_type)) {
        bool found = false;
        Ref result = call_dunder(x, name, NULL, 0, &found);
        if (result || found || error_pending()) return result;
        if (!function) return raise_type_error("type %T doesn't define %S method", x, name);
    }
    if (!object_to_double(x, &value)) return NULL;
    scoped Ref made = float_new(function ? function(value) : trunc(value));
    return float_type.to_int(made);
}

static Ref math_floor(const Obj arg[])      { return whole(arg[0], name___floor__, floor); }
static Ref math_ceil(const Obj arg[])       { return whole(arg[0], name___ceil__, ceil); }
static Ref math_trunc(const Obj arg[])      { return whole(arg[0], name___trunc__, NULL); }

static const Method math_functions[] = {
    { "acos(x, /)", real_acos, "Arc cosine of x, in radians.", 0 },
    { "acosh(x, /)", real_acosh, "Inverse hyperbolic cosine of x.", 0 },
    { "asin(x, /)", real_asin, "Arc sine of x, in radians.", 0 },
    { "asinh(x, /)", real_asinh, "Inverse hyperbolic sine of x.", 0 },
    { "atan(x, /)", real_atan, "Arc tangent of x, in radians.", 0 },
    { "atan2(y, x, /)", real_atan2, "Angle of the point (x, y), in radians.", 0 },
    { "atanh(x, /)", real_atanh, "Inverse hyperbolic tangent of x.", 0 },
    { "cbrt(x, /)", real_cbrt, "Cube root of x.", 0 },
    { "ceil(x, /)", math_ceil, "The smallest int >= x.", 0 },
    { "comb(n, k, /)", math_comb, "Number of ways to choose k of n things.", 0 },
    { "copysign(x, y, /)", real_copysign, "abs(x) with the sign of y.", 0 },
    { "cos(x, /)", real_cos, "Cosine of x radians.", 0 },
    { "cosh(x, /)", real_cosh, "Hyperbolic cosine of x.", 0 },
    { "degrees(x, /)", real_degrees, "x radians in degrees.", 0 },
    { "dist(p, q, /)", math_dist, "Distance between two points.", 0 },
    { "erf(x, /)", real_erf, "Error function at x.", 0 },
    { "erfc(x, /)", real_erfc, "1 - erf(x).", 0 },
    { "exp(x, /)", real_exp, "e ** x.", 0 },
    { "exp2(x, /)", real_exp2, "2 ** x.", 0 },
    { "expm1(x, /)", real_expm1, "e ** x - 1, exact for small x.", 0 },
    { "fabs(x, /)", real_fabs, "Absolute value of x as a float.", 0 },
    { "factorial(n, /)", math_factorial, "1 * 2 * ... * n.", 0 },
    { "floor(x, /)", math_floor, "The largest int <= x.", 0 },
    { "fma(x, y, z, /)", real_fma, "x * y + z, rounded once.", 0 },
    { "fmod(x, y, /)", real_fmod, "Remainder of x / y with the sign of x.", 0 },
    { "frexp(x, /)", real_frexp, "The pair (m, e) with x == m * 2.0 ** e.", 0 },
    { "fsum(seq, /)", math_fsum, "Sum of the numbers, rounded once.", 0 },
    { "gamma(x, /)", real_gamma, "Gamma function at x.", 0 },
    { "gcd(*integers)", math_gcd, "Greatest common divisor.", 0 },
    { "hypot(*coordinates)", math_hypot, "Distance of the point from the origin.", 0 },
    { "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", real_isclose,
      "Whether two floats are almost equal.", 0 },
    { "isfinite(x, /)", test_isfinite, "Whether x is neither infinite nor NaN.", 0 },
    { "isinf(x, /)", test_isinf, "Whether x is infinite.", 0 },
    { "isnan(x, /)", test_isnan, "Whether x is not a number.", 0 },
    { "isqrt(n, /)", math_isqrt, "Square root of n, rounded down.", 0 },
    { "lcm(*integers)", math_lcm, "Least common multiple.", 0 },
    { "ldexp(x, i, /)", real_ldexp, "x * 2 ** i.", 0 },
    { "lgamma(x, /)", real_lgamma, "Logarithm of abs(gamma(x)).", 0 },
    { "log(x, base=, /)", real_log, "log(x, [base=math.e])\nLogarithm of x.", 0 },
    { "log10(x, /)", real_log10, "Logarithm of x to base 10.", 0 },
    { "log1p(x, /)", real_log1p, "log(1 + x), exact for small x.", 0 },
    { "log2(x, /)", real_log2, "Logarithm of x to base 2.", 0 },
    { "modf(x, /)", real_modf, "Fractional and whole part of x.", 0 },
    { "nextafter(x, y, /, *, steps=None)", real_nextafter, "The next float from x towards y.", 0 },
    { "perm(n, k=None, /)", math_perm, "Number of ways to arrange k of n things.", 0 },
    { "pow(x, y, /)", real_pow, "x ** y on floats.", 0 },
    { "prod(iterable, /, *, start=1)", math_prod, "start and all the items, multiplied.", 0 },
    { "radians(x, /)", real_radians, "x degrees in radians.", 0 },
    { "remainder(x, y, /)", real_remainder, "x minus the multiple of y closest to it.", 0 },
    { "sin(x, /)", real_sin, "Sine of x radians.", 0 },
    { "sinh(x, /)", real_sinh, "Hyperbolic sine of x.", 0 },
    { "sqrt(x, /)", real_sqrt, "Square root of x.", 0 },
    { "sumprod(p, q, /)", math_sumprod, "Sum of the products of pairs of items.", 0 },
    { "tan(x, /)", real_tan, "Tangent of x radians.", 0 },
    { "tanh(x, /)", real_tanh, "Hyperbolic tangent of x.", 0 },
    { "trunc(x, /)", math_trunc, "The whole number between x and 0.", 0 },
    { "ulp(x, /)", real_ulp, "Value of the last bit of x.", 0 },
    { 0 }
};

static bool math_start(Ref module)
{
    module_add(module, "pi", float_new(M_PI));
    module_add(module, "e", float_new(M_E));
    module_add(module, "tau", float_new(2 * M_PI));
    module_add(module, "inf", float_new(INFINITY));
    module_add(module, "nan", float_new(NAN));
    return true;
}

const Module math_module = {
    "math", "Functions of real numbers, and of ints of any size.", math_functions, NULL, math_start,
};
