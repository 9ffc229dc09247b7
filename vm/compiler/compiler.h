/* vm/compiler/compiler.h -- what the compiler's files share: the unit being compiled, its registers,
 * labels and blocks. Private to vm/compiler/.   SPDX-License-Identifier: MIT
 *
 * An expression's value is found in a register: a variable's own (borrowed) or a temporary, which
 * dies where it is read. Temporaries are a stack: `top` is the next one; a construct that needs
 * some takes them with temp() and gives them back by setting top to what it was. An instruction
 * that reads temporaries and writes a result may write over one of them.
 * Errors do not interrupt: the first one sets `failed`, the rest of the walk is harmless, and
 * compile_tree gives up at the end.
 */
#pragma once
#include "lexer/syntax_error.h"
#include "runtime/writer.h"
#include "runtime/error.h"
#include "vm/code.h"
#include "vm/compiler/compile.h"

typedef int Reg;              // register number

typedef struct Label { int at; int first_use; } Label;      // at -1: not placed; uses in unit->uses
#define NEW_LABEL { -1, -1 }

typedef enum BlockKind {
    BLOCK_WHILE, BLOCK_FOR,   // loops; FOR holds an iterator
    BLOCK_TRY,                // a covered region, nothing to do on leaving it
    BLOCK_FINALLY,            // a covered region; the final body runs on leaving it
    BLOCK_WITH,               // a covered region; __exit__ runs on leaving it
    BLOCK_HANDLER,            // inside except: the exception handled before comes back
    BLOCK_HELD,               // just registers to clear
} BlockKind;

typedef struct Block {
    BlockKind kind;
    struct Block *outer;
    Label *next, *end;        // loops: where continue and break go
    Reg held, held_end;       // registers to clear on leaving: iterator; exception and such
    const NodeList *final;    // FINALLY
    const Node *node;         // WITH: for positions
    Obj name;                 // HANDLER: `as` name, or NULL
    Reg previous;             // HANDLER: what ENTER_HANDLER saved
    uint32_t start;           // covered regions: where the open stretch begins
    Reg depth;
    uint32_t level;           // grows with every region opened
    bool covers;              // a handler covers it
} Block;

typedef struct Variable { Obj name; const Scope *scope; Reg at; bool bound; } Variable;
typedef struct JumpUse { uint32_t instruction; char field; int next; } JumpUse;   // 'a' 'c' 'L'

typedef struct Compiler {
    const Source *source;
    const Symtable *table;
    bool failed;
    bool interactive;
    bool annotations_as_text;          // from __future__ import annotations
} Compiler;

enum { LOOP_CONSTANTS = 16 };          // at most

typedef struct Unit {
    Compiler *compiler;
    struct Unit *outer;
    Scope *scope;             // the unit's own
    Scope *inner;             // innermost comprehension being compiled inline, or the unit's own
    Ref code;                 // being built: names and parameters
    Obj qualname;

    Instruction *instructions;
    Position *positions;
    uint32_t count, capacity;
    Ref constants;            // list
    Ref constant_index;       // dict: key -> position
    Site *sites;
    uint32_t site_count, site_capacity;
    Ref names;                // list of str: co_names
    Handler *handlers;
    uint32_t handler_count, handler_capacity;
    JumpUse *uses;
    uint32_t use_count, use_capacity;

    Obj loop_constants[LOOP_CONSTANTS];    // in the registers before first_temp; among `constants`
    uint32_t loop_constant_count;
    Variable *variables;
    uint32_t variable_count, variable_capacity;
    InlineVariable *inlined;  // of comprehensions so far
    uint32_t inlined_capacity;
    Ref inlined_names;        // list
    Reg first_temp, top, highest;
    bool *held_variable;      // by register: a comprehension's variable among the temporaries
    uint32_t held_capacity;
    uint8_t *bound;           // by register < first_temp: surely bound here
    Block *block;
    uint32_t level;
    const Node *position;
    bool long_jumps, overflow;
    bool unreachable;
} Unit;

/* Memory that goes with the tree, cleared. */
static inline void *unit_scratch(const Unit *u, size_t bytes)
{
    return arena_take(u->compiler->table->arena, bytes);
}

