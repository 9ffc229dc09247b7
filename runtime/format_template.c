/* runtime/format_template.c -- str.format: fields in braces, and what they stand for.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

enum { NESTING = 2 };         // a format spec may hold fields, but their specs may not

/* --- grammar --- */

/* The name, up to : or ! or } ; brackets may hold any of these. */
static bool read_name(Obj text, size_t *at, size_t end, TemplateField *field, uint32_t *stop)
{
    field->name.from = *at;
    *stop = 0;
    while (*at < end) {
        uint32_t c = str_at(text, (*at)++);
        if (c == '{') return raise_value_error("unexpected '{' in field name");
        if (c == '[') {
            while (*at < end && str_at(text, *at) != ']') ++*at;
        } else if (c == '}' || c == ':' || c == '!') {
            *stop = c;
            break;
        }
    }
    field->name.to = *stop ? *at - 1 : *at;
    return true;
}

static bool read_spec(Obj text, size_t *at, size_t end, TemplateField *field)
{
    field->spec.from = *at;
    for (int depth = 1; *at < end;) {
        uint32_t c = str_at(text, (*at)++);
        if (c == '{') {
            field->spec_has_fields = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            field->spec.to = *at - 1;
            return true;
        }
    }
    return raise_value_error("unmatched '{' in format spec");
}

static bool read_field(Obj text, size_t *at, size_t end, TemplateField *field)
{
    uint32_t stop;
    if (!read_name(text, at, end, field, &stop)) return false;
    if (stop == '}') return true;
    if (stop == 0) return raise_value_error("expected '}' before end of string");
    if (stop == '!') {
        if (*at >= end) {
            return raise_value_error("end of string while looking for conversion specifier");
        }
        field->conversion = str_at(text, (*at)++);
        if (*at < end) {
            uint32_t c = str_at(text, (*at)++);
            if (c == '}') return true;
            if (c != ':') return raise_value_error("expected ':' after conversion specifier");
        }
    }
    return read_spec(text, at, end, field);
}

bool template_next(Obj text, size_t *at, size_t end, TemplateField *field)
{
    *field = (TemplateField){ .literal = { *at, end } };
    while (*at < end) {
        uint32_t c = str_at(text, (*at)++);
        if (c != '{' && c != '}') continue;
        bool doubled = *at < end && str_at(text, *at) == c;
        if (doubled) {
            field->literal.to = (*at)++;
            return true;
        }
        if (c == '}') return raise_value_error("Single '}' encountered in format string");
        if (*at >= end) return raise_value_error("Single '{' encountered in format string");
        field->literal.to = *at - 1;
        field->present = true;
        return read_field(text, at, end, field);
    }
    return true;
}

/* -1: not all digits, or none. */
static bool read_index(Obj text, TemplatePart part, intptr_t *index)
{
    *index = -1;
    intptr_t value = 0;
    if (part.from == part.to) return true;
    for (size_t i = part.from; i < part.to; i++) {
        uint32_t c = str_at(text, i);
        if (c < '0' || c > '9') return true;
        if (__builtin_mul_overflow(value, 10, &value)
            || __builtin_add_overflow(value, (intptr_t)(c - '0'), &value)) {
            return raise_value_error("Too many decimal digits in format string");
        }
    }
    *index = value;
    return true;
}

bool template_name_split(Obj text, TemplatePart name, TemplatePart *first, intptr_t *index)
{
    size_t to = name.from;
    while (to < name.to && str_at(text, to) != '.' && str_at(text, to) != '[') to++;
    *first = (TemplatePart){ name.from, to };
    return read_index(text, *first, index);
}

bool template_name_next(Obj text, size_t *at, size_t end, bool *is_attribute, TemplatePart *part,
                        intptr_t *index)
{
    uint32_t c = str_at(text, (*at)++);
    *is_attribute = c == '.';
    *index = -1;
    part->from = *at;
    if (c == '.') {
        while (*at < end && str_at(text, *at) != '.' && str_at(text, *at) != '[') ++*at;
        part->to = *at;
    } else if (c == '[') {
        while (*at < end && str_at(text, *at) != ']') ++*at;
        if (*at >= end) return raise_value_error("Missing ']' in format string");
        part->to = (*at)++;
        if (!read_index(text, *part, index)) return false;
    } else {
        return raise_value_error("Only '.' or '[' may follow ']' in format field specifier");
    }
    return part->to > part->from || raise_value_error("Empty attribute in format string");
}

/* --- values --- */

typedef struct Template {
    Obj args, kwargs;         // tuple or NULL; mapping or NULL
    size_t automatic;         // next number for {}
    bool is_automatic, is_manual;
} Template;

