/* runtime/types/codec.h -- between text and octets: encodings and what to do about errors.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

/* UTF-8 of one character (surrogates too); the number of bytes, 1 to 4. */
static inline size_t utf8_put(char *to, uint32_t point)
{
    if (point < 0x80) {
        to[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        to[0] = (char)(0xc0 | point >> 6);
        to[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        to[0] = (char)(0xe0 | point >> 12);
        to[1] = (char)(0x80 | (point >> 6 & 0x3f));
        to[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | point >> 18);
    to[1] = (char)(0x80 | (point >> 12 & 0x3f));
    to[2] = (char)(0x80 | (point >> 6 & 0x3f));
    to[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}

typedef enum Encoding {
    ENCODING_UTF_8, ENCODING_UTF_8_SIG, ENCODING_LATIN_1, ENCODING_ASCII,
    ENCODING_UTF_16, ENCODING_UTF_16_LE, ENCODING_UTF_16_BE,
    ENCODING_UTF_32, ENCODING_UTF_32_LE, ENCODING_UTF_32_BE,
    ENCODING_OTHER,           // has to be looked up in the registry of `codecs`
} Encoding;
Encoding encoding_by_name(const char *name);              // "UTF_8", "latin1", "utf8" ...
const char *encoding_name(Encoding encoding);             // as error messages have it

MAY_RAISE Ref codec_encode(Obj s, Encoding encoding, const char *errors);   // bytes
/* `used` NULL: the input is all there is. Else an unfinished character at the end is left alone
 * and *used says how many bytes were read. `byte_order`, for UTF-16 and UTF-32, may be NULL;
 * in: -1 little, 0 by mark, 1 big; out: what was found. */
MAY_RAISE Ref codec_decode(const char *data, size_t length, Encoding encoding, const char *errors,
                           size_t *used, int *byte_order);
/* Any encoding and any object, through the registry. */
MAY_RAISE Ref codec_lookup(Obj encoding);                 // what the search function found
MAY_RAISE bool codec_register(Obj search);
bool codec_unregister(Obj search);

/* --- errors --- */
typedef enum ErrorPolicy {
    POLICY_STRICT, POLICY_IGNORE, POLICY_REPLACE, POLICY_BACKSLASH, POLICY_XML, POLICY_NAME,
    POLICY_ESCAPE,            // surrogateescape
    POLICY_PASS,              // surrogatepass
    POLICY_OTHER,             // a registered function
} ErrorPolicy;
ErrorPolicy error_policy(const char *errors);
extern Ref codec_error_handlers;                          // dict: name -> function; NULL: none yet

MAY_RAISE Ref codec_error_lookup(const char *errors);     // "unknown error handler name 'x'"
void *raise_encode_error(const char *encoding, Obj text, size_t from, size_t to, const char *reason);
void *raise_decode_error(const char *encoding, const char *data, size_t length, size_t from,
                         size_t to, const char *reason);
/* Asks a registered handler: replacement (str, or bytes when encoding) and where to go on. */
MAY_RAISE Ref codec_ask_encode(const char *errors, const char *encoding, Obj text, size_t from,
                               size_t to, const char *reason, size_t *resume);
MAY_RAISE Ref codec_ask_decode(const char *errors, const char *encoding, const char *data,
                               size_t length, size_t from, size_t to, const char *reason,
                               size_t *resume);
