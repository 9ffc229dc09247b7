/* vm/record/quiet.c -- which instructions can change only what they are given: registers, the
 * operands themselves, and what these hold. For all others the whole heap in sight is walked. */
#include "vm/record/quiet.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/range.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/types/float.h"
#include "runtime/types/bytes.h"
#include "vm/generator.h"
#include "vm/record/look.h"
#include "vm/record/recorder.h"
#include <string.h>

typedef enum Kind {
    LOUD,
    MOVES,                    // registers, cells, namespaces of exact dicts: no code runs
    PLAIN,                    // quiet if all operands are plain values
    INDEXES,                  // quiet if b is an exact container and c plain
    STORES_ITEM,              // quiet if a is an exact list or dict and b plain
    ITERATES,                 // quiet if b is an iterator of a builtin container, or a recorded generator
    SPREADS,                  // quiet if b is an exact list or tuple
    ATTRIBUTE_B, ATTRIBUTE_A, // quiet if the cache knows the place
    CALLS,
    MATCHES,                  // quiet if b is no class with checks of its own
} Kind;

static const uint8_t kinds[OPCODE_COUNT] = {
    [OPCODE_NOP] = MOVES, [OPCODE_MOVE] = MOVES, [OPCODE_LOAD_CONST] = MOVES, [OPCODE_LOAD_INT] = MOVES,
    [OPCODE_CLEAR] = MOVES, [OPCODE_CHECK_BOUND] = MOVES, [OPCODE_DELETE_LOCAL] = MOVES,
    [OPCODE_MAKE_CELL] = MOVES, [OPCODE_LOAD_CELL] = MOVES, [OPCODE_STORE_CELL] = MOVES,
    [OPCODE_DELETE_CELL] = MOVES, [OPCODE_LOAD_FREE] = MOVES, [OPCODE_STORE_FREE] = MOVES,
    [OPCODE_DELETE_FREE] = MOVES, [OPCODE_LOAD_CLOSURE] = MOVES, [OPCODE_LOAD_GLOBAL] = MOVES,
    [OPCODE_STORE_GLOBAL] = MOVES, [OPCODE_LOAD_NAME] = MOVES, [OPCODE_STORE_NAME] = MOVES,
    [OPCODE_LOAD_LOCALS] = MOVES, [OPCODE_LOAD_BUILD_CLASS] = MOVES, [OPCODE_LOAD_ASSERTION] = MOVES,
    [OPCODE_JUMP] = MOVES, [OPCODE_JUMP_BACK] = MOVES, [OPCODE_JUMP_IF_NONE] = MOVES,
    [OPCODE_JUMP_IF_NOT_NONE] = MOVES, [OPCODE_JUMP_IF_UNBOUND] = MOVES, [OPCODE_JUMP_IS] = MOVES,
    [OPCODE_JUMP_IS_NOT] = MOVES, [OPCODE_IS] = MOVES, [OPCODE_IS_NOT] = MOVES,
    [OPCODE_BUILD_TUPLE] = MOVES, [OPCODE_BUILD_LIST] = MOVES, [OPCODE_LIST_APPEND] = MOVES,
    [OPCODE_MAKE_FUNCTION] = MOVES, [OPCODE_RETURN] = MOVES, [OPCODE_RETURN_NONE] = MOVES,
    [OPCODE_START_GENERATOR] = MOVES, [OPCODE_YIELD] = MOVES, [OPCODE_LIST_TO_TUPLE] = MOVES,
    [OPCODE_ADD] = PLAIN, [OPCODE_SUBTRACT] = PLAIN, [OPCODE_MULTIPLY] = PLAIN,
    [OPCODE_TRUE_DIVIDE] = PLAIN, [OPCODE_FLOOR_DIVIDE] = PLAIN, [OPCODE_MODULO] = PLAIN,
    [OPCODE_POWER] = PLAIN, [OPCODE_LEFT_SHIFT] = PLAIN, [OPCODE_RIGHT_SHIFT] = PLAIN,
    [OPCODE_AND] = PLAIN, [OPCODE_XOR] = PLAIN, [OPCODE_OR] = PLAIN,
    [OPCODE_ADD_IN_PLACE] = PLAIN, [OPCODE_SUBTRACT_IN_PLACE] = PLAIN,
    [OPCODE_MULTIPLY_IN_PLACE] = PLAIN, [OPCODE_TRUE_DIVIDE_IN_PLACE] = PLAIN,
    [OPCODE_FLOOR_DIVIDE_IN_PLACE] = PLAIN, [OPCODE_MODULO_IN_PLACE] = PLAIN,
    [OPCODE_ADD_INT] = PLAIN, [OPCODE_SUBTRACT_INT] = PLAIN, [OPCODE_NEGATIVE] = PLAIN,
    [OPCODE_POSITIVE] = PLAIN, [OPCODE_INVERT] = PLAIN, [OPCODE_NOT] = PLAIN, [OPCODE_LESS] = PLAIN,
    [OPCODE_LESS_EQUAL] = PLAIN, [OPCODE_EQUAL] = PLAIN, [OPCODE_NOT_EQUAL] = PLAIN,
    [OPCODE_GREATER] = PLAIN, [OPCODE_GREATER_EQUAL] = PLAIN, [OPCODE_JUMP_IF_TRUE] = PLAIN,
    [OPCODE_JUMP_IF_FALSE] = PLAIN, [OPCODE_JUMP_LESS] = PLAIN, [OPCODE_JUMP_LESS_EQUAL] = PLAIN,
    [OPCODE_JUMP_EQUAL] = PLAIN, [OPCODE_JUMP_NOT_EQUAL] = PLAIN, [OPCODE_JUMP_GREATER] = PLAIN,
    [OPCODE_JUMP_GREATER_EQUAL] = PLAIN, [OPCODE_JUMP_UNLESS_LESS] = PLAIN,
    [OPCODE_JUMP_UNLESS_LESS_EQUAL] = PLAIN, [OPCODE_JUMP_UNLESS_EQUAL] = PLAIN,
    [OPCODE_JUMP_UNLESS_NOT_EQUAL] = PLAIN, [OPCODE_JUMP_UNLESS_GREATER] = PLAIN,
    [OPCODE_JUMP_UNLESS_GREATER_EQUAL] = PLAIN, [OPCODE_FORMAT] = PLAIN, [OPCODE_MATCH_EQUAL] = PLAIN,
    [OPCODE_IN] = INDEXES, [OPCODE_NOT_IN] = INDEXES, [OPCODE_JUMP_IN] = INDEXES,
    [OPCODE_JUMP_NOT_IN] = INDEXES, [OPCODE_GET_ITEM] = INDEXES, [OPCODE_GET_ITEM_INT] = INDEXES,
    [OPCODE_SET_ITEM] = STORES_ITEM, [OPCODE_DELETE_ITEM] = STORES_ITEM,
    [OPCODE_GET_ITER] = SPREADS, [OPCODE_UNPACK] = SPREADS, [OPCODE_UNPACK_STAR] = SPREADS,
    [OPCODE_FOR_ITER] = ITERATES, [OPCODE_FOR_NEXT] = ITERATES,
    [OPCODE_LOAD_ATTR] = ATTRIBUTE_B, [OPCODE_LOAD_METHOD] = ATTRIBUTE_B, [OPCODE_STORE_ATTR] = ATTRIBUTE_A,
    [OPCODE_MATCH_SEQUENCE] = MATCHES, [OPCODE_MATCH_ITEM] = MATCHES, [OPCODE_MATCH_REST] = MATCHES,
    [OPCODE_MATCH_MAPPING] = MATCHES, [OPCODE_MATCH_KEYS] = MATCHES, [OPCODE_MATCH_CLASS] = MATCHES,
    [OPCODE_CALL] = CALLS, [OPCODE_CALL_METHOD] = CALLS,
};

