/* vm/code.c -- code objects: the tables behind opcodes, and what Python sees of a code object. */
#include "vm/code.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/iterate.h"
#include "runtime/writer.h"
#include "vm/pattern.h"
#include "vm/watch.h"
#include <stdio.h>
#include <string.h>

const OpInfo op_info[OPCODE_COUNT] = {
#define OP(name, a, b, c, meaning) { #name, #a[0], #b[0], #c[0], meaning, &#c[1] },
#include "vm/opcodes.def"
#undef OP
};

Ref code_new(void)
{
    Code *code = (Code *)heap_new(&code_type, sizeof(Code));
    code->name = str_empty();
    code->qualname = str_empty();
    code->filename = str_empty();
    code->variable_names = tuple_new(0);
    code->cell_names = tuple_new(0);
    code->free_names = tuple_new(0);
    code->names = tuple_new(0);
    code->inlined_names = tuple_new(0);
    return (Ref)code;
}

Obj code_variable_name(const Code *code, size_t register_index, size_t instruction)
{
    if (register_index < tuple_length(code->variable_names))
        return tuple_peek(code->variable_names, register_index);
    for (size_t i = 0; i < tuple_length(code->inlined_names); i++) {
        const InlineVariable *each = &code->inlined[i];
        if (each->at == register_index && each->from <= instruction && instruction < each->to)
            return tuple_peek(code->inlined_names, i);
    }
    return str_empty_object;
}

Position code_position(const Code *code, size_t instruction)
{
    return instruction < code->instruction_count ? code->positions[instruction] : (Position){ 0 };
}

size_t instruction_words(const Code *code, size_t pc)
{
    size_t words = 1;
    while (pc + words < code->instruction_count
           && code->instructions[pc + words].op == OPCODE_EXTENDED) words++;
    return words;
}

bool opcode_ends(uint8_t op)
{
    return op == OPCODE_RETURN || op == OPCODE_RETURN_NONE || op == OPCODE_JUMP || op == OPCODE_JUMP_BACK
        || op == OPCODE_RAISE || op == OPCODE_RERAISE || op == OPCODE_RAISE_UNBOUND_CLASS_FREE;
}

/* --- slots --- */

static void free_sites(Code *code)
{
    for (size_t i = 0; i < code->site_count; i++) {
        heap_scanned_free(code->sites[i].others, SITE_OTHERS * sizeof(Site));
        if (code->sites[i].kind == SITE_PATTERN) match_class_forget(&code->sites[i]);
    }
    heap_scanned_free(code->sites, code->site_count * sizeof *code->sites);
}

static void code_destroy(Ref self)
{
    Code *code = (Code *)self;
    heap_plain_free(code->instructions, code->instruction_count * sizeof *code->instructions);
    heap_plain_free(code->watched, code->instruction_count);
    heap_plain_free(code->positions, code->instruction_count * sizeof *code->positions);
    heap_plain_free(code->handlers, code->handler_count * sizeof *code->handlers);
    free_sites(code);
    for (size_t i = 0; i < code->constant_count; i++) drop(code->constants[i]);
    if (code->constants) heap_scanned_free(code->constants, code->constant_count * sizeof(Ref));
    size_t names = code->params.total ? code->params.total : 1, cells = tuple_length(code->cell_names);
    if (code->params.names) heap_plain_free(code->params.names, names * sizeof(Obj));
    if (code->cell_registers)
        heap_plain_free(code->cell_registers, (cells ? cells : 1) * sizeof *code->cell_registers);
    drop(code->name);
    drop(code->qualname);
    drop(code->filename);
    drop(code->variable_names);
    drop(code->cell_names);
    drop(code->free_names);
    drop(code->names);
    if (code->inlined)
        heap_plain_free(code->inlined, tuple_length(code->inlined_names) * sizeof *code->inlined);
    drop(code->inlined_names);
    drop_or_null(code->doc);
}

