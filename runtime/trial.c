/* runtime/trial.c -- finds by counts alone what only garbage refers to.
 *   SPDX-License-Identifier: MIT
 *
 * Counts are changed in place and are right again when trial_find returns; no user code runs in
 * between. Objects that are being destroyed do not take part, for what they hold is uncertain:
 * their references count as coming from outside. */
#include "runtime/trial.h"
#include "runtime/heap_pages.h"
#include "runtime/quarantine.h"

static Pile reached;

static void enter(Object *slot, void *generation)
{
    if (block_is_closed(slot) || !slot->type || !slot->count || slot->flags & FLAG_DEAD) return;
    if (object_generation(slot) <= *(unsigned *)generation) slot->flags |= FLAG_TRIAL;
}

static inline bool is_on_trial(Obj held)
{
    return held && !is_small(held) && held->flags & FLAG_TRIAL;
}

static void subtract(Obj held, void *context)
{
    (void)context;
    if (is_on_trial(held)) ((Object *)held)->count--;
}

static void subtract_held(Object *slot, void *context)
{
    if (!block_is_closed(slot) && slot->type && slot->flags & FLAG_TRIAL)
        object_visit(slot, subtract, context);
}

static inline void reach(Object *x)
{
    if (x->flags & FLAG_REACHED) return;
    x->flags |= FLAG_REACHED;
    pile_push(&reached, x);
}

static void restore(Obj held, void *context)
{
    (void)context;
    if (!is_on_trial(held)) return;
    ((Object *)held)->count++;
    reach((Object *)held);
}

static void reach_from(Object *slot, void *context)
{
    if (block_is_closed(slot) || !slot->type || !(slot->flags & FLAG_TRIAL) || !slot->count
        || slot->flags & FLAG_REACHED) return;
    reach(slot);
    while (reached.count) object_visit(reached.items[--reached.count], restore, context);
}

static void restore_count(Obj held, void *context)
{
    (void)context;
    if (is_on_trial(held)) ((Object *)held)->count++;
}

static void judge(Object *slot, void *garbage)
{
    if (block_is_closed(slot) || !slot->type || !(slot->flags & FLAG_TRIAL)) return;
    if (slot->flags & FLAG_REACHED) return;
    pile_push(garbage, slot);
    object_visit(slot, restore_count, NULL);
}

static void release(Object *slot, void *generation)
{
    if (block_is_closed(slot) || !slot->type || !(slot->flags & FLAG_REACHED)) return;
    slot->flags &= ~(uint32_t)(FLAG_TRIAL | FLAG_REACHED);
    unsigned older = *(unsigned *)generation + 1;
    object_set_generation(slot, older < GENERATION_OLD ? older : GENERATION_OLD);
}

void trial_find(Pile *garbage, unsigned generation)
{
    pages_each(&container_pages, enter, &generation);
    pages_each(&container_pages, subtract_held, NULL);
    pages_each(&container_pages, reach_from, NULL);
    pages_each(&container_pages, judge, garbage);
    pages_each(&container_pages, release, &generation);
    pile_empty(&reached);
}

static void spare(Obj held, void *context)
{
    (void)context;
    if (!is_on_trial(held)) return;
    ((Object *)held)->flags &= ~(uint32_t)FLAG_TRIAL;
    pile_push(&reached, (Object *)held);
}

void trial_spare(Object *x)
{
    spare(x, NULL);
    while (reached.count) object_visit(reached.items[--reached.count], spare, NULL);
    pile_empty(&reached);
}
