/* tests/unit/runtime/dict_test.c -- dict: order, growth, holes, hostile keys.
 *   SPDX-License-Identifier: MIT */
#include "classes.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"

TestSuite(dict, .init = runtime_start);

Test(dict, holds_what_a_plain_table_would_hold)
{
    enum { KEYS = 700 };
    intptr_t model[KEYS];
    bool there[KEYS] = { false };
    scoped Ref dict = dict_new();
    uint32_t seed = 1;
    for (int step = 0; step < 60000; step++) {
        seed = seed * 1664525u + 1013904223u;
        size_t k = (seed >> 8) % KEYS;
        Obj value;
        Ref popped;
        cr_assert(dict_find(dict, small_int((intptr_t)k), &value));
        cr_assert_eq(value != NULL, there[k]);
        if (value) cr_assert_eq(value, small_int(model[k]));
        if (seed >> 30 == 0) {
            cr_assert(dict_pop(dict, small_int((intptr_t)k), &popped));
            cr_assert_eq(popped != NULL, there[k]);
            there[k] = false;
        } else {
            cr_assert(dict_set(dict, small_int((intptr_t)k), small_int(step)));
            model[k] = step;
            there[k] = true;
        }
    }
    size_t live = 0;
    for (size_t k = 0; k < KEYS; k++) live += there[k];
    cr_expect_eq(dict_length(dict), live);
}

Test(dict, keeps_the_order_of_insertion_past_removals_and_growth)
{
    scoped Ref dict = dict_new();
    for (intptr_t i = 0; i < 100; i++) cr_assert(dict_set(dict, small_int(i), None_object));
    for (intptr_t i = 0; i < 100; i += 2) {
        bool found;
        cr_assert(dict_delete(dict, small_int(i), &found) && found);
    }
    for (intptr_t i = 1000; i < 1500; i++) cr_assert(dict_set(dict, small_int(i), None_object));
    size_t position = 0, count = 0;
    Obj key;
    intptr_t last = -1;
    for (; dict_next(dict, &position, &key, NULL); last = small_value(key), count++)
        cr_assert_gt(small_value(key), last);
    cr_expect_eq(count, 550);
}

Test(dict, taking_from_the_end_and_putting_back_goes_on_for_ever)
{
    scoped Ref dict = dict_new();
    for (intptr_t i = 0; i < 20; i++) cr_assert(dict_set(dict, small_int(i), None_object));
    for (intptr_t i = 0; i < 5000; i++) {
        Ref key, value;
        cr_assert(dict_pop_last(dict, &key, &value));
        cr_assert(dict_set(dict, small_int((i + 1) * 7919), None_object));
    }
    cr_expect_eq(dict_length(dict), 20);
    cr_expect_lt(((Dict *)dict)->capacity, 200);
}

Test(dict, the_version_changes_with_keys_but_not_with_values)
{
    scoped Ref dict = dict_new();
    dict_set_str(dict, name_args, None_object);
    uint32_t version = ((Dict *)dict)->version;
    dict_set_str(dict, name_args, small_int(1));
    cr_expect_eq(((Dict *)dict)->version, version);
    dict_set_str(dict, name_self, small_int(1));
    cr_expect_neq(((Dict *)dict)->version, version);
    cr_expect_eq(dict_entry_of(dict, name_self), 1);
}

static Ref target;
static int questions;
static Ref same_hash(const Obj arg[])
{
    (void)arg;
    return small_int(7);
}
static Ref clear_when_asked(const Obj arg[])
{
    (void)arg;
    if (++questions == 3) dict_clear(target);
    if (questions % 4 == 1)
        for (intptr_t i = 0; i < 40; i++)
            if (!dict_set(target, small_int(1000 * questions + i), None_object)) return NULL;
    return bool_new(false);
}

Test(dict, survives_keys_that_change_it_when_compared)
{
    static const Method hash = { "__hash__(self, /)", same_hash };
    static const Method equal = { "__eq__(self, other, /)", clear_when_asked };
    Ref namespace = namespace_with(&equal, namespace_with(&hash, NULL));
    scoped Ref class = class_new("Hostile", NULL, namespace);
    target = dict_new();
    for (int i = 0; i < 30; i++) {
        scoped Ref key = call0(class);
        cr_assert(key && dict_set(target, key, None_object));
    }
    cr_expect_gt(questions, 20);
    drop(take(&target));
}

Test(dict, messages_of_update)
{
    scoped Ref dict = dict_new(), one = small_int(1);
    scoped Ref numbers = list_give_items(&one, 1);
    expect_error(dict_update(dict, one) ? dict : NULL, "TypeError: 'int' object is not iterable");
    expect_error(dict_update(dict, numbers) ? dict : NULL,
        "TypeError: cannot convert dictionary update sequence element #0 to a sequence");
}
