/* runtime/types/descriptor.c -- classmethod, staticmethod, and the attributes of builtin types.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/descriptor.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/int.h"
#include "runtime/types/method.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"

/* --- classmethod and staticmethod --- */

static ClassMethod *class_method(Obj x) { return (ClassMethod *)x; }

Ref staticmethod_new(Obj callable)
{
    Ref made = type_allocate(&staticmethod_type, 0);
    class_method(made)->callable = keep(callable);
    return made;
}

static Ref wrapper_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static bool copy_attribute(Ref self, Obj from, Obj name)
{
    scoped Ref value = NULL;
    if (!attribute_find(from, name, &value)) return false;
    return !value || instance_set(self, name, value);
}

static bool wrapper_init(Ref self, const Obj arg[])
{
    Obj from = arg[0];
    replace(&class_method(self)->callable, keep(from));
    return copy_attribute(self, from, name___module__)
        && copy_attribute(self, from, name___name__)
        && copy_attribute(self, from, name___qualname__)
        && copy_attribute(self, from, name___doc__)
        && copy_attribute(self, from, name___annotations__);
}

static void wrapper_destroy(Ref self)
{
    drop_or_null(class_method(self)->callable);
}

static void wrapper_visit(Obj self, Visit visit, void *context)
{
    if (class_method(self)->callable) visit(class_method(self)->callable, context);
}

static Ref wrapper_repr(Obj self)
{
    return str_format("<%T(%R)>", self, class_method(self)->callable);
}

static Ref wrapper_get_abstract(Obj self)
{
    scoped Ref flag = NULL;
    if (!attribute_find(class_method(self)->callable, name___isabstractmethod__, &flag))
        return NULL;
    bool result = false;
    if (flag && !object_truth(flag, &result)) return NULL;
    return bool_new(result);
}

static Ref class_method_get(Obj self, Obj instance, Obj owner)
{
    Obj callable = class_method(self)->callable;
    if (!callable) return raise_runtime_error("uninitialized classmethod object");
    return method_new(callable, owner ? owner : (Obj)type_of(instance));
}

static Ref static_method_get(Obj self, Obj instance, Obj owner)
{
    (void)instance, (void)owner;
    if (!class_method(self)->callable)
        return raise_runtime_error("uninitialized staticmethod object");
    return keep(class_method(self)->callable);
}

static Ref static_method_call(Obj self, const Obj *args, size_t count, Obj names)
{
    return call_raw(class_method(self)->callable, args, count, names);
}

static const Member wrapper_members[] = {
    { "__func__", MEMBER_OBJECT, offsetof(ClassMethod, callable), false, NULL },
    { "__wrapped__", MEMBER_OBJECT, offsetof(ClassMethod, callable), false, NULL },
    { 0 }
};
static const Getter wrapper_getters[] = {
    { "__dict__", instance_get_dict, instance_set_dict, NULL },
    { "__isabstractmethod__", wrapper_get_abstract, NULL, NULL },
    { 0 }
};

/* --- computed attributes --- */

static GetSetDescriptor *getset(Obj x) { return (GetSetDescriptor *)x; }

Ref getset_new(Type *owner, const Getter *getter)
{
    Ref made = heap_new(&getset_descriptor_type, sizeof(GetSetDescriptor));
    getset(made)->owner = owner;
    getset(made)->getter = getter;
    return made;
}

static bool check_instance(Obj instance, const Type *owner, const char *name)
{
    return is_instance(instance, owner)
        || raise_type_error("descriptor '%s' for '%N' objects doesn't apply to a '%T' object",
                            name, owner, instance);
}

static Ref getset_get(Obj self, Obj instance, Obj owner)
{
    (void)owner;
    const Getter *getter = getset(self)->getter;
    if (!instance) return keep(self);
    if (!check_instance(instance, getset(self)->owner, getter->name)) return NULL;
    if (!getter->get)
        return raise_attribute_error("attribute '%s' of '%N' objects is not readable",
                                     getter->name, getset(self)->owner);
    return getter->get(instance);
}

