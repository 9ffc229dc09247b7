/* parser/grammar.y -- the grammar; every action is one call.   SPDX-License-Identifier: MIT
 *
 * Targets are read as expressions and made targets by build.c, which refuses what can't be one.
 * Which names are soft keywords, and which parenthesis after `with` holds items, the lexer knows.
 * Lists start with the first item and grow at their end, so long ones need no deep stack. */
%code requires {
#include "parser/build.h"
}
%{
#include "parser/build.h"

/* A node over the whole of what the rule matched. */
#define NEW(Name, ...) ast_new(p->arena, Name, yyloc.start, yyloc.end, __VA_ARGS__)
/* A node that ends where its last block does: the line end is not its own. */
#define NEW_BLOCK(Name, last, ...) \
    ast_new(p->arena, Name, yyloc.start, build_block_end(last), __VA_ARGS__)
#define CHECK(made) do { if (!(made)) YYABORT; } while (0)

#define YYLLOC_DEFAULT(whole, parts, n) build_span(&(whole), &YYRHSLOC(parts, 0), n)
#define YYMAXDEPTH 1000000

static void build_span(Span *whole, const Span *parts, int n)
{
    *whole = n ? (Span){ parts[1].start, parts[n].end } : (Span){ parts[0].end, parts[0].end };
}
%}
%code {
static void yyerror(Span *place, Parser *p, const char *message);
}
%define api.pure full
%define api.push-pull push
%define api.location.type {Span}
%define api.token.prefix {G_}
%define parse.error custom
%locations
%parse-param {Parser *p}
%expect 0

%union {
    Node *node;
    NodeList *list;
    NameList *names;
    Param *param;
    ParamList *params;
    int number;
    Span span;
}

%token START_FILE START_EVAL START_SINGLE
%token END 0 NEWLINE INDENT DEDENT NAME NUMBER STRING FSTRING_START FSTRING_MIDDLE FSTRING_END
%token EXCLAMATION "!" OTHER ERROR
%token LPAREN "(" WITH_LPAREN RPAREN ")" LBRACKET "[" RBRACKET "]" LBRACE "{" RBRACE "}"
%token COMMA "," COLON ":" WALRUS ":=" SEMICOLON ";" DOT "." ELLIPSIS "..." ARROW "->" EQUAL "="
%token PLUS "+" MINUS "-" STAR "*" SLASH "/" DOUBLE_SLASH "//" PERCENT "%" DOUBLE_STAR "**"
%token LEFT_SHIFT "<<" RIGHT_SHIFT ">>" AMPERSAND "&" CARET "^" BAR "|" AT "@" TILDE "~"
%token EQUAL_EQUAL "==" NOT_EQUAL "!=" LESS "<" GREATER ">" LESS_EQUAL "<=" GREATER_EQUAL ">="
%token PLUS_EQUAL "+=" MINUS_EQUAL "-=" STAR_EQUAL "*=" SLASH_EQUAL "/=" DOUBLE_SLASH_EQUAL "//="
%token PERCENT_EQUAL "%=" DOUBLE_STAR_EQUAL "**=" LEFT_SHIFT_EQUAL "<<=" RIGHT_SHIFT_EQUAL ">>="
%token AMPERSAND_EQUAL "&=" CARET_EQUAL "^=" BAR_EQUAL "|=" AT_EQUAL "@="
%token AND "and" AS "as" ASSERT "assert" ASYNC "async" AWAIT "await" BREAK "break" CASE "case"
%token CLASS "class" CONTINUE "continue" DEF "def" DEL "del" ELIF "elif" ELSE "else"
%token EXCEPT "except" FALSE "False" FINALLY "finally" FOR "for" FROM "from" GLOBAL "global"
%token IF "if" IMPORT "import" IN "in" IS "is" LAMBDA "lambda" MATCH "match" NONE "None"
%token NONLOCAL "nonlocal" NOT "not" OR "or" PASS "pass" RAISE "raise" RETURN "return"
%token TRUE "True" TRY "try" TYPE "type" WHILE "while" WITH "with" YIELD "yield"

%left "|"
%left "^"
%left "&"
%left "<<" ">>"
%left "+" "-"
%left "*" "/" "//" "%" "@"
%precedence UNARY
%right "**"

