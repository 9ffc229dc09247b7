/* runtime/types/property.c -- property: attributes that are functions.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"

static Property *property(Obj x) { return (Property *)x; }

static Ref property_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static Ref given(Obj x)
{
    return x && !is_none(x) ? keep(x) : NULL;
}

static bool take_doc_of_getter(Ref x)
{
    Property *self = property(x);
    scoped Ref doc = NULL;
    if (!attribute_find(self->get, name___doc__, &doc)) return false;
    if (!doc || is_none(doc)) return true;
    self->doc_of_getter = true;
    replace(&self->doc, keep(doc));
    return true;
}

static bool property_init(Ref x, const Obj arg[])
{
    enum { fget, fset, fdel, doc };
    Property *self = property(x);
    replace(&self->get, given(arg[fget]));
    replace(&self->set, given(arg[fset]));
    replace(&self->delete, given(arg[fdel]));
    replace(&self->doc, given(arg[doc]));
    replace(&self->name, NULL);
    self->doc_of_getter = false;
    if (!self->doc && self->get && !take_doc_of_getter(x)) return false;
    // In a subclass the class's own __doc__ hides property's.
    if (has_type(x, &property_type)) return true;
    Obj shown = self->doc ? self->doc : None_object;
    return attribute_set(x, name___doc__, shown) || error_clear_if(&attribute_error_type);
}

static void property_destroy(Ref x)
{
    Property *self = property(x);
    drop_or_null(self->get);
    drop_or_null(self->set);
    drop_or_null(self->delete);
    drop_or_null(self->doc);
    drop_or_null(self->name);
}

static void property_visit(Obj x, Visit visit, void *context)
{
    Property *self = property(x);
    if (self->get) visit(self->get, context);
    if (self->set) visit(self->set, context);
    if (self->delete) visit(self->delete, context);
    if (self->doc) visit(self->doc, context);
    if (self->name) visit(self->name, context);
}

// The name given by the class, or the getter's; *name NULL: none.
static bool find_name(const Property *self, Ref *name)
{
    *name = keep_or_null(self->name);
    return *name || !self->get || attribute_find(self->get, name___name__, name);
}

static void *raise_missing(Obj x, Obj instance, const char *what)
{
    scoped Ref name = NULL;
    if (!find_name(property(x), &name)) return NULL;
    scoped Ref type_name = type_get_qualname(type_of(instance));
    return name
        ? raise_attribute_error("property %R of %R object has no %s", name, type_name, what)
        : raise_attribute_error("property of %R object has no %s", type_name, what);
}

static Ref property_descriptor_get(Obj x, Obj instance, Obj owner)
{
    (void)owner;
    if (!instance || is_none(instance)) return keep(x);
    Property *self = property(x);
    if (!self->get) return raise_missing(x, instance, "getter");
    scoped Ref function = keep(self->get);
    return call1(function, instance);
}

static bool property_descriptor_set(Ref x, Obj instance, Obj value)
{
    Property *self = property(x);
    if (!self->set) return raise_missing(x, instance, "setter");
    scoped Ref function = keep(self->set);
    scoped Ref done = call2(function, instance, value);
    return done != NULL;
}

static bool property_descriptor_delete(Ref x, Obj instance)
{
    Property *self = property(x);
    if (!self->delete) return raise_missing(x, instance, "deleter");
    scoped Ref function = keep(self->delete);
    scoped Ref done = call1(function, instance);
    return done != NULL;
}

// A copy with some functions replaced (NULL: as they are).
static Ref copy_with(Obj x, Obj get, Obj set, Obj delete)
{
    const Property *self = property(x);
    if (!get || is_none(get)) get = self->get ? self->get : None_object;
    if (!set || is_none(set)) set = self->set ? self->set : None_object;
    if (!delete || is_none(delete)) delete = self->delete ? self->delete : None_object;
    Obj doc = !self->doc || (self->doc_of_getter && !is_none(get)) ? None_object : self->doc;
    Ref made = call((Obj)type_of(x), (Obj[]){ get, set, delete, doc }, 4);
    if (made && is_instance(made, &property_type))
        replace(&property(made)->name, keep_or_null(self->name));
    return made;
}

static Ref property_getter(const Obj arg[])  { return copy_with(arg[0], arg[1], NULL, NULL); }
static Ref property_setter(const Obj arg[])  { return copy_with(arg[0], NULL, arg[1], NULL); }
static Ref property_deleter(const Obj arg[]) { return copy_with(arg[0], NULL, NULL, arg[1]); }

static Ref property_set_name(const Obj arg[])
{
    enum { self, owner, name };
    replace(&property(arg[self])->name, keep(arg[name]));
    return none_new();
}

static Ref property_get_name(Obj x)
{
    Ref name;
    if (!find_name(property(x), &name)) return NULL;
    if (name) return name;
    scoped Ref wanted = keep(name___name__);
    return raise_no_attribute(x, wanted);
}

static bool property_put_name(Ref x, Obj value)
{
    replace(&property(x)->name, keep_or_null(value));
    return true;
}

static Ref property_get_abstract(Obj x)
{
    const Property *self = property(x);
    Obj functions[] = { self->get, self->set, self->delete };
    bool result = false;
    for (int i = 0; i < 3 && !result; i++) {
        if (!functions[i]) continue;
        scoped Ref flag = NULL;
        if (!attribute_find(functions[i], name___isabstractmethod__, &flag)) return NULL;
        if (flag && !object_truth(flag, &result)) return NULL;
    }
    return bool_new(result);
}

static const Method property_methods[] = {
    { "getter(self, object, /)", property_getter, "A copy that reads through object." },
    { "setter(self, object, /)", property_setter, "A copy that writes through object." },
    { "deleter(self, object, /)", property_deleter, "A copy that deletes through object." },
    { "__set_name__(self, owner, name, /)", property_set_name, NULL },
    { 0 }
};
static const Member property_members[] = {
    { "fget", MEMBER_OBJECT, offsetof(Property, get), false, NULL },
    { "fset", MEMBER_OBJECT, offsetof(Property, set), false, NULL },
    { "fdel", MEMBER_OBJECT, offsetof(Property, delete), false, NULL },
    { "__doc__", MEMBER_OBJECT, offsetof(Property, doc), true, NULL },
    { 0 }
};
static const Getter property_getters[] = {
    { "__name__", property_get_name, property_put_name, NULL },
    { "__isabstractmethod__", property_get_abstract, NULL, NULL },
    { 0 }
};

Type property_type = {
    TYPE_HEADER, .name = "property", .size = sizeof(Property),
    .attributes_offset = offsetof(Property, attributes),
    .doc = "An attribute whose reading, setting and deleting are calls.",
    .signature = "property(*args, **kwargs)",
    .init_signature = "property(fget=None, fset=None, fdel=None, doc=None)",
    .create = property_create, .init = property_init, .destroy = property_destroy,
    .visit = property_visit, .descriptor_get = property_descriptor_get,
    .descriptor_set = property_descriptor_set, .descriptor_delete = property_descriptor_delete,
    .methods = property_methods, .members = property_members, .getters = property_getters,
};
