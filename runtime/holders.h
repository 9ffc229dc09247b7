/* runtime/holders.h -- who holds an object's bytes, for the error that says so.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/buffer.h"
#include "runtime/place.h"

/* Objects of a type that hold a buffer, at these offsets, besides memoryviews. */
typedef struct HolderKind {
    const Type *type;
    const char *noun;
    size_t buffer, place;     // of a Buffer and a Place
} HolderKind;
void holders_know(const HolderKind *kind);      // kept, not copied

/* BufferError with this text; a note on it lists the views that hold `count` buffers of exporter:
 * how many there are, their kind, and where each was made. */
void *raise_held(Obj exporter, size_t count, const char *format, ...);
