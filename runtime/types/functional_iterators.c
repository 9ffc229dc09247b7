/* runtime/types/functional_iterators.c -- enumerate, zip, map, filter, reversed.
 *   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate_fast.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"

static Ref itself(Obj self)     { return keep(self); }

static Ref class_getitem(const Obj arg[])
{
    enum { cls, item };
    return generic_alias_new(arg[cls], arg[item]);
}

/* --- enumerate --- */

typedef struct Enumerate {
    Object head;
    Ref iterator, count;
    Ref result;               // the last pair given; used again if nobody else has it
} Enumerate;

static Ref enumerate_create(Type *type, const Obj arg[])
{
    enum { iterable, start };
    scoped Ref count = arg[start] ? object_get_index(arg[start]) : small_int(0);
    if (!count) return NULL;
    scoped Ref iterator = iter_of(arg[iterable]);
    if (!iterator) return NULL;
    Enumerate *made = (Enumerate *)type_allocate(type, 0);
    made->iterator = take(&iterator);
    made->count = take(&count);
    return &made->head;
}

static void enumerate_destroy(Ref self)
{
    drop_or_null(((Enumerate *)self)->iterator);
    drop_or_null(((Enumerate *)self)->count);
    drop_or_null(((Enumerate *)self)->result);
}

static void enumerate_visit(Obj self, Visit visit, void *context)
{
    const Enumerate *e = (const Enumerate *)self;
    if (e->iterator) visit(e->iterator, context);
    if (e->count) visit(e->count, context);
    if (e->result) visit(e->result, context);
}

static Ref enumerate_next(Obj self)
{
    Enumerate *e = (Enumerate *)self;
    Ref item = next_item_fast(e->iterator);
    if (!item) return NULL;
    Ref count = e->count;
    e->count = int_add(count, small_int(1));
    if (e->result && e->result->count == 1) {
        Ref pair = keep(e->result);
        replace(&tuple_items(pair)[0], count);
        replace(&tuple_items(pair)[1], item);
        return pair;
    }
    Ref pair = tuple_give_items((Ref[]){ count, item }, 2);
    replace(&e->result, keep(pair));
    return pair;
}

static Ref enumerate_reduce(const Obj arg[])
{
    const Enumerate *e = (const Enumerate *)arg[0];
    scoped Ref arguments = tuple_pack(2, e->iterator, e->count);
    return tuple_pack(2, (Obj)type_of(arg[0]), arguments);
}

static const Method enumerate_methods[] = {
    { "__reduce__(self, /)", enumerate_reduce, "What pickling and copying need." },
    { "__class_getitem__(cls, item, /)", class_getitem, NULL, METHOD_CLASS },
    { 0 }
};

Type enumerate_type = {
    TYPE_HEADER, .name = "enumerate", .signature = "enumerate(iterable, start=0)",
    .doc = "Pairs of a count, from start on, and an item of the iterable.",
    .size = sizeof(Enumerate), .create = enumerate_create,
    .destroy = enumerate_destroy, .visit = enumerate_visit,
    .iterate = itself, .next = enumerate_next, .methods = enumerate_methods,
};

/* --- zip --- */

typedef struct Zip {
    Object head;
    Ref iterators;            // tuple
    Ref result;               // the last tuple given; used again if nobody else has it
    bool strict;
} Zip;

static Ref zip_create(Type *type, const Obj arg[])
{
    enum { iterables, strict };
    bool is_strict = false;
    if (arg[strict] && !object_truth(arg[strict], &is_strict)) return NULL;
    size_t count = tuple_length(arg[iterables]);
    scoped Ref iterators = tuple_new(count);
    for (size_t i = 0; i < count; i++)
        if (!(tuple_items(iterators)[i] = iter_of(tuple_peek(arg[iterables], i)))) return NULL;
    Zip *made = (Zip *)type_allocate(type, 0);
    made->iterators = take(&iterators);
    made->strict = is_strict;
    return &made->head;
}

static void zip_destroy(Ref self)
{
    drop_or_null(((Zip *)self)->iterators);
    drop_or_null(((Zip *)self)->result);
}