%type <node> statement simple compound if_statement while_statement for_statement try_statement
%type <node> with_statement match_statement subject definition function class decorated
%type <node> handler with_item
%type <node> case_block expression_statement import_from alias from_alias return_type
%type <node> right_side star_expressions star_expression star_named named expression lambda
%type <node> disjunction conjunction inversion comparison comparison_chain or_chain and_chain
%type <node> arithmetic primary atom group yield star_targets star_target comprehension argument
%type <node> slices slice optional_expression fstring field field_value spec pattern patterns
%type <node> or_pattern closed_pattern star_pattern sequence_item number_pattern signed_number
%type <node> literal_pattern mapping_key dotted_value dotted_pattern guard type_param bound
%type <node> type_default star_default annotation star_annotation strings
%type <list> statements simple_line simple_list block elifs orelse finally handlers with_items
%type <list> decorators cases aliases from_aliases from_names del_targets assignments
%type <list> star_expression_list star_named_list star_target_list comprehensions conditions
%type <list> arguments argument_list slice_list dict_items dict_item string_list pieces
%type <list> or_patterns sequence_items mapping_items class_items type_params type_param_list
%type <param> parameter plain_parameter lambda_parameter
%type <params> parameters parameter_list lambda_parameters lambda_parameter_list
%type <names> names
%type <number> augment compare_op dots debug
%type <span> conversion
%start start

%%
start: START_FILE statements                   { p->tree = NEW(Module, .body = *$2); }
    | START_SINGLE statements                  { CHECK(p->tree = build_interactive(p, $2)); }
    | START_EVAL star_expressions NEWLINE      { p->tree = NEW(Expression, .body = $2); }

/* --- statements --- */

statements: %empty                             { $$ = nodes_new(p); }
    | statements simple_line                   { $$ = nodes_join($1, p, $2); }
    | statements compound                      { $$ = nodes_add($1, p, $2); }

simple_line: simple_list NEWLINE
    | simple_list ";" NEWLINE

simple_list: simple                            { $$ = nodes_of(p, $1); }
    | simple_list ";" simple                   { $$ = nodes_add($1, p, $3); }

block: simple_line
    | NEWLINE INDENT statements DEDENT         { $$ = $3; }

simple: statement
    | expression_statement

statement: RETURN                              { $$ = NEW(Return, .value = NULL); }
    | RETURN star_expressions                  { $$ = NEW(Return, .value = $2); }
    | RAISE                                    { $$ = NEW(Raise, .exc = NULL); }
    | RAISE expression                         { $$ = NEW(Raise, .exc = $2); }
    | RAISE expression FROM expression         { $$ = NEW(Raise, .exc = $2, .cause = $4); }
    | PASS                                     { $$ = ast_new(p->arena, Pass, @1.start, @1.end); }
    | BREAK                                    { $$ = ast_new(p->arena, Break, @1.start, @1.end); }
    | CONTINUE
          { $$ = ast_new(p->arena, Continue, @1.start, @1.end); }
    | DEL del_targets                          { $$ = NEW(Delete, .targets = *$2); }
    | DEL del_targets ","                      { $$ = NEW(Delete, .targets = *$2); }
    | ASSERT expression                        { $$ = NEW(Assert, .test = $2); }
    | ASSERT expression "," expression         { $$ = NEW(Assert, .test = $2, .msg = $4); }
    | GLOBAL names                             { $$ = NEW(Global, .names = *$2); }
    | NONLOCAL names                           { $$ = NEW(Nonlocal, .names = *$2); }
    | IMPORT aliases                           { $$ = NEW(Import, .names = *$2); }
    | import_from
    | TYPE NAME type_params "=" expression
        { $$ = NEW(TypeAlias, .name = build_name(p, @2, STORE), .type_params = *$3, .value = $5); }

names: NAME                                    { $$ = names_of(p, build_id(p, @1)); }
    | names "," NAME                           { $$ = names_add($1, p, build_id(p, @3)); }

del_targets: star_target                       { CHECK(build_delete(p, $1)); $$ = nodes_of(p, $1); }
    | del_targets "," star_target
          { CHECK(build_delete(p, $3)); $$ = nodes_add($1, p, $3); }

expression_statement: star_expressions         { $$ = NEW(Expr, .value = $1); }
    | yield                                    { $$ = NEW(Expr, .value = $1); }
    | assignments "=" right_side               { $$ = NEW(Assign, .targets = *$1, .value = $3); }
    | star_expressions augment right_side      { CHECK($$ = build_augmented(p, @$, $1, $2, $3)); }
    | star_expressions ":" annotation          { CHECK($$ = build_annotated(p, @$, $1, $3, NULL)); }
    | star_expressions ":" annotation "=" right_side
                                               { CHECK($$ = build_annotated(p, @$, $1, $3, $5)); }

assignments: star_expressions
          { $$ = nodes_of(p, $1); CHECK(build_assigned(p, $1)); }
    | yield
          { $$ = nodes_of(p, $1); CHECK(build_assigned(p, $1)); }
    | assignments "=" right_side
          { $$ = nodes_add($1, p, $3); CHECK(build_assigned(p, $3)); }

right_side: star_expressions
    | yield

