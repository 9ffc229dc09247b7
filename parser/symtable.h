/* parser/symtable.h -- scopes: which name is local, a cell, free or global, and where.
 * Read after: ast.h.   SPDX-License-Identifier: MIT
 *
 * A *unit* is what becomes one Code: module, class body, function, lambda, generator expression.
 * List, set and dict comprehensions have a scope of their own for their targets but run inside the
 * unit around them (no call). So a name used in one may be INHERITED from the scope around it.
 */
#pragma once
#include "lexer/source.h"
#include "parser/ast.h"

typedef enum ScopeKind {
    SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION, SCOPE_LAMBDA, SCOPE_GENERATOR, SCOPE_COMPREHENSION,
    SCOPE_TYPE_PARAMS,        // [T] of a def, class or type statement: called at once
} ScopeKind;

typedef enum SymbolKind {
    SYMBOL_UNKNOWN,
    SYMBOL_LOCAL,             // a register of the unit
    SYMBOL_CELL,              // a register that holds a cell, because an inner unit uses the name
    SYMBOL_FREE,              // a cell of an enclosing unit, through the closure
    SYMBOL_INHERITED,         // comprehension: as in the scope around it
    SYMBOL_GLOBAL,            // the module's names, then the builtins
    SYMBOL_NAME,              // module, class body: in the namespace
} SymbolKind;

enum {
    SYMBOL_USED = 1, SYMBOL_BOUND = 2, SYMBOL_PARAM = 4, SYMBOL_DECLARED_GLOBAL = 8,
    SYMBOL_DECLARED_NONLOCAL = 16, SYMBOL_ANNOTATED = 32, SYMBOL_TARGET = 64 /* of a comprehension */,
    SYMBOL_DELETED = 128,     // del x or except ... as x: may be unbound anywhere
    SYMBOL_WALRUS = 256,      // bound by := somewhere
};

typedef struct Symbol {
    Obj name;                 // mangled
    uint16_t flags;
    uint8_t kind;             // SymbolKind
    const Node *declared;     // the global or nonlocal statement, or NULL
} Symbol;

typedef struct Scope {
    ScopeKind kind;
    const Node *node;
    struct Scope *parent, *first_child, *last_child, *next;
    Obj name;                 // of the function or class; "<lambda>" ...
    Obj private_name;         // class for name mangling, or NULL
    Symbol *symbols;          // in order of first appearance, parameters first
    uint32_t symbol_count, symbol_capacity;
    Obj *free_names;          // of the unit: what its closure brings, in order
    uint32_t free_count, free_capacity;
    bool is_generator;        // has a yield
    bool is_async;            // async def
    bool needs_class_cell;    // class: an inner function uses __class__ or super()
    bool has_star_import;
} Scope;

typedef struct Symtable {
    Scope *top;
    Arena *arena;
    const Source *source;
    struct ScopeSlot { const Node *node; Scope *scope; } *slots;    // hash table by node
    uint32_t slot_count, slots_used;
} Symtable;

/* Builds all scopes; SyntaxError for what contradicts itself. */
MAY_RAISE Symtable *symtable_build(const Node *tree, const Source *source, Arena *arena);
enum { SCOPE_PART_TYPE_PARAMS = 1, SCOPE_PART_EVALUATOR = 2 };   // of a bound or default
/* The scope that a node opens. `part` tells apart the scopes of one node: 0, or one of these. */
Scope *symtable_scope(const Symtable *table, const Node *node, int part);
/* NULL: the scope does not mention the name. */
Symbol *scope_find(const Scope *scope, Obj name);
/* Index in the unit's closure; -1. */
int  scope_free_index(const Scope *unit, Obj name);
/* The scope of the unit that a scope's code belongs to. */
Scope *scope_unit(Scope *scope);
static inline bool scope_is_inlined(const Scope *scope) { return scope->kind == SCOPE_COMPREHENSION; }
static inline bool scope_is_function(const Scope *scope) { return scope->kind >= SCOPE_FUNCTION; }
/* __x inside class C is _C__x. */
Obj name_mangle(Obj private_name, Obj name);
