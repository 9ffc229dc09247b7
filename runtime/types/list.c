/* runtime/types/list.c -- list: a growing array of references.   SPDX-License-Identifier: MIT
 * Any call into other code (==, __index__, iteration, a dropped item) may change the list: lengths
 * and pointers are read again after each. */
#include "runtime/types/list.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap_fast.h"
#include "runtime/iterate.h"
#include "runtime/sequence.h"
#include "runtime/types/dict.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list_methods.h"
#include "runtime/types/slice.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include "runtime/types/bool.h"
#include <string.h>

/* --- making --- */

Ref list_new(size_t capacity)
{
    List *made = (List *)heap_fast_new(&list_type, sizeof(List));
    if (capacity) {
        made->items = heap_fast_scanned(capacity * sizeof(Ref));
        made->capacity = capacity;
    }
    return &made->head;
}

Ref list_from_items(const Obj *items, size_t length)
{
    List *made = (List *)list_new(length);
    items_keep(made->items, items, length);
    made->length = length;
    return &made->head;
}

Ref list_give_items(Ref *items, size_t length)
{
    List *made = (List *)list_new(length);
    if (length) memcpy(made->items, items, length * sizeof(Ref));
    made->length = length;
    return &made->head;
}

Ref list_take_items(Ref *items, size_t length)
{
    List *made = (List *)list_new(length);
    for (size_t i = 0; i < length; i++) made->items[i] = take(&items[i]);
    made->length = length;
    return &made->head;
}

Ref list_to_tuple(Obj list)
{
    return tuple_from_items((Obj const *)((const List *)list)->items, list_length(list));
}

Ref list_from(Obj iterable)
{
    scoped Ref made = list_new(0);
    return list_extend(made, iterable) ? take(&made) : NULL;
}

static Ref list_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static bool list_init(Ref self, const Obj arg[])
{
    enum { iterable };
    if (list_length(self)) list_clear(self);
    return !arg[iterable] || list_extend(self, arg[iterable]);
}

/* --- growing and shrinking --- */

/* From this length on a list grows where it is most of the time (heap.c), so by smaller steps. */
enum { HUGE_LIST = 32 * 1024 };

static void set_capacity(List *list, size_t capacity)
{
    list->items = heap_scanned_resize(list->items, list->capacity * sizeof(Ref),
                                      capacity * sizeof(Ref));
    list->capacity = capacity;
}

void list_grow(Ref self, size_t room)
{
    List *list = (List *)self;
    if (room <= list->capacity) return;
    size_t extra = room < 8 ? 6 : room < 512 ? room : room < HUGE_LIST ? room >> 2 : room >> 3;
    // a list that was empty gets what was asked for
    set_capacity(list, list->length == 0 && room > 4 ? room : (room + extra) & ~(size_t)3);
}

static void shrink(List *list)
{
    if (list->capacity > 16 && list->length < list->capacity / 4)
        set_capacity(list, list->length * 2 < 8 ? 8 : list->length * 2);
}

void list_insert(Ref self, size_t at, Obj item)
{
    List *list = (List *)self;
    if (list->length == list->capacity) list_grow(self, list->length + 1);
    if (at > list->length) at = list->length;
    memmove(list->items + at + 1, list->items + at, (list->length - at) * sizeof(Ref));
    list->items[at] = keep(item);
    list->length++;
}

void list_clear(Ref self)
{
    List *list = (List *)self;
    Ref *items = list->items;
    size_t length = list->length, capacity = list->capacity;
    list->items = NULL;
    list->length = list->capacity = 0;
    items_drop(items, length);
    heap_fast_scanned_drop(items, capacity * sizeof(Ref), length * sizeof(Ref));
}

static void extend_by_items(Ref self, Obj const *items, size_t count)
{
    List *list = (List *)self;
    list_grow(self, list->length + count);
    items_keep(list->items + list->length, items, count);
    list->length += count;
}

