/* runtime/dunder_call.c -- what a slot wrapper calls: from a dunder's arguments to a slot.
 *   SPDX-License-Identifier: MIT */
#include "runtime/dunder.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

/* The owner's slot that lies at the offset `which`. */
#define SLOT_AT(result, ...) \
    (*(result (**)(__VA_ARGS__))((char *)wrapper->owner + wrapper->row->which))

static Ref none_if(bool done)
{
    return done ? none_new() : NULL;
}

Ref wrap_unary(const SlotWrapper *wrapper, const Obj arg[])
{
    return SLOT_AT(Ref, Obj)(arg[0]);
}

Ref wrap_with(const SlotWrapper *wrapper, const Obj arg[])
{
    return SLOT_AT(Ref, Obj, Obj)(arg[0], arg[1]);
}

Ref wrap_format(const SlotWrapper *wrapper, const Obj arg[])
{
    if (is_str(arg[1])) return wrapper->owner->format(arg[0], arg[1]);
    return raise_type_error("__format__() argument must be str, not %A", arg[1]);
}

Ref wrap_set(const SlotWrapper *wrapper, const Obj arg[])
{
    return none_if(SLOT_AT(bool, Ref, Obj, Obj)((Ref)arg[0], arg[1], arg[2]));
}

Ref wrap_delete(const SlotWrapper *wrapper, const Obj arg[])
{
    return none_if(SLOT_AT(bool, Ref, Obj)((Ref)arg[0], arg[1]));
}

Ref wrap_repeat(const SlotWrapper *wrapper, const Obj arg[])
{
    intptr_t times;
    if (!object_to_size(arg[1], &times, &overflow_error_type)) return NULL;
    return SLOT_AT(Ref, Obj, intptr_t)(arg[0], times);
}

Ref wrap_hash(const SlotWrapper *wrapper, const Obj arg[])
{
    intptr_t hash;
    return wrapper->owner->hash(arg[0], &hash) ? int_new(hash) : NULL;
}

Ref wrap_compare(const SlotWrapper *wrapper, const Obj arg[])
{
    return wrapper->owner->compare(arg[0], arg[1], (CompareOp)wrapper->row->which);
}

Ref wrap_truth(const SlotWrapper *wrapper, const Obj arg[])
{
    bool truth;
    return wrapper->owner->truth(arg[0], &truth) ? bool_new(truth) : NULL;
}

Ref wrap_next(const SlotWrapper *wrapper, const Obj arg[])
{
    Ref item = wrapper->owner->next(arg[0]);
    if (!item && !error_pending()) return raise_stop_iteration_with(NULL);
    return item;
}

Ref wrap_length(const SlotWrapper *wrapper, const Obj arg[])
{
    size_t length;
    return wrapper->owner->length(arg[0], &length) ? int_new((intptr_t)length) : NULL;
}

Ref wrap_contains(const SlotWrapper *wrapper, const Obj arg[])
{
    bool found;
    return wrapper->owner->contains(arg[0], arg[1], &found) ? bool_new(found) : NULL;
}

Ref wrap_get_item(const SlotWrapper *wrapper, const Obj arg[])
{
    Type *owner = wrapper->owner;
    if (owner->get_item) return owner->get_item(arg[0], arg[1]);
    intptr_t index;
    size_t length = 0;
    if (!object_to_size(arg[1], &index, &index_error_type)) return NULL;
    if (index < 0 && owner->length) {
        if (!owner->length(arg[0], &length)) return NULL;
        index += (intptr_t)length;
    }
    return owner->item(arg[0], index);
}

// --- attributes and descriptors

static bool attribute_name(Obj name)
{
    if (is_str(name)) return true;
    return raise_type_error("attribute name must be string, not '%T'", name);
}

/* object.__setattr__ must not get round the checks of a type's own __setattr__. */
static bool may_change(const SlotWrapper *wrapper, Obj self, const char *what)
{
    if (wrapper->owner == &object_type && is_type(self))
        return raise_type_error("can't apply this %s to %T object", what, self);
    return true;
}

Ref wrap_get_attribute(const SlotWrapper *wrapper, const Obj arg[])
{
    if (!attribute_name(arg[1])) return NULL;
    return wrapper->owner->get_attribute(arg[0], intern_str(arg[1]));
}

