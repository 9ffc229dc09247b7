/* runtime/types/pieces.c -- splitting text or octets into a list.   SPDX-License-Identifier: MIT */
#include "runtime/types/pieces.h"
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"

enum { FEW_PIECES = 6 };                    // room for so many is made at once

static Ref split_left(Obj whole, Points text, Points separator, size_t cuts, Piece piece)
{
    Ref list = list_new(cuts < FEW_PIECES ? cuts + 1 : FEW_PIECES);
    size_t from = 0;
    if (text.width == 1 && separator.length) {
        Matches matches = points_matches(text, separator);
        for (intptr_t at; cuts-- > 0 && (at = matches_next(&matches)) >= 0; ) {
            list_give(list, piece(whole, from, (size_t)at));
            from = (size_t)at + separator.length;
        }
        cuts = 0;
    }
    while (cuts-- > 0) {
        intptr_t at = points_find(points_part(text, from, text.length), separator, false);
        if (at < 0) break;
        list_give(list, piece(whole, from, from + (size_t)at));
        from += (size_t)at + separator.length;
    }
    list_give(list, piece(whole, from, text.length));
    return list;
}

static Ref split_right(Obj whole, Points text, Points separator, size_t cuts, Piece piece)
{
    Ref list = list_new(0);
    size_t to = text.length;
    while (cuts-- > 0) {
        intptr_t at = points_find(points_part(text, 0, to), separator, true);
        if (at < 0) break;
        list_give(list, piece(whole, (size_t)at + separator.length, to));
        to = (size_t)at;
    }
    list_give(list, piece(whole, 0, to));
    list_reverse(list);
    return list;
}

Ref pieces_split(Obj whole, Points text, Points separator, size_t cuts, bool from_right,
                 Piece piece)
{
    return from_right ? split_right(whole, text, separator, cuts, piece)
                      : split_left(whole, text, separator, cuts, piece);
}

static Ref split_space_left(Obj whole, Points text, PointTest space, size_t cuts, Piece piece)
{
    Ref list = list_new(0);
    size_t at = 0, end = text.length;
    for (;;) {
        while (at < end && space(point_at(text, at))) at++;
        if (at == end) return list;
        size_t from = at;
        if (cuts-- == 0) {                                // the rest, with what space ends it
            list_give(list, piece(whole, from, end));
            return list;
        }
        while (at < end && !space(point_at(text, at))) at++;
        list_give(list, piece(whole, from, at));
    }
}

static Ref split_space_right(Obj whole, Points text, PointTest space, size_t cuts, Piece piece)
{
    Ref list = list_new(0);
    size_t at = text.length;
    for (;;) {
        while (at > 0 && space(point_at(text, at - 1))) at--;
        if (at == 0) break;
        size_t to = at;
        if (cuts-- == 0) {
            list_give(list, piece(whole, 0, to));
            break;
        }
        while (at > 0 && !space(point_at(text, at - 1))) at--;
        list_give(list, piece(whole, at, to));
    }
    list_reverse(list);
    return list;
}

Ref pieces_split_space(Obj whole, Points text, PointTest space, size_t cuts, bool from_right,
                       Piece piece)
{
    return from_right ? split_space_right(whole, text, space, cuts, piece)
                      : split_space_left(whole, text, space, cuts, piece);
}

Ref pieces_lines(Obj whole, Points text, PointTest line_break, bool keep_ends, Piece piece)
{
    Ref list = list_new(0);
    size_t from = 0;
    while (from < text.length) {
        size_t end = from;
        while (end < text.length && !line_break(point_at(text, end))) end++;
        size_t next = end;
        if (next < text.length) {
            bool pair = point_at(text, next) == '\r' && next + 1 < text.length
                        && point_at(text, next + 1) == '\n';
            next += pair ? 2 : 1;
        }
        list_give(list, piece(whole, from, keep_ends ? next : end));
        from = next;
    }
    return list;
}

Ref pieces_partition(Obj whole, Points text, Obj separator, Points sought, bool from_right,
                     Piece piece)
{
    Ref three = tuple_new(3);
    Ref *items = tuple_items(three);
    intptr_t at = points_find(text, sought, from_right);
    if (at >= 0) {
        items[0] = piece(whole, 0, (size_t)at);
        items[1] = piece(separator, 0, sought.length);
        items[2] = piece(whole, (size_t)at + sought.length, text.length);
    } else {
        items[0] = from_right ? piece(whole, 0, 0) : piece(whole, 0, text.length);
        items[1] = piece(whole, 0, 0);
        items[2] = from_right ? piece(whole, 0, text.length) : piece(whole, 0, 0);
    }
    return three;
}

Points points_stripped(Points text, size_t *from, PointTest test, bool left, bool right)
{
    size_t start = 0, end = text.length;
    if (left) while (start < end && test(point_at(text, start))) start++;
    if (right) while (end > start && test(point_at(text, end - 1))) end--;
    *from = start;
    return points_part(text, start, end);
}

static bool bound_from(Obj x, intptr_t *value)
{
    if (!is_small(x) && !is_int(x) && !type_of(x)->to_index) {
        return raise_type_error(
            "slice indices must be integers or None or have an __index__ method");
    }
    return object_to_size(x, value, NULL);
}

bool pieces_bounds(Obj start, Obj stop, size_t length, size_t *from, size_t *to)
{
    intptr_t first = 0, last = INTPTR_MAX, end = (intptr_t)length;
    if (start && !is_none(start) && !bound_from(start, &first)) return false;
    if (stop && !is_none(stop) && !bound_from(stop, &last)) return false;
    if (last > end) last = end;
    else if (last < 0) last = last + end < 0 ? 0 : last + end;
    if (first < 0) first = first + end < 0 ? 0 : first + end;
    *from = (size_t)first;
    *to = (size_t)last;
    return true;
}
