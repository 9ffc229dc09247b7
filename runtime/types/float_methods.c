/* runtime/types/float_methods.c -- float: methods and attributes; rounding, ratios, hexadecimal.
 *   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/float.h"
#include "runtime/types/none.h"
#include "runtime/types/number_text.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Ref whole_of(double value)
{
    if (isnan(value)) return raise_value_error("cannot convert float NaN to integer");
    if (isinf(value)) return raise_overflow_error("cannot convert float infinity to integer");
    return int_from_double(value);
}

static Ref float_trunc(const Obj arg[])     { return whole_of(float_value(arg[0])); }
static Ref float_floor(const Obj arg[])     { return whole_of(floor(float_value(arg[0]))); }
static Ref float_ceil(const Obj arg[])      { return whole_of(ceil(float_value(arg[0]))); }

/* Rounded at 10**places, places > 0, from the exact decimal text so that halves are true halves. */
static double round_above(double value, int places)
{
    enum { SIGNIFICANT = 1100 };
    char text[SIGNIFICANT + 32];
    snprintf(text, sizeof text, "%.*e", SIGNIFICANT, fabs(value));
    int exponent = atoi(strchr(text, 'e') + 1);
    if (exponent + 1 < places) return copysign(0.0, value);
    if (exponent + 1 > places) {
        snprintf(text, sizeof text, "%.*e", exponent - places, value);
        return strtod(text, NULL);
    }
    bool over_half = text[0] > '5';
    for (char *at = text + 2; text[0] == '5' && *at != 'e'; at++)
        if (*at != '0') over_half = true;
    if (!over_half) return copysign(0.0, value);
    snprintf(text, sizeof text, "1e%d", places);
    return copysign(strtod(text, NULL), value);
}

static double round_below(double value, int places)
{
    char text[720];
    snprintf(text, sizeof text, "%.*f", places, value);
    return strtod(text, NULL);
}

static Ref float_round(const Obj arg[])
{
    enum { self, digits };
    double value = float_value(arg[self]);
    if (!arg[digits] || is_none(arg[digits])) return whole_of(rint(value));
    intptr_t places;
    if (!object_to_size(arg[digits], &places, NULL)) return NULL;
    if (!isfinite(value) || value == 0.0 || places > 330) return float_new(value);
    if (places < -310) return float_new(copysign(0.0, value));
    double rounded = places >= 0 ? round_below(value, (int)places)
                                 : round_above(value, (int)-places);
    if (isinf(rounded)) return raise_overflow_error("rounded value too large to represent");
    return float_new(rounded);
}

static Ref float_as_integer_ratio(const Obj arg[])
{
    double value = float_value(arg[0]);
    if (isnan(value)) return raise_value_error("cannot convert NaN to integer ratio");
    if (isinf(value)) return raise_overflow_error("cannot convert Infinity to integer ratio");
    int exponent;
    intptr_t mantissa = (intptr_t)ldexp(frexp(value, &exponent), 53);
    exponent -= 53;
    if (mantissa == 0) exponent = 0;
    while (exponent < 0 && (mantissa & 1) == 0) {
        mantissa /= 2;
        exponent++;
    }
    Ref pair[2] = {
        int_shift_left(small_int(mantissa), small_int(exponent > 0 ? exponent : 0)),
        int_shift_left(small_int(1), small_int(exponent < 0 ? -exponent : 0)),
    };
    return tuple_give_items(pair, 2);
}

static Ref float_itself(const Obj arg[])
{
    return has_type(arg[0], &float_type) ? keep(arg[0]) : float_new(float_value(arg[0]));
}

static Ref float_is_integer(const Obj arg[])
{
    double value = float_value(arg[0]);
    return bool_new(isfinite(value) && floor(value) == value);
}

static Ref float_hex(const Obj arg[])
{
    double value = float_value(arg[0]);
    char text[40];
    if (!isfinite(value)) return str_from_ascii(text, float_text(value, text));
    const char *sign = signbit(value) ? "-" : "";
    if (value == 0.0) return str_format("%s0x0.0p+0", sign);
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    int shift = exponent < -1021 ? -1021 - exponent : 0;       // subnormals start with 0x0.
    uint64_t mantissa = (uint64_t)ldexp(fraction, 53 - shift);
    int length = snprintf(text, sizeof text, "%s0x%d.%013llxp%+d", sign, (int)(mantissa >> 52),
                          (unsigned long long)(mantissa & (((uint64_t)1 << 52) - 1)),
                          exponent - 1 + shift);
    return str_from_ascii(text, (size_t)length);
}

