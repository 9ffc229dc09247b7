/* runtime/modules/regex_emit.c -- writing PCRE2's syntax: characters, sets, places, repeats.
 *   SPDX-License-Identifier: MIT
 *
 * PCRE2 is told beforehand that ^ and $ are about lines and that a dot is any character; so the
 * other meanings are written as \A, \Z and \N. Case is switched by (?i) where it matters. */
#include "runtime/heap.h"
#include "runtime/modules/regex_translator.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_ROOM = 128, REPEAT_LIMIT = 65535 };

static void make_room(Translator *t, size_t more)
{
    if (t->room - t->length >= more) return;
    size_t room = t->room * 2 + more + FIRST_ROOM;
    t->text = heap_plain_resize(t->text, t->room, room);
    t->room = room;
}

static void emit_bytes(Translator *t, const char *text, size_t length)
{
    make_room(t, length);
    memcpy(t->text + t->length, text, length);
    t->length += length;
}

void emit_text(Translator *t, const char *text)
{
    emit_bytes(t, text, strlen(text));
}

void emit_format(Translator *t, const char *format, ...)
{
    char text[128];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    emit_text(t, text);
}

void emit_case(Translator *t, bool caseless)
{
    if (t->caseless == caseless) return;
    emit_text(t, caseless ? "(?i)" : "(?-i)");
    t->caseless = caseless;
}

static bool is_letter(uint32_t point)      { return point < 128 && (point | 32) - 'a' < 26; }
static RegexKind local_kind(const Translator *t) { return regex_kind(t->local); }
/* The rules about case that hold here are those that PCRE2 follows in all of the pattern. */
static bool is_native(const Translator *t)
{
    return local_kind(t) == regex_kind(effective_flags(t));
}
static bool is_wide(const Translator *t)   { return t->limit > 0xff; }

static void emit_point(Translator *t, uint32_t point)
{
    if (is_letter(point) || point - '0' < 10 || point == '_') {
        char c = (char)point;
        emit_bytes(t, &c, 1);
    } else if (point > ' ' && point < 127) {
        emit_format(t, "\\%c", (char)point);
    } else {
        emit_format(t, "\\x{%x}", point);
    }
}

static void emit_range(Translator *t, uint32_t from, uint32_t to)
{
    if (to > t->limit) to = t->limit;
    if (from > to) return;
    emit_point(t, from);
    if (from == to) return;
    if (to > from + 1) emit_text(t, "-");
    emit_point(t, to);
}

static void emit_nothing(Translator *t)    // a set without members
{
    emit_format(t, "[^\\x{0}-\\x{%x}]", t->limit);
}

/* --- characters --- */

static void emit_cases(Translator *t, const uint32_t *cases, size_t count)
{
    size_t fit = 0;
    for (size_t i = 0; i < count; i++) fit += cases[i] && cases[i] <= t->limit;
    if (fit == 0) {
        emit_nothing(t);
        return;
    }
    emit_text(t, "[");
    for (size_t i = 0; i < count; i++) if (cases[i]) emit_range(t, cases[i], cases[i]);
    emit_text(t, "]");
}

void emit_literal(Translator *t, uint32_t point)
{
    RegexKind kind = local_kind(t);
    if (!(t->local & REGEX_IGNORECASE) || !regex_is_cased(kind, point)) {
        if (is_letter(point) || point >= 128) emit_case(t, false);
        if (point > t->limit) emit_nothing(t);
        else emit_point(t, point);
        return;
    }
    if (!is_native(t)) {
        uint32_t cases[REGEX_CASES_MAX];
        size_t count = regex_cases(kind, point, cases);
        emit_case(t, false);
        emit_cases(t, cases, count);
        return;
    }
    emit_case(t, true);
    const CaseFamily *family = kind == KIND_UNICODE ? regex_family(point) : NULL;
    if (family && (point > t->limit || (family->unknown && is_wide(t))))
        emit_cases(t, family->points, 4);
    else if (point > t->limit) emit_nothing(t);
    else emit_point(t, point);
    if (is_wide(t) && kind == KIND_UNICODE) t->properties = true;
}

/* --- \d \s \w --- */

static const uint32_t wide_spaces[][2] = {
    { 0x1680, 0x1680 }, { 0x2000, 0x200a }, { 0x2028, 0x2029 }, { 0x202f, 0x202f },
    { 0x205f, 0x205f }, { 0x3000, 0x3000 },
};

static void emit_wide_spaces(Translator *t, bool negated)
{
    uint32_t from = 0x100;
    for (size_t i = 0; i < sizeof wide_spaces / sizeof *wide_spaces; i++) {
        if (negated) emit_range(t, from, wide_spaces[i][0] - 1);
        else emit_range(t, wide_spaces[i][0], wide_spaces[i][1]);
        from = wide_spaces[i][1] + 1;
    }
    if (negated) emit_range(t, from, t->limit);
}

