/* vm/compiler/doubt.c -- SyntaxWarning for what is valid and yet can't be meant: `x is 1`, `1(2)`,
 * `[1]['a']`, `assert (a, b)`.   SPDX-License-Identifier: MIT */
#include "vm/compiler/doubt.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/compiler/compiler.h"
#include "vm/function.h"
#include "vm/generator.h"

static bool visit(Node *node, void *source);

#define DOUBT(source, node, ...) \
    warn_syntax(&(SyntaxPlace){ source, (node)->start, (node)->end, .shown = SYNTAX_SHOWN_FILE }, \
                __VA_ARGS__)

/* The value that the text alone gives; NULL: it takes more. */
static Ref known_value(const Node *node)
{
    Ref value = NULL;
    return constant_of(node, &value) ? value : NULL;
}

/* The type of what an expression gives, as far as its form tells; NULL: not known. */
static const Type *type_told_by(const Node *node)
{
    switch (node->kind) {
    case NODE_Tuple:          return &tuple_type;
    case NODE_List:
    case NODE_ListComp:       return &list_type;
    case NODE_Dict:
    case NODE_DictComp:       return &dict_type;
    case NODE_Set:
    case NODE_SetComp:        return &set_type;
    case NODE_GeneratorExp:   return &generator_type;
    case NODE_Lambda:         return &function_type;
    case NODE_JoinedStr:
    case NODE_FormattedValue: return &str_type;
    default: break;
    }
    scoped Ref value = known_value(node);
    return value ? type_of(value) : NULL;
}

static bool doubt_call(const Source *source, const Node *called)
{
    const Type *type = called->kind == NODE_Lambda ? NULL : type_told_by(called);
    return !type || DOUBT(source, called, "'%.200s' object is not callable; perhaps you missed a comma?",
                          type->name);
}

/* --- subscripts --- */

static bool is_indexed_by_int(const Type *type)
{
    return type == &str_type || type == &bytes_type || type == &tuple_type || type == &list_type;
}

static bool doubt_index(const Source *source, const Node *value, const Type *type, const Node *index)
{
    const Type *by = is_indexed_by_int(type) ? type_told_by(index) : NULL;
    if (!by || type_is_subtype(by, &int_type)) return true;
    return DOUBT(source, value, "%.200s indices must be integers or slices, not %.200s; "
                 "perhaps you missed a comma?", type->name, by->name);
}

static bool doubt_subscript(const Source *source, const SubscriptNode *node)
{
    const Type *type = node->ctx == LOAD ? type_told_by(node->value) : NULL;
    if (!type || type == &dict_type) return true;
    if (is_indexed_by_int(type)) return doubt_index(source, node->value, type, node->slice);
    return DOUBT(source, node->value, "'%.200s' object is not subscriptable; perhaps you missed a comma?",
                 type->name);
}

/* --- is --- */

/* The type of a constant that may be one object or several; NULL: it's none such. */
static const Type *unsure_identity(const Node *node)
{
    scoped Ref value = known_value(node);
    bool single = !value || value == None_object || value == Ellipsis_object
               || type_of(value) == &bool_type;
    return single ? NULL : type_of(value);
}

static bool doubt_compare(const Source *source, const CompareNode *node)
{
    const Type *left = unsure_identity(node->left);
    for (uint32_t i = 0; i < node->comparators.count; i++) {
        const Type *right = unsure_identity(node->comparators.items[i]), *type = left ? left : right;
        bool is = node->ops[i] == COMPARE_IS, is_not = node->ops[i] == COMPARE_IS_NOT;
        if (type && (is || is_not))
            return DOUBT(source, &node->head, "\"%s\" with '%.200s' literal. Did you mean \"%s\"?",
                         is ? "is" : "is not", type->name, is ? "==" : "!=");
        left = right;
    }
    return true;
}

/* --- the walk --- */

static bool doubt_node(const Source *source, const Node *node)
{
    switch (node->kind) {
    case NODE_Call:      return doubt_call(source, AS(Call, node)->func);
    case NODE_Subscript: return doubt_subscript(source, AS(Subscript, node));
    case NODE_Compare:   return doubt_compare(source, AS(Compare, node));
    case NODE_Assert: {
        const Node *test = AS(Assert, node)->test;
        return test->kind != NODE_Tuple || !AS(Tuple, test)->elts.count
            || DOUBT(source, node, "assertion is always true, perhaps remove parentheses?");
    }
    default: return true;
    }
}

static bool visit(Node *node, void *source)
{
    if (node->kind == NODE_Constant || node->kind == NODE_Name) return true;
    if (!recursion_enter(" during compilation")) return false;
    bool fine = doubt_node(source, node) && ast_each_child(node, visit, source);
    recursion_leave();
    return fine;
}

bool doubt_tree(const Node *tree, const Source *source)
{
    return visit((Node *)tree, (Source *)source);
}
