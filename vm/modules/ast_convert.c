/* vm/modules/ast_convert.c -- from objects to a syntax tree.   SPDX-License-Identifier: MIT */
#include "lexer/syntax_error.h"
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "vm/compiler/compile.h"
#include "vm/modules/ast.h"
#include <string.h>

/* Where a node says that it is; offsets are known only when all lines are. */
typedef struct Place {
    Node *node;
    long line, column, end_line, end_column;
    struct Place *next;
} Place;

typedef struct Reader {
    const AstClasses *classes;
    Arena *arena;
    Place *places;
} Reader;

enum { LAST_LINE = 10000000, LAST_COLUMN = 65535 };

/* --- what may stand where --- */

typedef struct Expected { NodeGroup group; int kind; } Expected;      // kind -1: any of the group

static bool is(const char *a, const char *b) { return !strcmp(a, b); }

static Expected part(int kind) { return (Expected){ GROUP_PART, kind }; }

static Expected expected(NodeKind in, const char *field, bool list)
{
    if (list && (is(field, "body") || is(field, "orelse") || is(field, "finalbody")))
        return (Expected){ GROUP_STMT, -1 };
    if (is(field, "handlers")) return part(NODE_ExceptHandler);
    if (is(field, "generators")) return part(NODE_comprehension);
    if (is(field, "keywords")) return part(NODE_keyword);
    if (is(field, "names")) return part(NODE_alias);
    if (is(field, "items")) return part(NODE_withitem);
    if (is(field, "cases")) return part(NODE_match_case);
    if (is(field, "args") && !list) return part(NODE_arguments);
    if (in == NODE_arguments && !is(field, "kw_defaults") && !is(field, "defaults"))
        return part(NODE_arg);
    if (is(field, "pattern") || is(field, "patterns") || is(field, "kwd_patterns"))
        return (Expected){ GROUP_PATTERN, -1 };
    if (is(field, "type_params")) return (Expected){ GROUP_TYPE_PARAM, -1 };
    return (Expected){ GROUP_EXPR, -1 };
}

static const char *const group_words[] = { "mod", "stmt", "expr", "", "pattern", "type_param" };

static const char *group_name(NodeKind kind)
{
    if (kind == NODE_ExceptHandler) return "excepthandler";
    return node_groups[kind] == GROUP_PART ? node_names[kind] : group_words[node_groups[kind]];
}

static bool fits(const Expected *e, int kind)
{
    return e->kind >= 0 ? kind == e->kind : node_groups[kind] == e->group;
}

// The kind of node that an object is; -1 without exception: none that fits.
static int kind_of(Reader *r, Obj x, const Expected *e)
{
    for (int kind = 0; kind < NODE_KIND_COUNT; kind++)
        if (fits(e, kind) && (Obj)type_of(x) == r->classes->nodes[kind]) return kind;
    for (int kind = 0; kind < NODE_KIND_COUNT; kind++)
        if (fits(e, kind) && is_instance(x, (Type *)r->classes->nodes[kind])) return kind;
    return -1;
}

/* --- fields --- */

static Node *read_node(Reader *r, Obj x, Expected e);

static void *missing(const char *field, NodeKind kind)
{
    return raise_type_error("required field \"%s\" missing from %s", field, node_names[kind]);
}

static bool read_child(Reader *r, Obj x, NodeKind kind, const char *field, bool needed, Node **to)
{
    scoped Ref value = NULL;
    if (!attribute_find(x, intern(field), &value)) return false;
    if (!value && needed) return missing(field, kind);
    if (value && is_none(value) && needed)
        return raise_value_error("field '%s' is required for %s", field, node_names[kind]);
    if (!value || is_none(value)) return true;
    *to = read_node(r, value, expected(kind, field, false));
    return *to != NULL;
}

static bool find_list(Obj x, NodeKind kind, const char *field, Ref *list)
{
    if (!attribute_find(x, intern(field), list)) return false;
    if (!*list) *list = list_new(0);
    return is_list(*list) || raise_type_error("%s field \"%s\" must be a list, not a %T",
                                              node_names[kind], field, *list);
}

