/* vm/compiler/emit.c -- instructions, labels, constants, sites, handler table of a unit. */
#include "runtime/heap.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/complex.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/compiler/compiler.h"
#include "vm/watch.h"
#include <stdlib.h>
#include <string.h>

// Grows a scratch array so that it has room for one more.
static void *grown(Unit *u, void *old, uint32_t count, uint32_t *capacity, size_t size)
{
    if (count < *capacity) return old;
    *capacity = *capacity ? *capacity * 2 : 32;
    void *fresh = unit_scratch(u, *capacity * size);
    if (count) memcpy(fresh, old, count * size);
    return fresh;
}

void at(Unit *u, const Node *node) { u->position = node; }

void *fail(Unit *u, const Node *node, const char *format, ...)
{
    if (u->compiler->failed) return NULL;
    u->compiler->failed = true;
    Writer writer = {0};
    va_list arguments;
    va_start(arguments, format);
    bool fine = writer_vformat(&writer, format, arguments);
    va_end(arguments);
    scoped Ref text = writer_finish(&writer);
    if (!fine) return NULL;
    SyntaxPlace place = { u->compiler->source, node->start, node->end, .shown = SYNTAX_SHOWN_FILE };
    return raise_syntax_error_at(&place, "%S", text);
}

static Position position_of(const Unit *u)
{
    if (!u->position) return (Position){ 0 };
    const Source *source = u->compiler->source;
    uint32_t start = u->position->start, end = u->position->end;
    uint32_t line = source_line(source, start), last = source_line(source, end);
    uint32_t column = source_column(source, start), end_column = source_column(source, end);
    Position position = { .line = line };
    position.lines = (uint16_t)(last - line > UINT16_MAX ? UINT16_MAX : last - line);
    position.column = (uint16_t)(column > UINT16_MAX ? UINT16_MAX : column);
    position.end_column = (uint16_t)(end_column > UINT16_MAX ? UINT16_MAX : end_column);
    return position;
}

static uint32_t append(Unit *u, Instruction instruction)
{
    uint32_t capacity = u->capacity;
    u->instructions = grown(u, u->instructions, u->count, &u->capacity, sizeof *u->instructions);
    u->positions = grown(u, u->positions, u->count, &capacity, sizeof *u->positions);
    u->instructions[u->count] = instruction;
    u->positions[u->count] = position_of(u);
    return u->count++;
}

bool is_temporary(const Unit *u, Reg r)
{
    return r >= u->first_temp && !((uint32_t)r < u->held_capacity && u->held_variable[r]);
}

static uint8_t dying(const Unit *u, Opcode op, int a, int b, int c)
{
    const OpInfo *info = &op_info[op];
    uint8_t flags = 0;
    if (info->a == 'R' && is_temporary(u, a)) flags |= A_DIES;
    if (info->b == 'R' && is_temporary(u, b)) flags |= B_DIES;
    if (info->c == 'R' && is_temporary(u, c)) flags |= C_DIES;
    return flags;
}

uint32_t emit(Unit *u, Opcode op, int a, int b, int c)
{
    return append(u, (Instruction){ op, dying(u, op, a, b, c), (uint16_t)a, (uint16_t)b, (uint16_t)c });
}

void emit_end(Unit *u)
{
    uint32_t at = emit(u, OPCODE_RETURN_NONE, 0, 0, 0);
    u->instructions[at].flags |= NO_LINE;
}

void emit_extension(Unit *u, int a, int b, int c) { emit(u, OPCODE_EXTENDED, a, b, c); }

void emit_long(Unit *u, Opcode op, int a, int64_t value)
{
    emit(u, op, a, (uint16_t)value, (uint16_t)(value >> 16));
}

/* --- labels --- */

static void patch(Unit *u, uint32_t instruction, char field, int target)
{
    int64_t distance = (int64_t)target - (int64_t)instruction - 1;
    Instruction *i = &u->instructions[instruction];
    if (field == 'L') {
        i->b = (uint16_t)distance;
        i->c = (uint16_t)((uint32_t)(int32_t)distance >> 16);
        return;
    }
    if (distance < INT16_MIN || distance > INT16_MAX) u->overflow = true;
    if (field == 'a') i->a = (uint16_t)distance;
    else i->c = (uint16_t)distance;
}

