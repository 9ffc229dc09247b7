/* runtime/modules/cmath.c -- the module cmath: functions of complex numbers.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/complex.h"
#include "runtime/types/float.h"
#include "runtime/types/module.h"
#include "runtime/types/tuple.h"
#include <complex.h>
#include <math.h>

typedef double complex Value;

static bool read_value(Obj x, Value *value)
{
    double real, imaginary;
    if (!object_to_complex(x, &real, &imaginary)) return false;
    __real__ *value = real;
    __imag__ *value = imaginary;
    return true;
}

static bool finite_value(Value z)       { return isfinite(creal(z)) && isfinite(cimag(z)); }
static bool has_nan(Value z)            { return isnan(creal(z)) || isnan(cimag(z)); }
static bool has_infinity(Value z)       { return isinf(creal(z)) || isinf(cimag(z)); }
static Ref from_value(Value z)          { return complex_new(creal(z), cimag(z)); }

/* NaN or infinity out of finite numbers is an error: of the range if it can grow that large. */
static Ref checked(Value result, Value z, bool can_overflow)
{
    if (has_nan(result) && !has_nan(z)) return raise_value_error("math domain error");
    if (has_infinity(result) && finite_value(z))
        return can_overflow ? raise_overflow_error("math range error")
                            : raise_value_error("math domain error");
    return from_value(result);
}

