/* runtime/heap.c -- memory by size class over Boehm GC: objects and raw blocks.
 *   SPDX-License-Identifier: MIT
 *
 * The low byte of an object's flags names its free list: the size in units of 16 bytes, plus
 * HEAP_LEAF for objects that are not scanned; size 0 means a block of its own. A free object has
 * type NULL, and in its first word the complement of the next one's address: a stale word that
 * points to a free object must not keep the whole list alive.
 * Floats, which are many and have 24 bytes, lie in slabs, each one block for the collector: so
 * they cost neither rounding up nor marks. A slab goes when nothing points to it any more.
 */
#include "runtime/heap_pages.h"
#include "runtime/error.h"
#include "runtime/quarantine.h"
#define GC_THREADS
#define GC_NO_THREAD_REDIRECTS
#include <gc/gc.h>
#include <gc/gc_inline.h>
#include <gc/gc_mark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    SLAB_BYTES = 16 * PAGE_BYTES - 1,     // the collector adds a byte
    OFF_PAGE_BYTES = 100 * 1024,          // such blocks are found by their first page only
    HUGE_BYTES = 256 * 1024,              // a block that grows to this gives up what it leaves
};

Pages container_pages;
#ifdef TUPLET_DEBUG
Pages leaf_pages;
#endif
volatile bool heap_wants_collection, heap_is_full;
intptr_t heap_made_count, heap_made_limit;
void *heap_free_objects[256], *heap_free_blocks[2][HEAP_BLOCK_CLASSES];
static void *free_large_leaves[HEAP_MOST_PAGES + 1];   // by pages
static int container_kind, leaf_kind;
static Pages slabs;
int heap_block_kinds[HEAP_BLOCK_KINDS];

static bool collector_enabled = true;
static size_t user_threshold = HEAP_THRESHOLD;      // gc.set_threshold: 0 switches collections off
static size_t live_containers;            // as of the last collection
static size_t heap_bytes_limit;           // bytes in use that want a collection
static size_t full_bytes;                 // bytes in use that want one in any case
static bool over_limit;                   // the last collection did not free enough
static size_t memory_limit;

/* Below these a collection would cost more than the cycles it could find. */
static const intptr_t least_made = 30000;
static const size_t least_growth = 64u << 20;

static inline size_t units_for(size_t bytes)
{
    return bytes ? (bytes + HEAP_UNIT - 1) / HEAP_UNIT : 1;
}

// --- free lists

static inline void free_large(void *block)
{
    block_open(block, GC_size(block), 0);
    GC_free(block);
}

/* Onto its list; list NULL: a large block. */
static inline void give_back(void *block, void **list, size_t bytes)
{
    block_close(block, bytes);
    Freed freed = quarantine_swap((Freed){ block, list, bytes });
    if (!freed.block) return;
    if (unlikely(!freed.list)) {
        free_large(freed.block);
        return;
    }
    heap_set_link(freed.block, *freed.list);
    *freed.list = freed.block;
}

// --- pages

static size_t page_slot(const Pages *pages, uintptr_t page)
{
    size_t i = (page / PAGE_BYTES) * 0x9E3779B97F4A7C15u >> 20 & pages->mask;
    while (pages->table[i] && pages->table[i] != page) i = (i + 1) & pages->mask;
    return i;
}

size_t pages_size(const Pages *pages, uintptr_t page)
{
    size_t size;
    if (GC_base((void *)page) != (void *)page) return 0;
    return GC_get_kind_and_size((void *)page, &size) == pages->kind ? size : 0;
}

/* Makes room: leaves out the pages that the collector took back, doubles if that is not enough. */
static void pages_rebuild(Pages *pages)
{
    Pages old = *pages;
    size_t kept = 0;
    for (size_t i = 0; old.table && i <= old.mask; i++) {
        if (old.table[i] && !pages_size(&old, old.table[i])) old.table[i] = 0;
        kept += old.table[i] != 0;
    }
    size_t slots = 256;
    while (slots < kept * 3) slots *= 2;
    pages->table = calloc(slots, sizeof *pages->table);
    if (!pages->table) abort();
    pages->mask = slots - 1;
    pages->count = kept;
    for (size_t i = 0; old.table && i <= old.mask; i++)
        if (old.table[i]) pages->table[page_slot(pages, old.table[i])] = old.table[i];
    free(old.table);
}

