/* runtime/types/dict_views.c -- dict_keys, dict_values, dict_items.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict_methods.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

Ref dict_view_new(Type *type, Obj dict)
{
    DictView *made = (DictView *)heap_new(type, sizeof(DictView));
    made->dict = keep(dict);
    return &made->head;
}

static inline Obj dict_of(Obj view)     { return ((const DictView *)view)->dict; }

static void view_destroy(Ref self)
{
    drop(((DictView *)self)->dict);
}

static void view_visit(Obj self, Visit visit, void *context)
{
    visit(dict_of(self), context);
}

static Ref view_repr(Obj self)
{
    if (repr_enter(self)) return str_format("...");
    scoped Ref list = list_from(self);
    Ref text = list ? str_format("%T(%R)", self, list) : NULL;
    repr_leave(self);
    return text;
}

static bool view_length(Obj self, size_t *length)
{
    *length = dict_length(dict_of(self));
    return true;
}

static Ref iterate_keys(Obj self)
{
    return dict_iterator_new(&dict_key_iterator_type, dict_of(self), false);
}

static Ref iterate_values(Obj self)
{
    return dict_iterator_new(&dict_value_iterator_type, dict_of(self), false);
}

static Ref iterate_items(Obj self)
{
    return dict_iterator_new(&dict_item_iterator_type, dict_of(self), false);
}

static bool keys_contain(Obj self, Obj item, bool *found)
{
    Obj value;
    bool fine = dict_find(dict_of(self), item, &value);
    *found = value != NULL;
    return fine;
}

static bool items_contain_pair(Obj self, Obj item, bool *found)
{
    *found = false;
    if (!is_tuple(item) || tuple_length(item) != 2) return true;
    Obj value;
    if (!dict_find(dict_of(self), tuple_peek(item, 0), &value)) return false;
    if (!value) return true;
    scoped Ref held = keep(value);
    return objects_equal(held, tuple_peek(item, 1), found);
}

/* --- as sets --- */

static bool is_set_view(Obj x)
{
    return has_type(x, &dict_keys_type) || has_type(x, &dict_items_type);
}

/* Are all items of a in b? */
static bool all_in(Obj a, Obj b, bool *result)
{
    scoped Ref iterator = iter_of(a);
    if (!iterator) return false;
    for (*result = true; *result; ) {
        scoped Ref item = NULL;
        if (!iter_next(iterator, &item)) return false;
        if (!item) return true;
        if (!object_contains(b, item, result)) return false;
    }
    return true;
}

static Ref view_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_set_view(self) || !(is_any_set(other) || is_set_view(other))) return not_implemented();
    size_t m, n;
    if (!object_length(self, &m) || !object_length(other, &n)) return NULL;
    bool holds = false;
    switch (op) {
    case EQUAL: case NOT_EQUAL:
        if (m == n && !all_in(self, other, &holds)) return NULL;
        return bool_new(holds == (op == EQUAL));
    case LESS: case LESS_EQUAL:
        if ((op == LESS ? m < n : m <= n) && !all_in(self, other, &holds)) return NULL;
        return bool_new(holds);
    default:
        if ((op == GREATER ? m > n : m >= n) && !all_in(other, self, &holds)) return NULL;
        return bool_new(holds);
    }
}

static Ref view_and(Obj left, Obj right)
{
    // the operand that is walked along should be the shorter one
    if (is_set_view(right) && (!is_set_view(left)
        || dict_length(dict_of(right)) > dict_length(dict_of(left)))) {
        Obj other = left;
        left = right;
        right = other;
    }
    scoped Ref both = set_new(), iterator = iter_of(right);
    if (!iterator) return NULL;
    for (;;) {
        scoped Ref item = NULL;
        bool found;
        if (!iter_next(iterator, &item)) return NULL;
        if (!item) return take(&both);
        if (!object_contains(left, item, &found)) return NULL;
        if (found && !set_add(both, item)) return NULL;
    }
}

static Ref view_or(Obj left, Obj right)
{
    scoped Ref result = set_from(left);
    return result && set_update(result, right) ? take(&result) : NULL;
}

static Ref view_subtract(Obj left, Obj right)
{
    scoped Ref result = set_from(left);
    return result && set_difference_update(result, right) ? take(&result) : NULL;
}

static Ref view_xor(Obj left, Obj right)
{
    scoped Ref result = set_from(left);
    return result && set_symmetric_update(result, right) ? take(&result) : NULL;
}

/* --- methods --- */

static Ref is_disjoint(const Obj arg[])
{
    enum { self, other };
    Obj walked = arg[other], container = arg[self];
    size_t m, n;
    if ((is_any_set(walked) || is_set_view(walked)) && object_length(container, &m)
        && object_length(walked, &n) && n > m) {
        walked = arg[self];
        container = arg[other];
    }
    scoped Ref iterator = iter_of(walked);
    if (!iterator) return NULL;
    for (;;) {
        scoped Ref item = NULL;
        bool found;
        if (!iter_next(iterator, &item)) return NULL;
        if (!item) return bool_new(true);
        if (!object_contains(container, item, &found)) return NULL;
        if (found) return bool_new(false);
    }
}

static Ref reversed(const Obj arg[])
{
    Type *type = has_type(arg[0], &dict_keys_type) ? &dict_reverse_key_iterator_type
               : has_type(arg[0], &dict_values_type) ? &dict_reverse_value_iterator_type
               : &dict_reverse_item_iterator_type;
    return dict_iterator_new(type, dict_of(arg[0]), true);
}

static Ref get_mapping(Obj self)
{
    return mappingproxy_new(dict_of(self));
}

static const Getter view_getters[] = {
    { "mapping", get_mapping, NULL, "A read-only view of the dictionary." },
    { 0 }
};

static const Method set_view_methods[] = {
    { "isdisjoint(self, other, /)", is_disjoint, "Has it no item in common with the iterable?" },
    { "__reversed__(self, /)", reversed, "An iterator from the last item." },
    { 0 }
};

static const Method values_methods[] = {
    { "__reversed__(self, /)", reversed, "An iterator from the last value." },
    { 0 }
};

#define SET_VIEW(noun, walk, look) \
    Type noun##_type = { \
        TYPE_HEADER, .name = #noun, .size = sizeof(DictView), \
        .flags = TYPE_FINAL | TYPE_NO_CREATE, \
        .destroy = view_destroy, .visit = view_visit, .repr = view_repr, \
        .hash = hash_unhashable, .compare = view_compare, \
        .length = view_length, .iterate = walk, .contains = look, \
        .binary = { [OP_AND] = view_and, [OP_OR] = view_or, [OP_XOR] = view_xor, \
                    [OP_SUBTRACT] = view_subtract }, \
        .methods = set_view_methods, .getters = view_getters, \
    }
SET_VIEW(dict_keys, iterate_keys, keys_contain);
SET_VIEW(dict_items, iterate_items, items_contain_pair);

Type dict_values_type = {
    TYPE_HEADER, .name = "dict_values", .size = sizeof(DictView),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = view_destroy, .visit = view_visit, .repr = view_repr,
    .length = view_length, .iterate = iterate_values,
    .methods = values_methods, .getters = view_getters,
};
