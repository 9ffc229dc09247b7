/* tests/unit/runtime/sort_test.c -- list.sort: order, stability, hostile comparisons.
 *   SPDX-License-Identifier: MIT */
#include "classes.h"
#include "runtime/types/bool.h"
#include "runtime/types/float.h"

TestSuite(sort, .init = runtime_start);

static uint32_t seed;
static uint32_t noise(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

/* A key that many items share, spread in one of several ways. */
static intptr_t key_for(int pattern, size_t i, size_t length)
{
    switch (pattern) {
    case 0: return noise(1000000);
    case 1: return noise(5);
    case 2: return (intptr_t)i;
    case 3: return (intptr_t)(length - i);
    case 4: return (intptr_t)(i % 97);
    case 5: return (intptr_t)(i < length / 2 ? i : length - i);
    default: return (intptr_t)i + (noise(20) == 0 ? noise(50) : 0);
    }
}

typedef Ref (*Maker)(intptr_t key, intptr_t place);
static Ref make_small(intptr_t key, intptr_t place)
{
    (void)place;
    return small_int(key);
}
static Ref make_float(intptr_t key, intptr_t place)
{
    (void)place;
    return float_new((double)key);
}
static Ref make_latin(intptr_t key, intptr_t place)
{
    (void)place;
    return str_format("%08zd", key);
}
static Ref make_wide(intptr_t key, intptr_t place)
{
    (void)place;
    return str_format("%08zd\u20ac", key);
}
static Ref make_pair(intptr_t key, intptr_t place)
{
    scoped Ref text = make_latin(key, 0);
    return tuple_pack(2, text, small_int(place));
}

static void check_order(Obj list, bool reverse)
{
    for (size_t i = 1; i < list_length(list); i++) {
        bool wrong;
        Obj a = list_peek(list, i - 1), b = list_peek(list, i);
        cr_assert(reverse ? compare_truth(a, b, LESS, &wrong) : compare_truth(b, a, LESS, &wrong));
        cr_assert(!wrong);
    }
}

Test(sort, every_pattern_of_every_kind_of_key_gets_ordered)
{
    static const Maker makers[] = { make_small, make_float, make_latin, make_wide, make_pair };
    for (size_t m = 0; m < 5; m++)
        for (int pattern = 0; pattern < 7; pattern++)
            for (size_t length = 0; length < 3000; length = length * 3 + 1) {
                scoped Ref list = list_new(0);
                for (size_t i = 0; i < length; i++)
                    list_give(list, makers[m](key_for(pattern, i, length), (intptr_t)i));
                bool reverse = pattern == 1;
                cr_assert(list_sort(list, NULL, reverse));
                cr_assert_eq(list_length(list), length);
                check_order(list, reverse);
            }
}

static Ref first_of(const Obj arg[])
{
    return keep(tuple_peek(arg[0], 0));
}

Test(sort, equal_keys_keep_their_order_also_backwards)
{
    static const Method row = { "first_of(pair, /)", first_of };
    scoped Ref key = builtin_new(&row, NULL);
    for (int reverse = 0; reverse < 2; reverse++) {
        scoped Ref list = list_new(0);
        for (intptr_t i = 0; i < 2000; i++)
            list_give(list, tuple_pack(2, small_int((intptr_t)noise(50)), small_int(i)));
        cr_assert(list_sort(list, key, reverse));
        for (size_t i = 1; i < 2000; i++) {
            Obj a = list_peek(list, i - 1), b = list_peek(list, i);
            intptr_t x = (intptr_t)tuple_peek(a, 0), y = (intptr_t)tuple_peek(b, 0);
            cr_assert(reverse ? x >= y : x <= y);
            if (x == y) cr_assert_lt((intptr_t)tuple_peek(a, 1), (intptr_t)tuple_peek(b, 1));
        }
    }
}

static Obj victim;
static Ref less_and_append(const Obj arg[])
{
    (void)arg;
    list_append((Ref)victim, None_object);
    return bool_new(false);
}

Test(sort, changing_the_list_during_the_sort_is_an_error_and_loses_nothing)
{
    static const Method row = { "__lt__(self, other, /)", less_and_append };
    scoped Ref class = class_new("Nosy", NULL, namespace_with(&row, NULL));
    scoped Ref list = list_new(0);
    for (int i = 0; i < 3; i++) list_give(list, call0(class));
    victim = list;
    expect_error(list_sort(list, NULL, false) ? list : NULL,
                 "ValueError: list modified during sort");
    cr_assert_eq(list_length(list), 3);
}

Test(sort, a_failing_comparison_leaves_all_items_in_the_list)
{
    scoped Ref list = list_new(0);
    for (intptr_t i = 0; i < 200; i++)
        list_append(list, i == 150 ? None_object : small_int(i ^ 37));
    expect_error(list_sort(list, NULL, false) ? list : NULL,
        "TypeError: '<' not supported between instances of 'int' and 'NoneType'");
    cr_assert_eq(list_length(list), 200);
    intptr_t sum = 0, expected = 0;
    for (size_t i = 0; i < 200; i++) {
        if (is_small(list_peek(list, i))) sum += small_value(list_peek(list, i));
        if (i != 150) expected += (intptr_t)i ^ 37;
    }
    cr_assert_eq(sum, expected);
}
