/* parser/symtable.c -- first walk: collects the names of every scope; second: resolves them. */
#include "parser/symtable.h"
#include "parser/validate.h"
#include "lexer/syntax_error.h"
#include "runtime/intern.h"
#include "runtime/types/str.h"
#include <string.h>

typedef struct Builder {
    Symtable *table;
    Scope *scope;             // the one being collected
    bool in_iterable;         // inside the iterable of a comprehension: no := there
    bool in_annotation;
} Builder;

static bool visit(Builder *b, const Node *node);
static bool visit_child(Node *child, void *context) { return visit(context, child); }

/* --- scopes and symbols --- */

static uint32_t slot_of(const Symtable *table, const Node *node, int part)
{
    uintptr_t key = (uintptr_t)node + (uintptr_t)part;
    uint32_t at = (uint32_t)(key * 0x9e3779b97f4a7c15u >> 32) & (table->slot_count - 1);
    while (table->slots[at].node && (uintptr_t)table->slots[at].node != key)
        at = (at + 1) & (table->slot_count - 1);
    return at;
}

static void slots_grow(Symtable *table)
{
    struct ScopeSlot *old = table->slots;
    uint32_t old_count = table->slot_count;
    table->slot_count = old_count ? old_count * 2 : 64;
    table->slots = arena_take(table->arena, table->slot_count * sizeof *table->slots);
    for (uint32_t i = 0; i < old_count; i++)
        if (old[i].node) table->slots[slot_of(table, old[i].node, 0)] = old[i];
}

Scope *symtable_scope(const Symtable *table, const Node *node, int part)
{
    return table->slots[slot_of(table, node, part)].scope;
}

static Scope *scope_open(Builder *b, ScopeKind kind, const Node *node, int part, Obj name)
{
    Symtable *table = b->table;
    Scope *scope = arena_take(table->arena, sizeof *scope), *parent = b->scope;
    scope->kind = kind;
    scope->node = node;
    scope->parent = parent;
    scope->name = name;
    scope->private_name = parent ? parent->private_name : NULL;
    if (parent) {
        if (parent->last_child) parent->last_child->next = scope;
        else parent->first_child = scope;
        parent->last_child = scope;
    }
    if (table->slots_used * 2 >= table->slot_count) slots_grow(table);
    uint32_t at = slot_of(table, node, part);
    table->slots[at] = (struct ScopeSlot){ (const Node *)((uintptr_t)node + (uintptr_t)part), scope };
    table->slots_used++;
    b->scope = scope;
    return scope;
}

static void scope_close(Builder *b) { b->scope = b->scope->parent; }

Symbol *scope_find(const Scope *scope, Obj name)
{
    for (uint32_t i = 0; i < scope->symbol_count; i++)
        if (scope->symbols[i].name == name) return &scope->symbols[i];
    return NULL;
}

static Symbol *symbol_in(Arena *arena, Scope *scope, Obj name)
{
    Symbol *found = scope_find(scope, name);
    if (found) return found;
    if (scope->symbol_count == scope->symbol_capacity) {
        uint32_t capacity = scope->symbol_capacity ? scope->symbol_capacity * 2 : 8;
        Symbol *grown = arena_take(arena, capacity * sizeof *grown);
        if (scope->symbol_count) memcpy(grown, scope->symbols, scope->symbol_count * sizeof *grown);
        scope->symbols = grown;
        scope->symbol_capacity = capacity;
    }
    Symbol *symbol = &scope->symbols[scope->symbol_count++];
    *symbol = (Symbol){ .name = name };
    return symbol;
}

static Symbol *mention(Builder *b, Obj name, uint16_t flags)
{
    Symbol *symbol = symbol_in(b->table->arena, b->scope, name_mangle(b->scope->private_name, name));
    symbol->flags |= flags;
    return symbol;
}

Scope *scope_unit(Scope *scope)
{
    while (scope_is_inlined(scope)) scope = scope->parent;
    return scope;
}

int scope_free_index(const Scope *unit, Obj name)
{
    for (uint32_t i = 0; i < unit->free_count; i++)
        if (unit->free_names[i] == name) return (int)i;
    return -1;
}

