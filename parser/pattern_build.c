/* parser/pattern_build.c -- the actions for case patterns.   SPDX-License-Identifier: MIT */
#include "lexer/literal.h"
#include "parser/build.h"
#include "runtime/types/complex.h"
#include "runtime/types/str.h"

Obj pattern_id(Parser *p, Span name)
{
    Obj id = build_id(p, name);
    return id == name__ ? NULL : id;
}

Node *pattern_lone_star(Parser *p, Node *star)
{
    Span after = { star->end, star->end + 1 };
    return FAIL_AT(p, after, "invalid syntax");
}

Node *pattern_as(Parser *p, Span span, Node *pattern, Span name)
{
    Obj id = pattern_id(p, name);
    if (!id) return FAIL_AT(p, name, "cannot use '_' as a target");
    return ast_new(p->arena, MatchAs, span.start, span.end, pattern, id);
}

Node *pattern_literal(Parser *p, Span span, Node *value)
{
    if (value->kind == NODE_JoinedStr)
        return FAIL_AT(p, span, "patterns may only match literals and attribute lookups");
    if (value->kind == NODE_Constant) {
        Obj constant = AS(Constant, value)->value;
        if (is_none(constant) || is_bool(constant))
            return ast_new(p->arena, MatchSingleton, span.start, span.end, constant);
    }
    return ast_new(p->arena, MatchValue, span.start, span.end, value);
}

Node *pattern_group(Parser *p, Span span, const NodeList *items)
{
    Node *first = items->items[0];
    if (items->count == 1 && first->kind != NODE_MatchStar) return first;
    if (items->count == 1) {
        Span closing = { span.end - 1, span.end };
        return FAIL_AT(p, closing, "invalid syntax");
    }
    return ast_new(p->arena, MatchSequence, span.start, span.end, *items);
}

// `**rest` must be the last: what stands behind the comma after it is to blame.
static const Token *token_behind_comma(const Parser *p, uint32_t end)
{
    uint32_t i = 0;
    while (i + 2 < p->tokens.count && p->tokens.items[i].start < end) i++;
    return &p->tokens.items[i + 1];
}

bool pattern_rest(Parser *p, const NodeList *items)
{
    for (uint32_t i = 0; i < items->count; i += 2)
        if (!items->items[i]) {
            const Token *next = token_behind_comma(p, items->items[i + 1]->end);
            return FAIL_AT(p, *next, "invalid syntax");
        }
    return true;
}

Node *pattern_mapping(Parser *p, Span span, const NodeList *items)
{
    NodeList keys = { 0 }, patterns = { 0 };
    Obj rest = NULL;
    for (uint32_t i = 0; i < items->count; i += 2) {
        Node *key = items->items[i], *value = items->items[i + 1];
        if (rest) {
            const Token *next = token_behind_comma(p, items->items[i - 1]->end);
            return FAIL_AT(p, *next, "invalid syntax");
        }
        if (!key) {
            rest = AS(Name, value)->id;
            if (rest == name__) return FAIL_AT(p, *value, "invalid syntax");
            continue;
        }
        if (key->kind == NODE_JoinedStr)
            return FAIL_AT(p, span, "mapping pattern keys may only match literals and attribute "
                                    "lookups");
        nodes_add(&keys, p, key);
        nodes_add(&patterns, p, value);
    }
    return ast_new(p->arena, MatchMapping, span.start, span.end, keys, patterns, rest);
}

Node *pattern_class(Parser *p, Span span, Node *cls, const NodeList *items)
{
    NodeList patterns = { 0 }, kwd_patterns = { 0 };
    NameList kwd_attrs = { 0 };
    for (uint32_t i = 0; i < items->count; i++) {
        Node *item = items->items[i];
        if (item->kind == NODE_keyword) {
            names_add(&kwd_attrs, p, AS(keyword, item)->arg);
            nodes_add(&kwd_patterns, p, AS(keyword, item)->value);
        } else if (kwd_patterns.count) {
            uint32_t last = i;
            while (last + 1 < items->count && items->items[last + 1]->kind != NODE_keyword) last++;
            Span wrong = { item->start, items->items[last]->end };
            return FAIL_AT(p, wrong, "positional patterns follow keyword patterns");
        } else {
            nodes_add(&patterns, p, item);
        }
    }
    return ast_new(p->arena, MatchClass, span.start, span.end, cls, patterns, kwd_attrs,
                   kwd_patterns);
}

/* --- numbers --- */

Node *pattern_negative(Parser *p, Span span, Span number)
{
    Node *operand = build_number(p, number);
    if (!operand) return NULL;
    return ast_new(p->arena, UnaryOp, span.start, span.end, UNARY_NEGATIVE, operand);
}

static Obj number_value(const Node *number)
{
    if (number->kind == NODE_UnaryOp) number = AS(UnaryOp, number)->operand;
    return AS(Constant, number)->value;
}

static bool is_imaginary(Obj value)           { return has_type(value, &complex_type); }

bool pattern_real(Parser *p, const Node *number, bool alone)
{
    if (alone || !is_imaginary(number_value(number))) return true;
    return FAIL_AT(p, *number, "real number required in complex literal");
}

Node *pattern_complex(Parser *p, Span span, Node *real, Operator op, Span imaginary)
{
    if (!pattern_real(p, real, false)) return NULL;
    Node *right = build_number(p, imaginary);
    if (!right) return NULL;
    if (!is_imaginary(number_value(right)))
        return FAIL_AT(p, imaginary, "imaginary number required in complex literal");
    return ast_new(p->arena, BinOp, span.start, span.end, real, op, right);
}
