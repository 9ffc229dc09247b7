/* runtime/collector.c -- finding cycles: what counting cannot free, at safe points.
 *   SPDX-License-Identifier: MIT
 *
 * The collector marks from the roots. When it is done, and while the world is still stopped,
 * every live container without a mark is garbage:
 *   1. weak references to garbage are cleared; callbacks that are not garbage are queued;
 *   2. garbage that must run user code first is marked with all that it reaches: it lives on
 *      until its finalizer has run, and is looked at again in the next round;
 *   3. the rest is dead: references it holds on living objects are queued to be dropped, so that
 *      counts stay exact, and its memory comes back through the collector.
 * Queues lie in pages of their own: neither malloc nor the collector may be called in between.
 *
 * The roots include every word on the stack, be it stale. A program that asks for a collection
 * wants the truth: then garbage is first found by counts (trial.h) and goes through the same
 * three steps. Marking also finds what counts cannot: objects held by a count that C code lost.
 */
#include "runtime/heap_pages.h"
#include "runtime/object.h"
#include "runtime/error.h"
#include "runtime/call.h"
#include "runtime/intern.h"
#include "runtime/pile.h"
#include "runtime/quarantine.h"
#include "runtime/trial.h"
#include "runtime/types/weakref.h"
#include <gc/gc.h>
#include <gc/gc_mark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Pile garbage, finalizers, callbacks, drops, marking, saved;
static bool collecting;
static int held;                      // heap_hold_collections
static bool by_counts;                // how garbage is told from the living
static size_t buried;                 // containers found dead in this round ...
static size_t counted;                // ... and those among them that programs are told of
void (*heap_save_garbage)(Ref object);
void (*heap_tell_garbage)(Obj object);
enum { ROUNDS = 3, MAX_ROOTS = 16 };
static void (*root_pushers[MAX_ROOTS])(void (*range)(void *from, void *to));
static int root_pusher_count;
static GC_push_other_roots_proc push_default_roots;

// --- at the end of marking, the world stopped

static inline bool is_alive(Obj x)
{
    return by_counts ? !(x->flags & FLAG_TRIAL) : heap_is_marked(x);
}

static void find_garbage(Object *slot, void *context)
{
    (void)context;
    if (!slot->type || !slot->count || (slot->flags & (FLAG_IMMORTAL | FLAG_DEAD))) return;
    if (!GC_is_marked(slot)) pile_push(&garbage, slot);
    else if (object_generation(slot) < GENERATION_OLD) object_set_generation(slot, GENERATION_OLD);
}

static void mark_word(uintptr_t word)
{
    if (word & 1 || word < (uintptr_t)GC_least_plausible_heap_addr
        || word > (uintptr_t)GC_greatest_plausible_heap_addr)
        return;
    void *base = GC_base((void *)word);
    if (!base || GC_is_marked(base)) return;
    GC_set_mark_bit(base);
    pile_push(&marking, base);
}

/* Marks x and all that can be reached from it, as conservatively as the collector does. */
static void mark_from(Object *x)
{
    if (by_counts) {
        trial_spare(x);
        return;
    }
    mark_word((uintptr_t)x);
    while (marking.count) {
        uintptr_t *block = (uintptr_t *)marking.items[--marking.count];
        size_t size;
        int kind = GC_get_kind_and_size(block, &size);
        if (kind != container_pages.kind && kind != heap_block_kinds[1]
            && kind != heap_block_kinds[2]) continue;
        for (size_t i = 0; i < size / sizeof *block; i++) mark_word(block[i]);
    }
}

static void queue_callback(Ref weakref)
{
    if (is_alive(weakref)) pile_push(&callbacks, keep(weakref));
}

static void queue_drop(Obj held, void *context)
{
    (void)context;
    if (held && !is_small(held) && !(held->flags & FLAG_IMMORTAL) && is_alive(held))
        pile_push(&drops, (Object *)held);
}

/* Garbage that others want to keep. */
static void save_garbage(void)
{
    for (size_t i = 0; i < garbage.count; i++)
        if (!is_alive(garbage.items[i])) pile_push(&saved, keep(garbage.items[i]));
    counted = saved.count;
    for (size_t i = 0; i < saved.count; i++) mark_from(saved.items[i]);
}

