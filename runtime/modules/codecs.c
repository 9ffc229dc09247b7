/* runtime/modules/codecs.c -- the module _codecs: the registry, and each codec by itself.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/types/builtin.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/modules/codecs.h"

/* The word for an argument that may be left out or None; false: raised. */
bool codecs_word(Obj x, const char *function, const char *name, const char **word)
{
    *word = NULL;
    if (!x || is_none(x)) return true;
    if (!is_str(x)) {
        return raise_type_error("%s() argument '%s' must be str, not %A", function, name, x);
    }
    return (*word = str_c_text(x));
}

/* --- the registry --- */

static Ref codecs_register(const Obj arg[])
{
    return codec_register(arg[0]) ? none_new() : NULL;
}

static Ref codecs_unregister(const Obj arg[])
{
    return codec_unregister(arg[0]) ? none_new() : NULL;
}

static Ref codecs_lookup(const Obj arg[])
{
    if (!is_str(arg[0])) return raise_type_error("lookup() argument must be str, not %A", arg[0]);
    return codec_lookup(arg[0]);
}

static Ref run_any(const Obj arg[], bool decode)
{
    enum { object, encoding, errors };
    const char *function = decode ? "decode" : "encode", *name, *policy;
    if (!codecs_word(arg[encoding], function, "encoding", &name)
        || !codecs_word(arg[errors], function, "errors", &policy)) return NULL;
    Encoding known = name ? encoding_by_name(name) : ENCODING_UTF_8;
    if (known != ENCODING_OTHER && !decode && is_str(arg[object])) {
        return codec_encode(arg[object], known, policy);
    }
    if (known != ENCODING_OTHER && decode && object_has_buffer(arg[object])) {
        scoped_octets Octets octets = { 0 };
        if (!octets_read(arg[object], &octets)) return NULL;
        return codec_decode(octets.data, octets.length, known, policy, NULL, NULL);
    }
    scoped Ref wanted = str_from_text(name ? name : "utf-8");
    return codec_run(arg[object], wanted, policy, decode, false);
}

static Ref codecs_encode(const Obj arg[]) { return run_any(arg, false); }
static Ref codecs_decode(const Obj arg[]) { return run_any(arg, true); }

static Ref codecs_register_error(const Obj arg[])
{
    enum { name, handler };
    if (!str_check(arg[name], "register_error", 1)) return NULL;
    scoped Ref plain = str_slice(arg[name], 0, str_length(arg[name]));
    return codec_set_handler(plain, arg[handler]) ? none_new() : NULL;
}

static Ref codecs_lookup_error(const Obj arg[])
{
    if (!is_str(arg[0])) {
        return raise_type_error("lookup_error() argument must be str, not %A", arg[0]);
    }
    const char *name = str_c_text(arg[0]);
    return name ? codec_get_handler(name) : NULL;
}

/* --- codecs one by one --- */

Ref codecs_pair(Ref made, size_t used)                    // consumes; NULL: raised
{
    scoped Ref first = made, second = int_new((intptr_t)used);
    return first ? tuple_pack(2, first, second) : NULL;
}

static Ref encode_pair(const Obj arg[], Encoding encoding, const char *function)
{
    enum { text, errors };
    const char *policy;
    if (!str_check(arg[text], function, 1)) return NULL;
    if (!codecs_word(arg[errors], function, "errors", &policy)) return NULL;
    return codecs_pair(codec_encode(arg[text], encoding, policy), str_length(arg[text]));
}

static Ref decode_pair(const Obj arg[], Encoding encoding, const char *function, bool incremental)
{
    enum { data, errors, final };
    const char *policy;
    bool is_final = !incremental;
    if (!codecs_word(arg[errors], function, "errors", &policy)) return NULL;
    if (incremental && arg[final] && !object_truth(arg[final], &is_final)) return NULL;
    scoped_octets Octets octets = { 0 };
    scoped Ref encoded = is_str(arg[data]) ? codec_encode(arg[data], ENCODING_UTF_8, NULL) : NULL;
    bool escape = encoding == ENCODING_ESCAPE || encoding == ENCODING_RAW_ESCAPE;
    if (!octets_read(encoded && escape ? encoded : arg[data], &octets)) return NULL;
    size_t used = octets.length;
    Ref made = codec_decode(octets.data, octets.length, encoding, policy,
                            is_final ? NULL : &used, NULL);
    return codecs_pair(made, used);
}

#define CODEC(name, encoding, incremental)                                             \
    static Ref name##_encode(const Obj arg[])                                          \
    {                                                                                  \
        return encode_pair(arg, encoding, #name "_encode");                            \
    }                                                                                  \
    static Ref name##_decode(const Obj arg[])                                          \
    {                                                                                  \
        return decode_pair(arg, encoding, #name "_decode", incremental);               \
    }
CODEC(utf_8, ENCODING_UTF_8, true)
CODEC(utf_7, ENCODING_UTF_7, true)
CODEC(utf_16, ENCODING_UTF_16, true)
CODEC(utf_16_le, ENCODING_UTF_16_LE, true)
CODEC(utf_16_be, ENCODING_UTF_16_BE, true)
CODEC(utf_32, ENCODING_UTF_32, true)
CODEC(utf_32_le, ENCODING_UTF_32_LE, true)
CODEC(utf_32_be, ENCODING_UTF_32_BE, true)
CODEC(unicode_escape, ENCODING_ESCAPE, false)
CODEC(raw_unicode_escape, ENCODING_RAW_ESCAPE, false)
CODEC(latin_1, ENCODING_LATIN_1, false)
CODEC(ascii, ENCODING_ASCII, false)

/* As decode_pair, with the byte order going in and out. */
static Ref decode_with_order(const Obj arg[], Encoding encoding, const char *function)
{
    enum { data, errors, order, final };
    const char *policy;
    bool is_final = false;
    long given = 0;
    if (!codecs_word(arg[errors], function, "errors", &policy)) return NULL;
    if (arg[order] && !object_to_long(arg[order], &given)) return NULL;
    if (arg[final] && !object_truth(arg[final], &is_final)) return NULL;
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[data], &octets)) return NULL;
    size_t used = octets.length;
    int found = given < 0 ? -1 : given > 0;
    scoped Ref made = codec_decode(octets.data, octets.length, encoding, policy,
                                   is_final ? NULL : &used, &found);
    if (!made) return NULL;
    scoped Ref count = int_new((intptr_t)used);
    return tuple_pack(3, made, count, small_int(found));
}

