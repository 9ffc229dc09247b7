/* tests/unit/runtime/classes.h -- making classes in C, for tests.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <criterion/criterion.h>

/* class name(base): namespace. base NULL: object; namespace (consumed) NULL: empty. */
static inline Ref class_new(const char *name, Type *base, Ref namespace)
{
    scoped Ref text = str_from_text(name);
    scoped Ref dict = namespace ? namespace : dict_new();
    scoped Ref bases = base ? tuple_pack(1, &base->head) : tuple_new(0);
    dict_set_str(dict, name___module__, intern("__main__"));
    return type_new(&type_type, text, bases, dict, NULL);
}

/* A namespace with one method, by a table row. */
static inline Ref namespace_with(const Method *row, Ref namespace)
{
    Ref dict = namespace ? namespace : dict_new();
    scoped Ref method = builtin_new_method(row, &object_type);
    const char *end = row->signature;
    while (*end != '(') end++;
    dict_set_str(dict, intern_utf8(row->signature, (size_t)(end - row->signature)), method);
    return dict;
}

static inline void expect_repr(Ref value, const char *expected)
{
    cr_assert_not_null(value);
    scoped Ref kept = value;
    scoped Ref text = object_repr(kept);
    cr_expect_str_eq(str_utf8_lossy(text, NULL), expected);
}

static inline void expect_error(const void *result, const char *expected)
{
    cr_assert_null(result);
    scoped Ref error = error_take();
    cr_assert_not_null(error);
    scoped Ref text = object_str(error);
    scoped Ref whole = str_format("%T: %S", error, text);
    cr_expect_str_eq(str_utf8_lossy(whole, NULL), expected);
}

static inline void set(Ref object, const char *name, Obj value)
{
    cr_assert(attribute_set(object, intern(name), value));
}
static inline Ref get(Obj object, const char *name)
{
    return attribute_get(object, intern(name));
}
