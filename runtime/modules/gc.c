/* runtime/modules/gc.c -- the module gc.   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/type.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <stdio.h>
#include <time.h>

enum { GENERATIONS = 3 };
enum { DEBUG_STATS = 1, DEBUG_COLLECTABLE = 2, DEBUG_UNCOLLECTABLE = 4, DEBUG_SAVEALL = 32 };
static Ref callbacks, garbage;                 // lists that the module shows
static intptr_t thresholds[GENERATIONS] = { 2000, 10, 10 };
static intptr_t debug_flags;
static struct { intptr_t collections, collected; } stats[GENERATIONS];

// --- collecting

static Ref info_for(intptr_t generation, size_t collected)
{
    Ref info = dict_new();
    dict_set_str(info, intern("generation"), small_int(generation));
    dict_set_str(info, intern("collected"), small_int((intptr_t)collected));
    dict_set_str(info, intern("uncollectable"), small_int(0));
    return info;
}

static void run_callbacks(const char *phase, intptr_t generation, size_t collected)
{
    if (!callbacks || !list_length(callbacks)) return;
    scoped Ref info = info_for(generation, collected);
    scoped Ref each = list_slice(callbacks, 0, list_length(callbacks));
    for (size_t i = 0; i < list_length(each); i++) {
        Obj callback = list_peek(each, i);
        scoped Ref done = call2(callback, intern(phase), info);
        if (!done) error_report_unraisable(callback);
    }
}

static void count_generations(Ref object, void *counts)
{
    ((size_t *)counts)[object_generation(object)]++;
}

static void print_start(intptr_t generation)
{
    size_t count[GENERATIONS + 1] = { 0 };
    heap_each(count_generations, count);
    fprintf(stderr, "gc: collecting generation %ld...\n"
            "gc: objects in each generation: %zu %zu %zu\n"
            "gc: objects in permanent generation: %zu\n",
            (long)generation, count[0], count[1], count[2], count[3]);
}

static void print_end(size_t found, clock_t start)
{
    fprintf(stderr, "gc: done, %zu unreachable, 0 uncollectable, %.4fs elapsed\n", found,
            (double)(clock() - start) / CLOCKS_PER_SEC);
}

static void tell(Obj object)
{
    if (object_is_tracked(object))
        fprintf(stderr, "gc: collectable <%.100s %p>\n", type_name(object), (void *)object);
}

static void save(Ref object)
{
    list_append(garbage, object);
    drop(object);
}

static void note(intptr_t generation, size_t found)
{
    stats[generation].collections++;
    stats[generation].collected += (intptr_t)found;
}

static Ref collect(const Obj arg[])
{
    intptr_t generation = GENERATIONS - 1;
    if (arg[0] && !argument_to_size(arg[0], &generation)) return NULL;
    if (generation < 0 || generation >= GENERATIONS) return raise_value_error("invalid generation");
    run_callbacks("start", generation, 0);
    clock_t start = clock();
    if (debug_flags & DEBUG_STATS) print_start(generation);
    size_t found = heap_collect_generation((unsigned)generation);
    if (debug_flags & DEBUG_STATS) print_end(found, start);
    note(generation, found);
    run_callbacks("stop", generation, found);
    return int_new((intptr_t)found);
}

/* A collection that nobody asked for is one of everything. */
static void watch(bool done, size_t found)
{
    if (done) note(GENERATIONS - 1, found);
    run_callbacks(done ? "stop" : "start", GENERATIONS - 1, found);
}

// --- settings

static Ref enable(const Obj arg[])
{
    (void)arg;
    heap_set_enabled(true);
    return none_new();
}

static Ref disable(const Obj arg[])
{
    (void)arg;
    heap_set_enabled(false);
    return none_new();
}

static Ref is_enabled(const Obj arg[])
{
    (void)arg;
    return bool_new(heap_is_enabled());
}

static Ref set_threshold(const Obj arg[])
{
    intptr_t given[GENERATIONS];
    for (int i = 0; i < GENERATIONS; i++) {
        given[i] = thresholds[i];
        if (arg[i] && !argument_to_size(arg[i], &given[i])) return NULL;
    }
    for (int i = 0; i < GENERATIONS; i++) thresholds[i] = given[i];
    heap_set_threshold(given[0] > 0 ? (size_t)given[0] : 0);
    return none_new();
}

