/* runtime/dunder_slot.c -- slots of classes: each looks its dunder up and calls it.
 *   SPDX-License-Identifier: MIT */
#include "runtime/dunder.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

/* found (from the class of self) bound to self, called with up to three arguments. */
static Ref call_found(Obj self, Obj found, const Obj *args, size_t count)
{
    scoped Ref kept = keep(found);
    if (likely(type_of(found)->flags & TYPE_METHOD_DESCRIPTOR)) {
        Obj all[4] = { self };
        for (size_t i = 0; i < count; i++) all[i + 1] = args[i];
        return call_raw(found, all, count + 1, NULL);
    }
    scoped Ref bound = descriptor_bind(found, self, &type_of(self)->head);
    return bound ? call_raw(bound, args, count, NULL) : NULL;
}

static Ref ask(Obj self, Obj name, const Obj *args, size_t count)
{
    Obj found = type_lookup(type_of(self), name);
    if (unlikely(!found)) return raise_format(&attribute_error_type, "%S", name);
    return call_found(self, found, args, count);
}

static bool tell(Obj self, Obj name, const Obj *args, size_t count)
{
    Ref result = ask(self, name, args, count);
    if (!result) return false;
    drop(result);
    return true;
}

// --- one argument

#define UNARY(field, dunder) \
    static Ref slot_##field(Obj self) { return ask(self, name_##dunder, NULL, 0); }
UNARY(repr, __repr__)
UNARY(str, __str__)
UNARY(negative, __neg__)
UNARY(positive, __pos__)
UNARY(absolute, __abs__)
UNARY(invert, __invert__)
UNARY(to_int, __int__)
UNARY(to_float, __float__)
UNARY(to_index, __index__)

static Ref slot_iterate(Obj self)
{
    Obj found = type_lookup(type_of(self), name___iter__);
    if (!found || is_none(found)) return raise_type_error("'%T' object is not iterable", self);
    return call_found(self, found, NULL, 0);
}

static Ref slot_next(Obj self)
{
    Ref item = ask(self, name___next__, NULL, 0);
    if (item || !error_matches(&stop_iteration_type)) return item;
    // a value (the result of a generator that is wrapped here) stays for who asks for it
    Ref value = ((const StopIteration *)error_peek())->value;
    if (!value || is_none(value)) error_clear();
    return NULL;
}

static bool slot_hash(Obj self, intptr_t *hash)
{
    Obj found = type_lookup(type_of(self), name___hash__);
    if (!found || is_none(found)) return hash_unhashable(self, hash);
    scoped Ref result = call_found(self, found, NULL, 0);
    if (!result) return false;
    if (!is_int(result)) return raise_type_error("__hash__ method should return an integer");
    if (!int_fits(result, hash)) *hash = int_hash(result);
    if (*hash == -1) *hash = -2;
    return true;
}

static bool slot_truth(Obj self, bool *truth)
{
    scoped Ref result = ask(self, name___bool__, NULL, 0);
    if (!result) return false;
    if (!is_bool(result))
        return raise_type_error("__bool__ should return bool, returned %T", result);
    *truth = result == True_object;
    return true;
}

static bool slot_length(Obj self, size_t *length)
{
    scoped Ref result = ask(self, name___len__, NULL, 0);
    if (!result) return false;
    scoped Ref index = object_get_index(result);
    if (!index) return false;
    if (int_sign(index) < 0) return raise_value_error("__len__() should return >= 0");
    intptr_t value;
    if (!object_to_size(index, &value, &overflow_error_type)) return false;
    *length = (size_t)value;
    return true;
}

// --- more arguments

static Ref slot_format(Obj self, Obj spec)     { return ask(self, name___format__, &spec, 1); }
static Ref slot_get_item(Obj self, Obj key)    { return ask(self, name___getitem__, &key, 1); }

