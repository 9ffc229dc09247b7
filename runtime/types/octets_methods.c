/* runtime/types/octets_methods.c -- methods of bytes and bytearray that search, split and pad.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

static inline Points points_of(const Octets *octets)
{
    return (Points){ octets->data, octets->length, 1 };
}

/* --- searching --- */

/* What to search for: octets, or an integer as one of them (kept in *single). */
static bool read_sought(Obj x, Octets *out, uint8_t *single)
{
    *out = (Octets){ 0 };
    if (object_has_buffer(x)) return octets_read(x, out);
    if (!is_int(x) && !type_of(x)->to_index) {
        return raise_type_error("argument should be integer or bytes-like object, not '%T'", x);
    }
    out->data = (const char *)single;
    out->length = 1;
    return octet_from(x, "byte", single);
}

static bool find_octets(const Obj arg[], bool from_right, intptr_t *at)
{
    enum { self, sub, start, end };
    uint8_t single;
    scoped_octets Octets sought = { 0 };
    size_t from, to, length = octets_of(arg[self]).length;
    if (!pieces_bounds(arg[start], arg[end], length, &from, &to)
        || !read_sought(arg[sub], &sought, &single)) return false;
    Points text = octets_of(arg[self]);
    *at = -1;
    if (to > text.length) to = text.length;
    if (from > to) return true;
    *at = points_find(points_part(text, from, to), points_of(&sought), from_right);
    if (*at >= 0) *at += (intptr_t)from;
    return true;
}

Ref octets_find(const Obj arg[])
{
    intptr_t at;
    return find_octets(arg, false, &at) ? int_new(at) : NULL;
}

Ref octets_rfind(const Obj arg[])
{
    intptr_t at;
    return find_octets(arg, true, &at) ? int_new(at) : NULL;
}

Ref octets_index(const Obj arg[])
{
    intptr_t at;
    if (!find_octets(arg, false, &at)) return NULL;
    return at < 0 ? raise_value_error("subsection not found") : int_new(at);
}

Ref octets_rindex(const Obj arg[])
{
    intptr_t at;
    if (!find_octets(arg, true, &at)) return NULL;
    return at < 0 ? raise_value_error("subsection not found") : int_new(at);
}

Ref octets_count(const Obj arg[])
{
    enum { self, sub, start, end };
    uint8_t single;
    scoped_octets Octets sought = { 0 };
    size_t from, to, length = octets_of(arg[self]).length;
    if (!pieces_bounds(arg[start], arg[end], length, &from, &to)
        || !read_sought(arg[sub], &sought, &single)) return NULL;
    Points text = octets_of(arg[self]);
    if (to > text.length) to = text.length;
    if (from > to) return small_int(0);
    size_t count = points_count(points_part(text, from, to), points_of(&sought), PIECES_ALL);
    return int_new((intptr_t)count);
}

static bool tail_is(Obj self, const Octets *affix, size_t from, size_t to, bool at_end)
{
    Points text = octets_of(self);
    if (to > text.length) to = text.length;
    if (from > to || affix->length > to - from) return false;
    size_t at = at_end ? to - affix->length : from;
    return memcmp((const char *)text.data + at, affix->data, affix->length) == 0;
}

static bool tail_matches(Obj self, Obj affix, size_t from, size_t to, bool at_end, bool *match)
{
    scoped_octets Octets sought = { 0 };
    if (!octets_read(affix, &sought)) return false;
    *match = tail_is(self, &sought, from, to, at_end);
    return true;
}

static Ref octets_match(const Obj arg[], const char *name, bool at_end)
{
    enum { self, affix, start, end };
    size_t from, to;
    bool match = false;
    if (!pieces_bounds(arg[start], arg[end], octets_of(arg[self]).length, &from, &to)) return NULL;
    if (!is_tuple(arg[affix])) {
        if (!object_has_buffer(arg[affix])) {
            return raise_type_error("%s first arg must be bytes or a tuple of bytes, not %T", name,
                                    arg[affix]);
        }
        if (!tail_matches(arg[self], arg[affix], from, to, at_end, &match)) return NULL;
        return bool_new(match);
    }
    for (size_t i = 0; i < tuple_length(arg[affix]) && !match; i++) {
        Obj one = tuple_peek(arg[affix], i);
        if (!tail_matches(arg[self], one, from, to, at_end, &match)) return NULL;
    }
    return bool_new(match);
}

Ref octets_startswith(const Obj arg[]) { return octets_match(arg, "startswith", false); }
Ref octets_endswith(const Obj arg[])   { return octets_match(arg, "endswith", true); }

static Ref octets_without(const Obj arg[], bool at_end)
{
    enum { self, affix };
    scoped_octets Octets sought = { 0 };
    if (!octets_read(arg[affix], &sought)) return NULL;
    size_t length = octets_of(arg[self]).length;
    size_t cut = tail_is(arg[self], &sought, 0, length, at_end) ? sought.length : 0;
    return at_end ? octets_part(arg[self], 0, length - cut) : octets_part(arg[self], cut, length);
}

