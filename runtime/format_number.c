/* runtime/format_number.c -- format specifications applied to int, float and complex.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/complex.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/number_text.h"
#include "runtime/types/str.h"
#include <string.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* The parts of a number's text. */
typedef struct Number {
    char sign;                // 0: none
    const char *prefix;       // "0x" and the like, or ""
    const char *digits;       // before the point
    size_t count;
    const char *rest;         // point, fraction, exponent, % or a word such as inf
    size_t rest_count;
    size_t group;             // digits between separators
    char separator;           // 0: none
} Number;

static size_t grouped_length(const Number *n, size_t digits)
{
    return digits + (n->separator && digits ? (digits - 1) / n->group : 0);
}

static void write_digits(Writer *w, const Number *n, size_t zeros)
{
    size_t total = zeros + n->count;
    if (!n->separator) {
        writer_fill(w, '0', zeros);
        writer_utf8(w, n->digits, n->count);
        return;
    }
    for (size_t i = 0; i < total; i++) {
        if (i && (total - i) % n->group == 0) writer_char(w, (unsigned char)n->separator);
        writer_char(w, i < zeros ? '0' : (unsigned char)n->digits[i - zeros]);
    }
}

/* Sign and prefix, fill characters where '=' wants them, digits in groups, the rest. */
static bool write_number(Writer *w, const FormatSpec *spec, const Number *n)
{
    size_t prefix = strlen(n->prefix) + (n->sign != 0), zeros = 0, left, right;
    size_t fixed = prefix + n->rest_count;
    if (spec->width > 0 && !heap_fits((size_t)spec->width, 4)) return false;
    if (spec->fill == '0' && spec->align == '=' && spec->width > 0) {
        // Zeros that are digits: they are grouped too, and no separator may come first.
        while (fixed + grouped_length(n, zeros + n->count) < (size_t)spec->width) {
            size_t lacking = (size_t)spec->width - fixed - grouped_length(n, zeros + n->count);
            zeros += n->separator ? (lacking + n->group) / (n->group + 1) : lacking;
        }
    }
    size_t length = fixed + grouped_length(n, zeros + n->count);
    if (!format_padding(spec, length, &left, &right)) return false;
    if (spec->align != '=') writer_fill(w, spec->fill, left);
    if (n->sign) writer_char(w, (unsigned char)n->sign);
    writer_text(w, n->prefix);
    if (spec->align == '=') writer_fill(w, spec->fill, left);
    write_digits(w, n, zeros);
    writer_utf8(w, n->rest, n->rest_count);
    writer_fill(w, spec->fill, right);
    return true;
}

static inline char *put_fill(char *to, uint32_t fill, size_t count)
{
    if (count > 16) return (char *)memset(to, (int)fill, count) + count;
    for (char *end = to + count; to < end; to++) *to = (char)fill;
    return to;
}

/* The text of a number that has no groups and is padded, if at all, with ASCII; else NULL. */
static Ref plain_number(const FormatSpec *spec, const Number *n)
{
    if (n->separator || spec->fill > 127 || spec->width > 1 << 16) return NULL;
    size_t prefix = *n->prefix ? 2 : 0, left = 0, right = 0;
    size_t length = prefix + (n->sign != 0) + n->count + n->rest_count;
    if (length > 1 << 16) return NULL;
    if (spec->width > (intptr_t)length && !format_padding(spec, length, &left, &right)) return NULL;
    Ref made = str_new(left + length + right, 127);
    char *to = ((Str *)made)->data;
    if (left && spec->align != '=') to = put_fill(to, spec->fill, left);
    if (n->sign) *to++ = n->sign;
    if (prefix) to = (char *)memcpy(to, n->prefix, 2) + 2;
    if (left && spec->align == '=') to = put_fill(to, spec->fill, left);
    octets_copy(to, n->digits, n->count);
    octets_copy(to + n->count, n->rest, n->rest_count);
    if (right) put_fill(to + n->count + n->rest_count, spec->fill, right);
    return made;
}

static Ref number_text(const FormatSpec *spec, const Number *n)
{
    Ref plain = plain_number(spec, n);
    if (likely(plain)) return plain;
    Writer w = {0};
    if (write_number(&w, spec, n)) return writer_finish(&w);
    writer_discard(&w);
    return NULL;
}

static char sign_for(const FormatSpec *spec, bool negative)
{
    return negative ? '-' : spec->sign == '+' || spec->sign == ' ' ? spec->sign : 0;
}

/* --- int --- */

