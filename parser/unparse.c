/* parser/unparse.c -- the text of an expression, with only the parentheses that it needs.
 *   SPDX-License-Identifier: MIT */
#include "parser/unparse.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/complex.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"

/* How tightly an operator holds; what holds less than its surroundings is put in parentheses. */
enum {
    LEVEL_TUPLE, LEVEL_TEST, LEVEL_OR, LEVEL_AND, LEVEL_NOT, LEVEL_COMPARE, LEVEL_BIT_OR,
    LEVEL_BIT_XOR, LEVEL_BIT_AND, LEVEL_SHIFT, LEVEL_SUM, LEVEL_TERM, LEVEL_FACTOR, LEVEL_POWER,
    LEVEL_ATOM,
};

typedef struct Unparser { Writer out; const Source *source; } Unparser;

static bool write(Unparser *u, const Node *node, int level);

static void text(Unparser *u, const char *words)   { writer_text(&u->out, words); }
static void name(Unparser *u, Obj id)              { writer_str(&u->out, id); }

static void open_if(Unparser *u, bool wanted)      { if (wanted) text(u, "("); }
static bool close_if(Unparser *u, bool wanted)
{
    if (wanted) text(u, ")");
    return true;
}

static bool write_list(Unparser *u, NodeList items, int level)
{
    for (uint32_t i = 0; i < items.count; i++) {
        if (i) text(u, ", ");
        if (!write(u, items.items[i], level)) return false;
    }
    return true;
}

/* --- operators --- */

static int operator_level(Operator op)
{
    switch (op) {
    case OP_OR:  return LEVEL_BIT_OR;
    case OP_XOR: return LEVEL_BIT_XOR;
    case OP_AND: return LEVEL_BIT_AND;
    case OP_LEFT_SHIFT: case OP_RIGHT_SHIFT: return LEVEL_SHIFT;
    case OP_ADD: case OP_SUBTRACT: return LEVEL_SUM;
    case OP_POWER: return LEVEL_POWER;
    default:     return LEVEL_TERM;
    }
}

static bool write_binary(Unparser *u, const BinOpNode *node, int level)
{
    int own = operator_level(node->op);
    bool to_the_right = node->op == OP_POWER, parens = level > own;
    open_if(u, parens);
    if (!write(u, node->left, own + to_the_right)) return false;
    text(u, " ");
    text(u, operator_info[node->op].symbol);
    text(u, " ");
    return write(u, node->right, own + !to_the_right) && close_if(u, parens);
}

static bool write_bool(Unparser *u, const BoolOpNode *node, int level)
{
    int own = node->op == BOOL_AND ? LEVEL_AND : LEVEL_OR;
    bool parens = level > own;
    open_if(u, parens);
    for (uint32_t i = 0; i < node->values.count; i++) {
        if (i) text(u, node->op == BOOL_AND ? " and " : " or ");
        if (!write(u, node->values.items[i], own + 1)) return false;
    }
    return close_if(u, parens);
}

static bool write_unary(Unparser *u, const UnaryOpNode *node, int level)
{
    static const char *const symbols[] = { "~", "not ", "+", "-" };
    int own = node->op == UNARY_NOT ? LEVEL_NOT : LEVEL_FACTOR;
    bool parens = level > own;
    open_if(u, parens);
    text(u, symbols[node->op]);
    return write(u, node->operand, own) && close_if(u, parens);
}

static bool write_compare(Unparser *u, const CompareNode *node, int level)
{
    static const char *const more[] = { "is", "is not", "in", "not in" };
    bool parens = level > LEVEL_COMPARE;
    open_if(u, parens);
    if (!write(u, node->left, LEVEL_COMPARE + 1)) return false;
    for (uint32_t i = 0; i < node->comparators.count; i++) {
        uint8_t op = node->ops[i];
        text(u, " ");
        text(u, op < COMPARE_IS ? compare_symbols[op] : more[op - COMPARE_IS]);
        text(u, " ");
        if (!write(u, node->comparators.items[i], LEVEL_COMPARE + 1)) return false;
    }
    return close_if(u, parens);
}

static bool write_condition(Unparser *u, const IfExpNode *node, int level)
{
    bool parens = level > LEVEL_TEST;
    open_if(u, parens);
    if (!write(u, node->body, LEVEL_TEST + 1)) return false;
    text(u, " if ");
    if (!write(u, node->test, LEVEL_TEST + 1)) return false;
    text(u, " else ");
    return write(u, node->orelse, LEVEL_TEST) && close_if(u, parens);
}

/* --- lambda --- */

typedef struct Parameters { uint32_t written, positional; const argumentsNode *args; } Parameters;

static bool write_parameter(Unparser *u, Parameters *p, const char *stars, const Node *arg,
                            const Node *fallback)
{
    if (p->written++) text(u, ", ");
    text(u, stars);
    if (arg) name(u, AS(arg, arg)->arg);
    if (!fallback) return true;
    text(u, "=");
    return write(u, fallback, LEVEL_TEST);
}

