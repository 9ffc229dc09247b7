/* runtime/types/none.c -- None, NotImplemented and Ellipsis.   SPDX-License-Identifier: MIT */
#include "runtime/types/none.h"
#include "runtime/error.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

#define SINGLE(t) { .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &t }
Object none_struct = SINGLE(none_type);
Object not_implemented_struct = SINGLE(not_implemented_type);
Object ellipsis_struct = SINGLE(ellipsis_type);

// arg[0] and arg[1]: what goes behind * and **.
static bool refuse_arguments(const Obj arg[], const char *name)
{
    return (tuple_length(arg[0]) == 0 && dict_length(arg[1]) == 0)
        || raise_type_error("%s takes no arguments", name);
}

static Ref none_create(Type *type, const Obj arg[])
{
    (void)type;
    return refuse_arguments(arg, "NoneType") ? none_new() : NULL;
}

static Ref none_repr(Obj self)
{
    (void)self;
    return str_from_text("None");
}

static bool none_truth(Obj self, bool *result)
{
    (void)self;
    *result = false;
    return true;
}

// The same in every run, unlike an address.
static bool none_hash(Obj self, intptr_t *hash)
{
    (void)self;
    *hash = 0xfca86420;
    return true;
}

static Ref not_implemented_create(Type *type, const Obj arg[])
{
    (void)type;
    return refuse_arguments(arg, "NotImplementedType") ? not_implemented() : NULL;
}

static Ref not_implemented_repr(Obj self)
{
    (void)self;
    return str_from_text("NotImplemented");
}

static bool not_implemented_truth(Obj self, bool *result)
{
    (void)self;
    *result = true;
    return warn(&deprecation_warning_type, 1,
                "NotImplemented should not be used in a boolean context");
}

static Ref not_implemented_reduce(const Obj arg[])
{
    return not_implemented_repr(arg[0]);
}

static Ref ellipsis_create(Type *type, const Obj arg[])
{
    (void)type;
    return refuse_arguments(arg, "EllipsisType") ? keep(Ellipsis_object) : NULL;
}

static Ref ellipsis_repr(Obj self)
{
    (void)self;
    return str_from_text("Ellipsis");
}

static Ref ellipsis_reduce(const Obj arg[])
{
    return ellipsis_repr(arg[0]);
}

static const Method not_implemented_methods[] = {
    { "__reduce__(self, /)", not_implemented_reduce, NULL },
    { 0 }
};
static const Method ellipsis_methods[] = {
    { "__reduce__(self, /)", ellipsis_reduce, NULL },
    { 0 }
};

Type none_type = {
    TYPE_HEADER, .name = "NoneType", .size = sizeof(Object), .flags = TYPE_FINAL | TYPE_LEAF,
    .doc = "What there is when there is nothing.", .signature = "NoneType(*args, **kwargs)",
    .create = none_create, .repr = none_repr, .truth = none_truth, .hash = none_hash,
};
Type not_implemented_type = {
    TYPE_HEADER, .name = "NotImplementedType", .size = sizeof(Object),
    .flags = TYPE_FINAL | TYPE_LEAF,
    .doc = "The answer of an operator method that has none for these operands.",
    .signature = "NotImplementedType(*args, **kwargs)",
    .create = not_implemented_create, .repr = not_implemented_repr,
    .truth = not_implemented_truth, .methods = not_implemented_methods,
};
Type ellipsis_type = {
    TYPE_HEADER, .name = "ellipsis", .size = sizeof(Object), .flags = TYPE_FINAL | TYPE_LEAF,
    .doc = "What ... stands for.", .signature = "ellipsis(*args, **kwargs)",
    .create = ellipsis_create, .repr = ellipsis_repr, .methods = ellipsis_methods,
};