static bool read_list(Reader *r, Obj x, NodeKind kind, const char *field, NodeList *to)
{
    scoped Ref list = NULL;
    if (!find_list(x, kind, field, &list)) return false;
    Expected e = expected(kind, field, true);
    bool may_be_none = is(field, "kw_defaults") || (kind == NODE_Dict && is(field, "keys"));
    uint32_t count = (uint32_t)list_length(list);
    to->items = arena_take(r->arena, (count + 1) * sizeof(Node *));
    to->count = count;
    for (uint32_t i = 0; i < count; i++) {
        if (list_length(list) != count)
            return raise_runtime_error("%s field \"%s\" changed size during iteration",
                                       node_names[kind], field);
        scoped Ref item = keep(list_peek(list, i));
        if (!is_none(item)) {
            to->items[i] = read_node(r, item, e);
            if (!to->items[i]) return false;
        } else if (!may_be_none) {
            return raise_value_error("None disallowed in %s list",
                                     e.group == GROUP_STMT ? "statement" : "expression");
        }
    }
    return true;
}

static bool read_identifier(Obj value, Obj *to)
{
    if (!is_str(value)) return raise_type_error("AST identifier must be of type str");
    scoped Ref exact = is_exact_str(value) ? keep(value) : str_slice(value, 0, str_length(value));
    *to = intern_str(exact);
    return true;
}

static bool read_name(Obj x, NodeKind kind, const char *field, bool needed, Obj *to)
{
    scoped Ref value = NULL;
    if (!attribute_find(x, intern(field), &value)) return false;
    if (!value && needed) return missing(field, kind);
    if (value && is_none(value) && needed)
        return raise_value_error("field '%s' is required for %s", field, node_names[kind]);
    return !value || is_none(value) || read_identifier(value, to);
}

static bool read_names(Reader *r, Obj x, NodeKind kind, const char *field, NameList *to)
{
    scoped Ref list = NULL;
    if (!find_list(x, kind, field, &list)) return false;
    to->count = (uint32_t)list_length(list);
    to->items = arena_take(r->arena, (to->count + 1) * sizeof(Obj));
    for (uint32_t i = 0; i < to->count; i++)
        if (!read_identifier(list_peek(list, i), &to->items[i])) return false;
    return true;
}

static bool to_number(Obj value, long *to)
{
    if (!is_int(value)) return raise_value_error("invalid integer value: %R", value);
    return object_to_long(value, to);
}

static bool read_number(Obj x, NodeKind kind, const char *field, long *to)
{
    scoped Ref value = NULL;
    if (!attribute_find(x, intern(field), &value)) return false;
    bool optional = is(field, "level");
    if (!value && !optional) return missing(field, kind);
    *to = 0;
    return !value || (is_none(value) && optional) || to_number(value, to);
}

// Which of `count` classes the field's value is an instance of.
static bool read_choice(Obj x, NodeKind kind, const char *field, const Ref *classes, int count,
                        const char *what, int *to)
{
    scoped Ref value = NULL;
    *to = 0;
    if (!attribute_find(x, intern(field), &value)) return false;
    if (!value && is(what, "expr_context")) return true;
    if (!value) return missing(field, kind);
    for (*to = 0; *to < count; ++*to)
        if (is_instance(value, (Type *)classes[*to])) return true;
    return raise_type_error("expected some sort of %s, but got %R", what, value);
}

static bool read_compares(Reader *r, Obj x, uint8_t **to)
{
    scoped Ref list = NULL, operands = NULL;
    if (!find_list(x, NODE_Compare, "ops", &list)) return false;
    if (!find_list(x, NODE_Compare, "comparators", &operands)) return false;
    size_t count = list_length(list);
    if (!list_length(operands)) return raise_value_error("Compare with no comparators");
    if (count != list_length(operands))
        return raise_value_error("Compare has a different number of comparators and operands");
    *to = arena_take(r->arena, count);
    for (size_t i = 0; i < count; i++) {
        Obj op = list_peek(list, i);
        int found = 0;
        while (found <= COMPARE_NOT_IN && !is_instance(op, (Type *)r->classes->compares[found]))
            found++;
        if (found > COMPARE_NOT_IN)
            return raise_type_error("expected some sort of cmpop, but got %R", op);
        (*to)[i] = (uint8_t)found;
    }
    return true;
}

