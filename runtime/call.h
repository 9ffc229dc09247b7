/* runtime/call.h -- calling objects from C, and argument binding by signature.
 * Read after: type.h.   SPDX-License-Identifier: MIT
 *
 * Raw protocol (slot Type.call): `args` holds `count` positional values followed by one value for
 * each name in the tuple `names` (NULL: none). All borrowed.
 */
#pragma once
#include "runtime/type.h"

typedef enum ParamKind { PARAM_POSITIONAL_ONLY, PARAM_ORDINARY, PARAM_KEYWORD_ONLY } ParamKind;

/* Parameters of a def or of a builtin: names in order positional-only, ordinary, *args,
 * keyword-only, **kwargs. Bound values stand in an array in the same order. */
typedef struct Params {
    Obj function_name;        // for error messages: "f" or "list.index"; interned
    uint16_t total;           // length of the bound array, stars included
    uint16_t positional_only; // the first ones
    uint16_t positional;      // positional-only + ordinary
    uint16_t keyword_only;
    bool star, star_star;     // *args stands at [positional], **kwargs last
    uint16_t required;        // leading positional ones without a default (builtins)
    const bool *optional;     // builtins: by index, may be left out (stays NULL); NULL for def
    Obj *names;               // interned, by index in the bound array
    const char *text;         // builtins: the signature text; NULL for def
    uint8_t hidden;           // builtins: 1 if the first one is self or cls, which messages don't count
    bool simple;              // builtins: no stars, and keyword-only ones may all be left out
    bool is_function;         // builtins: no type; "len() takes exactly one argument (2 given)"
    Obj short_name;           // builtins: "index" where function_name is "list.index"
} Params;

/* Parses a signature text once; never freed. `owner` prefixes the name in messages, may be NULL. */
const Params *params_parse(const char *signature, const char *owner);
/* As params_parse, for a function or (hidden: 1) a method that gets self or cls first. */
const Params *params_parse_function(const char *signature, const char *owner, int hidden);
/* Text as inspect shows it, "($self, value, start=0, /)"; a new str. */
Ref params_get_text(const Params *params);

/* Binds a call to params: fills bound[0..total) with borrowed values, NULL where an optional was
 * left out. *args and **kwargs are new objects, kept by `made` (drop both after the call). */
typedef struct BoundStars { Ref star, star_star; } BoundStars;
MAY_RAISE bool params_bind(const Params *params, const Obj *args, size_t count, Obj names,
                           Obj *bound, BoundStars *made);
/* For def: missing optionals are looked up in defaults (tuple or NULL, for the last positional
 * ones) and keyword defaults (dict or NULL). bound values are OWNED here. Same messages as CPython. */
MAY_RAISE bool params_bind_function(const Params *params, Obj qualname, Obj defaults, Obj kw_defaults,
                                    const Obj *args, size_t count, Obj names, Ref *bound);
/* Binds, calls, drops the stars. */
MAY_RAISE Ref params_call(const Params *params, Function function,
                          const Obj *args, size_t count, Obj names);

MAY_RAISE Ref call(Obj callable, const Obj *args, size_t count);
MAY_RAISE Ref call_raw(Obj callable, const Obj *args, size_t count, Obj names);
MAY_RAISE Ref call0(Obj callable);
MAY_RAISE Ref call1(Obj callable, Obj a);
MAY_RAISE Ref call2(Obj callable, Obj a, Obj b);
MAY_RAISE Ref call3(Obj callable, Obj a, Obj b, Obj c);
/* callable(*args, **kwargs): args any tuple, kwargs a dict or NULL. */
MAY_RAISE Ref call_spread(Obj callable, Obj args, Obj kwargs);
/* Are all names in the dict strings? */
MAY_RAISE bool keywords_check(Obj kwargs);
/* object.name(args...), without making a bound method where it can. */
MAY_RAISE Ref call_method(Obj object, Obj name, const Obj *args, size_t count);
MAY_RAISE Ref call_method0(Obj object, Obj name);
MAY_RAISE Ref call_method1(Obj object, Obj name, Obj a);
/* type(object).name(object, args...): how dunders are called. *found is false (and NULL returned
 * without an exception) if the type lacks it. */
MAY_RAISE Ref call_dunder(Obj object, Obj name, const Obj *args, size_t count, bool *found);
bool is_callable(Obj x);
/* TypeError "f() got an unexpected keyword argument 'x'. Did you mean 'y'?" */
void *raise_unexpected_keyword(Obj function_name, Obj keyword, const Obj *known, size_t count);
/* What error messages call a callable: "f()" qualified, else str(callable). A str. */
Ref callable_text(Obj callable);
/* For create slots that leave all arguments to init (list, dict ...): they are called with arg NULL,
 * and their type with no arguments at all without init. Set statically as .create_params. */
extern const Params params_ignored;
