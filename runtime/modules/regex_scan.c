/* runtime/modules/regex_scan.c -- reading a pattern: tokens, names, escapes, errors.
 *   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/regex_translator.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"

Ref regex_error_class;

static void *raise_error_with(Obj pattern, intptr_t pos, const char *format, va_list arguments)
{
    Writer w = { 0 };
    bool good = writer_vformat(&w, format, arguments);
    scoped Ref message = writer_finish(&w);
    if (!good) return NULL;
    scoped Ref where = pos < 0 ? none_new() : int_new(pos);
    scoped Ref error = call3(regex_error_class, message, pattern ? pattern : None_object, where);
    return error ? raise_object(take(&error)) : NULL;
}

void *raise_regex_error(Obj pattern, intptr_t pos, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    raise_error_with(pattern, pos, format, arguments);
    va_end(arguments);
    return NULL;
}

void *scan_error(const Translator *t, intptr_t offset, const char *format, ...)
{
    intptr_t pos = (intptr_t)scan_tell(t) - offset;
    va_list arguments;
    va_start(arguments, format);
    if (t->is_text) {
        raise_error_with(t->pattern, pos, format, arguments);
        va_end(arguments);
        return NULL;
    }
    Writer w = { 0 };
    bool good = writer_vformat(&w, format, arguments);
    va_end(arguments);
    scoped Ref message = writer_finish(&w);
    scoped Ref octets = good ? str_encode(message, "ascii", "backslashreplace") : NULL;
    scoped Ref plain = octets ? call_method1(octets, intern("decode"), intern("ascii")) : NULL;
    return plain ? raise_regex_error(t->pattern, pos, "%S", plain) : NULL;
}

/* --- tokens --- */

size_t scan_tell(const Translator *t)
{
    return t->at - (t->next.point == TOKEN_END ? 0 : 1) - t->next.escaped;
}

bool scan_next(Translator *t)
{
    size_t index = t->at;
    t->next = (Token){ TOKEN_END, false };
    if (index >= t->source.length) return true;
    uint32_t point = point_at(t->source, index++);
    if (point == '\\') {
        if (index >= t->source.length) {
            return raise_regex_error(t->pattern, (intptr_t)t->source.length - 1,
                                     "bad escape (end of pattern)");
        }
        t->next.escaped = true;
        point = point_at(t->source, index++);
    }
    t->next.point = (int32_t)point;
    t->at = index;
    return true;
}

bool scan_seek(Translator *t, size_t index)
{
    t->at = index;
    return scan_next(t);
}

bool scan_start(Translator *t)
{
    return scan_seek(t, 0);
}

bool scan_accept(Translator *t, char c, bool *there)
{
    *there = scan_is(t, c);
    return !*there || scan_next(t);
}

Ref scan_text(const Translator *t, size_t from, size_t to)
{
    return str_from_points(points_part(t->source, from, to));
}

bool scan_name(Translator *t, char terminator, const char *what, size_t *from, size_t *to)
{
    *from = scan_tell(t);
    for (;;) {
        Token c = t->next;
        *to = scan_tell(t);
        if (!scan_next(t)) return false;
        if (c.point == TOKEN_END) {
            if (*from == *to) return scan_error(t, 0, "missing %s", what);
            return scan_error(t, (intptr_t)(*to - *from), "missing %c, unterminated name",
                              terminator);
        }
        if (c.point != terminator || c.escaped) continue;
        return *from != *to || scan_error(t, 1, "missing %s", what);
    }
}

bool scan_check_name(const Translator *t, Obj name, size_t offset)
{
    intptr_t back = (intptr_t)(str_length(name) + offset);
    if (!t->is_text && !str_is_ascii(name)) {
        scoped Ref shown = object_ascii(name);
        return shown && scan_error(t, back, "bad character in group name %S", shown);
    }
    return str_is_identifier(name) || scan_error(t, back, "bad character in group name %R", name);
}

static int digit_of(uint32_t point, unsigned base)
{
    unsigned digit = point - '0';
    if (base == 16 && digit > 9) {
        unsigned letter = (point | 32) - 'a';
        digit = letter < 6 ? letter + 10 : 99;
    }
    return digit < base ? (int)digit : -1;
}

bool scan_is_number(const Translator *t, size_t from, size_t to, uint64_t *number)
{
    *number = 0;
    for (size_t i = from; i < to; i++) {
        int digit = digit_of(point_at(t->source, i), 10);
        if (digit < 0) return false;
        if (*number < UINT64_MAX / 16) *number = *number * 10 + (unsigned)digit;
    }
    return to > from;
}

/* --- escapes --- */

static bool next_digit(const Translator *t, unsigned base)
{
    return !t->next.escaped && t->next.point != TOKEN_END
        && digit_of((uint32_t)t->next.point, base) >= 0;
}

