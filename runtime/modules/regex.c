/* runtime/modules/regex.c -- the module _regex: the functions of re, and their cache of patterns.
 *   SPDX-License-Identifier: MIT */
#include "runtime/modules/regex.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/bytes.h"
#include "runtime/types/tuple.h"

enum { CACHE_LIMIT = 512, RECENT_BITS = 8 };

/* By address and flags: literals in a program are the same object each time. */
typedef struct Recent { Ref source, pattern; uintptr_t flags; } Recent;
static Recent recent[1 << RECENT_BITS];
static Ref cache;                          // dict: (type, source, flags) -> Pattern

static Recent *recent_slot(Obj source)
{
    return &recent[((uintptr_t)source >> 4 ^ (uintptr_t)source >> 12) & ((1 << RECENT_BITS) - 1)];
}

static bool cache_make_room(void)
{
    size_t position = 0;
    Obj key, value;
    bool found;
    if (dict_length(cache) < CACHE_LIMIT || !dict_next(cache, &position, &key, &value)) return true;
    scoped Ref oldest = keep(key);
    return dict_delete(cache, oldest, &found);
}

static Ref compile_new(Obj source, uint32_t flags)
{
    if (has_type(source, &pattern_type)) {
        if (flags)
            return raise_value_error("cannot process flags argument with a compiled pattern");
        return keep(source);
    }
    if (!is_str(source) && !is_bytes(source))
        return raise_type_error("first argument must be string or compiled pattern");
    return pattern_new(source, flags);
}

static Ref compile_cached(Obj source, uint32_t flags)
{
    scoped Ref number = int_new(flags);
    scoped Ref key = tuple_pack(3, (Obj)type_of(source), source, number);
    Obj known;
    if (!cache) cache = dict_new();
    if (!dict_find(cache, key, &known)) return NULL;
    scoped Ref pattern = known ? keep(known) : compile_new(source, flags);
    if (!pattern || known || pattern == source || (flags & REGEX_DEBUG)) return take(&pattern);
    if (!cache_make_room() || !dict_set(cache, key, pattern)) return NULL;
    return take(&pattern);
}

/* compile(): `flags` may be NULL, and anything that is an int. */
static Ref compile(Obj source, Obj flags)
{
    intptr_t number = 0;
    if (flags) {
        if (is_small(flags)) number = small_value(flags);
        else if (!argument_to_size(flags, &number)) return NULL;
    }
    if (number < INT32_MIN || number > INT32_MAX)
        return raise_overflow_error("Python int too large to convert to C int");
    Recent *slot = recent_slot(source);
    if (likely(slot->source == source && slot->flags == (uintptr_t)number))
        return keep(slot->pattern);
    scoped Ref pattern = compile_cached(source, (uint32_t)number);
    if (!pattern || (!is_exact_str(source) && !has_type(source, &bytes_type))
        || (number & REGEX_DEBUG)) return take(&pattern);
    replace(&slot->source, keep(source));
    replace(&slot->pattern, keep(pattern));
    slot->flags = (uintptr_t)number;
    return take(&pattern);
}

/* --- functions --- */

static Ref function_compile(const Obj arg[])   { return compile(arg[0], arg[1]); }

static Ref function_purge(const Obj arg[])
{
    (void)arg;
    if (cache) dict_clear(cache);
    for (size_t i = 0; i < 1 << RECENT_BITS; i++) {
        scoped Ref source = take(&recent[i].source), pattern = take(&recent[i].pattern);
    }
    return none_new();
}

static Ref match_by(const Obj arg[], RegexMode mode)
{
    enum { pattern, string, flags };
    scoped Ref compiled = compile(arg[pattern], arg[flags]);
    return compiled ? pattern_match(compiled, mode, arg[string], NULL, NULL) : NULL;
}

static Ref function_match(const Obj arg[])     { return match_by(arg, REGEX_MATCH); }
static Ref function_fullmatch(const Obj arg[]) { return match_by(arg, REGEX_FULLMATCH); }
static Ref function_search(const Obj arg[])    { return match_by(arg, REGEX_SEARCH); }

static Ref function_findall(const Obj arg[])
{
    enum { pattern, string, flags };
    scoped Ref compiled = compile(arg[pattern], arg[flags]);
    return compiled ? pattern_findall(compiled, arg[string], NULL, NULL) : NULL;
}

static Ref function_finditer(const Obj arg[])
{
    enum { pattern, string, flags };
    scoped Ref compiled = compile(arg[pattern], arg[flags]);
    return compiled ? pattern_finditer(compiled, arg[string], NULL, NULL) : NULL;
}

