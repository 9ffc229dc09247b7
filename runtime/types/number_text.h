/* runtime/types/number_text.h -- what int(), float() and complex() take for the text of a number.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/str.h"

/* Room for a text that is used at once: one of a few buffers in turn, so that the next seven calls
 * leave it alone; scratch memory if it is long. */
char *number_text_room(size_t bytes);
/* Text of a str, bytes, bytearray or buffer as ASCII, with spaces at both ends cut off and decimal
 * digits of other scripts turned into 0-9. A character that cannot belong to a number becomes '?'.
 * NUL-terminated, in number_text_room; *is_text false: x is no text (no exception). */
MAY_RAISE char *number_text_of(Obj x, size_t *length, bool *is_text);
/* Takes single underscores between digits out, in place; false: one stands elsewhere. */
bool number_text_join(char *text, size_t *length);
/* 0..9 for a decimal digit of any script; -1. */
int number_text_digit(uint32_t point);