static bool getset_set(Ref self, Obj instance, Obj value)
{
    const Getter *getter = getset(self)->getter;
    if (!check_instance(instance, getset(self)->owner, getter->name)) return false;
    if (getter->set) return getter->set((Ref)instance, value);
    return raise_attribute_error("attribute '%s' of '%N' objects is not writable",
                                 getter->name, getset(self)->owner);
}

static bool getset_delete(Ref self, Obj instance)
{
    return getset_set(self, instance, NULL);
}

static Ref getset_repr(Obj self)
{
    return str_format("<attribute '%s' of '%N' objects>", getset(self)->getter->name,
                      getset(self)->owner);
}

static Ref getset_get_name(Obj self) { return str_from_text(getset(self)->getter->name); }

static Ref getset_get_doc(Obj self)
{
    const char *doc = getset(self)->getter->doc;
    return doc ? str_from_text(doc) : none_new();
}

static Ref qualified_name(const Type *owner, const char *name)
{
    scoped Ref prefix = type_get_qualname(owner);
    return str_format("%S.%s", prefix, name);
}

static Ref getset_get_qualname(Obj self)
{
    return qualified_name(getset(self)->owner, getset(self)->getter->name);
}

static Ref getset_get_owner(Obj self) { return keep((Obj)getset(self)->owner); }

static const Getter getset_getters[] = {
    { "__name__", getset_get_name, NULL, NULL },
    { "__qualname__", getset_get_qualname, NULL, NULL },
    { "__doc__", getset_get_doc, NULL, NULL },
    { "__objclass__", getset_get_owner, NULL, NULL },
    { 0 }
};

/* --- stored attributes --- */

static MemberDescriptor *member(Obj x) { return (MemberDescriptor *)x; }

static Ref member_allocate(Type *owner, Obj name, MemberKind kind, size_t offset)
{
    Ref made = heap_new(&member_descriptor_type, sizeof(MemberDescriptor));
    member(made)->owner = owner;
    member(made)->name = keep(name);
    member(made)->kind = kind;
    member(made)->offset = offset;
    return made;
}

Ref member_new(Type *owner, const Member *row)
{
    Ref made = member_allocate(owner, intern(row->name), row->kind, row->offset);
    member(made)->writable = row->writable;
    member(made)->doc = row->doc;
    return made;
}

Ref slot_member_new(Type *owner, Obj name, size_t offset)
{
    Ref made = member_allocate(owner, name, MEMBER_SLOT, offset);
    member(made)->writable = true;
    return made;
}

static void member_destroy(Ref self)
{
    drop_or_null(member(self)->name);
}

static void member_visit(Obj self, Visit visit, void *context)
{
    if (member(self)->name) visit(member(self)->name, context);
}

static bool check_member(Obj instance, const MemberDescriptor *self)
{
    return is_instance(instance, self->owner)
        || raise_type_error("descriptor '%S' for '%N' objects doesn't apply to a '%T' object",
                            self->name, self->owner, instance);
}

static Ref member_get(Obj x, Obj instance, Obj owner)
{
    (void)owner;
    const MemberDescriptor *self = member(x);
    if (!instance) return keep(x);
    if (unlikely(!check_member(instance, self))) return NULL;
    char *place = (char *)instance + self->offset;
    switch (self->kind) {
    case MEMBER_SLOT:
        if (!*(Ref *)place) return raise_no_attribute(instance, self->name);
        return keep(*(Ref *)place);
    case MEMBER_OBJECT: return *(Ref *)place ? keep(*(Ref *)place) : none_new();
    case MEMBER_SIZE:   return int_from_unsigned(*(size_t *)place);
    case MEMBER_INT32:  return int_new(*(int32_t *)place);
    default:            return bool_new(*(bool *)place);
    }
}

static bool set_number(const MemberDescriptor *self, char *place, Obj value)
{
    if (self->kind == MEMBER_BOOL) {
        if (!is_bool(value)) return raise_type_error("attribute value type must be bool");
        *(bool *)place = value == True_object;
        return true;
    }
    intptr_t number;
    if (!object_to_size(value, &number, &overflow_error_type)) return false;
    if (self->kind == MEMBER_SIZE) *(size_t *)place = (size_t)number;
    else *(int32_t *)place = (int32_t)number;
    return true;
}

