/* vm/compiler/compile.c -- a unit from its first instruction to its code object. */
#include "vm/compiler/compile.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/compiler/compiler.h"
#include "vm/compiler/doubt.h"
#include <string.h>

/* --- parameters and variables --- */

static const argumentsNode *arguments_of(const Scope *scope, const Node *node)
{
    if (scope->kind == SCOPE_TYPE_PARAMS) return NULL;       // it stands around the def
    if (is_function_def(node)) return AS(arguments, AS(FunctionDef, node)->args);
    if (node->kind == NODE_Lambda) return AS(arguments, AS(Lambda, node)->args);
    return NULL;
}

static void set_params(Unit *u, Obj *names, uint16_t total, const argumentsNode *args)
{
    Code *code = (Code *)u->code;
    Params *params = &code->params;
    params->names = heap_plain((total ? total : 1) * sizeof(Obj));
    memcpy(params->names, names, total * sizeof(Obj));
    params->total = total;
    params->positional = total;
    params->required = total;
    code->flags |= CODE_SIMPLE;
    if (!args) {
        params->positional_only = total;
        return;
    }
    params->positional_only = (uint16_t)args->posonlyargs.count;
    params->positional = (uint16_t)(args->posonlyargs.count + args->args.count);
    params->keyword_only = (uint16_t)args->kwonlyargs.count;
    params->star = args->vararg;
    params->star_star = args->kwarg;
    params->required = (uint16_t)(params->positional - args->defaults.count);
    if (args->vararg) code->flags |= CODE_VARARGS;
    if (args->kwarg) code->flags |= CODE_VARKEYWORDS;
    if (args->vararg || args->kwarg || params->keyword_only) code->flags &= ~(uint32_t)CODE_SIMPLE;
}

// Registers of the unit's own names: parameters first.
static void set_variables(Unit *u, const Node *node)
{
    Scope *scope = u->scope;
    Obj *names = unit_scratch(u, (scope->symbol_count + 2) * sizeof *names);
    uint16_t *cells = unit_scratch(u, (scope->symbol_count + 2) * sizeof *cells);
    size_t count = 0, cell_count = 0;
    uint16_t params = 0;
    if (scope->kind == SCOPE_GENERATOR) names[count++] = intern(".0"), params = 1;
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        const Symbol *symbol = &scope->symbols[i];
        if (symbol->kind != SYMBOL_LOCAL && symbol->kind != SYMBOL_CELL) continue;
        if (!scope_is_function(scope)) continue;
        if (symbol->kind == SYMBOL_CELL) cells[cell_count++] = (uint16_t)count;
        if (symbol->flags & SYMBOL_PARAM) params++;
        add_variable(u, scope, symbol->name, (Reg)count);
        names[count++] = symbol->name;
    }
    if (scope->needs_class_cell) {
        cells[cell_count++] = (uint16_t)count;
        add_variable(u, scope, name___class__, (Reg)count);
        names[count++] = name___class__;
    }
    Code *code = (Code *)u->code;
    set_params(u, names, params, arguments_of(scope, node));
    replace(&code->variable_names, tuple_from_items(names, count));
    code->cell_registers = heap_plain((cell_count ? cell_count : 1) * sizeof *cells);
    memcpy(code->cell_registers, cells, cell_count * sizeof *cells);
    scoped Ref cell_names = tuple_new(cell_count);
    for (size_t i = 0; i < cell_count; i++) tuple_items(cell_names)[i] = keep(names[cells[i]]);
    replace(&code->cell_names, take(&cell_names));
    replace(&code->free_names, tuple_from_items(scope->free_names, scope->free_count));
    u->first_temp = u->top = u->highest = (Reg)count;
    find_loop_constants(u, node);
    u->bound = unit_scratch(u, (size_t)u->first_temp + 1);
    memset(u->bound, 0, (size_t)u->first_temp + 1);
    memset(u->bound, 1, params);
}

static uint32_t flags_of(const Unit *u)
{
    const Scope *scope = u->scope;
    uint32_t flags = 0;
    if (scope_is_function(scope)) flags |= CODE_OPTIMIZED | CODE_NEW_LOCALS;
    if (scope->kind == SCOPE_CLASS) flags |= CODE_CLASS_BODY;
    if (scope->is_async) flags |= scope->is_generator ? CODE_ASYNC_GENERATOR : CODE_COROUTINE;
    else if (scope->is_generator || scope->kind == SCOPE_GENERATOR) flags |= CODE_GENERATOR;
    if (u->outer && scope_is_function(u->outer->scope)) flags |= CODE_NESTED;
    return flags;
}

/* --- names --- */

static Ref joined(Obj left, const char *between, Obj right)
{
    return str_format("%S%s%S", left, between, right);
}

// "f.<locals>.g", "C.method"; names declared global stand alone.
static Ref qualname_of(const Unit *u)
{
    const Unit *outer = u->outer;
    while (outer && outer->scope->kind == SCOPE_TYPE_PARAMS) outer = outer->outer;
    if (!outer || !outer->outer) return keep(u->scope->name);
    if (u->scope->kind == SCOPE_FUNCTION || u->scope->kind == SCOPE_CLASS) {
        Obj name = name_mangle(u->scope->parent->private_name, u->scope->name);
        Symbol *symbol = scope_find(outer->inner, name);
        if (symbol && symbol->kind == SYMBOL_GLOBAL) return keep(u->scope->name);
    }
    bool in_function = scope_is_function(outer->scope);
    return joined(outer->qualname, in_function ? ".<locals>." : ".", u->scope->name);
}

