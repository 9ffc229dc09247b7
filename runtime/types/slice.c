/* runtime/types/slice.c -- slice: three objects, and the arithmetic of slice.indices.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/slice.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap_fast.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

Ref slice_new(Obj start, Obj stop, Obj step)
{
    Slice *made = (Slice *)heap_fast_new(&slice_type, sizeof(Slice));
    made->start = keep(start ? start : None_object);
    made->stop = keep(stop ? stop : None_object);
    made->step = keep(step ? step : None_object);
    return &made->head;
}

static Ref slice_create(Type *type, const Obj arg[])
{
    enum { start, stop, step };
    (void)type;
    return arg[stop] ? slice_new(arg[start], arg[stop], arg[step])
                     : slice_new(NULL, arg[start], NULL);
}

static void slice_destroy(Ref self)
{
    Slice *s = (Slice *)self;
    drop(s->start);
    drop(s->stop);
    drop(s->step);
}

static void slice_visit(Obj self, Visit visit, void *context)
{
    const Slice *s = (const Slice *)self;
    visit(s->start, context);
    visit(s->stop, context);
    visit(s->step, context);
}

static Ref slice_repr(Obj self)
{
    const Slice *s = (const Slice *)self;
    return str_format("slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static Ref as_tuple(Obj self)
{
    const Slice *s = (const Slice *)self;
    return tuple_pack(3, s->start, s->stop, s->step);
}

static Ref slice_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_slice(other)) return not_implemented();
    if (self == other) return bool_new(compare_holds(op, 0));
    scoped Ref left = as_tuple(self), right = as_tuple(other);
    return compare(left, right, op);
}

static bool slice_hash(Obj self, intptr_t *hash)
{
    const Slice *s = (const Slice *)self;
    Obj const parts[] = { s->start, s->stop, s->step };
    uint64_t mixed = 2870177450012600261u;
    for (int i = 0; i < 3; i++) {
        intptr_t part;
        if (!object_hash(parts[i], &part)) return false;
        mixed += (uint64_t)part * 14029467366897019727u;
        mixed = (mixed << 31 | mixed >> 33) * 11400714785074694791u;
    }
    *hash = mixed == (uint64_t)-1 ? 1546275796 : (intptr_t)mixed;
    return true;
}

/* --- indices of any size --- */

static Ref exact_index(Obj x)
{
    scoped Ref index = object_get_index(x);
    return index ? int_exact(index) : NULL;
}

static Ref bound_index(Obj x)
{
    if (!type_of(x)->to_index)
        return raise_type_error("slice indices must be integers or None or have an __index__ "
                                "method");
    return exact_index(x);
}

/* A bound counted from the end if negative and kept within [lower, upper]. */
static Ref clipped(Obj bound, Obj fallback, Obj length, Obj lower, Obj upper)
{
    if (is_none(bound)) return keep(fallback);
    scoped Ref index = bound_index(bound);
    if (!index) return NULL;
    if (int_sign(index) < 0) {
        Ref from_end = int_add(index, length);
        replace(&index, from_end);
        return int_compare(index, lower) < 0 ? keep(lower) : take(&index);
    }
    return int_compare(index, upper) > 0 ? keep(upper) : take(&index);
}

bool slice_bounds(Obj slice, Obj length, Ref *start, Ref *stop, Ref *step)
{
    const Slice *s = (const Slice *)slice;
    scoped Ref stride = is_none(s->step) ? small_int(1) : bound_index(s->step);
    if (!stride) return false;
    if (int_sign(stride) == 0) return raise_value_error("slice step cannot be zero");
    bool down = int_sign(stride) < 0;
    scoped Ref lower = small_int(down ? -1 : 0);
    scoped Ref upper = down ? int_subtract(length, small_int(1)) : keep(length);
    scoped Ref from = clipped(s->start, down ? upper : lower, length, lower, upper);
    if (!from) return false;
    scoped Ref to = clipped(s->stop, down ? lower : upper, length, lower, upper);
    if (!to) return false;
    *start = take(&from);
    *stop = take(&to);
    *step = take(&stride);
    return true;
}

static Ref slice_indices(const Obj arg[])
{
    enum { self, length };
    scoped Ref count = exact_index(arg[length]);
    if (!count) return NULL;
    if (int_sign(count) < 0) return raise_value_error("length should not be negative");
    Ref bounds[3];
    if (!slice_bounds(arg[self], count, &bounds[0], &bounds[1], &bounds[2])) return NULL;
    return tuple_give_items(bounds, 3);
}

static Ref slice_reduce(const Obj arg[])
{
    scoped Ref parts = as_tuple(arg[0]);
    return tuple_pack(2, &slice_type.head, parts);
}

static const Method slice_methods[] = {
    { "indices(self, length, /)", slice_indices,
      "The start, stop and step that the slice means for a sequence of that length.", 0 },
    { "__reduce__(self, /)", slice_reduce, NULL, 0 },
    { 0 }
};

static const Member slice_members[] = {
    { "start", MEMBER_OBJECT, offsetof(Slice, start), false, NULL },
    { "stop", MEMBER_OBJECT, offsetof(Slice, stop), false, NULL },
    { "step", MEMBER_OBJECT, offsetof(Slice, step), false, NULL },
    { 0 }
};

Type slice_type = {
    TYPE_HEADER, .name = "slice", .signature = "slice(start, stop=, step=, /)",
    .doc = "slice(stop)\nslice(start, stop[, step])\n\n"
           "What stands between the brackets of x[a:b:c].",
    .size = sizeof(Slice), .flags = TYPE_FINAL,
    .create = slice_create, .destroy = slice_destroy, .visit = slice_visit,
    .repr = slice_repr, .compare = slice_compare, .hash = slice_hash,
    .methods = slice_methods, .members = slice_members,
};
