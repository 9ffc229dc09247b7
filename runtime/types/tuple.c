/* runtime/types/tuple.c -- tuple: items inline, fixed.   SPDX-License-Identifier: MIT */
#include "runtime/types/tuple.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap_fast.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bool.h"
#include "runtime/types/iterators.h"
#include "runtime/types/key_hash.h"
#include "runtime/types/list.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/slice.h"
#include "runtime/writer.h"
#include <stdarg.h>
#include <string.h>

Tuple tuple_empty_struct = {
    .head = { .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &tuple_type },
};

Ref tuple_new(size_t length)
{
    if (length == 0) return keep(tuple_empty_object);
    Tuple *made = (Tuple *)heap_fast_new(&tuple_type, sizeof(Tuple) + length * sizeof(Ref));
    made->length = length;
    return &made->head;
}

Ref tuple_from_items(const Obj *items, size_t length)
{
    Ref made = tuple_new(length);
    items_keep(tuple_items(made), items, length);
    return made;
}

Ref tuple_give_items(Ref *items, size_t length)
{
    Ref made = tuple_new(length);
    if (length) memcpy(tuple_items(made), items, length * sizeof(Ref));
    return made;
}

// One by one: registers that were just written one by one cannot be read at once two by two.
Ref tuple_take_items(Ref *items, size_t length)
{
    Ref made = tuple_new(length), *to = tuple_items(made);
    for (size_t i = 0; i < length; i++) to[i] = take(&items[i]);
    return made;
}

Ref tuple_pack(size_t length, ...)
{
    Ref made = tuple_new(length);
    va_list items;
    va_start(items, length);
    for (size_t i = 0; i < length; i++) tuple_items(made)[i] = keep(va_arg(items, Obj));
    va_end(items);
    return made;
}

Ref tuple_from(Obj iterable)
{
    if (is_exact_tuple(iterable)) return keep(iterable);
    if (is_list(iterable) && type_of(iterable)->iterate == list_type.iterate)
        return list_to_tuple(iterable);
    scoped Ref list = list_from(iterable);
    if (!list) return NULL;
    // the items move over: the list is ours alone
    List *from = (List *)list;
    Ref made = tuple_give_items(from->items, from->length);
    heap_scanned_free(from->items, from->capacity * sizeof(Ref));
    from->items = NULL;
    from->length = from->capacity = 0;
    return made;
}

static Ref tuple_create(Type *type, const Obj arg[])
{
    enum { iterable };
    scoped Ref plain = arg[iterable] ? tuple_from(arg[iterable]) : tuple_new(0);
    if (!plain || type == &tuple_type) return take(&plain);
    size_t length = tuple_length(plain);
    Ref made = type_allocate(type, length);
    ((Tuple *)made)->length = length;
    for (size_t i = 0; i < length; i++) tuple_items(made)[i] = keep(tuple_peek(plain, i));
    return made;
}

static void tuple_destroy(Ref self)
{
    Tuple *t = (Tuple *)self;
    for (size_t i = t->length; i-- > 0; )
        if (t->items[i]) drop(t->items[i]);
}

static void tuple_visit(Obj self, Visit visit, void *context)
{
    const Tuple *t = (const Tuple *)self;
    for (size_t i = 0; i < t->length; i++)
        if (t->items[i]) visit(t->items[i], context);
}

static Ref tuple_repr(Obj self)
{
    const Tuple *t = (const Tuple *)self;
    if (t->length == 0) return str_format("()");
    if (repr_enter(self)) return str_format("(...)");
    Writer w = {0};
    writer_char(&w, '(');
    for (size_t i = 0; i < t->length; i++) {
        if (i) writer_text(&w, ", ");
        if (!writer_repr(&w, t->items[i])) {
            repr_leave(self);
            writer_discard(&w);
            return NULL;
        }
    }
    writer_text(&w, t->length == 1 ? ",)" : ")");
    repr_leave(self);
    return writer_finish(&w);
}

/* xxHash's mixing of 64-bit lanes, as the reference implementation has it: the value shows. */
static bool tuple_hash(Obj self, intptr_t *hash)
{
    const Tuple *t = (const Tuple *)self;
    uint64_t mixed = 2870177450012600261u;
    for (size_t i = 0; i < t->length; i++) {
        intptr_t part;
        if (!key_hash(t->items[i], &part)) return false;
        mixed += (uint64_t)part * 14029467366897019727u;
        mixed = (mixed << 31 | mixed >> 33) * 11400714785074694791u;
    }
    mixed += t->length ^ (2870177450012600261u ^ 3527539u);
    *hash = mixed == (uint64_t)-1 ? 1546275796 : (intptr_t)mixed;
    return true;
}

static Ref tuple_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_tuple(self) || !is_tuple(other)) return not_implemented();
    return items_compare((Obj const *)tuple_items(self), tuple_length(self),
                         (Obj const *)tuple_items(other), tuple_length(other), op);
}

static bool tuple_get_length(Obj self, size_t *length)
{
    *length = tuple_length(self);
    return true;
}

