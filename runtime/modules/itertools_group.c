/* runtime/modules/itertools_group.c -- accumulate, batched, pairwise, groupby, zip_longest.
 *   SPDX-License-Identifier: MIT */
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/itertools.h"
#include "runtime/startup.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"

/* --- accumulate --- */

typedef struct Accumulate { Object head; Ref iterator, function, total, initial; } Accumulate;
HOLDS(accumulate, 4)

static Ref accumulate_create(Type *type, const Obj arg[])
{
    enum { iterable, function, initial };
    Accumulate *made = (Accumulate *)itertools_over(type, arg[iterable]);
    if (!made) return NULL;
    if (arg[function] && !is_none(arg[function])) made->function = keep(arg[function]);
    if (arg[initial] && !is_none(arg[initial])) made->initial = keep(arg[initial]);
    return &made->head;
}

static Ref accumulate_next(Obj self)
{
    Accumulate *a = (Accumulate *)self;
    if (a->initial) {
        replace(&a->total, take(&a->initial));
        return keep(a->total);
    }
    scoped Ref item = next_of(a->iterator);
    if (!item) return NULL;
    if (!a->total) {
        a->total = keep(item);
        return take(&item);
    }
    scoped Ref before = keep(a->total);
    Ref total = a->function ? call2(a->function, before, item) : operate(OP_ADD, before, item);
    if (!total) return NULL;
    replace(&a->total, keep(total));
    return total;
}

/* (first, then what the iterator gives) */
static Ref chain_of(Obj first, Obj iterator)
{
    scoped Ref single = tuple_pack(1, first);
    return call2(&chain_type.head, single, iterator);
}

static Ref accumulate_reduce(const Obj arg[])
{
    const Accumulate *a = (const Accumulate *)arg[0];
    Obj function = a->function ? a->function : None_object;
    if (!itertools_deprecated()) return NULL;
    if (a->initial) {
        scoped Ref chained = chain_of(a->initial, a->iterator);
        return itertools_reduced(arg[0], chained ? tuple_pack(2, chained, function) : NULL,
                                 none_new());
    }
    if (a->total && is_none(a->total)) {              // which a state of None could not tell
        scoped Ref chained = chain_of(a->total, a->iterator);
        scoped Ref again = chained ? call2(&accumulate_type.head, chained, function) : NULL;
        scoped Ref rest = again ? tuple_pack(3, again, small_int(1), None_object) : NULL;
        return rest ? tuple_pack(2, &islice_type.head, rest) : NULL;
    }
    return itertools_reduced(arg[0], tuple_pack(2, a->iterator, function),
                             keep(a->total ? a->total : None_object));
}

static Ref accumulate_setstate(const Obj arg[])
{
    enum { self, state };
    if (!itertools_deprecated()) return NULL;
    replace(&((Accumulate *)arg[self])->total, keep(arg[state]));
    return none_new();
}

static const Method accumulate_methods[] = {
    REDUCE_METHOD(accumulate), SETSTATE_METHOD(accumulate),
    { 0 }
};

Type accumulate_type = {
    ITERTOOL(accumulate, Accumulate, "(iterable, func=None, *, initial=None)",
             "Running sums, or what func(total, item) makes of the items."),
    .methods = accumulate_methods,
};

/* --- batched --- */

typedef struct Batched { Object head; Ref iterator; size_t size; bool strict; } Batched;
HOLDS(batched, 1)

static Ref batched_create(Type *type, const Obj arg[])
{
    enum { iterable, n, strict };
    intptr_t size;
    bool is_strict = false;
    if (!argument_to_size(arg[n], &size)) return NULL;
    if (arg[strict] && !object_truth(arg[strict], &is_strict)) return NULL;
    if (size < 1) return raise_value_error("n must be at least one");
    Batched *made = (Batched *)itertools_over(type, arg[iterable]);
    if (!made) return NULL;
    made->size = (size_t)size;
    made->strict = is_strict;
    return &made->head;
}

static Ref batched_next(Obj self)
{
    Batched *batched = (Batched *)self;
    if (!batched->iterator) return NULL;
    scoped Ref items = list_new(0), iterator = keep(batched->iterator);
    while (list_length(items) < batched->size) {
        Ref item;
        if (!iter_next(iterator, &item)) {
            if (batched->iterator) drop(take(&batched->iterator));
            return NULL;
        }
        if (!item) break;
        list_give(items, item);
    }
    if (list_length(items) == batched->size) return list_to_tuple(items);
    if (batched->iterator) drop(take(&batched->iterator));
    if (list_length(items) == 0) return NULL;
    if (batched->strict) return raise_value_error("batched(): incomplete batch");
    return list_to_tuple(items);
}

Type batched_type = {
    ITERTOOL(batched, Batched, "(iterable, n, *, strict=False)",
             "Tuples of n items each; the last one may be shorter unless strict."),
};

