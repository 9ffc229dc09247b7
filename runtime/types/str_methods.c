/* runtime/types/str_methods.c -- the method table of str; joining, padding, encoding.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/str_methods.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

static Ref str_method_join(const Obj arg[])
{
    return str_join(arg[0], arg[1]);
}

/* --- padding --- */

static Ref padded(Obj self, size_t left, size_t right, uint32_t fill)
{
    Points text = str_points(self);
    if (left + right == 0) return str_slice(self, 0, text.length);
    uint32_t max = str_is_ascii(self) ? 0x7f : points_bits(text);
    scoped Ref result = str_new_checked(left + text.length + right, max | fill);
    if (!result) return NULL;
    Str *s = (Str *)result;
    points_fill(s->data, s->width, 0, left, fill);
    points_copy(s->data + left * s->width, s->width, text.data, text.width, text.length);
    points_fill(s->data, s->width, left + text.length, right, fill);
    return take(&result);
}

static bool read_padding(const Obj arg[], size_t *missing, uint32_t *fill)
{
    enum { self, width, fillchar };
    intptr_t wanted;
    if (!argument_to_size(arg[width], &wanted)) return false;
    *fill = ' ';
    if (arg[fillchar]) {
        if (!is_str(arg[fillchar])) {
            return raise_type_error("The fill character must be a unicode character, not %T",
                                    arg[fillchar]);
        }
        if (str_length(arg[fillchar]) != 1) {
            return raise_type_error("The fill character must be exactly one character long");
        }
        *fill = str_at(arg[fillchar], 0);
    }
    size_t length = str_length(arg[self]);
    *missing = wanted > 0 && (size_t)wanted > length ? (size_t)wanted - length : 0;
    return true;
}

static Ref str_method_center(const Obj arg[])
{
    size_t missing;
    uint32_t fill;
    if (!read_padding(arg, &missing, &fill)) return NULL;
    size_t width = str_length(arg[0]) + missing;
    size_t left = missing / 2 + (missing & width & 1);
    return padded(arg[0], left, missing - left, fill);
}

static Ref str_method_ljust(const Obj arg[])
{
    size_t missing;
    uint32_t fill;
    return read_padding(arg, &missing, &fill) ? padded(arg[0], 0, missing, fill) : NULL;
}

static Ref str_method_rjust(const Obj arg[])
{
    size_t missing;
    uint32_t fill;
    return read_padding(arg, &missing, &fill) ? padded(arg[0], missing, 0, fill) : NULL;
}

static Ref str_method_zfill(const Obj arg[])
{
    enum { self, width };
    size_t missing;
    uint32_t fill;
    const Obj padding[] = { arg[self], arg[width], NULL };
    if (!read_padding(padding, &missing, &fill)) return NULL;
    scoped Ref zeros = padded(arg[self], missing, 0, '0');
    if (!zeros || missing == 0 || str_length(arg[self]) == 0) return take(&zeros);
    uint32_t sign = str_at(arg[self], 0);
    if (sign == '+' || sign == '-') {
        Str *s = (Str *)zeros;
        point_put(s->data, s->width, 0, sign);
        point_put(s->data, s->width, missing, '0');
    }
    return take(&zeros);
}

