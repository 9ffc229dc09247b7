/* vm/site.c -- inline caches: looking up in full, and remembering what was found. */
#include "vm/site.h"
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/builtin.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/module.h"
#include "vm/fast.h"
#include "vm/function.h"

enum { MISS_LIMIT = 60 };     // a place that sees ever new types stops being cached

/* A place that sees several types has a table of SITE_OTHERS sites besides, one for each version
 * modulo its length; the site itself serves the first type. */

// The version that a site for this object notes: for a class object that of the class itself.
static uint32_t version_for(Obj object)
{
    const Type *type = type_of(object);
    return type->flags & TYPE_TYPE ? ((const Type *)object)->version : type->version;
}

static Site *other_site(const Site *site, Obj object)
{
    return site->others ? &site->others[version_for(object) % SITE_OTHERS] : NULL;
}

// The site where what is found for this object shall be noted.
static Site *site_for(Site *site, Obj object)
{
    if (site->kind == SITE_COLD || site->kind == SITE_MODULE || site->version == version_for(object))
        return site;
    if (!site->others) {
        site->others = heap_scanned(SITE_OTHERS * sizeof(Site));
        for (size_t i = 0; i < SITE_OTHERS; i++) site->others[i] = (Site){ .name = site->name };
    }
    return other_site(site, object);
}

static bool may_cache(Site *site)
{
    if (site->misses >= MISS_LIMIT) return false;
    if (site->kind != SITE_COLD) site->misses++;
    return true;
}

// Where instances keep attributes, if inline caches can look there.
static Attributes *plain_attributes(Obj object, const Type *type)
{
    if (type->attributes_offset == 0 || type->attributes_offset == ATTRIBUTES_AT_END) return NULL;
    return (Attributes *)((char *)object + type->attributes_offset);
}

static bool is_data_descriptor(Obj x)
{
    return type_of(x)->descriptor_set || type_of(x)->descriptor_delete;
}

static void remember(Site *site, SiteKind kind, const Type *type, Shape *shape, Obj value)
{
    site->kind = kind;
    site->version = type->version;
    site->shape = shape;
    site->value = value;
}

// A class attribute that no instance attribute hides; false if it cannot be cached.
static bool remember_class_attribute(Site *site, Obj object, Type *type, Obj found)
{
    if (type->attributes_offset == 0) {
        remember(site, SITE_TYPE, type, NULL, found);
        return true;
    }
    Attributes *attributes = plain_attributes(object, type);
    if (!attributes || !attributes->shape || shape_find(attributes->shape, site->name) >= 0)
        return false;
    remember(site, SITE_CLASS, type, attributes->shape, found);
    return true;
}

static bool remember_value(Site *site, Obj object, Type *type)
{
    Attributes *attributes = plain_attributes(object, type);
    if (!attributes || !attributes->shape) return false;
    int index = shape_find(attributes->shape, site->name);
    if (index < 0) return false;
    remember(site, SITE_VALUE, type, attributes->shape, NULL);
    site->index = (uint32_t)index;
    return true;
}

static void remember_module(Site *site, Obj module)
{
    Ref dict = module_dict(module);
    intptr_t entry = dict_entry_of(dict, site->name);
    if (entry < 0) return;
    site->kind = SITE_MODULE;
    site->version = ((Dict *)dict)->version;
    site->index = (uint32_t)entry;
}

static void remember_load(Site *site, Obj object, Type *type)
{
    if (type == &module_type) { remember_module(site, object); return; }
    if (is_type(object)) {
        Type *self = (Type *)object;
        if (type_lookup(type, site->name)) return;              // the metatype may have a say
        Obj found = type_lookup(self, site->name);
        if (found && has_type(found, &class_method_descriptor_type)) {
            found = builtin_bound_once(found, object);
        }
        if (found && !type_of(found)->descriptor_get) {
            remember(site, SITE_OF_TYPE, self, NULL, found);
        }
        return;
    }
    if (!(type->flags & TYPE_PLAIN_ATTRIBUTES)) return;
    Obj found = type_lookup(type, site->name);
    if (found && is_data_descriptor(found)) {
        if (type_of(found) == &member_descriptor_type
            && ((MemberDescriptor *)found)->kind == MEMBER_SLOT) {
            remember(site, SITE_MEMBER, type, NULL, NULL);
            site->index = (uint32_t)((MemberDescriptor *)found)->offset;
        } else if (type_of(found) == &property_type && ((Property *)found)->get
                   && has_type(((Property *)found)->get, &function_type)) {
            remember(site, SITE_PROPERTY, type, NULL, ((Property *)found)->get);
        }
        return;
    }
    if (remember_value(site, object, type)) return;
    if (found && !type_of(found)->descriptor_get) remember_class_attribute(site, object, type, found);
}