static void zip_visit(Obj self, Visit visit, void *context)
{
    const Zip *zip = (const Zip *)self;
    if (zip->iterators) visit(zip->iterators, context);
    if (zip->result) visit(zip->result, context);
}

static const char *plural(size_t count)     { return count == 1 ? " " : "s 1-"; }

/* Iterator number `at` has ended: with strict, all others have to end here too. */
static Ref zip_end(Zip *zip, size_t at)
{
    if (error_pending() && !error_clear_if(&stop_iteration_type)) return NULL;
    if (!zip->strict) return NULL;
    if (at > 0)
        return raise_value_error("zip() argument %zu is shorter than argument%s%zu", at + 1,
                                 plural(at), at);
    for (size_t i = 1; i < tuple_length(zip->iterators); i++) {
        scoped Ref extra = NULL;
        if (!iter_next(tuple_peek(zip->iterators, i), &extra)) return NULL;
        if (extra)
            return raise_value_error("zip() argument %zu is longer than argument%s%zu", i + 1,
                                     plural(i), i);
    }
    return NULL;
}

static Ref zip_next(Obj self)
{
    Zip *zip = (Zip *)self;
    size_t count = tuple_length(zip->iterators);
    if (count == 0) return NULL;
    // taken out while in use: an iterator may come back here
    scoped Ref result = zip->result && zip->result->count == 1 ? take(&zip->result)
                                                               : tuple_new(count);
    for (size_t i = 0; i < count; i++) {
        Obj iterator = tuple_peek(zip->iterators, i);
        Ref item = next_item_fast(iterator);
        if (!item) return zip_end(zip, i);
        replace(&tuple_items(result)[i], item);
    }
    replace(&zip->result, keep(result));
    return take(&result);
}

static Ref zip_reduce(const Obj arg[])
{
    const Zip *zip = (const Zip *)arg[0];
    if (zip->strict) return tuple_pack(3, (Obj)type_of(arg[0]), zip->iterators, True_object);
    return tuple_pack(2, (Obj)type_of(arg[0]), zip->iterators);
}

static Ref zip_setstate(const Obj arg[])
{
    enum { self, state };
    bool strict;
    if (!object_truth(arg[state], &strict)) return NULL;
    ((Zip *)arg[self])->strict = strict;
    return none_new();
}

static const Method zip_methods[] = {
    { "__reduce__(self, /)", zip_reduce, "What pickling and copying need." },
    { "__setstate__(self, state, /)", zip_setstate, "Take over strictness." },
    { 0 }
};

Type zip_type = {
    TYPE_HEADER, .name = "zip", .signature = "zip(*iterables, strict=False)",
    .doc = "Tuples of one item from each iterable, until the shortest one ends.\n\n"
           "If strict is true, ValueError if they are not all of the same length.",
    .size = sizeof(Zip), .create = zip_create, .destroy = zip_destroy, .visit = zip_visit,
    .iterate = itself, .next = zip_next, .methods = zip_methods,
};

/* --- map --- */

typedef struct Map { Object head; Ref function, iterators; } Map;

static Ref map_create(Type *type, const Obj arg[])
{
    enum { args };
    size_t count = tuple_length(arg[args]);
    if (count < 2) return raise_type_error("map() must have at least two arguments.");
    scoped Ref iterators = tuple_new(count - 1);
    for (size_t i = 1; i < count; i++)
        if (!(tuple_items(iterators)[i - 1] = iter_of(tuple_peek(arg[args], i)))) return NULL;
    Map *made = (Map *)type_allocate(type, 0);
    made->iterators = take(&iterators);
    made->function = keep(tuple_peek(arg[args], 0));
    return &made->head;
}

static void map_destroy(Ref self)
{
    drop_or_null(((Map *)self)->function);
    drop_or_null(((Map *)self)->iterators);
}

static void map_visit(Obj self, Visit visit, void *context)
{
    const Map *map = (const Map *)self;
    if (map->function) visit(map->function, context);
    if (map->iterators) visit(map->iterators, context);
}

