/* runtime/modules/itertools_choose.c -- compress, dropwhile, takewhile, filterfalse, starmap,
 * islice.   SPDX-License-Identifier: MIT */
#include "runtime/modules/itertools.h"
#include "runtime/types/list.h"

typedef struct Chooser { Object head; Ref function, iterator; bool open; } Chooser;
HOLDS(chooser, 2)

static Ref chooser_create(Type *type, const Obj arg[])
{
    enum { function, iterable };
    scoped Ref iterator = iter_of(arg[iterable]);
    if (!iterator) return NULL;
    Chooser *made = (Chooser *)type_allocate(type, 0);
    made->function = keep(arg[function]);
    made->iterator = take(&iterator);
    return &made->head;
}

static bool ask(const Chooser *chooser, Obj item, bool *answer)
{
    if (is_none(chooser->function)) return object_truth(item, answer);
    scoped Ref result = call1(chooser->function, item);
    return result && object_truth(result, answer);
}

static Ref chooser_reduce(const Obj arg[])
{
    const Chooser *chooser = (const Chooser *)arg[0];
    if (!itertools_deprecated()) return NULL;
    return itertools_reduced(arg[0], tuple_pack(2, chooser->function, chooser->iterator), NULL);
}

static Ref gate_reduce(const Obj arg[])
{
    const Chooser *chooser = (const Chooser *)arg[0];
    if (!itertools_deprecated()) return NULL;
    return itertools_reduced(arg[0], tuple_pack(2, chooser->function, chooser->iterator),
                             small_int(chooser->open));
}

static Ref gate_setstate(const Obj arg[])
{
    enum { self, state };
    bool open;
    if (!itertools_deprecated() || !object_truth(arg[state], &open)) return NULL;
    ((Chooser *)arg[self])->open = open;
    return none_new();
}

static const Method chooser_methods[] = {
    REDUCE_METHOD(chooser),
    { 0 }
};
static const Method gate_methods[] = {                // of those that look at `open`
    REDUCE_METHOD(gate), SETSTATE_METHOD(gate),
    { 0 }
};

#define CHOOSER(noun, parameters, kind, text) \
    Type noun##_type = { \
        TYPE_HEADER, .name = "itertools." #noun, .module = "itertools", \
        .signature = #noun parameters, .doc = text, .size = sizeof(Chooser), \
        .create = chooser_create, .destroy = chooser_destroy, .visit = chooser_visit, \
        .iterate = itertools_itself, .next = noun##_next, .methods = kind##_methods, \
    }

static Ref dropwhile_next(Obj self)
{
    Chooser *chooser = (Chooser *)self;
    for (;;) {
        scoped Ref item = next_of(chooser->iterator);
        if (!item || chooser->open) return take(&item);
        scoped Ref result = call1(chooser->function, item);
        bool skipped;
        if (!result || !object_truth(result, &skipped)) return NULL;
        if (skipped) continue;
        chooser->open = true;
        return take(&item);
    }
}
CHOOSER(dropwhile, "(predicate, iterable, /)", gate,
        "The items from the first one on for which predicate(item) is false.");

static Ref takewhile_next(Obj self)
{
    Chooser *chooser = (Chooser *)self;
    if (chooser->open) return NULL;         // here: the end was reached
    scoped Ref item = next_of(chooser->iterator);
    if (!item) return NULL;
    scoped Ref result = call1(chooser->function, item);
    bool taken;
    if (!result || !object_truth(result, &taken)) return NULL;
    if (taken) return take(&item);
    chooser->open = true;
    return NULL;
}
CHOOSER(takewhile, "(predicate, iterable, /)", gate,
        "The items up to the first one for which predicate(item) is false.");

static Ref filterfalse_next(Obj self)
{
    const Chooser *chooser = (const Chooser *)self;
    for (;;) {
        scoped Ref item = next_of(chooser->iterator);
        bool answer;
        if (!item || !ask(chooser, item, &answer)) return NULL;
        if (!answer) return take(&item);
    }
}
CHOOSER(filterfalse, "(function, iterable, /)", chooser,
        "The items for which function(item) is false.");

static Ref starmap_next(Obj self)
{
    const Chooser *chooser = (const Chooser *)self;
    scoped Ref item = next_of(chooser->iterator);
    scoped Ref arguments = item ? tuple_from(item) : NULL;
    return arguments ? call_spread(chooser->function, arguments, NULL) : NULL;
}
CHOOSER(starmap, "(function, iterable, /)", chooser, "What function(*item) gives for the items.");

/* --- compress --- */

typedef struct Compress { Object head; Ref data, selectors; } Compress;
HOLDS(compress, 2)

static Ref compress_create(Type *type, const Obj arg[])
{
    enum { data, selectors };
    scoped Ref items = iter_of(arg[data]);
    scoped Ref answers = items ? iter_of(arg[selectors]) : NULL;
    if (!answers) return NULL;
    Compress *made = (Compress *)type_allocate(type, 0);
    made->data = take(&items);
    made->selectors = take(&answers);
    return &made->head;
}

static Ref compress_next(Obj self)
{
    const Compress *compress = (const Compress *)self;
    for (;;) {
        scoped Ref item = next_of(compress->data);
        scoped Ref selector = item ? next_of(compress->selectors) : NULL;
        bool chosen;
        if (!selector || !object_truth(selector, &chosen)) return NULL;
        if (chosen) return take(&item);
    }
}

