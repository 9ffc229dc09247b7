/* runtime/modules/regex_pattern.c -- re.Pattern, and the texts it searches.
 *   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/regex.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

static inline Pattern *as_pattern(Obj x)   { return (Pattern *)x; }

Ref pattern_new(Obj source, uint32_t flags)
{
    Translation narrow;
    if (!regex_translate(source, flags, 0xff, true, &narrow)) return NULL;
    Pattern *pattern = (Pattern *)heap_new(&pattern_type, sizeof(Pattern));
    pattern->source = keep(source);
    pattern->narrow = narrow;
    pattern->given_flags = flags;
    pattern->is_text = is_str(source);
    Ref names = tuple_new(narrow.groups + 1);
    for (size_t i = 0; i <= narrow.groups; i++) tuple_items(names)[i] = none_new();
    Obj name, number;
    for (size_t position = 0; dict_next(narrow.names, &position, &name, &number);)
        replace(&tuple_items(names)[small_value(number)], keep(name));
    pattern->by_number = names;
    return &pattern->head;
}

static void pattern_destroy(Ref self)
{
    Pattern *pattern = as_pattern(self);
    regex_machines_free(pattern);
    regex_translation_free(&pattern->narrow);
    drop_or_null(take(&pattern->source));
    drop_or_null(take(&pattern->by_number));
    drop_or_null(take(&pattern->repl));
    drop_or_null(take(&pattern->parts));
}

static void pattern_visit(Obj self, Visit visit, void *context)
{
    const Pattern *pattern = as_pattern(self);
    if (pattern->source) visit(pattern->source, context);
    if (pattern->by_number) visit(pattern->by_number, context);
    if (pattern->repl) visit(pattern->repl, context);
    if (pattern->parts) visit(pattern->parts, context);
    if (pattern->narrow.names) visit(pattern->narrow.names, context);
}

static void pattern_bury(Ref self)
{
    regex_machines_free(as_pattern(self));
}

/* --- what is searched --- */

static bool read_size(Obj x, intptr_t *size)
{
    if (!x) return true;
    scoped Ref index = object_get_index(x);
    if (!index) return false;
    return int_fits(index, size)
        || raise_overflow_error("Python int too large to convert to C ssize_t");
}

static size_t within(intptr_t index, size_t length)
{
    return index < 0 ? 0 : (size_t)index > length ? length : (size_t)index;
}

bool subject_take(Subject *subject, const Pattern *pattern, Obj string, Obj pos, Obj end)
{
    *subject = (Subject){ .string = string };
    intptr_t from = 0, to = INTPTR_MAX;
    if (!read_size(pos, &from) || !read_size(end, &to)) return false;
    if (likely(is_str(string))) {
        if (!pattern->is_text)
            return raise_type_error("cannot use a bytes pattern on a string-like object");
        subject->points = str_points(string);
    } else {
        if (!object_has_buffer(string))
            return raise_type_error("expected string or bytes-like object, got '%T'", string);
        if (pattern->is_text)
            return raise_type_error("cannot use a string pattern on a bytes-like object");
        if (!buffer_get(string, &subject->view, BUFFER_READ)) return false;
        subject->points = (Points){ subject->view.data, subject->view.length, 1 };
    }
    subject->start = within(from, subject->points.length);
    subject->end = within(to, subject->points.length);
    subject->points.length = subject->end;
    return true;
}

void subject_release(Subject *subject)
{
    if (subject->widened) heap_plain_free(subject->widened, subject->widened_bytes);
    subject->widened = NULL;
    if (subject->view.object) buffer_release(&subject->view);
}

Ref subject_slice(const Subject *subject, size_t from, size_t to)
{
    if (!subject->view.object) return str_slice(subject->string, from, to);
    if (to - from == subject->view.length && has_type(subject->string, &bytes_type))
        return keep(subject->string);
    return bytes_from(subject->view.data + from, to - from);
}

RegexResult steps_next(Steps *steps, Pattern *pattern, RegexMode mode, const size_t **spans)
{
    RegexResult result = regex_run(pattern, mode, steps->subject, steps->from, steps->not_empty,
                                   spans);
    if (result != REGEX_MATCHED) return result;
    steps->not_empty = (*spans)[0] == (*spans)[1];
    steps->from = (*spans)[1];
    return result;
}

/* --- searching --- */

Ref pattern_match(Obj self, RegexMode mode, Obj string, Obj pos, Obj end)
{
    scoped_subject Subject subject;
    const size_t *spans;
    if (!subject_take(&subject, as_pattern(self), string, pos, end)) return NULL;
    RegexResult result = regex_run(as_pattern(self), mode, &subject, subject.start, false, &spans);
    if (result == REGEX_MATCHED) return match_new(as_pattern(self), &subject, spans);
    return result == REGEX_RAISED ? NULL : none_new();
}