augment: "+=" { $$ = OP_ADD; }         | "-=" { $$ = OP_SUBTRACT; }    | "*=" { $$ = OP_MULTIPLY; }
    | "/=" { $$ = OP_TRUE_DIVIDE; }    | "//=" { $$ = OP_FLOOR_DIVIDE; } | "%=" { $$ = OP_MODULO; }
    | "**=" { $$ = OP_POWER; }         | "<<=" { $$ = OP_LEFT_SHIFT; }
    | ">>=" { $$ = OP_RIGHT_SHIFT; }
    | "&=" { $$ = OP_AND; }            | "^=" { $$ = OP_XOR; }         | "|=" { $$ = OP_OR; }
    | "@=" { $$ = OP_MATMUL; }

/* --- imports --- */

dotted_name: NAME
    | dotted_name "." NAME

alias: dotted_name                             { $$ = NEW(alias, .name = build_dotted(p, @1)); }
    | dotted_name AS NAME
          { $$ = NEW(alias, build_dotted(p, @1), build_id(p, @3)); }

aliases: alias                                 { $$ = nodes_of(p, $1); }
    | aliases "," alias                        { $$ = nodes_add($1, p, $3); }

import_from: FROM dotted_name IMPORT from_names
                   { $$ = NEW(ImportFrom, .module = build_dotted(p, @2), .names = *$4); }
    | FROM dots dotted_name IMPORT from_names
                   { $$ = NEW(ImportFrom, build_dotted(p, @3), *$5, .level = $2); }
    | FROM dots IMPORT from_names
                   { $$ = NEW(ImportFrom, NULL, *$4, .level = $2); }

dots: "."          { $$ = 1; }
    | "..."        { $$ = 3; }
    | dots "."     { $$ = $1 + 1; }
    | dots "..."   { $$ = $1 + 3; }

from_names: "*"
          { $$ = nodes_of(p, NEW(alias, .name = intern("*"))); }
    | from_aliases
    | "(" from_aliases ")"                     { $$ = $2; }
    | "(" from_aliases "," ")"                 { $$ = $2; }

from_aliases: from_alias                       { $$ = nodes_of(p, $1); }
    | from_aliases "," from_alias              { $$ = nodes_add($1, p, $3); }

from_alias: NAME                               { $$ = NEW(alias, .name = build_id(p, @1)); }
    | NAME AS NAME
          { $$ = NEW(alias, build_id(p, @1), build_id(p, @3)); }

/* --- compound statements --- */

compound: if_statement | while_statement | for_statement | try_statement | with_statement
    | match_statement | definition | decorated
    | ASYNC for_statement                      { $$ = build_async($2, @1.start); }
    | ASYNC with_statement                     { $$ = build_async($2, @1.start); }

if_statement: IF named ":" block elifs orelse  { $$ = build_if(p, @$, $2, $4, $5, $6); }

elifs: %empty                                  { $$ = nodes_new(p); }
    | elifs ELIF named ":" block
          { $$ = nodes_add($1, p, ast_new(p->arena, If, @2.start, 0, .test = $3, .body = *$5)); }

orelse: %empty                                 { $$ = nodes_new(p); }
    | ELSE ":" block                           { $$ = $3; }

while_statement: WHILE named ":" block orelse
          { $$ = NEW_BLOCK(While, nodes_last($4, $5), .test = $2, .body = *$4, .orelse = *$5); }

for_statement: FOR star_targets IN star_expressions ":" block orelse
          { $$ = NEW_BLOCK(For, nodes_last($6, $7), $2, $4, *$6, *$7); }

try_statement: TRY ":" block FINALLY ":" block
          { $$ = NEW_BLOCK(Try, $6, .body = *$3, .finalbody = *$6); }
    | TRY ":" block handlers orelse finally    { CHECK($$ = build_try(p, @$, $3, $4, $5, $6)); }

finally: %empty                                { $$ = nodes_new(p); }
    | FINALLY ":" block                        { $$ = $3; }

handlers: handler                              { $$ = nodes_of(p, $1); p->star_handlers = p->star; }
    | handlers handler
          { CHECK(build_same_handlers(p, $2)); $$ = nodes_add($1, p, $2); }

handler: EXCEPT ":" block
          { $$ = NEW_BLOCK(ExceptHandler, $3, NULL, NULL, *$3); p->star = false; }
    | EXCEPT expression ":" block
          { $$ = NEW_BLOCK(ExceptHandler, $4, $2, NULL, *$4); p->star = false; }
    | EXCEPT expression AS NAME ":" block
          { $$ = NEW_BLOCK(ExceptHandler, $6, $2, build_id(p, @4), *$6); p->star = false; }
    | EXCEPT "*" expression ":" block
          { $$ = NEW_BLOCK(ExceptHandler, $5, $3, NULL, *$5); p->star = true; }
    | EXCEPT "*" expression AS NAME ":" block
          { $$ = NEW_BLOCK(ExceptHandler, $7, $3, build_id(p, @5), *$7); p->star = true; }

