/* runtime/modules/binascii_text.c -- base64, quoted-printable and uuencode.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/modules/binascii.h"
#include "runtime/types/bytes.h"
#include <string.h>

static void put(OctetWriter *w, int c)
{
    char octet = (char)c;
    octets_write(w, &octet, 1);
}

/* --- base64 --- */

static const char digits64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int value64(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

typedef struct Base64 {
    bool strict, padding, done;
    int place, pads;          // digits of the group of four, and = behind them
    uint32_t bits;
} Base64;

static bool take_padding(Base64 *b, bool last)
{
    b->padding = true;
    if (b->strict && b->place == 0) return raise_binascii("Excess padding not allowed");
    if (b->place >= 2 && b->place + ++b->pads >= 4) {
        if (b->strict && !last) return raise_binascii("Excess data after padding");
        b->done = true;
    }
    return true;
}

static bool take_digit(Base64 *b, OctetWriter *w, int value)
{
    if (value < 0) return !b->strict || raise_binascii("Only base64 data is allowed");
    if (b->strict && b->padding) return raise_binascii("Discontinuous padding not allowed");
    b->pads = 0;
    b->bits = b->bits << 6 | (uint32_t)value;
    if (b->place) put(w, (int)(b->bits >> (6 - 2 * b->place)));
    b->place = (b->place + 1) % 4;
    return true;
}

Ref binascii_a2b_base64(const Obj arg[])
{
    Base64 b = { 0 };
    scoped_octets Octets text = { 0 };
    if (!binascii_read(arg[0], &text) || !binascii_flag(arg[1], false, &b.strict)) return NULL;
    if (b.strict && text.length && text.data[0] == '=') {
        return raise_binascii("Leading padding not allowed");
    }
    scoped_writer OctetWriter w = { 0 };
    for (size_t i = 0; i < text.length && !b.done; i++) {
        bool good = text.data[i] == '=' ? take_padding(&b, i + 1 == text.length)
                                        : take_digit(&b, &w, value64(text.data[i]));
        if (!good) return NULL;
    }
    if (b.place == 1) {
        return raise_binascii("Invalid base64-encoded string: number of data characters (%zu) "
                              "cannot be 1 more than a multiple of 4", w.length / 3 * 4 + 1);
    }
    if (b.place && !b.done) return raise_binascii("Incorrect padding");
    return octets_finish(&w);
}

Ref binascii_b2a_base64(const Obj arg[])
{
    bool newline;
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[0], &octets) || !binascii_flag(arg[1], true, &newline)) return NULL;
    scoped_writer OctetWriter w = { 0 };
    for (size_t i = 0; i < octets.length; i += 3) {
        size_t count = octets.length - i < 3 ? octets.length - i : 3;
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; k++) {
            bits = bits << 8 | (k < count ? (uint8_t)octets.data[i + k] : 0);
        }
        for (size_t k = 0; k < 4; k++) {
            put(&w, k <= count ? digits64[bits >> (18 - 6 * k) & 63] : '=');
        }
    }
    if (newline) put(&w, '\n');
    return octets_finish(&w);
}

/* --- quoted-printable --- */

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t read_quoted(OctetWriter *w, const Octets *text, size_t at)   // behind the =
{
    if (at >= text->length) return at;
    const char *p = text->data + at;
    if (*p == '\n' || *p == '\r') {                       // a line that goes on
        while (at < text->length && text->data[at] != '\n') at++;
        return at + 1;
    }
    bool pair = at + 1 < text->length && hex_value(p[0]) >= 0 && hex_value(p[1]) >= 0;
    put(w, pair ? hex_value(p[0]) << 4 | hex_value(p[1]) : '=');
    return at + (pair ? 2 : *p == '=');
}

Ref binascii_a2b_qp(const Obj arg[])
{
    bool header;
    scoped_octets Octets text = { 0 };
    if (!binascii_read(arg[0], &text) || !binascii_flag(arg[1], false, &header)) return NULL;
    scoped_writer OctetWriter w = { 0 };
    for (size_t i = 0; i < text.length;) {
        char c = text.data[i++];
        if (c == '=') i = read_quoted(&w, &text, i);
        else put(&w, header && c == '_' ? ' ' : c);
    }
    return octets_finish(&w);
}

enum { QP_LINE = 76 };
typedef struct Quoting {
    const char *data;
    size_t length, column;
    bool tabs, text, header, crlf;
    OctetWriter out;
} Quoting;

