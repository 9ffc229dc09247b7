/* runtime/holders.h -- who holds an object's bytes: views and the like stand in a list, each with
 * the place where it was made, for the error that names them.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/buffer.h"
#include "runtime/place.h"

struct HolderKind;
/* Part of an object that holds a buffer. */
typedef struct Holder {
    Place place;
    const struct HolderKind *kind;      // NULL: not in the list
    // addresses of neighbours, inverted so that the collector does not follow them; 0: none
    uintptr_t next, previous;
} Holder;
typedef struct HolderKind {
    const char *noun;
    const Buffer *(*buffer)(const Holder *holder);      // NULL: it holds nothing any more
} HolderKind;
/* The object that has `holder` as its member. */
#define holder_object(Type, member, holder) \
    ((const Type *)((const char *)(holder) - offsetof(Type, member)))

extern uintptr_t holders_first;
static inline Holder *holder_at(uintptr_t hidden)       { return (Holder *)~hidden; }

static inline void holder_add(Holder *holder, const HolderKind *kind)
{
    place_note(&holder->place);
    holder->kind = kind;
    holder->previous = 0;
    holder->next = holders_first;
    if (holders_first) holder_at(holders_first)->previous = ~(uintptr_t)holder;
    holders_first = ~(uintptr_t)holder;
}
/* Out of the list, with nothing dropped: all that slot bury may do. */
static inline void holder_unlink(Holder *holder)
{
    if (!holder->kind) return;
    holder->kind = NULL;
    if (holder->previous) holder_at(holder->previous)->next = holder->next;
    else holders_first = holder->next;
    if (holder->next) holder_at(holder->next)->previous = holder->previous;
}
static inline void holder_remove(Holder *holder)
{
    holder_unlink(holder);
    place_drop(&holder->place);
}
static inline void holder_visit(const Holder *holder, Visit visit, void *context)
{
    if (holder->place.code) visit(holder->place.code, context);
}

/* BufferError with this text; a note on it lists the views that hold `count` buffers of exporter:
 * how many there are, their kind, and where each was made. */
void *raise_held(Obj exporter, size_t count, const char *format, ...);
