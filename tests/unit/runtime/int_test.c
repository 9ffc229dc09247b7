/* tests/unit/runtime/int_test.c -- int across the border between machine words and limbs.
 *   SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include "runtime/error.h"
#include "runtime/startup.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

TestSuite(int, .init = runtime_start);

static Ref number(const char *text)
{
    scoped Ref str = str_from_text(text);
    return int_parse(str, 0);
}

/* Consumes x. */
static void expect(Ref x, const char *text)
{
    cr_assert_not_null(x);
    Ref shown = int_to_str(x, 10);
    cr_expect_str_eq(str_data(shown), text);
    drop(shown);
    drop(x);
}

Test(int, a_value_that_fits_is_always_small)
{
    scoped Ref big = number("0x4000000000000000"), one = small_int(1);
    cr_expect_not(is_small(big));
    scoped Ref back = int_subtract(big, one);
    cr_expect(is_small(back));
    cr_expect_eq(small_value(back), SMALL_INT_MAX);
    scoped Ref lowest = int_negate(big);
    cr_expect(is_small(lowest));
    cr_expect_eq(small_value(lowest), SMALL_INT_MIN);
}

Test(int, division_rounds_down_and_the_remainder_has_the_sign_of_the_divisor)
{
    static const struct { const char *a, *b, *quotient, *rest; } rows[] = {
        { "7", "2", "3", "1" }, { "-7", "2", "-4", "1" },
        { "7", "-2", "-4", "-1" }, { "-7", "-2", "3", "-1" },
        { "-0x4000000000000000", "-1", "4611686018427387904", "0" },
        { "-100000000000000000000", "7", "-14285714285714285715", "5" },
        { "100000000000000000000", "-7", "-14285714285714285715", "-5" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        scoped Ref a = number(rows[i].a), b = number(rows[i].b);
        Ref quotient, rest;
        cr_assert(int_divmod(a, b, &quotient, &rest));
        expect(quotient, rows[i].quotient);
        expect(rest, rows[i].rest);
    }
}

Test(int, true_division_rounds_once)
{
    scoped Ref a = number("0x200000000000000000000001"), b = number("0x100000000000000000000000");
    scoped Ref ratio = int_true_divide(a, b);
    cr_expect_eq(float_value(ratio), 2.0);
    scoped Ref one = small_int(1), places = small_int(1075), three = small_int(3);
    scoped Ref below = int_shift_left(one, places);
    scoped Ref half_of_least = int_true_divide(one, below), more = int_true_divide(three, below);
    cr_expect_eq(float_value(half_of_least), 0.0);
    cr_expect_eq(float_value(more), 0x1p-1073);
}

Test(int, power_of_a_modulus_may_have_a_negative_exponent)
{
    scoped Ref three = small_int(3), minus = small_int(-1), seven = small_int(7);
    expect(int_power(three, minus, seven), "5");
    scoped Ref two = small_int(2), four = small_int(4);
    cr_expect_null(int_power(two, minus, four));
    cr_expect(error_clear_if(&value_error_type));
}

Test(int, octets_and_back)
{
    scoped Ref x = number("-0x123456789abcdef0123");
    scoped Ref octets = int_to_bytes(x, 11, true, true);
    cr_assert_not_null(octets);
    expect(int_from_bytes((const unsigned char *)bytes_data(octets), 11, true, true),
           "-5373003642731685151011");
    scoped Ref missing = int_to_bytes(x, 9, true, true);
    cr_expect_null(missing);
    cr_expect(error_clear_if(&overflow_error_type));
}

Test(int, text_must_be_a_number_of_its_base)
{
    static const char *const wrong[] = { "", "_1", "1_", "1__0", "0x", "010", "12a", "- 1", "+-1" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cr_expect_null(number(wrong[i]), "%s", wrong[i]);
        cr_expect(error_clear_if(&value_error_type));
    }
    expect(number(" -0x_ff "), "-255");
    expect(number("0b1_01"), "5");
}

Test(int, equal_numbers_of_all_types_have_equal_hashes)
{
    scoped Ref big = number("0x10000000000000000000000000");
    cr_expect_eq(int_hash(big), float_hash(0x1p100));
    cr_expect_eq(int_hash(small_int(-1)), -2);
    cr_expect_eq(int_hash(small_int((intptr_t)1 << 61)), 1);
}
