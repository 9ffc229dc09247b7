/* tests/unit/runtime/type_test.c -- classes: order, layout, slots, lookup, change.
 *   SPDX-License-Identifier: MIT */
#include "tests/unit/runtime/classes.h"
#include "runtime/instance.h"
#include "runtime/operate.h"
#include "runtime/types/weakref.h"

TestSuite(type, .init = runtime_start);

static Ref two_bases(Type *a, Type *b)
{
    scoped Ref name = str_from_text("C"), dict = dict_new();
    scoped Ref bases = tuple_pack(2, &a->head, &b->head);
    return type_new(&type_type, name, bases, dict, NULL);
}

Test(type, every_builtin_type_that_makes_has_signatures)
{
    scoped Ref all = type_get_subclasses(&object_type);
    cr_assert_gt(list_length(all), 40);
    for (size_t i = 0; i < list_length(all); i++) {
        Type *type = (Type *)list_peek(all, i);
        cr_expect(!type->create || type->create_params, "%s has no .signature", type->name);
        cr_expect(!type->init || type->init_params, "%s has no .init_signature", type->name);
        cr_expect(type->size >= sizeof(Object), "%s has no .size", type->name);
    }
}

Test(type, a_diamond_is_searched_from_left_to_right)
{
    Ref a = class_new("A", NULL, NULL), b = class_new("B", (Type *)a, NULL);
    Ref c = class_new("C", (Type *)a, NULL), d = two_bases((Type *)b, (Type *)c);
    Obj order[] = { d, b, c, a, &object_type.head };
    cr_assert_eq(tuple_length(((Type *)d)->mro), 5);
    for (size_t i = 0; i < 5; i++) cr_expect_eq(tuple_peek(((Type *)d)->mro, i), order[i]);
    set(c, "x", small_int(3));
    set(a, "x", small_int(1));
    expect_repr(get(d, "x"), "3");
    cr_assert(attribute_delete(c, intern("x")));
    expect_repr(get(d, "x"), "1");
}

Test(type, impossible_bases_are_refused)
{
    Ref a = class_new("A", NULL, NULL);
    expect_error(two_bases(&object_type, (Type *)a), "TypeError: Cannot create a consistent method "
                 "resolution order (MRO) for bases object, A");
    expect_error(two_bases((Type *)a, (Type *)a), "TypeError: duplicate base class A");
    expect_error(two_bases(&int_type, &str_type),
                 "TypeError: multiple bases have instance lay-out conflict");
}