static Ref three(intptr_t a, intptr_t b, intptr_t c)
{
    Ref items[] = { int_new(a), int_new(b), int_new(c) };
    return tuple_give_items(items, 3);
}

static Ref get_threshold(const Obj arg[])
{
    (void)arg;
    return three(thresholds[0], thresholds[1], thresholds[2]);
}

static Ref get_count(const Obj arg[])
{
    (void)arg;
    return three((intptr_t)heap_made(), 0, 0);
}

static Ref get_stats(const Obj arg[])
{
    (void)arg;
    Ref all = list_new(GENERATIONS);
    for (int i = 0; i < GENERATIONS; i++) {
        Ref row = dict_new();
        dict_set_str(row, intern("collections"), small_int(stats[i].collections));
        dict_set_str(row, intern("collected"), small_int(stats[i].collected));
        dict_set_str(row, intern("uncollectable"), small_int(0));
        list_give(all, row);
    }
    return all;
}

static Ref get_debug(const Obj arg[])
{
    (void)arg;
    return int_new(debug_flags);
}

static Ref set_debug(const Obj arg[])
{
    intptr_t flags;
    if (!argument_to_size(arg[0], &flags)) return NULL;
    debug_flags = flags;
    heap_save_garbage = flags & DEBUG_SAVEALL ? save : NULL;
    heap_tell_garbage = flags & DEBUG_COLLECTABLE ? tell : NULL;
    return none_new();
}

// --- looking at objects

enum { ANY_GENERATION = -1 };
typedef struct Found {
    Ref *items;
    size_t count, room;
    intptr_t generation;      // wanted; else ANY_GENERATION, which leaves out the frozen ones
    Obj wanted;
    bool hit;
} Found;

static void count_one(Ref object, void *context)
{
    (void)object;
    ((Found *)context)->room++;
}

static void store_one(Ref object, void *context)
{
    Found *found = context;
    unsigned generation = object_generation(object);
    bool fits = found->generation == ANY_GENERATION ? generation != GENERATION_FROZEN
                                                    : (intptr_t)generation == found->generation;
    if (fits && found->count < found->room && object_is_tracked(object))
        found->items[found->count++] = object;
}

/* All tracked containers but the block itself; give back with heap_scanned_free. */
static Found find_containers(intptr_t generation)
{
    Found found = { .generation = generation };
    heap_each(count_one, &found);
    found.room++;
    found.items = heap_scanned(found.room * sizeof *found.items);
    heap_each(store_one, &found);
    return found;
}

static Ref get_objects(const Obj arg[])
{
    intptr_t generation = ANY_GENERATION;
    if (arg[0] && !is_none(arg[0])) {
        if (!type_of(arg[0])->to_index)
            return raise_type_error("argument should be integer or None, not '%T'", arg[0]);
        if (!object_to_size(arg[0], &generation, &overflow_error_type)) return NULL;
        if (generation < ANY_GENERATION) return raise_value_error("generation parameter cannot be negative");
        if (generation >= GENERATIONS)
            return raise_value_error("generation parameter must be less than the number of "
                                     "available generations (%d)", GENERATIONS);
    }
    Found found = find_containers(generation);
    Ref all = list_from_items((Obj const *)found.items, found.count);
    heap_scanned_free(found.items, found.room * sizeof *found.items);
    return all;
}

static void look_for(Obj held, void *context)
{
    Found *found = context;
    for (size_t i = 0; i < tuple_length(found->wanted); i++)
        if (tuple_peek(found->wanted, i) == held) found->hit = true;
}

static Ref get_referrers(const Obj arg[])
{
    Found found = find_containers(ANY_GENERATION);
    found.wanted = arg[0];
    Ref all = list_new(4);
    for (size_t i = 0; i < found.count; i++) {
        Ref object = found.items[i];
        found.hit = false;
        if (object != arg[0]) object_visit(object, look_for, &found);
        if (found.hit) list_append(all, object);
    }
    heap_scanned_free(found.items, found.room * sizeof *found.items);
    return all;
}

static void append_held(Obj held, void *list)
{
    list_append(list, held);
}

