/* runtime/instance.h -- attributes of instances: shapes, values, and __dict__ on demand.
 * Read after: type.h.   SPDX-License-Identifier: MIT
 *
 * Instances whose attributes were set in the same order share a Shape, which maps a name to an
 * index; the values stand in an array. An inline cache needs one comparison (shape) and one load.
 * A shape belongs to one class: objects with the same shape are of the same class.
 * When somebody asks for __dict__ (or deletes an attribute, or sets too many), a real dict
 * takes the place of the values, and the shape becomes NULL.
 */
#pragma once
#include "runtime/type.h"

typedef struct Shape {
    uint32_t count;           // names so far
    uint32_t capacity;        // values that an instance with this shape has room for
    uint32_t offspring;       // of the first shape: all that were made behind it
    Obj name;                 // the last name; interned, NULL in the first shape
    struct Shape *parent;     // the shape without it
    struct Shape *next;       // siblings: other shapes made from the same parent
    struct Shape *child;      // shapes made from this one
    Obj *names;               // all `count` of them, by index (shared with the parent where it can)
} Shape;

typedef struct Attributes {
    Shape *shape;             // NULL: `dict` holds the attributes
    union {
        Ref *values;          // shape->count owned values, room for shape->capacity; NULL if 0
        Ref dict;             // dict, or NULL while there are no attributes
    };
} Attributes;

/* An instance of a plain class. */
typedef struct Instance { Object head; Attributes attributes; } Instance;

#define SHAPE_LIMIT 64        // more attributes than this go to a dict

/* Where self's attributes are; NULL if its type has none. */
Attributes *instance_attributes(Obj self);
/* Index of an interned name; -1: not there. */
int shape_find(const Shape *shape, Obj name);
/* The shape of instances without attributes; the one after adding a name (NULL: too many). */
Shape *shape_first(Type *type);
Shape *shape_with(Shape *shape, Obj name);
/* Appends the attribute by which `to` is longer than the shape now. */
void instance_add(Attributes *attributes, Shape *to, Obj value);
Obj  instance_peek(Obj self, Obj name);                 // borrowed; NULL: not there
// value NULL: delete, AttributeError if it is not there
MAY_RAISE bool instance_set(Ref self, Obj name, Obj value);
/* __dict__: made now if need be; a new reference. NULL + AttributeError if the type has none. */
MAY_RAISE Ref instance_get_dict(Obj self);
MAY_RAISE bool instance_set_dict(Ref self, Obj dict);
void instance_clear(Ref self);                          // drops all attributes (destroy)
void instance_visit(Obj self, Visit visit, void *context);