/* The members of a category, for within [ ]. Not for \W by Unicode if wide. */
static void emit_members(Translator *t, char category)
{
    RegexKind kind = local_kind(t);
    char lower = (char)(category | 32);
    bool negated = category != lower;
    if (!is_wide(t) && is_native(t)) {
        emit_format(t, "\\%c", category);
        return;
    }
    for (uint32_t from = 0; from < 256; from++) {
        uint32_t to = from;
        while (to < 256 && regex_category_has(kind, lower, to) != negated) to++;
        if (to > from) emit_range(t, from, to - 1);
        from = to;
    }
    if (!is_wide(t)) return;
    if (kind != KIND_UNICODE) {
        if (negated) emit_range(t, 0x100, t->limit);
    } else if (lower == 's') {
        emit_wide_spaces(t, negated);
    } else if (lower == 'd') {
        emit_text(t, negated ? "\\P{Nd}" : "\\p{Nd}");
    } else {
        emit_text(t, "\\p{L}\\p{N}");
    }
}

void emit_category(Translator *t, char category)
{
    if (!is_wide(t) && is_native(t)) {
        emit_format(t, "\\%c", category);
        return;
    }
    bool negated = category < 'a';
    if (!is_native(t)) emit_case(t, false);
    emit_text(t, negated ? "[^" : "[");
    emit_members(t, (char)(category | 32));
    emit_text(t, "]");
}

/* --- sets --- */

void add_member(Translator *t, uint32_t from, uint32_t to, char category)
{
    if (t->member_count == t->member_room) {
        size_t room = t->member_room * 2 + 16;
        t->members = heap_plain_resize(t->members, t->member_room * sizeof(SetItem),
                                       room * sizeof(SetItem));
        t->member_room = room;
    }
    t->members[t->member_count++] = (SetItem){ from, to, category };
}

static bool has_member(const Translator *t, uint32_t point)
{
    for (size_t i = 0; i < t->member_count; i++) {
        const SetItem *m = &t->members[i];
        if (!m->category && m->from <= point && point <= m->to) return true;
    }
    return false;
}

/* Adds the members of families of which there is one already. */
static void add_families(Translator *t)
{
    for (size_t i = 0; i < case_family_count; i++) {
        const uint32_t *points = case_families[i].points;
        bool there = false;
        for (size_t k = 0; k < 4 && points[k]; k++) there = there || has_member(t, points[k]);
        for (size_t k = 0; there && k < 4 && points[k]; k++)
            if (!has_member(t, points[k])) add_member(t, points[k], points[k], 0);
    }
}

static void add_all_cases(Translator *t)
{
    RegexKind kind = local_kind(t);
    for (size_t i = 0, count = t->member_count; i < count; i++) {
        SetItem m = t->members[i];
        for (uint32_t point = m.from; !m.category && point <= m.to; point++) {
            uint32_t cases[REGEX_CASES_MAX];
            if (kind == KIND_ASCII && point >= 128) break;
            if (!regex_is_cased(kind, point)) continue;
            size_t found = regex_cases(kind, point, cases);
            for (size_t k = 1; k < found; k++)
                if (!has_member(t, cases[k])) add_member(t, cases[k], cases[k], 0);
        }
    }
}

static void prepare_case(Translator *t)
{
    bool plain = true;
    for (size_t i = 0; i < t->member_count; i++) plain = plain && t->members[i].category;
    if (plain) {                           // case says nothing about categories
        if (!is_native(t)) emit_case(t, false);
    } else if (!(t->local & REGEX_IGNORECASE)) {
        emit_case(t, false);
    } else if (is_native(t)) {
        emit_case(t, true);
        if (local_kind(t) == KIND_UNICODE) add_families(t);
        if (is_wide(t) && local_kind(t) == KIND_UNICODE) t->properties = true;
    } else {
        emit_case(t, false);
        add_all_cases(t);
    }
}

/* All members but \W as it is by Unicode; false: there are none. */
static bool emit_listed(Translator *t, bool negated)
{
    size_t start = t->length;
    emit_text(t, negated ? "[^" : "[");
    size_t first = t->length;
    for (size_t i = 0; i < t->member_count; i++) {
        const SetItem *m = &t->members[i];
        if (!m->category) emit_range(t, m->from, m->to);
        else if (m->category != 'W' || !is_wide(t) || local_kind(t) != KIND_UNICODE)
            emit_members(t, m->category);
    }
    bool any = t->length > first;
    if (any) emit_text(t, "]");
    else t->length = start;
    return any;
}

void emit_set(Translator *t, bool negated)
{
    bool apart = false;                    // is \W a member that no [ ] can hold?
    for (size_t i = 0; i < t->member_count; i++)
        apart = apart || (t->members[i].category == 'W' && is_wide(t)
                          && local_kind(t) == KIND_UNICODE);
    prepare_case(t);
    if (!apart) {
        if (!emit_listed(t, negated)) {
            if (negated) emit_text(t, ".");
            else emit_nothing(t);
        }
        return;
    }
    emit_text(t, negated ? "(?:(?!" : "(?:");
    if (!emit_listed(t, false)) emit_nothing(t);
    emit_text(t, negated ? ")" : "|");
    emit_category(t, negated ? 'w' : 'W');
    emit_text(t, ")");
}

