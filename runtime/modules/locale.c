/* runtime/modules/locale.c -- the module _locale: what of a locale C programs see.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/posix.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <string.h>

static Ref locale_error;                    // the class locale.Error

static Ref locale_setlocale(const Obj arg[])
{
    enum { category_, locale_ };
    int category;
    const char *wanted = NULL;
    if (!read_int(arg[category_], &category)) return NULL;
    if (arg[locale_] && !is_none(arg[locale_])) {
        if (!is_str(arg[locale_]))
            return raise_type_error("setlocale() argument 2 must be str or None, not %T",
                                    arg[locale_]);
        wanted = str_c_text(arg[locale_]);
        if (!wanted) return NULL;
    }
    const char *now = setlocale(category, wanted);
    // Numbers are read and written by C functions that would follow the locale.
    if (wanted && now) setlocale(LC_NUMERIC, "C");
    if (now) return str_decode_filename(now);
    return raise_format((Type *)locale_error, wanted ? "unsupported locale setting"
                                                     : "locale query failed");
}

/* "\3\2\x7f" as [3, 2, 127]; the last one says that grouping ends. */
static Ref grouping_of(const char *text)
{
    Ref list = list_new(0);
    for (;; text++) {
        if (*text == 0 && list_length(list) == 0) return list;
        list_append(list, small_int(*text));
        if (*text == 0 || *text == CHAR_MAX) return list;
    }
}

static void add_text(Ref dict, const char *name, const char *text)
{
    scoped Ref value = str_decode_filename(text);
    dict_set_str(dict, intern(name), value);
}

