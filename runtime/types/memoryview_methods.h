/* runtime/types/memoryview_methods.h -- shared by the files of memoryview.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/memoryview.h"

extern Type managed_buffer_type;
extern const Method memoryview_methods[];
extern const Getter memoryview_getters[];

/* ValueError once it was released. */
MAY_RAISE bool memoryview_check(Obj self);
/* Another view on the same buffer; shape and strides are filled in if the dimensions agree. */
Ref memoryview_like(const MemoryView *model, int dimensions);
// machine.h's letter; 'w'; 0: another format
char memoryview_code(const Buffer *view);
MAY_RAISE Ref memoryview_read(const Buffer *view, const char *at);
Ref  memoryview_to_bytes(const Buffer *view, char order);
MAY_RAISE Ref memoryview_compare(Obj self, Obj other, CompareOp op);   // slot