static void add_free(Arena *arena, Scope *unit, Obj name)
{
    if (scope_free_index(unit, name) >= 0) return;
    if (unit->free_count == unit->free_capacity) {
        uint32_t capacity = unit->free_capacity ? unit->free_capacity * 2 : 4;
        Obj *grown = arena_take(arena, capacity * sizeof *grown);
        if (unit->free_count) memcpy(grown, unit->free_names, unit->free_count * sizeof *grown);
        unit->free_names = grown;
        unit->free_capacity = capacity;
    }
    unit->free_names[unit->free_count++] = name;
}

Obj name_mangle(Obj private_name, Obj name)
{
    if (!private_name || str_length(name) < 3 || str_at(name, 0) != '_' || str_at(name, 1) != '_')
        return name;
    size_t length = str_length(name);
    if (str_at(name, length - 1) == '_' && str_at(name, length - 2) == '_') return name;
    if (str_find(name, intern("."), 0, length, false) >= 0) return name;
    size_t skip = 0, class_length;
    const char *class_name = str_utf8_lossy(private_name, &class_length);
    while (skip < class_length && class_name[skip] == '_') skip++;
    if (skip == class_length) return name;
    scoped Ref prefix = str_from_char('_');
    scoped Ref stem = str_from_utf8(class_name + skip, class_length - skip);
    scoped Ref start = str_concat(prefix, stem);
    scoped Ref mangled = start ? str_concat(start, name) : NULL;
    return intern_str(mangled);
}

static SyntaxPlace place_of(const Builder *b, const Node *node)
{
    return (SyntaxPlace){ b->table->source, node->start, node->end, .shown = SYNTAX_SHOWN_FILE };
}

#define FAIL(b, node, ...) raise_syntax_error_at(&(SyntaxPlace[]){ place_of(b, node) }[0], __VA_ARGS__)

/* --- first walk --- */

static bool visit_list(Builder *b, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.items[i] && !visit(b, list.items[i])) return false;
    return true;
}

static bool visit_maybe(Builder *b, const Node *node) { return !node || visit(b, node); }

static bool add_parameter(Builder *b, const Node *node)
{
    if (!node) return true;
    Obj name = name_mangle(b->scope->private_name, AS(arg, node)->arg);
    if (scope_find(b->scope, name))
        return FAIL(b, node, "duplicate argument '%S' in function definition", name);
    symbol_in(b->table->arena, b->scope, name)->flags |= SYMBOL_PARAM | SYMBOL_BOUND;
    return true;
}

static bool add_parameters(Builder *b, const argumentsNode *args)
{
    for (uint32_t i = 0; i < args->posonlyargs.count; i++)
        if (!add_parameter(b, args->posonlyargs.items[i])) return false;
    for (uint32_t i = 0; i < args->args.count; i++)
        if (!add_parameter(b, args->args.items[i])) return false;
    if (!add_parameter(b, args->vararg)) return false;
    for (uint32_t i = 0; i < args->kwonlyargs.count; i++)
        if (!add_parameter(b, args->kwonlyargs.items[i])) return false;
    return add_parameter(b, args->kwarg);
}

static bool visit_annotations_of(Builder *b, NodeList args)
{
    for (uint32_t i = 0; i < args.count; i++)
        if (!visit_maybe(b, AS(arg, args.items[i])->annotation)) return false;
    return true;
}

static bool visit_annotations(Builder *b, const argumentsNode *args, const Node *returns)
{
    return visit_annotations_of(b, args->posonlyargs) && visit_annotations_of(b, args->args)
        && (!args->vararg || visit_maybe(b, AS(arg, args->vararg)->annotation))
        && (!args->kwarg || visit_maybe(b, AS(arg, args->kwarg)->annotation))
        && visit_annotations_of(b, args->kwonlyargs) && visit_maybe(b, returns);
}

// A bound or a default is evaluated when it is asked for.
static bool visit_evaluated(Builder *b, const Node *node, Obj name)
{
    if (!node) return true;
    scope_open(b, SCOPE_LAMBDA, node, SCOPE_PART_EVALUATOR, name);
    bool fine = visit(b, node);
    scope_close(b);
    return fine;
}

