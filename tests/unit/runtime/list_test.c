/* tests/unit/runtime/list_test.c -- list: slices, aliasing, hostile items.
 * SPDX-License-Identifier: MIT */
#include "classes.h"
#include "runtime/types/bool.h"
#include "runtime/types/slice.h"

TestSuite(list, .init = runtime_start);

static Ref numbers(intptr_t count)
{
    Ref made = list_new(0);
    for (intptr_t i = 0; i < count; i++) list_append(made, small_int(i));
    return made;
}
static Ref slice_of(intptr_t start, intptr_t stop, intptr_t step)
{
    return slice_new(small_int(start), small_int(stop), small_int(step));
}

Test(list, a_slice_can_be_replaced_by_the_list_itself)
{
    scoped Ref list = numbers(4), middle = slice_of(1, 3, 1);
    cr_assert(object_set_item(list, middle, list));
    expect_repr(take(&list), "[0, 0, 1, 2, 3, 3]");
}

Test(list, steps_in_both_directions_can_be_removed)
{
    scoped Ref up = numbers(10), down = numbers(10);
    scoped Ref even = slice_of(0, 10, 2), back = slice_of(8, -11, -2);
    cr_assert(object_delete_item(up, even) && object_delete_item(down, back));
    expect_repr(take(&up), "[1, 3, 5, 7, 9]");
    expect_repr(take(&down), "[1, 3, 5, 7, 9]");
}

static Ref clear_the_list(const Obj arg[])
{
    scoped Ref list = attribute_get((Obj)type_of(arg[0]), intern("list"));
    list_clear(list);
    return bool_new(false);
}

Test(list, may_be_cleared_by_the_items_it_compares)
{
    static const Method equal = { "__eq__(self, other, /)", clear_the_list };
    scoped Ref class = class_new("Hostile", NULL, namespace_with(&equal, NULL));
    scoped Ref list = list_new(0), other = list_new(0);
    set(class, "list", list);
    for (int i = 0; i < 3; i++) {
        list_give(list, call0(class));
        list_give(other, call0(class));
    }
    bool found, same;
    cr_assert(object_contains(list, None_object, &found));
    cr_expect(!found);
    for (int i = 0; i < 3; i++) list_give(list, call0(class));
    cr_assert(compare_truth(list, other, EQUAL, &same));
    cr_expect(!same);
    set(class, "list", None_object);
}

Test(list, shows_itself_inside_itself)
{
    scoped Ref list = numbers(1);
    list_append(list, list);
    scoped Ref text = object_repr(list);
    cr_expect_str_eq(str_utf8_lossy(text, NULL), "[0, [...]]");
    list_clear(list);
}

Test(list, too_large_a_product_is_a_memory_error)
{
    scoped Ref list = numbers(1);
    expect_error(operate(OP_MULTIPLY, list, small_int(1000000000000000000)), "MemoryError: ");
    expect_error(operate(OP_ADD, list, None_object),
                 "TypeError: can only concatenate list (not \"NoneType\") to list");
}
