/* runtime/modules/itertools_group.c -- accumulate, batched, pairwise, groupby, tee, zip_longest.
 *   SPDX-License-Identifier: MIT */
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/itertools.h"
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

Type accumulate_type = {
    ITERTOOL(accumulate, Accumulate, "(iterable, func=None, *, initial=None)",
             "Running sums, or what func(total, item) makes of the items."),
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
        if (!iter_next(iterator, &item)) return NULL;
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

Type groupby_type = {
    ITERTOOL(groupby, GroupBy, "(iterable, key=None)",
             "(key, group) for each run of items with equal keys."),
};

Type grouper_type = {
    TYPE_HEADER, .name = "itertools._grouper", .module = "itertools",
    .signature = "_grouper(parent, tgtkey, /)", .doc = "The items of one group.",
    .size = sizeof(Grouper), .flags = TYPE_FINAL,
    .create = grouper_create, .destroy = grouper_destroy, .visit = grouper_visit,
    .iterate = itertools_itself, .next = grouper_next,
};

/* --- tee --- */

/* One item of the source; value NULL: not taken yet. */
typedef struct TeeNode { Object head; Ref value, next; } TeeNode;
HOLDS(tee_node, 2)
typedef struct TeeSource { Object head; Ref iterator; bool busy; } TeeSource;
HOLDS(tee_source, 1)
typedef struct Tee { Object head; Ref source, node; } Tee;
HOLDS(tee, 2)

static Type tee_source_type = {
    TYPE_HEADER, .name = "itertools._tee_source", .size = sizeof(TeeSource),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = tee_source_destroy, .visit = tee_source_visit,
};

Type tee_node_type = {
    TYPE_HEADER, .name = "itertools._tee_node", .size = sizeof(TeeNode),
    .flags = TYPE_FINAL | TYPE_NO_CREATE, .destroy = tee_node_destroy, .visit = tee_node_visit,
};

static Ref tee_copy_of(Type *type, const Tee *from)
{
    Tee *made = (Tee *)type_allocate(type, 0);
    made->source = keep(from->source);
    made->node = keep(from->node);
    return &made->head;
}

static Ref tee_over(Type *type, Obj iterable)
{
    scoped Ref iterator = iter_of(iterable);
    if (!iterator) return NULL;
    if (is_instance(iterator, &tee_type)) return tee_copy_of(type, (const Tee *)iterator);
    type_ready(&tee_source_type);
    Tee *made = (Tee *)type_allocate(type, 0);
    made->source = heap_new(&tee_source_type, sizeof(TeeSource));
    ((TeeSource *)made->source)->iterator = take(&iterator);
    made->node = heap_new(&tee_node_type, sizeof(TeeNode));
    return &made->head;
}

static Ref tee_create(Type *type, const Obj arg[])
{
    enum { iterable };
    return tee_over(type, arg[iterable]);
}

static bool tee_fetch(TeeSource *source, TeeNode *node)
{
    if (source->busy) return raise_runtime_error("cannot re-enter the tee iterator");
    source->busy = true;
    Ref value = next_of(source->iterator);
    source->busy = false;
    if (!value) return false;
    node->value = value;
    node->next = heap_new(&tee_node_type, sizeof(TeeNode));
    return true;
}

static Ref tee_next(Obj self)
{
    Tee *tee = (Tee *)self;
    scoped Ref held = keep(tee->node), source = keep(tee->source);
    TeeNode *node = (TeeNode *)held;
    if (!node->value && !tee_fetch((TeeSource *)source, node)) return NULL;
    replace(&tee->node, keep(node->next));
    return keep(node->value);
}

static Ref tee_copy(const Obj arg[])
{
    return tee_copy_of(&tee_type, (const Tee *)arg[0]);
}

static const Method tee_methods[] = {
    { "__copy__(self, /)", tee_copy, "An independent iterator." },
    { 0 }
};

Type tee_type = {
    TYPE_HEADER, .name = "itertools._tee", .module = "itertools", .signature = "_tee(iterable, /)",
    .doc = "One of several independent iterators over the same items.",
    .size = sizeof(Tee), .flags = TYPE_WEAKREFS,
    .create = tee_create, .destroy = tee_destroy, .visit = tee_visit,
    .iterate = itertools_itself, .next = tee_next, .methods = tee_methods,
};

Ref itertools_tee(const Obj arg[])
{
    enum { iterable, n };
    intptr_t count = 2;
    if (arg[n] && !argument_to_size(arg[n], &count)) return NULL;
    if (count < 0) return raise_value_error("n must be >= 0");
    if (!heap_fits((size_t)count, sizeof(Tee))) return NULL;
    scoped Ref made = tuple_new((size_t)count);
    if (count == 0) return take(&made);
    scoped Ref iterator = iter_of(arg[iterable]);
    if (!iterator) return NULL;
    scoped Ref first = is_instance(iterator, &tee_type) ? take(&iterator)
                                                        : tee_over(&tee_type, iterator);
    if (!first) return NULL;
    for (intptr_t i = 1; i < count; i++)
        tuple_items(made)[i] = tee_copy_of(&tee_type, (const Tee *)first);
    tuple_items(made)[0] = take(&first);
    return take(&made);
}

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

Type zip_longest_type = {
    ITERTOOL(zip_longest, ZipLongest, "(*iterables, **kwargs)",
             "zip_longest(*iterables, fillvalue=None) --> zip_longest object\n\n"
             "Tuples of one item from each iterable; shorter ones go on with fillvalue."),
};
