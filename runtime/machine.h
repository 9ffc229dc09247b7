/* runtime/machine.h -- numbers as the machine keeps them, named by struct's letters: what array and
 * memoryview hold.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

/* Bytes of an item; 0: no such letter. c b B ? h H i I l L q Q n N f d e P */
size_t machine_size(char code);
Ref machine_read(char code, const void *at);
typedef enum Stored { STORED, STORE_OUT_OF_RANGE, STORE_WRONG_TYPE, STORE_RAISED } Stored;
/* Only STORE_RAISED leaves an exception pending. */
Stored machine_store(char code, void *at, Obj value);
/* Stores an integer whose fit was checked; any letter of an integer. */
void machine_put(char code, void *at, uint64_t bits);
/* IEEE's 16 bits; false: too large. */
bool half_from_double(double value, uint16_t *half);
double half_to_double(uint16_t half);
