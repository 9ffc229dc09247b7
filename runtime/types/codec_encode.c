/* runtime/types/codec_encode.c -- text to octets: UTF-8, UTF-16, UTF-32, Latin-1, ASCII.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"

static bool is_surrogate(uint32_t c) { return (c & ~0x7ffu) == 0xd800; }

static bool can_encode(Encoding encoding, uint32_t c)
{
    if (encoding == ENCODING_ASCII) return c < 128;
    if (encoding == ENCODING_LATIN_1) return c < 256;
    return !is_surrogate(c);
}

static void write_unit(OctetWriter *w, uint32_t unit, unsigned size, bool big)
{
    char octets[4];
    for (unsigned i = 0; i < size; i++) octets[i] = (char)(unit >> 8 * (big ? size - 1 - i : i));
    octets_write(w, octets, size);
}

static void write_point(OctetWriter *w, Encoding encoding, uint32_t c)
{
    char octets[4];
    bool big = encoding == ENCODING_UTF_16_BE || encoding == ENCODING_UTF_32_BE;
    switch (encoding) {
    case ENCODING_UTF_16: case ENCODING_UTF_16_LE: case ENCODING_UTF_16_BE:
        if (c < 0x10000) {
            write_unit(w, c, 2, big);
        } else {
            write_unit(w, 0xd7c0 + (c >> 10), 2, big);
            write_unit(w, 0xdc00 | (c & 0x3ff), 2, big);
        }
        break;
    case ENCODING_UTF_32: case ENCODING_UTF_32_LE: case ENCODING_UTF_32_BE:
        write_unit(w, c, 4, big);
        break;
    case ENCODING_LATIN_1: case ENCODING_ASCII:
        octets[0] = (char)c;
        octets_write(w, octets, 1);
        break;
    default:
        octets_write(w, octets, utf8_put(octets, c));
    }
}

static unsigned unit_of(Encoding encoding)
{
    if (encoding >= ENCODING_UTF_16 && encoding <= ENCODING_UTF_16_BE) return 2;
    return encoding >= ENCODING_UTF_32 && encoding <= ENCODING_UTF_32_BE ? 4 : 1;
}

static bool write_repaired(OctetWriter *w, Encoding encoding, Obj repaired, const Fault *fault)
{
    if (is_bytes(repaired)) {
        if (bytes_length(repaired) % unit_of(encoding)) return raise_fault(fault);
        octets_write(w, bytes_data(repaired), bytes_length(repaired));
        return true;
    }
    for (size_t i = 0; i < str_length(repaired); i++) {
        uint32_t c = str_at(repaired, i);
        if (!can_encode(encoding, c)) return raise_fault(fault);
        write_point(w, encoding, c);
    }
    return true;
}

static const char *encode_reason(Encoding encoding)
{
    return encoding == ENCODING_ASCII ? "ordinal not in range(128)"
         : encoding == ENCODING_LATIN_1 ? "ordinal not in range(256)" : "surrogates not allowed";
}

/* Deals with what starts at *at and cannot be encoded; moves *at on. */
static bool encode_fault(OctetWriter *w, Obj s, Encoding encoding, const char *errors, size_t *at)
{
    size_t length = str_length(s), to = *at + 1;
    bool runs = unit_of(encoding) == 1;                   // UTF-16 and -32 report each by itself
    while (runs && to < length && !can_encode(encoding, str_at(s, to))) to++;
    Fault fault = {
        .encoding = encoding_name(encoding), .text = s, .length = length, .from = *at, .to = to,
        .reason = encode_reason(encoding),
    };
    scoped Ref repaired = codec_repair(&fault, errors, at);
    return repaired && write_repaired(w, encoding, repaired, &fault);
}

static void write_mark(OctetWriter *w, Encoding encoding)
{
    if (encoding == ENCODING_UTF_16) write_unit(w, 0xfeff, 2, false);
    if (encoding == ENCODING_UTF_32) write_unit(w, 0xfeff, 4, false);
    if (encoding == ENCODING_UTF_8_SIG) octets_write(w, "\xef\xbb\xbf", 3);
}

Ref codec_encode(Obj s, Encoding encoding, const char *errors)
{
    bool octet = encoding == ENCODING_UTF_8 || encoding == ENCODING_ASCII
                 || encoding == ENCODING_LATIN_1;
    if (octet && str_is_ascii(s)) return bytes_from(str_data(s), str_length(s));
    if (encoding == ENCODING_LATIN_1 && str_points(s).width == 1) {
        return bytes_from(str_data(s), str_length(s));
    }
    if (encoding == ENCODING_ESCAPE || encoding == ENCODING_RAW_ESCAPE) {
        return codec_escape_encode(s, encoding == ENCODING_RAW_ESCAPE);
    }
    if (!heap_fits(str_length(s), sizeof(uint32_t))) return NULL;
    if (encoding == ENCODING_UTF_7) return codec_utf7_encode(s);
    scoped_writer OctetWriter w = { 0 };
    write_mark(&w, encoding);
    for (size_t i = 0; i < str_length(s);) {
        uint32_t c = str_at(s, i);
        if (likely(can_encode(encoding, c))) {
            write_point(&w, encoding, c);
            i++;
        } else if (!encode_fault(&w, s, encoding, errors, &i)) {
            return NULL;
        }
    }
    return octets_finish(&w);
}
