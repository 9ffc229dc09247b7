/* runtime/classcheck.c -- isinstance and issubclass.   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/tuple.h"

// obj.__bases__ if that is a tuple; *bases NULL: it is nothing like a class.
static bool find_bases(Obj x, Ref *bases)
{
    if (!attribute_find(x, name___bases__, bases)) return false;
    if (*bases && !is_tuple(*bases)) drop(take(bases));
    return true;
}

static bool check_class(Obj x, const char *error)
{
    scoped Ref bases = NULL;
    if (!find_bases(x, &bases)) return false;
    return bases || raise_type_error("%s", error);
}

// For things that only act as classes: along their __bases__.
static bool is_derived(Obj derived, Obj class, bool *result)
{
    *result = derived == class;
    if (*result) return true;
    scoped Ref bases = NULL;
    if (!find_bases(derived, &bases)) return false;
    if (!bases) return true;
    if (!recursion_enter(" in __issubclass__")) return false;
    bool fine = true;
    for (size_t i = 0; fine && !*result && i < tuple_length(bases); i++)
        fine = is_derived(tuple_peek(bases, i), class, result);
    recursion_leave();
    return fine;
}

bool object_is_real_subclass(Obj type, Obj class, bool *result)
{
    if (is_type(class) && is_type(type)) {
        *result = type_is_subtype((Type *)type, (Type *)class);
        return true;
    }
    return check_class(type, "issubclass() arg 1 must be a class")
        && check_class(class, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
        && is_derived(type, class, result);
}

bool object_is_real_instance(Obj x, Obj class, bool *result)
{
    if (is_type(class)) {
        *result = is_instance(x, (Type *)class);
        if (*result) return true;
        scoped Ref claimed = NULL;                 // proxies name another class
        if (!attribute_find(x, name___class__, &claimed)) return false;
        if (claimed && claimed != (Obj)type_of(x) && is_type(claimed))
            *result = type_is_subtype((Type *)claimed, (Type *)class);
        return true;
    }
    *result = false;
    if (!check_class(class, "isinstance() arg 2 must be a type, a tuple of types, or a union"))
        return false;
    scoped Ref claimed = NULL;
    if (!attribute_find(x, name___class__, &claimed)) return false;
    return !claimed || is_derived(claimed, class, result);
}

typedef bool (*Check)(Obj x, Obj class, bool *result);

static bool check_each(Check check, Obj x, Obj tuple, const char *where, bool *result)
{
    *result = false;
    if (!recursion_enter(where)) return false;
    bool fine = true;
    for (size_t i = 0; fine && !*result && i < tuple_length(tuple); i++)
        fine = check(x, tuple_peek(tuple, i), result);
    recursion_leave();
    return fine;
}

// *asked false: the class has no such dunder.
static bool ask_class(Obj class, Obj dunder, Obj x, const char *where, bool *result, bool *asked)
{
    if (!recursion_enter(where)) return false;
    scoped Ref answer = call_dunder(class, dunder, &x, 1, asked);
    recursion_leave();
    if (!answer) return !*asked;
    return object_truth(answer, result);
}

bool object_is_instance(Obj x, Obj class, bool *result)
{
    *result = true;
    if ((Obj)type_of(x) == class) return true;
    if (has_type(class, &type_type)) return object_is_real_instance(x, class, result);
    if (is_tuple(class))
        return check_each(object_is_instance, x, class, " in __instancecheck__", result);
    bool asked;
    if (!ask_class(class, name___instancecheck__, x, " in __instancecheck__", result, &asked))
        return false;
    return asked || object_is_real_instance(x, class, result);
}

bool object_is_subclass(Obj type, Obj class, bool *result)
{
    *result = true;
    if (has_type(class, &type_type) && type == class) return true;
    if (has_type(class, &type_type)) return object_is_real_subclass(type, class, result);
    if (is_tuple(class))
        return check_each(object_is_subclass, type, class, " in __subclasscheck__", result);
    bool asked;
    if (!ask_class(class, name___subclasscheck__, type, " in __subclasscheck__", result, &asked))
        return false;
    return asked || object_is_real_subclass(type, class, result);
}
