/* vm/code.h -- Code: instructions, constants, sites, positions, handlers of one body of source.
 * Made by: compiler/. Read after: opcodes.def.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/call.h"
#include "runtime/instance.h"

typedef enum Opcode {
#define OP(name, a, b, c, meaning) OPCODE_##name,
#include "vm/opcodes.def"
#undef OP
    OPCODE_COUNT
} Opcode;
_Static_assert(OPCODE_COUNT <= 256, "an opcode is one byte");

typedef struct OpInfo { const char *name; char a, b, c; const char *meaning, *extension; } OpInfo;
extern const OpInfo op_info[OPCODE_COUNT];

enum { A_DIES = 1, B_DIES = 2, C_DIES = 4, IN_PLACE = 8 /* ADD_INT: from += */,
       NO_LINE = 16 /* before the body, or its end: in no line */ };

typedef struct Instruction { uint8_t op, flags; uint16_t a, b, c; } Instruction;

static inline int32_t instruction_jump(Instruction i) { return (int32_t)(i.b | (uint32_t)i.c << 16); }

#define CODE_SLACK 8
enum { UNPACK_INTO_MOST = 8 };         // variables that one UNPACK_INTO assigns to

/* What an inline cache has found, per place in the code. */
typedef enum SiteKind {
    SITE_COLD,
    SITE_VALUE,               // instance attribute: shape -> values[index]
    SITE_CLASS,               // class attribute, not shadowed by an instance of this shape
    SITE_TYPE,                // the type has no instance attributes: version alone decides
    SITE_ADD,                 // STORE_ATTR: shape -> next_shape, index
    SITE_MODULE,              // module attribute: dict version -> entry
    SITE_OF_TYPE,             // attribute of a class object itself
    SITE_MEMBER,              // __slots__: offset in index
    SITE_PROPERTY,            // property whose getter is a Python function
    SITE_GLOBAL, SITE_BUILTIN,
    SITE_PATTERN,             // class pattern: class_cache, owned (pattern_class.c)
} SiteKind;
typedef struct Site {
    Obj name;                 // interned
    uint8_t kind, misses;
    uint32_t index;
    uint32_t version;         // of the type or the dict
    uint32_t version2;        // SITE_BUILTIN: of the builtins
    union {
        struct { Shape *shape, *next_shape; };
        struct ClassCache *class_cache;      // of a class pattern
    };
    Obj value;                // borrowed, alive as long as the version holds
    struct Site *others;      // owned: SITE_OTHERS, what other types gave here; NULL: none did
} Site;
enum { SITE_OTHERS = 8 };

typedef struct Position { uint32_t line; uint16_t lines; uint16_t column, end_column; } Position;
                              // columns: UTF-8 bytes from 0; lines: end line - line; line 0: none

typedef struct Handler {      // sorted: innermost first
    uint32_t start, end;      // instructions covered
    uint32_t target;
    uint16_t depth;           // registers from here on are dropped
    uint16_t exception;       // register that gets the exception
    uint32_t level;           // greater: further inside
} Handler;

enum {                        // as CPython's co_flags
    CODE_OPTIMIZED = 1, CODE_NEW_LOCALS = 2, CODE_VARARGS = 4, CODE_VARKEYWORDS = 8,
    CODE_NESTED = 16, CODE_GENERATOR = 32, CODE_COROUTINE = 128, CODE_ASYNC_GENERATOR = 512,
    CODE_CLASS_BODY = 1 << 28,   // ours: names live in frame->locals
    CODE_SIMPLE = 1 << 29,       // ours: only ordinary positional parameters, no stars, no keyword-only
};

/* A variable of a comprehension, in a register among the temporaries while from <= pc < to. */
typedef struct InlineVariable { uint32_t from, to; uint16_t at; bool is_cell; } InlineVariable;

typedef struct Code {
    Object head;
    Instruction *instructions;
    size_t instruction_count;
    Ref *constants;
    size_t constant_count;
    Site *sites;
    size_t site_count;
    Position *positions;      // one for each instruction
    Handler *handlers;
    size_t handler_count;
    Params params;
    uint16_t local_count;     // registers of variables, then of constants that loops read; temporaries follow
    uint16_t register_count;  // with CODE_SLACK spare ones for builtins' optional arguments
    uint32_t flags;
    uint32_t first_line;
    Ref name, qualname, filename;        // str
    Ref variable_names;       // tuple of str, by register: co_varnames + cells that are not parameters
    Ref cell_names, free_names;          // tuples
    uint16_t *cell_registers; // where each cell variable lives
    InlineVariable *inlined;
    Ref inlined_names;        // tuple, in the same order
    Ref names;                // tuple: co_names
    Ref doc;                  // str or NULL
    uint8_t *watched;         // the opcodes, if the instructions say WATCH in their place; else NULL
    uint8_t watchers;         // which ones: bits of watch.c
} Code;
extern Type code_type;

/* The instruction as it is, whether watched (watch.h) or not. */
static inline uint8_t code_op(const Code *code, const Instruction *at)
{
    return unlikely(code->watched != NULL) ? code->watched[at - code->instructions] : at->op;
}
static inline Instruction code_instruction(const Code *code, size_t at)
{
    Instruction i = code->instructions[at];
    i.op = code_op(code, &code->instructions[at]);
    return i;
}

Ref code_new(void);           // all empty; the compiler fills it in
/* What the register is called where the instruction stands. */
Obj  code_variable_name(const Code *code, size_t register_index, size_t instruction);
Position code_position(const Code *code, size_t instruction);
/* Number of words of the instruction at pc: itself and its extensions. */
size_t instruction_words(const Code *code, size_t pc);
/* Does it never go on to the next instruction? */
bool opcode_ends(uint8_t op);
