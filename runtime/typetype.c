/* runtime/typetype.c -- the type `type`: what classes can be asked.
 *   SPDX-License-Identifier: MIT */
#include "runtime/typebuild.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/dunder.h"
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
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

static inline Type *as_type(Obj x) { return (Type *)x; }

// --- making

static Ref type_create(Type *metaclass, const Obj arg[])
{
    Obj args = arg[0], kwargs = arg[1];
    size_t count = tuple_length(args);
    if (metaclass == &type_type && count == 1 && !(kwargs && dict_length(kwargs)))
        return keep(&type_of(tuple_peek(args, 0))->head);
    if (count != 3)
        return raise_type_error("type.__new__() takes exactly 3 arguments (%zu given)", count);
    Obj name = tuple_peek(args, 0), bases = tuple_peek(args, 1), namespace = tuple_peek(args, 2);
    if (!is_str(name))
        return raise_type_error("type.__new__() argument 1 must be str, not %T", name);
    if (!is_tuple(bases))
        return raise_type_error("type.__new__() argument 2 must be tuple, not %T", bases);
    if (!is_dict(namespace))
        return raise_type_error("type.__new__() argument 3 must be dict, not %T", namespace);
    return type_new(metaclass, name, bases, namespace, kwargs);
}

static bool type_init(Ref self, const Obj arg[])
{
    (void)self;
    size_t count = tuple_length(arg[0]);
    if (arg[1] && dict_length(arg[1]) && count == 1)
        return raise_type_error("type.__init__() takes no keyword arguments");
    if (count != 1 && count != 3) return raise_type_error("type.__init__() takes 1 or 3 arguments");
    return true;
}

// --- names

/* A static type of a module has that in its name, "collections.deque", for messages. */
static const char *last_name(const Type *type)
{
    const char *dot = type->flags & TYPE_HEAP ? NULL : strrchr(type->name, '.');
    return dot ? dot + 1 : type->name;
}

Ref type_get_qualname(const Type *type)
{
    return type->qualname ? keep(type->qualname) : str_from_text(last_name(type));
}

static Ref module_of(const Type *type)
{
    Obj module = type->flags & TYPE_HEAP ? dict_peek_str(type->dict, name___module__) : NULL;
    if (module) return keep(module);
    if (type->module) return str_from_text(type->module);
    size_t prefix = (size_t)(last_name(type) - type->name);
    return prefix ? str_from_utf8(type->name, prefix - 1) : str_from_text("builtins");
}

Ref type_get_module(const Type *type)
{
    return module_of(type);
}

static Ref type_repr(Obj self)
{
    const Type *type = as_type(self);
    scoped Ref module = module_of(type), qualname = type_get_qualname(type);
    if (!is_str(module) || str_equal_text(module, "builtins"))
        return str_format("<class '%s'>",
                          is_str(module) ? str_utf8_lossy(qualname, NULL) : type->name);
    return str_format("<class '%S.%S'>", module, qualname);
}

static Ref get_name(Obj self)
{
    return str_from_text(last_name(as_type(self)));
}

static bool may_change(Obj self, Obj value, const char *name)
{
    Type *type = as_type(self);
    if (type->flags & TYPE_IMMUTABLE)
        return raise_type_error("cannot set '%s' attribute of immutable type '%N'", name, type);
    if (!value)
        return raise_type_error("cannot delete '%s' attribute of immutable type '%N'", name, type);
    return true;
}

static bool set_name(Ref self, Obj value)
{
    Type *type = as_type(self);
    if (!may_change(self, value, "__name__")) return false;
    if (!is_str(value))
        return raise_type_error("can only assign string to %N.__name__, not '%T'", type, value);
    size_t length;
    const char *text = str_utf8(value, &length);
    if (!text) return false;
    if (strlen(text) != length)
        return raise_value_error("type name must not contain null characters");
    char *copy = heap_plain(length + 1);
    memcpy(copy, text, length + 1);
    heap_plain_free((char *)type->name, strlen(type->name) + 1);
    type->name = copy;
    return true;
}

