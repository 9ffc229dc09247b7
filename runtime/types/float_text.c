/* runtime/types/float_text.c -- float: shortest text, formatted text, and reading text.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/number_text.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const double exact_powers[] = {      // of ten, those that a double holds exactly
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static char *put(char *at, const char *text, int count)
{
    memcpy(at, text, (size_t)count);
    return at + count;
}

size_t float_text(double value, char *buffer)
{
    char digits[20], *at = buffer;
    if (isnan(value)) return (size_t)(put(at, "nan", 3) - buffer);
    if (signbit(value)) *at++ = '-';
    if (isinf(value)) return (size_t)(put(at, "inf", 3) - buffer);
    if (value == 0.0) return (size_t)(put(at, "0.0", 3) - buffer);
    int point, count = float_digits(fabs(value), digits, &point);
    if (point > 16 || point < -3) {
        *at++ = digits[0];
        if (count > 1) {
            *at++ = '.';
            at = put(at, digits + 1, count - 1);
        }
        at += sprintf(at, "e%+03d", point - 1);
    } else if (point <= 0) {
        at = put(at, "0.0000", 2 - point);
        at = put(at, digits, count);
    } else if (point >= count) {
        at = put(at, digits, count);
        at = put(at, "0000000000000000", point - count);
        at = put(at, ".0", 2);
    } else {
        at = put(at, digits, point);
        *at++ = '.';
        at = put(at, digits + point, count - point);
    }
    return (size_t)(at - buffer);
}

/* A text such as "-0.00" stands for zero. */
static bool shows_zero(const char *text)
{
    for (; *text && *text != 'e' && *text != 'E'; text++)
        if (*text >= '1' && *text <= '9') return false;
    return true;
}

/* C libraries lose zeros of %#g when the digits round up to a power of ten: 999999.5 as "1.e+06". */
static size_t pad_general(char *text, size_t length, size_t precision)
{
    size_t digits = 0, end = 0;
    for (; end < length && text[end] != 'e' && text[end] != 'E'; end++)
        digits += isdigit((unsigned char)text[end]) && (digits || text[end] != '0');
    if (!digits || digits >= precision) return length;
    size_t missing = precision - digits;
    memmove(text + end + missing, text + end, length - end + 1);
    memset(text + end, '0', missing);
    return length + missing;
}

static const uint64_t whole_powers[] = {    // of ten
    1u, 10u, 100u, 1000u, 10000u, 100000u, 1000000u, 10000000u, 100000000u, 1000000000u,
    10000000000u, 100000000000u, 1000000000000u, 10000000000000u, 100000000000000u,
    1000000000000000u, 10000000000000000u, 100000000000000000u, 1000000000000000000u,
};
enum { MOST_DECIMALS = 18 };
static const double most_fixed = 0x1p62;

/* value (0 <= value < most_fixed) with at most MOST_DECIMALS digits after the point, rounded half
 * to even: whole * 2**-shift, cut into what is before the point and what is behind. */
static size_t fixed_text(double value, int precision, char *text)
{
    uint64_t bits, power = whole_powers[precision];
    memcpy(&bits, &value, sizeof bits);
    uint64_t fraction = bits & (((uint64_t)1 << 52) - 1), exponent = bits >> 52;
    uint64_t whole = exponent ? fraction | (uint64_t)1 << 52 : fraction, decimals = 0;
    int shift = 1075 - (int)(exponent ? exponent : 1);
    if (shift <= 0) {
        whole <<= -shift;
    } else {
        uint64_t behind = shift < 64 ? whole & (((uint64_t)1 << shift) - 1) : whole;
        whole = shift < 64 ? whole >> shift : 0;
        if (shift < 127) {                                     // else it rounds to zero
            unsigned __int128 product = (unsigned __int128)behind * power;
            unsigned __int128 half = (unsigned __int128)1 << (shift - 1);
            unsigned __int128 rest = product & ((half << 1) - 1);
            decimals = (uint64_t)(product >> shift);
            decimals += rest > half || (rest == half && (precision ? decimals : whole) & 1);
        }
        if (decimals == power) {
            decimals = 0;
            whole++;
        }
    }
    char room[24], *end = room + sizeof room, *start = int_write_small(end, (intptr_t)whole, 10);
    char *to = put(text, start, (int)(end - start));
    if (precision) {
        *to++ = '.';
        start = int_write_small(end, (intptr_t)decimals, 10);
        memset(to, '0', (size_t)precision);
        to += precision;
        memcpy(to - (end - start), start, (size_t)(end - start));
    }
    *to = 0;
    return (size_t)(to - text);
}

