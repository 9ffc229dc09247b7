/* tests/unit/runtime/params_test.c -- signatures, binding, and the words for what does not fit.
 * SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <criterion/criterion.h>

TestSuite(params, .init = runtime_start);

static Ref give_first(const Obj arg[]) { return keep(arg[0]); }

// The text of the pending exception, which is cleared.
static void expect_error(const Ref result, const char *text)
{
    cr_assert_null(result);
    scoped Ref exception = error_take();
    cr_assert_not_null(exception);
    scoped Ref message = object_str(exception);
    cr_assert_str_eq(str_utf8_lossy(message, NULL), text);
}

static Ref call_with(const char *signature, size_t count, Obj names, const Obj *args)
{
    const Params *params = params_parse_function(signature, NULL, 0);
    return params_call(params, give_first, args, count, names);
}

static const Obj *numbers(void)
{
    static Obj values[] = { (Obj)3, (Obj)5, (Obj)7, (Obj)9 };    // the small ints 1, 2, 3, 4
    return values;
}

Test(params, a_signature_knows_its_kinds)
{
    const Params *p = params_parse("f(a, b=, /, c=(1, ')'), *args, d, e=None, **kwargs)", NULL);
    cr_assert_eq(p->total, 7);
    cr_assert_eq(p->positional_only, 2);
    cr_assert_eq(p->positional, 3);
    cr_assert_eq(p->keyword_only, 2);
    cr_assert_eq(p->required, 1);
    cr_assert(p->star && p->star_star && !p->simple);
    cr_assert(str_equal_text(p->names[3], "args"));
    cr_assert(str_equal_text(p->names[6], "kwargs"));
    scoped Ref text = params_get_text(p);
    cr_assert_str_eq(str_utf8_lossy(text, NULL),
        "(a, b=<unrepresentable>, /, c=(1, ')'), *args, d, e=None, **kwargs)");
}

Test(params, stars_take_what_is_left)
{
    const Params *p = params_parse("f(a, *args, key=, **kwargs)", NULL);
    scoped Ref names = tuple_pack(2, intern("key"), intern("other"));
    Obj bound[4];
    BoundStars made;
    cr_assert(params_bind(p, numbers(), 2, names, bound, &made));
    cr_assert_eq(bound[0], small_int(1));
    cr_assert_eq(tuple_length(bound[1]), 1);
    cr_assert_eq(bound[2], small_int(3));
    cr_assert_eq(dict_peek_str(bound[3], intern("other")), small_int(4));
    drop(made.star);
    drop(made.star_star);
}

Test(params, wrong_counts_are_told_as_the_signature_asks)
{
    const Obj *n = numbers();
    expect_error(call_with("f()", 1, NULL, n), "f() takes no arguments (1 given)");
    expect_error(call_with("f(a, /)", 0, NULL, n), "f() takes exactly one argument (0 given)");
    expect_error(call_with("f(a, b, /)", 3, NULL, n), "f expected 2 arguments, got 3");
    expect_error(call_with("f(a, b=, /)", 0, NULL, n), "f expected at least 1 argument, got 0");
    expect_error(call_with("f(a, b)", 1, NULL, n), "f() missing required argument 'b' (pos 2)");
    expect_error(call_with("f(a, /, *, b=)", 0, NULL, n),
                 "f() takes exactly 1 positional argument (0 given)");
    expect_error(call_with("f(*, b=)", 1, NULL, n), "f() takes no positional arguments");
}

Test(params, wrong_keywords_are_named)
{
    const Obj *n = numbers();
    scoped Ref wrong = tuple_pack(1, intern("maxsplt"));
    scoped Ref twice = tuple_pack(1, intern("sep"));
    const char *split = "split(sep=None, maxsplit=-1)";
    expect_error(call_with(split, 0, wrong, n),
        "split() got an unexpected keyword argument 'maxsplt'. Did you mean 'maxsplit'?");
    expect_error(call_with(split, 1, twice, n),
                 "argument for split() given by name ('sep') and position (1)");
    expect_error(call_with("len(obj, /)", 0, twice, n), "len() takes no keyword arguments");
}

static Ref bind_def(size_t count, Obj names, Obj defaults, Ref *bound)
{
    static Obj known[] = { NULL, NULL, NULL };
    known[0] = intern("a");
    known[1] = intern("b");
    known[2] = intern("key");
    Params p = { .total = 3, .positional = 2, .keyword_only = 1, .names = known };
    bool fine = params_bind_function(&p, intern("f"), defaults, NULL, numbers(), count,
                                     names, bound);
    return fine ? bound[0] : NULL;
}

Test(params, a_def_fills_in_its_defaults)
{
    scoped Ref names = tuple_pack(1, intern("key"));
    scoped Ref defaults = tuple_pack(1, small_int(9));
    Ref bound[3];
    cr_assert_not_null(bind_def(1, names, defaults, bound));
    cr_assert_eq(bound[1], small_int(9));
    cr_assert_eq(bound[2], small_int(2));
}

Test(params, a_def_says_what_is_missing)
{
    scoped Ref key = tuple_pack(1, intern("key"));
    scoped Ref a = tuple_pack(1, intern("a"));
    scoped Ref kay = tuple_pack(1, intern("kay"));
    Ref bound[3];
    expect_error(bind_def(0, key, NULL, bound),
                 "f() missing 2 required positional arguments: 'a' and 'b'");
    expect_error(bind_def(2, NULL, NULL, bound),
                 "f() missing 1 required keyword-only argument: 'key'");
    expect_error(bind_def(1, a, NULL, bound), "f() got multiple values for argument 'a'");
    expect_error(bind_def(2, kay, NULL, bound),
                 "f() got an unexpected keyword argument 'kay'. Did you mean 'key'?");
    expect_error(bind_def(3, key, NULL, bound),
        "f() takes 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) "
        "were given");
}
