/* runtime/modules/itertools.c -- the module itertools; count, cycle, repeat, chain.
 *   SPDX-License-Identifier: MIT */
#include "runtime/modules/itertools.h"
#include "runtime/types/bool.h"
#include "runtime/types/complex.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/namespace.h"
#include "runtime/writer.h"

Ref itertools_itself(Obj self)
{
    return keep(self);
}

Ref itertools_over(Type *type, Obj iterable)
{
    scoped Ref iterator = iter_of(iterable);
    if (!iterator) return NULL;
    Ref made = type_allocate(type, 0);
    *(Ref *)(made + 1) = take(&iterator);
    return made;
}

Ref itertools_reuse(Ref *last)
{
    if ((*last)->count != 1)
        replace(last, tuple_from_items((Obj const *)tuple_items(*last), tuple_length(*last)));
    return *last;
}

bool itertools_deprecated(void)
{
    return warn(&deprecation_warning_type, 1, "Pickle, copy, and deepcopy support will be "
                                              "removed from itertools in Python 3.14.");
}

Ref itertools_reduced(Obj self, Ref arguments, Ref state)
{
    scoped Ref given = arguments, rest = state;
    if (!given) return NULL;
    return rest ? tuple_pack(3, &type_of(self)->head, given, rest)
                : tuple_pack(2, &type_of(self)->head, given);
}

bool itertools_state(Obj state, size_t least, size_t most)
{
    if (!is_tuple(state)) return raise_type_error("state is not a tuple");
    size_t count = tuple_length(state);
    if (count >= least && count <= most) return true;
    const char *bound = least == most ? "exactly" : count < least ? "at least" : "at most";
    size_t limit = count < least ? least : most;
    return raise_type_error("function takes %s %zu argument%s (%zu given)", bound, limit,
                            limit == 1 ? "" : "s", count);
}

/* --- count --- */

typedef struct Count { Object head; Ref value, step; } Count;
HOLDS(count, 2)

static bool is_number(Obj x)
{
    const Type *type = type_of(x);
    return is_int(x) || type->to_index || type->to_int || type->to_float
        || is_instance(x, &complex_type);
}

static Ref count_create(Type *type, const Obj arg[])
{
    enum { start, step };
    if ((arg[start] && !is_number(arg[start])) || (arg[step] && !is_number(arg[step])))
        return raise_type_error("a number is required");
    Count *made = (Count *)type_allocate(type, 0);
    // True counts as 1
    bool whole = !arg[start] || is_int(arg[start]);
    made->value = !arg[start] ? small_int(0)
                : whole ? int_add(arg[start], small_int(0)) : keep(arg[start]);
    made->step = arg[step] ? keep(arg[step]) : small_int(1);
    return &made->head;
}

static Ref count_next(Obj self)
{
    Count *count = (Count *)self;
    Ref next = operate(OP_ADD, count->value, count->step);
    if (!next) return NULL;
    Ref value = count->value;
    count->value = next;
    return value;
}

static Ref count_repr(Obj self)
{
    const Count *count = (const Count *)self;
    if (count->step == small_int(1)) return str_format("count(%R)", count->value);
    return str_format("count(%R, %R)", count->value, count->step);
}

static Ref count_reduce(const Obj arg[])
{
    const Count *count = (const Count *)arg[0];
    intptr_t value;
    if (!itertools_deprecated()) return NULL;
    bool plain = count->step == small_int(1) && is_exact_int(count->value)
              && int_fits(count->value, &value) && value < INTPTR_MAX;
    return itertools_reduced(arg[0], plain ? tuple_pack(1, count->value)
                                           : tuple_pack(2, count->value, count->step), NULL);
}

static const Method count_methods[] = {
    REDUCE_METHOD(count),
    { 0 }
};

Type count_type = {
    ITERTOOL(count, Count, "(start=0, step=1)", "start, start + step, start + 2 * step ..."),
    .repr = count_repr, .methods = count_methods,
};

/* --- cycle --- */

typedef struct Cycle {
    Object head;
    Ref iterator, saved;      // iterator NULL: saved is gone through, from index on
    size_t index;
    bool all_saved;           // what the iterator still gives is in saved already
} Cycle;
HOLDS(cycle, 2)

