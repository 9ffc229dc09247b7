/* runtime/types/codec_escape.c -- the encodings unicode_escape and raw_unicode_escape, and the
 * escapes of bytes.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/unicode.h"
#include "runtime/writer.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_hex(OctetWriter *w, char kind, uint32_t point, int digits)
{
    char text[10] = { '\\', kind };
    for (int i = 0; i < digits; i++) {
        text[2 + i] = "0123456789abcdef"[point >> 4 * (digits - 1 - i) & 15];
    }
    octets_write(w, text, (size_t)digits + 2);
}

Ref codec_escape_encode(Obj s, bool raw)
{
    scoped_writer OctetWriter w = { 0 };
    for (size_t i = 0; i < str_length(s); i++) {
        uint32_t c = str_at(s, i);
        char octet = (char)c;
        if (c >= 0x10000) write_hex(&w, 'U', c, 8);
        else if (c >= 0x100) write_hex(&w, 'u', c, 4);
        else if (raw) octets_write(&w, &octet, 1);
        else if (c == '\\') octets_write(&w, "\\\\", 2);
        else if (c == '\n') octets_write(&w, "\\n", 2);
        else if (c == '\r') octets_write(&w, "\\r", 2);
        else if (c == '\t') octets_write(&w, "\\t", 2);
        else if (c < 32 || c >= 127) write_hex(&w, 'x', c, 2);
        else octets_write(&w, &octet, 1);
    }
    return octets_finish(&w);
}

typedef struct Escape {
    const char *data;
    size_t length, at;        // at: behind the backslash and what is read of the escape
    uint32_t point;
    const char *reason;       // NULL: good
    bool literal;             // no escape at all: the backslash stands for itself
} Escape;

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void read_hex(Escape *e, int digits, const char *reason)
{
    e->point = 0;
    for (int i = 0; i < digits; i++) {
        int digit = e->at < e->length ? hex_value(e->data[e->at]) : -1;
        if (digit < 0) {
            e->reason = reason;
            return;
        }
        e->point = e->point << 4 | (uint32_t)digit;
        e->at++;
    }
    if (e->point > 0x10ffff) e->reason = "illegal Unicode character";
}

static void read_octal(Escape *e)
{
    e->point = 0;
    e->at--;
    for (int i = 0; i < 3 && e->at < e->length; i++, e->at++) {
        char c = e->data[e->at];
        if (c < '0' || c > '7') break;
        e->point = e->point * 8 + (uint32_t)(c - '0');
    }
}

static void read_named(Escape *e)
{
    const char *open = e->data + e->at, *end = e->data + e->length;
    const char *close = open < end && *open == '{' ? memchr(open, '}', (size_t)(end - open)) : NULL;
    if (!close || close == open + 1) {
        e->at = close ? (size_t)(close + 1 - e->data) : open < end && *open == '{' ? e->length : e->at;
        e->reason = "malformed \\N character escape";
        return;
    }
    e->at = (size_t)(close + 1 - e->data);
    if (!unicode_find_name(open + 1, (size_t)(close - open - 1), &e->point))
        e->reason = "unknown Unicode character name";
}

static void read_escape(Escape *e, bool raw)
{
    if (e->at == e->length) {
        e->reason = "\\ at end of string";
        e->literal = raw;
        return;
    }
    char c = e->data[e->at++];
    static const char letters[] = "\\'\"abfnrtv", meanings[] = "\\'\"\a\b\f\n\r\t\v";
    const char *letter = memchr(letters, c, sizeof letters - 1);
    if (c == 'u') read_hex(e, 4, "truncated \\uXXXX escape");
    else if (c == 'U') read_hex(e, 8, "truncated \\UXXXXXXXX escape");
    else if (raw) e->literal = true;
    else if (c == 'x') read_hex(e, 2, "truncated \\xXX escape");
    else if (c == 'N') read_named(e);
    else if (c >= '0' && c <= '7') read_octal(e);
    else if (letter) e->point = (uint32_t)meanings[letter - letters];
    else e->literal = true;
}

static bool decode_escape(Writer *w, Escape *e, const char *errors, bool raw, size_t *at)
{
    size_t start = *at;
    e->at = start + 1;
    read_escape(e, raw);
    if (e->literal) {                                     // a doubled backslash stays so when raw
        bool both = e->at > start + 1 && (raw && e->data[start + 1] == '\\');
        writer_char(w, '\\');
        if (both) writer_char(w, '\\');
        *at = start + 1 + both;
        return true;
    }
    if (!e->reason) {
        writer_char(w, e->point);
        *at = e->at;
        return true;
    }
    Fault f = {
        .encoding = raw ? "rawunicodeescape" : "unicodeescape", .data = e->data,
        .length = e->length, .from = start, .to = e->at, .reason = e->reason,
    };
    scoped Ref repaired = codec_repair(&f, errors, at);
    if (repaired) writer_str(w, repaired);
    return repaired;
}

Ref codec_escape_decode(const char *data, size_t length, const char *errors, bool raw)
{
    Writer w = { 0 };
    for (size_t at = 0; at < length;) {
        if (data[at] != '\\') {
            writer_char(&w, (uint8_t)data[at++]);
            continue;
        }
        if (!raw && at + 1 < length && data[at + 1] == '\n') {       // joins lines
            at += 2;
            continue;
        }
        Escape e = { .data = data, .length = length };
        if (!decode_escape(&w, &e, errors, raw, &at)) {
            writer_discard(&w);
            return NULL;
        }
    }
    return writer_finish(&w);
}

// --- octets

/* What an escape stands for, the backslash left out: an octet, or -1; *used: how long it is. */
static int escape_meaning(const char *text, size_t length, size_t *used)
{
    static const char letters[] = "\\'\"abfnrtv", meanings[] = "\\'\"\a\b\f\n\r\t\v";
    const char *letter = memchr(letters, text[0], sizeof letters - 1);
    int value = 0;
    *used = 1;
    if (letter) return (unsigned char)meanings[letter - letters];
    if (text[0] >= '0' && text[0] <= '7') {
        for (*used = 0; *used < 3 && *used < length && (text[*used] & ~7) == '0'; ++*used)
            value = value * 8 + (text[*used] - '0');
        return value & 0xff;
    }
    if (text[0] != 'x' || length < 3 || !isxdigit((unsigned char)text[1])
        || !isxdigit((unsigned char)text[2])) return -1;
    *used = 3;
    return (int)strtol((const char[]){ text[1], text[2], 0 }, NULL, 16);
}

