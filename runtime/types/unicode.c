/* runtime/types/unicode.c -- properties of characters.   SPDX-License-Identifier: MIT */
#include "runtime/types/unicode.h"
#include "runtime/object.h"
#include <utf8proc.h>

typedef struct Range { uint32_t first, last; } Range;
#define LENGTH(array) (sizeof(array) / sizeof *(array))

static bool in_ranges(const Range *ranges, size_t count, uint32_t point)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (point > ranges[middle].last) low = middle + 1;
        else if (point < ranges[middle].first) high = middle;
        else return true;
    }
    return false;
}

/* Characters that Unicode 15.1 added, for a utf8proc that knows 15.0. */
static const Range new_ideographs = { 0x2ebf0, 0x2ee5d };
static const Range new_symbols[] = { { 0x2ffc, 0x2fff }, { 0x31ef, 0x31ef } };

static int category(uint32_t point)
{
    int known = utf8proc_category((utf8proc_int32_t)point);
    if (likely(known != UTF8PROC_CATEGORY_CN)) return known;
    if (in_ranges(&new_ideographs, 1, point)) return UTF8PROC_CATEGORY_LO;
    return in_ranges(new_symbols, LENGTH(new_symbols), point) ? UTF8PROC_CATEGORY_SO : known;
}

bool unicode_is_new(uint32_t point, bool *letter)
{
    *letter = in_ranges(&new_ideographs, 1, point);
    return (*letter || in_ranges(new_symbols, LENGTH(new_symbols), point))
        && utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_CN;
}

#define IN(set, category) ((set) >> (category) & 1)
#define BIT(name) (1u << UTF8PROC_CATEGORY_##name)
static const uint32_t letters = BIT(LU) | BIT(LL) | BIT(LT) | BIT(LM) | BIT(LO);

