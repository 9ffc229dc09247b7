/* vm/code_pack.h -- code objects as bytes, for the cache of compiled code.   SPDX-License-Identifier: MIT
 * Read after: code.h.  The bytes are for this machine and this version of the program alone:
 *
 *     PackedStart | strings: every str once | PackedCode, its arrays, its constants (nested: likewise)
 *
 * File names are left out: they are those of the file asked for. */
#pragma once
#include "vm/code.h"

typedef struct Packing { unsigned char *data; size_t length, room; } Packing;
#define scoped_packing __attribute__((cleanup(packing_free)))
void packing_free(Packing *packing);

/* False: there is something in it that cannot be packed. */
bool code_pack(Obj code, Packing *into);
/* NULL without exception: these bytes are no code. What is read is checked as far as this can be
 * done by looking at it: numbers of registers, constants and sites, targets of jumps, kinds. */
Ref  code_unpack(const void *data, size_t length, Obj filename);

/* The numbers in the instructions and tables stay within the code's own bounds. */
bool code_check(const Code *code);

/* --- the layout, for code_pack.c and code_unpack.c --- */

enum { PACK_DEPTH = 200 };                 // of values and code objects in one another
typedef struct PackedStart { uint32_t strings; } PackedStart;
typedef struct PackedString { uint32_t length; uint8_t width, interned; } PackedString;   // characters follow
typedef struct PackedCode {
    uint32_t instructions, constants, sites, handlers, inlined, flags, first_line;
    uint32_t name, qualname, doc;          // numbers of strings; doc: + 1, 0 for none
    uint16_t locals, registers, total, positional_only, positional, keyword_only, required;
    uint8_t star, star_star;
} PackedCode;
/* A position in four bytes if they suffice; line_step 0: a whole Position follows. */
typedef struct PackedPosition { uint8_t line_step, lines, column, end_column; } PackedPosition;
enum { LINE_STEP_ZERO = 128 };             // line_step of the line before

enum PackedTag {
    PACKED_NONE, PACKED_FALSE, PACKED_TRUE, PACKED_ELLIPSIS, PACKED_INT, PACKED_LONG, PACKED_FLOAT,
    PACKED_COMPLEX, PACKED_STR, PACKED_BYTES, PACKED_TUPLE, PACKED_FROZENSET, PACKED_CODE,
};