static bool member_set(Ref x, Obj instance, Obj value)
{
    const MemberDescriptor *self = member(x);
    if (unlikely(!check_member(instance, self))) return false;
    if (!self->writable) return raise_attribute_error("readonly attribute");
    char *place = (char *)instance + self->offset;
    if (self->kind != MEMBER_SLOT && self->kind != MEMBER_OBJECT)
        return set_number(self, place, value);
    replace((Ref *)place, keep(value));
    return true;
}

static bool member_delete(Ref x, Obj instance)
{
    const MemberDescriptor *self = member(x);
    if (!check_member(instance, self)) return false;
    if (!self->writable) return raise_attribute_error("readonly attribute");
    if (self->kind != MEMBER_SLOT && self->kind != MEMBER_OBJECT)
        return raise_type_error("can't delete numeric/char attribute");
    Ref *place = (Ref *)((char *)instance + self->offset);
    if (!*place && self->kind == MEMBER_SLOT)
        return raise_with(&attribute_error_type, self->name);
    drop_or_null(take(place));
    return true;
}

static Ref member_repr(Obj self)
{
    return str_format("<member '%S' of '%N' objects>", member(self)->name, member(self)->owner);
}

static Ref member_get_name(Obj self)  { return keep(member(self)->name); }
static Ref member_get_owner(Obj self) { return keep((Obj)member(self)->owner); }

static Ref member_get_qualname(Obj self)
{
    return qualified_name(member(self)->owner, str_utf8_lossy(member(self)->name, NULL));
}

static Ref member_get_doc(Obj self)
{
    return member(self)->doc ? str_from_text(member(self)->doc) : none_new();
}

static const Getter member_getters[] = {
    { "__name__", member_get_name, NULL, NULL },
    { "__qualname__", member_get_qualname, NULL, NULL },
    { "__doc__", member_get_doc, NULL, NULL },
    { "__objclass__", member_get_owner, NULL, NULL },
    { 0 }
};

/* --- the types --- */

Type classmethod_type = {
    TYPE_HEADER, .name = "classmethod", .size = sizeof(ClassMethod),
    .attributes_offset = offsetof(ClassMethod, attributes),
    .doc = "A function that gets the class first.",
    .signature = "classmethod(*args, **kwargs)", .init_signature = "classmethod(function, /)",
    .create = wrapper_create, .init = wrapper_init, .destroy = wrapper_destroy,
    .visit = wrapper_visit, .repr = wrapper_repr, .descriptor_get = class_method_get,
    .members = wrapper_members, .getters = wrapper_getters,
};
Type staticmethod_type = {
    TYPE_HEADER, .name = "staticmethod", .size = sizeof(ClassMethod),
    .attributes_offset = offsetof(ClassMethod, attributes),
    .doc = "A function in a class that gets neither object nor class.",
    .signature = "staticmethod(*args, **kwargs)", .init_signature = "staticmethod(function, /)",
    .create = wrapper_create, .init = wrapper_init, .destroy = wrapper_destroy,
    .visit = wrapper_visit, .repr = wrapper_repr, .descriptor_get = static_method_get,
    .call = static_method_call, .members = wrapper_members, .getters = wrapper_getters,
};
Type getset_descriptor_type = {
    TYPE_HEADER, .name = "getset_descriptor", .size = sizeof(GetSetDescriptor),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .repr = getset_repr, .descriptor_get = getset_get, .descriptor_set = getset_set,
    .descriptor_delete = getset_delete, .getters = getset_getters,
};
Type member_descriptor_type = {
    TYPE_HEADER, .name = "member_descriptor", .size = sizeof(MemberDescriptor),
    .flags = TYPE_FINAL | TYPE_NO_CREATE, .destroy = member_destroy, .visit = member_visit,
    .repr = member_repr, .descriptor_get = member_get, .descriptor_set = member_set,
    .descriptor_delete = member_delete, .getters = member_getters,
};