static Ref found_group(const Subject *subject, const size_t *spans, size_t group)
{
    size_t from = spans[2 * group], to = spans[2 * group + 1];
    return from == SIZE_MAX ? subject_slice(subject, 0, 0) : subject_slice(subject, from, to);
}

static Ref found_item(const Subject *subject, const size_t *spans, size_t groups)
{
    if (groups == 0) return subject_slice(subject, spans[0], spans[1]);
    if (groups == 1) return found_group(subject, spans, 1);
    Ref item = tuple_new(groups);
    for (size_t i = 0; i < groups; i++) tuple_items(item)[i] = found_group(subject, spans, i + 1);
    return item;
}

Ref pattern_findall(Obj self, Obj string, Obj pos, Obj end)
{
    scoped_subject Subject subject;
    const size_t *spans;
    RegexResult result;
    if (!subject_take(&subject, as_pattern(self), string, pos, end)) return NULL;
    scoped Ref found = list_new(0);
    Steps steps = { &subject, subject.start, false };
    size_t groups = as_pattern(self)->narrow.groups;
    while ((result = steps_next(&steps, as_pattern(self), REGEX_SEARCH, &spans)) == REGEX_MATCHED)
        list_give(found, found_item(&subject, spans, groups));
    return result == REGEX_RAISED ? NULL : take(&found);
}

static bool read_limit(Obj most, size_t *limit)
{
    intptr_t count = 0;
    if (!read_size(most, &count)) return false;
    *limit = count == 0 ? SIZE_MAX : count < 0 ? 0 : (size_t)count;
    return true;
}

Ref pattern_split(Obj self, Obj string, Obj most)
{
    scoped_subject Subject subject = { 0 };
    const size_t *spans;
    size_t limit, done = 0, groups = as_pattern(self)->narrow.groups;
    RegexResult result = REGEX_NO_MATCH;
    if (!read_limit(most, &limit)) return NULL;
    if (!subject_take(&subject, as_pattern(self), string, NULL, NULL)) return NULL;
    scoped Ref parts = list_new(0);
    Steps steps = { &subject, 0, false };
    for (size_t n = 0; n < limit; n++) {
        result = steps_next(&steps, as_pattern(self), REGEX_SEARCH, &spans);
        if (result != REGEX_MATCHED) break;
        list_give(parts, subject_slice(&subject, done, spans[0]));
        done = spans[1];
        for (size_t i = 1; i <= groups; i++) {
            bool matched = spans[2 * i] != SIZE_MAX;
            list_give(parts, matched ? subject_slice(&subject, spans[2 * i], spans[2 * i + 1])
                                     : none_new());
        }
    }
    if (result == REGEX_RAISED) return NULL;
    list_give(parts, subject_slice(&subject, done, subject.end));
    return take(&parts);
}

/* --- replacing --- */

/* The pieces of a text in which a function replaces the matches. */
typedef struct Pieces { Writer writer; size_t count; bool is_text; } Pieces;

static bool add_result(Pieces *pieces, Obj item)
{
    size_t index = pieces->count++;
    if (pieces->is_text) {
        if (!is_str(item)) {
            return raise_type_error("sequence item %zu: expected str instance, %T found", index,
                                    item);
        }
        writer_str(&pieces->writer, item);
        return true;
    }
    if (!object_has_buffer(item)) {
        return raise_type_error("sequence item %zu: expected a bytes-like object, %T found", index,
                                item);
    }
    scoped_buffer Buffer view = { 0 };
    if (!buffer_get(item, &view, BUFFER_READ)) return false;
    scoped Ref octets = str_from_latin1((const uint8_t *)view.data, view.length);
    writer_str(&pieces->writer, octets);
    return true;
}

static void add_part(Pieces *pieces, const Subject *subject, size_t from, size_t to)
{
    if (from >= to) return;
    pieces->count++;
    if (pieces->is_text) {
        writer_slice(&pieces->writer, subject->string, from, to);
    } else {
        scoped Ref octets = str_from_latin1((const uint8_t *)subject->view.data + from, to - from);
        writer_str(&pieces->writer, octets);
    }
}