static Ref map_next(Obj self)
{
    const Map *map = (const Map *)self;
    size_t count = tuple_length(map->iterators);
    if (count == 1) {
        scoped Ref item = next_item_fast(tuple_peek(map->iterators, 0));
        return item ? call1(map->function, item) : NULL;
    }
    if (count == 2) {
        scoped Ref left = next_item_fast(tuple_peek(map->iterators, 0));
        if (!left) return NULL;
        scoped Ref right = next_item_fast(tuple_peek(map->iterators, 1));
        return right ? call2(map->function, left, right) : NULL;
    }
    scoped Ref items = tuple_new(count);
    for (size_t i = 0; i < count; i++) {
        Obj iterator = tuple_peek(map->iterators, i);
        if (!(tuple_items(items)[i] = next_item(iterator))) return NULL;
    }
    return call(map->function, (Obj const *)tuple_items(items), count);
}

static Ref map_reduce(const Obj arg[])
{
    const Map *map = (const Map *)arg[0];
    size_t count = tuple_length(map->iterators);
    scoped Ref arguments = tuple_new(count + 1);
    tuple_items(arguments)[0] = keep(map->function);
    for (size_t i = 0; i < count; i++)
        tuple_items(arguments)[i + 1] = keep(tuple_peek(map->iterators, i));
    return tuple_pack(2, (Obj)type_of(arg[0]), arguments);
}

static const Method map_methods[] = {
    { "__reduce__(self, /)", map_reduce, "What pickling and copying need." },
    { 0 }
};

Type map_type = {
    TYPE_HEADER, .name = "map", .signature = "map(*args)",
    .doc = "map(function, iterable, /, *iterables)\n--\n\n"
           "What the function gives for the items of the iterable, or of several side by side,\n"
           "until the shortest one ends.",
    .size = sizeof(Map), .create = map_create, .destroy = map_destroy, .visit = map_visit,
    .iterate = itself, .next = map_next, .methods = map_methods,
};

/* --- filter --- */

typedef struct Filter { Object head; Ref function, iterator; } Filter;

static Ref filter_create(Type *type, const Obj arg[])
{
    enum { function, iterable };
    scoped Ref iterator = iter_of(arg[iterable]);
    if (!iterator) return NULL;
    Filter *made = (Filter *)type_allocate(type, 0);
    made->iterator = take(&iterator);
    made->function = keep(arg[function]);
    return &made->head;
}

static void filter_destroy(Ref self)
{
    drop_or_null(((Filter *)self)->function);
    drop_or_null(((Filter *)self)->iterator);
}

static void filter_visit(Obj self, Visit visit, void *context)
{
    const Filter *filter = (const Filter *)self;
    if (filter->function) visit(filter->function, context);
    if (filter->iterator) visit(filter->iterator, context);
}

static Ref filter_next(Obj self)
{
    const Filter *filter = (const Filter *)self;
    bool plain = is_none(filter->function) || filter->function == (Obj)&bool_type;
    for (;;) {
        scoped Ref item = next_item_fast(filter->iterator);
        if (!item) return NULL;
        scoped Ref answer = plain ? keep(item) : call1(filter->function, item);
        bool good;
        if (!answer || !object_truth(answer, &good)) return NULL;
        if (good) return take(&item);
    }
}

static Ref filter_reduce(const Obj arg[])
{
    const Filter *filter = (const Filter *)arg[0];
    scoped Ref arguments = tuple_pack(2, filter->function, filter->iterator);
    return tuple_pack(2, (Obj)type_of(arg[0]), arguments);
}

static const Method filter_methods[] = {
    { "__reduce__(self, /)", filter_reduce, "What pickling and copying need." },
    { 0 }
};

Type filter_type = {
    TYPE_HEADER, .name = "filter", .signature = "filter(function, iterable, /)",
    .doc = "The items for which function(item) is true; function None: the items that are true.",
    .size = sizeof(Filter), .create = filter_create,
    .destroy = filter_destroy, .visit = filter_visit,
    .iterate = itself, .next = filter_next, .methods = filter_methods,
};

