/* runtime/types/bool.c -- bool: the two Ints True and False.   SPDX-License-Identifier: MIT */
#include "runtime/types/bool.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/none.h"

#define BOOL_HEADER { .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &bool_type }
Int true_struct = { .head = BOOL_HEADER, .size = 1, .limbs = { 1 } };
Int false_struct = { .head = BOOL_HEADER, .size = 0, .limbs = { 0 } };

static Ref bool_create(Type *type, const Obj arg[])
{
    enum { x };
    (void)type;
    bool truth = false;
    if (arg[x] && !object_truth(arg[x], &truth)) return NULL;
    return bool_new(truth);
}

static Ref bool_repr(Obj self)
{
    return keep(intern(self == True_object ? "True" : "False"));
}

#define BOOLEAN(name, function, operator) \
    static Ref name(Obj left, Obj right) \
    { \
        if (is_bool(left) && is_bool(right)) \
            return bool_new((left == True_object) operator (right == True_object)); \
        if (!is_int(left) || !is_int(right)) return not_implemented(); \
        return function(left, right); \
    }
BOOLEAN(bool_and, int_and, &)
BOOLEAN(bool_or, int_or, |)
BOOLEAN(bool_xor, int_xor, ^)
#undef BOOLEAN

static Ref bool_invert(Obj self)
{
    if (!warn(&deprecation_warning_type, 1,
              "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. "
              "This returns the bitwise inversion of the underlying int object and is usually not "
              "what you expect from the negation of a bool object. Use the 'not' operator for "
              "boolean negation or ~int(x) for the bitwise inversion of the underlying int."))
        return NULL;
    return int_invert(self);
}

Type bool_type = {
    TYPE_HEADER, .name = "bool", .signature = "bool(object=False, /)",
    .doc = "True when the argument is true, False otherwise.",
    .size = sizeof(Int), .item_size = sizeof(mp_limb_t), .base = &int_type,
    .flags = TYPE_FINAL | TYPE_LEAF | TYPE_INT | TYPE_MATCH_SELF,
    .create = bool_create, .repr = bool_repr,
    .binary = { [OP_AND] = bool_and, [OP_OR] = bool_or, [OP_XOR] = bool_xor },
    .invert = bool_invert,
};
