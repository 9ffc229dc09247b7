/* runtime/format_percent.c -- template % arguments, for str, bytes and bytearray.
 * SPDX-License-Identifier: MIT
 *
 * Octets are treated as characters below 256 until the end.
 */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <limits.h>

typedef struct Percent {
    Points text;              // the template
    size_t at;
    Obj arguments;
    Obj mapping;              // arguments, if %(name)s may look there; else NULL
    Ref named;                // what the last %(name) found; owned
    size_t next, count;       // positional arguments used, and there are
    bool octets;
    Writer out;
} Percent;

typedef struct Directive {
    bool left, plus, blank, alternate, zero;
    intptr_t width;           // 0: none
    intptr_t precision;       // -1: none
    uint32_t letter;
} Directive;

static bool is_mapping(Obj x, bool octets)
{
    uint32_t other = TYPE_TUPLE | TYPE_STR | (octets ? TYPE_BYTES | TYPE_BYTEARRAY : 0);
    return !is_small(x) && type_of(x)->get_item && !(type_of(x)->flags & other);
}

static Obj next_argument(Percent *p)
{
    if (p->named && p->count == 0) {
        p->count = 1;                                     // a found value serves once
        return p->named;
    }
    if (p->named || p->next >= p->count) {
        return raise_type_error("not enough arguments for format string");
    }
    size_t i = p->next++;
    return is_tuple(p->arguments) ? tuple_peek(p->arguments, i) : p->arguments;
}

/* --- reading a directive --- */

static uint32_t next_letter(Percent *p, bool *ended)
{
    *ended = p->at >= p->text.length;
    return *ended ? 0 : point_at(p->text, p->at++);
}