Ref octets_removeprefix(const Obj arg[]) { return octets_without(arg, false); }
Ref octets_removesuffix(const Obj arg[]) { return octets_without(arg, true); }

/* --- splitting and joining --- */

static bool is_octet_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_octet_line_break(uint32_t c)
{
    return c == '\n' || c == '\r';
}

static Ref split_octets(const Obj arg[], bool from_right)
{
    enum { self, separator, most };
    intptr_t cuts = -1;
    if (arg[most] && !argument_to_size(arg[most], &cuts)) return NULL;
    size_t limit = cuts < 0 ? PIECES_ALL : (size_t)cuts;
    if (!arg[separator] || is_none(arg[separator])) {
        return pieces_split_space(arg[self], octets_of(arg[self]), is_octet_space, limit,
                                  from_right,
                                  octets_part);
    }
    scoped_octets Octets sought = { 0 };
    if (!octets_read(arg[separator], &sought)) return NULL;
    if (sought.length == 0) return raise_value_error("empty separator");
    return pieces_split(arg[self], octets_of(arg[self]), points_of(&sought), limit, from_right,
                        octets_part);
}

Ref octets_split(const Obj arg[])  { return split_octets(arg, false); }
Ref octets_rsplit(const Obj arg[]) { return split_octets(arg, true); }

Ref octets_splitlines(const Obj arg[])
{
    enum { self, ends };
    bool keep_ends = false;
    if (arg[ends] && !object_truth(arg[ends], &keep_ends)) return NULL;
    return pieces_lines(arg[self], octets_of(arg[self]), is_octet_line_break, keep_ends,
                        octets_part);
}

static Ref partition_octets(const Obj arg[], bool from_right)
{
    enum { self, separator };
    scoped_octets Octets sought = { 0 };
    if (!octets_read(arg[separator], &sought)) return NULL;
    if (sought.length == 0) return raise_value_error("empty separator");
    scoped Ref middle = octets_like(arg[self], sought.data, sought.length);
    return pieces_partition(arg[self], octets_of(arg[self]), middle, points_of(&sought), from_right,
                            octets_part);
}

Ref octets_partition(const Obj arg[])  { return partition_octets(arg, false); }
Ref octets_rpartition(const Obj arg[]) { return partition_octets(arg, true); }

static bool join_items(OctetWriter *w, Obj self, Obj fast)
{
    scoped_octets Octets gap = { 0 };
    if (!octets_read(self, &gap)) return false;
    for (size_t i = 0; i < fast_length(fast); i++) {
        scoped Ref item = keep(fast_items(fast)[i]);
        scoped_octets Octets octets = { 0 };
        if (!object_has_buffer(item) || !octets_read(item, &octets)) {
            error_clear();
            return raise_type_error("sequence item %zu: expected a bytes-like object, %T found", i,
                                    item);
        }
        if (!heap_fits(w->length + gap.length + octets.length, 1)) return false;
        if (i > 0) octets_write(w, gap.data, gap.length);
        octets_write(w, octets.data, octets.length);
    }
    return true;
}

Ref octets_join(const Obj arg[])
{
    enum { self, iterable };
    scoped Ref fast = sequence_fast(arg[iterable], "can only join an iterable");
    if (!fast) return NULL;
    if (fast_length(fast) == 1 && has_type(arg[self], &bytes_type)
        && has_type(fast_items(fast)[0], &bytes_type)) return keep(fast_items(fast)[0]);
    scoped_writer OctetWriter w = { 0 };
    if (!join_items(&w, arg[self], fast)) return NULL;
    return octets_like(arg[self], w.data, w.length);
}

static bool replace_into(OctetWriter *w, Points text, Points old, Points new, size_t limit)
{
    size_t count = points_count(text, old, limit), from = 0, grown;
    if (new.length > old.length
        && (__builtin_mul_overflow(count, new.length - old.length, &grown)
            || !heap_fits(text.length + grown, 1))) {
        return error_pending() ? false : raise_no_memory();
    }
    const char *data = text.data;
    for (size_t i = 0; i < count; i++) {
        size_t at = from;
        if (old.length) at += (size_t)points_find(points_part(text, from, text.length), old, false);
        else if (i > 0) at++;
        octets_write(w, data + from, at - from);
        octets_write(w, new.data, new.length);
        from = at + old.length;
    }
    octets_write(w, data + from, text.length - from);
    return true;
}

Ref octets_replace(const Obj arg[])
{
    enum { self, old, new, most };
    intptr_t limit = -1;
    scoped_octets Octets from = { 0 }, to = { 0 };
    if (!octets_read(arg[old], &from)) return NULL;
    if (!octets_read(arg[new], &to)) return NULL;
    if (arg[most] && !argument_to_size(arg[most], &limit)) return NULL;
    scoped_writer OctetWriter w = { 0 };
    Points text = octets_of(arg[self]);
    size_t times = limit < 0 ? PIECES_ALL : (size_t)limit;
    if (!replace_into(&w, text, points_of(&from), points_of(&to), times)) return NULL;
    return octets_like(arg[self], w.data, w.length);
}

