/* runtime/modules/itertools_tee.c -- tee: several iterators over what one gives.
 * SPDX-License-Identifier: MIT
 *
 * The items stand in a chain of nodes, each in one that the slowest iterator has not passed yet.
 */
#include "runtime/heap.h"
#include "runtime/modules/itertools.h"
#include "runtime/types/list.h"

typedef struct TeeSource { Object head; Ref iterator; bool busy; } TeeSource;
HOLDS(tee_source, 1)
/* One item of the source; value NULL: not taken yet, and next NULL. */
typedef struct TeeNode { Object head; Ref value, next, source; } TeeNode;
HOLDS(tee_node, 3)
typedef struct Tee { Object head; Ref node; } Tee;
HOLDS(tee, 1)

static Type tee_source_type = {
    TYPE_HEADER, .name = "itertools._tee_source", .size = sizeof(TeeSource),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = tee_source_destroy, .visit = tee_source_visit,
};

static Ref tee_node_new(Ref source)
{
    TeeNode *made = (TeeNode *)heap_new(&tee_node_type, sizeof(TeeNode));
    made->source = source;
    return &made->head;
}

static Ref tee_source_new(Obj iterator)
{
    type_ready(&tee_source_type);
    TeeSource *made = (TeeSource *)heap_new(&tee_source_type, sizeof(TeeSource));
    made->iterator = keep(iterator);
    return &made->head;
}

/* (it, values, next): the node of the first value, in front of `next` or of an empty one. */
static Ref tee_node_create(Type *type, const Obj arg[])
{
    enum { iterator, values, next };
    (void)type;
    bool is_last = is_none(arg[next]);
    if (!is_list(arg[values]))
        return raise_type_error("_tee_dataobject() argument 2 must be list, not %A", arg[values]);
    if (!is_iterator(arg[iterator]) || (!is_last && !has_type(arg[next], &tee_node_type)))
        return raise_value_error("Invalid arguments");
    scoped Ref first = is_last ? tee_node_new(tee_source_new(arg[iterator])) : keep(arg[next]);
    Obj source = ((const TeeNode *)first)->source;
    for (size_t i = list_length(arg[values]); i-- > 0;) {
        TeeNode *made = (TeeNode *)tee_node_new(keep(source));
        made->value = keep(list_peek(arg[values], i));
        made->next = take(&first);
        first = &made->head;
    }
    return take(&first);
}

static Ref tee_node_reduce(const Obj arg[])
{
    const TeeNode *node = (const TeeNode *)arg[0];
    if (!itertools_deprecated()) return NULL;
    scoped Ref values = list_new(1);
    if (node->value) list_append(values, node->value);
    return itertools_reduced(arg[0], tuple_pack(3, ((const TeeSource *)node->source)->iterator,
                                                values, node->next ? node->next : None_object),
                             NULL);
}

static const Method tee_node_methods[] = {
    REDUCE_METHOD(tee_node),
    { 0 }
};

Type tee_node_type = {
    TYPE_HEADER, .name = "itertools._tee_dataobject", .module = "itertools",
    .signature = "_tee_dataobject(it, values, next, /)", .doc = "What several iterators wait for.",
    .size = sizeof(TeeNode), .flags = TYPE_FINAL, .create = tee_node_create,
    .destroy = tee_node_destroy, .visit = tee_node_visit, .methods = tee_node_methods,
};

static Ref tee_copy_of(Type *type, const Tee *from)
{
    Tee *made = (Tee *)type_allocate(type, 0);
    made->node = keep(from->node);
    return &made->head;
}

static Ref tee_over(Type *type, Obj iterable)
{
    scoped Ref iterator = iter_of(iterable);
    if (!iterator) return NULL;
    if (is_instance(iterator, &tee_type)) return tee_copy_of(type, (const Tee *)iterator);
    Tee *made = (Tee *)type_allocate(type, 0);
    made->node = tee_node_new(tee_source_new(iterator));
    return &made->head;
}

static Ref tee_create(Type *type, const Obj arg[])
{
    enum { iterable };
    return tee_over(type, arg[iterable]);
}

static bool tee_fetch(TeeNode *node)
{
    TeeSource *source = (TeeSource *)node->source;
    if (source->busy) return raise_runtime_error("cannot re-enter the tee iterator");
    source->busy = true;
    Ref value = next_of(source->iterator);
    source->busy = false;
    if (!value) return false;
    node->value = value;
    node->next = tee_node_new(keep(node->source));
    return true;
}

static Ref tee_next(Obj self)
{
    Tee *tee = (Tee *)self;
    scoped Ref held = keep(tee->node);
    TeeNode *node = (TeeNode *)held;
    if (!node->value && !tee_fetch(node)) return NULL;
    replace(&tee->node, keep(node->next));
    return keep(node->value);
}

static Ref tee_copy(const Obj arg[])
{
    return tee_copy_of(&tee_type, (const Tee *)arg[0]);
}

static Ref tee_reduce(const Obj arg[])
{
    if (!itertools_deprecated()) return NULL;
    return itertools_reduced(arg[0], tuple_pack(1, tuple_empty_object),
                             tuple_pack(2, ((const Tee *)arg[0])->node, small_int(0)));
}

static Ref tee_setstate(const Obj arg[])
{
    enum { self, state };
    intptr_t index;
    if (!itertools_deprecated() || !itertools_state(arg[state], 2, 2)) return NULL;
    if (!has_type(tuple_peek(arg[state], 0), &tee_node_type))
        return raise_type_error("argument 1 must be itertools._tee_dataobject, not %A",
                                tuple_peek(arg[state], 0));
    if (!object_to_size(tuple_peek(arg[state], 1), &index, &overflow_error_type)) return NULL;
    scoped Ref node = keep(tuple_peek(arg[state], 0));
    for (; index > 0 && ((const TeeNode *)node)->next; index--)
        replace(&node, keep(((const TeeNode *)node)->next));
    if (index != 0) return raise_value_error("Index out of range");
    replace(&((Tee *)arg[self])->node, take(&node));
    return none_new();
}

static const Method tee_methods[] = {
    REDUCE_METHOD(tee), SETSTATE_METHOD(tee),
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