static bool read_key(Percent *p)
{
    if (!p->mapping) return raise_type_error("format requires a mapping");
    size_t from = p->at;
    for (int depth = 1; depth > 0; p->at++) {
        if (p->at >= p->text.length) return raise_value_error("incomplete format key");
        uint32_t c = point_at(p->text, p->at);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    Points part = points_part(p->text, from, p->at - 1);
    scoped Ref key = p->octets ? bytes_from(part.data, part.length) : str_from_points(part);
    Ref found = object_get_item(p->mapping, key);
    if (!found) return false;
    replace(&p->named, found);
    p->count = 0;
    return true;
}

/* A number in the template, or * for the next argument. false: raised. */
static bool read_number(Percent *p, intptr_t *number, intptr_t most, const char *too_big)
{
    if (p->at < p->text.length && point_at(p->text, p->at) == '*') {
        p->at++;
        Obj argument = next_argument(p);
        if (!argument) return false;
        if (!is_int(argument)) return raise_type_error("* wants int");
        if (!int_fits(argument, number) || *number > most || *number < -most) {
            return raise_overflow_error("Python int too large to convert to C %s",
                                        most == INT_MAX ? "int" : "ssize_t");
        }
        return true;
    }
    while (p->at < p->text.length) {
        uint32_t c = point_at(p->text, p->at);
        if (c < '0' || c > '9') break;
        if (*number > (most - (intptr_t)(c - '0')) / 10) return raise_value_error("%s", too_big);
        *number = *number * 10 + (intptr_t)(c - '0');
        p->at++;
    }
    return true;
}

static void read_flags(Percent *p, Directive *d)
{
    for (; p->at < p->text.length; p->at++) {
        switch (point_at(p->text, p->at)) {
        case '-': d->left = true; break;
        case '+': d->plus = true; break;
        case ' ': d->blank = true; break;
        case '#': d->alternate = true; break;
        case '0': d->zero = true; break;
        default: return;
        }
    }
}

static bool read_directive(Percent *p, Directive *d)
{
    bool ended;
    *d = (Directive){ .precision = -1 };
    if (p->at < p->text.length && point_at(p->text, p->at) == '(') {
        p->at++;
        if (!read_key(p)) return false;
    }
    read_flags(p, d);
    if (!read_number(p, &d->width, INTPTR_MAX, "width too big")) return false;
    if (d->width < 0) {
        d->left = true;
        d->width = -d->width;
    }
    if (p->at < p->text.length && point_at(p->text, p->at) == '.') {
        p->at++;
        d->precision = 0;
        if (!read_number(p, &d->precision, INT_MAX, "precision too big")) return false;
        if (d->precision < 0) d->precision = 0;
    }
    d->letter = next_letter(p, &ended);
    if (!ended && (d->letter == 'h' || d->letter == 'l' || d->letter == 'L')) {
        d->letter = next_letter(p, &ended);
    }
    return !ended || raise_value_error("incomplete format");
}

/* --- writing --- */

/* Pads text, whose first `head` characters (sign, 0x) come before zeros. */
static bool write_padded(Percent *p, const Directive *d, Obj text, size_t head, bool zeros)
{
    size_t length = str_length(text);
    size_t fill = (size_t)d->width > length ? (size_t)d->width - length : 0;
    if (fill && !heap_fits(p->out.length + fill, 4)) return false;
    if (!d->left && !zeros) writer_fill(&p->out, ' ', fill);
    writer_slice(&p->out, text, 0, head);
    if (!d->left && zeros) writer_fill(&p->out, '0', fill);
    writer_slice(&p->out, text, head, length);
    if (d->left) writer_fill(&p->out, ' ', fill);
    return true;
}

static bool write_text(Percent *p, const Directive *d, Ref text)   // consumes; NULL: raised
{
    scoped Ref whole = text;
    if (!whole) return false;
    size_t length = str_length(whole);
    if (d->precision < 0 || length <= (size_t)d->precision) {
        if (d->width == 0) {
            writer_str(&p->out, whole);
            return true;
        }
        return write_padded(p, d, whole, 0, false);
    }
    scoped Ref part = str_slice(whole, 0, (size_t)d->precision);
    return write_padded(p, d, part, 0, false);
}

static Ref octets_text(Obj x)                             // %b: octets as characters
{
    bool found = false;
    scoped Ref made = NULL;
    if (!object_has_buffer(x)) {
        made = call_dunder(x, name___bytes__, NULL, 0, &found);
        if (found && !made) return NULL;
        if (found && !is_bytes(made)) {
            return raise_type_error("__bytes__ returned non-bytes (type %T)", made);
        }
        if (!found) {
            return raise_type_error("%%b requires a bytes-like object, "
                                    "or an object that implements __bytes__, not '%T'", x);
        }
    }
    if (!made && !is_bytes(x) && !(made = bytes_from_object(x))) return NULL;
    scoped_octets Octets octets = { 0 };
    if (!octets_read(made ? made : x, &octets)) return NULL;
    return str_from_latin1((const uint8_t *)octets.data, octets.length);
}

static Ref char_text(Obj x, bool octets)
{
    uint32_t limit = octets ? 256 : 0x110000;
    if (is_int(x) || type_of(x)->to_index) {
        scoped Ref index = object_get_index(x);
        intptr_t value;
        if (!index) return NULL;
        if (!int_fits(index, &value) || value < 0 || value >= (intptr_t)limit) {
            return raise_overflow_error("%%c arg not in range(%s)", octets ? "256" : "0x110000");
        }
        return str_from_char((uint32_t)value);
    }
    if (!octets && is_str(x) && str_length(x) == 1) return keep(x);
    bool run = octets && type_of(x)->flags & (TYPE_BYTES | TYPE_BYTEARRAY);
    if (run && octets_of(x).length == 1) return str_from_char(point_at(octets_of(x), 0));
    return raise_type_error(octets ? "%%c requires an integer in range(256) or a single byte"
                                   : "%%c requires int or char");
}

/* The int to show; a float and the like are cut off, but not for %x and %o. */
static Ref number_of(Obj x, uint32_t letter)
{
    if (is_int(x)) return keep(x);
    bool based = letter == 'x' || letter == 'X' || letter == 'o';
    bool number = type_of(x)->to_index || (!based && (type_of(x)->to_int || type_of(x)->to_float));
    if (number) {
        Ref made = based ? object_get_index(x) : int_from_object(x);
        if (made || !error_clear_if(&type_error_type)) return made;
    }
    return raise_type_error("%%%c format: %s is required, not %T", (int)letter,
                            based ? "an integer" : "a real number", x);
}

/* Sign and prefix go to *head; then the digits, at least `precision` of them. */
static Ref int_text(Obj number, const Directive *d, size_t *head)
{
    int base = d->letter == 'x' || d->letter == 'X' ? 16 : d->letter == 'o' ? 8 : 10;
    scoped Ref digits = int_to_str(number, base);
    if (!digits) return NULL;
    bool negative = str_at(digits, 0) == '-';
    size_t count = str_length(digits) - negative;
    if (d->precision > (intptr_t)count && !heap_fits((size_t)d->precision, 2)) return NULL;
    Writer w = { 0 };
    if (negative) writer_char(&w, '-');
    else if (d->plus || d->blank) writer_char(&w, d->plus ? '+' : ' ');
    if (d->alternate && base != 10) {
        writer_char(&w, '0');
        writer_char(&w, d->letter);
    }
    *head = w.length;
    if (d->precision > (intptr_t)count) writer_fill(&w, '0', (size_t)d->precision - count);
    for (size_t i = negative; i < count + negative; i++) {
        uint32_t c = str_at(digits, i);
        writer_char(&w, d->letter == 'X' && c >= 'a' ? c - 32 : c);
    }
    return writer_finish(&w);
}

static bool write_int(Percent *p, const Directive *d, Obj x)
{
    if (is_small(x) && d->width == 0 && d->precision < 0 && !d->plus && !d->blank
        && (d->letter == 'd' || d->letter == 'i')) {
        char room[24], *end = room + sizeof room;
        const char *digits = int_write_small(end, small_value(x), 10);
        writer_points(&p->out, (Points){ digits, (size_t)(end - digits), 1 });
        return true;
    }
    bool as_d = d->letter == 'i' && p->octets;            // bytes say so in the message
    scoped Ref number = number_of(x, as_d ? 'd' : d->letter);
    if (!number) return false;
    size_t head = 0;
    scoped Ref text = int_text(number, d, &head);
    return text && write_padded(p, d, text, head, d->zero);
}

static bool write_float(Percent *p, const Directive *d, Obj x)
{
    double value;
    if (!object_to_double(x, &value)) {
        if (p->octets && error_clear_if(&type_error_type)) {
            return raise_type_error("float argument required, not %T", x);
        }
        return false;
    }
    int precision = d->precision < 0 ? 6 : (int)d->precision;
    if (!heap_fits((size_t)precision, 4)) return false;
    size_t length;
    const char *digits = float_format(value, (char)d->letter, precision, d->alternate, true,
                                      &length);
    Writer w = { 0 };
    if (digits[0] != '-' && (d->plus || d->blank)) writer_char(&w, d->plus ? '+' : ' ');
    writer_utf8(&w, digits, length);
    scoped Ref text = writer_finish(&w);
    uint32_t first = str_at(text, 0);
    bool sign = first == '-' || first == '+' || first == ' ';
    return write_padded(p, d, text, sign, d->zero);
}

static bool write_argument(Percent *p, const Directive *d, Obj x)
{
    switch (d->letter) {
    case 's':
        if (!p->octets && is_exact_str(x) && !d->width && d->precision < 0) {
            writer_str(&p->out, x);
            return true;
        }
        if (!p->octets) return write_text(p, d, object_str(x));
        return write_text(p, d, octets_text(x));
    case 'b':
        if (!p->octets) break;
        return write_text(p, d, octets_text(x));
    case 'r': return write_text(p, d, p->octets ? object_ascii(x) : object_repr(x));
    case 'a': return write_text(p, d, object_ascii(x));
    case 'c': {
        Directive plain = *d;
        plain.precision = -1;
        return write_text(p, &plain, char_text(x, p->octets));
    }
    case 'd': case 'i': case 'u': case 'x': case 'X': case 'o': return write_int(p, d, x);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': return write_float(p, d, x);
    }
    return raise_value_error("unsupported format character '%c' (0x%x) at index %zu",
                             d->letter > 31 && d->letter < 127 ? (int)d->letter : '?',
                             (unsigned)d->letter, p->at - 1);
}

/* Writes the text before the next directive; false: there is none. */
static bool skip_literal(Percent *p)
{
    size_t at = p->at, end = p->text.length, most = at + 16 < end ? at + 16 : end;
    while (at < most && point_at(p->text, at) != '%') at++;
    if (at == most && at < end) {
        intptr_t found = points_find_one(points_part(p->text, at, end), '%', false);
        at = found < 0 ? end : at + (size_t)found;
    }
    if (at > p->at) writer_points(&p->out, points_part(p->text, p->at, at));
    p->at = at + 1;
    return at < end;
}

static bool write_all(Percent *p)
{
    while (p->at < p->text.length && skip_literal(p)) {
        Directive d = { .precision = -1 };
        uint32_t letter = p->at < p->text.length ? point_at(p->text, p->at) : 0;
        if (letter == '%') {
            writer_char(&p->out, '%');
            p->at++;
            continue;
        }
        if (letter == 'd' || letter == 's') {
            d.letter = letter;
            p->at++;
        } else if (!read_directive(p, &d)) {
            return false;
        }
        Obj argument = next_argument(p);
        if (!argument) return false;
        if (!write_argument(p, &d, argument)) return false;
    }
    if (p->mapping || p->next >= p->count) return true;
    return raise_type_error("not all arguments converted during %s formatting",
                            p->octets ? "bytes" : "string");
}

static Ref run(Percent *p)
{
    p->count = is_tuple(p->arguments) ? tuple_length(p->arguments) : 1;
    p->mapping = is_mapping(p->arguments, p->octets) ? p->arguments : NULL;
    bool good = write_all(p);
    drop_or_null(p->named);
    if (good) return writer_finish(&p->out);
    writer_discard(&p->out);
    return NULL;
}

Ref format_percent(Obj template, Obj arguments)
{
    Percent p = { .text = str_points(template), .arguments = arguments };
    scoped Ref made = run(&p);
    bool plain = made && str_length(made) && points_find_one(p.text, '%', false) < 0;
    return plain ? keep(template) : take(&made);
}

Ref format_percent_bytes(Obj template, Obj arguments, bool as_bytearray)
{
    scoped_octets Octets octets = { 0 };                  // a bytearray must not change meanwhile
    if (!octets_read(template, &octets)) return NULL;
    Percent p = {
        .text = { octets.data, octets.length, 1 }, .arguments = arguments, .octets = true,
    };
    scoped Ref text = run(&p);
    if (!text) return NULL;
    return as_bytearray ? bytearray_from(str_data(text), str_length(text))
                        : bytes_from(str_data(text), str_length(text));
}
