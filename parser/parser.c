/* parser/parser.c -- feeds the tokens to the grammar.   SPDX-License-Identifier: MIT */
#include "parser/parser.h"
#include "parser/build.h"
#include "parser/diagnose.h"
#include "parser/grammar.h"
#include "runtime/heap.h"

static const short grammar_kinds[TOKEN_KIND_COUNT] = {
#define TOKEN(kind, spelling) [TOKEN_##kind] = G_##kind,
#include "lexer/tokens.def"
#undef TOKEN
};

enum { PARSE_OK = 0, PARSE_OUT_OF_MEMORY = 2 };              // of bison

/* Pushes tokens until the grammar accepts or refuses; p->at is then the token it stopped at. */
static int feed(Parser *p)
{
    static const short starts[] = { G_START_FILE, G_START_EVAL, G_START_SINGLE };
    yypstate *state = yypstate_new();
    Span place = { 0, 0 };
    int status = yypush_parse(state, starts[p->mode], NULL, &place, p);
    for (p->at = 0; status == YYPUSH_MORE; p->at++) {
        const Token *t = &p->tokens.items[p->at];
        place = (Span){ t->start, t->end };
        status = yypush_parse(state, grammar_kinds[t->kind], NULL, &place, p);
        if (status != YYPUSH_MORE) break;
    }
    yypstate_delete(state);
    return status;
}

static Node *read_tokens(Parser *p)
{
    int status = feed(p);
    if (status == PARSE_OK) return p->tree;
    if (status == PARSE_OUT_OF_MEMORY)
        return raise_memory_error("Parser stack overflowed - Python source too complex to parse");
    return diagnose(p);
}

// The grammar takes what may stand in a statement, where stars are welcome.
static bool check_expression(const Parser *p, const Node *tree)
{
    Node *body = AS(Expression, tree)->body, *starred = body->kind == NODE_Starred ? body : NULL;
    NodeList items = { 0 };
    if (body->kind == NODE_Tuple) items = AS(Tuple, body)->elts;
    if (items.count && items.items[0]->start != body->start) return true;      // in parentheses
    for (uint32_t i = 0; i < items.count && !starred; i++)
        if (items.items[i]->kind == NODE_Starred) starred = items.items[i];
    if (!starred) return true;
    Span star = { starred->start, starred->start + 1 };
    return FAIL_AT(p, star, "invalid syntax");
}

Node *parser_read(const Source *source, ParseMode mode, Arena *arena)
{
    Parser p = { .source = source, .mode = mode, .arena = arena };
    heap_hold_collections();                  // tokens and the parser's stack are not scanned
    lexer_read(source, mode == PARSE_FILE, &p.tokens);
    Node *tree = read_tokens(&p);
    if (tree && mode == PARSE_EVAL && !check_expression(&p, tree)) tree = NULL;
    lexer_discard(&p.tokens);
    heap_let_collections();
    return tree;
}

/* --- a prompt --- */

static bool opens_block(const Node *tree)
{
    const NodeList *body = &AS(Interactive, tree)->body;
    if (!body->count) return false;
    switch (body->items[0]->kind) {
    case NODE_FunctionDef: case NODE_ClassDef: case NODE_If: case NODE_While: case NODE_For:
    case NODE_Try: case NODE_TryStar: case NODE_With: case NODE_Match: case NODE_AsyncFunctionDef:
    case NODE_AsyncFor: case NODE_AsyncWith:
        return true;
    default:
        return false;
    }
}

static bool ends_in_empty_line(const Source *source)
{
    uint32_t at = source->length;
    if (!at) return true;
    for (at--; at && (source->text[at - 1] == ' ' || source->text[at - 1] == '\t'); at--) {}
    return !at || source->text[at - 1] == '\n';
}

/* The grammar stopped where the text ends, so more of it might help. */
static bool stopped_at_end(const Parser *p)
{
    const Token *t = &p->tokens.items[p->at];
    if (t->kind == TOKEN_ERROR) return p->tokens.unfinished;
    while (t->kind == TOKEN_DEDENT) t++;
    return t->kind == TOKEN_END && !ends_in_empty_line(p->source);
}

ParseStatus parser_status(const Source *source, Arena *arena, Node **tree)
{
    Parser p = { .source = source, .mode = PARSE_SINGLE, .arena = arena };
    heap_hold_collections();
    lexer_read(source, false, &p.tokens);
    int status = feed(&p);
    ParseStatus result = PARSE_ERROR;
    if (status == PARSE_OK) {
        *tree = p.tree;
        result = opens_block(p.tree) && !ends_in_empty_line(source) ? PARSE_MORE : PARSE_DONE;
    } else if (p.refused && stopped_at_end(&p)) {
        result = PARSE_MORE;
    } else if (status == PARSE_OUT_OF_MEMORY) {
        raise_memory_error("Parser stack overflowed - Python source too complex to parse");
    } else {
        diagnose(&p);
    }
    lexer_discard(&p.tokens);
    heap_let_collections();
    return result;
}
