/* vm/modules/importlib_spec.c -- ModuleSpec.   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include "vm/modules/importlib.h"

static ModuleSpec *spec_of(Obj x) { return (ModuleSpec *)x; }

Ref module_spec_new(Obj name, Obj file, Obj search)
{
    Ref made = type_allocate(&module_spec_type, 0);
    ModuleSpec *spec = spec_of(made);
    spec->name = keep(name);
    if (file) {
        spec->loader = source_loader_new(name, file);
        spec->origin = keep(file);
        spec->has_location = true;
    } else if (!search) {
        spec->loader = keep((Obj)&builtin_importer_type);
        spec->origin = str_from_text("built-in");
    }
    spec->search = keep_or_null(search);
    return made;
}

static Ref spec_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static bool spec_init(Ref self, const Obj arg[])
{
    enum { name, loader, origin, loader_state, is_package };
    ModuleSpec *spec = spec_of(self);
    bool package = false;
    if (arg[is_package] && !object_truth(arg[is_package], &package)) return false;
    replace(&spec->name, keep(arg[name]));
    replace(&spec->loader, keep(arg[loader]));
    replace(&spec->origin, keep_or_null(arg[origin]));
    replace(&spec->loader_state, keep_or_null(arg[loader_state]));
    replace(&spec->search, package ? list_new(0) : NULL);
    replace(&spec->uninitialized, list_new(0));
    return true;
}

static void spec_destroy(Ref self)
{
    ModuleSpec *spec = spec_of(self);
    drop_or_null(spec->name);
    drop_or_null(spec->loader);
    drop_or_null(spec->origin);
    drop_or_null(spec->loader_state);
    drop_or_null(spec->search);
    drop_or_null(spec->cached);
    drop_or_null(spec->uninitialized);
}

static void spec_visit(Obj self, Visit visit, void *context)
{
    ModuleSpec *spec = spec_of(self);
    Obj held[] = { spec->name, spec->loader, spec->origin, spec->loader_state, spec->search,
                   spec->cached, spec->uninitialized };
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        if (held[i]) visit(held[i], context);
}

static bool given(Obj x) { return x && !is_none(x); }

static Ref spec_repr(Obj self)
{
    const ModuleSpec *spec = spec_of(self);
    Obj name = spec->name ? spec->name : None_object, loader = spec->loader;
    Writer w = { 0 };
    if (!writer_format(&w, "%s(name=%R, loader=%R", type_name(self), name,
                       loader ? loader : None_object)
        || (given(spec->origin) && !writer_format(&w, ", origin=%R", spec->origin))
        || (given(spec->search)
            && !writer_format(&w, ", submodule_search_locations=%R", spec->search))) {
        writer_discard(&w);
        return NULL;
    }
    writer_text(&w, ")");
    return writer_finish(&w);
}

static bool same(Obj left, Obj right, bool *equal)
{
    return objects_equal(left ? left : None_object, right ? right : None_object, equal);
}

static Ref get_cached(Obj self);

static Ref spec_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_instance(other, &module_spec_type) || (op != EQUAL && op != NOT_EQUAL))
        return not_implemented();
    const ModuleSpec *a = spec_of(self), *b = spec_of(other);
    scoped Ref cached = get_cached(self), other_cached = cached ? get_cached(other) : NULL;
    if (!other_cached) return NULL;
    Obj pairs[][2] = { { a->name, b->name }, { a->loader, b->loader }, { a->search, b->search },
                       { a->origin, b->origin }, { cached, other_cached } };
    bool equal = a->has_location == b->has_location;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs && equal; i++)
        if (!same(pairs[i][0], pairs[i][1], &equal)) return NULL;
    return bool_new(equal == (op == EQUAL));
}

/* --- attributes --- */

static Ref get_parent(Obj self)
{
    const ModuleSpec *spec = spec_of(self);
    if (!spec->name || !is_str(spec->name)) return str_empty();
    if (given(spec->search)) return keep(spec->name);
    scoped Ref dot = str_from_text(".");
    intptr_t at = str_find(spec->name, dot, 0, str_length(spec->name), true);
    return at < 0 ? str_empty() : str_slice(spec->name, 0, (size_t)at);
}

static Ref get_cached(Obj self)
{
    ModuleSpec *spec = spec_of(self);
    if (!spec->cached_set && spec->has_location && given(spec->origin) && is_str(spec->origin)) {
        Ref path = module_cache_path(spec->origin);
        if (!path && error_pending()) return NULL;
        replace(&spec->cached, path);
        spec->cached_set = true;
    }
    return spec->cached ? keep(spec->cached) : none_new();
}

static bool set_cached(Ref self, Obj value)
{
    replace(&spec_of(self)->cached, keep_or_null(value));
    spec_of(self)->cached_set = true;
    return true;
}

static Ref get_has_location(Obj self) { return bool_new(spec_of(self)->has_location); }

static bool set_has_location(Ref self, Obj value)
{
    bool truth = false;
    if (value && !object_truth(value, &truth)) return false;
    spec_of(self)->has_location = truth;
    return true;
}

static const Getter spec_getters[] = {
    { "parent", get_parent, NULL, "Name of the package that the module is in." },
    { "cached", get_cached, set_cached, "Where compiled code would be kept." },
    { "has_location", get_has_location, set_has_location, "Is origin a place to load from?" },
    { "_set_fileattr", get_has_location, set_has_location, NULL },
    { 0 }
};

#define MEMBER(name, field, doc) { name, MEMBER_OBJECT, offsetof(ModuleSpec, field), true, doc }
static const Member spec_members[] = {
    MEMBER("name", name, "Full name of the module."),
    MEMBER("loader", loader, "What loads it."),
    MEMBER("origin", origin, "Where it comes from."),
    MEMBER("loader_state", loader_state, "Whatever the loader wants to remember."),
    MEMBER("submodule_search_locations", search, "Of a package: where its modules are looked for."),
    MEMBER("_cached", cached, NULL),
    MEMBER("_uninitialized_submodules", uninitialized, NULL),
    { "_initializing", MEMBER_BOOL, offsetof(ModuleSpec, initializing), true, NULL },
    { 0 }
};

/* --- type --- */

Type module_spec_type = {
    TYPE_HEADER, .name = "ModuleSpec", .module = "_frozen_importlib", .size = sizeof(ModuleSpec),
    .attributes_offset = offsetof(ModuleSpec, attributes), .flags = TYPE_WEAKREFS,
    .doc = "What is known about a module before it is loaded.",
    .signature = "ModuleSpec(*args, **kwargs)",
    .init_signature = "__init__(name, loader, *, origin=, loader_state=, is_package=)",
    .create = spec_create, .init = spec_init, .destroy = spec_destroy, .visit = spec_visit,
    .repr = spec_repr, .compare = spec_compare, .hash = hash_unhashable,
    .getters = spec_getters, .members = spec_members,
};