static void bury_garbage(void)
{
    size_t dead = 0;
    for (size_t i = 0; i < garbage.count; i++)
        if (!is_alive(garbage.items[i])) garbage.items[dead++] = garbage.items[i];
    for (size_t i = 0; i < dead; i++) {
        Object *x = garbage.items[i];
        counted += object_is_tracked(x);
        object_visit(x, queue_drop, NULL);
        if (x->type->bury) x->type->bury(x);
    }
    for (size_t i = 0; i < dead; i++) {
        if (garbage.items[i]->flags & FLAG_SEEN && object_gone) object_gone(garbage.items[i]);
        garbage.items[i]->type = NULL;
    }
    garbage.count = buried = dead;
}

#ifdef TUPLET_DEBUG
/* The audit must not take unreachable leaves for live ones. */
static void forget_leaf(Object *slot, void *context)
{
    (void)context;
    if (slot->type && !GC_is_marked(slot)) slot->type = NULL;
}
#endif

/* The three steps. */
static void judge_garbage(void)
{
    if (heap_tell_garbage)
        for (size_t i = 0; i < garbage.count; i++) heap_tell_garbage(garbage.items[i]);
    for (size_t i = 0; i < garbage.count; i++)
        if (garbage.items[i]->flags & FLAG_WEAKREFS)
            weakref_clear_collected(garbage.items[i], queue_callback);
    for (size_t i = 0; i < garbage.count; i++)
        if (object_must_finalize(garbage.items[i])) pile_push(&finalizers, keep(garbage.items[i]));
    for (size_t i = 0; i < finalizers.count; i++) mark_from(finalizers.items[i]);
    if (heap_save_garbage) save_garbage();
    bury_garbage();
}

static void mark_frozen(void)
{
    for (size_t i = 0; i < garbage.count; i++)
        if (object_generation(garbage.items[i]) == GENERATION_FROZEN) mark_from(garbage.items[i]);
    size_t unmarked = 0;
    for (size_t i = 0; i < garbage.count; i++)
        if (!is_alive(garbage.items[i])) garbage.items[unmarked++] = garbage.items[i];
    garbage.count = unmarked;
}

/* A name in static data stays. */
static bool name_is_alive(Obj name)
{
    return !(name->flags & FLAG_SIZE_CLASS) || GC_is_marked(name);
}

static void on_marked(void)
{
    pages_each(&container_pages, find_garbage, NULL);
    mark_frozen();
    judge_garbage();
    intern_forget(name_is_alive);
#ifdef TUPLET_DEBUG
    pages_each(&leaf_pages, forget_leaf, NULL);
#endif
}

static void on_event(GC_EventType event)
{
    if (!collecting) return;
    if (event == GC_EVENT_START) heap_forget_free_lists();
    if (event == GC_EVENT_MARK_END) on_marked();
}

// --- a collection

static __attribute__((noinline)) void run_collector(void)
{
    GC_enable();
    GC_gcollect();
    GC_disable();
}

/* Dead frames below must not keep garbage alive. */
static __attribute__((noinline)) void clear_stack_below(void)
{
    char stretch[16 * 1024];
    memset(stretch, 0, sizeof stretch);
    __asm__ volatile("" : : "r"(stretch) : "memory");
}

static void run_callbacks(void)
{
    for (size_t i = 0; i < callbacks.count; i++) {
        WeakRef *weakref = (WeakRef *)callbacks.items[i];
        scoped Ref callback = take(&weakref->callback);
        if (callback) {
            Ref result = call1(callback, &weakref->head);
            if (result) drop(result);
            else error_report_unraisable(callback);
        }
        drop(&weakref->head);
    }
    pile_empty(&callbacks);
}

/* About the order in which they were made: memory is taken page by page, from the end of each. */
static int by_age(const void *left, const void *right)
{
    uintptr_t a = *(const uintptr_t *)left, b = *(const uintptr_t *)right;
    if (a / PAGE_BYTES != b / PAGE_BYTES) return a < b ? -1 : 1;
    return a > b ? -1 : a < b;
}

static void run_finalizers(void)
{
    if (finalizers.count)
        qsort(finalizers.items, finalizers.count, sizeof *finalizers.items, by_age);
    for (size_t i = 0; i < finalizers.count; i++) {
        Object *x = finalizers.items[i];
        if (object_must_finalize(x)) {
            x->flags |= FLAG_FINALIZED;
            x->type->finalize(x);
        }
    }
    for (size_t i = 0; i < finalizers.count; i++) drop(finalizers.items[i]);
    pile_empty(&finalizers);
}

