/* runtime/modules/regex_match.c -- re.Match, and the iterators that give them.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/regex.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

static inline Match *as_match(Obj x)           { return (Match *)x; }
static inline Pattern *pattern_of(Obj x)       { return (Pattern *)as_match(x)->pattern; }

Ref match_new(Pattern *pattern, const Subject *subject, const size_t *spans)
{
    size_t count = pattern->narrow.groups + 1;
    Match *match = (Match *)heap_new(&match_type, sizeof(Match) + count * 2 * sizeof(size_t));
    match->pattern = keep(&pattern->head);
    match->string = keep(subject->string);
    match->pos = subject->start;
    match->endpos = subject->end;
    match->count = count;
    memcpy(match->spans, spans, count * 2 * sizeof(size_t));
    return &match->head;
}

static void match_destroy(Ref self)
{
    drop_or_null(take(&as_match(self)->pattern));
    drop_or_null(take(&as_match(self)->string));
}

static void match_visit(Obj self, Visit visit, void *context)
{
    if (as_match(self)->pattern) visit(as_match(self)->pattern, context);
    if (as_match(self)->string) visit(as_match(self)->string, context);
}

/* --- groups --- */

static bool find_group(Obj self, Obj key, size_t *group)
{
    intptr_t index = 0;
    if (!key) {
        *group = 0;
        return true;
    }
    bool number = is_small(key) || type_of(key)->to_index;
    if (number) {
        if (!object_to_size(key, &index, NULL)) return false;
    } else {
        Obj found = NULL;
        if (!dict_find(pattern_of(self)->narrow.names, key, &found)) error_clear();
        index = found ? small_value(found) : -1;
    }
    if (index < 0 || (size_t)index >= as_match(self)->count)
        return raise_index_error("no such group");
    *group = (size_t)index;
    return true;
}

static Ref slice_of(Obj string, size_t from, size_t to)
{
    if (likely(is_str(string))) return str_slice(string, from, to);
    scoped_buffer Buffer view = { 0 };
    if (!buffer_get(string, &view, BUFFER_READ)) return NULL;
    if (to > view.length) to = view.length;            // it may have shrunk
    if (from > to) from = to;
    if (to - from == view.length && has_type(string, &bytes_type)) return keep(string);
    return bytes_from(view.data + from, to - from);
}

static Ref group_or(Obj self, size_t group, Obj otherwise)
{
    const Match *match = as_match(self);
    size_t from = match->spans[2 * group];
    if (from == SIZE_MAX) return keep(otherwise);
    return slice_of(match->string, from, match->spans[2 * group + 1]);
}

static Ref group_by_key(Obj self, Obj key)
{
    size_t group;
    return find_group(self, key, &group) ? group_or(self, group, None_object) : NULL;
}

static Ref method_group(const Obj arg[])
{
    enum { self, keys };
    size_t count = tuple_length(arg[keys]);
    if (count == 0) return group_or(arg[self], 0, None_object);
    if (count == 1) return group_by_key(arg[self], tuple_peek(arg[keys], 0));
    scoped Ref groups = tuple_new(count);
    for (size_t i = 0; i < count; i++) {
        Ref item = group_by_key(arg[self], tuple_peek(arg[keys], i));
        if (!item) return NULL;
        tuple_items(groups)[i] = item;
    }
    return take(&groups);
}

static Ref method_groups(const Obj arg[])
{
    enum { self, otherwise };
    size_t count = as_match(arg[self])->count - 1;
    scoped Ref groups = tuple_new(count);
    for (size_t i = 0; i < count; i++) {
        Ref item = group_or(arg[self], i + 1, arg[otherwise] ? arg[otherwise] : None_object);
        if (!item) return NULL;
        tuple_items(groups)[i] = item;
    }
    return take(&groups);
}

static Ref method_groupdict(const Obj arg[])
{
    enum { self, otherwise };
    scoped Ref groups = dict_new();
    Obj name, number;
    for (size_t at = 0; dict_next(pattern_of(arg[self])->narrow.names, &at, &name, &number);) {
        Ref item = group_or(arg[self], (size_t)small_value(number),
                            arg[otherwise] ? arg[otherwise] : None_object);
        if (!item || !dict_give(groups, keep(name), item)) return NULL;
    }
    return take(&groups);
}

static Ref position(size_t at)
{
    return at == SIZE_MAX ? small_int(-1) : int_new((intptr_t)at);
}

static Ref span_of(Obj self, size_t group)
{
    Ref items[2] = { position(as_match(self)->spans[2 * group]),
                     position(as_match(self)->spans[2 * group + 1]) };
    return tuple_give_items(items, 2);
}

static Ref method_start(const Obj arg[])
{
    size_t group;
    return find_group(arg[0], arg[1], &group) ? position(as_match(arg[0])->spans[2 * group]) : NULL;
}

