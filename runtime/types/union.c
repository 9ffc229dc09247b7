/* runtime/types/union.c -- UnionType: int | str.   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/operate.h"
#include "runtime/protocol.h"
#include "runtime/types/alias.h"
#include "runtime/types/bool.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/tuple.h"

typedef struct Union {
    Object head;
    Ref args;                 // tuple, two or more
    Ref parameters;           // NULL: not collected yet
} Union;

static Union *union_of(Obj x) { return (Union *)x; }

static bool is_unionable(Obj x)
{
    return is_none(x) || is_type(x) || has_type(x, &generic_alias_type) || has_type(x, &union_type);
}

static bool add_once(Ref list, Obj x)
{
    if (is_none(x)) x = (Obj)&none_type;
    for (size_t i = 0; i < list_length(list); i++) {
        Obj other = list_peek(list, i);
        bool equal = x == other;
        if (!equal && has_type(x, &generic_alias_type) && has_type(other, &generic_alias_type)
            && !objects_equal(x, other, &equal)) return false;
        if (equal) return true;
    }
    list_append(list, x);
    return true;
}

static bool add_flat(Ref list, Obj x)
{
    if (!has_type(x, &union_type)) return add_once(list, x);
    for (size_t i = 0; i < tuple_length(union_of(x)->args); i++)
        if (!add_once(list, tuple_peek(union_of(x)->args, i))) return false;
    return true;
}

static Ref from_list(Obj list)
{
    if (list_length(list) == 1) return keep(list_peek(list, 0));
    Ref made = heap_new(&union_type, sizeof(Union));
    union_of(made)->args = list_to_tuple(list);
    return made;
}

Ref union_new(Obj left, Obj right)
{
    if (!is_unionable(left) || !is_unionable(right)) return not_implemented();
    scoped Ref list = list_new(2);
    return add_flat(list, left) && add_flat(list, right) ? from_list(list) : NULL;
}

static void union_destroy(Ref x)
{
    drop_or_null(union_of(x)->args);
    drop_or_null(union_of(x)->parameters);
}

static void union_visit(Obj x, Visit visit, void *context)
{
    if (union_of(x)->args) visit(union_of(x)->args, context);
    if (union_of(x)->parameters) visit(union_of(x)->parameters, context);
}

static Ref union_repr(Obj x)
{
    Writer w = {0};
    Obj args = union_of(x)->args;
    for (size_t i = 0; i < tuple_length(args); i++) {
        Obj arg = tuple_peek(args, i);
        if (i) writer_text(&w, " | ");
        if (arg == (Obj)&none_type) writer_text(&w, "None");
        else if (!alias_write_item(&w, arg)) {
            writer_discard(&w);
            return NULL;
        }
    }
    return writer_finish(&w);
}

static bool union_hash(Obj x, intptr_t *hash)
{
    scoped Ref set = frozenset_from(union_of(x)->args);
    return set && object_hash(set, hash);
}

static Ref union_compare(Obj x, Obj other, CompareOp op)
{
    if ((op != EQUAL && op != NOT_EQUAL) || !has_type(other, &union_type)) return not_implemented();
    scoped Ref left = set_from(union_of(x)->args);
    scoped Ref right = left ? set_from(union_of(other)->args) : NULL;
    return right ? compare(left, right, op) : NULL;
}

static Ref find_parameters(Obj x)
{
    Union *self = union_of(x);
    if (!self->parameters) self->parameters = alias_collect_parameters(self->args);
    return self->parameters;
}

static Ref union_get_item(Obj x, Obj item)
{
    Ref parameters = find_parameters(x);
    if (!parameters) return NULL;
    scoped Ref args = alias_substitute(x, union_of(x)->args, parameters, item);
    if (!args) return NULL;
    scoped Ref made = keep(tuple_peek(args, 0));
    for (size_t i = 1; i < tuple_length(args); i++) {
        Ref wider = operate(OP_OR, made, tuple_peek(args, i));
        if (!wider) return NULL;
        replace(&made, wider);
    }
    return take(&made);
}

static Ref get_parameters(Obj x)
{
    Ref parameters = find_parameters(x);
    return parameters ? keep(parameters) : NULL;
}

static Ref union_instancecheck(const Obj arg[])
{
    bool result = false;
    Obj args = union_of(arg[0])->args;
    for (size_t i = 0; !result && i < tuple_length(args); i++)
        if (!object_is_instance(arg[1], tuple_peek(args, i), &result)) return NULL;
    return bool_new(result);
}

static Ref union_subclasscheck(const Obj arg[])
{
    if (!is_type(arg[1])) return raise_type_error("issubclass() arg 1 must be a class");
    bool result = false;
    Obj args = union_of(arg[0])->args;
    for (size_t i = 0; !result && i < tuple_length(args); i++)
        if (!object_is_subclass(arg[1], tuple_peek(args, i), &result)) return NULL;
    return bool_new(result);
}

static const Method union_methods[] = {
    { "__instancecheck__(self, instance, /)", union_instancecheck, NULL },
    { "__subclasscheck__(self, subclass, /)", union_subclasscheck, NULL },
    { 0 }
};
static const Member union_members[] = {
    { "__args__", MEMBER_OBJECT, offsetof(Union, args), false, NULL },
    { 0 }
};
static const Getter union_getters[] = {
    { "__parameters__", get_parameters, NULL, NULL },
    { 0 }
};

Type union_type = {
    TYPE_HEADER, .name = "UnionType", .module = "types", .size = sizeof(Union),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .doc = "Any one of several types.",
    .destroy = union_destroy, .visit = union_visit, .repr = union_repr, .hash = union_hash,
    .compare = union_compare, .get_item = union_get_item, .binary[OP_OR] = union_new,
    .methods = union_methods, .members = union_members, .getters = union_getters,
};