static Ref locale_localeconv(const Obj arg[])
{
    (void)arg;
    const struct lconv *c = localeconv();
    Ref made = dict_new();
    const struct { const char *name; char value; } numbers[] = {
        { "int_frac_digits", c->int_frac_digits }, { "frac_digits", c->frac_digits },
        { "p_cs_precedes", c->p_cs_precedes }, { "p_sep_by_space", c->p_sep_by_space },
        { "n_cs_precedes", c->n_cs_precedes }, { "n_sep_by_space", c->n_sep_by_space },
        { "p_sign_posn", c->p_sign_posn }, { "n_sign_posn", c->n_sign_posn },
    };
    const struct { const char *name, *value; } texts[] = {
        { "decimal_point", c->decimal_point }, { "thousands_sep", c->thousands_sep },
        { "int_curr_symbol", c->int_curr_symbol }, { "currency_symbol", c->currency_symbol },
        { "mon_decimal_point", c->mon_decimal_point },
        { "mon_thousands_sep", c->mon_thousands_sep },
        { "positive_sign", c->positive_sign }, { "negative_sign", c->negative_sign },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add_text(made, texts[i].name, texts[i].value);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        dict_set_str(made, intern(numbers[i].name), small_int(numbers[i].value));
    scoped Ref grouping = grouping_of(c->grouping), money = grouping_of(c->mon_grouping);
    dict_set_str(made, intern("grouping"), grouping);
    dict_set_str(made, intern("mon_grouping"), money);
    return made;
}

static bool two_texts(const Obj arg[], const char *function)
{
    for (int i = 0; i < 2; i++)
        if (!is_str(arg[i]))
            return raise_type_error("%s() argument %d must be str, not %T", function, i + 1,
                                    arg[i]);
    return true;
}

static Ref locale_strcoll(const Obj arg[])
{
    if (!two_texts(arg, "strcoll")) return NULL;
    const char *first = str_utf8_lossy(arg[0], NULL), *second = str_utf8_lossy(arg[1], NULL);
    return small_int(strcoll(first, second));
}

static Ref locale_strxfrm(const Obj arg[])
{
    if (!is_str(arg[0])) return raise_type_error("strxfrm() argument must be str, not %T", arg[0]);
    return keep(arg[0]);
}

static Ref locale_nl_langinfo(const Obj arg[])
{
    int item;
    if (!read_int(arg[0], &item)) return NULL;
    if (item == CODESET) return str_from_text("UTF-8");
    return str_decode_filename(nl_langinfo(item));
}

static Ref locale_getencoding(const Obj arg[])
{
    (void)arg;
    return str_from_text("UTF-8");
}

static const Method locale_functions[] = {
    { "getencoding()", locale_getencoding, "The encoding of the locale.", 0 },
    { "localeconv()", locale_localeconv, "How numbers and money are written.", 0 },
    { "nl_langinfo(key, /)", locale_nl_langinfo, "A text that belongs to the locale.", 0 },
    { "setlocale(category, locale=None, /)", locale_setlocale, "Sets the locale, or tells it.", 0 },
    { "strcoll(os1, os2, /)", locale_strcoll, "Compares two texts by the locale.", 0 },
    { "strxfrm(string, /)", locale_strxfrm, "A text that compares as the locale has it.", 0 },
    { 0 }
};

#define NUMBER(name) { #name, name }
static const struct { const char *name; int value; } constants[] = {
    NUMBER(LC_CTYPE), NUMBER(LC_NUMERIC), NUMBER(LC_TIME), NUMBER(LC_COLLATE), NUMBER(LC_MONETARY),
    NUMBER(LC_MESSAGES), NUMBER(LC_ALL), NUMBER(CHAR_MAX), NUMBER(CODESET), NUMBER(D_T_FMT),
    NUMBER(D_FMT), NUMBER(T_FMT), NUMBER(T_FMT_AMPM), NUMBER(RADIXCHAR), NUMBER(THOUSEP),
    NUMBER(YESEXPR), NUMBER(NOEXPR), NUMBER(CRNCYSTR), NUMBER(AM_STR), NUMBER(PM_STR),
    NUMBER(DAY_1), NUMBER(DAY_2), NUMBER(DAY_3), NUMBER(DAY_4), NUMBER(DAY_5), NUMBER(DAY_6),
    NUMBER(DAY_7), NUMBER(ABDAY_1), NUMBER(ABDAY_2), NUMBER(ABDAY_3), NUMBER(ABDAY_4),
    NUMBER(ABDAY_5), NUMBER(ABDAY_6), NUMBER(ABDAY_7), NUMBER(MON_1), NUMBER(MON_2), NUMBER(MON_3),
    NUMBER(MON_4), NUMBER(MON_5), NUMBER(MON_6), NUMBER(MON_7), NUMBER(MON_8), NUMBER(MON_9),
    NUMBER(MON_10), NUMBER(MON_11), NUMBER(MON_12), NUMBER(ABMON_1), NUMBER(ABMON_2),
    NUMBER(ABMON_3), NUMBER(ABMON_4), NUMBER(ABMON_5), NUMBER(ABMON_6), NUMBER(ABMON_7),
    NUMBER(ABMON_8), NUMBER(ABMON_9), NUMBER(ABMON_10), NUMBER(ABMON_11), NUMBER(ABMON_12),
    NUMBER(ERA), NUMBER(ERA_D_T_FMT), NUMBER(ERA_D_FMT), NUMBER(ERA_T_FMT), NUMBER(ALT_DIGITS),
};

static bool locale_start(Ref module)
{
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        module_add(module, constants[i].name, small_int(constants[i].value));
    scoped Ref name = str_from_text("Error"), home = str_from_text("locale");
    scoped Ref bases = tuple_pack(1, &exception_type.head), namespace = dict_new();
    dict_set_str(namespace, name___module__, home);
    if (!locale_error) locale_error = type_new(&type_type, name, bases, namespace, NULL);
    if (!locale_error) return false;
    module_add(module, "Error", keep(locale_error));
    return true;
}

const Module locale_module = {
    "_locale", "What of a locale C programs see.", locale_functions, NULL, locale_start,
};
