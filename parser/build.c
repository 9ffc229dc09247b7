/* parser/build.c -- the actions that need more than one line: lists, expressions, statements.
 *   SPDX-License-Identifier: MIT */
#include "parser/build.h"
#include "lexer/literal.h"
#include "runtime/types/str.h"
#include <string.h>

#define NEW(Name, ...) ast_new(p->arena, Name, span.start, span.end, __VA_ARGS__)

/* --- places --- */

static bool is_blank(const char *from, const char *to)
{
    while (from < to && (*from == ' ' || *from == '\t' || *from == '\f')) from++;
    return from == to;
}

// The start of the line that a line goes on from: by a backslash, or inside a string; else its own.
static uint32_t joined_to(const Parser *p, uint32_t start)
{
    const Source *source = p->source;
    uint32_t at = start;                  // above lines with nothing but a backslash
    while (at >= 2 && source->text[at - 2] == '\\') {
        uint32_t before = source->lines[source_line(source, at - 1) - 1];
        if (!is_blank(source->text + before, source->text + at - 2)) return before;
        at = before;
    }
    for (uint32_t i = 0; i < p->tokens.count && p->tokens.items[i].start < at; i++) {
        const Token *t = &p->tokens.items[i];
        if (t->end > at && t->kind != TOKEN_NEWLINE)
            return source->lines[source_line(source, t->start) - 1];
    }
    return start;
}

SyntaxPlace build_place(const Parser *p, Span span)
{
    const Source *source = p->source;
    SyntaxPlace place = { source, span.start, span.end };
    if (!source->length) return place;
    const Token *stop = &p->tokens.items[p->at < p->tokens.count ? p->at : p->tokens.count - 1];
    uint32_t read_to = stop->kind == TOKEN_NEWLINE || stop->end == stop->start ? stop->start
                                                                            : stop->end - 1;
    if (source_read_past(source, span.start, read_to)) place.shown = SYNTAX_SHOWN_BARE;
    if (p->mode == PARSE_EVAL && source->newline_added
        && source_line(source, span.start) == source_line(source, source->length - 1))
        place.shown = SYNTAX_SHOWN_BARE;
    uint32_t at = span.start < source->length ? span.start : source->length - 1;
    uint32_t line = source->lines[source_line(source, at) - 1], from = line, next;
    while ((next = joined_to(p, from)) < from) from = next;
    if (from < line) place.shown_from = from + 1;
    return place;
}

/* --- lists --- */

NodeList *nodes_new(Parser *p)                 { return arena_take(p->arena, sizeof(NodeList)); }

/* An array of pointers with one more at its end; it has room for a power of two. */
static void *grown(Parser *p, void *items, uint32_t count)
{
    if (count & (count - 1)) return items;
    void *more = arena_take(p->arena, (count ? count * 2 : 1) * sizeof(void *));
    return count ? memcpy(more, items, count * sizeof(void *)) : more;
}

NodeList *nodes_add(NodeList *list, Parser *p, Node *item)
{
    list->items = grown(p, list->items, list->count);
    list->items[list->count++] = item;
    return list;
}

NodeList *nodes_of(Parser *p, Node *item)      { return nodes_add(nodes_new(p), p, item); }

NodeList *nodes_join(NodeList *list, Parser *p, const NodeList *more)
{
    for (uint32_t i = 0; i < more->count; i++) nodes_add(list, p, more->items[i]);
    return list;
}

NameList *names_add(NameList *names, Parser *p, Obj name)
{
    names->items = grown(p, names->items, names->count);
    names->items[names->count++] = name;
    return names;
}

NameList *names_of(Parser *p, Obj name)
{
    return names_add(arena_take(p->arena, sizeof(NameList)), p, name);
}

/* --- leaves --- */

Obj build_id(Parser *p, Span span)
{
    SyntaxPlace place = build_place(p, span);
    return literal_name(&place);
}

Node *build_name(Parser *p, Span span, ExprContext ctx)
{
    return NEW(Name, build_id(p, span), ctx);
}

Node *build_constant(Parser *p, Span span, Obj value)
{
    return NEW(Constant, value);
}

Node *build_number(Parser *p, Span span)
{
    SyntaxPlace place = build_place(p, span);
    Ref value = literal_number(&place);
    return value ? NEW(Constant, arena_hold(p->arena, value)) : NULL;
}

