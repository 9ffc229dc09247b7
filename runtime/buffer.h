/* runtime/buffer.h -- the buffer protocol: bytes of one object seen by another.
 * SPDX-License-Identifier: MIT
 * The exporter counts its views in its own way (slots buffer and buffer_release); a view keeps it
 * alive. */
#pragma once
#include "runtime/type.h"

#define BUFFER_MAX_DIMENSIONS 64

typedef struct Buffer {
    Ref object;               // the exporter, owned by the view; NULL: not filled
    char *data;
    size_t length;            // bytes
    size_t item_size;
    const char *format;       // struct syntax; "B" by default
    int dimensions;
    // `dimensions` each; owned by the exporter; NULL if simple
    intptr_t *shape, *strides, *suboffsets;
    intptr_t simple_shape[1], simple_strides[1];   // room for 1-D exporters
    bool readonly;
    void *internal;           // the exporter's own
} Buffer;

/* What is asked of an exporter, with the numbers that __buffer__(flags) sees. STRIDED: any layout
 * and any kind of items are welcome. */
enum {
    BUFFER_READ = 0, BUFFER_WRITE = 1, BUFFER_FORMAT = 4, BUFFER_SHAPE = 8, BUFFER_STRIDES = 0x18,
    BUFFER_C = 0x38, BUFFER_F = 0x58, BUFFER_C_OR_F = 0x98, BUFFER_STRIDED = 0x11c,
};
static inline bool buffer_wants(int flags, int what)    { return (flags & what) == what; }

/* "a bytes-like object is required, not 'x'"; BufferError "Object is not writable." */
MAY_RAISE bool buffer_get(Obj exporter, Buffer *view, int flags);
/* As buffer_get, for an argument of a function; else TypeError "<function>() argument <position>
 * must be read-write bytes-like object, not x". Position 0: not named. */
MAY_RAISE bool buffer_get_writable(Obj exporter, Buffer *view, const char *function, int position);
void buffer_release(Buffer *view);
/* Will giving it back run a __release_buffer__ in Python? */
bool buffer_calls_python(const Buffer *buffer);
/* For slot bury: counts the buffer no more at an exporter in C, and does nothing else. */
void buffer_bury(Buffer *buffer);
bool object_has_buffer(Obj x);
/* Helps exporters: a 1-D contiguous view of bytes. Keeps exporter. */
MAY_RAISE bool buffer_fill(Buffer *view, Obj exporter, void *data, size_t length, bool readonly,
                           int flags);
#define scoped_buffer __attribute__((cleanup(buffer_release)))
size_t buffer_count(const Buffer *view);                       // items
bool buffer_is_contiguous(const Buffer *view, char order);     // without gaps, C or F (Fortran)
void buffer_copy(const Buffer *view, char *to);                // all items, in C order
/* The items of `from`, of the same shape and size, into `to`; they may overlap. */
void buffer_assign(const Buffer *to, const Buffer *from);
