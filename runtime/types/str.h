/* runtime/types/str.h -- str: Unicode text, 1, 2 or 4 bytes a character.
 * SPDX-License-Identifier: MIT
 *
 *     +-------+------+------+--------+---------------+--------------------------+
 *     | count | type | hash | length | width, ascii  | characters ... 0         |
 *     +-------+------+------+--------+---------------+--------------------------+
 * Always the narrowest width that holds the widest character, so equal texts have equal bytes.
 */
#pragma once
#include "runtime/type.h"
#include "runtime/types/points.h"
#include <string.h>

typedef struct Str {
    Object head;
    intptr_t hash;            // -1: not computed yet
    size_t length;            // characters
    uint8_t width;            // bytes a character: 1 (Latin-1), 2 or 4
    bool ascii;               // all below 128: the bytes are UTF-8 as they stand
    bool interned;
    _Alignas(4) char data[];  // length * width bytes and a 0 character; begins at STR_DATA
} Str;
extern Type str_type;
#define STR_DATA offsetof(Str, data)        // sizeof(Str) counts padding behind it

static inline bool is_str(Obj x)            { return type_of(x)->flags & TYPE_STR; }
static inline bool is_exact_str(Obj x)      { return has_type(x, &str_type); }
static inline size_t str_length(Obj s)      { return ((const Str *)s)->length; }
static inline const void *str_data(Obj s)   { return ((const Str *)s)->data; }
static inline uint32_t str_at(Obj s, size_t i)
{
    const Str *str = (const Str *)s;
    if (str->width == 1) return ((const uint8_t *)str->data)[i];
    if (str->width == 2) return ((const uint16_t *)str->data)[i];
    return ((const uint32_t *)str->data)[i];
}
/* The texts of one Latin-1 character; laid out as a Str is. */
typedef struct LatinStr {
    Object head;
    intptr_t hash;
    size_t length;
    uint8_t width;
    bool ascii, interned;
    _Alignas(4) uint8_t data[4];
} LatinStr;
extern LatinStr str_latin[256];

extern Ref str_empty_object;                // ""
static inline Ref str_empty(void)           { return keep(str_empty_object); }

/* New, characters to be filled in by the caller (widest one <= max_point). */
Ref str_new(size_t length, uint32_t max_point);
Ref str_from_wide_char(uint32_t point);                    // beyond Latin-1
static inline Ref str_from_char(uint32_t point)            // Latin-1 ones are single objects
{
    return likely(point < 256) ? keep(&str_latin[point].head) : str_from_wide_char(point);
}
Ref str_from_utf8(const char *bytes, size_t length);       // valid UTF-8 (surrogates allowed)
Ref str_from_ascii(const char *bytes, size_t length);
Ref str_from_text(const char *text);                               // NUL-terminated, valid UTF-8
Ref str_from_latin1(const uint8_t *bytes, size_t length);
Ref str_from_wide(const uint32_t *points, size_t length);
Ref str_slice(Obj s, size_t from, size_t to);
MAY_RAISE Ref str_concat(Obj a, Obj b);                            // both str
/* *slot += tail, for exact str; in the same memory if nobody else holds *slot and there is room. */
MAY_RAISE bool str_append_in_place(Ref *slot, Obj tail);
/* The strs joined, without anything between; they are dropped. */
Ref str_give_parts(Ref *parts, size_t count);
MAY_RAISE Ref str_repeat(Obj s, intptr_t times);
MAY_RAISE Ref str_join(Obj separator, Obj iterable);
intptr_t str_hash(Obj s);                                  // cached; seeded, never -1
bool str_equal(Obj a, Obj b);
bool str_equal_text(Obj s, const char *ascii);
int  str_compare(Obj a, Obj b);
bool str_holds(Obj a, Obj b, CompareOp op);                // a op b
/* Position of needle in s[from:to], from the left or the right; -1. */
intptr_t str_find(Obj s, Obj needle, size_t from, size_t to, bool from_right);
/* UTF-8, NUL-terminated; valid while s lives or, if not ASCII, until the collector takes it
 * (scratch memory). Surrogates raise UnicodeEncodeError. */
MAY_RAISE const char *str_utf8(Obj s, size_t *length);
/* As str_utf8, with surrogates as 3-byte sequences; never fails. For messages. */
const char *str_utf8_lossy(Obj s, size_t *length);
/* As str_utf8, for C: ValueError "embedded null character". File names: surrogateescape. */
MAY_RAISE const char *str_c_text(Obj s);
MAY_RAISE Ref str_decode(const char *bytes, size_t length, const char *encoding,
                         const char *errors);
MAY_RAISE Ref str_encode(Obj s, const char *encoding, const char *errors);   // bytes
Ref  str_decode_filename(const char *bytes);                       // surrogateescape
bool str_is_identifier(Obj s);
Ref  str_quoted(Obj s);                                            // repr
/* "<function>() argument <position> must be str, not int" unless x is a str. */
MAY_RAISE bool str_check(Obj x, const char *function, int position);

/* Shared by the str_*.c files. */
static inline Points str_points(Obj s)
{
    return (Points){ ((const Str *)s)->data, ((const Str *)s)->length, ((const Str *)s)->width };
}
static inline bool str_is_ascii(Obj s)      { return ((const Str *)s)->ascii; }
/* A copy of the characters, as narrow as can be. */
Ref  str_from_points(Points p);
/* As str_new, but MemoryError when it would be too large. */
MAY_RAISE Ref str_new_checked(size_t length, uint32_t max_point);
extern const Method str_methods[];
