/* parser/unparse.h -- the text of an expression.   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/source.h"
#include "parser/ast.h"

/* As annotations are kept under `from __future__ import annotations`. The source serves f-strings,
 * which keep their own spelling. */
MAY_RAISE Ref unparse_expression(const Node *node, const Source *source);
