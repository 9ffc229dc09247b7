/* vm/compiler/function.c -- def, lambda, class, type: nested units and the objects made of them. */
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/compiler/compiler.h"
#include "vm/function.h"

/* --- bodies --- */

static void return_none(Unit *u)
{
    if (!u->unreachable) emit_end(u);
}

// There are no coroutines yet: an async function can be made, but a call raises.
static void async_body(Unit *u, const Node *node)
{
    scoped Ref text = str_format("async functions are not supported yet: %S()", u->qualname);
    Reg base = temps(u, 2);
    at(u, node);
    load_constant(u, &not_implemented_error_type.head, base);
    load_constant(u, text, base + 1);
    emit(u, OPCODE_CALL, base, base, 1);
    emit(u, OPCODE_RAISE, base, 0, 1);
    u->top = base;
    emit_end(u);
}

static void function_body(Unit *u, const Node *node)
{
    NodeList body = AS(FunctionDef, node)->body;
    Ref doc = docstring(body);
    if (doc) {
        replace(&((Code *)u->code)->doc, doc);
        body.items++;
        body.count--;
    }
    if (u->scope->is_async) {
        async_body(u, node);
        return;
    }
    statements(u, body);
    return_none(u);
}

static void lambda_body(Unit *u, const Node *node)
{
    Reg r = expr(u, AS(Lambda, node)->body);
    at(u, AS(Lambda, node)->body);
    emit(u, OPCODE_RETURN, r, 0, 0);
}

static void alias_body(Unit *u, const Node *node)
{
    Reg r = expr(u, AS(TypeAlias, node)->value);
    emit(u, OPCODE_RETURN, r, 0, 0);
}

static void store_text(Unit *u, Obj name, Obj value)
{
    Reg r = temp(u);
    load_constant(u, value, r);
    store_name(u, name, r);
    u->top = r;
}

static void class_body(Unit *u, const Node *node)
{
    NodeList body = AS(ClassDef, node)->body;
    Reg r = temp(u);
    emit(u, OPCODE_LOAD_GLOBAL, r, site(u, name___name__), 0);
    store_name(u, name___module__, r);
    store_text(u, name___qualname__, u->qualname);
    store_text(u, name___firstlineno__, small_int(((Code *)u->code)->first_line));
    scoped Ref doc = docstring(body);
    if (doc) {
        at(u, body.items[0]);
        store_text(u, name___doc__, doc);
        body.items++;
        body.count--;
    }
    u->top = r;
    setup_annotations_if_any(u, body);
    statements(u, body);
    scoped Ref none = tuple_new(0);
    store_text(u, name___static_attributes__, none);
    if (u->scope->needs_class_cell) {
        Reg cell = variable_register(u, u->scope, name___class__);
        copy_register(u, r, cell);
        emit(u, OPCODE_STORE_NAME, site(u, name___classcell__), r, 0);
        copy_register(u, r, cell);
        emit(u, OPCODE_RETURN, r, 0, 0);
        return;
    }
    return_none(u);
}

/* --- making the function object --- */

// The cells that the nested unit's free names are, as a tuple in the next register.
static bool closure(Unit *u, const Code *code)
{
    size_t count = tuple_length(code->free_names);
    if (!count) return false;
    Reg base = u->top;
    for (size_t i = 0; i < count; i++) {
        Obj name = tuple_peek(code->free_names, i);
        const Scope *scope = u->inner;
        while (scope && !(variable_register(u, scope, name) >= 0) && scope != u->scope)
            scope = scope->parent;
        Reg cell = variable_register(u, scope, name), r = temp(u);
        if (cell >= 0 && !(scope == u->scope && u->scope->kind == SCOPE_CLASS && name != name___class__))
            copy_register(u, r, cell);
        else
            emit(u, OPCODE_LOAD_CLOSURE, r, scope_free_index(u->scope, name), 0);
    }
    u->top = base;
    emit(u, OPCODE_BUILD_TUPLE, temp(u), base, (int)count);
    return true;
}

