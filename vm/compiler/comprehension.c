/* vm/compiler/comprehension.c -- list, set and dict comprehensions inline; generator expressions as units. */
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/list.h"
#include "runtime/types/tuple.h"
#include "vm/compiler/compiler.h"
#include "vm/function.h"
#include <string.h>

static NodeList generators_of(const Node *node)
{
    return node->kind == NODE_ListComp ? AS(ListComp, node)->generators
         : node->kind == NODE_SetComp ? AS(SetComp, node)->generators
         : node->kind == NODE_DictComp ? AS(DictComp, node)->generators : AS(GeneratorExp, node)->generators;
}

static void element(Unit *u, const Node *node, Reg collected)
{
    Reg mark = u->top;
    if (node->kind == NODE_DictComp) {
        Reg key = expr(u, AS(DictComp, node)->key);
        Reg value = expr(u, AS(DictComp, node)->value);
        at(u, AS(DictComp, node)->key);
        emit(u, OPCODE_DICT_PUT, collected, key, value);
    } else if (node->kind == NODE_GeneratorExp) {
        Reg r = expr(u, AS(GeneratorExp, node)->elt);
        at(u, AS(GeneratorExp, node)->elt);
        u->top = mark;
        Reg sent = temp(u);
        emit(u, OPCODE_YIELD, sent, r, 0);
        emit(u, OPCODE_CLEAR, sent, 0, 0);
    } else {
        const Node *item = node->kind == NODE_ListComp ? AS(ListComp, node)->elt : AS(SetComp, node)->elt;
        Reg r = expr(u, item);
        at(u, item);
        emit(u, node->kind == NODE_ListComp ? OPCODE_LIST_APPEND : OPCODE_SET_ADD, collected, r, 0);
    }
    u->top = mark;
}

// for ... in ... if ...: level by level. `first`: register of the outermost iterator, made already.
static void loops(Unit *u, const Node *node, uint32_t level, Reg first, Reg collected)
{
    NodeList generators = generators_of(node);
    if (level == generators.count) {
        element(u, node, collected);
        return;
    }
    const comprehensionNode *part = AS(comprehension, generators.items[level]);
    Reg mark = u->top, iterator = first;
    if (iterator < 0) {
        iterator = temp(u);
        Reg top = u->top;
        Reg iterable = expr(u, part->iter);
        u->top = top;
        at(u, part->iter);
        emit(u, OPCODE_GET_ITER, iterator, iterable, 0);
    }
    Label next = NEW_LABEL, body = NEW_LABEL, end = NEW_LABEL;
    Reg direct = part->target->kind == NODE_Name ? name_target(u, AS(Name, part->target)->id) : -1;
    Reg item = direct >= 0 ? direct : temp(u);
    at(u, part->iter);
    jump_near(u, OPCODE_FOR_ITER, 'c', item, iterator, 0, &end);
    place(u, &body);
    at(u, part->target);
    if (direct >= 0) mark_bound(u, direct);
    else {
        at(u, part->target);
        assign(u, part->target, item);
    }
    for (uint32_t i = 0; i < part->ifs.count; i++) jump_if(u, part->ifs.items[i], false, &next);
    loops(u, node, level + 1, -1, collected);
    place(u, &next);
    at(u, part->iter);
    jump_near(u, OPCODE_FOR_NEXT, 'c', item, iterator, 0, &body);
    place(u, &end);
    u->unreachable = false;
    u->top = mark;
}

/* --- generator expressions --- */

static void generator_body(Unit *u, const Node *node)
{
    loops(u, node, 0, 0, -1);                      // parameter .0 is the outermost iterator
    emit_end(u);
}

static Reg generator_expression(Unit *u, const Node *node, Reg want)
{
    const comprehensionNode *first = AS(comprehension, AS(GeneratorExp, node)->generators.items[0]);
    Scope *scope = symtable_scope(u->compiler->table, node, 0);
    Reg base = u->top;
    Ref code = compile_unit(u, u->compiler, scope, node, generator_body);
    Reg function = temp(u);
    emit_function(u, node, code, 0, u->top, function);
    u->top = function + 1;
    Reg argument = temp(u);
    Reg iterable = expr(u, first->iter);
    at(u, first->iter);
    emit(u, OPCODE_GET_ITER, argument, iterable, 0);
    u->top = base;
    want = destination(u, want);
    at(u, node);
    emit(u, OPCODE_CALL, want, function, 1);
    return want;
}