/* --- pairwise --- */

typedef struct Pairwise { Object head; Ref iterator, old; } Pairwise;
HOLDS(pairwise, 2)

static Ref pairwise_create(Type *type, const Obj arg[])
{
    enum { iterable };
    return itertools_over(type, arg[iterable]);
}

static Ref pairwise_next(Obj self)
{
    Pairwise *pairwise = (Pairwise *)self;
    if (!pairwise->iterator) return NULL;
    scoped Ref iterator = keep(pairwise->iterator);
    if (!pairwise->old) {
        Ref first = next_of(iterator);
        if (!first) {
            if (pairwise->iterator) drop(take(&pairwise->iterator));
            return NULL;
        }
        replace(&pairwise->old, first);
    }
    scoped Ref old = keep(pairwise->old);
    Ref next = next_of(iterator);
    if (!next) {
        if (pairwise->iterator) drop(take(&pairwise->iterator));
        if (pairwise->old) drop(take(&pairwise->old));
        return NULL;
    }
    replace(&pairwise->old, keep(next));
    return tuple_give_items((Ref[]){ take(&old), next }, 2);
}

Type pairwise_type = {
    ITERTOOL(pairwise, Pairwise, "(iterable, /)", "Each item together with the one after it."),
};

/* --- groupby --- */

typedef struct GroupBy {
    Object head;
    Ref iterator, key_function;       // key_function NULL: the items themselves
    Ref group_key;            // of the group that was given last
    Ref key, value;           // of the item that was taken last; value NULL: handed out
    const void *group;        // the group that may still take items
} GroupBy;
HOLDS(groupby, 5)
typedef struct Grouper { Object head; Ref parent, key; } Grouper;
HOLDS(grouper, 2)

static Ref groupby_create(Type *type, const Obj arg[])
{
    enum { iterable, key };
    GroupBy *made = (GroupBy *)itertools_over(type, arg[iterable]);
    if (made && arg[key] && !is_none(arg[key])) made->key_function = keep(arg[key]);
    return (Ref)made;
}

/* Takes the next item; false at the end or with an exception. */
static bool groupby_step(GroupBy *g)
{
    scoped Ref value = next_of(g->iterator);
    if (!value) return false;
    Ref key = g->key_function ? call1(g->key_function, value) : keep(value);
    if (!key) return false;
    replace(&g->value, take(&value));
    replace(&g->key, key);
    return true;
}

static Ref grouper_new(GroupBy *parent)
{
    Grouper *made = (Grouper *)heap_new(&grouper_type, sizeof(Grouper));
    made->parent = keep(&parent->head);
    made->key = keep(parent->group_key);
    parent->group = made;
    return &made->head;
}

static Ref groupby_next(Obj self)
{
    GroupBy *g = (GroupBy *)self;
    g->group = NULL;
    for (;;) {
        if (g->key) {
            if (!g->group_key) break;
            scoped Ref old = keep(g->group_key), new = keep(g->key);
            bool equal;
            if (!objects_equal(old, new, &equal)) return NULL;
            if (!equal) break;
        }
        if (!groupby_step(g)) return NULL;
    }
    replace(&g->group_key, keep(g->key));
    return tuple_give_items((Ref[]){ keep(g->key), grouper_new(g) }, 2);
}

static Ref grouper_next(Obj self)
{
    GroupBy *g = (GroupBy *)((Grouper *)self)->parent;
    if (g->group != self) return NULL;
    if (!g->value && !groupby_step(g)) return NULL;
    scoped Ref new = keep(g->key);
    bool equal;
    if (!objects_equal(((Grouper *)self)->key, new, &equal)) return NULL;
    return equal && g->value ? take(&g->value) : NULL;
}

static Ref grouper_create(Type *type, const Obj arg[])
{
    enum { parent, key };
    (void)type;
    if (!is_instance(arg[parent], &groupby_type))
        return raise_type_error("incorrect usage of internal _grouper");
    GroupBy *g = (GroupBy *)arg[parent];
    replace(&g->group_key, keep(arg[key]));
    return grouper_new(g);
}

static Ref groupby_reduce(const Obj arg[])
{
    const GroupBy *g = (const GroupBy *)arg[0];
    if (!itertools_deprecated()) return NULL;
    Obj function = g->key_function ? g->key_function : None_object;
    bool has_state = g->group_key && g->key && g->value;
    return itertools_reduced(arg[0], tuple_pack(2, g->iterator, function),
                             has_state ? tuple_pack(3, g->key, g->value, g->group_key) : NULL);
}

