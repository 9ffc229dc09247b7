/* vm/modules/ast_check.c -- what every text's tree fulfils, asked of a tree made from objects.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/complex.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/modules/ast.h"

static bool check(Node *node, void *unused);

static const char *name_of(const Node *node) { return node_names[node->kind]; }

static bool not_empty(const Node *node, uint32_t count, const char *what)
{
    return count || raise_value_error("empty %s on %s", what, name_of(node));
}

static bool check_name(Obj name)
{
    static const char *const constants[] = { "None", "True", "False" };
    for (size_t i = 0; name && i < 3; i++)
        if (str_equal_text(name, constants[i]))
            return raise_value_error("identifier field can't represent '%s' constant",
                                     constants[i]);
    return true;
}

/* --- targets --- */

static const char *const contexts[] = { "Load", "Store", "Del" };

static bool has_context(const Node *node, ExprContext *ctx)
{
    switch (node->kind) {
    case NODE_Attribute: *ctx = AS(Attribute, node)->ctx; return true;
    case NODE_Subscript: *ctx = AS(Subscript, node)->ctx; return true;
    case NODE_Starred:   *ctx = AS(Starred, node)->ctx; return true;
    case NODE_Name:      *ctx = AS(Name, node)->ctx; return true;
    case NODE_List:      *ctx = AS(List, node)->ctx; return true;
    case NODE_Tuple:     *ctx = AS(Tuple, node)->ctx; return true;
    default:             return false;
    }
}

static bool check_context(const Node *node, ExprContext wanted)
{
    ExprContext ctx = LOAD;
    if (!node) return true;
    bool own = has_context(node, &ctx);
    if (!own && wanted != LOAD)
        return raise_value_error("expression which can't be assigned to in %s context",
                                 contexts[wanted]);
    if (own && ctx != wanted)
        return raise_value_error("expression must have %s context but has %s instead",
                                 contexts[wanted], contexts[ctx]);
    if (!recursion_enter(" during compilation")) return false;
    bool good = true;
    const NodeList *items = node->kind == NODE_Tuple ? &AS(Tuple, node)->elts
        : node->kind == NODE_List ? &AS(List, node)->elts : NULL;
    for (uint32_t i = 0; items && i < items->count && good; i++)
        good = check_context(items->items[i], ctx);
    if (good && node->kind == NODE_Starred) good = check_context(AS(Starred, node)->value, ctx);
    recursion_leave();
    return good;
}

// The expressions in a node that are stored to, or deleted; all others are loaded.
static ExprContext wanted_context(const Node *parent, const Node *child)
{
    switch (parent->kind) {
    case NODE_Delete: return DEL;
    case NODE_Assign: return child == AS(Assign, parent)->value ? LOAD : STORE;
    case NODE_AugAssign: return child == AS(AugAssign, parent)->target ? STORE : LOAD;
    case NODE_AnnAssign: return child == AS(AnnAssign, parent)->target ? STORE : LOAD;
    case NODE_For: case NODE_AsyncFor: return child == AS(For, parent)->target ? STORE : LOAD;
    case NODE_comprehension: return child == AS(comprehension, parent)->target ? STORE : LOAD;
    case NODE_withitem: return child == AS(withitem, parent)->optional_vars ? STORE : LOAD;
    case NODE_NamedExpr: return child == AS(NamedExpr, parent)->target ? STORE : LOAD;
    case NODE_TypeAlias: return child == AS(TypeAlias, parent)->name ? STORE : LOAD;
    default: return LOAD;
    }
}

static bool check_child_context(Node *child, void *parent)
{
    if (node_group(child) != GROUP_EXPR) return true;
    const Node *above = parent;
    ExprContext ctx = LOAD;
    bool same = has_context(above, &ctx)
        && (above->kind == NODE_Tuple || above->kind == NODE_List || above->kind == NODE_Starred);
    return same || check_context(child, wanted_context(above, child));
}

/* --- expressions --- */

// NULL if all of it is; else the first part that is not.
static Obj strange_part(Obj value)
{
    Type *type = type_of(value);
    if (is_none(value) || is_bool(value) || value == Ellipsis_object || type == &int_type
        || type == &float_type || type == &complex_type || type == &str_type || type == &bytes_type)
        return NULL;
    if (type != &tuple_type && type != &frozenset_type) return value;
    if (!recursion_enter(" during compilation")) return value;
    scoped Ref items = tuple_from(value);
    Obj strange = items ? NULL : value;
    for (size_t i = 0; !strange && i < tuple_length(items); i++)
        strange = strange_part(tuple_peek(items, i));
    recursion_leave();
    return strange;
}

static bool check_constant(Obj value)
{
    Obj strange = strange_part(value);
    if (!strange) return true;
    return !error_pending() && raise_type_error("got an invalid type in Constant: %T", strange);
}

