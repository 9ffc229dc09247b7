/* runtime/modules/unicodedata.c -- the module unicodedata, over utf8proc.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/types/bool.h"
#include "runtime/types/float.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "runtime/types/unicode.h"
#include "runtime/writer.h"
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* `which` is empty, or " 1" where the function has more arguments. */
static bool read_character(Obj x, const char *function, const char *which, uint32_t *point)
{
    if (!is_str(x) || str_length(x) != 1) {
        return raise_type_error("%s() argument%s must be a unicode character, not %T", function,
                                which,
                                x);
    }
    *point = str_at(x, 0);
    return true;
}

static bool read_point(Obj x, const char *function, uint32_t *point)
{
    return read_character(x, function, "", point);
}

static bool read_first(Obj x, const char *function, uint32_t *point)
{
    return read_character(x, function, " 1", point);
}

static const utf8proc_property_t *property(uint32_t point)
{
    return utf8proc_get_property((utf8proc_int32_t)point);
}

static Ref unicodedata_category(const Obj arg[])
{
    uint32_t c;
    if (!read_point(arg[0], "category", &c)) return NULL;
    bool letter;
    if (unicode_is_new(c, &letter)) return str_from_text(letter ? "Lo" : "So");
    return str_from_text(utf8proc_category_string((utf8proc_int32_t)c));
}

static Ref unicodedata_bidirectional(const Obj arg[])
{
    static const char *const names[] = {
        "", "L", "LRE", "LRO", "R", "AL", "RLE", "RLO", "PDF", "EN", "ES", "ET", "AN", "CS", "NSM",
        "BN", "B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI",
    };
    uint32_t c;
    if (!read_point(arg[0], "bidirectional", &c)) return NULL;
    bool letter;
    if (unicode_is_new(c, &letter)) return str_from_text(letter ? "L" : "ON");
    return str_from_text(names[property(c)->bidi_class]);
}

static Ref unicodedata_combining(const Obj arg[])
{
    uint32_t c;
    return read_point(arg[0], "combining", &c) ? small_int(property(c)->combining_class) : NULL;
}

static Ref unicodedata_mirrored(const Obj arg[])
{
    uint32_t c;
    return read_point(arg[0], "mirrored", &c) ? small_int(property(c)->bidi_mirrored) : NULL;
}

static Ref value_or_default(Ref value, Obj fallback, const char *error)
{
    if (value) return value;
    return fallback ? keep(fallback) : raise_value_error("%s", error);
}

static Ref unicodedata_decimal(const Obj arg[])
{
    uint32_t c;
    if (!read_first(arg[0], "decimal", &c)) return NULL;
    int value = unicode_decimal(c);
    return value_or_default(value < 0 ? NULL : small_int(value), arg[1], "not a decimal");
}

static Ref unicodedata_digit(const Obj arg[])
{
    uint32_t c;
    if (!read_first(arg[0], "digit", &c)) return NULL;
    int value = unicode_digit(c);
    return value_or_default(value < 0 ? NULL : small_int(value), arg[1], "not a digit");
}

static Ref unicodedata_numeric(const Obj arg[])
{
    uint32_t c;
    double value;
    if (!read_first(arg[0], "numeric", &c)) return NULL;
    bool known = unicode_numeric(c, &value);
    return value_or_default(known ? float_new(value) : NULL, arg[1], "not a numeric character");
}

/* --- normal forms --- */

static bool form_options(Obj form, int *options)
{
    static const struct { const char *name; int options; } forms[] = {
        { "NFC", UTF8PROC_COMPOSE }, { "NFD", UTF8PROC_DECOMPOSE },
        { "NFKC", UTF8PROC_COMPOSE | UTF8PROC_COMPAT },
        { "NFKD", UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT },
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (!str_equal_text(form, forms[i].name)) continue;
        *options = forms[i].options | UTF8PROC_STABLE;
        return true;
    }
    return raise_value_error("invalid normalization form");
}

