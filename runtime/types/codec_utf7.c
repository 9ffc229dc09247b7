/* runtime/types/codec_utf7.c -- UTF-7: text in ASCII, the rest of it as UTF-16 in Base64 (RFC 2152).
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Base64 under way: between + and whatever ends it. */
typedef struct Shift {
    bool inside;
    uint32_t buffer;          // bits not used yet
    unsigned bits;            // how many
    uint32_t high;            // the first half of a pair, waiting for the second; 0: none
} Shift;

static int digit_of(uint8_t c)
{
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* --- text to octets --- */

static bool stands_for_itself(uint32_t c)
{
    return (c >= 32 && c < 126 && c != '+' && c != '\\') || c == '\t' || c == '\n' || c == '\r';
}

static void put(OctetWriter *w, char octet)
{
    octets_write(w, &octet, 1);
}

static void put_unit(OctetWriter *w, Shift *s, uint32_t unit)
{
    s->buffer = s->buffer << 16 | unit;
    s->bits += 16;
    while (s->bits >= 6) {
        s->bits -= 6;
        put(w, digits[s->buffer >> s->bits & 63]);
    }
}

static void shift_out(OctetWriter *w, Shift *s, bool marked)
{
    if (s->bits) put(w, digits[s->buffer << (6 - s->bits) & 63]);
    if (marked) put(w, '-');
    *s = (Shift){ 0 };
}

Ref codec_utf7_encode(Obj text)
{
    scoped_writer OctetWriter w = { 0 };
    Shift s = { 0 };
    for (size_t i = 0; i < str_length(text); i++) {
        uint32_t c = str_at(text, i);
        if (stands_for_itself(c)) {
            if (s.inside) shift_out(&w, &s, digit_of((uint8_t)c) >= 0 || c == '-');
            put(&w, (char)c);
        } else if (c == '+' && !s.inside) {
            octets_write(&w, "+-", 2);
        } else {
            if (!s.inside) put(&w, '+');
            s.inside = true;
            if (c >= 0x10000) put_unit(&w, &s, 0xd7c0 + (c >> 10));
            put_unit(&w, &s, c >= 0x10000 ? 0xdc00 | (c & 0x3ff) : c);
        }
    }
    if (s.inside) shift_out(&w, &s, true);
    return octets_finish(&w);
}

/* --- octets to text --- */

typedef struct Reader {
    const uint8_t *data;
    size_t length, at;
    size_t from;              // where the + or the octet at fault is
    size_t written;           // characters of out before the last +
    Shift shift;
    Writer out;
} Reader;

static void take_unit(Reader *r, uint32_t unit)
{
    Shift *s = &r->shift;
    bool second = (unit & ~0x3ffu) == 0xdc00;
    if (s->high && second) {
        writer_char(&r->out, 0x10000 + ((s->high & 0x3ff) << 10 | (unit & 0x3ff)));
        s->high = 0;
        return;
    }
    if (s->high) writer_char(&r->out, s->high);
    bool first = (unit & ~0x3ffu) == 0xd800;
    s->high = first ? unit : 0;
    if (!first) writer_char(&r->out, unit);
}

static void take_digit(Reader *r, int digit)
{
    Shift *s = &r->shift;
    s->buffer = s->buffer << 6 | (uint32_t)digit;
    s->bits += 6;
    r->at++;
    if (s->bits < 16) return;
    s->bits -= 16;
    uint32_t unit = s->buffer >> s->bits;
    s->buffer &= (1u << s->bits) - 1;
    take_unit(r, unit);
}

/* What is wrong with the end of Base64, before an octet that is no digit; NULL: nothing. */
static const char *leave(Reader *r, uint8_t c)
{
    Shift s = r->shift;
    r->shift.inside = false;
    if (s.bits >= 6 || s.buffer) {
        r->at++;
        return s.bits >= 6 ? "partial character in shift sequence"
                           : "non-zero padding bits in shift sequence";
    }
    if (s.high && c < 128 && c != '+') writer_char(&r->out, s.high);
    if (c == '-') r->at++;
    return NULL;
}

static const char *enter(Reader *r)
{
    r->from = r->at++;
    if (r->at < r->length && r->data[r->at] == '-') {
        r->at++;
        writer_char(&r->out, '+');
        return NULL;
    }
    if (r->at < r->length && digit_of(r->data[r->at]) < 0) {
        r->at++;
        return "ill-formed sequence";
    }
    r->shift = (Shift){ .inside = true };
    r->written = r->out.length;
    return NULL;
}

/* Reads one octet; what is wrong with it, or NULL. */
static const char *step(Reader *r)
{
    uint8_t c = r->data[r->at];
    if (r->shift.inside) {
        int digit = digit_of(c);
        if (digit < 0) return leave(r, c);
        take_digit(r, digit);
        return NULL;
    }
    if (c == '+') return enter(r);
    if (c < 128) {
        writer_char(&r->out, c);
        r->at++;
        return NULL;
    }
    r->from = r->at++;
    return "unexpected special character";
}

/* All octets; `whole`: nothing more will come. */
static bool read_all(Reader *r, const char *errors, bool whole)
{
    for (;;) {
        const char *reason = NULL;
        while (r->at < r->length && !(reason = step(r))) { }
        const Shift *s = &r->shift;
        if (!reason && whole && s->inside) {
            r->shift.inside = false;
            if (s->high || s->bits >= 6 || s->buffer) reason = "unterminated shift sequence";
        }
        if (!reason) return true;
        Fault fault = {
            .encoding = "utf7", .data = (const char *)r->data, .length = r->length,
            .from = r->from, .to = r->at, .reason = reason,
        };
        scoped Ref repaired = codec_repair(&fault, errors, &r->at);
        if (!repaired) return false;
        writer_str(&r->out, repaired);
    }
}

Ref codec_utf7_decode(const char *data, size_t length, const char *errors, size_t *used)
{
    Reader r = { .data = (const uint8_t *)data, .length = length };
    if (!read_all(&r, errors, !used)) {
        writer_discard(&r.out);
        return NULL;
    }
    if (used) *used = r.shift.inside ? r.from : r.at;
    size_t certain = r.shift.inside ? r.written : r.out.length;
    scoped Ref text = writer_finish(&r.out);
    return str_slice(text, 0, certain);
}
