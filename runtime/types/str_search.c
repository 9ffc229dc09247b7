/* runtime/types/str_search.c -- methods of str that search, split, strip and replace.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/pieces.h"
#include "runtime/types/str.h"
#include "runtime/types/str_methods.h"
#include "runtime/types/tuple.h"
#include "runtime/types/unicode.h"

/* --- searching --- */

static bool find_sub(const Obj arg[], const char *name, bool from_right, intptr_t *at)
{
    enum { self, sub, start, end };
    size_t from, to;
    if (!str_check(arg[sub], name, 1)) return false;
    if (!pieces_bounds(arg[start], arg[end], str_length(arg[self]), &from, &to)) return false;
    *at = str_find(arg[self], arg[sub], from, to, from_right);
    return true;
}

Ref str_method_find(const Obj arg[])
{
    intptr_t at;
    return find_sub(arg, "find", false, &at) ? int_new(at) : NULL;
}

Ref str_method_rfind(const Obj arg[])
{
    intptr_t at;
    return find_sub(arg, "rfind", true, &at) ? int_new(at) : NULL;
}

Ref str_method_index(const Obj arg[])
{
    intptr_t at;
    if (!find_sub(arg, "index", false, &at)) return NULL;
    return at < 0 ? raise_value_error("substring not found") : int_new(at);
}

Ref str_method_rindex(const Obj arg[])
{
    intptr_t at;
    if (!find_sub(arg, "rindex", true, &at)) return NULL;
    return at < 0 ? raise_value_error("substring not found") : int_new(at);
}

Ref str_method_count(const Obj arg[])
{
    enum { self, sub, start, end };
    size_t from, to;
    if (!str_check(arg[sub], "count", 1)) return NULL;
    if (!pieces_bounds(arg[start], arg[end], str_length(arg[self]), &from, &to)) return NULL;
    Points text = str_points(arg[self]), sought = str_points(arg[sub]);
    if (from > to || !points_at_width(&sought, text.width)) return small_int(0);
    return int_new((intptr_t)points_count(points_part(text, from, to), sought, PIECES_ALL));
}

static bool part_is(Obj s, Obj affix, size_t from, size_t to, bool at_end)
{
    size_t length = str_length(affix);
    if (from > to || length > to - from) return false;
    size_t at = at_end ? to - length : from;
    Points text = str_points(s), sought = str_points(affix);
    if (text.width == sought.width) {
        return memcmp((const char *)text.data + at * text.width, sought.data,
                      length * text.width) == 0;
    }
    for (size_t i = 0; i < length; i++) {
        if (point_at(text, at + i) != point_at(sought, i)) return false;
    }
    return true;
}

static Ref match_affix(const Obj arg[], const char *name, bool at_end)
{
    enum { self, affix, start, end };
    size_t from, to;
    if (!pieces_bounds(arg[start], arg[end], str_length(arg[self]), &from, &to)) return NULL;
    if (is_str(arg[affix])) return bool_new(part_is(arg[self], arg[affix], from, to, at_end));
    if (!is_tuple(arg[affix])) {
        return raise_type_error("%s first arg must be str or a tuple of str, not %T", name,
                                arg[affix]);
    }
    for (size_t i = 0; i < tuple_length(arg[affix]); i++) {
        Obj one = tuple_peek(arg[affix], i);
        if (!is_str(one)) {
            return raise_type_error("tuple for %s must only contain str, not %T", name, one);
        }
        if (part_is(arg[self], one, from, to, at_end)) return bool_new(true);
    }
    return bool_new(false);
}

Ref str_method_startswith(const Obj arg[]) { return match_affix(arg, "startswith", false); }
Ref str_method_endswith(const Obj arg[])   { return match_affix(arg, "endswith", true); }

static Ref str_word_argument(Obj x, const char *name)
{
    return raise_type_error("%s() argument must be str, not %A", name, x);
}

Ref str_method_removeprefix(const Obj arg[])
{
    if (!is_str(arg[1])) return str_word_argument(arg[1], "removeprefix");
    size_t length = str_length(arg[0]);
    bool match = part_is(arg[0], arg[1], 0, length, false);
    return str_slice(arg[0], match ? str_length(arg[1]) : 0, length);
}

Ref str_method_removesuffix(const Obj arg[])
{
    if (!is_str(arg[1])) return str_word_argument(arg[1], "removesuffix");
    size_t length = str_length(arg[0]);
    bool match = part_is(arg[0], arg[1], 0, length, true);
    return str_slice(arg[0], 0, length - (match ? str_length(arg[1]) : 0));
}

/* --- splitting --- */

static Ref whole_alone(Obj s)                             // the list of an unsplit text
{
    return list_from_items(&s, 1);
}

static Ref split_str(const Obj arg[], bool from_right)
{
    enum { self, separator, most };
    intptr_t cuts = -1;
    if (arg[most] && !argument_to_size(arg[most], &cuts)) return NULL;
    size_t limit = cuts < 0 ? PIECES_ALL : (size_t)cuts;
    Points text = str_points(arg[self]);
    if (!arg[separator] || is_none(arg[separator])) {
        return pieces_split_space(arg[self], text, unicode_is_space, limit, from_right, str_slice);
    }
    if (!is_str(arg[separator])) {
        return raise_type_error("must be str or None, not %T", arg[separator]);
    }
    Points sought = str_points(arg[separator]);
    if (sought.length == 0) return raise_value_error("empty separator");
    if (text.length < sought.length || !points_at_width(&sought, text.width))
        return whole_alone(arg[self]);
    return pieces_split(arg[self], text, sought, limit, from_right, str_slice);
}

