/* runtime/builtins/objects.c -- builtin functions that ask one object: len repr getattr hash ...
 *   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/builtins/builtins.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"

/* --- showing --- */

static Ref builtin_repr(const Obj arg[])        { return object_repr(arg[0]); }
static Ref builtin_ascii(const Obj arg[])       { return object_ascii(arg[0]); }

static Ref builtin_format(const Obj arg[])
{
    enum { value, spec };
    if (arg[spec] && !is_str(arg[spec]))
        return raise_type_error("format() argument 2 must be str, not %A", arg[spec]);
    return object_format(arg[value], arg[spec]);
}

static Ref in_base(Obj x, int base, const char *prefix)
{
    scoped Ref number = object_get_index(x);
    if (!number) return NULL;
    scoped Ref digits = int_to_str(number, base);
    if (!digits) return NULL;
    bool negative = int_sign(number) < 0;
    Writer w = {0};
    if (negative) writer_char(&w, '-');
    writer_text(&w, prefix);
    writer_slice(&w, digits, negative, str_length(digits));
    return writer_finish(&w);
}

static Ref builtin_bin(const Obj arg[])         { return in_base(arg[0], 2, "0b"); }
static Ref builtin_oct(const Obj arg[])         { return in_base(arg[0], 8, "0o"); }
static Ref builtin_hex(const Obj arg[])         { return in_base(arg[0], 16, "0x"); }

/* --- characters --- */

static Ref builtin_chr(const Obj arg[])
{
    if (is_small(arg[0]) && (size_t)small_value(arg[0]) < 256)
        return str_from_char((uint32_t)small_value(arg[0]));
    scoped Ref number = object_get_index(arg[0]);
    intptr_t point;
    if (!number) return NULL;
    if (!int_fits(number, &point) || point < 0 || point > 0x10ffff)
        return raise_value_error("chr() arg not in range(0x110000)");
    return str_from_char((uint32_t)point);
}

static Ref builtin_ord(const Obj arg[])
{
    Obj c = arg[0];
    size_t length;
    if (is_str(c)) {
        length = str_length(c);
        if (length == 1) return small_int(str_at(c, 0));
    } else if (is_bytes(c)) {
        length = bytes_length(c);
        if (length == 1) return small_int((unsigned char)bytes_data(c)[0]);
    } else if (is_instance(c, &bytearray_type)) {
        const ByteArray *octets = (const ByteArray *)c;
        length = octets->length;
        if (length == 1) return small_int((unsigned char)octets->start[0]);
    } else {
        return raise_type_error("ord() expected string of length 1, but %T found", c);
    }
    return raise_type_error("ord() expected a character, but string of length %zu found", length);
}

/* --- attributes --- */

static bool check_name(Obj name)
{
    return is_str(name)
           || raise_type_error("attribute name must be string, not '%T'", name);
}

static Ref builtin_getattr(const Obj arg[])
{
    enum { object, name, fallback };
    if (!check_name(arg[name])) return NULL;
    if (!arg[fallback]) return attribute_get(arg[object], arg[name]);
    Ref value;
    if (!attribute_find(arg[object], arg[name], &value)) return NULL;
    return value ? value : keep(arg[fallback]);
}

static Ref builtin_hasattr(const Obj arg[])
{
    enum { object, name };
    bool has;
    if (!check_name(arg[name]) || !attribute_has(arg[object], arg[name], &has)) return NULL;
    return bool_new(has);
}

static Ref builtin_setattr(const Obj arg[])
{
    enum { object, name, value };
    if (!check_name(arg[name])) return NULL;
    return attribute_set(arg[object], arg[name], arg[value]) ? none_new() : NULL;
}

static Ref builtin_delattr(const Obj arg[])
{
    enum { object, name };
    if (!check_name(arg[name])) return NULL;
    return attribute_delete(arg[object], arg[name]) ? none_new() : NULL;
}

/* --- identity, class, size --- */

static Ref builtin_callable(const Obj arg[])    { return bool_new(is_callable(arg[0])); }
static Ref builtin_id(const Obj arg[])          { return int_from_unsigned((uintptr_t)arg[0]); }

