/* runtime/types/exception_unicode.c -- errors of decoding, encoding and translating text.
 * SPDX-License-Identifier: MIT */
#include "runtime/buffer.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/exception_kinds.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <stdio.h>

static UnicodeError *unicode_error(Obj x) { return (UnicodeError *)x; }

static bool check_str(Obj args, size_t index)
{
    return is_str(tuple_peek(args, index))
        || raise_type_error("argument %zu must be str, not %T", index + 1, tuple_peek(args, index));
}

// (encoding, object, start, end, reason); translating has no encoding.
static bool fill(Ref x, Obj args, bool translate)
{
    size_t wanted = translate ? 4 : 5, at = translate ? 0 : 1;
    if (tuple_length(args) != wanted)
        return raise_type_error("function takes exactly %zu arguments (%zu given)", wanted,
                                tuple_length(args));
    if (!translate && !check_str(args, 0)) return false;
    bool decoding = is_instance(x, &unicode_decode_error_type);
    if (!decoding && !check_str(args, at)) return false;
    scoped Ref start = object_get_index(tuple_peek(args, at + 1));
    scoped Ref end = start ? object_get_index(tuple_peek(args, at + 2)) : NULL;
    if (!end || !check_str(args, at + 3)) return false;
    Ref object = keep(tuple_peek(args, at));
    if (decoding && !is_bytes(object)) {
        if (!object_has_buffer(object)) {
            raise_type_error("a bytes-like object is required, not '%T'", object);
            drop(object);
            return false;
        }
        replace(&object, bytes_from_object(object));
        if (!object) return false;
    }
    UnicodeError *self = unicode_error(x);
    replace(&self->object, object);
    if (!translate) replace(&self->encoding, keep(tuple_peek(args, 0)));
    replace(&self->start, take(&start));
    replace(&self->end, take(&end));
    replace(&self->reason, keep(tuple_peek(args, at + 3)));
    return true;
}

static bool codec_error_init(Ref self, const Obj arg[])
{
    return exception_init(self, arg) && fill(self, arg[0], false);
}

static bool translate_error_init(Ref self, const Obj arg[])
{
    return exception_init(self, arg) && fill(self, arg[0], true);
}

typedef struct Stretch { intptr_t start, end, length; } Stretch;

// Where the error claims to be; false: a field is missing.
static bool find_stretch(const UnicodeError *self, Stretch *at)
{
    if (!self->object || !self->start || !self->end || !self->reason) return false;
    at->length = (intptr_t)(is_bytes(self->object) ? bytes_length(self->object)
                                                   : str_length(self->object));
    return int_fits(self->start, &at->start) && int_fits(self->end, &at->end);
}

static bool is_single(const Stretch *at)
{
    return at->start >= 0 && at->start < at->length && at->end == at->start + 1;
}

static Ref decode_error_str(Obj x)
{
    const UnicodeError *self = unicode_error(x);
    Stretch at;
    if (!find_stretch(self, &at)) return str_empty();
    if (is_single(&at)) {
        char octet[8];
        snprintf(octet, sizeof octet, "%02x", (unsigned char)bytes_data(self->object)[at.start]);
        return str_format("'%S' codec can't decode byte 0x%s in position %zd: %S", self->encoding,
                          octet, at.start, self->reason);
    }
    return str_format("'%S' codec can't decode bytes in position %zd-%zd: %S", self->encoding,
                      at.start, at.end - 1, self->reason);
}

static void spell_character(uint32_t point, char text[12])
{
    snprintf(text, 12, point <= 0xff ? "\\x%02x" : point <= 0xffff ? "\\u%04x" : "\\U%08x", point);
}

static Ref encode_error_str(Obj x)
{
    const UnicodeError *self = unicode_error(x);
    Stretch at;
    if (!find_stretch(self, &at)) return str_empty();
    if (is_single(&at)) {
        char character[12];
        spell_character(str_at(self->object, (size_t)at.start), character);
        return str_format("'%S' codec can't encode character '%s' in position %zd: %S",
                          self->encoding, character, at.start, self->reason);
    }
    return str_format("'%S' codec can't encode characters in position %zd-%zd: %S",
                      self->encoding, at.start, at.end - 1, self->reason);
}

static Ref translate_error_str(Obj x)
{
    const UnicodeError *self = unicode_error(x);
    Stretch at;
    if (!find_stretch(self, &at)) return str_empty();
    if (is_single(&at)) {
        char character[12];
        spell_character(str_at(self->object, (size_t)at.start), character);
        return str_format("can't translate character '%s' in position %zd: %S", character,
                          at.start, self->reason);
    }
    return str_format("can't translate characters in position %zd-%zd: %S", at.start, at.end - 1,
                      self->reason);
}

#define FIELD(field) { #field, MEMBER_OBJECT, offsetof(UnicodeError, field), true, NULL }

static const Member codec_error_members[] = {
    FIELD(encoding), FIELD(object), FIELD(start), FIELD(end), FIELD(reason), { 0 }
};
static const Member translate_error_members[] = {
    FIELD(object), FIELD(start), FIELD(end), FIELD(reason), { 0 }
};

void unicode_error_prepare(void)
{
    exception_kind(&unicode_decode_error_type, codec_error_init, decode_error_str,
                   codec_error_members, NULL);
    exception_kind(&unicode_encode_error_type, codec_error_init, encode_error_str,
                   codec_error_members, NULL);
    exception_kind(&unicode_translate_error_type, translate_error_init, translate_error_str,
                   translate_error_members, NULL);
}
