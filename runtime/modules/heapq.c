/* runtime/modules/heapq.c -- _heapq: priority queues in lists.   SPDX-License-Identifier: MIT
 *
 * heap[k] <= heap[2k+1] and heap[k] <= heap[2k+2]; with `max`, >= instead. A comparison may change
 * the list, which is an error once it is noticed.
 */
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"

/* `argument`: "argument", or "argument 1" of a function that has more. */
static bool check_list(Obj heap, const char *function, const char *argument)
{
    return is_list(heap)
        || raise_type_error("%s() %s must be list, not %T", function, argument, heap);
}

/* Does the item at `a` have to stand above the one at `b`? */
static bool goes_above(List *heap, size_t a, size_t b, bool max, bool *above)
{
    size_t length = heap->length;
    scoped Ref x = keep(heap->items[max ? b : a]), y = keep(heap->items[max ? a : b]);
    if (!compare_truth(x, y, LESS, above)) return false;
    return heap->length == length || raise_runtime_error("list changed size during iteration");
}

static void exchange(List *heap, size_t a, size_t b)
{
    Ref held = heap->items[a];
    heap->items[a] = heap->items[b];
    heap->items[b] = held;
}

/* Moves the item at `at` up past parents that belong below it, not above `top`. */
static bool rise(List *heap, size_t top, size_t at, bool max)
{
    while (at > top) {
        size_t parent = (at - 1) / 2;
        bool above;
        if (!goes_above(heap, at, parent, max, &above)) return false;
        if (!above) return true;
        exchange(heap, at, parent);
        at = parent;
    }
    return true;
}

/* Moves the item at `top` down to a leaf, along the children that belong higher, and up again to
 * its place: an item from the end nearly always belongs far down. */
static bool sink(List *heap, size_t top, bool max)
{
    size_t at = top, length = heap->length;
    while (2 * at + 1 < length) {
        size_t child = 2 * at + 1;
        if (child + 1 < length) {
            bool left;
            if (!goes_above(heap, child, child + 1, max, &left)) return false;
            if (!left) child++;
        }
        exchange(heap, at, child);
        at = child;
    }
    return rise(heap, top, at, max);
}

static Ref heappush(const Obj arg[])
{
    enum { heap, item };
    if (!check_list(arg[heap], "heappush", "argument 1")) return NULL;
    list_append((Ref)arg[heap], arg[item]);
    return rise((List *)arg[heap], 0, list_length(arg[heap]) - 1, false) ? none_new() : NULL;
}

static Ref pop(Obj self, bool max)
{
    if (!check_list(self, max ? "_heappop_max" : "heappop", "argument")) return NULL;
    List *heap = (List *)self;
    if (heap->length == 0) return raise_index_error("index out of range");
    scoped Ref last = keep(heap->items[heap->length - 1]);
    list_remove_range(&heap->head, heap->length - 1, heap->length);
    if (heap->length == 0) return take(&last);
    scoped Ref first = heap->items[0];
    heap->items[0] = take(&last);
    return sink(heap, 0, max) ? take(&first) : NULL;
}

static Ref exchange_first(Obj self, Obj item, bool max)
{
    if (!check_list(self, max ? "_heapreplace_max" : "heapreplace", "argument 1")) return NULL;
    List *heap = (List *)self;
    if (heap->length == 0) return raise_index_error("index out of range");
    scoped Ref first = heap->items[0];
    heap->items[0] = keep(item);
    return sink(heap, 0, max) ? take(&first) : NULL;
}

static Ref heappushpop(const Obj arg[])
{
    enum { heap, item };
    if (!check_list(arg[heap], "heappushpop", "argument 1")) return NULL;
    if (list_length(arg[heap]) == 0) return keep(arg[item]);
    scoped Ref first = keep(list_peek(arg[heap], 0));
    bool less;
    if (!compare_truth(first, arg[item], LESS, &less)) return NULL;
    if (!less) return keep(arg[item]);
    return exchange_first(arg[heap], arg[item], false);
}

static Ref order(Obj self, bool max)
{
    if (!check_list(self, max ? "_heapify_max" : "heapify", "argument")) return NULL;
    for (size_t i = list_length(self) / 2; i-- > 0; )
        if (!sink((List *)self, i, max)) return NULL;
    return none_new();
}

static Ref heappop(const Obj arg[])             { return pop(arg[0], false); }
static Ref heappop_max(const Obj arg[])         { return pop(arg[0], true); }
static Ref heapreplace(const Obj arg[])         { return exchange_first(arg[0], arg[1], false); }
static Ref heapreplace_max(const Obj arg[])     { return exchange_first(arg[0], arg[1], true); }
static Ref heapify(const Obj arg[])             { return order(arg[0], false); }
static Ref heapify_max(const Obj arg[])         { return order(arg[0], true); }

static const Method functions[] = {
    { "heappush(heap, item, /)", heappush, "Add an item to a heap." },
    { "heappushpop(heap, item, /)", heappushpop,
      "Add an item, then take the smallest: faster than the two apart." },
    { "heappop(heap, /)", heappop, "Take the smallest item from a heap." },
    { "heapreplace(heap, item, /)", heapreplace,
      "Take the smallest item, then add one: faster than the two apart." },
    { "heapify(heap, /)", heapify, "Make any list a heap, in linear time." },
    { "_heappop_max(heap, /)", heappop_max, "heappop with the greatest item on top." },
    { "_heapreplace_max(heap, item, /)", heapreplace_max, "heapreplace likewise." },
    { "_heapify_max(heap, /)", heapify_max, "heapify likewise." },
    { 0 }
};

const Module heapq_module = {
    .name = "_heapq", .doc = "Priority queues in lists.", .functions = functions,
};