char *float_format(double value, char code, int precision, bool alternate, bool sign_of_zero,
                   size_t *length)
{
    bool percent = code == '%', upper = code == 'E' || code == 'F' || code == 'G';
    if (percent) {
        value *= 100;
        code = 'f';
    }
    char *text;
    if (!isfinite(value)) {
        text = number_text_room(8);
        *length = (size_t)sprintf(text, isnan(value) ? upper ? "NAN" : "nan" : value > 0 ? upper
                                  ? "INF" : "inf" : upper ? "-INF" : "-inf");
    } else if (code == 'r') {
        text = number_text_room(40);
        *length = float_text(value, text);
        text[*length] = 0;
    } else if ((code == 'f' || code == 'F') && precision <= MOST_DECIMALS
               && fabs(value) < most_fixed && !(alternate && precision == 0)) {
        text = number_text_room(64);
        bool minus = signbit(value);
        text[0] = '-';
        *length = minus + fixed_text(fabs(value), precision, text + minus);
    } else {
        int exponent;
        frexp(value, &exponent);
        // Digits before the point of a fixed one; a sign, a point, an exponent, a %.
        size_t whole = code != 'f' && code != 'F' ? 1 : exponent > 0 ? (size_t)exponent / 3 + 1 : 1;
        size_t room = (size_t)precision + whole + 16;
        char format[8] = { '%', '.', '*', code, 0 };
        if (alternate) memcpy(format + 1, (char[]){ '#', '.', '*', code, 0 }, 5);
        text = number_text_room(room);
        *length = (size_t)snprintf(text, room, format, precision, value);
        if (alternate && (code == 'g' || code == 'G'))
            *length = pad_general(text, *length, (size_t)precision);
    }
    if (!sign_of_zero && text[0] == '-' && isfinite(value) && shows_zero(text)) {
        text++;
        --*length;
    }
    if (percent) {
        text[(*length)++] = '%';
        text[*length] = 0;
    }
    return text;
}

/* --- reading --- */

static bool is_word(const char *text, size_t length, const char *word)
{
    return length == strlen(word) && strncasecmp(text, word, length) == 0;
}

/* Checks digits[.digits][e[+-]digits], gathering a mantissa of up to 18 digits on the way. */
typedef struct Decimal { uint64_t mantissa; int exponent; bool exact; } Decimal;

static bool read_decimal(const char *at, const char *end, Decimal *out)
{
    int digits = 0, significant = 0, written = 0;
    bool after_point = false, negative = false;
    *out = (Decimal){ .exact = true };
    for (; at < end; at++) {
        if (*at == '.' && !after_point) {
            after_point = true;
            continue;
        }
        if (!isdigit((unsigned char)*at)) break;
        digits++;
        if (significant || *at != '0') significant++;
        if (significant > 18) out->exact = false;
        else {
            out->mantissa = out->mantissa * 10 + (uint64_t)(*at - '0');
            out->exponent -= after_point;
        }
    }
    if (!digits) return false;
    if (at == end) return true;
    if (*at != 'e' && *at != 'E') return false;
    at++;
    if (at < end && (*at == '+' || *at == '-')) negative = *at++ == '-';
    if (at == end) return false;
    for (; at < end; at++) {
        if (!isdigit((unsigned char)*at)) return false;
        if (written < 100000) written = written * 10 + (*at - '0');
    }
    out->exponent += negative ? -written : written;
    return true;
}

bool float_parse_text(const char *text, size_t length, double *value)
{
    const char *at = text, *end = text + length;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    size_t left = (size_t)(end - at);
    double result;
    Decimal decimal;
    if (!read_decimal(at, end, &decimal)) {
        if (is_word(at, left, "inf") || is_word(at, left, "infinity")) result = INFINITY;
        else if (is_word(at, left, "nan")) result = NAN;
        else return false;
    } else if (decimal.exact && decimal.mantissa < (uint64_t)1 << 53 && decimal.exponent >= -22
             && decimal.exponent <= 22)
        result = decimal.exponent < 0
            ? (double)decimal.mantissa / exact_powers[-decimal.exponent]
            : (double)decimal.mantissa * exact_powers[decimal.exponent];
    else {
        char *copy = number_text_room(left + 1);
        memcpy(copy, at, left);
        copy[left] = 0;
        result = strtod(copy, NULL);
    }
    *value = negative ? -result : result;
    return true;
}

Ref float_parse(Obj text)
{
    bool is_text;
    size_t length;
    double value;
    if (is_exact_str(text) && str_is_ascii(text)
        && float_parse_text(str_data(text), str_length(text), &value)) return float_new(value);
    char *ascii = number_text_of(text, &length, &is_text);
    if (!ascii) {
        if (is_text) return NULL;
        return raise_type_error("float() argument must be a string or a real number, not '%T'",
                                text);
    }
    if (number_text_join(ascii, &length) && float_parse_text(ascii, length, &value))
        return float_new(value);
    return raise_value_error("could not convert string to float: %R", text);
}
