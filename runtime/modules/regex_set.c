/* runtime/modules/regex_set.c -- reading what is between [ and ].   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/modules/regex_translator.h"
#include "runtime/types/str.h"

static bool warn_of_set(Translator *t, const char *what, size_t at)
{
    return !t->warnings || warn(&future_warning_type, 1, "Possible %s at position %zu", what, at);
}

static bool warn_of_operator(Translator *t, Token c)
{
    if (c.escaped || t->next.escaped || t->next.point != c.point) return true;
    if (t->member_count == 0) return true;
    size_t at = scan_tell(t) - 1;
    switch (c.point) {
    case '-': return warn_of_set(t, "set difference", at);
    case '&': return warn_of_set(t, "set intersection", at);
    case '~': return warn_of_set(t, "set symmetric difference", at);
    case '|': return warn_of_set(t, "set union", at);
    default: return true;
    }
}

/* A character or category that begins at `start`, whose first token was read. */
static bool read_member(Translator *t, size_t start, Token c, Escape *member)
{
    *member = (Escape){ ESCAPE_LITERAL, (uint32_t)c.point };
    return !c.escaped || scan_escape(t, start, c, true, member);
}

static bool unterminated_set(const Translator *t, size_t here)
{
    return scan_error(t, (intptr_t)(scan_tell(t) - here), "unterminated character set");
}

static void add_escape(Translator *t, Escape e)
{
    add_member(t, e.value, e.value, e.kind == ESCAPE_CATEGORY ? (char)e.value : 0);
}

/* What follows the - behind `low`. *done: it was the end of the set. */
static bool parse_range(Translator *t, size_t here, Token first, Escape low, bool *done)
{
    size_t start = scan_tell(t);
    Token c = t->next;
    Escape high;
    if (!scan_next(t)) return false;
    if (c.point == TOKEN_END) return unterminated_set(t, here);
    *done = c.point == ']' && !c.escaped;
    if (*done) {
        add_escape(t, low);
        add_member(t, '-', '-', 0);
        return true;
    }
    if (c.point == '-' && !c.escaped && !warn_of_set(t, "set difference", scan_tell(t) - 2))
        return false;
    if (!read_member(t, start, c, &high)) return false;
    if (low.kind != ESCAPE_LITERAL || high.kind != ESCAPE_LITERAL || high.value < low.value) {
        scoped Ref left = str_from_char((uint32_t)first.point);
        scoped Ref right = str_from_char((uint32_t)c.point);
        return scan_error(t, 3 + first.escaped + c.escaped, "bad character range %s%S-%s%S",
                          first.escaped ? "\\" : "", left, c.escaped ? "\\" : "", right);
    }
    add_member(t, low.value, high.value, 0);
    return true;
}

static bool parse_members(Translator *t, size_t here)
{
    for (bool done = false; !done;) {
        size_t start = scan_tell(t);
        Token c = t->next;
        Escape member;
        bool range;
        if (!scan_next(t)) return false;
        if (c.point == TOKEN_END) return unterminated_set(t, here);
        if (c.point == ']' && !c.escaped && t->member_count) return true;
        if (!warn_of_operator(t, c) || !read_member(t, start, c, &member)) return false;
        if (!scan_accept(t, '-', &range)) return false;
        if (!range) add_escape(t, member);
        else if (!parse_range(t, here, c, member, &done)) return false;
    }
    return true;
}

bool parse_set_members(Translator *t, bool *negated)
{
    size_t here = scan_tell(t) - 1;
    t->member_count = 0;
    if (scan_is(t, '[') && !warn_of_set(t, "nested set", scan_tell(t))) return false;
    return scan_accept(t, '^', negated) && parse_members(t, here);
}
