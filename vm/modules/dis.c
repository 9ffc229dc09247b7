/* vm/modules/dis.c -- the module _dis: code objects taken apart for dis, in lib/.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/code_dump.h"

static bool check_code(Obj x)
{
    return has_type(x, &code_type) || raise_type_error("a code object is wanted, not '%T'", x);
}

static Ref dis_text(const Obj arg[])
{
    enum { code, source, depth, current, from_line };
    long levels = -1, instruction = -1, first = 0;
    if (!check_code(arg[code])) return NULL;
    if (arg[depth] && !object_to_long(arg[depth], &levels)) return NULL;
    if (arg[current] && !object_to_long(arg[current], &instruction)) return NULL;
    if (arg[from_line] && !object_to_long(arg[from_line], &first)) return NULL;
    scoped_source Source text = { 0 };
    bool known = arg[source] && is_str(arg[source]);
    if (known && !source_open_str(&text, ((Code *)arg[code])->filename, arg[source])) {
        error_clear();
        known = false;
    }
    return code_text((const Code *)arg[code], &(CodeView){
        .source = known ? &text : NULL, .depth = (int)levels, .current = instruction,
        .from_line = (uint32_t)first });
}

static Ref optional(Ref x) { return x ? x : none_new(); }

// (index, words, opcode, argument, operands, meaning, is a jump target, target or None)
static Ref describe(const Code *code, size_t at, bool is_target)
{
    intptr_t target = code_jump_target(code, at);
    return tuple_give_items((Ref[]){
        int_new((intptr_t)at), int_new((intptr_t)instruction_words(code, at)),
        int_new(code_instruction(code, at).op), optional(code_argument(code, at)),
        code_operands(code, at), code_meaning(code, at), bool_new(is_target),
        target >= 0 ? int_new(target) : none_new() }, 8);
}

static Ref dis_instructions(const Obj arg[])
{
    if (!check_code(arg[0])) return NULL;
    const Code *code = (const Code *)arg[0];
    const bool *targets = code_targets(code);
    Ref list = list_new(code->instruction_count);
    for (size_t i = 0; i < code->instruction_count; i += instruction_words(code, i))
        list_give(list, describe(code, i, targets[i]));
    return list;
}

static Ref dis_handlers(const Obj arg[])
{
    if (!check_code(arg[0])) return NULL;
    const Code *code = (const Code *)arg[0];
    Ref list = list_new(code->handler_count);
    for (size_t i = 0; i < code->handler_count; i++) {
        const Handler *h = &code->handlers[i];
        list_give(list, tuple_give_items((Ref[]){ int_new(h->start), int_new(h->end),
                                                  int_new(h->target), int_new(h->depth) }, 4));
    }
    return list;
}

// (name, kinds of the operands, meaning) of each opcode.
static Ref opcodes(void)
{
    Ref all = tuple_new(OPCODE_COUNT);
    for (size_t i = 0; i < OPCODE_COUNT; i++) {
        const OpInfo *info = &op_info[i];
        scoped Ref kinds = str_from_ascii((char[]){ info->a, info->b, info->c }, 3);
        scoped Ref meaning = str_from_text(info->meaning);
        tuple_items(all)[i] = tuple_pack(3, intern(info->name), kinds, meaning);
    }
    return all;
}

static bool start(Ref module)
{
    module_add(module, "opcodes", opcodes());
    return true;
}

static const Method functions[] = {
    { "text(code, source=None, depth=-1, current=-1, from_line=0, /)", dis_text,
      "The instructions in readable form.", 0 },
    { "instructions(code, /)", dis_instructions, "The instructions one by one.", 0 },
    { "handlers(code, /)", dis_handlers, "The exception table.", 0 },
    { 0 }
};

const Module dis_module = { "_dis", "Helper of the module dis.", functions, NULL, start };
