/* runtime/types/complex.c -- complex: two doubles and their arithmetic.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/complex.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/float.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <math.h>

typedef struct Pair { double real, imaginary; } Pair;

Ref complex_new(double real, double imaginary)
{
    Complex *made = (Complex *)heap_new_leaf(&complex_type, sizeof(Complex));
    made->real = real;
    made->imaginary = imaginary;
    return &made->head;
}

static bool is_complex(Obj x)       { return is_instance(x, &complex_type); }
static Pair pair_of(Obj x)
{
    return (Pair){ ((const Complex *)x)->real, ((const Complex *)x)->imaginary };
}
static Ref from_pair(Pair p)        { return complex_new(p.real, p.imaginary); }

/* The value of x.__complex__(); *found false: it has none. */
static bool from_dunder(Obj x, Pair *value, bool *found)
{
    *found = true;
    scoped Ref made = call_dunder(x, name___complex__, NULL, 0, found);
    if (!made) return !*found && !error_pending();
    if (!is_complex(made))
        return raise_type_error("__complex__ returned non-complex (type %T)", made);
    *value = pair_of(made);
    return true;
}

static bool is_real_number(Obj x)   { return type_of(x)->to_float || type_of(x)->to_index; }

bool object_to_complex(Obj x, double *real, double *imaginary)
{
    Pair value = { 0.0, 0.0 };
    bool found;
    if (has_type(x, &complex_type)) {
        value = pair_of(x);
    } else {
        if (!from_dunder(x, &value, &found)) return false;
        if (!found && is_complex(x)) value = pair_of(x);
        else if (!found && !object_to_double(x, &value.real)) return false;
    }
    *real = value.real;
    *imaginary = value.imaginary;
    return true;
}

/* --- making --- */

/* One argument of complex(): *is_whole says that it was complex itself. */
static bool part_of(Obj x, bool first, Pair *value, bool *is_whole)
{
    *value = (Pair){ 0.0, 0.0 };
    *is_whole = false;
    if (!x) return true;
    bool found = false;
    if (first && !from_dunder(x, value, &found)) return false;
    if (!found && is_complex(x)) {
        *value = pair_of(x);
        found = true;
    }
    *is_whole = found;
    if (found) return true;
    if (!is_real_number(x))
        return first ? raise_type_error("complex() first argument must be a string or a number, "
                                        "not '%T'", x)
                     : raise_type_error("complex() second argument must be a number, not '%T'", x);
    return object_to_double(x, &value->real);
}

static bool from_arguments(Obj real, Obj imaginary, Pair *value)
{
    if (real && is_str(real)) {
        if (imaginary)
            return raise_type_error("complex() can't take second arg if first is a string");
        return complex_parse(real, &value->real, &value->imaginary);
    }
    if (imaginary && is_str(imaginary))
        return raise_type_error("complex() second arg can't be a string");
    Pair first, second;
    bool first_whole, second_whole;
    if (!part_of(real, true, &first, &first_whole)) return false;
    if (!part_of(imaginary, false, &second, &second_whole)) return false;
    // real + imaginary * 1j, without touching a part that is not there: signs of zeros count.
    value->real = second_whole ? first.real - second.imaginary : first.real;
    value->imaginary = !imaginary ? first.imaginary
                       : first_whole ? first.imaginary + second.real : second.real;
    return true;
}

static Ref complex_create(Type *type, const Obj arg[])
{
    enum { real, imaginary };
    if (type == &complex_type && arg[real] && !arg[imaginary] && has_type(arg[real], &complex_type))
        return keep(arg[real]);
    Pair value;
    if (!from_arguments(arg[real], arg[imaginary], &value)) return NULL;
    if (type == &complex_type) return from_pair(value);
    Complex *made = (Complex *)type_allocate(type, 0);
    made->real = value.real;
    made->imaginary = value.imaginary;
    return &made->head;
}

/* --- arithmetic --- */

static Pair add(Pair a, Pair b)
{
    return (Pair){ a.real + b.real, a.imaginary + b.imaginary };
}
static Pair subtract(Pair a, Pair b)
{
    return (Pair){ a.real - b.real, a.imaginary - b.imaginary };
}
static Pair multiply(Pair a, Pair b)
{
    return (Pair){ a.real * b.real - a.imaginary * b.imaginary,
                   a.real * b.imaginary + a.imaginary * b.real };
}

