/* runtime/types/namespace.c -- mappingproxy and SimpleNamespace.   SPDX-License-Identifier: MIT */
#include "runtime/types/namespace.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/operate.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

/* --- mappingproxy: a mapping that cannot be changed through it --- */

static Ref mapping(Obj x) { return ((MappingProxy *)x)->mapping; }

Ref mappingproxy_new(Obj of)
{
    Ref made = heap_new(&mappingproxy_type, sizeof(MappingProxy));
    ((MappingProxy *)made)->mapping = keep(of);
    return made;
}

static Ref proxy_create(Type *type, const Obj arg[])
{
    (void)type;
    const Type *of = type_of(arg[0]);
    if (!of->get_item || of->flags & (TYPE_LIST | TYPE_TUPLE))
        return raise_type_error("mappingproxy() argument must be a mapping, not %T", arg[0]);
    return mappingproxy_new(arg[0]);
}

static void proxy_destroy(Ref x) { drop(mapping(x)); }

static void proxy_visit(Obj x, Visit visit, void *context) { visit(mapping(x), context); }

static Ref proxy_repr(Obj x) { return str_format("mappingproxy(%R)", mapping(x)); }
static Ref proxy_str(Obj x)  { return object_str(mapping(x)); }
static bool proxy_hash(Obj x, intptr_t *hash) { return object_hash(mapping(x), hash); }
static bool proxy_length(Obj x, size_t *length) { return object_length(mapping(x), length); }
static Ref proxy_get_item(Obj x, Obj key) { return object_get_item(mapping(x), key); }
static Ref proxy_iterate(Obj x) { return iter_of(mapping(x)); }

static bool proxy_contains(Obj x, Obj item, bool *found)
{
    return object_contains(mapping(x), item, found);
}

static Ref proxy_compare(Obj x, Obj other, CompareOp op)
{
    return compare(mapping(x), other, op);
}

static Obj behind(Obj x)
{
    return has_type(x, &mappingproxy_type) ? mapping(x) : x;
}

static Ref proxy_or(Obj left, Obj right)
{
    return operate(OP_OR, behind(left), behind(right));
}

static Ref proxy_or_in_place(Obj self, Obj other)
{
    (void)other;
    return raise_type_error("'|=' is not supported by %T; use '|' instead", self);
}

static Ref proxy_get(const Obj arg[])
{
    enum { self, key, fallback };
    return call_method(mapping(arg[self]), name_get,
                       (Obj[]){ arg[key], arg[fallback] ? arg[fallback] : None_object }, 2);
}

static Ref proxy_keys(const Obj arg[])   { return call_method0(mapping(arg[0]), name_keys); }
static Ref proxy_values(const Obj arg[]) { return call_method0(mapping(arg[0]), name_values); }
static Ref proxy_items(const Obj arg[])  { return call_method0(mapping(arg[0]), name_items); }
static Ref proxy_copy(const Obj arg[])   { return call_method0(mapping(arg[0]), intern("copy")); }

static Ref proxy_reversed(const Obj arg[])
{
    return call_method0(mapping(arg[0]), name___reversed__);
}

static Ref class_getitem(const Obj arg[]) { return generic_alias_new(arg[0], arg[1]); }

static const Method proxy_methods[] = {
    { "get(self, key, default=None, /)", proxy_get, NULL },
    { "keys(self, /)", proxy_keys, NULL },
    { "values(self, /)", proxy_values, NULL },
    { "items(self, /)", proxy_items, NULL },
    { "copy(self, /)", proxy_copy, NULL },
    { "__reversed__(self, /)", proxy_reversed, NULL },
    { "__class_getitem__(cls, object, /)", class_getitem, NULL, METHOD_CLASS },
    { 0 }
};

Type mappingproxy_type = {
    TYPE_HEADER, .name = "mappingproxy", .size = sizeof(MappingProxy),
    .flags = TYPE_FINAL | TYPE_MAPPING,
    .doc = "Another mapping, seen but not to be changed.",
    .signature = "mappingproxy(mapping)",
    .create = proxy_create, .destroy = proxy_destroy, .visit = proxy_visit,
    .repr = proxy_repr, .str = proxy_str, .hash = proxy_hash, .compare = proxy_compare,
    .length = proxy_length, .get_item = proxy_get_item, .contains = proxy_contains,
    .iterate = proxy_iterate, .binary[OP_OR] = proxy_or, .in_place[OP_OR] = proxy_or_in_place,
    .methods = proxy_methods,
};

