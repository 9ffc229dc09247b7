/* parser/validate.c -- what the grammar lets pass and the language does not: starred targets,
 * repeated keywords, `except:` before others, jumps out of `except*`, __debug__, __future__.
 *   SPDX-License-Identifier: MIT */
#include "parser/validate.h"
#include "lexer/syntax_error.h"
#include "runtime/intern.h"
#include "runtime/types/str.h"

typedef struct Validator {
    const Source *source;
    bool in_star_handler;     // the body of an except*, not in a function or a loop of its own
    bool in_inner_loop;       // of such a body
    bool in_function;
    bool prologue;            // __future__ imports may still come
} Validator;

static bool visit(Node *node, void *context);

static bool visit_all(NodeList list, Validator *v)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.items[i] && !visit(list.items[i], v)) return false;
    return true;
}

static SyntaxPlace place_of(const Validator *v, const Node *node)
{
    return (SyntaxPlace){ v->source, node->start, node->end, .shown = SYNTAX_SHOWN_FILE };
}

#define FAIL(v, node, ...) \
    raise_syntax_error_at(&(SyntaxPlace[]){ place_of(v, node) }[0], __VA_ARGS__)

static bool is_debug(Obj name)
{
    static Obj debug;
    if (!debug) debug = intern("__debug__");
    return name == debug;
}

static bool check_bound(const Validator *v, const Node *node, Obj name)
{
    return !name || !is_debug(name) || FAIL(v, node, "cannot assign to __debug__");
}

static bool check_named(const Validator *v, const Node *node, Obj name, ExprContext ctx)
{
    if (ctx == DEL && is_debug(name)) return FAIL(v, node, "cannot delete __debug__");
    return ctx == LOAD || check_bound(v, node, name);
}

/* --- targets and calls --- */

static bool visit_display(Validator *v, const Node *node, NodeList items, ExprContext ctx)
{
    bool starred = false;
    for (uint32_t i = 0; i < items.count; i++) {
        Node *item = items.items[i];
        if (item->kind == NODE_Starred && ctx == STORE) {
            if (starred) return FAIL(v, node, "multiple starred expressions in assignment");
            starred = true;
            item = AS(Starred, item)->value;
        }
        if (!visit(item, v)) return false;
    }
    return true;
}

static bool check_keywords(const Validator *v, NodeList keywords)
{
    for (uint32_t i = 0; i < keywords.count; i++) {
        Obj name = AS(keyword, keywords.items[i])->arg;
        if (!name) continue;
        if (!check_bound(v, keywords.items[i], name)) return false;
        for (uint32_t k = i + 1; k < keywords.count; k++)
            if (AS(keyword, keywords.items[k])->arg == name)
                return FAIL(v, keywords.items[k], "keyword argument repeated: %S", name);
    }
    return true;
}

/* --- __future__ --- */

static bool check_feature(const Validator *v, const Node *import, Obj name)
{
    static const char *const features[] = {
        "annotations", "division", "absolute_import", "with_statement", "print_function",
        "unicode_literals", "generator_stop", "nested_scopes", "generators", "barry_as_FLUFL",
    };
    for (size_t i = 0; i < sizeof features / sizeof *features; i++)
        if (str_equal_text(name, features[i])) return true;
    SyntaxPlace place = place_of(v, import);
    place.ending = SYNTAX_END_UNKNOWN;
    if (str_equal_text(name, "braces")) return raise_syntax_error_at(&place, "not a chance");
    return raise_syntax_error_at(&place, "future feature %S is not defined", name);
}

static bool is_future(const Node *node)
{
    const ImportFromNode *import = AS(ImportFrom, node);
    return node->kind == NODE_ImportFrom && import->module && !import->level
        && str_equal_text(import->module, "__future__");
}

static bool visit_import(Validator *v, const Node *node)
{
    NodeList names = AS(ImportFrom, node)->names;
    bool future = is_future(node);
    for (uint32_t i = 0; i < names.count; i++) {
        const aliasNode *alias = AS(alias, names.items[i]);
        if (!check_bound(v, names.items[i], alias->asname ? alias->asname : alias->name)
            || (future && v->prologue && !check_feature(v, node, alias->name))) return false;
    }
    return !future || v->prologue
        || FAIL(v, node, "from __future__ imports must occur at the beginning of the file");
}

static bool is_text(const Node *node)
{
    if (node->kind != NODE_Expr || AS(Expr, node)->value->kind != NODE_Constant) return false;
    return is_str(AS(Constant, AS(Expr, node)->value)->value);
}

static bool visit_top(Validator *v, NodeList body)
{
    for (uint32_t i = 0; i < body.count; i++) {
        v->prologue = v->prologue && (is_future(body.items[i]) || (i == 0 && is_text(body.items[i])));
        if (!visit(body.items[i], v)) return false;
    }
    return true;
}