bool unicode_is_space(uint32_t c)
{
    if (c < 128) return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f);
    return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a)
           || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool unicode_is_line_break(uint32_t c)
{
    return (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028
        || c == 0x2029;
}

bool unicode_is_printable(uint32_t c)
{
    static const uint32_t hidden = BIT(CC) | BIT(CF) | BIT(CS) | BIT(CO) | BIT(CN)
                                   | BIT(ZL) | BIT(ZP) | BIT(ZS);
    if (c < 127) return c >= 32;
    return !IN(hidden, category(c));
}

bool unicode_is_alpha(uint32_t c)
{
    if (c < 128) return (c | 32) >= 'a' && (c | 32) <= 'z';
    return IN(letters, category(c));
}

/* Unicode's Other_Lowercase and Other_Uppercase. */
static const Range other_lower[] = {
    { 0xaa, 0xaa }, { 0xba, 0xba }, { 0x2b0, 0x2b8 }, { 0x2c0, 0x2c1 }, { 0x2e0, 0x2e4 },
    { 0x345, 0x345 }, { 0x37a, 0x37a }, { 0x10fc, 0x10fc }, { 0x1d2c, 0x1d6a }, { 0x1d78, 0x1d78 },
    { 0x1d9b, 0x1dbf }, { 0x2071, 0x2071 }, { 0x207f, 0x207f }, { 0x2090, 0x209c },
    { 0x2170, 0x217f }, { 0x24d0, 0x24e9 }, { 0x2c7c, 0x2c7d }, { 0xa69c, 0xa69d },
    { 0xa770, 0xa770 }, { 0xa7f2, 0xa7f4 }, { 0xa7f8, 0xa7f9 }, { 0xab5c, 0xab5f },
    { 0xab69, 0xab69 }, { 0x10780, 0x10780 }, { 0x10783, 0x10785 }, { 0x10787, 0x107b0 },
    { 0x107b2, 0x107ba }, { 0x1e030, 0x1e06d },
};
static const Range other_upper[] = {
    { 0x2160, 0x216f }, { 0x24b6, 0x24cf }, { 0x1f130, 0x1f149 }, { 0x1f150, 0x1f169 },
    { 0x1f170, 0x1f189 },
};

bool unicode_is_lower(uint32_t c)
{
    if (c < 128) return c >= 'a' && c <= 'z';
    return category(c) == UTF8PROC_CATEGORY_LL || in_ranges(other_lower, LENGTH(other_lower), c);
}

bool unicode_is_upper(uint32_t c)
{
    if (c < 128) return c >= 'A' && c <= 'Z';
    return category(c) == UTF8PROC_CATEGORY_LU || in_ranges(other_upper, LENGTH(other_upper), c);
}

bool unicode_is_title(uint32_t c)
{
    return c >= 128 && category(c) == UTF8PROC_CATEGORY_LT;
}

bool unicode_is_cased(uint32_t c)
{
    return unicode_is_lower(c) || unicode_is_upper(c) || unicode_is_title(c);
}

bool unicode_is_case_ignorable(uint32_t c)
{
    static const uint32_t set = BIT(MN) | BIT(ME) | BIT(CF) | BIT(LM) | BIT(SK);
    static const Range others[] = {
        { 0x27, 0x27 }, { 0x2e, 0x2e }, { 0x3a, 0x3a }, { 0xb7, 0xb7 }, { 0x387, 0x387 },
        { 0x55f, 0x55f }, { 0x5f4, 0x5f4 }, { 0x2018, 0x2019 }, { 0x2024, 0x2024 },
        { 0x2027, 0x2027 }, { 0xfe13, 0xfe13 }, { 0xfe52, 0xfe52 }, { 0xfe55, 0xfe55 },
        { 0xff07, 0xff07 }, { 0xff0e, 0xff0e }, { 0xff1a, 0xff1a },
    };
    return IN(set, category(c)) || in_ranges(others, LENGTH(others), c);
}

/* Characters whose compatibility form could not stand in an identifier. */
static const Range unstable[] = {
    { 0x37a, 0x37a }, { 0x2e2f, 0x2e2f }, { 0xfc5e, 0xfc63 }, { 0xfdfa, 0xfdfb },
    { 0xfe70, 0xfe70 },
    { 0xfe72, 0xfe72 }, { 0xfe74, 0xfe74 }, { 0xfe76, 0xfe76 }, { 0xfe78, 0xfe78 },
    { 0xfe7a, 0xfe7a }, { 0xfe7c, 0xfe7c }, { 0xfe7e, 0xfe7e },
};

bool unicode_starts_identifier(uint32_t c)
{
    if (c < 128) return unicode_is_alpha(c) || c == '_';
    if ((c >= 0x1885 && c <= 0x1886) || c == 0x2118 || c == 0x212e) return true;
    if (!IN(letters | BIT(NL), category(c))) return false;
    if (c == 0xe33 || c == 0xeb3 || c == 0xff9e || c == 0xff9f) return false;
    return !in_ranges(unstable, LENGTH(unstable), c);
}

bool unicode_continues_identifier(uint32_t c)
{
    static const uint32_t set = BIT(NL) | BIT(MN) | BIT(MC) | BIT(ND) | BIT(PC);
    static const Range others[] = {
        { 0xb7, 0xb7 }, { 0x387, 0x387 }, { 0x1369, 0x1371 }, { 0x19da, 0x19da },
        { 0x200c, 0x200d }, { 0x2118, 0x2118 }, { 0x212e, 0x212e }, { 0x30fb, 0x30fb },
        { 0xff65, 0xff65 },
    };
    if (c < 128) return unicode_is_alpha(c) || c == '_' || (c >= '0' && c <= '9');
    if (IN(letters | set, category(c))) return !in_ranges(unstable, LENGTH(unstable), c);
    return in_ranges(others, LENGTH(others), c);
}

/* --- numbers --- */

int unicode_decimal(uint32_t c)
{
    if (c < 128) return c >= '0' && c <= '9' ? (int)c - '0' : -1;
    if (category(c) != UTF8PROC_CATEGORY_ND) return -1;
    uint32_t zero = c;                  // decimal digits stand in runs of tens
    while (category(zero - 1) == UTF8PROC_CATEGORY_ND) zero--;
    return (int)((c - zero) % 10);
}

int unicode_digit(uint32_t c)
{
    static const struct { uint32_t first, last; int value; } runs[] = {
        { 0xb2, 0xb3, 2 }, { 0xb9, 0xb9, 1 }, { 0x1369, 0x1371, 1 }, { 0x19da, 0x19da, 1 },
        { 0x2070, 0x2070, 0 }, { 0x2074, 0x2079, 4 }, { 0x2080, 0x2089, 0 }, { 0x2460, 0x2468, 1 },
        { 0x2474, 0x247c, 1 }, { 0x2488, 0x2490, 1 }, { 0x24ea, 0x24ea, 0 }, { 0x24f5, 0x24fd, 1 },
        { 0x24ff, 0x24ff, 0 }, { 0x2776, 0x277e, 1 }, { 0x2780, 0x2788, 1 }, { 0x278a, 0x2792, 1 },
        { 0x10a40, 0x10a43, 1 }, { 0x10e60, 0x10e68, 1 }, { 0x11052, 0x1105a, 1 },
        { 0x1f100, 0x1f100, 0 }, { 0x1f101, 0x1f10a, 0 },
    };
    int decimal = unicode_decimal(c);
    if (decimal >= 0 || c < 128) return decimal;
    for (size_t i = 0; i < LENGTH(runs) && runs[i].first <= c; i++) {
        if (c <= runs[i].last) return runs[i].value + (int)(c - runs[i].first);
    }
    return -1;
}

typedef struct Numbers { uint32_t first, last; int64_t value, step; int divisor; } Numbers;
static const Numbers numbers[] = {
#define NUMBERS(first, last, value, step, divisor) { first, last, value, step, divisor },
#include "runtime/types/unicode_numbers.def"
#undef NUMBERS
};

bool unicode_numeric(uint32_t c, double *value)
{
    int digit = unicode_digit(c);
    if (digit >= 0) {
        *value = digit;
        return true;
    }
    size_t low = 0, high = LENGTH(numbers);
    while (low < high) {
        size_t middle = (low + high) / 2;
        const Numbers *n = &numbers[middle];
        if (c > n->last) {
            low = middle + 1;
        } else if (c < n->first) {
            high = middle;
        } else {
            *value = (double)(n->value + n->step * (int64_t)(c - n->first)) / n->divisor;
            return true;
        }
    }
    return false;
}

bool unicode_is_numeric(uint32_t c)
{
    double value;
    return c < 128 ? c >= '0' && c <= '9' : unicode_numeric(c, &value);
}

typedef struct Width { uint32_t first, last; const char *name; } Width;
static const Width widths[] = {
#define WIDTH(first, last, name) { first, last, #name },
#include "runtime/types/unicode_widths.def"
#undef WIDTH
};

const char *unicode_width(uint32_t c)
{
    size_t low = 0, high = LENGTH(widths);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > widths[middle].last) low = middle + 1;
        else if (c < widths[middle].first) high = middle;
        else return widths[middle].name;
    }
    return "N";
}

