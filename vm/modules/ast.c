/* vm/modules/ast.c -- syntax trees as Python objects.   SPDX-License-Identifier: MIT */
#include "vm/modules/ast.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/types/bool.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "vm/import.h"

/* --- classes --- */

static AstClasses classes;

static const char *const context_names[] = { "Load", "Store", "Del" };
static const char *const bool_names[] = { "And", "Or" };
static const char *const unary_names[] = { "Invert", "Not", "UAdd", "USub" };
static const char *const operator_names[] = {
    "Add", "Sub", "Mult", "Div", "FloorDiv", "Mod", "Pow", "LShift", "RShift", "BitAnd", "BitXor",
    "BitOr", "MatMult",
};
static const char *const compare_names[] = {
    "Lt", "LtE", "Eq", "NotEq", "Gt", "GtE", "Is", "IsNot", "In", "NotIn",
};
#define LENGTH(array) (sizeof (array) / sizeof *(array))

static bool load(Obj module, Ref *to, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Ref class = attribute_get(module, intern(names[i]));
        if (!class) return false;
        replace(&to[i], class);
        if (is_type(class)) continue;
        return raise_type_error("_ast.%s is not a class", names[i]);
    }
    return true;
}

const AstClasses *ast_classes(void)
{
    if (classes.base) return &classes;
    scoped Ref module = import_module(intern("_ast")), base = NULL;
    if (!module || !load(module, classes.nodes, node_names, NODE_KIND_COUNT)
        || !load(module, classes.contexts, context_names, LENGTH(context_names))
        || !load(module, classes.bool_ops, bool_names, LENGTH(bool_names))
        || !load(module, classes.unary_ops, unary_names, LENGTH(unary_names))
        || !load(module, classes.operators, operator_names, LENGTH(operator_names))
        || !load(module, classes.compares, compare_names, LENGTH(compare_names))
        || !load(module, &base, (const char *[]){ "AST" }, 1)) return NULL;
    classes.base = take(&base);
    return &classes;
}

bool ast_is_object(Obj x)
{
    if (!classes.base && import_peek("_ast") && !ast_classes()) error_clear();
    return classes.base && is_instance(x, (Type *)classes.base);
}

bool ast_has_place(NodeKind kind)
{
    switch (kind) {
    case NODE_comprehension: case NODE_arguments: case NODE_withitem: case NODE_match_case:
        return false;
    default:
        return node_groups[kind] != GROUP_MOD;
    }
}

/* --- from the tree --- */

typedef struct Maker {
    const Source *source;
    const Node *above;        // the parent of the node being made
    Ref contexts[3], bool_ops[2], unary_ops[4], operators[OPERATOR_COUNT];
    Ref compares[COMPARE_NOT_IN + 1];
} Maker;

static Ref make(Maker *m, const Node *node);

// One object stands for all uses of an operator.
static Ref single(Ref *made, const Ref *class, size_t index)
{
    if (!made[index]) made[index] = call0(class[index]);
    return made[index] ? keep(made[index]) : NULL;
}

static void drop_singles(Maker *m)
{
    Ref *all[] = { m->contexts, m->bool_ops, m->unary_ops, m->operators, m->compares };
    size_t counts[] = { LENGTH(m->contexts), LENGTH(m->bool_ops), LENGTH(m->unary_ops),
                        LENGTH(m->operators), LENGTH(m->compares) };
    for (size_t i = 0; i < LENGTH(all); i++)
        for (size_t k = 0; k < counts[i]; k++) drop_or_null(all[i][k]);
}

static bool put(Ref object, Obj name, Ref value)
{
    scoped Ref held = value;
    return held && instance_set(object, name, held);
}

static Ref make_or_none(Maker *m, const Node *node) { return node ? make(m, node) : none_new(); }

static Ref make_list(Maker *m, const NodeList *nodes)
{
    scoped Ref list = list_new(nodes->count);
    for (uint32_t i = 0; i < nodes->count; i++) {
        Ref item = make_or_none(m, nodes->items[i]);
        if (!item) return NULL;
        list_give(list, item);
    }
    return take(&list);
}

static Ref make_names(const NameList *names) { return list_from_items(names->items, names->count); }

static Ref make_compares(Maker *m, const uint8_t *ops, uint32_t count)
{
    scoped Ref list = list_new(count);
    for (uint32_t i = 0; i < count; i++) {
        Ref item = single(m->compares, classes.compares, ops[i]);
        if (!item) return NULL;
        list_give(list, item);
    }
    return take(&list);
}