/* --- handlers, and jumps out of them --- */

static bool visit_handlers(Validator *v, NodeList handlers, bool star)
{
    Validator inside = *v;
    if (star) inside.in_star_handler = true, inside.in_inner_loop = false;
    for (uint32_t i = 0; i < handlers.count; i++) {
        const ExceptHandlerNode *handler = AS(ExceptHandler, handlers.items[i]);
        if (!handler->type && i + 1 < handlers.count)
            return FAIL(v, handlers.items[i], "default 'except:' must be last");
        if ((handler->type && !visit(handler->type, v))
            || !check_bound(v, handlers.items[i], handler->name)
            || !visit_all(handler->body, &inside)) return false;
    }
    return true;
}

static bool visit_try(Validator *v, const Node *node)
{
    const TryNode *try = AS(Try, node);            // TryStar has the same fields
    return visit_all(try->body, v) && visit_handlers(v, try->handlers, node->kind == NODE_TryStar)
        && visit_all(try->orelse, v) && visit_all(try->finalbody, v);
}

static bool visit_loop(Validator *v, const Node *node)
{
    Validator inside = *v;
    inside.in_inner_loop = true;
    if (node->kind == NODE_While) {
        const WhileNode *loop = AS(While, node);
        return visit(loop->test, v) && visit_all(loop->body, &inside) && visit_all(loop->orelse, v);
    }
    const ForNode *loop = AS(For, node);
    return visit(loop->target, v) && visit(loop->iter, v) && visit_all(loop->body, &inside)
        && visit_all(loop->orelse, v);
}

static bool check_jump(const Validator *v, const Node *node)
{
    if (!v->in_star_handler) return true;
    if (node->kind == NODE_Return ? !v->in_function : v->in_inner_loop) return true;
    return FAIL(v, node, "'break', 'continue' and 'return' cannot appear in an except* block");
}

/* --- the walk --- */

static bool visit_children(Validator *v, const Node *node) { return ast_each_child(node, visit, v); }

static bool visit_apart(const Validator *v, const Node *node)
{
    return visit_children(&(Validator){ v->source, .in_function = node->kind == NODE_FunctionDef },
                          node);
}

static bool visit_node(Validator *v, const Node *node)
{
    switch (node->kind) {
    case NODE_Module:      return visit_top(v, AS(Module, node)->body);
    case NODE_Interactive: return visit_top(v, AS(Interactive, node)->body);
    case NODE_FunctionDef:
        return check_bound(v, node, AS(FunctionDef, node)->name) && visit_apart(v, node);
    case NODE_ClassDef:
        return check_bound(v, node, AS(ClassDef, node)->name)
            && check_keywords(v, AS(ClassDef, node)->keywords) && visit_apart(v, node);
    case NODE_Tuple:   return visit_display(v, node, AS(Tuple, node)->elts, AS(Tuple, node)->ctx);
    case NODE_List:    return visit_display(v, node, AS(List, node)->elts, AS(List, node)->ctx);
    case NODE_Starred:
        if (AS(Starred, node)->ctx == STORE)
            return FAIL(v, node, "starred assignment target must be in a list or tuple");
        return visit_children(v, node);
    case NODE_Name:    return check_named(v, node, AS(Name, node)->id, AS(Name, node)->ctx);
    case NODE_Attribute:
        return check_named(v, node, AS(Attribute, node)->attr, AS(Attribute, node)->ctx)
            && visit_children(v, node);
    case NODE_arg:
        return check_bound(v, node, AS(arg, node)->arg) && visit_children(v, node);
    case NODE_Call:
        return check_keywords(v, AS(Call, node)->keywords) && visit_children(v, node);
    case NODE_alias:
        return check_bound(v, node, AS(alias, node)->asname ? AS(alias, node)->asname
                                                            : AS(alias, node)->name);
    case NODE_ImportFrom:          return visit_import(v, node);
    case NODE_Try: case NODE_TryStar: return visit_try(v, node);
    case NODE_For: case NODE_While:   return visit_loop(v, node);
    case NODE_Break: case NODE_Continue: return check_jump(v, node);
    case NODE_Return: return check_jump(v, node) && visit_children(v, node);
    default:          return visit_children(v, node);
    }
}

static bool visit(Node *node, void *context)
{
    if (!recursion_enter(" during compilation")) return false;
    bool fine = visit_node(context, node);
    recursion_leave();
    return fine;
}

bool validate_tree(const Node *tree, const Source *source)
{
    Validator v = { .source = source, .prologue = true };
    return visit((Node *)tree, &v);
}
