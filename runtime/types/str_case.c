/* runtime/types/str_case.c -- methods of str that change case or ask what the characters are.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/str_methods.h"
#include "runtime/heap.h"
#include "runtime/types/bool.h"
#include "runtime/types/str.h"
#include "runtime/types/unicode.h"
#include "runtime/writer.h"

typedef size_t (*CaseMap)(uint32_t point, uint32_t out[UNICODE_CASE_MAX]);

static void write_mapped(Writer *w, uint32_t point, CaseMap map)
{
    uint32_t out[UNICODE_CASE_MAX];
    size_t count = map(point, out);
    for (size_t i = 0; i < count; i++) writer_char(w, out[i]);
}

/* Sigma at the end of a word has a form of its own: a cased letter before it, none behind,
 * whatever characters without case lie between. */
static bool is_final_sigma(Obj s, size_t at)
{
    size_t i = at, length = str_length(s);
    while (i > 0 && unicode_is_case_ignorable(str_at(s, i - 1))) i--;
    if (i == 0 || !unicode_is_cased(str_at(s, i - 1))) return false;
    for (i = at + 1; i < length && unicode_is_case_ignorable(str_at(s, i)); i++);
    return i == length || !unicode_is_cased(str_at(s, i));
}

static void write_lower(Writer *w, Obj s, size_t at)
{
    uint32_t c = str_at(s, at);
    if (c == 0x3a3) writer_char(w, is_final_sigma(s, at) ? 0x3c2 : 0x3c3);
    else write_mapped(w, c, unicode_to_lower);
}

static Ref ascii_mapped(Obj s, char first, char last)     // letters first..last change case
{
    size_t length = str_length(s);
    const char *from = str_data(s);
    Ref result = str_new(length, 127);
    char *to = ((Str *)result)->data;
    for (size_t i = 0; i < length; i++) {
        to[i] = from[i] >= first && from[i] <= last ? from[i] ^ 32 : from[i];
    }
    return result;
}

Ref str_method_lower(const Obj arg[])
{
    Obj s = arg[0];
    if (str_is_ascii(s)) return ascii_mapped(s, 'A', 'Z');
    Writer w = { 0 };
    for (size_t i = 0; i < str_length(s); i++) write_lower(&w, s, i);
    return writer_finish(&w);
}

static Ref mapped(Obj s, CaseMap map)
{
    Writer w = { 0 };
    for (size_t i = 0; i < str_length(s); i++) write_mapped(&w, str_at(s, i), map);
    return writer_finish(&w);
}

Ref str_method_upper(const Obj arg[])
{
    return str_is_ascii(arg[0]) ? ascii_mapped(arg[0], 'a', 'z') : mapped(arg[0], unicode_to_upper);
}

Ref str_method_casefold(const Obj arg[])
{
    if (str_is_ascii(arg[0])) return ascii_mapped(arg[0], 'A', 'Z');
    return mapped(arg[0], unicode_to_folded);
}

Ref str_method_swapcase(const Obj arg[])
{
    Obj s = arg[0];
    Writer w = { 0 };
    for (size_t i = 0; i < str_length(s); i++) {
        uint32_t c = str_at(s, i);
        if (unicode_is_upper(c)) write_lower(&w, s, i);
        else if (unicode_is_lower(c)) write_mapped(&w, c, unicode_to_upper);
        else writer_char(&w, c);
    }
    return writer_finish(&w);
}

Ref str_method_capitalize(const Obj arg[])
{
    Obj s = arg[0];
    Writer w = { 0 };
    for (size_t i = 0; i < str_length(s); i++) {
        if (i == 0) write_mapped(&w, str_at(s, i), unicode_to_title);
        else write_lower(&w, s, i);
    }
    return writer_finish(&w);
}

Ref str_method_title(const Obj arg[])
{
    Obj s = arg[0];
    Writer w = { 0 };
    bool in_word = false;
    for (size_t i = 0; i < str_length(s); i++) {
        uint32_t c = str_at(s, i);
        if (in_word) write_lower(&w, s, i);
        else write_mapped(&w, c, unicode_to_title);
        in_word = unicode_is_cased(c);
    }
    return writer_finish(&w);
}

/* --- questions --- */

static Ref all_points(Obj s, bool (*test)(uint32_t))
{
    size_t length = str_length(s);
    for (size_t i = 0; i < length; i++) {
        if (!test(str_at(s, i))) return bool_new(false);
    }
    return bool_new(length > 0);
}

static bool is_decimal(uint32_t c) { return unicode_decimal(c) >= 0; }
static bool is_digit(uint32_t c)   { return unicode_digit(c) >= 0; }
static bool is_alnum(uint32_t c)   { return unicode_is_alpha(c) || unicode_is_numeric(c); }

Ref str_method_isalpha(const Obj arg[])   { return all_points(arg[0], unicode_is_alpha); }
Ref str_method_isalnum(const Obj arg[])   { return all_points(arg[0], is_alnum); }
Ref str_method_isdecimal(const Obj arg[]) { return all_points(arg[0], is_decimal); }
Ref str_method_isdigit(const Obj arg[])   { return all_points(arg[0], is_digit); }
Ref str_method_isnumeric(const Obj arg[]) { return all_points(arg[0], unicode_is_numeric); }
Ref str_method_isspace(const Obj arg[])   { return all_points(arg[0], unicode_is_space); }
Ref str_method_isascii(const Obj arg[])   { return bool_new(str_is_ascii(arg[0])); }
Ref str_method_isidentifier(const Obj arg[]) { return bool_new(str_is_identifier(arg[0])); }

Ref str_method_isprintable(const Obj arg[])
{
    if (str_length(arg[0]) == 0) return bool_new(true);
    return all_points(arg[0], unicode_is_printable);
}

bool str_is_identifier(Obj s)
{
    size_t length = str_length(s);
    if (length == 0 || !unicode_starts_identifier(str_at(s, 0))) return false;
    for (size_t i = 1; i < length; i++) {
        if (!unicode_continues_identifier(str_at(s, i))) return false;
    }
    return true;
}

/* Whether there is a letter of the case wanted, and none of another. */
static Ref cased_points(Obj s, bool (*wanted)(uint32_t), bool (*other)(uint32_t))
{
    bool any = false;
    for (size_t i = 0; i < str_length(s); i++) {
        uint32_t c = str_at(s, i);
        if (other(c) || unicode_is_title(c)) return bool_new(false);
        any |= wanted(c);
    }
    return bool_new(any);
}

Ref str_method_islower(const Obj arg[])
{
    return cased_points(arg[0], unicode_is_lower, unicode_is_upper);
}

Ref str_method_isupper(const Obj arg[])
{
    return cased_points(arg[0], unicode_is_upper, unicode_is_lower);
}

Ref str_method_istitle(const Obj arg[])
{
    bool in_word = false, any = false;
    for (size_t i = 0; i < str_length(arg[0]); i++) {
        uint32_t c = str_at(arg[0], i);
        bool big = unicode_is_upper(c) || unicode_is_title(c);
        if (big ? in_word : unicode_is_lower(c) && !in_word) return bool_new(false);
        in_word = big || unicode_is_lower(c);
        any |= in_word;
    }
    return bool_new(any);
}
