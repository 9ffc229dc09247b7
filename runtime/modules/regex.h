/* runtime/modules/regex.h -- regular expressions: what the files regex*.c share.
 *   SPDX-License-Identifier: MIT
 *
 *     pattern text --regex_parse.c--> PCRE2's syntax --regex_machine.c--> code for one width
 *                                                                         and one way to match
 * Text is searched where it lies: PCRE2 without UTF takes 1, 2 or 4 bytes for a character, as str
 * does, so that its offsets are indices. A pattern is translated anew for each width it meets,
 * since what "any letter" can be depends on the characters that there may be.
 */
#pragma once
#include "runtime/buffer.h"
#include "runtime/buffer_holders.h"
#include "runtime/types/points.h"
#include "runtime/writer.h"

enum {
    REGEX_IGNORECASE = 2, REGEX_LOCALE = 4, REGEX_MULTILINE = 8, REGEX_DOTALL = 16,
    REGEX_UNICODE = 32, REGEX_VERBOSE = 64, REGEX_DEBUG = 128, REGEX_ASCII = 256,
    REGEX_KINDS = REGEX_ASCII | REGEX_LOCALE | REGEX_UNICODE,
};
#define REGEX_MAX_REPEAT 4294967295u
#define REGEX_MAX_GROUPS 1073741823u
#define REGEX_ASIDE      0x80000000u     // in Translation.closing: inside a lookahead or lookbehind

/* A pattern in PCRE2's syntax. */
typedef struct Translation {
    char *text;               // ASCII; plain block of `room` bytes
    size_t length, room;
    uint32_t flags;           // as given, and as the pattern says
    uint32_t groups;
    Ref names;                // dict: name -> number of the group
    uint32_t *closing;        // groups in the order of their ends; plain block
    bool properties;          // case and \b by Unicode's rules also beyond 255
    bool atomic;              // has (?> ) in it
} Translation;
/* For texts whose widest character is `limit`: 0xff, 0xffff or 0x10ffff. */
MAY_RAISE bool regex_translate(Obj pattern, uint32_t flags, uint32_t limit, bool warnings,
                               Translation *made);
void regex_translation_free(Translation *translation);

typedef enum RegexMode { REGEX_SEARCH, REGEX_MATCH, REGEX_FULLMATCH, REGEX_MODES } RegexMode;

/* Compiled for one width and mode. */
typedef struct Machine {
    void *code;               // pcre2_code_8, _16 or _32; NULL: not compiled yet
    uint32_t work;            // done without machine code
    bool fast;                // machine code was made, or cannot be
} Machine;

typedef struct Pattern {
    Object head;
    Ref source;               // str or bytes
    Ref by_number;            // tuple: names of groups, or None
    Ref repl, parts;          // the last template seen, and what it was split into; NULL
    Translation narrow;       // for width 1
    uint32_t given_flags;
    bool is_text;
    bool wide_only;           // too large for the narrower libraries
    Machine machines[3][REGEX_MODES];      // by width 1, 2, 4
} Pattern;

/* What is being searched. */
typedef struct Subject {
    Obj string;
    Points points;            // all of it that may be looked at, up to `end`
    size_t start, end;        // pos and endpos, within bounds
    Buffer view;              // if not a str
    void *widened;            // plain block, if the code needs wider characters
    size_t widened_bytes;
} Subject;
#define scoped_subject __attribute__((cleanup(subject_release)))
MAY_RAISE bool subject_take(Subject *subject, const Pattern *pattern, Obj string, Obj pos, Obj end);
void subject_release(Subject *subject);
/* A slice as a str or bytes. */
Ref  subject_slice(const Subject *subject, size_t from, size_t to);

typedef enum RegexResult { REGEX_RAISED = -1, REGEX_NO_MATCH, REGEX_MATCHED } RegexResult;
/* On a match *spans has groups + 1 pairs (SIZE_MAX: unmatched), until the next call. */
MAY_RAISE RegexResult regex_run(Pattern *pattern, RegexMode mode, Subject *subject, size_t from,
                                bool not_empty, const size_t **spans);
void regex_machines_free(Pattern *pattern);

typedef struct Match {
    Object head;
    Ref pattern, string;
    size_t pos, endpos;
    size_t count;             // pairs of spans: groups + 1
    size_t spans[];
} Match;
Ref match_new(Pattern *pattern, const Subject *subject, const size_t *spans);

/* Steps through a text: matches that don't overlap. */
typedef struct Steps {
    Subject *subject;
    size_t from;
    bool not_empty;           // an empty match at `from` was found already
} Steps;
MAY_RAISE RegexResult steps_next(Steps *steps, Pattern *pattern, RegexMode mode,
                                 const size_t **spans);

/* What methods and functions do alike; pos and end may be NULL. */
MAY_RAISE Ref pattern_match(Obj pattern, RegexMode mode, Obj string, Obj pos, Obj end);
MAY_RAISE Ref pattern_findall(Obj pattern, Obj string, Obj pos, Obj end);
MAY_RAISE Ref pattern_finditer(Obj pattern, Obj string, Obj pos, Obj end);
MAY_RAISE Ref pattern_scanner(Obj pattern, Obj string, Obj pos, Obj end);
MAY_RAISE Ref pattern_split(Obj pattern, Obj string, Obj most);
/* The new text, or (`counted`) a tuple of it and the number of replacements. */
MAY_RAISE Ref pattern_sub(Obj pattern, Obj repl, Obj string, Obj most, bool counted);
MAY_RAISE Ref pattern_new(Obj source, uint32_t flags);

/* A tuple that alternates between literals and numbers of groups; a literal alone is itself. */
MAY_RAISE Ref template_parts(Pattern *pattern, Obj repl);
/* Text that grows towards a str or, if not is_text, bytes. */
void template_write(Writer *w, Obj parts, const Subject *subject, const size_t *spans);
Ref  template_finish(Writer *w, bool is_text);

extern Type pattern_type, match_type, scanner_type, match_iterator_type;
extern Ref regex_error_class;             // re.PatternError
/* re.PatternError(message, pattern, pos), message from error.h's formats. */
void *raise_regex_error(Obj pattern, intptr_t pos, const char *format, ...);