static bool number_field(Template *t, bool empty, intptr_t *index)
{
    if (!empty && *index < 0) return true;
    if (empty ? t->is_manual : t->is_automatic) {
        return raise_value_error("cannot switch from %s to %s",
            empty ? "manual field specification" : "automatic field numbering",
            empty ? "automatic field numbering" : "manual field specification");
    }
    if (empty) *index = (intptr_t)t->automatic++;
    *(empty ? &t->is_automatic : &t->is_manual) = true;
    return true;
}

static Ref first_value(Template *t, Obj text, TemplatePart name)
{
    TemplatePart first;
    intptr_t index;
    if (!template_name_split(text, name, &first, &index)) return NULL;
    if (!number_field(t, first.from == first.to, &index)) return NULL;
    if (index < 0) {
        scoped Ref key = str_slice(text, first.from, first.to);
        return t->kwargs ? object_get_item(t->kwargs, key) : raise_with(&key_error_type, key);
    }
    if (!t->args) return raise_value_error("Format string contains positional fields");
    if ((size_t)index >= tuple_length(t->args)) {
        return raise_index_error("Replacement index %zd out of range for positional args tuple",
                                 index);
    }
    return keep(tuple_peek(t->args, (size_t)index));
}

static Ref step_into(Obj object, Obj text, bool is_attribute, TemplatePart part, intptr_t index)
{
    scoped Ref key = !is_attribute && index >= 0 ? int_new(index)
                                                 : str_slice(text, part.from, part.to);
    return is_attribute ? attribute_get(object, key) : object_get_item(object, key);
}

static Ref field_value(Template *t, Obj text, TemplatePart name)
{
    scoped Ref value = first_value(t, text, name);
    if (!value) return NULL;
    size_t at = name.from;
    while (at < name.to && str_at(text, at) != '.' && str_at(text, at) != '[') at++;
    while (at < name.to) {
        bool is_attribute;
        TemplatePart part;
        intptr_t index;
        if (!template_name_next(text, &at, name.to, &is_attribute, &part, &index)) return NULL;
        Ref inner = step_into(value, text, is_attribute, part, index);
        if (!inner) return NULL;
        replace(&value, inner);
    }
    return take(&value);
}

static Ref converted(Obj value, uint32_t conversion)
{
    switch (conversion) {
    case 0: return keep(value);
    case 'r': return object_repr(value);
    case 's': return object_str(value);
    case 'a': return object_ascii(value);
    }
    if (conversion > 32 && conversion < 127) {
        return raise_value_error("Unknown conversion specifier %c", (int)conversion);
    }
    return raise_value_error("Unknown conversion specifier \\x%x", (unsigned)conversion);
}

static Ref fill_part(Template *t, Obj text, size_t from, size_t end, int nesting);

static bool write_field(Writer *w, Template *t, Obj text, const TemplateField *field, int nesting)
{
    scoped Ref value = field_value(t, text, field->name);
    if (!value) return false;
    if (field->conversion) {
        Ref shown = converted(value, field->conversion);
        if (!shown) return false;
        replace(&value, shown);
    }
    scoped Ref spec = field->spec_has_fields
        ? fill_part(t, text, field->spec.from, field->spec.to, nesting - 1)
        : str_slice(text, field->spec.from, field->spec.to);
    if (!spec) return false;
    if (str_length(spec) == 0 && is_exact_str(value)) {
        writer_str(w, value);
        return true;
    }
    scoped Ref made = object_format(value, spec);
    if (!made) return false;
    writer_str(w, made);
    return true;
}

static Ref fill_part(Template *t, Obj text, size_t from, size_t end, int nesting)
{
    if (nesting <= 0) return raise_value_error("Max string recursion exceeded");
    Writer w = { 0 };
    while (from < end) {
        TemplateField field;
        bool good = template_next(text, &from, end, &field);
        if (good) {
            writer_slice(&w, text, field.literal.from, field.literal.to);
            good = !field.present || write_field(&w, t, text, &field, nesting);
        }
        if (!good) {
            writer_discard(&w);
            return NULL;
        }
    }
    return writer_finish(&w);
}

Ref format_template(Obj template, Obj args, Obj kwargs)
{
    Points text = str_points(template);
    if (points_find_one(text, '{', false) < 0 && points_find_one(text, '}', false) < 0)
        return text.length ? keep(template) : str_empty();
    Template t = { .args = args, .kwargs = kwargs };
    return fill_part(&t, template, 0, str_length(template), NESTING);
}