static void pages_add(Pages *pages, uintptr_t page)
{
    if (!pages->table || pages->count * 2 > pages->mask) pages_rebuild(pages);
    size_t i = page_slot(pages, page);
    if (pages->table[i]) return;
    pages->table[i] = page;
    pages->count++;
}

void pages_each(const Pages *pages, void (*each)(Object *slot, void *context), void *context)
{
    for (size_t i = 0; pages->table && i <= pages->mask; i++) {
        uintptr_t page = pages->table[i];
        size_t size = page ? pages_size(pages, page) : 0;
        if (!size) continue;
        uintptr_t end = page + (size < PAGE_BYTES ? PAGE_BYTES : size);
        for (uintptr_t p = page; p + size <= end; p += size) each((Object *)p, context);
    }
}

// --- objects

/* After new memory came from the collector: is it time to look for cycles? */
static void check_growth(void)
{
    if (likely(GC_get_heap_size() <= heap_bytes_limit)) return;
    size_t bytes = heap_used();
    if (bytes > full_bytes) heap_is_full = true;
    if (heap_is_full || (bytes > heap_bytes_limit && collector_enabled && user_threshold))
        heap_wants_collection = true;
}

static __attribute__((noinline)) Object *refill_objects(unsigned list)
{
    bool leaf = list & HEAP_LEAF;
    void *chain = NULL;
    size_t size = (list & ~HEAP_LEAF) * HEAP_UNIT;
    GC_generic_malloc_many(size, leaf ? leaf_kind : container_kind, &chain);
    uintptr_t last = 0;
    for (void *p = chain; p; ) {
        void *next = *(void **)p;
        uintptr_t page = (uintptr_t)p & -(uintptr_t)PAGE_BYTES;
        if (page != last && !leaf) pages_add(&container_pages, page);
#ifdef TUPLET_DEBUG
        if (page != last && leaf) pages_add(&leaf_pages, page);
#endif
        if (page != last) quarantine_watch(page);
        last = page;
        ((Object *)p)->type = NULL;
        heap_set_link(p, next);
        block_close(p, size);
        p = next;
    }
    check_growth();
    return chain;
}

/* Leaves of some pages are kept for the next of that size, as blocks are. */
static Object *paged_leaf(size_t size)
{
    unsigned pages = heap_page_count(size);
    if (pages > HEAP_MOST_PAGES || !free_large_leaves[pages]) return NULL;
    Object *x = free_large_leaves[pages];
    free_large_leaves[pages] = heap_link(x);
    block_open(x, GC_size(x), 0);
    return x;
}

static Object *large_object(size_t size, bool leaf)
{
    Object *kept = leaf ? paged_leaf(size) : NULL;
    if (kept) return kept;
    if (leaf && size <= HEAP_PAGED_BYTES)
        size = heap_page_count(size) * HEAP_PAGE_BYTES - HEAP_UNIT;
    int kind = leaf ? leaf_kind : container_kind;
    if (size <= PAGE_BYTES / 2) size = PAGE_BYTES / 2 + 1;      // two would share a page
    Object *x = size < OFF_PAGE_BYTES ? GC_generic_malloc(size, kind)
                                      : GC_generic_malloc_ignore_off_page(size, kind);
    if (!leaf) pages_add(&container_pages, (uintptr_t)x);
#ifdef TUPLET_DEBUG
    else pages_add(&leaf_pages, (uintptr_t)x);
#endif
    check_growth();
    return x;
}

static inline Object *object_memory(size_t size, unsigned leaf)
{
    if (unlikely(size > HEAP_SMALL_BYTES)) {
        Object *large = large_object(size, leaf);
        large->flags = leaf;
        return large;
    }
    unsigned list = (unsigned)units_for(size) | leaf;
    Object *x = heap_free_objects[list];
    if (unlikely(!x)) x = refill_objects(list);
    heap_free_objects[list] = heap_link(x);
    block_open(x, (list & ~HEAP_LEAF) * HEAP_UNIT, 0);
    x->flags = list;
    return x;
}

