/* vm/pattern.h -- the tests of match/case on a subject.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/list.h"
#include "runtime/types/tuple.h"
#include "vm/code.h"

typedef enum MatchLength {
    MATCH_EXACTLY,
    MATCH_OR_MORE,            // the rest is bound to a name
    MATCH_EXACTLY_UNREAD,     // no item is needed
    MATCH_OR_MORE_UNREAD,     // the rest is not needed: items are asked for one by one
} MatchLength;

/* A sequence of `count` items (or more), neither an exact list nor tuple: *items is the subject itself
 * if it is not to be read, else a tuple of its items (owned). Not matched: nothing is written. */
MAY_RAISE bool match_sequence(Obj subject, size_t count, MatchLength how, Ref *items, bool *match);
/* The same for exact lists and tuples, items being the subject itself, and for all that is no
 * sequence; false: another kind of sequence. */
static inline bool match_sequence_fast(Obj subject, size_t count, MatchLength how, bool *match)
{
    bool or_more = how == MATCH_OR_MORE || how == MATCH_OR_MORE_UNREAD;
    size_t length;
    if (has_type(subject, &list_type)) length = list_length(subject);
    else if (has_type(subject, &tuple_type)) length = tuple_length(subject);
    else {
        *match = false;
        return !(type_of(subject)->flags & TYPE_SEQUENCE);
    }
    *match = length == count || (or_more && length > count);
    return true;
}
MAY_RAISE Ref match_item(Obj items, int index);          // index < 0: from the end
Ref match_rest(Obj items, size_t before, size_t after);  // list
MAY_RAISE bool match_mapping(Obj subject, size_t count, bool *match);
/* The values of all keys (a tuple) into out[]; none if one is missing. ValueError if a key is there
 * twice (the compiler has compared the literal ones: may_repeat says whether there are others). */
MAY_RAISE bool match_keys(Obj subject, Obj keys, bool may_repeat, Ref *out, bool *match);
MAY_RAISE Ref  match_dict_rest(Obj subject, Obj keys);
/* Frees what a site of kind SITE_PATTERN has. */
void match_class_forget(Site *site);
/* Attributes by position (through __match_args__) and by `names`, into out[]. */
MAY_RAISE bool match_class(Site *site, Obj subject, Obj class, size_t positional, Obj names, Ref *out,
                           bool *match);
