/* runtime/operate.h -- operators on any two objects: slots, reflection, in-place fallback, errors.
 * Read after: object.h.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

typedef enum Operator {
#define OPERATOR(name, symbol, dunder, reflected, in_place) OP_##name,
#include "runtime/operators.def"
#undef OPERATOR
    OPERATOR_COUNT
} Operator;

typedef enum CompareOp { LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL } CompareOp;

typedef struct OperatorInfo { const char *symbol, *dunder, *reflected, *in_place; } OperatorInfo;
extern const OperatorInfo operator_info[OPERATOR_COUNT];
extern const char *const compare_symbols[];      // "<" "<=" "==" "!=" ">" ">="
static inline CompareOp compare_swapped(CompareOp op)   // a op b  ==  b swapped(op) a
{
    static const CompareOp swapped[] = { GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL };
    return swapped[op];
}
/* The answer for two things ordered like `order` (<0, 0, >0). */
static inline bool compare_holds(CompareOp op, intptr_t order)
{
    switch (op) {
    case LESS: return order < 0;
    case LESS_EQUAL: return order <= 0;
    case EQUAL: return order == 0;
    case NOT_EQUAL: return order != 0;
    case GREATER: return order > 0;
    default: return order >= 0;
    }
}

/* left op right; TypeError "unsupported operand type(s) for +: 'int' and 'str'" when none fits. */
MAY_RAISE Ref operate(Operator op, Obj left, Obj right);
/* left op= right: in-place slot, else as operate; a new reference to what is to be stored. */
MAY_RAISE Ref operate_in_place(Operator op, Obj left, Obj right);
MAY_RAISE Ref operate_power(Obj base, Obj exponent, Obj modulus);   // pow(); modulus may be None
MAY_RAISE Ref operate_negative(Obj x);
MAY_RAISE Ref operate_positive(Obj x);
MAY_RAISE Ref operate_invert(Obj x);
MAY_RAISE Ref operate_absolute(Obj x);

/* left op right as an object (rich comparison, may be anything). */
MAY_RAISE Ref compare(Obj left, Obj right, CompareOp op);
/* As a truth value. identical objects are equal here for EQUAL/NOT_EQUAL (containers' rule). */
MAY_RAISE bool compare_truth(Obj left, Obj right, CompareOp op, bool *result);   // no identity rule
MAY_RAISE bool objects_equal(Obj left, Obj right, bool *result);                 // identity, then ==
