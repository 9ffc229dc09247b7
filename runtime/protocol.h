/* runtime/protocol.h -- what every object may be asked: repr, str, hash, len, truth, items, numbers.
 * Read after: type.h.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

MAY_RAISE Ref  object_repr(Obj x);                     // str; checks that __repr__ returned one
MAY_RAISE Ref  object_str(Obj x);
MAY_RAISE Ref  object_ascii(Obj x);
MAY_RAISE Ref  object_format(Obj x, Obj spec);         // spec: str or NULL
MAY_RAISE bool object_hash(Obj x, intptr_t *hash);
MAY_RAISE bool object_truth(Obj x, bool *result);
MAY_RAISE bool object_length(Obj x, size_t *length);   // "object of type 'int' has no len()"
MAY_RAISE bool object_contains(Obj container, Obj item, bool *found);
MAY_RAISE Ref  object_get_item(Obj x, Obj key);        // x[key], __class_getitem__ included
/* x[index] for iteration, index >= 0: by the slot `item` where there is one. */
MAY_RAISE Ref  object_get_item_at(Obj x, intptr_t index);
MAY_RAISE bool object_set_item(Obj x, Obj key, Obj value);
MAY_RAISE bool object_delete_item(Obj x, Obj key);
MAY_RAISE Ref  object_get_slice(Obj x, Obj start, Obj stop);
MAY_RAISE Ref  object_dir(Obj x);                      // sorted list of names
MAY_RAISE bool object_is_instance(Obj x, Obj class_or_tuple, bool *result);   // honours __instancecheck__
MAY_RAISE bool object_is_subclass(Obj type, Obj class_or_tuple, bool *result);
/* The same without __instancecheck__ and __subclasscheck__: what type's own methods answer. */
MAY_RAISE bool object_is_real_instance(Obj x, Obj class, bool *result);
MAY_RAISE bool object_is_real_subclass(Obj type, Obj class, bool *result);

/* Does it count as a sequence where none of its slots decides? (classes and modules' types do) */
bool type_is_sequence_like(const Type *type);
/* __index__: any int, or "'x' object cannot be interpreted as an integer". */
MAY_RAISE Ref  object_get_index(Obj x);
/* As a C integer; OverflowError/IndexError "cannot fit 'int' into an index-sized integer". */
MAY_RAISE bool object_to_size(Obj x, intptr_t *value, Type *overflow);   // overflow NULL: clip
/* An argument of C type Py_ssize_t or int, as CPython says it in its messages. */
MAY_RAISE bool argument_to_size(Obj x, intptr_t *value);
MAY_RAISE bool argument_to_int(Obj x, int *value);
MAY_RAISE bool object_to_long(Obj x, long *value);     // "Python int too large to convert to C long"
MAY_RAISE bool object_to_double(Obj x, double *value); // float, int, __float__, __index__: "must be real number, not x"

/* Recursive reprs: true if x is being shown already (then print "..."); else marks it. */
bool repr_enter(Obj x);
void repr_leave(Obj x);
