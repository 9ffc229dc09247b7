/* vm/pattern.c -- the tests of match/case on a subject. */
#include "vm/pattern.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/display.h"

bool match_sequence(Obj subject, size_t count, MatchLength how, Ref *items, bool *match)
{
    *match = false;
    bool or_more = how == MATCH_OR_MORE || how == MATCH_OR_MORE_UNREAD;
    size_t length = count;
    if (!(or_more && count == 0) && !object_length(subject, &length)) return false;
    if (length != count && !(or_more && length > count)) return true;
    if (how >= MATCH_EXACTLY_UNREAD) {
        *items = keep(subject);
        *match = true;
        return true;
    }
    Ref unpacked;
    if (or_more) {
        scoped Ref iterator = iter_of(subject), list = iterator ? list_from(iterator) : NULL;
        if (!list) return false;
        unpacked = list_to_tuple(list);
    } else {
        unpacked = tuple_new(count);
        if (count && !unpack_exact(subject, tuple_items(unpacked), count)) {
            drop(unpacked);
            return false;
        }
    }
    *items = unpacked;
    *match = true;
    return true;
}

static Ref ask_for_item(Obj items, int index)
{
    size_t length = 0;
    if (index < 0 && !object_length(items, &length)) return NULL;
    scoped Ref key = int_new((intptr_t)length + index);
    return object_get_item(items, key);
}

// A list may have shrunk since its length was tested (a value's __eq__ can do that).
Ref match_item(Obj items, int index)
{
    if (!is_exact_tuple(items) && !is_exact_list(items)) return ask_for_item(items, index);
    size_t length = fast_length(items), at = index < 0 ? length + (size_t)(intptr_t)index : (size_t)index;
    return at < length ? keep(fast_items(items)[at]) : keep(NotImplemented_object);
}

Ref match_rest(Obj items, size_t before, size_t after)
{
    size_t length = fast_length(items);
    if (before + after > length) return list_new(0);
    return list_from_items(fast_items(items) + before, length - before - after);
}

bool match_mapping(Obj subject, size_t count, bool *match)
{
    *match = type_of(subject)->flags & TYPE_MAPPING;
    if (!*match || count == 0) return true;
    size_t length;
    if (!object_length(subject, &length)) return false;
    *match = length >= count;
    return true;
}

static bool check_duplicate_keys(Obj keys)
{
    if (tuple_length(keys) < 2) return true;
    scoped Ref seen = set_new();
    for (size_t i = 0; i < tuple_length(keys); i++) {
        bool found;
        if (!set_contains(seen, tuple_peek(keys, i), &found)) return false;
        if (found) return raise_value_error("mapping pattern checks duplicate key (%R)", tuple_peek(keys, i));
        if (!set_add(seen, tuple_peek(keys, i))) return false;
    }
    return true;
}

// subject.get(key, missing) for each key: a mapping may invent values in __getitem__, not in get.
static bool match_keys_by_get(Obj subject, Obj keys, Ref *out, bool *match)
{
    static Object missing = { IMMORTAL_COUNT, FLAG_IMMORTAL, &object_type };
    scoped Ref get = attribute_get(subject, name_get);
    if (!get) return false;
    size_t count = tuple_length(keys);
    for (size_t i = 0; i < count; i++) {
        Ref value = call2(get, tuple_peek(keys, i), &missing);
        if (value && value != &missing) { out[i] = value; continue; }
        while (i > 0) drop(take(&out[--i]));
        *match = false;
        return value;
    }
    *match = true;
    return true;
}

bool match_keys(Obj subject, Obj keys, bool may_repeat, Ref *out, bool *match)
{
    if (may_repeat && !check_duplicate_keys(keys)) return false;
    if (!is_exact_dict(subject)) return match_keys_by_get(subject, keys, out, match);
    size_t count = tuple_length(keys);
    for (size_t i = 0; i < count; i++) {
        Obj value;
        bool fine = dict_find(subject, tuple_peek(keys, i), &value);
        if (fine && value) { out[i] = keep(value); continue; }
        while (i > 0) drop(take(&out[--i]));
        *match = false;
        return fine;
    }
    *match = true;
    return true;
}

Ref match_dict_rest(Obj subject, Obj keys)
{
    scoped Ref rest = dict_new();
    if (!dict_update(rest, subject)) return NULL;
    for (size_t i = 0; i < tuple_length(keys); i++) {
        bool found;
        if (!dict_delete(rest, tuple_peek(keys, i), &found)) return NULL;
    }
    return take(&rest);
}
