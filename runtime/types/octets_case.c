/* runtime/types/octets_case.c -- methods of bytes and bytearray that look at ASCII letters,
 * translate, and write octets as digits.   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/call.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include <string.h>

static bool is_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
static bool is_alpha(uint8_t c) { return is_upper(c & ~0x20); }
static bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static bool is_alnum(uint8_t c) { return is_alpha(c) || is_digit(c); }
static bool is_space(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static uint8_t upper(uint8_t c) { return is_lower(c) ? c - 32 : c; }
static uint8_t lower(uint8_t c) { return is_upper(c) ? c + 32 : c; }

static Ref all_octets(Obj self, bool (*test)(uint8_t))
{
    Points text = octets_of(self);
    const uint8_t *data = text.data;
    for (size_t i = 0; i < text.length; i++) {
        if (!test(data[i])) return bool_new(false);
    }
    return bool_new(text.length > 0);
}

Ref octets_isalnum(const Obj arg[]) { return all_octets(arg[0], is_alnum); }
Ref octets_isalpha(const Obj arg[]) { return all_octets(arg[0], is_alpha); }
Ref octets_isdigit(const Obj arg[]) { return all_octets(arg[0], is_digit); }
Ref octets_isspace(const Obj arg[]) { return all_octets(arg[0], is_space); }

Ref octets_isascii(const Obj arg[])
{
    Points text = octets_of(arg[0]);
    return bool_new(points_are_ascii(text.data, text.length));
}

static Ref cased_octets(Obj self, bool (*wanted)(uint8_t))
{
    Points text = octets_of(self);
    const uint8_t *data = text.data;
    bool any = false;
    for (size_t i = 0; i < text.length; i++) {
        if (wanted(data[i])) any = true;
        else if (is_alpha(data[i])) return bool_new(false);
    }
    return bool_new(any);
}

Ref octets_islower(const Obj arg[]) { return cased_octets(arg[0], is_lower); }
Ref octets_isupper(const Obj arg[]) { return cased_octets(arg[0], is_upper); }

Ref octets_istitle(const Obj arg[])
{
    Points text = octets_of(arg[0]);
    const uint8_t *data = text.data;
    bool in_word = false, any = false;
    for (size_t i = 0; i < text.length; i++) {
        if (is_alpha(data[i]) && is_upper(data[i]) == in_word) return bool_new(false);
        in_word = is_alpha(data[i]);
        any |= in_word;
    }
    return bool_new(any);
}

static Ref mapped_octets(Obj self, uint8_t (*map)(uint8_t))
{
    Points text = octets_of(self);
    scoped_writer OctetWriter w = { 0 };
    for (size_t i = 0; i < text.length; i++) {
        uint8_t c = map(((const uint8_t *)text.data)[i]);
        octets_write(&w, &c, 1);
    }
    return octets_like(self, w.data, w.length);
}

static uint8_t swapped(uint8_t c) { return is_upper(c) ? lower(c) : upper(c); }

Ref octets_upper(const Obj arg[])    { return mapped_octets(arg[0], upper); }
Ref octets_lower(const Obj arg[])    { return mapped_octets(arg[0], lower); }
Ref octets_swapcase(const Obj arg[]) { return mapped_octets(arg[0], swapped); }

Ref octets_capitalize(const Obj arg[])
{
    Points text = octets_of(arg[0]);
    scoped_writer OctetWriter w = { 0 };
    for (size_t i = 0; i < text.length; i++) {
        uint8_t c = ((const uint8_t *)text.data)[i];
        c = i ? lower(c) : upper(c);
        octets_write(&w, &c, 1);
    }
    return octets_like(arg[0], w.data, w.length);
}

Ref octets_title(const Obj arg[])
{
    Points text = octets_of(arg[0]);
    scoped_writer OctetWriter w = { 0 };
    bool in_word = false;
    for (size_t i = 0; i < text.length; i++) {
        uint8_t c = ((const uint8_t *)text.data)[i];
        uint8_t made = in_word ? lower(c) : upper(c);
        in_word = is_alpha(c);
        octets_write(&w, &made, 1);
    }
    return octets_like(arg[0], w.data, w.length);
}

/* --- tables --- */

Ref octets_maketrans(const Obj arg[])
{
    enum { from, to };
    scoped_octets Octets old = { 0 }, new = { 0 };
    if (!octets_read(arg[from], &old)) return NULL;
    if (!octets_read(arg[to], &new)) return NULL;
    if (old.length != new.length) {
        return raise_value_error("maketrans arguments must have same length");
    }
    uint8_t table[256];
    for (int i = 0; i < 256; i++) table[i] = (uint8_t)i;
    for (size_t i = 0; i < old.length; i++) table[(uint8_t)old.data[i]] = (uint8_t)new.data[i];
    return bytes_from(table, 256);
}

