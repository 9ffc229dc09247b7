/* runtime/modules/codecs_charmap.c -- encodings by a table from octets to characters, and back.
 * SPDX-License-Identifier: MIT */
#include "runtime/modules/codecs.h"
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"

static const char undefined[] = "character maps to <undefined>";

Ref codecs_charmap_build(const Obj arg[])
{
    if (!is_str(arg[0])) {
        return raise_type_error("charmap_build() argument must be str, not %A", arg[0]);
    }
    scoped Ref table = dict_new();
    for (size_t i = 0; i < str_length(arg[0]) && i < 256; i++) {
        if (!dict_set(table, small_int(str_at(arg[0], i)), small_int((intptr_t)i))) return NULL;
    }
    return take(&table);
}

/* What the table says of a number; *found NULL: nothing, or None. */
static bool look_up(Obj mapping, uint32_t key, Ref *found)
{
    *found = object_get_item(mapping, small_int(key));
    if (!*found) return error_clear_if(&lookup_error_type);
    if (is_none(*found)) drop(take(found));
    return true;
}

/* --- encoding --- */

static bool encode_one(OctetWriter *w, Obj mapping, uint32_t point, bool *known)
{
    scoped Ref code = NULL;
    intptr_t value;
    if (!look_up(mapping, point, &code)) return false;
    *known = code;
    if (!code) return true;
    if (is_bytes(code)) {
        if (w) octets_write(w, bytes_data(code), bytes_length(code));
        return true;
    }
    if (!is_int(code)) {
        return raise_type_error("character mapping must return integer, bytes or None, not %T",
                                code);
    }
    if (!int_fits(code, &value) || value < 0 || value > 255) {
        return raise_type_error("character mapping must be in range(256)");
    }
    char octet = (char)value;
    if (w) octets_write(w, &octet, 1);
    return true;
}

static bool encode_fault(OctetWriter *w, Obj text, Obj mapping, const char *errors, size_t *at)
{
    size_t to = *at + 1;
    for (bool known; to < str_length(text); to++) {
        if (!encode_one(NULL, mapping, str_at(text, to), &known)) return false;
        if (known) break;
    }
    Fault f = {
        .encoding = "charmap", .text = text, .length = str_length(text), .from = *at, .to = to,
        .reason = undefined,
    };
    scoped Ref repaired = codec_repair(&f, errors, at);
    if (!repaired) return false;
    if (is_bytes(repaired)) {
        octets_write(w, bytes_data(repaired), bytes_length(repaired));
        return true;
    }
    for (size_t i = 0; i < str_length(repaired); i++) {
        bool known;
        if (!encode_one(w, mapping, str_at(repaired, i), &known)) return false;
        if (!known) return raise_fault(&f);
    }
    return true;
}

Ref codecs_charmap_encode(const Obj arg[])
{
    enum { text, errors, mapping };
    const char *policy;
    if (!str_check(arg[text], "charmap_encode", 1)) return NULL;
    if (!codecs_word(arg[errors], "charmap_encode", "errors", &policy)) return NULL;
    size_t length = str_length(arg[text]);
    if (!arg[mapping] || is_none(arg[mapping])) {
        return codecs_pair(codec_encode(arg[text], ENCODING_LATIN_1, policy), length);
    }
    scoped_writer OctetWriter w = { 0 };
    for (size_t i = 0; i < length;) {
        bool known;
        if (!encode_one(&w, arg[mapping], str_at(arg[text], i), &known)) return NULL;
        if (known) i++;
        else if (!encode_fault(&w, arg[text], arg[mapping], policy, &i)) return NULL;
    }
    return codecs_pair(octets_finish(&w), length);
}

/* --- decoding --- */

static bool decode_one(Writer *w, Obj mapping, uint8_t octet, bool *known)
{
    scoped Ref found = NULL;
    intptr_t value;
    *known = false;
    if (is_str(mapping)) {
        if (octet >= str_length(mapping) || str_at(mapping, octet) == 0xfffe) return true;
        writer_char(w, str_at(mapping, octet));
        return *known = true;
    }
    if (!look_up(mapping, octet, &found)) return false;
    if (!found) return true;
    if (is_str(found)) {
        *known = !(str_length(found) == 1 && str_at(found, 0) == 0xfffe);
        if (*known) writer_str(w, found);
        return true;
    }
    if (!is_int(found)) {
        return raise_type_error("character mapping must return integer, None or str");
    }
    if (!int_fits(found, &value) || value < 0 || value > 0x10ffff) {
        return raise_type_error("character mapping must be in range(0x110000)");
    }
    *known = value != 0xfffe;
    if (*known) writer_char(w, (uint32_t)value);
    return true;
}

static bool decode_all(Writer *w, const Octets *octets, Obj mapping, const char *policy)
{
    for (size_t i = 0; i < octets->length;) {
        bool known;
        if (!decode_one(w, mapping, (uint8_t)octets->data[i], &known)) return false;
        if (known) {
            i++;
            continue;
        }
        Fault f = {
            .encoding = "charmap", .data = octets->data, .length = octets->length, .from = i,
            .to = i + 1, .reason = undefined,
        };
        scoped Ref repaired = codec_repair(&f, policy, &i);
        if (!repaired) return false;
        writer_str(w, repaired);
    }
    return true;
}

Ref codecs_charmap_decode(const Obj arg[])
{
    enum { data, errors, mapping };
    const char *policy;
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[data], &octets)) return NULL;
    if (!codecs_word(arg[errors], "charmap_decode", "errors", &policy)) return NULL;
    if (!arg[mapping] || is_none(arg[mapping])) {
        return codecs_pair(str_from_latin1((const uint8_t *)octets.data, octets.length),
                           octets.length);
    }
    Writer w = { 0 };
    if (!decode_all(&w, &octets, arg[mapping], policy)) {
        writer_discard(&w);
        return NULL;
    }
    return codecs_pair(writer_finish(&w), octets.length);
}
