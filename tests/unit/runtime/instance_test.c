/* tests/unit/runtime/instance_test.c -- attributes: shapes, values, dicts.   SPDX-License-Identifier: MIT */
#include "tests/unit/runtime/classes.h"
#include "runtime/instance.h"

TestSuite(instance, .init = runtime_start);

static Obj name_of(int i)
{
    scoped Ref text = str_format("attribute_%d", i);
    return intern_str(text);
}

Test(instance, same_names_in_the_same_order_share_a_shape)
{
    Ref class = class_new("A", NULL, NULL), x = call0(class), y = call0(class);
    set(x, "a", small_int(1)), set(x, "b", small_int(2));
    set(y, "a", small_int(3)), set(y, "b", small_int(4));
    cr_expect_not_null(instance_attributes(x)->shape);
    cr_expect_eq(instance_attributes(x)->shape, instance_attributes(y)->shape);
    Ref z = call0(class);
    set(z, "b", small_int(5)), set(z, "a", small_int(6));
    cr_expect_neq(instance_attributes(z)->shape, instance_attributes(x)->shape);
    expect_repr(get(z, "a"), "6");
    expect_repr(get(y, "b"), "4");
}

Test(instance, any_number_of_attributes_can_be_set)
{
    Ref class = class_new("A", NULL, NULL), x = call0(class);
    for (int i = 0; i < 200; i++) {
        cr_assert(attribute_set(x, name_of(i), small_int(i)));
        for (int j = 0; j <= i; j += 7) cr_assert_eq(instance_peek(x, name_of(j)), small_int(j));
    }
    cr_expect_null(instance_attributes(x)->shape);
}

Test(instance, deleting_the_last_name_goes_back_a_shape)
{
    Ref class = class_new("A", NULL, NULL), x = call0(class);
    set(x, "a", small_int(1));
    Shape *shape = instance_attributes(x)->shape;
    set(x, "b", small_int(2));
    cr_assert(attribute_delete(x, intern("b")));
    cr_expect_eq(instance_attributes(x)->shape, shape);
    expect_error(get(x, "b"), "AttributeError: 'A' object has no attribute 'b'");
    cr_assert_not(attribute_delete(x, intern("b")));
    expect_error(NULL, "AttributeError: 'A' object has no attribute 'b'");
}

Test(instance, the_dict_and_the_attributes_are_one)
{
    Ref class = class_new("A", NULL, NULL), x = call0(class);
    set(x, "a", small_int(1)), set(x, "b", small_int(2));
    scoped Ref dict = get(x, "__dict__");
    expect_repr(keep(dict), "{'a': 1, 'b': 2}");
    cr_assert(dict_set(dict, intern("c"), small_int(3)));
    expect_repr(get(x, "c"), "3");
    set(x, "a", small_int(9));
    expect_repr(keep(dict), "{'a': 9, 'b': 2, 'c': 3}");
    scoped Ref other = dict_new();
    set(x, "__dict__", other);
    expect_error(get(x, "a"), "AttributeError: 'A' object has no attribute 'a'");
    cr_assert_not(attribute_set(x, name___dict__, small_int(1)));
    expect_error(NULL, "TypeError: __dict__ must be set to a dictionary, not a 'int'");
}