enum { HAS_DEFAULTS = 1, HAS_KEYWORD_DEFAULTS = 2, HAS_ANNOTATIONS = 4, HAS_CLOSURE = 8 };

static int defaults(Unit *u, const argumentsNode *args)
{
    int has = 0;
    if (args->defaults.count) {
        has |= HAS_DEFAULTS;
        const Node *position = u->position;
        expr_temp(u, &(TupleNode){ { NODE_Tuple, false, position->start, position->end },
                                   args->defaults, LOAD }.head);
        at(u, position);
    }
    Reg base = u->top, pairs = temp(u);
    int count = 0;
    for (uint32_t i = 0; i < args->kw_defaults.count; i++) {
        if (!args->kw_defaults.items[i]) continue;
        Obj name = name_mangle(u->inner->private_name, AS(arg, args->kwonlyargs.items[i])->arg);
        if (count == 0) u->top = pairs;
        load_constant(u, name, temp(u));
        expr_temp(u, args->kw_defaults.items[i]);
        count++;
    }
    u->top = base;
    if (!count) return has;
    emit(u, OPCODE_BUILD_DICT, temp(u), base, count);
    return has | HAS_KEYWORD_DEFAULTS;
}

static int annotate(Unit *u, const Node *arg, int count)
{
    if (!arg || !AS(arg, arg)->annotation) return count;
    load_constant(u, name_mangle(u->inner->private_name, AS(arg, arg)->arg), temp(u));
    const Node *annotation = AS(arg, arg)->annotation;
    if (u->compiler->annotations_as_text) {
        annotation_text(u, annotation, temp(u));
    } else if (annotation->kind == NODE_Starred) { // *args: *Ts
        Reg base = u->top, r = temp(u);
        Reg value = expr(u, AS(Starred, annotation)->value);
        u->top = base + 1;
        emit(u, OPCODE_UNPACK, r, value, 1);
    } else {
        expr_temp(u, annotation);
    }
    return count + 1;
}

static int annotations(Unit *u, const argumentsNode *args, const Node *returns)
{
    Reg base = u->top;
    int count = 0;
    for (uint32_t i = 0; i < args->args.count; i++) count = annotate(u, args->args.items[i], count);
    for (uint32_t i = 0; i < args->posonlyargs.count; i++) count = annotate(u, args->posonlyargs.items[i], count);
    count = annotate(u, args->vararg, count);
    for (uint32_t i = 0; i < args->kwonlyargs.count; i++) count = annotate(u, args->kwonlyargs.items[i], count);
    count = annotate(u, args->kwarg, count);
    if (returns) {
        load_constant(u, intern("return"), temp(u));
        if (u->compiler->annotations_as_text) annotation_text(u, returns, temp(u));
        else expr_temp(u, returns);
        count++;
    }
    u->top = base;
    if (!count) return 0;
    emit(u, OPCODE_BUILD_DICT, temp(u), base, count);
    return HAS_ANNOTATIONS;
}

// Its parts stand in registers from base on, in the order of the HAS_ flags.
Reg emit_function(Unit *u, const Node *node, Ref code, int has, Reg base, Reg want)
{
    at(u, node);
    if (code && closure(u, (Code *)code)) has |= HAS_CLOSURE;
    u->top = base;
    want = destination(u, want);
    if (!code) return want;
    uint32_t i = emit(u, OPCODE_MAKE_FUNCTION, want, constant(u, code), base);
    u->instructions[i].flags = (uint8_t)has;
    drop(code);
    return want;
}

Reg compile_lambda(Unit *u, const Node *node, Reg want)
{
    Reg base = u->top;
    at(u, node);
    int has = defaults(u, AS(arguments, AS(Lambda, node)->args));
    Scope *scope = symtable_scope(u->compiler->table, node, 0);
    return emit_function(u, node, compile_unit(u, u->compiler, scope, node, lambda_body), has, base, want);
}

/* --- decorators --- */

static void decorators_before(Unit *u, NodeList decorators)
{
    for (uint32_t i = 0; i < decorators.count; i++) expr_temp(u, decorators.items[i]);
}