static Ref slot_compare(Obj self, Obj other, CompareOp op)
{
    const Obj names[] = { name___lt__, name___le__, name___eq__,
                          name___ne__, name___gt__, name___ge__ };
    Obj found = type_lookup(type_of(self), names[op]);
    if (!found) return not_implemented();
    if (likely(type_of(found)->flags & TYPE_METHOD_DESCRIPTOR))
        return call_found(self, found, &other, 1);
    scoped Ref kept = keep(found), bound = descriptor_bind(found, self, &type_of(self)->head);
    if (bound) return call1(bound, other);
    error_clear();                                 // as if it had none
    return not_implemented();
}

bool slot_set_item(Ref self, Obj key, Obj value)
{
    Obj args[] = { key, value };
    return tell(self, name___setitem__, args, 2);
}

bool slot_delete_item(Ref self, Obj key)
{
    return tell(self, name___delitem__, &key, 1);
}

static bool slot_contains(Obj self, Obj item, bool *found)
{
    Obj method = type_lookup(type_of(self), name___contains__);
    if (!method || is_none(method)) return raise_type_error("'%T' object is not a container", self);
    scoped Ref result = call_found(self, method, &item, 1);
    return result && object_truth(result, found);
}

static Ref slot_call(Obj self, const Obj *args, size_t count, Obj names)
{
    Obj found = type_lookup(type_of(self), name___call__);
    if (!found) return raise_type_error("'%T' object is not callable", self);
    if (!recursion_enter(" while calling a Python object")) return NULL;
    scoped Ref kept = keep(found);
    Ref result = NULL;
    if (likely(type_of(found)->flags & TYPE_METHOD_DESCRIPTOR)) {
        size_t total = count + (names ? tuple_length(names) : 0);
        Obj all[total + 1];
        all[0] = self;
        if (total) memcpy(all + 1, args, total * sizeof *all);
        result = call_raw(found, all, count + 1, names);
    } else {
        scoped Ref bound = descriptor_bind(found, self, &type_of(self)->head);
        if (bound) result = call_raw(bound, args, count, names);
    }
    recursion_leave();
    return result;
}

// --- attributes and descriptors

static bool slot_set_attribute(Ref self, Obj name, Obj value)
{
    Obj args[] = { name, value };
    return tell(self, name___setattr__, args, 2);
}

static bool slot_delete_attribute(Ref self, Obj name)
{
    return tell(self, name___delattr__, &name, 1);
}

/* __getattribute__, then __getattr__ for what that does not find. */
Ref slot_get_attribute(Obj self, Obj name)
{
    Type *type = type_of(self);
    Obj getter = type_lookup(type, name___getattribute__);
    Ref value = NULL;
    if (has_type(getter, &wrapper_descriptor_type)) {
        Type *owner = ((const SlotWrapper *)getter)->owner;
        if (owner->get_attribute != attribute_generic_get) value = owner->get_attribute(self, name);
        else if (!attribute_generic_find(self, name, &value)) value = NULL;
        else if (!value && !type_lookup(type, name___getattr__))
            return raise_no_attribute(self, name);
    } else {
        value = call_found(self, getter, &name, 1);
    }
    if (value || (error_pending() && !error_matches(&attribute_error_type))) return value;
    Obj hook = type_lookup(type, name___getattr__);
    if (!hook) return NULL;
    error_clear();
    return call_found(self, hook, &name, 1);
}

static Ref slot_descriptor_get(Obj self, Obj instance, Obj owner)
{
    Obj args[] = { instance ? instance : None_object, owner ? owner : None_object };
    return ask(self, name___get__, args, 2);
}

bool slot_descriptor_set(Ref self, Obj instance, Obj value)
{
    Obj args[] = { instance, value };
    return tell(self, name___set__, args, 2);
}

bool slot_descriptor_delete(Ref self, Obj instance)
{
    return tell(self, name___delete__, &instance, 1);
}

// --- numbers

