/* runtime/types/builtin.c -- functions and methods written in C.   SPDX-License-Identifier: MIT */
#include "runtime/types/builtin.h"
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bool.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <stdio.h>
#include <string.h>

static Builtin *builtin(Obj x) { return (Builtin *)x; }

static Ref allocate(Type *type, const Method *row)
{
    Ref made = heap_new(type, sizeof(Builtin));
    Builtin *self = builtin(made);
    self->method = row;
    self->function = row->function;
    return made;
}

// The module's name as messages want it: "math", and nothing for builtins.
static const char *module_prefix(Obj module)
{
    if (!module || !is_str(module)) return NULL;
    const char *name = str_utf8_lossy(module, NULL);
    return strcmp(name, "builtins") == 0 ? NULL : name;
}

Ref builtin_new(const Method *row, Obj module)
{
    Ref made = allocate(&builtin_type, row);
    Builtin *self = builtin(made);
    if (module && !is_str(module)) {
        self->self = keep(module);
        if (is_module(module))
            self->module = keep_or_null(dict_peek_str(module_dict(module), name___name__));
    } else self->module = keep_or_null(module);
    self->params = params_parse_function(row->signature, module_prefix(self->module), 0);
    return made;
}

Ref builtin_new_method(const Method *row, Type *owner)
{
    bool is_static = row->kind == METHOD_STATIC;
    Type *type = row->kind == METHOD_CLASS ? &class_method_descriptor_type
               : is_static ? &builtin_type : &method_descriptor_type;
    Ref made = allocate(type, row);
    Builtin *self = builtin(made);
    self->owner = owner;
    const char *dot = strrchr(owner->name, '.');        // "collections.deque": messages say deque
    self->params = params_parse_function(row->signature, dot ? dot + 1 : owner->name, !is_static);
    if (!is_static) return made;
    self->self = keep(&owner->head);
    scoped Ref function = made;
    return staticmethod_new(function);
}

Ref builtin_bind(Obj descriptor, Obj self)
{
    Ref made = allocate(&builtin_type, builtin(descriptor)->method);
    Builtin *bound = builtin(made);
    bound->params = builtin(descriptor)->params;
    bound->owner = builtin(descriptor)->owner;
    bound->self = keep(self);
    bound->bound = true;
    return made;
}

Obj builtin_bound_once(Obj descriptor, Obj type)
{
    Builtin *self = builtin(descriptor);
    if (&self->owner->head != type || (self->owner->flags & TYPE_HEAP)) return NULL;
    if (!self->self) self->self = builtin_bind(descriptor, type);
    return self->self;
}

static void builtin_destroy(Ref self)
{
    drop_or_null(builtin(self)->self);
    drop_or_null(builtin(self)->module);
}

static void builtin_visit(Obj self, Visit visit, void *context)
{
    if (builtin(self)->self) visit(builtin(self)->self, context);
    if (builtin(self)->module) visit(builtin(self)->module, context);
}

/* --- calling --- */

static Ref call_bound(const Builtin *self, Obj first, const Obj *args, size_t count, Obj names)
{
    size_t total = count + (names ? tuple_length(names) : 0);
    Obj few[8];
    Obj *all = total < 8 ? few : heap_scratch((total + 1) * sizeof *all);
    all[0] = first;
    for (size_t i = 0; i < total; i++) all[i + 1] = args[i];
    return params_call(self->params, self->function, all, count + 1, names);
}

static Ref builtin_call(Obj x, const Obj *args, size_t count, Obj names)
{
    const Builtin *self = builtin(x);
    if (self->bound) return call_bound(self, self->self, args, count, names);
    if (self->method->plain && !names) return self->method->plain(args, count);
    return params_call(self->params, self->function, args, count, names);
}

