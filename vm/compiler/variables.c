/* vm/compiler/variables.c -- names: which register, cell, closure slot or namespace they mean, and
 * whether a local is surely bound where it is read. */
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/list.h"
#include "runtime/types/str.h"
#include "vm/compiler/compiler.h"
#include <string.h>

Reg variable_register(const Unit *u, const Scope *scope, Obj name)
{
    for (uint32_t i = u->variable_count; i-- > 0;)
        if (u->variables[i].name == name && u->variables[i].scope == scope) return u->variables[i].at;
    return -1;
}

Reg add_variable(Unit *u, const Scope *scope, Obj name, Reg to)
{
    if (u->variable_count == u->variable_capacity) {
        u->variable_capacity = u->variable_capacity ? u->variable_capacity * 2 : 16;
        Variable *fresh = unit_scratch(u, u->variable_capacity * sizeof *fresh);
        if (u->variable_count) memcpy(fresh, u->variables, u->variable_count * sizeof *fresh);
        u->variables = fresh;
    }
    u->variables[u->variable_count++] = (Variable){ name, scope, to, false };
    return to;
}

// What a name means here: its symbol, and the scope that owns it if it is a register.
Symbol *lookup(Unit *u, Obj *name, const Scope **owner)
{
    const Scope *scope = u->inner;
    *name = name_mangle(scope->private_name, *name);
    Symbol *symbol = scope_find(scope, *name);
    // a comprehension between the two need not mention the name
    while (symbol ? symbol->kind == SYMBOL_INHERITED : scope != u->inner && scope_is_inlined(scope)) {
        scope = scope->parent;
        symbol = scope_find(scope, *name);
    }
    *owner = scope;
    return symbol;
}

static void note_name(Unit *u, Obj name)
{
    for (size_t i = 0; i < list_length(u->names); i++)
        if (list_peek(u->names, i) == name) return;
    list_append(u->names, name);
}

static int name_site(Unit *u, Obj name)
{
    if (list_length(u->names) < 256) note_name(u, name);
    return site(u, name);
}

Reg destination(Unit *u, Reg want) { return want >= 0 ? want : temp(u); }

// Variables of comprehensions are bound only by its targets, which come in the order of the text.
static Variable *inlined_variable(const Unit *u, Reg r)
{
    for (uint32_t i = u->variable_count; i-- > 0;)
        if (u->variables[i].at == r) return &u->variables[i];
    return NULL;
}

static bool needs_check(const Unit *u, const Symbol *symbol, Reg r)
{
    if (u->unreachable) return false;
    if (r >= u->first_temp) return !inlined_variable(u, r)->bound;
    return (symbol->flags & SYMBOL_DELETED) || !u->bound[r];
}

static Reg load_local(Unit *u, const Symbol *symbol, Reg r, Reg want)
{
    if (needs_check(u, symbol, r)) {
        emit(u, OPCODE_CHECK_BOUND, r, 0, 0);
        if (!(symbol->flags & SYMBOL_DELETED)) mark_bound(u, r);
    }
    // a later := in the same expression must not change a value read before it
    if (want < 0 && !(symbol->flags & SYMBOL_WALRUS)) return r;
    want = destination(u, want);
    if (want != r) emit(u, OPCODE_MOVE, want, r, 0);
    return want;
}

Reg load_name(Unit *u, const Node *node, Obj name, Reg want)
{
    const Scope *owner;
    Symbol *symbol = lookup(u, &name, &owner);
    at(u, node);
    SymbolKind kind = symbol ? symbol->kind : SYMBOL_NAME;
    Reg r;
    switch (kind) {
    case SYMBOL_LOCAL:
        return load_local(u, symbol, variable_register(u, owner, name), want);
    case SYMBOL_CELL:
        r = destination(u, want);
        emit(u, OPCODE_LOAD_CELL, r, variable_register(u, owner, name), 0);
        return r;
    case SYMBOL_FREE: {
        int cell = scope_free_index(u->scope, name);
        r = destination(u, want);
        if (u->inner->kind == SCOPE_CLASS && name != name___class__)
            emit(u, OPCODE_LOAD_CLASS_FREE, r, cell, constant(u, name));
        else
            emit(u, OPCODE_LOAD_FREE, r, cell, 0);
        return r;
    }
    case SYMBOL_GLOBAL:
        r = destination(u, want);
        emit(u, OPCODE_LOAD_GLOBAL, r, name_site(u, name), 0);
        return r;
    default:
        r = destination(u, want);
        emit(u, u->inner->kind == SCOPE_CLASS || u->scope->kind == SCOPE_MODULE
                ? OPCODE_LOAD_NAME : OPCODE_LOAD_GLOBAL, r, name_site(u, name), 0);
        return r;
    }
}

