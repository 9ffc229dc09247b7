/* vm/modules/tokens.c -- the module _tokens: what the lexer makes of a text, for _tokenize in lib/.
 *   SPDX-License-Identifier: MIT */
#include "lexer/lexer.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/types/bool.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

static const char *class_of(TokenKind kind)
{
    switch (kind) {
    case TOKEN_END: case TOKEN_NEWLINE: case TOKEN_INDENT: case TOKEN_DEDENT: case TOKEN_NAME:
    case TOKEN_NUMBER: case TOKEN_STRING: case TOKEN_FSTRING_START: case TOKEN_FSTRING_MIDDLE:
    case TOKEN_FSTRING_END:
        return token_names[kind];
    case TOKEN_MATCH: case TOKEN_CASE: case TOKEN_TYPE:
        return "NAME";
    default:
        return token_is_keyword(kind) ? "NAME" : "OP";
    }
}

// (class, text, line, column, end line, end column); columns in characters.
static Ref describe(const Source *s, const Token *t)
{
    uint32_t end = t->end < s->length ? t->end : s->length;
    uint32_t start = t->start < end ? t->start : end;
    return tuple_give_items((Ref[]){
        keep(intern(class_of(t->kind))), str_from_utf8(s->text + start, end - start),
        int_new(source_line(s, start)), int_new(source_character(s, start)),
        int_new(source_line(s, end)), int_new(source_character(s, end)) }, 6);
}

// (list of tokens, the exception that ends them or None, would more text mend it?)
static Ref tokens_read(const Obj arg[])
{
    enum { text, name };
    if (!str_check(arg[text], "read", 1) || !str_check(arg[name], "read", 2)) return NULL;
    scoped_source Source source = { 0 };
    if (!source_open_str(&source, arg[name], arg[text])) return NULL;
    scoped_tokens Tokens tokens;
    lexer_read(&source, true, &tokens);
    scoped Ref list = list_new(tokens.count), error = NULL;
    for (uint32_t i = 0; i < tokens.count; i++) {
        const Token *t = &tokens.items[i];
        if (t->kind != TOKEN_ERROR) {
            list_give(list, describe(&source, t));
            continue;
        }
        lexer_raise_problem(&tokens);
        error = error_take();
    }
    scoped Ref unfinished = bool_new(tokens.never_closed);
    return tuple_pack(3, list, error ? error : None_object, unfinished);
}

static const Method functions[] = {
    { "read(text, name, /)", tokens_read, "The tokens of a text, and what is wrong with it.", 0 },
    { 0 }
};

const Module tokens_module = {
    "_tokens", "Helper of the module _tokenize.", functions, NULL, NULL,
};