static Ref str_method_expandtabs(const Obj arg[])
{
    enum { self, size };
    int tab = 8;
    if (arg[size] && !argument_to_int(arg[size], &tab)) return NULL;
    Writer w = { 0 };
    size_t column = 0;
    for (size_t i = 0; i < str_length(arg[self]); i++) {
        uint32_t c = str_at(arg[self], i);
        if (c == '\t') {
            size_t spaces = tab > 0 ? (size_t)tab - column % (size_t)tab : 0;
            if (!heap_fits(w.length + spaces, 4)) {
                writer_discard(&w);
                return NULL;
            }
            writer_fill(&w, ' ', spaces);
            column += spaces;
        } else {
            writer_char(&w, c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
    }
    return writer_finish(&w);
}

/* --- others --- */

static Ref str_method_encode(const Obj arg[])
{
    enum { self, encoding, errors };
    const char *words[3] = { NULL };
    static const char *const names[] = { NULL, "encoding", "errors" };
    for (int i = encoding; i <= errors; i++) {
        if (!arg[i]) continue;
        if (!is_str(arg[i])) {
            return raise_type_error("encode() argument '%s' must be str, not %A", names[i], arg[i]);
        }
        if (!(words[i] = str_c_text(arg[i]))) return NULL;
    }
    return str_encode(arg[self], words[encoding], words[errors]);
}

static Ref str_method_format(const Obj arg[])
{
    return format_template(arg[0], arg[1], arg[2]);
}

static Ref str_method_format_map(const Obj arg[])
{
    return format_template(arg[0], NULL, arg[1]);
}

static Ref str_method_getnewargs(const Obj arg[])
{
    scoped Ref plain = str_from_points(str_points(arg[0]));
    return tuple_pack(1, plain);
}

FORMAT_METHOD(format_str)

const Method str_methods[] = {
    FORMAT_ROW(format_str),
    { "capitalize(self, /)", str_method_capitalize,
      "A copy with the first character upper, the rest lower." },
    { "casefold(self, /)", str_method_casefold, "A copy for comparing without regard to case." },
    { "center(self, width, fillchar=' ', /)", str_method_center, "Padded on both sides to width." },
    { "count(self, sub, start=, end=, /)", str_method_count, "Number of places where sub is." },
    { "encode(self, encoding='utf-8', errors='strict')", str_method_encode, "The text as bytes." },
    { "endswith(self, suffix, start=, end=, /)", str_method_endswith,
      "Whether it ends with suffix (or any of a tuple)." },
    { "expandtabs(self, tabsize=8)", str_method_expandtabs,
      "A copy with tabs replaced by spaces." },
    { "find(self, sub, start=, end=, /)", str_method_find, "The lowest place of sub, or -1." },
    { "format(self, /, *args, **kwargs)", str_method_format, "A copy with {fields} filled in." },
    { "format_map(self, mapping, /)", str_method_format_map,
      "A copy with {fields} filled in from mapping." },
    { "index(self, sub, start=, end=, /)", str_method_index,
      "The lowest place of sub; ValueError if there is none." },
    { "isalnum(self, /)", str_method_isalnum, "Whether all are letters or numbers." },
    { "isalpha(self, /)", str_method_isalpha, "Whether all are letters." },
    { "isascii(self, /)", str_method_isascii, "Whether all are below 128." },
    { "isdecimal(self, /)", str_method_isdecimal, "Whether all are decimal digits." },
    { "isdigit(self, /)", str_method_isdigit,
      "Whether all are digits, superscripts and the like too." },
    { "isidentifier(self, /)", str_method_isidentifier, "Whether it could be a name." },
    { "islower(self, /)", str_method_islower,
      "Whether all cased ones are lower case, and there is one." },
    { "isnumeric(self, /)", str_method_isnumeric, "Whether all have a numeric value." },
    { "isprintable(self, /)", str_method_isprintable, "Whether repr() shows all as they are." },
    { "isspace(self, /)", str_method_isspace, "Whether all are white space." },
    { "istitle(self, /)", str_method_istitle, "Whether each word begins with a capital." },
    { "isupper(self, /)", str_method_isupper,
      "Whether all cased ones are upper case, and there is one." },
    { "join(self, iterable, /)", str_method_join, "The items, with self between them." },
    { "ljust(self, width, fillchar=' ', /)", str_method_ljust, "Padded on the right to width." },
    { "lower(self, /)", str_method_lower, "A copy in lower case." },
    { "lstrip(self, chars=None, /)", str_method_lstrip,
      "Without leading white space or the given characters." },
    { "maketrans(x, y=, z=, /)", str_method_maketrans, "A table for translate().", METHOD_STATIC },
    { "partition(self, sep, /)", str_method_partition, "Before the first sep, sep, and after it." },
    { "removeprefix(self, prefix, /)", str_method_removeprefix,
      "Without prefix, if it begins with it." },
    { "removesuffix(self, suffix, /)", str_method_removesuffix,
      "Without suffix, if it ends with it." },
    { "replace(self, old, new, /, count=-1)", str_method_replace,
      "A copy with old replaced by new." },
    { "rfind(self, sub, start=, end=, /)", str_method_rfind, "The highest place of sub, or -1." },
    { "rindex(self, sub, start=, end=, /)", str_method_rindex,
      "The highest place of sub; ValueError if there is none." },
    { "rjust(self, width, fillchar=' ', /)", str_method_rjust, "Padded on the left to width." },
    { "rpartition(self, sep, /)", str_method_rpartition,
      "Before the last sep, sep, and after it." },
    { "rsplit(self, sep=None, maxsplit=-1)", str_method_rsplit,
      "The parts between separators, counted from the right." },
    { "rstrip(self, chars=None, /)", str_method_rstrip,
      "Without trailing white space or the given characters." },
    { "split(self, sep=None, maxsplit=-1)", str_method_split, "The parts between separators." },
    { "splitlines(self, keepends=False)", str_method_splitlines, "The lines." },
    { "startswith(self, prefix, start=, end=, /)", str_method_startswith,
      "Whether it begins with prefix (or any of a tuple)." },
    { "strip(self, chars=None, /)", str_method_strip,
      "Without white space or the given characters at both ends." },
    { "swapcase(self, /)", str_method_swapcase, "A copy with lower and upper case exchanged." },
    { "title(self, /)", str_method_title, "A copy in which each word begins with a capital." },
    { "translate(self, table, /)", str_method_translate, "Each character looked up in table." },
    { "upper(self, /)", str_method_upper, "A copy in upper case." },
    { "zfill(self, width, /)", str_method_zfill, "Padded with zeros behind the sign." },
    { "__getnewargs__(self, /)", str_method_getnewargs, NULL },
    { 0 }
};
