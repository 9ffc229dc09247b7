/* runtime/modules/regex_translate.c -- a whole pattern, from Python's syntax to PCRE2's.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/regex_translator.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

static bool check_flags(const Translator *t)
{
    bool ascii = t->flags & REGEX_ASCII, locale = t->flags & REGEX_LOCALE;
    bool unicode = t->flags & REGEX_UNICODE;
    if (t->is_text && locale) return raise_value_error("cannot use LOCALE flag with a str pattern");
    if (t->is_text && ascii && unicode)
        return raise_value_error("ASCII and UNICODE flags are incompatible");
    if (!t->is_text && unicode)
        return raise_value_error("cannot use UNICODE flag with a bytes pattern");
    if (ascii && locale) return raise_value_error("ASCII and LOCALE flags are incompatible");
    return true;
}

static bool parse_pattern(Translator *t)
{
    Extent extent;
    if (!scan_start(t)) return false;
    t->local = effective_flags(t);
    if (!parse_alternatives(t, t->flags & REGEX_VERBOSE, true, &extent)) return false;
    if (!check_flags(t)) return false;
    t->flags = effective_flags(t);
    if (t->next.point != TOKEN_END) return scan_error(t, 0, "unbalanced parenthesis");
    if (t->condition_group >= t->group_count) {
        return raise_regex_error(t->pattern, (intptr_t)t->condition_at,
                                 "invalid group reference %zu", t->condition_group);
    }
    return !t->late_error || raise_regex_error(NULL, -1, "%s", t->late_error);
}

bool regex_translate(Obj pattern, uint32_t flags, uint32_t limit, bool warnings, Translation *made)
{
    scoped_buffer Buffer view = { 0 };
    scoped Ref names = dict_new();
    Translator t = { .pattern = pattern, .is_text = is_str(pattern), .warnings = warnings,
                     .flags = flags, .names = names, .limit = limit, .group_count = 1 };
    if (t.is_text) t.source = str_points(pattern);
    else if (!buffer_get(pattern, &view, BUFFER_READ)) return false;
    else t.source = (Points){ view.data, view.length, 1 };
    bool good = parse_pattern(&t);
    if (t.members) heap_plain_free(t.members, t.member_room * sizeof(SetItem));
    if (t.groups) heap_plain_free(t.groups, t.group_room * sizeof(Group));
    *made = (Translation){ .text = t.text, .length = t.length, .room = t.room, .flags = t.flags,
                           .groups = (uint32_t)t.group_count - 1, .properties = t.properties,
                           .atomic = t.atomic };
    if (good && t.closed) {
        made->closing = heap_plain(t.closed * sizeof *t.closing);
        for (size_t i = 0; i < t.closed; i++) made->closing[i] = t.closing[i];
    }
    if (t.closing) heap_plain_free(t.closing, t.group_room * sizeof *t.closing);
    made->names = take(&names);
    if (!good) regex_translation_free(made);
    return good;
}

void regex_translation_free(Translation *translation)
{
    if (translation->text) heap_plain_free(translation->text, translation->room);
    if (translation->closing)
        heap_plain_free(translation->closing, translation->groups * sizeof(uint32_t));
    drop_or_null(take(&translation->names));
    *translation = (Translation){ 0 };
}
