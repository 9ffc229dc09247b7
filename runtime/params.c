/* runtime/params.c -- binding the arguments of a call to a builtin's parameters.
 * SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/suggest.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

void *raise_unexpected_keyword(Obj function_name, Obj keyword, const Obj *known, size_t count)
{
    Obj near = suggest_name(known, count, keyword);
    return near
        ? raise_type_error("%S() got an unexpected keyword argument '%S'. Did you mean '%S'?",
                           function_name, keyword, near)
        : raise_type_error("%S() got an unexpected keyword argument '%S'",
                           function_name, keyword);
}

/* --- what is wrong with a call --- */

static size_t keyword_count(Obj names) { return names ? tuple_length(names) : 0; }

static bool only_positional(const Params *params)
{
    return params->positional_only == params->positional && !params->keyword_only
        && !params->star && !params->star_star;
}

static void *raise_expected_count(const Params *params, size_t given, size_t least, size_t most)
{
    size_t wanted = given < least ? least : most;
    return raise_type_error("%S expected %s%zu argument%s, got %zu", params->short_name,
        least == most ? "" : given < least ? "at least " : "at most ",
        wanted, plural(wanted), given);
}

// All parameters by position: the forms of functions that know no keywords.
static void *raise_wrong_count(const Params *params, size_t given)
{
    size_t least = params->required - params->hidden, most = params->positional - params->hidden;
    if (params->required < params->hidden) least = 0;
    if (params->is_function && most == 0)
        return raise_type_error("%S() takes no arguments (%zu given)", params->function_name,
                                given);
    if (params->is_function && least == 1 && most == 1)
        return raise_type_error("%S() takes exactly one argument (%zu given)",
                                params->function_name, given);
    if (most == 0) return raise_type_error("%S() takes no arguments", params->short_name);
    return raise_expected_count(params, given, least, most);
}

static size_t required_positional_only(const Params *params)
{
    return params->required < params->positional_only ? params->required : params->positional_only;
}

// Builtins whose complaints have a form of their own.
static const struct Wording {
    const char *name;
    bool counts_first;        // "x expected 1 argument, got 2", whatever keywords there are
    bool counts_alone;        // that, unless there are keywords
    bool without_place;       // no "(pos 1)"
    bool keyword_first;       // "'x' is an invalid keyword argument for f()"
    const char *keywords_of;  // the function that is named for a wrong keyword
} wordings[] = {
    { .name = "sorted", .counts_first = true, .keywords_of = "sort" },
    { .name = "int", .counts_alone = true },
    { .name = "str", .counts_alone = true },
    { .name = "enumerate", .without_place = true, .keyword_first = true },
};

static const struct Wording *wording_of(const Params *params)
{
    static const struct Wording usual;
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
        if (str_equal_text(params->function_name, wordings[i].name)) return &wordings[i];
    return &usual;
}

static void *raise_missing(const Params *params, size_t index)
{
    if (wording_of(params)->without_place)
        return raise_type_error("%S() missing required argument '%S'", params->short_name,
                                params->names[index]);
    return raise_type_error("%S() missing required argument '%S' (pos %zu)", params->short_name,
                            params->names[index], index + 1 - params->hidden);
}

// Checks that need only numbers, for functions that know keywords.
static bool check_counts(const Params *params, size_t given, size_t keywords)
{
    Obj name = params->short_name;
    size_t hidden = params->hidden, most = params->positional - hidden;
    size_t all = most + params->keyword_only, least = params->required - hidden;
    size_t least_by_position = required_positional_only(params) - hidden;
    if (params->star) return true;
    if ((given > most || given < least_by_position)) {
        const struct Wording *wording = wording_of(params);
        if (wording->counts_first || (wording->counts_alone && !keywords))
            return raise_expected_count(params, given, least_by_position, most);
    }
    if (given + keywords > all && !params->star_star)
        return raise_type_error("%S() takes at most %zu %sargument%s (%zu given)", name, all,
                                given ? "" : "keyword ", plural(all), given + keywords);
    if (given > most)
        return most == 0
            ? raise_type_error("%S() takes no positional arguments", name)
            : raise_type_error("%S() takes %s %zu positional argument%s (%zu given)", name,
                least < most ? "at most" : "exactly", most, plural(most), given);
    if (given < least_by_position)
        return raise_type_error("%S() takes %s %zu positional argument%s (%zu given)", name,
            least_by_position < most ? "at least" : "exactly", least_by_position,
            plural(least_by_position), given);
    return true;
}

/* --- binding --- */

