/* runtime/protocol.c -- what every object may be asked: repr, str, hash, len, truth, items,
 * numbers.
 * SPDX-License-Identifier: MIT */
#include "runtime/protocol.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/slice.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <limits.h>
#include <string.h>
#include <stdio.h>

/* --- text --- */

// A slot that must give a str; consumes what it gave.
static Ref checked_str(Ref text, const char *dunder)
{
    if (!text || is_str(text)) return text;
    raise_type_error("%s returned non-string (type %T)", dunder, text);
    drop(text);
    return NULL;
}

Ref object_repr(Obj x)
{
    const Type *type = type_of(x);
    if (!recursion_enter(" while getting the repr of an object")) return NULL;
    Ref text = checked_str(type->repr(x), "__repr__");
    recursion_leave();
    return text;
}

Ref object_str(Obj x)
{
    if (is_exact_str(x)) return keep(x);
    const Type *type = type_of(x);
    if (!type->str) return object_repr(x);
    if (!recursion_enter(" while getting the str of an object")) return NULL;
    Ref text = checked_str(type->str(x), "__str__");
    recursion_leave();
    return text;
}

static void write_escaped(Writer *w, uint32_t point)
{
    char text[12];
    if (point < 0x80) {
        writer_char(w, point);
        return;
    }
    snprintf(text, sizeof text, point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x"
             : "\\U%08x", point);
    writer_text(w, text);
}

Ref object_ascii(Obj x)
{
    scoped Ref text = object_repr(x);
    if (!text || ((const Str *)text)->ascii) return take(&text);
    Writer w = {0};
    for (size_t i = 0; i < str_length(text); i++) write_escaped(&w, str_at(text, i));
    return writer_finish(&w);
}

Ref object_format(Obj x, Obj spec)
{
    if (!spec) spec = str_empty_object;
    if (!is_str(spec))
        return raise_type_error("Format specifier must be a string, not %T", spec);
    if (str_length(spec) == 0 && (is_exact_str(x) || is_exact_int(x))) return object_str(x);
    const Type *type = type_of(x);
    if (!type->format)
        return raise_type_error("Type %T doesn't define __format__", x);
    Ref text = type->format(x, spec);
    if (!text || is_str(text)) return text;
    raise_type_error("__format__ must return a str, not %T", text);
    drop(text);
    return NULL;
}

Ref object_dir(Obj x)
{
    bool found;
    scoped Ref names = call_dunder(x, name___dir__, NULL, 0, &found);
    if (!names) return found ? NULL : raise_type_error("object does not provide __dir__");
    scoped Ref list = list_from(names);
    return list && list_sort(list, NULL, false) ? take(&list) : NULL;
}

bool repr_enter(Obj x)
{
    Object *object = (Object *)x;
    if (object->flags & FLAG_VISITING) return true;
    object->flags |= FLAG_VISITING;
    return false;
}

void repr_leave(Obj x)
{
    ((Object *)x)->flags &= ~FLAG_VISITING;
}

/* --- hash, truth, length --- */

bool object_hash(Obj x, intptr_t *hash)
{
    if (is_small(x)) {
        *hash = int_hash(x);
        return true;
    }
    if (!x->type->hash) return hash_unhashable(x, hash);
    if (is_exact_str(x)) return x->type->hash(x, hash);
    if (!recursion_enter(" while hashing an object")) return false;
    bool good = x->type->hash(x, hash);
    recursion_leave();
    return good;
}

bool object_truth(Obj x, bool *result)
{
    if (is_small(x)) {
        *result = x != small_int(0);
        return true;
    }
    if (is_bool(x)) {
        *result = x == True_object;
        return true;
    }
    const Type *type = x->type;
    if (type->truth) return type->truth(x, result);
    if (type->length) {
        size_t length;
        if (!type->length(x, &length)) return false;
        *result = length != 0;
        return true;
    }
    *result = true;
    return true;
}

bool object_length(Obj x, size_t *length)
{
    const Type *type = type_of(x);
    if (type->length) return type->length(x, length);
    return raise_type_error("object of type '%T' has no len()", x);
}

/* --- items --- */