static Ref tuple_item(Obj self, intptr_t index)
{
    if ((size_t)index >= tuple_length(self))
        return raise_index_error("tuple index out of range");
    return keep(tuple_peek(self, (size_t)index));
}

static Ref get_slice(Obj self, Obj slice)
{
    const Tuple *t = (const Tuple *)self;
    Span span;
    if (!sequence_span(slice, t->length, &span)) return NULL;
    if (span.count == t->length && span.step == 1 && is_exact_tuple(self)) return keep(self);
    Ref made = tuple_new(span.count);
    for (size_t i = 0; i < span.count; i++)
        tuple_items(made)[i] = keep(t->items[span.start + (intptr_t)i * span.step]);
    return made;
}

static Ref tuple_get_item(Obj self, Obj key)
{
    if (is_slice(key)) return get_slice(self, key);
    size_t index;
    if (!sequence_index(key, tuple_length(self), "tuple", &index)) return NULL;
    return keep(tuple_peek(self, index));
}

static bool tuple_contains(Obj self, Obj item, bool *found)
{
    return items_contain((Obj const *)tuple_items(self), tuple_length(self), item, found);
}

static Ref tuple_iterate(Obj self)
{
    return sequence_iterator_new(&tuple_iterator_type, self);
}

static Ref tuple_concat(Obj self, Obj other)
{
    if (!is_tuple(other))
        return raise_type_error("can only concatenate tuple (not \"%T\") to tuple", other);
    const Tuple *a = (const Tuple *)self, *b = (const Tuple *)other;
    if (b->length == 0 && is_exact_tuple(self)) return keep(self);
    if (a->length == 0 && is_exact_tuple(other)) return keep(other);
    Ref made = tuple_new(a->length + b->length);
    Ref *to = tuple_items(made);
    items_keep(to, (Obj const *)a->items, a->length);
    items_keep(to + a->length, (Obj const *)b->items, b->length);
    return made;
}

static Ref tuple_repeat(Obj self, intptr_t times)
{
    const Tuple *t = (const Tuple *)self;
    if (is_exact_tuple(self) && (times == 1 || t->length == 0)) return keep(self);
    if (times <= 0 || t->length == 0) return tuple_new(0);
    if (!heap_fits((size_t)times, t->length * sizeof(Ref))) return NULL;
    Ref made = tuple_new(t->length * (size_t)times);
    Ref *to = tuple_items(made);
    for (intptr_t n = 0; n < times; n++)
        for (size_t i = 0; i < t->length; i++) *to++ = keep(t->items[i]);
    return made;
}

/* --- methods --- */

static Ref tuple_count(const Obj arg[])
{
    enum { self, value };
    intptr_t count = 0;
    for (size_t i = 0; i < tuple_length(arg[self]); i++) {
        bool equal;
        if (!objects_equal(tuple_peek(arg[self], i), arg[value], &equal)) return NULL;
        count += equal;
    }
    return int_new(count);
}

static Ref tuple_index(const Obj arg[])
{
    enum { self, value, start, stop };
    size_t from, to;
    if (!sequence_range(arg[start], arg[stop], tuple_length(arg[self]), &from, &to)) return NULL;
    for (size_t i = from; i < to && i < tuple_length(arg[self]); i++) {
        bool equal;
        if (!objects_equal(tuple_peek(arg[self], i), arg[value], &equal)) return NULL;
        if (equal) return int_new((intptr_t)i);
    }
    return raise_value_error("tuple.index(x): x not in tuple");
}

static Ref tuple_getnewargs(const Obj arg[])
{
    scoped Ref plain = tuple_from_items((Obj const *)tuple_items(arg[0]), tuple_length(arg[0]));
    return tuple_pack(1, plain);
}

static Ref tuple_class_getitem(const Obj arg[])
{
    enum { cls, item };
    return generic_alias_new(arg[cls], arg[item]);
}

static const Method tuple_methods[] = {
    { "__getnewargs__(self, /)", tuple_getnewargs },
    { "index(self, value, start=0, stop=sys.maxsize, /)", tuple_index,
      "Position of the first item equal to value; ValueError if there is none." },
    { "count(self, value, /)", tuple_count, "How many items equal value." },
    { "__class_getitem__(cls, item, /)", tuple_class_getitem, "tuple[int, ...] and the like.",
      METHOD_CLASS },
    { 0 }
};

Type tuple_type = {
    TYPE_HEADER, .name = "tuple", .signature = "tuple(iterable=(), /)",
    .doc = "Built-in immutable sequence.\n\nWithout an argument the empty tuple, else a tuple of\n"
           "the items of the iterable.",
    .size = sizeof(Tuple), .item_size = sizeof(Ref),
    .flags = TYPE_TUPLE | TYPE_SEQUENCE | TYPE_MATCH_SELF,
    .create = tuple_create, .destroy = tuple_destroy, .visit = tuple_visit,
    .repr = tuple_repr, .hash = tuple_hash, .compare = tuple_compare,
    .length = tuple_get_length, .item = tuple_item, .get_item = tuple_get_item,
    .contains = tuple_contains, .iterate = tuple_iterate,
    .concat = tuple_concat, .repeat = tuple_repeat, .methods = tuple_methods,
};
