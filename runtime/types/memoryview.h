/* runtime/types/memoryview.h -- memoryview: a window on another object's bytes.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/buffer.h"
#include "runtime/buffer_holders.h"

// one per exporter's buffer, shared by the views made from each other
typedef struct ManagedBuffer {
    Object head;
    Buffer buffer;            // object NULL: lent to __release_buffer__
    size_t search;            // the last one that found it (buffer_holders.c)
} ManagedBuffer;
typedef struct MemoryView {
    Object head;
    Ref managed;              // ManagedBuffer; NULL once released
    Buffer view;              // view.object borrowed; its shape and strides lie here or in `layout`
    intptr_t *layout;         // owned, if there is more than one dimension: shape, strides
    size_t exports;           // buffers got from this view
    intptr_t hash;            // -1: not computed yet
    BufferHolder holder;
    char code;                // machine.h's letter of the items, or 'w'; 0: another format
    bool restricted;          // lent to __release_buffer__: no views from it
} MemoryView;
extern Type memoryview_type, memory_iterator_type;
MAY_RAISE Ref memoryview_new(Obj exporter);
/* A view that shows what was asked for by flags (buffer.h). */
MAY_RAISE Ref memoryview_new_with(Obj exporter, int flags);
/* By the slot of one of its types. */
MAY_RAISE Ref memoryview_new_by(const Type *owner, Obj exporter, int flags);
/* A view of a buffer that was got already; takes it over. */
Ref memoryview_from(Buffer *buffer);
/* The view for __release_buffer__: of a buffer that stays somebody else's. */
Ref memoryview_lend(const Buffer *buffer);
/* self[from:to] of one that can be sliced in one dimension, within its bounds. */
Ref memoryview_part(Obj self, size_t from, size_t to);
static inline bool memoryview_is_line(Obj self)
{
    const MemoryView *m = (const MemoryView *)self;
    return m->managed && m->view.dimensions == 1 && !m->restricted;
}
/* release(); BufferError while others hold its bytes. */
MAY_RAISE bool memoryview_release(Ref self);
static inline bool is_memoryview(Obj x)     { return has_type(x, &memoryview_type); }
/* The object whose bytes are seen; borrowed, NULL: lent, or released. */
static inline Obj memoryview_exporter(Obj self)
{
    const ManagedBuffer *managed = (const ManagedBuffer *)((const MemoryView *)self)->managed;
    return managed ? managed->buffer.object : NULL;
}
