/* parser/ast.c -- the names of nodes and the walk over children, made from ast.def.
 *   SPDX-License-Identifier: MIT */
#include "parser/ast.h"

const char *const node_names[] = {
#define NODE(group, Name, fields) #Name,
#include "parser/ast.def"
#undef NODE
};

const uint8_t node_groups[] = {
#define NODE(group, Name, fields) GROUP_##group,
#include "parser/ast.def"
#undef NODE
};

static bool each_item(const NodeList *list, bool (*each)(Node *, void *), void *context)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] && !each(list->items[i], context)) return false;
    return true;
}

#define CHILD(f)       if (!each(n->f, context)) return false;
#define MAYBE(f)       if (n->f && !each(n->f, context)) return false;
#define LIST(f)        if (!each_item(&n->f, each, context)) return false;
#define NAME(f)
#define MAYBE_NAME(f)
#define NAMES(f)
#define VALUE(f)
#define NUMBER(f)
#define FLAG(f)
#define OPERATOR_OF(f)
#define UNARY(f)
#define BOOL_OP(f)
#define COMPARES(f)
#define CONTEXT(f)

bool ast_each_child(const Node *node, bool (*each)(Node *child, void *context), void *context)
{
    switch (node->kind) {
#define NODE(group, Name, fields) \
    case NODE_##Name: { const Name##Node *n = AS(Name, node); (void)n; fields break; }
#include "parser/ast.def"
#undef NODE
    }
    return true;
}
