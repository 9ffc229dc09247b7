/* runtime/types/range.h -- range: start, stop, step, of any size.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct Range { Object head; Ref start, stop, step, length; } Range;     // ints
/* Iterator over a range whose numbers are small ints; the VM's loop looks inside. */
typedef struct RangeIterator { Object head; intptr_t next, step; size_t left; } RangeIterator;
extern Type range_type, range_iterator_type, long_range_iterator_type;
Ref range_new(intptr_t start, intptr_t stop, intptr_t step);