static bool contains_by_iteration(Obj container, Obj item, bool *found)
{
    scoped Ref iterator = iter_of(container);
    if (!iterator) {
        if (error_clear_if(&type_error_type))
            raise_type_error("argument of type '%T' is not iterable", container);
        return false;
    }
    for (;;) {
        scoped Ref candidate = NULL;
        if (!iter_next(iterator, &candidate)) return false;
        if (!candidate) return true;
        if (!objects_equal(candidate, item, found)) return false;
        if (*found) return true;
    }
}

bool object_contains(Obj container, Obj item, bool *found)
{
    const Type *type = type_of(container);
    *found = false;
    if (type->contains) return type->contains(container, item, found);
    return contains_by_iteration(container, item, found);
}

static Ref get_class_item(Obj class, Obj key)
{
    if (class == (Obj)&type_type) return generic_alias_new(class, key);
    scoped Ref method = NULL;
    if (!attribute_find(class, name___class_getitem__, &method)) return NULL;
    if (method && !is_none(method)) return call1(method, key);
    return raise_type_error("type '%N' is not subscriptable", class);
}

static Ref get_sequence_item(Obj x, Obj key)
{
    const Type *type = type_of(x);
    if (!is_int(key) && !type_of(key)->to_index)
        return raise_type_error("sequence index must be integer, not '%T'", key);
    intptr_t index;
    if (!object_to_size(key, &index, &index_error_type)) return NULL;
    if (index < 0 && type->length) {
        size_t length;
        if (!type->length(x, &length)) return NULL;
        index += (intptr_t)length;
    }
    return type->item(x, index);
}

Ref object_get_item_at(Obj x, intptr_t index)
{
    const Type *type = type_of(x);
    if (type->item) return type->item(x, index);
    scoped Ref key = int_new(index);
    return object_get_item(x, key);
}

Ref object_get_item(Obj x, Obj key)
{
    const Type *type = type_of(x);
    if (likely(type->get_item != NULL)) return type->get_item(x, key);
    if (type->item) return get_sequence_item(x, key);
    if (is_type(x)) return get_class_item(x, key);
    return raise_type_error("'%T' object is not subscriptable", x);
}

bool type_is_sequence_like(const Type *type)
{
    return type->item || type->length || (type->flags & TYPE_HEAP) || strchr(type->name, '.');
}

// What cannot store may be a sequence all the same: then the key is read before that is said.
static bool read_unused_key(const Type *type, Obj key, bool *is_index)
{
    intptr_t index;
    *is_index = type_is_sequence_like(type) && (is_small(key) || type_of(key)->to_index);
    return !*is_index || object_to_size(key, &index, &index_error_type);
}

bool object_set_item(Obj x, Obj key, Obj value)
{
    const Type *type = type_of(x);
    if (likely(type->set_item != NULL)) return type->set_item((Ref)x, key, value);
    bool is_index;
    return read_unused_key(type, key, &is_index)
        && raise_type_error("'%T' object does not support item assignment", x);
}

bool object_delete_item(Obj x, Obj key)
{
    const Type *type = type_of(x);
    if (type->delete_item) return type->delete_item((Ref)x, key);
    bool is_index;
    return read_unused_key(type, key, &is_index)
        && raise_type_error("'%T' object %s item deletion", x,
                            is_index ? "doesn't support" : "does not support");
}

/* Both bounds small ints or None: where they cut a sequence of that length. */
static bool plain_bounds(Obj start, Obj stop, size_t length, size_t *from, size_t *to)
{
    intptr_t first = 0, last = (intptr_t)length, end = last;
    if (is_small(start)) first = small_value(start);
    else if (!is_none(start)) return false;
    if (is_small(stop)) last = small_value(stop);
    else if (!is_none(stop)) return false;
    if (first < 0) first = first + end < 0 ? 0 : first + end;
    if (last < 0) last += end;
    if (last > end) last = end;
    *to = (size_t)(last < first ? first : last);
    *from = (size_t)first;
    if (first > end) *from = *to = length;
    return true;
}

