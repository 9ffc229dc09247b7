/* runtime/types/int_text.c -- int: from text and to text, in any base.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/number_text.h"
#include "runtime/types/octets.h"
#include <stdlib.h>
#include <string.h>

int int_max_str_digits = 4300;

/* --- to text --- */

static const char digit_pairs[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546"
    "4748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293"
    "949596979899";

static char *write_decimal(char *at, uint64_t left)
{
    for (; left >= 100; left /= 100) {
        at -= 2;
        memcpy(at, digit_pairs + left % 100 * 2, 2);
    }
    if (left < 10) {
        *--at = (char)('0' + left);
        return at;
    }
    at -= 2;
    memcpy(at, digit_pairs + left * 2, 2);
    return at;
}

char *int_write_small(char *end, intptr_t value, int base)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    char *at = end;
    uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
    if (base == 10) at = write_decimal(end, left);
    else if (base == 16) do *--at = digits[left & 15]; while (left >>= 4);
    else do *--at = digits[left % (unsigned)base]; while (left /= (unsigned)base);
    if (value < 0) *--at = '-';
    return at;
}

static Ref small_to_str(intptr_t value, int base)
{
    char buffer[72], *end = buffer + sizeof buffer;
    const char *at = int_write_small(end, value, base);
    return str_from_ascii(at, (size_t)(end - at));
}

static bool is_power_of_two(int base)   { return (base & (base - 1)) == 0; }

static void *raise_too_long(void)
{
    return raise_value_error("Exceeds the limit (%d digits) for integer string conversion; "
                             "use sys.set_int_max_str_digits() to increase the limit",
                             int_max_str_digits);
}

Ref int_to_str(Obj x, int base)
{
    intptr_t value;
    if (int_fits(x, &value)) return small_to_str(value, base);
    IntView room;
    const __mpz_struct *view = int_view(x, &room);
    size_t digits = mpz_sizeinbase(view, base), limit = (size_t)int_max_str_digits;
    bool limited = limit && !is_power_of_two(base);
    if (limited && digits > limit + 1) return raise_too_long();
    if (!heap_fits(digits, 2)) return NULL;
    char *text = heap_plain(digits + 2);
    mpz_get_str(text, base, view);
    size_t length = strlen(text);
    Ref made = limited && length - (text[0] == '-') > limit ? raise_too_long()
                                                            : str_from_ascii(text, length);
    heap_plain_free(text, digits + 2);
    return made;
}

/* --- from text --- */

static inline int digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

Ref int_from_text(const char *digits, size_t length, int base)
{
    uint64_t value = 0;
    size_t at = 0;
    for (; at < length && at < 11; at++)                       // 36**11 < 2**57
        value = value * base + digit_value(digits[at]);
    for (; at < length; at++) {
        uint64_t next;
        if (__builtin_mul_overflow(value, (uint64_t)base, &next)
            || __builtin_add_overflow(next, (uint64_t)digit_value(digits[at]), &next))
            break;
        value = next;
    }
    if (at == length) return int_from_unsigned(value);
    unsigned char *raw = heap_plain(length);
    for (size_t i = 0; i < length; i++) raw[i] = (unsigned char)digit_value(digits[i]);
    // A digit takes at most log2(base) bits, rounded up; mpn_set_str wants no leading zero.
    size_t zeros = 0, bits = 64 - (size_t)__builtin_clzl((unsigned long)base - 1);
    while (zeros < length && raw[zeros] == 0) zeros++;
    size_t room = (length - zeros) * bits / 64 + 2;
    Ref made = int_allocate(room);
    mp_size_t limbs = length > zeros
        ? mpn_set_str(((Int *)made)->limbs, raw + zeros, length - zeros, base) : 0;
    heap_plain_free(raw, length);
    return int_finish(made, (size_t)limbs, false);
}

static int prefix_base(const char *text)
{
    if (text[0] != '0') return 0;
    switch (text[1]) {
    case 'x': case 'X': return 16;
    case 'o': case 'O': return 8;
    case 'b': case 'B': return 2;
    default: return 0;
    }
}

/* Takes the underscores out; false: not a number in this base. */
static bool clean_digits(char *text, size_t *length, int base)
{
    size_t kept = 0;
    bool digit_before = false;
    for (size_t i = 0; i < *length; i++) {
        if (text[i] == '_') {
            if (!digit_before) return false;
            digit_before = false;
        } else {
            if (digit_value(text[i]) >= base) return false;
            digit_before = true;
            text[kept++] = text[i];
        }
    }
    *length = kept;
    return digit_before;
}

/* Sign, prefix and digits; *value stays NULL for what is no number. */
static bool parse(char *text, size_t length, int base, Ref *value)
{
    bool negative = length && *text == '-';
    if (length && (*text == '-' || *text == '+')) text++, length--;
    int prefix = prefix_base(text);
    bool zero_only = false;
    if (base == 0) {
        zero_only = !prefix && length && *text == '0';
        base = prefix ? prefix : 10;
    }
    if (prefix == base) {
        text += 2, length -= 2;
        if (length && *text == '_') text++, length--;
    }
    if (!clean_digits(text, &length, base)) return true;
    for (size_t i = 0; zero_only && i < length; i++)
        if (text[i] != '0') return true;
    if (int_max_str_digits && length > (size_t)int_max_str_digits && !is_power_of_two(base))
        return raise_value_error("Exceeds the limit (%d digits) for integer string conversion: "
                                 "value has %zu digits; use sys.set_int_max_str_digits() to "
                                 "increase the limit", int_max_str_digits, length);
    Ref magnitude = int_from_text(text, length, base);
    *value = magnitude;
    if (negative) {
        *value = int_negate(magnitude);
        drop(magnitude);
    }
    return true;
}

/* Up to 11 digits, with a sign at most: what nearly every text is. false: look closer. */
static bool parse_short(Obj text, int base, intptr_t *value)
{
    if (!has_type(text, &str_type) || !str_is_ascii(text) || base < 2) return false;
    const char *at = str_data(text), *end = at + str_length(text);
    bool negative = at < end && *at == '-';
    if (negative || (at < end && *at == '+')) at++;
    if (at == end || end - at > 11) return false;              // 36**11 < 2**57
    intptr_t sum = 0;
    for (; at < end; at++) {
        int digit = digit_value(*at);
        if (digit >= base) return false;
        sum = sum * base + digit;
    }
    *value = negative ? -sum : sum;
    return true;
}

Ref int_parse(Obj text, int base)
{
    intptr_t small;
    if (likely(parse_short(text, base, &small))) return small_int(small);
    bool is_text;
    size_t length;
    char *ascii = number_text_of(text, &length, &is_text);
    if (!ascii) {
        if (is_text) return NULL;
        return raise_type_error("int() argument must be a string, a bytes-like object "
                                "or a real number, not '%T'", text);
    }
    Ref value = NULL;
    if (!parse(ascii, length, base, &value)) return NULL;
    if (value) return value;
    if (!is_str(text)) {
        scoped_octets Octets seen = { 0 };
        if (!octets_read(text, &seen)) return NULL;
        scoped Ref octets = bytes_from(seen.data, seen.length < 200 ? seen.length : 200);
        return raise_value_error("invalid literal for int() with base %d: %.200R", base, octets);
    }
    return raise_value_error("invalid literal for int() with base %d: %.200R", base, text);
}