static bool must_quote(const Quoting *q, size_t i)
{
    uint8_t c = (uint8_t)q->data[i];
    bool last = i + 1 == q->length, blank = c == ' ' || c == '\t';
    char next = last ? 0 : q->data[i + 1];
    if (c > 126 || c == '=' || (q->header && c == '_')) return true;
    if (c == '.' && q->column == 0 && (next == '\n' || next == '\r' || next == 0)) return true;
    if (c == '\r' || c == '\n') return !q->text;
    if (blank && last) return true;
    return c < 33 && (q->tabs || !blank);
}

static void write_hex(OctetWriter *w, uint8_t c)
{
    put(w, "0123456789ABCDEF"[c >> 4]);
    put(w, "0123456789ABCDEF"[c & 15]);
}

static void write_line_end(Quoting *q, bool soft)
{
    if (soft) put(&q->out, '=');
    if (q->crlf) put(&q->out, '\r');
    put(&q->out, '\n');
    q->column = 0;
}

/* Blank space before the end of a line would be lost. */
static void protect_blank(OctetWriter *w)
{
    char last = w->length ? w->data[w->length - 1] : 0;
    if (last != ' ' && last != '\t') return;
    w->data[w->length - 1] = '=';
    write_hex(w, (uint8_t)last);
}

static size_t write_quoted(Quoting *q, size_t i)          // where to go on
{
    char c = q->data[i];
    if (must_quote(q, i)) {
        if (q->column + 3 >= QP_LINE) write_line_end(q, true);
        put(&q->out, '=');
        write_hex(&q->out, (uint8_t)c);
        q->column += 3;
        return i + 1;
    }
    bool pair = c == '\r' && i + 1 < q->length && q->data[i + 1] == '\n';
    if (q->text && (c == '\n' || pair)) {
        protect_blank(&q->out);
        write_line_end(q, false);
        return i + 1 + pair;
    }
    if (i + 1 != q->length && q->data[i + 1] != '\n' && q->column + 1 >= QP_LINE) {
        write_line_end(q, true);
    }
    q->column++;
    put(&q->out, q->header && c == ' ' ? '_' : c);
    return i + 1;
}

Ref binascii_b2a_qp(const Obj arg[])
{
    enum { data, tabs, text, header };
    scoped_octets Octets octets = { 0 };
    Quoting q = { 0 };
    if (!octets_read(arg[data], &octets) || !binascii_flag(arg[tabs], false, &q.tabs)
        || !binascii_flag(arg[text], true, &q.text)
        || !binascii_flag(arg[header], false, &q.header)) return NULL;
    q.data = octets.data;
    q.length = octets.length;
    const char *line = memchr(q.data, '\n', q.length);
    q.crlf = line && line > q.data && line[-1] == '\r';
    for (size_t i = 0; i < q.length;) i = write_quoted(&q, i);
    return octets_finish(&q.out);
}

/* --- uuencode --- */

/* The next six bits; a line cut short is filled with zeros. -1: not a digit. */
static int next_uu(const Octets *text, size_t *at)
{
    if (*at >= text->length || text->data[*at] == '\n' || text->data[*at] == '\r') return 0;
    uint8_t c = (uint8_t)text->data[(*at)++];
    return c < ' ' || c > ' ' + 64 ? -1 : (c - ' ') & 63;
}

Ref binascii_a2b_uu(const Obj arg[])
{
    scoped_octets Octets text = { 0 };
    if (!binascii_read(arg[0], &text)) return NULL;
    size_t at = 1, length = ((text.length ? (uint8_t)text.data[0] : 0) - ' ') & 63;
    scoped_writer OctetWriter w = { 0 };
    uint32_t bits = 0;
    for (int held = 0; w.length < length;) {
        int digit = next_uu(&text, &at);
        if (digit < 0) return raise_binascii("Illegal char");
        bits = bits << 6 | (uint32_t)digit;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        put(&w, (int)(bits >> held));
    }
    for (; at < text.length; at++) {
        if (!memchr(" `\n\r", text.data[at], 4)) return raise_binascii("Trailing garbage");
    }
    return octets_finish(&w);
}

Ref binascii_b2a_uu(const Obj arg[])
{
    bool backtick;
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[0], &octets) || !binascii_flag(arg[1], false, &backtick)) return NULL;
    if (octets.length > 45) return raise_binascii("At most 45 bytes at once");
    scoped_writer OctetWriter w = { 0 };
    char zero = backtick ? '`' : ' ';
    put(&w, octets.length ? ' ' + (int)octets.length : zero);
    for (size_t i = 0; i < octets.length; i += 3) {
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; k++) {
            bits = bits << 8 | (i + k < octets.length ? (uint8_t)octets.data[i + k] : 0);
        }
        for (int k = 3; k >= 0; k--) {
            int digit = bits >> 6 * k & 63;
            put(&w, digit ? ' ' + digit : zero);
        }
    }
    put(&w, '\n');
    return octets_finish(&w);
}
