/* runtime/types/memoryview_methods.h -- shared by the files of memoryview.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/memoryview.h"

extern Type managed_buffer_type;
extern const BufferHolderKind memoryview_holder;
extern const Method memoryview_methods[];
extern const Getter memoryview_getters[];

/* ValueError once it was released. */
MAY_RAISE bool memoryview_check(Obj self);
/* As memoryview_check, for making another view: ValueError also if it is lent. */
MAY_RAISE bool memoryview_check_lending(Obj self);
/* Another view on the same buffer; shape and strides are filled in if the dimensions agree. */
Ref memoryview_like(const MemoryView *model, int dimensions);
char memoryview_code(const Buffer *view);       // of the format, see MemoryView
MAY_RAISE Ref memoryview_read(const MemoryView *m, const char *at);
Ref  memoryview_to_bytes(const Buffer *view, char order);
/* slots */
MAY_RAISE Ref memoryview_compare(Obj self, Obj other, CompareOp op);
MAY_RAISE Ref memoryview_get_item(Obj self, Obj key);
MAY_RAISE bool memoryview_set_item(Ref self, Obj key, Obj value);
MAY_RAISE bool memoryview_delete_item(Ref self, Obj key);
MAY_RAISE Ref memoryview_iterate(Obj self);
