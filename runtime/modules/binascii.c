/* runtime/modules/binascii.c -- the module binascii: digits, check sums, and its table.
 * SPDX-License-Identifier: MIT */
#include "runtime/modules/binascii.h"
#include "runtime/error.h"
#include "runtime/modules/exceptions.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"

Ref binascii_error;
static Ref binascii_incomplete;

void *raise_binascii(const char *format, ...)
{
    Writer w = { 0 };
    va_list arguments;
    va_start(arguments, format);
    bool good = writer_vformat(&w, format, arguments);
    va_end(arguments);
    scoped Ref message = writer_finish(&w);
    return good ? raise_with((Type *)binascii_error, message) : NULL;
}

bool binascii_read(Obj x, Octets *out)
{
    *out = (Octets){ 0 };
    if (is_str(x)) {
        if (!str_is_ascii(x)) {
            return raise_value_error("string argument should contain only ASCII characters");
        }
        out->data = str_data(x);
        out->length = str_length(x);
        return true;
    }
    if (!object_has_buffer(x)) {
        return raise_type_error("argument should be bytes, buffer or ASCII string, not '%T'", x);
    }
    return octets_read(x, out);
}

bool binascii_flag(Obj x, bool fallback, bool *flag)
{
    *flag = fallback;
    return !x || object_truth(x, flag);
}

/* --- hexadecimal digits --- */

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static Ref binascii_a2b_hex(const Obj arg[])
{
    scoped_octets Octets text = { 0 };
    if (!binascii_read(arg[0], &text)) return NULL;
    if (text.length % 2) return raise_binascii("Odd-length string");
    scoped Ref octets = bytes_new(text.length / 2);
    for (size_t i = 0; i < text.length; i += 2) {
        int high = hex_value(text.data[i]), low = hex_value(text.data[i + 1]);
        if (high < 0 || low < 0) return raise_binascii("Non-hexadecimal digit found");
        ((Bytes *)octets)->data[i / 2] = (char)(high << 4 | low);
    }
    return take(&octets);
}

static Ref binascii_b2a_hex(const Obj arg[])
{
    enum { data, separator, group };
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[data], &octets)) return NULL;
    scoped Ref text = octets_hex_text(octets.data, octets.length, arg[separator], arg[group]);
    return text ? str_encode(text, "ascii", NULL) : NULL;
}

/* --- check sums --- */

static bool read_crc(Obj x, uint32_t *crc)
{
    *crc = 0;
    if (!x) return true;
    scoped Ref index = object_get_index(x);
    if (!index) return false;
    scoped Ref low = int_and(index, small_int(0xffffffff));
    *crc = (uint32_t)small_value(low);
    return true;
}

static Ref binascii_crc32(const Obj arg[])
{
    static uint32_t table[256];
    if (!table[1]) {
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = i;
            for (int bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
            table[i] = c;
        }
    }
    uint32_t crc;
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[0], &octets) || !read_crc(arg[1], &crc)) return NULL;
    crc = ~crc;
    for (size_t i = 0; i < octets.length; i++) {
        crc = table[(crc ^ (uint8_t)octets.data[i]) & 255] ^ crc >> 8;
    }
    return small_int((intptr_t)(uint32_t)~crc);
}

static Ref binascii_crc_hqx(const Obj arg[])
{
    uint32_t crc;
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[0], &octets) || !read_crc(arg[1], &crc)) return NULL;
    crc &= 0xffff;
    for (size_t i = 0; i < octets.length; i++) {
        crc ^= (uint32_t)(uint8_t)octets.data[i] << 8;
        for (int bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
        crc &= 0xffff;
    }
    return small_int((intptr_t)crc);
}

static const Method binascii_functions[] = {
    { "a2b_hex(hexstr, /)", binascii_a2b_hex, "The octets that the digits stand for." },
    { "unhexlify(hexstr, /)", binascii_a2b_hex, "The octets that the digits stand for." },
    { "b2a_hex(data, sep=, bytes_per_sep=1)", binascii_b2a_hex, "Two digits for each octet." },
    { "hexlify(data, sep=, bytes_per_sep=1)", binascii_b2a_hex, "Two digits for each octet." },
    { "a2b_base64(data, /, *, strict_mode=False)", binascii_a2b_base64, "Octets from base64." },
    { "b2a_base64(data, /, *, newline=True)", binascii_b2a_base64, "Octets as base64." },
    { "a2b_qp(data, header=False)", binascii_a2b_qp, "Octets from quoted-printable." },
    { "b2a_qp(data, quotetabs=False, istext=True, header=False)", binascii_b2a_qp,
      "Octets as quoted-printable." },
    { "a2b_uu(data, /)", binascii_a2b_uu, "Octets from a line of uuencode." },
    { "b2a_uu(data, /, *, backtick=False)", binascii_b2a_uu, "Octets as a line of uuencode." },
    { "crc32(data, crc=0, /)", binascii_crc32, "CRC-32 of data." },
    { "crc_hqx(data, crc, /)", binascii_crc_hqx, "CRC-CCITT of data." },
    { 0 }
};

static bool binascii_start(Ref module)
{
    return module_add_exception(module, &binascii_error, "binascii", "Error", &value_error_type)
        && module_add_exception(module, &binascii_incomplete, "binascii", "Incomplete",
                                &exception_type);
}

const Module binascii_module = {
    "binascii", "Octets as ASCII text and back.", binascii_functions, NULL, binascii_start,
};