// The decorated thing is in `value`, right above the decorators' registers.
static void decorators_after(Unit *u, NodeList decorators, Reg value)
{
    for (uint32_t i = decorators.count; i-- > 0;) {
        Reg base = value - 1;
        at(u, decorators.items[i]);
        emit(u, OPCODE_CALL, base, base, 1);
        value = base;
    }
}

/* --- type parameters: a unit called at once --- */

typedef struct TypeParams { const Node *node; NodeList list; } TypeParams;

static NodeList type_params_of(const Node *node)
{
    return is_function_def(node) ? AS(FunctionDef, node)->type_params
         : node->kind == NODE_ClassDef ? AS(ClassDef, node)->type_params : AS(TypeAlias, node)->type_params;
}

static void evaluator_body(Unit *u, const Node *node)
{
    Reg r = expr(u, node);
    at(u, node);
    emit(u, OPCODE_RETURN, r, 0, 0);
}

// A function that gives the value of a bound or default when it is asked for; None if there is none.
static void evaluator(Unit *u, const Node *node, Reg to)
{
    if (!node) {
        load_constant(u, None_object, to);
        return;
    }
    Scope *scope = symtable_scope(u->compiler->table, node, SCOPE_PART_EVALUATOR);
    emit_function(u, node, compile_unit(u, u->compiler, scope, node, evaluator_body), 0, u->top, to);
}

// typing.X(name, bound=..., default=...) through the hook __type_param__ of the builtins.
static void make_type_param(Unit *u, const Node *node)
{
    static const char *const kinds[] = { "T", "**", "*" };
    Obj name = AS(TypeVar, node)->name;
    const Node *bound = node->kind == NODE_TypeVar ? AS(TypeVar, node)->bound : NULL;
    const Node *fallback = node->kind == NODE_TypeVar ? AS(TypeVar, node)->default_value
                                                      : AS(ParamSpec, node)->default_value;
    Reg base = temps(u, 3);
    at(u, node);
    emit(u, OPCODE_LOAD_GLOBAL, base, site(u, intern("__type_param__")), 0);
    load_constant(u, intern(kinds[node->kind - NODE_TypeVar]), base + 1);
    load_constant(u, name, base + 2);
    Reg bound_at = temp(u), fallback_at = temp(u);
    evaluator(u, bound, bound_at);
    if (bound && bound->kind == NODE_Tuple) {
        Reg pair = temps(u, 2);
        load_constant(u, intern("constraints"), pair);
        emit(u, OPCODE_MOVE, pair + 1, bound_at, 0);
        emit(u, OPCODE_BUILD_TUPLE, bound_at, pair, 2);
        u->top = pair;
    }
    evaluator(u, fallback, fallback_at);
    at(u, node);
    emit(u, OPCODE_CALL, base, base, 4);
    store_name(u, name, base);
    u->top = base;
}

static Reg type_params_tuple(Unit *u, NodeList params)
{
    Reg base = u->top;
    for (uint32_t i = 0; i < params.count; i++) {
        Reg r = temp(u);
        Reg got = load_name(u, params.items[i], AS(TypeVar, params.items[i])->name, r);
        if (got != r) emit(u, OPCODE_MOVE, r, got, 0);
    }
    u->top = base;
    Reg r = temp(u);
    emit(u, OPCODE_BUILD_TUPLE, r, base, (int)params.count);
    return r;
}

static Reg function_object(Unit *u, const Node *node, Reg want)
{
    const FunctionDefNode *def = AS(FunctionDef, node);
    Reg base = u->top;
    at(u, node);
    int has = 0;
    if (!def->type_params.count) has = defaults(u, AS(arguments, def->args));
    has |= annotations(u, AS(arguments, def->args), def->returns);
    Scope *scope = symtable_scope(u->compiler->table, node, 0);
    return emit_function(u, node, compile_unit(u, u->compiler, scope, node, function_body), has, base, want);
}

static void class_call(Unit *u, const Node *node, Reg base);