static Ref get_referents(const Obj arg[])
{
    Ref all = list_new(4);
    for (size_t i = 0; i < tuple_length(arg[0]); i++) {
        Obj object = tuple_peek(arg[0], i);
        if (!is_small(object)) object_visit(object, append_held, all);
    }
    return all;
}

static Ref is_tracked(const Obj arg[])
{
    return bool_new(object_is_tracked(arg[0]));
}

static Ref is_finalized(const Obj arg[])
{
    return bool_new(!is_small(arg[0]) && (arg[0]->flags & FLAG_FINALIZED));
}

// --- the permanent generation

static void freeze_one(Ref object, void *context)
{
    (void)context;
    object_set_generation(object, GENERATION_FROZEN);
}

static void unfreeze_one(Ref object, void *context)
{
    (void)context;
    if (object_generation(object) == GENERATION_FROZEN)
        object_set_generation(object, GENERATION_OLD);
}

static Ref freeze(const Obj arg[])
{
    (void)arg;
    heap_each(freeze_one, NULL);
    return none_new();
}

static Ref unfreeze(const Obj arg[])
{
    (void)arg;
    heap_each(unfreeze_one, NULL);
    return none_new();
}

static Ref get_freeze_count(const Obj arg[])
{
    (void)arg;
    size_t count[GENERATIONS + 1] = { 0 };
    heap_each(count_generations, count);
    return int_new((intptr_t)count[GENERATION_FROZEN]);
}

// --- table

static bool start(Ref module)
{
    callbacks = list_new(0);
    garbage = list_new(0);
    module_add(module, "callbacks", keep(callbacks));
    module_add(module, "garbage", keep(garbage));
    module_add(module, "DEBUG_STATS", small_int(DEBUG_STATS));
    module_add(module, "DEBUG_COLLECTABLE", small_int(DEBUG_COLLECTABLE));
    module_add(module, "DEBUG_UNCOLLECTABLE", small_int(DEBUG_UNCOLLECTABLE));
    module_add(module, "DEBUG_SAVEALL", small_int(DEBUG_SAVEALL));
    module_add(module, "DEBUG_LEAK",
               small_int(DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL));
    heap_watch_collection = watch;
    return true;
}

static const Method functions[] = {
    { "collect(generation=2)", collect, "Run the garbage collector.", 0 },
    { "enable()", enable, "Enable automatic garbage collection.", 0 },
    { "disable()", disable, "Disable automatic garbage collection.", 0 },
    { "isenabled()", is_enabled, "Returns true if automatic garbage collection is enabled.", 0 },
    { "set_threshold(threshold0, threshold1=, threshold2=, /)", set_threshold,
      "Set the collection thresholds (the collection frequency).", 0 },
    { "get_threshold()", get_threshold, "Return the current collection thresholds.", 0 },
    { "get_count()", get_count, "Return a three-tuple of the current collection counts.", 0 },
    { "get_stats()", get_stats, "Return a list of dictionaries containing statistics.", 0 },
    { "get_debug()", get_debug, "Get the garbage collection debugging flags.", 0 },
    { "set_debug(flags, /)", set_debug, "Set the garbage collection debugging flags.", 0 },
    { "get_objects(generation=None)", get_objects, "Return a list of objects tracked by the "
      "collector.", 0 },
    { "get_referrers(*objs)", get_referrers, "Return the list of objects that directly refer to "
      "any of 'objs'.", 0 },
    { "get_referents(*objs)", get_referents, "Return the list of objects that are directly "
      "referred to by 'objs'.", 0 },
    { "is_tracked(obj, /)", is_tracked, "Returns true if the object is tracked by the garbage "
      "collector.", 0 },
    { "is_finalized(obj, /)", is_finalized, "Returns true if the object has been already "
      "finalized by the GC.", 0 },
    { "freeze()", freeze, "Freeze all current tracked objects.", 0 },
    { "unfreeze()", unfreeze, "Unfreeze all objects in the permanent generation.", 0 },
    { "get_freeze_count()", get_freeze_count, "Return the number of objects in the permanent "
      "generation.", 0 },
    { 0 }
};

const Module gc_module = {
    "gc", "This module provides access to the garbage collector.", functions, NULL, start
};