/* Decomposes one character; a lone surrogate, which utf8proc does not take, stays as it is. */
static size_t decompose(uint32_t c, int32_t *to, size_t room, int options)
{
    int boundary = 0;
    utf8proc_ssize_t count = -1;
    if ((c & ~0x7ffu) != 0xd800) {
        int how = options | (options & UTF8PROC_COMPOSE ? UTF8PROC_DECOMPOSE : 0);
        how &= ~UTF8PROC_COMPOSE;
        count = utf8proc_decompose_char((int32_t)c, to, (utf8proc_ssize_t)room, how, &boundary);
    }
    if (count >= 0) return (size_t)count;
    if (room) to[0] = (int32_t)c;
    return 1;
}

static void order_marks(int32_t *points, size_t count)    // by combining class, stable
{
    for (size_t i = 1; i < count; i++) {
        int class = property((uint32_t)points[i])->combining_class;
        int32_t moved = points[i];
        size_t at = i;
        while (class && at > 0 && property((uint32_t)points[at - 1])->combining_class > class) {
            points[at] = points[at - 1];
            at--;
        }
        points[at] = moved;
    }
}

static Ref normalized(Obj s, int options)
{
    if (str_is_ascii(s)) return str_slice(s, 0, str_length(s));
    size_t count = 0, used = 0;
    for (size_t i = 0; i < str_length(s); i++) count += decompose(str_at(s, i), NULL, 0, options);
    int32_t *points = heap_plain((count + 1) * sizeof *points);
    for (size_t i = 0; i < str_length(s); i++) {
        used += decompose(str_at(s, i), points + used, count - used, options);
    }
    order_marks(points, used);
    if (options & UTF8PROC_COMPOSE) {
        used = (size_t)utf8proc_normalize_utf32(points, (utf8proc_ssize_t)used, options);
    }
    Ref result = str_from_wide((uint32_t *)points, used);
    heap_plain_free(points, (count + 1) * sizeof *points);
    return result;
}

static Ref unicodedata_normalize(const Obj arg[])
{
    enum { form, text };
    int options;
    if (!str_check(arg[form], "normalize", 1) || !str_check(arg[text], "normalize", 2)
        || !form_options(arg[form], &options)) return NULL;
    return normalized(arg[text], options);
}

static Ref unicodedata_is_normalized(const Obj arg[])
{
    enum { form, text };
    int options;
    if (!str_check(arg[form], "is_normalized", 1) || !str_check(arg[text], "is_normalized", 2)
        || !form_options(arg[form], &options)) return NULL;
    scoped Ref made = normalized(arg[text], options);
    return bool_new(str_equal(made, arg[text]));
}

/* --- decomposition --- */

static size_t joined(int32_t *points, size_t count)
{
    int options = UTF8PROC_COMPOSE | UTF8PROC_STABLE;
    return (size_t)utf8proc_normalize_utf32(points, (utf8proc_ssize_t)count, options);
}

/* Undoes the steps of a full decomposition but the first: the table's own entry for c is wanted. */
static size_t first_step(uint32_t c, bool canonical, int32_t *points, size_t count)
{
    int32_t all[32];
    memcpy(all, points, count * sizeof *all);
    size_t whole = joined(all, count);
    bool hangul = points[count > 1] >= 0x1100 && points[count > 1] < 0x1200;   // stay apart
    if (!canonical && hangul) return count;
    if (!canonical || (whole == 1 && all[0] != (int32_t)c)) {
        memcpy(points, all, whole * sizeof *all);
        return whole;
    }
    if (count < 3) return count;
    int32_t last = points[count - 1];
    size_t prefix = joined(points, count - 1);
    points[prefix] = last;
    return prefix + 1;
}

static const struct { uint32_t point; const char *text; } steps[] = {
#define STEP(point, text) { point, text },
#include "runtime/types/unicode_steps.def"
#undef STEP
};

