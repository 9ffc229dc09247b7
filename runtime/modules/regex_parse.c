/* runtime/modules/regex_parse.c -- Python's syntax of patterns, translated as it is read.
 *   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/regex_translator.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"
#include <string.h>

enum { LOOKBEHIND_LIMIT = 65535 };          // PCRE2's

typedef enum ItemKind { ITEM_NONE, ITEM_UNIT, ITEM_PLACE, ITEM_REPEAT } ItemKind;

/* What is between two | or ( ): the items before the last one are only summed up. */
typedef struct Sequence {
    Extent before;
    ItemKind kind;            // of the last item
    Extent last;
    size_t from;              // where its translation begins
    bool caseless;            // the translator's state there
    size_t groups;            // how many groups there were
    size_t count;             // of items
    int32_t literal;          // the last item, if a character
    bool verbose;
} Sequence;

static bool parse_sequence(Translator *t, bool verbose, bool first, Extent *extent);

/* --- extents --- */

static uint64_t add_up(uint64_t a, uint64_t b)
{
    uint64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? EXTENT_MAX : sum;
}

static uint64_t times(uint64_t a, uint64_t b)
{
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) ? EXTENT_MAX : product;
}

static Extent extent_sum(Extent a, Extent b)
{
    return (Extent){ add_up(a.least, b.least), add_up(a.most, b.most) };
}

static Extent extent_either(Extent a, Extent b)
{
    return (Extent){ a.least < b.least ? a.least : b.least, a.most > b.most ? a.most : b.most };
}

static void begin_item(Translator *t, Sequence *s, ItemKind kind, uint64_t width)
{
    s->before = extent_sum(s->before, s->last);
    s->last = (Extent){ width, width };
    s->kind = kind;
    s->from = t->length;
    s->caseless = t->caseless;
    s->groups = t->group_count;
    s->count++;
    s->literal = -1;
}

/* --- flags --- */

static uint32_t flag_of(Token c)
{
    if (c.escaped) return 0;
    switch (c.point) {
    case 'i': return REGEX_IGNORECASE;
    case 'L': return REGEX_LOCALE;
    case 'm': return REGEX_MULTILINE;
    case 's': return REGEX_DOTALL;
    case 'x': return REGEX_VERBOSE;
    case 'a': return REGEX_ASCII;
    case 'u': return REGEX_UNICODE;
    default: return 0;
    }
}

uint32_t effective_flags(const Translator *t)
{
    bool unicode = t->is_text && !(t->flags & REGEX_ASCII);
    return t->flags | (unicode ? REGEX_UNICODE : 0);
}

static bool is_letter_token(Token c)
{
    if (c.point == TOKEN_END || c.escaped) return false;
    scoped Ref s = str_from_char((uint32_t)c.point);
    return str_is_identifier(s) && c.point != '_';
}

static void *flag_error(const Translator *t, Token c, const char *otherwise)
{
    return scan_error(t, 1 + c.escaped, is_letter_token(c) ? "unknown flag" : otherwise);
}