/* count and flags, or maxsplit and flags, were given by position: what *args holds. */
static bool take_positional(const char *function, const char *limit_name, size_t named, Obj args,
                            Obj *limit, Obj *flags)
{
    size_t count = tuple_length(args);
    if (count == 0) return true;
    if (*limit)
        return raise_type_error("%s() got multiple values for argument '%s'", function, limit_name);
    *limit = tuple_peek(args, 0);
    if (count > 1 && *flags)
        return raise_type_error("%s() got multiple values for argument 'flags'", function);
    if (count > 1) *flags = tuple_peek(args, 1);
    if (count > 2) {
        return raise_type_error("%s() takes from %zu to %zu positional arguments but %zu were "
                                "given", function, named, named + 2, named + count);
    }
    return warn(&deprecation_warning_type, 1, "'%s' is passed as positional argument", limit_name);
}

static Ref replace_by(const Obj arg[], const char *name, bool counted)
{
    enum { pattern, repl, string, args, count, flags };
    Obj limit = arg[count], how = arg[flags];
    if (!take_positional(name, "count", 3, arg[args], &limit, &how)) return NULL;
    scoped Ref compiled = compile(arg[pattern], how);
    return compiled ? pattern_sub(compiled, arg[repl], arg[string], limit, counted) : NULL;
}

static Ref function_sub(const Obj arg[])       { return replace_by(arg, "sub", false); }
static Ref function_subn(const Obj arg[])      { return replace_by(arg, "subn", true); }

static Ref function_split(const Obj arg[])
{
    enum { pattern, string, args, count, flags };
    Obj limit = arg[count], how = arg[flags];
    if (!take_positional("split", "maxsplit", 2, arg[args], &limit, &how)) return NULL;
    scoped Ref compiled = compile(arg[pattern], how);
    return compiled ? pattern_split(compiled, arg[string], limit) : NULL;
}

static bool is_special(uint32_t point)
{
    static const char special[] = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";
    return point && point < 128 && strchr(special, (int)point);
}

static void write_escaped(Writer *w, Points text)
{
    for (size_t i = 0; i < text.length; i++) {
        uint32_t point = point_at(text, i);
        if (is_special(point)) writer_char(w, '\\');
        writer_char(w, point);
    }
}

static Ref function_escape(const Obj arg[])
{
    Writer w = { 0 };
    if (is_str(arg[0])) {
        write_escaped(&w, str_points(arg[0]));
        return writer_finish(&w);
    }
    if (!object_has_buffer(arg[0]))
        return raise_type_error("decoding to str: need a bytes-like object, %T found", arg[0]);
    scoped_buffer Buffer view = { 0 };
    if (!buffer_get(arg[0], &view, BUFFER_READ)) return NULL;
    write_escaped(&w, (Points){ view.data, view.length, 1 });
    return template_finish(&w, false);
}

static Ref function_set_error(const Obj arg[])
{
    replace(&regex_error_class, keep(arg[0]));
    return none_new();
}

static const Method functions[] = {
    { "compile(pattern, flags=0)", function_compile, "A compiled Pattern." },
    { "_compile(pattern, flags, /)", function_compile, NULL },
    { "match(pattern, string, flags=0)", function_match,
      "A Match of the beginning of the string, or None." },
    { "fullmatch(pattern, string, flags=0)", function_fullmatch,
      "A Match of all of the string, or None." },
    { "search(pattern, string, flags=0)", function_search,
      "The first Match anywhere in the string, or None." },
    { "findall(pattern, string, flags=0)", function_findall,
      "A list of what all matches that don't overlap contain: texts, or tuples of groups." },
    { "finditer(pattern, string, flags=0)", function_finditer,
      "An iterator over all matches that don't overlap." },
    { "sub(pattern, repl, string, *args, count=0, flags=0)", function_sub,
      "The string with the leftmost matches that don't overlap replaced." },
    { "subn(pattern, repl, string, *args, count=0, flags=0)", function_subn,
      "The tuple (new string, number of replacements)." },
    { "split(pattern, string, *args, maxsplit=0, flags=0)", function_split,
      "The string split at the matches." },
    { "escape(pattern)", function_escape, "The string with special characters escaped." },
    { "purge()", function_purge, "Forgets the patterns compiled." },
    { "_set_error(error, /)", function_set_error, NULL },
    { 0 }
};

static bool start(Ref module)
{
    type_ready(&scanner_type);
    type_ready(&match_iterator_type);
    module_add(module, "Pattern", keep(&pattern_type.head));
    module_add(module, "Match", keep(&match_type.head));
    module_add(module, "MAXREPEAT", int_new(REGEX_MAX_REPEAT));
    module_add(module, "MAXGROUPS", int_new(REGEX_MAX_GROUPS));
    return true;
}

static Type *const types[] = { &pattern_type, &match_type, NULL };
const Module regex_module = {
    "_regex", "Regular expressions over PCRE2.", functions, types, start,
};
