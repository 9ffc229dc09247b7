/* runtime/modules/regex_machine.c -- PCRE2: compiling patterns and running them.
 *   SPDX-License-Identifier: MIT
 *
 * There is code for each width of text and each way to match that were asked for. What is used
 * often becomes machine code. A search that goes on and on is stopped now and then, so that
 * signals are seen, and done again with more patience. */
#define PCRE2_CODE_UNIT_WIDTH 0
#include "runtime/blocking.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/regex_translator.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"
#include <pcre2.h>
#include <string.h>

enum { WORK_TEXT = 64, WORK_BEFORE_JIT = 8, NEST_LIMIT = 1500 };
enum { HEAP_LIMIT_KIB = (4 << 20) - 1 };   // PCRE2 10.42 counts the bytes in 32 bits
enum { STACK_START = 32 << 10, STACK_LIMIT = 128 << 20 };
#define SLOW_PATIENCE   500000u            // steps of the matcher without machine code
#define FIRST_PATIENCE  20000000u

typedef struct Compilation {
    const uint32_t options;
    const uint8_t *tables;
    int error;
    size_t at;
} Compilation;

/* What PCRE2 has thrice, by the width of a character in bits. */
#define LIBRARY(bits)                                                                              \
static pcre2_match_data_##bits *data_##bits;                                                       \
static uint32_t pairs_##bits;                                                                      \
static bool bloated_##bits;                /* holds memory that a deep search took */             \
static pcre2_match_context_##bits *match_context_##bits;                                           \
                                                                                                   \
static void *compile_##bits(const void *text, size_t length, Compilation *c)                       \
{                                                                                                  \
    pcre2_compile_context_##bits *context = pcre2_compile_context_create_##bits(NULL);             \
    pcre2_set_newline_##bits(context, PCRE2_NEWLINE_LF);                                           \
    pcre2_set_bsr_##bits(context, PCRE2_BSR_UNICODE);                                              \
    pcre2_set_parens_nest_limit_##bits(context, NEST_LIMIT);                                       \
    pcre2_set_character_tables_##bits(context, c->tables);                                         \
    void *code = pcre2_compile_##bits(text, length, c->options, &c->error, &c->at, context);       \
    pcre2_compile_context_free_##bits(context);                                                    \
    return code;                                                                                   \
}                                                                                                  \
                                                                                                   \
static void start_##bits(void)                                                                     \
{                                                                                                  \
    pcre2_jit_stack_##bits *stack = pcre2_jit_stack_create_##bits(STACK_START, STACK_LIMIT, NULL); \
    match_context_##bits = pcre2_match_context_create_##bits(NULL);                                \
    pcre2_set_heap_limit_##bits(match_context_##bits, HEAP_LIMIT_KIB);                             \
    pcre2_set_depth_limit_##bits(match_context_##bits, UINT32_MAX);                                \
    if (stack) pcre2_jit_stack_assign_##bits(match_context_##bits, NULL, stack);                   \
}                                                                                                  \
                                                                                                   \
