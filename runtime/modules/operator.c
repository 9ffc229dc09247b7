/* runtime/modules/operator.c -- the module _operator: every operator as a function.
 *   SPDX-License-Identifier: MIT */
#include "runtime/modules/operator.h"
#include "runtime/buffer.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

#define BINARY(name, op) \
    static Ref name##_of(const Obj arg[])   { return operate(OP_##op, arg[0], arg[1]); } \
    static Ref i##name##_of(const Obj arg[]) { return operate_in_place(OP_##op, arg[0], arg[1]); }
BINARY(add, ADD) BINARY(sub, SUBTRACT) BINARY(mul, MULTIPLY) BINARY(truediv, TRUE_DIVIDE)
BINARY(floordiv, FLOOR_DIVIDE) BINARY(mod, MODULO) BINARY(pow, POWER) BINARY(lshift, LEFT_SHIFT)
BINARY(rshift, RIGHT_SHIFT) BINARY(and, AND) BINARY(xor, XOR) BINARY(or, OR) BINARY(matmul, MATMUL)
#undef BINARY

#define COMPARE(name, op) \
    static Ref name##_of(const Obj arg[])   { return compare(arg[0], arg[1], op); }
COMPARE(lt, LESS) COMPARE(le, LESS_EQUAL) COMPARE(eq, EQUAL)
COMPARE(ne, NOT_EQUAL) COMPARE(gt, GREATER) COMPARE(ge, GREATER_EQUAL)
#undef COMPARE

static Ref neg_of(const Obj arg[])      { return operate_negative(arg[0]); }
static Ref pos_of(const Obj arg[])      { return operate_positive(arg[0]); }
static Ref invert_of(const Obj arg[])   { return operate_invert(arg[0]); }
static Ref abs_of(const Obj arg[])      { return operate_absolute(arg[0]); }
static Ref is_of(const Obj arg[])       { return bool_new(arg[0] == arg[1]); }
static Ref is_not_of(const Obj arg[])   { return bool_new(arg[0] != arg[1]); }

static Ref index_of(const Obj arg[])
{
    scoped Ref index = object_get_index(arg[0]);
    return index ? int_exact(index) : NULL;
}

static Ref truth_of(const Obj arg[])
{
    bool truth;
    return object_truth(arg[0], &truth) ? bool_new(truth) : NULL;
}

static Ref not_of(const Obj arg[])
{
    bool truth;
    return object_truth(arg[0], &truth) ? bool_new(!truth) : NULL;
}

static Ref getitem_of(const Obj arg[])  { return object_get_item(arg[0], arg[1]); }

static Ref setitem_of(const Obj arg[])
{
    return object_set_item(arg[0], arg[1], arg[2]) ? none_new() : NULL;
}

static Ref delitem_of(const Obj arg[])
{
    return object_delete_item(arg[0], arg[1]) ? none_new() : NULL;
}

static Ref contains_of(const Obj arg[])
{
    bool found;
    return object_contains(arg[0], arg[1], &found) ? bool_new(found) : NULL;
}

static bool is_sequence(Obj x)
{
    const Type *type = type_of(x);
    return (type->item || ((type->flags & TYPE_HEAP) && type->get_item)) && !is_dict(x);
}

static bool can_add(Obj a, Obj b, bool in_place)
{
    return type_of(a)->binary[OP_ADD] || type_of(b)->binary[OP_ADD]
        || (in_place && type_of(a)->in_place[OP_ADD]);
}

static Ref concatenate(Obj a, Obj b, bool in_place)
{
    if (type_of(a)->concat) return type_of(a)->concat(a, b);
    if (is_sequence(a) && is_sequence(b) && can_add(a, b, in_place))
        return in_place ? operate_in_place(OP_ADD, a, b) : operate(OP_ADD, a, b);
    return raise_type_error("'%T' object can't be concatenated", a);
}

static Ref concat_of(const Obj arg[]) { return concatenate(arg[0], arg[1], false); }

static Ref iconcat_of(const Obj arg[])
{
    const Type *type = type_of(arg[0]);
    if (type->concat_in_place) return type->concat_in_place(arg[0], arg[1]);
    return concatenate(arg[0], arg[1], true);
}

/* Walks `a` for items equal to b: how many, or where the first is. */
static Ref search(Obj a, Obj b, bool count_all)
{
    scoped Ref iterator = iter_of(a);
    if (!iterator) {
        if (is_iterable(a) || !error_clear_if(&type_error_type)) return NULL;
        return raise_type_error("argument of type '%T' is not iterable", a);
    }
    intptr_t count = 0;
    for (intptr_t at = 0;; at++) {
        scoped Ref item = NULL;
        bool equal;
        if (!iter_next(iterator, &item)) return NULL;
        if (!item && count_all) return int_new(count);
        if (!item) return raise_value_error("sequence.index(x): x not in sequence");
        if (!objects_equal(item, b, &equal)) return NULL;
        if (equal && !count_all) return int_new(at);
        count += equal;
    }
}

static Ref count_of(const Obj arg[])    { return search(arg[0], arg[1], true); }
static Ref position_of(const Obj arg[]) { return search(arg[0], arg[1], false); }

static Ref length_hint_of(const Obj arg[])
{
    intptr_t fallback = 0;
    size_t hint;
    if (arg[1] && !argument_to_size(arg[1], &fallback)) return NULL;
    return iter_length_hint(arg[0], (size_t)fallback, &hint) ? int_new((intptr_t)hint) : NULL;
}

static Ref call_of(const Obj arg[])     { return call_spread(arg[0], arg[1], arg[2]); }

