/* parser/param_list.c -- the parameters of def and lambda, and the order they must keep.
 *   SPDX-License-Identifier: MIT */
#include "parser/build.h"

Param *param_new(Parser *p, ParamForm form, Span name, Span place, Node *annotation, Node *value)
{
    Node *arg = NULL;
    if (form != FORM_SLASH && form != FORM_STAR)
        arg = ast_new(p->arena, arg, place.start, place.end, build_id(p, name), annotation);
    return arena_copy(p->arena, &(Param){ form, place, arg, value }, sizeof(Param));
}

ParamList *param_list_new(Parser *p)          { return arena_take(p->arena, sizeof(ParamList)); }

static bool add_name(ParamList *params, Parser *p, const Param *param)
{
    params->bare = (Span){ 0 };
    if (params->star) {
        nodes_add(&params->kwonlyargs, p, param->arg);
        nodes_add(&params->kw_defaults, p, param->value);
        return true;
    }
    if (params->defaults.count && !param->value)
        return FAIL_AT(p, *param->arg,
                       "parameter without a default follows parameter with a default");
    nodes_add(&params->args, p, param->arg);
    if (param->value) nodes_add(&params->defaults, p, param->value);
    return true;
}

static bool add_slash(ParamList *params, Parser *p, Span place)
{
    if (params->slash) return FAIL_AT(p, place, "/ may appear only once");
    if (params->star) return FAIL_AT(p, place, "/ must be ahead of *");
    if (!params->args.count) {
        const Token *next = &p->tokens.items[p->at];
        next += next->kind == TOKEN_SLASH;
        return FAIL_AT(p, place, next->kind == TOKEN_COMMA
                       ? "at least one argument must precede /" : "invalid syntax");
    }
    params->slash = true;
    params->posonlyargs = params->args;
    params->args = (NodeList){ 0 };
    return true;
}

static bool add_star(ParamList *params, Parser *p, const Param *param)
{
    Span mark = param->place;
    if (params->star) {
        // The message points at the star, not at the name after it.
        while (p->source->text[mark.start] != '*') mark.start--;
        mark.end = mark.start + 1;
        return FAIL_AT(p, mark, "* argument may appear only once");
    }
    params->star = true;
    params->vararg = param->arg;
    if (param->form == FORM_STAR) params->bare = mark;
    return true;
}

static bool add_double_star(ParamList *params, Parser *p, const Param *param)
{
    if (params->bare.end) return FAIL_AT(p, params->bare, "named arguments must follow bare *");
    params->kwarg = param->arg;
    return true;
}

ParamList *param_list_add(ParamList *params, Parser *p, const Param *param)
{
    Span place = param->place;
    if (params->kwarg) {
        if (param->form == FORM_STAR_NAME || param->form == FORM_DOUBLE_STAR)
            while (p->source->text[place.start] != '*') place.end = place.start--;
        if (param->form == FORM_DOUBLE_STAR) place.start--;
        return FAIL_AT(p, place, "arguments cannot follow var-keyword argument");
    }
    bool added = true;
    switch (param->form) {
    case FORM_NAME:  added = add_name(params, p, param); break;
    case FORM_SLASH: added = add_slash(params, p, place); break;
    case FORM_STAR: case FORM_STAR_NAME: added = add_star(params, p, param); break;
    case FORM_DOUBLE_STAR: added = add_double_star(params, p, param); break;
    }
    return added ? params : NULL;
}

bool param_list_check_end(const ParamList *params, Parser *p)
{
    if (!params->bare.end) return true;
    const Token *next = &p->tokens.items[p->at];
    if (next->kind == TOKEN_RPAREN)
        return FAIL_AT(p, params->bare, "named arguments must follow bare *");
    if (next->kind == TOKEN_COLON) return FAIL_AT(p, *next, "named arguments must follow bare *");
    return true;                               // what comes is refused by the grammar
}

Node *param_list_finish(Parser *p, const ParamList *params, Span span)
{
    return ast_new(p->arena, arguments, span.start, span.end, params->posonlyargs, params->args,
                   params->vararg, params->kwonlyargs, params->kw_defaults, params->kwarg,
                   params->defaults);
}