static int match_##bits(void *code, uint32_t pairs, const void *text, size_t length, size_t from,  \
                        uint32_t options, uint32_t patience, const size_t **spans)                 \
{                                                                                                  \
    if (unlikely(!match_context_##bits)) start_##bits();                                           \
    if (unlikely(pairs > pairs_##bits || bloated_##bits)) {                                        \
        if (data_##bits) pcre2_match_data_free_##bits(data_##bits);                                \
        pairs_##bits = pairs + 16;                                                                 \
        data_##bits = pcre2_match_data_create_##bits(pairs_##bits, NULL);                          \
    }                                                                                              \
    bloated_##bits = options & PCRE2_NO_JIT;                                                       \
    pcre2_set_match_limit_##bits(match_context_##bits, patience);                                  \
    *spans = pcre2_get_ovector_pointer_##bits(data_##bits);                                        \
    return pcre2_match_##bits(code, text, length, from, options, data_##bits,                      \
                              match_context_##bits);                                               \
}

LIBRARY(8)
LIBRARY(16)
LIBRARY(32)

static unsigned width_index(unsigned width)    { return width >> 1; }     // 1, 2, 4: 0, 1, 2

void regex_machines_free(Pattern *pattern)
{
    for (int mode = 0; mode < REGEX_MODES; mode++) {
        pcre2_code_free_8(pattern->machines[0][mode].code);
        pcre2_code_free_16(pattern->machines[1][mode].code);
        pcre2_code_free_32(pattern->machines[2][mode].code);
    }
    memset(pattern->machines, 0, sizeof pattern->machines);
}

/* --- compiling --- */

static void *compile_width(const Translation *translation, unsigned width, Compilation *c)
{
    static const Translation empty = { .text = (char *)"(?:)", .length = 4 };
    if (translation->length == 0) translation = &empty;
    if (width == 1) return compile_8(translation->text, translation->length, c);
    void *wide = heap_scratch(translation->length * width + width);
    points_copy(wide, width, translation->text, 1, translation->length);
    return width == 2 ? compile_16(wide, translation->length, c)
                      : compile_32(wide, translation->length, c);
}

static bool raise_unsupported(const Pattern *pattern, int error)
{
    char message[256] = "";
    pcre2_get_error_message_8(error, (PCRE2_UCHAR8 *)message, sizeof message);
    return raise_regex_error(pattern->source, -1, "%s", message);
}

/* *retry: this width's library has no room for the pattern, but the widest will. */
static bool compile_machine(Pattern *pattern, RegexMode mode, unsigned width, bool *retry)
{
    static const uint32_t limits[3] = { 0xff, 0xffff, 0x10ffff };
    static const uint32_t modes[REGEX_MODES] = {
        0, PCRE2_ANCHORED, PCRE2_ANCHORED | PCRE2_ENDANCHORED,
    };
    Translation wide = { 0 };
    const Translation *translation = width == 1 ? &pattern->narrow : &wide;
    if (width > 1 && !regex_translate(pattern->source, pattern->given_flags,
                                      limits[width_index(width)], false, &wide)) return false;
    RegexKind kind = regex_kind(pattern->narrow.flags);
    Compilation c = {
        .options = PCRE2_MULTILINE | PCRE2_DOTALL | PCRE2_ALT_CIRCUMFLEX | modes[mode]
                 | (translation->properties ? PCRE2_UCP : 0)
                 // 10.42 thinks that x? before (?>(?:y)*) need not give its character back
                 | (translation->atomic ? PCRE2_NO_AUTO_POSSESS : 0),
        .tables = regex_tables(width == 1 || kind == KIND_LOCALE ? kind : KIND_ASCII),
    };
    void *code = compile_width(translation, width, &c);
    regex_translation_free(&wide);
    pattern->machines[width_index(width)][mode].code = code;
    *retry = !code && c.error == PCRE2_ERROR_PATTERN_TOO_LARGE && width < 4;
    return code || *retry || raise_unsupported(pattern, c.error);
}

static void make_fast(Machine *machine, unsigned width)
{
    machine->fast = true;                  // or it cannot be, then it stays as it is
    if (width == 1) pcre2_jit_compile_8(machine->code, PCRE2_JIT_COMPLETE);
    else if (width == 2) pcre2_jit_compile_16(machine->code, PCRE2_JIT_COMPLETE);
    else pcre2_jit_compile_32(machine->code, PCRE2_JIT_COMPLETE);
}

static void widen(Subject *subject)
{
    Points *points = &subject->points;
    subject->widened_bytes = points->length * 4 + 4;
    subject->widened = heap_plain(subject->widened_bytes);
    points_copy(subject->widened, 4, points->data, points->width, points->length);
    points->data = subject->widened;
    points->width = 4;
}

static Machine *find_machine(Pattern *pattern, RegexMode mode, Subject *subject)
{
    if (unlikely(pattern->wide_only) && subject->points.width < 4) widen(subject);
    unsigned width = subject->points.width;
    Machine *machine = &pattern->machines[width_index(width)][mode];
    if (unlikely(!machine->code)) {
        bool retry;
        if (!compile_machine(pattern, mode, width, &retry)) return NULL;
        if (retry) {
            pattern->wide_only = true;
            return find_machine(pattern, mode, subject);
        }
    }
    if (unlikely(!machine->fast)) {
        size_t work = machine->work + 1 + subject->points.length / WORK_TEXT;
        machine->work = work > UINT32_MAX ? UINT32_MAX : (uint32_t)work;
        if (machine->work > WORK_BEFORE_JIT) make_fast(machine, width);
    }
    return machine;
}

/* --- running --- */

static int match_once(const Machine *machine, uint32_t pairs, const Subject *subject, size_t from,
                      uint32_t options, uint32_t patience, const size_t **spans)
{
    const void *text = subject->points.data;
    size_t length = subject->points.length;
    switch (subject->points.width) {
    case 1: return match_8(machine->code, pairs, text, length, from, options, patience, spans);
    case 2: return match_16(machine->code, pairs, text, length, from, options, patience, spans);
    default: return match_32(machine->code, pairs, text, length, from, options, patience, spans);
    }
}

static bool was_interrupted(void)
{
    blocking_begin();
    blocking_end();
    return !blocking_interrupted();
}

static RegexResult raise_match_error(int error)
{
    char message[256] = "";
    if (error == PCRE2_ERROR_HEAPLIMIT || error == PCRE2_ERROR_NOMEMORY) {
        raise_no_memory();
    } else if (error == PCRE2_ERROR_MATCHLIMIT) {
        raise_runtime_error("matching takes too many steps");
    } else {
        pcre2_get_error_message_8(error, (PCRE2_UCHAR8 *)message, sizeof message);
        raise_runtime_error("%s", message);
    }
    return REGEX_RAISED;
}

RegexResult regex_run(Pattern *pattern, RegexMode mode, Subject *subject, size_t from,
                      bool not_empty, const size_t **spans)
{
    if (from > subject->end) return REGEX_NO_MATCH;
    Machine *machine = find_machine(pattern, mode, subject);
    if (!machine) return REGEX_RAISED;
    uint32_t options = not_empty ? PCRE2_NOTEMPTY_ATSTART : 0, pairs = pattern->narrow.groups + 1;
    for (uint32_t patience = machine->fast ? FIRST_PATIENCE : SLOW_PATIENCE;;) {
        int result = match_once(machine, pairs, subject, from, options, patience, spans);
        if (likely(result > 0)) return REGEX_MATCHED;
        if (likely(result == PCRE2_ERROR_NOMATCH)) return REGEX_NO_MATCH;
        if (result == PCRE2_ERROR_JIT_STACKLIMIT && !(options & PCRE2_NO_JIT)) {
            options |= PCRE2_NO_JIT;
        } else if (result == PCRE2_ERROR_MATCHLIMIT && patience < UINT32_MAX) {
            if (was_interrupted()) return REGEX_RAISED;
            if (!machine->fast) make_fast(machine, subject->points.width);
            patience = patience > UINT32_MAX / 4 ? UINT32_MAX : patience * 4;
        } else {
            return raise_match_error(result);
        }
    }
}
