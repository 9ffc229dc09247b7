/* runtime/instance.c -- attributes of instances: shapes, values, and __dict__ on demand.
 *   SPDX-License-Identifier: MIT
 *
 * Shapes are never freed by hand: they hang from their class, and from the inline caches that
 * remember them, and go with the last of these.
 */
#include "runtime/instance.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"
#include <string.h>

enum { FIRST_ROOM = 4, SEARCH_LIMIT = 8, SIBLING_LIMIT = 64, OFFSPRING_LIMIT = 2000,
        CACHE_SIZE = 1024 };

/* Where names of long shapes were found. */
typedef struct ShapeCache { const Shape *shape; Obj name; int index; } ShapeCache;
static ShapeCache shape_cache[CACHE_SIZE];

static uint32_t room_for(uint32_t count)
{
    uint32_t room = count ? FIRST_ROOM : 0;
    while (room < count) room *= 2;
    return room;
}

Attributes *instance_attributes(Obj self)
{
    if (is_small(self)) return NULL;
    size_t offset = self->type->attributes_offset;
    if (!offset) return NULL;
    if (offset == ATTRIBUTES_AT_END) offset = heap_block_size(self) - sizeof(Attributes);
    return (Attributes *)((char *)self + offset);
}

// --- shapes

static Shape *shape_new(Shape *parent, Obj name)
{
    Shape *shape = heap_scanned(sizeof *shape);
    if (!parent) return shape;
    shape->count = parent->count + 1;
    shape->capacity = room_for(shape->count);
    shape->name = name;
    shape->parent = parent;
    shape->names = parent->names;
    if (shape->capacity != parent->capacity || parent->names[parent->count]) {
        shape->names = heap_scanned(shape->capacity * sizeof *shape->names);
        if (parent->count)
            memcpy(shape->names, parent->names, parent->count * sizeof *shape->names);
    }
    shape->names[parent->count] = name;
    shape->next = parent->child;
    parent->child = shape;
    return shape;
}

Shape *shape_first(Type *type)
{
    if (!type->shape) type->shape = shape_new(NULL, NULL);
    return type->shape;
}

static bool may_have_child(const Shape *parent)
{
    Shape *first = (Shape *)parent;
    while (first->parent) first = first->parent;
    if (parent->count >= SHAPE_LIMIT || first->offspring >= OFFSPRING_LIMIT) return false;
    first->offspring++;
    return true;
}

Shape *shape_with(Shape *parent, Obj name)
{
    int siblings = 0;
    for (Shape *s = parent->child; s; s = s->next, siblings++)
        if (s->name == name) return s;
    // many names behind the same ones, or in any order: these objects are used as dicts
    return siblings < SIBLING_LIMIT && may_have_child(parent) ? shape_new(parent, name) : NULL;
}

static int search(const Shape *shape, Obj name)
{
    for (uint32_t i = 0; i < shape->count; i++)
        if (shape->names[i] == name) return (int)i;
    return -1;
}

int shape_find(const Shape *shape, Obj name)
{
    if (shape->count <= SEARCH_LIMIT) return search(shape, name);
    ShapeCache *entry = &shape_cache[((uintptr_t)shape >> 4 ^ (uintptr_t)name >> 4) % CACHE_SIZE];
    if (entry->shape != shape || entry->name != name)
        *entry = (ShapeCache){ shape, name, search(shape, name) };
    return entry->index;
}

// --- values

static void free_values(const Shape *shape, Ref *values)
{
    heap_scanned_free(values, shape->capacity * sizeof *values);
}

/* Replaces shape and values by a dict with the same attributes. */
static void change_to_dict(Attributes *attributes)
{
    Shape *shape = attributes->shape;
    if (!shape) {
        if (!attributes->dict) attributes->dict = dict_new();
        return;
    }
    Ref *values = attributes->values;
    Ref dict = dict_new_sized(shape->count);
    for (uint32_t i = 0; i < shape->count; i++) dict_set_str(dict, shape->names[i], values[i]);
    attributes->shape = NULL;
    attributes->dict = dict;
    for (uint32_t i = 0; i < shape->count; i++) drop(values[i]);
    free_values(shape, values);
}