/* --- SimpleNamespace: attributes and nothing else --- */

Ref simple_namespace_new(void)
{
    return type_allocate(&simple_namespace_type, 0);
}

static Ref namespace_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static bool fill_from(Ref self, Obj source)
{
    scoped Ref dict = dict_new();
    if (!dict_update(dict, source)) return false;
    size_t position = 0;
    Obj key, value;
    while (dict_next(dict, &position, &key, &value)) {
        if (!is_str(key)) return raise_type_error("keywords must be strings");
        if (!instance_set(self, intern_str(key), value)) return false;
    }
    return true;
}

static bool namespace_init(Ref self, const Obj arg[])
{
    enum { args, kwargs };
    size_t count = tuple_length(arg[args]);
    if (count > 1)
        return raise_type_error("%s expected at most 1 argument, got %zu", type_name(self), count);
    return (count == 0 || fill_from(self, tuple_peek(arg[args], 0)))
        && fill_from(self, arg[kwargs]);
}

static bool write_fields(Writer *w, Obj dict)
{
    scoped Ref keys = dict_get_keys(dict);
    if (!keys) return false;
    const char *comma = "";
    for (size_t i = 0; i < list_length(keys); i++) {
        Obj value, key = list_peek(keys, i);
        if (!is_str(key) || !str_length(key)) continue;
        if (!dict_find(dict, key, &value)) return false;
        if (!value) continue;
        scoped Ref kept = keep(value);
        writer_text(w, comma);
        writer_str(w, key);
        writer_char(w, '=');
        if (!writer_repr(w, kept)) return false;
        comma = ", ";
    }
    return true;
}

static Ref namespace_repr(Obj self)
{
    const char *name = has_type(self, &simple_namespace_type) ? "namespace" : type_name(self);
    if (repr_enter(self)) return str_format("%s(...)", name);
    scoped Ref dict = instance_get_dict(self);
    Writer w = {0};
    writer_text(&w, name);
    writer_char(&w, '(');
    bool fine = dict && write_fields(&w, dict);
    repr_leave(self);
    if (!fine) {
        writer_discard(&w);
        return NULL;
    }
    writer_char(&w, ')');
    return writer_finish(&w);
}

static Ref namespace_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_instance(self, &simple_namespace_type) || !is_instance(other, &simple_namespace_type))
        return not_implemented();
    scoped Ref left = instance_get_dict(self);
    scoped Ref right = left ? instance_get_dict(other) : NULL;
    return right ? compare(left, right, op) : NULL;
}

static Ref namespace_reduce(const Obj arg[])
{
    scoped Ref dict = instance_get_dict(arg[0]);
    return dict ? tuple_pack(3, (Obj)type_of(arg[0]), tuple_empty_object, dict) : NULL;
}

static Ref namespace_replace(const Obj arg[])
{
    enum { self, kwargs };
    scoped Ref made = call0((Obj)type_of(arg[self]));
    if (!made) return NULL;
    if (!is_instance(made, &simple_namespace_type))
        return raise_type_error("expect %N type, but %T() returned '%T' object",
                                &simple_namespace_type, arg[self], made);
    scoped Ref dict = instance_get_dict(arg[self]);
    if (!dict || !fill_from(made, dict) || !fill_from(made, arg[kwargs])) return NULL;
    return take(&made);
}

static const Method namespace_methods[] = {
    { "__reduce__(self, /)", namespace_reduce, NULL },
    { "__replace__(self, /, **changes)", namespace_replace, NULL },
    { 0 }
};
static const Getter namespace_getters[] = {
    { "__dict__", instance_get_dict, NULL, NULL },
    { 0 }
};

Type simple_namespace_type = {
    TYPE_HEADER, .name = "SimpleNamespace", .module = "types", .size = sizeof(Instance),
    .attributes_offset = offsetof(Instance, attributes),
    .doc = "Attributes by keyword arguments, with repr and comparison.",
    .signature = "SimpleNamespace(*args, **kwargs)",
    .init_signature = "SimpleNamespace(*args, **kwargs)",
    .create = namespace_create, .init = namespace_init, .repr = namespace_repr,
    .compare = namespace_compare, .methods = namespace_methods, .getters = namespace_getters,
};
