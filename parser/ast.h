/* parser/ast.h -- the tree: one struct for each row of ast.def, all in one Arena.
 *   SPDX-License-Identifier: MIT
 *
 * The row  NODE(EXPR, IfExp, CHILD(test) CHILD(body) CHILD(orelse))  becomes
 *     typedef struct IfExpNode { Node head; Node *test; Node *body; Node *orelse; } IfExpNode;
 * Where Python keeps None in a list (the key of `**d` in a dict display, a keyword-only parameter
 * without default), the item is NULL.
 * Nothing bounds the depth of a tree but memory: `1 + 1 + 1 ...` leans to the left as deep as it
 * is long. Whoever walks it recursively guards itself with recursion_enter.
 */
#pragma once
#include "runtime/arena.h"
#include "runtime/operate.h"

typedef enum NodeKind {
#define NODE(group, Name, fields) NODE_##Name,
#include "parser/ast.def"
#undef NODE
    NODE_KIND_COUNT
} NodeKind;

typedef enum NodeGroup {
    GROUP_MOD, GROUP_STMT, GROUP_EXPR, GROUP_PART, GROUP_PATTERN, GROUP_TYPE_PARAM,
} NodeGroup;

typedef struct Node {
    uint8_t kind;             // NodeKind
    bool parenthesized;       // ( ... ) around it, outside of start and end
    uint32_t start, end;      // byte offsets into the Source; end is just past it
} Node;

typedef struct NodeList { uint32_t count; Node **items; } NodeList;
typedef struct NameList { uint32_t count; Obj *items; } NameList;     // interned str

typedef enum ExprContext { LOAD, STORE, DEL } ExprContext;
typedef enum BoolOp { BOOL_AND, BOOL_OR } BoolOp;
typedef enum UnaryOp { UNARY_INVERT, UNARY_NOT, UNARY_POSITIVE, UNARY_NEGATIVE } UnaryOp;
/* The comparisons that CompareOp (runtime/operate.h) does not have. */
enum { COMPARE_IS = GREATER_EQUAL + 1, COMPARE_IS_NOT, COMPARE_IN, COMPARE_NOT_IN };

#define CHILD(f)       Node *f;
#define MAYBE(f)       Node *f;
#define LIST(f)        NodeList f;
#define NAME(f)        Obj f;
#define MAYBE_NAME(f)  Obj f;
#define NAMES(f)       NameList f;
#define VALUE(f)       Obj f;
#define NUMBER(f)      int f;
#define FLAG(f)        bool f;
#define OPERATOR_OF(f) Operator f;
#define UNARY(f)       UnaryOp f;
#define BOOL_OP(f)     BoolOp f;
#define COMPARES(f)    uint8_t *f;
#define CONTEXT(f)     ExprContext f;
#define NODE(group, Name, fields) typedef struct Name##Node { Node head; fields } Name##Node;
#include "parser/ast.def"
#undef NODE
#undef CHILD
#undef MAYBE
#undef LIST
#undef NAME
#undef MAYBE_NAME
#undef NAMES
#undef VALUE
#undef NUMBER
#undef FLAG
#undef OPERATOR_OF
#undef UNARY
#undef BOOL_OP
#undef COMPARES
#undef CONTEXT

extern const char *const node_names[NODE_KIND_COUNT];        // "IfExp"
extern const uint8_t node_groups[NODE_KIND_COUNT];           // NodeGroup
static inline NodeGroup node_group(const Node *node)         { return node_groups[node->kind]; }

/* The node as its own struct: AS(IfExp, node)->test. The kind is the caller's to know. */
#define AS(Name, node) ((Name##Node *)(node))

/* The async forms are laid out as their plain ones: AS(FunctionDef, ...) fits both. */
static inline bool is_function_def(const Node *node)
{
    return node->kind == NODE_FunctionDef || node->kind == NODE_AsyncFunctionDef;
}

/* A new node: ast_new(arena, IfExp, start, end, .test = t, .body = b, .orelse = e). */
#define ast_new(arena, Name, from, to, ...) \
    ((Node *)arena_copy(arena, &(Name##Node){ .head = { NODE_##Name, false, from, to }, \
                                              __VA_ARGS__ }, sizeof(Name##Node)))

/* Calls `each` for every child of a node in the order of its row (NULL items are left out). The
 * visit goes on while it returns true; the result is the last answer. */
bool ast_each_child(const Node *node, bool (*each)(Node *child, void *context), void *context);
