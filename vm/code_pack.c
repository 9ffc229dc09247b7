/* vm/code_pack.c -- code objects into bytes. */
#include "vm/code_pack.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
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
#include <stdlib.h>
#include <string.h>

typedef struct Packer {
    Packing *out;
    Ref strings;              // list
    Ref string_index;         // dict: str -> its number
    int depth;
} Packer;

void packing_free(Packing *packing)
{
    free(packing->data);
    *packing = (Packing){ 0 };
}

static void put(Packing *out, const void *data, size_t length)
{
    if (out->room - out->length < length) {
        out->room = (out->room + length) * 2;
        out->data = realloc(out->data, out->room);
        if (!out->data) abort();
    }
    if (length) memcpy(out->data + out->length, data, length);
    out->length += length;
}

static void put_number(Packing *out, uint32_t number) { put(out, &number, sizeof number); }

static uint32_t string_number(Packer *p, Obj str)
{
    Obj known = NULL;
    if (!dict_find(p->string_index, str, &known)) error_clear();
    if (known) {
        size_t number = (size_t)small_value(known);
        if (str_is_interned(str)) replace(&((List *)p->strings)->items[number], keep(str));
        return (uint32_t)number;
    }
    size_t number = list_length(p->strings);
    list_append(p->strings, str);
    if (!dict_set(p->string_index, str, small_int((intptr_t)number))) error_clear();
    return (uint32_t)number;
}

static void put_string(Packer *p, Obj str) { put_number(p->out, string_number(p, str)); }

static void put_strings(Packer *p, Obj tuple)
{
    put_number(p->out, (uint32_t)tuple_length(tuple));
    for (size_t i = 0; i < tuple_length(tuple); i++) put_string(p, tuple_peek(tuple, i));
}

/* --- constants --- */

static bool put_code(Packer *p, const Code *code);
static bool put_value(Packer *p, Obj value);

static void put_tag(Packer *p, enum PackedTag tag) { put(p->out, &(uint8_t){ tag }, 1); }

static void put_octets(Packer *p, enum PackedTag tag, Obj bytes)
{
    put_tag(p, tag);
    put_number(p->out, (uint32_t)bytes_length(bytes));
    put(p->out, bytes_data(bytes), bytes_length(bytes));
}

static bool put_int(Packer *p, Obj value)
{
    if (is_small(value)) {
        int64_t number = small_value(value);
        put_tag(p, PACKED_INT);
        put(p->out, &number, sizeof number);
        return true;
    }
    scoped Ref octets = int_to_bytes(value, int_bit_length(value) / 8 + 1, true, true);
    if (!octets) {
        error_clear();
        return false;
    }
    put_octets(p, PACKED_LONG, octets);
    return true;
}

static bool put_items(Packer *p, enum PackedTag tag, Obj tuple)
{
    put_tag(p, tag);
    put_number(p->out, (uint32_t)tuple_length(tuple));
    for (size_t i = 0; i < tuple_length(tuple); i++)
        if (!put_value(p, tuple_peek(tuple, i))) return false;
    return true;
}

// In the order of what they look like: that of hashes is another one in every run.
static Ref in_fixed_order(Obj set)
{
    scoped Ref items = tuple_from(set), pairs = list_new(4);
    if (!items) return NULL;
    for (size_t i = 0; i < tuple_length(items); i++) {
        scoped Ref text = object_repr(tuple_peek(items, i));
        if (!text) return NULL;
        list_give(pairs, tuple_pack(2, text, tuple_peek(items, i)));
    }
    if (!list_sort(pairs, NULL, false)) return NULL;
    for (size_t i = 0; i < tuple_length(items); i++)
        replace(&tuple_items(items)[i], keep(tuple_peek(list_peek(pairs, i), 1)));
    return take(&items);
}

static bool put_frozenset(Packer *p, Obj set)
{
    scoped Ref items = in_fixed_order(set);
    if (items) return put_items(p, PACKED_FROZENSET, items);
    error_clear();
    return false;
}

static bool put_by_type(Packer *p, Obj value)
{
    if (is_exact_int(value)) return put_int(p, value);
    if (is_exact_tuple(value)) return put_items(p, PACKED_TUPLE, value);
    if (has_type(value, &frozenset_type)) return put_frozenset(p, value);
    if (has_type(value, &code_type)) {
        put_tag(p, PACKED_CODE);
        return put_code(p, (const Code *)value);
    }
    if (is_exact_str(value)) {
        put_tag(p, PACKED_STR);
        put_string(p, value);
    } else if (has_type(value, &bytes_type)) {
        put_octets(p, PACKED_BYTES, value);
    } else if (has_type(value, &float_type)) {
        double number = float_value(value);
        put_tag(p, PACKED_FLOAT);
        put(p->out, &number, sizeof number);
    } else if (has_type(value, &complex_type)) {
        put_tag(p, PACKED_COMPLEX);
        put(p->out, (double[]){ ((const Complex *)value)->real, ((const Complex *)value)->imaginary },
            2 * sizeof(double));
    } else {
        return false;
    }
    return true;
}

