/* parser/build.h -- the actions of grammar.y that need more than one line.
 *   SPDX-License-Identifier: MIT
 * Those that may raise return NULL or false then. */
#pragma once
#include "lexer/lexer.h"
#include "parser/parser.h"
#include "runtime/intern.h"
#include "runtime/types/bool.h"
#include "runtime/types/none.h"

typedef struct Span { uint32_t start, end; } Span;

/* One parse, as the actions and the diagnosis see it. */
typedef struct Parser {
    const Source *source;
    ParseMode mode;
    Arena *arena;
    Tokens tokens;
    uint32_t at;              // the token that is being read
    Node *tree;               // the result
    bool refused;             // the grammar does not know this token here
    bool star, star_handlers; // the last handler, and the first of this try, is `except*`
    const NodeList *comma_after;   // the last argument list that ended in a comma
    Node *debug_text;         // of the f-string field just read: what stood before `=`
} Parser;

SyntaxPlace build_place(const Parser *p, Span span);         // as an error raised now shows it
static inline Span build_node_span(const Node *node)
{
    return (Span){ node->start, node->end };
}
#define FAIL_AT(p, span, ...) \
    raise_syntax_error_at(&(SyntaxPlace[]){ build_place(p, (Span){ (span).start, (span).end }) }[0], \
                          __VA_ARGS__)

/* --- lists: the count tells the room (the next power of two) --- */
NodeList *nodes_new(Parser *p);
NodeList *nodes_of(Parser *p, Node *item);
NodeList *nodes_add(NodeList *list, Parser *p, Node *item);   // returns list
NodeList *nodes_join(NodeList *list, Parser *p, const NodeList *more);
/* The later of two parts of a statement, if there is one. */
static inline const NodeList *nodes_last(const NodeList *a, const NodeList *b)
{
    return b->count ? b : a;
}
NameList *names_of(Parser *p, Obj name);
NameList *names_add(NameList *names, Parser *p, Obj name);

/* --- leaves --- */
Obj build_id(Parser *p, Span span);
Node *build_name(Parser *p, Span span, ExprContext ctx);
Node *build_constant(Parser *p, Span span, Obj value);
MAY_RAISE Node *build_number(Parser *p, Span span);
Obj build_dotted(Parser *p, Span span);                      // "a.b.c" as one name

/* --- expressions --- */
Node *build_bool(Parser *p, Span span, BoolOp op, Node *left, Node *right);
Node *build_bool_more(Parser *p, Span span, Node *chain, Node *right);
Node *build_compare(Parser *p, Span span, Node *left, int op, Node *right);
Node *build_compare_more(Parser *p, Span span, Node *chain, int op, Node *right);
MAY_RAISE Node *build_group(Parser *p, Span span, NodeList *items);
Node *build_dict(Parser *p, Span span, const NodeList *pairs);
MAY_RAISE Node *build_call(Parser *p, Span span, Node *func, const NodeList *items, Span brackets);
MAY_RAISE Node *build_keyword(Parser *p, Span span, Span equal, Node *name, Node *value);
Node *build_lone_slice(Parser *p, Node *slice);

/* --- targets (target.c) --- */
MAY_RAISE bool build_target(Parser *p, Node *expression, ExprContext ctx);
MAY_RAISE bool build_delete(Parser *p, Node *target);
MAY_RAISE bool build_assigned(Parser *p, Node *target);      // `=` follows
MAY_RAISE Node *build_augmented(Parser *p, Span span, Node *target, int op, Node *value);
MAY_RAISE Node *build_annotated(Parser *p, Span span, Node *target, Node *annotation, Node *value);
MAY_RAISE bool build_loop_target(Parser *p, Node *target);
MAY_RAISE Node *build_target_tuple(Parser *p, Span span, const NodeList *targets);
const char *build_describe(const Node *expression);          // "function call"

/* --- statements --- */
uint32_t build_block_end(const NodeList *block);
MAY_RAISE Node *build_interactive(Parser *p, const NodeList *statements);
Node *build_if(Parser *p, Span span, Node *test, const NodeList *body, const NodeList *elifs,
               const NodeList *orelse);
MAY_RAISE Node *build_try(Parser *p, Span span, const NodeList *body, const NodeList *handlers,
                          const NodeList *orelse, const NodeList *finalbody);
MAY_RAISE bool build_same_handlers(Parser *p, const Node *handler);
/* The plain form becomes the async one; `start` is where `async` stands. */
Node *build_async(Node *plain, uint32_t start);
Node *build_decorated(Node *definition, const NodeList *decorators);
MAY_RAISE Node *build_class(Parser *p, Span span, Obj name, const NodeList *type_params,
                            const NodeList *items, const NodeList *body);
MAY_RAISE Node *build_subject(Parser *p, Span span, const NodeList *items, bool comma);

/* --- parameters (param_list.c) --- */
typedef enum ParamForm {
    FORM_NAME, FORM_SLASH, FORM_STAR, FORM_STAR_NAME, FORM_DOUBLE_STAR,
} ParamForm;
typedef struct Param {
    ParamForm form;
    Span place;
    Node *arg;                // NULL for / and *
    Node *value;              // the default, or NULL
} Param;
typedef struct ParamList {
    NodeList posonlyargs, args, kwonlyargs, kw_defaults, defaults;
    Node *vararg, *kwarg;
    bool slash, star;
    Span bare;                // of a `*` that no name has followed yet; empty: none
} ParamList;
Param *param_new(Parser *p, ParamForm form, Span name, Span place, Node *annotation, Node *value);
ParamList *param_list_new(Parser *p);
MAY_RAISE ParamList *param_list_add(ParamList *params, Parser *p, const Param *param);
MAY_RAISE bool param_list_check_end(const ParamList *params, Parser *p);
Node *param_list_finish(Parser *p, const ParamList *params, Span span);

/* --- strings (string_build.c) --- */
MAY_RAISE Node *build_strings(Parser *p, Span span, const NodeList *pieces);
MAY_RAISE Node *build_fstring(Parser *p, Span span, Span opening, const NodeList *pieces);
MAY_RAISE Node *build_field(Parser *p, Span span, Node *value, int debug, Span name,
                            Node *spec, Span debug_text);
NodeList *build_field_more(Parser *p, NodeList *pieces, Node *field);
MAY_RAISE bool build_conversion(Parser *p, Span mark, Span name);

/* --- patterns (pattern_build.c) --- */
Obj pattern_id(Parser *p, Span name);                        // NULL for `_`
MAY_RAISE Node *pattern_lone_star(Parser *p, Node *star);
MAY_RAISE Node *pattern_as(Parser *p, Span span, Node *pattern, Span name);
MAY_RAISE Node *pattern_literal(Parser *p, Span span, Node *value);
MAY_RAISE Node *pattern_group(Parser *p, Span span, const NodeList *items);
MAY_RAISE Node *pattern_mapping(Parser *p, Span span, const NodeList *items);
MAY_RAISE bool  pattern_rest(Parser *p, const NodeList *items);
MAY_RAISE Node *pattern_class(Parser *p, Span span, Node *cls, const NodeList *items);
MAY_RAISE Node *pattern_negative(Parser *p, Span span, Span number);
MAY_RAISE Node *pattern_complex(Parser *p, Span span, Node *real, Operator op, Span imaginary);
MAY_RAISE bool  pattern_real(Parser *p, const Node *number, bool alone);
