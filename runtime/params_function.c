/* runtime/params_function.c -- binding the arguments of a call to the parameters of a def.
 * SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

typedef struct Binding {
    const Params *params;
    Obj qualname;
    Obj defaults, kw_defaults;        // NULL: none
    const Obj *args;
    size_t count;
    Obj names;                        // NULL: no keywords
    Ref *bound;
} Binding;

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

static size_t first_keyword_only(const Params *params)
{
    return params->positional + params->star;
}

static int find_parameter(const Params *params, Obj keyword, size_t from)
{
    size_t end = first_keyword_only(params) + params->keyword_only;
    int star = params->star ? params->positional : -1;
    for (size_t i = from; i < end; i++)
        if (params->names[i] == keyword && (int)i != star) return (int)i;
    for (size_t i = from; i < end; i++)
        if ((int)i != star && str_equal(params->names[i], keyword)) return (int)i;
    return -1;
}

/* --- what is wrong with a call --- */

// Positional-only parameters given by name: "'a, b'"; true: raised.
static bool raised_positional_only(const Binding *b)
{
    const Params *params = b->params;
    Writer w = {0};
    size_t found = 0;
    for (size_t p = 0; p < params->positional_only; p++)
        for (size_t i = 0; i < tuple_length(b->names); i++) {
            if (!str_equal(params->names[p], tuple_peek(b->names, i))) continue;
            if (found++) writer_text(&w, ", ");
            writer_str(&w, params->names[p]);
            break;
        }
    scoped Ref text = writer_finish(&w);
    if (found)
        raise_type_error("%S() got some positional-only arguments passed as keyword arguments: "
                         "'%S'", b->qualname, text);
    return found != 0;
}

// "'a', 'b', and 'c'"
static Ref enumerate_names(Obj list)
{
    Writer w = {0};
    size_t count = list_length(list);
    for (size_t i = 0; i < count; i++) {
        if (i) writer_text(&w, count > 2 ? ", " : " ");
        if (i && i == count - 1) writer_text(&w, "and ");
        scoped Ref quoted = str_quoted(list_peek(list, i));
        writer_str(&w, quoted);
    }
    return writer_finish(&w);
}

static void *raise_missing(const Binding *b, const char *kind, Obj missing)
{
    scoped Ref text = enumerate_names(missing);
    return raise_type_error("%S() missing %zu required %s argument%s: %S", b->qualname,
                            list_length(missing), kind, plural(list_length(missing)), text);
}

static void *raise_too_many(const Binding *b)
{
    const Params *params = b->params;
    size_t defaults = b->defaults ? tuple_length(b->defaults) : 0, keyword_only = 0;
    for (size_t i = 0; i < params->keyword_only; i++)
        keyword_only += b->bound[first_keyword_only(params) + i] != NULL;
    scoped Ref takes = defaults
        ? str_format("from %zu to %zu", params->positional - defaults, (size_t)params->positional)
        : str_format("%zu", (size_t)params->positional);
    scoped Ref extra = keyword_only
        ? str_format(" positional argument%s (and %zu keyword-only argument%s)",
                     plural(b->count), keyword_only, plural(keyword_only))
        : str_empty();
    return raise_type_error("%S() takes %S positional argument%s but %zu%S %s given", b->qualname,
        takes, defaults || params->positional != 1 ? "s" : "", b->count, extra,
        b->count == 1 && !keyword_only ? "was" : "were");
}

/* --- binding --- */

static bool bind_keyword(const Binding *b, Obj keyword, Obj value)
{
    const Params *params = b->params;
    if (!is_str(keyword)) return raise_type_error("keywords must be strings");
    int index = find_parameter(params, keyword, params->positional_only);
    if (index >= 0) {
        if (b->bound[index])
            return raise_type_error("%S() got multiple values for argument '%S'", b->qualname,
                                    keyword);
        b->bound[index] = keep(value);
        return true;
    }
    if (params->star_star) return dict_set(b->bound[params->total - 1], keyword, value);
    if (params->positional_only && raised_positional_only(b)) return false;
    return raise_unexpected_keyword(b->qualname, keyword,
        (const Obj *)params->names + params->positional_only,
        params->total - params->positional_only);
}

static bool fill_positional(const Binding *b)
{
    const Params *params = b->params;
    size_t defaults = b->defaults ? tuple_length(b->defaults) : 0;
    size_t required = params->positional - defaults;
    scoped Ref missing = NULL;
    for (size_t i = b->count; i < params->positional; i++) {
        if (b->bound[i]) continue;
        if (i >= required) {
            b->bound[i] = keep(tuple_peek(b->defaults, i - required));
            continue;
        }
        if (!missing) missing = list_new(4);
        list_append(missing, params->names[i]);
    }
    return !missing || raise_missing(b, "positional", missing);
}

static bool fill_keyword_only(const Binding *b)
{
    const Params *params = b->params;
    scoped Ref missing = NULL;
    for (size_t k = 0; k < params->keyword_only; k++) {
        size_t i = first_keyword_only(params) + k;
        if (b->bound[i]) continue;
        Obj value = NULL;
        if (b->kw_defaults && !dict_find(b->kw_defaults, params->names[i], &value)) return false;
        if (value) {
            b->bound[i] = keep(value);
            continue;
        }
        if (!missing) missing = list_new(4);
        list_append(missing, params->names[i]);
    }
    return !missing || raise_missing(b, "keyword-only", missing);
}

static bool bind_all(const Binding *b)
{
    const Params *params = b->params;
    size_t given = b->count < params->positional ? b->count : params->positional;
    if (params->star_star) b->bound[params->total - 1] = dict_new();
    for (size_t i = 0; i < given; i++) b->bound[i] = keep(b->args[i]);
    if (params->star)
        b->bound[params->positional] = tuple_from_items(b->args + given, b->count - given);
    if (b->names)
        for (size_t i = 0; i < tuple_length(b->names); i++)
            if (!bind_keyword(b, tuple_peek(b->names, i), b->args[b->count + i])) return false;
    if (b->count > params->positional && !params->star) return raise_too_many(b);
    if (b->count < params->positional && !fill_positional(b)) return false;
    return !params->keyword_only || fill_keyword_only(b);
}

bool params_bind_function(const Params *params, Obj qualname, Obj defaults, Obj kw_defaults,
                          const Obj *args, size_t count, Obj names, Ref *bound)
{
    if (likely(!names && count == params->positional && count == params->total)) {
        for (size_t i = 0; i < count; i++) bound[i] = keep(args[i]);
        return true;
    }
    memset(bound, 0, params->total * sizeof *bound);
    Binding b = { params, qualname, defaults, kw_defaults, args, count, names, bound };
    if (bind_all(&b)) return true;
    for (size_t i = 0; i < params->total; i++) drop_or_null(take(&bound[i]));
    return false;
}