static bool check_arguments(const argumentsNode *args)
{
    if (args->defaults.count > args->posonlyargs.count + args->args.count)
        return raise_value_error("more positional defaults than args on arguments");
    return args->kwonlyargs.count == args->kw_defaults.count
        || raise_value_error("length of kwonlyargs is not the same as kw_defaults on arguments");
}

static bool check_generators(const NodeList *generators)
{
    if (!generators->count) return raise_value_error("comprehension with no generators");
    for (uint32_t i = 0; i < generators->count; i++)
        if (!check_context(AS(comprehension, generators->items[i])->target, STORE)) return false;
    return true;
}

static bool check_expression(const Node *node)
{
    switch (node->kind) {
    case NODE_BoolOp:
        return AS(BoolOp, node)->values.count >= 2
            || raise_value_error("BoolOp with less than 2 values");
    case NODE_Dict:
        return AS(Dict, node)->keys.count == AS(Dict, node)->values.count
            || raise_value_error("Dict doesn't have the same number of keys as values");
    case NODE_ListComp: case NODE_SetComp: case NODE_GeneratorExp:
        return check_generators(&AS(ListComp, node)->generators);
    case NODE_DictComp:
        return check_generators(&AS(DictComp, node)->generators);
    case NODE_NamedExpr:
        return AS(NamedExpr, node)->target->kind == NODE_Name
            || raise_type_error("NamedExpr target must be a Name");
    case NODE_Constant: return check_constant(AS(Constant, node)->value);
    case NODE_Name: return check_name(AS(Name, node)->id);
    case NODE_FormattedValue: {
        int conversion = AS(FormattedValue, node)->conversion;
        return conversion == -1 || conversion == 's' || conversion == 'r' || conversion == 'a'
            || raise_system_error("Unrecognized conversion character %d", conversion);
    }
    default: return true;
    }
}

/* --- statements --- */

static bool check_try(const Node *node)
{
    const TryNode *t = AS(Try, node);
    if (!not_empty(node, t->body.count, "body")) return false;
    if (!t->handlers.count && !t->finalbody.count)
        return raise_value_error("%s has neither except handlers nor finalbody", name_of(node));
    return t->handlers.count || !t->orelse.count
        || raise_value_error("%s has orelse but no except handlers", name_of(node));
}

static bool check_annotated(const AnnAssignNode *node)
{
    return !node->simple || node->target->kind == NODE_Name
        || raise_type_error("AnnAssign with simple non-Name target");
}

static bool check_statement(const Node *node)
{
    switch (node->kind) {
    case NODE_FunctionDef: case NODE_AsyncFunctionDef:
        return not_empty(node, AS(FunctionDef, node)->body.count, "body");
    case NODE_ClassDef: return not_empty(node, AS(ClassDef, node)->body.count, "body");
    case NODE_Delete: return not_empty(node, AS(Delete, node)->targets.count, "targets");
    case NODE_Assign: return not_empty(node, AS(Assign, node)->targets.count, "targets");
    case NODE_AnnAssign: return check_annotated(AS(AnnAssign, node));
    case NODE_TypeAlias:
        return AS(TypeAlias, node)->name->kind == NODE_Name
            || raise_type_error("TypeAlias with non-Name name");
    case NODE_For: case NODE_AsyncFor: return not_empty(node, AS(For, node)->body.count, "body");
    case NODE_While: return not_empty(node, AS(While, node)->body.count, "body");
    case NODE_If: return not_empty(node, AS(If, node)->body.count, "body");
    case NODE_With: case NODE_AsyncWith:
        return not_empty(node, AS(With, node)->items.count, "items")
            && not_empty(node, AS(With, node)->body.count, "body");
    case NODE_Match: return not_empty(node, AS(Match, node)->cases.count, "cases");
    case NODE_match_case: return not_empty(node, AS(match_case, node)->body.count, "body");
    case NODE_ExceptHandler: return not_empty(node, AS(ExceptHandler, node)->body.count, "body");
    case NODE_Raise:
        return AS(Raise, node)->exc || !AS(Raise, node)->cause
            || raise_value_error("Raise with cause but no exception");
    case NODE_Try: case NODE_TryStar: return check_try(node);
    case NODE_Import: return not_empty(node, AS(Import, node)->names.count, "names");
    case NODE_ImportFrom:
        if (AS(ImportFrom, node)->level < 0) return raise_value_error("Negative ImportFrom level");
        if (!AS(ImportFrom, node)->module && !AS(ImportFrom, node)->level)
            return raise_value_error("ImportFrom needs a module or a level");
        return not_empty(node, AS(ImportFrom, node)->names.count, "names");
    case NODE_Global: return not_empty(node, AS(Global, node)->names.count, "names");
    case NODE_Nonlocal: return not_empty(node, AS(Nonlocal, node)->names.count, "names");
    default: return true;
    }
}

