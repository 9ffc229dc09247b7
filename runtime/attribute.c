/* runtime/attribute.c -- getattr, setattr, descriptors, the generic slots.
 *   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/str.h"

static inline bool is_data_descriptor(const Type *type)
{
    return type->descriptor_set || type->descriptor_delete;
}

Ref descriptor_bind(Obj descriptor, Obj instance, Obj owner)
{
    Type *type = type_of(descriptor);
    if (!type->descriptor_get) return keep(descriptor);
    scoped Ref kept = keep(descriptor);
    return type->descriptor_get(kept, instance, owner);
}

// --- any object

static bool check_name(Obj name)
{
    if (likely(is_str(name))) return true;
    return raise_type_error("attribute name must be string, not '%T'", name);
}

/* No class knows a name that is not interned; a __dict__ might. */
static bool find_by_new_name(Obj object, Obj name, Ref *value)
{
    Attributes *attributes = instance_attributes(object);
    *value = NULL;
    if (!attributes || attributes->shape || !attributes->dict) return true;
    Obj found;
    if (!dict_find(attributes->dict, name, &found)) return false;
    *value = keep_or_null(found);
    return true;
}

/* Interning is for ever: names made up at run time, for hasattr() and the like, go without. */
static inline bool is_new_name(const Type *type, Obj name)
{
    return unlikely(!((const Str *)name)->interned)
        && type->get_attribute == attribute_generic_get && !intern_find(name);
}

Ref attribute_get(Obj object, Obj name)
{
    if (!check_name(name)) return NULL;
    Type *type = type_of(object);
    if (is_new_name(type, name)) {
        Ref value;
        if (!find_by_new_name(object, name, &value)) return NULL;
        return value ? value : raise_no_attribute(object, name);
    }
    name = intern_str(name);
    if (likely(type->get_attribute)) return type->get_attribute(object, name);
    return raise_no_attribute(object, name);
}

bool attribute_find(Obj object, Obj name, Ref *value)
{
    *value = NULL;
    Type *type = type_of(object);
    if (is_new_name(type, name)) return find_by_new_name(object, name, value);
    name = intern_str(name);
    if (type->get_attribute == attribute_generic_get)
        return attribute_generic_find(object, name, value);
    *value = attribute_get(object, name);
    return *value || error_clear_if(&attribute_error_type);
}

bool attribute_has(Obj object, Obj name, bool *has)
{
    scoped Ref value = NULL;
    if (!attribute_find(object, name, &value)) return false;
    *has = value != NULL;
    return true;
}

static void *raise_not_settable(Obj object, Obj name, const char *what)
{
    if (!type_of(object)->get_attribute)
        return raise_type_error("'%T' object has no attributes (%s .%S)", object, what, name);
    return raise_type_error("'%T' object has only read-only attributes (%s .%S)",
                            object, what, name);
}

bool attribute_set(Obj object, Obj name, Obj value)
{
    if (!check_name(name)) return false;
    Type *type = type_of(object);
    name = intern_str(name);
    if (likely(type->set_attribute)) return type->set_attribute((Ref)object, name, value);
    return raise_not_settable(object, name, "assign to");
}

bool attribute_delete(Obj object, Obj name)
{
    if (!check_name(name)) return false;
    Type *type = type_of(object);
    name = intern_str(name);
    if (likely(type->delete_attribute)) return type->delete_attribute((Ref)object, name);
    return raise_not_settable(object, name, "del");
}

// --- the generic slots

bool attribute_generic_find(Obj self, Obj name, Ref *value)
{
    Type *type = type_of(self);
    Obj found = type_lookup(type, name);
    Type *found_type = found ? type_of(found) : NULL;
    *value = NULL;
    if (found && is_data_descriptor(found_type) && found_type->descriptor_get) {
        *value = descriptor_bind(found, self, &type->head);
        return *value || error_clear_if(&attribute_error_type);
    }
    Obj own = instance_peek(self, name);
    if (own) {
        *value = keep(own);
        return true;
    }
    if (!found) return true;
    *value = descriptor_bind(found, self, &type->head);
    return *value || error_clear_if(&attribute_error_type);
}

