/* vm/code_dump.h -- eye: --code, and what dis shows: instructions in readable form.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/source.h"
#include "vm/code.h"
#include <stdio.h>

/* Everything about `code` and the code objects in it; source NULL: without source lines. */
void code_dump(const Code *code, const Source *source, FILE *file);

typedef struct CodeView {
    const Source *source;     // or NULL
    int depth;                // levels of nested code to show; -1: all
    intptr_t current;         // instruction to mark, or -1
    uint32_t from_line;       // added to line numbers
} CodeView;
MAY_RAISE Ref code_text(const Code *code, const CodeView *view);       // str
Ref code_operands(const Code *code, size_t at);                        // str: "t1, x†, -> 12"
Ref code_meaning(const Code *code, size_t at);                         // str: "t1 = x + y"
intptr_t code_jump_target(const Code *code, size_t at);                // -1: none
/* The one operand that is more than a register: constant, name, target's offset, number; or NULL. */
Ref code_argument(const Code *code, size_t at);
/* For each instruction whether a jump or a handler leads there; scratch memory. */
bool *code_targets(const Code *code);
