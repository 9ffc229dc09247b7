/* vm/fast.h -- the loop's short cuts: what common operands need, without a call.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/iterate_fast.h"
#include "runtime/packed.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict_fast.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/range.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/generator.h"
#include "vm/site.h"

static inline intptr_t floor_divide(intptr_t a, intptr_t b)     // b > 0
{
    intptr_t quotient = a / b;
    return quotient - (a % b < 0);
}
static inline intptr_t floor_modulo(intptr_t a, intptr_t b)     // b > 0
{
    intptr_t rest = a % b;
    return rest < 0 ? rest + b : rest;
}

/* list[int], tuple[int] within bounds; NULL without an exception: not such a case. */
static inline Ref get_item_fast(Obj x, Obj key)
{
    if (is_small(x) || !is_small(key)) return NULL;
    size_t index = (size_t)small_value(key);
    if (x->type == &list_type) {
        const List *list = (const List *)x;
        if (unlikely(small_value(key) < 0)) index += list->length;
        if (likely(index < list->length)) return keep(list->items[index]);
    } else if (x->type == &tuple_type) {
        if (unlikely(small_value(key) < 0)) index += tuple_length(x);
        if (likely(index < tuple_length(x))) return keep(tuple_peek(x, index));
    }
    return NULL;
}
/* The rest of x[key]: dict, str and packed numbers directly, else the protocol. */
MAY_RAISE static inline Ref get_item(Obj x, Obj key)
{
    if (has_type(x, &dict_type)) {
        const DictEntry *entry = dict_glance(x, key);
        if (likely(entry != NULL)) return keep(entry->value);
        Obj value;
        if (!dict_find(x, key, &value)) return NULL;
        if (likely(value != NULL)) return keep(value);
    } else if (has_type(x, &str_type) && is_small(key)) {
        size_t index = (size_t)small_value(key);
        if (small_value(key) < 0) index += str_length(x);
        if (likely(index < str_length(x))) return str_from_char(str_at(x, index));
    } else if (has_type(x, &bytes_type) && is_small(key)) {
        size_t index = (size_t)small_value(key);
        if (likely(index < bytes_length(x))) return small_int((uint8_t)bytes_data(x)[index]);
    } else if (is_small(key)) {
        Ref item = packed_get(x, small_value(key));
        if (item) return item;
    } else if (has_type(key, &tuple_type) && tuple_length(key) == 2
               && is_small(tuple_peek(key, 0)) && is_small(tuple_peek(key, 1))) {
        Ref item = packed_get2(x, small_value(tuple_peek(key, 0)), small_value(tuple_peek(key, 1)));
        if (item) return item;
    }
    return object_get_item(x, key);
}
MAY_RAISE static inline bool set_item(Obj x, Obj key, Obj value)
{
    if (has_type(x, &dict_type)) {
        DictEntry *entry = dict_glance(x, key);
        if (!entry) return dict_set((Ref)x, key, value);
        replace(&entry->value, keep(value));
        return true;
    }
    if (is_small(key) && packed_set(x, small_value(key), value)) return true;
    return object_set_item(x, key, value);
}
MAY_RAISE static inline bool truth_of(Obj x, bool *truth)
{
    if (is_small(x)) { *truth = small_value(x) != 0; return true; }
    if (x == True_object) { *truth = true; return true; }
    if (x->type == &list_type) { *truth = list_length(x) != 0; return true; }
    if (x->type == &str_type) { *truth = str_length(x) != 0; return true; }
    return object_truth(x, truth);
}
MAY_RAISE static inline bool contains(Obj container, Obj item, bool *found)
{
    if (has_type(container, &dict_type)) {
        if ((*found = dict_glance(container, item) != NULL)) return true;
        Obj value;
        if (!dict_find(container, item, &value)) return false;
        *found = value != NULL;
        return true;
    }
    if (has_type(container, &set_type)) return set_contains_any(container, item, found);
    return object_contains(container, item, found);
}
MAY_RAISE static inline bool compare_truth_fast(Obj x, Obj y, CompareOp op, bool *holds)
{
    if (has_type(x, &str_type) && has_type(y, &str_type)) {
        *holds = str_holds(x, y, op);
        return true;
    }
    return compare_truth(x, y, op, holds);
}

