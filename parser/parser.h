/* parser/parser.h -- text to tree: the public face of the parser.   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/source.h"
#include "parser/ast.h"

typedef enum ParseMode {
    PARSE_FILE,               // statements: Module
    PARSE_EVAL,               // one expression: Expression
    PARSE_SINGLE,             // what is typed at a prompt: Interactive
} ParseMode;

/* The tree, in the arena; SyntaxError and its kin, RecursionError, MemoryError. */
MAY_RAISE Node *parser_read(const Source *source, ParseMode mode, Arena *arena);

typedef enum ParseStatus {
    PARSE_DONE,               // *tree is complete
    PARSE_MORE,               // right as far as it goes, but lines are missing
    PARSE_ERROR,              // an exception is pending
} ParseStatus;

/* For a prompt: reads the lines typed so far as PARSE_SINGLE. A compound statement is complete
 * when an empty line follows it. */
ParseStatus parser_status(const Source *source, Arena *arena, Node **tree);