Ref heap_new(Type *type, size_t size)
{
    Object *x = object_memory(size, 0);
    x->count = 1;
    x->type = type;
    if (type->flags & TYPE_HEAP) type->head.count++;
    if (unlikely(++heap_made_count >= heap_made_limit)) heap_wants_collection = true;
    return x;
}

Ref heap_new_leaf(Type *type, size_t size)
{
    Object *x = object_memory(size, HEAP_LEAF);
    x->count = 1;
    x->type = type;
    if (unlikely(type->flags & TYPE_HEAP)) type->head.count++;
    return x;
}

#if defined QUARANTINE || defined TUPLET_DEBUG
Ref heap_new_slot(Type *type)                 // where each object is to be watched by itself
{
    return heap_new_leaf(type, HEAP_SLOT_BYTES);
}
#else

static void free_slots(Object *slab, void *context)
{
    (void)context;
    char *end = (char *)slab + SLAB_BYTES;
    for (char *p = (char *)slab; p + HEAP_SLOT_BYTES <= end; p += HEAP_SLOT_BYTES) {
        Object *slot = (Object *)p;
        if (slot->type) continue;
        heap_set_link(slot, heap_free_objects[HEAP_SLOT]);
        heap_free_objects[HEAP_SLOT] = slot;
    }
}

static __attribute__((noinline)) Object *refill_slots(void)
{
    Object *slab = GC_generic_malloc(SLAB_BYTES, slabs.kind);
    memset(slab, 0, SLAB_BYTES);
    pages_add(&slabs, (uintptr_t)slab);
    free_slots(slab, NULL);
    check_growth();
    return heap_free_objects[HEAP_SLOT];
}

Ref heap_new_slot(Type *type)
{
    Object *x = heap_free_objects[HEAP_SLOT];
    if (unlikely(!x)) x = refill_slots();
    heap_free_objects[HEAP_SLOT] = heap_link(x);
    *x = (Object){ .count = 1, .flags = HEAP_SLOT, .type = type };
    return x;
}
#endif

bool heap_is_marked(Obj x)
{
    return GC_is_marked((x->flags & FLAG_SIZE_CLASS) == HEAP_SLOT ? GC_base((Object *)x) : x);
}

static inline void recycle(Object *object)
{
    unsigned list = object->flags & FLAG_SIZE_CLASS;
    if (!(list & HEAP_LEAF)) heap_made_count--;
    object->type = NULL;
    if (likely(list & ~HEAP_LEAF)) {
        if (!(list & HEAP_LEAF)) heap_clear_units(object, list);
        give_back(object, &heap_free_objects[list], (list & ~HEAP_LEAF) * HEAP_UNIT);
    } else {
        size_t size = GC_size(object), pages = size / HEAP_PAGE_BYTES;
        bool keeps = list & HEAP_LEAF && pages && pages <= HEAP_MOST_PAGES;
        give_back(object, keeps ? &free_large_leaves[pages] : NULL, size);
    }
}

void heap_recycle(Object *buried)  { recycle(buried); }

void heap_release(Ref object)
{
    Type *type = object->type;
    recycle(object);
    if (type->flags & TYPE_HEAP) drop(&type->head);
}

size_t heap_block_size(Obj object)
{
    size_t units = object->flags & FLAG_SIZE_CLASS & ~HEAP_LEAF;
    return units ? units * HEAP_UNIT : GC_size(object) / HEAP_UNIT * HEAP_UNIT;
}

typedef struct EachLive { void (*each)(Ref object, void *context); void *context; } EachLive;

static void each_live(Object *slot, void *context)
{
    EachLive *live = context;
    if (!block_is_closed(slot) && slot->type && slot->count) live->each(slot, live->context);
}

void heap_each(void (*each)(Ref object, void *context), void *context)
{
    EachLive live = { each, context };
    pages_each(&container_pages, each_live, &live);
}

// --- raw blocks

