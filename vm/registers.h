/* vm/registers.h -- how the loop reads and writes registers; floats in place where nobody else looks.
 * A dead temporary is NULL or a small int (frame.h).   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/float.h"
#include "vm/code.h"
#include <math.h>

static inline void die(Ref *slot)
{
    Ref x = *slot;
    *slot = NULL;
    drop(x);
}
static inline void set_register(Ref *slot, Ref value)
{
    Ref old = *slot;
    *slot = value;
    if (old) drop(old);
}
static inline bool both_small(Obj x, Obj y) { return (intptr_t)x & (intptr_t)y & 1; }

// An int beyond 2**53 may have been rounded: such a pair must be compared exactly.
static inline bool both_huge(double a, double b)
{
    return unlikely(fabs(a) >= 0x1p53) && fabs(b) >= 0x1p53;
}

/* Both exactly float, or one float and one small int; the values. */
static inline bool two_doubles(Obj x, Obj y, double *a, double *b)
{
    if (is_small(x)) {
        if (is_small(y) || y->type != &float_type) return false;
        *a = (double)small_value(x);
        *b = float_value(y);
        return true;
    }
    if (x->type != &float_type) return false;
    *a = float_value(x);
    if (is_small(y)) *b = (double)small_value(y);
    else if (y->type == &float_type) *b = float_value(y);
    else return false;
    return true;
}

/* A few dead floats wait here for the next result: most live for one expression. They keep a count
 * of 1, so that taking one is a load. (Not in the debug build, which counts what lives.) */
enum { SPARE_FLOATS = 32 };
typedef struct SpareFloats { unsigned count; Ref items[SPARE_FLOATS]; } SpareFloats;
extern SpareFloats spare_floats;

static inline Ref make_float(double value)
{
    if (unlikely(!spare_floats.count)) return float_new(value);
    Ref made = spare_floats.items[--spare_floats.count];
    ((Float *)made)->value = value;
    return made;
}
static inline void drop_float(Ref x)
{
#ifndef TUPLET_DEBUG
    if (likely(!is_small(x) && x->type == &float_type && x->count == 1
               && !(x->flags & (FLAG_WEAKREFS | FLAG_SEEN)) && spare_floats.count < SPARE_FLOATS)) {
        spare_floats.items[spare_floats.count++] = x;
        return;
    }
#endif
    drop(x);
}
static inline bool is_lone_float(Obj x)
{
    return x && !is_small(x) && x->type == &float_type && x->count == 1;
}

/* A float result when an operand dies: written over that operand if nobody else holds it. */
static inline void finish_float(Ref *r, const Instruction *i, double value)
{
    Ref *a = &r[i->a], result = NULL;
    if ((i->flags & B_DIES) && is_lone_float(r[i->b])) {
        result = take(&r[i->b]);
        ((Float *)result)->value = value;
    } else if ((i->flags & C_DIES) && is_lone_float(r[i->c])) {
        result = take(&r[i->c]);
        ((Float *)result)->value = value;
    } else {
        result = make_float(value);
    }
    if ((i->flags & B_DIES) && r[i->b]) drop_float(take(&r[i->b]));
    if ((i->flags & C_DIES) && r[i->c]) drop_float(take(&r[i->c]));
    set_register(a, result);
}
