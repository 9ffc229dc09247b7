/* parser/target.c -- expressions made targets, and what can't be one.
 *   SPDX-License-Identifier: MIT */
#include "parser/build.h"
#include "parser/extent.h"
#include "runtime/types/str.h"

static const char *describe_constant(Obj value)
{
    if (is_none(value)) return "None";
    if (value == True_object) return "True";
    if (value == False_object) return "False";
    return value == Ellipsis_object ? "ellipsis" : "literal";
}

const char *build_describe(const Node *expression)
{
    switch (expression->kind) {
    case NODE_Attribute:    return "attribute";
    case NODE_Subscript:    return "subscript";
    case NODE_Starred:      return "starred";
    case NODE_Name:         return "name";
    case NODE_List:         return "list";
    case NODE_Tuple:        return "tuple";
    case NODE_Lambda:       return "lambda";
    case NODE_Call:         return "function call";
    case NODE_GeneratorExp: return "generator expression";
    case NODE_Yield: case NODE_YieldFrom: return "yield expression";
    case NODE_Await:        return "await expression";
    case NODE_ListComp:     return "list comprehension";
    case NODE_SetComp:      return "set comprehension";
    case NODE_DictComp:     return "dict comprehension";
    case NODE_Dict:         return "dict literal";
    case NODE_Set:          return "set display";
    case NODE_JoinedStr: case NODE_FormattedValue: return "f-string expression";
    case NODE_Constant:     return describe_constant(AS(Constant, expression)->value);
    case NODE_Compare:      return "comparison";
    case NODE_IfExp:        return "conditional expression";
    case NODE_NamedExpr:    return "named expression";
    default:                return "expression";
    }
}

/* The first part of a target that can't be one; NULL if all can. Nesting is at most that of
 * brackets. */
static Node *find_invalid(Node *target, ExprContext ctx)
{
    const NodeList *items;
    switch (target->kind) {
    case NODE_Name: case NODE_Attribute: case NODE_Subscript:
        return NULL;
    case NODE_Starred:
        return ctx == DEL ? target : find_invalid(AS(Starred, target)->value, ctx);
    case NODE_List:  items = &AS(List, target)->elts; break;
    case NODE_Tuple: items = &AS(Tuple, target)->elts; break;
    default: return target;
    }
    for (uint32_t i = 0; i < items->count; i++) {
        Node *invalid = find_invalid(items->items[i], ctx);
        if (invalid) return invalid;
    }
    return NULL;
}

static void set_context(Node *target, ExprContext ctx)
{
    const NodeList *items = NULL;
    switch (target->kind) {
    case NODE_Name:      AS(Name, target)->ctx = ctx; break;
    case NODE_Attribute: AS(Attribute, target)->ctx = ctx; break;
    case NODE_Subscript: AS(Subscript, target)->ctx = ctx; break;
    case NODE_Starred:
        AS(Starred, target)->ctx = ctx;
        set_context(AS(Starred, target)->value, ctx);
        break;
    case NODE_List:
        AS(List, target)->ctx = ctx;
        items = &AS(List, target)->elts;
        break;
    case NODE_Tuple:
        AS(Tuple, target)->ctx = ctx;
        items = &AS(Tuple, target)->elts;
        break;
    }
    for (uint32_t i = 0; items && i < items->count; i++) set_context(items->items[i], ctx);
}

bool build_target(Parser *p, Node *expression, ExprContext ctx)
{
    Node *invalid = find_invalid(expression, ctx);
    if (invalid)
        return FAIL_AT(p, *invalid, ctx == DEL ? "cannot delete %s" : "cannot assign to %s",
                       build_describe(invalid));
    set_context(expression, ctx);
    return true;
}

bool build_delete(Parser *p, Node *target)    { return build_target(p, target, DEL); }

bool build_loop_target(Parser *p, Node *target)
{
    return build_target(p, target, STORE);
}

Node *build_target_tuple(Parser *p, Span span, const NodeList *targets)
{
    Node *tuple = ast_new(p->arena, Tuple, span.start, span.end, *targets, LOAD);
    return build_target(p, tuple, STORE) ? tuple : NULL;
}

/* --- assignment --- */

static const Node *leftmost(const Node *node)
{
    for (;;) {
        if (node->parenthesized) return node;
        if (node->kind == NODE_BinOp) node = AS(BinOp, node)->left;
        else if (node->kind == NODE_Attribute) node = AS(Attribute, node)->value;
        else if (node->kind == NODE_Subscript) node = AS(Subscript, node)->value;
        else if (node->kind == NODE_Call) node = AS(Call, node)->func;
        else return node;
    }
}

/* No operator below `|` in precedence, outside of parentheses; and none of the displays that may
 * be targets. */