Reg name_target(Unit *u, Obj name)
{
    const Scope *owner;
    Symbol *symbol = lookup(u, &name, &owner);
    if (!symbol || symbol->kind != SYMBOL_LOCAL) return -1;
    return variable_register(u, owner, name);
}

void store_name(Unit *u, Obj name, Reg from)
{
    const Scope *owner;
    Symbol *symbol = lookup(u, &name, &owner);
    SymbolKind kind = symbol ? symbol->kind : SYMBOL_NAME;
    Reg r = kind == SYMBOL_LOCAL || kind == SYMBOL_CELL ? variable_register(u, owner, name) : -1;
    if (kind == SYMBOL_LOCAL) {
        if (r != from) emit(u, OPCODE_MOVE, r, from, 0);
        mark_bound(u, r);
    } else if (kind == SYMBOL_CELL) {
        emit(u, OPCODE_STORE_CELL, r, from, 0);
    } else if (kind == SYMBOL_FREE) {
        emit(u, OPCODE_STORE_FREE, scope_free_index(u->scope, name), from, 0);
    } else {
        bool global = kind == SYMBOL_GLOBAL;
        emit(u, global ? OPCODE_STORE_GLOBAL : OPCODE_STORE_NAME, name_site(u, name), from, 0);
    }
}

void delete_name_of(Unit *u, Obj name)
{
    const Scope *owner;
    Symbol *symbol = lookup(u, &name, &owner);
    SymbolKind kind = symbol ? symbol->kind : SYMBOL_NAME;
    if (kind == SYMBOL_LOCAL)
        emit(u, OPCODE_DELETE_LOCAL, variable_register(u, owner, name), 0, 0);
    else if (kind == SYMBOL_CELL)
        emit(u, OPCODE_DELETE_CELL, variable_register(u, owner, name), 0, 0);
    else if (kind == SYMBOL_FREE)
        emit(u, OPCODE_DELETE_FREE, scope_free_index(u->scope, name), 0, 0);
    else
        emit(u, kind == SYMBOL_GLOBAL ? OPCODE_DELETE_GLOBAL : OPCODE_DELETE_NAME, name_site(u, name), 0, 0);
}

/* --- what is surely bound --- */

void mark_bound(Unit *u, Reg r)
{
    if (u->unreachable) return;
    if (r < u->first_temp) {
        u->bound[r] = 1;
        return;
    }
    Variable *inlined = inlined_variable(u, r);
    if (inlined) inlined->bound = true;
}

uint8_t *save_bound(Unit *u)
{
    size_t size = (size_t)u->first_temp + 1;
    uint8_t *saved = unit_scratch(u, size);
    memcpy(saved, u->bound, size - 1);
    saved[size - 1] = u->unreachable;
    return saved;
}

void restore_bound(Unit *u, const uint8_t *saved)
{
    memcpy(u->bound, saved, (size_t)u->first_temp);
    u->unreachable = saved[u->first_temp];
}

// A label that only jumps reach: what was bound where they came from, at least.
void place_with(Unit *u, Label *label, const uint8_t *saved)
{
    restore_bound(u, saved);
    u->unreachable = label->first_use < 0;
    place(u, label);
}

void merge_bound(Unit *u, const uint8_t *other)
{
    if (other[u->first_temp]) return;              // never comes from there
    if (u->unreachable) {
        restore_bound(u, other);
        return;
    }
    for (Reg r = 0; r < u->first_temp; r++) u->bound[r] &= other[r];
}

void now_unreachable(Unit *u) { u->unreachable = true; }