Ref str_method_split(const Obj arg[])  { return split_str(arg, false); }
Ref str_method_rsplit(const Obj arg[]) { return split_str(arg, true); }

Ref str_method_splitlines(const Obj arg[])
{
    enum { self, ends };
    bool keep_ends = false;
    if (arg[ends] && !object_truth(arg[ends], &keep_ends)) return NULL;
    return pieces_lines(arg[self], str_points(arg[self]), unicode_is_line_break, keep_ends,
                        str_slice);
}

static Ref partition_str(const Obj arg[], bool from_right)
{
    enum { self, separator };
    if (!is_str(arg[separator])) return raise_type_error("must be str, not %T", arg[separator]);
    Points text = str_points(arg[self]), sought = str_points(arg[separator]);
    if (sought.length == 0) return raise_value_error("empty separator");
    if (!points_at_width(&sought, text.width)) text = points_part(text, 0, 0);   // not there
    if (text.length == 0 && str_length(arg[self])) {
        scoped Ref whole = str_slice(arg[self], 0, str_length(arg[self]));
        Obj none = str_empty_object;
        return from_right ? tuple_pack(3, none, none, whole) : tuple_pack(3, whole, none, none);
    }
    return pieces_partition(arg[self], text, arg[separator], sought, from_right, str_slice);
}

Ref str_method_partition(const Obj arg[])  { return partition_str(arg, false); }
Ref str_method_rpartition(const Obj arg[]) { return partition_str(arg, true); }

/* --- stripping --- */

static Ref stripped(const Obj arg[], const char *name, bool left, bool right)
{
    enum { self, chars };
    Points text = str_points(arg[self]);
    if (!arg[chars] || is_none(arg[chars])) {
        size_t from;
        Points rest = points_stripped(text, &from, unicode_is_space, left, right);
        return str_slice(arg[self], from, from + rest.length);
    }
    if (!is_str(arg[chars])) return raise_type_error("%s arg must be None or str", name);
    Points off = str_points(arg[chars]);
    size_t from = 0, to = text.length;
    if (left) while (from < to && points_find_one(off, point_at(text, from), false) >= 0) from++;
    if (right) while (to > from && points_find_one(off, point_at(text, to - 1), false) >= 0) to--;
    return str_slice(arg[self], from, to);
}

Ref str_method_strip(const Obj arg[])  { return stripped(arg, "strip", true, true); }
Ref str_method_lstrip(const Obj arg[]) { return stripped(arg, "lstrip", true, false); }
Ref str_method_rstrip(const Obj arg[]) { return stripped(arg, "rstrip", false, true); }

/* --- replacing --- */

static char *put_points(char *to, unsigned width, Points p)
{
    if (width == 1) octets_copy(to, p.data, p.length);
    else points_copy(to, width, p.data, p.width, p.length);
    return to + p.length * width;
}

/* Fills `to` (wide enough for all) with text, `count` times old replaced by new. */
static void write_replaced(char *to, unsigned width, Points text, Points old, Points new,
                           size_t count)
{
    size_t from = 0;
    Matches matches = points_matches(text, old);
    for (size_t i = 0; i < count; i++) {
        size_t at = from + (i > 0);                       // where nothing at all is replaced
        if (old.length && text.width == 1) at = (size_t)matches_next(&matches);
        else if (old.length)
            at = from + (size_t)points_find(points_part(text, from, text.length), old, false);
        to = put_points(to, width, points_part(text, from, at));
        to = put_points(to, width, new);
        from = at + old.length;
    }
    put_points(to, width, points_part(text, from, text.length));
}

static Ref replaced(Obj self, Points old, Obj replacement, size_t limit)
{
    Points text = str_points(self), new = str_points(replacement);
    size_t count = points_count(text, old, limit), grown = 0;
    if (count == 0) return str_slice(self, 0, text.length);
    if (new.length > old.length && __builtin_mul_overflow(count, new.length - old.length, &grown)) {
        return raise_overflow_error("replace string is too long");
    }
    size_t length = new.length > old.length ? text.length + grown
                                            : text.length - count * (old.length - new.length);
    if (length == 0) return str_empty();
    bool ascii = str_is_ascii(self) && str_is_ascii(replacement);
    uint32_t max = ascii ? 0x7f : points_bits(text) | points_bits(new);
    scoped Ref result = str_new_checked(length, max);
    if (!result) return NULL;
    Str *s = (Str *)result;
    write_replaced(s->data, s->width, text, old, new, count);
    if (ascii) return take(&result);
    uint32_t bits = points_bits(str_points(result));      // the widest ones may have gone
    if (point_width(bits) < s->width) return str_from_points(str_points(result));
    s->ascii = bits < 128;
    return take(&result);
}

Ref str_method_replace(const Obj arg[])
{
    enum { self, old, new, most };
    intptr_t count = -1;
    if (!str_check(arg[old], "replace", 1) || !str_check(arg[new], "replace", 2)) return NULL;
    if (arg[most] && !argument_to_size(arg[most], &count)) return NULL;
    Points sought = str_points(arg[old]);
    if (!points_at_width(&sought, str_points(arg[self]).width)) {
        return str_slice(arg[self], 0, str_length(arg[self]));
    }
    return replaced(arg[self], sought, arg[new], count < 0 ? PIECES_ALL : (size_t)count);
}