/* --- case --- */

typedef struct Special { uint32_t point, upper[3], title[3]; } Special;
static const Special specials[] = {
#define SPECIAL(point, u1, u2, u3, t1, t2, t3) { point, { u1, u2, u3 }, { t1, t2, t3 } },
#include "runtime/types/unicode_special.def"
#undef SPECIAL
};

static const Special *find_special(uint32_t c)
{
    size_t low = 0, high = LENGTH(specials);
    if (c < specials[0].point) return NULL;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (specials[middle].point == c) return &specials[middle];
        if (specials[middle].point < c) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

static size_t copy_special(const uint32_t from[3], uint32_t out[])
{
    size_t count = 0;
    while (count < 3 && from[count]) {
        out[count] = from[count];
        count++;
    }
    return count;
}

size_t unicode_to_upper(uint32_t c, uint32_t out[UNICODE_CASE_MAX])
{
    const Special *special = find_special(c);
    if (special) return copy_special(special->upper, out);
    if (c < 128) out[0] = c >= 'a' && c <= 'z' ? c - 32 : c;
    else out[0] = (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
    return 1;
}

size_t unicode_to_title(uint32_t c, uint32_t out[UNICODE_CASE_MAX])
{
    const Special *special = find_special(c);
    if (special) return copy_special(special->title, out);
    if (c < 128) return unicode_to_upper(c, out);
    out[0] = (uint32_t)utf8proc_totitle((utf8proc_int32_t)c);
    return 1;
}

size_t unicode_to_lower(uint32_t c, uint32_t out[UNICODE_CASE_MAX])
{
    if (c == 0x130) {                   // i and a combining dot
        out[0] = 'i';
        out[1] = 0x307;
        return 2;
    }
    if (c < 128) out[0] = c >= 'A' && c <= 'Z' ? c + 32 : c;
    else out[0] = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
    return 1;
}

size_t unicode_to_folded(uint32_t c, uint32_t out[UNICODE_CASE_MAX])
{
    if (c < 128) return unicode_to_lower(c, out);
    utf8proc_int32_t folded[UNICODE_CASE_MAX];
    int boundary = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)c, folded, UNICODE_CASE_MAX,
                                                     UTF8PROC_CASEFOLD, &boundary);
    if (count < 1 || count > UNICODE_CASE_MAX) {
        out[0] = c;
        return 1;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++) out[i] = (uint32_t)folded[i];
    return (size_t)count;
}