Ref octets_translate(const Obj arg[])
{
    enum { self, table, delete };
    scoped_octets Octets map = { 0 }, gone = { 0 };
    bool mapped = !is_none(arg[table]);
    if (mapped && !octets_read(arg[table], &map)) return NULL;
    if (mapped && map.length != 256) {
        return raise_value_error("translation table must be 256 characters long");
    }
    if (arg[delete] && !octets_read(arg[delete], &gone)) return NULL;
    bool dropped[256] = { false };
    for (size_t i = 0; i < gone.length; i++) dropped[(uint8_t)gone.data[i]] = true;
    scoped_writer OctetWriter w = { 0 };
    Points text = octets_of(arg[self]);
    for (size_t i = 0; i < text.length; i++) {
        uint8_t c = ((const uint8_t *)text.data)[i];
        if (!dropped[c]) octets_write(&w, mapped ? &map.data[c] : (const char *)&c, 1);
    }
    return octets_like(arg[self], w.data, w.length);
}

/* --- digits --- */

static bool read_separator(Obj x, char *separator)
{
    size_t length;
    if (!object_length(x, &length)) return false;
    if (length != 1) return raise_value_error("sep must be length 1.");
    uint32_t c;
    if (is_str(x)) c = str_at(x, 0);
    else if (is_bytes(x)) c = (uint8_t)bytes_data(x)[0];
    else return raise_type_error("sep must be str or bytes.");
    if (c > 127) return raise_value_error("sep must be ASCII.");
    *separator = (char)c;
    return true;
}

Ref octets_hex_text(const char *data, size_t length, Obj separator, Obj group)
{
    int every = 1;
    char between = 0;
    if (group && !argument_to_int(group, &every)) return NULL;
    if (separator && !read_separator(separator, &between)) return NULL;
    size_t step = every < 0 ? 0 - (size_t)every : (size_t)every;
    if (!separator || step == 0 || length == 0) step = length + 1;
    size_t gaps = length ? (length - 1) / step : 0;
    scoped Ref text = str_new_checked(length * 2 + gaps, 127);
    if (!text || length == 0) return take(&text);
    char *to = ((Str *)text)->data;
    // length of the first group
    size_t lead = every < 0 ? step : length % step ? length % step : step;
    for (size_t i = 0; i < length; i++) {
        if (i >= lead && (i - lead) % step == 0) *to++ = between;
        *to++ = "0123456789abcdef"[(uint8_t)data[i] >> 4];
        *to++ = "0123456789abcdef"[data[i] & 15];
    }
    return take(&text);
}

Ref octets_hex(const Obj arg[])
{
    enum { self, separator, group };
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[self], &octets)) return NULL;
    return octets_hex_text(octets.data, octets.length, arg[separator], arg[group]);
}

static int digit_value(uint32_t c)
{
    if (c >= '0' && c <= '9') return (int)c - '0';
    if (c >= 'a' && c <= 'f') return (int)c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? (int)c - 'A' + 10 : -1;
}

static bool write_digits(OctetWriter *w, Obj text)
{
    size_t length = str_length(text), i = 0;
    while (i < length && str_at(text, i) < 128) i++;
    if (i < length)
        return raise_value_error("non-hexadecimal number found in fromhex() arg "
                                 "at position %zu", i);
    i = 0;
    while (i < length) {
        if (is_space((uint8_t)str_at(text, i))) {
            i++;
            continue;
        }
        int high = digit_value(str_at(text, i));
        int low = high >= 0 && i + 1 < length ? digit_value(str_at(text, i + 1)) : -1;
        if (low < 0) {
            return raise_value_error("non-hexadecimal number found in fromhex() arg "
                                     "at position %zu", high < 0 ? i : i + 1);
        }
        uint8_t octet = (uint8_t)(high << 4 | low);
        octets_write(w, &octet, 1);
        i += 2;
    }
    return true;
}

Ref octets_fromhex(const Obj arg[])
{
    enum { cls, string };
    if (!is_str(arg[string])) {
        return raise_type_error("fromhex() argument must be str, not %A", arg[string]);
    }
    scoped_writer OctetWriter w = { 0 };
    if (!write_digits(&w, arg[string])) return NULL;
    if (arg[cls] == &bytearray_type.head) return bytearray_from(w.data, w.length);
    scoped Ref bytes = octets_finish(&w);
    return arg[cls] == &bytes_type.head ? take(&bytes) : call1(arg[cls], bytes);
}

Ref octets_decode(const Obj arg[])
{
    enum { self, encoding, errors };
    const char *how = NULL, *policy = NULL;
    const char *const names[] = { NULL, "encoding", "errors" };
    for (int i = encoding; i <= errors; i++) {
        if (!arg[i]) continue;
        if (!is_str(arg[i])) {
            return raise_type_error("decode() argument '%s' must be str, not %A", names[i], arg[i]);
        }
        const char *text = str_c_text(arg[i]);
        if (!text) return NULL;
        if (i == encoding) how = text;
        else policy = text;
    }
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[self], &octets)) return NULL;
    return str_decode(octets.data, octets.length, how, policy);
}