// Index of the parameter that a keyword names; -1: none.
static int find_keyword(const Params *params, Obj keyword)
{
    int first = params->positional_only, star = params->star ? params->positional : -1;
    int end = params->total - params->star_star;
    for (int i = first; i < end; i++)
        if (params->names[i] == keyword && i != star) return i;
    for (int i = first; i < end; i++)
        if (i != star && str_equal(params->names[i], keyword)) return i;
    return -1;
}

static bool bind_unknown(const Params *params, Obj keyword, Obj value, BoundStars *made)
{
    if (params->star_star) return dict_set(made->star_star, keyword, value);
    size_t first = params->positional_only;
    if (first == params->positional) first += params->star;
    const char *named = wording_of(params)->keywords_of;
    if (wording_of(params)->keyword_first)
        return raise_type_error("'%S' is an invalid keyword argument for %S()", keyword,
                                params->short_name);
    scoped Ref name = named ? str_from_text(named) : keep(params->short_name);
    return raise_unexpected_keyword(name, keyword,
                                    (const Obj *)params->names + first, params->total - first);
}

typedef struct Keywords { const Obj *values; Obj names; Obj *bound; BoundStars *made; } Keywords;

static bool bind_keywords(const Params *params, const Keywords *given, size_t positional)
{
    Obj refused = NULL, refused_value = NULL, twice = NULL;
    size_t twice_at = 0;
    for (size_t i = 0; i < tuple_length(given->names); i++) {
        Obj keyword = tuple_peek(given->names, i);
        int index = find_keyword(params, keyword);
        if (index >= 0 && (size_t)index < positional) {
            if (!twice) twice = keyword, twice_at = (size_t)index;
        } else if (index >= 0) given->bound[index] = given->values[i];
        else if (params->star_star) {
            if (!bind_unknown(params, keyword, given->values[i], given->made)) return false;
        } else if (!refused) refused = keyword, refused_value = given->values[i];
    }
    for (size_t i = positional; i < params->positional; i++)
        if (!given->bound[i] && !params->optional[i])
            return raise_missing(params, i);
    if (twice)
        return raise_type_error("argument for %S() given by name ('%S') and position (%zu)",
                                params->short_name, twice, twice_at + 1 - params->hidden);
    return !refused || bind_unknown(params, refused, refused_value, given->made);
}

static bool check_missing(const Params *params, size_t given, const Obj *bound)
{
    for (size_t i = given; i < params->total; i++)
        if (!bound[i] && !params->optional[i])
            return raise_missing(params, i);
    return true;
}

static bool bind_rest(const Params *params, const Obj *args, size_t count, Obj names,
                      Obj *bound, BoundStars *made)
{
    size_t keywords = keyword_count(names), most = params->positional;
    size_t given = count < most ? count : most;
    if (keywords && params->positional_only == params->positional && !params->keyword_only
        && !params->star_star)
        return raise_type_error("%S() takes no keyword arguments", params->function_name);
    if (only_positional(params) && (count > most || count < params->required))
        return raise_wrong_count(params, count - params->hidden);
    if (!check_counts(params, count - params->hidden, keywords)) return false;
    for (size_t i = 0; i < given; i++) bound[i] = args[i];
    for (size_t i = given; i < params->total; i++) bound[i] = NULL;
    if (params->star)
        bound[most] = made->star = tuple_from_items(args + given, count - given);
    if (params->star_star) bound[params->total - 1] = made->star_star = dict_new();
    if (keywords) {
        Keywords all = { args + count, names, bound, made };
        if (!bind_keywords(params, &all, given)) return false;
    }
    return check_missing(params, given, bound);
}

const Params params_ignored = { .star = true, .star_star = true, .total = 2 };

bool params_bind(const Params *params, const Obj *args, size_t count, Obj names,
                 Obj *bound, BoundStars *made)
{
    made->star = made->star_star = NULL;
    if (likely(params->simple && !keyword_count(names)
               && count >= params->required && count <= params->positional)) {
        for (size_t i = 0; i < count; i++) bound[i] = args[i];
        for (size_t i = count; i < params->total; i++) bound[i] = NULL;
        return true;
    }
    if (bind_rest(params, args, count, names, bound, made)) return true;
    drop_or_null(take(&made->star));
    drop_or_null(take(&made->star_star));
    return false;
}

Ref params_call(const Params *params, Function function,
                const Obj *args, size_t count, Obj names)
{
    if (likely(count == params->total && params->simple && !names && !params->keyword_only))
        return function(args);
    Obj bound[params->total + 1];
    BoundStars made;
    if (!params_bind(params, args, count, names, bound, &made)) return NULL;
    Ref result = function(bound);
    if (made.star) drop(made.star);
    if (made.star_star) drop(made.star_star);
    return result;
}
