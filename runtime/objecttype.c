/* runtime/objecttype.c -- the type `object`: what all objects have.
 *   SPDX-License-Identifier: MIT */
#include "runtime/format.h"
#include "runtime/type.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/objectreduce.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

// --- making

static void *raise_abstract(const Type *type)
{
    Obj missing = dict_peek_str(type->dict, name___abstractmethods__);
    scoped Ref names = missing ? list_from(missing) : list_new(0);
    if (!names || !list_sort(names, NULL, false)) return NULL;
    size_t count = list_length(names);
    Writer w = { 0 };
    for (size_t i = 0; i < count; i++) {
        if (i) writer_text(&w, ", ");
        if (!writer_format(&w, "'%S'", list_peek(names, i))) {
            writer_discard(&w);
            return NULL;
        }
    }
    scoped Ref text = writer_finish(&w);
    return raise_type_error("Can't instantiate abstract class %N without an implementation "
                            "for abstract method%s %S", type, count == 1 ? "" : "s", text);
}

static bool has_arguments(const Obj arg[])
{
    return arg && ((arg[0] && tuple_length(arg[0])) || (arg[1] && dict_length(arg[1])));
}

Ref object_create(Type *type, const Obj arg[])
{
    if (unlikely(has_arguments(arg))) {
        if (type->create != object_create)
            return raise_type_error("object.__new__() takes exactly one argument "
                                    "(the type to instantiate)");
        if (type->init == object_init) return raise_type_error("%N() takes no arguments", type);
    }
    if (unlikely(type->flags & TYPE_ABSTRACT)) return raise_abstract(type);
    return type_allocate(type, 0);
}

bool object_init(Ref self, const Obj arg[])
{
    if (likely(!has_arguments(arg))) return true;
    const Type *type = type_of(self);
    if (type->init != object_init)
        return raise_type_error("object.__init__() takes exactly one argument "
                                "(the instance to initialize)");
    if (type->create == object_create)
        return raise_type_error("%N.__init__() takes exactly one argument "
                                "(the instance to initialize)", type);
    return true;
}

// --- slots

static Ref object_default_repr(Obj self)
{
    const Type *type = type_of(self);
    scoped Ref module = type_get_module(type), qualname = type_get_qualname(type);
    if (!module || !qualname) {
        error_clear();
        return str_format("<%N object at 0x%lx>", type, (unsigned long)self);
    }
    if (!is_str(module) || str_equal_text(module, "builtins"))
        return str_format("<%S object at 0x%lx>", qualname, (unsigned long)self);
    return str_format("<%S.%S object at 0x%lx>", module, qualname, (unsigned long)self);
}

static Ref object_default_str(Obj self)
{
    return type_of(self)->repr(self);
}

static Ref object_default_format(Obj self, Obj spec)
{
    if (str_length(spec))
        return raise_type_error("unsupported format string passed to %T.__format__", self);
    return object_str(self);
}

static bool object_default_hash(Obj self, intptr_t *hash)
{
    uintptr_t address = (uintptr_t)self;
    *hash = (intptr_t)(address >> 4 | address << 60);
    if (*hash == -1) *hash = -2;
    return true;
}

static Ref object_default_compare(Obj self, Obj other, CompareOp op)
{
    if (op == EQUAL) return self == other ? bool_new(true) : not_implemented();
    if (op != NOT_EQUAL) return not_implemented();
    Ref equal = type_of(self)->compare(self, other, EQUAL);
    if (!equal || equal == NotImplemented_object) return equal;
    bool truth;
    bool known = object_truth(equal, &truth);
    drop(equal);
    return known ? bool_new(!truth) : NULL;
}

// --- __class__

static Ref object_get_class(Obj self)
{
    return keep(&type_of(self)->head);
}

/* The same attributes under the shapes of another class. */
static void move_attributes(Ref self, Type *to)
{
    Attributes *attributes = instance_attributes(self);
    if (!attributes || !attributes->shape) return;
    Shape *old = attributes->shape, *shape = shape_first(to);
    for (uint32_t i = 0; i < old->count; i++) shape = shape_with(shape, old->names[i]);
    attributes->shape = shape;
}

