/* runtime/modules/string.c -- _string: the grammar of format templates, for string.Formatter.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/iterate.h"
#include "runtime/types/bool.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

static Ref part_text(Obj text, TemplatePart part) { return str_slice(text, part.from, part.to); }

// (literal, field name, format spec, conversion); the last three are None behind the last field.
static Ref field_row(Obj text, const TemplateField *field)
{
    Ref row[4] = { part_text(text, field->literal), none_new(), none_new(), none_new() };
    if (field->present) {
        row[1] = part_text(text, field->name);
        row[2] = part_text(text, field->spec);
        if (field->conversion) row[3] = str_from_char(field->conversion);
    }
    return tuple_give_items(row, 4);
}

static Ref string_parse(const Obj arg[])
{
    Obj text = arg[0];
    if (!is_str(text)) return raise_type_error("expected str, got %T", text);
    scoped Ref rows = list_new(4);
    for (size_t at = 0, end = str_length(text); at < end;) {
        TemplateField field;
        if (!template_next(text, &at, end, &field)) return NULL;
        list_give(rows, field_row(text, &field));
    }
    return iter_of(rows);
}

static Ref part_key(Obj text, TemplatePart part, intptr_t index)
{
    return index >= 0 ? int_new(index) : part_text(text, part);
}

static Ref string_split(const Obj arg[])
{
    Obj text = arg[0];
    if (!is_str(text)) return raise_type_error("expected str, got %T", text);
    size_t end = str_length(text);
    TemplatePart part;
    intptr_t index;
    if (!template_name_split(text, (TemplatePart){ 0, end }, &part, &index)) return NULL;
    scoped Ref first = part_key(text, part, index), steps = list_new(2);
    for (size_t at = part.to; at < end;) {
        bool is_attribute;
        if (!template_name_next(text, &at, end, &is_attribute, &part, &index)) return NULL;
        list_give(steps, tuple_give_items((Ref[]){ bool_new(is_attribute),
                                                   part_key(text, part, index) }, 2));
    }
    scoped Ref iterator = iter_of(steps);
    return iterator ? tuple_pack(2, first, iterator) : NULL;
}

static const Method functions[] = {
    { "formatter_parser(string, /)", string_parse,
      "An iterator of (literal, field name, format spec, conversion)." },
    { "formatter_field_name_split(string, /)", string_split,
      "The first part of a field's name, and an iterator of (is attribute, key)." },
    { 0 }
};

const Module string_module = {
    .name = "_string", .doc = "The grammar of format templates.", .functions = functions,
};
