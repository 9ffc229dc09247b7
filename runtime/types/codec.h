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
    ENCODING_ESCAPE, ENCODING_RAW_ESCAPE, ENCODING_UTF_7,
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
Ref  codec_escape_encode(Obj s, bool raw);                // unicode_escape, raw_unicode_escape
MAY_RAISE Ref codec_escape_decode(const char *data, size_t length, const char *errors, bool raw);
/* Octets as a literal of bytes has them, without its quotes; and back. */
Ref  codec_escape_octets(const char *data, size_t length);
MAY_RAISE Ref codec_unescape_octets(const char *data, size_t length, const char *errors);
Ref  codec_utf7_encode(Obj s);
MAY_RAISE Ref codec_utf7_decode(const char *data, size_t length, const char *errors, size_t *used);
/* Any encoding, through the registry; *input* may be any object unless `text` is wanted. */
MAY_RAISE Ref codec_run(Obj input, Obj encoding, const char *errors, bool decode, bool text);
MAY_RAISE Ref codec_lookup(Obj encoding);                 // what the search function found
MAY_RAISE bool codec_register(Obj search);
MAY_RAISE bool codec_unregister(Obj search);

/* Names of encodings and of error handlers are looked up even where there is nothing to do. */
extern bool codec_check_always;

/* --- errors --- */
/* Something that an encoder (text set) or a decoder (data set) cannot do. */
typedef struct Fault {
    const char *encoding;
    Obj text;
    const char *data;
    size_t length;            // of text or data
    size_t from, to;          // what is at fault
    const char *reason;
} Fault;
void *raise_fault(const Fault *fault);                    // UnicodeEncodeError, UnicodeDecodeError
/* What to put in place (str; an encoder may get bytes too) by the error handler named `errors`
 * (NULL: "strict"), and where to go on. */
MAY_RAISE Ref codec_repair(const Fault *fault, const char *errors, size_t *resume);
MAY_RAISE Ref codec_get_handler(const char *errors);      // a function
MAY_RAISE bool codec_set_handler(Obj name, Obj handler);
/* The handlers themselves, on the exception that they were made for: (replacement, position). */
extern const Method codec_handlers[];