/* Inline-cache hits other than SITE_VALUE, version already equal; NULL: miss. New reference. */
static inline Ref site_hit_attribute(const Site *site, Obj x, const Type *type)
{
    switch (site->kind) {
    case SITE_CLASS: {
        const Attributes *attributes = (const Attributes *)((char *)x + type->attributes_offset);
        return attributes->shape == site->shape ? keep(site->value) : NULL;
    }
    case SITE_TYPE:
        return type_of(site->value)->descriptor_get ? NULL : keep(site->value);
    case SITE_MEMBER: {
        Ref value = *(Ref *)((char *)x + site->index);
        return value ? keep(value) : NULL;
    }
    default:
        return NULL;
    }
}
/* Hits where the object itself is a module or a class. */
static inline Ref site_hit_other(const Site *site, Obj x, const Type *type)
{
    if (site->kind == SITE_MODULE && type == &module_type) {
        const Dict *dict = (const Dict *)module_dict(x);
        if (dict->version == site->version) return keep(dict->entries[site->index].value);
    } else if (site->kind == SITE_OF_TYPE && (type->flags & TYPE_TYPE)) {
        if (((const Type *)x)->version == site->version) return keep(site->value);
    }
    return NULL;
}
static inline bool site_hit_method(const Site *site, Obj x, const Type *type)
{
    if (site->kind == SITE_TYPE) return true;
    if (site->kind != SITE_CLASS) return false;
    const Attributes *attributes = (const Attributes *)((char *)x + type->attributes_offset);
    return attributes->shape == site->shape;
}
/* An instance's own attribute, by far the most frequent case; NULL: ask site_hit. New reference. */
static inline Ref site_hit_value(const Site *site, Obj x)
{
    const Type *type = type_of(x);
    if (unlikely(site->version != type->version || site->kind != SITE_VALUE)) return NULL;
    const Attributes *attributes = (const Attributes *)((char *)x + type->attributes_offset);
    return likely(attributes->shape == site->shape) ? keep(attributes->values[site->index]) : NULL;
}
/* LOAD_ATTR where the cache knows the answer; NULL: miss. New reference. */
static inline Ref site_hit(const Site *site, Obj x)
{
    const Type *type = type_of(x);
    if (unlikely(site->version != type->version)) return site_hit_other(site, x, type);
    if (unlikely(site->kind != SITE_VALUE)) return site_hit_attribute(site, x, type);
    const Attributes *attributes = (const Attributes *)((char *)x + type->attributes_offset);
    return likely(attributes->shape == site->shape) ? keep(attributes->values[site->index]) : NULL;
}
/* STORE_ATTR of a known attribute, of a new one with room for it, or of a slot. Keeps value. */
static inline bool site_hit_store(const Site *site, Obj x, Obj value)
{
    const Type *type = type_of(x);
    if (unlikely(site->version != type->version)) return false;
    if (site->kind == SITE_MEMBER) {
        replace((Ref *)((char *)x + site->index), keep(value));
        return true;
    }
    if (site->kind != SITE_VALUE && site->kind != SITE_ADD) return false;
    Attributes *attributes = (Attributes *)((char *)x + type->attributes_offset);
    if (unlikely(attributes->shape != site->shape)) return false;
    if (site->kind == SITE_VALUE) {
        replace(&attributes->values[site->index], keep(value));
        return true;
    }
    if (site->index >= site->shape->capacity || site->next_shape->capacity != site->shape->capacity)
        return false;
    attributes->values[site->index] = keep(value);
    attributes->shape = site->next_shape;
    return true;
}
/* list[int] = value within bounds. Keeps value. */
static inline bool set_item_fast(Obj x, Obj key, Obj value)
{
    if (!has_type(x, &list_type) || !is_small(key)) return false;
    List *list = (List *)x;
    size_t index = (size_t)small_value(key);
    if (unlikely(small_value(key) < 0)) index += list->length;
    if (unlikely(index >= list->length)) return false;
    replace(&list->items[index], keep(value));
    return true;
}

/* --- iteration --- */

/* *value NULL: exhausted. */
MAY_RAISE static inline bool next_slow(Obj iterator, Ref *value)
{
    *value = iterator->type->next(iterator);
    return likely(*value != NULL) || !error_pending() || error_clear_if(&stop_iteration_type);
}
static inline bool is_ready_generator(Obj iterator)
{
    return iterator->type == &generator_type && ((Generator *)iterator)->state <= GENERATOR_SUSPENDED;
}

/* The items of an exact tuple or list of just that many into out[]; false: not such a case. */
static inline bool unpack_fast(Obj x, Ref *out, size_t count)
{
    const Ref *items;
    if (has_type(x, &tuple_type)) {
        if (unlikely(tuple_length(x) != count)) return false;
        items = tuple_items(x);
    } else if (has_type(x, &list_type)) {
        if (unlikely(list_length(x) != count)) return false;
        items = ((const List *)x)->items;
    } else {
        return false;
    }
    for (size_t i = 0; i < count; i++) out[i] = keep(items[i]);
    return true;
}
