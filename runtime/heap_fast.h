/* runtime/heap_fast.h -- small blocks taken and given back without a call, for what is made and
 * freed most. The layout of blocks and free lists is in heap.c.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/heap.h"
#include "runtime/quarantine.h"
#include "runtime/type.h"
#include <string.h>

enum {
    HEAP_UNIT = 16,
    HEAP_LEAF = 0x80,
    HEAP_SMALL_UNITS = 126,               // larger blocks come from the collector one by one
    HEAP_SMALL_BYTES = HEAP_SMALL_UNITS * HEAP_UNIT,
    HEAP_SLOT = HEAP_LEAF | 127,          // the list of free slots in slabs
    HEAP_SLOT_BYTES = 24,
};
extern void *heap_free_objects[256];      // by the low byte of an object's flags
enum { HEAP_PLAIN, HEAP_SCANNED, HEAP_UNCLEARED };  // raw blocks; the last: scanned, not cleared
/* Raw blocks of up to HEAP_PAGED_BYTES have classes, too: units, then whole pages less a unit. */
enum {
    HEAP_PAGE_BYTES = 4096,
#ifdef QUARANTINE
    HEAP_MOST_PAGES = 0,                  // so that the collector is soon asked for them again
    HEAP_PAGED_BYTES = HEAP_SMALL_BYTES,
#else
    HEAP_MOST_PAGES = 16,
    HEAP_PAGED_BYTES = HEAP_MOST_PAGES * HEAP_PAGE_BYTES - HEAP_UNIT,
#endif
    HEAP_BLOCK_CLASSES = HEAP_SMALL_UNITS + HEAP_MOST_PAGES + 1,
};
extern void *heap_free_blocks[2][HEAP_BLOCK_CLASSES];
extern intptr_t heap_made_count;          // containers made minus freed since the last collection
extern intptr_t heap_made_limit;          // what wants a collection

/* A free block holds the complement of the next one's address: a stale word that points to it must
 * not keep the whole list alive. */
static inline NO_SANITIZE void *heap_link(void *block)
{
    return (void *)~(uintptr_t)*(void **)block;
}
static inline NO_SANITIZE void heap_set_link(void *block, void *next)
{
    *(void **)block = (void *)~(uintptr_t)next;
}

static inline unsigned heap_page_count(size_t bytes)
{
    return (unsigned)((bytes + HEAP_UNIT + HEAP_PAGE_BYTES - 1) / HEAP_PAGE_BYTES);
}
static inline unsigned heap_block_class(size_t bytes)     // 0 < bytes <= HEAP_PAGED_BYTES
{
    return bytes <= HEAP_SMALL_BYTES ? (unsigned)((bytes + HEAP_UNIT - 1) / HEAP_UNIT)
                                     : HEAP_SMALL_UNITS + heap_page_count(bytes);
}

/* Few blocks are long: a loop is four times as quick as the `rep stos` that memset becomes here,
 * and that gcc would make of the loop, too, without the empty asm. */
static inline void heap_clear_units(void *block, size_t units)
{
    typedef long long Unit __attribute__((vector_size(HEAP_UNIT), may_alias));
    Unit *unit = block;
    do {
        *unit++ = (Unit){ 0, 0 };
        __asm__("" : "+r"(unit));
    } while (--units);
}

#ifdef QUARANTINE

static inline Ref heap_fast_new(Type *type, size_t size)      { return heap_new(type, size); }
static inline Ref heap_fast_new_leaf(Type *type, size_t size) { return heap_new_leaf(type, size); }
static inline Ref heap_fast_new_slot(Type *type)              { return heap_new_slot(type); }
static inline void heap_fast_release(Ref object)              { heap_release(object); }
static inline void *heap_fast_scanned(size_t bytes)           { return heap_scanned(bytes); }
static inline void heap_fast_scanned_free(void *block, size_t bytes)
{
    heap_scanned_free(block, bytes);
}
static inline void heap_fast_scanned_drop(void *block, size_t bytes, size_t used)
{
    (void)used;
    heap_scanned_free(block, bytes);
}

#else

/* As heap_new, for a static type. */
static inline Ref heap_fast_new(Type *type, size_t size)
{
    unsigned list = (unsigned)((size + HEAP_UNIT - 1) / HEAP_UNIT);
    Object *x = size <= HEAP_SMALL_BYTES ? heap_free_objects[list] : NULL;
    if (unlikely(!x || heap_made_count + 1 >= heap_made_limit)) return heap_new(type, size);
    heap_free_objects[list] = heap_link(x);
    heap_made_count++;
    x->count = 1;
    x->flags = list;
    x->type = type;
    return x;
}

/* As heap_new_leaf, for a static type. */
static inline Ref heap_fast_new_leaf(Type *type, size_t size)
{
    unsigned list = (unsigned)((size + HEAP_UNIT - 1) / HEAP_UNIT) | HEAP_LEAF;
    Object *x = size <= HEAP_SMALL_BYTES ? heap_free_objects[list] : NULL;
    if (unlikely(!x)) return heap_new_leaf(type, size);
    heap_free_objects[list] = heap_link(x);
    x->count = 1;
    x->flags = list;
    x->type = type;
    return x;
}

static inline Ref heap_fast_new_slot(Type *type)
{
    Object *x = heap_free_objects[HEAP_SLOT];
    if (unlikely(!x)) return heap_new_slot(type);
    heap_free_objects[HEAP_SLOT] = heap_link(x);
    x->count = 1;
    x->flags = HEAP_SLOT;
    x->type = type;
    return x;
}

/* As heap_release, for an object of a static type. */
static inline void heap_fast_release(Ref object)
{
    unsigned list = object->flags & FLAG_SIZE_CLASS, units = list & ~HEAP_LEAF;
    if (unlikely(!units)) {
        heap_release(object);
        return;
    }
    object->type = NULL;
    if (!(list & HEAP_LEAF)) {
        heap_made_count--;
        heap_clear_units(object, units);
    }
    heap_set_link(object, heap_free_objects[list]);
    heap_free_objects[list] = object;
}

/* As heap_scanned, for bytes > 0. */
static inline void *heap_fast_scanned(size_t bytes)
{
    unsigned list = heap_block_class(bytes);
    void *block = bytes <= HEAP_PAGED_BYTES ? heap_free_blocks[HEAP_SCANNED][list] : NULL;
    if (unlikely(!block)) return heap_scanned(bytes);
    heap_free_blocks[HEAP_SCANNED][list] = heap_link(block);
    *(void **)block = NULL;
    return block;
}

/* As heap_scanned_free, where all behind the `used` bytes is zero. */
static inline void heap_fast_scanned_drop(void *block, size_t bytes, size_t used)
{
    if (unlikely(!bytes || bytes > HEAP_PAGED_BYTES)) {
        heap_scanned_free(block, bytes);
        return;
    }
    unsigned list = heap_block_class(bytes);
    if (used > 512) memset(block, 0, used);
    else if (used) heap_clear_units(block, (used + HEAP_UNIT - 1) / HEAP_UNIT);
    heap_set_link(block, heap_free_blocks[HEAP_SCANNED][list]);
    heap_free_blocks[HEAP_SCANNED][list] = block;
}
static inline void heap_fast_scanned_free(void *block, size_t bytes)
{
    heap_fast_scanned_drop(block, bytes, bytes);
}

#endif