static bool object_set_class(Ref self, Obj value)
{
    if (!value) return raise_type_error("can't delete __class__ attribute");
    if (!is_type(value))
        return raise_type_error("__class__ must be set to a class, not '%T' object", value);
    Type *old = type_of(self), *new = (Type *)value;
    bool modules = type_is_subtype(old, &module_type) && type_is_subtype(new, &module_type);
    if (!modules && !(old->flags & new->flags & TYPE_HEAP))
        return raise_type_error("__class__ assignment only supported for mutable types "
                                "or ModuleType subclasses");
    if (old == new) return true;
    if (!type_same_layout(old, new))
        return raise_type_error("__class__ assignment: '%N' object layout differs from '%N'",
                                new, old);
    move_attributes(self, new);
    if (new->flags & TYPE_HEAP) new->head.count++;
    self->type = new;
    if (new->finalize) self->flags |= FLAG_FINALIZE;
    if (old->flags & TYPE_HEAP) drop(&old->head);
    return true;
}

// --- __dir__

static bool add_names(Ref names, Obj mapping)
{
    if (!is_dict(mapping)) return true;
    Obj key, value;
    size_t position = 0;
    while (dict_next(mapping, &position, &key, &value))
        if (is_str(key) && !set_add(names, key)) return false;
    return true;
}

bool dir_add_class(Ref names, Obj class)
{
    Obj order = ((const Type *)class)->mro;
    for (size_t i = 0; i < tuple_length(order); i++)
        if (!add_names(names, ((const Type *)tuple_peek(order, i))->dict)) return false;
    return true;
}

static Ref object_dir_method(const Obj arg[])
{
    scoped Ref names = set_new();
    scoped Ref dict = NULL, class = NULL;
    if (!attribute_find(arg[0], name___dict__, &dict)
        || (dict && !add_names(names, dict))
        || !attribute_find(arg[0], name___class__, &class)
        || (class && is_type(class) && !dir_add_class(names, class)))
        return NULL;
    return list_from(names);
}

// --- other methods

static Ref object_sizeof(const Obj arg[])
{
    const Type *type = type_of(arg[0]);
    if (type->bytes) return int_new((intptr_t)type->bytes(arg[0]));
    intptr_t size = (intptr_t)type->size;
    if (type->flags & TYPE_TUPLE) size += (intptr_t)(tuple_length(arg[0]) * sizeof(Ref));
    if (type->attributes_offset == ATTRIBUTES_AT_END) size += (intptr_t)sizeof(Attributes);
    return int_new(size);
}

static Ref object_init_subclass(const Obj arg[])
{
    enum { cls, args, kwargs };
    size_t count = tuple_length(arg[args]);
    if (!count && !dict_length(arg[kwargs])) return none_new();
    scoped Ref name = type_get_qualname((Type *)arg[cls]);
    if (!count) return raise_type_error("%S.__init_subclass__() takes no keyword arguments", name);
    return raise_type_error("%S.__init_subclass__() takes no arguments (%zu given)", name, count);
}

static Ref object_subclasshook(const Obj arg[])
{
    (void)arg;
    return not_implemented();
}

FORMAT_METHOD(object_default_format)

static const Method object_methods[] = {
    FORMAT_ROW(object_default_format),
    { "__reduce_ex__(self, protocol, /)", object_reduce_ex, "Helper for pickle.", 0 },
    { "__reduce__(self, /)", object_reduce, "Helper for pickle.", 0 },
    { "__getstate__(self, /)", object_getstate, "Helper for pickle.", 0 },
    { "__subclasshook__(cls, object, /)", object_subclasshook,
      "Abstract classes can override this to customize issubclass().", METHOD_CLASS },
    { "__init_subclass__(cls, /, *args, **kwargs)", object_init_subclass,
      "This method is called when a class is subclassed.", METHOD_CLASS },
    { "__sizeof__(self, /)", object_sizeof, "Size of object in memory, in bytes.", 0 },
    { "__dir__(self, /)", object_dir_method, "Default dir() implementation.", 0 },
    { 0 }
};

static const Getter object_getters[] = {
    { "__class__", object_get_class, object_set_class, "the object's class" },
    { 0 }
};

Type object_type = {
    TYPE_HEADER, .name = "object", .size = sizeof(Object),
    .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and "
           "returns a new featureless\ninstance that has no instance attributes and cannot be "
           "given any.\n",
    .signature = "object(*args, **kwargs)", .init_signature = "__init__(*args, **kwargs)",
    .create = object_create, .init = object_init,
    .repr = object_default_repr, .str = object_default_str, .format = object_default_format,
    .hash = object_default_hash, .compare = object_default_compare,
    .get_attribute = attribute_generic_get, .set_attribute = attribute_generic_set,
    .delete_attribute = attribute_generic_delete,
    .methods = object_methods, .getters = object_getters,
};
