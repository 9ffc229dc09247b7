/* runtime/types/codec_decode.c -- octets to text: UTF-8, UTF-16, UTF-32, Latin-1, ASCII.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/types/codec.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"

/* One character read from the octets at `at`. */
typedef struct Reading {
    uint32_t point;
    size_t size;              // octets it takes; at fault: those to be reported
    const char *reason;       // NULL: good
    bool unfinished;          // more octets could make it good
} Reading;

typedef Reading (*Reader)(const uint8_t *at, size_t left, bool big);

static Reading fault(size_t size, const char *reason, bool unfinished)
{
    return (Reading){ 0, size, reason, unfinished };
}

/* The range allowed for the second octet keeps out overlong forms, surrogates, and what is
 * beyond U+10FFFF. */
static Reading read_utf8(const uint8_t *p, size_t left, bool big)
{
    (void)big;
    uint8_t lead = p[0], low = 0x80, high = 0xbf;
    if (lead < 0x80) return (Reading){ lead, 1, NULL, false };
    if (lead < 0xc2 || lead > 0xf4) return fault(1, "invalid start byte", false);
    size_t size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (lead == 0xe0) low = 0xa0;
    if (lead == 0xed) high = 0x9f;
    if (lead == 0xf0) low = 0x90;
    if (lead == 0xf4) high = 0x8f;
    uint32_t point = lead & (0xffu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if (i == left) return fault(left, "unexpected end of data", true);
        if (p[i] < low || p[i] > high) return fault(i, "invalid continuation byte", false);
        point = point << 6 | (p[i] & 0x3f);
        low = 0x80;
        high = 0xbf;
    }
    return (Reading){ point, size, NULL, false };
}