Ref attribute_generic_get(Obj self, Obj name)
{
    Type *type = type_of(self);
    Obj found = type_lookup(type, name);
    if (found) {
        Type *found_type = type_of(found);
        if (found_type->descriptor_get && is_data_descriptor(found_type))
            return descriptor_bind(found, self, &type->head);
    }
    Obj own = instance_peek(self, name);
    if (own) return keep(own);
    if (found) return descriptor_bind(found, self, &type->head);
    return raise_no_attribute(self, name);
}

static void *raise_attribute_error_on(Obj self, Obj name, const char *format)
{
    raise_attribute_error(format, self, name);
    Ref pending = error_take();
    if (pending && is_instance(pending, &attribute_error_type)) {
        // what suggestions are made from
        AttributeError *error = (AttributeError *)pending;
        replace(&error->obj, keep(self));
        replace(&error->name, keep(name));
    }
    return raise_again(pending);
}

/* No attributes of its own: why can it not be set? `found` is what the class has by that name. */
static void *raise_no_room(Obj self, Obj name, Obj found)
{
    if (found)
        return raise_attribute_error_on(self, name, "'%T' object attribute '%S' is read-only");
    return raise_attribute_error_on(self, name, "'%T' object has no attribute '%S' and no __dict__ "
                                                "for setting new attributes");
}

bool attribute_generic_set(Ref self, Obj name, Obj value)
{
    Type *type = type_of(self);
    Obj found = type_lookup(type, name);
    if (found) {
        bool (*set)(Ref, Obj, Obj) = type_of(found)->descriptor_set;
        if (set) {
            scoped Ref kept = keep(found);
            return set(kept, self, value);
        }
    }
    if (likely(type->attributes_offset)) return instance_set(self, name, value);
    return raise_no_room(self, name, found);
}

bool attribute_generic_delete(Ref self, Obj name)
{
    Type *type = type_of(self);
    Obj found = type_lookup(type, name);
    if (found) {
        bool (*delete)(Ref, Obj) = type_of(found)->descriptor_delete;
        if (delete) {
            scoped Ref kept = keep(found);
            return delete(kept, self);
        }
    }
    if (likely(type->attributes_offset)) return instance_set(self, name, NULL);
    return raise_no_room(self, name, found);
}

Ref attribute_type_get(Obj self, Obj name)
{
    Type *type = (Type *)self, *meta = self->type;
    Obj in_meta = type_lookup(meta, name);
    if (in_meta) {
        Type *kind = type_of(in_meta);
        if (kind->descriptor_get && is_data_descriptor(kind))
            return descriptor_bind(in_meta, self, &meta->head);
    }
    Obj found = type_lookup(type, name);
    if (found) return descriptor_bind(found, NULL, self);
    if (in_meta) return descriptor_bind(in_meta, self, &meta->head);
    return raise_no_attribute(self, name);
}

// --- lookups for calls

Ref attribute_special(Obj object, Obj name)
{
    Type *type = type_of(object);
    Obj found = type_lookup(type, name);
    return found ? descriptor_bind(found, object, &type->head) : NULL;
}

Ref attribute_method(Obj object, Obj name, bool *bound)
{
    Type *type = type_of(object);
    *bound = true;
    // what classes know is asked for by interned names only
    if (unlikely(type->get_attribute != attribute_generic_get || !((const Str *)name)->interned))
        return attribute_get(object, name);
    Obj found = type_lookup(type, name);
    if (found && (type_of(found)->flags & TYPE_METHOD_DESCRIPTOR)) {
        Obj own = type->attributes_offset ? instance_peek(object, name) : NULL;
        if (own) return keep(own);
        *bound = false;
        return keep(found);
    }
    return attribute_generic_get(object, name);
}
