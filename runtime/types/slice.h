/* runtime/types/slice.h -- slice(start, stop, step).   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct Slice { Object head; Ref start, stop, step; } Slice;
extern Type slice_type;
Ref slice_new(Obj start, Obj stop, Obj step);                // NULL counts as None
static inline bool is_slice(Obj x)          { return has_type(x, &slice_type); }
/* What the slice means for a sequence of `length` (an int of any size): three new ints. */
MAY_RAISE bool slice_bounds(Obj slice, Obj length, Ref *start, Ref *stop, Ref *step);
