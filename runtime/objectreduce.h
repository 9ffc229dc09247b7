/* runtime/objectreduce.h -- methods of `object` for pickle and copy.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

Ref object_reduce_ex(const Obj arg[]);
Ref object_reduce(const Obj arg[]);
Ref object_getstate(const Obj arg[]);
/* Adds the names in a class and its bases to a set. */
MAY_RAISE bool dir_add_class(Ref names, Obj class);
