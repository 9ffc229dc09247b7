/* runtime/types/module.c -- module objects, and modules made from tables in C.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/module.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <string.h>

static ModuleObject *module(Obj x) { return (ModuleObject *)x; }

static Ref allocate(Type *type)
{
    Ref made = type_allocate(type, 0);
    module(made)->shape = NULL;
    module(made)->dict = dict_new();
    return made;
}

static void set_names(Ref self, Obj name, Obj doc)
{
    Ref dict = module_dict(self);
    dict_set_str(dict, name___name__, name);
    dict_set_str(dict, name___doc__, doc);
    dict_set_str(dict, name___package__, None_object);
    dict_set_str(dict, name___loader__, None_object);
    dict_set_str(dict, name___spec__, None_object);
}

Ref module_new(Obj name)
{
    Ref made = allocate(&module_type);
    set_names(made, name, None_object);
    return made;
}

void module_add(Ref self, const char *name, Ref value)
{
    dict_set_str(module_dict(self), intern(name), value);
    drop(value);
}

// The part of a type's name that a module knows it by.
static const char *short_name(const Type *type)
{
    const char *dot = strrchr(type->name, '.');
    return dot ? dot + 1 : type->name;
}

static void add_functions(Ref self, const Method *rows)
{
    for (; rows && rows->signature; rows++) {
        Ref function = builtin_new(rows, self);
        dict_set_str(module_dict(self), ((Builtin *)function)->params->short_name, function);
        drop(function);
    }
}

Ref module_from(const Module *table)
{
    scoped Ref self = module_new(intern(table->name));
    if (table->doc) module_add(self, "__doc__", str_from_text(table->doc));
    add_functions(self, table->functions);
    for (Type *const *type = table->types; type && *type; type++) {
        type_ready(*type);
        module_add(self, short_name(*type), keep((Obj)*type));
    }
    if (table->start && !table->start(self)) return NULL;
    return take(&self);
}

static Ref module_create(Type *type, const Obj arg[])
{
    (void)arg;
    return allocate(type);
}

static bool module_init(Ref self, const Obj arg[])
{
    enum { name, doc };
    if (!is_str(arg[name]))
        return raise_type_error("module() argument 'name' must be str, not %A", arg[name]);
    set_names(self, arg[name], arg[doc] ? arg[doc] : None_object);
    return true;
}

/* --- looks --- */

static bool has_truth(Obj x, const char *name, bool *result)
{
    scoped Ref flag = NULL;
    *result = false;
    return attribute_find(x, intern(name), &flag) && (!flag || object_truth(flag, result));
}

static Ref repr_by_spec(Obj spec)
{
    scoped Ref name = attribute_get(spec, name_name);
    scoped Ref origin = name ? attribute_get(spec, intern("origin")) : NULL;
    scoped Ref loader = origin ? attribute_get(spec, intern("loader")) : NULL;
    if (!loader) return NULL;
    if (is_none(origin))
        return is_none(loader) ? str_format("<module %R>", name)
                               : str_format("<module %R (%R)>", name, loader);
    bool located;
    if (!has_truth(spec, "has_location", &located)) return NULL;
    return located ? str_format("<module %R from %R>", name, origin)
                   : str_format("<module %R (%S)>", name, origin);
}

static Ref module_repr(Obj self)
{
    Obj dict = module_dict(self);
    Obj spec = dict_peek_str(dict, name___spec__), name = dict_peek_str(dict, name___name__);
    if (spec && !is_none(spec)) return repr_by_spec(spec);
    if (!name) return str_from_text("<module '?'>");
    Obj file = dict_peek_str(dict, name___file__), loader = dict_peek_str(dict, name___loader__);
    if (file) return str_format("<module %R from %R>", name, file);
    if (loader && !is_none(loader)) return str_format("<module %R (%R)>", name, loader);
    return str_format("<module %R>", name);
}

/* --- attributes --- */

static bool is_initializing(Obj dict, bool *result)
{
    Obj spec = dict_peek_str(dict, name___spec__);
    *result = false;
    if (!spec || is_none(spec)) return true;
    scoped Ref kept = keep(spec);
    return has_truth(kept, "_initializing", result);
}

static void *raise_missing(Obj self, Obj name)
{
    Obj dict = module_dict(self);
    Obj own = dict_peek_str(dict, name___name__);
    bool initializing;
    if (!is_initializing(dict, &initializing)) return NULL;
    scoped Ref text = !own || !is_str(own) ? str_format("module has no attribute '%S'", name)
        : initializing
        ? str_format("partially initialized module '%S' has no attribute '%S' (most likely due to "
                     "a circular import)", own, name)
        : str_format("module '%S' has no attribute '%S'", own, name);
    if (!text) return NULL;
    Ref made = exception_make(&attribute_error_type, (Obj[]){ text }, 1);
    if (!made) return NULL;
    replace(&((AttributeError *)made)->name, keep(name));
    replace(&((AttributeError *)made)->obj, keep(self));
    return raise_object(made);
}

static Ref module_get_attribute(Obj self, Obj name)
{
    Ref value;
    if (!attribute_generic_find(self, name, &value)) return NULL;
    if (likely(value != NULL)) return value;
    Obj fallback = dict_peek_str(module_dict(self), name___getattr__);
    if (!fallback) return raise_missing(self, name);
    scoped Ref function = keep(fallback);
    return call1(function, name);
}

static Ref module_dir(const Obj arg[])
{
    Obj dict = module_dict(arg[0]);
    Obj own = dict_peek_str(dict, name___dir__);
    if (!own) return dict_get_keys(dict);
    scoped Ref function = keep(own);
    return call0(function);
}

static Ref module_get_annotations(Obj self)
{
    Ref dict = module_dict(self);
    Obj known = dict_peek_str(dict, name___annotations__);
    if (known) return keep(known);
    Ref made = dict_new();
    dict_set_str(dict, name___annotations__, made);
    return made;
}

static bool module_set_annotations(Ref self, Obj value)
{
    Ref dict = module_dict(self);
    if (value) {
        dict_set_str(dict, name___annotations__, value);
        return true;
    }
    bool found;
    if (!dict_delete(dict, name___annotations__, &found)) return false;
    return found || raise_attribute_error("__annotations__");
}

static const Method module_methods[] = {
    { "__dir__(self, /)", module_dir, NULL },
    { 0 }
};
static Ref module_get_dict(Obj self) { return keep(module_dict(self)); }

static bool module_set_dict(Ref self, Obj value)
{
    (void)self, (void)value;
    return raise_attribute_error("readonly attribute");
}

static const Getter module_getters[] = {
    { "__dict__", module_get_dict, module_set_dict, NULL },
    { "__annotations__", module_get_annotations, module_set_annotations, NULL },
    { 0 }
};

Type module_type = {
    TYPE_HEADER, .name = "module", .size = sizeof(ModuleObject), .flags = TYPE_WEAKREFS,
    .attributes_offset = offsetof(ModuleObject, attributes),
    .doc = "A namespace with a name.",
    .signature = "module(*args, **kwargs)", .init_signature = "module(name, doc=None)",
    .create = module_create, .init = module_init, .repr = module_repr,
    .get_attribute = module_get_attribute, .methods = module_methods, .getters = module_getters,
};
