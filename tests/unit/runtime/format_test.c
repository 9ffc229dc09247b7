/* tests/unit/runtime/format_test.c -- format specifications on text and numbers.
 *   SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/complex.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"
#include <math.h>

TestSuite(format, .init = runtime_start);

/* Consumes x. */
static void expect(Ref x, const char *spec, const char *text)
{
    scoped Ref wanted = str_from_text(spec);
    scoped Ref shown = object_format(x, wanted);
    cr_assert_not_null(shown, "%s", spec);
    cr_expect_str_eq(str_utf8_lossy(shown, NULL), text, "%s: %s", spec, str_utf8_lossy(shown, NULL));
    drop(x);
}

/* Consumes x. */
static void expect_error(Ref x, const char *spec, const char *message)
{
    scoped Ref wanted = str_from_text(spec);
    cr_expect_null(object_format(x, wanted), "%s", spec);
    scoped Ref raised = error_take();
    scoped Ref text = object_str(raised);
    cr_expect_str_eq(str_utf8_lossy(text, NULL), message);
    drop(x);
}

Test(format, zeros_are_grouped_like_digits_and_no_separator_comes_first)
{
    expect(small_int(1234), "010,", "00,001,234");
    expect(small_int(1234), "08,", "0,001,234");
    expect(small_int(-1234), "09,", "-0,001,234");
    expect(small_int(255), "#012_x", "0x0_0000_00ff");
    expect(float_new(INFINITY), "012,", "000000000inf");
}

Test(format, fill_and_alignment)
{
    expect(str_from_text("h\303\251"), "*^6", "**h\303\251**");
    expect(str_from_text("abc"), ".2", "ab");
    expect(str_from_text("a"), "05", "a0000");
    expect(small_int(-5), "=+5", "-   5");
    expect(small_int(5), "<4", "5   ");
}

Test(format, floats)
{
    expect(float_new(1234567.891), ",.2f", "1,234,567.89");
    expect(float_new(0.125), ".1%", "12.5%");
    expect(float_new(3.0), ".3", "3.0");
    expect(float_new(123456.0), ".6", "1.23456e+05");
    expect(float_new(-0.001), "z.1f", "0.0");
    expect(float_new(1e16), "", "1e+16");
    expect(float_new(0.0), ".1", "0e+00");
    expect(complex_new(1.5, -2), ">12.1f", "    1.5-2.0j");
}

Test(format, what_does_not_fit_is_refused_by_name)
{
    expect_error(small_int(1), ".3", "Precision not allowed in integer format specifier");
    expect_error(small_int(1), ",n", "Cannot specify ',' with 'n'.");
    expect_error(str_from_text("a"), "=5", "'=' alignment not allowed in string format specifier");
    expect_error(float_new(1), "d", "Unknown format code 'd' for object of type 'float'");
    expect_error(small_int(1), "x.3", "Invalid format specifier 'x.3' for object of type 'int'");
    expect_error(small_int(1), "99999999999999999999", "Too many decimal digits in format string");
}
