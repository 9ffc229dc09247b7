/* tests/unit/runtime/collector_test.c -- cycles, exact counts, finalizers, weak references.
 *   SPDX-License-Identifier: MIT */
#include "tests/unit/runtime/classes.h"
#include "runtime/types/weakref.h"

TestSuite(collector, .init = runtime_start);

/* count pairs of instances that refer to each other, and to `live` if given; nothing else does. */
static __attribute__((noinline)) void make_cycles(Obj class, int count, Obj live)
{
    for (int i = 0; i < count; i++) {
        Ref x = call0(class), y = call0(class);
        set(x, "other", y);
        set(y, "other", x);
        if (live) set(x, "live", live);
        drop(x);
        drop(y);
    }
}

Test(collector, cycles_go_and_counts_stay_exact)
{
    Ref class = class_new("A", NULL, NULL), live = list_new(0);
    heap_collect();
    uint32_t class_count = class->count;
    make_cycles(class, 100, live);
    cr_expect_gt(live->count, 90);
    size_t found = heap_collect();
    cr_expect_gt(found, 190);
    heap_collect();
    cr_expect_leq(live->count, 2);
    cr_expect_leq(class->count, class_count + 2);
}

Test(collector, what_is_in_use_survives)
{
    Ref keeper = list_new(0);
    for (int i = 0; i < 20000; i++) {
        Ref inner = list_new(1);
        list_give(inner, str_format("text %d", i));
        list_give(inner, inner == keeper ? none_new() : tuple_pack(1, small_int(i)));
        list_give(keeper, inner);
    }
    for (int i = 0; i < 3; i++) heap_collect();
    for (size_t i = 0; i < 20000; i++) {
        Obj inner = list_peek(keeper, i);
        cr_assert_eq(inner->count, 1);
        cr_assert_eq(tuple_peek(list_peek(inner, 1), 0), small_int((intptr_t)i));
    }
    expect_repr(keep(list_peek(list_peek(keeper, 777), 0)), "'text 777'");
}

Test(collector, every_word_of_a_block_holds_what_it_refers_to)
{
    enum { SIZES = 300 };
    static Ref holders[SIZES], dicts[SIZES];
    for (size_t i = 0; i < SIZES; i++) {
        holders[i] = tuple_new(i + 1);
        dicts[i] = dict_new();
        for (size_t j = 0; j <= i; j++) {
            tuple_items(holders[i])[j] = list_new(0);
            Ref value = list_new(0);
            cr_assert(dict_set(dicts[i], small_int((intptr_t)j), value));
            drop(value);
        }
    }
    cr_expect_eq(heap_collect(), 0);
    for (size_t i = 0; i < SIZES; i++) {
        for (size_t j = 0; j <= i; j++) {
            Obj value;
            cr_assert_eq(tuple_peek(holders[i], j)->type, &list_type);
            cr_assert(dict_find(dicts[i], small_int((intptr_t)j), &value));
            cr_assert_eq(value->type, &list_type);
        }
    }
}

static int deleted;
static Ref saved;
static Ref count_deleted(const Obj arg[]) { (void)arg; deleted++; return none_new(); }
static Ref save(const Obj arg[])          { deleted++; saved = keep(arg[0]); return none_new(); }
static const Method del_row = { "__del__(self, /)", count_deleted, NULL, 0 };
static const Method save_row = { "__del__(self, /)", save, NULL, 0 };

Test(collector, finalizers_run_once_by_count_or_by_collection)
{
    Ref class = class_new("A", NULL, namespace_with(&del_row, NULL));
    drop(call0(class));
    cr_expect_eq(deleted, 1);
    make_cycles(class, 10, NULL);
    cr_expect_eq(deleted, 1);
    heap_collect();
    cr_expect_geq(deleted, 19);
    int before = deleted;
    heap_collect();
    cr_expect_leq(deleted, before + 2);
}

Test(collector, an_object_that_saves_itself_lives_on)
{
    Ref class = class_new("A", NULL, namespace_with(&save_row, NULL));
    Ref x = call0(class);
    set(x, "v", small_int(5));
    drop(x);
    cr_assert_not_null(saved);
    expect_repr(get(saved, "v"), "5");
    cr_expect_eq(saved->count, 1);
    drop(take(&saved));
    cr_expect_eq(deleted, 1);
}

static int called;
static Ref on_death(const Obj arg[])
{
    called += ((const WeakRef *)arg[0])->hidden == 0;
    return none_new();
}
static const Method on_death_row = { "on_death(ref, /)", on_death, NULL, 0 };

static __attribute__((noinline)) void drop_watched(Obj class, Obj callback)
{
    Ref x = call0(class), first = weakref_new(&weakref_type, x, callback);
    Ref second = weakref_new(&weakref_type, x, NULL), third = weakref_new(&weakref_type, x, NULL);
    cr_expect_eq(second, third);
    scoped Ref got = weakref_get(first);
    cr_expect_eq(got, x);
    drop(take(&got));
    drop(x);
    cr_expect_eq(called, 1);
    cr_expect_null(weakref_get(second));
}

static __attribute__((noinline)) Ref watched_cycle(Obj class, Obj callback)
{
    Ref x = call0(class);
    set(x, "self", x);
    Ref weakref = weakref_new(&weakref_type, x, callback);
    drop(x);
    return weakref;
}

Test(collector, weak_references_die_with_what_they_refer_to)
{
#ifdef __SANITIZE_ADDRESS__
    // Its wide frames keep copies of the address, which the scan of the stack rightly respects.
    cr_skip_test("the sanitizer's frames keep the object alive");
#endif
    Ref class = class_new("A", NULL, NULL);
    scoped Ref callback = builtin_new(&on_death_row, NULL);
    drop_watched(class, callback);
    Ref weakref = watched_cycle(class, callback);
    make_cycles(class, 3, NULL);
    heap_collect();
    cr_expect_eq(called, 2);
    cr_expect_null(weakref_get(weakref));
}

Test(collector, long_chains_do_not_use_up_the_stack)
{
    Ref chain = none_new();
    for (int i = 0; i < 1000000; i++) {
        Ref outer = list_new(1);
        list_give(outer, chain);
        chain = outer;
    }
    drop(chain);
    cr_expect_leq(heap_made(), 2000);
}

Test(collector, too_much_memory_is_an_error_not_an_end)
{
    cr_assert_not(heap_fits(SIZE_MAX / 2, 16));
    cr_assert(error_clear_if(&memory_error_type));
    cr_assert_not(heap_fits((size_t)1 << 40, 8));
    cr_assert(error_clear_if(&memory_error_type));
    cr_assert(heap_fits(1000, 8));
}

Test(collector, blocks_keep_what_is_in_them_when_they_grow)
{
    size_t size = 8;
    unsigned char *plain = heap_plain(size);
    Ref *scanned = heap_scanned(size);
    for (size_t i = 0; i < size; i++) plain[i] = (unsigned char)i;
    scanned[0] = small_int(1);
    for (size_t larger; size < 1u << 20; size = larger) {
        larger = size * 3 / 2 + 8;
        larger -= larger % 8;
        plain = heap_plain_resize(plain, size, larger);
        scanned = heap_scanned_resize(scanned, size, larger);
        for (size_t i = 0; i < size; i++) cr_assert_eq(plain[i], (unsigned char)i);
        for (size_t i = size; i < larger; i++) plain[i] = (unsigned char)i;
        cr_assert_eq(scanned[0], small_int(1));
        for (size_t i = 1; i < larger / 8; i++) cr_assert_null(scanned[i]);
    }
    heap_plain_free(plain, size);
    heap_scanned_free(scanned, size);
}
