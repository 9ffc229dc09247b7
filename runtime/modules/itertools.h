/* runtime/modules/itertools.h -- what the files of itertools share.   SPDX-License-Identifier: MIT
 *
 * Every iterator here begins with its references, one behind the other and NULL where there is
 * none; HOLDS(noun, n) makes the slots noun_destroy and noun_visit for n of them.
 */
#pragma once
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"

extern Type count_type, cycle_type, repeat_type, chain_type;
extern Type compress_type, dropwhile_type, takewhile_type, filterfalse_type, starmap_type,
            islice_type;
extern Type accumulate_type, batched_type, groupby_type, grouper_type, pairwise_type, tee_type,
            tee_node_type, zip_longest_type;
extern Type product_type, permutations_type, combinations_type,
            combinations_with_replacement_type;

#define HOLDS(noun, count) \
    static void noun##_destroy(Ref self) \
    { \
        Ref *held = (Ref *)(self + 1); \
        for (size_t i = 0; i < (count); i++) drop_or_null(held[i]); \
    } \
    static void noun##_visit(Obj self, Visit visit, void *context) \
    { \
        Ref *held = (Ref *)((Object *)self + 1); \
        for (size_t i = 0; i < (count); i++) if (held[i]) visit(held[i], context); \
    }

Ref  itertools_itself(Obj self);
Ref  itertools_tee(const Obj arg[]);                  // the function tee
/* type(iterator): for iterators with one reference, got from an iterable. */
MAY_RAISE Ref itertools_over(Type *type, Obj iterable);
/* A tuple to be filled again: *last if nobody else has it, else a copy, which becomes *last. */
Ref  itertools_reuse(Ref *last);

/* --- taking apart, for pickle and copy; all of it warns that it will go --- */
MAY_RAISE bool itertools_deprecated(void);
/* (type(self), arguments[, state]); consumes both, arguments NULL: raised; state NULL: none. */
MAY_RAISE Ref itertools_reduced(Obj self, Ref arguments, Ref state);
/* A state that must be a tuple of so many; they may be used after. */
MAY_RAISE bool itertools_state(Obj state, size_t least, size_t most);
#define REDUCE_METHOD(noun) { "__reduce__(self, /)", noun##_reduce, "What pickle and copy need." }
#define SETSTATE_METHOD(noun) \
    { "__setstate__(self, state, /)", noun##_setstate, "Goes on where a copy was." }

static inline Ref next_of(Obj iterator)     { return next_item(iterator); }

#define ITERTOOL(noun, made, parameters, text) \
    TYPE_HEADER, .name = "itertools." #noun, .module = "itertools", \
    .signature = #noun parameters, .doc = text, .size = sizeof(made), \
    .create = noun##_create, .destroy = noun##_destroy, .visit = noun##_visit, \
    .iterate = itertools_itself, .next = noun##_next
