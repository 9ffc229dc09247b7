/* runtime/format.c -- format specifications: reading one, and applying it to a str.
 *   SPDX-License-Identifier: MIT */
#include "runtime/format.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/str.h"
#include <string.h>

/* --- reading --- */

typedef struct Reader { Obj spec; size_t at, end; } Reader;

static uint32_t peek(const Reader *r, size_t ahead)
{
    return r->at + ahead < r->end ? str_at(r->spec, r->at + ahead) : 0;
}

static bool accept(Reader *r, uint32_t point)
{
    if (r->at >= r->end || str_at(r->spec, r->at) != point) return false;
    r->at++;
    return true;
}

static bool is_align(uint32_t point)
{
    return point == '<' || point == '>' || point == '=' || point == '^';
}

/* -1 if there are no digits. */
static bool read_number(Reader *r, intptr_t *number)
{
    size_t start = r->at;
    intptr_t value = 0;
    for (; peek(r, 0) >= '0' && peek(r, 0) <= '9'; r->at++)
        if (__builtin_mul_overflow(value, 10, &value)
            || __builtin_add_overflow(value, (intptr_t)peek(r, 0) - '0', &value))
            return raise_value_error("Too many decimal digits in format string");
    *number = r->at == start ? -1 : value;
    return true;
}

static void read_alignment(Reader *r, FormatSpec *out, bool *fill_given, bool *align_given)
{
    *fill_given = r->end >= 2 && is_align(peek(r, 1));
    *align_given = *fill_given || is_align(peek(r, 0));
    if (*fill_given) out->fill = str_at(r->spec, r->at++);
    if (*align_given) out->align = (char)str_at(r->spec, r->at++);
}

static bool read_grouping(Reader *r, FormatSpec *out)
{
    if (accept(r, ',')) out->grouping = ',';
    if (peek(r, 0) == '_' && out->grouping) goto both;
    if (!out->grouping && accept(r, '_')) {
        out->grouping = '_';
        if (peek(r, 0) == ',') goto both;
    }
    return true;
both:
    return raise_value_error("Cannot specify both ',' and '_'.");
}

static bool check_grouping(const FormatSpec *spec)
{
    uint32_t type = spec->type;
    if (!spec->grouping || !type || (type < 128 && strchr("defgEFG%", (int)type))) return true;
    if (spec->grouping == '_' && type < 128 && strchr("boxX", (int)type)) return true;
    if (type > 32 && type < 128)
        return raise_value_error("Cannot specify '%c' with '%c'.", spec->grouping, (int)type);
    return raise_value_error("Cannot specify '%c' with '\\x%x'.", spec->grouping, type);
}

static bool read_digits(const char **at, const char *end, intptr_t *number)
{
    const char *start = *at;
    intptr_t value = 0;
    for (; *at < end && **at >= '0' && **at <= '9'; ++*at) {
        if (*at - start == 9) return false;               // may be too large
        value = value * 10 + (**at - '0');
    }
    *number = *at == start ? -1 : value;
    return true;
}

/* [0][width][.precision][type] in ASCII: what most are. false, and nothing read: look closer. */
static bool read_plain(Obj spec, FormatSpec *out, char default_align)
{
    if (!str_is_ascii(spec)) return false;
    const char *at = str_data(spec), *end = at + str_length(spec);
    intptr_t width, precision = -1;
    bool zero = at < end && *at == '0';
    if (zero) at++;
    if (!read_digits(&at, end, &width)) return false;
    if (at < end && *at == '.') {
        at++;
        if (!read_digits(&at, end, &precision) || precision < 0) return false;
    }
    char type = at < end ? *at++ : 0;
    bool letter = (type >= 'a' && type < 'z') || (type >= 'A' && type <= 'Z');
    if (at < end || (type && !letter)) return false;
    if (type) out->type = (unsigned char)type;
    out->width = width;
    out->precision = precision;
    if (zero) out->fill = '0';
    if (zero && default_align == '>') out->align = '=';
    return true;
}