Ref site_load_attribute(Site *site, Obj object)
{
    Type *type = type_of(object);
    const Site *other = other_site(site, object);
    Ref value = other ? site_hit(other, object) : NULL;
    if (value) return value;
    site = site_for(site, object);
    if (may_cache(site)) remember_load(site, object, type);
    return attribute_get(object, site->name);
}

bool site_find_attribute(Site *site, Obj object, Ref *value)
{
    if (may_cache(site)) remember_load(site, object, type_of(object));
    return attribute_find(object, site->name, value);
}

bool site_load_method(Site *site, Obj object, Ref *function, Ref *self)
{
    Type *type = type_of(object);
    const Site *other = other_site(site, object);
    if (other && other->version == type->version && site_hit_method(other, object, type)) {
        *function = keep(other->value);
        *self = keep(object);
        return true;
    }
    *self = NULL;
    *function = site_hit_other(site, object, type);
    if (*function) return true;
    site = site_for(site, object);
    if ((type->flags & TYPE_PLAIN_ATTRIBUTES) && may_cache(site)) {
        Obj found = type_lookup(type, site->name);
        if (found && (type_of(found)->flags & TYPE_METHOD_DESCRIPTOR)
            && remember_class_attribute(site, object, type, found)) {
            *function = keep(found);
            *self = keep(object);
            return true;
        }
    }
    if (is_type(object) || type == &module_type) {
        *function = site_load_attribute(site, object);
        return *function;
    }
    bool bound;
    *function = attribute_method(object, site->name, &bound);
    if (!*function) return false;
    if (!bound) *self = keep(object);
    return true;
}

bool site_store_attribute(Site *site, Obj object, Obj value)
{
    Type *type = type_of(object);
    const Site *other = other_site(site, object);
    if (other && site_hit_store(other, object, value)) return true;
    site = site_for(site, object);
    Attributes *attributes = NULL;
    Shape *before = NULL;
    bool cacheable = type->set_attribute == attribute_generic_set && !is_type(object)
                     && may_cache(site);
    Obj found = cacheable ? type_lookup(type, site->name) : NULL;
    if (cacheable && found && type_of(found) == &member_descriptor_type
        && ((MemberDescriptor *)found)->kind == MEMBER_SLOT) {
        remember(site, SITE_MEMBER, type, NULL, NULL);
        site->index = (uint32_t)((MemberDescriptor *)found)->offset;
        cacheable = false;
    } else if (cacheable && !(found && is_data_descriptor(found))) {
        attributes = plain_attributes(object, type);
        if (attributes) before = attributes->shape;
    }
    uint32_t version = type->version;
    if (!attribute_set(object, site->name, value)) return false;
    if (!attributes || !before || !attributes->shape || type->version != version) return true;
    int index = shape_find(attributes->shape, site->name);
    if (index < 0) return true;
    bool added = attributes->shape != before;
    if (added && attributes->shape->parent != before) return true;
    remember(site, added ? SITE_ADD : SITE_VALUE, type, before, NULL);
    site->next_shape = attributes->shape;
    site->index = (uint32_t)index;
    return true;
}

Ref site_load_global(Site *site, Obj globals, Obj builtins)
{
    const Dict *dict = (const Dict *)globals;
    intptr_t entry = dict_entry_of(globals, site->name);
    if (entry >= 0) {
        site->kind = SITE_GLOBAL;
        site->version = dict->version;
        site->index = (uint32_t)entry;
        return keep(dict->entries[entry].value);
    }
    if (!is_exact_dict(builtins)) {
        scoped Ref value = NULL;
        value = object_get_item(builtins, site->name);
        if (value) return take(&value);
        if (!error_clear_if(&key_error_type)) return NULL;
        return raise_name_error_for(site->name);
    }
    entry = dict_entry_of(builtins, site->name);
    if (entry < 0) return raise_name_error_for(site->name);
    site->kind = SITE_BUILTIN;
    site->version = dict->version;
    site->version2 = ((const Dict *)builtins)->version;
    site->index = (uint32_t)entry;
    return keep(((const Dict *)builtins)->entries[entry].value);
}

Ref site_load_name(Site *site, Obj locals, Obj globals, Obj builtins)
{
    if (is_exact_dict(locals)) {
        Obj value = dict_peek_str(locals, site->name);
        if (value) return keep(value);
    } else {
        Ref value = object_get_item(locals, site->name);
        if (value) return value;
        if (!error_clear_if(&key_error_type)) return NULL;
    }
    return site_load_global(site, globals, builtins);
}