static Ref format_character(Obj self, const FormatSpec *spec)
{
    if (spec->sign)
        return raise_value_error("Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return raise_value_error("Alternate form (#) not allowed with integer format specifier "
                                 "'c'");
    long point;
    size_t left, right;
    if (!object_to_long(self, &point)) return NULL;
    if (point < 0 || point > 0x10ffff)
        return raise_overflow_error("%%c arg not in range(0x110000)");
    if (!format_padding(spec, 1, &left, &right)) return NULL;
    Writer w = {0};
    writer_fill(&w, spec->fill, left);
    writer_char(&w, (uint32_t)point);
    writer_fill(&w, spec->fill, right);
    return writer_finish(&w);
}

static void make_upper(char *text)
{
    for (; *text; text++)
        if (*text >= 'a' && *text <= 'z') *text -= 'a' - 'A';
}

static Ref format_whole(Obj self, const FormatSpec *spec)
{
    if (spec->precision >= 0)
        return raise_value_error("Precision not allowed in integer format specifier");
    if (spec->zero_coerce)
        return raise_value_error("Negative zero coercion (z) not allowed in integer format "
                                 "specifier");
    if (spec->type == 'c') return format_character(self, spec);
    uint32_t type = spec->type;
    int base = type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
    char room[72], *end = room + sizeof room;
    const char *digits;
    scoped Ref text = NULL;
    size_t length;
    if (likely(is_small(self))) {
        digits = int_write_small(end, small_value(self), base);
        length = (size_t)(end - digits);
    } else {
        text = int_to_str(self, base);
        if (!text) return NULL;
        digits = str_data(text);
        length = str_length(text);
    }
    bool negative = *digits == '-';
    Number n = { .sign = sign_for(spec, negative), .prefix = "", .digits = digits + negative,
                 .count = length - negative, .rest = "", .group = base == 10 ? 3 : 4,
                 .separator = spec->grouping };
    if (spec->alternate && base != 10)
        n.prefix = base == 2 ? "0b" : base == 8 ? "0o" : type == 'X' ? "0X" : "0x";
    if (type == 'X') {
        char *upper = number_text_room(n.count + 1);
        memcpy(upper, n.digits, n.count);
        upper[n.count] = 0;
        make_upper(upper);
        n.digits = upper;
    }
    return number_text(spec, &n);
}

static Ref format_double(double value, const FormatSpec *spec, const char *type_name);

Ref format_int(Obj self, Obj spec)
{
    if (str_length(spec) == 0) return object_str(self);
    FormatSpec parsed;
    if (!format_spec_parse(spec, &parsed, 'd', '>', type_name(self))) return NULL;
    uint32_t type = parsed.type;
    if (type == 'd' || type == 'x' || (type && type < 128 && strchr("bcoXn", (int)type)))
        return format_whole(self, &parsed);
    if (!type || type >= 128 || !strchr("eEfFgG%", (int)type))
        return format_raise_code(type, type_name(self));
    double value;
    return int_to_double(self, &value) ? format_double(value, &parsed, type_name(self)) : NULL;
}

/* --- float --- */

/* Without a type but with a precision: as g, yet with a digit after the point, and in the
 * exponential form one power of ten earlier. */
static char *general_text(double value, int precision, const FormatSpec *spec, size_t *length)
{
    if (precision == 0) precision = 1;
    char *text = float_format(value, 'e', precision - 1, spec->alternate, !spec->zero_coerce,
                              length);
    char *exponent = strchr(text, 'e');
    if (!isfinite(value)) return text;
    if (atoi(exponent + 1) == precision - 1) {
        char *last = exponent;
        while (!spec->alternate && strchr(text, '.') && last[-1] == '0') last--;
        if (!spec->alternate && last[-1] == '.') last--;
        memmove(last, exponent, strlen(exponent) + 1);
        *length = strlen(text);
        return text;
    }
    char *plain = float_format(value, 'g', precision, spec->alternate, !spec->zero_coerce, length);
    if (strchr(plain, '.') || strchr(plain, 'e')) return plain;
    char *longer = number_text_room(*length + 3);
    memcpy(longer, plain, *length);
    memcpy(longer + *length, ".0", 3);
    *length += 2;
    return longer;
}

/* "1e+16" -> "1.e+16": the alternate form always has a point. */
static char *with_point(char *text, size_t *length)
{
    if (strchr(text, '.')) return text;
    size_t whole = strcspn(text, "e");
    char *longer = number_text_room(*length + 2);
    memcpy(longer, text, whole);
    longer[whole] = '.';
    memcpy(longer + whole + 1, text + whole, *length - whole + 1);
    ++*length;
    return longer;
}

enum { PRECISION_MAX = INT_MAX - 400 };

/* The text of value for a checked type; NULL: raised. */
static char *double_text(double value, const FormatSpec *spec, bool whole_point, size_t *length)
{
    char code = spec->type == 'n' ? 'g' : (char)spec->type;
    if (spec->precision > PRECISION_MAX) return raise_value_error("precision too big");
    if (spec->precision > 1 << 16 && !heap_fits((size_t)spec->precision, 2)) return NULL;
    int precision = spec->precision < 0 ? 6 : (int)spec->precision;
    if (code) return float_format(value, code, precision, spec->alternate, !spec->zero_coerce,
                                  length);
    if (spec->precision >= 0)
        return whole_point ? general_text(value, precision, spec, length)
                           : float_format(value, 'g', precision, spec->alternate,
                                          !spec->zero_coerce, length);
    char *text = float_format(value, 'r', 0, false, !spec->zero_coerce, length);
    if (!whole_point && *length > 2 && strcmp(text + *length - 2, ".0") == 0)
        text[*length -= 2] = 0;
    return spec->alternate && isfinite(value) ? with_point(text, length) : text;
}

static void split_number(char *text, size_t length, Number *n)
{
    n->digits = text;
    n->count = 0;
    while (n->count < length && text[n->count] >= '0' && text[n->count] <= '9') n->count++;
    n->rest = text + n->count;
    n->rest_count = length - n->count;
    if (n->count == 0) n->separator = 0;                       // inf and nan
}

static bool split_double(double value, const FormatSpec *spec, bool whole_point, Number *n)
{
    size_t length;
    char *text = double_text(value, spec, whole_point, &length);
    if (!text) return false;
    bool negative = *text == '-';
    *n = (Number){ .sign = sign_for(spec, negative), .prefix = "", .group = 3,
                   .separator = spec->grouping };
    split_number(text + negative, length - negative, n);
    return true;
}

static bool write_double(Writer *w, double value, const FormatSpec *spec, bool whole_point)
{
    Number n;
    return split_double(value, spec, whole_point, &n) && write_number(w, spec, &n);
}

static bool is_float_type(uint32_t type)
{
    return type < 128 && (type == 0 || strchr("eEfFgGn%", (int)type));
}

static Ref format_double(double value, const FormatSpec *spec, const char *type_name)
{
    if (spec->type != 'f' && !is_float_type(spec->type)) return format_raise_code(spec->type, type_name);
    Number n;
    return split_double(value, spec, true, &n) ? number_text(spec, &n) : NULL;
}

Ref format_float(Obj self, Obj spec)
{
    if (str_length(spec) == 0) return object_str(self);
    FormatSpec parsed;
    if (!format_spec_parse(spec, &parsed, 0, '>', type_name(self))) return NULL;
    return format_double(float_value(self), &parsed, type_name(self));
}

/* --- complex --- */

static bool write_complex(Writer *w, const Complex *c, const FormatSpec *spec)
{
    FormatSpec part = *spec;
    part.width = -1;
    bool bare = spec->type == 0, alone = bare && c->real == 0.0 && !signbit(c->real);
    if (bare && !alone) writer_char(w, '(');
    if (!alone) {
        if (!write_double(w, c->real, &part, false)) return false;
        part.sign = '+';
    }
    if (!write_double(w, c->imaginary, &part, false)) return false;
    writer_char(w, 'j');
    if (bare && !alone) writer_char(w, ')');
    return true;
}

Ref format_complex(Obj self, Obj spec)
{
    if (str_length(spec) == 0) return object_str(self);
    FormatSpec parsed;
    if (!format_spec_parse(spec, &parsed, 0, '>', type_name(self))) return NULL;
    if (!is_float_type(parsed.type) || parsed.type == '%')
        return format_raise_code(parsed.type, type_name(self));
    if (parsed.precision > PRECISION_MAX) return raise_value_error("precision too big");
    if (parsed.fill == '0')
        return raise_value_error("Zero padding is not allowed in complex format specifier");
    if (parsed.align == '=')
        return raise_value_error("'=' alignment flag is not allowed in complex format specifier");
    Writer inner = {0};
    if (!write_complex(&inner, (const Complex *)self, &parsed)) {
        writer_discard(&inner);
        return NULL;
    }
    scoped Ref text = writer_finish(&inner);
    size_t left, right;
    if (!format_padding(&parsed, str_length(text), &left, &right)) return NULL;
    Writer w = {0};
    writer_fill(&w, parsed.fill, left);
    writer_str(&w, text);
    writer_fill(&w, parsed.fill, right);
    return writer_finish(&w);
}