static Ref builtin_hash(const Obj arg[])
{
    intptr_t hash;
    return object_hash(arg[0], &hash) ? int_new(hash) : NULL;
}

static Ref builtin_len(const Obj arg[])
{
    size_t length;
    return object_length(arg[0], &length) ? int_from_unsigned(length) : NULL;
}

static Ref builtin_isinstance(const Obj arg[])
{
    enum { object, class_or_tuple };
    bool result;
    return object_is_instance(arg[object], arg[class_or_tuple], &result) ? bool_new(result) : NULL;
}

static Ref builtin_issubclass(const Obj arg[])
{
    enum { cls, class_or_tuple };
    bool result;
    return object_is_subclass(arg[cls], arg[class_or_tuple], &result) ? bool_new(result) : NULL;
}

/* --- numbers --- */

static Ref builtin_abs(const Obj arg[])         { return operate_absolute(arg[0]); }
static Ref builtin_divmod(const Obj arg[])      { return operate(OP_DIVMOD, arg[0], arg[1]); }

static Ref builtin_pow(const Obj arg[])
{
    enum { base, exponent, modulus };
    return operate_power(arg[base], arg[exponent], arg[modulus] ? arg[modulus] : None_object);
}

static Ref builtin_round(const Obj arg[])
{
    enum { number, digits };
    bool found = false, has_digits = arg[digits] && !is_none(arg[digits]);
    Ref rounded = call_dunder(arg[number], name___round__, arg + digits, has_digits, &found);
    if (rounded || found || error_pending()) return rounded;
    return raise_type_error("type %T doesn't define __round__ method", arg[number]);
}

const Method builtins_objects[] = {
    { "abs(x, /)", builtin_abs, "The absolute value of x.", 0 },
    { "ascii(obj, /)", builtin_ascii, "As repr(obj), with what is not ASCII escaped.", 0 },
    { "bin(number, /)", builtin_bin, "The binary text of an int, such as '0b1010'.", 0 },
    { "callable(obj, /)", builtin_callable, "Whether obj can be called.", 0 },
    { "chr(i, /)", builtin_chr, "The character whose code point is i.", 0 },
    { "delattr(obj, name, /)", builtin_delattr, "del obj.name", 0 },
    { "divmod(x, y, /)", builtin_divmod, "The pair (x // y, x % y).", 0 },
    { "format(value, format_spec='', /)", builtin_format,
      "The text of value as the specification wants it.", 0 },
    { "getattr(object, name, default=, /)", builtin_getattr,
      "object.name; default, if given, where there is no such attribute.", 0 },
    { "hasattr(obj, name, /)", builtin_hasattr, "Whether obj has an attribute of that name.", 0 },
    { "hash(obj, /)", builtin_hash, "The hash of obj: equal objects have equal ones.", 0 },
    { "hex(number, /)", builtin_hex, "The hexadecimal text of an int, such as '0xff'.", 0 },
    { "id(obj, /)", builtin_id, "A number that no other living object has.", 0 },
    { "isinstance(obj, class_or_tuple, /)", builtin_isinstance,
      "Whether obj is an instance of the class, or of one of them, or of a subclass.", 0 },
    { "issubclass(cls, class_or_tuple, /)", builtin_issubclass,
      "Whether cls is the class, or one of them, or derived from it.", 0 },
    { "len(obj, /)", builtin_len, "How many items obj has.", 0 },
    { "oct(number, /)", builtin_oct, "The octal text of an int, such as '0o17'.", 0 },
    { "ord(c, /)", builtin_ord, "The code point of a character.", 0 },
    { "pow(base, exp, mod=None)", builtin_pow,
      "base ** exp, or base ** exp % mod by a faster way.", 0 },
    { "repr(obj, /)", builtin_repr, "The text that shows obj to a programmer.", 0 },
    { "round(number, ndigits=None)", builtin_round,
      "number with so many digits after the point; an int if ndigits is None.", 0 },
    { "setattr(obj, name, value, /)", builtin_setattr, "obj.name = value", 0 },
    { 0 }
};