// [T, *Ts, **P]: a scope called at once, whose parameters are locals.
static bool open_type_params(Builder *b, const Node *node, NodeList params, Obj name)
{
    if (!params.count) return true;
    scope_open(b, SCOPE_TYPE_PARAMS, node, 1, name);
    for (uint32_t i = 0; i < params.count; i++) {
        const Node *param = params.items[i];
        Obj id = AS(TypeVar, param)->name;
        Symbol *old = scope_find(b->scope, name_mangle(b->scope->private_name, id));
        if (old && (old->flags & SYMBOL_BOUND)) return FAIL(b, param, "duplicate type parameter '%S'", id);
        mention(b, id, SYMBOL_BOUND);
    }
    for (uint32_t i = 0; i < params.count; i++) {
        const Node *param = params.items[i];
        Obj id = AS(TypeVar, param)->name;
        if (param->kind == NODE_TypeVar && !visit_evaluated(b, AS(TypeVar, param)->bound, id))
            return false;
        if (!visit_evaluated(b, param->kind == NODE_TypeVar ? AS(TypeVar, param)->default_value
                                : AS(ParamSpec, param)->default_value, id)) return false;
    }
    return true;
}

static bool visit_function(Builder *b, const Node *node)
{
    const FunctionDefNode *def = AS(FunctionDef, node);
    const argumentsNode *args = AS(arguments, def->args);
    if (!visit_list(b, def->decorator_list) || !visit_list(b, args->defaults)
        || !visit_list(b, args->kw_defaults)) return false;
    mention(b, def->name, SYMBOL_BOUND);
    if (!open_type_params(b, node, def->type_params, def->name)) return false;
    if (!visit_annotations(b, args, def->returns)) return false;
    scope_open(b, SCOPE_FUNCTION, node, 0, def->name)->is_async = node->kind == NODE_AsyncFunctionDef;
    if (!add_parameters(b, args) || !visit_list(b, def->body)) return false;
    scope_close(b);
    if (def->type_params.count) scope_close(b);
    return true;
}

static bool visit_lambda(Builder *b, const Node *node)
{
    const LambdaNode *lambda = AS(Lambda, node);
    const argumentsNode *args = AS(arguments, lambda->args);
    if (!visit_list(b, args->defaults) || !visit_list(b, args->kw_defaults)) return false;
    scope_open(b, SCOPE_LAMBDA, node, 0, intern("<lambda>"));
    bool fine = add_parameters(b, args) && visit(b, lambda->body);
    scope_close(b);
    return fine;
}

static bool visit_class(Builder *b, const Node *node)
{
    const ClassDefNode *class = AS(ClassDef, node);
    if (!visit_list(b, class->decorator_list)) return false;
    mention(b, class->name, SYMBOL_BOUND);
    if (!open_type_params(b, node, class->type_params, class->name)) return false;
    if (!visit_list(b, class->bases) || !visit_list(b, class->keywords)) return false;
    scope_open(b, SCOPE_CLASS, node, 0, class->name)->private_name = class->name;
    if (!visit_list(b, class->body)) return false;
    scope_close(b);
    if (class->type_params.count) scope_close(b);
    return true;
}

static bool in_async_function(const Scope *scope)
{
    while (scope->kind == SCOPE_COMPREHENSION || scope->kind == SCOPE_GENERATOR) scope = scope->parent;
    return scope->is_async;
}

static bool visit_async(Builder *b, const Node *node)
{
    if (!in_async_function(b->scope)) {
        const char *what = node->kind == NODE_AsyncFor ? "async for"
                         : node->kind == NODE_AsyncWith ? "async with" : "await";
        bool in_function = scope_is_function(b->scope) || node->kind != NODE_Await;
        return FAIL(b, node, "'%s' outside %sfunction", what, in_function ? "async " : "");
    }
    return ast_each_child(node, visit_child, b);
}

