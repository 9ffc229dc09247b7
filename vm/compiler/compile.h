/* vm/compiler/compile.h -- tree and scopes to code: the public face of the compiler.   SPDX-License-Identifier: MIT */
#pragma once
#include "parser/parser.h"
#include "parser/symtable.h"

/* The code object of a Module, Interactive or Expression; SyntaxError, RecursionError. */
MAY_RAISE Ref compile_tree(const Node *tree, const Symtable *table, const Source *source);
