/* runtime/modules/regex_template.c -- what sub() and expand() put in: text with groups to fill in.
 *   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/modules/regex_translator.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/heap.h"
#include <string.h>

/* Octets travel as the characters of their numbers until here. */
Ref template_finish(Writer *w, bool is_text)
{
    if (is_text) return writer_finish(w);
    Ref octets = bytes_from(w->data, w->length);
    writer_discard(w);
    return octets;
}

void template_write(Writer *w, Obj parts, const Subject *subject, const size_t *spans)
{
    for (size_t i = 0; i < tuple_length(parts); i++) {
        Obj part = tuple_peek(parts, i);
        if (!is_small(part)) {
            writer_str(w, part);
            continue;
        }
        size_t from = spans[2 * small_value(part)], to = spans[2 * small_value(part) + 1];
        if (from == SIZE_MAX || from == to) continue;
        if (!subject->view.object) {
            writer_slice(w, subject->string, from, to);
        } else {
            const uint8_t *data = (const uint8_t *)subject->view.data;
            scoped Ref octets = str_from_latin1(data + from, to - from);
            writer_str(w, octets);
        }
    }
}

typedef struct Template {
    Translator scan;
    const Pattern *pattern;
    Writer literal;
    Ref parts;                // list
} Template;

static void end_literal(Template *t)
{
    if (t->literal.length) list_give(t->parts, writer_finish(&t->literal));
}

static bool add_group(Template *t, uint64_t group, size_t from, size_t to, intptr_t back)
{
    if (group > t->pattern->narrow.groups || group >= REGEX_MAX_GROUPS) {
        while (from + 1 < to && point_at(t->scan.source, from) == '0') from++;
        scoped Ref digits = scan_text(&t->scan, from, to);
        return scan_error(&t->scan, back, "invalid group reference %S", digits);
    }
    end_literal(t);
    list_append(t->parts, small_int((intptr_t)group));
    return true;
}

/* \g<name> or \g<number> */
static bool read_reference(Template *t)
{
    Translator *scan = &t->scan;
    bool there;
    size_t from, to;
    uint64_t number;
    if (!scan_accept(scan, '<', &there)) return false;
    if (!there) return scan_error(scan, 0, "missing <");
    if (!scan_name(scan, '>', "group name", &from, &to)) return false;
    intptr_t back = (intptr_t)(to - from) + 1;
    if (scan_is_number(scan, from, to, &number)) return add_group(t, number, from, to, back);
    scoped Ref name = scan_text(scan, from, to);
    Obj found;
    if (!scan_check_name(scan, name, 1)) return false;
    if (!dict_find(t->pattern->narrow.names, name, &found)) return false;
    if (!found) return raise_index_error("unknown group name %R", name);
    return add_group(t, (uint64_t)small_value(found), from, to, back);
}

static int next_digit(const Template *t, int base)
{
    int32_t digit = t->scan.next.point - '0';
    return !t->scan.next.escaped && digit >= 0 && digit < base ? digit : -1;
}

static bool read_zero(Template *t)
{
    int value = 0;
    for (int i = 0, digit; i < 2 && (digit = next_digit(t, 8)) >= 0; i++) {
        value = value * 8 + digit;
        if (!scan_next(&t->scan)) return false;
    }
    writer_char(&t->literal, (uint32_t)value);
    return true;
}

static bool read_number(Template *t, size_t start, int first)
{
    Translator *scan = &t->scan;
    int second = next_digit(t, 10);
    uint64_t group = (uint64_t)first;
    if (second >= 0) {
        group = group * 10 + (uint64_t)second;
        if (!scan_next(scan)) return false;
        int third = next_digit(t, 8);
        if (first < 8 && second < 8 && third >= 0) {
            int value = first * 64 + second * 8 + third;
            if (!scan_next(scan)) return false;
            writer_char(&t->literal, (uint32_t)value);
            scoped Ref text = scan_text(scan, start, scan_tell(scan));
            return value <= 0377 || scan_error(scan, 4, "octal escape value %S outside of range "
                                               "0-0o377", text);
        }
    }
    return add_group(t, group, start + 1, scan_tell(scan), (intptr_t)(scan_tell(scan) - start) - 1);
}

static bool read_escape(Template *t, size_t start, uint32_t c)
{
    static const char letters[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
    if (c == 'g') return read_reference(t);
    if (c == '0') return read_zero(t);
    if (c - '0' < 10) return read_number(t, start, (int)(c - '0'));
    const char *known = c && c < 128 ? strchr(letters, (int)c) : NULL;
    if (known) {
        writer_char(&t->literal, (uint8_t)values[known - letters]);
        return true;
    }
    if (c < 128 && (c | 32) - 'a' < 26)
        return scan_error(&t->scan, 2, "bad escape \\%c", (int)c);
    if (c != '\\') writer_char(&t->literal, '\\');
    writer_char(&t->literal, c);
    return true;
}

static bool read_template(Template *t)
{
    if (!scan_start(&t->scan)) return false;
    while (t->scan.next.point != TOKEN_END) {
        size_t start = scan_tell(&t->scan);
        Token c = t->scan.next;
        if (!scan_next(&t->scan)) return false;
        if (!c.escaped) writer_char(&t->literal, (uint32_t)c.point);
        else if (!read_escape(t, start, (uint32_t)c.point)) return false;
    }
    end_literal(t);
    return true;
}

static Ref split_template(const Pattern *pattern, Obj repl, Points source)
{
    Template t = { .pattern = pattern };
    t.scan = (Translator){ .pattern = repl, .source = source, .is_text = is_str(repl) };
    scoped Ref parts = list_new(0);
    t.parts = parts;
    bool good = read_template(&t);
    writer_discard(&t.literal);
    return good ? list_to_tuple(parts) : NULL;
}

static bool has_backslash(Points p)
{
    return points_find_one(p, '\\', false) >= 0;
}

Ref template_parts(Pattern *pattern, Obj repl)
{
    scoped_buffer Buffer view = { 0 };
    Points source;
    if (is_str(repl)) {
        source = str_points(repl);
    } else {
        if (!object_has_buffer(repl))
            return raise_type_error("decoding to str: need a bytes-like object, %T found", repl);
        if (!buffer_get(repl, &view, BUFFER_READ)) return NULL;
        source = (Points){ view.data, view.length, 1 };
    }
    if (!has_backslash(source)) return keep(repl);
    bool constant = is_exact_str(repl) || has_type(repl, &bytes_type);
    if (constant && pattern->repl == repl) return keep(pattern->parts);
    scoped Ref parts = split_template(pattern, repl, source);
    if (!parts) return NULL;
    bool mixed = is_str(repl) != pattern->is_text;
    if (mixed && !pattern->is_text)
        return raise_type_error("sequence item 0: expected a bytes-like object, str found");
    if (mixed) return raise_type_error("sequence item 0: expected str instance, bytes found");
    if (constant) {
        replace(&pattern->repl, keep(repl));
        replace(&pattern->parts, keep(parts));
    }
    return take(&parts);
}
