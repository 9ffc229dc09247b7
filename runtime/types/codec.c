/* runtime/types/codec.c -- names of encodings, and the registry for those not written in C.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/codec.h"
#include "runtime/attribute.h"
#include "runtime/buffer.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

static Ref searches;                        // list of functions; NULL: none registered
static Ref found_codecs;                    // dict: name -> what a search function found

static const struct { const char *name; Encoding encoding; } names[] = {   // proper ones first
    { "utf-8", ENCODING_UTF_8 }, { "utf8", ENCODING_UTF_8 }, { "u8", ENCODING_UTF_8 },
    { "utf", ENCODING_UTF_8 }, { "cp65001", ENCODING_UTF_8 },
    { "utf-8-sig", ENCODING_UTF_8_SIG },
    { "latin-1", ENCODING_LATIN_1 }, { "latin1", ENCODING_LATIN_1 }, { "latin", ENCODING_LATIN_1 },
    { "iso-8859-1", ENCODING_LATIN_1 }, { "iso8859-1", ENCODING_LATIN_1 },
    { "l1", ENCODING_LATIN_1 },
    { "iso8859", ENCODING_LATIN_1 }, { "8859", ENCODING_LATIN_1 }, { "cp819", ENCODING_LATIN_1 },
    { "ascii", ENCODING_ASCII }, { "us-ascii", ENCODING_ASCII }, { "646", ENCODING_ASCII },
    { "us", ENCODING_ASCII }, { "cp367", ENCODING_ASCII }, { "iso646-us", ENCODING_ASCII },
    { "utf-16", ENCODING_UTF_16 }, { "utf16", ENCODING_UTF_16 }, { "u16", ENCODING_UTF_16 },
    { "utf-16-le", ENCODING_UTF_16_LE }, { "utf-16le", ENCODING_UTF_16_LE },
    { "utf-16-be", ENCODING_UTF_16_BE }, { "utf-16be", ENCODING_UTF_16_BE },
    { "utf-32", ENCODING_UTF_32 }, { "utf32", ENCODING_UTF_32 }, { "u32", ENCODING_UTF_32 },
    { "utf-32-le", ENCODING_UTF_32_LE }, { "utf-32le", ENCODING_UTF_32_LE },
    { "utf-32-be", ENCODING_UTF_32_BE }, { "utf-32be", ENCODING_UTF_32_BE },
    { "utf7", ENCODING_UTF_7 }, { "utf-7", ENCODING_UTF_7 }, { "u7", ENCODING_UTF_7 },
    { "unicode-1-1-utf-7", ENCODING_UTF_7 },
    { "unicode-escape", ENCODING_ESCAPE }, { "unicodeescape", ENCODING_ESCAPE },
    { "raw-unicode-escape", ENCODING_RAW_ESCAPE }, { "rawunicodeescape", ENCODING_RAW_ESCAPE },
};
enum { NAME_COUNT = sizeof names / sizeof *names };

const char *encoding_name(Encoding encoding)
{
    if (encoding == ENCODING_UTF_8_SIG) return "utf-8";
    for (size_t i = 0; i < NAME_COUNT; i++) {
        if (names[i].encoding == encoding) return names[i].name;
    }
    return "";
}

Encoding encoding_by_name(const char *name)
{
    char plain[24];
    size_t length = strlen(name);
    if (length >= sizeof plain) return ENCODING_OTHER;
    for (size_t i = 0; i <= length; i++) {
        char c = name[i];
        plain[i] = c >= 'A' && c <= 'Z' ? c | 32 : c == '_' || c == ' ' ? '-' : c;
    }
    for (size_t i = 0; i < NAME_COUNT; i++) {
        if (strcmp(names[i].name, plain) == 0) return names[i].encoding;
    }
    return ENCODING_OTHER;
}

/* --- the registry --- */

bool codec_register(Obj search)
{
    if (!is_callable(search)) return raise_type_error("argument must be callable");
    if (!searches) searches = list_new(0);
    list_append(searches, search);
    return true;
}

bool codec_unregister(Obj search)
{
    for (size_t i = 0; searches && i < list_length(searches); i++) {
        if (list_peek(searches, i) != search) continue;
        list_remove_range(searches, i, i + 1);
        if (found_codecs) dict_clear(found_codecs);
        break;
    }
    return true;
}

/* The name as search functions get it: lower case, _ for anything but letters, digits and dots. */
static Ref search_name(Obj encoding)
{
    Writer w = { 0 };
    bool gap = false;
    for (size_t i = 0; i < str_length(encoding); i++) {
        uint32_t c = str_at(encoding, i), low = c | 32;
        bool letter = low >= 'a' && low <= 'z' && c < 128;
        if (!letter && !(c >= '0' && c <= '9') && c != '.') {
            gap = true;
            continue;
        }
        if (gap && w.length) writer_char(&w, '_');
        gap = false;
        writer_char(&w, letter ? low : c);
    }
    return writer_finish(&w);
}