// setattr(made, "__type_params__", ...) and, for a def, its defaults, by the hook __type_params__.
static void type_params_body(Unit *u, const Node *node)
{
    NodeList params = type_params_of(node);
    for (uint32_t i = 0; i < params.count; i++) make_type_param(u, params.items[i]);
    Reg hook = temps(u, 1);
    emit(u, OPCODE_LOAD_GLOBAL, hook, site(u, intern("__type_params_set__")), 0);
    Reg made = temp(u);
    if (is_function_def(node)) function_object(u, node, made);
    else if (node->kind == NODE_ClassDef) class_call(u, node, made);
    else {
        Scope *scope = symtable_scope(u->compiler->table, node, 0);
        emit_function(u, node, compile_unit(u, u->compiler, scope, node, alias_body), 0, u->top, made);
    }
    u->top = made + 1;
    type_params_tuple(u, params);
    u->top = hook;
    emit(u, OPCODE_CALL, hook, hook, 2);
    emit(u, OPCODE_RETURN, hook, 0, 0);
}

// Compiles and calls the unit of the type parameters; the result goes to `to`.
static void with_type_params(Unit *u, const Node *node, Reg to)
{
    Scope *scope = symtable_scope(u->compiler->table, node, 1);
    Reg base = u->top;
    Reg function = temp(u);
    emit_function(u, node, compile_unit(u, u->compiler, scope, node, type_params_body), 0, u->top, function);
    emit(u, OPCODE_CALL, to, function, 0);
    u->top = base;
}

void compile_function(Unit *u, const Node *node)
{
    const FunctionDefNode *def = AS(FunctionDef, node);
    Reg mark = u->top;
    decorators_before(u, def->decorator_list);
    Reg target = def->decorator_list.count ? -1 : name_target(u, def->name);
    if (def->type_params.count) {
        Reg to = temp(u);
        with_type_params(u, node, to);
        if (AS(arguments, def->args)->defaults.count || AS(arguments, def->args)->kw_defaults.count) {
            Reg parts = u->top;
            Reg hook = temps(u, 2);
            emit(u, OPCODE_LOAD_GLOBAL, hook, site(u, intern("__function_defaults_set__")), 0);
            emit(u, OPCODE_MOVE, hook + 1, to, 0);
            int has = defaults(u, AS(arguments, def->args));
            if (!(has & HAS_DEFAULTS)) {
                Reg dict = u->top - 1, copy = temp(u);
                emit(u, OPCODE_MOVE, copy, dict, 0);
                load_constant(u, None_object, dict);
            } else if (!(has & HAS_KEYWORD_DEFAULTS)) {
                load_constant(u, None_object, temp(u));
            }
            emit(u, OPCODE_CALL, to, hook, 3);
            u->top = parts;
        }
        decorators_after(u, def->decorator_list, to);
        store_name(u, def->name, mark);
        u->top = mark;
        return;
    }
    Reg r = function_object(u, node, target);
    decorators_after(u, def->decorator_list, r);
    at(u, node);
    store_name(u, def->name, target >= 0 ? target : mark);
    u->top = mark;
}

/* --- classes --- */