with_statement: WITH with_items ":" block      { $$ = NEW_BLOCK(With, $4, *$2, *$4); }
    | WITH WITH_LPAREN with_items ")" ":" block      { $$ = NEW_BLOCK(With, $6, *$3, *$6); }
    | WITH WITH_LPAREN with_items "," ")" ":" block  { $$ = NEW_BLOCK(With, $7, *$3, *$7); }

with_items: with_item                          { $$ = nodes_of(p, $1); }
    | with_items "," with_item                 { $$ = nodes_add($1, p, $3); }

with_item: expression                          { $$ = NEW(withitem, .context_expr = $1); }
    | expression AS star_target
          { CHECK(build_target(p, $3, STORE)); $$ = NEW(withitem, $1, $3); }

definition: function | class
    | ASYNC function                           { $$ = build_async($2, @1.start); }

decorated: decorators definition               { $$ = build_decorated($2, $1); }

decorators: "@" named NEWLINE                  { $$ = nodes_of(p, $2); }
    | decorators "@" named NEWLINE             { $$ = nodes_add($1, p, $3); }

function: DEF NAME type_params "(" parameters ")" return_type ":" block
          { $$ = NEW_BLOCK(FunctionDef, $9, .name = build_id(p, @2),
                           .args = param_list_finish(p, $5, @5), .body = *$9, .returns = $7,
                           .type_params = *$3); }

return_type: %empty                            { $$ = NULL; }
    | "->" expression                          { $$ = $2; }

class: CLASS NAME type_params ":" block
          { $$ = NEW_BLOCK(ClassDef, $5, build_id(p, @2), .body = *$5, .type_params = *$3); }
    | CLASS NAME type_params "(" arguments ")" ":" block
          { CHECK($$ = build_class(p, @$, build_id(p, @2), $3, $5, $8)); }

/* --- parameters --- */

parameters: %empty                             { $$ = param_list_new(p); }
    | parameter_list                           { CHECK(param_list_check_end($1, p)); }
    | parameter_list ","                       { CHECK(param_list_check_end($1, p)); }

parameter_list: parameter
          { CHECK($$ = param_list_add(param_list_new(p), p, $1)); }
    | parameter_list "," parameter             { CHECK($$ = param_list_add($1, p, $3)); }

parameter: NAME                                { $$ = param_new(p, FORM_NAME, @1, @$, NULL, NULL); }
    | NAME ":" expression                      { $$ = param_new(p, FORM_NAME, @1, @$, $3, NULL); }
    | NAME "=" expression                      { $$ = param_new(p, FORM_NAME, @1, @1, NULL, $3); }
    | NAME ":" expression "=" expression
          { $$ = param_new(p, FORM_NAME, @1, (Span){ @1.start, @3.end }, $3, $5); }
    | "*" NAME ":" star_annotation
          { $$ = param_new(p, FORM_STAR_NAME, @2, (Span){ @2.start, @4.end }, $4, NULL); }
    | "**" NAME ":" expression
          { $$ = param_new(p, FORM_DOUBLE_STAR, @2, (Span){ @2.start, @4.end }, $4, NULL); }
    | plain_parameter

plain_parameter: "/"
          { $$ = param_new(p, FORM_SLASH, @1, @1, NULL, NULL); }
    | "*"                                      { $$ = param_new(p, FORM_STAR, @1, @1, NULL, NULL); }
    | "*" NAME
          { $$ = param_new(p, FORM_STAR_NAME, @2, @2, NULL, NULL); }
    | "**" NAME
          { $$ = param_new(p, FORM_DOUBLE_STAR, @2, @2, NULL, NULL); }

annotation: expression

star_annotation: star_expression

lambda: LAMBDA lambda_parameters ":" expression
          { $$ = NEW(Lambda, .args = param_list_finish(p, $2, @2), .body = $4); }

lambda_parameters: %empty                      { $$ = param_list_new(p); }
    | lambda_parameter_list                    { CHECK(param_list_check_end($1, p)); }
    | lambda_parameter_list ","                { CHECK(param_list_check_end($1, p)); }

lambda_parameter_list: lambda_parameter
          { CHECK($$ = param_list_add(param_list_new(p), p, $1)); }
    | lambda_parameter_list "," lambda_parameter   { CHECK($$ = param_list_add($1, p, $3)); }

lambda_parameter: NAME                         { $$ = param_new(p, FORM_NAME, @1, @1, NULL, NULL); }
    | NAME "=" expression                      { $$ = param_new(p, FORM_NAME, @1, @1, NULL, $3); }
    | plain_parameter

type_params: %empty                            { $$ = nodes_new(p); }
    | "[" type_param_list "]"                  { $$ = $2; }
    | "[" type_param_list "," "]"              { $$ = $2; }