Test(type, subclasses_of_builtin_types_get_attributes)
{
    struct { Type *base; Ref argument; const char *repr; } rows[] = {
        { &list_type, tuple_pack(1, small_int(1)), "[1]" }, { &str_type, str_from_text("a"), "'a'" },
        { &tuple_type, tuple_pack(1, small_int(1)), "(1,)" }, { &int_type, small_int(7), "7" },
        { &key_error_type, small_int(7), "S(7)" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Ref class = class_new("S", rows[i].base, NULL);
        Ref x = call1(class, rows[i].argument);
        set(x, "mark", small_int(5));
        expect_repr(get(x, "mark"), "5");
        expect_repr(get(x, "__dict__"), "{'mark': 5}");
        expect_repr(x, rows[i].repr);
    }
}

static Ref length(const Obj arg[])  { (void)arg; return small_int(42); }
static Ref add(const Obj arg[])     { return tuple_pack(2, arg[0], arg[1]); }
static const Method length_row = { "__len__(self, /)", length, NULL, 0 };
static const Method add_row = { "__radd__(self, other, /)", add, NULL, 0 };

Test(type, slots_follow_the_dunders_of_the_class_and_its_bases)
{
    Ref a = class_new("A", NULL, NULL), b = class_new("B", (Type *)a, NULL), x = call0(b);
    size_t size = 0;
    cr_assert_not(object_length(x, &size));
    expect_error(NULL, "TypeError: object of type 'B' has no len()");
    scoped Ref method = builtin_new_method(&length_row, &object_type);
    set(a, "__len__", method);
    cr_assert(object_length(x, &size));
    cr_expect_eq(size, 42);
    cr_assert(attribute_delete(a, name___len__));
    cr_assert_not(object_length(x, &size));
    error_clear();
}

Test(type, reflected_operators_are_asked_second)
{
    Ref class = class_new("A", NULL, namespace_with(&add_row, NULL)), x = call0(class);
    scoped Ref sum = operate(OP_ADD, small_int(1), x);
    cr_assert_not_null(sum);
    cr_expect_eq(tuple_peek(sum, 1), small_int(1));
    expect_error(operate(OP_ADD, x, small_int(1)),
                 "TypeError: unsupported operand type(s) for +: 'A' and 'int'");
}

Test(type, slots_leave_no_room_for_other_names)
{
    Ref dict = dict_new();
    scoped Ref names = tuple_pack(2, intern("b"), intern("a"));
    dict_set_str(dict, name___slots__, names);
    Ref class = class_new("S", NULL, dict), x = call0(class);
    expect_error(get(x, "a"), "AttributeError: 'S' object has no attribute 'a'");
    set(x, "a", small_int(1));
    expect_repr(get(x, "a"), "1");
    cr_assert_not(attribute_set(x, intern("z"), small_int(1)));
    expect_error(NULL, "AttributeError: 'S' object has no attribute 'z' and no __dict__ for "
                       "setting new attributes");
    cr_assert_not(weakref_allowed(x));
    expect_error(NULL, "TypeError: cannot create weak reference to 'S' object");
    cr_expect_eq(((Type *)class)->size, sizeof(Object) + 2 * sizeof(Ref));
}

Test(type, class_of_an_object_can_change_if_the_layout_fits)
{
    Ref a = class_new("A", NULL, NULL), b = class_new("B", NULL, NULL), x = call0(a);
    set(x, "v", small_int(1));
    set(x, "__class__", b);
    cr_expect_eq(type_of(x), (Type *)b);
    expect_repr(get(x, "v"), "1");
    cr_assert_not(attribute_set(x, name___class__, &int_type.head));
    expect_error(NULL, "TypeError: __class__ assignment only supported for mutable types or "
                       "ModuleType subclasses");
}

Test(type, bases_can_change)
{
    Ref a = class_new("A", NULL, NULL), b = class_new("B", NULL, NULL);
    Ref c = class_new("C", (Type *)a, NULL), x = call0(c);
    set(b, "only_in_b", small_int(9));
    scoped Ref bases = tuple_pack(1, b);
    set(c, "__bases__", bases);
    expect_repr(get(x, "only_in_b"), "9");
    scoped Ref self = tuple_pack(1, c);
    cr_assert_not(attribute_set(c, name___bases__, self));
    expect_error(NULL, "TypeError: a __bases__ item causes an inheritance cycle");
    scoped Ref left = type_get_subclasses((Type *)a);
    cr_expect_eq(list_length(left), 0);
}

Test(type, arguments_of_object_are_refused_as_they_should)
{
    Ref a = class_new("A", NULL, NULL);
    expect_error(call1(a, small_int(1)), "TypeError: A() takes no arguments");
    expect_error(call0(&type_type.head), "TypeError: type() takes 1 or 3 arguments");
    scoped Ref iterator = get(&list_type.head, "__iter__"), list = list_new(0);
    scoped Ref made = call1(iterator, list);
    expect_error(call0(&type_of(made)->head), "TypeError: cannot create 'list_iterator' instances");
    scoped Ref maker = get(&object_type.head, "__new__");
    expect_error(call1(maker, &int_type.head),
                 "TypeError: object.__new__(int) is not safe, use int.__new__()");
}

Test(type, immutable_types_stay_as_they_are)
{
    cr_assert_not(attribute_set(&int_type.head, intern("x"), small_int(1)));
    expect_error(NULL, "TypeError: cannot set 'x' attribute of immutable type 'int'");
}
