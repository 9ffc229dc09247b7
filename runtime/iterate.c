/* runtime/iterate.c -- the iterator protocol from C.   SPDX-License-Identifier: MIT */
#include "runtime/iterate.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/iterators.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"

// dict and its like have get_item too, but are no sequences.
static bool is_sequence_like(Obj x)
{
    const Type *type = type_of(x);
    return !(type->flags & TYPE_DICT) && !is_type(x) && (type->item
        || (type->flags & TYPE_HEAP && type->get_item
            && type_lookup((Type *)type, name___getitem__)));
}

Ref next_missing(Obj self)
{
    return raise_type_error("'%T' object is not an iterator", self);
}

Ref iter_of(Obj iterable)
{
    const Type *type = type_of(iterable);
    if (likely(type->iterate != NULL)) {
        Ref iterator = type->iterate(iterable);
        if (likely(iterator && has_next(type_of(iterator)))) return iterator;
        if (!iterator) return NULL;
        raise_type_error("iter() returned non-iterator of type '%T'", iterator);
        drop(iterator);
        return NULL;
    }
    // __iter__ = None says that __getitem__ does not make it iterable
    bool refused = type->flags & TYPE_HEAP && type_lookup((Type *)type, name___iter__);
    if (!refused && is_sequence_like(iterable)) return getitem_iterator_new(iterable);
    return raise_type_error("'%T' object is not iterable", iterable);
}

bool iter_next(Obj iterator, Ref *item)
{
    const Type *type = type_of(iterator);
    if (unlikely(!has_next(type))) {
        *item = NULL;
        return raise_type_error("'%T' object is not an iterator", iterator);
    }
    *item = next_item(iterator);
    if (likely(*item != NULL) || !error_pending()) return true;
    return error_clear_if(&stop_iteration_type);
}

Ref next_when_tight(Obj iterator)
{
    if (!recursion_enter(" while calling a Python object")) return NULL;
    recursion_leave();
    if (heap_is_full && !heap_safe_point()) return NULL;
    return type_of(iterator)->next(iterator);
}

bool is_iterable(Obj x)
{
    return type_of(x)->iterate || is_sequence_like(x);
}

bool is_iterator(Obj x)
{
    return has_next(type_of(x));
}

static bool hint_by_dunder(Obj x, size_t fallback, size_t *hint)
{
    bool found;
    *hint = fallback;
    scoped Ref answer = call_dunder(x, name___length_hint__, NULL, 0, &found);
    if (!answer) return !error_pending() || error_clear_if(&type_error_type);
    if (answer == NotImplemented_object) return true;
    if (!is_int(answer))
        return raise_type_error("__length_hint__ must be an integer, not %T", answer);
    intptr_t value;
    if (!argument_to_size(answer, &value)) return false;
    if (value < 0) return raise_value_error("__length_hint__() should return >= 0");
    *hint = (size_t)value;
    return true;
}

bool iter_length_hint(Obj x, size_t fallback, size_t *hint)
{
    *hint = fallback;
    if (type_of(x)->length) {
        if (object_length(x, hint)) return true;
        if (!error_clear_if(&type_error_type)) return false;
    }
    return hint_by_dunder(x, fallback, hint);
}

bool iter_each(Obj iterable, bool (*each)(Obj item, void *context), void *context)
{
    if (is_exact_list(iterable)) {
        for (size_t i = 0; i < list_length(iterable); i++) {
            scoped Ref item = keep(list_peek(iterable, i));
            if (!each(item, context)) return false;
        }
        return true;
    }
    if (is_exact_tuple(iterable)) {
        for (size_t i = 0; i < tuple_length(iterable); i++)
            if (!each(tuple_peek(iterable, i), context)) return false;
        return true;
    }
    scoped Ref iterator = iter_of(iterable);
    if (!iterator) return false;
    for (;;) {
        scoped Ref item = NULL;
        if (!iter_next(iterator, &item)) return false;
        if (!item) return true;
        if (!each(item, context)) return false;
    }
}