type_param_list: type_param                    { $$ = nodes_of(p, $1); }
    | type_param_list "," type_param           { $$ = nodes_add($1, p, $3); }

type_param: NAME bound type_default            { $$ = NEW(TypeVar, build_id(p, @1), $2, $3); }
    | "*" NAME star_default                    { $$ = NEW(TypeVarTuple, build_id(p, @2), $3); }
    | "**" NAME type_default                   { $$ = NEW(ParamSpec, build_id(p, @2), $3); }

bound: %empty                                  { $$ = NULL; }
    | ":" expression                           { $$ = $2; }

type_default: %empty                           { $$ = NULL; }
    | "=" expression                           { $$ = $2; }

star_default: %empty                           { $$ = NULL; }
    | "=" star_expression                      { $$ = $2; }

/* --- match --- */

match_statement: MATCH subject ":" NEWLINE INDENT cases DEDENT
          { $$ = NEW_BLOCK(Match, $6, .subject = $2, .cases = *$6); }

subject: star_named_list                       { CHECK($$ = build_subject(p, @$, $1, false)); }
    | star_named_list ","                      { CHECK($$ = build_subject(p, @$, $1, true)); }

cases: case_block                              { $$ = nodes_of(p, $1); }
    | cases case_block                         { $$ = nodes_add($1, p, $2); }

case_block: CASE patterns guard ":" block      { $$ = NEW_BLOCK(match_case, $5, $2, $3, *$5); }

guard: %empty                                  { $$ = NULL; }
    | IF named                                 { $$ = $2; }

patterns: pattern
    | star_pattern                             { CHECK($$ = pattern_lone_star(p, $1)); }
    | sequence_items ","                       { $$ = NEW(MatchSequence, *$1); }
    | sequence_items "," sequence_item         { $$ = NEW(MatchSequence, *nodes_add($1, p, $3)); }

/* All of these but the last are followed by a comma. */
sequence_items: sequence_item                  { $$ = nodes_of(p, $1); }
    | sequence_items "," sequence_item         { $$ = nodes_add($1, p, $3); }

sequence_item: pattern
    | star_pattern

star_pattern: "*" NAME                         { $$ = NEW(MatchStar, .name = pattern_id(p, @2)); }

pattern: or_pattern
    | or_pattern AS NAME                       { CHECK($$ = pattern_as(p, @$, $1, @3)); }

or_pattern: closed_pattern
    | or_patterns                              { $$ = NEW(MatchOr, .patterns = *$1); }

or_patterns: closed_pattern "|" closed_pattern { $$ = nodes_add(nodes_of(p, $1), p, $3); }
    | or_patterns "|" closed_pattern           { $$ = nodes_add($1, p, $3); }

closed_pattern: NAME                           { $$ = NEW(MatchAs, .name = pattern_id(p, @1)); }
    | literal_pattern                          { CHECK($$ = pattern_literal(p, @$, $1)); }
    | dotted_value                             { $$ = NEW(MatchValue, .value = $1); }
    | "(" ")"                                  { $$ = NEW(MatchSequence, .patterns = { 0 }); }
    | "(" sequence_items ")"                   { CHECK($$ = pattern_group(p, @$, $2)); }
    | "(" sequence_items "," ")"               { $$ = NEW(MatchSequence, .patterns = *$2); }
    | "[" "]"                                  { $$ = NEW(MatchSequence, .patterns = { 0 }); }
    | "[" sequence_items "]"                   { $$ = NEW(MatchSequence, .patterns = *$2); }
    | "[" sequence_items "," "]"               { $$ = NEW(MatchSequence, .patterns = *$2); }
    | "{" "}"                                  { $$ = NEW(MatchMapping, .rest = NULL); }
    | "{" mapping_items "}"                    { CHECK($$ = pattern_mapping(p, @$, $2)); }
    | "{" mapping_items "," "}"                { CHECK($$ = pattern_mapping(p, @$, $2)); }
    | dotted_pattern "(" ")"                   { $$ = NEW(MatchClass, .cls = $1); }
    | dotted_pattern "(" class_items ")"       { CHECK($$ = pattern_class(p, @$, $1, $3)); }
    | dotted_pattern "(" class_items "," ")"   { CHECK($$ = pattern_class(p, @$, $1, $3)); }

dotted_pattern: NAME                           { $$ = build_name(p, @1, LOAD); }
    | dotted_pattern "." NAME                  { $$ = NEW(Attribute, $1, build_id(p, @3), LOAD); }

dotted_value: dotted_pattern "." NAME          { $$ = NEW(Attribute, $1, build_id(p, @3), LOAD); }

signed_number: NUMBER                          { CHECK($$ = build_number(p, @1)); }
    | "-" NUMBER                               { CHECK($$ = pattern_negative(p, @$, @2)); }

