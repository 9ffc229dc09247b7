/* runtime/heap_pages.h -- what heap.c and collector.c share: kinds, pages, counters.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/heap_fast.h"
#include "runtime/type.h"

/* The pages (4096 bytes, aligned) that objects of one kind were carved from: a hash set of
 * addresses. A page may have gone back to the collector; pages_size() tells. */
typedef struct Pages {
    uintptr_t *table;         // open addressing; 0: free
    size_t count, mask;
    int kind;                 // the collector's number for this kind of memory
} Pages;
enum { PAGE_BYTES = 4096 };
extern Pages container_pages;
#ifdef TUPLET_DEBUG
extern Pages leaf_pages;
#endif
enum { HEAP_BLOCK_KINDS = 3 };
extern int heap_block_kinds[HEAP_BLOCK_KINDS];     // raw blocks: plain, scanned, scanned
/* Size of the objects on a page; 0: it is not (any more) the start of a block of that kind. */
size_t pages_size(const Pages *pages, uintptr_t page);
/* Calls each(slot) for every object slot, live or free. */
void pages_each(const Pages *pages, void (*each)(Object *slot, void *context), void *context);

void heap_forget_free_lists(void);    // their memory is unmarked, so it comes back by itself
void heap_find_free_slots(void);      // anew, in the slabs that are left
/* May x stay: did the collector see it, or a neighbour in the same slab? */
bool heap_is_marked(Obj x);
void heap_after_collection(size_t buried);   // new thresholds
void heap_recycle(Object *buried);    // its memory can serve again; its blocks wait for the collector
void collector_start(void);
bool collector_is_held(void);
#ifdef TUPLET_DEBUG
/* Calls range for every range of references that heap_add_roots named. */
void collector_each_root(void (*range)(void *from, void *to));
#endif