static bool read_value(Reader *r, Obj x, NodeKind kind, const char *field, Obj *to)
{
    scoped Ref value = NULL;
    if (!attribute_find(x, intern(field), &value)) return false;
    if (!value) return missing(field, kind);
    *to = arena_hold(r->arena, take(&value));
    return true;
}

/* --- nodes --- */

#define TRY(done)      if (!(done)) return NULL;
#define CHILD(f)       TRY(read_child(r, x, kind, #f, true, &n->f))
#define MAYBE(f)       TRY(read_child(r, x, kind, #f, false, &n->f))
#define LIST(f)        TRY(read_list(r, x, kind, #f, &n->f))
#define NAME(f)        TRY(read_name(x, kind, #f, true, &n->f))
#define MAYBE_NAME(f)  TRY(read_name(x, kind, #f, false, &n->f))
#define NAMES(f)       TRY(read_names(r, x, kind, #f, &n->f))
#define VALUE(f)       TRY(read_value(r, x, kind, #f, &n->f))
#define NUMBER(f)      TRY(read_number(x, kind, #f, &number)) n->f = (int)number;
#define FLAG(f)        TRY(read_number(x, kind, #f, &number)) n->f = number != 0;
#define CHOICE(f, which, count, what) \
    TRY(read_choice(x, kind, #f, r->classes->which, count, what, &choice)) n->f = choice;
#define OPERATOR_OF(f) CHOICE(f, operators, OP_MATMUL + 1, "operator")
#define UNARY(f)       CHOICE(f, unary_ops, 4, "unaryop")
#define BOOL_OP(f)     CHOICE(f, bool_ops, 2, "boolop")
#define COMPARES(f)    TRY(read_compares(r, x, &n->f))
#define CONTEXT(f)     CHOICE(f, contexts, 3, "expr_context")
static Node *read_fields(Reader *r, Obj x, NodeKind kind)
{
    long number = 0;
    int choice = 0;
    (void)number, (void)choice;
    switch (kind) {
#define NODE(group, Name, fields) \
    case NODE_##Name: { \
        Name##Node *n = arena_take(r->arena, sizeof *n); \
        n->head.kind = kind; \
        fields \
        return &n->head; \
    }
#include "parser/ast.def"
#undef NODE
    default:
        return NULL;
    }
}

static bool read_position(Obj x, const char *group, const char *field, bool needed, long otherwise,
                          long *to)
{
    scoped Ref value = NULL;
    *to = otherwise;
    if (!attribute_find(x, intern(field), &value)) return false;
    if (!value && needed)
        return raise_type_error("required field \"%s\" missing from %s", field, group);
    return !value || (is_none(value) && !needed) || to_number(value, to);
}

static Place *read_place(Reader *r, Obj x, const char *group)
{
    Place *p = arena_take(r->arena, sizeof *p);
    if (!read_position(x, group, "lineno", true, 0, &p->line)
        || !read_position(x, group, "col_offset", true, 0, &p->column)
        || !read_position(x, group, "end_lineno", false, p->line, &p->end_line)
        || !read_position(x, group, "end_col_offset", false, p->column, &p->end_column))
        return NULL;
    if (p->line > p->end_line)
        return raise_value_error("AST node line range (%ld, %ld) is not valid", p->line,
                                 p->end_line);
    if ((p->line < 0 && p->end_line != p->line) || (p->column < 0 && p->end_column != p->column))
        return raise_value_error("AST node column range (%ld, %ld) for line range (%ld, %ld) is "
                                 "not valid", p->column, p->end_column, p->line, p->end_line);
    if (p->line == p->end_line && p->column > p->end_column)
        return raise_value_error("line %ld, column %ld-%ld is not a valid range", p->line,
                                 p->column, p->end_column);
    if (p->end_line > LAST_LINE)
        return raise_overflow_error("line number %ld of a syntax tree is too large", p->end_line);
    return p;
}

static void *refuse(Reader *r, Obj x, const Expected *e)
{
    const char *what = e->kind >= 0 ? group_name((NodeKind)e->kind) : group_words[e->group];
    bool placed = e->kind >= 0 ? ast_has_place((NodeKind)e->kind) : e->group != GROUP_MOD;
    if (placed && !read_place(r, x, what)) return NULL;
    return raise_type_error("expected some sort of %s, but got %R", what, x);
}

static Node *read_node(Reader *r, Obj x, Expected e)
{
    int kind = kind_of(r, x, &e);
    if (kind < 0) return refuse(r, x, &e);
    Place *place = NULL;
    if (ast_has_place((NodeKind)kind)) {
        place = read_place(r, x, group_name((NodeKind)kind));
        if (!place) return NULL;
    }
    if (!recursion_enter(" during ast construction")) return NULL;
    Node *node = read_fields(r, x, (NodeKind)kind);
    recursion_leave();
    if (!node || !place) return node;
    place->node = node;
    place->next = r->places;
    r->places = place;
    return node;
}

/* --- places --- */

static uint32_t within(long value, long least, long most)
{
    return (uint32_t)(value < least ? least : value > most ? most : value);
}

// Blank lines, each as long as the places on it need, so that offsets give lines and columns back.
static bool lay_out(Reader *r, Obj filename, Source *source)
{
    uint32_t last = 1;
    for (Place *p = r->places; p; p = p->next)
        if (p->end_line > last) last = (uint32_t)p->end_line;
    uint32_t *widths = heap_plain((last + 2) * sizeof *widths);
    memset(widths, 0, (last + 2) * sizeof *widths);
    for (Place *p = r->places; p; p = p->next) {
        uint32_t line = within(p->line, 1, last), column = within(p->column, 0, LAST_COLUMN);
        if (column > widths[line]) widths[line] = column;
        line = within(p->end_line, 1, last), column = within(p->end_column, 0, LAST_COLUMN);
        if (column > widths[line]) widths[line] = column;
    }
    size_t length = 0;
    for (uint32_t i = 1; i <= last; i++) length += widths[i] + 1;
    char *text = heap_plain(length + 1);
    memset(text, ' ', length);
    for (size_t i = 1, end = 0; i <= last; i++) text[(end += widths[i] + 1) - 1] = '\n';
    bool good = source_open(source, filename, text, length);
    for (Place *p = r->places; p && good; p = p->next) {
        uint32_t line = within(p->line, 1, last), end_line = within(p->end_line, 1, last);
        p->node->start = source->lines[line - 1] + within(p->column, 0, LAST_COLUMN);
        p->node->end = source->lines[end_line - 1] + within(p->end_column, 0, LAST_COLUMN);
    }
    heap_plain_free(text, length + 1);
    heap_plain_free(widths, (last + 2) * sizeof *widths);
    return good;
}

static Node *ast_from_object(Obj x, ParseMode mode, Obj filename, Source *source,
                             Arena *arena)
{
    Reader r = { .classes = ast_classes(), .arena = arena };
    if (!r.classes || !ast_check_root(x, mode)) return NULL;
    Node *tree = read_node(&r, x, (Expected){ GROUP_MOD, -1 });
    return tree && lay_out(&r, filename, source) && ast_check(tree) ? tree : NULL;
}

Ref ast_compile(Obj x, ParseMode mode, Obj filename)
{
    scoped_arena Arena nodes = arena_new();
    scoped_source Source source = { 0 };
    Node *tree = ast_from_object(x, mode, filename, &source, &nodes);
    Symtable *scopes = tree ? symtable_build(tree, &source, &nodes) : NULL;
    return scopes ? compile_tree(tree, scopes, &source) : NULL;
}
