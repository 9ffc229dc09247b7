/* vm/record/summary.h -- a value in a few words, from its data alone: no user code runs, no count
 * changes, nothing is allocated in the heap.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"
#include "vm/record/text.h"

/* At most about `room` characters; what is left out is counted: "[1, 2, ... 47 more]". */
void summary_put(Text *t, Obj x, size_t room);
/* Nothing to look into: numbers, texts, None, builtin functions and types, modules ...: all there
 * is to see is its text, and (but for bytearray and array) that never changes. */
bool summary_is_leaf(Obj x);