static bool may_be_compared(const Node *node)
{
    const Node *first = leftmost(node);
    if (first != node && !may_be_compared(first)) return false;
    switch (node->kind) {
    case NODE_GeneratorExp: case NODE_List: case NODE_Tuple: case NODE_Starred:
        return false;
    case NODE_BoolOp: case NODE_Compare: case NODE_IfExp: case NODE_Lambda: case NODE_NamedExpr:
    case NODE_Yield: case NODE_YieldFrom:
        return node->parenthesized;
    case NODE_UnaryOp:
        return node->parenthesized || AS(UnaryOp, node)->op != UNARY_NOT;
    case NODE_Constant: {
        Obj value = AS(Constant, node)->value;
        return node->parenthesized || !(is_none(value) || is_bool(value));
    }
    default:
        return true;
    }
}

/* The end of a plain value after the `=` that is being read, if no other `=` follows; else 0. */
static uint32_t lone_value_end(const Parser *p)
{
    if (p->tokens.items[p->at].kind != TOKEN_EQUAL) return 0;
    uint32_t end = extent_arithmetic(&p->tokens, p->at + 1);
    if (!end || end >= p->tokens.count) return end;
    TokenKind kind = p->tokens.items[end].kind;
    return kind == TOKEN_EQUAL || kind == TOKEN_WALRUS ? 0 : end;
}

/* The assignment's first target starts where its statement does. */
static bool is_first_target(const Parser *p, const Node *target)
{
    uint32_t i = p->at;
    while (i && p->tokens.items[i].start > target->start) i--;
    while (i && p->tokens.items[i - 1].kind == TOKEN_LPAREN) i--;
    return !i || p->tokens.items[i - 1].kind != TOKEN_EQUAL;
}

/* A tuple without parentheses of its own. */
static bool is_open_tuple(const Node *target)
{
    if (target->kind != NODE_Tuple) return false;
    const NodeList *items = &AS(Tuple, target)->elts;
    return items->count && items->items[0]->start == target->start;
}

bool build_assigned(Parser *p, Node *target)
{
    Node *invalid = find_invalid(target, STORE);
    if (!invalid) {
        set_context(target, STORE);
        return true;
    }
    bool yields = target->kind == NODE_Yield || target->kind == NODE_YieldFrom;
    if (yields && !target->parenthesized)
        return FAIL_AT(p, *target, "assignment to yield expression not possible");
    Node *last = target;
    if (is_open_tuple(target))
        last = AS(Tuple, target)->elts.items[AS(Tuple, target)->elts.count - 1];
    uint32_t end = is_first_target(p, target) ? lone_value_end(p) : 0;
    if (end && find_invalid(last, STORE) && may_be_compared(last))
        return FAIL_AT(p, *last, "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                       build_describe(last));
    if (end && last != target && last->kind == NODE_Name) {
        Span both = { last->start, p->tokens.items[end - 1].end };
        return FAIL_AT(p, both, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    return FAIL_AT(p, *invalid, "cannot assign to %s", build_describe(invalid));
}

static bool is_single(const Node *target)
{
    return target->kind == NODE_Name || target->kind == NODE_Attribute
        || target->kind == NODE_Subscript;
}

Node *build_augmented(Parser *p, Span span, Node *target, int op, Node *value)
{
    if (!is_single(target))
        return FAIL_AT(p, *target, "'%s' is an illegal expression for augmented assignment",
                       build_describe(target));
    set_context(target, STORE);
    return ast_new(p->arena, AugAssign, span.start, span.end, target, op, value);
}

static Span colon_after(const Parser *p, uint32_t at)
{
    for (uint32_t i = 0; i < p->tokens.count; i++) {
        const Token *t = &p->tokens.items[i];
        if (t->start >= at && t->kind == TOKEN_COLON) return (Span){ t->start, t->end };
    }
    return (Span){ at, at };
}

Node *build_annotated(Parser *p, Span span, Node *target, Node *annotation, Node *value)
{
    if (target->kind == NODE_Tuple || target->kind == NODE_List) {
        bool open = is_open_tuple(target);
        return FAIL_AT(p, *(open ? AS(Tuple, target)->elts.items[0] : target),
                       "only single target (not %s) can be annotated", build_describe(target));
    }
    if (target->kind == NODE_Starred) {
        Span colon = colon_after(p, target->end);
        return FAIL_AT(p, colon, "invalid syntax");
    }
    if (!is_single(target)) return FAIL_AT(p, *target, "illegal target for annotation");
    set_context(target, STORE);
    bool simple = target->kind == NODE_Name && !target->parenthesized;
    return ast_new(p->arena, AnnAssign, span.start, span.end, target, annotation, value, simple);
}
