/* runtime/types/record.h -- tuples whose items have names too: struct_time, sys.version_info ...
 *   SPDX-License-Identifier: MIT
 * A record type is a static Type with name, module and doc; record_ready gives it all the rest. */
#pragma once
#include "runtime/types/tuple.h"

typedef struct RecordShape {
    const char *const *fields;   // names of all fields, the visible ones first
    size_t visible, total;       // items of the tuple; fields in all
} RecordShape;

void record_ready(Type *type, const RecordShape *shape);
Ref  record_give(Type *type, Ref *fields);      // shape->total of them; consumes each
/* As calling the type: a sequence with at least the visible fields; the others become None. */
MAY_RAISE Ref record_from(Type *type, Obj iterable);
