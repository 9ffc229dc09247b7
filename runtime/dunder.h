/* runtime/dunder.h -- the two-way bridge between slots and dunder methods.   SPDX-License-Identifier: MIT
 * publish: slots of a builtin type -> `__len__` etc. in its dict (wrapper descriptors).
 * fill: dunders defined by a class -> slots that call them. Table: dunders.def. */
#pragma once
#include "runtime/type.h"

void dunder_publish(Type *type);
/* Recomputes the slots of a class for one name (NULL: all) after its attributes or bases changed. */
void dunder_fill(Type *type, Obj name);