static bool check_flag(const Translator *t, uint32_t flag, uint32_t all)
{
    if (t->is_text && flag == REGEX_LOCALE)
        return scan_error(t, 0, "bad inline flags: cannot use 'L' flag with a str pattern");
    if (!t->is_text && flag == REGEX_UNICODE)
        return scan_error(t, 0, "bad inline flags: cannot use 'u' flag with a bytes pattern");
    if ((flag & REGEX_KINDS) && (all & REGEX_KINDS) != flag)
        return scan_error(t, 0, "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
    return true;
}

/* Flags to be set, up to one of ")-:", which is read too and left in *c. */
static bool parse_set_flags(Translator *t, Token *c, uint32_t *set)
{
    while (c->escaped || !strchr(")-:", c->point)) {
        uint32_t flag = flag_of(*c);
        *set |= flag;
        if (!check_flag(t, flag, *set)) return false;
        *c = t->next;
        if (!scan_next(t)) return false;
        if (c->point == TOKEN_END) return scan_error(t, 0, "missing -, : or )");
        bool stop = !c->escaped && c->point < 128 && strchr(")-:", c->point);
        if (!stop && !flag_of(*c)) return flag_error(t, *c, "missing -, : or )");
    }
    return true;
}

static bool parse_cleared_flags(Translator *t, uint32_t *cleared)
{
    Token c = t->next;
    if (!scan_next(t)) return false;
    if (c.point == TOKEN_END) return scan_error(t, 0, "missing flag");
    if (!flag_of(c)) return flag_error(t, c, "missing flag");
    for (;;) {
        if (flag_of(c) & REGEX_KINDS) {
            return scan_error(t, 0,
                              "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        }
        *cleared |= flag_of(c);
        c = t->next;
        if (!scan_next(t)) return false;
        if (c.point == TOKEN_END) return scan_error(t, 0, "missing :");
        if (c.point == ':' && !c.escaped) return true;
        if (!flag_of(c)) return flag_error(t, c, "missing :");
    }
}

/* (?flags) sets *global; else what is to be set and cleared in the group that begins here. */
static bool parse_flags(Translator *t, Token c, uint32_t *set, uint32_t *cleared, bool *global)
{
    if (!parse_set_flags(t, &c, set)) return false;
    *global = c.point == ')';
    if (*global) {
        t->flags |= *set;
        t->local = effective_flags(t);
        return true;
    }
    if (c.point == '-' && !parse_cleared_flags(t, cleared)) return false;
    if (*set & *cleared)
        return scan_error(t, 1, "bad inline flags: flag turned on and off");
    return true;
}

/* --- groups --- */

static bool open_group(Translator *t, Obj name, uint32_t *number)
{
    if (t->group_count >= t->group_room) {
        size_t room = t->group_room * 2 + 16, old = t->group_room;
        t->groups = heap_plain_resize(t->groups, old * sizeof(Group), room * sizeof(Group));
        t->closing = heap_plain_resize(t->closing, old * sizeof *t->closing,
                                       room * sizeof *t->closing);
        t->group_room = room;
    }
    *number = (uint32_t)t->group_count;
    t->groups[t->group_count++] = (Group){ 0 };
    if (!name) return true;
    Obj known;
    if (!dict_find(t->names, name, &known)) return false;
    if (known) {
        return scan_error(t, (intptr_t)str_length(name) + 1, "redefinition of group name %R as "
                          "group %u; was group %S", name, *number, known);
    }
    return dict_set(t->names, name, small_int(*number));
}

static void close_group(Translator *t, uint32_t number, Extent extent)
{
    t->groups[number] = (Group){ extent, true };
    t->closing[t->closed++] = number | (t->asides ? REGEX_ASIDE : 0);
}

static bool read_close(Translator *t, size_t start)
{
    bool closed;
    if (!scan_accept(t, ')', &closed)) return false;
    return closed || scan_error(t, (intptr_t)(scan_tell(t) - start),
                                "missing ), unterminated subpattern");
}

/* The contents of a group whose beginning was written, and its end. Flags in it end with it. */
static bool parse_contents(Translator *t, size_t start, bool verbose, Extent *extent)
{
    bool caseless = t->caseless;
    uint32_t local = t->local;
    if (!parse_alternatives(t, verbose, false, extent) || !read_close(t, start)) return false;
    emit_text(t, ")");
    t->caseless = caseless;
    t->local = local;
    return true;
}

static bool parse_capture(Translator *t, Sequence *s, size_t start, Obj name)
{
    uint32_t number;
    begin_item(t, s, ITEM_UNIT, 0);
    if (!open_group(t, name, &number)) return false;
    emit_text(t, "(");
    if (!parse_contents(t, start, s->verbose, &s->last)) return false;
    close_group(t, number, s->last);
    return true;
}

static bool parse_look(Translator *t, Sequence *s, size_t start, bool behind, bool negated)
{
    Extent extent;
    size_t outer = t->lookbehind_groups;
    begin_item(t, s, ITEM_UNIT, 0);
    emit_format(t, "(?%s%c", behind ? "<" : "", negated ? '!' : '=');
    if (behind && !outer) t->lookbehind_groups = t->group_count;
    t->asides++;
    if (!parse_contents(t, start, s->verbose, &extent)) return false;
    t->asides--;
    t->lookbehind_groups = outer;
    if (behind && extent.least != extent.most && !t->late_error)
        t->late_error = "look-behind requires fixed-width pattern";
    if (behind && extent.least > LOOKBEHIND_LIMIT && !t->late_error)
        t->late_error = "looks too much behind";
    return true;
}

static bool find_named_group(Translator *t, Obj name, uint32_t *number)
{
    Obj found;
    if (!scan_check_name(t, name, 1) || !dict_find(t->names, name, &found)) return false;
    if (!found) return scan_error(t, (intptr_t)str_length(name) + 1, "unknown group name %R", name);
    *number = (uint32_t)small_value(found);
    return true;
}

/* May the group be asked about here? It must not be part of the same lookbehind. */
static bool check_lookbehind(Translator *t, size_t number)
{
    if (!t->lookbehind_groups) return true;
    if (number >= t->group_count || !t->groups[number].closed)
        return scan_error(t, 0, "cannot refer to an open group");
    return number < t->lookbehind_groups
        || scan_error(t, 0, "cannot refer to group defined in the same lookbehind subpattern");
}

static void refer_to_group(Translator *t, Sequence *s, uint32_t number)
{
    begin_item(t, s, ITEM_UNIT, 0);
    s->last = t->groups[number].extent;
    emit_case(t, t->local & REGEX_IGNORECASE);
    if (t->caseless && t->limit > 0xff && (t->local & REGEX_UNICODE)) t->properties = true;
    emit_format(t, "\\g{%u}", number);
}

static bool parse_named(Translator *t, Sequence *s, size_t start)
{
    bool there;
    size_t from, to;
    if (!scan_accept(t, '<', &there)) return false;
    if (there) {
        if (!scan_name(t, '>', "group name", &from, &to)) return false;
        scoped Ref name = scan_text(t, from, to);
        return scan_check_name(t, name, 1) && parse_capture(t, s, start, name);
    }
    if (!scan_accept(t, '=', &there)) return false;
    if (there) {
        uint32_t number;
        if (!scan_name(t, ')', "group name", &from, &to)) return false;
        scoped Ref name = scan_text(t, from, to);
        if (!find_named_group(t, name, &number)) return false;
        if (!t->groups[number].closed)
            return scan_error(t, (intptr_t)(to - from) + 1, "cannot refer to an open group");
        if (!check_lookbehind(t, number)) return false;
        refer_to_group(t, s, number);
        return true;
    }
    size_t at = scan_tell(t);
    if (!scan_next(t)) return false;
    if (scan_tell(t) == at) return scan_error(t, 0, "unexpected end of pattern");
    scoped Ref text = scan_text(t, at, scan_tell(t));
    return scan_error(t, (intptr_t)str_length(text) + 2, "unknown extension ?P%S", text);
}

static bool read_condition(Translator *t, uint32_t *number)
{
    size_t from, to;
    uint64_t value;
    if (!scan_name(t, ')', "group name", &from, &to)) return false;
    intptr_t back = (intptr_t)(to - from) + 1;
    if (!scan_is_number(t, from, to, &value)) {
        scoped Ref name = scan_text(t, from, to);
        return find_named_group(t, name, number);
    }
    if (value == 0) return scan_error(t, back, "bad group number");
    if (value >= REGEX_MAX_GROUPS) {
        while (point_at(t->source, from) == '0') from++;
        scoped Ref digits = scan_text(t, from, to);
        return scan_error(t, back, "invalid group reference %S", digits);
    }
    *number = (uint32_t)value;
    if (value > t->condition_group) {
        t->condition_group = value;
        t->condition_at = scan_tell(t) - (size_t)back;
    }
    return true;
}

static bool parse_condition(Translator *t, Sequence *s, size_t start)
{
    uint32_t number;
    bool other;
    if (!read_condition(t, &number) || !check_lookbehind(t, number)) return false;
    begin_item(t, s, ITEM_UNIT, 0);
    emit_format(t, "(?(%u)", number);
    bool caseless = t->caseless;
    Extent yes, no = { 0, 0 };
    if (!parse_sequence(t, s->verbose, false, &yes) || !scan_accept(t, '|', &other)) return false;
    if (other) {
        emit_text(t, "|");
        if (!parse_sequence(t, s->verbose, false, &no)) return false;
        if (scan_is(t, '|'))
            return scan_error(t, 0, "conditional backref with more than two branches");
    }
    if (!read_close(t, start)) return false;
    emit_text(t, ")");
    t->caseless = caseless;
    s->last = extent_either(yes, no);
    return true;
}

static bool skip_comment(Translator *t, size_t start)
{
    for (bool closed = false; !closed;) {
        if (t->next.point == TOKEN_END) {
            return scan_error(t, (intptr_t)(scan_tell(t) - start),
                              "missing ), unterminated comment");
        }
        closed = scan_is(t, ')');
        if (!scan_next(t)) return false;
    }
    return true;
}

static bool parse_flag_group(Translator *t, Sequence *s, size_t start, Token c, bool first)
{
    uint32_t set = 0, cleared = 0;
    bool global;
    if (!parse_flags(t, c, &set, &cleared, &global)) return false;
    if (global) {
        if (!first || s->kind != ITEM_NONE) {
            return scan_error(t, (intptr_t)(scan_tell(t) - start),
                              "global flags not at the start of the expression");
        }
        s->verbose = t->flags & REGEX_VERBOSE;
        return true;
    }
    begin_item(t, s, ITEM_UNIT, 0);
    emit_text(t, "(?:");
    uint32_t local = t->local;
    bool verbose = (s->verbose || (set & REGEX_VERBOSE)) && !(cleared & REGEX_VERBOSE);
    if (set & REGEX_KINDS) t->local &= ~(uint32_t)REGEX_KINDS;
    t->local = (t->local | set) & ~cleared;
    bool good = parse_contents(t, start, verbose, &s->last);
    t->local = local;
    return good;
}

static bool parse_plain_group(Translator *t, Sequence *s, size_t start, const char *opening)
{
    begin_item(t, s, ITEM_UNIT, 0);
    emit_text(t, opening);
    return parse_contents(t, start, s->verbose, &s->last);
}

static bool parse_lookbehind(Translator *t, Sequence *s, size_t start)
{
    size_t at = scan_tell(t);
    Token c = t->next;
    if (!scan_next(t)) return false;
    if (c.point == TOKEN_END) return scan_error(t, 0, "unexpected end of pattern");
    if (!c.escaped && (c.point == '=' || c.point == '!'))
        return parse_look(t, s, start, true, c.point == '!');
    scoped Ref text = scan_text(t, at, scan_tell(t));
    return scan_error(t, (intptr_t)str_length(text) + 2, "unknown extension ?<%S", text);
}

static bool parse_group(Translator *t, Sequence *s, bool first)
{
    bool special;
    size_t start = scan_tell(t) - 1;
    if (!scan_accept(t, '?', &special)) return false;
    if (!special) return parse_capture(t, s, start, NULL);
    size_t at = scan_tell(t);
    Token c = t->next;
    if (!scan_next(t)) return false;
    if (c.point == TOKEN_END) return scan_error(t, 0, "unexpected end of pattern");
    if (flag_of(c) || (c.point == '-' && !c.escaped))
        return parse_flag_group(t, s, start, c, first);
    switch (c.escaped ? 0 : c.point) {
    case 'P': return parse_named(t, s, start);
    case ':': return parse_plain_group(t, s, start, "(?:");
    case '>':
        t->atomic = true;
        return parse_plain_group(t, s, start, "(?>");
    case '#': return skip_comment(t, start);
    case '(': return parse_condition(t, s, start);
    case '=': return parse_look(t, s, start, false, false);
    case '!': return parse_look(t, s, start, false, true);
    case '<': return parse_lookbehind(t, s, start);
    }
    scoped Ref text = scan_text(t, at, scan_tell(t));
    return scan_error(t, (intptr_t)str_length(text) + 1, "unknown extension ?%S", text);
}

/* --- repeats --- */

static bool read_count(Translator *t, size_t *from, size_t *to)
{
    *from = scan_tell(t);
    while (!t->next.escaped && t->next.point >= '0' && t->next.point <= '9')
        if (!scan_next(t)) return false;
    *to = scan_tell(t);
    return true;
}

static bool count_value(Translator *t, size_t from, size_t to, uint64_t *value)
{
    if (from == to) return true;
    scan_is_number(t, from, to, value);
    return *value < REGEX_MAX_REPEAT
        || raise_overflow_error("the repetition number is too large");
}

/* The rest of {m,n}; *plain: it is none, but an ordinary brace. */
static bool parse_counts(Translator *t, size_t here, uint64_t *least, uint64_t *most, bool *plain)
{
    size_t low, low_end, high, high_end;
    bool comma, closed;
    *plain = scan_is(t, '}');
    if (*plain) return true;
    if (!read_count(t, &low, &low_end) || !scan_accept(t, ',', &comma)) return false;
    high = low;
    high_end = low_end;
    if (comma && !read_count(t, &high, &high_end)) return false;
    if (!scan_accept(t, '}', &closed)) return false;
    *plain = !closed;
    if (!closed) return scan_seek(t, here);
    if (!count_value(t, low, low_end, least) || !count_value(t, high, high_end, most)) return false;
    return *most >= *least || scan_error(t, (intptr_t)(scan_tell(t) - here),
                                         "min repeat greater than max repeat");
}

static bool parse_repeat(Translator *t, Sequence *s, int32_t c)
{
    size_t here = scan_tell(t);
    uint64_t least = c == '+', most = c == '?' ? 1 : REGEX_MAX_REPEAT;
    bool plain = false, there;
    if (c == '{' && !parse_counts(t, here, &least, &most, &plain)) return false;
    if (plain) {
        begin_item(t, s, ITEM_UNIT, 1);
        emit_literal(t, '{');
        return true;
    }
    intptr_t back = (intptr_t)(scan_tell(t) - here) + 1;
    if (s->kind == ITEM_NONE || s->kind == ITEM_PLACE)
        return scan_error(t, back, "nothing to repeat");
    if (s->kind == ITEM_REPEAT) return scan_error(t, back, "multiple repeat");
    const char *suffix = "";
    if (!scan_accept(t, '?', &there)) return false;
    if (there) suffix = "?";
    else if (!scan_accept(t, '+', &there)) return false;
    else if (there) suffix = "+";
    if (most == 0)
        emit_never(t, s->from, s->caseless, s->groups < t->group_count);
    else if (t->lookbehind_groups && s->last.most == 0)
        emit_optional(t, s->from, s->caseless, least, suffix);
    else
        emit_repeat(t, s->from, s->caseless, least, most, suffix);
    s->kind = ITEM_REPEAT;
    s->last.least = times(s->last.least, least);
    s->last.most = most == REGEX_MAX_REPEAT && s->last.most ? EXTENT_MAX
                                                            : times(s->last.most, most);
    return true;
}

/* --- sequences --- */

static bool parse_set(Translator *t, Sequence *s)
{
    bool negated;
    if (!parse_set_members(t, &negated)) return false;
    begin_item(t, s, ITEM_UNIT, 1);
    const SetItem *only = t->member_count == 1 && !negated ? t->members : NULL;
    if (only && !only->category && only->from == only->to) emit_literal(t, only->from);
    else emit_set(t, negated);
    return true;
}

static bool parse_escape(Translator *t, Sequence *s, size_t start, Token c)
{
    Escape escape;
    if (!scan_escape(t, start, c, false, &escape)) return false;
    if (escape.kind == ESCAPE_GROUP) {
        refer_to_group(t, s, escape.value);
        return true;
    }
    begin_item(t, s, escape.kind == ESCAPE_PLACE ? ITEM_PLACE : ITEM_UNIT,
               escape.kind != ESCAPE_PLACE);
    if (escape.kind == ESCAPE_LITERAL) s->literal = (int32_t)escape.value;
    if (escape.kind == ESCAPE_LITERAL) emit_literal(t, escape.value);
    else if (escape.kind == ESCAPE_CATEGORY) emit_category(t, (char)escape.value);
    else emit_place(t, (char)escape.value);
    return true;
}

static bool skip_line(Translator *t)
{
    while (t->next.point != TOKEN_END) {
        bool stop = scan_is(t, '\n');
        if (!scan_next(t)) return false;
        if (stop) break;
    }
    return true;
}

static bool parse_item(Translator *t, Sequence *s, size_t start, Token c, bool first)
{
    if (c.escaped) return parse_escape(t, s, start, c);
    switch (c.point) {
    case '[': return parse_set(t, s);
    case '(': return parse_group(t, s, first);
    case '?': case '*': case '+': case '{': return parse_repeat(t, s, c.point);
    case '.':
        begin_item(t, s, ITEM_UNIT, 1);
        emit_text(t, t->local & REGEX_DOTALL ? "." : "\\N");
        return true;
    case '^': case '$':
        begin_item(t, s, ITEM_PLACE, 0);
        emit_place(t, (char)c.point);
        return true;
    default:
        begin_item(t, s, ITEM_UNIT, 1);
        emit_literal(t, (uint32_t)c.point);
        s->literal = c.point;
        return true;
    }
}

static bool parse_sequence(Translator *t, bool verbose, bool first, Extent *extent)
{
    Sequence s = { .verbose = verbose };
    while (t->next.point != TOKEN_END && !scan_is(t, '|') && !scan_is(t, ')')) {
        size_t start = scan_tell(t);
        Token c = t->next;
        if (!scan_next(t)) return false;
        if (s.verbose && !c.escaped) {
            if (c.point == ' ' || (c.point >= '\t' && c.point <= '\r')) continue;
            if (c.point == '#') {
                if (!skip_line(t)) return false;
                continue;
            }
        }
        if (!parse_item(t, &s, start, c, first)) return false;
    }
    *extent = extent_sum(s.before, s.last);
    t->single = s.count == 1 && s.kind == ITEM_UNIT ? s.literal : -1;
    return true;
}

/* Adds the branch just read to the members of a set that may replace the branches. */
static bool add_single(Translator *t)
{
    if (t->single < 0) return false;
    add_member(t, (uint32_t)t->single, (uint32_t)t->single, 0);
    return true;
}

static bool parse_branches(Translator *t, bool verbose, bool top, Extent *extent)
{
    bool more, caseless = t->caseless;
    size_t from = t->length, count = 1;
    if (!parse_sequence(t, verbose, top, extent)) return false;
    t->member_count = 0;
    bool singles = add_single(t);
    for (;; count++) {
        Extent other;
        if (!scan_accept(t, '|', &more)) return false;
        if (!more) break;
        if (top) verbose = t->flags & REGEX_VERBOSE;
        emit_text(t, "|");
        if (!parse_sequence(t, verbose, false, &other)) return false;
        *extent = extent_either(*extent, other);
        singles = singles && add_single(t);
    }
    if (!singles || count == 1) return true;
    t->length = from;                      // a|b|c is faster as [abc]
    t->caseless = caseless;
    emit_set(t, false);
    return true;
}

bool parse_alternatives(Translator *t, bool verbose, bool top, Extent *extent)
{
    if (!recursion_enter("")) return false;
    bool good = parse_branches(t, verbose, top, extent);
    recursion_leave();
    return good;
}