static Ref method_end(const Obj arg[])
{
    size_t group;
    if (!find_group(arg[0], arg[1], &group)) return NULL;
    return position(as_match(arg[0])->spans[2 * group + 1]);
}

static Ref method_span(const Obj arg[])
{
    size_t group;
    return find_group(arg[0], arg[1], &group) ? span_of(arg[0], group) : NULL;
}

static Ref method_copy(const Obj arg[])    { return keep(arg[0]); }

static Ref method_class_getitem(const Obj arg[])
{
    return generic_alias_new(arg[0], arg[1]);
}

static Ref method_expand(const Obj arg[])
{
    enum { self, repl };
    Pattern *pattern = pattern_of(arg[self]);
    scoped Ref parts = template_parts(pattern, arg[repl]);
    if (!parts) return NULL;
    if (!is_exact_tuple(parts)) return take(&parts);
    scoped_subject Subject subject = { 0 };
    const Match *match = as_match(arg[self]);
    if (!subject_take(&subject, pattern, match->string, NULL, NULL)) return NULL;
    size_t bytes = match->count * 2 * sizeof(size_t);
    size_t *spans = memcpy(heap_scratch(bytes), match->spans, bytes);
    for (size_t i = 0; i < match->count * 2; i++)      // it may have shrunk
        if (spans[i] != SIZE_MAX && spans[i] > subject.end) spans[i] = subject.end;
    Writer w = { 0 };
    template_write(&w, parts, &subject, spans);
    return template_finish(&w, pattern->is_text);
}

/* --- attributes --- */

/* The group that ended last; 0: none. The end of a group does not say when it was reached if the
 * group is in a lookaround; then the order in the pattern decides. */
static uint32_t last_group(Obj self)
{
    const Match *match = as_match(self);
    const uint32_t *closing = pattern_of(self)->narrow.closing;
    uint32_t last = 0;
    for (size_t i = 0; i + 1 < match->count; i++) {
        uint32_t group = closing[i] & ~REGEX_ASIDE;
        bool aside = closing[i] & REGEX_ASIDE;
        if (match->spans[2 * group] == SIZE_MAX) continue;
        if (!last || aside || match->spans[2 * group + 1] >= match->spans[2 * last + 1])
            last = group;
    }
    return last;
}

static Ref get_lastindex(Obj self)
{
    uint32_t last = last_group(self);
    return last ? small_int(last) : none_new();
}

static Ref get_lastgroup(Obj self)
{
    return keep(tuple_peek(pattern_of(self)->by_number, last_group(self)));
}

static Ref get_regs(Obj self)
{
    size_t count = as_match(self)->count;
    Ref regs = tuple_new(count);
    for (size_t i = 0; i < count; i++) tuple_items(regs)[i] = span_of(self, i);
    return regs;
}

static Ref match_repr(Obj self)
{
    scoped Ref span = span_of(self, 0), text = group_or(self, 0, None_object);
    if (!text) return NULL;
    return str_format("<%T object; span=%S, match=%.50R>", self, span, text);
}

static const Method match_methods[] = {
    { "group(self, /, *args)", method_group,
      "What groups of the match contain: for no argument all of it, for more a tuple." },
    { "start(self, group=0, /)", method_start, "Where the group begins; -1: it did not match." },
    { "end(self, group=0, /)", method_end, "Where the group ends; -1: it did not match." },
    { "span(self, group=0, /)", method_span, "The tuple (start, end) of the group." },
    { "groups(self, /, default=None)", method_groups, "A tuple of all groups, from 1 on." },
    { "groupdict(self, /, default=None)", method_groupdict,
      "A dict of the groups that have names." },
    { "expand(self, /, template)", method_expand, "The template, with groups filled in." },
    { "__copy__(self, /)", method_copy, NULL },
    { "__deepcopy__(self, memo, /)", method_copy, NULL },
    { "__class_getitem__(cls, object, /)", method_class_getitem, NULL, METHOD_CLASS },
    { 0 }
};
static const Getter match_getters[] = {
    { "lastindex", get_lastindex, NULL, "The number of the group that matched last, or None." },
    { "lastgroup", get_lastgroup, NULL, "The name of the group that matched last, or None." },
    { "regs", get_regs, NULL, "A tuple of the spans of all groups, the whole match first." },
    { 0 }
};
static const Member match_members[] = {
    { "string", MEMBER_OBJECT, offsetof(Match, string), false, "The text that was searched." },
    { "re", MEMBER_OBJECT, offsetof(Match, pattern), false, "The pattern." },
    { "pos", MEMBER_SIZE, offsetof(Match, pos), false, "Where the search began." },
    { "endpos", MEMBER_SIZE, offsetof(Match, endpos), false, "Where the text ended for it." },
    { 0 }
};