/* --- places --- */

static void emit_boundary(Translator *t, bool negated)
{
    if (negated) emit_text(t, "(?!\\A\\z)");       // never in an empty text
    if (is_native(t) && !(is_wide(t) && local_kind(t) != KIND_UNICODE)) {
        emit_text(t, negated ? "\\B" : "\\b");
        if (is_wide(t)) t->properties = true;
        return;
    }
    const char *const parts[2][5] = {
        { "(?:(?<=", ")(?!", ")|(?<!", ")(?=", "))" },
        { "(?:(?<=", ")(?=", ")|(?<!", ")(?!", "))" },
    };
    for (int i = 0; i < 5; i++) {
        emit_text(t, parts[negated][i]);
        if (i < 4) emit_category(t, 'w');
    }
}

void emit_place(Translator *t, char place)
{
    bool lines = t->local & REGEX_MULTILINE;
    switch (place) {
    case '^': emit_text(t, lines ? "^" : "\\A"); break;
    case '$': emit_text(t, lines ? "$" : "\\Z"); break;
    case 'A': emit_text(t, "\\A"); break;
    case 'Z': emit_text(t, "\\z"); break;
    default: emit_boundary(t, place == 'B');
    }
}

/* --- repeats --- */

static void emit_times(Translator *t, uint64_t least, uint64_t most, const char *suffix)
{
    if (most == REGEX_MAX_REPEAT)
        emit_text(t, least == 0 ? "*" : least == 1 ? "+" : "");
    if (most == REGEX_MAX_REPEAT && least > 1) emit_format(t, "{%u,}", (unsigned)least);
    else if (least == 0 && most == 1) emit_text(t, "?");
    else if (most != REGEX_MAX_REPEAT) emit_format(t, "{%u,%u}", (unsigned)least, (unsigned)most);
    emit_text(t, suffix);
}

/* (?:x{65535}){n} and so on, for more than PCRE2 counts to. */
static void emit_many(Translator *t, const char *atom, size_t length, uint64_t times, bool optional,
                      const char *suffix)
{
    uint64_t blocks = times / REPEAT_LIMIT, rest = times % REPEAT_LIMIT;
    if (blocks) {
        emit_text(t, "(?:");
        emit_bytes(t, atom, length);
        emit_times(t, optional ? 0 : REPEAT_LIMIT, REPEAT_LIMIT, suffix);
        emit_text(t, ")");
        emit_times(t, optional ? 0 : blocks, blocks, suffix);
    }
    if (rest) {
        emit_bytes(t, atom, length);
        emit_times(t, optional ? 0 : rest, rest, suffix);
    }
}

/* Puts `before` in front of what was written from `from` on. */
static void emit_before(Translator *t, size_t from, const char *before)
{
    size_t length = strlen(before);
    make_room(t, length);
    memmove(t->text + from + length, t->text + from, t->length - from);
    memcpy(t->text + from, before, length);
    t->length += length;
}

void emit_optional(Translator *t, size_t from, bool caseless, uint64_t least, const char *suffix)
{
    if (least) return;
    bool lazy = *suffix == '?';
    t->atomic = t->atomic || *suffix == '+';
    emit_before(t, from, lazy ? "(?:|" : *suffix ? "(?>" : "(?:");
    emit_text(t, lazy ? ")" : "|)");
    t->caseless = caseless;
}

void emit_never(Translator *t, size_t from, bool caseless, bool has_groups)
{
    if (has_groups) emit_before(t, from, "(?=|(?!)");
    else t->length = from;
    emit_text(t, has_groups ? ")" : "(?:)");
    t->caseless = caseless;
}

void emit_repeat(Translator *t, size_t from, bool caseless, uint64_t least, uint64_t most,
                 const char *suffix)
{
    if (*suffix == '+' && t->text[t->length - 1] == ')') {     // PCRE2's own loses track of groups
        emit_repeat(t, from, caseless, least, most, "");
        emit_before(t, from, "(?>");
        emit_text(t, ")");
        t->atomic = true;
        t->caseless = caseless;
        return;
    }
    if (least <= REPEAT_LIMIT && (most <= REPEAT_LIMIT || most == REGEX_MAX_REPEAT)) {
        emit_times(t, least, most, suffix);
        return;
    }
    size_t length = t->length - from;
    char *atom = heap_scratch(length);
    memcpy(atom, t->text + from, length);
    t->length = from;
    t->caseless = caseless;
    bool possessive = *suffix == '+';
    t->atomic = t->atomic || possessive;
    emit_text(t, possessive ? "(?>" : "(?:");
    if (possessive) suffix = "";
    emit_many(t, atom, length, least, false, suffix);
    if (most == REGEX_MAX_REPEAT) {
        emit_bytes(t, atom, length);
        emit_times(t, 0, REGEX_MAX_REPEAT, suffix);
    } else {
        emit_many(t, atom, length, most - least, true, suffix);
    }
    emit_text(t, ")");
}