/* The library knows more encodings; NULL with an exception if it does not know this one either. */
static Ref find_in_library(Obj name, Obj encoding)
{
    scoped Ref import_name = str_from_text("__import__"), library = str_from_text("_codecnames");
    scoped Ref find_name = str_from_text("_find");
    scoped Ref import = NULL;
    if (!attribute_find(builtins_module, import_name, &import)) return NULL;
    if (import) {
        scoped Ref module = call1(import, library);
        if (module) {
            const Obj args[] = { name, encoding };
            return call_method(module, find_name, args, 2);
        }
        if (!error_clear_if(&import_error_type)) return NULL;
    }
    return raise_lookup_error("unknown encoding: %S", encoding);
}

static Ref remember(Obj name, Obj found)
{
    if (!is_tuple(found) || tuple_length(found) != 4) {
        return raise_type_error("codec search functions must return 4-tuples");
    }
    if (!found_codecs) found_codecs = dict_new();
    dict_set_str(found_codecs, name, found);
    return keep(found);
}

Ref codec_lookup(Obj encoding)
{
    if (!str_c_text(encoding)) return NULL;
    scoped Ref name = search_name(encoding);
    Obj known = found_codecs ? dict_peek_str(found_codecs, name) : NULL;
    if (known) return keep(known);
    for (size_t i = 0; searches && i < list_length(searches); i++) {
        scoped Ref search = keep(list_peek(searches, i));
        scoped Ref found = call1(search, name);
        if (!found) return NULL;
        if (!is_none(found)) return remember(name, found);
    }
    scoped Ref found = find_in_library(name, encoding);
    return found ? remember(name, found) : NULL;
}

static bool check_is_text(Obj codec, Obj encoding, bool decode)
{
    scoped Ref flag_name = str_from_text("_is_text_encoding"), flag = NULL;
    if (!attribute_find(codec, flag_name, &flag)) return false;
    bool is_text = true;
    if (flag && !object_truth(flag, &is_text)) return false;
    if (is_text) return true;
    return raise_lookup_error("'%S' is not a text encoding; use %s to handle arbitrary codecs",
                              encoding, decode ? "codecs.decode()" : "codecs.encode()");
}

Ref codec_run(Obj input, Obj encoding, const char *errors, bool decode, bool text)
{
    scoped Ref codec = codec_lookup(encoding);
    if (!codec || (text && !check_is_text(codec, encoding, decode))) return NULL;
    scoped Ref policy = str_from_text(errors ? errors : "strict");
    scoped Ref pair = call2(tuple_peek(codec, decode), input, policy);
    if (!pair) return NULL;
    if (!is_tuple(pair) || tuple_length(pair) != 2) {
        return raise_type_error("%s must return a tuple (object, integer)",
                                decode ? "decoder" : "encoder");
    }
    return keep(tuple_peek(pair, 0));
}

bool codec_check_always;

static bool check_names(Encoding known, const char *encoding, const char *errors)
{
    if (likely(!codec_check_always)) return true;
    if (known == ENCODING_OTHER) {
        scoped Ref name = str_from_text(encoding), codec = codec_lookup(name);
        if (!codec) return false;
    }
    scoped Ref handler = errors ? codec_get_handler(errors) : NULL;
    return !errors || handler;
}

Ref str_encode(Obj s, const char *encoding, const char *errors)
{
    Encoding known = encoding ? encoding_by_name(encoding) : ENCODING_UTF_8;
    if (!check_names(known, encoding, errors)) return NULL;
    if (known != ENCODING_OTHER) return codec_encode(s, known, errors);
    scoped Ref name = str_from_text(encoding);
    scoped Ref made = codec_run(s, name, errors, false, true);
    if (!made || is_bytes(made)) return take(&made);
    return raise_type_error("'%S' encoder returned '%T' instead of 'bytes'; "
                            "use codecs.encode() to encode to arbitrary types", name, made);
}

Ref str_decode(const char *bytes, size_t length, const char *encoding, const char *errors)
{
    Encoding known = encoding ? encoding_by_name(encoding) : ENCODING_UTF_8;
    if (!check_names(known, encoding, errors)) return NULL;
    if (length == 0 && known == ENCODING_OTHER) return str_empty();   // nobody is asked
    if (known != ENCODING_OTHER) return codec_decode(bytes, length, known, errors, NULL, NULL);
    scoped Ref name = str_from_text(encoding), input = bytes_from(bytes, length);
    scoped Ref made = codec_run(input, name, errors, true, true);
    if (!made || is_str(made)) return take(&made);
    return raise_type_error("'%S' decoder returned '%T' instead of 'str'; "
                            "use codecs.decode() to decode to arbitrary types", name, made);
}
