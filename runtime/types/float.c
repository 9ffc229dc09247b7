/* runtime/types/float.c -- float: operators, comparison, hash; the type record.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/float.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/heap_fast.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/complex.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <errno.h>
#include <math.h>
#include <string.h>

Ref float_new(double value)
{
    Float *made = (Float *)heap_fast_new_slot(&float_type);
    made->value = value;
    return &made->head;
}

void *float_raise_range(void)
{
    scoped Ref text = str_from_text(strerror(ERANGE));
    Ref raised = call2(&overflow_error_type.head, small_int(ERANGE), text);
    return raised ? raise_object(raised) : NULL;
}

/* x modulo 2**61 - 1, so that equal numbers of all types have equal hashes. */
intptr_t float_hash(double value)
{
    enum { BITS = 61, STEP = 28 };
    const uint64_t modulus = ((uint64_t)1 << BITS) - 1;
    if (isnan(value)) return 0;
    if (isinf(value)) return value > 0 ? 314159 : -314159;
    int exponent;
    double left = fabs(frexp(value, &exponent));
    uint64_t hash = 0;
    while (left != 0.0) {
        hash = (hash << STEP & modulus) | hash >> (BITS - STEP);
        left *= 1 << STEP;
        exponent -= STEP;
        uint64_t digit = (uint64_t)left;
        left -= (double)digit;
        hash += digit;
        if (hash >= modulus) hash -= modulus;
    }
    int turn = exponent >= 0 ? exponent % BITS : BITS - 1 - (-1 - exponent) % BITS;
    hash = (hash << turn & modulus) | hash >> (BITS - turn);
    intptr_t result = value < 0 ? -(intptr_t)hash : (intptr_t)hash;
    return result == -1 ? -2 : result;
}

bool float_operand(Obj x, double *value, bool *fits)
{
    *fits = true;
    if (is_small(x)) *value = (double)small_value(x);
    else if (is_float(x)) *value = float_value(x);
    else if (is_int(x)) return int_to_double(x, value);
    else *fits = false;
    return true;
}

/* --- slots --- */

/* float() asks subclasses of float, too; all else takes their value as it is. */
static Ref from_dunder(Obj x)
{
    scoped Ref made = type_of(x)->to_float(x);
    if (!made || has_type(made, &float_type)) return take(&made);
    if (!is_float(made))
        return raise_type_error("%T.__float__ returned non-float (type %T)", x, made);
    if (!warn(&deprecation_warning_type, 1, "%T.__float__ returned non-float (type %T).  "
              "The ability to return an instance of a strict subclass of float is deprecated, "
              "and may be removed in a future version of Python.", x, made)) return NULL;
    return float_new(float_value(made));
}

static Ref from_object(Obj x)
{
    if (!x) return float_new(0.0);
    if (has_type(x, &float_type)) return keep(x);
    Type *type = type_of(x);
    if (type->to_float && type->to_float != float_type.to_float) return from_dunder(x);
    if (is_str(x)) return float_parse(x);
    if (!type->to_float && !type->to_index) {
        if (type->buffer) return float_parse(x);
        return raise_type_error("float() argument must be a string or a real number, not '%T'", x);
    }
    double value;
    return object_to_double(x, &value) ? float_new(value) : NULL;
}

static Ref float_create(Type *type, const Obj arg[])
{
    enum { x };
    scoped Ref value = from_object(arg[x]);
    if (!value || type == &float_type) return take(&value);
    Float *made = (Float *)type_allocate(type, 0);
    made->value = float_value(value);
    return &made->head;
}

static Ref float_repr(Obj self)
{
    char buffer[40];
    return str_from_ascii(buffer, float_text(float_value(self), buffer));
}

static bool float_hash_slot(Obj self, intptr_t *hash)
{
    // No NaN equals another, so they had better not share a hash.
    if (isnan(float_value(self))) *hash = (intptr_t)((uintptr_t)self >> 4);
    else *hash = float_hash(float_value(self));
    return true;
}

static bool float_truth(Obj self, bool *result)
{
    *result = float_value(self) != 0.0;
    return true;
}

static bool holds(CompareOp op, double left, double right)
{
    switch (op) {
    case LESS: return left < right;
    case LESS_EQUAL: return left <= right;
    case EQUAL: return left == right;
    case NOT_EQUAL: return left != right;
    case GREATER: return left > right;
    default: return left >= right;
    }
}

static Ref float_compare(Obj self, Obj other, CompareOp op)
{
    double left = float_value(self);
    if (is_float(other)) return bool_new(holds(op, left, float_value(other)));
    if (!is_int(other)) return not_implemented();
    intptr_t whole;
    const intptr_t exact = (intptr_t)1 << 53;
    if (!isfinite(left) || (int_fits(other, &whole) && whole >= -exact && whole <= exact))
        return bool_new(holds(op, left, isfinite(left) ? (double)whole : 0.0));
    IntView room;
    return bool_new(compare_holds(op, -mpz_cmp_d(int_view(other, &room), left)));
}