/* [0x]digits[.digits][p[+-]digits] */
static bool is_hexadecimal(const char *at)
{
    int digits = 0;
    if (at[0] == '0' && (at[1] == 'x' || at[1] == 'X')) at += 2;
    for (; isxdigit((unsigned char)*at); at++) digits++;
    if (*at == '.') at++;
    for (; isxdigit((unsigned char)*at); at++) digits++;
    if (!digits) return false;
    if (*at != 'p' && *at != 'P') return *at == 0;
    at++;
    if (*at == '+' || *at == '-') at++;
    if (!isdigit((unsigned char)*at)) return false;
    while (isdigit((unsigned char)*at)) at++;
    return *at == 0;
}

static bool parse_hexadecimal(const char *text, size_t length, double *value)
{
    const char *at = text + (*text == '-' || *text == '+');
    if (isalpha((unsigned char)at[0]) && strchr("iInN", at[0]))
        return float_parse_text(text, length, value)
               || raise_value_error("invalid hexadecimal floating-point string");
    if (strlen(text) != length || !is_hexadecimal(at))
        return raise_value_error("invalid hexadecimal floating-point string");
    bool prefixed = at[0] == '0' && (at[1] == 'x' || at[1] == 'X');
    scoped Ref whole = str_format("0x%s", prefixed ? at + 2 : at);
    *value = strtod(str_utf8_lossy(whole, NULL), NULL);
    if (isinf(*value))
        return raise_overflow_error("hexadecimal value too large to represent as a float");
    if (*text == '-') *value = -*value;
    return true;
}

static Ref float_fromhex(const Obj arg[])
{
    enum { cls, string };
    if (!is_str(arg[string]))
        return raise_type_error("bad argument type for built-in operation");
    size_t length;
    bool is_text;
    double value;
    if (!str_is_ascii(arg[string]))
        return raise_value_error("invalid hexadecimal floating-point string");
    char *text = number_text_of(arg[string], &length, &is_text);
    if (!text || !parse_hexadecimal(text, length, &value)) return NULL;
    scoped Ref made = float_new(value);
    return arg[cls] == &float_type.head ? take(&made) : call1(arg[cls], made);
}

static Ref float_getnewargs(const Obj arg[])
{
    Ref one[1] = { float_new(float_value(arg[0])) };
    return tuple_give_items(one, 1);
}

static Ref float_getformat(const Obj arg[])
{
    enum { cls, kind };
    if (!is_str(arg[kind]))
        return raise_type_error("__getformat__() argument must be str, not %A", arg[kind]);
    if (!(str_equal_text(arg[kind], "double") || str_equal_text(arg[kind], "float")))
        return raise_value_error("__getformat__() argument 1 must be 'double' or 'float'");
    return str_from_text("IEEE, little-endian");
}

FORMAT_METHOD(format_float)

const Method float_methods[] = {
    FORMAT_ROW(format_float),
    { "as_integer_ratio(self, /)", float_as_integer_ratio,
      "A pair of integers whose ratio is exactly self.", 0 },
    { "conjugate(self, /)", float_itself, "self, the complex conjugate of any float.", 0 },
    { "fromhex(cls, string, /)", float_fromhex, "The float that a hexadecimal text stands for.",
      METHOD_CLASS },
    { "hex(self, /)", float_hex, "Hexadecimal text of a floating-point number.", 0 },
    { "is_integer(self, /)", float_is_integer, "Whether the float is a whole number.", 0 },
    { "__trunc__(self, /)", float_trunc, "The whole number between self and 0.", 0 },
    { "__floor__(self, /)", float_floor, "The largest int <= self.", 0 },
    { "__ceil__(self, /)", float_ceil, "The smallest int >= self.", 0 },
    { "__round__(self, ndigits=None, /)", float_round,
      "The nearest int or decimal, halves to even.", 0 },
    { "__getnewargs__(self, /)", float_getnewargs, NULL, 0 },
    { "__getformat__(cls, typestr, /)", float_getformat, "How C doubles are stored.",
      METHOD_CLASS },
    { 0 }
};

static Ref get_real(Obj self)
{
    return has_type(self, &float_type) ? keep(self) : float_new(float_value(self));
}
static Ref get_imag(Obj self)           { (void)self; return float_new(0.0); }

const Getter float_getters[] = {
    { "real", get_real, NULL, "the real part" },
    { "imag", get_imag, NULL, "the imaginary part" },
    { 0 }
};
