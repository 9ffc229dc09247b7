/* tests/unit/runtime/float_test.c -- float: shortest texts, and reading them.
 *   SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include "runtime/startup.h"
#include "runtime/types/float.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

TestSuite(float, .init = runtime_start);

Test(float, text_is_as_short_as_can_be)
{
    static const struct { double value; const char *text; } rows[] = {
        { 0.1, "0.1" }, { 100.0, "100.0" }, { -0.0, "-0.0" }, { 1e16, "1e+16" },
        { 1e15, "1000000000000000.0" }, { 1e-4, "0.0001" }, { 1e-5, "1e-05" }, { 1e22, "1e+22" },
        { 5e-324, "5e-324" }, { 0x1p-44, "5.684341886080802e-14" },
        { 1.7976931348623157e308, "1.7976931348623157e+308" }, { 0.1 + 0.2, "0.30000000000000004" },
        { 9007199254740993.0, "9007199254740992.0" }, { INFINITY, "inf" }, { -INFINITY, "-inf" },
        { NAN, "nan" }, { 123456.789, "123456.789" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char buffer[40];
        buffer[float_text(rows[i].value, buffer)] = 0;
        cr_expect_str_eq(buffer, rows[i].text);
    }
}

Test(float, text_reads_back_as_the_same_double)
{
    uint64_t random = 88172645463325252u;
    for (int i = 0; i < 100000; i++) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        double value, back;
        memcpy(&value, &random, sizeof value);
        if (!isfinite(value)) continue;
        char buffer[40];
        size_t length = float_text(value, buffer);
        cr_assert(float_parse_text(buffer, length, &back));
        cr_assert_eq(memcmp(&back, &value, sizeof value), 0, "%a", value);
    }
}

Test(float, only_whole_texts_are_numbers)
{
    static const char *const wrong[] = {
        "", ".", "e5", "1e", "1e+", "0x10", "1 2", "infin", "nan(1)", "1..", "--1", "1.5f",
    };
    double value;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect_not(float_parse_text(wrong[i], strlen(wrong[i]), &value), "%s", wrong[i]);
    cr_expect(float_parse_text("-.5E+1", 6, &value) && value == -5.0);
    cr_expect(float_parse_text("InFinity", 8, &value) && isinf(value));
}

Test(float, a_hash_is_that_of_the_equal_int)
{
    cr_expect_eq(float_hash(-1.0), -2);
    cr_expect_eq(float_hash(0x1p61), 1);
    cr_expect_eq(float_hash(0.5), (intptr_t)1 << 60);
    cr_expect_eq(float_hash(-INFINITY), -314159);
}