static void give_saved(void)
{
    for (size_t i = 0; i < saved.count; i++) heap_save_garbage(saved.items[i]);
    pile_empty(&saved);
}

/* What had to wait until objects may be used again. */
static void after_judgement(void)
{
    pile_empty(&garbage);
    pile_empty(&marking);
    scoped Ref pending = error_take();
    run_callbacks();
    run_finalizers();
    for (size_t i = 0; i < drops.count; i++) drop(drops.items[i]);
    pile_empty(&drops);
    give_saved();
    if (pending) raise_again(take(&pending));
}

/* One round; was there user code to run? */
static bool collect_by_marks(void)
{
    clear_stack_below();
    by_counts = false;
    buried = 0;
    run_collector();
    bool again = finalizers.count > 0;
    heap_find_free_slots();
    heap_after_collection(buried);
    after_judgement();
    return again;
}

static bool collect_by_counts(unsigned generation)
{
    by_counts = true;
    trial_find(&garbage, generation);
    judge_garbage();
    bool again = finalizers.count > 0;
    for (size_t i = 0; i < garbage.count; i++) heap_recycle(garbage.items[i]);
    after_judgement();
    return again;
}

static __attribute__((noinline)) size_t collect_rounds(void)
{
    bool again = true;
    collecting = true;
    counted = 0;
    for (int round = 0; again && round < ROUNDS; round++) again = collect_by_marks();
    collecting = false;
    return counted;
}

/* Does little itself, so that all frames that the collector will see lie in the cleared stretch. */
size_t heap_collect(void)
{
    heap_wants_collection = false;
    if (collecting || held) return 0;
    clear_stack_below();
    return collect_rounds();
}

void heap_hold_collections(void)  { held++; }
void heap_let_collections(void)   { held--; }
bool collector_is_held(void)      { return held; }

size_t heap_collect_generation(unsigned generation)
{
    if (collecting || held) return 0;
    collecting = true;
    counted = 0;
    bool again = true;
    for (int round = 0; again && round < ROUNDS; round++) again = collect_by_counts(generation);
    collecting = false;
    size_t exact = counted;
    return generation < GENERATION_OLD ? exact : exact + heap_collect();
}

// --- roots

static void push_range(void *from, void *to)
{
    if (from < to) GC_push_all(from, to);
}

static void push_roots(void)
{
    if (push_default_roots) push_default_roots();
    for (int i = 0; i < root_pusher_count; i++) root_pushers[i](push_range);
}

void heap_add_roots(void (*push)(void (*range)(void *from, void *to)))
{
    if (root_pusher_count == MAX_ROOTS) abort();
    root_pushers[root_pusher_count++] = push;
}

#ifdef TUPLET_DEBUG
void collector_each_root(void (*range)(void *from, void *to))
{
    for (int i = 0; i < root_pusher_count; i++) root_pushers[i](range);
}
#endif

void collector_start(void)
{
    push_default_roots = GC_get_push_other_roots();
    GC_set_push_other_roots(push_roots);
    GC_set_on_collection_event(on_event);
}

// --- what is alive

typedef struct TypeTally { Type *type; size_t count; } TypeTally;
enum { TALLY_ROOM = 512 };
static TypeTally tally[TALLY_ROOM];

static void tally_object(Object *slot, void *total)
{
    if (block_is_closed(slot) || !slot->type || !slot->count || (slot->flags & FLAG_IMMORTAL)) return;
    ++*(size_t *)total;
    int i = 0;
    while (i < TALLY_ROOM - 1 && tally[i].type && tally[i].type != slot->type) i++;
    tally[i].type = slot->type;
    tally[i].count++;
}

size_t heap_report_live(void)
{
    size_t total = 0;
    memset(tally, 0, sizeof tally);
    pages_each(&container_pages, tally_object, &total);
#ifdef TUPLET_DEBUG
    pages_each(&leaf_pages, tally_object, &total);
#endif
    for (int i = 0; i < TALLY_ROOM && tally[i].type; i++)
        fprintf(stderr, "%8zu  %s\n", tally[i].count, tally[i].type->name);
    return total;
}