static bool visit_comprehension(Builder *b, const Node *node, NodeList generators, const Node *element,
                                const Node *value)
{
    bool in_iterable = b->in_iterable;
    bool is_generator = node->kind == NODE_GeneratorExp;
    b->in_iterable = true;
    if (!visit(b, AS(comprehension, generators.items[0])->iter)) return false;
    Obj name = intern(is_generator ? "<genexpr>" : node->kind == NODE_ListComp ? "<listcomp>"
                      : node->kind == NODE_SetComp ? "<setcomp>" : "<dictcomp>");
    scope_open(b, is_generator ? SCOPE_GENERATOR : SCOPE_COMPREHENSION, node, 0, name);
    bool fine = true;
    for (uint32_t i = 0; i < generators.count && fine; i++) {
        const comprehensionNode *part = AS(comprehension, generators.items[i]);
        if (part->is_async && !is_generator && !in_async_function(b->scope))
            return FAIL(b, node, "asynchronous comprehension outside of an asynchronous function");
        b->in_iterable = true;
        if (i > 0) fine = visit(b, part->iter);
        b->in_iterable = in_iterable;
        fine = fine && visit(b, part->target);
        fine = fine && visit_list(b, part->ifs);
    }
    fine = fine && visit(b, element) && visit_maybe(b, value);
    scope_close(b);
    b->in_iterable = in_iterable;
    return fine;
}

// x := v inside a comprehension binds x in the function (or module) around it.
static bool visit_walrus(Builder *b, const Node *node)
{
    const NamedExprNode *walrus = AS(NamedExpr, node);
    Obj id = AS(Name, walrus->target)->id;
    if (b->in_iterable)
        return FAIL(b, node, "assignment expression cannot be used in a comprehension iterable expression");
    Scope *inner = b->scope, *scope = inner;
    Obj name = name_mangle(inner->private_name, id);
    while (scope->kind == SCOPE_COMPREHENSION || scope->kind == SCOPE_GENERATOR) {
        Symbol *symbol = scope_find(scope, name);
        if (symbol && (symbol->flags & SYMBOL_TARGET))
            return FAIL(b, walrus->target,
                        "assignment expression cannot rebind comprehension iteration variable '%S'", id);
        scope = scope->parent;
    }
    if (scope != inner && scope->kind == SCOPE_CLASS)
        return FAIL(b, walrus->target,
                    "assignment expression within a comprehension cannot be used in a class body");
    if (scope != inner) {
        Symbol *outer = symbol_in(b->table->arena, scope, name);
        bool global = scope->kind == SCOPE_MODULE || (outer->flags & SYMBOL_DECLARED_GLOBAL);
        if (!(outer->flags & (SYMBOL_DECLARED_GLOBAL | SYMBOL_DECLARED_NONLOCAL)))
            outer->flags |= SYMBOL_BOUND | SYMBOL_WALRUS;
        for (Scope *each = inner; each != scope; each = each->parent)
            symbol_in(b->table->arena, each, name)->flags |=
                SYMBOL_WALRUS | (global ? SYMBOL_DECLARED_GLOBAL : SYMBOL_DECLARED_NONLOCAL);
    } else {
        mention(b, id, SYMBOL_BOUND | SYMBOL_WALRUS);
    }
    return visit(b, walrus->value);
}

static bool visit_declaration(Builder *b, const Node *node, NameList names, uint16_t flag)
{
    const char *word = flag == SYMBOL_DECLARED_GLOBAL ? "global" : "nonlocal";
    if (flag == SYMBOL_DECLARED_NONLOCAL && b->scope->kind == SCOPE_MODULE)
        return FAIL(b, node, "nonlocal declaration not allowed at module level");
    for (uint32_t i = 0; i < names.count; i++) {
        Obj name = name_mangle(b->scope->private_name, names.items[i]);
        Symbol *symbol = symbol_in(b->table->arena, b->scope, name);
        if (symbol->flags & SYMBOL_PARAM) return FAIL(b, node, "name '%S' is parameter and %s", name, word);
        if (symbol->flags & SYMBOL_ANNOTATED)
            return FAIL(b, node, "annotated name '%S' can't be %s", name, word);
        if (symbol->flags & SYMBOL_USED)
            return FAIL(b, node, "name '%S' is used prior to %s declaration", name, word);
        if (symbol->flags & SYMBOL_BOUND)
            return FAIL(b, node, "name '%S' is assigned to before %s declaration", name, word);
        symbol->flags |= flag;
        // exec with two namespaces: from here on the module means its globals by this name too
        if (flag == SYMBOL_DECLARED_GLOBAL)
            symbol_in(b->table->arena, b->table->top, name)->flags |= flag;
        if (!symbol->declared) symbol->declared = node;
        uint16_t both = SYMBOL_DECLARED_GLOBAL | SYMBOL_DECLARED_NONLOCAL;
        if ((symbol->flags & both) == both)
            return FAIL(b, symbol->declared, "name '%S' is nonlocal and global", name);
    }
    return true;
}

