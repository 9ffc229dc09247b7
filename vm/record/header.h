/* vm/record/header.h -- the bytes of an object, and which field each belongs to.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

typedef struct HeaderField { const char *name; size_t offset, size; bool is_reference; } HeaderField;
enum { MOST_FIELDS = 24 };
/* Fields of the fixed part, in order; their number. Not for small ints, which have no memory. */
size_t header_fields(Obj x, HeaderField fields[MOST_FIELDS]);
size_t header_bytes(Obj x);                        // of the fixed part