static Ref method_descriptor_call(Obj x, const Obj *args, size_t count, Obj names)
{
    const Builtin *self = builtin(x);
    if (unlikely(count == 0))
        return raise_type_error("unbound method %S() needs an argument",
                                self->params->function_name);
    if (unlikely(!is_instance(args[0], self->owner)))
        return raise_type_error("descriptor '%S' for '%N' objects doesn't apply to a '%T' object",
                                self->params->short_name, self->owner, args[0]);
    if (self->method->plain && !names) return self->method->plain(args, count);
    return params_call(self->params, self->function, args, count, names);
}

static Ref class_method_descriptor_call(Obj x, const Obj *args, size_t count, Obj names)
{
    const Builtin *self = builtin(x);
    Obj name = self->params->short_name;
    if (count == 0)
        return raise_type_error("descriptor '%S' of '%N' object needs an argument",
                                name, self->owner);
    if (!is_type(args[0]))
        return raise_type_error("descriptor '%S' for type '%N' needs a type, not a '%T' as arg 2",
                                name, self->owner, args[0]);
    if (!type_is_subtype((Type *)args[0], self->owner))
        return raise_type_error("descriptor '%S' requires a subtype of '%N' but received '%N'",
                                name, self->owner, args[0]);
    return params_call(self->params, self->function, args, count, names);
}

static Ref method_descriptor_get(Obj x, Obj instance, Obj owner)
{
    (void)owner;
    if (!instance) return keep(x);
    if (unlikely(!is_instance(instance, builtin(x)->owner)))
        return raise_type_error("descriptor '%S' for '%N' objects doesn't apply to a '%T' object",
            builtin(x)->params->short_name, builtin(x)->owner, instance);
    return builtin_bind(x, instance);
}

static Ref class_method_descriptor_get(Obj x, Obj instance, Obj owner)
{
    const Builtin *self = builtin(x);
    Obj name = self->params->short_name;
    if (!owner && instance) owner = (Obj)type_of(instance);
    if (!owner)
        return raise_type_error("descriptor '%S' for type '%N' needs either an object or a type",
                                name, self->owner);
    if (!is_type(owner))
        return raise_type_error("descriptor '%S' for type '%N' needs a type, not a '%T' as arg 2",
                                name, self->owner, owner);
    Obj known = builtin_bound_once(x, owner);
    if (known) return keep(known);
    if (!type_is_subtype((Type *)owner, self->owner))
        return raise_type_error("descriptor '%S' requires a subtype of '%N' but received '%N'",
                                name, self->owner, owner);
    return builtin_bind(x, owner);
}

/* --- looks --- */

static Ref builtin_repr(Obj x)
{
    const Builtin *self = builtin(x);
    Obj name = self->params->short_name;
    if (!self->self || is_module(self->self)) return str_format("<built-in function %S>", name);
    char address[24];
    snprintf(address, sizeof address, "%p", (void *)self->self);
    return str_format("<built-in method %S of %T object at %s>", name, self->self, address);
}

static Ref method_descriptor_repr(Obj x)
{
    return str_format("<method '%S' of '%N' objects>", builtin(x)->params->short_name,
                      builtin(x)->owner);
}

static bool builtin_hash(Obj x, intptr_t *hash)
{
    uintptr_t self = (uintptr_t)builtin(x)->self, function = (uintptr_t)builtin(x)->function;
    *hash = (intptr_t)((self >> 4 | self << 60) ^ (function >> 2 | function << 62));
    if (*hash == -1) *hash = -2;
    return true;
}

static Ref builtin_compare(Obj x, Obj other, CompareOp op)
{
    if ((op != EQUAL && op != NOT_EQUAL) || !has_type(other, &builtin_type))
        return not_implemented();
    bool equal = builtin(x)->self == builtin(other)->self
              && builtin(x)->method == builtin(other)->method;
    return bool_new(equal == (op == EQUAL));
}

