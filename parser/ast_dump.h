/* parser/ast_dump.h -- eye: --ast, each line of a text above the statements that start on it.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/source.h"
#include "parser/ast.h"

MAY_RAISE Ref ast_dump(const Source *source, const Node *tree);       // str
