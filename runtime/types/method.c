/* runtime/types/method.c -- bound methods of functions written in Python.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/method.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap_fast.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bool.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

static BoundMethod *method(Obj x) { return (BoundMethod *)x; }

Ref method_new(Obj function, Obj self)
{
    Ref made = heap_fast_new(&method_type, sizeof(BoundMethod));
    method(made)->function = keep(function);
    method(made)->self = keep(self);
    return made;
}

static Ref method_create(Type *type, const Obj arg[])
{
    (void)type;
    enum { function, self };
    if (!is_callable(arg[function])) return raise_type_error("first argument must be callable");
    if (is_none(arg[self])) return raise_type_error("instance must not be None");
    return method_new(arg[function], arg[self]);
}

static void method_destroy(Ref self)
{
    drop(method(self)->function);
    drop(method(self)->self);
}

static void method_visit(Obj self, Visit visit, void *context)
{
    visit(method(self)->function, context);
    visit(method(self)->self, context);
}

static Ref method_repr(Obj self)
{
    Obj function = method(self)->function;
    scoped Ref name = NULL;
    if (!attribute_find(function, name___qualname__, &name)) return NULL;
    if (!name && !attribute_find(function, name___name__, &name)) return NULL;
    if (!name || !is_str(name)) return str_format("<bound method ? of %R>", method(self)->self);
    return str_format("<bound method %S of %R>", name, method(self)->self);
}

static bool method_hash(Obj self, intptr_t *hash)
{
    intptr_t of_function;
    if (!object_hash(method(self)->function, &of_function)) return false;
    uintptr_t address = (uintptr_t)method(self)->self;
    *hash = (intptr_t)(address >> 4 | address << 60) ^ of_function;
    if (*hash == -1) *hash = -2;
    return true;
}

static Ref method_compare(Obj self, Obj other, CompareOp op)
{
    if ((op != EQUAL && op != NOT_EQUAL) || !has_type(other, &method_type))
        return not_implemented();
    bool equal = method(self)->self == method(other)->self;
    if (equal && !objects_equal(method(self)->function, method(other)->function, &equal))
        return NULL;
    return bool_new(equal == (op == EQUAL));
}

static Ref method_call(Obj self, const Obj *args, size_t count, Obj names)
{
    size_t total = count + (names ? tuple_length(names) : 0);
    Obj few[9];
    Obj *all = total < 9 ? few : heap_scratch((total + 1) * sizeof *all);
    all[0] = method(self)->self;
    for (size_t i = 0; i < total; i++) all[i + 1] = args[i];
    return call_raw(method(self)->function, all, count + 1, names);
}

// An attribute that methods don't have is looked for in the function.
static Ref method_get_attribute(Obj self, Obj name)
{
    Obj own = type_lookup(&method_type, is_exact_str(name) ? intern_str(name) : name);
    if (own) return descriptor_bind(own, self, (Obj)&method_type);
    return attribute_get(method(self)->function, name);
}

static Ref method_descriptor_get(Obj self, Obj instance, Obj owner)
{
    (void)instance, (void)owner;
    return keep(self);
}

static Ref method_reduce(const Obj arg[])
{
    scoped Ref name = attribute_get(method(arg[0])->function, name___name__);
    if (!name) return NULL;
    scoped Ref function = startup_get_builtin("getattr");
    if (!function) return NULL;
    scoped Ref args = tuple_pack(2, method(arg[0])->self, name);
    return tuple_pack(2, function, args);
}

static Ref method_get_doc(Obj self)
{
    return attribute_get(method(self)->function, name___doc__);
}

static const Method method_methods[] = {
    { "__reduce__(self, /)", method_reduce, NULL },
    { 0 }
};
static const Member method_members[] = {
    { "__func__", MEMBER_OBJECT, offsetof(BoundMethod, function), false,
      "What is called." },
    { "__self__", MEMBER_OBJECT, offsetof(BoundMethod, self), false,
      "What it gets as its first argument." },
    { 0 }
};
static const Getter method_getters[] = {
    { "__doc__", method_get_doc, NULL, NULL },
    { 0 }
};

Type method_type = {
    TYPE_HEADER, .name = "method", .size = sizeof(BoundMethod), .flags = TYPE_FINAL,
    .doc = "A function together with the object that it gets first.",
    .signature = "method(function, instance, /)",
    .create = method_create, .destroy = method_destroy, .visit = method_visit,
    .repr = method_repr, .hash = method_hash, .compare = method_compare, .call = method_call,
    .get_attribute = method_get_attribute, .descriptor_get = method_descriptor_get,
    .methods = method_methods, .members = method_members, .getters = method_getters,
};