static Ref get_qualname(Obj self)
{
    return type_get_qualname(as_type(self));
}

static bool set_qualname(Ref self, Obj value)
{
    if (!may_change(self, value, "__qualname__")) return false;
    if (!is_str(value))
        return raise_type_error("can only assign string to %N.__qualname__, not '%T'",
                                as_type(self), value);
    replace(&as_type(self)->qualname, keep(value));
    return true;
}

// --- attributes that lie in the class's dict

static bool set_in_dict(Ref self, Obj value, Obj name)
{
    dict_set_str(as_type(self)->dict, name, value);
    type_modified(as_type(self));
    return true;
}

static Ref get_module(Obj self)
{
    return module_of(as_type(self));
}

static bool set_module(Ref self, Obj value)
{
    return may_change(self, value, "__module__") && set_in_dict(self, value, name___module__);
}

/* A doc text may begin with a signature, "name(...)" and a line of two hyphens: where it ends. */
static const char *signature_end(const Type *type)
{
    return type->flags & TYPE_HEAP || !type->doc ? NULL : strstr(type->doc, ")\n--\n\n");
}

static Ref get_doc(Obj self)
{
    Type *type = as_type(self);
    const char *end = signature_end(type);
    if (end) return str_from_text(end + strlen(")\n--\n\n"));
    if (!(type->flags & TYPE_HEAP) && type->doc) return str_from_text(type->doc);
    Obj doc = dict_peek_str(type->dict, name___doc__);
    if (!doc) return none_new();
    return descriptor_bind(doc, NULL, self);
}

static bool set_doc(Ref self, Obj value)
{
    return may_change(self, value, "__doc__") && set_in_dict(self, value, name___doc__);
}

static Ref get_annotations(Obj self)
{
    Type *type = as_type(self);
    if (!(type->flags & TYPE_HEAP))
        return raise_attribute_error("type object '%N' has no attribute '__annotations__'", type);
    Obj known = dict_peek_str(type->dict, name___annotations__);
    if (known) return descriptor_bind(known, NULL, self);
    Ref made = dict_new();
    set_in_dict((Ref)self, made, name___annotations__);
    return made;
}

static bool set_annotations(Ref self, Obj value)
{
    Type *type = as_type(self);
    if (type->flags & TYPE_IMMUTABLE)
        return raise_type_error("cannot set '__annotations__' attribute of immutable type '%N'",
                                type);
    if (value) return set_in_dict(self, value, name___annotations__);
    scoped Ref old = NULL;
    if (!dict_pop(type->dict, name___annotations__, &old)) return false;
    if (!old) return raise_attribute_error("__annotations__");
    type_modified(type);
    return true;
}

static Ref get_abstract(Obj self)
{
    Obj names = self == &type_type.head ? NULL
              : dict_peek_str(as_type(self)->dict, name___abstractmethods__);
    return names ? keep(names) : raise_attribute_error("__abstractmethods__");
}

static bool set_abstract(Ref self, Obj value)
{
    Type *type = as_type(self);
    bool abstract = false;
    if (value) {
        if (!object_truth(value, &abstract) || !set_in_dict(self, value, name___abstractmethods__))
            return false;
    } else {
        scoped Ref old = NULL;
        if (!dict_pop(type->dict, name___abstractmethods__, &old)) return false;
        if (!old) return raise_attribute_error("__abstractmethods__");
    }
    if (abstract) type->flags |= TYPE_ABSTRACT;
    else type->flags &= ~(uint32_t)TYPE_ABSTRACT;
    type_modified(type);
    dunder_fill(type, name___init__);
    return true;
}

static Ref get_type_params(Obj self)
{
    Obj params = as_type(self)->flags & TYPE_HEAP
               ? dict_peek_str(as_type(self)->dict, name___type_params__) : NULL;
    return params ? keep(params) : keep(tuple_empty_object);
}

static bool set_type_params(Ref self, Obj value)
{
    return may_change(self, value, "__type_params__")
        && set_in_dict(self, value, name___type_params__);
}