static Ref unicodedata_decomposition(const Obj arg[])
{
    static const char *const tags[] = {
        "", "font", "noBreak", "initial", "medial", "final", "isolated", "circle", "super", "sub",
        "vertical", "wide", "narrow", "small", "square", "fraction", "compat",
    };
    uint32_t c;
    if (!read_point(arg[0], "decomposition", &c)) return NULL;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i].point == c) return str_from_text(steps[i].text);
    }
    int32_t points[32];
    int type = property(c)->decomp_type;
    bool hangul = c >= 0xac00 && c <= 0xd7a3;             // decomposed by rule, not by table
    size_t count = decompose(c, points, 32, UTF8PROC_DECOMPOSE | (type ? UTF8PROC_COMPAT : 0));
    if (hangul || count > 32 || (count == 1 && points[0] == (int32_t)c)) return str_empty();
    count = first_step(c, !type, points, count);
    Writer w = { 0 };
    if (type) {
        writer_char(&w, '<');
        writer_text(&w, tags[type]);
        writer_char(&w, '>');
    }
    for (size_t i = 0; i < count; i++) {
        char digits[12];
        snprintf(digits, sizeof digits, "%s%04X", i || type ? " " : "", (unsigned)points[i]);
        writer_text(&w, digits);
    }
    return writer_finish(&w);
}

static Ref unicodedata_east_asian_width(const Obj arg[])
{
    uint32_t c;
    if (!read_point(arg[0], "east_asian_width", &c)) return NULL;
    return str_from_text(unicode_width(c));
}

static Ref unicodedata_name(const Obj arg[])
{
    uint32_t c;
    char name[UNICODE_NAME_ROOM];
    if (!read_first(arg[0], "name", &c)) return NULL;
    if (unicode_name(c, name)) return str_from_text(name);
    return arg[1] ? keep(arg[1]) : raise_value_error("no such name");
}

static Ref unicodedata_lookup(const Obj arg[])
{
    if (!is_str(arg[0])) return raise_type_error("lookup() argument must be str, not %T", arg[0]);
    size_t length;
    const char *name = str_utf8_lossy(arg[0], &length);
    uint32_t c;
    if (length > UNICODE_NAME_ROOM) return raise_key_error("name too long");
    if (unicode_find_name(name, length, &c)) return str_from_char(c);
    return raise_key_error("undefined character name '%S'", arg[0]);
}

static const Method unicodedata_functions[] = {
    { "name(chr, default=, /)", unicodedata_name, "The name of a character." },
    { "lookup(name, /)", unicodedata_lookup, "The character of that name." },
    { "category(chr, /)", unicodedata_category, "The general category, such as 'Lu'." },
    { "bidirectional(chr, /)", unicodedata_bidirectional, "The bidirectional class, such as 'L'." },
    { "combining(chr, /)", unicodedata_combining, "The combining class; 0 if none." },
    { "mirrored(chr, /)", unicodedata_mirrored, "1 if it is mirrored in text from right to left." },
    { "decomposition(chr, /)", unicodedata_decomposition, "Its parts, as hexadecimal numbers." },
    { "east_asian_width(chr, /)", unicodedata_east_asian_width,
      "How wide it is in East Asian text." },
    { "decimal(chr, default=, /)", unicodedata_decimal, "Its value as a decimal digit." },
    { "digit(chr, default=, /)", unicodedata_digit, "Its value as a digit." },
    { "numeric(chr, default=, /)", unicodedata_numeric, "The number it stands for, as a float." },
    { "normalize(form, unistr, /)", unicodedata_normalize,
      "The normal form NFC, NFD, NFKC or NFKD." },
    { "is_normalized(form, unistr, /)", unicodedata_is_normalized, "Whether it has that form." },
    { 0 }
};

static bool unicodedata_start(Ref module)
{
    const char *version = utf8proc_unicode_version();
    bool known = strcmp(version, "15.0.0") == 0;          // unicode.c adds what 15.1 has more
    module_add(module, "unidata_version", str_from_text(known ? "15.1.0" : version));
    return true;
}

const Module unicodedata_module = {
    "unicodedata", "Properties of characters.", unicodedata_functions, NULL, unicodedata_start,
};
