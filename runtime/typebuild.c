/* runtime/typebuild.c -- making a class: type(name, bases, namespace, **keywords).
 *   SPDX-License-Identifier: MIT */
#include "runtime/type.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/dunder.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/typebuild.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/types/weakref.h"
#include "runtime/writer.h"
#include <string.h>

Obj (*type_calling_module)(void);

/* What __slots__ asks for. */
typedef struct SlotPlan {
    bool given;               // there is a __slots__
    Ref names;                // list of str, mangled and sorted; NULL if not given
    bool dict, weakref;       // instances get attributes, weak references, on top of the base's
} SlotPlan;

// --- __slots__

static bool has_attributes(const Type *type)
{
    return type->attributes_offset || type_lookup((Type *)type, name___dict__);
}

static bool check_slot(Obj name)
{
    if (!is_str(name)) return raise_type_error("__slots__ items must be strings, not '%T'", name);
    if (!str_is_identifier(name)) return raise_type_error("__slots__ must be identifiers");
    return true;
}

/* __x in class C is _C__x. */
static Ref mangled(Obj class_name, Obj name)
{
    size_t length = str_length(name), class_length = str_length(class_name), from = 0;
    if (length < 3 || str_at(name, 0) != '_' || str_at(name, 1) != '_'
        || (str_at(name, length - 1) == '_' && str_at(name, length - 2) == '_'))
        return keep(name);
    while (from < class_length && str_at(class_name, from) == '_') from++;
    if (from == class_length) return keep(name);
    scoped Ref stripped = str_slice(class_name, from, class_length);
    return str_format("_%S%S", stripped, name);
}

/* The reference has no room for weak references behind items, but str's are elsewhere there. */
static bool has_weakref_room(const Type *base)
{
    return !base->item_size || base->flags & TYPE_STR;
}

static bool only_weakref(const Type *base, Obj names)
{
    return has_weakref_room(base) && tuple_length(names) == 1
        && str_equal(tuple_peek(names, 0), name___weakref__);
}

static bool plan_special(SlotPlan *plan, const Type *base, Obj name, bool *special)
{
    *special = true;
    if (str_equal(name, name___dict__)) {
        if (plan->dict || has_attributes(base))
            return raise_type_error("__dict__ slot disallowed: we already got one");
        plan->dict = true;
    } else if (str_equal(name, name___weakref__)) {
        if (plan->weakref || (base->flags & TYPE_WEAKREFS))
            return raise_type_error("__weakref__ slot disallowed: we already got one");
        plan->weakref = true;
    } else {
        *special = false;
    }
    return true;
}

static bool plan_slot(SlotPlan *plan, const Type *base, Obj class_name, Obj dict, Obj slot)
{
    bool special;
    if (!plan_special(plan, base, slot, &special)) return false;
    if (special) return true;
    scoped Ref name = mangled(class_name, slot);
    Obj clash = NULL;
    if (!dict_find(dict, name, &clash)) return false;
    if (clash && !str_equal(name, name___qualname__) && !str_equal(name, name___classcell__))
        return raise_value_error("%R in __slots__ conflicts with class variable", slot);
    list_append(plan->names, name);
    return true;
}

/* A slots value that is a str stands for itself; else any iterable of str. */
static Ref slot_tuple(Obj slots)
{
    return is_str(slots) ? tuple_pack(1, slots) : tuple_from(slots);
}

static bool plan_given_slots(SlotPlan *plan, const Type *base, Obj class_name, Obj dict, Obj slots)
{
    scoped Ref names = slot_tuple(slots);
    if (!names) return false;
    plan->given = true;
    plan->names = list_new(tuple_length(names));
    if (base->item_size && tuple_length(names) && !only_weakref(base, names))
        return raise_type_error("nonempty __slots__ not supported for subtype of '%N'", base);
    for (size_t i = 0; i < tuple_length(names); i++) {
        Obj slot = tuple_peek(names, i);
        if (!check_slot(slot) || !plan_slot(plan, base, class_name, dict, slot)) return false;
    }
    return list_sort(plan->names, NULL, false);
}

static bool plan_slots(SlotPlan *plan, const Type *base, Obj bases, Obj class_name, Obj dict)
{
    Obj slots = dict_peek_str(dict, name___slots__);
    bool may_weakref = !(base->flags & TYPE_WEAKREFS) && has_weakref_room(base);
    if (!slots) {
        plan->dict = !has_attributes(base);
        plan->weakref = may_weakref;
        return true;
    }
    if (!plan_given_slots(plan, base, class_name, dict, slots)) return false;
    for (size_t i = 0; i < tuple_length(bases); i++) {
        const Type *other = (const Type *)tuple_peek(bases, i);
        if (other == base) continue;
        if (has_attributes(other) && !has_attributes(base)) plan->dict = true;
        if ((other->flags & TYPE_WEAKREFS) && may_weakref) plan->weakref = true;
    }
    return true;
}

// --- layout

static Ref get_instance_dict(Obj self)             { return instance_get_dict(self); }