/* --- inline --- */

// For errors and locals(): what the register is called, from here to the comprehension's end.
static void note_inlined(Unit *u, const Symbol *symbol, Reg r)
{
    uint32_t index = (uint32_t)list_length(u->inlined_names);
    if (index == u->inlined_capacity) {
        u->inlined_capacity = index * 2 + 8;
        InlineVariable *fresh = unit_scratch(u, u->inlined_capacity * sizeof *fresh);
        if (index) memcpy(fresh, u->inlined, index * sizeof *fresh);
        u->inlined = fresh;
    }
    list_append(u->inlined_names, symbol->name);
    u->inlined[index] = (InlineVariable){ u->count, UINT32_MAX, (uint16_t)r,
                                          symbol->kind == SYMBOL_CELL };
}

// The scope's variables get registers among the temporaries; cells are made anew.
static void open_inline(Unit *u, Scope *scope)
{
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        const Symbol *symbol = &scope->symbols[i];
        if (symbol->kind != SYMBOL_LOCAL && symbol->kind != SYMBOL_CELL) continue;
        Reg r = temp(u);
        if ((uint32_t)r >= u->held_capacity) {
            uint32_t capacity = (uint32_t)r * 2 + 16;
            bool *fresh = unit_scratch(u, capacity);
            memset(fresh, 0, capacity);
            if (u->held_capacity) memcpy(fresh, u->held_variable, u->held_capacity);
            u->held_variable = fresh;
            u->held_capacity = capacity;
        }
        u->held_variable[r] = true;
        add_variable(u, scope, symbol->name, r);
        note_inlined(u, symbol, r);
        emit(u, OPCODE_CLEAR, r, 0, 0);
        if (symbol->kind == SYMBOL_CELL) emit(u, OPCODE_MAKE_CELL, r, 0, 0);
    }
    u->inner = scope;
}

static void close_inline(Unit *u, Scope *scope, Reg first, Reg last, uint32_t variables)
{
    for (Reg r = first; r < last; r++) {
        u->held_variable[r] = false;
        for (size_t i = list_length(u->inlined_names); i-- > 0;)
            if (u->inlined[i].at == r && u->inlined[i].to == UINT32_MAX) u->inlined[i].to = u->count;
        emit(u, OPCODE_CLEAR, r, 0, 0);
    }
    u->variable_count = variables;
    u->inner = scope->parent;
}

Reg compile_comprehension(Unit *u, const Node *node, Reg want)
{
    if (node->kind == NODE_GeneratorExp) return generator_expression(u, node, want);
    const comprehensionNode *first = AS(comprehension, generators_of(node).items[0]);
    Scope *scope = symtable_scope(u->compiler->table, node, 0);
    Reg mark = u->top;
    Reg collected = temp(u), iterator = temp(u);
    Reg top = u->top;
    Reg iterable = expr(u, first->iter);
    u->top = top;
    at(u, first->iter);
    emit(u, OPCODE_GET_ITER, iterator, iterable, 0);
    at(u, node);
    emit(u, node->kind == NODE_ListComp ? OPCODE_BUILD_LIST
            : node->kind == NODE_SetComp ? OPCODE_BUILD_SET : OPCODE_BUILD_DICT, collected, collected, 0);
    uint32_t variables = u->variable_count;
    uint8_t *saved = save_bound(u);
    Reg locals = u->top;
    open_inline(u, scope);
    Reg locals_end = u->top;
    loops(u, node, 0, iterator, collected);
    close_inline(u, scope, locals, locals_end, variables);
    restore_bound(u, saved);
    u->top = mark;
    want = destination(u, want);
    if (want != collected) emit(u, OPCODE_MOVE, want, collected, 0);
    return want;
}