static Ref compress_reduce(const Obj arg[])
{
    const Compress *compress = (const Compress *)arg[0];
    if (!itertools_deprecated()) return NULL;
    return itertools_reduced(arg[0], tuple_pack(2, compress->data, compress->selectors), NULL);
}

static const Method compress_methods[] = {
    REDUCE_METHOD(compress),
    { 0 }
};

Type compress_type = {
    ITERTOOL(compress, Compress, "(data, selectors)", "The items whose selector is true."),
    .methods = compress_methods,
};

/* --- islice --- */

typedef struct Slicer {
    Object head;
    Ref iterator;             // NULL: exhausted
    intptr_t index;           // of the next item that comes from the iterator
    intptr_t wanted;          // of the next item to be given
    intptr_t stop;            // -1: none
    intptr_t step;
} Slicer;
HOLDS(islice, 1)

/* A bound: None (stays as it is) or an int >= 0; false without an exception: neither. */
static bool read_bound(Obj x, intptr_t least, intptr_t *bound)
{
    if (is_none(x)) return true;
    if (!is_int(x) && !type_of(x)->to_index) return false;
    if (!argument_to_size(x, bound)) {
        error_clear();
        return false;
    }
    return *bound >= least;
}

static Ref islice_create(Type *type, const Obj arg[])
{
    enum { args };
    size_t count = tuple_length(arg[args]);
    Obj const *given = (Obj const *)tuple_items(arg[args]);
    intptr_t start = 0, stop = -1, step = 1;
    if (count < 2)
        return raise_type_error("islice expected at least 2 arguments, got %zu", count);
    if (count > 4) return raise_type_error("islice expected at most 4 arguments, got %zu", count);
    bool good_start = count == 2 || read_bound(given[1], 0, &start);
    bool good_stop = read_bound(given[count == 2 ? 1 : 2], 0, &stop);
    if (!good_stop && stop == -1)       // not a number at all, or just -1
        return raise_value_error("Stop argument for islice() must be None or an integer: "
                                 "0 <= x <= sys.maxsize.");
    if (!good_start || !good_stop)
        return raise_value_error("Indices for islice() must be None or an integer: "
                                 "0 <= x <= sys.maxsize.");
    if (count > 3 && !read_bound(given[3], 1, &step))
        return raise_value_error("Step for islice() must be a positive integer or None.");
    Slicer *made = (Slicer *)itertools_over(type, given[0]);
    if (!made) return NULL;
    made->wanted = start;
    made->stop = stop;
    made->step = step;
    return &made->head;
}

static Ref islice_end(Slicer *slicer)
{
    if (slicer->iterator) drop(take(&slicer->iterator));
    return NULL;
}

static Ref islice_next(Obj self)
{
    Slicer *slicer = (Slicer *)self;
    if (!slicer->iterator) return NULL;
    scoped Ref iterator = keep(slicer->iterator);
    for (; slicer->index < slicer->wanted; slicer->index++) {
        scoped Ref skipped = next_of(iterator);
        if (!skipped) return islice_end(slicer);
    }
    if (slicer->stop >= 0 && slicer->index >= slicer->stop) return islice_end(slicer);
    Ref item = next_of(iterator);
    if (!item) return islice_end(slicer);
    slicer->index++;
    if (__builtin_add_overflow(slicer->wanted, slicer->step, &slicer->wanted)
        || (slicer->stop >= 0 && slicer->wanted > slicer->stop))
        slicer->wanted = slicer->stop >= 0 ? slicer->stop : INTPTR_MAX;
    return item;
}

static Ref islice_reduce(const Obj arg[])
{
    const Slicer *slicer = (const Slicer *)arg[0];
    if (!itertools_deprecated()) return NULL;
    if (!slicer->iterator) {                          // exhausted: a slice of nothing
        scoped Ref nothing = list_new(0), iterator = iter_of(nothing);
        if (!iterator) return NULL;
        return itertools_reduced(arg[0], tuple_pack(2, iterator, small_int(0)), small_int(0));
    }
    scoped Ref wanted = int_new(slicer->wanted), step = int_new(slicer->step);
    scoped Ref stop = slicer->stop < 0 ? none_new() : int_new(slicer->stop);
    return itertools_reduced(arg[0], tuple_pack(4, slicer->iterator, wanted, stop, step),
                             int_new(slicer->index));
}

static Ref islice_setstate(const Obj arg[])
{
    enum { self, state };
    if (!itertools_deprecated()) return NULL;
    if (!is_int(arg[state])) return raise_type_error("an integer is required");
    if (int_fits(arg[state], &((Slicer *)arg[self])->index)) return none_new();
    return raise_overflow_error("Python int too large to convert to C ssize_t");
}

static const Method islice_methods[] = {
    REDUCE_METHOD(islice), SETSTATE_METHOD(islice),
    { 0 }
};

Type islice_type = {
    ITERTOOL(islice, Slicer, "(*args)",
             "islice(iterable, stop) --> islice object\n"
             "islice(iterable, start, stop[, step]) --> islice object\n\n"
             "The items that a slice would choose."),
    .methods = islice_methods,
};
