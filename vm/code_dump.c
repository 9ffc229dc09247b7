/* vm/code_dump.c -- eye: --code.   SPDX-License-Identifier: MIT
 *
 *    3 | return a + f(b)
 *      |    0  LOAD_GLOBAL  t2, f          t2 = global or builtin f
 *      |    1  MOVE         t3, b          t3 = b
 *      |    2  CALL         t2, t2, 1      t2 = t2(t3, ...), 1 arguments
 *      |    3  ADD          t2, a, t2†     t2 = a + t2
 *      |    4  RETURN       t2†            return t2
 *
 * Registers have their variable's name or t and their number; † marks a temporary that dies; >
 * an instruction that is jumped to. What an operand is stands in opcodes.def alone.
 */
#include "vm/code_dump.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

enum { WIDTH = 100, MARGIN = 13 };
enum { LONGEST_NAME = 20, LONGEST_OPERANDS = 22, LONGEST_REPR = 36 };

/* --- operands --- */

typedef struct Operand {
    char kind;                // as in opcodes.def
    bool dies;
    int32_t value;            // number, register, index; of a jump: its target
} Operand;

// field 0..2: a, b, c; 3..: operands of the extensions.
static Operand operand(const Code *code, size_t at, size_t field)
{
    Instruction i = code_instruction(code, at);
    const OpInfo *info = &op_info[i.op];
    size_t word = at + field / 3;
    if (field >= 3) {
        if (field - 3 >= strlen(info->extension) || word >= code->instruction_count)
            return (Operand){ '_', false, 0 };
        i = code->instructions[word];
    }
    const char first[] = { info->a, info->b, info->c };
    char kind = field < 3 ? first[field] : info->extension[field - 3];
    uint16_t raw = field % 3 == 0 ? i.a : field % 3 == 1 ? i.b : i.c;
    Operand o = { kind, kind == 'R' && (field >= 3 || i.flags & A_DIES << field), raw };
    if (kind == 'I') o.value = (int16_t)raw;
    if (kind == 'J') o.value = (int32_t)(word + 1) + (int16_t)raw;
    if (kind == 'L') o.value = (int32_t)(word + 1) + instruction_jump(i);
    if (kind == 'K' && field == 1 && info->c == '_') o.value = instruction_jump(i);
    return o;
}

static size_t field_count(const Code *code, size_t at)
{
    return 3 + strlen(op_info[code_instruction(code, at).op].extension);
}

static void write_number(Writer *w, const char *before, long value)
{
    char text[48];
    snprintf(text, sizeof text, "%s%ld", before, value);
    writer_text(w, text);
}

static void write_register(Writer *w, const Code *code, int32_t number)
{
    if (number >= 0 && (size_t)number < tuple_length(code->variable_names))
        writer_str(w, tuple_peek(code->variable_names, (size_t)number));
    else write_number(w, number < code->local_count ? "k" : "t", number);
}

static void write_constant(Writer *w, const Code *code, int32_t index)
{
    if (index < 0 || (size_t)index >= code->constant_count) {
        write_number(w, "constant ", index);
        return;
    }
    Obj value = code->constants[index];
    if (has_type(value, &code_type)) {
        writer_text(w, "<code ");
        writer_str(w, ((const Code *)value)->name);
        writer_text(w, ">");
        return;
    }
    bool long_text = is_str(value) && str_length(value) > LONGEST_REPR;
    scoped Ref start = long_text ? str_slice(value, 0, LONGEST_REPR) : keep(value);
    scoped Ref repr = object_repr(start);
    if (!repr) {
        error_clear();
        writer_text(w, "<");
        writer_text(w, type_name(value));
        writer_text(w, ">");
        return;
    }
    if (!long_text && str_length(repr) <= LONGEST_REPR) {
        writer_str(w, repr);
        return;
    }
    size_t end = str_length(repr);
    writer_slice(w, repr, 0, end > LONGEST_REPR - 3 ? LONGEST_REPR - 3 : end);
    writer_text(w, "...");
}

static void write_free(Writer *w, const Code *code, int32_t index)
{
    if (index >= 0 && (size_t)index < tuple_length(code->free_names))
        writer_str(w, tuple_peek(code->free_names, (size_t)index));
    else write_number(w, "closure ", index);
}

static void write_operand(Writer *w, const Code *code, Operand o, const char *jump)
{
    switch (o.kind) {
    case 'W': case 'R': case 'H': case 'B': write_register(w, code, o.value); break;
    case 'K': write_constant(w, code, o.value); break;
    case 'S': writer_str(w, code->sites[o.value].name); break;
    case 'F': write_free(w, code, o.value); break;
    case 'J': case 'L': write_number(w, jump, o.value); break;
    default: write_number(w, "", o.value); break;
    }
}

Ref code_operands(const Code *code, size_t at)
{
    Writer w = { 0 };
    for (size_t field = 0, shown = 0; field < field_count(code, at); field++) {
        Operand o = operand(code, at, field);
        if (o.kind == '_' || o.kind == 'X') continue;
        if (shown++) writer_text(&w, ", ");
        write_operand(&w, code, o, "-> ");
        if (o.dies) writer_text(&w, "†");
    }
    return writer_finish(&w);
}