static Ref cycle_create(Type *type, const Obj arg[])
{
    enum { iterable };
    Ref made = itertools_over(type, arg[iterable]);
    if (made) ((Cycle *)made)->saved = list_new(0);
    return made;
}

static Ref cycle_next(Obj self)
{
    Cycle *cycle = (Cycle *)self;
    if (cycle->iterator) {
        scoped Ref iterator = keep(cycle->iterator);
        Ref item;
        if (!iter_next(iterator, &item)) return NULL;
        if (item) {
            if (!cycle->all_saved) list_append(cycle->saved, item);
            return item;
        }
        if (cycle->iterator) drop(take(&cycle->iterator));
    }
    if (list_length(cycle->saved) == 0) return NULL;
    if (cycle->index >= list_length(cycle->saved)) cycle->index = 0;
    return keep(list_peek(cycle->saved, cycle->index++));
}

static Ref cycle_reduce(const Obj arg[])
{
    const Cycle *cycle = (const Cycle *)arg[0];
    if (!itertools_deprecated()) return NULL;
    scoped Ref iterator = keep_or_null(cycle->iterator);
    if (!iterator) {                                  // one over the saved items, moved on
        if (!(iterator = iter_of(cycle->saved))) return NULL;
        ((SequenceIterator *)iterator)->index = cycle->index;
    }
    bool all_saved = cycle->all_saved || !cycle->iterator;
    return itertools_reduced(arg[0], tuple_pack(1, iterator),
                             tuple_pack(2, cycle->saved, all_saved ? True_object : False_object));
}

static Ref cycle_setstate(const Obj arg[])
{
    enum { self, state };
    Cycle *cycle = (Cycle *)arg[self];
    long all_saved;
    if (!itertools_deprecated() || !itertools_state(arg[state], 2, 2)) return NULL;
    Obj saved = tuple_peek(arg[state], 0);
    if (!is_list(saved)) return raise_type_error("argument 1 must be list, not %A", saved);
    if (!object_to_long(tuple_peek(arg[state], 1), &all_saved)) return NULL;
    replace(&cycle->saved, keep(saved));
    cycle->all_saved = all_saved != 0;
    cycle->index = 0;
    return none_new();
}

static const Method cycle_methods[] = {
    REDUCE_METHOD(cycle), SETSTATE_METHOD(cycle),
    { 0 }
};

Type cycle_type = {
    ITERTOOL(cycle, Cycle, "(iterable, /)", "The items of the iterable, again and again."),
    .methods = cycle_methods,
};

/* --- repeat --- */

typedef struct Repeat { Object head; Ref object; intptr_t left; } Repeat;   // left -1: for ever
HOLDS(repeat, 1)

static Ref repeat_create(Type *type, const Obj arg[])
{
    enum { object, times };
    intptr_t left = -1;
    if (arg[times]) {
        if (!argument_to_size(arg[times], &left)) return NULL;
        if (left < 0) left = 0;
    }
    Repeat *made = (Repeat *)type_allocate(type, 0);
    made->object = keep(arg[object]);
    made->left = left;
    return &made->head;
}

static Ref repeat_next(Obj self)
{
    Repeat *repeat = (Repeat *)self;
    if (repeat->left == 0) return NULL;
    if (repeat->left > 0) repeat->left--;
    return keep(repeat->object);
}

static Ref repeat_repr(Obj self)
{
    const Repeat *repeat = (const Repeat *)self;
    if (repeat->left < 0) return str_format("repeat(%R)", repeat->object);
    return str_format("repeat(%R, %zd)", repeat->object, repeat->left);
}

static Ref repeat_length_hint(const Obj arg[])
{
    intptr_t left = ((const Repeat *)arg[0])->left;
    return left >= 0 ? int_new(left) : raise_type_error("len() of unsized object");
}

static Ref repeat_reduce(const Obj arg[])
{
    const Repeat *repeat = (const Repeat *)arg[0];
    if (!itertools_deprecated()) return NULL;
    scoped Ref left = int_new(repeat->left);
    return itertools_reduced(arg[0], repeat->left < 0 ? tuple_pack(1, repeat->object)
                                                      : tuple_pack(2, repeat->object, left), NULL);
}

