/* tests/unit/runtime/range_test.c -- range and slice, with numbers of any size.
 *   SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/int.h"
#include "runtime/types/range.h"
#include "runtime/types/slice.h"
#include "runtime/types/str.h"

TestSuite(range, .init = runtime_start);

/* Consumes x. */
static void expect(Ref x, const char *text)
{
    cr_assert_not_null(x);
    scoped Ref shown = object_repr(x);
    cr_expect_str_eq(str_utf8_lossy(shown, NULL), text);
    drop(x);
}

Test(range, a_slice_of_a_range_is_a_range)
{
    scoped Ref range = range_new(0, 20, 3);
    scoped Ref middle = slice_new(small_int(1), small_int(5), small_int(2));
    scoped Ref backwards = slice_new(NULL, NULL, small_int(-2));
    expect(object_get_item(range, middle), "range(3, 15, 6)");
    expect(object_get_item(range, backwards), "range(18, -3, -6)");
}

Test(range, numbers_beyond_a_word)
{
    scoped Ref start = int_new(SMALL_INT_MAX), range = range_new(SMALL_INT_MAX - 1, SMALL_INT_MAX, 1);
    scoped Ref iterator = type_of(range)->iterate(range);
    expect(type_of(iterator)->next(iterator), "4611686018427387902");
    cr_expect_null(type_of(iterator)->next(iterator));
    cr_expect_not(error_pending());
    scoped Ref wide = range_new(INTPTR_MIN, INTPTR_MAX, 1);
    size_t length;
    cr_expect_not(object_length(wide, &length));
    cr_expect(error_clear_if(&overflow_error_type));
    expect(object_get_item(wide, small_int(-1)), "9223372036854775806");
    bool found;
    cr_expect(object_contains(wide, start, &found) && found);
}

Test(range, membership_is_arithmetic_for_ints_and_comparison_for_others)
{
    scoped Ref range = range_new(0, 20, 3), text = str_from_text("6");
    bool found;
    cr_expect(object_contains(range, small_int(6), &found) && found);
    cr_expect(object_contains(range, small_int(7), &found) && !found);
    cr_expect(object_contains(range, text, &found) && !found);
}

Test(range, bounds_of_a_slice_are_clipped)
{
    scoped Ref slice = slice_new(small_int(-100), small_int(100), NULL);
    Ref start, stop, step;
    cr_assert(slice_bounds(slice, small_int(5), &start, &stop, &step));
    expect(start, "0");
    expect(stop, "5");
    expect(step, "1");
}
