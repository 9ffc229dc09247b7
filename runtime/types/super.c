/* runtime/types/super.c -- super: attributes of the classes behind one in the MRO.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"

bool (*super_find_arguments)(Obj *type, Obj *object);

static Super *super(Obj x) { return (Super *)x; }

static void fill(Super *self, Type *type, Obj object, Type *object_type)
{
    replace((Ref *)&self->type, keep((Obj)type));
    replace(&self->object, keep_or_null(object));
    replace((Ref *)&self->object_type, keep_or_null((Obj)object_type));
}

Ref super_new(Type *type, Obj object, Type *object_type)
{
    Ref made = heap_new(&super_type, sizeof(Super));
    fill(super(made), type, object, object_type);
    return made;
}

// The class whose MRO is searched: object itself, its class, or the class that it claims.
static Type *searched_type(Type *type, Obj object)
{
    if (is_type(object) && type_is_subtype((Type *)object, type)) return (Type *)object;
    if (is_instance(object, type)) return type_of(object);
    scoped Ref claimed = NULL;
    if (!attribute_find(object, name___class__, &claimed)) return NULL;
    if (claimed && is_type(claimed) && type_is_subtype((Type *)claimed, type))
        return (Type *)claimed;
    return raise_type_error("super(type, obj): obj (%s %N) is not an instance or subtype of "
                            "type (%N).", is_type(object) ? "type" : "instance of",
                            is_type(object) ? (Type *)object : type_of(object), type);
}

static Ref super_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static bool super_init(Ref self, const Obj arg[])
{
    Obj type = arg[0], object = arg[1];
    if (!type) {
        if (!super_find_arguments) return raise_runtime_error("super(): no arguments");
        if (!super_find_arguments(&type, &object)) return false;
    }
    if (!is_type(type)) return raise_type_error("super() argument 1 must be a type, not %T", type);
    Type *searched = NULL;
    if (object && is_none(object)) object = NULL;
    if (object && !(searched = searched_type((Type *)type, object))) return false;
    fill(super(self), (Type *)type, object, searched);
    return true;
}

static void super_destroy(Ref self)
{
    drop_or_null((Ref)super(self)->type);
    drop_or_null(super(self)->object);
    drop_or_null((Ref)super(self)->object_type);
}

static void super_visit(Obj self, Visit visit, void *context)
{
    if (super(self)->type) visit((Obj)super(self)->type, context);
    if (super(self)->object) visit(super(self)->object, context);
    if (super(self)->object_type) visit((Obj)super(self)->object_type, context);
}

static Ref super_repr(Obj self)
{
    const Super *s = super(self);
    return s->object_type
        ? str_format("<super: <class '%s'>, <%N object>>", s->type ? s->type->name : "NULL",
                     s->object_type)
        : str_format("<super: <class '%s'>, NULL>", s->type ? s->type->name : "NULL");
}

static Ref super_get_attribute(Obj self, Obj name)
{
    const Super *s = super(self);
    if (!s->object_type || !is_str(name) || str_equal(name, name___class__))
        return attribute_generic_get(self, name);
    Obj key = is_exact_str(name) ? intern_str(name) : name;
    Obj found = type_lookup_after(s->object_type, s->type, key);
    if (!found) return attribute_generic_get(self, name);
    scoped Ref kept = keep(found);
    Obj instance = s->object == (Obj)s->object_type ? NULL : s->object;
    return descriptor_bind(kept, instance, (Obj)s->object_type);
}

static Ref super_descriptor_get(Obj self, Obj instance, Obj owner)
{
    (void)owner;
    const Super *s = super(self);
    if (!instance || is_none(instance) || s->object) return keep(self);
    if (!has_type(self, &super_type)) return call2((Obj)type_of(self), (Obj)s->type, instance);
    Type *searched = searched_type(s->type, instance);
    return searched ? super_new(s->type, instance, searched) : NULL;
}

static const Member super_members[] = {
    { "__thisclass__", MEMBER_OBJECT, offsetof(Super, type), false, NULL },
    { "__self__", MEMBER_OBJECT, offsetof(Super, object), false, NULL },
    { "__self_class__", MEMBER_OBJECT, offsetof(Super, object_type), false, NULL },
    { 0 }
};

Type super_type = {
    TYPE_HEADER, .name = "super", .size = sizeof(Super),
    .doc = "Attributes as the classes behind `type` in the MRO have them.",
    .signature = "super(*args, **kwargs)", .init_signature = "super(type=, object=, /)",
    .create = super_create, .init = super_init, .destroy = super_destroy, .visit = super_visit,
    .repr = super_repr, .get_attribute = super_get_attribute,
    .descriptor_get = super_descriptor_get, .members = super_members,
};
