/* vm/compiler/doubt.h -- warnings of what can't be meant.   SPDX-License-Identifier: MIT */
#pragma once
#include "parser/ast.h"
#include "lexer/source.h"

/* One SyntaxWarning for each; false: a filter made one an error. */
MAY_RAISE bool doubt_tree(const Node *tree, const Source *source);