/* One replacement; `parts` NULL: by the function repl. */
static bool add_replacement(Pieces *pieces, Pattern *pattern, const Subject *subject, Obj repl,
                            Obj parts, const size_t *spans)
{
    if (parts && is_exact_tuple(parts)) {
        template_write(&pieces->writer, parts, subject, spans);
        pieces->count++;
        return true;
    }
    if (parts) return (is_str(parts) && !str_length(parts)) || add_result(pieces, parts);
    scoped Ref match = match_new(pattern, subject, spans);
    scoped Ref made = call1(repl, match);
    if (!made) return false;
    return is_none(made) || add_result(pieces, made);
}

static RegexResult replace_all(Pieces *pieces, Pattern *pattern, Subject *subject, Obj repl,
                               Obj parts, size_t limit, size_t *count)
{
    const size_t *spans;
    size_t done = 0;
    RegexResult result = REGEX_NO_MATCH;
    Steps steps = { subject, 0, false };
    for (*count = 0; *count < limit; ++*count) {
        result = steps_next(&steps, pattern, REGEX_SEARCH, &spans);
        if (result != REGEX_MATCHED) break;
        add_part(pieces, subject, done, spans[0]);
        done = spans[1];
        if (!add_replacement(pieces, pattern, subject, repl, parts, spans)) return REGEX_RAISED;
    }
    if (result != REGEX_RAISED) add_part(pieces, subject, done, subject->end);
    return result;
}

Ref pattern_sub(Obj self, Obj repl, Obj string, Obj most, bool counted)
{
    scoped_subject Subject subject = { 0 };
    size_t limit, count;
    Pattern *pattern = as_pattern(self);
    if (!read_limit(most, &limit)) return NULL;
    scoped Ref parts = is_callable(repl) ? NULL : template_parts(pattern, repl);
    if (!parts && error_pending()) return NULL;
    if (!subject_take(&subject, pattern, string, NULL, NULL)) return NULL;
    Pieces pieces = { .is_text = !subject.view.object };
    RegexResult result = replace_all(&pieces, pattern, &subject, repl, parts, limit, &count);
    if (result == REGEX_RAISED) {
        writer_discard(&pieces.writer);
        return NULL;
    }
    scoped Ref text = NULL;
    if (count == 0) {
        writer_discard(&pieces.writer);
        text = subject_slice(&subject, 0, subject.end);
    } else {
        text = template_finish(&pieces.writer, pieces.is_text);
    }
    if (!counted) return take(&text);
    scoped Ref number = int_new((intptr_t)count);
    return tuple_pack(2, text, number);
}

/* --- methods --- */

static Ref method_match(const Obj arg[])
{
    return pattern_match(arg[0], REGEX_MATCH, arg[1], arg[2], arg[3]);
}
static Ref method_fullmatch(const Obj arg[])
{
    return pattern_match(arg[0], REGEX_FULLMATCH, arg[1], arg[2], arg[3]);
}
static Ref method_search(const Obj arg[])
{
    return pattern_match(arg[0], REGEX_SEARCH, arg[1], arg[2], arg[3]);
}
static Ref method_findall(const Obj arg[])
{
    return pattern_findall(arg[0], arg[1], arg[2], arg[3]);
}
static Ref method_finditer(const Obj arg[])
{
    return pattern_finditer(arg[0], arg[1], arg[2], arg[3]);
}
static Ref method_scanner(const Obj arg[])
{
    return pattern_scanner(arg[0], arg[1], arg[2], arg[3]);
}
static Ref method_sub(const Obj arg[])
{
    return pattern_sub(arg[0], arg[1], arg[2], arg[3], false);
}
static Ref method_subn(const Obj arg[])
{
    return pattern_sub(arg[0], arg[1], arg[2], arg[3], true);
}
static Ref method_split(const Obj arg[]) { return pattern_split(arg[0], arg[1], arg[2]); }
static Ref method_copy(const Obj arg[])  { return keep(arg[0]); }

static Ref method_class_getitem(const Obj arg[])
{
    return generic_alias_new(arg[0], arg[1]);
}

static Ref method_reduce(const Obj arg[])
{
    const Pattern *pattern = as_pattern(arg[0]);
    scoped Ref import = startup_get_builtin("__import__");
    scoped Ref module = import ? call1(import, intern("re")) : NULL;
    scoped Ref compile = module ? attribute_get(module, intern("_compile")) : NULL;
    if (!compile) return NULL;
    scoped Ref flags = int_new(pattern->narrow.flags);
    scoped Ref args = tuple_pack(2, pattern->source, flags);
    return tuple_pack(2, compile, args);
}

static const char *const flag_names[] = {
    NULL, "re.IGNORECASE", "re.LOCALE", "re.MULTILINE", "re.DOTALL", "re.UNICODE", "re.VERBOSE",
    "re.DEBUG", "re.ASCII",
};