intptr_t code_jump_target(const Code *code, size_t at)
{
    for (size_t field = 0; field < field_count(code, at); field++) {
        Operand o = operand(code, at, field);
        if (o.kind == 'J' || o.kind == 'L') return o.value;
    }
    return -1;
}

Ref code_argument(const Code *code, size_t at)
{
    intptr_t target = code_jump_target(code, at);
    if (target >= 0) return int_new(target * 2);
    for (size_t field = 0; field < field_count(code, at); field++) {
        Operand o = operand(code, at, field);
        if (o.kind == 'K' && (size_t)o.value < code->constant_count)
            return keep(code->constants[o.value]);
        if (o.kind == 'S') return keep(code->sites[o.value].name);
        if (o.kind == 'F') return keep(tuple_peek(code->free_names, (size_t)o.value));
    }
    for (size_t field = 0; field < field_count(code, at); field++) {
        Operand o = operand(code, at, field);
        if (o.kind == 'N' || o.kind == 'I') return int_new(o.value);
    }
    return NULL;
}

/* --- meanings --- */

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '\'';
}

// The operand named at `text`: "a", "b+1", "x1.c"; its length, 0 if it is something else.
static size_t meant(const char *text, size_t *field, int *plus)
{
    size_t used = 0;
    *field = 0;
    *plus = 0;
    if (text[0] == 'x' && (text[1] == '1' || text[1] == '2') && text[2] == '.') {
        *field = 3 * (size_t)(text[1] - '0');
        used = 3;
    }
    if (text[used] < 'a' || text[used] > 'c' || is_word(text[used + 1])) return 0;
    *field += (size_t)(text[used] - 'a');
    used++;
    if (text[used] == '+' && text[used + 1] >= '0' && text[used + 1] <= '9') {
        *plus = text[used + 1] - '0';
        used += 2;
    }
    return used;
}

Ref code_meaning(const Code *code, size_t at)
{
    Instruction i = code_instruction(code, at);
    const char *text = op_info[i.op].meaning;
    Writer w = { 0 };
    for (size_t k = 0; text[k]; ) {
        size_t field = 0, used = k && is_word(text[k - 1]) ? 0 : 1;
        int plus = 0;
        if (used) used = meant(text + k, &field, &plus);
        Operand o = { '_', false, 0 };
        if (used && field < field_count(code, at)) o = operand(code, at, field);
        if (o.kind == '_' || o.kind == 'X') {
            writer_utf8(&w, text + k, 1);
            k++;
            continue;
        }
        o.value += plus;
        write_operand(&w, code, o, "");
        k += used;
    }
    if (i.flags & IN_PLACE && op_info[i.op].c == 'I') writer_text(&w, ", in place");
    return writer_finish(&w);
}

/* --- the whole text --- */

typedef struct Dump {
    Writer out;
    const Code *code;
    const CodeView *view;
    const bool *targets;
    size_t name_width, operands_width;
} Dump;

bool *code_targets(const Code *code)
{
    bool *targets = heap_scratch(code->instruction_count + 1);
    memset(targets, 0, code->instruction_count + 1);
    for (size_t i = 0; i < code->instruction_count; i += instruction_words(code, i)) {
        intptr_t target = code_jump_target(code, i);
        if (target >= 0 && (size_t)target <= code->instruction_count) targets[target] = true;
    }
    for (size_t i = 0; i < code->handler_count; i++) targets[code->handlers[i].target] = true;
    return targets;
}

static void measure(Dump *d)
{
    const Code *code = d->code;
    for (size_t i = 0; i < code->instruction_count; i += instruction_words(code, i)) {
        size_t name = strlen(op_info[code_instruction(code, i).op].name);
        scoped Ref operands = code_operands(code, i);
        size_t length = str_length(operands);
        if (name > d->name_width && name <= LONGEST_NAME) d->name_width = name;
        if (length > d->operands_width && length <= LONGEST_OPERANDS) d->operands_width = length;
    }
}

static void write_source_line(Dump *d, uint32_t line)
{
    uint32_t length;
    const char *text = d->view->source ? source_line_text(d->view->source, line, &length) : NULL;
    char number[32];
    snprintf(number, sizeof number, "%4u |", line + d->view->from_line);
    writer_text(&d->out, number);
    if (text && length) {
        writer_text(&d->out, " ");
        writer_utf8(&d->out, text, length);
    }
    writer_text(&d->out, "\n");
}

// What does not fit behind the operands is left out: first the part behind "; ", then all.
static void write_meaning(Dump *d, size_t operands, size_t gap, size_t used, Obj meaning)
{
    size_t length = str_length(meaning);
    scoped Ref semicolon = str_from_text("; ");
    if (used + length > WIDTH) {
        intptr_t cut = str_find(meaning, semicolon, 0, length, true);
        length = cut < 0 ? 0 : (size_t)cut;
    }
    if (!length || used + length > WIDTH) return;
    writer_fill(&d->out, ' ', gap - operands + 2);
    writer_slice(&d->out, meaning, 0, length);
}