static void use_label(Unit *u, uint32_t instruction, char field, Label *to)
{
    if (to->at >= 0) {
        patch(u, instruction, field, to->at);
        return;
    }
    u->uses = grown(u, u->uses, u->use_count, &u->use_capacity, sizeof *u->uses);
    u->uses[u->use_count] = (JumpUse){ instruction, field, to->first_use };
    to->first_use = (int)u->use_count++;
}

void place(Unit *u, Label *label)
{
    label->at = (int)u->count;
    for (int use = label->first_use; use >= 0; use = u->uses[use].next)
        patch(u, u->uses[use].instruction, u->uses[use].field, label->at);
    if (label->first_use >= 0) u->unreachable = false;
}

void jump(Unit *u, Opcode op, int a, Label *to)
{
    if (op == OPCODE_JUMP && to->at >= 0) op = OPCODE_JUMP_BACK;
    use_label(u, emit(u, op, a, 0, 0), 'L', to);
    if (op == OPCODE_JUMP || op == OPCODE_JUMP_BACK) now_unreachable(u);
}

void jump_holding(Unit *u, Opcode op, Reg r, Label *to)
{
    uint32_t instruction = emit(u, op, r, 0, 0);
    u->instructions[instruction].flags = 0;
    use_label(u, instruction, 'L', to);
}

void copy_register(Unit *u, Reg to, Reg from)
{
    uint32_t instruction = emit(u, OPCODE_MOVE, to, from, 0);    // may move the array
    u->instructions[instruction].flags = 0;
}

// In a unit too long for 16-bit jumps, they go to a long jump right behind the instruction.
static void near_stub(Unit *u, uint32_t instruction, char field, Label *to)
{
    Label over = NEW_LABEL;
    use_label(u, emit(u, OPCODE_JUMP, 0, 0, 0), 'L', &over);
    patch(u, instruction, field, (int)u->count);
    use_label(u, emit(u, OPCODE_JUMP, 0, 0, 0), 'L', to);
    place(u, &over);
}

uint32_t jump_near(Unit *u, Opcode op, char field, int a, int b, int c, Label *to)
{
    uint32_t instruction = emit(u, op, a, b, c);
    if (u->long_jumps) near_stub(u, instruction, field, to);
    else use_label(u, instruction, field, to);
    return instruction;
}

void extension_near(Unit *u, int a, int b, Label *to)
{
    uint32_t instruction = emit(u, OPCODE_EXTENDED, a, b, 0);
    if (u->long_jumps) near_stub(u, instruction, 'c', to);
    else use_label(u, instruction, 'c', to);
}

/* --- constants and sites --- */

// Constants are one only if type and value are (1, 1.0 and True differ; so do 0.0 and -0.0).
static Ref constant_key(Obj value)
{
    if (is_exact_tuple(value) || has_type(value, &frozenset_type)) {
        scoped Ref items = tuple_from(value);
        scoped Ref keys = tuple_new(tuple_length(items));
        for (size_t i = 0; i < tuple_length(items); i++)
            tuple_items(keys)[i] = constant_key(tuple_peek(items, i));
        return tuple_pack(2, (Obj)type_of(value), keys);
    }
    if (is_float(value) && float_value(value) == 0) {
        scoped Ref text = str_from_text(__builtin_signbit(float_value(value)) ? "-" : "+");
        return tuple_pack(2, (Obj)type_of(value), text);
    }
    if (has_type(value, &complex_type) || has_type(value, &code_type) || is_float(value)) {
        scoped Ref identity = int_new((intptr_t)value);
        return tuple_pack(2, (Obj)type_of(value), identity);
    }
    return tuple_pack(2, (Obj)type_of(value), value);
}

int constant(Unit *u, Obj value)
{
    scoped Ref key = constant_key(value);
    Obj known = NULL;
    if (!dict_find(u->constant_index, key, &known)) error_clear();
    if (known) return (int)small_value(known);
    size_t index = list_length(u->constants);
    list_append(u->constants, value);
    if (!dict_set(u->constant_index, key, small_int((intptr_t)index))) error_clear();
    return (int)index;
}

