/* vm/modules/ast.h -- syntax trees as Python objects, and back.   SPDX-License-Identifier: MIT
 * The classes are those of lib/_ast.py; which fields a node has stands in parser/ast.def. */
#pragma once
#include "parser/parser.h"
#include "runtime/type.h"

/* Is x an ast.AST? False also while nobody has loaded the classes. */
bool ast_is_object(Obj x);
/* The code of a tree made of objects. */
MAY_RAISE Ref ast_compile(Obj x, ParseMode mode, Obj filename);
/* An ast.Module (Expression, Interactive), as it is; TypeError for other nodes. */
MAY_RAISE bool ast_check_root(Obj x, ParseMode mode);
/* The tree of a text, as objects. */
MAY_RAISE Ref ast_parse(const Source *source, ParseMode mode);

/* --- shared by the ast*.c files --- */

/* Classes by NodeKind, and for the operators and contexts. */
typedef struct AstClasses {
    Ref base;
    Ref nodes[NODE_KIND_COUNT];
    Ref contexts[3], bool_ops[2], unary_ops[4], operators[OPERATOR_COUNT];
    Ref compares[COMPARE_NOT_IN + 1];
} AstClasses;
MAY_RAISE const AstClasses *ast_classes(void);
/* Has a node lineno and so on? */
bool ast_has_place(NodeKind kind);
/* ValueError, TypeError for trees that no text could have made. */
MAY_RAISE bool ast_check(const Node *tree);