static bool set_instance_dict(Ref self, Obj value)
{
    return instance_set_dict(self, value);
}

static Ref get_first_weakref(Obj self)
{
    scoped Ref all = weakref_get_all(self);
    return list_length(all) ? keep(list_peek(all, 0)) : none_new();
}

static const Getter dict_row = {
    "__dict__", get_instance_dict, set_instance_dict, "dictionary for instance variables"
};
static const Getter weakref_row = {
    "__weakref__", get_first_weakref, NULL, "list of weak references to the object"
};

static void lay_out(Type *type, const SlotPlan *plan)
{
    const Type *base = type->base;
    type->size = (base->size + 7) / 8 * 8;
    type->item_size = base->item_size;
    type->attributes_offset = base->attributes_offset;
    if (plan->dict) {
        if (base->item_size) {
            type->attributes_offset = ATTRIBUTES_AT_END;
        } else {
            type->attributes_offset = type->size;
            type->size += sizeof(Attributes);
        }
        scoped Ref getter = getset_new(type, &dict_row);
        dict_set_str(type->dict, name___dict__, getter);
    }
    if (plan->weakref) {
        type->flags |= TYPE_WEAKREFS;
        scoped Ref getter = getset_new(type, &weakref_row);
        dict_set_str(type->dict, name___weakref__, getter);
    }
    size_t count = plan->names ? list_length(plan->names) : 0;
    for (size_t i = 0; i < count; i++) {
        Obj name = intern_str(list_peek(plan->names, i));
        scoped Ref member = slot_member_new(type, name, type->size);
        dict_set_str(type->dict, name, member);
        type->size += sizeof(Ref);
    }
    type->slots_size = count * sizeof(Ref);
}

// --- namespace

static bool wrap_as(Ref dict, Obj name, Type *wrapper)
{
    Obj found = dict_peek_str(dict, name);
    if (!found) return true;
    // only plain functions: what has been decorated already stays as it is
    if (!(type_of(found)->flags & TYPE_METHOD_DESCRIPTOR) || type_of(found)->descriptor_set)
        return true;
    scoped Ref wrapped = call1(&wrapper->head, found);
    if (!wrapped) return false;
    dict_set_str(dict, name, wrapped);
    return true;
}

static bool take_qualname(Type *type, Obj name)
{
    scoped Ref qualname = NULL;
    if (!dict_pop(type->dict, name___qualname__, &qualname)) return false;
    if (qualname && !is_str(qualname))
        return raise_type_error("type __qualname__ must be a str, not %T", qualname);
    type->qualname = qualname ? take(&qualname) : keep(name);
    return true;
}

/* Makes all keys that are str interned; a copy of the namespace. */
static Ref own_dict(Obj namespace)
{
    scoped Ref dict = dict_new_sized(dict_length(namespace));
    Obj key, value;
    size_t position = 0;
    while (dict_next(namespace, &position, &key, &value))
        if (!dict_set(dict, is_exact_str(key) ? intern_str(key) : key, value)) return NULL;
    return take(&dict);
}

static bool complete_dict(Type *type, Obj name)
{
    Ref dict = type->dict;
    if (!take_qualname(type, name)) return false;
    if (!dict_peek_str(dict, name___module__)) {
        Obj module = type_calling_module ? type_calling_module() : NULL;
        if (module) dict_set_str(dict, name___module__, module);
    }
    if (dict_peek_str(dict, name___eq__) && !dict_peek_str(dict, name___hash__))
        dict_set_str(dict, name___hash__, None_object);
    return wrap_as(dict, name___new__, &staticmethod_type)
        && wrap_as(dict, name___init_subclass__, &classmethod_type)
        && wrap_as(dict, name___class_getitem__, &classmethod_type);
}

static bool fill_class_cell(Type *type)
{
    scoped Ref cell = NULL;
    if (!dict_pop(type->dict, name___classcell__, &cell)) return false;
    if (!cell) return true;
    if (strcmp(type_name(cell), "cell") != 0)
        return raise_type_error("__classcell__ must be a nonlocal cell, not %R", type_of(cell));
    return attribute_set(cell, intern("cell_contents"), &type->head);
}

// --- hooks

static bool add_set_name_note(Obj value, Obj name, const Type *type)
{
    Ref pending = error_take();
    scoped Ref note = str_format("Error calling __set_name__ on '%T' instance %R in '%N'",
                                 value, name, type);
    scoped Ref done = note ? call_method1(pending, intern("add_note"), note) : NULL;
    if (!done) error_clear();
    raise_again(pending);
    return false;
}

static bool set_names(Type *type)
{
    scoped Ref snapshot = dict_copy(type->dict);
    Obj key, value;
    size_t position = 0;
    while (dict_next(snapshot, &position, &key, &value)) {
        Obj args[] = { &type->head, key };
        bool found;
        if (!type_lookup(type_of(value), name___set_name__)) continue;
        scoped Ref done = call_dunder(value, name___set_name__, args, 2, &found);
        if (!done && found) return add_set_name_note(value, key, type);
    }
    return true;
}