int site(Unit *u, Obj name)
{
    if (u->site_count == UINT16_MAX) {
        if (!u->compiler->failed) raise_syntax_error("too many names in one body of code");
        u->compiler->failed = true;
        return 0;
    }
    u->sites = grown(u, u->sites, u->site_count, &u->site_capacity, sizeof *u->sites);
    u->sites[u->site_count] = (Site){ .name = name };
    return (int)u->site_count++;
}

/* --- registers --- */

void reserve(Unit *u, Reg up_to)
{
    if (up_to > u->highest) u->highest = up_to;
    if (up_to < UINT16_MAX - 2 * CODE_SLACK) return;
    if (!u->compiler->failed) raise_syntax_error("expression needs too many registers");
    u->compiler->failed = true;
    u->top = u->first_temp;
}

Reg temp(Unit *u) { return temps(u, 1); }

Reg temps(Unit *u, int count)
{
    Reg first = u->top;
    u->top += count;
    reserve(u, u->top);
    return first;
}

/* --- handler table --- */

static void add_handler(Unit *u, const Block *block, uint32_t end)
{
    if (block->start == end) return;
    u->handlers = grown(u, u->handlers, u->handler_count, &u->handler_capacity, sizeof *u->handlers);
    u->handlers[u->handler_count++] = (Handler){
        .start = block->start, .end = end, .depth = (uint16_t)block->depth,
        .exception = (uint16_t)block->depth, .level = block->level };
}

void open_region(Unit *u, Block *block, Reg depth)
{
    block->covers = true;
    block->depth = depth;
    block->start = u->count;
    block->level = ++u->level;
}

void close_region(Unit *u, Block *block) { add_handler(u, block, u->count); }

// All stretches of the block's region are known: their handler is here.
void start_handler(Unit *u, const Block *block)
{
    u->unreachable = false;
    for (uint32_t i = 0; i < u->handler_count; i++)
        if (u->handlers[i].level == block->level) u->handlers[i].target = u->count;
}

static int by_level(const void *left, const void *right)
{
    uint32_t a = ((const Handler *)left)->level, b = ((const Handler *)right)->level;
    return (a < b) - (a > b);
}

/* --- the finished code --- */

static void *final_copy(const void *from, size_t count, size_t size)
{
    if (!count) return NULL;
    void *block = heap_plain(count * size);
    memcpy(block, from, count * size);
    return block;
}

static void finish_sites(Unit *u, Code *code)
{
    code->site_count = u->site_count;
    if (!u->site_count) return;
    code->sites = heap_scanned(u->site_count * sizeof *u->sites);
    memcpy(code->sites, u->sites, u->site_count * sizeof *u->sites);
}

Ref finish_code(Unit *u)
{
    Code *code = (Code *)u->code;
    // what cannot be reached may end with anything, but no code shall
    if (!u->count || !opcode_ends(u->instructions[u->count - 1].op)) emit_end(u);
    if (u->handler_count) qsort(u->handlers, u->handler_count, sizeof *u->handlers, by_level);
    code->instruction_count = u->count;
    code->instructions = final_copy(u->instructions, u->count, sizeof *u->instructions);
    code->positions = final_copy(u->positions, u->count, sizeof *u->positions);
    code->handler_count = u->handler_count;
    code->handlers = final_copy(u->handlers, u->handler_count, sizeof *u->handlers);
    finish_sites(u, code);
    code->constant_count = list_length(u->constants);
    code->constants = heap_scanned(code->constant_count * sizeof(Ref));
    for (size_t i = 0; i < code->constant_count; i++)
        code->constants[i] = keep(list_peek(u->constants, i));
    size_t inlined = list_length(u->inlined_names);
    code->inlined = final_copy(u->inlined, inlined, sizeof *u->inlined);
    replace(&code->inlined_names, list_to_tuple(u->inlined_names));
    code->register_count = (uint16_t)(u->highest + CODE_SLACK);
    code->local_count = (uint16_t)u->first_temp;
    watch_new_code(u->code);
    return keep(u->code);
}