bool format_spec_parse(Obj spec, FormatSpec *out, char default_type, char default_align,
                       const char *type_name)
{
    Reader r = { spec, 0, str_length(spec) };
    bool fill_given, align_given;
    *out = (FormatSpec){ .fill = ' ', .align = default_align, .width = -1, .precision = -1,
                         .type = (unsigned char)default_type };
    if (likely(read_plain(spec, out, default_align))) return true;
    read_alignment(&r, out, &fill_given, &align_given);
    if (peek(&r, 0) == '+' || peek(&r, 0) == '-' || peek(&r, 0) == ' ')
        out->sign = (char)str_at(spec, r.at++);
    out->zero_coerce = accept(&r, 'z');
    out->alternate = accept(&r, '#');
    if (!fill_given && accept(&r, '0')) {
        out->fill = '0';
        if (!align_given && default_align == '>') out->align = '=';
    }
    if (!read_number(&r, &out->width) || !read_grouping(&r, out)) return false;
    if (accept(&r, '.')) {
        if (!read_number(&r, &out->precision)) return false;
        if (out->precision < 0) return raise_value_error("Format specifier missing precision");
    }
    if (r.end - r.at > 1)
        return raise_value_error("Invalid format specifier '%S' for object of type '%s'", spec,
                                 type_name);
    if (r.at < r.end) out->type = str_at(spec, r.at);
    return check_grouping(out);
}

void *format_raise_code(uint32_t code, const char *type_name)
{
    if (code > 32 && code < 128)
        return raise_value_error("Unknown format code '%c' for object of type '%s'", (int)code,
                                 type_name);
    return raise_value_error("Unknown format code '\\x%x' for object of type '%s'", code,
                             type_name);
}

/* --- applying --- */

bool format_padding(const FormatSpec *spec, size_t length, size_t *left, size_t *right)
{
    size_t width = spec->width > 0 ? (size_t)spec->width : 0;
    size_t total = width > length ? width - length : 0;
    if (total > 1 << 20 && !heap_fits(total, 4)) return false;
    *left = spec->align == '^' ? total / 2 : spec->align == '<' ? 0 : total;
    *right = total - *left;
    return true;
}

static bool check_str_spec(const FormatSpec *spec, Obj self)
{
    if (spec->type != 's') return format_raise_code(spec->type, type_name(self));
    if (spec->sign == ' ')
        return raise_value_error("Space not allowed in string format specifier");
    if (spec->sign) return raise_value_error("Sign not allowed in string format specifier");
    if (spec->zero_coerce)
        return raise_value_error("Negative zero coercion (z) not allowed in string format "
                                 "specifier");
    if (spec->alternate)
        return raise_value_error("Alternate form (#) not allowed in string format specifier");
    if (spec->align == '=')
        return raise_value_error("'=' alignment not allowed in string format specifier");
    return true;
}

Ref format_str(Obj self, Obj spec)
{
    if (str_length(spec) == 0) return is_exact_str(self) ? keep(self) : object_str(self);
    FormatSpec parsed;
    if (!format_spec_parse(spec, &parsed, 's', '<', type_name(self))) return NULL;
    if (!check_str_spec(&parsed, self)) return NULL;
    size_t length = str_length(self), left, right;
    if (parsed.precision >= 0 && (size_t)parsed.precision < length)
        length = (size_t)parsed.precision;
    if (!format_padding(&parsed, length, &left, &right)) return NULL;
    if (length && length == str_length(self) && !left && !right) return keep(self);
    Writer w = {0};
    writer_fill(&w, parsed.fill, left);
    writer_slice(&w, self, 0, length);
    writer_fill(&w, parsed.fill, right);
    return writer_finish(&w);
}

Ref format_method(const Obj arg[], Ref (*format)(Obj self, Obj spec))
{
    enum { self, spec };
    if (is_str(arg[spec])) return format(arg[self], arg[spec]);
    return raise_type_error("__format__() argument must be str, not %A", arg[spec]);
}