/* --- trimming and padding --- */

static inline bool is_among(const Octets *set, char octet)
{
    if (set->length == 1) return *set->data == octet;
    return set->length && memchr(set->data, octet, set->length);
}

static Ref octets_trimmed(const Obj arg[], bool left, bool right)
{
    enum { self, octets };
    if (!arg[octets] || is_none(arg[octets])) {
        size_t from;
        Points rest = points_stripped(octets_of(arg[self]), &from, is_octet_space, left, right);
        return octets_part(arg[self], from, from + rest.length);
    }
    scoped_octets Octets set = { 0 };
    if (!octets_read(arg[octets], &set)) return NULL;
    Points text = octets_of(arg[self]);
    const char *octet = text.data;
    size_t from = 0, to = text.length;
    if (left) while (from < to && is_among(&set, octet[from])) from++;
    if (right) while (to > from && is_among(&set, octet[to - 1])) to--;
    return octets_part(arg[self], from, to);
}

Ref octets_strip(const Obj arg[])  { return octets_trimmed(arg, true, true); }
Ref octets_lstrip(const Obj arg[]) { return octets_trimmed(arg, true, false); }
Ref octets_rstrip(const Obj arg[]) { return octets_trimmed(arg, false, true); }

static Ref octets_padded(Obj self, size_t left, size_t right, uint8_t fill)
{
    Points text = octets_of(self);
    if (left + right == 0) return octets_part(self, 0, text.length);
    if (!heap_fits(left + right + text.length, 1)) return NULL;
    scoped_writer OctetWriter w = { 0 };
    octets_write_fill(&w, fill, left);
    octets_write(&w, text.data, text.length);
    octets_write_fill(&w, fill, right);
    return octets_like(self, w.data, w.length);
}

/* How many octets are wanting to the width asked for. */
static bool read_padding(const Obj arg[], const char *name, size_t *missing, uint8_t *fill)
{
    enum { self, width, fillchar };
    intptr_t wanted;
    if (!argument_to_size(arg[width], &wanted)) return false;
    *fill = ' ';
    if (arg[fillchar]) {
        bool good = type_of(arg[fillchar])->flags & (TYPE_BYTES | TYPE_BYTEARRAY);
        if (!good || octets_of(arg[fillchar]).length != 1) {
            return raise_type_error("%s() argument 2 must be a byte string of length 1, not %A",
                                    name,
                                    arg[fillchar]);
        }
        *fill = *(const uint8_t *)octets_of(arg[fillchar]).data;
    }
    size_t length = octets_of(arg[self]).length;
    *missing = wanted > 0 && (size_t)wanted > length ? (size_t)wanted - length : 0;
    return true;
}

Ref octets_center(const Obj arg[])
{
    size_t missing;
    uint8_t fill;
    if (!read_padding(arg, "center", &missing, &fill)) return NULL;
    size_t width = octets_of(arg[0]).length + missing;
    size_t left = missing / 2 + (missing & width & 1);
    return octets_padded(arg[0], left, missing - left, fill);
}

Ref octets_ljust(const Obj arg[])
{
    size_t missing;
    uint8_t fill;
    if (!read_padding(arg, "ljust", &missing, &fill)) return NULL;
    return octets_padded(arg[0], 0, missing, fill);
}

Ref octets_rjust(const Obj arg[])
{
    size_t missing;
    uint8_t fill;
    if (!read_padding(arg, "rjust", &missing, &fill)) return NULL;
    return octets_padded(arg[0], missing, 0, fill);
}

Ref octets_zfill(const Obj arg[])
{
    enum { self, width };
    size_t missing;
    uint8_t fill;
    const Obj padding[] = { arg[self], arg[width], NULL };
    if (!read_padding(padding, "zfill", &missing, &fill)) return NULL;
    if (missing && !heap_fits(missing + octets_of(arg[self]).length, 1)) return NULL;
    Points text = octets_of(arg[self]);
    const char *data = text.data;
    size_t sign = text.length && (data[0] == '+' || data[0] == '-');
    if (missing == 0) return octets_part(arg[self], 0, text.length);
    scoped_writer OctetWriter w = { 0 };
    octets_write(&w, data, sign);
    octets_write_fill(&w, '0', missing);
    octets_write(&w, data + sign, text.length - sign);
    return octets_like(arg[self], w.data, w.length);
}

Ref octets_expandtabs(const Obj arg[])
{
    enum { self, size };
    int tab = 8;
    if (arg[size] && !argument_to_int(arg[size], &tab)) return NULL;
    scoped_writer OctetWriter w = { 0 };
    Points text = octets_of(arg[self]);
    size_t column = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = ((const char *)text.data)[i];
        if (c == '\t') {
            size_t spaces = tab > 0 ? (size_t)tab - column % (size_t)tab : 0;
            if (!heap_fits(w.length + spaces, 1)) return NULL;
            octets_write_fill(&w, ' ', spaces);
            column += spaces;
        } else {
            octets_write(&w, &c, 1);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
    }
    return octets_like(arg[self], w.data, w.length);
}