static bool extend_by_iterator(Ref self, Obj iterator)
{
    for (;;) {
        Ref item = next_item(iterator);
        if (!item) break;
        list_give(self, item);
    }
    return !error_pending() || error_clear_if(&stop_iteration_type);
}

bool list_extend(Ref self, Obj iterable)
{
    if (is_exact_list(iterable) || is_exact_tuple(iterable) || iterable == self) {
        size_t count = fast_length(iterable);
        if (!heap_fits(list_length(self) + count, sizeof(Ref))) return false;
        list_grow(self, list_length(self) + count);     // may move the items if it is self
        extend_by_items(self, fast_items(iterable), count);
        return true;
    }
    scoped Ref iterator = iter_of(iterable);
    if (!iterator) return false;
    size_t hint;
    if (!iter_length_hint(iterable, 8, &hint)) return false;
    bool believable = hint <= (size_t)INTPTR_MAX - list_length(self);
    if (believable && !heap_fits(hint, sizeof(Ref))) return false;
    if (believable && !list_length(self) && hint > 8) list_grow(self, hint);
    return extend_by_iterator(self, iterator);
}

// Takes [from, to) out; the items go when the caller drops them. NULL: there were none.
static Ref take_range(List *list, size_t from, size_t to)
{
    if (from == to) return NULL;
    Ref gone = to - from == 1 ? list->items[from]
                              : list_give_items(list->items + from, to - from);
    memmove(list->items + from, list->items + to, (list->length - to) * sizeof(Ref));
    list->length -= to - from;
    memset(list->items + list->length, 0, (to - from) * sizeof(Ref));
    return gone;
}

void list_remove_range(Ref self, size_t from, size_t to)
{
    scoped Ref gone = take_range((List *)self, from, to);
    shrink((List *)self);
}

Ref list_slice(Obj self, size_t from, size_t to)
{
    const List *list = (const List *)self;
    return list_from_items((Obj const *)list->items + from, to - from);
}

void list_reverse(Ref self)
{
    List *list = (List *)self;
    for (size_t i = 0, k = list->length; i + 1 < k; i++) {
        Ref held = list->items[i];
        list->items[i] = list->items[--k];
        list->items[k] = held;
    }
}

/* --- slots --- */

static void list_destroy(Ref self)
{
    list_clear(self);
}

static void list_visit(Obj self, Visit visit, void *context)
{
    const List *list = (const List *)self;
    for (size_t i = 0; i < list->length; i++)
        if (list->items[i]) visit(list->items[i], context);
}

static size_t list_bytes(Obj self)
{
    return type_of(self)->size + ((const List *)self)->capacity * sizeof(Ref);
}

static Ref list_repr(Obj self)
{
    if (list_length(self) == 0) return str_format("[]");
    if (repr_enter(self)) return str_format("[...]");
    Writer w = {0};
    writer_char(&w, '[');
    bool fine = true;
    for (size_t i = 0; fine && i < list_length(self); i++) {
        scoped Ref item = keep(list_peek(self, i));
        if (i) writer_text(&w, ", ");
        fine = writer_repr(&w, item);
    }
    repr_leave(self);
    if (fine) {
        writer_char(&w, ']');
        return writer_finish(&w);
    }
    writer_discard(&w);
    return NULL;
}

static Ref list_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_list(self) || !is_list(other)) return not_implemented();
    bool equality = op == EQUAL || op == NOT_EQUAL;
    if (equality && list_length(self) != list_length(other)) return bool_new(op == NOT_EQUAL);
    for (size_t i = 0; i < list_length(self) && i < list_length(other); i++) {
        Obj left = list_peek(self, i), right = list_peek(other, i);
        if (left == right) continue;
        scoped Ref a = keep(left), b = keep(right);
        bool equal;
        if (!objects_equal(a, b, &equal)) return NULL;
        if (equal) continue;
        // == may have shortened them, or put others in their place
        if (i >= list_length(self) || i >= list_length(other)) break;
        if (equality) return bool_new(op == NOT_EQUAL);
        replace(&a, keep(list_peek(self, i)));
        replace(&b, keep(list_peek(other, i)));
        return compare(a, b, op);
    }
    size_t m = list_length(self), n = list_length(other);
    return bool_new(compare_holds(op, (m > n) - (m < n)));
}

