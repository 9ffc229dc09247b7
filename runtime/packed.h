/* runtime/packed.h -- short cuts to the items of bytes, bytearray, array and memoryview.
 * SPDX-License-Identifier: MIT
 * All of them only for these very types, one dimension, and what needs no error: else they decline
 * and nothing has happened. */
#pragma once
#include "runtime/object.h"

/* x[index]; NULL without an exception: declined. */
Ref packed_get(Obj x, intptr_t index);
/* x[row, column] of a memoryview with two dimensions; NULL: declined. */
Ref packed_get2(Obj x, intptr_t row, intptr_t column);
/* x[index] = value; false without an exception: declined. */
bool packed_set(Obj x, intptr_t index, Obj value);
/* The octets of x, valid until Python code runs; false: declined. */
bool packed_octets(Obj x, const char **data, size_t *length);
/* *total + sum(x), of integers; false: declined. */
bool packed_sum(Obj x, intptr_t *total);