static void *large_block(int kind, size_t bytes)
{
    int number = heap_block_kinds[kind];
    void *block = bytes < OFF_PAGE_BYTES ? GC_generic_malloc(bytes, number)
                                         : GC_generic_malloc_ignore_off_page(bytes, number);
    check_growth();
    return block;
}

static inline size_t class_bytes(unsigned list)
{
    return list <= HEAP_SMALL_UNITS ? list * HEAP_UNIT
                                    : (list - HEAP_SMALL_UNITS) * HEAP_PAGE_BYTES - HEAP_UNIT;
}

static __attribute__((noinline)) void *refill_blocks(int kind, unsigned list)
{
    void *chain = NULL;
    size_t size = class_bytes(list);
    if (list > HEAP_SMALL_UNITS) {
        chain = large_block(kind, size);
        *(void **)chain = NULL;
    } else {
        GC_generic_malloc_many(size, heap_block_kinds[kind], &chain);
    }
    for (void *p = chain; p; ) {
        void *next = *(void **)p;
        heap_set_link(p, next);
        if (list <= HEAP_SMALL_UNITS) quarantine_watch((uintptr_t)p & -(uintptr_t)PAGE_BYTES);
        block_close(p, size);
        p = next;
    }
    check_growth();
    return chain;
}

static inline void *block_new(int kind, size_t bytes)
{
    if (unlikely(bytes > HEAP_PAGED_BYTES)) return large_block(kind, bytes);
    unsigned list = heap_block_class(bytes ? bytes : 1);
    void *block = heap_free_blocks[kind][list];
    if (unlikely(!block)) block = refill_blocks(kind, list);
    heap_free_blocks[kind][list] = heap_link(block);
    block_open(block, sizeof(void *), class_bytes(list) - sizeof(void *));
    *(void **)block = NULL;
    block_open(block, bytes, class_bytes(list) - bytes);
    return block;
}

static inline void block_free(int kind, void *block, size_t bytes)
{
    if (!block) return;
    if (unlikely(bytes > HEAP_PAGED_BYTES)) {
        give_back(block, NULL, GC_size(block));
        return;
    }
    unsigned list = heap_block_class(bytes ? bytes : 1);
    size_t size = class_bytes(list);
    block_open(block, size, 0);
    if (kind == HEAP_SCANNED && size > 512) memset(block, 0, size);
    else if (kind == HEAP_SCANNED) heap_clear_units(block, size / HEAP_UNIT);
    give_back(block, &heap_free_blocks[kind][list], size);
}

/* Can the block that was asked for as old_bytes serve for new_bytes as it stands? */
static bool block_serves(void *block, size_t old_bytes, size_t new_bytes)
{
    if (old_bytes <= HEAP_PAGED_BYTES)
        return new_bytes <= HEAP_PAGED_BYTES && old_bytes && new_bytes
            && heap_block_class(old_bytes) == heap_block_class(new_bytes);
    size_t room = GC_size(block);
    return new_bytes > HEAP_PAGED_BYTES && new_bytes <= room && new_bytes > room / 2;
}

/* Whole pages lose their memory, and read as zeros when they are touched again. */
static void forget_pages(char *from, char *to)
{
    from += -(uintptr_t)from & (PAGE_BYTES - 1);
    to -= (uintptr_t)to & (PAGE_BYTES - 1);
    if (from < to) madvise(from, (size_t)(to - from), MADV_DONTNEED);
}

static void clear_pages(char *from, char *to)
{
    char *page = from + (-(uintptr_t)from & (PAGE_BYTES - 1));
    char *end = to - ((uintptr_t)to & (PAGE_BYTES - 1));
    if (to - from < HUGE_BYTES / 8) page = end = to;
    memset(from, 0, (size_t)(page - from));
    forget_pages(page, end);
    memset(end, 0, (size_t)(to - end));
}

/* Moves step by step, so that the memory is never needed twice; there is room to go on growing,
 * for what is not touched costs nothing. */