static Ref operator_names[OPERATOR_COUNT], reflected_names[OPERATOR_COUNT];
static Ref in_place_names[OPERATOR_COUNT];

static void know_operators(void)
{
    if (operator_names[0]) return;
    for (int op = 0; op < OPERATOR_COUNT; op++) {
        const OperatorInfo *info = &operator_info[op];
        operator_names[op] = keep(intern(info->dunder));
        reflected_names[op] = keep(intern(info->reflected));
        if (info->in_place) in_place_names[op] = keep(intern(info->in_place));
    }
}

static Ref try_dunder(Obj self, Obj name, Obj other)
{
    Obj found = type_lookup(type_of(self), name);
    return found ? call_found(self, found, &other, 1) : not_implemented();
}

static bool is_declined(Ref result)
{
    return result == NotImplemented_object;
}

typedef Ref (*Binary)(Obj left, Obj right);

/* left op right where one or both are of classes with this slot. */
static Ref operate_by_dunders(Operator op, Binary slot, Obj left, Obj right)
{
    Type *left_type = type_of(left), *right_type = type_of(right);
    Obj reflected = reflected_names[op];
    bool try_right = left_type != right_type && right_type->binary[op] == slot;
    if (left_type->binary[op] == slot) {
        if (try_right && type_is_subtype(right_type, left_type)
            && type_lookup(left_type, reflected) != type_lookup(right_type, reflected)) {
            Ref result = try_dunder(right, reflected, left);
            if (!is_declined(result)) return result;
            drop(result);
            try_right = false;
        }
        Ref result = try_dunder(left, operator_names[op], right);
        if (!is_declined(result) || !try_right) return result;
        drop(result);
    }
    return try_right ? try_dunder(right, reflected, left) : not_implemented();
}

