/* runtime/types/slotwrapper.c -- the slots of builtin types as methods: int.__add__, (1).__add__.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bool.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <stdio.h>
#include <string.h>

static SlotWrapper *slot_wrapper(Obj x) { return (SlotWrapper *)x; }
static MethodWrapper *method_wrapper(Obj x) { return (MethodWrapper *)x; }

// All types with a slot share the reading of its signature.
static const Params *params_of_row(const SlotRow *row)
{
    enum { ROOM = 512 };              // more than there are rows, a power of 2
    static struct { const SlotRow *row; const Params *params; } known[ROOM];
    size_t i = ((uintptr_t)row / sizeof *row) % ROOM;
    while (known[i].row && known[i].row != row) i = (i + 1) % ROOM;
    if (!known[i].row) {
        known[i].row = row;
        known[i].params = params_parse_function(row->signature, NULL, 1);
    }
    return known[i].params;
}

Ref slot_wrapper_new(Type *owner, const SlotRow *row)
{
    Ref made = heap_new(&wrapper_descriptor_type, sizeof(SlotWrapper));
    slot_wrapper(made)->owner = owner;
    slot_wrapper(made)->row = row;
    slot_wrapper(made)->params = params_of_row(row);
    return made;
}

static void *raise_wrong_count(const Params *params, size_t given)
{
    size_t least = params->required - 1, most = params->positional - 1;
    size_t wanted = given < least ? least : most;
    return raise_type_error("%sexpected %s%zu argument%s, got %zu", most > 1 ? " " : "",
        least == most ? "" : given < least ? "at least " : "at most ",
        wanted, wanted == 1 ? "" : "s", given);
}

// args[0] is known to fit.
static Ref call_slot(const SlotWrapper *self, const Obj *args, size_t count, Obj names)
{
    const Params *params = self->params;
    if (self->row->raw) return self->row->raw(self, args, count, names);
    if (names && tuple_length(names))
        return raise_type_error("wrapper %S() takes no keyword arguments", params->short_name);
    if (count == params->total) return self->row->call(self, args);
    if (count < params->required || count > params->positional)
        return raise_wrong_count(params, count - 1);
    Obj bound[params->total + 1];
    for (size_t i = 0; i < params->total; i++) bound[i] = i < count ? args[i] : NULL;
    return self->row->call(self, bound);
}

static Ref slot_wrapper_call(Obj x, const Obj *args, size_t count, Obj names)
{
    const SlotWrapper *self = slot_wrapper(x);
    if (unlikely(count == 0))
        return raise_type_error("descriptor '%S' of '%N' object needs an argument",
                                self->params->short_name, self->owner);
    if (unlikely(!is_instance(args[0], self->owner)))
        return raise_type_error("descriptor '%S' requires a '%N' object but received a '%T'",
                                self->params->short_name, self->owner, args[0]);
    return call_slot(self, args, count, names);
}

static Ref slot_wrapper_get(Obj x, Obj instance, Obj owner)
{
    (void)owner;
    const SlotWrapper *self = slot_wrapper(x);
    if (!instance) return keep(x);
    if (!is_instance(instance, self->owner))
        return raise_type_error("descriptor '%S' for '%N' objects doesn't apply to a '%T' object",
                                self->params->short_name, self->owner, instance);
    Ref made = heap_new(&method_wrapper_type, sizeof(MethodWrapper));
    method_wrapper(made)->wrapper = keep(x);
    method_wrapper(made)->self = keep(instance);
    return made;
}

static Ref slot_wrapper_repr(Obj x)
{
    return str_format("<slot wrapper '%S' of '%N' objects>",
                      slot_wrapper(x)->params->short_name, slot_wrapper(x)->owner);
}

static Ref get_name(Obj x)  { return keep(slot_wrapper(x)->params->short_name); }
static Ref get_owner(Obj x) { return keep((Obj)slot_wrapper(x)->owner); }
static Ref get_text_signature(Obj x) { return params_get_text(slot_wrapper(x)->params); }

static Ref get_qualname(Obj x)
{
    scoped Ref owner = type_get_qualname(slot_wrapper(x)->owner);
    return str_format("%S.%S", owner, slot_wrapper(x)->params->short_name);
}

static Ref get_doc(Obj x)
{
    const char *doc = slot_wrapper(x)->row->doc;
    return doc ? str_from_text(doc) : none_new();
}

static Ref reduce_to_getattr(Obj from, Obj name)
{
    scoped Ref getattr = startup_get_builtin("getattr");
    if (!getattr) return NULL;
    scoped Ref args = tuple_pack(2, from, name);
    return tuple_pack(2, getattr, args);
}

static Ref slot_wrapper_reduce(const Obj arg[])
{
    return reduce_to_getattr((Obj)slot_wrapper(arg[0])->owner,
                             slot_wrapper(arg[0])->params->short_name);
}

/* --- bound --- */

