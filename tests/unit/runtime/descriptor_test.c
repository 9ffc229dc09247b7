/* tests/unit/runtime/descriptor_test.c -- property, super, slot wrappers, bound builtins, modules.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <criterion/criterion.h>

TestSuite(descriptor, .init = runtime_start);

static void expect_text(Ref text, const char *expected)
{
    cr_assert_not_null(text);
    cr_assert_str_eq(str_utf8_lossy(text, NULL), expected);
    drop(text);
}

static void expect_error(bool worked, const char *expected)
{
    cr_assert_not(worked);
    scoped Ref exception = error_take();
    cr_assert_not_null(exception);
    expect_text(object_str(exception), expected);
}

// class A: with x = property(repr), y = property()
static Ref make_class(void)
{
    scoped Ref repr = startup_get_builtin("repr");
    scoped Ref reader = call1((Obj)&property_type, repr);
    scoped Ref empty = call0((Obj)&property_type);
    scoped Ref namespace = dict_new();
    dict_set_str(namespace, intern("x"), reader);
    dict_set_str(namespace, intern("y"), empty);
    scoped Ref name = str_from_text("A");
    return call3((Obj)&type_type, name, tuple_empty_object, namespace);
}

Test(descriptor, a_property_calls_or_says_what_it_lacks)
{
    scoped Ref class = make_class();
    scoped Ref object = call0(class);
    scoped Ref x = attribute_get(object, intern("x"));
    scoped Ref repr = object_repr(object);
    cr_assert(str_equal(x, repr));
    expect_error(attribute_set(object, intern("x"), x), "property 'x' of 'A' object has no setter");
    expect_error(attribute_get(object, intern("y")), "property 'y' of 'A' object has no getter");
    expect_error(attribute_delete(object, intern("y")),
                 "property 'y' of 'A' object has no deleter");
}

Test(descriptor, super_looks_behind_its_class)
{
    scoped Ref class = make_class();
    scoped Ref object = call0(class);
    scoped Ref behind = call2((Obj)&super_type, class, object);
    scoped Ref method = attribute_get(behind, name___repr__);
    scoped Ref text = call0(method);
    scoped Ref expected = object_repr(object);
    cr_assert(str_equal(text, expected));
    expect_text(object_repr(behind), "<super: <class 'A'>, <A object>>");
    expect_error(call2((Obj)&super_type, class, small_int(1)),
        "super(type, obj): obj (instance of int) is not an instance or subtype of type (A).");
}

Test(descriptor, a_slot_wrapper_uses_the_slot_of_its_own_type)
{
    scoped Ref add = attribute_get((Obj)&int_type, name___add__);
    expect_text(object_repr(add), "<slot wrapper '__add__' of 'int' objects>");
    scoped Ref sum = call2(add, small_int(1), small_int(2));
    cr_assert_eq(sum, small_int(3));
    scoped Ref text = str_from_text("a");
    expect_error(call2(add, text, text),
                 "descriptor '__add__' requires a 'int' object but received a 'str'");
    expect_error(call1(add, small_int(1)), "expected 1 argument, got 0");
}

Test(descriptor, a_builtin_method_knows_where_it_belongs)
{
    scoped Ref list = list_new(0);
    scoped Ref append = attribute_get(list, intern("append"));
    drop(call1(append, small_int(7)));
    cr_assert_eq(list_peek(list, 0), small_int(7));
    expect_error(call0(append), "list.append() takes exactly one argument (0 given)");
    scoped Ref unbound = attribute_get((Obj)&list_type, intern("append"));
    expect_error(call2(unbound, small_int(1), small_int(2)),
                 "descriptor 'append' for 'list' objects doesn't apply to a 'int' object");
}

Test(descriptor, a_module_answers_by_its_dict)
{
    scoped Ref module = module_new(intern("m"));
    module_add(module, "answer", small_int(42));
    scoped Ref answer = attribute_get(module, intern("answer"));
    cr_assert_eq(answer, small_int(42));
    expect_error(attribute_get(module, intern("question")),
                 "module 'm' has no attribute 'question'");
    expect_text(object_repr(module), "<module 'm'>");
}