#define COMPLEX(name, can_overflow) \
    static Ref value_##name(const Obj arg[]) \
    { \
        Value z; \
        return read_value(arg[0], &z) ? checked(c##name(z), z, can_overflow) : NULL; \
    }
COMPLEX(acos, false) COMPLEX(acosh, false) COMPLEX(asin, false) COMPLEX(asinh, false)
COMPLEX(atan, false) COMPLEX(atanh, false) COMPLEX(cos, true) COMPLEX(cosh, true)
COMPLEX(exp, true) COMPLEX(sin, true) COMPLEX(sinh, true) COMPLEX(sqrt, false)
COMPLEX(tan, false) COMPLEX(tanh, false)
#undef COMPLEX

static bool log_of(Obj x, Value *result)
{
    Value z;
    if (!read_value(x, &z)) return false;
    if (creal(z) == 0.0 && cimag(z) == 0.0) return raise_value_error("math domain error");
    *result = clog(z);
    return true;
}

static Ref value_log(const Obj arg[])
{
    enum { z, base };
    Value above, below;
    if (!log_of(arg[z], &above)) return NULL;
    if (!arg[base]) return from_value(above);
    if (!log_of(arg[base], &below)) return NULL;
    if (below == 0.0) return raise_value_error("math domain error");
    scoped Ref left = from_value(above), right = from_value(below);
    return operate(OP_TRUE_DIVIDE, left, right);
}

static Ref value_log10(const Obj arg[])
{
    Value result;
    if (!log_of(arg[0], &result)) return NULL;
    return complex_new(creal(result) / M_LN10, cimag(result) / M_LN10);
}

static Ref value_phase(const Obj arg[])
{
    Value z;
    return read_value(arg[0], &z) ? float_new(carg(z)) : NULL;
}

static Ref value_polar(const Obj arg[])
{
    Value z;
    if (!read_value(arg[0], &z)) return NULL;
    double size = cabs(z);
    if (isinf(size) && finite_value(z)) return raise_overflow_error("math range error");
    Ref both[2] = { float_new(size), float_new(carg(z)) };
    return tuple_give_items(both, 2);
}

static Ref value_rect(const Obj arg[])
{
    double size, angle;
    if (!object_to_double(arg[0], &size) || !object_to_double(arg[1], &angle)) return NULL;
    if (isinf(angle) && size != 0.0 && !isnan(size)) return raise_value_error("math domain error");
    if (size == 0.0) return complex_new(size, 0.0);
    if (angle == 0.0) return complex_new(size, size * angle);
    return complex_new(size * cos(angle), size * sin(angle));
}

#define TEST(name, expression) \
    static Ref test_##name(const Obj arg[]) \
    { \
        Value z; \
        return read_value(arg[0], &z) ? bool_new(expression) : NULL; \
    }
TEST(isfinite, finite_value(z)) TEST(isinf, has_infinity(z)) TEST(isnan, has_nan(z))
#undef TEST

static Ref value_isclose(const Obj arg[])
{
    enum { a, b, relative, absolute };
    Value x, y;
    double rel = 1e-9, abs = 0.0;
    if (!read_value(arg[a], &x) || !read_value(arg[b], &y)) return NULL;
    if (arg[relative] && !object_to_double(arg[relative], &rel)) return NULL;
    if (arg[absolute] && !object_to_double(arg[absolute], &abs)) return NULL;
    if (rel < 0.0 || abs < 0.0) return raise_value_error("tolerances must be non-negative");
    if (creal(x) == creal(y) && cimag(x) == cimag(y)) return bool_new(true);
    if (has_infinity(x) || has_infinity(y)) return bool_new(false);
    double difference = cabs(x - y);
    return bool_new(difference <= rel * cabs(y) || difference <= rel * cabs(x)
                    || difference <= abs);
}

static const Method cmath_functions[] = {
    { "acos(z, /)", value_acos, "Arc cosine of z.", 0 },
    { "acosh(z, /)", value_acosh, "Inverse hyperbolic cosine of z.", 0 },
    { "asin(z, /)", value_asin, "Arc sine of z.", 0 },
    { "asinh(z, /)", value_asinh, "Inverse hyperbolic sine of z.", 0 },
    { "atan(z, /)", value_atan, "Arc tangent of z.", 0 },
    { "atanh(z, /)", value_atanh, "Inverse hyperbolic tangent of z.", 0 },
    { "cos(z, /)", value_cos, "Cosine of z.", 0 },
    { "cosh(z, /)", value_cosh, "Hyperbolic cosine of z.", 0 },
    { "exp(z, /)", value_exp, "e ** z.", 0 },
    { "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", value_isclose,
      "Whether two numbers are almost equal.", 0 },
    { "isfinite(z, /)", test_isfinite, "Whether both parts are finite.", 0 },
    { "isinf(z, /)", test_isinf, "Whether a part is infinite.", 0 },
    { "isnan(z, /)", test_isnan, "Whether a part is not a number.", 0 },
    { "log(z, base=, /)", value_log, "log(z[, base]) -> the logarithm of z to the given base.", 0 },
    { "log10(z, /)", value_log10, "Logarithm of z to base 10.", 0 },
    { "phase(z, /)", value_phase, "Angle of z in the plane.", 0 },
    { "polar(z, /)", value_polar, "Distance and angle of z.", 0 },
    { "rect(r, phi, /)", value_rect, "The number at that distance and angle.", 0 },
    { "sin(z, /)", value_sin, "Sine of z.", 0 },
    { "sinh(z, /)", value_sinh, "Hyperbolic sine of z.", 0 },
    { "sqrt(z, /)", value_sqrt, "Square root of z.", 0 },
    { "tan(z, /)", value_tan, "Tangent of z.", 0 },
    { "tanh(z, /)", value_tanh, "Hyperbolic tangent of z.", 0 },
    { 0 }
};

static bool cmath_start(Ref module)
{
    module_add(module, "pi", float_new(M_PI));
    module_add(module, "e", float_new(M_E));
    module_add(module, "tau", float_new(2 * M_PI));
    module_add(module, "inf", float_new(INFINITY));
    module_add(module, "nan", float_new(NAN));
    module_add(module, "infj", complex_new(0.0, INFINITY));
    module_add(module, "nanj", complex_new(0.0, NAN));
    return true;
}

const Module cmath_module = {
    "cmath", "Functions of complex numbers.", cmath_functions, NULL, cmath_start,
};
