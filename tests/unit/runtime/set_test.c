/* tests/unit/runtime/set_test.c -- set: the order that shows, operations, hashes.
 *   SPDX-License-Identifier: MIT */
#include "classes.h"
#include "runtime/types/range.h"
#include "runtime/types/set.h"

TestSuite(set, .init = runtime_start);

static Ref ints(size_t count, const intptr_t *values)
{
    Ref made = set_new();
    for (size_t i = 0; i < count; i++) cr_assert(set_add(made, small_int(values[i])));
    return made;
}
#define INTS(...) ints(sizeof (intptr_t[]){ __VA_ARGS__ } / sizeof (intptr_t), \
                       (intptr_t[]){ __VA_ARGS__ })

Test(set, shows_its_items_in_the_order_of_the_reference)
{
    expect_repr(INTS(3, 1, 2), "{1, 2, 3}");
    expect_repr(INTS(8, 16, 24, 0, 32, 40, 48), "{32, 0, 8, 40, 16, 48, 24}");
    expect_repr(set_new(), "set()");
}

Test(set, operators_agree_with_each_other)
{
    scoped Ref a = set_new(), b = set_new();
    for (intptr_t i = 0; i < 3000; i++) {
        cr_assert(set_add(a, small_int(i * 7 % 2003)));
        cr_assert(set_add(b, small_int(i * 5 % 1201)));
    }
    scoped Ref both = operate(OP_AND, a, b), any = operate(OP_OR, a, b);
    scoped Ref one = operate(OP_XOR, a, b), rest = operate(OP_SUBTRACT, any, both);
    bool same;
    cr_assert(compare_truth(one, rest, EQUAL, &same));
    cr_expect(same);
    cr_expect_eq(set_length(both) + set_length(any), set_length(a) + set_length(b));
}

Test(set, a_frozenset_hashes_like_the_reference_whatever_its_order)
{
    scoped Ref up = range_new(0, 100, 1), down = range_new(99, -1, -1);
    scoped Ref a = frozenset_from(up), b = frozenset_from(down);
    intptr_t x, y;
    cr_assert(object_hash(a, &x) && object_hash(b, &y));
    cr_expect_eq(x, 4411996150312757951);
    cr_expect_eq(x, y);
}

Test(set, many_removals_do_not_fill_the_table)
{
    scoped Ref set = set_new();
    for (intptr_t i = 0; i < 100000; i++) {
        bool found;
        cr_assert(set_add(set, small_int(i)));
        if (i >= 10) cr_assert(set_discard(set, small_int(i - 10), &found) && found);
    }
    cr_expect_eq(set_length(set), 10);
    cr_expect_lt(((Set *)set)->mask, 256);
}