static bool write_positional(Unparser *u, Parameters *p, NodeList args)
{
    const argumentsNode *all = p->args;
    uint32_t total = all->posonlyargs.count + all->args.count, plain = total - all->defaults.count;
    for (uint32_t i = 0; i < args.count; i++, p->positional++) {
        const Node *fallback = p->positional < plain ? NULL
                             : all->defaults.items[p->positional - plain];
        if (!write_parameter(u, p, "", args.items[i], fallback)) return false;
    }
    return true;
}

static bool write_lambda(Unparser *u, const LambdaNode *node, int level)
{
    const argumentsNode *args = AS(arguments, node->args);
    Parameters p = { .args = args };
    bool parens = level > LEVEL_TEST, some = args->posonlyargs.count || args->args.count
        || args->vararg || args->kwonlyargs.count || args->kwarg;
    open_if(u, parens);
    text(u, some ? "lambda " : "lambda");
    if (!write_positional(u, &p, args->posonlyargs)) return false;
    if (args->posonlyargs.count && !write_parameter(u, &p, "/", NULL, NULL)) return false;
    if (!write_positional(u, &p, args->args)) return false;
    if ((args->vararg || args->kwonlyargs.count)
        && !write_parameter(u, &p, "*", args->vararg, NULL)) return false;
    for (uint32_t i = 0; i < args->kwonlyargs.count; i++)
        if (!write_parameter(u, &p, "", args->kwonlyargs.items[i], args->kw_defaults.items[i]))
            return false;
    if (args->kwarg && !write_parameter(u, &p, "**", args->kwarg, NULL)) return false;
    text(u, ": ");
    return write(u, node->body, LEVEL_TEST) && close_if(u, parens);
}

/* --- displays, comprehensions, calls --- */

static bool write_dict(Unparser *u, const DictNode *node)
{
    text(u, "{");
    for (uint32_t i = 0; i < node->values.count; i++) {
        const Node *key = node->keys.items[i];
        if (i) text(u, ", ");
        if (key && !write(u, key, LEVEL_TEST)) return false;
        text(u, key ? ": " : "**");
        if (!write(u, node->values.items[i], key ? LEVEL_TEST : LEVEL_BIT_OR)) return false;
    }
    text(u, "}");
    return true;
}

static bool write_loops(Unparser *u, NodeList generators, const char *closing)
{
    for (uint32_t i = 0; i < generators.count; i++) {
        const comprehensionNode *part = AS(comprehension, generators.items[i]);
        text(u, " for ");
        if (!write(u, part->target, LEVEL_TUPLE)) return false;
        text(u, " in ");
        if (!write(u, part->iter, LEVEL_TEST + 1)) return false;
        for (uint32_t k = 0; k < part->ifs.count; k++) {
            text(u, " if ");
            if (!write(u, part->ifs.items[k], LEVEL_TEST + 1)) return false;
        }
    }
    text(u, closing);
    return true;
}

static bool write_comprehension(Unparser *u, const Node *element, NodeList generators,
                                const char *opening, const char *closing)
{
    text(u, opening);
    return write(u, element, LEVEL_TEST) && write_loops(u, generators, closing);
}

static bool write_dict_comprehension(Unparser *u, const DictCompNode *node)
{
    text(u, "{");
    if (!write(u, node->key, LEVEL_TEST)) return false;
    text(u, ": ");
    return write(u, node->value, LEVEL_TEST) && write_loops(u, node->generators, "}");
}

static bool write_tuple(Unparser *u, NodeList items, int level)
{
    bool parens = level > LEVEL_TUPLE || items.count == 0;
    open_if(u, parens);
    if (!write_list(u, items, LEVEL_TEST)) return false;
    if (items.count == 1) text(u, ",");
    return close_if(u, parens);
}

static bool write_call(Unparser *u, const CallNode *node)
{
    if (!write(u, node->func, LEVEL_ATOM)) return false;
    if (node->args.count == 1 && !node->keywords.count
        && node->args.items[0]->kind == NODE_GeneratorExp)
        return write(u, node->args.items[0], LEVEL_ATOM);
    text(u, "(");
    if (!write_list(u, node->args, LEVEL_TEST)) return false;
    for (uint32_t i = 0; i < node->keywords.count; i++) {
        const keywordNode *keyword = AS(keyword, node->keywords.items[i]);
        if (i || node->args.count) text(u, ", ");
        if (keyword->arg) name(u, keyword->arg);
        text(u, keyword->arg ? "=" : "**");
        if (!write(u, keyword->value, LEVEL_TEST)) return false;
    }
    text(u, ")");
    return true;
}

static bool write_slice(Unparser *u, const SliceNode *node)
{
    if (node->lower && !write(u, node->lower, LEVEL_TEST)) return false;
    text(u, ":");
    if (node->upper && !write(u, node->upper, LEVEL_TEST)) return false;
    if (!node->step) return true;
    text(u, ":");
    return write(u, node->step, LEVEL_TEST);
}

/* --- atoms --- */