static bool put_place(Maker *m, Ref object, const Node *node)
{
    const Source *s = m->source;
    uint32_t start = node->start, end = node->end;
    return put(object, intern("lineno"), int_new(source_line(s, start)))
        && put(object, intern("col_offset"), int_new(source_column(s, start)))
        && put(object, intern("end_lineno"), int_new(source_line(s, end)))
        && put(object, intern("end_col_offset"), int_new(source_column(s, end)));
}

#define PUT(f, value) { static Obj name; if (!name) name = intern(#f); \
                        if (!put(made, name, value)) return false; }
#define CHILD(f)       PUT(f, make(m, n->f))
#define MAYBE(f)       PUT(f, make_or_none(m, n->f))
#define LIST(f)        PUT(f, make_list(m, &n->f))
#define NAME(f)        PUT(f, keep(n->f))
#define MAYBE_NAME(f)  PUT(f, n->f ? keep(n->f) : none_new())
#define NAMES(f)       PUT(f, make_names(&n->f))
#define VALUE(f)       PUT(f, keep(n->f))
#define NUMBER(f)      PUT(f, int_new(n->f))
#define FLAG(f)        PUT(f, int_new(n->f))
#define OPERATOR_OF(f) PUT(f, single(m->operators, classes.operators, n->f))
#define UNARY(f)       PUT(f, single(m->unary_ops, classes.unary_ops, n->f))
#define BOOL_OP(f)     PUT(f, single(m->bool_ops, classes.bool_ops, n->f))
#define COMPARES(f)    PUT(f, make_compares(m, n->f, n->comparators.count))
#define CONTEXT(f)     PUT(f, single(m->contexts, classes.contexts, n->ctx))
static bool put_fields(Maker *m, Ref made, const Node *node)
{
    switch (node->kind) {
#define NODE(group, Name, fields) \
    case NODE_##Name: { const Name##Node *n = AS(Name, node); (void)n; fields break; }
#include "parser/ast.def"
#undef NODE
    }
    return true;
}

// Is it a string literal with u in front? In an f-string only the first piece can be one.
static bool is_u_string(const Maker *m, const Node *node, const Node *above)
{
    if (!is_str(AS(Constant, node)->value)) return false;
    if (above && above->kind == NODE_JoinedStr && above->start != node->start) return false;
    const char *text = m->source->text + node->start;
    return (text[0] == 'u' || text[0] == 'U') && (text[1] == '"' || text[1] == '\'');
}

// Fields that our trees do without.
static bool put_more(Maker *m, Ref made, const Node *node, const Node *above)
{
    switch (node->kind) {
    case NODE_Module:
        PUT(type_ignores, list_new(0));
        break;
    case NODE_Constant:
        PUT(kind, is_u_string(m, node, above) ? str_from_text("u") : none_new());
        break;
    case NODE_FunctionDef: case NODE_AsyncFunctionDef: case NODE_Assign: case NODE_For:
    case NODE_AsyncFor: case NODE_With: case NODE_AsyncWith: case NODE_arg:
        PUT(type_comment, none_new());
        break;
    default:
        break;
    }
    return !ast_has_place(node->kind) || put_place(m, made, node);
}

static Ref make(Maker *m, const Node *node)
{
    if (!recursion_enter(" during ast construction")) return NULL;
    scoped Ref made = type_allocate((Type *)classes.nodes[node->kind], 0);
    const Node *above = m->above;
    m->above = node;
    bool good = put_fields(m, made, node) && put_more(m, made, node, above);
    m->above = above;
    recursion_leave();
    return good ? take(&made) : NULL;
}

static Ref ast_to_object(const Node *tree, const Source *source)
{
    if (!ast_classes()) return NULL;
    Maker m = { .source = source };
    Ref made = make(&m, tree);
    drop_singles(&m);
    return made;
}

Ref ast_parse(const Source *source, ParseMode mode)
{
    scoped_arena Arena nodes = arena_new();
    Node *tree = parser_read(source, mode, &nodes);
    return tree ? ast_to_object(tree, source) : NULL;
}

bool ast_check_root(Obj x, ParseMode mode)
{
    static const NodeKind kinds[] = { [PARSE_FILE] = NODE_Module, [PARSE_EVAL] = NODE_Expression,
                                      [PARSE_SINGLE] = NODE_Interactive };
    const AstClasses *all = ast_classes();
    if (!all) return false;
    NodeKind kind = kinds[mode];
    return is_instance(x, (Type *)all->nodes[kind])
        || raise_type_error("expected %s node, got %T", node_names[kind], x);
}
