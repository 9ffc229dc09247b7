/* runtime/operate.c -- operators on any two objects: slots, reflection, in-place fallback, errors.
 * SPDX-License-Identifier: MIT */
#include "runtime/operate.h"
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/type.h"
#include "runtime/types/bool.h"
#include "runtime/types/builtin.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include <string.h>

const OperatorInfo operator_info[OPERATOR_COUNT] = {
#define OPERATOR(name, symbol, dunder, reflected, in_place) \
    [OP_##name] = { symbol, dunder, reflected, in_place },
#include "runtime/operators.def"
#undef OPERATOR
};
const char *const compare_symbols[] = { "<", "<=", "==", "!=", ">", ">=" };

typedef Ref (*Binary)(Obj left, Obj right);

static bool declined(Obj result)
{
    return result == NotImplemented_object;
}

// Left first, unless right's type is a subclass with a slot of its own.
static inline Ref try_binary(Binary of_left, Binary of_right, Obj left, Obj right)
{
    const Type *left_type = type_of(left), *right_type = type_of(right);
    if (of_right == of_left) of_right = NULL;
    if (of_left) {
        if (of_right && type_is_subtype(right_type, left_type)) {
            Ref result = of_right(left, right);
            if (!declined(result)) return result;
            of_right = NULL;
        }
        Ref result = of_left(left, right);
        if (!declined(result)) return result;
    }
    return of_right ? of_right(left, right) : not_implemented();
}

static Ref repeat_by(Ref (*repeat)(Obj, intptr_t), Obj sequence, Obj times)
{
    if (!is_small(times) && !type_of(times)->to_index)
        return raise_type_error("can't multiply sequence by non-int of type '%T'", times);
    intptr_t n;
    if (!object_to_size(times, &n, &overflow_error_type)) return NULL;
    return repeat(sequence, n);
}

// What sequences do with + and *, when numbers have nothing to say.
static Ref operate_sequence(Operator op, Obj left, Obj right)
{
    const Type *left_type = type_of(left), *right_type = type_of(right);
    if (op == OP_ADD && left_type->concat) return left_type->concat(left, right);
    if (op == OP_MULTIPLY) {
        if (left_type->repeat) return repeat_by(left_type->repeat, left, right);
        if (right_type->repeat) return repeat_by(right_type->repeat, right, left);
    }
    return not_implemented();
}

static void *raise_unsupported(Operator op, bool in_place, Obj left, Obj right)
{
    const char *symbol = op == OP_POWER && !in_place ? "** or pow()" : operator_info[op].symbol;
    if (op == OP_RIGHT_SHIFT && !in_place && has_type(left, &builtin_type)
        && strncmp(((const Builtin *)left)->method->signature, "print(", 6) == 0)
        return raise_type_error("unsupported operand type(s) for >>: '%T' and '%T'. "
            "Did you mean \"print(<message>, file=<output_stream>)\"?", left, right);
    return raise_type_error("unsupported operand type(s) for %s%s: '%T' and '%T'", symbol,
                            in_place ? "=" : "", left, right);
}

Ref operate(Operator op, Obj left, Obj right)
{
    Ref result = try_binary(type_of(left)->binary[op], type_of(right)->binary[op], left, right);
    if (likely(!declined(result))) return result;
    result = operate_sequence(op, left, right);
    if (!declined(result)) return result;
    return raise_unsupported(op, false, left, right);
}

Ref operate_in_place(Operator op, Obj left, Obj right)
{
    const Type *type = type_of(left);
    if (type->in_place[op]) {
        Ref result = type->in_place[op](left, right);
        if (!declined(result)) return result;
    } else if (op == OP_ADD && type->concat_in_place && (type->flags & TYPE_HEAP)) {
        return type->concat_in_place(left, right);    // a class does not ask right's __radd__ first
    }
    Ref result = try_binary(type->binary[op], type_of(right)->binary[op], left, right);
    if (likely(!declined(result))) return result;
    if (op == OP_ADD && type->concat_in_place) return type->concat_in_place(left, right);
    if (op == OP_MULTIPLY && type->repeat_in_place)
        return repeat_by(type->repeat_in_place, left, right);
    // 3 *= [1] repeats the list, but what is a container itself does not ask the right side
    if (op == OP_MULTIPLY && !type->repeat && type_is_sequence_like(type))
        return raise_unsupported(op, true, left, right);
    result = operate_sequence(op, left, right);
    if (!declined(result)) return result;
    return raise_unsupported(op, true, left, right);
}

Ref operate_power(Obj base, Obj exponent, Obj modulus)
{
    if (is_none(modulus)) return operate(OP_POWER, base, exponent);
    const Type *types[] = { type_of(base), type_of(exponent), type_of(modulus) };
    if (types[1]->power && types[0] != types[1] && types[0]->power
        && types[0]->power != types[1]->power && type_is_subtype(types[1], types[0])) {
        const Type *swapped = types[0];
        types[0] = types[1];
        types[1] = swapped;
    }
    for (int i = 0; i < 3; i++) {
        bool tried = !types[i]->power;
        for (int k = 0; k < i; k++) tried |= types[k]->power == types[i]->power;
        if (tried) continue;
        Ref result = types[i]->power(base, exponent, modulus);
        if (!declined(result)) return result;
    }
    return raise_type_error("unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'",
                            base, exponent, modulus);
}

Ref operate_negative(Obj x)
{
    const Type *type = type_of(x);
    return type->negative ? type->negative(x)
                          : raise_type_error("bad operand type for unary -: '%T'", x);
}

Ref operate_positive(Obj x)
{
    const Type *type = type_of(x);
    return type->positive ? type->positive(x)
                          : raise_type_error("bad operand type for unary +: '%T'", x);
}

Ref operate_invert(Obj x)
{
    const Type *type = type_of(x);
    return type->invert ? type->invert(x)
                        : raise_type_error("bad operand type for unary ~: '%T'", x);
}

Ref operate_absolute(Obj x)
{
    const Type *type = type_of(x);
    return type->absolute ? type->absolute(x)
                          : raise_type_error("bad operand type for abs(): '%T'", x);
}

/* --- comparison --- */

static Ref compare_by_slots(Obj left, Obj right, CompareOp op)
{
    const Type *left_type = type_of(left), *right_type = type_of(right);
    bool reflected_first = left_type != right_type && right_type->compare
                           && type_is_subtype(right_type, left_type);
    if (reflected_first) {
        Ref result = right_type->compare(right, left, compare_swapped(op));
        if (!declined(result)) return result;
    }
    if (left_type->compare) {
        Ref result = left_type->compare(left, right, op);
        if (!declined(result)) return result;
    }
    if (!reflected_first && right_type->compare) {
        Ref result = right_type->compare(right, left, compare_swapped(op));
        if (!declined(result)) return result;
    }
    if (op == EQUAL) return bool_new(left == right);
    if (op == NOT_EQUAL) return bool_new(left != right);
    return raise_type_error("'%s' not supported between instances of '%T' and '%T'",
                            compare_symbols[op], left, right);
}

static bool floats_hold(double a, double b, CompareOp op)
{
    switch (op) {
    case LESS: return a < b;
    case LESS_EQUAL: return a <= b;
    case EQUAL: return a == b;
    case NOT_EQUAL: return a != b;
    case GREATER: return a > b;
    default: return a >= b;
    }
}

Ref compare(Obj left, Obj right, CompareOp op)
{
    if (is_small(left) && is_small(right))
        return bool_new(compare_holds(op, ((intptr_t)left > (intptr_t)right)
                                          - ((intptr_t)left < (intptr_t)right)));
    if (has_type(left, &str_type) && has_type(right, &str_type))
        return bool_new(str_holds(left, right, op));
    if (!recursion_enter(" in comparison")) return NULL;
    Ref result = compare_by_slots(left, right, op);
    recursion_leave();
    return result;
}

bool compare_truth(Obj left, Obj right, CompareOp op, bool *result)
{
    if (is_small(left) && is_small(right)) {
        *result = compare_holds(op, ((intptr_t)left > (intptr_t)right)
                                    - ((intptr_t)left < (intptr_t)right));
        return true;
    }
    if (has_type(left, &str_type) && has_type(right, &str_type)) {
        *result = str_holds(left, right, op);
        return true;
    }
    if (has_type(left, &float_type) && has_type(right, &float_type)) {
        *result = floats_hold(float_value(left), float_value(right), op);
        return true;
    }
    Ref answer = compare(left, right, op);
    if (!answer) return false;
    if (is_bool(answer)) {
        *result = answer == True_object;
        drop(answer);
        return true;
    }
    bool fine = object_truth(answer, result);
    drop(answer);
    return fine;
}

bool objects_equal(Obj left, Obj right, bool *result)
{
    if (left == right) {
        *result = true;
        return true;
    }
    return compare_truth(left, right, EQUAL, result);
}
