/* runtime/types/codec_errors.c -- error handlers of codecs: strict, replace, surrogateescape ...
 * SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/types/builtin.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/types/unicode.h"
#include "runtime/writer.h"

typedef enum Policy {
    POLICY_STRICT, POLICY_IGNORE, POLICY_REPLACE, POLICY_BACKSLASH, POLICY_XML, POLICY_NAME,
    POLICY_ESCAPE, POLICY_PASS, POLICY_OTHER,
} Policy;
static const char *const policy_names[] = {
    "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace",
    "surrogateescape", "surrogatepass",
};
static Ref handlers;                        // dict: name -> function; NULL: none registered yet

static Policy policy_named(const char *errors)
{
    if (!errors) return POLICY_STRICT;
    if (handlers) {
        scoped Ref name = str_from_text(errors);
        // a builtin one may be replaced
        if (dict_peek_str(handlers, name)) return POLICY_OTHER;
    }
    for (int i = 0; i < POLICY_OTHER; i++) {
        if (strcmp(errors, policy_names[i]) == 0) return (Policy)i;
    }
    return POLICY_OTHER;
}

static Ref fault_exception(const Fault *f)
{
    scoped Ref encoding = str_from_text(f->encoding);
    scoped Ref object = f->text ? keep(f->text) : bytes_from(f->data, f->length);
    scoped Ref from = int_new((intptr_t)f->from), to = int_new((intptr_t)f->to);
    scoped Ref reason = str_from_text(f->reason);
    const Obj args[] = { encoding, object, from, to, reason };
    Type *type = f->text ? &unicode_encode_error_type : &unicode_decode_error_type;
    return call(&type->head, args, 5);
}

void *raise_fault(const Fault *fault)
{
    Ref exception = fault_exception(fault);
    return exception ? raise_object(exception) : NULL;
}

/* --- surrogates --- */

/* surrogateescape: octets that stand as lone surrogates go back to what they were. */
static Ref escape_encode(const Fault *f)
{
    scoped_writer OctetWriter w = { 0 };
    for (size_t i = f->from; i < f->to; i++) {
        uint32_t c = str_at(f->text, i);
        if (c < 0xdc80 || c > 0xdcff) {
            Fault rest = *f;
            rest.from = i;
            return raise_fault(&rest);
        }
        char octet = (char)(c - 0xdc00);
        octets_write(&w, &octet, 1);
    }
    return octets_finish(&w);
}

static Ref escape_decode(const Fault *f, size_t *resume)
{
    Writer w = { 0 };
    size_t i = f->from;
    for (; i < f->to && i < f->from + 4 && (f->data[i] & 0x80); i++) {
        writer_char(&w, 0xdc00u + (uint8_t)f->data[i]);
    }
    if (i == f->from) return raise_fault(f);
    *resume = i;
    return writer_finish(&w);
}

/* Bytes of a code unit and their order; 0: the encoding has no surrogates. */
static unsigned unit_size(const char *encoding, bool *big)
{
    Encoding which = encoding_by_name(encoding);
    *big = which == ENCODING_UTF_16_BE || which == ENCODING_UTF_32_BE;
    switch (which) {
    case ENCODING_UTF_8: case ENCODING_UTF_8_SIG: return 1;
    case ENCODING_UTF_16: case ENCODING_UTF_16_LE: case ENCODING_UTF_16_BE: return 2;
    case ENCODING_UTF_32: case ENCODING_UTF_32_LE: case ENCODING_UTF_32_BE: return 4;
    default: return 0;
    }
}

static Ref pass_encode(const Fault *f)
{
    bool big;
    unsigned size = unit_size(f->encoding, &big);
    scoped_writer OctetWriter w = { 0 };
    for (size_t i = f->from; i < f->to; i++) {
        uint32_t c = str_at(f->text, i);
        if (size == 0 || (c & ~0x7ffu) != 0xd800) return raise_fault(f);
        char unit[4] = { 0 };
        size_t length = size;
        if (size == 1) {
            length = utf8_put(unit, c);
        } else {
            unit[big ? size - 1 : 0] = (char)c;
            unit[big ? size - 2 : 1] = (char)(c >> 8);
        }
        octets_write(&w, unit, length);
    }
    return octets_finish(&w);
}