/* By the larger part of b (Smith's method), so that nothing overflows on the way. */
static Pair divide(Pair a, Pair b)
{
    double real = fabs(b.real), imaginary = fabs(b.imaginary);
    if (real >= imaginary) {
        double ratio = b.imaginary / b.real, below = b.real + b.imaginary * ratio;
        return (Pair){ (a.real + a.imaginary * ratio) / below,
                       (a.imaginary - a.real * ratio) / below };
    }
    if (imaginary >= real) {
        double ratio = b.real / b.imaginary, below = b.real * ratio + b.imaginary;
        return (Pair){ (a.real * ratio + a.imaginary) / below,
                       (a.imaginary * ratio - a.real) / below };
    }
    return (Pair){ NAN, NAN };
}

static Pair power_whole(Pair base, long exponent)
{
    Pair result = { 1.0, 0.0 }, square = base;
    for (unsigned long left = exponent < 0 ? -exponent : exponent; left; left >>= 1) {
        if (left & 1) result = multiply(result, square);
        square = multiply(square, square);
    }
    return exponent < 0 ? divide((Pair){ 1.0, 0.0 }, result) : result;
}

static Pair power_polar(Pair base, Pair exponent)
{
    double length = hypot(base.real, base.imaginary), angle = atan2(base.imaginary, base.real);
    double size = pow(length, exponent.real), phase = angle * exponent.real;
    if (exponent.imaginary != 0.0) {
        size *= exp(-angle * exponent.imaginary);
        phase += exponent.imaginary * log(length);
    }
    return (Pair){ size * cos(phase), size * sin(phase) };
}

static bool is_zero(Pair p)     { return p.real == 0.0 && p.imaginary == 0.0; }

static Ref power_of(Pair base, Pair exponent)
{
    Pair result;
    if (is_zero(exponent)) {
        result = (Pair){ 1.0, 0.0 };
    } else if (is_zero(base)) {
        if (exponent.imaginary != 0.0 || exponent.real < 0.0)
            return raise_zero_division_error("0.0 to a negative or complex power");
        result = (Pair){ 0.0, 0.0 };
    } else if (exponent.imaginary == 0.0 && exponent.real == floor(exponent.real)
               && fabs(exponent.real) <= 100.0) {
        result = power_whole(base, (long)exponent.real);
    } else {
        result = power_polar(base, exponent);
    }
    if (isinf(result.real) || isinf(result.imaginary))
        return raise_overflow_error("complex exponentiation");
    return from_pair(result);
}

static Ref quotient_of(Pair a, Pair b)
{
    if (is_zero(b)) return raise_zero_division_error("complex division by zero");
    return from_pair(divide(a, b));
}

static bool operand(Obj x, Pair *value, bool *fits)
{
    *fits = true;
    if (!is_small(x) && is_complex(x)) {
        *value = pair_of(x);
        return true;
    }
    value->imaginary = 0.0;
    return float_operand(x, &value->real, fits);
}

#define BOTH_COMPLEX(name, expression) \
    static Ref name(Obj left, Obj right) \
    { \
        Pair a, b; \
        bool a_fits, b_fits; \
        if (!operand(left, &a, &a_fits) || !operand(right, &b, &b_fits)) return NULL; \
        if (!a_fits || !b_fits) return not_implemented(); \
        return expression; \
    }
BOTH_COMPLEX(complex_add, from_pair(add(a, b)))
BOTH_COMPLEX(complex_subtract, from_pair(subtract(a, b)))
BOTH_COMPLEX(complex_multiply, from_pair(multiply(a, b)))
BOTH_COMPLEX(complex_divide, quotient_of(a, b))
BOTH_COMPLEX(power_slot, power_of(a, b))
#undef BOTH_COMPLEX

static Ref complex_power(Obj base, Obj exponent, Obj modulus)
{
    if (!is_none(modulus)) {
        Pair a, b;
        bool a_fits, b_fits;
        if (!operand(base, &a, &a_fits) || !operand(exponent, &b, &b_fits)) return NULL;
        return a_fits && b_fits ? raise_value_error("complex modulo") : not_implemented();
    }
    return power_slot(base, exponent);
}