Obj build_dotted(Parser *p, Span span)
{
    const char *text = p->source->text;
    if (!memchr(text + span.start, '.', span.end - span.start)) return build_id(p, span);
    scoped Ref whole = str_empty(), dot = str_from_ascii(".", 1);
    for (uint32_t at = span.start; at < span.end; ) {
        uint32_t start = at;
        while (at < span.end && !strchr(". \t\f\\\n", text[at])) at++;
        if (at == start) {
            at++;
            continue;
        }
        bool first = !str_length(whole);
        Ref dotted = first ? keep(whole) : str_concat(whole, dot);
        replace(&whole, str_concat(dotted, build_id(p, (Span){ start, at })));
        drop(dotted);
    }
    return intern_str(whole);
}

/* --- expressions --- */

Node *build_bool(Parser *p, Span span, BoolOp op, Node *left, Node *right)
{
    return NEW(BoolOp, op, *nodes_add(nodes_of(p, left), p, right));
}

Node *build_bool_more(Parser *p, Span span, Node *chain, Node *right)
{
    nodes_add(&AS(BoolOp, chain)->values, p, right);
    chain->end = span.end;
    return chain;
}

Node *build_compare(Parser *p, Span span, Node *left, int op, Node *right)
{
    uint8_t *ops = arena_take(p->arena, 1);
    *ops = op;
    return NEW(Compare, left, ops, *nodes_of(p, right));
}

Node *build_compare_more(Parser *p, Span span, Node *chain, int op, Node *right)
{
    CompareNode *compare = AS(Compare, chain);
    uint32_t count = compare->comparators.count;
    if (!(count & (count - 1))) {
        uint8_t *more = arena_take(p->arena, count * 2);
        compare->ops = memcpy(more, compare->ops, count);
    }
    compare->ops[count] = op;
    nodes_add(&compare->comparators, p, right);
    chain->end = span.end;
    return chain;
}

Node *build_group(Parser *p, Span span, NodeList *items)
{
    Node *first = items->items[0];
    if (items->count > 1) return NEW(Tuple, *items, LOAD);
    if (first->kind == NODE_Starred)
        return FAIL_AT(p, *first, "cannot use starred expression here");
    first->parenthesized = true;
    return first;
}

Node *build_dict(Parser *p, Span span, const NodeList *pairs)
{
    NodeList keys = { 0 }, values = { 0 };
    for (uint32_t i = 0; i < pairs->count; i += 2) {
        nodes_add(&keys, p, pairs->items[i]);
        nodes_add(&values, p, pairs->items[i + 1]);
    }
    return NEW(Dict, keys, values);
}

Node *build_keyword(Parser *p, Span span, Span equal, Node *name, Node *value)
{
    if (name->kind == NODE_Name && !name->parenthesized)
        return NEW(keyword, AS(Name, name)->id, value);
    Span wrong = { name->start, equal.end };
    Obj constant = name->kind == NODE_Constant ? AS(Constant, name)->value : NULL;
    if (constant && (is_none(constant) || is_bool(constant)) && !name->parenthesized)
        return FAIL_AT(p, wrong, "cannot assign to %s", build_describe(name));
    return FAIL_AT(p, wrong, "expression cannot contain assignment, perhaps you meant \"==\"?");
}

static bool is_bare_generator(const Node *node)
{
    return node->kind == NODE_GeneratorExp && !node->parenthesized;
}

static bool fail_generator(Parser *p, const Node *generator)
{
    return FAIL_AT(p, *generator, "Generator expression must be parenthesized");
}

/* From the comma before an argument. */
static uint32_t comma_before(const Parser *p, uint32_t offset)
{
    uint32_t i = p->at;
    while (i && p->tokens.items[i].start >= offset) i--;
    return p->tokens.items[i].start;
}

/* What call and class take, in the order given, into positional and keyword arguments. */
static bool split_arguments(Parser *p, const NodeList *items, Span brackets, NodeList *args,
                            NodeList *keywords)
{
    bool named = false, unpacked = false;
    Span closing = { brackets.end - 1, brackets.end };
    for (uint32_t i = 0; i < items->count; i++) {
        Node *item = items->items[i];
        if (is_bare_generator(item) && (items->count > 1 || p->comma_after == items))
            return fail_generator(p, item);
        if (item->kind == NODE_keyword) {
            if (AS(keyword, item)->arg) named = true;
            else unpacked = true;
            nodes_add(keywords, p, item);
            continue;
        }
        if (unpacked && item->kind == NODE_Starred) {
            Span span = { comma_before(p, item->start), item->end };
            return FAIL_AT(p, span,
                           "iterable argument unpacking follows keyword argument unpacking");
        }
        if (item->kind != NODE_Starred && (named || unpacked))
            return FAIL_AT(p, closing, "positional argument follows keyword argument%s",
                           unpacked ? " unpacking" : "");
        nodes_add(args, p, item);
    }
    return true;
}