static bool list_get_length(Obj self, size_t *length)
{
    *length = list_length(self);
    return true;
}

static Ref list_item(Obj self, intptr_t index)
{
    if ((size_t)index >= list_length(self)) return raise_index_error("list index out of range");
    return keep(list_peek(self, (size_t)index));
}

static Ref get_slice(Obj self, Obj slice)
{
    Span span;
    if (!sequence_unpack(slice, &span)) return NULL;
    sequence_clip(&span, list_length(self));
    if (span.step == 1)
        return list_slice(self, (size_t)span.start, (size_t)span.start + span.count);
    List *made = (List *)list_new(span.count);
    for (size_t i = 0; i < span.count; i++)
        made->items[i] = keep(list_peek(self, (size_t)(span.start + (intptr_t)i * span.step)));
    made->length = span.count;
    return &made->head;
}

static Ref list_get_item(Obj self, Obj key)
{
    if (is_slice(key)) return get_slice(self, key);
    intptr_t index;
    if (!sequence_key(key, "list", &index)) return NULL;
    if (index < 0) index += (intptr_t)list_length(self);
    return list_item(self, index);
}

// list[from:to] = items, which are kept. The list is whole before anything is dropped.
static void splice(List *list, size_t from, size_t to, Obj const *items, size_t count)
{
    scoped Ref gone = take_range(list, from, to);
    list_grow(&list->head, list->length + count);
    if (list->length > from)
        memmove(list->items + from + count, list->items + from,
                (list->length - from) * sizeof(Ref));
    items_keep(list->items + from, items, count);
    list->length += count;
    shrink(list);
}

static bool set_extended(List *list, Span span, Obj values)
{
    size_t count = fast_length(values);
    if (count != span.count)
        return raise_value_error("attempt to assign sequence of size %zd to extended slice of "
                                 "size %zd", count, span.count);
    scoped Ref old = list_new(count);
    for (size_t i = 0; i < count; i++) {
        size_t at = (size_t)(span.start + (intptr_t)i * span.step);
        list_give(old, list->items[at]);
        list->items[at] = keep(fast_items(values)[i]);
    }
    return true;
}

static bool set_slice(Ref self, Obj slice, Obj value)
{
    Span span;
    if (!sequence_unpack(slice, &span)) return false;
    scoped Ref values = value == self
        ? list_slice(self, 0, list_length(self))
        : sequence_fast(value, "must assign iterable to extended slice");
    if (!values) return false;
    List *list = (List *)self;
    sequence_clip(&span, list->length);
    if (span.step != 1) return set_extended(list, span, values);
    splice(list, (size_t)span.start, (size_t)span.start + span.count, fast_items(values),
           fast_length(values));
    return true;
}

static bool assign_position(Obj self, Obj key, size_t *index)
{
    intptr_t at;
    if (!sequence_key(key, "list", &at)) return false;
    if (at < 0) at += (intptr_t)list_length(self);
    *index = (size_t)at;
    if (*index < list_length(self)) return true;
    return raise_index_error("list assignment index out of range");
}

static bool list_set_item(Ref self, Obj key, Obj value)
{
    if (is_slice(key)) return set_slice(self, key, value);
    size_t index;
    if (!assign_position(self, key, &index)) return false;
    replace(&((List *)self)->items[index], keep(value));
    return true;
}

static bool delete_slice(Ref self, Obj slice)
{
    Span span;
    if (!sequence_unpack(slice, &span)) return false;
    List *list = (List *)self;
    sequence_clip(&span, list->length);
    if (span.count == 0) return true;
    if (span.step < 0) {
        span.start += (intptr_t)(span.count - 1) * span.step;
        span.step = -span.step;
    }
    size_t to = (size_t)span.start;
    if (span.step == 1) {
        list_remove_range(self, to, to + span.count);
        return true;
    }
    scoped Ref gone = list_new(span.count);
    for (size_t at = to, next = to; at < list->length; at++) {
        if (at == next && list_length(gone) < span.count) {
            list_give(gone, list->items[at]);
            next += (size_t)span.step;
        } else {
            list->items[to++] = list->items[at];
        }
    }
    list->length = to;
    memset(list->items + to, 0, span.count * sizeof(Ref));
    shrink(list);
    return true;
}