static Ref utf_16_ex_decode(const Obj arg[])
{
    return decode_with_order(arg, ENCODING_UTF_16, "utf_16_ex_decode");
}

static Ref utf_32_ex_decode(const Obj arg[])
{
    return decode_with_order(arg, ENCODING_UTF_32, "utf_32_ex_decode");
}

static Ref readbuffer_encode(const Obj arg[])
{
    scoped Ref encoded = is_str(arg[0]) ? codec_encode(arg[0], ENCODING_UTF_8, NULL) : NULL;
    if (is_str(arg[0]) && !encoded) return NULL;
    scoped_octets Octets octets = { 0 };
    if (!octets_read(encoded ? encoded : arg[0], &octets)) return NULL;
    return codecs_pair(bytes_from(octets.data, octets.length), octets.length);
}

static Ref escape_encode(const Obj arg[])
{
    if (!is_bytes(arg[0]))
        return raise_type_error("escape_encode() argument 1 must be bytes, not %A", arg[0]);
    return codecs_pair(codec_escape_octets(bytes_data(arg[0]), bytes_length(arg[0])),
                       bytes_length(arg[0]));
}

static Ref escape_decode(const Obj arg[])
{
    enum { data, errors };
    scoped Ref encoded = is_str(arg[data]) ? codec_encode(arg[data], ENCODING_UTF_8, NULL) : NULL;
    const char *handler = NULL;
    if (is_str(arg[data]) && !encoded) return NULL;
    if (arg[errors] && !is_none(arg[errors])) {
        if (!str_check(arg[errors], "escape_decode", 2)
            || !(handler = str_utf8(arg[errors], NULL))) return NULL;
    }
    scoped_octets Octets octets = { 0 };
    if (!octets_read(encoded ? encoded : arg[data], &octets)) return NULL;
    Ref plain = codec_unescape_octets(octets.data, octets.length, handler);
    return plain ? codecs_pair(plain, octets.length) : NULL;
}

#define DECODE(name) { #name "_decode(data, errors=None, final=False, /)", name##_decode, \
                       "The text that data encodes, and the octets used." }
#define DECODE_ALL(name) { #name "_decode(data, errors=None, /)", name##_decode, \
                           "The text that data encodes, and the octets used." }
#define ENCODE(name) { #name "_encode(str, errors=None, /)", name##_encode, \
                       "The text as bytes, and its length." }
static const Method codecs_functions[] = {
    { "register(search_function, /)", codecs_register,
      "Adds a function that finds codecs by name." },
    { "unregister(search_function, /)", codecs_unregister, "Takes such a function away." },
    { "lookup(encoding, /)", codecs_lookup, "The codec of an encoding." },
    { "encode(obj, encoding='utf-8', errors='strict')", codecs_encode, "obj encoded." },
    { "decode(obj, encoding='utf-8', errors='strict')", codecs_decode, "obj decoded." },
    { "register_error(errors, handler, /)", codecs_register_error, "Adds an error handler." },
    { "lookup_error(name, /)", codecs_lookup_error, "The error handler of that name." },
    ENCODE(utf_8), DECODE(utf_8), ENCODE(utf_16), DECODE(utf_16), ENCODE(utf_16_le),
    DECODE(utf_16_le), ENCODE(utf_16_be), DECODE(utf_16_be), ENCODE(utf_32), DECODE(utf_32),
    ENCODE(utf_7), DECODE(utf_7),
    ENCODE(utf_32_le), DECODE(utf_32_le), ENCODE(utf_32_be), DECODE(utf_32_be),
    ENCODE(latin_1), DECODE_ALL(latin_1), ENCODE(ascii), DECODE_ALL(ascii),
    ENCODE(unicode_escape), DECODE_ALL(unicode_escape), ENCODE(raw_unicode_escape),
    DECODE_ALL(raw_unicode_escape),
    { "utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)", utf_16_ex_decode,
      "Text, octets used, and byte order." },
    { "utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)", utf_32_ex_decode,
      "Text, octets used, and byte order." },
    { "escape_encode(data, errors=None, /)", escape_encode, "As a literal of bytes has them." },
    { "escape_decode(data, errors=None, /)", escape_decode, "What a literal of bytes stands for." },
    { "readbuffer_encode(data, errors=None, /)", readbuffer_encode, "The octets of data." },
    { "charmap_build(map, /)", codecs_charmap_build, "An encoding table from a decoding one." },
    { "charmap_encode(str, errors=None, mapping=None, /)", codecs_charmap_encode, "By a table." },
    { "charmap_decode(data, errors=None, mapping=None, /)", codecs_charmap_decode, "By a table." },
    { 0 }
};

static bool codecs_start(Ref module)
{
    for (const Method *row = codec_handlers; row->signature; row++) {
        Ref handler = builtin_new(row, module);
        module_add(module, str_utf8_lossy(((Builtin *)handler)->params->short_name, NULL), handler);
    }
    return true;
}

const Module codecs_module = {
    "_codecs", "Encodings of text.", codecs_functions, NULL, codecs_start,
};