static bool visit_import(Builder *b, NodeList names, bool from)
{
    for (uint32_t i = 0; i < names.count; i++) {
        const aliasNode *alias = AS(alias, names.items[i]);
        if (str_equal_text(alias->name, "*")) {
            if (b->scope->kind != SCOPE_MODULE)
                return FAIL(b, names.items[i], "import * only allowed at module level");
            b->scope->has_star_import = true;
            continue;
        }
        Obj bound = alias->asname ? alias->asname : alias->name;
        intptr_t dot = alias->asname || from ? -1
            : str_find(bound, intern("."), 0, str_length(bound), false);
        if (dot >= 0) {
            scoped Ref first = str_slice(bound, 0, (size_t)dot);
            bound = intern_str(first);
        }
        mention(b, bound, SYMBOL_BOUND);
    }
    return true;
}

static bool visit_name(Builder *b, const Node *node)
{
    const NameNode *name = AS(Name, node);
    if (name->ctx == LOAD) {
        mention(b, name->id, SYMBOL_USED);
        if (name->id == intern("super") && scope_is_function(b->scope))
            mention(b, name___class__, SYMBOL_USED);
        return true;
    }
    bool is_target = b->scope->kind == SCOPE_COMPREHENSION || b->scope->kind == SCOPE_GENERATOR;
    Symbol *symbol = mention(b, name->id, 0);
    if (is_target && (symbol->flags & SYMBOL_WALRUS))
        return FAIL(b, node, "comprehension inner loop cannot rebind assignment expression target '%S'",
                    name->id);
    symbol->flags |= SYMBOL_BOUND | (is_target ? SYMBOL_TARGET : 0);
    if (name->ctx == DEL) symbol->flags |= SYMBOL_DELETED;
    return true;
}

static bool visit_annotated(Builder *b, const Node *node)
{
    const AnnAssignNode *assign = AS(AnnAssign, node);
    if (assign->target->kind == NODE_Name && assign->simple) {
        Obj id = AS(Name, assign->target)->id;
        Symbol *old = scope_find(b->scope, name_mangle(b->scope->private_name, id));
        if (old && (old->flags & (SYMBOL_DECLARED_GLOBAL | SYMBOL_DECLARED_NONLOCAL))
            && b->scope->kind != SCOPE_MODULE)
            return FAIL(b, node, "annotated name '%S' can't be %s", id,
                        old->flags & SYMBOL_DECLARED_GLOBAL ? "global" : "nonlocal");
        mention(b, id, SYMBOL_ANNOTATED | SYMBOL_BOUND);
    } else if (!visit(b, assign->target)) {
        return false;
    }
    if (!scope_is_function(b->scope) || !assign->simple)
        if (!visit(b, assign->annotation)) return false;
    return visit_maybe(b, assign->value);
}

static bool visit_yield(Builder *b, const Node *node, const Node *value)
{
    Scope *scope = b->scope;
    if (scope->kind == SCOPE_GENERATOR || scope->kind == SCOPE_COMPREHENSION)
        return FAIL(b, node, "'yield' inside %s",
                    scope->kind == SCOPE_GENERATOR ? "generator expression"
                    : scope->node->kind == NODE_ListComp ? "list comprehension"
                    : scope->node->kind == NODE_SetComp ? "set comprehension" : "dict comprehension");
    if (!scope_is_function(scope))
        return FAIL(b, node, "'yield%s' outside function", node->kind == NODE_YieldFrom ? " from" : "");
    scope->is_generator = true;
    return visit_maybe(b, value);
}