/* --- reversed --- */

typedef struct Reversed {
    Object head;
    Ref sequence;             // NULL: exhausted
    intptr_t index;           // of the next item
} Reversed;

static Ref reversed_create(Type *type, const Obj arg[])
{
    enum { sequence };
    bool found;
    Obj object = arg[sequence], method = type_lookup(type_of(object), name___reversed__);
    if (method && is_none(method))
        return raise_type_error("'%T' object is not reversible", object);
    if (method) return call_dunder(object, name___reversed__, NULL, 0, &found);
    const Type *kind = type_of(object);
    bool is_sequence = !(kind->flags & TYPE_DICT)
        && (kind->item || type_lookup((Type *)kind, name___getitem__));
    if (!is_sequence) return raise_type_error("'%T' object is not reversible", object);
    size_t length;
    if (!object_length(object, &length)) return NULL;
    Reversed *made = (Reversed *)type_allocate(type, 0);
    made->sequence = keep(object);
    made->index = (intptr_t)length - 1;
    return &made->head;
}

static void reversed_destroy(Ref self)
{
    drop_or_null(((Reversed *)self)->sequence);
}

static void reversed_visit(Obj self, Visit visit, void *context)
{
    const Reversed *reversed = (const Reversed *)self;
    if (reversed->sequence) visit(reversed->sequence, context);
}

static Ref reversed_next(Obj self)
{
    Reversed *reversed = (Reversed *)self;
    if (reversed->sequence && reversed->index >= 0) {
        scoped Ref sequence = keep(reversed->sequence);
        Ref item = object_get_item_at(sequence, reversed->index);
        if (item) {
            reversed->index--;
            return item;
        }
        if (!error_clear_if(&index_error_type) && !error_clear_if(&stop_iteration_type))
            return NULL;
    }
    reversed->index = -1;
    if (reversed->sequence) drop(take(&reversed->sequence));
    return NULL;
}

static Ref reversed_length_hint(const Obj arg[])
{
    const Reversed *reversed = (const Reversed *)arg[0];
    size_t length;
    if (!reversed->sequence) return small_int(0);
    if (!object_length(reversed->sequence, &length)) return NULL;
    intptr_t left = reversed->index + 1;
    return int_new((size_t)left > length ? 0 : left);
}

static Ref reversed_reduce(const Obj arg[])
{
    const Reversed *reversed = (const Reversed *)arg[0];
    scoped Ref empty = tuple_new(0);
    scoped Ref arguments = tuple_pack(1, reversed->sequence ? reversed->sequence : empty);
    if (!reversed->sequence) return tuple_pack(2, (Obj)type_of(arg[0]), arguments);
    scoped Ref index = int_new(reversed->index);
    return tuple_pack(3, (Obj)type_of(arg[0]), arguments, index);
}

static Ref reversed_setstate(const Obj arg[])
{
    enum { self, state };
    Reversed *reversed = (Reversed *)arg[self];
    intptr_t index;
    size_t length;
    if (!is_int(arg[state])) return raise_type_error("an integer is required");
    if (!argument_to_size(arg[state], &index)) return NULL;
    if (!reversed->sequence) return none_new();
    if (!object_length(reversed->sequence, &length)) return NULL;
    reversed->index = index < -1 ? -1
                    : index > (intptr_t)length - 1 ? (intptr_t)length - 1 : index;
    return none_new();
}

static const Method reversed_methods[] = {
    { "__length_hint__(self, /)", reversed_length_hint, "How many items are probably left." },
    { "__reduce__(self, /)", reversed_reduce, "What pickling and copying need." },
    { "__setstate__(self, state, /)", reversed_setstate, "Go on from this position." },
    { 0 }
};

Type reversed_type = {
    TYPE_HEADER, .name = "reversed", .signature = "reversed(sequence, /)",
    .doc = "The items of a sequence from the last one.",
    .size = sizeof(Reversed), .create = reversed_create,
    .destroy = reversed_destroy, .visit = reversed_visit,
    .iterate = itself, .next = reversed_next, .methods = reversed_methods,
};