Node *build_call(Parser *p, Span span, Node *func, const NodeList *items, Span brackets)
{
    NodeList args = { 0 }, keywords = { 0 };
    if (!split_arguments(p, items, brackets, &args, &keywords)) return NULL;
    if (items->count == 1 && is_bare_generator(items->items[0])) {
        items->items[0]->start = brackets.start;
        items->items[0]->end = brackets.end;
    }
    return NEW(Call, func, args, keywords);
}

/* x[*a] is x[(*a,)]. */
Node *build_lone_slice(Parser *p, Node *slice)
{
    if (slice->kind != NODE_Starred) return slice;
    Span span = build_node_span(slice);
    return NEW(Tuple, *nodes_of(p, slice), LOAD);
}

/* --- statements --- */

uint32_t build_block_end(const NodeList *block)
{
    return block->items[block->count - 1]->end;
}

Node *build_interactive(Parser *p, const NodeList *statements)
{
    Span span = { 0, p->source->length };
    uint32_t line_end = 0;
    while (line_end + 1 < p->tokens.count
           && p->tokens.items[line_end].kind != TOKEN_NEWLINE) line_end++;
    uint32_t limit = p->tokens.items[line_end].start;
    for (uint32_t i = 1; i < statements->count; i++) {
        Node *first = statements->items[0], *node = statements->items[i];
        if (node->start > limit || first->end > limit) {
            Span rest = { limit, limit };
            return FAIL_AT(p, rest, "multiple statements found while compiling a single statement");
        }
    }
    return NEW(Interactive, .body = *statements);
}

/* Each elif is an `if` alone in the else of the one before. */
Node *build_if(Parser *p, Span span, Node *test, const NodeList *body, const NodeList *elifs,
               const NodeList *orelse)
{
    NodeList rest = *orelse;
    for (uint32_t i = elifs->count; i-- > 0; ) {
        IfNode *elif = AS(If, elifs->items[i]);
        elif->orelse = rest;
        elif->head.end = build_block_end(nodes_last(&elif->body, &rest));
        rest = *nodes_of(p, &elif->head);
    }
    span.end = build_block_end(nodes_last(body, &rest));
    return NEW(If, test, *body, rest);
}

bool build_same_handlers(Parser *p, const Node *handler)
{
    if (p->star == p->star_handlers) return true;
    Span span = { handler->start, handler->start + (uint32_t)strlen("except") };
    return FAIL_AT(p, span, "cannot have both 'except' and 'except*' on the same 'try'");
}

Node *build_try(Parser *p, Span span, const NodeList *body, const NodeList *handlers,
                const NodeList *orelse, const NodeList *finalbody)
{
    const NodeList *last = nodes_last(orelse, finalbody);
    span.end = last->count ? build_block_end(last) : handlers->items[handlers->count - 1]->end;
    if (p->star_handlers) return NEW(TryStar, *body, *handlers, *orelse, *finalbody);
    return NEW(Try, *body, *handlers, *orelse, *finalbody);
}

Node *build_async(Node *plain, uint32_t start)
{
    plain->kind = plain->kind == NODE_For ? NODE_AsyncFor
                : plain->kind == NODE_With ? NODE_AsyncWith : NODE_AsyncFunctionDef;
    plain->start = start;
    return plain;
}

Node *build_decorated(Node *definition, const NodeList *decorators)
{
    if (definition->kind == NODE_ClassDef) AS(ClassDef, definition)->decorator_list = *decorators;
    else AS(FunctionDef, definition)->decorator_list = *decorators;
    return definition;
}

Node *build_class(Parser *p, Span span, Obj name, const NodeList *type_params,
                  const NodeList *items, const NodeList *body)
{
    NodeList bases = { 0 }, keywords = { 0 };
    Span none = { span.start, span.start + 1 };
    if (items->count == 1 && is_bare_generator(items->items[0])) {
        uint32_t start = AS(GeneratorExp, items->items[0])->generators.items[0]->start;
        Span word = { start, start + 3 };
        return FAIL_AT(p, word, "invalid syntax");
    }
    if (!split_arguments(p, items, none, &bases, &keywords)) return NULL;
    span.end = build_block_end(body);
    return NEW(ClassDef, name, bases, keywords, *body, .type_params = *type_params);
}

Node *build_subject(Parser *p, Span span, const NodeList *items, bool comma)
{
    bool lone = items->count == 1 && !comma;
    if (lone && items->items[0]->kind == NODE_Starred)
        return FAIL_AT(p, p->tokens.items[p->at], "invalid syntax");
    if (lone) return items->items[0];
    return NEW(Tuple, *items, LOAD);
}
