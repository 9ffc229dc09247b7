/* runtime/heap.h -- memory: objects by size class over Boehm GC, raw blocks, and the collector.
 * Only heap.c (allocation) and collector.c (cycles) include <gc.h>.   Read after: object.h.
 *   SPDX-License-Identifier: MIT
 *
 * Objects come from free lists refilled with GC_generic_malloc_many and go back on them when
 * their count reaches 0. Two kinds: containers, which the collector scans, and leaves (str, bytes,
 * float, int), which it need not. Collections run only at safe points, never inside an allocation.
 * Running out of memory ends the process; sizes that can be asked for by a program are checked
 * with heap_fits() first, so that they become MemoryError.
 */
#pragma once
#include "runtime/object.h"

struct Type;

void heap_start(void);

/* A new object of `size` bytes with count 1 and its header set; the rest is zero for containers
 * and NOT cleared for leaves. Counts `type` if it is a class made at run time. */
Ref heap_new(struct Type *type, size_t size);
Ref heap_new_leaf(struct Type *type, size_t size);      // holds no pointers
Ref heap_new_slot(struct Type *type);                   // a leaf of 24 bytes of a static type
/* Memory of a dead object back to its free list: for object_free and failed constructors. */
void heap_release(Ref object);

/* Raw blocks owned by exactly one object, which frees them. `scanned` blocks hold references and
 * are cleared; plain ones are not cleared. NULL may be freed. */
void *heap_scanned(size_t bytes);
void *heap_plain(size_t bytes);
void *heap_scanned_resize(void *block, size_t old_bytes, size_t new_bytes);  // grown part cleared
void *heap_plain_resize(void *block, size_t old_bytes, size_t new_bytes);
void heap_scanned_free(void *block, size_t bytes);
void heap_plain_free(void *block, size_t bytes);
/* Scratch that the collector frees by itself. */
void *heap_scratch(size_t bytes);
/* Blocks that the collector scans as roots until they are freed (arenas, tables of C modules). */
void *heap_root_block(size_t bytes);
void heap_root_free(void *block);
/* A static variable or array of references needs no call: static data is scanned. */

/* False and MemoryError when count * size is beyond the memory limit. */
MAY_RAISE bool heap_fits(size_t count, size_t size);
void heap_set_limit(size_t bytes);
size_t heap_limit(void);
size_t heap_used(void);               // bytes in use, as the collector counts them

/* --- the collector --- */
// set when enough containers were made; polled at safe points
extern volatile bool heap_wants_collection;
// finds cycles now; number of unreachable objects; may run user code
size_t heap_collect(void);
/* The same for programs that ask: exact, by counts, for containers that survived no more than
 * `generation` collections (GENERATION_OLD: all). */
size_t heap_collect_generation(unsigned generation);
/* If set, garbage is not destroyed but given to this function, which owns it then. */
extern void (*heap_save_garbage)(Ref object);
/* If set, is told of each container found to be garbage; must not allocate. */
extern void (*heap_tell_garbage)(Obj object);
/* If set, is called before and after each collection that the program did not ask for. */
extern void (*heap_watch_collection)(bool done, size_t found);
/* While held, none takes place: where references lie in memory that is not scanned. */
void heap_hold_collections(void);
void heap_let_collections(void);
void heap_set_enabled(bool enabled);  // automatic collections
bool heap_is_enabled(void);
// about so many containers made and not freed before one is wanted; 0: never; HEAP_THRESHOLD, which
// it is at first: as the heap thinks best
enum { HEAP_THRESHOLD = 2000 };
void heap_set_threshold(size_t made);
size_t heap_threshold(void);
size_t heap_made(void);               // containers made minus freed since the last collection
/* Calls `each` for every live container; it must not allocate. */
void heap_each(void (*each)(Ref object, void *context), void *context);
/* Extra roots: called at each collection to report ranges of references. */
void heap_add_roots(void (*push)(void (*range)(void *from, void *to)));
/* So much memory is in use that long loops in C shall reach a safe point, too. */
extern volatile bool heap_is_full;
/* What a safe point does when heap_wants_collection is set: collects (if enabled) and raises
 * MemoryError when that did not bring the heap below the limit. */
MAY_RAISE bool heap_safe_point(void);
/* Bytes of the memory block of an object (size class included); constant for its lifetime. */
size_t heap_block_size(Obj object);
/* A thread other than the main one, at its start and end, so that its stack is scanned. */
void heap_thread_enter(void);
void heap_thread_leave(void);
/* Debug build: live objects per type on standard error; number of those not immortal. */
size_t heap_report_live(void);