static uint32_t unit_at(const uint8_t *p, bool big)
{
    return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static Reading read_utf16(const uint8_t *p, size_t left, bool big)
{
    if (left < 2) return fault(left, "truncated data", true);
    uint32_t first = unit_at(p, big);
    if ((first & ~0x7ffu) != 0xd800) return (Reading){ first, 2, NULL, false };
    if (first >= 0xdc00) return fault(2, "illegal encoding", false);
    if (left < 4) return fault(left, "unexpected end of data", true);
    uint32_t second = unit_at(p + 2, big);
    if ((second & ~0x3ffu) != 0xdc00) return fault(2, "illegal UTF-16 surrogate", false);
    return (Reading){ 0x10000 + ((first & 0x3ff) << 10 | (second & 0x3ff)), 4, NULL, false };
}

static Reading read_utf32(const uint8_t *p, size_t left, bool big)
{
    if (left < 4) return fault(left, "truncated data", true);
    uint32_t c = big ? unit_at(p, true) << 16 | unit_at(p + 2, true)
                     : unit_at(p + 2, false) << 16 | unit_at(p, false);
    if ((c & ~0x7ffu) == 0xd800) {
        return fault(4, "code point in surrogate code point range(0xd800, 0xe000)", false);
    }
    if (c > 0x10ffff) return fault(4, "code point not in range(0x110000)", false);
    return (Reading){ c, 4, NULL, false };
}

static Reading read_ascii(const uint8_t *p, size_t left, bool big)
{
    (void)left, (void)big;
    if (p[0] < 128) return (Reading){ p[0], 1, NULL, false };
    return fault(1, "ordinal not in range(128)", false);
}

typedef struct Decoding {
    const char *data;
    size_t length;
    Reader read;
    bool big;
    const char *encoding, *errors;
    size_t *used;             // NULL: the input is all there is
} Decoding;

/* Writes from `at` on; returns where it stopped through *at. */
static bool decode_rest(Writer *w, const Decoding *d, size_t *at)
{
    while (*at < d->length) {
        Reading r = d->read((const uint8_t *)d->data + *at, d->length - *at, d->big);
        if (likely(!r.reason)) {
            writer_char(w, r.point);
            *at += r.size;
            continue;
        }
        if (r.unfinished && d->used) return true;
        Fault f = {
            .encoding = d->encoding, .data = d->data, .length = d->length, .from = *at,
            .to = *at + r.size, .reason = r.reason,
        };
        scoped Ref repaired = codec_repair(&f, d->errors, at);
        if (!repaired) return false;
        writer_str(w, repaired);
    }
    return true;
}

static Ref decode_all(const Decoding *d, size_t from)
{
    Writer w = { 0 };
    size_t at = from;
    if (!decode_rest(&w, d, &at)) {
        writer_discard(&w);
        return NULL;
    }
    if (d->used) *d->used = at;
    return writer_finish(&w);
}

static bool is_valid_utf8(const char *data, size_t length)
{
    const uint8_t *p = (const uint8_t *)data;
    for (size_t i = 0; i < length;) {
        if (p[i] < 0x80) {
            i++;
            continue;
        }
        Reading r = read_utf8(p + i, length - i, false);
        if (r.reason) return false;
        i += r.size;
    }
    return true;
}

static Ref decode_octets(const char *data, size_t length, Encoding encoding, const char *errors,
                         size_t *used)
{
    size_t from = encoding == ENCODING_UTF_8_SIG && length >= 3
                  && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    bool utf8 = encoding == ENCODING_UTF_8 || encoding == ENCODING_UTF_8_SIG;
    if (used) *used = length;
    if (encoding == ENCODING_LATIN_1) return str_from_latin1((const uint8_t *)data, length);
    if (points_are_ascii(data + from, length - from)) {
        return str_from_ascii(data + from, length - from);
    }
    if (utf8 && is_valid_utf8(data + from, length - from)) {
        return str_from_utf8(data + from, length - from);
    }
    Decoding d = {
        .data = data, .length = length, .read = utf8 ? read_utf8 : read_ascii,
        .encoding = encoding_name(encoding), .errors = errors, .used = used,
    };
    return decode_all(&d, from);
}

/* Reads a byte order mark; *order as in codec.h. The octets of the mark. */
static size_t read_mark(const char *data, size_t length, unsigned size, int *order)
{
    static const char little[] = "\xff\xfe\0\0", big[] = "\0\0\xfe\xff";
    if (*order || length < size) return 0;
    if (memcmp(data, little, size) == 0) *order = -1;
    else if (memcmp(data, big + 4 - size, size) == 0) *order = 1;
    return *order ? size : 0;
}

static Ref decode_units(const char *data, size_t length, Encoding encoding, const char *errors,
                        size_t *used, int *byte_order)
{
    bool wide = encoding >= ENCODING_UTF_32;
    int order = byte_order ? *byte_order : 0;
    if (encoding == ENCODING_UTF_16_LE || encoding == ENCODING_UTF_32_LE) order = -1;
    if (encoding == ENCODING_UTF_16_BE || encoding == ENCODING_UTF_32_BE) order = 1;
    size_t from = read_mark(data, length, wide ? 4 : 2, &order);
    bool big = order > 0;
    Decoding d = {
        .data = data, .length = length, .read = wide ? read_utf32 : read_utf16, .big = big,
        .encoding = encoding_name(wide ? big ? ENCODING_UTF_32_BE : ENCODING_UTF_32_LE
                                       : big ? ENCODING_UTF_16_BE : ENCODING_UTF_16_LE),
        .errors = errors, .used = used,
    };
    if (byte_order) *byte_order = order;
    return decode_all(&d, from);
}

Ref codec_decode(const char *data, size_t length, Encoding encoding, const char *errors,
                 size_t *used, int *byte_order)
{
    if (encoding >= ENCODING_UTF_16 && encoding <= ENCODING_UTF_32_BE) {
        return decode_units(data, length, encoding, errors, used, byte_order);
    }
    if (encoding == ENCODING_ESCAPE || encoding == ENCODING_RAW_ESCAPE) {
        if (used) *used = length;
        return codec_escape_decode(data, length, errors, encoding == ENCODING_RAW_ESCAPE);
    }
    if (encoding == ENCODING_UTF_7) return codec_utf7_decode(data, length, errors, used);
    return decode_octets(data, length, encoding, errors, used);
}