static Ref pattern_repr(Obj self)
{
    const Pattern *pattern = as_pattern(self);
    uint32_t flags = pattern->narrow.flags;
    if (pattern->is_text && (flags & (REGEX_LOCALE | REGEX_UNICODE | REGEX_ASCII)) == REGEX_UNICODE)
        flags &= ~(uint32_t)REGEX_UNICODE;
    Writer w = { 0 };
    if (!writer_format(&w, "re.compile(%.200R", pattern->source)) {
        writer_discard(&w);
        return NULL;
    }
    const char *gap = ", ";
    for (size_t i = 1; i < sizeof flag_names / sizeof *flag_names; i++) {
        if (!(flags & 1u << i)) continue;
        writer_text(&w, gap);
        writer_text(&w, flag_names[i]);
        flags &= ~(1u << i);
        gap = "|";
    }
    bool good = !flags || writer_format(&w, "%s0x%x", gap, (int)flags);
    writer_text(&w, ")");
    if (good) return writer_finish(&w);
    writer_discard(&w);
    return NULL;
}

static Ref pattern_compare(Obj self, Obj other, CompareOp op)
{
    if ((op != EQUAL && op != NOT_EQUAL) || !has_type(other, &pattern_type)
        || !has_type(self, &pattern_type)) return not_implemented();
    const Pattern *a = as_pattern(self), *b = as_pattern(other);
    bool same = self == other;
    if (!same && a->narrow.flags == b->narrow.flags && a->is_text == b->is_text
        && !objects_equal(a->source, b->source, &same)) return NULL;
    return bool_new(same == (op == EQUAL));
}

static bool pattern_hash(Obj self, intptr_t *hash)
{
    if (!object_hash(as_pattern(self)->source, hash)) return false;
    *hash ^= (intptr_t)as_pattern(self)->narrow.flags;
    if (*hash == -1) *hash = -2;
    return true;
}

static Ref get_pattern(Obj self)    { return keep(as_pattern(self)->source); }
static Ref get_flags(Obj self)      { return int_new(as_pattern(self)->narrow.flags); }
static Ref get_groups(Obj self)     { return int_new(as_pattern(self)->narrow.groups); }
static Ref get_groupindex(Obj self) { return mappingproxy_new(as_pattern(self)->narrow.names); }

static const Method pattern_methods[] = {
    { "match(self, /, string, pos=0, endpos=sys.maxsize)", method_match,
      "A Match of the beginning of the string, or None." },
    { "fullmatch(self, /, string, pos=0, endpos=sys.maxsize)", method_fullmatch,
      "A Match of all of the string, or None." },
    { "search(self, /, string, pos=0, endpos=sys.maxsize)", method_search,
      "The first Match anywhere in the string, or None." },
    { "findall(self, /, string, pos=0, endpos=sys.maxsize)", method_findall,
      "A list of what all matches that don't overlap contain: texts, or tuples of groups." },
    { "finditer(self, /, string, pos=0, endpos=sys.maxsize)", method_finditer,
      "An iterator over all matches that don't overlap." },
    { "scanner(self, /, string, pos=0, endpos=sys.maxsize)", method_scanner, NULL },
    { "sub(self, /, repl, string, count=0)", method_sub,
      "The string with the leftmost matches that don't overlap replaced." },
    { "subn(self, /, repl, string, count=0)", method_subn,
      "The tuple (new string, number of replacements)." },
    { "split(self, /, string, maxsplit=0)", method_split, "The string split at the matches." },
    { "__copy__(self, /)", method_copy, NULL },
    { "__deepcopy__(self, memo, /)", method_copy, NULL },
    { "__reduce__(self, /)", method_reduce, NULL },
    { "__class_getitem__(cls, object, /)", method_class_getitem, NULL, METHOD_CLASS },
    { 0 }
};
static const Getter pattern_getters[] = {
    { "pattern", get_pattern, NULL, "The text that it was compiled from." },
    { "flags", get_flags, NULL, "Its flags, those in the text included." },
    { "groups", get_groups, NULL, "How many groups there are." },
    { "groupindex", get_groupindex, NULL, "Numbers of the groups that have names." },
    { 0 }
};

Type pattern_type = {
    TYPE_HEADER, .name = "re.Pattern", .doc = "A compiled regular expression.",
    .size = sizeof(Pattern), .flags = TYPE_NO_CREATE | TYPE_FINAL | TYPE_WEAKREFS,
    .destroy = pattern_destroy, .visit = pattern_visit, .bury = pattern_bury,
    .repr = pattern_repr, .compare = pattern_compare, .hash = pattern_hash,
    .methods = pattern_methods, .getters = pattern_getters,
};