static Ref complex_negative(Obj self)
{
    Pair p = pair_of(self);
    return complex_new(-p.real, -p.imaginary);
}

static Ref complex_exact(Obj self)
{
    return has_type(self, &complex_type) ? keep(self) : from_pair(pair_of(self));
}

static Ref complex_absolute(Obj self)
{
    Pair p = pair_of(self);
    double size = hypot(p.real, p.imaginary);
    if (isinf(size) && isfinite(p.real) && isfinite(p.imaginary))
        return raise_overflow_error("absolute value too large");
    return float_new(size);
}

/* --- other slots --- */

static Ref complex_repr(Obj self)
{
    char buffer[80];
    Pair p = pair_of(self);
    return str_from_ascii(buffer, complex_text(p.real, p.imaginary, buffer));
}

static bool complex_hash(Obj self, intptr_t *hash)
{
    Pair p = pair_of(self);
    uintptr_t mixed = isnan(p.real) ? (uintptr_t)self >> 4 : (uintptr_t)float_hash(p.real);
    mixed += 1000003 * (isnan(p.imaginary) ? (uintptr_t)self >> 4
                                           : (uintptr_t)float_hash(p.imaginary));
    *hash = (intptr_t)mixed == -1 ? -2 : (intptr_t)mixed;
    return true;
}

static bool complex_truth(Obj self, bool *result)
{
    *result = !is_zero(pair_of(self));
    return true;
}

static Ref complex_compare(Obj self, Obj other, CompareOp op)
{
    if (op != EQUAL && op != NOT_EQUAL) return not_implemented();
    Pair a = pair_of(self);
    bool equal;
    if (is_int(other)) {
        equal = false;
        scoped Ref real = float_new(a.real);
        if (a.imaginary == 0.0 && !compare_truth(real, other, EQUAL, &equal)) return NULL;
    } else if (is_float(other)) {
        equal = a.imaginary == 0.0 && a.real == float_value(other);
    } else if (is_complex(other)) {
        Pair b = pair_of(other);
        equal = a.real == b.real && a.imaginary == b.imaginary;
    } else {
        return not_implemented();
    }
    return bool_new(equal == (op == EQUAL));
}

static Ref complex_conjugate(const Obj arg[])
{
    Pair p = pair_of(arg[0]);
    return complex_new(p.real, -p.imaginary);
}

static Ref complex_itself(const Obj arg[])      { return complex_exact(arg[0]); }

static Ref complex_getnewargs(const Obj arg[])
{
    Pair p = pair_of(arg[0]);
    Ref both[2] = { float_new(p.real), float_new(p.imaginary) };
    return tuple_give_items(both, 2);
}

FORMAT_METHOD(format_complex)

static const Method complex_methods[] = {
    FORMAT_ROW(format_complex),
    { "conjugate(self, /)", complex_conjugate,
      "self with the sign of its imaginary part changed.", 0 },
    { "__complex__(self, /)", complex_itself, "self as an exact complex.", 0 },
    { "__getnewargs__(self, /)", complex_getnewargs, NULL, 0 },
    { 0 }
};

static Ref get_real(Obj self)       { return float_new(pair_of(self).real); }
static Ref get_imag(Obj self)       { return float_new(pair_of(self).imaginary); }

static const Getter complex_getters[] = {
    { "real", get_real, NULL, "the real part" },
    { "imag", get_imag, NULL, "the imaginary part" },
    { 0 }
};

Type complex_type = {
    TYPE_HEADER, .name = "complex", .signature = "complex(real=0, imag=0)",
    .doc = "A number or text, or two parts, as a complex number.",
    .size = sizeof(Complex), .flags = TYPE_LEAF,
    .create = complex_create, .repr = complex_repr, .format = format_complex,
    .hash = complex_hash, .truth = complex_truth, .compare = complex_compare,
    .binary = {
        [OP_ADD] = complex_add, [OP_SUBTRACT] = complex_subtract,
        [OP_MULTIPLY] = complex_multiply, [OP_TRUE_DIVIDE] = complex_divide,
    },
    .power = complex_power, .negative = complex_negative, .positive = complex_exact,
    .absolute = complex_absolute,
    .methods = complex_methods, .getters = complex_getters,
};