/* --- emit.c --- */
uint32_t emit(Unit *u, Opcode op, int a, int b, int c);
void emit_end(Unit *u);                 // return None where the body ends
void emit_extension(Unit *u, int a, int b, int c);
void emit_long(Unit *u, Opcode op, int a, int64_t value);         // 32 bits over b and c
void jump(Unit *u, Opcode op, int a, Label *to);                  // JUMP_* with 32-bit target
void jump_holding(Unit *u, Opcode op, Reg r, Label *to);          // r lives on
void copy_register(Unit *u, Reg to, Reg from);                    // likewise
uint32_t jump_near(Unit *u, Opcode op, char field, int a, int b, int c, Label *to);
void extension_near(Unit *u, int a, int b, Label *to);            // extension whose c is a target
void place(Unit *u, Label *label);
int  constant(Unit *u, Obj value);
int  site(Unit *u, Obj name);
Reg  temp(Unit *u);
Reg  temps(Unit *u, int count);
void reserve(Unit *u, Reg up_to);
bool is_temporary(const Unit *u, Reg r);
void at(Unit *u, const Node *node);
void *fail(Unit *u, const Node *node, const char *format, ...);
Ref  finish_code(Unit *u);
void open_region(Unit *u, Block *block, Reg depth);      // registers from depth on are dropped
void close_region(Unit *u, Block *block);
void start_handler(Unit *u, const Block *block);         // here; the exception is in register depth

/* --- variables.c --- */
Reg  variable_register(const Unit *u, const Scope *scope, Obj name);
Reg  add_variable(Unit *u, const Scope *scope, Obj name, Reg at);
Symbol *lookup(Unit *u, Obj *name, const Scope **owner);           // mangles *name
Reg  load_name(Unit *u, const Node *node, Obj name, Reg want);
void store_name(Unit *u, Obj name, Reg from);
void delete_name_of(Unit *u, Obj name);
Reg  name_target(Unit *u, Obj name);           // register to compute into directly, or -1
void mark_bound(Unit *u, Reg r);
uint8_t *save_bound(Unit *u);
void restore_bound(Unit *u, const uint8_t *saved);
void place_with(Unit *u, Label *label, const uint8_t *saved);
void merge_bound(Unit *u, const uint8_t *other);   // keeps what is bound in both
void now_unreachable(Unit *u);

/* --- expression.c --- */
Reg  expr(Unit *u, const Node *node);                              // wherever it is cheapest
void expr_to(Unit *u, const Node *node, Reg to);
Reg  expr_temp(Unit *u, const Node *node);                         // in a fresh temporary
Reg  expression(Unit *u, const Node *node, Reg want);
void load_constant(Unit *u, Obj value, Reg to);
bool constant_of(const Node *node, Ref *value);                    // folds; new reference
bool small_constant(const Node *node, intptr_t *value);            // does it fit into an operand?
Reg  destination(Unit *u, Reg want);
Reg  comparand(Unit *u, int op, const Node *node);     // right side of a comparison

/* --- loop_constant.c --- */
void find_loop_constants(Unit *u, const Node *node);               // before any code, registers only
void load_loop_constants(Unit *u);
Reg  loop_constant(const Unit *u, Obj value);                      // its register, or -1

/* --- condition.c --- */
void jump_if(Unit *u, const Node *test, bool truth, Label *to);

/* --- call.c, function.c, comprehension.c, assign.c, match.c, exception.c, statement.c --- */
Reg  compile_call(Unit *u, const Node *node, Reg want);
Reg  compile_call_arguments(Unit *u, const Node *node, Reg base, NodeList args, NodeList keywords,
                            bool method, Reg want);
void spread_arguments(Unit *u, Reg base, NodeList args, NodeList keywords);
/* The function object of `code` (consumed): defaults and such, as `has` says, from register base on. */
Reg  emit_function(Unit *u, const Node *node, Ref code, int has, Reg base, Reg want);
Reg  compile_lambda(Unit *u, const Node *node, Reg want);
Reg  compile_comprehension(Unit *u, const Node *node, Reg want);
void compile_function(Unit *u, const Node *node);
void compile_class(Unit *u, const Node *node);
void compile_type_alias(Unit *u, const Node *node);
void assign(Unit *u, const Node *target, Reg from);
void compile_assign(Unit *u, const Node *node);
void compile_augmented(Unit *u, const Node *node);
void compile_annotated(Unit *u, const Node *node);
void annotation_text(Unit *u, const Node *annotation, Reg to);    // what it says, not what it is
void compile_delete(Unit *u, const Node *target);
void compile_match(Unit *u, const Node *node);
void compile_try(Unit *u, const Node *node);
void compile_try_star(Unit *u, const Node *node);
void compile_with(Unit *u, const Node *node);
/* Emits what leaving the blocks up to but not including `until` does, here, in the middle of them. */
void leave_blocks(Unit *u, Block *until);
bool leaving_runs_code(const Unit *u);
/* Leaves them, then jumps to `to`, or emits op a if that is NULL. */
void leave_to(Unit *u, Block *until, Opcode op, int a, Label *to);
void statement(Unit *u, const Node *node);
void statements(Unit *u, NodeList body);
Ref  docstring(NodeList body);              // cleaned; NULL: there is none

/* --- compile.c --- */
void setup_annotations_if_any(Unit *u, NodeList body);
typedef void (*UnitBody)(Unit *u, const Node *node);
/* Compiles a nested unit and gives its code object. */
Ref  compile_unit(Unit *outer, Compiler *compiler, Scope *scope, const Node *node, UnitBody body);
