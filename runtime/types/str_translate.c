/* runtime/types/str_translate.c -- str.translate and str.maketrans.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/str_methods.h"
#include "runtime/writer.h"

/* What the table says of a character; *mapped NULL: nothing. */
static bool look_up(Obj table, uint32_t point, Ref *mapped)
{
    *mapped = NULL;
    if (is_exact_dict(table)) {
        Obj value;
        if (!dict_find(table, small_int(point), &value)) return false;
        *mapped = keep_or_null(value);
        return true;
    }
    *mapped = object_get_item(table, small_int(point));
    return *mapped || error_clear_if(&lookup_error_type);
}

static bool write_translated(Writer *w, Obj mapped, uint32_t point)
{
    intptr_t value;
    if (!mapped) {
        writer_char(w, point);
    } else if (is_none(mapped)) {
        return true;
    } else if (is_str(mapped)) {
        writer_str(w, mapped);
    } else if (!is_int(mapped)) {
        return raise_type_error("character mapping must return integer, None or str");
    } else if (!int_fits(mapped, &value) || value < 0 || value > 0x10ffff) {
        return raise_value_error("character mapping must be in range(0x110000)");
    } else {
        writer_char(w, (uint32_t)value);
    }
    return true;
}

Ref str_method_translate(const Obj arg[])
{
    enum { self, table };
    Writer w = { 0 };
    for (size_t i = 0; i < str_length(arg[self]); i++) {
        uint32_t point = str_at(arg[self], i);
        scoped Ref mapped = NULL;
        if (!look_up(arg[table], point, &mapped) || !write_translated(&w, mapped, point)) {
            writer_discard(&w);
            return NULL;
        }
    }
    return writer_finish(&w);
}

static bool add_entry(Ref table, Obj key, Obj value)
{
    if (is_int(key)) {                                    // a subclass may have its own __hash__
        scoped Ref kept_key = keep(key), kept_value = keep(value);
        return dict_set(table, kept_key, kept_value);
    }
    if (!is_str(key)) {
        return raise_type_error("keys in translate table must be strings or integers");
    }
    if (str_length(key) != 1) {
        return raise_value_error("string keys in translate table must be of length 1");
    }
    return dict_set(table, small_int(str_at(key, 0)), value);
}

static Ref table_from_dict(Obj dict)
{
    if (!is_exact_dict(dict)) {
        return raise_type_error("if you give only one argument to maketrans it must be a dict");
    }
    scoped Ref table = dict_new();
    size_t position = 0;
    Obj key, value;
    while (dict_next(dict, &position, &key, &value)) {
        if (!add_entry(table, key, value)) return NULL;
    }
    return take(&table);
}

static bool map_pairs(Ref table, Obj from, Obj to)
{
    if (str_length(from) != str_length(to)) {
        return raise_value_error("the first two maketrans arguments must have equal length");
    }
    for (size_t i = 0; i < str_length(from); i++) {
        if (!dict_set(table, small_int(str_at(from, i)), small_int(str_at(to, i)))) return false;
    }
    return true;
}

Ref str_method_maketrans(const Obj arg[])
{
    enum { from, to, gone };
    if (arg[to] && !str_check(arg[to], "maketrans", 2)) return NULL;
    if (arg[gone] && !str_check(arg[gone], "maketrans", 3)) return NULL;
    if (!arg[to]) return table_from_dict(arg[from]);
    if (!is_str(arg[from])) {
        return raise_type_error(
            "first maketrans argument must be a string if there is a second argument");
    }
    scoped Ref table = dict_new();
    if (!map_pairs(table, arg[from], arg[to])) return NULL;
    for (size_t i = 0; arg[gone] && i < str_length(arg[gone]); i++) {
        if (!dict_set(table, small_int(str_at(arg[gone], i)), None_object)) return NULL;
    }
    return take(&table);
}
