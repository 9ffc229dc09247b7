/* runtime/types/int.c -- int: making, viewing, comparing, hashing; the type record.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/int.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/heap_fast.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <math.h>

_Static_assert(sizeof(mp_limb_t) == 8, "limbs of 64 bits");

#define HASH_MODULUS (((mp_limb_t)1 << 61) - 1)

Ref int_allocate(size_t limbs)
{
    return heap_fast_new_leaf(&int_type, sizeof(Int) + limbs * sizeof(mp_limb_t));
}

Ref int_finish(Ref made, size_t limbs, bool negative)
{
    Int *x = (Int *)made;
    while (limbs && x->limbs[limbs - 1] == 0) limbs--;
    if (limbs <= 1) {
        mp_limb_t limb = limbs ? x->limbs[0] : 0;
        if (limb <= (mp_limb_t)SMALL_INT_MAX + negative) {
            heap_release(made);
            return small_int(negative ? -(intptr_t)limb : (intptr_t)limb);
        }
    }
    x->size = negative ? -(intptr_t)limbs : (intptr_t)limbs;
    return made;
}

Ref int_new(intptr_t value)
{
    if (fits_small(value)) return small_int(value);
    Int *x = (Int *)int_allocate(1);
    x->size = value < 0 ? -1 : 1;
    x->limbs[0] = value < 0 ? -(mp_limb_t)value : (mp_limb_t)value;
    return &x->head;
}

Ref int_from_unsigned(uint64_t value)
{
    if (value <= (uint64_t)SMALL_INT_MAX) return small_int((intptr_t)value);
    Int *x = (Int *)int_allocate(1);
    x->size = 1;
    x->limbs[0] = value;
    return &x->head;
}

Ref int_from_double(double value)
{
    if (fabs(value) < 0x1p62) return small_int((intptr_t)value);
    int exponent;
    double fraction = frexp(fabs(value), &exponent);           // value = fraction * 2**exponent
    uint64_t mantissa = (uint64_t)ldexp(fraction, 53);
    unsigned shift = (unsigned)exponent - 53;
    size_t limbs = shift / 64 + 2;
    Int *x = (Int *)int_allocate(limbs);
    mpn_zero(x->limbs, (mp_size_t)limbs);
    x->limbs[shift / 64] = mantissa << shift % 64;
    if (shift % 64) x->limbs[shift / 64 + 1] = mantissa >> (64 - shift % 64);
    return int_finish(&x->head, limbs, value < 0);
}

Ref int_from_mpz(const mpz_t value)
{
    size_t limbs = mpz_size(value);
    if (limbs == 0) return small_int(0);
    Int *x = (Int *)int_allocate(limbs);
    mpn_copyi(x->limbs, mpz_limbs_read(value), (mp_size_t)limbs);
    return int_finish(&x->head, limbs, mpz_sgn(value) < 0);
}

const __mpz_struct *int_view(Obj x, IntView *room)
{
    if (is_small(x)) {
        intptr_t value = small_value(x);
        room->limb = value < 0 ? -(mp_limb_t)value : (mp_limb_t)value;
        return mpz_roinit_n(room->value, &room->limb, value < 0 ? -1 : value > 0);
    }
    const Int *big = (const Int *)x;
    return mpz_roinit_n(room->value, big->limbs, big->size);
}

int int_sign(Obj x)
{
    intptr_t value = is_small(x) ? small_value(x) : ((const Int *)x)->size;
    return (value > 0) - (value < 0);
}

bool int_fits(Obj x, intptr_t *value)
{
    if (is_small(x)) {
        *value = small_value(x);
        return true;
    }
    const Int *big = (const Int *)x;
    if (big->size == 0) {
        *value = 0;
        return true;
    }
    if (big->size == 1 && big->limbs[0] <= INTPTR_MAX) {
        *value = (intptr_t)big->limbs[0];
        return true;
    }
    if (big->size == -1 && big->limbs[0] <= (mp_limb_t)INTPTR_MAX + 1) {
        *value = (intptr_t)-big->limbs[0];
        return true;
    }
    return false;
}

bool int_fits_unsigned(Obj x, uint64_t *value)
{
    if (is_small(x)) {
        *value = (uint64_t)small_value(x);
        return small_value(x) >= 0;
    }
    const Int *big = (const Int *)x;
    if (big->size != 0 && big->size != 1) return false;
    *value = big->size ? big->limbs[0] : 0;
    return true;
}

bool int_round_to_double(uint64_t bits, bool sticky, long exponent, double *value)
{
    if (bits == 0) {
        *value = 0.0;
        return true;
    }
    int length = 64 - __builtin_clzll(bits);
    long top = exponent + length;                              // value < 2**top
    if (top > 1024) return false;
    long kept = top + 1074 < 53 ? top + 1074 : 53;             // fewer bits for subnormal results
    if (kept < 0) {
        *value = 0.0;
        return true;
    }
    long dropped = length - kept;
    if (dropped > 0) {
        uint64_t rest = dropped == 64 ? bits : bits & (((uint64_t)1 << dropped) - 1);
        uint64_t half = (uint64_t)1 << (dropped - 1);
        bits = dropped == 64 ? 0 : bits >> dropped;
        exponent += dropped;
        if (rest > half || (rest == half && (sticky || (bits & 1)))) bits++;
    }
    *value = ldexp((double)bits, (int)exponent);
    return isfinite(*value);
}

bool int_to_double(Obj x, double *value)
{
    if (is_small(x)) {
        *value = (double)small_value(x);
        return true;
    }
    const Int *big = (const Int *)x;
    size_t limbs = big->size < 0 ? -big->size : big->size;
    if (limbs <= 1) {
        *value = limbs ? (double)big->limbs[0] : 0.0;
    } else {
        if (limbs > 17) return raise_overflow_error("int too large to convert to float");
        mp_limb_t high = big->limbs[limbs - 1], low = big->limbs[limbs - 2];
        int shift = __builtin_clzll(high);
        uint64_t top = shift ? high << shift | low >> (64 - shift) : high;
        bool sticky = shift ? (low << shift) != 0 : low != 0;
        for (size_t i = 0; i + 2 < limbs && !sticky; i++) sticky = big->limbs[i] != 0;
        if (!int_round_to_double(top, sticky, (long)(limbs - 1) * 64 - shift, value))
            return raise_overflow_error("int too large to convert to float");
    }
    if (big->size < 0) *value = -*value;
    return true;
}

size_t int_bit_length(Obj x)
{
    IntView room;
    const __mpz_struct *view = int_view(x, &room);
    return mpz_sgn(view) ? mpz_sizeinbase(view, 2) : 0;
}

int int_compare(Obj a, Obj b)
{
    if (is_small(a) && is_small(b))
        return ((intptr_t)a > (intptr_t)b) - ((intptr_t)a < (intptr_t)b);
    IntView left, right;
    return mpz_cmp(int_view(a, &left), int_view(b, &right));
}

intptr_t int_hash(Obj x)
{
    intptr_t hash;
    if (is_small(x)) {
        intptr_t value = small_value(x);
        if (value > -(intptr_t)HASH_MODULUS && value < (intptr_t)HASH_MODULUS)
            return value == -1 ? -2 : value;
        hash = value % (intptr_t)HASH_MODULUS;
    } else {
        const Int *big = (const Int *)x;
        size_t limbs = big->size < 0 ? -big->size : big->size;
        hash = limbs ? (intptr_t)mpn_mod_1(big->limbs, (mp_size_t)limbs, HASH_MODULUS) : 0;
        if (big->size < 0) hash = -hash;
    }
    return hash == -1 ? -2 : hash;
}

Ref int_exact(Obj x)
{
    if (is_exact_int(x)) return keep(x);
    IntView room;
    return int_from_mpz(int_view(x, &room));
}

static Ref converted(Obj x, Ref result, const char *dunder)
{
    if (!result) return NULL;
    scoped Ref made = result;
    if (!is_int(made)) return raise_type_error("%s returned non-int (type %T)", dunder, made);
    if (!is_exact_int(made) && x != made
        && !warn(&deprecation_warning_type, 1, "%s returned non-int (type %T).  "
                 "The ability to return an instance of a strict subclass of int is deprecated, "
                 "and may not be supported in a future version of Python.", dunder, made))
        return NULL;
    return int_exact(made);
}

static Ref from_trunc(Obj x)
{
    bool found = false;
    scoped Ref whole = call_dunder(x, name___trunc__, NULL, 0, &found);
    if (!whole) {
        if (found || error_pending()) return NULL;
        return raise_type_error("int() argument must be a string, a bytes-like object "
                                "or a real number, not '%T'", x);
    }
    if (is_int(whole)) return int_exact(whole);
    if (!type_of(whole)->to_index)
        return raise_type_error("__trunc__ returned non-Integral (type %T)", whole);
    scoped Ref index = object_get_index(whole);
    return index ? int_exact(index) : NULL;
}

static bool is_text(Obj x)
{
    return is_str(x) || is_bytes(x) || (type_of(x)->flags & TYPE_BYTEARRAY);
}

Ref int_from_object(Obj x)
{
    if (is_exact_int(x)) return keep(x);
    Type *type = type_of(x);
    if (type == &str_type) return int_parse(x, 10);
    if (type->to_int) return converted(x, type->to_int(x), "__int__");
    if (type->to_index) return converted(x, type->to_index(x), "__index__");
    if (is_text(x) || type->buffer) return int_parse(x, 10);
    return from_trunc(x);
}

static Ref from_arguments(Obj x, Obj base)
{
    if (!x) {
        if (base) return raise_type_error("int() missing string argument");
        return small_int(0);
    }
    if (!base) return int_from_object(x);
    intptr_t number;
    if (is_small(base)) number = small_value(base);
    else if (!object_to_size(base, &number, NULL)) return NULL;
    if (number != 0 && (number < 2 || number > 36))
        return raise_value_error("int() base must be >= 2 and <= 36, or 0");
    if (!is_text(x)) return raise_type_error("int() can't convert non-string with explicit base");
    return int_parse(x, (int)number);
}

static Ref int_create(Type *type, const Obj arg[])
{
    enum { x, base };
    if (likely(type == &int_type)) return from_arguments(arg[x], arg[base]);
    scoped Ref value = from_arguments(arg[x], arg[base]);
    if (!value) return NULL;
    IntView room;
    const __mpz_struct *view = int_view(value, &room);
    size_t limbs = mpz_size(view);
    Int *made = (Int *)type_allocate(type, limbs ? limbs : 1);
    made->size = mpz_sgn(view) < 0 ? -(intptr_t)limbs : (intptr_t)limbs;
    made->limbs[0] = 0;
    if (limbs) mpn_copyi(made->limbs, mpz_limbs_read(view), (mp_size_t)limbs);
    return &made->head;
}

static Ref int_repr(Obj self)                     { return int_to_str(self, 10); }
static Ref int_to_int(Obj self)                   { return int_exact(self); }
static Ref int_positive(Obj self)                 { return int_exact(self); }

static bool int_hash_slot(Obj self, intptr_t *hash)
{
    *hash = int_hash(self);
    return true;
}

static bool int_truth(Obj self, bool *result)
{
    *result = int_sign(self) != 0;
    return true;
}

static Ref int_compare_slot(Obj self, Obj other, CompareOp op)
{
    if (!is_int(other)) return not_implemented();
    return bool_new(compare_holds(op, int_compare(self, other)));
}

static Ref int_to_float(Obj self)
{
    double value;
    return int_to_double(self, &value) ? float_new(value) : NULL;
}

static size_t int_bytes(Obj self)
{
    if (is_small(self)) return sizeof(Int) + sizeof(mp_limb_t);
    intptr_t size = ((const Int *)self)->size;
    if (size == 0) size = 1;
    return sizeof(Int) + (size_t)(size < 0 ? -size : size) * sizeof(mp_limb_t);
}

#define BOTH_INT(name, function) \
    static Ref name(Obj left, Obj right) \
    { \
        if (!is_int(left) || !is_int(right)) return not_implemented(); \
        return function(left, right); \
    }
BOTH_INT(add_slot, int_add)
BOTH_INT(subtract_slot, int_subtract)
BOTH_INT(multiply_slot, int_multiply)
BOTH_INT(true_divide_slot, int_true_divide)
BOTH_INT(floor_divide_slot, int_floor_divide)
BOTH_INT(modulo_slot, int_modulo)
BOTH_INT(shift_left_slot, int_shift_left)
BOTH_INT(shift_right_slot, int_shift_right)
BOTH_INT(and_slot, int_and)
BOTH_INT(or_slot, int_or)
BOTH_INT(xor_slot, int_xor)
#undef BOTH_INT

static Ref divmod_slot(Obj left, Obj right)
{
    if (!is_int(left) || !is_int(right)) return not_implemented();
    Ref pair[2];
    return int_divmod(left, right, &pair[0], &pair[1]) ? tuple_give_items(pair, 2) : NULL;
}

static Ref power_slot(Obj base, Obj exponent, Obj modulus)
{
    if (!is_int(base) || !is_int(exponent) || !(is_none(modulus) || is_int(modulus)))
        return not_implemented();
    return int_power(base, exponent, is_none(modulus) ? NULL : modulus);
}

Type int_type = {
    TYPE_HEADER, .name = "int", .signature = "int(x=, /, base=)",
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
           "A number or text as a whole number; text may be in any base from 2 to 36.",
    .size = sizeof(Int), .item_size = sizeof(mp_limb_t),
    .flags = TYPE_LEAF | TYPE_INT | TYPE_MATCH_SELF,
    .create = int_create, .bytes = int_bytes,
    .repr = int_repr, .format = format_int, .hash = int_hash_slot, .truth = int_truth,
    .compare = int_compare_slot,
    .binary = {
        [OP_ADD] = add_slot, [OP_SUBTRACT] = subtract_slot, [OP_MULTIPLY] = multiply_slot,
        [OP_TRUE_DIVIDE] = true_divide_slot, [OP_FLOOR_DIVIDE] = floor_divide_slot,
        [OP_MODULO] = modulo_slot, [OP_LEFT_SHIFT] = shift_left_slot,
        [OP_RIGHT_SHIFT] = shift_right_slot, [OP_AND] = and_slot, [OP_XOR] = xor_slot,
        [OP_OR] = or_slot, [OP_DIVMOD] = divmod_slot,
    },
    .power = power_slot, .negative = int_negate, .positive = int_positive,
    .absolute = int_absolute, .invert = int_invert,
    .to_int = int_to_int, .to_float = int_to_float, .to_index = int_to_int,
    .methods = int_methods, .getters = int_getters,
};
