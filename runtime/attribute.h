/* runtime/attribute.h -- getattr, setattr, descriptors, the generic slots.
 * Read after: type.h.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

/* object.name; `name` is a str (interned or not). */
MAY_RAISE Ref attribute_get(Obj object, Obj name);
/* As attribute_get, but a missing attribute gives true and *value NULL; other errors false. */
MAY_RAISE bool attribute_find(Obj object, Obj name, Ref *value);
MAY_RAISE bool attribute_set(Obj object, Obj name, Obj value);
MAY_RAISE bool attribute_delete(Obj object, Obj name);
// MAY_RAISE for other errors than AttributeError
bool attribute_has(Obj object, Obj name, bool *has);

/* Generic slots (object's): data descriptor, instance attributes, class attribute. */
MAY_RAISE Ref attribute_generic_get(Obj self, Obj name);
/* As attribute_generic_get, but a missing attribute gives true and *value NULL. */
MAY_RAISE bool attribute_generic_find(Obj self, Obj name, Ref *value);
MAY_RAISE bool attribute_generic_set(Ref self, Obj name, Obj value);
MAY_RAISE bool attribute_generic_delete(Ref self, Obj name);
/* type's slots: the metatype's data descriptors, the MRO, the metatype. */
MAY_RAISE Ref attribute_type_get(Obj self, Obj name);

/* type(object).name bound to object (dunder lookup); NULL without exception: not there. */
Ref attribute_special(Obj object, Obj name);
/* For method calls: the function found on the class with *bound false (call it with the object as
 * first argument), or an attribute value with *bound true (call it as it is). New reference. */
MAY_RAISE Ref attribute_method(Obj object, Obj name, bool *bound);
/* descriptor.__get__ or the object itself; new reference. */
MAY_RAISE Ref descriptor_bind(Obj descriptor, Obj instance, Obj owner);