/* Compares in a time that depends on the lengths only. */
static Ref compare_digest(const Obj arg[])
{
    const char *left, *right;
    size_t left_length, right_length;
    scoped_buffer Buffer a = {0}, b = {0};
    if (is_str(arg[0]) && is_str(arg[1])) {
        if (!((const Str *)arg[0])->ascii || !((const Str *)arg[1])->ascii)
            return raise_type_error("comparing strings with non-ASCII characters is not supported");
        left = str_data(arg[0]), left_length = str_length(arg[0]);
        right = str_data(arg[1]), right_length = str_length(arg[1]);
    } else {
        if (!object_has_buffer(arg[0]) || !object_has_buffer(arg[1]))
            return raise_type_error("unsupported operand types(s) or combination of types: "
                                    "'%T' and '%T'", arg[0], arg[1]);
        if (!buffer_get(arg[0], &a, BUFFER_READ) || !buffer_get(arg[1], &b, BUFFER_READ))
            return NULL;
        left = a.data, left_length = a.length;
        right = b.data, right_length = b.length;
    }
    volatile unsigned char different = left_length != right_length;
    const char *with = different ? right : left;
    for (size_t i = 0; i < right_length; i++) different |= (unsigned char)(with[i] ^ right[i]);
    return bool_new(!different);
}

static const Method operator_functions[] = {
    { "truth(a, /)", truth_of, "Whether a is true.", 0 },
    { "contains(a, b, /)", contains_of, "b in a", 0 },
    { "indexOf(a, b, /)", position_of, "Position of the first b in a.", 0 },
    { "countOf(a, b, /)", count_of, "How many items of a equal b.", 0 },
    { "is_(a, b, /)", is_of, "a is b", 0 },
    { "is_not(a, b, /)", is_not_of, "a is not b", 0 },
    { "add(a, b, /)", add_of, "a + b", 0 },
    { "sub(a, b, /)", sub_of, "a - b", 0 },
    { "mul(a, b, /)", mul_of, "a * b", 0 },
    { "matmul(a, b, /)", matmul_of, "a @ b", 0 },
    { "floordiv(a, b, /)", floordiv_of, "a // b", 0 },
    { "truediv(a, b, /)", truediv_of, "a / b", 0 },
    { "mod(a, b, /)", mod_of, "a % b", 0 },
    { "neg(a, /)", neg_of, "-a", 0 },
    { "pos(a, /)", pos_of, "+a", 0 },
    { "abs(a, /)", abs_of, "abs(a)", 0 },
    { "inv(a, /)", invert_of, "~a", 0 },
    { "invert(a, /)", invert_of, "~a", 0 },
    { "lshift(a, b, /)", lshift_of, "a << b", 0 },
    { "rshift(a, b, /)", rshift_of, "a >> b", 0 },
    { "not_(a, /)", not_of, "not a", 0 },
    { "and_(a, b, /)", and_of, "a & b", 0 },
    { "xor(a, b, /)", xor_of, "a ^ b", 0 },
    { "or_(a, b, /)", or_of, "a | b", 0 },
    { "iadd(a, b, /)", iadd_of, "a += b", 0 },
    { "isub(a, b, /)", isub_of, "a -= b", 0 },
    { "imul(a, b, /)", imul_of, "a *= b", 0 },
    { "imatmul(a, b, /)", imatmul_of, "a @= b", 0 },
    { "ifloordiv(a, b, /)", ifloordiv_of, "a //= b", 0 },
    { "itruediv(a, b, /)", itruediv_of, "a /= b", 0 },
    { "imod(a, b, /)", imod_of, "a %= b", 0 },
    { "ilshift(a, b, /)", ilshift_of, "a <<= b", 0 },
    { "irshift(a, b, /)", irshift_of, "a >>= b", 0 },
    { "iand(a, b, /)", iand_of, "a &= b", 0 },
    { "ixor(a, b, /)", ixor_of, "a ^= b", 0 },
    { "ior(a, b, /)", ior_of, "a |= b", 0 },
    { "ipow(a, b, /)", ipow_of, "a **= b", 0 },
    { "pow(a, b, /)", pow_of, "a ** b", 0 },
    { "concat(a, b, /)", concat_of, "a + b, for sequences", 0 },
    { "iconcat(a, b, /)", iconcat_of, "a += b, for sequences", 0 },
    { "getitem(a, b, /)", getitem_of, "a[b]", 0 },
    { "setitem(a, b, c, /)", setitem_of, "a[b] = c", 0 },
    { "delitem(a, b, /)", delitem_of, "del a[b]", 0 },
    { "index(a, /)", index_of, "a.__index__()", 0 },
    { "lt(a, b, /)", lt_of, "a < b", 0 },
    { "le(a, b, /)", le_of, "a <= b", 0 },
    { "eq(a, b, /)", eq_of, "a == b", 0 },
    { "ne(a, b, /)", ne_of, "a != b", 0 },
    { "gt(a, b, /)", gt_of, "a > b", 0 },
    { "ge(a, b, /)", ge_of, "a >= b", 0 },
    { "length_hint(obj, default=0, /)", length_hint_of, "About how many items obj will give.", 0 },
    { "call(obj, /, *args, **kwargs)", call_of, "obj(*args, **kwargs)", 0 },
    { "_compare_digest(a, b, /)", compare_digest, "a == b, in a time that tells nothing.", 0 },
    { 0 }
};

static Type *const operator_types[] = {
    &itemgetter_type, &attrgetter_type, &methodcaller_type, NULL
};

const Module operator_module = {
    "_operator", "Every operator as a function.", operator_functions, operator_types, NULL,
};
