/* runtime/modules/regex_translator.h -- the translator's state: what it reads, what it writes.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/modules/regex.h"

/* A character, or a backslash and a character. */
typedef struct Token { int32_t point; bool escaped; } Token;
#define TOKEN_END (-1)

/* Fewest and most characters that something matches. */
typedef struct Extent { uint64_t least, most; } Extent;
#define EXTENT_MAX UINT64_MAX

typedef struct Group { Extent extent; bool closed; } Group;
/* A member of a character set: a range or (category not 0) \d \w ... */
typedef struct SetItem { uint32_t from, to; char category; } SetItem;

typedef struct Translator {
    /* reading */
    Obj pattern;
    Points source;
    bool is_text;
    bool warnings;
    size_t at;                // index behind `next`
    Token next;
    /* the pattern */
    uint32_t flags;           // of the whole pattern
    uint32_t local;           // that hold here
    Ref names;
    Group *groups;            // [0] is unused
    size_t group_count, group_room;
    size_t lookbehind_groups; // groups there were where the outermost lookbehind began; 0: none
    unsigned asides;          // depth of lookarounds
    size_t condition_group, condition_at;   // a condition's group that was not known yet; 0: none
    const char *late_error;   // found, but errors of syntax come first
    uint32_t *closing;
    size_t closed;
    SetItem *members;          // of the set being read
    size_t member_count, member_room;
    int32_t single;           // the character that the sequence just read consists of; -1
    /* writing */
    uint32_t limit;           // the widest character that there can be
    char *text;
    size_t length, room;
    bool caseless;            // what PCRE2's option i is here
    bool properties, atomic;  // see Translation
} Translator;

/* regex_scan.c */
MAY_RAISE bool scan_start(Translator *t);
MAY_RAISE bool scan_next(Translator *t);                       // reads a token into t->next
MAY_RAISE bool scan_seek(Translator *t, size_t index);
size_t scan_tell(const Translator *t);                         // where `next` begins
static inline bool scan_is(const Translator *t, char c)
{
    return t->next.point == c && !t->next.escaped;
}
MAY_RAISE bool scan_accept(Translator *t, char c, bool *there);     // reads it if it is c
/* A name up to `terminator`, which is read too. *from, *to: where. */
MAY_RAISE bool scan_name(Translator *t, char terminator, const char *what, size_t *from,
                         size_t *to);
Ref  scan_text(const Translator *t, size_t from, size_t to);   // str
/* PatternError, `offset` back from where scan_tell is. */
void *scan_error(const Translator *t, intptr_t offset, const char *format, ...);
MAY_RAISE bool scan_check_name(const Translator *t, Obj name, size_t offset);
bool scan_is_number(const Translator *t, size_t from, size_t to, uint64_t *number);

typedef enum EscapeKind { ESCAPE_LITERAL, ESCAPE_CATEGORY, ESCAPE_PLACE, ESCAPE_GROUP } EscapeKind;
typedef struct Escape { EscapeKind kind; uint32_t value; } Escape;
/* What begins at `start` and whose first token has been read. */
MAY_RAISE bool scan_escape(Translator *t, size_t start, Token token, bool in_set, Escape *escape);

/* regex_set.c, regex_parse.c */
MAY_RAISE bool parse_set_members(Translator *t, bool *negated);      // behind the [
MAY_RAISE bool parse_alternatives(Translator *t, bool verbose, bool top, Extent *extent);
uint32_t effective_flags(const Translator *t);

/* regex_emit.c */
void emit_text(Translator *t, const char *text);
void emit_format(Translator *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void emit_literal(Translator *t, uint32_t point);
void emit_category(Translator *t, char category);
void emit_set(Translator *t, bool negated);                    // of t->members
void emit_place(Translator *t, char place);                    // ^ $ A Z b B
void emit_case(Translator *t, bool caseless);                  // from here on
/* Repeats what was written from `from` on. most REGEX_MAX_REPEAT: no limit; suffix "", "?", "+". */
void emit_repeat(Translator *t, size_t from, bool caseless, uint64_t least, uint64_t most,
                 const char *suffix);
/* The same for what is written there and matches no characters: once or not at all. */
void emit_optional(Translator *t, size_t from, bool caseless, uint64_t least, const char *suffix);
/* The same for what is to be there no times; its groups have numbers all the same. */
void emit_never(Translator *t, size_t from, bool caseless, bool has_groups);
void add_member(Translator *t, uint32_t from, uint32_t to, char category);

/* regex_tables.c */
typedef enum RegexKind { KIND_ASCII, KIND_LOCALE, KIND_UNICODE } RegexKind;
static inline RegexKind regex_kind(uint32_t flags)
{
    return flags & REGEX_LOCALE ? KIND_LOCALE : flags & REGEX_UNICODE ? KIND_UNICODE : KIND_ASCII;
}
/* Is the character below 256 a digit (d), space (s) or part of a word (w)? */
bool regex_category_has(RegexKind kind, char category, uint32_t point);
bool regex_is_cased(RegexKind kind, uint32_t point);
/* Characters that are the same as `point` when case is ignored, itself first; how many. */
enum { REGEX_CASES_MAX = 8 };
size_t regex_cases(RegexKind kind, uint32_t point, uint32_t cases[REGEX_CASES_MAX]);
/* Characters alike but for case, where they are more than two or partly below 256; `unknown` ones
 * are not alike for PCRE2. */
typedef struct CaseFamily { uint32_t points[4]; bool unknown; } CaseFamily;
extern const CaseFamily case_families[];
extern const size_t case_family_count;
const CaseFamily *regex_family(uint32_t point);
const uint8_t *regex_tables(RegexKind kind);                   // PCRE2's character tables