static Ref pass_decode(const Fault *f, size_t *resume)
{
    bool big;
    unsigned size = unit_size(f->encoding, &big);
    const uint8_t *p = (const uint8_t *)f->data + f->from;
    size_t left = f->length - f->from;
    uint32_t c = 0;
    if (size == 1 && left >= 3 && p[0] == 0xed && (p[1] & 0xe0) == 0xa0 && (p[2] & 0xc0) == 0x80) {
        c = 0xd000u | (p[1] & 0x3fu) << 6 | (p[2] & 0x3f);
        size = 3;
    } else if (size > 1 && left >= size) {
        for (unsigned i = 0; i < size; i++) c |= (uint32_t)p[i] << 8 * (big ? size - 1 - i : i);
    }
    if ((c & ~0x7ffu) != 0xd800) return raise_fault(f);
    *resume = f->from + size;
    return str_from_char(c);
}

/* --- the others --- */

static Ref repair_encode(const Fault *f, Policy policy)
{
    Writer w = { 0 };
    char name[UNICODE_NAME_ROOM];
    for (size_t i = f->from; i < f->to; i++) {
        uint32_t c = str_at(f->text, i);
        if (policy == POLICY_NAME && unicode_name(c, name)) {
            writer_text(&w, "\\N{");
            writer_text(&w, name);
            writer_char(&w, '}');
        } else if (policy == POLICY_REPLACE) {
            writer_char(&w, '?');
        } else if (policy == POLICY_XML) {
            scoped Ref number = int_to_str(small_int(c), 10);
            writer_text(&w, "&#");
            writer_str(&w, number);
            writer_char(&w, ';');
        } else if (c == '\n' || c == '\r' || c == '\t') {
            writer_text(&w, c == '\n' ? "\\x0a" : c == '\r' ? "\\x0d" : "\\x09");
        } else {
            writer_escaped(&w, c);
        }
    }
    return writer_finish(&w);
}

static Ref repair_decode(const Fault *f, Policy policy)
{
    if (policy == POLICY_REPLACE) return str_from_char(0xfffd);
    Writer w = { 0 };
    for (size_t i = f->from; i < f->to; i++) {
        writer_text(&w, "\\x");
        writer_char(&w, "0123456789abcdef"[(uint8_t)f->data[i] >> 4]);
        writer_char(&w, "0123456789abcdef"[f->data[i] & 15]);
    }
    return writer_finish(&w);
}

static Ref repair_by_policy(const Fault *f, Policy policy, size_t *resume)
{
    *resume = f->to;
    switch (policy) {
    case POLICY_IGNORE: return str_empty();
    case POLICY_ESCAPE: return f->text ? escape_encode(f) : escape_decode(f, resume);
    case POLICY_PASS: return f->text ? pass_encode(f) : pass_decode(f, resume);
    case POLICY_XML: case POLICY_NAME:
        if (!f->text) {
            return raise_type_error(
                "don't know how to handle UnicodeDecodeError in error callback");
        }
        return repair_encode(f, policy);
    case POLICY_REPLACE: case POLICY_BACKSLASH:
        return f->text ? repair_encode(f, policy) : repair_decode(f, policy);
    default: return raise_fault(f);
    }
}

static Ref ask_handler(const Fault *f, const char *errors, size_t *resume)
{
    scoped Ref handler = codec_get_handler(errors);
    if (!handler) return NULL;
    scoped Ref exception = fault_exception(f);
    if (!exception) return NULL;
    scoped Ref answer = call1(handler, exception);
    if (!answer) return NULL;
    bool good = is_tuple(answer) && tuple_length(answer) == 2 && is_int(tuple_peek(answer, 1))
                && (is_str(tuple_peek(answer, 0)) || (f->text && is_bytes(tuple_peek(answer, 0))));
    if (!good) {
        return raise_type_error(f->text
            ? "encoding error handler must return (str/bytes, int) tuple"
            : "decoding error handler must return (str, int) tuple");
    }
    intptr_t at;
    if (!object_to_size(tuple_peek(answer, 1), &at, &index_error_type)) return NULL;
    if (at < 0) at += (intptr_t)f->length;
    if (at < 0 || (size_t)at > f->length) {
        return raise_index_error("position %zd from error handler out of bounds", at);
    }
    *resume = (size_t)at;
    return keep(tuple_peek(answer, 0));
}

Ref codec_repair(const Fault *fault, const char *errors, size_t *resume)
{
    Policy policy = policy_named(errors);
    return policy == POLICY_OTHER ? ask_handler(fault, errors, resume)
                                  : repair_by_policy(fault, policy, resume);
}

/* --- handlers as functions --- */