number_pattern: signed_number                  { CHECK(pattern_real(p, $1, true)); }
    | signed_number "+" NUMBER
          { CHECK($$ = pattern_complex(p, @$, $1, OP_ADD, @3)); }
    | signed_number "-" NUMBER
          { CHECK($$ = pattern_complex(p, @$, $1, OP_SUBTRACT, @3)); }

literal_pattern: number_pattern
    | strings
    | NONE                                     { $$ = build_constant(p, @1, None_object); }
    | TRUE                                     { $$ = build_constant(p, @1, True_object); }
    | FALSE                                    { $$ = build_constant(p, @1, False_object); }

mapping_key: literal_pattern
    | dotted_value

/* Keys and patterns in turn; after a NULL key comes the name of `**rest`. */
mapping_items: mapping_key ":" pattern         { $$ = nodes_add(nodes_of(p, $1), p, $3); }
    | "**" NAME
          { $$ = nodes_add(nodes_of(p, NULL), p, build_name(p, @2, STORE)); }
    | mapping_items "," mapping_key ":" pattern { $$ = nodes_add(nodes_add($1, p, $3), p, $5); }
    | mapping_items "," "**" NAME
          { CHECK(pattern_rest(p, $1));
            $$ = nodes_add(nodes_add($1, p, NULL), p, build_name(p, @4, STORE)); }

/* Keyword patterns are wrapped in a keyword node. */
class_items: pattern                           { $$ = nodes_of(p, $1); }
    | NAME "=" pattern
          { $$ = nodes_of(p, NEW(keyword, build_id(p, @1), $3)); }
    | class_items "," pattern                  { $$ = nodes_add($1, p, $3); }
    | class_items "," NAME "=" pattern
          { $$ = nodes_add($1, p, ast_new(p->arena, keyword, @3.start, @5.end,
                                          build_id(p, @3), $5)); }

/* --- expressions --- */

star_expressions: star_expression
    | star_expression_list ","                 { $$ = NEW(Tuple, *$1, LOAD); }
    | star_expression_list "," star_expression { $$ = NEW(Tuple, *nodes_add($1, p, $3), LOAD); }

star_expression_list: star_expression          { $$ = nodes_of(p, $1); }
    | star_expression_list "," star_expression { $$ = nodes_add($1, p, $3); }

star_expression: expression
    | "*" arithmetic               { $$ = NEW(Starred, $2, LOAD); }

star_named: named
    | "*" arithmetic               { $$ = NEW(Starred, $2, LOAD); }

star_named_list: star_named                    { $$ = nodes_of(p, $1); }
    | star_named_list "," star_named           { $$ = nodes_add($1, p, $3); }

named: expression
    | NAME ":=" expression
          { $$ = NEW(NamedExpr, build_name(p, @1, STORE), $3); }

yield: YIELD                                   { $$ = NEW(Yield, .value = NULL); }
    | YIELD star_expressions                   { $$ = NEW(Yield, .value = $2); }
    | YIELD FROM expression                    { $$ = NEW(YieldFrom, .value = $3); }

expression: disjunction
    | disjunction IF disjunction ELSE expression
          { $$ = NEW(IfExp, .test = $3, .body = $1, .orelse = $5); }
    | lambda

disjunction: conjunction
    | or_chain
or_chain: conjunction OR conjunction           { $$ = build_bool(p, @$, BOOL_OR, $1, $3); }
    | or_chain OR conjunction                  { $$ = build_bool_more(p, @$, $1, $3); }

conjunction: inversion
    | and_chain
and_chain: inversion AND inversion             { $$ = build_bool(p, @$, BOOL_AND, $1, $3); }
    | and_chain AND inversion                  { $$ = build_bool_more(p, @$, $1, $3); }

inversion: comparison
    | NOT inversion                            { $$ = NEW(UnaryOp, UNARY_NOT, $2); }

comparison: arithmetic
    | comparison_chain
comparison_chain: arithmetic compare_op arithmetic   { $$ = build_compare(p, @$, $1, $2, $3); }
    | comparison_chain compare_op arithmetic         { $$ = build_compare_more(p, @$, $1, $2, $3); }

compare_op: "<" { $$ = LESS; }         | "<=" { $$ = LESS_EQUAL; }     | "==" { $$ = EQUAL; }
    | "!=" { $$ = NOT_EQUAL; }         | ">" { $$ = GREATER; }
    | ">=" { $$ = GREATER_EQUAL; }
    | IS { $$ = COMPARE_IS; }          | IS NOT { $$ = COMPARE_IS_NOT; }
    | IN { $$ = COMPARE_IN; }          | NOT IN { $$ = COMPARE_NOT_IN; }