// An infinite number has no literal of its own; one that is too large stands for it.
static bool write_constant(Unparser *u, Obj value)
{
    if (value == Ellipsis_object) {
        text(u, "...");
        return true;
    }
    scoped Ref shown = object_repr(value);
    if (!shown) return false;
    bool number = has_type(value, &float_type) || has_type(value, &complex_type);
    intptr_t at = number ? str_find(shown, intern("inf"), 0, str_length(shown), false) : -1;
    if (at < 0) {
        writer_str(&u->out, shown);
        return true;
    }
    writer_slice(&u->out, shown, 0, (size_t)at);
    text(u, "1e309");
    writer_slice(&u->out, shown, (size_t)at + 3, str_length(shown));
    return true;
}

static bool write_attribute(Unparser *u, const AttributeNode *node)
{
    const Node *value = node->value;
    if (!write(u, value, LEVEL_ATOM)) return false;
    text(u, value->kind == NODE_Constant && is_int(AS(Constant, value)->value) ? " ." : ".");
    name(u, node->attr);
    return true;
}

static bool write_subscript(Unparser *u, const SubscriptNode *node)
{
    if (!write(u, node->value, LEVEL_ATOM)) return false;
    text(u, "[");
    if (!write(u, node->slice, LEVEL_TUPLE)) return false;
    text(u, "]");
    return true;
}

static bool write_spelling(Unparser *u, const Node *node)
{
    if (node->end > u->source->length || node->start > node->end)
        return raise_not_implemented_error("text of an f-string that has no source");
    writer_utf8(&u->out, u->source->text + node->start, node->end - node->start);
    return true;
}

static bool write_named(Unparser *u, const NamedExprNode *node)
{
    text(u, "(");
    if (!write(u, node->target, LEVEL_ATOM)) return false;
    text(u, " := ");
    return write(u, node->value, LEVEL_ATOM) && close_if(u, true);
}

static bool write_yield(Unparser *u, const char *words, const Node *value)
{
    text(u, words);
    if (value) text(u, " ");
    return (!value || write(u, value, LEVEL_TEST)) && close_if(u, true);
}

static bool write_node(Unparser *u, const Node *node, int level)
{
    switch (node->kind) {
    case NODE_BoolOp:    return write_bool(u, AS(BoolOp, node), level);
    case NODE_BinOp:     return write_binary(u, AS(BinOp, node), level);
    case NODE_UnaryOp:   return write_unary(u, AS(UnaryOp, node), level);
    case NODE_Compare:   return write_compare(u, AS(Compare, node), level);
    case NODE_IfExp:     return write_condition(u, AS(IfExp, node), level);
    case NODE_Lambda:    return write_lambda(u, AS(Lambda, node), level);
    case NODE_NamedExpr: return write_named(u, AS(NamedExpr, node));
    case NODE_Yield:     return write_yield(u, "(yield", AS(Yield, node)->value);
    case NODE_YieldFrom: return write_yield(u, "(yield from", AS(YieldFrom, node)->value);
    case NODE_Dict:      return write_dict(u, AS(Dict, node));
    case NODE_DictComp:  return write_dict_comprehension(u, AS(DictComp, node));
    case NODE_ListComp:
        return write_comprehension(u, AS(ListComp, node)->elt, AS(ListComp, node)->generators, "[", "]");
    case NODE_SetComp:
        return write_comprehension(u, AS(SetComp, node)->elt, AS(SetComp, node)->generators, "{", "}");
    case NODE_GeneratorExp:
        return write_comprehension(u, AS(GeneratorExp, node)->elt,
                                   AS(GeneratorExp, node)->generators, "(", ")");
    case NODE_Set:
        text(u, "{");
        if (!write_list(u, AS(Set, node)->elts, LEVEL_TEST)) return false;
        text(u, "}");
        return true;
    case NODE_List:
        text(u, "[");
        if (!write_list(u, AS(List, node)->elts, LEVEL_TEST)) return false;
        text(u, "]");
        return true;
    case NODE_Tuple:     return write_tuple(u, AS(Tuple, node)->elts, level);
    case NODE_Call:      return write_call(u, AS(Call, node));
    case NODE_Constant:  return write_constant(u, AS(Constant, node)->value);
    case NODE_Attribute: return write_attribute(u, AS(Attribute, node));
    case NODE_Subscript: return write_subscript(u, AS(Subscript, node));
    case NODE_Slice:     return write_slice(u, AS(Slice, node));
    case NODE_Starred:
        text(u, "*");
        return write(u, AS(Starred, node)->value, LEVEL_BIT_OR);
    case NODE_Name:
        name(u, AS(Name, node)->id);
        return true;
    default:             return write_spelling(u, node);
    }
}

static bool write(Unparser *u, const Node *node, int level)
{
    if (!recursion_enter(" during compilation")) return false;
    bool fine = write_node(u, node, level);
    recursion_leave();
    return fine;
}

Ref unparse_expression(const Node *node, const Source *source)
{
    Unparser u = { .source = source };
    if (write(&u, node, LEVEL_TEST)) return writer_finish(&u.out);
    writer_discard(&u.out);
    return NULL;
}