static void code_visit(Obj self, Visit visit, void *context)
{
    const Code *code = (const Code *)self;
    for (size_t i = 0; i < code->constant_count; i++) visit(code->constants[i], context);
    visit(code->name, context);
    visit(code->qualname, context);
    visit(code->filename, context);
    visit(code->variable_names, context);
    visit(code->cell_names, context);
    visit(code->free_names, context);
    visit(code->names, context);
    visit(code->inlined_names, context);
    if (code->doc) visit(code->doc, context);
}

static Ref code_repr(Obj self)
{
    const Code *code = (const Code *)self;
    char address[32];
    snprintf(address, sizeof address, "0x%lx", (unsigned long)(uintptr_t)self);
    return str_format("<code object %S at %s, file \"%S\", line %d>", code->name, address,
                      code->filename, (int)code->first_line);
}

static bool same_constants(const Code *a, const Code *b, bool *same)
{
    *same = a->constant_count == b->constant_count;
    for (size_t i = 0; i < a->constant_count && *same; i++) {
        if (type_of(a->constants[i]) != type_of(b->constants[i])) *same = false;
        else if (!objects_equal(a->constants[i], b->constants[i], same)) return false;
    }
    return true;
}

static bool same_instructions(const Code *a, const Code *b)
{
    for (size_t i = 0; i < a->instruction_count; i++) {
        Instruction x = code_instruction(a, i), y = code_instruction(b, i);
        if (memcmp(&x, &y, sizeof x)) return false;
    }
    return true;
}

static Ref code_compare(Obj self, Obj other, CompareOp op)
{
    if (!has_type(other, &code_type) || (op != EQUAL && op != NOT_EQUAL)) return not_implemented();
    const Code *a = (const Code *)self, *b = (const Code *)other;
    bool same = a == b || (a->instruction_count == b->instruction_count && a->flags == b->flags
        && str_equal(a->name, b->name) && a->first_line == b->first_line
        && same_instructions(a, b));
    if (same && a != b && !same_constants(a, b, &same)) return NULL;
    return bool_new(same == (op == EQUAL));
}

static bool code_hash(Obj self, intptr_t *hash)
{
    const Code *code = (const Code *)self;
    *hash = str_hash(code->name) ^ (intptr_t)(code->instruction_count * 31 + code->first_line);
    if (*hash == -1) *hash = -2;
    return true;
}

static size_t code_bytes(Obj self)
{
    const Code *code = (const Code *)self;
    return sizeof(Code) + code->instruction_count * (sizeof(Instruction) + sizeof(Position))
        + code->site_count * sizeof(Site) + code->constant_count * sizeof(Ref)
        + code->handler_count * sizeof(Handler);
}

/* --- attributes --- */

#define CODE(self) ((const Code *)(self))