static bool put_value(Packer *p, Obj value)
{
    if (value == None_object) put_tag(p, PACKED_NONE);
    else if (value == False_object) put_tag(p, PACKED_FALSE);
    else if (value == True_object) put_tag(p, PACKED_TRUE);
    else if (value == Ellipsis_object) put_tag(p, PACKED_ELLIPSIS);
    else {
        if (p->depth >= PACK_DEPTH) return false;
        p->depth++;
        bool done = put_by_type(p, value);
        p->depth--;
        return done;
    }
    return true;
}

/* --- code --- */

static void put_positions(Packing *out, const Code *code)
{
    uint32_t line = code->first_line;
    for (size_t i = 0; i < code->instruction_count; i++) {
        Position at = code->positions[i];
        int64_t step = (int64_t)at.line - line + LINE_STEP_ZERO;
        line = at.line;
        bool fits = step > 0 && step < 256 && at.lines < 256 && at.column < 256 && at.end_column < 256;
        PackedPosition packed = { 0 };
        if (fits) packed = (PackedPosition){ (uint8_t)step, (uint8_t)at.lines, (uint8_t)at.column,
                                             (uint8_t)at.end_column };
        put(out, &packed, sizeof packed);
        if (!fits) put(out, &at, sizeof at);
    }
}

static PackedCode start_of(Packer *p, const Code *code)
{
    PackedCode start;
    memset(&start, 0, sizeof start);           // the same code gives the same bytes
    const Params *params = &code->params;
    start.instructions = (uint32_t)code->instruction_count;
    start.constants = (uint32_t)code->constant_count;
    start.sites = (uint32_t)code->site_count;
    start.handlers = (uint32_t)code->handler_count;
    start.inlined = (uint32_t)tuple_length(code->inlined_names);
    start.flags = code->flags;
    start.first_line = code->first_line;
    start.name = string_number(p, code->name);
    start.qualname = string_number(p, code->qualname);
    start.doc = code->doc ? string_number(p, code->doc) + 1 : 0;
    start.locals = code->local_count;
    start.registers = code->register_count;
    start.total = params->total;
    start.positional_only = params->positional_only;
    start.positional = params->positional;
    start.keyword_only = params->keyword_only;
    start.required = params->required;
    start.star = params->star;
    start.star_star = params->star_star;
    return start;
}

static void put_inlined(Packing *out, const Code *code)
{
    for (size_t i = 0; i < tuple_length(code->inlined_names); i++) {
        InlineVariable variable;
        memset(&variable, 0, sizeof variable);
        variable.from = code->inlined[i].from;
        variable.to = code->inlined[i].to;
        variable.at = code->inlined[i].at;
        variable.is_cell = code->inlined[i].is_cell;
        put(out, &variable, sizeof variable);
    }
}

static bool put_code(Packer *p, const Code *code)
{
    Packing *out = p->out;
    PackedCode start = start_of(p, code);
    put(out, &start, sizeof start);
    put_strings(p, code->variable_names);
    put_strings(p, code->cell_names);
    put_strings(p, code->free_names);
    put_strings(p, code->names);
    put_strings(p, code->inlined_names);
    for (size_t i = 0; i < code->instruction_count; i++) {
        Instruction instruction = code_instruction(code, i);
        put(out, &instruction, sizeof instruction);
    }
    put_positions(out, code);
    put(out, code->handlers, code->handler_count * sizeof *code->handlers);
    put_inlined(out, code);
    put(out, code->cell_registers, tuple_length(code->cell_names) * sizeof *code->cell_registers);
    for (size_t i = 0; i < code->site_count; i++) put_string(p, code->sites[i].name);
    for (size_t i = 0; i < code->constant_count; i++)
        if (!put_value(p, code->constants[i])) return false;
    return true;
}

static void put_characters(Packing *out, Obj str)
{
    PackedString start;
    memset(&start, 0, sizeof start);
    start.length = (uint32_t)str_length(str);
    start.width = ((const Str *)str)->width;
    start.interned = str_is_interned(str);
    put(out, &start, sizeof start);
    put(out, str_data(str), str_length(str) * start.width);
}

bool code_pack(Obj code, Packing *into)
{
    scoped_packing Packing body = { 0 };
    scoped Ref strings = list_new(64), index = dict_new();
    Packer packer = { .out = &body, .strings = strings, .string_index = index };
    if (!put_code(&packer, (const Code *)code) || body.length > UINT32_MAX) return false;
    PackedStart start = { (uint32_t)list_length(strings) };
    put(into, &start, sizeof start);
    for (size_t i = 0; i < list_length(strings); i++) put_characters(into, list_peek(strings, i));
    put(into, body.data, body.length);
    return true;
}