static void *grow_huge(int kind, char *block, size_t old_bytes, size_t new_bytes)
{
    char *moved = large_block(kind == HEAP_SCANNED ? HEAP_UNCLEARED : kind,
                              new_bytes + new_bytes / 2);
    for (size_t done = 0; done < old_bytes; done += HUGE_BYTES) {
        size_t left = old_bytes - done, step = left < HUGE_BYTES ? left : HUGE_BYTES;
        memcpy(moved + done, block + done, step);
        if (old_bytes > HEAP_PAGED_BYTES) forget_pages(block + done, block + done + step);
    }
    if (kind == HEAP_SCANNED) clear_pages(moved + old_bytes, moved + GC_size(moved));
    block_free(kind, block, old_bytes);
    return moved;
}

static void *block_resize(int kind, void *block, size_t old_bytes, size_t new_bytes)
{
    if (!block) return block_new(kind, new_bytes);
    size_t common = old_bytes < new_bytes ? old_bytes : new_bytes;
    if (block_serves(block, old_bytes, new_bytes)) {
        size_t larger = old_bytes < new_bytes ? new_bytes : old_bytes;
        block_open(block, larger, 0);
        if (kind == HEAP_SCANNED) clear_pages((char *)block + common, (char *)block + larger);
        if (new_bytes <= HEAP_PAGED_BYTES)
            block_open(block, new_bytes, class_bytes(heap_block_class(new_bytes)) - new_bytes);
        return block;
    }
    if (new_bytes >= HUGE_BYTES && old_bytes < new_bytes)
        return grow_huge(kind, block, old_bytes, new_bytes);
    void *moved = block_new(kind, new_bytes);
    memcpy(moved, block, common);
    block_free(kind, block, old_bytes);
    return moved;
}

void *heap_scanned(size_t bytes)                  { return block_new(HEAP_SCANNED, bytes); }
void *heap_plain(size_t bytes)                    { return block_new(HEAP_PLAIN, bytes); }
void heap_scanned_free(void *block, size_t bytes) { block_free(HEAP_SCANNED, block, bytes); }
void heap_plain_free(void *block, size_t bytes)   { block_free(HEAP_PLAIN, block, bytes); }

void *heap_scanned_resize(void *block, size_t old_bytes, size_t new_bytes)
{
    return block_resize(HEAP_SCANNED, block, old_bytes, new_bytes);
}

void *heap_plain_resize(void *block, size_t old_bytes, size_t new_bytes)
{
    return block_resize(HEAP_PLAIN, block, old_bytes, new_bytes);
}

void *heap_scratch(size_t bytes)     { return GC_malloc_atomic(bytes ? bytes : 1); }
void *heap_root_block(size_t bytes)  { return GC_malloc_uncollectable(bytes ? bytes : 1); }
void heap_root_free(void *block)     { if (block) GC_free(block); }

// --- limits

bool heap_fits(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) return raise_no_memory();
    if (bytes < (1u << 20)) return true;
    size_t used = heap_used();
    if (used < memory_limit && bytes <= memory_limit - used) return true;
    return raise_no_memory();
}

size_t heap_used(void)                 { return GC_get_heap_size() - GC_get_free_bytes(); }
size_t heap_limit(void)                { return memory_limit; }
size_t heap_threshold(void)            { return user_threshold; }
bool heap_is_enabled(void)             { return collector_enabled; }
size_t heap_made(void)                 { return heap_made_count > 0 ? (size_t)heap_made_count : 0; }

static void set_made_limit(void)
{
    intptr_t half = (intptr_t)(live_containers / 2);
    if (!collector_enabled || !user_threshold) heap_made_limit = INTPTR_MAX;
    else if (user_threshold != HEAP_THRESHOLD)
        heap_made_limit = (intptr_t)(user_threshold + live_containers / 64);
    else heap_made_limit = half > least_made ? half : least_made;
}

/* Collections near the limit come after steps of memory, lest there be one at each new page. */
static void set_byte_limits(void)
{
    size_t used = heap_used(), step = memory_limit / 16;
    full_bytes = used + step < memory_limit ? memory_limit : used + step;
    heap_bytes_limit = 2 * used + least_growth;
    if (heap_bytes_limit > full_bytes) heap_bytes_limit = full_bytes;
    over_limit = used > memory_limit - step;
}

