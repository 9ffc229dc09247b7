/* tests/unit/runtime/math_test.c -- math's exact sums, and the Mersenne Twister.
 *   SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/attribute.h"
#include "runtime/intern.h"
#include "runtime/modules/math.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"

extern const Module random_module;

TestSuite(math, .init = runtime_start);

static double sum_of(const double *numbers, size_t count)
{
    scoped Ref list = list_new(count);
    for (size_t i = 0; i < count; i++) list_give(list, float_new(numbers[i]));
    const Obj arg[] = { list };
    scoped Ref sum = math_fsum(arg);
    cr_assert_not_null(sum);
    return float_value(sum);
}

Test(math, fsum_rounds_once)
{
    const double cancelling[] = { 1e100, 1.0, -1e100, 1e-100 };
    cr_expect_eq(sum_of(cancelling, 4), 1.0);
    const double half_to_even[] = { 1.0, 0x1p-53 }, above_half[] = { 1.0, 0x1p-53, 0x1p-100 };
    cr_expect_eq(sum_of(half_to_even, 2), 1.0);
    cr_expect_eq(sum_of(above_half, 3), 1.0 + 0x1p-52);
    const double least[] = { 5e-324, 5e-324, -5e-324 };
    cr_expect_eq(sum_of(least, 3), 5e-324);
}

Test(math, a_factorial_of_a_negative_number_is_refused)
{
    const Obj arg[] = { small_int(-1) };
    cr_expect_null(math_factorial(arg));
    cr_expect(error_clear_if(&value_error_type));
}

Test(math, a_seed_gives_the_numbers_that_it_gives_elsewhere)
{
    scoped Ref module = module_from(&random_module);
    scoped Ref type = attribute_get(module, intern("Random"));
    scoped Ref generator = call1(type, small_int(42));
    scoped Ref first = call_method0(generator, intern("random"));
    cr_expect_eq(float_value(first), 0.6394267984578837);
    scoped Ref bits = call_method1(generator, intern("getrandbits"), small_int(10));
    cr_expect_eq(small_value(bits), 25);
}
