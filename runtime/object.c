/* runtime/object.c -- the end of an object: finalizer, weak references, contents, memory.
 *   SPDX-License-Identifier: MIT */
#include "runtime/object.h"
#include "runtime/error.h"
#include "runtime/heap_fast.h"
#include "runtime/instance.h"
#include "runtime/types/dict.h"
#include "runtime/types/tuple.h"
#include "runtime/types/weakref.h"
#include <string.h>

/* Objects whose destruction has to wait, so that a long chain does not recurse in C. A root
 * block: their count is 0, but the collector must not take them yet. */
static Ref *waiting;
static size_t waiting_count, waiting_room;
static int depth;
void (*object_gone)(Obj x);
enum { DEPTH_LIMIT = 50 };

static void wait_for_turn(Ref x)
{
    if (waiting_count == waiting_room) {
        size_t room = waiting_room ? waiting_room * 2 : 256;
        Ref *grown = heap_root_block(room * sizeof *grown);
        if (waiting) memcpy(grown, waiting, waiting_count * sizeof *grown);
        heap_root_free(waiting);
        waiting = grown;
        waiting_room = room;
    }
    waiting[waiting_count++] = x;
}

/* __del__ and the like; false: the object came back to life. */
static bool run_finalizer(Ref x)
{
    x->flags |= FLAG_FINALIZED;
    x->count = 1;
    scoped Ref pending = error_take();
    x->type->finalize(x);
    if (pending) raise_again(take(&pending));
    return --x->count == 0;
}

/* Values of __slots__ lie at the end of what each class added. */
static void drop_slots(Ref x, Type *type)
{
    for (; type && (type->flags & TYPE_HEAP); type = type->base) {
        Ref *slot = (Ref *)((char *)x + type->size - type->slots_size);
        for (size_t i = 0; i < type->slots_size / sizeof(Ref); i++)
            if (slot[i]) drop(take(&slot[i]));
    }
}

/* Objects made before their class got a __del__ lack FLAG_FINALIZE. */
bool object_must_finalize(Obj x)
{
    return ((x->flags & FLAG_FINALIZE) || (x->type->flags & TYPE_HAS_DEL))
        && !(x->flags & FLAG_FINALIZED) && x->type->finalize;
}

static void destroy(Ref x)
{
    Type *type = x->type;
    if (object_must_finalize(x) && !run_finalizer(x)) return;
    x->flags |= FLAG_DEAD;
    if (x->flags & FLAG_WEAKREFS) {
        scoped Ref pending = error_take();
        weakref_clear(x, true);
        if (pending) raise_again(take(&pending));
    }
    if (x->flags & FLAG_SEEN && object_gone) object_gone(x);
    if (type->destroy) type->destroy(x);
    if (type->attributes_offset) instance_clear(x);
    if (type->flags & TYPE_HEAP) drop_slots(x, type);
    heap_release(x);
}

static void serve_waiting(void)
{
    while (waiting_count) destroy(waiting[--waiting_count]);
}

static __attribute__((noinline)) void free_special(Ref x)
{
    if (x->flags & (FLAG_IMMORTAL | FLAG_DEAD)) {
        if (x->flags & FLAG_IMMORTAL) x->count = IMMORTAL_COUNT;
        return;
    }
    if (depth >= DEPTH_LIMIT) {
        wait_for_turn(x);
        return;
    }
    depth++;
    destroy(x);
    if (depth == 1) serve_waiting();
    depth--;
}

void object_free(Ref x)
{
    enum { SPECIAL = FLAG_FINALIZE | FLAG_WEAKREFS | FLAG_IMMORTAL | FLAG_DEAD | FLAG_SEEN };
    const Type *type = x->type;
    if (unlikely((x->flags & SPECIAL) || !(type->flags & TYPE_PLAIN_END))) {
        free_special(x);
        return;
    }
    if (type->destroy) {
        if (unlikely(depth >= DEPTH_LIMIT)) {
            wait_for_turn(x);
            return;
        }
        x->flags |= FLAG_DEAD;
        depth++;
        type->destroy(x);
        if (unlikely(depth == 1 && waiting_count)) serve_waiting();
        depth--;
    }
    heap_fast_release(x);
}

void object_visit(Obj x, void (*visit)(Obj held, void *context), void *context)
{
    Type *type = x->type;
    if (type->visit) type->visit(x, visit, context);
    if (type->attributes_offset) instance_visit(x, visit, context);
    for (Type *t = type; t && (t->flags & TYPE_HEAP); t = t->base) {
        Ref *slot = (Ref *)((char *)x + t->size - t->slots_size);
        for (size_t i = 0; i < t->slots_size / sizeof(Ref); i++)
            if (slot[i]) visit(slot[i], context);
    }
    if (type->flags & TYPE_HEAP) visit(&type->head, context);
}

bool object_is_tracked(Obj x)
{
    const Type *type = type_of(x);
    if (is_type(x)) return ((const Type *)x)->flags & TYPE_HEAP;
    if (type->flags & TYPE_UNTRACKED) return false;
    if (is_exact_dict(x)) return dict_length(x) > 0;
    if (has_type(x, &tuple_type)) return tuple_length(x) > 0;
    return type->visit || type->attributes_offset || (type->flags & TYPE_HEAP);
}