#define BOTH_FLOAT(name, expression) \
    static Ref name(Obj left, Obj right) \
    { \
        double a, b; \
        bool a_fits, b_fits; \
        if (!float_operand(left, &a, &a_fits) || !float_operand(right, &b, &b_fits)) return NULL; \
        if (!a_fits || !b_fits) return not_implemented(); \
        return expression; \
    }
BOTH_FLOAT(float_add, float_new(a + b))
BOTH_FLOAT(float_subtract, float_new(a - b))
BOTH_FLOAT(float_multiply, float_new(a * b))
BOTH_FLOAT(float_true_divide, b == 0.0 ? raise_zero_division_error("float division by zero")
                                       : float_new(a / b))

/* Floored quotient and the remainder that goes with it, which has the sign of b. */
static double floored(double a, double b, double *remainder)
{
    double rest = fmod(a, b), quotient = (a - rest) / b;
    if (rest == 0.0) {
        rest = copysign(0.0, b);
    } else if ((b < 0) != (rest < 0)) {
        rest += b;
        quotient -= 1.0;
    }
    *remainder = rest;
    if (quotient == 0.0) return copysign(0.0, a / b);
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static Ref floor_of(double a, double b)
{
    double rest;
    if (b == 0.0) return raise_zero_division_error("float floor division by zero");
    return float_new(floored(a, b, &rest));
}

static Ref remainder_of(double a, double b)
{
    if (b == 0.0) return raise_zero_division_error("float modulo by zero");
    double rest = fmod(a, b);
    if (rest == 0.0) rest = copysign(0.0, b);
    else if ((b < 0) != (rest < 0)) rest += b;
    return float_new(rest);
}

static Ref divmod_of(double a, double b)
{
    if (b == 0.0) return raise_zero_division_error("float divmod()");
    double rest, quotient = floored(a, b, &rest);
    Ref pair[2] = { float_new(quotient), float_new(rest) };
    return tuple_give_items(pair, 2);
}

BOTH_FLOAT(float_floor_divide, floor_of(a, b))
BOTH_FLOAT(float_modulo, remainder_of(a, b))
BOTH_FLOAT(float_divmod, divmod_of(a, b))
#undef BOTH_FLOAT

static Ref float_power(Obj base, Obj exponent, Obj modulus)
{
    double a, b;
    bool a_fits, b_fits;
    if (!is_none(modulus))
        return raise_type_error("pow() 3rd argument not allowed unless all arguments are integers");
    if (!float_operand(base, &a, &a_fits) || !float_operand(exponent, &b, &b_fits)) return NULL;
    if (!a_fits || !b_fits) return not_implemented();
    if (a == 0.0 && b < 0.0 && !isinf(b))
        return raise_zero_division_error("0.0 cannot be raised to a negative power");
    if (a < 0.0 && isfinite(a) && isfinite(b) && b != floor(b)) {
        scoped Ref left = complex_new(a, 0.0), right = complex_new(b, 0.0);
        return complex_type.power(left, right, None_object);
    }
    double result = pow(a, b);
    if (isinf(result) && isfinite(a) && isfinite(b)) return float_raise_range();
    return float_new(result);
}

static Ref float_negative(Obj self)     { return float_new(-float_value(self)); }
static Ref float_absolute(Obj self)     { return float_new(fabs(float_value(self))); }

static Ref float_exact(Obj self)
{
    return has_type(self, &float_type) ? keep(self) : float_new(float_value(self));
}

static Ref float_to_int(Obj self)
{
    double value = float_value(self);
    if (isnan(value)) return raise_value_error("cannot convert float NaN to integer");
    if (isinf(value)) return raise_overflow_error("cannot convert float infinity to integer");
    return int_from_double(value);
}

Type float_type = {
    TYPE_HEADER, .name = "float", .signature = "float(x=0, /)",
    .doc = "A number or text as a floating-point number.",
    .size = sizeof(Float), .flags = TYPE_LEAF | TYPE_FLOAT | TYPE_MATCH_SELF,
    .create = float_create, .repr = float_repr, .format = format_float,
    .hash = float_hash_slot, .truth = float_truth, .compare = float_compare,
    .binary = {
        [OP_ADD] = float_add, [OP_SUBTRACT] = float_subtract, [OP_MULTIPLY] = float_multiply,
        [OP_TRUE_DIVIDE] = float_true_divide, [OP_FLOOR_DIVIDE] = float_floor_divide,
        [OP_MODULO] = float_modulo, [OP_DIVMOD] = float_divmod,
    },
    .power = float_power, .negative = float_negative, .positive = float_exact,
    .absolute = float_absolute, .to_int = float_to_int, .to_float = float_exact,
    .methods = float_methods, .getters = float_getters,
};
