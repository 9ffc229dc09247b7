/* vm/compiler/call.c -- calls: callable and arguments in a row of registers. */
#include "runtime/intern.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/compiler/compiler.h"

enum { ARGUMENTS_IN_REGISTERS = 200 };

static bool needs_spread(NodeList args, NodeList keywords)
{
    if (args.count + keywords.count > ARGUMENTS_IN_REGISTERS) return true;
    for (uint32_t i = 0; i < args.count; i++)
        if (args.items[i]->kind == NODE_Starred) return true;
    for (uint32_t i = 0; i < keywords.count; i++)
        if (!AS(keyword, keywords.items[i])->arg) return true;
    return false;
}

static void spread_positional(Unit *u, Reg base, NodeList args)
{
    Reg list = base + 1;
    if (args.count == 1 && args.items[0]->kind == NODE_Starred) {
        expr_to(u, AS(Starred, args.items[0])->value, list);   // the call itself makes it a tuple
        return;
    }
    emit(u, OPCODE_BUILD_LIST, list, list, 0);
    for (uint32_t i = 0; i < args.count; i++) {
        const Node *arg = args.items[i];
        bool star = arg->kind == NODE_Starred;
        Reg top = u->top;
        Reg r = expr(u, star ? AS(Starred, arg)->value : arg);
        u->top = top;
        at(u, arg);
        emit(u, star ? OPCODE_LIST_EXTEND : OPCODE_LIST_APPEND, list, r, 0);
    }
}

static void spread_keywords(Unit *u, Reg base, NodeList keywords)
{
    Reg dict = base + 2;
    if (!keywords.count) {
        emit(u, OPCODE_CLEAR, dict, 0, 0);
        return;
    }
    emit(u, OPCODE_BUILD_DICT, dict, dict, 0);
    for (uint32_t i = 0; i < keywords.count; i++) {
        const keywordNode *keyword = AS(keyword, keywords.items[i]);
        Reg top = u->top;
        Reg r = expr_temp(u, keyword->value);
        at(u, keywords.items[i]);
        if (keyword->arg) {                        // {name: value} merged: finds duplicates
            Reg pair = temps(u, 3);
            load_constant(u, keyword->arg, pair);
            emit(u, OPCODE_MOVE, pair + 1, r, 0);
            emit(u, OPCODE_BUILD_DICT, pair + 2, pair, 1);
            r = pair + 2;
        }
        emit(u, OPCODE_DICT_MERGE, dict, r, base);
        u->top = top;
    }
}

// Registers base+1 and base+2: what goes behind * and **.
void spread_arguments(Unit *u, Reg base, NodeList args, NodeList keywords)
{
    u->top = base + 3;
    reserve(u, u->top);
    const Node *call = u->position;
    emit(u, OPCODE_CLEAR, base + 2, 0, 0);
    spread_positional(u, base, args);
    at(u, call);
    spread_keywords(u, base, keywords);
    at(u, call);
}

static void keyword_names(Unit *u, NodeList keywords)
{
    scoped Ref names = tuple_new(keywords.count);
    for (uint32_t i = 0; i < keywords.count; i++)
        tuple_items(names)[i] = keep(AS(keyword, keywords.items[i])->arg);
    load_constant(u, names, temp(u));
}

// The callable is in base (and a method's self in base+1).
Reg compile_call_arguments(Unit *u, const Node *node, Reg base, NodeList args, NodeList keywords,
                           bool method, Reg want)
{
    u->top = base + (method ? 2 : 1);
    for (uint32_t i = 0; i < args.count; i++) expr_temp(u, args.items[i]);
    for (uint32_t i = 0; i < keywords.count; i++)
        expr_temp(u, AS(keyword, keywords.items[i])->value);
    int count = (int)(args.count + keywords.count);
    at(u, node);
    if (keywords.count) keyword_names(u, keywords);
    u->top = base;
    want = destination(u, want);
    Opcode plain = method ? OPCODE_CALL_METHOD : OPCODE_CALL;
    Opcode with_names = method ? OPCODE_CALL_METHOD_KEYWORDS : OPCODE_CALL_KEYWORDS;
    emit(u, keywords.count ? with_names : plain, want, base, count);
    return want;
}