/* --- patterns --- */

static bool is_number(const Node *node, bool only_complex)
{
    if (node->kind == NODE_UnaryOp && AS(UnaryOp, node)->op == UNARY_NEGATIVE)
        return is_number(AS(UnaryOp, node)->operand, only_complex);
    if (node->kind != NODE_Constant) return false;
    Type *type = type_of(AS(Constant, node)->value);
    return type == &complex_type || (!only_complex && (type == &int_type || type == &float_type));
}

static bool is_dotted(const Node *node)
{
    while (node->kind == NODE_Attribute) node = AS(Attribute, node)->value;
    return node->kind == NODE_Name;
}

static bool check_pattern_value(const Node *value)
{
    if (value->kind == NODE_Constant) {
        Obj x = AS(Constant, value)->value;
        Type *type = type_of(x);
        return is_number(value, false) || type == &str_type || type == &bytes_type
            || raise_value_error("unexpected constant inside of a literal pattern");
    }
    if (value->kind == NODE_Attribute && is_dotted(value)) return true;
    if (value->kind == NODE_JoinedStr || is_number(value, false)) return true;
    if (value->kind == NODE_BinOp) {
        const BinOpNode *sum = AS(BinOp, value);
        if ((sum->op == OP_ADD || sum->op == OP_SUBTRACT) && is_number(sum->left, false)
            && is_number(sum->right, true)) return true;
    }
    return raise_value_error("patterns may only match literals and attribute lookups");
}

static bool check_capture(Obj name)
{
    if (name && str_equal_text(name, "_"))
        return raise_value_error("can't capture name '_' in patterns");
    return check_name(name);
}

static bool check_mapping(const MatchMappingNode *node)
{
    if (node->keys.count != node->patterns.count)
        return raise_value_error("MatchMapping doesn't have the same number of keys as patterns");
    for (uint32_t i = 0; i < node->keys.count; i++) {
        const Node *key = node->keys.items[i];
        bool literal = key->kind == NODE_Constant
            && (is_none(AS(Constant, key)->value) || is_bool(AS(Constant, key)->value));
        if (!literal && !check_pattern_value(key)) return false;
    }
    return check_capture(node->rest);
}

static bool check_class(const MatchClassNode *node)
{
    if (node->kwd_attrs.count != node->kwd_patterns.count)
        return raise_value_error("MatchClass doesn't have the same number of keyword attributes as "
                                 "patterns");
    for (uint32_t i = 0; i < node->kwd_attrs.count; i++)
        if (!check_name(node->kwd_attrs.items[i])) return false;
    return is_dotted(node->cls)
        || raise_value_error("MatchClass cls field can only contain Name or Attribute nodes.");
}

static bool check_pattern(const Node *node)
{
    switch (node->kind) {
    case NODE_MatchValue: return check_pattern_value(AS(MatchValue, node)->value);
    case NODE_MatchSingleton: {
        Obj value = AS(MatchSingleton, node)->value;
        return is_none(value) || is_bool(value)
            || raise_value_error("MatchSingleton can only contain True, False and None");
    }
    case NODE_MatchMapping: return check_mapping(AS(MatchMapping, node));
    case NODE_MatchClass: return check_class(AS(MatchClass, node));
    case NODE_MatchStar: return check_capture(AS(MatchStar, node)->name);
    case NODE_MatchAs:
        if (AS(MatchAs, node)->pattern && !AS(MatchAs, node)->name)
            return raise_value_error("MatchAs must specify a target name if a pattern is given");
        return check_capture(AS(MatchAs, node)->name);
    case NODE_MatchOr:
        return AS(MatchOr, node)->patterns.count >= 2
            || raise_value_error("MatchOr requires at least 2 patterns");
    default: return true;
    }
}

static bool check_star_pattern(Node *child, void *parent)
{
    return child->kind != NODE_MatchStar || ((Node *)parent)->kind == NODE_MatchSequence
        || raise_value_error("can't use MatchStar here");
}

static bool check(Node *node, void *unused)
{
    (void)unused;
    if (!recursion_enter(" during compilation")) return false;
    bool good = node_group(node) == GROUP_PATTERN ? check_pattern(node)
        : check_expression(node) && check_statement(node);
    good = good && ast_each_child(node, check_child_context, node)
        && ast_each_child(node, check_star_pattern, node) && ast_each_child(node, check, NULL)
        && (node->kind != NODE_arguments || check_arguments(AS(arguments, node)));
    recursion_leave();
    return good;
}

bool ast_check(const Node *tree) { return check((Node *)tree, NULL); }
