/* runtime/modules/array.h -- array.array, shared by its files.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/buffer.h"

typedef struct Array {
    Object head;
    size_t length, capacity;  // items
    char *data;               // owned; NULL if capacity is 0
    size_t exports;           // live views: while > 0 it may not be resized
    char code;
    uint8_t item_size;
} Array;
extern Type array_type, array_iterator_type;
static inline bool is_array(Obj x)              { return is_instance(x, &array_type); }
static inline bool is_text(const Array *a)      { return a->code == 'u' || a->code == 'w'; }
static inline char *array_at(const Array *a, size_t i)   { return a->data + i * a->item_size; }

Ref  array_new(Type *type, char code, size_t length);        // items to be filled in
Ref  array_read(const Array *a, size_t i);
/* Converts value into the octets of an item; may run Python code. */
MAY_RAISE bool array_convert(const Array *a, Obj value, char item[8]);
MAY_RAISE bool array_resize(Array *a, size_t length);        // BufferError while exported
MAY_RAISE bool array_append(Array *a, Obj value);
MAY_RAISE bool array_extend(Array *a, Obj iterable);
MAY_RAISE bool array_append_bytes(Array *a, const char *data, size_t length);
Ref  array_text(const Array *a);                             // of a text array, as a str
void array_append_str(Array *a, Obj text);
/* array(code, initial) of a class; initial may be NULL. */
MAY_RAISE Ref array_make(Type *type, char code, Obj initial);
bool array_knows(uint32_t letter);                           // is it a typecode?
Ref  array_reduce_ex(const Obj arg[]);                       // __reduce_ex__
extern Ref array_reconstructor;                              // the module's function
extern const Method array_methods[], array_functions[];
extern const Getter array_getters[];
