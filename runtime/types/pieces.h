/* runtime/types/pieces.h -- splitting text or octets into a list.   SPDX-License-Identifier: MIT
 * Positions in `text` are handed to `piece`, which cuts them out of `whole`. */
#pragma once
#include "runtime/types/points.h"

typedef Ref (*Piece)(Obj whole, size_t from, size_t to);
typedef bool (*PointTest)(uint32_t point);

#define PIECES_ALL SIZE_MAX                 // no limit on the number of cuts
/* At most `cuts` cuts at each `separator` (not empty, as wide as text). */
Ref pieces_split(Obj whole, Points text, Points separator, size_t cuts, bool from_right,
                 Piece piece);
/* At runs of space, dropping those at the ends. */
Ref pieces_split_space(Obj whole, Points text, PointTest space, size_t cuts, bool from_right,
                       Piece piece);
Ref pieces_lines(Obj whole, Points text, PointTest line_break, bool keep_ends, Piece piece);
/* A tuple of three: what is before the separator, it, and what is behind. */
Ref pieces_partition(Obj whole, Points text, Obj separator, Points sought, bool from_right,
                     Piece piece);
/* The part left when characters that pass are taken off the ends. */
Points points_stripped(Points text, size_t *from, PointTest test, bool left, bool right);
/* start and stop as find() has them (NULL or None: the ends). *from may be beyond *to or length:
 * then not even an empty text is found. May run Python code. */
MAY_RAISE bool pieces_bounds(Obj start, Obj stop, size_t length, size_t *from, size_t *to);