static Ref get_name(Obj x)     { return keep(builtin(x)->params->short_name); }
static Ref get_module(Obj x)
{
    return builtin(x)->module ? keep(builtin(x)->module) : none_new();
}
static Ref get_self(Obj x)
{
    return builtin(x)->self ? keep(builtin(x)->self) : none_new();
}
static Ref get_owner(Obj x)    { return keep((Obj)builtin(x)->owner); }

static Ref get_doc(Obj x)
{
    const char *doc = builtin(x)->method->doc;
    return doc ? str_from_text(doc) : none_new();
}

static Ref get_text_signature(Obj x)
{
    return params_get_text(builtin(x)->params);
}

// A class method's name begins with the class that it is bound to.
static Ref get_qualname(Obj x)
{
    const Builtin *self = builtin(x);
    if (!self->owner) return keep(self->params->short_name);
    const Type *owner = self->owner;
    if (self->bound && self->method->kind == METHOD_CLASS) owner = (const Type *)self->self;
    scoped Ref name = type_get_qualname(owner);
    return str_format("%S.%S", name, self->params->short_name);
}

static Ref builtin_reduce(const Obj arg[])
{
    const Builtin *self = builtin(arg[0]);
    if (!self->self || is_module(self->self)) return get_name(arg[0]);
    scoped Ref getattr = startup_get_builtin("getattr");
    if (!getattr) return NULL;
    scoped Ref args = tuple_pack(2, self->self, self->params->short_name);
    return tuple_pack(2, getattr, args);
}

static Ref method_descriptor_reduce(const Obj arg[])
{
    scoped Ref getattr = startup_get_builtin("getattr");
    if (!getattr) return NULL;
    scoped Ref args = tuple_pack(2, (Obj)builtin(arg[0])->owner,
                                 builtin(arg[0])->params->short_name);
    return tuple_pack(2, getattr, args);
}

static const Method builtin_methods[] = {
    { "__reduce__(self, /)", builtin_reduce, NULL },
    { 0 }
};
static const Getter builtin_getters[] = {
    { "__name__", get_name, NULL, NULL },
    { "__qualname__", get_qualname, NULL, NULL },
    { "__module__", get_module, NULL, NULL },
    { "__self__", get_self, NULL, NULL },
    { "__doc__", get_doc, NULL, NULL },
    { "__text_signature__", get_text_signature, NULL, NULL },
    { 0 }
};
static const Method method_descriptor_methods[] = {
    { "__reduce__(self, /)", method_descriptor_reduce, NULL },
    { 0 }
};
static const Getter method_descriptor_getters[] = {
    { "__name__", get_name, NULL, NULL },
    { "__qualname__", get_qualname, NULL, NULL },
    { "__objclass__", get_owner, NULL, NULL },
    { "__doc__", get_doc, NULL, NULL },
    { "__text_signature__", get_text_signature, NULL, NULL },
    { 0 }
};

#define BUILTIN_COMMON .size = sizeof(Builtin), .destroy = builtin_destroy, .visit = builtin_visit

Type builtin_type = {
    TYPE_HEADER, .name = "builtin_function_or_method", BUILTIN_COMMON,
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .repr = builtin_repr, .hash = builtin_hash, .compare = builtin_compare,
    .call = builtin_call, .methods = builtin_methods, .getters = builtin_getters,
};
Type method_descriptor_type = {
    TYPE_HEADER, .name = "method_descriptor", BUILTIN_COMMON,
    .flags = TYPE_FINAL | TYPE_NO_CREATE | TYPE_METHOD_DESCRIPTOR,
    .repr = method_descriptor_repr, .call = method_descriptor_call,
    .descriptor_get = method_descriptor_get,
    .methods = method_descriptor_methods, .getters = method_descriptor_getters,
};
Type class_method_descriptor_type = {
    TYPE_HEADER, .name = "classmethod_descriptor", BUILTIN_COMMON,
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .repr = method_descriptor_repr, .call = class_method_descriptor_call,
    .descriptor_get = class_method_descriptor_get,
    .getters = method_descriptor_getters,
};