static bool visit_type_alias(Builder *b, const Node *node)
{
    const TypeAliasNode *alias = AS(TypeAlias, node);
    if (!visit(b, alias->name)) return false;
    Obj name = AS(Name, alias->name)->id;
    if (!open_type_params(b, node, alias->type_params, name)) return false;
    scope_open(b, SCOPE_LAMBDA, node, 0, name);
    bool fine = visit(b, alias->value);
    scope_close(b);
    if (alias->type_params.count) scope_close(b);
    return fine;
}

static bool visit_handler(Builder *b, const Node *node)
{
    const ExceptHandlerNode *handler = AS(ExceptHandler, node);
    if (!visit_maybe(b, handler->type)) return false;
    if (handler->name) mention(b, handler->name, SYMBOL_BOUND | SYMBOL_DELETED);
    return visit_list(b, handler->body);
}

static bool visit_pattern(Builder *b, const Node *node)
{
    Obj name = node->kind == NODE_MatchStar ? AS(MatchStar, node)->name
             : node->kind == NODE_MatchAs ? AS(MatchAs, node)->name : AS(MatchMapping, node)->rest;
    if (name) mention(b, name, SYMBOL_BOUND);
    return ast_each_child(node, visit_child, b);
}

static bool visit_node(Builder *b, const Node *node)
{
    switch (node->kind) {
    case NODE_FunctionDef: case NODE_AsyncFunctionDef: return visit_function(b, node);
    case NODE_AsyncFor: case NODE_AsyncWith: case NODE_Await: return visit_async(b, node);
    case NODE_ClassDef:     return visit_class(b, node);
    case NODE_Lambda:       return visit_lambda(b, node);
    case NODE_ListComp:
        return visit_comprehension(b, node, AS(ListComp, node)->generators, AS(ListComp, node)->elt, NULL);
    case NODE_SetComp:
        return visit_comprehension(b, node, AS(SetComp, node)->generators, AS(SetComp, node)->elt, NULL);
    case NODE_GeneratorExp:
        return visit_comprehension(b, node, AS(GeneratorExp, node)->generators,
                                   AS(GeneratorExp, node)->elt, NULL);
    case NODE_DictComp:
        return visit_comprehension(b, node, AS(DictComp, node)->generators, AS(DictComp, node)->key,
                                   AS(DictComp, node)->value);
    case NODE_NamedExpr:    return visit_walrus(b, node);
    case NODE_Global:       return visit_declaration(b, node, AS(Global, node)->names, SYMBOL_DECLARED_GLOBAL);
    case NODE_Nonlocal:
        return visit_declaration(b, node, AS(Nonlocal, node)->names, SYMBOL_DECLARED_NONLOCAL);
    case NODE_Import:       return visit_import(b, AS(Import, node)->names, false);
    case NODE_ImportFrom:   return visit_import(b, AS(ImportFrom, node)->names, true);
    case NODE_Name:         return visit_name(b, node);
    case NODE_AnnAssign:    return visit_annotated(b, node);
    case NODE_Yield:        return visit_yield(b, node, AS(Yield, node)->value);
    case NODE_YieldFrom:    return visit_yield(b, node, AS(YieldFrom, node)->value);
    case NODE_TypeAlias:    return visit_type_alias(b, node);
    case NODE_ExceptHandler: return visit_handler(b, node);
    case NODE_MatchStar: case NODE_MatchAs: case NODE_MatchMapping: return visit_pattern(b, node);
    default:                return ast_each_child(node, visit_child, b);
    }
}

static bool visit(Builder *b, const Node *node)
{
    if (!recursion_enter(" during compilation")) return false;
    bool fine = visit_node(b, node);
    recursion_leave();
    return fine;
}

/* --- second walk --- */