// --- bases and the like

static Ref get_bases(Obj self)        { return keep(as_type(self)->bases); }
static Ref get_dict(Obj self)         { return mappingproxy_new(as_type(self)->dict); }
static Ref get_basic_size(Obj self)   { return int_new((intptr_t)as_type(self)->size); }
static Ref get_item_size(Obj self)    { return int_new((intptr_t)as_type(self)->item_size); }

static Ref get_mro(Obj self)
{
    Ref order = as_type(self)->mro;
    return order ? keep(order) : none_new();
}

static Ref get_base(Obj self)
{
    Type *base = as_type(self)->base;
    return base ? keep(&base->head) : none_new();
}

static bool set_bases(Ref self, Obj value)
{
    return may_change(self, value, "__bases__") && type_set_bases(as_type(self), value);
}

static Ref get_dict_offset(Obj self)
{
    size_t offset = as_type(self)->attributes_offset;
    return int_new(offset == ATTRIBUTES_AT_END ? -1 : (intptr_t)offset);
}

static Ref get_weakref_offset(Obj self)
{
    return int_new(as_type(self)->flags & TYPE_WEAKREFS ? (intptr_t)as_type(self)->size : 0);
}

/* The bits that Python code is known to look at, in CPython's places. */
static Ref get_flags(Obj self)
{
    static const struct { uint32_t flag; int bit; } bits[] = {
        { TYPE_SEQUENCE, 5 }, { TYPE_MAPPING, 6 }, { TYPE_IMMUTABLE, 8 }, { TYPE_HEAP, 9 },
        { TYPE_ABSTRACT, 20 }, { TYPE_MATCH_SELF, 22 }, { TYPE_INT, 24 }, { TYPE_LIST, 25 },
        { TYPE_TUPLE, 26 }, { TYPE_BYTES, 27 }, { TYPE_STR, 28 }, { TYPE_DICT, 29 },
        { TYPE_EXCEPTION, 30 }, { TYPE_TYPE, 31 },
    };
    uint32_t flags = as_type(self)->flags;
    intptr_t result = flags & TYPE_FINAL ? 0 : 1 << 10;
    result |= 1 << 12;
    if (as_type(self)->attributes_offset) result |= 1 << 2 | 1 << 4;
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
        if (flags & bits[i].flag) result |= (intptr_t)1 << bits[i].bit;
    return int_new(result);
}

/* Are there only *args and **kwargs, or a default that cannot be shown? */
static bool says_nothing(Obj text)
{
    scoped Ref unknown = str_from_text("<");
    return str_equal_text(text, "(*args, **kwargs)") || str_equal_text(text, "(*args)")
        || str_find(text, unknown, 0, str_length(text), false) >= 0;
}

static Ref get_text_signature(Obj self)
{
    const Type *type = as_type(self);
    if (type->flags & TYPE_HEAP) return none_new();
    const char *end = signature_end(type), *start = end ? strchr(type->doc, '(') : NULL;
    if (start) return str_from_utf8(start, (size_t)(end + 1 - start));
    if (type == &object_type) return str_from_text("()");
    size_t name = strlen(type->name);
    bool several = type->doc && strncmp(type->doc, type->name, name) == 0 && type->doc[name] == '(';
    if (several || !type->create_params || type->create == object_create) return none_new();
    const struct Params *params = type->create_params;
    scoped Ref text = params_get_text(params == &params_ignored ? type->init_params : params);
    if (says_nothing(text) && type->init_params) replace(&text, params_get_text(type->init_params));
    return says_nothing(text) ? none_new() : take(&text);
}

// --- attribute slots

static bool type_set_attribute_slot(Ref self, Obj name, Obj value)
{
    Type *type = as_type(self);
    if (type->flags & TYPE_IMMUTABLE)
        return raise_type_error("cannot set '%S' attribute of immutable type '%N'", name, type);
    Obj found = type_lookup(self->type, name);
    if (found) {
        Type *kind = type_of(found);
        if (value && kind->descriptor_set) return kind->descriptor_set((Ref)found, self, value);
        if (!value && kind->descriptor_delete) return kind->descriptor_delete((Ref)found, self);
    }
    return type_set_attribute(type, name, value);
}