static Ref get_argcount(Obj self)       { return int_new(CODE(self)->params.positional); }
static Ref get_posonly(Obj self)        { return int_new(CODE(self)->params.positional_only); }
static Ref get_kwonly(Obj self)         { return int_new(CODE(self)->params.keyword_only); }
static Ref get_nlocals(Obj self)        { return int_new((intptr_t)tuple_length(CODE(self)->variable_names)); }
static Ref get_stacksize(Obj self)      { return int_new(CODE(self)->register_count - CODE_SLACK); }
static Ref get_flags(Obj self)          { return int_new(CODE(self)->flags & 0xffffff); }
static Ref get_firstlineno(Obj self)    { return int_new(CODE(self)->first_line); }
static Ref get_name(Obj self)           { return keep(CODE(self)->name); }
static Ref get_qualname(Obj self)       { return keep(CODE(self)->qualname); }
static Ref get_filename(Obj self)       { return keep(CODE(self)->filename); }
static Ref get_cellvars(Obj self)       { return keep(CODE(self)->cell_names); }
static Ref get_freevars(Obj self)       { return keep(CODE(self)->free_names); }
static Ref get_names(Obj self)          { return keep(CODE(self)->names); }
static Ref get_consts(Obj self)
{
    return tuple_from_items((Obj const *)CODE(self)->constants, CODE(self)->constant_count);
}
static Ref get_code(Obj self)
{
    Ref bytes = bytes_from(CODE(self)->instructions, CODE(self)->instruction_count * sizeof(Instruction));
    Instruction *instructions = (Instruction *)bytes_data(bytes);
    for (size_t i = 0; i < CODE(self)->instruction_count; i++)
        instructions[i] = code_instruction(CODE(self), i);
    return bytes;
}
// CPython's order: *args and **kwargs behind the keyword-only parameters.
static Ref get_varnames(Obj self)
{
    const Code *code = CODE(self);
    const Params *params = &code->params;
    if (!params->star || !params->keyword_only) return keep(code->variable_names);
    scoped Ref list = list_from_items((Obj const *)tuple_items(code->variable_names),
                                      tuple_length(code->variable_names));
    Ref *items = ((List *)list)->items, star = items[params->positional];
    memmove(items + params->positional, items + params->positional + 1, params->keyword_only * sizeof(Ref));
    items[params->positional + params->keyword_only] = star;
    return list_to_tuple(list);
}

static const Getter code_getters[] = {
    { "co_argcount", get_argcount, NULL, "Number of positional parameters." },
    { "co_posonlyargcount", get_posonly, NULL, "Number of positional-only parameters." },
    { "co_kwonlyargcount", get_kwonly, NULL, "Number of keyword-only parameters." },
    { "co_nlocals", get_nlocals, NULL, "Number of registers that are variables." },
    { "co_stacksize", get_stacksize, NULL, "Number of registers." },
    { "co_flags", get_flags, NULL, "Bits that say what kind of code this is." },
    { "co_firstlineno", get_firstlineno, NULL, "First line in the source." },
    { "co_name", get_name, NULL, "Name of the function, class or module." },
    { "co_qualname", get_qualname, NULL, "Name with its path." },
    { "co_filename", get_filename, NULL, "File it was compiled from." },
    { "co_varnames", get_varnames, NULL, "Names of the variables, parameters first." },
    { "co_cellvars", get_cellvars, NULL, "Variables that inner functions use." },
    { "co_freevars", get_freevars, NULL, "Variables of outer functions used here." },
    { "co_names", get_names, NULL, "Global names and attributes used." },
    { "co_consts", get_consts, NULL, "Constants." },
    { "co_code", get_code, NULL, "The instructions as bytes." },
    { 0 }
};

static Ref optional_int(bool known, size_t value)
{
    return known ? int_new((intptr_t)value) : none_new();
}

static Ref code_positions_method(const Obj arg[])
{
    const Code *code = CODE(arg[0]);
    scoped Ref list = list_new(code->instruction_count);
    for (size_t i = 0; i < code->instruction_count; i++) {
        Position p = code->positions[i];
        scoped Ref line = optional_int(p.line, p.line), end = optional_int(p.line, p.line + p.lines);
        scoped Ref column = optional_int(p.line, p.column), last = optional_int(p.line, p.end_column);
        list_give(list, tuple_pack(4, line, end, column, last));
    }
    return iter_of(list);
}

static Ref code_lines_method(const Obj arg[])
{
    const Code *code = CODE(arg[0]);
    scoped Ref list = list_new(0);
    for (size_t i = 0; i < code->instruction_count;) {
        size_t start = i;
        uint32_t line = code->positions[i].line;
        while (i < code->instruction_count && code->positions[i].line == line) i++;
        scoped Ref from = int_new((intptr_t)(start * 2));
        scoped Ref to = int_new((intptr_t)(i * 2));
        scoped Ref number = optional_int(line, line);
        list_give(list, tuple_pack(3, from, to, number));
    }
    return iter_of(list);
}