static Ref groupby_setstate(const Obj arg[])
{
    enum { self, state };
    GroupBy *g = (GroupBy *)arg[self];
    if (!itertools_deprecated() || !itertools_state(arg[state], 3, 3)) return NULL;
    replace(&g->key, keep(tuple_peek(arg[state], 0)));
    replace(&g->value, keep(tuple_peek(arg[state], 1)));
    replace(&g->group_key, keep(tuple_peek(arg[state], 2)));
    return none_new();
}

static Ref grouper_reduce(const Obj arg[])
{
    const Grouper *grouper = (const Grouper *)arg[0];
    if (!itertools_deprecated()) return NULL;
    if (((const GroupBy *)grouper->parent)->group == grouper)
        return itertools_reduced(arg[0], tuple_pack(2, grouper->parent, grouper->key), NULL);
    scoped Ref iter = startup_get_builtin("iter"), nothing = tuple_pack(1, tuple_empty_object);
    return iter ? tuple_pack(2, iter, nothing) : NULL;
}

static const Method groupby_methods[] = {
    REDUCE_METHOD(groupby), SETSTATE_METHOD(groupby),
    { 0 }
};
static const Method grouper_methods[] = {
    REDUCE_METHOD(grouper),
    { 0 }
};

Type groupby_type = {
    ITERTOOL(groupby, GroupBy, "(iterable, key=None)",
             "(key, group) for each run of items with equal keys."),
    .methods = groupby_methods,
};

Type grouper_type = {
    TYPE_HEADER, .name = "itertools._grouper", .module = "itertools",
    .signature = "_grouper(parent, tgtkey, /)", .doc = "The items of one group.",
    .size = sizeof(Grouper), .flags = TYPE_FINAL,
    .create = grouper_create, .destroy = grouper_destroy, .visit = grouper_visit,
    .iterate = itertools_itself, .next = grouper_next, .methods = grouper_methods,
};

/* --- zip_longest --- */

typedef struct ZipLongest {
    Object head;
    Ref iterators;            // tuple; NULL where one has ended
    Ref fill;
    size_t active;
} ZipLongest;
HOLDS(zip_longest, 2)

static Ref zip_longest_create(Type *type, const Obj arg[])
{
    enum { iterables, kwargs };
    Obj fill = dict_peek_str(arg[kwargs], intern("fillvalue"));
    if (dict_length(arg[kwargs]) != (fill != NULL))
        return raise_type_error("zip_longest() got an unexpected keyword argument");
    size_t count = tuple_length(arg[iterables]);
    scoped Ref iterators = tuple_new(count);
    for (size_t i = 0; i < count; i++)
        if (!(tuple_items(iterators)[i] = iter_of(tuple_peek(arg[iterables], i)))) return NULL;
    ZipLongest *made = (ZipLongest *)type_allocate(type, 0);
    made->iterators = take(&iterators);
    made->fill = keep(fill ? fill : None_object);
    made->active = count;
    return &made->head;
}

static Ref zip_longest_next(Obj self)
{
    ZipLongest *zip = (ZipLongest *)self;
    size_t count = tuple_length(zip->iterators);
    if (zip->active == 0) return NULL;
    scoped Ref result = tuple_new(count);
    for (size_t i = 0; i < count; i++) {
        Ref *slot = &tuple_items(zip->iterators)[i];
        scoped Ref iterator = keep_or_null(*slot);
        Ref item = NULL;
        if (iterator && !iter_next(iterator, &item)) {
            zip->active = 0;
            return NULL;
        }
        if (!item && *slot) {
            drop(take(slot));
            if (--zip->active == 0) return NULL;
        }
        tuple_items(result)[i] = item ? item : keep(zip->fill);
    }
    return take(&result);
}

static Ref zip_longest_reduce(const Obj arg[])
{
    const ZipLongest *zip = (const ZipLongest *)arg[0];
    if (!itertools_deprecated()) return NULL;
    size_t count = tuple_length(zip->iterators);
    Ref iterators = tuple_new(count);
    for (size_t i = 0; i < count; i++) {
        Obj iterator = tuple_peek(zip->iterators, i);
        tuple_items(iterators)[i] = keep(iterator ? iterator : tuple_empty_object);
    }
    return itertools_reduced(arg[0], iterators, keep(zip->fill));
}

static Ref zip_longest_setstate(const Obj arg[])
{
    enum { self, state };
    if (!itertools_deprecated()) return NULL;
    replace(&((ZipLongest *)arg[self])->fill, keep(arg[state]));
    return none_new();
}

static const Method zip_longest_methods[] = {
    REDUCE_METHOD(zip_longest), SETSTATE_METHOD(zip_longest),
    { 0 }
};

Type zip_longest_type = {
    ITERTOOL(zip_longest, ZipLongest, "(*iterables, **kwargs)",
             "zip_longest(*iterables, fillvalue=None) --> zip_longest object\n\n"
             "Tuples of one item from each iterable; shorter ones go on with fillvalue."),
    .methods = zip_longest_methods,
};