static bool init_subclass(Type *type, Obj keywords)
{
    scoped Ref super = super_new(type, &type->head, type);
    scoped Ref method = super ? attribute_get(super, name___init_subclass__) : NULL;
    scoped Ref done = method ? call_spread(method, tuple_empty_object, keywords) : NULL;
    return done != NULL;
}

// --- the class

static Type *allocate(Type *metaclass, Obj name, Obj bases, Type *base)
{
    Type *type = (Type *)type_allocate(metaclass, 0);
    const char *text = str_utf8_lossy(name, NULL);
    char *copy = heap_plain(strlen(text) + 1);
    strcpy(copy, text);
    type->name = copy;
    type->flags = TYPE_HEAP | TYPE_READY;
    type->base = (Type *)keep(&base->head);
    type->bases = keep(bases);
    return type;
}

// Sequence or mapping for patterns: what the first class in the MRO that is either says.
static void inherit_pattern_kind(Type *type)
{
    enum { KINDS = TYPE_SEQUENCE | TYPE_MAPPING };
    type->flags &= ~(uint32_t)KINDS;
    for (size_t i = 1; i < tuple_length(type->mro) && !(type->flags & KINDS); i++)
        type->flags |= ((Type *)tuple_peek(type->mro, i))->flags & KINDS;
}

static bool settle(Type *type, Obj keywords)
{
    if (!dict_peek_str(type->dict, name___doc__))
        dict_set_str(type->dict, name___doc__, None_object);
    type->mro = mro_compute(type);
    if (!type->mro) return false;
    type_inherit(type, type->base);
    for (size_t i = 0; i < tuple_length(type->bases); i++) {
        type_add_subclass((Type *)tuple_peek(type->bases, i), type);
    }
    inherit_pattern_kind(type);
    if (!dict_peek_str(type->dict, name___doc__))         // not even a slot of that name
        dict_set_str(type->dict, name___doc__, None_object);
    type_modified(type);
    dunder_fill(type, NULL);
    return fill_class_cell(type) && set_names(type) && init_subclass(type, keywords);
}

static Ref build(Type *metaclass, Obj name, Obj bases, Obj namespace, Obj keywords)
{
    Type *base = type_best_base(bases);
    if (!base) return NULL;
    Ref made = &allocate(metaclass, name, bases, base)->head;
    scoped Ref class = made;
    Type *type = (Type *)class;
    type->dict = own_dict(namespace);
    if (!type->dict || !complete_dict(type, name)) return NULL;
    SlotPlan plan = { 0 };
    bool planned = plan_slots(&plan, base, bases, name, type->dict);
    if (planned) lay_out(type, &plan);
    if (!dict_peek_str(type->dict, name___doc__))      // it may be a slot now
        dict_set_str(type->dict, name___doc__, None_object);
    drop_or_null(plan.names);
    if (!planned || !settle(type, keywords)) return NULL;
    return take(&class);
}

static bool check_bases(Obj bases)
{
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Obj base = tuple_peek(bases, i);
        bool has = false;
        if (is_type(base)) continue;
        if (!attribute_has(base, name___mro_entries__, &has)) return false;
        if (has)
            return raise_type_error("type() doesn't support MRO entry resolution; "
                                    "use types.new_class()");
    }
    return true;
}

static Ref call_other_metaclass(Type *winner, Obj name, Obj bases, Obj namespace, Obj keywords)
{
    scoped Ref args = tuple_pack(4, &winner->head, name, bases, namespace);
    scoped Ref maker = attribute_get(&winner->head, name___new__);
    return maker ? call_spread(maker, args, keywords) : NULL;
}

Ref type_new(Type *metaclass, Obj name, Obj bases, Obj namespace, Obj keywords)
{
    if (!check_bases(bases)) return NULL;
    Type *winner = type_winner(metaclass, bases);
    if (!winner) return NULL;
    if (winner != metaclass && winner->create != type_type.create)
        return call_other_metaclass(winner, name, bases, namespace, keywords);
    for (size_t i = 0; i < str_length(name); i++)
        if (!str_at(name, i))
            return raise_value_error("type name must not contain null characters");
    scoped Ref all_bases = tuple_length(bases) ? keep(bases) : tuple_pack(1, &object_type.head);
    return build(winner, name, all_bases, namespace, keywords);
}

// --- the end of a class

void type_destroy(Ref self)
{
    Type *type = (Type *)self;
    if (type->name) heap_plain_free((char *)type->name, strlen(type->name) + 1);
    drop_or_null(take(&type->bases));
    drop_or_null(take(&type->mro));
    drop_or_null(take(&type->dict));
    drop_or_null(take(&type->subclasses));
    drop_or_null(take(&type->qualname));
    drop_or_null(take(&type->match_args));
    if (type->base) drop(&type->base->head);
}

void type_visit(Obj self, Visit visit, void *context)
{
    const Type *type = (const Type *)self;
    Ref held[] = { type->bases, type->mro, type->dict, type->subclasses, type->qualname,
                   type->match_args, type->base ? (Ref)&type->base->head : NULL };
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        if (held[i]) visit(held[i], context);
}
