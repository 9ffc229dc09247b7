/* lexer/literal.c -- numbers, names, and the text of strings with its escapes.
 *   SPDX-License-Identifier: MIT */
#include "lexer/literal.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/bytes.h"
#include "runtime/types/complex.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"
#include "runtime/types/unicode.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* --- numbers and names --- */

static Ref number_from(const char *text, size_t length)
{
    char last = text[length - 1];
    if (length > 2 && text[0] == '0' && strchr("xXoObB", text[1])) {
        int base = (text[1] | 0x20) == 'x' ? 16 : (text[1] | 0x20) == 'o' ? 8 : 2;
        return int_from_text(text + 2, length - 2, base);
    }
    if (!strpbrk(text, ".eEjJ")) return int_from_text(text, length, 10);
    // The scanner has let only digits, one point, an exponent and a last j through.
    bool imaginary = last == 'j' || last == 'J';
    double value = strtod(text, NULL);
    return imaginary ? complex_new(0, value) : float_new(value);
}

static bool is_decimal(const char *text)
{
    return !strpbrk(text, ".eEjJxXoObB");
}

static void *raise_digits(const SyntaxPlace *place, size_t count)
{
    return raise_syntax_error_at(place, "Exceeds the limit (%d digits) for integer string "
        "conversion: value has %zu digits; use sys.set_int_max_str_digits() to increase the limit "
        "- Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
        int_max_str_digits, count);
}

/* A number and a keyword that touch: `1if x else 2`. The lexer lets nothing else touch a number. */
static bool warn_touching(const SyntaxPlace *place)
{
    const char *start = place->source->text + place->start, *end = place->source->text + place->end;
    if (place->end >= place->source->length || !isalpha((unsigned char)*end)) return true;
    int letter = end - start > 2 && *start == '0' ? tolower((unsigned char)start[1]) : 0;
    int last = tolower((unsigned char)end[-1]);
    return warn_syntax(&(SyntaxPlace){ place->source, place->end - 1, place->end - 1,
                                       .shown = SYNTAX_SHOWN_BARE },
                       "invalid %s literal", letter == 'x' ? "hexadecimal" : letter == 'o' ? "octal"
                       : letter == 'b' ? "binary" : last == 'j' ? "imaginary" : "decimal");
}

Ref literal_number(const SyntaxPlace *place)
{
    if (!warn_touching(place)) return NULL;
    char small[64], *text = small;
    const char *spelled = place->source->text + place->start;
    size_t length = place->end - place->start, count = 0;
    if (length >= sizeof small) text = heap_plain(length + 1);
    for (size_t i = 0; i < length; i++)
        if (spelled[i] != '_') text[count++] = spelled[i];
    text[count] = '\0';
    Ref number = int_max_str_digits && count > (size_t)int_max_str_digits && is_decimal(text)
        ? raise_digits(place, count) : number_from(text, count);
    if (text != small) heap_plain_free(text, length + 1);
    return number;
}

Obj literal_name(const SyntaxPlace *place)
{
    const char *text = place->source->text + place->start;
    size_t length = place->end - place->start;
    bool ascii = true;
    for (size_t i = 0; i < length; i++) ascii &= !(text[i] & 0x80);
    if (ascii) return intern_utf8(text, length);
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text, length, &normal,
        UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE);
    Obj name = size < 0 ? intern_utf8(text, length) : intern_utf8((char *)normal, size);
    free(normal);
    return name;
}

/* --- growing text --- */

void literal_add_plain(LiteralText *text, const char *utf8, size_t length)
{
    if (!length) return;
    if (text->capacity - text->length < length) {
        size_t capacity = text->length + length + text->capacity;
        text->data = heap_plain_resize(text->data, text->capacity, capacity);
        text->capacity = capacity;
    }
    memcpy(text->data + text->length, utf8, length);
    text->length += length;
}

void literal_discard(LiteralText *text)
{
    if (text->data) heap_plain_free(text->data, text->capacity);
    *text = (LiteralText){ 0 };
}

Ref literal_finish(LiteralText *text, bool bytes)
{
    const char *data = text->data ? text->data : "";
    Ref made = bytes ? bytes_from(data, text->length) : str_from_utf8(data, text->length);
    literal_discard(text);
    return made;
}