static bool fault_from_exception(Obj exception, Fault *f, Ref *encoding)
{
    const UnicodeError *error = (const UnicodeError *)exception;
    bool encode = is_instance(exception, &unicode_encode_error_type);
    if (!encode && !is_instance(exception, &unicode_decode_error_type)) {
        return raise_type_error("don't know how to handle %T in error callback", exception);
    }
    if (!error->object || !error->encoding || !is_str(error->encoding)
        || !(encode ? is_str(error->object) : is_bytes(error->object))) {
        return raise_type_error("%s attribute not set", "object");
    }
    intptr_t from, to;
    if (!object_to_size(error->start, &from, NULL) || !object_to_size(error->end, &to, NULL)) {
        return false;
    }
    *encoding = keep(error->encoding);
    *f = (Fault){ .encoding = str_utf8_lossy(error->encoding, NULL), .reason = "" };
    if (encode) {
        f->text = error->object;
        f->length = str_length(error->object);
    } else {
        f->data = bytes_data(error->object);
        f->length = bytes_length(error->object);
    }
    intptr_t length = (intptr_t)f->length;
    from = from < 0 ? 0 : from >= length && length ? length - 1 : from;
    to = to < from + 1 ? from + 1 : to;
    f->from = (size_t)from;
    f->to = (size_t)(to > length ? length : to);
    return true;
}

/* A handler that cannot help raises the exception it was given, not a copy. */
static Ref handle(Obj exception, Policy policy)
{
    if (!is_exception(exception)) {
        return raise_type_error(policy == POLICY_STRICT
            ? "codec must pass exception instance"
            : "don't know how to handle %T in error callback", exception);
    }
    if (policy == POLICY_STRICT) return raise_object(keep(exception));
    Fault fault;
    size_t resume;
    scoped Ref encoding = NULL;
    if (!fault_from_exception(exception, &fault, &encoding)) return NULL;
    scoped Ref repaired = repair_by_policy(&fault, policy, &resume);
    if (!repaired) {
        if (error_matches(type_of(exception))) {
            error_clear();
            return raise_object(keep(exception));
        }
        return NULL;
    }
    scoped Ref position = int_new((intptr_t)resume);
    return tuple_pack(2, repaired, position);
}

#define HANDLER(name, policy) static Ref name(const Obj arg[]) { return handle(arg[0], policy); }
HANDLER(strict_errors, POLICY_STRICT)
HANDLER(ignore_errors, POLICY_IGNORE)
HANDLER(replace_errors, POLICY_REPLACE)
HANDLER(backslashreplace_errors, POLICY_BACKSLASH)
HANDLER(xmlcharrefreplace_errors, POLICY_XML)
HANDLER(namereplace_errors, POLICY_NAME)
HANDLER(surrogateescape, POLICY_ESCAPE)
HANDLER(surrogatepass, POLICY_PASS)

const Method codec_handlers[] = {           // in the order of Policy
    { "strict_errors(exc, /)", strict_errors, "Raises the exception." },
    { "ignore_errors(exc, /)", ignore_errors, "Leaves the faulty part out." },
    { "replace_errors(exc, /)", replace_errors, "Puts a replacement character." },
    { "backslashreplace_errors(exc, /)", backslashreplace_errors,
      "Puts escapes with a backslash." },
    { "xmlcharrefreplace_errors(exc, /)", xmlcharrefreplace_errors,
      "Puts XML character references." },
    { "namereplace_errors(exc, /)", namereplace_errors, "Puts escapes with a backslash." },
    { "surrogateescape(exc, /)", surrogateescape, "Octets as lone surrogates and back." },
    { "surrogatepass(exc, /)", surrogatepass, "Lets lone surrogates through." },
    { 0 }
};

Ref codec_get_handler(const char *errors)
{
    static Ref builtin_handlers[POLICY_OTHER];
    Policy policy = policy_named(errors);
    if (policy != POLICY_OTHER) {
        if (!builtin_handlers[policy]) {
            builtin_handlers[policy] = builtin_new(&codec_handlers[policy], NULL);
        }
        return keep(builtin_handlers[policy]);
    }
    scoped Ref name = str_from_text(errors);
    Obj found = handlers ? dict_peek_str(handlers, name) : NULL;
    return found ? keep(found) : raise_lookup_error("unknown error handler name '%s'", errors);
}

bool codec_set_handler(Obj name, Obj handler)
{
    if (!is_callable(handler)) return raise_type_error("handler must be callable");
    if (!handlers) handlers = dict_new();
    dict_set_str(handlers, name, handler);
    return true;
}