// A copy with another name, qualified name, file name, first line or other constants.
static Ref code_replace_method(const Obj arg[])
{
    enum { self, co_name, co_qualname, co_filename, co_firstlineno, co_consts };
    Obj constants = arg[co_consts];
    if (constants && (!is_tuple(constants) || tuple_length(constants) != CODE(arg[self])->constant_count))
        return raise_value_error("code: co_consts must be a tuple as long as it is");
    Code *from = (Code *)arg[self], *copy = (Code *)code_new();
    scoped Ref result = (Ref)copy;
    Object head = copy->head;
    Ref blank[] = { copy->name, copy->qualname, copy->filename, copy->variable_names, copy->cell_names,
                    copy->free_names, copy->names, copy->inlined_names };
    for (size_t i = 0; i < sizeof blank / sizeof *blank; i++) drop(blank[i]);
    *copy = *from;
    copy->head = head;
#define COPY(field, count, size) \
    if (from->field) { copy->field = heap_plain((count) * (size)); memcpy(copy->field, from->field, (count) * (size)); }
    COPY(instructions, from->instruction_count, sizeof(Instruction))
    for (size_t i = 0; i < copy->instruction_count; i++) copy->instructions[i] = code_instruction(from, i);
    copy->watched = NULL;
    COPY(positions, from->instruction_count, sizeof(Position))
    COPY(handlers, from->handler_count, sizeof(Handler))
    COPY(params.names, from->params.total ? from->params.total : 1, sizeof(Obj))
    COPY(inlined, tuple_length(from->inlined_names), sizeof(InlineVariable))
    COPY(cell_registers, tuple_length(from->cell_names) ? tuple_length(from->cell_names) : 1, sizeof(uint16_t))
#undef COPY
    if (from->sites) {
        copy->sites = heap_scanned(from->site_count * sizeof(Site));
        for (size_t i = 0; i < from->site_count; i++) copy->sites[i] = (Site){ .name = from->sites[i].name };
    }
    if (from->constants) {
        copy->constants = heap_scanned(from->constant_count * sizeof(Ref));
        for (size_t i = 0; i < from->constant_count; i++) 
            copy->constants[i] = keep(constants ? tuple_peek(constants, i) : from->constants[i]);
    }
    copy->name = keep(arg[co_name] ? arg[co_name] : from->name);
    copy->qualname = keep(arg[co_qualname] ? arg[co_qualname] : from->qualname);
    copy->filename = keep(arg[co_filename] ? arg[co_filename] : from->filename);
    keep(copy->variable_names);
    keep(copy->cell_names);
    keep(copy->free_names);
    keep(copy->names);
    keep(copy->inlined_names);
    keep_or_null(copy->doc);
    long line;
    if (arg[co_firstlineno]) {
        if (!object_to_long(arg[co_firstlineno], &line)) return NULL;
        copy->first_line = (uint32_t)line;
    }
    watch_new_code(result);
    return take(&result);
}

static const Method code_methods[] = {
    { "co_positions(self)", code_positions_method, "Line, end line, column, end column of each instruction.", 0 },
    { "co_lines(self)", code_lines_method, "Ranges of bytes in co_code and their lines.", 0 },
    { "replace(self, *, co_name=, co_qualname=, co_filename=, co_firstlineno=, co_consts=)", code_replace_method,
      "A copy with some parts changed.", 0 },
    { 0 }
};

Type code_type = {
    TYPE_HEADER, .name = "code", .size = sizeof(Code),
    .flags = TYPE_FINAL | TYPE_NO_CREATE | TYPE_UNTRACKED,
    .doc = "Instructions, constants and names of one body of source.",
    .destroy = code_destroy, .visit = code_visit, .bytes = code_bytes,
    .repr = code_repr, .compare = code_compare, .hash = code_hash,
    .methods = code_methods, .getters = code_getters,
};