static void add_point(LiteralText *text, uint32_t c)
{
    char out[4];
    int n = 0;
    if (c < 0x80) {
        out[n++] = c;
    } else if (c < 0x800) {
        out[n++] = 0xc0 | c >> 6;
    } else if (c < 0x10000) {
        out[n++] = 0xe0 | c >> 12;
        out[n++] = 0x80 | (c >> 6 & 0x3f);
    } else {
        out[n++] = 0xf0 | c >> 18;
        out[n++] = 0x80 | (c >> 12 & 0x3f);
        out[n++] = 0x80 | (c >> 6 & 0x3f);
    }
    if (c >= 0x80) out[n++] = 0x80 | (c & 0x3f);
    literal_add_plain(text, out, n);
}

/* --- escapes --- */

typedef struct Escapes {
    LiteralText *text;
    const SyntaxPlace *body, *token;
    int flags;
    const char *at, *end;     // what is left to read
} Escapes;

/* Positions in messages count characters beyond ASCII as the ten of \UXXXXXXXX. */
static size_t position(const Escapes *e, const char *at)
{
    size_t count = 0;
    for (const char *p = e->body->source->text + e->body->start; p < at; p++)
        count += !(*p & 0x80) ? 1 : (*p & 0xc0) == 0x80 ? 0 : 10;
    return count;
}

static bool fail_unicode(Escapes *e, const char *backslash, const char *end, const char *why)
{
    size_t from = position(e, backslash), to = position(e, end) - 1;
    raise_syntax_error_at(e->token, "(unicode error) 'unicodeescape' codec can't decode bytes in "
                          "position %zu-%zu: %s", from, to, why);
    return false;
}

static int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
        ? (c | 0x20) - 'a' + 10 : -1;
}

/* \xXX, \uXXXX, \UXXXXXXXX; `at` is past the letter. */
static bool add_hex(Escapes *e, const char *backslash, int digits, const char *why)
{
    uint32_t value = 0;
    int count = 0;
    for (; count < digits && e->at < e->end && hex_value(*e->at) >= 0; count++)
        value = value * 16 + hex_value(*e->at++);
    bool bytes = e->flags & LITERAL_BYTES;
    if (count < digits && bytes) {
        raise_syntax_error_at(e->token, "(value error) invalid \\x escape at position %zu",
                              position(e, backslash));
        return false;
    }
    if (count < digits) return fail_unicode(e, backslash, e->at, why);
    if (value > 0x10ffff) return fail_unicode(e, backslash, e->at, "illegal Unicode character");
    char byte = value;
    if (bytes) literal_add_plain(e->text, &byte, 1);
    else add_point(e->text, value);
    return true;
}

static bool add_named(Escapes *e, const char *backslash)
{
    const char *stop = e->at < e->end && *e->at == '{' ? memchr(e->at, '}', e->end - e->at) : NULL;
    if (!stop || stop == e->at + 1) {
        bool braces = e->at < e->end && *e->at == '{';
        const char *end = stop ? stop : braces ? e->end : e->at;
        return fail_unicode(e, backslash, end, "malformed \\N character escape");
    }
    uint32_t point;
    const char *name = e->at + 1;
    e->at = stop + 1;
    if (!unicode_find_name(name, stop - name, &point))
        return fail_unicode(e, backslash, e->at, "unknown Unicode character name");
    add_point(e->text, point);
    return true;
}

/* Blames the whole token, of an f-string its closing quotes. */
static bool warn_escape(Escapes *e, const char *backslash, const char *kind, size_t length)
{
    SyntaxPlace place = *e->token;
    if (e->flags & LITERAL_FSTRING) {
        const char *close = place.source->text + place.end - 1;
        bool triple = place.end - place.start >= 7 && close[-1] == *close && close[-2] == *close;
        place.start = place.end - (triple ? 3 : 1);
    }
    scoped Ref shown = str_from_utf8(backslash, length);
    return warn_syntax(&place, "invalid %sescape sequence '%S'", kind, shown);
}