arithmetic: primary
    | AWAIT primary                            { $$ = NEW(Await, .value = $2); }
    | arithmetic "|" arithmetic                { $$ = NEW(BinOp, $1, OP_OR, $3); }
    | arithmetic "^" arithmetic                { $$ = NEW(BinOp, $1, OP_XOR, $3); }
    | arithmetic "&" arithmetic                { $$ = NEW(BinOp, $1, OP_AND, $3); }
    | arithmetic "<<" arithmetic               { $$ = NEW(BinOp, $1, OP_LEFT_SHIFT, $3); }
    | arithmetic ">>" arithmetic               { $$ = NEW(BinOp, $1, OP_RIGHT_SHIFT, $3); }
    | arithmetic "+" arithmetic                { $$ = NEW(BinOp, $1, OP_ADD, $3); }
    | arithmetic "-" arithmetic                { $$ = NEW(BinOp, $1, OP_SUBTRACT, $3); }
    | arithmetic "*" arithmetic                { $$ = NEW(BinOp, $1, OP_MULTIPLY, $3); }
    | arithmetic "/" arithmetic                { $$ = NEW(BinOp, $1, OP_TRUE_DIVIDE, $3); }
    | arithmetic "//" arithmetic               { $$ = NEW(BinOp, $1, OP_FLOOR_DIVIDE, $3); }
    | arithmetic "%" arithmetic                { $$ = NEW(BinOp, $1, OP_MODULO, $3); }
    | arithmetic "@" arithmetic                { $$ = NEW(BinOp, $1, OP_MATMUL, $3); }
    | arithmetic "**" arithmetic               { $$ = NEW(BinOp, $1, OP_POWER, $3); }
    | "-" arithmetic %prec UNARY               { $$ = NEW(UnaryOp, UNARY_NEGATIVE, $2); }
    | "+" arithmetic %prec UNARY               { $$ = NEW(UnaryOp, UNARY_POSITIVE, $2); }
    | "~" arithmetic %prec UNARY               { $$ = NEW(UnaryOp, UNARY_INVERT, $2); }

primary: atom
    | primary "." NAME                         { $$ = NEW(Attribute, $1, build_id(p, @3), LOAD); }
    | primary "(" arguments ")"
          { CHECK($$ = build_call(p, @$, $1, $3, (Span){ @2.start, @4.end })); }
    | primary "[" slices "]"                   { $$ = NEW(Subscript, $1, $3, LOAD); }

atom: NAME                                     { $$ = build_name(p, @1, LOAD); }
    | NUMBER                                   { CHECK($$ = build_number(p, @1)); }
    | strings
    | NONE                                     { $$ = build_constant(p, @1, None_object); }
    | TRUE                                     { $$ = build_constant(p, @1, True_object); }
    | FALSE                                    { $$ = build_constant(p, @1, False_object); }
    | "..."                                    { $$ = build_constant(p, @1, Ellipsis_object); }
    | group
    | "(" ")"                                  { $$ = NEW(Tuple, .ctx = LOAD); }
    | "(" star_named_list "," ")"              { $$ = NEW(Tuple, *$2, LOAD); }
    | "(" named comprehensions ")"
          { $$ = NEW(GeneratorExp, $2, *$3); $$->parenthesized = true; }
    | "[" "]"                                  { $$ = NEW(List, .ctx = LOAD); }
    | "[" star_named_list "]"                  { $$ = NEW(List, *$2, LOAD); }
    | "[" star_named_list "," "]"              { $$ = NEW(List, *$2, LOAD); }
    | "[" named comprehensions "]"             { $$ = NEW(ListComp, $2, *$3); }
    | "{" "}"                                  { $$ = NEW(Dict, .keys = { 0 }); }
    | "{" dict_items "}"                       { $$ = build_dict(p, @$, $2); }
    | "{" dict_items "," "}"                   { $$ = build_dict(p, @$, $2); }
    | "{" expression ":" expression comprehensions "}"  { $$ = NEW(DictComp, $2, $4, *$5); }
    | "{" star_named_list "}"                  { $$ = NEW(Set, *$2); }
    | "{" star_named_list "," "}"              { $$ = NEW(Set, *$2); }
    | "{" named comprehensions "}"             { $$ = NEW(SetComp, $2, *$3); }

group: "(" star_named_list ")"                 { CHECK($$ = build_group(p, @$, $2)); }
    | "(" yield ")"                            { $$ = $2; $$->parenthesized = true; }

/* Keys and values in turn; a NULL key stands for `**`. */
dict_items: dict_item
    | dict_items "," expression ":" expression { $$ = nodes_add(nodes_add($1, p, $3), p, $5); }
    | dict_items "," "**" arithmetic  { $$ = nodes_add(nodes_add($1, p, NULL), p, $4); }

dict_item: expression ":" expression           { $$ = nodes_add(nodes_of(p, $1), p, $3); }
    | "**" arithmetic              { $$ = nodes_add(nodes_of(p, NULL), p, $2); }