void instance_add(Attributes *attributes, Shape *to, Obj value)
{
    Shape *from = attributes->shape;
    if (to->capacity != from->capacity)
        attributes->values = heap_scanned_resize(attributes->values,
                                                 from->capacity * sizeof(Ref),
                                                 to->capacity * sizeof(Ref));
    attributes->values[from->count] = keep(value);
    attributes->shape = to;
}

static bool delete_value(Obj self, Attributes *attributes, Obj name)
{
    Shape *shape = attributes->shape;
    if (shape) {
        int at = shape_find(shape, name);
        if (at < 0) return raise_no_attribute(self, name);
        if (at + 1 == (int)shape->count && shape->parent->capacity == shape->capacity) {
            attributes->shape = shape->parent;
            drop(take(&attributes->values[at]));
            return true;
        }
        change_to_dict(attributes);
    }
    bool found = false;
    if (attributes->dict) {
        scoped Ref dict = keep(attributes->dict);
        if (!dict_delete(dict, name, &found)) return false;
    }
    if (!found) return raise_no_attribute(self, name);
    return true;
}

Obj instance_peek(Obj self, Obj name)
{
    Attributes *attributes = instance_attributes(self);
    if (!attributes) return NULL;
    if (attributes->shape) {
        int at = shape_find(attributes->shape, name);
        return at < 0 ? NULL : attributes->values[at];
    }
    return attributes->dict ? dict_peek_str(attributes->dict, name) : NULL;
}

bool instance_set(Ref self, Obj name, Obj value)
{
    Attributes *attributes = instance_attributes(self);
    if (!attributes) return raise_no_attribute(self, name);
    if (!value) return delete_value(self, attributes, name);
    if (!attributes->shape && !attributes->dict) attributes->shape = shape_first(self->type);
    if (attributes->shape) {
        int at = shape_find(attributes->shape, name);
        if (at >= 0) {
            replace(&attributes->values[at], keep(value));
            return true;
        }
        Shape *to = shape_with(attributes->shape, name);
        if (to) {
            instance_add(attributes, to, value);
            return true;
        }
        change_to_dict(attributes);
    }
    scoped Ref dict = keep(attributes->dict);
    return dict_set(dict, name, value);
}

// --- the whole

Ref instance_get_dict(Obj self)
{
    Attributes *attributes = instance_attributes(self);
    if (!attributes) return raise_no_attribute(self, name___dict__);
    change_to_dict(attributes);
    return keep(attributes->dict);
}

bool instance_set_dict(Ref self, Obj dict)
{
    Attributes *attributes = instance_attributes(self);
    if (!attributes) return raise_no_attribute(self, name___dict__);
    if (dict && !is_dict(dict))
        return raise_type_error("__dict__ must be set to a dictionary, not a '%T'", dict);
    scoped Ref given = dict ? keep(dict) : dict_new();
    instance_clear(self);
    replace(&attributes->dict, take(&given));
    return true;
}

void instance_clear(Ref self)
{
    Attributes *attributes = instance_attributes(self);
    Attributes old = *attributes;
    *attributes = (Attributes){ 0 };
    if (!old.shape) {
        drop_or_null(old.dict);
        return;
    }
    for (uint32_t i = 0; i < old.shape->count; i++) drop(old.values[i]);
    free_values(old.shape, old.values);
}

void instance_visit(Obj self, Visit visit, void *context)
{
    Attributes *attributes = instance_attributes(self);
    Shape *shape = attributes->shape;
    if (!shape) {
        if (attributes->dict) visit(attributes->dict, context);
        return;
    }
    for (uint32_t i = 0; i < shape->count; i++) visit(attributes->values[i], context);
}