Type match_type = {
    TYPE_HEADER, .name = "re.Match", .doc = "What a pattern found, and where.",
    .size = sizeof(Match), .item_size = 2 * sizeof(size_t), .flags = TYPE_NO_CREATE | TYPE_FINAL,
    .destroy = match_destroy, .visit = match_visit, .repr = match_repr, .get_item = group_by_key,
    .methods = match_methods, .getters = match_getters, .members = match_members,
};

/* --- scanners and iterators --- */

typedef struct Scanner {
    Object head;
    Ref pattern, string;      // NULL: exhausted (iterators only)
    Subject subject;
    Steps steps;
    BufferHolder holder;
} Scanner;

static const Buffer *held_by_scanner(const BufferHolder *holder)
{
    return &buffer_holder_object(Scanner, holder, holder)->subject.view;
}

static const BufferHolderKind scanner_holder = { "regular expression's scanner", held_by_scanner };
static const BufferHolderKind match_iterator_holder = { "finditer() iterator", held_by_scanner };

static Ref scanner_make(Type *type, Obj pattern, Obj string, Obj pos, Obj end)
{
    scoped Ref made = heap_new(type, sizeof(Scanner));
    Scanner *scanner = (Scanner *)made;
    if (!subject_take(&scanner->subject, (Pattern *)pattern, string, pos, end)) return NULL;
    if (scanner->subject.view.object)
        buffer_holder_add(&scanner->holder, type == &scanner_type ? &scanner_holder
                                                           : &match_iterator_holder);
    scanner->pattern = keep(pattern);
    scanner->string = keep(string);
    scanner->steps = (Steps){ &scanner->subject, scanner->subject.start, false };
    return take(&made);
}

static void scanner_destroy(Ref self)
{
    Scanner *scanner = (Scanner *)self;
    subject_release(&scanner->subject);
    drop_or_null(take(&scanner->pattern));
    drop_or_null(take(&scanner->string));
    buffer_holder_remove(&scanner->holder);
}

static void scanner_bury(Ref self)
{
    Scanner *scanner = (Scanner *)self;
    buffer_holder_unlink(&scanner->holder);
    if (scanner->subject.view.object) buffer_bury(&scanner->subject.view);
}

static void scanner_visit(Obj self, Visit visit, void *context)
{
    const Scanner *scanner = (const Scanner *)self;
    if (scanner->pattern) visit(scanner->pattern, context);
    if (scanner->string) visit(scanner->string, context);
    if (scanner->subject.view.object) visit(scanner->subject.view.object, context);
    buffer_holder_visit(&scanner->holder, visit, context);
}

/* The next match; NULL without an exception: there is none. */
static Ref scanner_step(Scanner *scanner, RegexMode mode)
{
    const size_t *spans;
    Pattern *pattern = (Pattern *)scanner->pattern;
    if (!pattern) return NULL;
    if (steps_next(&scanner->steps, pattern, mode, &spans) != REGEX_MATCHED) return NULL;
    return match_new(pattern, &scanner->subject, spans);
}

static Ref iterator_next(Obj self)
{
    Ref match = scanner_step((Scanner *)self, REGEX_SEARCH);
    if (!match && !error_pending()) scanner_destroy((Ref)self);
    return match;
}

static Ref iterator_iterate(Obj self)      { return keep(self); }

static Ref scanner_result(Obj self, RegexMode mode)
{
    Ref match = scanner_step((Scanner *)self, mode);
    return match || error_pending() ? match : none_new();
}

static Ref scanner_match(const Obj arg[])  { return scanner_result(arg[0], REGEX_MATCH); }
static Ref scanner_search(const Obj arg[]) { return scanner_result(arg[0], REGEX_SEARCH); }

static const Method scanner_methods[] = {
    { "match(self, /)", scanner_match, NULL },
    { "search(self, /)", scanner_search, NULL },
    { 0 }
};
static const Member scanner_members[] = {
    { "pattern", MEMBER_OBJECT, offsetof(Scanner, pattern), false, NULL },
    { 0 }
};

Type scanner_type = {
    TYPE_HEADER, .name = "_sre.SRE_Scanner", .size = sizeof(Scanner),
    .flags = TYPE_NO_CREATE | TYPE_FINAL,
    .destroy = scanner_destroy, .visit = scanner_visit, .bury = scanner_bury,
    .methods = scanner_methods, .members = scanner_members,
};
Type match_iterator_type = {
    TYPE_HEADER, .name = "callable_iterator", .size = sizeof(Scanner),
    .flags = TYPE_NO_CREATE | TYPE_FINAL,
    .destroy = scanner_destroy, .visit = scanner_visit, .bury = scanner_bury,
    .iterate = iterator_iterate, .next = iterator_next,
};

Ref pattern_finditer(Obj pattern, Obj string, Obj pos, Obj end)
{
    return scanner_make(&match_iterator_type, pattern, string, pos, end);
}

Ref pattern_scanner(Obj pattern, Obj string, Obj pos, Obj end)
{
    return scanner_make(&scanner_type, pattern, string, pos, end);
}
