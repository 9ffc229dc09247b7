/* vm/code_unpack.c -- code objects out of bytes that need not be what they claim. */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/complex.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/code_pack.h"
#include "vm/watch.h"
#include <string.h>

typedef struct Reader {
    const unsigned char *at, *end;
    Ref strings;              // list
    Obj filename;
    int depth;
} Reader;

static size_t rest(const Reader *r) { return (size_t)(r->end - r->at); }

static bool get(Reader *r, void *into, size_t length)
{
    if (rest(r) < length) return false;
    if (length) memcpy(into, r->at, length);
    r->at += length;
    return true;
}

static bool get_number(Reader *r, uint32_t *number) { return get(r, number, sizeof *number); }

// A count of things that take at least `size` bytes each.
static bool get_count(Reader *r, size_t size, uint32_t *count)
{
    return get_number(r, count) && *count <= rest(r) / size;
}

/* --- strings --- */

static bool is_text(const void *points, const PackedString *s)
{
    if (s->width == 1 || s->width == 2) return true;
    for (size_t i = 0; i < s->length; i++)
        if (((const uint32_t *)points)[i] > 0x10ffff) return false;
    return s->width == 4;
}

static Ref get_characters(Reader *r)
{
    PackedString start;
    if (!get(r, &start, sizeof start)) return NULL;
    size_t bytes = (size_t)start.length * start.width;
    if (bytes > rest(r)) return NULL;
    const void *points = r->at;
    r->at += bytes;
    if (start.width != 1) {                        // where it stands it need not be aligned
        void *copy = heap_scratch(bytes);
        points = memcpy(copy, points, bytes);
    }
    if (!is_text(points, &start)) return NULL;
    Ref str = str_from_points((Points){ points, start.length, start.width });
    if (!start.interned) return str;
    Obj known = intern_str(str);
    if (known != str) replace(&str, keep(known));
    return str;
}

static bool get_table(Reader *r)
{
    uint32_t count;
    if (!get_count(r, sizeof(PackedString), &count)) return false;
    for (uint32_t i = 0; i < count; i++) {
        Ref str = get_characters(r);
        if (!str) return false;
        list_give(r->strings, str);
    }
    return true;
}

static Obj string_at(const Reader *r, uint32_t number)
{
    return number < list_length(r->strings) ? list_peek(r->strings, number) : NULL;
}

static Obj get_string(Reader *r)
{
    uint32_t number;
    return get_number(r, &number) ? string_at(r, number) : NULL;
}

// Names are looked up by identity.
static Obj get_name(Reader *r)
{
    Obj str = get_string(r);
    return str && str_is_interned(str) ? str : NULL;
}

static bool get_strings(Reader *r, Ref *slot)
{
    uint32_t count;
    if (!get_count(r, sizeof(uint32_t), &count)) return false;
    scoped Ref tuple = tuple_new(count);
    for (uint32_t i = 0; i < count; i++) {
        Obj str = get_string(r);
        if (!str) return false;
        tuple_items(tuple)[i] = keep(str);
    }
    replace(slot, take(&tuple));
    return true;
}

/* --- constants --- */

static Ref get_code(Reader *r);
static Ref get_value(Reader *r);

static Ref get_octets(Reader *r)
{
    uint32_t length;
    if (!get_count(r, 1, &length)) return NULL;
    Ref bytes = bytes_from(r->at, length);
    r->at += length;
    return bytes;
}

static Ref get_long(Reader *r)
{
    scoped Ref octets = get_octets(r);
    return octets ? int_from_bytes((const unsigned char *)bytes_data(octets), bytes_length(octets), true,
                                   true) : NULL;
}

static Ref get_small(Reader *r)
{
    int64_t number;
    return get(r, &number, sizeof number) ? int_new(number) : NULL;
}

static Ref get_real(Reader *r, bool complex)
{
    double numbers[2];
    if (!get(r, numbers, complex ? sizeof numbers : sizeof *numbers)) return NULL;
    return complex ? complex_new(numbers[0], numbers[1]) : float_new(numbers[0]);
}

static Ref get_items(Reader *r)
{
    uint32_t count;
    if (!get_count(r, 1, &count)) return NULL;
    scoped Ref tuple = tuple_new(count);
    for (uint32_t i = 0; i < count; i++)
        if (!(tuple_items(tuple)[i] = get_value(r))) return NULL;
    return take(&tuple);
}

static Ref get_frozenset(Reader *r)
{
    scoped Ref items = get_items(r);
    Ref set = items ? frozenset_from(items) : NULL;
    if (items && !set) error_clear();
    return set;
}

static Ref get_by_tag(Reader *r, uint8_t tag)
{
    switch (tag) {
    case PACKED_NONE: return none_new();
    case PACKED_FALSE: return bool_new(false);
    case PACKED_TRUE: return bool_new(true);
    case PACKED_ELLIPSIS: return keep(Ellipsis_object);
    case PACKED_INT: return get_small(r);
    case PACKED_LONG: return get_long(r);
    case PACKED_FLOAT: return get_real(r, false);
    case PACKED_COMPLEX: return get_real(r, true);
    case PACKED_STR: return keep_or_null(get_string(r));
    case PACKED_BYTES: return get_octets(r);
    case PACKED_TUPLE: return get_items(r);
    case PACKED_FROZENSET: return get_frozenset(r);
    case PACKED_CODE: return get_code(r);
    default: return NULL;
    }
}

static Ref get_value(Reader *r)
{
    uint8_t tag;
    if (!get(r, &tag, 1) || r->depth > PACK_DEPTH) return NULL;
    r->depth++;
    Ref value = get_by_tag(r, tag);
    r->depth--;
    return value;
}

