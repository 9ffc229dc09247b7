/* runtime/object.h -- the value: a tagged small int or a counted object behind a header.
 * Read first.   SPDX-License-Identifier: MIT
 *
 * A value is one machine word.
 *
 *      63                              1 0
 *     +---------------------------------+-+
 *     | small int, 63 bits, signed      |1|      no memory behind it, never counted
 *     +---------------------------------+-+
 *     | address of an Object            |0|
 *     +---------------------------------+-+
 *
 * Every object begins with the header {count, type}. When the count reaches 0 the object is
 * destroyed at once; cycles are found later by the collector (heap.h).
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct Type;

typedef struct Object {
    // references held on this object; immortal objects start at IMMORTAL_COUNT
    uint32_t count;
    uint32_t flags;       // FLAG_* and, in the low byte, the heap's size class
    struct Type *type;    // borrowed for static types, counted for classes; NULL once freed
} Object;

enum {
    FLAG_SIZE_CLASS = 0xff,        // 0: a large block; else heap.c's size class
    FLAG_IMMORTAL   = 1 << 8,      // never freed (None, static types, interned names)
    FLAG_WEAKREFS   = 1 << 9,      // somebody holds a weak reference (weakref.c's table)
    FLAG_FINALIZED  = 1 << 10,     // __del__ has run once
    FLAG_FINALIZE   = 1 << 11,     // user code must run before this object goes (has __del__ ...)
    FLAG_DEAD       = 1 << 12,     // being destroyed
    FLAG_VISITING   = 1 << 13,     // inside repr (recursion mark)
    FLAG_TRIAL      = 1 << 14,     // trial.c: takes part, later: is garbage
    FLAG_REACHED    = 1 << 15,     // trial.c: is not
    FLAG_GENERATION = 3 << 16,     // collections survived, at most 2; 3: frozen
    FLAG_SEEN       = 1 << 18,     // a view shows it: object_gone is told when it dies
};
enum { GENERATION_OLD = 2, GENERATION_FROZEN = 3, GENERATION_SHIFT = 16 };
#define IMMORTAL_COUNT 0x40000000u

#ifdef OWNERSHIP_CHECK                 // make ownership: syntax only, so a borrowed value
typedef struct Object *Ref;            // cannot silently become an owned one
typedef const struct Object *Obj;
#else
typedef struct Object *Ref;            // I hold one count: drop() it, return it, or give it on
typedef struct Object *Obj;            // someone else holds the count for as long as I run
#endif

#define MAY_RAISE __attribute__((warn_unused_result))   // NULL or false: an exception is pending
#define scoped    __attribute__((cleanup(drop_at_scope_end), unused))
#define likely(x)   __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

#define SMALL_INT_MAX ((intptr_t)(INTPTR_MAX >> 1))
#define SMALL_INT_MIN ((intptr_t)(INTPTR_MIN >> 1))

static inline bool is_small(Obj x)            { return (intptr_t)x & 1; }
static inline intptr_t small_value(Obj x)     { return (intptr_t)x >> 1; }
static inline bool fits_small(intptr_t n)     { return n >= SMALL_INT_MIN && n <= SMALL_INT_MAX; }
/* The small int n; the caller knows that it fits. */
static inline Ref small_int(intptr_t n)       { return (Ref)(((uintptr_t)n << 1) | 1); }

// count is 0: destroys, runs __del__ and weakref callbacks, gives memory back
void object_free(Ref x);
bool object_must_finalize(Obj x);    // user code must run before x goes, and has not yet
/* Told of each object with FLAG_SEEN that dies, if set; must not allocate from the heap. */
extern void (*object_gone)(Obj x);
/* Reports exactly the references that object_free would drop, its class included. */
void object_visit(Obj x, void (*visit)(Obj held, void *context), void *context);
bool object_is_tracked(Obj x);       // is it one of those that the module gc speaks of?

static inline Ref keep(Obj x)
{
    if (!is_small(x)) ((Object *)x)->count++;
    return (Ref)x;
}
static inline Ref keep_or_null(Obj x)         { return x ? keep(x) : NULL; }
static inline void drop(Ref x)
{
    if (!is_small(x) && --x->count == 0) object_free(x);
}
static inline void drop_or_null(Ref x)        { if (x) drop(x); }
static inline void drop_at_scope_end(Ref *x)  { if (*x) drop(*x); }
/* Moves a reference out of a variable's care. */
static inline Ref take(Ref *x)                { Ref moved = *x; *x = NULL; return moved; }
/* Stores an owned value and only then drops what was there (its destruction may look here). */
static inline void replace(Ref *slot, Ref value)
{
    Ref old = *slot;
    *slot = value;
    if (old) drop(old);
}

static inline unsigned object_generation(Obj x)
{
    return (x->flags & FLAG_GENERATION) >> GENERATION_SHIFT;
}
static inline void object_set_generation(Ref x, unsigned generation)
{
    x->flags = (x->flags & ~(uint32_t)FLAG_GENERATION) | generation << GENERATION_SHIFT;
}

extern struct Type int_type;
static inline struct Type *type_of(Obj x)     { return is_small(x) ? &int_type : x->type; }
static inline bool has_type(Obj x, const struct Type *type)  // exactly this type
{
    return !is_small(x) && x->type == type;                  // not for int_type: see types/int.h
}