void heap_set_limit(size_t bytes)
{
    memory_limit = bytes;
    set_byte_limits();
}

void heap_set_enabled(bool enabled)
{
    collector_enabled = enabled;
    set_made_limit();
}

void heap_set_threshold(size_t made)
{
    user_threshold = made;
    set_made_limit();
}

void heap_forget_free_lists(void)
{
    quarantine_empty();
    memset(heap_free_objects, 0, sizeof heap_free_objects);
    memset(heap_free_blocks, 0, sizeof heap_free_blocks);
    memset(free_large_leaves, 0, sizeof free_large_leaves);
}

void heap_find_free_slots(void)
{
#if !defined QUARANTINE && !defined TUPLET_DEBUG
    pages_each(&slabs, free_slots, NULL);
#endif
}

void heap_after_collection(size_t buried)
{
    intptr_t live = (intptr_t)live_containers + heap_made_count - (intptr_t)buried;
    live_containers = live > 0 ? (size_t)live : 0;
    heap_made_count = 0;
    set_made_limit();
    set_byte_limits();
}

void (*heap_watch_collection)(bool done, size_t found);

static void collect_unasked(void)
{
    if (heap_watch_collection) heap_watch_collection(false, 0);
    size_t found = heap_collect();
    if (heap_watch_collection) heap_watch_collection(true, found);
}

bool heap_safe_point(void)
{
    bool full = heap_is_full;
    heap_wants_collection = heap_is_full = over_limit = false;
    if (collector_is_held()) heap_is_full = full;
    else if (full || (collector_enabled && user_threshold)) collect_unasked();
    return !over_limit || raise_no_memory();
}

// --- start

static void *out_of_memory(size_t bytes)
{
    fprintf(stderr, "Fatal error: out of memory (%zu bytes wanted)\n", bytes);
    _exit(1);
}

/* What a container may have; SIZE_MAX: no bound, or not known. */
static size_t container_limit(void)
{
    unsigned long bytes = SIZE_MAX;
    FILE *file = fopen("/sys/fs/cgroup/memory.max", "re");
    if (!file) return bytes;
    if (fscanf(file, "%lu", &bytes) != 1) bytes = SIZE_MAX;
    fclose(file);
    return bytes;
}

/* Three quarters of what there is, or of what the process may have. */
static size_t default_limit(void)
{
    size_t bytes = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGESIZE);
    size_t contained = container_limit();
    if (contained < bytes) bytes = contained;
    struct rlimit allowed;
    if (getrlimit(RLIMIT_AS, &allowed) == 0 && allowed.rlim_cur < bytes) bytes = allowed.rlim_cur;
    return bytes / 4 * 3;
}

void heap_thread_enter(void)
{
    struct GC_stack_base base;
    GC_get_stack_base(&base);
    GC_register_my_thread(&base);
}

void heap_thread_leave(void)
{
    GC_unregister_my_thread();
}

void heap_start(void)
{
    GC_set_handle_fork(1);
    GC_set_dont_precollect(1);
    GC_set_markers_count(1);
    GC_INIT();
    GC_allow_register_threads();
    GC_set_warn_proc(GC_ignore_warn_proc);
    GC_set_oom_fn(out_of_memory);
    GC_disable();
    container_kind = (int)GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, 1, 1);
    leaf_kind = (int)GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, 0, 0);
    // the predefined scanned kind will not do: it leaves out the last word of a block
    heap_block_kinds[HEAP_SCANNED] = (int)GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, 1, 1);
    heap_block_kinds[HEAP_UNCLEARED] = (int)GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, 1, 0);
    heap_block_kinds[HEAP_PLAIN] = (int)GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, 0, 0);
    container_pages.kind = container_kind;
    slabs.kind = (int)GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, 0, 0);
#ifdef TUPLET_DEBUG
    leaf_pages.kind = leaf_kind;
#endif
    if (!memory_limit) memory_limit = default_limit();
    set_byte_limits();
    set_made_limit();
    collector_start();
}
