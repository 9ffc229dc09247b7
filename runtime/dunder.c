/* runtime/dunder.c -- the table of dunders; publishing slots and filling them.
 *   SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/dunder.h"
#include "runtime/iterate.h"
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A dunder and the slot it stands for. Rows of one slot are neighbours. */
typedef struct Dunder { SlotRow row; size_t offset; Ref name; } Dunder;

enum { OPERATOR_ROWS = OPERATOR_COUNT * 3 };
static Dunder table[OPERATOR_ROWS + 64];
static size_t row_count;

static void add_row(const char *signature, size_t offset,
                    Ref (*call)(const SlotWrapper *, const Obj[]),
                    Ref (*raw)(const SlotWrapper *, const Obj *, size_t, Obj),
                    int which, const char *doc)
{
    Dunder *dunder = &table[row_count++];
    dunder->row = (SlotRow){ signature, call, raw, doc, which };
    dunder->offset = offset;
    dunder->name = keep(intern_utf8(signature, strcspn(signature, "(")));
}

static void add_operator_row(Operator op, const char *dunder, size_t offset,
                             Ref (*call)(const SlotWrapper *, const Obj[]), const char *doc)
{
    char *text;
    if (asprintf(&text, "%s(self, value, /)", dunder) < 0) abort();
    add_row(text, offset, call, NULL, (int)op, doc);
}