// Marks a name free in every unit from `scope` outwards, up to but not including the owner's unit.
static void pass_through(Builder *b, Scope *scope, const Scope *owner, Obj name)
{
    Scope *last = scope_unit((Scope *)owner);
    for (Scope *unit = scope_unit(scope); unit != last; unit = scope_unit(unit->parent))
        add_free(b->table->arena, unit, name);
}

static bool binds_locally(const Scope *scope, const Symbol *symbol)
{
    return symbol && (symbol->flags & SYMBOL_BOUND)
        && !(symbol->flags & (SYMBOL_DECLARED_GLOBAL | SYMBOL_DECLARED_NONLOCAL))
        && scope_is_function(scope);
}

// The kind of a name that `scope` uses but does not bind.
static SymbolKind resolve_outwards(Builder *b, Scope *scope, Symbol *symbol)
{
    Obj name = symbol->name;
    bool crossing = !scope_is_inlined(scope);
    bool from_class = false;
    for (Scope *each = scope->parent; each; each = each->parent) {
        if (each->kind == SCOPE_CLASS) {
            if (name == name___class__ && (crossing || from_class)) {
                each->needs_class_cell = true;
                pass_through(b, scope, each, name);
                return SYMBOL_FREE;
            }
            crossing = true;
            from_class = true;
            continue;
        }
        Symbol *outer = scope_find(each, name);
        if (binds_locally(each, outer)) {
            if (!crossing) return SYMBOL_INHERITED;
            outer->kind = SYMBOL_CELL;
            pass_through(b, scope, each, name);
            return SYMBOL_FREE;
        }
        if (outer && (outer->flags & SYMBOL_DECLARED_GLOBAL)) return SYMBOL_GLOBAL;
        if (outer && (outer->flags & SYMBOL_DECLARED_NONLOCAL) && !crossing) return SYMBOL_INHERITED;
        crossing |= !scope_is_inlined(each);
    }
    return SYMBOL_UNKNOWN;
}

static bool resolve_symbol(Builder *b, Scope *scope, Symbol *symbol)
{
    if (symbol->flags & SYMBOL_DECLARED_GLOBAL) {
        symbol->kind = SYMBOL_GLOBAL;
        return true;
    }
    if (symbol->flags & SYMBOL_DECLARED_NONLOCAL) {
        symbol->kind = resolve_outwards(b, scope, symbol);
        if (symbol->kind == SYMBOL_FREE || symbol->kind == SYMBOL_INHERITED) return true;
        return FAIL(b, symbol->declared ? symbol->declared : scope->node, "no binding for nonlocal '%S' found", symbol->name);
    }
    if (binds_locally(scope, symbol)) {
        if (symbol->kind != SYMBOL_CELL) symbol->kind = SYMBOL_LOCAL;
        return true;
    }
    bool bound = symbol->flags & SYMBOL_BOUND;
    if (bound || scope->kind == SCOPE_MODULE) {
        symbol->kind = SYMBOL_NAME;
        return true;
    }
    symbol->kind = resolve_outwards(b, scope, symbol);
    if (symbol->kind == SYMBOL_UNKNOWN) {
        Scope *unit = scope_unit(scope);
        symbol->kind = unit->kind == SCOPE_MODULE || scope->kind == SCOPE_CLASS ? SYMBOL_NAME
                                                                              : SYMBOL_GLOBAL;
    }
    return true;
}

static bool resolve(Builder *b, Scope *scope)
{
    for (uint32_t i = 0; i < scope->symbol_count; i++)
        if (!resolve_symbol(b, scope, &scope->symbols[i])) return false;
    for (Scope *child = scope->first_child; child; child = child->next)
        if (!resolve(b, child)) return false;
    return true;
}

Symtable *symtable_build(const Node *tree, const Source *source, Arena *arena)
{
    if (!validate_tree(tree, source)) return NULL;
    Symtable *table = arena_take(arena, sizeof *table);
    table->arena = arena;
    table->source = source;
    Builder builder = { .table = table };
    table->top = scope_open(&builder, SCOPE_MODULE, tree, 0, intern("<module>"));
    if (!ast_each_child(tree, visit_child, &builder)) return NULL;
    return resolve(&builder, table->top) ? table : NULL;
}