static bool is_plain(Obj x)
{
    if (!x || is_small(x)) return true;
    const Type *type = x->type;
    return type == &float_type || type == &str_type || type == &int_type || type == &bytes_type
        || is_none(x) || type->flags & TYPE_INT;
}

static bool is_exact_container(Obj x)
{
    if (is_small(x)) return false;
    const Type *type = x->type;
    return type == &list_type || type == &tuple_type || type == &dict_type || type == &str_type
        || type == &set_type || type == &range_type;
}

static bool is_plain_class(Obj x)
{
    return !is_small(x) && x->type == &type_type;
}

// Membership as dicts have it, whatever the class.
static bool is_container_like(Obj x)
{
    return is_exact_container(x) || (!is_small(x) && x->type->contains == dict_type.contains);
}

static bool is_simple_iterator(Obj x)
{
    if (is_small(x)) return false;
    const Type *type = x->type;
    return type == &range_iterator_type || type == &list_iterator_type || type == &tuple_iterator_type
        || type == &str_iterator_type || type == &str_ascii_iterator_type
        || type == &dict_key_iterator_type || type == &dict_value_iterator_type
        || type == &dict_item_iterator_type || type == &set_iterator_type
        || (type == &generator_type && recorder_records(((const Generator *)x)->code));
}

static void touch(Quiet *q, Obj x)
{
    if (!x || is_small(x) || x->flags & FLAG_IMMORTAL) return;
    if (q->count == MOST_TOUCHED) q->quiet = false;
    else q->touched[q->count++] = look_value(x);
}

// Registers that the instruction reads, by the kinds of its operands.
static bool operands_are_plain(Quiet *q, const Ref *r, Instruction i)
{
    const OpInfo *info = &op_info[i.op];
    const char letters[] = { info->a, info->b, info->c };
    const uint16_t operands[] = { i.a, i.b, i.c };
    for (int n = 0; n < 3; n++) {
        if (letters[n] != 'R' && letters[n] != 'H') continue;
        if (!is_plain(r[operands[n]])) return false;
        touch(q, r[operands[n]]);
    }
    return true;
}

static bool cache_knows(const Site *site, Obj x)
{
    return site->kind != SITE_COLD && site->kind != SITE_PROPERTY && site->kind != SITE_OF_TYPE
        && !is_small(x) && (site->kind == SITE_MODULE || site->version == x->type->version);
}