static Ref method_wrapper_call(Obj x, const Obj *args, size_t count, Obj names)
{
    size_t total = count + (names ? tuple_length(names) : 0);
    Obj few[6];
    Obj *all = total < 6 ? few : heap_scratch((total + 1) * sizeof *all);
    all[0] = method_wrapper(x)->self;
    for (size_t i = 0; i < total; i++) all[i + 1] = args[i];
    return call_slot(slot_wrapper(method_wrapper(x)->wrapper), all, count + 1, names);
}

static void method_wrapper_destroy(Ref x)
{
    drop(method_wrapper(x)->wrapper);
    drop(method_wrapper(x)->self);
}

static void method_wrapper_visit(Obj x, Visit visit, void *context)
{
    visit(method_wrapper(x)->wrapper, context);
    visit(method_wrapper(x)->self, context);
}

static Ref method_wrapper_repr(Obj x)
{
    const MethodWrapper *self = method_wrapper(x);
    char address[24];
    snprintf(address, sizeof address, "%p", (void *)self->self);
    return str_format("<method-wrapper '%S' of %T object at %s>",
                      slot_wrapper(self->wrapper)->params->short_name, self->self, address);
}

static bool method_wrapper_hash(Obj x, intptr_t *hash)
{
    uintptr_t self = (uintptr_t)method_wrapper(x)->self;
    uintptr_t wrapper = (uintptr_t)method_wrapper(x)->wrapper;
    *hash = (intptr_t)((self >> 4 | self << 60) ^ (wrapper >> 4 | wrapper << 60));
    if (*hash == -1) *hash = -2;
    return true;
}

static Ref method_wrapper_compare(Obj x, Obj other, CompareOp op)
{
    if ((op != EQUAL && op != NOT_EQUAL) || !has_type(other, &method_wrapper_type))
        return not_implemented();
    bool equal = method_wrapper(x)->wrapper == method_wrapper(other)->wrapper
              && method_wrapper(x)->self == method_wrapper(other)->self;
    return bool_new(equal == (op == EQUAL));
}

static Ref bound_get_name(Obj x)     { return get_name(method_wrapper(x)->wrapper); }
static Ref bound_get_qualname(Obj x) { return get_qualname(method_wrapper(x)->wrapper); }
static Ref bound_get_owner(Obj x)    { return get_owner(method_wrapper(x)->wrapper); }
static Ref bound_get_doc(Obj x)      { return get_doc(method_wrapper(x)->wrapper); }
static Ref bound_get_text(Obj x)     { return get_text_signature(method_wrapper(x)->wrapper); }

static Ref method_wrapper_reduce(const Obj arg[])
{
    const MethodWrapper *self = method_wrapper(arg[0]);
    return reduce_to_getattr(self->self, slot_wrapper(self->wrapper)->params->short_name);
}

static const Method slot_wrapper_methods[] = {
    { "__reduce__(self, /)", slot_wrapper_reduce, NULL },
    { 0 }
};
static const Getter slot_wrapper_getters[] = {
    { "__name__", get_name, NULL, NULL },
    { "__qualname__", get_qualname, NULL, NULL },
    { "__objclass__", get_owner, NULL, NULL },
    { "__doc__", get_doc, NULL, NULL },
    { "__text_signature__", get_text_signature, NULL, NULL },
    { 0 }
};
static const Method method_wrapper_methods[] = {
    { "__reduce__(self, /)", method_wrapper_reduce, NULL },
    { 0 }
};
static const Member method_wrapper_members[] = {
    { "__self__", MEMBER_OBJECT, offsetof(MethodWrapper, self), false, NULL },
    { 0 }
};
static const Getter method_wrapper_getters[] = {
    { "__name__", bound_get_name, NULL, NULL },
    { "__qualname__", bound_get_qualname, NULL, NULL },
    { "__objclass__", bound_get_owner, NULL, NULL },
    { "__doc__", bound_get_doc, NULL, NULL },
    { "__text_signature__", bound_get_text, NULL, NULL },
    { 0 }
};

Type wrapper_descriptor_type = {
    TYPE_HEADER, .name = "wrapper_descriptor", .size = sizeof(SlotWrapper),
    .flags = TYPE_FINAL | TYPE_NO_CREATE | TYPE_METHOD_DESCRIPTOR,
    .repr = slot_wrapper_repr, .call = slot_wrapper_call, .descriptor_get = slot_wrapper_get,
    .methods = slot_wrapper_methods, .getters = slot_wrapper_getters,
};
Type method_wrapper_type = {
    TYPE_HEADER, .name = "method-wrapper", .size = sizeof(MethodWrapper),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = method_wrapper_destroy, .visit = method_wrapper_visit,
    .repr = method_wrapper_repr, .hash = method_wrapper_hash, .compare = method_wrapper_compare,
    .call = method_wrapper_call, .methods = method_wrapper_methods,
    .members = method_wrapper_members, .getters = method_wrapper_getters,
};