static uint32_t first_line(const Unit *u, const Node *node)
{
    uint32_t start = node->start;
    NodeList decorators = { 0, NULL };
    if (is_function_def(node)) decorators = AS(FunctionDef, node)->decorator_list;
    if (node->kind == NODE_ClassDef) decorators = AS(ClassDef, node)->decorator_list;
    if (decorators.count) start = decorators.items[0]->start;
    if (!u->outer) return 1;
    return source_line(u->compiler->source, start);
}

static void start_unit(Unit *u, const Node *node)
{
    Code *code = (Code *)u->code;
    scoped Ref qualname = qualname_of(u);
    replace(&code->name, keep(u->scope->name));
    replace(&code->qualname, keep(intern_str(qualname)));
    u->qualname = code->qualname;
    replace(&code->filename, keep(u->compiler->source->name));
    code->first_line = first_line(u, node);
    set_variables(u, node);
    code->flags |= flags_of(u);
    code->params.function_name = u->qualname;
    at(u, node);
    if (code->flags & CODE_GENERATOR) emit(u, OPCODE_START_GENERATOR, 0, 0, 0);
    for (size_t i = 0; i < tuple_length(code->cell_names); i++)
        emit(u, OPCODE_MAKE_CELL, code->cell_registers[i], 0, 0);
    load_loop_constants(u);
    for (uint32_t i = 0; i < u->count; i++) u->instructions[i].flags |= NO_LINE;
}

static Ref try_unit(Unit *u, const Node *node, UnitBody body)
{
    scoped Ref code = code_new(), constants = list_new(0), index = dict_new(), names = list_new(0);
    scoped Ref inlined_names = list_new(0);
    u->code = code;
    u->constants = constants;
    u->constant_index = index;
    u->names = names;
    u->inlined_names = inlined_names;
    u->inner = u->scope;
    start_unit(u, node);
    body(u, node);
    if (u->compiler->failed) return NULL;
    replace(&((Code *)code)->names, list_to_tuple(names));
    return u->overflow ? NULL : finish_code(u);
}

Ref compile_unit(Unit *outer, Compiler *compiler, Scope *scope, const Node *node, UnitBody body)
{
    if (compiler->failed) return NULL;
    Unit unit = { .compiler = compiler, .outer = outer, .scope = scope };
    Ref code = try_unit(&unit, node, body);
    if (code || compiler->failed) return code;
    Unit again = { .compiler = compiler, .outer = outer, .scope = scope, .long_jumps = true };
    code = try_unit(&again, node, body);
    if (!code && !compiler->failed) {
        compiler->failed = true;
        raise_syntax_error("too much code in one body");
    }
    return code;
}

/* --- the module --- */

static bool contains_annotation(Node *node, void *found)
{
    if (node->kind == NODE_AnnAssign) *(bool *)found = true;
    if (*(bool *)found || is_function_def(node) || node->kind == NODE_ClassDef
        || node_group(node) == GROUP_EXPR) return true;
    return ast_each_child(node, contains_annotation, found);
}

static bool has_annotation(NodeList body)
{
    bool found = false;
    for (uint32_t i = 0; i < body.count && !found; i++) contains_annotation(body.items[i], &found);
    return found;
}

void setup_annotations_if_any(Unit *u, NodeList body)
{
    if (has_annotation(body)) emit(u, OPCODE_SETUP_ANNOTATIONS, 0, 0, 0);
}

static void module_body(Unit *u, const Node *node)
{
    if (node->kind == NODE_Expression) {
        Reg r = expr(u, AS(Expression, node)->body);
        at(u, AS(Expression, node)->body);
        emit(u, OPCODE_RETURN, r, 0, 0);
        return;
    }
    NodeList body = node->kind == NODE_Module ? AS(Module, node)->body : AS(Interactive, node)->body;
    setup_annotations_if_any(u, body);
    scoped Ref doc = node->kind == NODE_Module ? docstring(body) : NULL;
    if (doc) {
        Reg r = temp(u);
        at(u, body.items[0]);
        load_constant(u, doc, r);
        store_name(u, name___doc__, r);
        u->top = r;
        body.items++;
        body.count--;
    }
    statements(u, body);
    emit_end(u);
}

static bool wants_text(const Node *tree)
{
    NodeList body = { 0 };
    if (tree->kind == NODE_Module) body = AS(Module, tree)->body;
    if (tree->kind == NODE_Interactive) body = AS(Interactive, tree)->body;
    for (uint32_t i = 0; i < body.count; i++) {
        const ImportFromNode *import = AS(ImportFrom, body.items[i]);
        if (body.items[i]->kind != NODE_ImportFrom || !import->module || import->level
            || !str_equal_text(import->module, "__future__")) continue;
        for (uint32_t k = 0; k < import->names.count; k++)
            if (str_equal_text(AS(alias, import->names.items[k])->name, "annotations")) return true;
    }
    return false;
}

Ref compile_tree(const Node *tree, const Symtable *table, const Source *source)
{
    Compiler compiler = { .source = source, .table = table,
                          .interactive = tree->kind == NODE_Interactive,
                          .annotations_as_text = wants_text(tree) };
    if (!doubt_tree(tree, source)) return NULL;
    return compile_unit(NULL, &compiler, table->top, tree, module_body);
}
