/* vm/display.c -- unpacking, stars, displays and f-strings: what they do with any iterable. */
#include "vm/display.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

static void drop_items(Ref *items, size_t count)
{
    for (size_t i = 0; i < count; i++) drop(take(&items[i]));
}

static bool is_exact_sequence(Obj x) { return is_exact_tuple(x) || is_exact_list(x); }

static bool unpack_failed(size_t expected, size_t got)
{
    if (got > expected)
        return raise_value_error("too many values to unpack (expected %zu)", expected);
    return raise_value_error("not enough values to unpack (expected %zu, got %zu)", expected, got);
}

// iter(x) for unpacking, with its own message.
static Ref unpack_iter(Obj x)
{
    Ref iterator = iter_of(x);
    if (iterator || is_iterable(x) || !error_matches(&type_error_type)) return iterator;
    error_clear();
    return raise_type_error("cannot unpack non-iterable %T object", x);
}

static bool unpack_iterable(Obj x, Ref *out, size_t count)
{
    scoped Ref iterator = unpack_iter(x);
    if (!iterator) return false;
    for (size_t i = 0; i < count; i++) {
        Ref item;
        bool fine = iter_next(iterator, &item);
        if (fine && item) { out[i] = item; continue; }
        drop_items(out, i);
        return fine && unpack_failed(count, i);
    }
    scoped Ref extra = NULL;
    if (iter_next(iterator, &extra) && !extra) return true;
    drop_items(out, count);
    if (!extra) return false;
    if (is_any_set(x) || is_dict(x)) return unpack_failed(count, count + 1);
    return unpack_failed(count, count + 1);
}

bool unpack_exact(Obj x, Ref *out, size_t count)
{
    if (!is_exact_sequence(x)) {
        Ref held[16], *items = held;
        scoped Ref spare = NULL;
        if (count > 16) {
            spare = tuple_new(count);
            items = tuple_items(spare);
        }
        if (!unpack_iterable(x, items, count)) return false;
        for (size_t i = 0; i < count; i++) out[i] = take(&items[i]);
        return true;
    }
    if (fast_length(x) != count) return unpack_failed(count, fast_length(x));
    Obj const *items = fast_items(x);
    for (size_t i = 0; i < count; i++) out[i] = keep(items[i]);
    return true;
}

bool unpack_star(Obj x, Ref *out, size_t before, size_t after)
{
    scoped Ref iterator = NULL, rest = NULL;
    if (!is_exact_sequence(x)) {
        iterator = unpack_iter(x);
        if (!iterator) return false;
        x = rest = list_from(iterator);
        if (!rest) return false;
    }
    size_t length = fast_length(x);
    if (length < before + after)
        return raise_value_error("not enough values to unpack (expected at least %zu, got %zu)",
                                 before + after, length);
    scoped Ref hold = keep(x);          // out may overlap the register that holds x
    Obj const *items = fast_items(x);
    for (size_t i = 0; i < before; i++) out[i] = keep(items[i]);
    out[before] = list_from_items(items + before, length - before - after);
    for (size_t i = 0; i < after; i++) out[before + 1 + i] = keep(items[length - after + i]);
    return true;
}

bool display_extend(Ref list, Obj iterable)
{
    if (list_extend(list, iterable)) return true;
    if (is_iterable(iterable) || !error_matches(&type_error_type)) return false;
    error_clear();
    return raise_type_error("Value after * must be an iterable, not %T", iterable);
}

bool args_extend(Ref list, Obj iterable, Obj function)
{
    if (list_extend(list, iterable)) return true;
    if (is_iterable(iterable) || !error_matches(&type_error_type)) return false;
    error_clear();
    scoped Ref name = callable_text(function);
    return raise_type_error("%S argument after * must be an iterable, not %T", name, iterable);
}

bool display_update(Ref dict, Obj mapping)
{
    if (dict_update_mapping(dict, mapping)) return true;
    if (!error_matches(&attribute_error_type)) return false;
    error_clear();
    return raise_type_error("'%T' object is not a mapping", mapping);
}

bool keywords_merge(Ref dict, Obj mapping, Obj function)
{
    scoped Ref duplicate = NULL;
    if (dict_merge_new(dict, mapping, &duplicate)) return true;
    if (duplicate) {
        scoped Ref name = callable_text(function);
        return raise_type_error("%S got multiple values for keyword argument '%S'", name,
                                duplicate);
    }
    if (!error_matches(&attribute_error_type)) return false;
    error_clear();
    scoped Ref name = callable_text(function);
    return raise_type_error("%S argument after ** must be a mapping, not %T", name, mapping);
}

Ref display_set(Ref *items, size_t count)
{
    scoped Ref set = set_new();
    bool fine = true;
    for (size_t i = 0; i < count && fine; i++) fine = set_add(set, items[i]);
    drop_items(items, count);
    return fine ? take(&set) : NULL;
}

Ref display_dict(Ref *pairs, size_t count)
{
    scoped Ref dict = dict_new_sized(count);
    bool fine = true;
    for (size_t i = 0; i < count && fine; i++) fine = dict_set(dict, pairs[2 * i], pairs[2 * i + 1]);
    drop_items(pairs, 2 * count);
    return fine ? take(&dict) : NULL;
}

Ref format_value(Obj value, int conversion, Obj spec)
{
    scoped Ref converted = NULL;
    if (conversion) {
        converted = conversion == 1 ? object_str(value)
                  : conversion == 2 ? object_repr(value) : object_ascii(value);
        if (!converted) return NULL;
        value = converted;
    }
    if (!spec) {
        if (is_exact_str(value)) return keep(value);
        if (is_small(value)) return int_to_str(value, 10);
    }
    return object_format(value, spec);
}