static void build_table(void)
{
    if (row_count) return;
#define OPERATOR(name, symbol, dunder, reflected, augmented) \
    add_operator_row(OP_##name, dunder, offsetof(Type, binary[OP_##name]), wrap_binary, \
                     "Return self" symbol "value."); \
    add_operator_row(OP_##name, reflected, offsetof(Type, binary[OP_##name]), \
                     wrap_binary_reflected, "Return value" symbol "self.");
#include "runtime/operators.def"
#undef OPERATOR
    for (int op = 0; op < OPERATOR_COUNT; op++)
        if (operator_info[op].in_place)
            add_operator_row((Operator)op, operator_info[op].in_place, offsetof(Type, in_place[op]),
                             wrap_in_place, NULL);
#define OP(field) (int)offsetof(Type, field)
#define DUNDER(field, signature, call, which, doc) \
    add_row(signature, offsetof(Type, field), wrap_##call, NULL, which, doc);
#define DUNDER_RAW(field, signature, call, doc) \
    add_row(signature, offsetof(Type, field), NULL, wrap_##call, 0, doc);
#include "runtime/dunders.def"
#undef DUNDER
#undef DUNDER_RAW
#undef OP
}

static inline AnySlot *slot_at(const Type *type, size_t offset)
{
    return (AnySlot *)((char *)type + offset);
}

// --- publishing

static bool defines(const Type *type, const Dunder *dunder)
{
    if (dunder->offset == offsetof(Type, get_item) && type->item) return true;
    if (dunder->offset == offsetof(Type, binary[OP_POWER])
        && type->binary[OP_POWER] == slot_power_binary) return false;
    if (dunder->offset == offsetof(Type, hash) && type->hash == hash_unhashable) return false;
    return *slot_at(type, dunder->offset) != NULL;
}

static void publish_new(Type *type)
{
    if (!type->create || (type->flags & TYPE_NO_CREATE)) return;
    scoped Ref descriptor = builtin_new_method(dunder_new_row, type);
    scoped Ref bound = builtin_bind(descriptor, &type->head);
    dict_set_str(type->dict, name___new__, bound);
}

void dunder_publish(Type *type)
{
    build_table();
    if (type->power && !type->binary[OP_POWER]) type->binary[OP_POWER] = slot_power_binary;
    for (size_t i = 0; i < row_count; i++) {
        if (!defines(type, &table[i]) || dict_peek_str(type->dict, table[i].name)) continue;
        scoped Ref wrapper = slot_wrapper_new(type, &table[i].row);
        dict_set_str(type->dict, table[i].name, wrapper);
    }
    publish_new(type);
}

// --- filling

static Dunder *dunder_of(Obj wrapper)
{
    return (Dunder *)((const SlotWrapper *)wrapper)->row;
}

/* Is the wrapper one for this slot? A type with only `power` has binary[OP_POWER] by it. */
static bool stands_for(Obj wrapper, size_t offset)
{
    size_t own = dunder_of(wrapper)->offset;
    return own == offset
        || (own == offsetof(Type, power) && offset == offsetof(Type, binary[OP_POWER]));
}

/* The builtin type whose slot an attribute is under the dunder's own name; NULL: it is none. */
static Type *slot_owner(Obj found, const Dunder *dunder)
{
    if (has_type(found, &wrapper_descriptor_type))
        return dunder_of(found)->name == dunder->name ? ((const SlotWrapper *)found)->owner : NULL;
    if (dunder->offset != offsetof(Type, format) || !has_type(found, &method_descriptor_type))
        return NULL;
    const Builtin *method = (const Builtin *)found;       // __format__ is a plain method
    return method->params->short_name == dunder->name ? method->owner : NULL;
}

/* The slot at table[from..to): that of a builtin base if all its dunders are that base's. */
static void fill_slot(Type *type, size_t from, size_t to)
{
    size_t offset = table[from].offset;
    AnySlot direct = NULL, *slot = slot_at(type, offset);
    bool by_name = false;
    for (size_t i = from; i < to; i++) {
        Obj found = type_lookup(type, table[i].name);
        if (!found) continue;
        Type *owner = slot_owner(found, &table[i]);
        if (!owner) {
            by_name = true;
            continue;
        }
        bool inherited = type_is_subtype(type, owner);
        if (inherited && has_type(found, &wrapper_descriptor_type) && !stands_for(found, offset))
            continue;
        if (!inherited || (direct && direct != *slot_at(owner, offset))) by_name = true;
        else direct = *slot_at(owner, offset);
    }
    *slot = by_name ? dunder_slot(offset) : direct;
    if (offset == offsetof(Type, next) && !*slot) *slot = (AnySlot)next_missing;
    if (offset == offsetof(Type, hash)) {
        Obj found = type_lookup(type, name___hash__);
        if (!found || is_none(found)) type->hash = hash_unhashable;
    }
}

/* Slots that come in pairs raise AttributeError for the half that a class leaves out. */
static void fill_pairs(Type *type)
{
    if (type->set_item == slot_set_item && !type->delete_item) type->delete_item = slot_delete_item;
    if (type->delete_item == slot_delete_item && !type->set_item) type->set_item = slot_set_item;
    if (type->descriptor_set == slot_descriptor_set && !type->descriptor_delete)
        type->descriptor_delete = slot_descriptor_delete;
    if (type->descriptor_delete == slot_descriptor_delete && !type->descriptor_set)
        type->descriptor_set = slot_descriptor_set;
    AnySlot by_name = dunder_slot(offsetof(Type, get_item));
    if (!type->get_item || *slot_at(type, offsetof(Type, get_item)) == by_name) {
        Obj found = type_lookup(type, name___getitem__);
        bool inherited = found && has_type(found, &wrapper_descriptor_type)
                      && type_is_subtype(type, ((const SlotWrapper *)found)->owner);
        type->item = inherited ? ((const SlotWrapper *)found)->owner->item : NULL;
    }
}

static void fill_create(Type *type)
{
    Obj found = type_lookup(type, name___new__);
    Type *owner = NULL;
    if (found && has_type(found, &builtin_type)
        && ((const Builtin *)found)->method == dunder_new_row)
        owner = (Type *)((const Builtin *)found)->self;
    type->create = owner ? owner->create : found ? dunder_create : NULL;
    type->create_params = owner ? owner->create_params : NULL;
    type->signature = owner ? owner->signature : NULL;
}

static void fill_init(Type *type)
{
    Obj found = type_lookup(type, name___init__);
    Type *owner = NULL;
    if (found && has_type(found, &wrapper_descriptor_type)
        && type_is_subtype(type, ((const SlotWrapper *)found)->owner))
        owner = ((const SlotWrapper *)found)->owner;
    type->init = owner ? owner->init : found ? dunder_init : NULL;
    type->init_params = owner ? owner->init_params : NULL;
    type->init_signature = owner ? owner->init_signature : NULL;
    bool plain = type->init == dunder_init && type->create == object_create
              && !(type->flags & TYPE_ABSTRACT)
              && (type_of(found)->flags & TYPE_METHOD_DESCRIPTOR);
    type->init_function = plain ? (Ref)found : NULL;
}

static void fill_attributes(Type *type)
{
    Obj getter = type_lookup(type, name___getattribute__);
    bool direct = getter && has_type(getter, &wrapper_descriptor_type)
               && type_is_subtype(type, ((const SlotWrapper *)getter)->owner)
               && !type_lookup(type, name___getattr__);
    type->get_attribute = direct ? ((const SlotWrapper *)getter)->owner->get_attribute
                                 : slot_get_attribute;
    if (type->get_attribute == attribute_generic_get) type->flags |= TYPE_PLAIN_ATTRIBUTES;
    else type->flags &= ~(uint32_t)TYPE_PLAIN_ATTRIBUTES;
}

static void fill_others(Type *type)
{
    fill_pairs(type);
    fill_create(type);
    fill_init(type);
    fill_attributes(type);
    if (type_lookup(type, name___del__)) {
        type->finalize = slot_finalize;
        type->flags |= TYPE_HAS_DEL;
    } else if (type->finalize == slot_finalize) {
        type->finalize = NULL;
        type->flags &= ~(uint32_t)TYPE_HAS_DEL;
    }
}

static bool concerns(size_t from, size_t to, Obj name)
{
    for (size_t i = from; i < to; i++)
        if (!name || table[i].name == name) return true;
    return false;
}

void dunder_fill(Type *type, Obj name)
{
    if (!(type->flags & TYPE_HEAP)) return;
    for (size_t from = 0, to; from < row_count; from = to) {
        for (to = from; to < row_count && table[to].offset == table[from].offset; to++) { }
        if (concerns(from, to, name)) fill_slot(type, from, to);
    }
    fill_others(type);
    if (!type->subclasses || !list_length(type->subclasses)) return;
    scoped Ref subclasses = type_get_subclasses(type);
    for (size_t i = 0; i < list_length(subclasses); i++)
        dunder_fill((Type *)list_peek(subclasses, i), name);
}