static bool list_delete_item(Ref self, Obj key)
{
    if (is_slice(key)) return delete_slice(self, key);
    size_t index;
    if (!assign_position(self, key, &index)) return false;
    list_remove_range(self, index, index + 1);
    return true;
}

static bool list_contains(Obj self, Obj item, bool *found)
{
    *found = false;
    for (size_t i = 0; i < list_length(self) && !*found; i++) {
        Obj candidate = list_peek(self, i);
        if (candidate == item) {
            *found = true;
        } else if (!(is_small(candidate) && is_small(item))) {
            scoped Ref held = keep(candidate);
            if (!objects_equal(held, item, found)) return false;
        }
    }
    return true;
}

static Ref list_iterate(Obj self)
{
    return sequence_iterator_new(&list_iterator_type, self);
}

static Ref list_concat(Obj self, Obj other)
{
    if (!is_list(other))
        return raise_type_error("can only concatenate list (not \"%T\") to list", other);
    Ref made = list_new(list_length(self) + list_length(other));
    extend_by_items(made, (Obj const *)((const List *)self)->items, list_length(self));
    extend_by_items(made, (Obj const *)((const List *)other)->items, list_length(other));
    return made;
}

static Ref list_concat_in_place(Obj self, Obj other)
{
    return list_extend((Ref)self, other) ? keep(self) : NULL;
}

static Ref list_repeat(Obj self, intptr_t times)
{
    size_t length = list_length(self);
    if (times <= 0 || length == 0) return list_new(0);
    if (!heap_fits((size_t)times, length * sizeof(Ref))) return NULL;
    List *made = (List *)list_new(length * (size_t)times);
    Ref *to = made->items;
    if (length == 1) {
        Obj item = list_peek(self, 0);
        if (!is_small(item)) ((Object *)item)->count += (uint32_t)times;
        for (intptr_t n = 0; n < times; n++) to[n] = (Ref)item;
    } else {
        for (intptr_t n = 0; n < times; n++)
            items_keep(to + n * length, (Obj const *)((const List *)self)->items, length);
    }
    made->length = length * (size_t)times;
    return &made->head;
}

static Ref list_repeat_in_place(Obj self, intptr_t times)
{
    List *list = (List *)self;
    size_t length = list->length;
    if (times <= 0) {
        list_clear((Ref)self);
    } else if (length && times > 1) {
        if (!heap_fits((size_t)times, length * sizeof(Ref))) return NULL;
        list_grow((Ref)self, length * (size_t)times);
        for (intptr_t n = 1; n < times; n++)
            extend_by_items((Ref)self, (Obj const *)list->items, length);
    }
    return keep(self);
}

Type list_type = {
    TYPE_HEADER, .name = "list", .create_params = &params_ignored,
    .init_signature = "list(iterable=(), /)",
    .doc = "Built-in mutable sequence.\n\nWithout an argument a new empty list, else a list of\n"
           "the items of the iterable.",
    .size = sizeof(List), .flags = TYPE_LIST | TYPE_SEQUENCE | TYPE_MATCH_SELF,
    .create = list_create, .init = list_init,
    .destroy = list_destroy, .visit = list_visit, .bytes = list_bytes,
    .repr = list_repr, .hash = hash_unhashable, .compare = list_compare,
    .length = list_get_length, .item = list_item, .get_item = list_get_item,
    .set_item = list_set_item, .delete_item = list_delete_item,
    .contains = list_contains, .iterate = list_iterate,
    .concat = list_concat, .repeat = list_repeat,
    .concat_in_place = list_concat_in_place, .repeat_in_place = list_repeat_in_place,
    .methods = list_methods,
};