comprehensions: comprehension                  { $$ = nodes_of(p, $1); }
    | comprehensions comprehension             { $$ = nodes_add($1, p, $2); }

comprehension: FOR star_targets IN disjunction conditions
          { $$ = NEW(comprehension, .target = $2, .iter = $4, .ifs = *$5); }
    | ASYNC FOR star_targets IN disjunction conditions
          { $$ = NEW(comprehension, .target = $3, .iter = $5, .ifs = *$6, .is_async = true); }

conditions: %empty                             { $$ = nodes_new(p); }
    | conditions IF disjunction                { $$ = nodes_add($1, p, $3); }

star_targets: star_target                      { CHECK(build_loop_target(p, $1)); }
    | star_target_list ","                     { CHECK($$ = build_target_tuple(p, @$, $1)); }
    | star_target_list "," star_target
          { CHECK($$ = build_target_tuple(p, @$, nodes_add($1, p, $3))); }

star_target_list: star_target                  { $$ = nodes_of(p, $1); }
    | star_target_list "," star_target         { $$ = nodes_add($1, p, $3); }

star_target: arithmetic
    | "*" arithmetic               { $$ = NEW(Starred, $2, LOAD); }

arguments: %empty                              { $$ = nodes_new(p); }
    | argument_list
    | argument_list ","                        { $$ = $1; p->comma_after = $1; }

argument_list: argument                        { $$ = nodes_of(p, $1); }
    | argument_list "," argument               { $$ = nodes_add($1, p, $3); }

argument: named
    | named comprehensions                     { $$ = NEW(GeneratorExp, $1, *$2); }
    | expression "=" expression                { CHECK($$ = build_keyword(p, @$, @2, $1, $3)); }
    | "*" expression                           { $$ = NEW(Starred, $2, LOAD); }
    | "**" expression                          { $$ = NEW(keyword, NULL, $2); }

slices: slice                                  { $$ = build_lone_slice(p, $1); }
    | slice_list ","                           { $$ = NEW(Tuple, *$1, LOAD); }
    | slice_list "," slice                     { $$ = NEW(Tuple, *nodes_add($1, p, $3), LOAD); }

slice_list: slice                              { $$ = nodes_of(p, $1); }
    | slice_list "," slice                     { $$ = nodes_add($1, p, $3); }

slice: star_named
    | optional_expression ":" optional_expression
          { $$ = ast_new(p->arena, Slice, $1 ? @1.start : @2.start, @$.end, $1, $3); }
    | optional_expression ":" optional_expression ":" optional_expression
          { $$ = ast_new(p->arena, Slice, $1 ? @1.start : @2.start, @$.end, $1, $3, $5); }

optional_expression: %empty                    { $$ = NULL; }
    | expression

/* --- strings --- */

strings: string_list                           { CHECK($$ = build_strings(p, @$, $1)); }

/* What is in quotes is decoded when all its pieces are known. */
string_list: STRING                            { $$ = nodes_of(p, NEW(Constant, NULL)); }
    | fstring                                  { $$ = nodes_of(p, $1); }
    | string_list STRING
          { $$ = nodes_add($1, p, ast_new(p->arena, Constant, @2.start, @2.end, NULL)); }
    | string_list fstring                      { $$ = nodes_add($1, p, $2); }

fstring: FSTRING_START pieces FSTRING_END      { CHECK($$ = build_fstring(p, @$, @1, $2)); }

pieces: %empty                                 { $$ = nodes_new(p); }
    | pieces FSTRING_MIDDLE
          { $$ = nodes_add($1, p, ast_new(p->arena, Constant, @2.start, @2.end, NULL)); }
    | pieces field                             { $$ = build_field_more(p, $1, $2); }

field: "{" field_value debug conversion spec "}"
          { CHECK($$ = build_field(p, @$, $2, $3, $4, $5,
                (Span){ @1.end, $4.end ? @4.start : $5 ? @5.start : @6.start })); }

field_value: star_expressions
    | yield

debug: %empty                                  { $$ = 0; }
    | "="                                      { $$ = 1; }

conversion: %empty                             { $$ = (Span){ 0, 0 }; }
    | "!" NAME                                 { CHECK(build_conversion(p, @1, @2)); $$ = @2; }

spec: %empty                                   { $$ = NULL; }
    | ":" pieces                               { $$ = NEW(JoinedStr, *$2); }
%%

/* What is wrong is found from the tokens, by diagnose.c. */
static int yyreport_syntax_error(const yypcontext_t *context, Parser *p)
{
    (void)context, (void)yypcontext_expected_tokens;
    p->refused = true;
    return 0;
}

static void yyerror(Span *place, Parser *p, const char *message)
{
    (void)place, (void)p, (void)message;
}