// super() without arguments, where the compiler can tell what it means.
static bool is_plain_super(Unit *u, const Node *node)
{
    if (node->kind != NODE_Call) return false;
    const CallNode *call = AS(Call, node);
    if (call->args.count || call->keywords.count || call->func->kind != NODE_Name) return false;
    Obj name = AS(Name, call->func)->id, class_name = name___class__;
    if (name != intern("super")) return false;
    const Scope *owner;
    Symbol *symbol = lookup(u, &name, &owner);
    if (!symbol || symbol->kind != SYMBOL_GLOBAL) return false;
    Symbol *class_symbol = lookup(u, &class_name, &owner);
    if (!class_symbol || class_symbol->kind != SYMBOL_FREE) return false;
    Symbol *global = scope_find(u->compiler->table->top, name);
    if (global && (global->flags & SYMBOL_BOUND)) return false;
    return u->scope->kind == SCOPE_FUNCTION && ((Code *)u->code)->params.positional > 0;
}

// __class__ and the first parameter into base, base+1.
static void super_pair(Unit *u, const Node *node, Reg base)
{
    expr_to(u, &(NameNode){ { NODE_Name, false, node->start, node->end }, name___class__, LOAD }.head, base);
    Obj first = ((Code *)u->code)->params.names[0];
    expr_to(u, &(NameNode){ { NODE_Name, false, node->start, node->end }, first, LOAD }.head, base + 1);
    at(u, node);
}

static Reg super_method_call(Unit *u, const Node *node, Reg want)
{
    const CallNode *call = AS(Call, node);
    const AttributeNode *method = AS(Attribute, call->func);
    Reg base = temps(u, 2);
    super_pair(u, method->value, base);
    at(u, call->func);
    emit(u, OPCODE_LOAD_SUPER_METHOD, base, base, site(u, name_mangle(u->inner->private_name, method->attr)));
    return compile_call_arguments(u, node, base, call->args, call->keywords, true, want);
}

static Reg method_call(Unit *u, const Node *node, Reg want)
{
    const CallNode *call = AS(Call, node);
    const AttributeNode *method = AS(Attribute, call->func);
    Reg base = u->top;
    Reg object = expr(u, method->value);
    u->top = base;
    temps(u, 2);
    at(u, call->func);
    emit(u, OPCODE_LOAD_METHOD, base, object, site(u, name_mangle(u->inner->private_name, method->attr)));
    return compile_call_arguments(u, node, base, call->args, call->keywords, true, want);
}

Reg compile_call(Unit *u, const Node *node, Reg want)
{
    const CallNode *call = AS(Call, node);
    bool spread = needs_spread(call->args, call->keywords);
    if (is_plain_super(u, node)) {                 // super(__class__, self)
        Reg base = temps(u, 3);
        expr_to(u, call->func, base);
        super_pair(u, node, base + 1);
        u->top = base;
        want = destination(u, want);
        at(u, node);
        emit(u, OPCODE_CALL, want, base, 2);
        return want;
    }
    if (call->func->kind == NODE_Attribute && !spread) {
        const Node *object = AS(Attribute, call->func)->value;
        return is_plain_super(u, object) ? super_method_call(u, node, want) : method_call(u, node, want);
    }
    Reg base = u->top;
    expr_temp(u, call->func);
    if (!spread) return compile_call_arguments(u, node, base, call->args, call->keywords, false, want);
    at(u, node);
    spread_arguments(u, base, call->args, call->keywords);
    u->top = base;
    want = destination(u, want);
    at(u, node);
    emit(u, OPCODE_CALL_SPREAD, want, base, 0);
    return want;
}