static void write_instruction(Dump *d, size_t at)
{
    const char *name = op_info[code_instruction(d->code, at).op].name;
    scoped Ref operands = code_operands(d->code, at), meaning = code_meaning(d->code, at);
    size_t name_length = strlen(name), operands_length = str_length(operands);
    char start[40];
    snprintf(start, sizeof start, "%s |%c%4zu  ", (intptr_t)at == d->view->current ? " -->" : "    ",
             d->targets[at] ? '>' : ' ', at);
    writer_text(&d->out, start);
    writer_text(&d->out, name);
    writer_fill(&d->out, ' ', (name_length < d->name_width ? d->name_width - name_length : 0) + 2);
    size_t name_column = name_length < d->name_width ? d->name_width : name_length;
    // A long name takes its room from the operands.
    size_t left = d->name_width + 2 + d->operands_width;
    size_t operands_width = left > name_column + 2 ? left - name_column - 2 : 0;
    writer_str(&d->out, operands);
    size_t column = operands_length < operands_width ? operands_width : operands_length;
    write_meaning(d, operands_length, column, MARGIN + name_column + 2 + column + 2, meaning);
    writer_text(&d->out, "\n");
}

static void write_name_list(Writer *w, const char *what, Obj names)
{
    size_t count = tuple_length(names);
    if (count) writer_text(w, what);
    for (size_t i = 0; i < count; i++) {
        if (i) writer_text(w, ", ");
        writer_str(w, tuple_peek(names, i));
    }
}

static const char *unit_word(const Code *code)
{
    if (code->flags & CODE_CLASS_BODY) return "class ";
    return code->flags & CODE_GENERATOR ? "generator " : "code ";
}

static void write_header(Dump *d)
{
    const Code *code = d->code;
    Writer *w = &d->out;
    long variables = (long)tuple_length(code->variable_names), locals = code->local_count;
    writer_text(w, unit_word(code));
    writer_str(w, code->qualname);
    write_number(w, ", line ", (long)code->first_line + (long)d->view->from_line);
    write_name_list(w, "; variables ", code->variable_names);
    write_name_list(w, "; cells ", code->cell_names);
    write_name_list(w, "; free ", code->free_names);
    long highest = (long)code->register_count - CODE_SLACK - 1;
    if (locals > variables) {
        write_number(w, "; constants k", variables);
        if (locals - 1 > variables) write_number(w, "..k", locals - 1);
    }
    if (highest >= locals) {
        write_number(w, "; temporaries t", locals);
        if (highest > locals) write_number(w, "..t", highest);
    }
    writer_text(w, "\n");
}

static void write_handlers(Dump *d)
{
    const Code *code = d->code;
    for (size_t i = 0; i < code->handler_count; i++) {
        const Handler *h = &code->handlers[i];
        char text[96];
        snprintf(text, sizeof text, "     | exception at %u..%u -> %u, drops from ",
                 h->start, h->end - 1, h->target);
        writer_text(&d->out, text);
        write_register(&d->out, code, h->depth);
        writer_text(&d->out, ", then is in ");
        write_register(&d->out, code, h->exception);
        writer_text(&d->out, "\n");
    }
}

static bool write_code(Dump *d, int depth);

static bool write_nested(Dump *d, int depth)
{
    const Code *code = d->code;
    bool done = true;
    if (depth == 0) return true;
    if (!recursion_enter(" while showing code")) return false;
    for (size_t i = 0; i < code->constant_count && done; i++) {
        if (!has_type(code->constants[i], &code_type)) continue;
        Dump inner = { .out = d->out, .code = (const Code *)code->constants[i], .view = d->view };
        writer_text(&inner.out, "\n");
        done = write_code(&inner, depth - 1);
        d->out = inner.out;
    }
    recursion_leave();
    return done;
}

static bool write_code(Dump *d, int depth)
{
    const Code *code = d->code;
    uint32_t shown = 0;
    d->targets = code_targets(code);
    measure(d);
    write_header(d);
    for (size_t i = 0; i < code->instruction_count; i += instruction_words(code, i)) {
        uint32_t line = code->positions[i].line;
        if (line && line != shown) write_source_line(d, line);
        if (line) shown = line;
        write_instruction(d, i);
    }
    write_handlers(d);
    return write_nested(d, depth);
}

Ref code_text(const Code *code, const CodeView *view)
{
    Dump d = { .code = code, .view = view };
    if (write_code(&d, view->depth)) return writer_finish(&d.out);
    writer_discard(&d.out);
    return NULL;
}

void code_dump(const Code *code, const Source *source, FILE *file)
{
    size_t length;
    scoped Ref text = code_text(code, &(CodeView){ .source = source, .depth = -1, .current = -1 });
    if (!text) {
        error_clear();
        return;
    }
    const char *bytes = str_utf8_lossy(text, &length);
    fwrite(bytes, 1, length, file);
}