#define OPERATOR(name, symbol, dunder, reflected, in_place) \
    static Ref slot_##name(Obj left, Obj right) \
    { return operate_by_dunders(OP_##name, slot_##name, left, right); } \
    static Ref slot_in_place_##name(Obj self, Obj other) \
    { return try_dunder(self, in_place_names[OP_##name], other); }
#include "runtime/operators.def"
#undef OPERATOR

static Ref slot_power(Obj base, Obj exponent, Obj modulus)
{
    if (is_none(modulus)) return slot_POWER(base, exponent);
    Obj args[] = { exponent, modulus };
    if (type_of(base)->power != slot_power) return not_implemented();
    Obj found = type_lookup(type_of(base), name___pow__);
    return found ? call_found(base, found, args, 2) : not_implemented();
}

/* binary[OP_POWER] of types that have only `power`. */
Ref slot_power_binary(Obj left, Obj right)
{
    Type *types[] = { type_of(left), type_of(right) };
    for (int i = 0; i < 2; i++) {
        if (types[i]->binary[OP_POWER] != slot_power_binary) continue;
        if (i && types[0]->binary[OP_POWER] == slot_power_binary
            && types[0]->power == types[1]->power)
            continue;
        Ref result = types[i]->power(left, right, None_object);
        if (!is_declined(result)) return result;
        drop(result);
    }
    return not_implemented();
}

// --- making and unmaking instances

Ref dunder_create_raw(Type *type, const Obj *args, size_t count, Obj names)
{
    Obj found = type_lookup(type, name___new__);
    scoped Ref maker = found ? descriptor_bind(found, NULL, &type->head) : NULL;
    if (!maker) return NULL;
    size_t total = count + (names ? tuple_length(names) : 0);
    Obj all[total + 1];
    all[0] = &type->head;
    if (total) memcpy(all + 1, args, total * sizeof *all);
    return call_raw(maker, all, count + 1, names);
}

Ref dunder_create(Type *type, const Obj arg[])
{
    Obj found = type_lookup(type, name___new__);
    scoped Ref maker = found ? descriptor_bind(found, NULL, &type->head) : NULL;
    if (!maker) return NULL;
    size_t count = tuple_length(arg[0]);
    scoped Ref args = tuple_new(count + 1);
    tuple_items(args)[0] = keep(&type->head);
    for (size_t i = 0; i < count; i++) tuple_items(args)[i + 1] = keep(tuple_peek(arg[0], i));
    return call_spread(maker, args, arg[1]);
}

static bool check_none(Ref result)
{
    scoped Ref value = result;
    if (!value || is_none(value)) return value != NULL;
    return raise_type_error("__init__() should return None, not '%T'", value);
}

bool dunder_init_raw(Ref self, const Obj *args, size_t count, Obj names)
{
    Type *type = type_of(self);
    Obj found = type_lookup(type, name___init__);
    if (unlikely(!found)) return true;
    scoped Ref kept = keep(found);
    if (!(type_of(found)->flags & TYPE_METHOD_DESCRIPTOR)) {
        scoped Ref bound = descriptor_bind(found, self, &type->head);
        return bound && check_none(call_raw(bound, args, count, names));
    }
    size_t total = count + (names ? tuple_length(names) : 0);
    Obj all[total + 1];
    all[0] = self;
    if (total) memcpy(all + 1, args, total * sizeof *all);
    return check_none(call_raw(found, all, count + 1, names));
}

bool dunder_init(Ref self, const Obj arg[])
{
    Type *type = type_of(self);
    Obj found = type_lookup(type, name___init__);
    scoped Ref bound = found ? descriptor_bind(found, self, &type->head) : NULL;
    return bound && check_none(call_spread(bound, arg[0], arg[1]));
}

bool slot_finalize(Ref self)
{
    Obj found = type_lookup(type_of(self), name___del__);
    if (!found) return true;
    scoped Ref kept = keep(found);
    scoped Ref result = call_found(self, kept, NULL, 0);
    if (!result) error_report_unraisable(kept);
    return true;
}

// --- table

AnySlot dunder_slot(size_t offset)
{
    know_operators();
    switch (offset) {
#define SLOT_CASE(field, function) case offsetof(Type, field): return (AnySlot)function;
    SLOT_CASE(repr, slot_repr) SLOT_CASE(str, slot_str) SLOT_CASE(format, slot_format)
    SLOT_CASE(hash, slot_hash) SLOT_CASE(compare, slot_compare) SLOT_CASE(truth, slot_truth)
    SLOT_CASE(call, slot_call) SLOT_CASE(iterate, slot_iterate) SLOT_CASE(next, slot_next)
    SLOT_CASE(length, slot_length) SLOT_CASE(get_item, slot_get_item)
    SLOT_CASE(set_item, slot_set_item) SLOT_CASE(delete_item, slot_delete_item)
    SLOT_CASE(contains, slot_contains) SLOT_CASE(set_attribute, slot_set_attribute)
    SLOT_CASE(delete_attribute, slot_delete_attribute) SLOT_CASE(power, slot_power)
    SLOT_CASE(descriptor_get, slot_descriptor_get) SLOT_CASE(descriptor_set, slot_descriptor_set)
    SLOT_CASE(descriptor_delete, slot_descriptor_delete) SLOT_CASE(negative, slot_negative)
    SLOT_CASE(positive, slot_positive) SLOT_CASE(absolute, slot_absolute)
    SLOT_CASE(invert, slot_invert) SLOT_CASE(to_int, slot_to_int)
    SLOT_CASE(to_float, slot_to_float) SLOT_CASE(to_index, slot_to_index)
    SLOT_CASE(buffer, slot_buffer) SLOT_CASE(buffer_release, slot_buffer_release)
#define OPERATOR(name, symbol, dunder, reflected, augmented) \
    SLOT_CASE(binary[OP_##name], slot_##name) SLOT_CASE(in_place[OP_##name], slot_in_place_##name)
#include "runtime/operators.def"
#undef OPERATOR
    default: return NULL;
    }
}
