/* runtime/types/complex_text.c -- complex: to text and from text.   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/types/complex.h"
#include "runtime/types/float.h"
#include "runtime/types/number_text.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

/* As a float's text, without the ".0" of whole numbers. */
static size_t part_text(double value, char *buffer)
{
    size_t length = float_text(value, buffer);
    if (length > 2 && memcmp(buffer + length - 2, ".0", 2) == 0) length -= 2;
    return length;
}

size_t complex_text(double real, double imaginary, char *buffer)
{
    bool alone = real == 0.0 && !signbit(real);
    size_t length = 0;
    if (!alone) {
        buffer[length++] = '(';
        length += part_text(real, buffer + length);
        if (!signbit(imaginary) || isnan(imaginary)) buffer[length++] = '+';
    }
    length += part_text(imaginary, buffer + length);
    buffer[length++] = 'j';
    if (!alone) buffer[length++] = ')';
    return length;
}

/* Where the number that starts at `text` ends; its sign included. */
static size_t span_of_float(const char *text)
{
    size_t at = 0;
    if (text[at] == '+' || text[at] == '-') at++;
    if (isalpha((unsigned char)text[at]) && text[at] != 'j' && text[at] != 'J') {
        while (isalpha((unsigned char)text[at]) && text[at] != 'j' && text[at] != 'J') at++;
        return at;
    }
    while (isdigit((unsigned char)text[at]) || text[at] == '.') at++;
    if (text[at] == 'e' || text[at] == 'E') {
        at++;
        if (text[at] == '+' || text[at] == '-') at++;
        while (isdigit((unsigned char)text[at])) at++;
    }
    return at;
}

static bool is_j(char c)    { return c == 'j' || c == 'J'; }

/* The number of `length` characters; a mere sign or nothing stands for 1 before a j. */
static bool coefficient(const char *text, size_t length, double *value)
{
    if (length == 0 || (length == 1 && (*text == '+' || *text == '-'))) {
        *value = length && *text == '-' ? -1.0 : 1.0;
        return true;
    }
    return float_parse_text(text, length, value);
}

static bool parse_parts(const char *text, double *real, double *imaginary)
{
    *real = *imaginary = 0.0;
    size_t first = span_of_float(text);
    if (is_j(text[first])) return text[first + 1] == 0 && coefficient(text, first, imaginary);
    if (!float_parse_text(text, first, real)) return false;
    text += first;
    if (*text == 0) return true;
    if (*text != '+' && *text != '-') return false;
    size_t second = span_of_float(text);
    return is_j(text[second]) && text[second + 1] == 0 && coefficient(text, second, imaginary);
}

bool complex_parse(Obj text, double *real, double *imaginary)
{
    size_t length;
    bool is_text;
    char *ascii = number_text_of(text, &length, &is_text);
    if (!ascii) return false;
    if (!number_text_join(ascii, &length))
        return raise_value_error("could not convert string to complex: %R", text);
    bool good = strlen(ascii) == length;
    if (good && length && ascii[0] == '(') {
        good = ascii[length - 1] == ')';
        if (good) ascii[length - 1] = 0;
        ascii++;
        while (isspace((unsigned char)*ascii)) ascii++;
        for (length = strlen(ascii); length && isspace((unsigned char)ascii[length - 1]);)
            ascii[--length] = 0;
    }
    if (good && parse_parts(ascii, real, imaginary)) return true;
    return raise_value_error("complex() arg is a malformed string");
}
