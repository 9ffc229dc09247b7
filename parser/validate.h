/* parser/validate.h -- what the grammar lets pass and the language does not.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/source.h"
#include "parser/ast.h"

/* SyntaxError for targets, handlers, calls and __future__ imports that can't be. */
MAY_RAISE bool validate_tree(const Node *tree, const Source *source);