static const Method repeat_methods[] = {
    { "__length_hint__(self, /)", repeat_length_hint, "How many items are left." },
    REDUCE_METHOD(repeat),
    { 0 }
};

Type repeat_type = {
    ITERTOOL(repeat, Repeat, "(object, times=)", "The object, times times or without end."),
    .repr = repeat_repr, .methods = repeat_methods,
};

/* --- chain --- */

typedef struct Chain { Object head; Ref source, active; } Chain;
HOLDS(chain, 2)

static Ref chain_create(Type *type, const Obj arg[])
{
    enum { iterables };
    return itertools_over(type, arg[iterables]);
}

static Ref chain_from_iterable(const Obj arg[])
{
    enum { cls, iterable };
    return itertools_over((Type *)arg[cls], arg[iterable]);
}

static Ref chain_next(Obj self)
{
    Chain *chain = (Chain *)self;
    while (chain->source) {
        if (!chain->active) {
            scoped Ref source = keep(chain->source), iterable = NULL;
            if (!iter_next(source, &iterable)) return NULL;
            Ref iterator = iterable ? iter_of(iterable) : NULL;
            if (!iterator) {
                if (chain->source) drop(take(&chain->source));
                return NULL;
            }
            replace(&chain->active, iterator);
        }
        scoped Ref active = keep(chain->active);
        Ref item;
        if (!iter_next(active, &item)) return NULL;
        if (item) return item;
        if (chain->active == active) drop(take(&chain->active));
    }
    return NULL;
}

static Ref class_getitem(const Obj arg[])
{
    enum { cls, item };
    return generic_alias_new(arg[cls], arg[item]);
}

static Ref chain_reduce(const Obj arg[])
{
    const Chain *chain = (const Chain *)arg[0];
    if (!itertools_deprecated()) return NULL;
    Ref state = !chain->source ? NULL
              : chain->active ? tuple_pack(2, chain->source, chain->active)
                              : tuple_pack(1, chain->source);
    return itertools_reduced(arg[0], tuple_new(0), state);
}

static Ref chain_setstate(const Obj arg[])
{
    enum { self, state };
    Chain *chain = (Chain *)arg[self];
    if (!itertools_deprecated() || !itertools_state(arg[state], 1, 2)) return NULL;
    Obj source = tuple_peek(arg[state], 0);
    Obj active = tuple_length(arg[state]) == 2 ? tuple_peek(arg[state], 1) : NULL;
    if (!is_iterator(source) || (active && !is_iterator(active)))
        return raise_type_error("Arguments must be iterators.");
    Ref old = chain->active;
    chain->active = keep_or_null(active);
    replace(&chain->source, keep(source));
    drop_or_null(old);
    return none_new();
}

static const Method chain_methods[] = {
    REDUCE_METHOD(chain), SETSTATE_METHOD(chain),
    { "from_iterable(cls, iterable, /)", chain_from_iterable,
      "The items of the iterables that an iterable gives.", METHOD_CLASS },
    { "__class_getitem__(cls, item, /)", class_getitem, NULL, METHOD_CLASS },
    { 0 }
};

Type chain_type = {
    ITERTOOL(chain, Chain, "(*iterables)", "The items of all iterables, one after the other."),
    .methods = chain_methods,
};

/* --- the module --- */

static const Method functions[] = {
    { "tee(iterable, n=2, /)", itertools_tee, "A tuple of n independent iterators." },
    { 0 }
};

static Type *const types[] = {
    &accumulate_type, &batched_type, &chain_type, &combinations_type,
    &combinations_with_replacement_type, &compress_type, &count_type, &cycle_type,
    &dropwhile_type, &filterfalse_type, &groupby_type, &islice_type, &pairwise_type,
    &permutations_type, &product_type, &repeat_type, &starmap_type, &takewhile_type,
    &zip_longest_type, &grouper_type, &tee_type, &tee_node_type, NULL
};

const Module itertools_module = {
    .name = "itertools", .doc = "Building blocks for iterators.",
    .functions = functions, .types = types,
};