Ref object_get_slice(Obj x, Obj start, Obj stop)
{
    size_t from, to;
    const Type *type = type_of(x);
    if (type == &list_type) {
        if (plain_bounds(start, stop, list_length(x), &from, &to)) return list_slice(x, from, to);
    } else if (type == &str_type) {
        if (plain_bounds(start, stop, str_length(x), &from, &to)) return str_slice(x, from, to);
    } else if (type == &tuple_type) {
        if (plain_bounds(start, stop, tuple_length(x), &from, &to))
            return to - from == tuple_length(x) ? keep(x)
                 : tuple_from_items((const Obj *)tuple_items(x) + from, to - from);
    } else if (type == &bytes_type) {
        if (plain_bounds(start, stop, bytes_length(x), &from, &to))
            return to - from == bytes_length(x) ? keep(x)
                 : bytes_from(bytes_data(x) + from, to - from);
    } else if (type == &memoryview_type && memoryview_is_line(x)) {
        if (plain_bounds(start, stop, (size_t)((const MemoryView *)x)->view.shape[0], &from, &to))
            return memoryview_part(x, from, to);
    }
    scoped Ref slice = slice_new(start, stop, NULL);
    return object_get_item(x, slice);
}

/* --- numbers --- */

Ref object_get_index(Obj x)
{
    if (is_int(x)) return int_exact(x);
    const Type *type = type_of(x);
    if (!type->to_index)
        return raise_type_error("'%T' object cannot be interpreted as an integer", x);
    Ref value = type->to_index(x);
    if (!value || is_exact_int(value)) return value;
    if (!is_int(value)) raise_type_error("__index__ returned non-int (type %T)", value);
    else if (warn(&deprecation_warning_type, 1, "__index__ returned non-int (type %T).  "
                  "The ability to return an instance of a strict subclass of int is deprecated, "
                  "and may not be supported in a future version of Python.", value)) return value;
    drop(value);
    return NULL;
}

bool object_to_size(Obj x, intptr_t *value, Type *overflow)
{
    if (is_small(x)) {
        *value = small_value(x);
        return true;
    }
    scoped Ref index = object_get_index(x);
    if (!index) return false;
    if (int_fits(index, value)) return true;
    if (overflow)
        return raise_format(overflow, "cannot fit '%T' into an index-sized integer", x);
    *value = int_sign(index) < 0 ? INTPTR_MIN : INTPTR_MAX;
    return true;
}

static bool argument_between(Obj x, const char *type, intptr_t low, intptr_t high, intptr_t *value)
{
    scoped Ref index = object_get_index(x);
    if (!index) return false;
    if (int_fits(index, value) && *value >= low && *value <= high) return true;
    return raise_overflow_error("Python int too large to convert to C %s", type);
}

bool argument_to_size(Obj x, intptr_t *value)
{
    if (unlikely(!is_small(x))) return argument_between(x, "ssize_t", INTPTR_MIN, INTPTR_MAX, value);
    *value = small_value(x);
    return true;
}

bool argument_to_int(Obj x, int *value)
{
    intptr_t wide;
    if (!argument_between(x, "int", INT_MIN, INT_MAX, &wide)) return false;
    *value = (int)wide;
    return true;
}

bool object_to_long(Obj x, long *value)
{
    scoped Ref index = object_get_index(x);
    if (!index) return false;
    intptr_t wide;
    if (!int_fits(index, &wide))
        return raise_overflow_error("Python int too large to convert to C long");
    *value = wide;
    return true;
}

static bool double_by_dunder(Obj x, double *value)
{
    scoped Ref made = type_of(x)->to_float(x);
    if (!made) return false;
    if (!is_float(made))
        return raise_type_error("%T.__float__ returned non-float (type %T)", x, made);
    *value = float_value(made);
    return has_type(made, &float_type)
        || warn(&deprecation_warning_type, 1, "%T.__float__ returned non-float (type %T).  "
                "The ability to return an instance of a strict subclass of float is deprecated, "
                "and may not be supported in a future version of Python.", x, made);
}

bool object_to_double(Obj x, double *value)
{
    if (is_small(x)) {
        *value = (double)small_value(x);
        return true;
    }
    if (is_float(x)) {
        *value = float_value(x);
        return true;
    }
    if (is_exact_int(x)) return int_to_double(x, value);
    if (type_of(x)->to_float) return double_by_dunder(x, value);
    if (!type_of(x)->to_index) return raise_type_error("must be real number, not %T", x);
    scoped Ref index = object_get_index(x);
    return index && int_to_double(index, value);
}