/* At most `most` digits, onto *value; *count says how many. */
static bool read_digits(Translator *t, unsigned base, unsigned most, uint32_t *value,
                        unsigned *count)
{
    for (*count = 0; *count < most && next_digit(t, base); ++*count) {
        *value = *value * base + (unsigned)digit_of((uint32_t)t->next.point, base);
        if (!scan_next(t)) return false;
    }
    return true;
}

static void *escape_error(const Translator *t, size_t start, const char *what)
{
    scoped Ref text = scan_text(t, start, scan_tell(t));
    return scan_error(t, (intptr_t)(scan_tell(t) - start), "%s %S", what, text);
}

static bool read_hexadecimal(Translator *t, size_t start, unsigned digits, Escape *escape)
{
    unsigned count;
    if (!read_digits(t, 16, digits, &escape->value, &count)) return false;
    if (count != digits) return escape_error(t, start, "incomplete escape");
    return escape->value <= 0x10ffff || escape_error(t, start, "bad escape");
}

static bool read_character_name(Translator *t, Escape *escape)
{
    bool brace;
    size_t from, to;
    if (!scan_accept(t, '{', &brace)) return false;
    if (!brace) return scan_error(t, 0, "missing {");
    if (!scan_name(t, '}', "character name", &from, &to)) return false;
    scoped Ref name = scan_text(t, from, to);
    scoped Ref import = startup_get_builtin("__import__");
    scoped Ref module = import ? call1(import, intern("unicodedata")) : NULL;
    scoped Ref found = module ? call_method1(module, intern("lookup"), name) : NULL;
    if (found && is_str(found) && str_length(found) == 1) {
        escape->value = str_at(found, 0);
        return true;
    }
    if (!found && !error_clear_if(&key_error_type)) return false;
    return scan_error(t, (intptr_t)(to - from) + 4, "undefined character name %R", name);
}

static bool octal_error(const Translator *t, size_t start)
{
    scoped Ref text = scan_text(t, start, scan_tell(t));
    return scan_error(t, (intptr_t)(scan_tell(t) - start),
                      "octal escape value %S outside of range 0-0o377", text);
}

/* A number not beginning with 0: three octal digits are a character, all else a group. */
static bool read_group_or_octal(Translator *t, size_t start, uint32_t first, Escape *escape)
{
    uint32_t group = first;
    if (next_digit(t, 10)) {
        uint32_t second = (uint32_t)t->next.point - '0';
        group = group * 10 + second;
        if (!scan_next(t)) return false;
        if (first < 8 && second < 8 && next_digit(t, 8)) {
            escape->value = first * 64 + second * 8 + (uint32_t)t->next.point - '0';
            if (!scan_next(t)) return false;
            return escape->value <= 0377 || octal_error(t, start);
        }
    }
    intptr_t length = (intptr_t)(scan_tell(t) - start);
    *escape = (Escape){ ESCAPE_GROUP, group };
    if (group >= t->group_count)
        return scan_error(t, length - 1, "invalid group reference %u", group);
    if (!t->groups[group].closed) return scan_error(t, length, "cannot refer to an open group");
    if (t->lookbehind_groups && group >= t->lookbehind_groups) {
        return scan_error(t, 0, "cannot refer to group defined in the same lookbehind subpattern");
    }
    return true;
}

static bool read_number(Translator *t, size_t start, uint32_t first, bool in_set, Escape *escape)
{
    unsigned count;
    escape->value = first;
    if (in_set && first > 7) return escape_error(t, start, "bad escape");
    if (first == 0 || in_set) {
        if (!read_digits(t, 8, 2, &escape->value, &count)) return false;
        return escape->value <= 0377 || octal_error(t, start);
    }
    return read_group_or_octal(t, start, first, escape);
}

bool scan_escape(Translator *t, size_t start, Token token, bool in_set, Escape *escape)
{
    static const char letters[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
    uint32_t c = (uint32_t)token.point;
    *escape = (Escape){ ESCAPE_LITERAL, 0 };
    if (c - '0' < 10) return read_number(t, start, c - '0', in_set, escape);
    bool letter = c < 128 && ((c | 32) - 'a') < 26;
    escape->value = c;
    if (!letter) return true;
    if (strchr("dDsSwW", (int)c)) {
        escape->kind = ESCAPE_CATEGORY;
        return true;
    }
    if (!in_set && strchr("AZbB", (int)c)) {
        escape->kind = ESCAPE_PLACE;
        return true;
    }
    const char *known = strchr(letters, (int)c);
    if (known) {
        escape->value = (uint8_t)values[known - letters];
        return true;
    }
    escape->value = 0;
    if (c == 'x') return read_hexadecimal(t, start, 2, escape);
    if (c == 'u' && t->is_text) return read_hexadecimal(t, start, 4, escape);
    if (c == 'U' && t->is_text) return read_hexadecimal(t, start, 8, escape);
    if (c == 'N' && t->is_text) return read_character_name(t, escape);
    return escape_error(t, start, "bad escape");
}
