/* runtime/modules/regex_tables.c -- kinds of characters and their cases, as patterns see them.
 *   SPDX-License-Identifier: MIT */
#include "runtime/modules/regex_translator.h"
#include "runtime/types/unicode.h"
#include <ctype.h>
#include <string.h>

const CaseFamily case_families[] = {
    { { 0x49, 0x69, 0x130, 0x131 }, true }, { { 0x4b, 0x6b, 0x212a }, false },
    { { 0x53, 0x73, 0x17f }, false }, { { 0xb5, 0x39c, 0x3bc }, false },
    { { 0xc5, 0xe5, 0x212b }, false }, { { 0xdf, 0x1e9e }, false }, { { 0xff, 0x178 }, false },
    { { 0x1c4, 0x1c5, 0x1c6 }, false }, { { 0x1c7, 0x1c8, 0x1c9 }, false },
    { { 0x1ca, 0x1cb, 0x1cc }, false }, { { 0x1f1, 0x1f2, 0x1f3 }, false },
    { { 0x345, 0x399, 0x3b9, 0x1fbe }, false }, { { 0x390, 0x1fd3 }, true },
    { { 0x392, 0x3b2, 0x3d0 }, false }, { { 0x395, 0x3b5, 0x3f5 }, false },
    { { 0x398, 0x3b8, 0x3d1, 0x3f4 }, false }, { { 0x39a, 0x3ba, 0x3f0 }, false },
    { { 0x3a0, 0x3c0, 0x3d6 }, false }, { { 0x3a1, 0x3c1, 0x3f1 }, false },
    { { 0x3a3, 0x3c2, 0x3c3 }, false }, { { 0x3a6, 0x3c6, 0x3d5 }, false },
    { { 0x3a9, 0x3c9, 0x2126 }, false }, { { 0x3b0, 0x1fe3 }, true },
    { { 0x412, 0x432, 0x1c80 }, false }, { { 0x414, 0x434, 0x1c81 }, false },
    { { 0x41e, 0x43e, 0x1c82 }, false }, { { 0x421, 0x441, 0x1c83 }, false },
    { { 0x422, 0x442, 0x1c84, 0x1c85 }, false }, { { 0x42a, 0x44a, 0x1c86 }, false },
    { { 0x462, 0x463, 0x1c87 }, false }, { { 0x1c88, 0xa64a, 0xa64b }, false },
    { { 0x1e60, 0x1e61, 0x1e9b }, false }, { { 0xfb05, 0xfb06 }, true },
};
const size_t case_family_count = sizeof case_families / sizeof *case_families;

const CaseFamily *regex_family(uint32_t point)
{
    for (size_t i = 0; i < case_family_count; i++)
        for (size_t k = 0; k < 4; k++)
            if (case_families[i].points[k] == point && point) return &case_families[i];
    return NULL;
}

bool regex_category_has(RegexKind kind, char category, uint32_t point)
{
    bool unicode = kind == KIND_UNICODE;
    switch (category) {
    case 'd': return point >= '0' && point <= '9';
    case 's':
        return unicode ? unicode_is_space(point) : point == ' ' || (point >= 9 && point <= 13);
    default:
        if (point == '_') return true;
        if (point < 128 || kind == KIND_ASCII) return point < 128 && isalnum((int)point);
        if (kind == KIND_LOCALE) return isalnum((int)point);
        return unicode_is_alpha(point) || unicode_is_numeric(point) || unicode_digit(point) >= 0;
    }
}

static uint32_t simple_case(uint32_t point, size_t (*map)(uint32_t, uint32_t *))
{
    uint32_t mapped[UNICODE_CASE_MAX];
    return map(point, mapped) == 1 ? mapped[0] : point;
}

static uint32_t flip_below_256(RegexKind kind, uint32_t point)
{
    if (kind == KIND_LOCALE)
        return isupper((int)point) ? (uint32_t)tolower((int)point) : (uint32_t)toupper((int)point);
    if (point < 128) return isalpha((int)point) ? point ^ 32 : point;
    if (kind == KIND_ASCII) return point;
    uint32_t lower = simple_case(point, unicode_to_lower);
    uint32_t other = lower != point ? lower : simple_case(point, unicode_to_upper);
    return other < 256 ? other : point;
}