// __build_class__(body, name, *bases, **keywords) into `to`.
static void class_call(Unit *u, const Node *node, Reg to)
{
    const ClassDefNode *class = AS(ClassDef, node);
    bool generic = class->type_params.count;
    Reg mark = u->top;
    Reg base = temp(u);
    at(u, node);
    emit(u, OPCODE_LOAD_BUILD_CLASS, base, 0, 0);
    Scope *scope = symtable_scope(u->compiler->table, node, 0);
    Ref code = compile_unit(u, u->compiler, scope, node, class_body);
    bool spread = generic;
    for (uint32_t i = 0; i < class->bases.count; i++) spread |= class->bases.items[i]->kind == NODE_Starred;
    for (uint32_t i = 0; i < class->keywords.count; i++) spread |= !AS(keyword, class->keywords.items[i])->arg;
    Reg function = temp(u);
    emit_function(u, node, code, 0, u->top, function);
    load_constant(u, class->name, temp(u));
    if (!spread) {
        for (uint32_t i = 0; i < class->bases.count; i++) expr_temp(u, class->bases.items[i]);
        for (uint32_t i = 0; i < class->keywords.count; i++)
            expr_temp(u, AS(keyword, class->keywords.items[i])->value);
        int count = (int)(2 + class->bases.count + class->keywords.count);
        at(u, node);
        if (class->keywords.count) {
            scoped Ref names = tuple_new(class->keywords.count);
            for (uint32_t i = 0; i < class->keywords.count; i++)
                tuple_items(names)[i] = keep(AS(keyword, class->keywords.items[i])->arg);
            load_constant(u, names, temp(u));
        }
        emit(u, class->keywords.count ? OPCODE_CALL_KEYWORDS : OPCODE_CALL, to, base, count);
        u->top = mark;
        return;
    }
    Reg list = temp(u);                            // [body, name, *bases, Generic[...]]
    emit(u, OPCODE_BUILD_LIST, list, function, 2);
    emit(u, OPCODE_MOVE, base + 1, list, 0);
    u->top = base + 3;
    reserve(u, u->top);
    emit(u, OPCODE_CLEAR, base + 2, 0, 0);
    for (uint32_t i = 0; i < class->bases.count; i++) {
        const Node *arg = class->bases.items[i];
        bool star = arg->kind == NODE_Starred;
        Reg top = u->top;
        Reg r = expr(u, star ? AS(Starred, arg)->value : arg);
        u->top = top;
        emit(u, star ? OPCODE_LIST_EXTEND : OPCODE_LIST_APPEND, base + 1, r, 0);
    }
    if (generic) {
        Reg hook = temp(u);
        emit(u, OPCODE_LOAD_GLOBAL, hook, site(u, intern("__generic_base__")), 0);
        type_params_tuple(u, class->type_params);
        u->top = hook;
        emit(u, OPCODE_CALL, hook, hook, 1);
        emit(u, OPCODE_LIST_APPEND, base + 1, hook, 0);
    }
    if (class->keywords.count) {
        emit(u, OPCODE_BUILD_DICT, base + 2, base + 2, 0);
        for (uint32_t i = 0; i < class->keywords.count; i++) {
            const keywordNode *keyword = AS(keyword, class->keywords.items[i]);
            Reg top = u->top;
            if (keyword->arg) {
                Reg pair = temps(u, 2);
                load_constant(u, keyword->arg, pair);
                expr_to(u, keyword->value, pair + 1);
                emit(u, OPCODE_DICT_PUT, base + 2, pair, pair + 1);
            } else {
                Reg r = expr(u, keyword->value);
                emit(u, OPCODE_DICT_MERGE, base + 2, r, base);
            }
            u->top = top;
        }
    }
    at(u, node);
    emit(u, OPCODE_CALL_SPREAD, to, base, 0);
    u->top = mark;
}

void compile_class(Unit *u, const Node *node)
{
    const ClassDefNode *class = AS(ClassDef, node);
    Reg mark = u->top;
    decorators_before(u, class->decorator_list);
    Reg made = temp(u);
    if (class->type_params.count) with_type_params(u, node, made);
    else class_call(u, node, made);
    decorators_after(u, class->decorator_list, made);
    at(u, node);
    store_name(u, class->name, mark);
    u->top = mark;
}

// type X[T] = value: __type_alias__("X", lambda: value), made a TypeAliasType by the hook.
void compile_type_alias(Unit *u, const Node *node)
{
    const TypeAliasNode *alias = AS(TypeAlias, node);
    Reg mark = u->top;
    Reg base = temps(u, 2);
    at(u, node);
    emit(u, OPCODE_LOAD_GLOBAL, base, site(u, intern("__type_alias__")), 0);
    load_constant(u, AS(Name, alias->name)->id, base + 1);
    Reg made = temp(u);
    if (alias->type_params.count) {
        with_type_params(u, node, made);
    } else {
        Scope *scope = symtable_scope(u->compiler->table, node, 0);
        emit_function(u, node, compile_unit(u, u->compiler, scope, node, alias_body), 0, u->top, made);
    }
    at(u, node);
    emit(u, OPCODE_CALL, base, base, 2);
    store_name(u, AS(Name, alias->name)->id, base);
    u->top = mark;
}