// Of the builtin functions, those that do no more than look at their arguments.
static bool only_looks(const Builtin *builtin)
{
    static const char *const names[] = { "abs", "all", "any", "bin", "callable", "chr", "divmod", "hash",
        "hex", "id", "isinstance", "issubclass", "len", "max", "min", "oct", "ord", "pow", "print",
        "repr", "round", "sum" };
    size_t length = strcspn(builtin->method->signature, "(");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && !strncmp(builtin->method->signature, names[i], length)) return true;
    return false;
}

// A function written in Python is entered, no more; one in C may reach what its arguments hold.
static bool is_quiet_call(Quiet *q, const Ref *r, Instruction i)
{
    const Ref *base = &r[i.b];
    size_t count = i.c + (i.op == OPCODE_CALL_METHOD ? 1u : 0u);
    touch(q, base[0]);
    for (size_t n = 1; n <= count; n++) touch(q, base[n]);
    if (has_type(base[0], &function_type)) return recorder_records(((const FunctionObject *)base[0])->code);
    if (!has_type(base[0], &builtin_type) && !has_type(base[0], &method_descriptor_type)) return false;
    const Builtin *builtin = (const Builtin *)base[0];
    if (!builtin->owner && !only_looks(builtin)) return false;
    touch(q, builtin->self);
    for (size_t n = 1; n <= count; n++)
        if (base[n] && !is_plain(base[n]) && !is_exact_container(base[n]) && !is_plain_class(base[n]))
            return false;
    q->depth = 2;
    return true;
}

static bool is_quiet_match(Quiet *q, const Frame *frame, size_t at, Instruction i)
{
    Obj subject = frame->registers[i.b];
    touch(q, subject);
    if (i.op == OPCODE_MATCH_SEQUENCE) return true;
    if (i.op != OPCODE_MATCH_CLASS) return is_plain(subject) || is_exact_container(subject);
    Obj class = frame->registers[frame->code->instructions[at + 2].a];
    touch(q, class);
    q->depth = 1;
    return is_plain_class(class)
        && (is_small(subject) || subject->type->flags & TYPE_PLAIN_ATTRIBUTES);
}

// What a frame gives to C code or to a library's code that called it, that goes on with.
static bool returns_to_recorded(const Frame *frame)
{
    return !(frame->flags & FRAME_ENTRY) && recorder_records(frame[-1].code);
}

static bool ends_here(uint8_t op)
{
    return op == OPCODE_RETURN || op == OPCODE_RETURN_NONE || op == OPCODE_YIELD
        || op == OPCODE_START_GENERATOR;
}

static bool names_are_dicts(const Frame *frame)
{
    return !frame->locals || is_exact_dict(frame->locals);
}

static bool is_quiet(Quiet *q, const Frame *frame, size_t at)
{
    Instruction i = code_instruction(frame->code, at);
    const Ref *r = frame->registers;
    const Site *sites = frame->code->sites;
    switch ((Kind)kinds[i.op]) {
    case LOUD: return false;
    case MOVES:
        touch(q, frame->globals);
        touch(q, frame->locals);
        touch(q, (Obj)frame->function);
        touch(q, (Obj)frame->generator);
        if (i.op == OPCODE_LIST_APPEND || i.op == OPCODE_STORE_CELL || i.op == OPCODE_DELETE_CELL)
            touch(q, r[i.a]);
        if (i.op == OPCODE_STORE_FREE) touch(q, frame->closure[i.a]);
        return names_are_dicts(frame) && (!ends_here(i.op) || returns_to_recorded(frame));
    case PLAIN: return operands_are_plain(q, r, i);
    case INDEXES:
        touch(q, r[i.b]);
        if (i.op == OPCODE_GET_ITEM_INT) return is_exact_container(r[i.b]);
        touch(q, r[i.c]);
        if (i.op == OPCODE_GET_ITEM) return is_exact_container(r[i.b]) && is_plain(r[i.c]);
        return is_container_like(r[i.c]) && is_plain(r[i.b]);
    case STORES_ITEM:
        touch(q, r[i.a]);
        touch(q, r[i.b]);
        return is_exact_container(r[i.a]) && is_plain(r[i.b]);
    case SPREADS:
        touch(q, r[i.b]);
        return is_exact_container(r[i.b]) || is_simple_iterator(r[i.b]);
    case ITERATES:
        touch(q, r[i.b]);
        return is_simple_iterator(r[i.b]);
    case ATTRIBUTE_B:
        touch(q, r[i.b]);
        return cache_knows(&sites[i.c], r[i.b]);
    case ATTRIBUTE_A:
        touch(q, r[i.a]);
        return cache_knows(&sites[i.b], r[i.a]);
    case MATCHES: return is_quiet_match(q, frame, at, i);
    case CALLS: return is_quiet_call(q, r, i);
    }
    return false;
}

void quiet_expect(Quiet *q, const Frame *frame, size_t at)
{
    *q = (Quiet){ .quiet = true };
    if (!is_quiet(q, frame, at)) q->quiet = false;
}
