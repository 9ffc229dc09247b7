/* runtime/types/unicode.h -- properties of characters, as str's methods and unicodedata need them.
 * The tables are utf8proc's; numeric values are in unicode_numbers.def.
 * SPDX-License-Identifier: MIT */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool unicode_is_space(uint32_t point);          // str.isspace, str.split
bool unicode_is_line_break(uint32_t point);     // str.splitlines
bool unicode_is_printable(uint32_t point);
bool unicode_is_alpha(uint32_t point);
bool unicode_is_upper(uint32_t point);
bool unicode_is_lower(uint32_t point);
bool unicode_is_title(uint32_t point);
bool unicode_is_cased(uint32_t point);
bool unicode_is_case_ignorable(uint32_t point);
bool unicode_starts_identifier(uint32_t point);
bool unicode_continues_identifier(uint32_t point);
int  unicode_decimal(uint32_t point);           // 0..9; -1: none
int  unicode_digit(uint32_t point);             // decimals, superscripts, circled ...; -1: none
bool unicode_is_numeric(uint32_t point);
bool unicode_numeric(uint32_t point, double *value);
/* A character of Unicode 15.1 that utf8proc does not know yet? Then a letter or a symbol. */
bool unicode_is_new(uint32_t point, bool *letter);
const char *unicode_width(uint32_t point);      // East Asian width: "N", "W", "Na" ...

#define UNICODE_CASE_MAX 4                      // characters that one may become
/* Each fills out[] and tells how many. */
size_t unicode_to_upper(uint32_t point, uint32_t out[UNICODE_CASE_MAX]);
size_t unicode_to_lower(uint32_t point, uint32_t out[UNICODE_CASE_MAX]);
size_t unicode_to_title(uint32_t point, uint32_t out[UNICODE_CASE_MAX]);
size_t unicode_to_folded(uint32_t point, uint32_t out[UNICODE_CASE_MAX]);

/* --- names ("LATIN SMALL LETTER A"); false: unknown, or their tables aren't installed --- */

enum { UNICODE_NAME_ROOM = 256 };
bool unicode_find_name(const char *name, size_t length, uint32_t *point);
bool unicode_name(uint32_t point, char *name);       // room for UNICODE_NAME_ROOM