Ref wrap_set_attribute(const SlotWrapper *wrapper, const Obj arg[])
{
    if (!attribute_name(arg[1]) || !may_change(wrapper, arg[0], "__setattr__")) return NULL;
    return none_if(wrapper->owner->set_attribute((Ref)arg[0], intern_str(arg[1]), arg[2]));
}

Ref wrap_delete_attribute(const SlotWrapper *wrapper, const Obj arg[])
{
    if (!attribute_name(arg[1]) || !may_change(wrapper, arg[0], "__delattr__")) return NULL;
    return none_if(wrapper->owner->delete_attribute((Ref)arg[0], intern_str(arg[1])));
}

Ref wrap_descriptor_get(const SlotWrapper *wrapper, const Obj arg[])
{
    Obj instance = is_none(arg[1]) ? NULL : arg[1];
    Obj owner = arg[2] && !is_none(arg[2]) ? arg[2] : NULL;
    if (!instance && !owner) return raise_type_error("__get__(None, None) is invalid");
    return wrapper->owner->descriptor_get(arg[0], instance, owner);
}

// --- numbers

Ref wrap_binary(const SlotWrapper *wrapper, const Obj arg[])
{
    return wrapper->owner->binary[wrapper->row->which](arg[0], arg[1]);
}

Ref wrap_binary_reflected(const SlotWrapper *wrapper, const Obj arg[])
{
    return wrapper->owner->binary[wrapper->row->which](arg[1], arg[0]);
}

Ref wrap_in_place(const SlotWrapper *wrapper, const Obj arg[])
{
    return wrapper->owner->in_place[wrapper->row->which](arg[0], arg[1]);
}

Ref wrap_power(const SlotWrapper *wrapper, const Obj arg[])
{
    return wrapper->owner->power(arg[0], arg[1], arg[2] ? arg[2] : None_object);
}

Ref wrap_power_reflected(const SlotWrapper *wrapper, const Obj arg[])
{
    return wrapper->owner->power(arg[1], arg[0], arg[2] ? arg[2] : None_object);
}

// --- calls

Ref wrap_call(const SlotWrapper *wrapper, const Obj *args, size_t count, Obj names)
{
    return wrapper->owner->call(args[0], args + 1, count - 1, names);
}

Ref wrap_init(const SlotWrapper *wrapper, const Obj *args, size_t count, Obj names)
{
    Type *owner = wrapper->owner;
    if (owner->init != object_init)
        return none_if(type_init_raw(owner, (Ref)args[0], args + 1, count - 1, names));
    scoped Ref rest = tuple_from_items(args + 1, count - 1 + (names ? tuple_length(names) : 0));
    Obj bound[2] = { rest, NULL };
    return none_if(object_init((Ref)args[0], bound));
}

/* `self` is the type that the method was found on, args[0] the class to be instantiated. */
static Ref new_call(const Obj arg[])
{
    Type *owner = (Type *)arg[0];
    Obj args = arg[1];
    if (!tuple_length(args)) return raise_type_error("%N.__new__(): not enough arguments", owner);
    Obj first = tuple_peek(args, 0);
    if (!is_type(first))
        return raise_type_error("%N.__new__(X): X is not a type object (%T)", owner, first);
    Type *type = (Type *)first;
    if (!type_is_subtype(type, owner))
        return raise_type_error("%N.__new__(%N): %N is not a subtype of %N",
                                owner, type, type, owner);
    const Type *builtin = type;
    while (builtin && builtin->create == dunder_create) builtin = builtin->base;
    if (builtin && builtin->create && builtin->create != owner->create)
        return raise_type_error("%N.__new__(%N) is not safe, use %N.__new__()",
                                owner, type, builtin);
    scoped Ref rest = tuple_from_items((Obj const *)tuple_items(args) + 1, tuple_length(args) - 1);
    Obj kwargs = arg[2] && dict_length(arg[2]) ? arg[2] : NULL;
    return type_create_with(owner, type, rest, kwargs);
}

const Method dunder_new_row[] = {
    { "__new__(self, *args, **kwargs)", new_call,
      "Create and return a new object.  See help(type) for accurate signature.", 0 },
    { 0 }
};
