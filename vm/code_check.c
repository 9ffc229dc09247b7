/* vm/code_check.c -- a look at code that comes from a file, before it is run: no instruction may
 * point outside of the code's registers, constants, sites, cells and instructions. */
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/code_pack.h"

static size_t extension_count(const OpInfo *info)
{
    size_t letters = 0;
    while (info->extension[letters]) letters++;
    return (letters + 2) / 3;
}

static bool is_target(const Code *code, int64_t at)
{
    return at >= 0 && at < (int64_t)code->instruction_count
        && code->instructions[at].op != OPCODE_EXTENDED;
}

static bool check_operand(const Code *code, char kind, size_t pc, uint16_t value)
{
    switch (kind) {
    case 'W': case 'R': case 'H': case 'B': return value < code->register_count;
    case 'K': return value < code->constant_count;
    case 'S': return value < code->site_count;
    case 'F': return value < tuple_length(code->free_names);
    case 'J': return is_target(code, (int64_t)pc + 1 + (int16_t)value);
    default: return true;
    }
}

static bool is_wide(char kind) { return kind == 'K' || kind == 'L'; }

static bool check_wide(const Code *code, char kind, size_t pc)
{
    int32_t value = instruction_jump(code->instructions[pc]);
    if (kind == 'L') return is_target(code, (int64_t)pc + 1 + value);
    return value >= 0 && (size_t)value < code->constant_count;
}

// The registers behind a base, as far as the instruction says how many.
static size_t register_span(Instruction i)
{
    const OpInfo *info = &op_info[i.op];
    if (i.op == OPCODE_BUILD_DICT) return (size_t)i.b + 2 * (size_t)i.c;
    if (info->b == 'B' && info->c == 'N') return (size_t)i.b + i.c;
    if (info->a == 'B' && info->b == 'N') return (size_t)i.a + i.b;
    if (info->a == 'B' && info->c == 'N') return (size_t)i.a + i.c;
    return 0;
}

static bool check_kinds(const Code *code, size_t pc)
{
    Instruction i = code->instructions[pc], more = code->instructions[pc + 1 < code->instruction_count
                                                                      ? pc + 1 : pc];
    switch (i.op) {
    case OPCODE_UNPACK_INTO: return i.c <= UNPACK_INTO_MOST;
    case OPCODE_MAKE_FUNCTION: return has_type(code->constants[i.b], &code_type);
    case OPCODE_LOAD_CLASS_FREE: return is_str(code->constants[i.c]);
    case OPCODE_RAISE_UNBOUND_CLASS_FREE: return is_str(code->constants[i.a]);
    case OPCODE_MATCH_CLASS: return is_tuple(code->constants[more.a]);
    case OPCODE_UNPACK_STAR: return (size_t)i.a + more.a + more.b < code->register_count;
    default: return true;
    }
}

static bool check_extensions(const Code *code, size_t pc, size_t count)
{
    const OpInfo *info = &op_info[code->instructions[pc].op];
    if (pc + count >= code->instruction_count) return false;
    for (size_t n = 0; n < count; n++) {
        Instruction i = code->instructions[pc + 1 + n];
        const char *kinds = info->extension + 3 * n;
        if (i.op != OPCODE_EXTENDED || !check_operand(code, kinds[0], pc + 1 + n, i.a)) return false;
        if (!check_operand(code, kinds[1], pc + 1 + n, i.b)) return false;
        if (!check_operand(code, kinds[2], pc + 1 + n, i.c)) return false;
    }
    return true;
}

static bool check_instruction(const Code *code, size_t pc, size_t *words)
{
    Instruction i = code->instructions[pc];
    if (i.op >= OPCODE_WATCH || i.op == OPCODE_EXTENDED) return false;
    const OpInfo *info = &op_info[i.op];
    if (!check_operand(code, info->a, pc, i.a)) return false;
    if (is_wide(info->b) && info->c == '_') {
        if (!check_wide(code, info->b, pc)) return false;
    } else if (!check_operand(code, info->b, pc, i.b)) {
        return false;
    }
    size_t extensions = info->c == 'X' ? extension_count(info) : 0;
    if (info->c == 'X' ? !check_extensions(code, pc, extensions) : !check_operand(code, info->c, pc, i.c))
        return false;
    *words = 1 + extensions;
    return register_span(i) <= code->register_count && check_kinds(code, pc);
}

static bool check_handlers(const Code *code)
{
    for (size_t i = 0; i < code->handler_count; i++) {
        const Handler *h = &code->handlers[i];
        if (h->start > h->end || h->end > code->instruction_count || !is_target(code, h->target)
            || h->depth > code->register_count || h->exception >= code->register_count) return false;
    }
    return true;
}

static bool check_params(const Code *code)
{
    const Params *p = &code->params;
    return p->total <= code->local_count && p->positional_only <= p->positional
        && p->required <= p->positional
        && p->positional + p->keyword_only + p->star + p->star_star == p->total;
}

static bool check_registers(const Code *code)
{
    if (code->register_count < code->local_count + CODE_SLACK
        || tuple_length(code->variable_names) > code->local_count) return false;
    for (size_t i = 0; i < tuple_length(code->cell_names); i++)
        if (code->cell_registers[i] >= code->local_count) return false;
    for (size_t i = 0; i < tuple_length(code->inlined_names); i++)
        if (code->inlined[i].at >= code->register_count) return false;
    return true;
}

bool code_check(const Code *code)
{
    if (!code->instruction_count || !check_registers(code) || !check_params(code)) return false;
    size_t words, last = 0;
    for (size_t pc = 0; pc < code->instruction_count; pc += words) {
        if (!check_instruction(code, pc, &words)) return false;
        last = pc;
    }
    return opcode_ends(code->instructions[last].op) && check_handlers(code);
}