static bool add_octal(Escapes *e, const char *backslash)
{
    uint32_t value = 0;
    e->at--;
    for (int i = 0; i < 3 && e->at < e->end && *e->at >= '0' && *e->at <= '7'; i++)
        value = value * 8 + (*e->at++ - '0');
    char byte = value;
    if (e->flags & LITERAL_BYTES) literal_add_plain(e->text, &byte, 1);
    else add_point(e->text, value);
    return value <= 0377 || warn_escape(e, backslash, "octal ", 4);
}

static bool add_unknown(Escapes *e, const char *backslash)
{
    const char *end = backslash + 2;                // one character, perhaps of several bytes
    while ((*end & 0xc0) == 0x80) end++;
    if (!warn_escape(e, backslash, "", (size_t)(end - backslash))) return false;
    literal_add_plain(e->text, backslash, 1);
    e->at = backslash + 1;
    return true;
}

/* One escape; `at` is past the backslash. */
static bool add_escape(Escapes *e)
{
    static const char simple[256] = {
        ['\\'] = '\\', ['\''] = '\'', ['"'] = '"', ['a'] = '\a', ['b'] = '\b', ['f'] = '\f',
        ['n'] = '\n', ['r'] = '\r', ['t'] = '\t', ['v'] = '\v',
    };
    const char *backslash = e->at - 1;
    if (e->at == e->end) {                     // before a brace of an f-string
        return add_unknown(e, backslash);
    }
    unsigned char c = *e->at++;
    bool unicode = !(e->flags & LITERAL_BYTES);
    if (simple[c]) {
        literal_add_plain(e->text, &simple[c], 1);
        return true;
    }
    if (c == '\n') return true;
    if (c >= '0' && c <= '7') return add_octal(e, backslash);
    if (c == 'x') return add_hex(e, backslash, 2, "truncated \\xXX escape");
    if (c == 'u' && unicode) return add_hex(e, backslash, 4, "truncated \\uXXXX escape");
    if (c == 'U' && unicode) return add_hex(e, backslash, 8, "truncated \\UXXXXXXXX escape");
    if (c == 'N' && unicode) return add_named(e, backslash);
    return add_unknown(e, backslash);
}

bool literal_add(LiteralText *text, const SyntaxPlace *body, const SyntaxPlace *token, int flags)
{
    const char *source = body->source->text;
    Escapes e = { text, body, token, flags, source + body->start, source + body->end };
    while (e.at < e.end) {
        const char *stop = e.at;
        while (stop < e.end && (*stop != '\\' || flags & LITERAL_RAW)
               && !(flags & LITERAL_FSTRING && (*stop == '{' || *stop == '}'))) stop++;
        literal_add_plain(text, e.at, stop - e.at);
        e.at = stop;
        if (stop == e.end) break;
        e.at++;
        if (*stop != '\\') {                   // the first of two braces
            literal_add_plain(text, stop, 1);
            e.at += e.at < e.end && *e.at == *stop;
        } else if (!add_escape(&e)) {
            return false;
        }
    }
    return true;
}

int literal_prefix(const SyntaxPlace *token, uint32_t *opening)
{
    const char *start = token->source->text + token->start, *p = start;
    int flags = 0;
    for (; *p != '\'' && *p != '"'; p++) {
        if ((*p | 0x20) == 'r') flags |= LITERAL_RAW;
        if ((*p | 0x20) == 'b') flags |= LITERAL_BYTES;
        if ((*p | 0x20) == 'f') flags |= LITERAL_FSTRING;
    }
    bool triple = token->end - token->start >= p - start + 3 && p[1] == *p && p[2] == *p;
    // '' is empty; ''' can only open.
    *opening = p - start + (triple ? 3 : 1);
    return flags;
}

bool literal_add_string(LiteralText *text, const SyntaxPlace *token)
{
    uint32_t opening, quotes;
    int flags = literal_prefix(token, &opening);
    const char *start = token->source->text + token->start;
    for (quotes = 1; quotes < opening
         && start[opening - quotes - 1] == start[opening - 1]; ) quotes++;
    SyntaxPlace body = { token->source, token->start + opening, token->end - quotes };
    if (flags & LITERAL_BYTES)
        for (uint32_t i = body.start; i < body.end; i++)
            if (token->source->text[i] & 0x80)
                return raise_syntax_error_at(token,
                                             "bytes can only contain ASCII literal characters");
    return literal_add(text, &body, token, flags);
}