/* \x without two digits behind it, at `at`. */
static bool bad_digits(OctetWriter *w, const char *errors, size_t at)
{
    if (!errors || strcmp(errors, "strict") == 0)
        return raise_value_error("invalid \\x escape at position %zu", at);
    if (strcmp(errors, "replace") == 0) octets_write(w, "?", 1);
    else if (strcmp(errors, "ignore") != 0)
        return raise_value_error("decoding error; unknown error handling code: %.400s", errors);
    return true;
}

static bool warn_of_escape(char letter, int value, const char *text)
{
    if (value < 0)
        return warn(&deprecation_warning_type, 1, "invalid escape sequence '\\%c'", letter);
    bool large = letter >= '4' && letter <= '7' && (text[1] & ~7) == '0' && (text[2] & ~7) == '0';
    return !large || warn(&deprecation_warning_type, 1, "invalid octal escape sequence '\\%.3s'",
                          text);
}

/* An escape from the backslash at *at on. */
static bool unescape_one(OctetWriter *w, const char *data, size_t length, const char *errors,
                         size_t *at)
{
    const char *text = data + ++*at;
    size_t used;
    if (*at == length) return raise_value_error("Trailing \\ in string");
    if (*text == '\n') {
        ++*at;
        return true;
    }
    int value = escape_meaning(text, length - *at, &used);
    if (value < 0 && *text == 'x') {
        if (!bad_digits(w, errors, *at - 1)) return false;
        *at += 1 + (*at + 1 < length && isxdigit((unsigned char)text[1]));
        return true;
    }
    if (!warn_of_escape(*text, value, length - *at >= 3 ? text : "   ")) return false;
    char octet = (char)value;
    if (value < 0) octets_write(w, text - 1, 2);
    else octets_write(w, &octet, 1);
    *at += used;
    return true;
}

Ref codec_unescape_octets(const char *data, size_t length, const char *errors)
{
    scoped_writer OctetWriter w = { 0 };
    for (size_t at = 0; at < length;) {
        const char *next = memchr(data + at, '\\', length - at);
        size_t plain = (next ? (size_t)(next - data) : length) - at;
        octets_write(&w, data + at, plain);
        at += plain;
        if (at < length && !unescape_one(&w, data, length, errors, &at)) return NULL;
    }
    return octets_finish(&w);
}

Ref codec_escape_octets(const char *data, size_t length)
{
    OctetWriter w = { 0 };
    for (size_t i = 0; i < length; i++) {
        static const char letters[] = "tnr\\'", plain[] = "\t\n\r\\'";
        const char *special = memchr(plain, data[i], sizeof plain - 1);
        char text[8];
        int count = special ? snprintf(text, sizeof text, "\\%c", letters[special - plain])
                  : data[i] < ' ' || data[i] > '~'
                  ? snprintf(text, sizeof text, "\\x%02x", (unsigned char)data[i])
                  : snprintf(text, sizeof text, "%c", data[i]);
        octets_write(&w, text, (size_t)count);
    }
    return octets_finish(&w);
}