bool regex_is_cased(RegexKind kind, uint32_t point)
{
    if (point < 128 && kind != KIND_LOCALE) return isalpha((int)point);
    if (kind == KIND_ASCII) return false;
    if (kind == KIND_LOCALE) return point < 256 && flip_below_256(kind, point) != point;
    uint32_t mapped[UNICODE_CASE_MAX];
    return unicode_to_lower(point, mapped) != 1 || mapped[0] != point
        || unicode_to_upper(point, mapped) != 1 || mapped[0] != point || regex_family(point);
}

static size_t add_case(uint32_t *cases, size_t count, uint32_t point)
{
    for (size_t i = 0; i < count; i++) if (cases[i] == point) return count;
    if (count < REGEX_CASES_MAX) cases[count++] = point;
    return count;
}

size_t regex_cases(RegexKind kind, uint32_t point, uint32_t cases[REGEX_CASES_MAX])
{
    size_t count = add_case(cases, 0, point);
    if (kind != KIND_UNICODE)
        return point < 256 ? add_case(cases, count, flip_below_256(kind, point)) : count;
    for (size_t i = 0; i < count; i++) {
        count = add_case(cases, count, simple_case(cases[i], unicode_to_lower));
        count = add_case(cases, count, simple_case(cases[i], unicode_to_upper));
        count = add_case(cases, count, simple_case(cases[i], unicode_to_title));
        const CaseFamily *family = regex_family(cases[i]);
        for (size_t k = 0; family && k < 4 && family->points[k]; k++)
            count = add_case(cases, count, family->points[k]);
    }
    return count;
}

/* --- PCRE2's tables: lower case, other case, ten sets of bits, types --- */

enum { TABLE_LOWER = 0, TABLE_FLIP = 256, TABLE_BITS = 512, TABLE_TYPES = 832, TABLE_SIZE = 1088 };
enum { BITS_SPACE = 0, BITS_DIGIT = 64, BITS_WORD = 160 };
enum { TYPE_SPACE = 1, TYPE_LETTER = 2, TYPE_LOWER = 4, TYPE_DIGIT = 8, TYPE_WORD = 16 };

static void set_bit(uint8_t *bits, unsigned c)     { bits[c / 8] |= (uint8_t)(1 << (c & 7)); }

static void fill_tables(uint8_t *tables, RegexKind kind)
{
    memset(tables, 0, TABLE_SIZE);
    for (unsigned c = 0; c < 256; c++) {
        uint32_t other = flip_below_256(kind, c);
        bool upper = kind == KIND_LOCALE ? isupper((int)c) != 0
                   : other != c && simple_case(c, unicode_to_lower) == other;
        tables[TABLE_LOWER + c] = (uint8_t)(upper ? other : c);
        tables[TABLE_FLIP + c] = (uint8_t)other;
        bool space = regex_category_has(kind, 's', c), digit = regex_category_has(kind, 'd', c);
        bool word = regex_category_has(kind, 'w', c);
        if (space) set_bit(tables + TABLE_BITS + BITS_SPACE, c);
        if (digit) set_bit(tables + TABLE_BITS + BITS_DIGIT, c);
        if (word) set_bit(tables + TABLE_BITS + BITS_WORD, c);
        tables[TABLE_TYPES + c] = (uint8_t)((space ? TYPE_SPACE : 0) | (digit ? TYPE_DIGIT : 0)
            | (word ? TYPE_WORD : 0) | (other != c ? TYPE_LETTER : 0)
            | (other != c && !upper ? TYPE_LOWER : 0));
    }
}

const uint8_t *regex_tables(RegexKind kind)
{
    static uint8_t tables[3][TABLE_SIZE];
    static bool filled[3];
    if (!filled[kind] || kind == KIND_LOCALE) fill_tables(tables[kind], kind);
    filled[kind] = true;
    return tables[kind];
}
