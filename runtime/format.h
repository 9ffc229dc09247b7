/* runtime/format.h -- the format mini-language, str.format and %-formatting.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/writer.h"

typedef struct FormatSpec {
    uint32_t fill;            // default ' '
    char align;               // 0 or one of < > = ^
    char sign;                // 0 or one of + - space
    bool zero_coerce;         // z
    bool alternate;           // #
    intptr_t width;           // -1: none
    char grouping;            // 0 or , or _
    intptr_t precision;       // -1: none
    uint32_t type;            // 0 or the presentation type
} FormatSpec;
MAY_RAISE bool format_spec_parse(Obj spec, FormatSpec *out, char default_type, char default_align,
                                 const char *type_name);
MAY_RAISE Ref format_str(Obj self, Obj spec);           // slots `format` of the types
MAY_RAISE Ref format_int(Obj self, Obj spec);
MAY_RAISE Ref format_float(Obj self, Obj spec);
MAY_RAISE Ref format_complex(Obj self, Obj spec);
/* A slot `format` called as a method. */
MAY_RAISE Ref format_method(const Obj arg[], Ref (*format)(Obj self, Obj spec));
#define FORMAT_METHOD(format) \
    static Ref format##_method(const Obj arg[]) { return format_method(arg, format); }
#define FORMAT_ROW(format) \
    { "__format__(self, format_spec, /)", format##_method, "The text that a format asks for.", 0 }
MAY_RAISE Ref format_percent(Obj template, Obj arguments);        // str % arguments
MAY_RAISE Ref format_percent_bytes(Obj template, Obj arguments, bool as_bytearray);
MAY_RAISE Ref format_template(Obj template, Obj args, Obj kwargs);   // str.format; kwargs: mapping

/* Shared by the format_*.c files: text of `length` characters between its fill characters. */
MAY_RAISE bool format_padding(const FormatSpec *spec, size_t length, size_t *left, size_t *right);
void *format_raise_code(uint32_t code, const char *type_name);   // "Unknown format code 'q' ..."
/* The grammar of templates, for modules too. A field: text[from:to] of each part. */
typedef struct TemplatePart { size_t from, to; } TemplatePart;
typedef struct TemplateField {
    TemplatePart literal;     // text before the field, a doubled brace once
    bool present;             // there is a field behind the literal
    TemplatePart name, spec;
    uint32_t conversion;      // 0: none
    bool spec_has_fields;
} TemplateField;
/* Reads on from *at, which moves; false: raised. Ask only while *at < end. */
MAY_RAISE bool template_next(Obj text, size_t *at, size_t end, TemplateField *field);
/* A field name up to the first . or [ ; *index -1: not a number. */
MAY_RAISE bool template_name_split(Obj text, TemplatePart name, TemplatePart *first, intptr_t *index);
/* The next .name or [key]; *at moves. */
MAY_RAISE bool template_name_next(Obj text, size_t *at, size_t end, bool *is_attribute,
                                  TemplatePart *part, intptr_t *index);