/* --- code --- */

static bool get_positions(Reader *r, Code *code)
{
    uint32_t line = code->first_line;
    for (size_t i = 0; i < code->instruction_count; i++) {
        Position *at = &code->positions[i];
        PackedPosition packed;
        if (!get(r, &packed, sizeof packed)) return false;
        if (!packed.line_step && !get(r, at, sizeof *at)) return false;
        if (packed.line_step) *at = (Position){ line + packed.line_step - LINE_STEP_ZERO, packed.lines,
                                                packed.column, packed.end_column };
        line = at->line;
    }
    return true;
}

static bool get_instructions(Reader *r, Code *code, size_t count)
{
    if (count > rest(r) / sizeof(Instruction)) return false;
    code->instructions = heap_plain(count * sizeof *code->instructions);
    code->positions = heap_plain(count * sizeof *code->positions);
    code->instruction_count = count;
    return get(r, code->instructions, count * sizeof *code->instructions) && get_positions(r, code);
}

static bool get_handlers(Reader *r, Code *code, size_t count)
{
    if (!count) return true;
    if (count > rest(r) / sizeof(Handler)) return false;
    code->handlers = heap_plain(count * sizeof *code->handlers);
    code->handler_count = count;
    return get(r, code->handlers, count * sizeof *code->handlers);
}

static bool get_inlined(Reader *r, Code *code, size_t count)
{
    if (count != tuple_length(code->inlined_names)) return false;
    if (!count) return true;
    code->inlined = heap_plain(count * sizeof *code->inlined);
    for (size_t i = 0; i < count; i++) {
        unsigned char raw[sizeof(InlineVariable)];
        if (!get(r, raw, sizeof raw)) return false;
        if (raw[offsetof(InlineVariable, is_cell)] > 1) return false;
        memcpy(&code->inlined[i], raw, sizeof raw);
    }
    return true;
}

static bool get_cells(Reader *r, Code *code)
{
    size_t count = tuple_length(code->cell_names);
    code->cell_registers = heap_plain((count ? count : 1) * sizeof *code->cell_registers);
    return get(r, code->cell_registers, count * sizeof *code->cell_registers);
}

static bool get_sites(Reader *r, Code *code, size_t count)
{
    if (!count) return true;
    if (count > rest(r) / sizeof(uint32_t)) return false;
    code->sites = heap_scanned(count * sizeof *code->sites);
    code->site_count = count;
    for (size_t i = 0; i < count; i++)
        if (!(code->sites[i].name = get_name(r))) return false;
    return true;
}

static bool get_constants(Reader *r, Code *code, size_t count)
{
    if (!count) return true;
    if (count > rest(r)) return false;
    code->constants = heap_scanned(count * sizeof(Ref));
    for (size_t i = 0; i < count; i++) code->constants[i] = none_new();
    code->constant_count = count;
    for (size_t i = 0; i < count; i++) {
        Ref value = get_value(r);
        if (!value) return false;
        replace(&code->constants[i], value);
    }
    return true;
}

// The parameters are the first variables.
static bool set_params(Code *code, const PackedCode *start)
{
    Params *params = &code->params;
    if (start->total > tuple_length(code->variable_names) || start->star > 1 || start->star_star > 1)
        return false;
    params->names = heap_plain((start->total ? start->total : 1) * sizeof(Obj));
    params->total = start->total;
    params->positional_only = start->positional_only;
    params->positional = start->positional;
    params->keyword_only = start->keyword_only;
    params->required = start->required;
    params->star = start->star;
    params->star_star = start->star_star;
    params->function_name = code->qualname;
    for (size_t i = 0; i < start->total; i++) {
        params->names[i] = tuple_peek(code->variable_names, i);
        if (!str_is_interned(params->names[i])) return false;
    }
    return true;
}

static bool set_names(Reader *r, Code *code, const PackedCode *start)
{
    Obj name = string_at(r, start->name), qualname = string_at(r, start->qualname);
    Obj doc = start->doc ? string_at(r, start->doc - 1) : NULL;
    if (!name || !qualname || !str_is_interned(qualname) || (start->doc && !doc)) return false;
    replace(&code->name, keep(name));
    replace(&code->qualname, keep(qualname));
    replace(&code->filename, keep(r->filename));
    code->doc = keep_or_null(doc);
    return true;
}

static bool fill(Reader *r, Code *code)
{
    PackedCode start;
    if (!get(r, &start, sizeof start) || !set_names(r, code, &start)) return false;
    code->flags = start.flags;
    code->first_line = start.first_line;
    code->local_count = start.locals;
    code->register_count = start.registers;
    return get_strings(r, &code->variable_names) && get_strings(r, &code->cell_names)
        && get_strings(r, &code->free_names) && get_strings(r, &code->names)
        && get_strings(r, &code->inlined_names) && set_params(code, &start)
        && get_instructions(r, code, start.instructions) && get_handlers(r, code, start.handlers)
        && get_inlined(r, code, start.inlined) && get_cells(r, code)
        && get_sites(r, code, start.sites) && get_constants(r, code, start.constants)
        && code_check(code);
}

static Ref get_code(Reader *r)
{
    scoped Ref code = code_new();
    if (!fill(r, (Code *)code)) return NULL;
    watch_new_code(code);
    return take(&code);
}

Ref code_unpack(const void *data, size_t length, Obj filename)
{
    scoped Ref strings = list_new(64);
    Reader reader = { .at = data, .end = (const unsigned char *)data + length, .strings = strings,
                      .filename = filename };
    if (!get_table(&reader)) return NULL;
    scoped Ref code = get_code(&reader);
    return code && reader.at == reader.end ? take(&code) : NULL;
}
