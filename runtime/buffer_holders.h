/* runtime/buffer_holders.h -- who holds an object's bytes: views and the like stand in a list, each with
 * the place where it was made, for the error that names them.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/buffer.h"
#include "runtime/place.h"

struct BufferHolderKind;
/* Part of an object that holds a buffer. */
typedef struct BufferHolder {
    Place place;
    const struct BufferHolderKind *kind;      // NULL: not in the list
    // addresses of neighbours, inverted so that the collector does not follow them; 0: none
    uintptr_t next, previous;
} BufferHolder;
typedef struct BufferHolderKind {
    const char *noun;
    const Buffer *(*buffer)(const BufferHolder *holder);      // NULL: it holds nothing any more
} BufferHolderKind;
/* The object that has `holder` as its member. */
#define buffer_holder_object(Type, member, holder) \
    ((const Type *)((const char *)(holder) - offsetof(Type, member)))

extern uintptr_t buffer_holders_first;
static inline BufferHolder *buffer_holder_at(uintptr_t hidden)       { return (BufferHolder *)~hidden; }

static inline void buffer_holder_add(BufferHolder *holder, const BufferHolderKind *kind)
{
    place_note(&holder->place);
    holder->kind = kind;
    holder->previous = 0;
    holder->next = buffer_holders_first;
    if (buffer_holders_first) buffer_holder_at(buffer_holders_first)->previous = ~(uintptr_t)holder;
    buffer_holders_first = ~(uintptr_t)holder;
}
/* Out of the list, with nothing dropped: all that slot bury may do. */
static inline void buffer_holder_unlink(BufferHolder *holder)
{
    if (!holder->kind) return;
    holder->kind = NULL;
    if (holder->previous) buffer_holder_at(holder->previous)->next = holder->next;
    else buffer_holders_first = holder->next;
    if (holder->next) buffer_holder_at(holder->next)->previous = holder->previous;
}
static inline void buffer_holder_remove(BufferHolder *holder)
{
    buffer_holder_unlink(holder);
    place_drop(&holder->place);
}
static inline void buffer_holder_visit(const BufferHolder *holder, Visit visit, void *context)
{
    if (holder->place.code) visit(holder->place.code, context);
}

/* BufferError with this text; a note on it lists the views that hold `count` buffers of exporter:
 * how many there are, their kind, and where each was made. */
void *raise_held(Obj exporter, size_t count, const char *format, ...);