static bool type_delete_attribute_slot(Ref self, Obj name)
{
    return type_set_attribute_slot(self, name, NULL);
}

// --- methods

static Ref type_mro_method(const Obj arg[])
{
    scoped Ref order = mro_c3(as_type(arg[0]));
    return order ? list_from(order) : NULL;
}

static Ref type_subclasses(const Obj arg[])
{
    return type_get_subclasses(as_type(arg[0]));
}

static Ref type_prepare(const Obj arg[])
{
    (void)arg;
    return dict_new();
}

static Ref type_instance_check(const Obj arg[])
{
    bool result;
    return object_is_real_instance(arg[1], arg[0], &result) ? bool_new(result) : NULL;
}

static Ref type_subclass_check(const Obj arg[])
{
    bool result;
    return object_is_real_subclass(arg[1], arg[0], &result) ? bool_new(result) : NULL;
}

static Ref type_dir(const Obj arg[])
{
    scoped Ref names = set_new();
    return dir_add_class(names, arg[0]) ? list_from(names) : NULL;
}

static Ref type_sizeof(const Obj arg[])
{
    (void)arg;
    return int_new((intptr_t)sizeof(Type));
}

static Ref type_or(Obj left, Obj right)
{
    return union_new(left, right);
}

static const Method type_methods[] = {
    { "mro(self, /)", type_mro_method, "Return a type's method resolution order.", 0 },
    { "__subclasses__(self, /)", type_subclasses, "Return a list of immediate subclasses.", 0 },
    { "__prepare__(cls, *args, **kwargs)", type_prepare,
      "Create the namespace for the class statement", METHOD_CLASS },
    { "__instancecheck__(self, instance, /)", type_instance_check,
      "Check if an object is an instance.", 0 },
    { "__subclasscheck__(self, subclass, /)", type_subclass_check,
      "Check if a class is a subclass.", 0 },
    { "__dir__(self, /)", type_dir, "Specialized __dir__ implementation for types.", 0 },
    { "__sizeof__(self, /)", type_sizeof, "Return memory consumption of the type object.", 0 },
    { 0 }
};

static const Getter type_getters[] = {
    { "__name__", get_name, set_name, NULL },
    { "__qualname__", get_qualname, set_qualname, NULL },
    { "__bases__", get_bases, set_bases, NULL },
    { "__base__", get_base, NULL, NULL },
    { "__mro__", get_mro, NULL, NULL },
    { "__module__", get_module, set_module, NULL },
    { "__abstractmethods__", get_abstract, set_abstract, NULL },
    { "__dict__", get_dict, NULL, NULL },
    { "__doc__", get_doc, set_doc, NULL },
    { "__text_signature__", get_text_signature, NULL, NULL },
    { "__annotations__", get_annotations, set_annotations, NULL },
    { "__type_params__", get_type_params, set_type_params, NULL },
    { "__basicsize__", get_basic_size, NULL, NULL },
    { "__itemsize__", get_item_size, NULL, NULL },
    { "__flags__", get_flags, NULL, NULL },
    { "__dictoffset__", get_dict_offset, NULL, NULL },
    { "__weakrefoffset__", get_weakref_offset, NULL, NULL },
    { 0 }
};

Type type_type = {
    TYPE_HEADER, .name = "type", .size = sizeof(Type), .flags = TYPE_TYPE,
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .signature = "type(*args, **kwargs)", .init_signature = "__init__(*args, **kwargs)",
    .create = type_create, .init = type_init, .destroy = type_destroy, .visit = type_visit,
    .repr = type_repr, .call = type_call,
    .get_attribute = attribute_type_get, .set_attribute = type_set_attribute_slot,
    .delete_attribute = type_delete_attribute_slot, .binary[OP_OR] = type_or,
    .methods = type_methods, .getters = type_getters,
};
