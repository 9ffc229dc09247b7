/* runtime/call.c -- calling objects from C.   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

#define FEW 8                         // arguments that fit on the C stack

static void *raise_not_callable(Obj x)
{
    // import array; array('b') wants array.array
    scoped Ref name = is_module(x) ? keep_or_null(dict_peek_str(module_dict(x), name___name__)) : NULL;
    Obj inside = name && is_str(name) ? dict_peek_str(module_dict(x), name) : NULL;
    if (inside && is_callable(inside))
        return raise_type_error("'%T' object is not callable. Did you mean: '%S.%S(...)'?",
                                x, name, name);
    return raise_type_error("'%T' object is not callable", x);
}

Ref call_raw(Obj callable, const Obj *args, size_t count, Obj names)
{
    const Type *type = type_of(callable);
    if (unlikely(!type->call)) return raise_not_callable(callable);
    if (!recursion_enter("")) return NULL;
    Ref result = type->call(callable, args, count, names);
    recursion_leave();
    return result;
}

Ref call(Obj callable, const Obj *args, size_t count)
{
    return call_raw(callable, args, count, NULL);
}

Ref call0(Obj callable)
{
    return call_raw(callable, NULL, 0, NULL);
}

Ref call1(Obj callable, Obj a)
{
    return call_raw(callable, &a, 1, NULL);
}

Ref call2(Obj callable, Obj a, Obj b)
{
    return call_raw(callable, (Obj[]){ a, b }, 2, NULL);
}

Ref call3(Obj callable, Obj a, Obj b, Obj c)
{
    return call_raw(callable, (Obj[]){ a, b, c }, 3, NULL);
}

bool is_callable(Obj x)
{
    return type_of(x)->call != NULL;
}

bool keywords_check(Obj kwargs)
{
    if (((const Dict *)kwargs)->only_str) return true;
    size_t position = 0;
    Obj key, value;
    while (dict_next(kwargs, &position, &key, &value))
        if (!is_str(key)) return raise_type_error("keywords must be strings");
    return true;
}

static Ref call_with_keywords(Obj callable, Obj args, Obj kwargs)
{
    size_t count = tuple_length(args), extra = dict_length(kwargs);
    scoped Ref names = tuple_new(extra);
    // The call may change kwargs: its values are kept by a tuple of their own.
    scoped Ref values = tuple_new(extra);
    size_t position = 0, n = 0;
    Obj key, value;
    while (n < extra && dict_next(kwargs, &position, &key, &value)) {
        tuple_items(names)[n] = keep(key);
        tuple_items(values)[n++] = keep(value);
    }
    if (!is_callable(callable)) return raise_not_callable(callable);
    if (!keywords_check(kwargs)) return NULL;
    Obj few[FEW];
    Obj *all = count + n <= FEW ? few : heap_scratch((count + n) * sizeof *all);
    for (size_t i = 0; i < count; i++) all[i] = tuple_peek(args, i);
    for (size_t i = 0; i < n; i++) all[count + i] = tuple_peek(values, i);
    return call_raw(callable, all, count, names);
}

Ref call_spread(Obj callable, Obj args, Obj kwargs)
{
    scoped Ref kept = keep(args);
    if (kwargs && dict_length(kwargs)) return call_with_keywords(callable, args, kwargs);
    return call_raw(callable, (const Obj *)tuple_items(kept), tuple_length(kept), NULL);
}

Ref call_method(Obj object, Obj name, const Obj *args, size_t count)
{
    bool bound;
    scoped Ref method = attribute_method(object, name, &bound);
    if (!method) return NULL;
    if (bound) return call_raw(method, args, count, NULL);
    Obj few[FEW];
    Obj *all = count < FEW ? few : heap_scratch((count + 1) * sizeof *all);
    all[0] = object;
    for (size_t i = 0; i < count; i++) all[i + 1] = args[i];
    return call_raw(method, all, count + 1, NULL);
}

Ref call_method0(Obj object, Obj name)
{
    return call_method(object, name, NULL, 0);
}

Ref call_method1(Obj object, Obj name, Obj a)
{
    return call_method(object, name, &a, 1);
}

Ref call_dunder(Obj object, Obj name, const Obj *args, size_t count, bool *found)
{
    Type *type = type_of(object);
    Obj function = type_lookup(type, name);
    *found = function != NULL;
    if (!function) return NULL;
    if (!(type_of(function)->flags & TYPE_METHOD_DESCRIPTOR)) {
        scoped Ref bound = descriptor_bind(function, object, (Obj)type);
        return bound ? call_raw(bound, args, count, NULL) : NULL;
    }
    scoped Ref kept = keep(function);
    Obj few[FEW];
    Obj *all = count < FEW ? few : heap_scratch((count + 1) * sizeof *all);
    all[0] = object;
    for (size_t i = 0; i < count; i++) all[i + 1] = args[i];
    return call_raw(kept, all, count + 1, NULL);
}

Ref callable_text(Obj callable)
{
    scoped Ref qualname = NULL;
    scoped Ref module = NULL;
    bool fine = attribute_find(callable, name___qualname__, &qualname)
             && attribute_find(callable, name___module__, &module);
    Ref text = NULL;
    if (fine && qualname && is_str(qualname)) {
        bool elsewhere = module && is_str(module) && !str_equal_text(module, "builtins");
        text = elsewhere ? str_format("%S.%S()", module, qualname) : str_format("%S()", qualname);
    } else if (fine) text = object_str(callable);
    if (text) return text;
    error_clear();
    return str_from_text("function");
}
