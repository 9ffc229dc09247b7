/* tests/unit/runtime/error_test.c -- raising, contexts, groups, recursion.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/call.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <criterion/criterion.h>
#include <errno.h>

TestSuite(error, .init = runtime_start);

static void expect_text(Ref text, const char *expected)
{
    cr_assert_not_null(text);
    cr_assert_str_eq(str_utf8_lossy(text, NULL), expected);
    drop(text);
}

Test(error, a_raise_is_null_and_false)
{
    cr_assert_null(raise_value_error("%R is no %s", small_int(3), "list"));
    cr_assert(error_matches(&value_error_type));
    cr_assert(error_matches(&exception_type));
    cr_assert_not(error_clear_if(&key_error_type));
    expect_text(object_str(error_peek()), "3 is no list");
    cr_assert(error_clear_if(&exception_type));
    cr_assert_not(error_pending());
}

Test(error, the_handled_exception_becomes_the_context)
{
    raise_key_error("a");
    Ref first = error_take();
    drop_or_null(error_set_handled(keep(first)));
    raise_value_error("b");
    scoped Ref second = error_take();
    cr_assert_eq(((Exception *)second)->context, first);
    // Raising the first while the second is handled must not close a circle.
    drop_or_null(error_set_handled(keep(second)));
    raise_object(first);
    scoped Ref again = error_take();
    cr_assert_eq(((Exception *)again)->context, second);
    cr_assert_null(((Exception *)second)->context);
    drop_or_null(error_set_handled(NULL));
}

Test(error, errno_chooses_the_class)
{
    errno = ENOENT;
    scoped Ref name = str_from_text("x.txt");
    raise_from_errno(name);
    scoped Ref raised = error_take();
    cr_assert(has_type(raised, &file_not_found_error_type));
    expect_text(object_str(raised), "[Errno 2] No such file or directory: 'x.txt'");
}

Test(error, a_group_splits_along_its_tree)
{
    scoped Ref one = exception_make(&value_error_type, NULL, 0);
    scoped Ref two = exception_make(&type_error_type, NULL, 0);
    scoped Ref inner_items = tuple_pack(2, one, two);
    scoped Ref message = str_from_text("m");
    scoped Ref inner = exception_group_new(message, inner_items);
    scoped Ref outer_items = tuple_pack(2, inner, two);
    scoped Ref outer = exception_group_new(message, outer_items);
    scoped Ref matched = NULL;
    scoped Ref rest = NULL;
    cr_assert(exception_group_split(outer, (Obj)&value_error_type, &matched, &rest));
    expect_text(object_repr(matched),
                "ExceptionGroup('m', [ExceptionGroup('m', [ValueError()])])");
    expect_text(object_repr(rest),
                "ExceptionGroup('m', [ExceptionGroup('m', [TypeError()]), TypeError()])");
    // Both parts raised again unchanged are the whole again.
    scoped Ref raised = list_new(2);
    list_append(raised, rest);
    list_append(raised, matched);
    scoped Ref whole = exception_group_reraise(outer, raised);
    expect_text(object_repr(whole), "ExceptionGroup('m', [ExceptionGroup('m', [ValueError(), "
                                    "TypeError()]), TypeError()])");
}

static int deepest(int depth)
{
    if (!recursion_enter(" in this test")) return depth;
    int reached = deepest(depth + 1);
    recursion_leave();
    return reached;
}

Test(error, recursion_in_c_ends_with_an_exception)
{
    cr_assert_geq(deepest(0), 1000);
    cr_assert(error_matches(&recursion_error_type));
    expect_text(object_str(error_peek()), "maximum recursion depth exceeded in this test");
    error_clear();
    cr_assert_eq(error_state.depth, 0);
}
