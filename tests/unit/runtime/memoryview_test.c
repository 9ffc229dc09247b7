/* tests/unit/runtime/memoryview_test.c -- memoryview over bytearray and array.
 *   SPDX-License-Identifier: MIT */
#include "classes.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/memoryview.h"

TestSuite(memoryview, .init = runtime_start);

static Ref method(Obj object, const char *name, Obj argument)
{
    Obj interned = intern(name);
    return argument ? call_method1(object, interned, argument) : call_method0(object, interned);
}

Test(memoryview, keeps_its_exporter_from_being_resized_until_released)
{
    scoped Ref octets = bytearray_from("abc", 3), view = memoryview_new(octets);
    scoped Ref second = memoryview_new(view);
    expect_error(method(octets, "append", small_int(1)),
                 "BufferError: Existing exports of data: object cannot be re-sized");
    scoped Ref none = method(view, "release", NULL);
    expect_error(method(octets, "append", small_int(1)),
                 "BufferError: Existing exports of data: object cannot be re-sized");
    expect_error(object_get_item(view, small_int(0)),
                 "ValueError: operation forbidden on released memoryview object");
    drop(take(&second));
    expect_repr(method(octets, "append", small_int(1)), "None");
}

Test(memoryview, cast_shows_the_same_bytes_as_other_numbers)
{
    scoped Ref octets = bytearray_from("\1\0\0\0\2\0\0\0", 8), view = memoryview_new(octets);
    scoped Ref format = str_from_text("i");
    scoped Ref ints = method(view, "cast", format);
    expect_repr(method(ints, "tolist", NULL), "[1, 2]");
    cr_assert(object_set_item(ints, small_int(0), small_int(-1)));
    expect_repr(keep(octets), "bytearray(b'\\xff\\xff\\xff\\xff\\x02\\x00\\x00\\x00')");
    expect_error(object_set_item(ints, small_int(0), small_int(1l << 40)) ? ints : NULL,
                 "ValueError: memoryview: invalid value for format 'i'");
    expect_error(method(ints, "cast", str_from_text("h")),
                 "TypeError: memoryview: cannot cast between two non-byte formats");
}

Test(memoryview, writes_only_where_it_may)
{
    scoped Ref bytes = bytes_from("abc", 3), view = memoryview_new(bytes);
    expect_error(object_set_item(view, small_int(0), small_int(1)) ? view : NULL,
                 "TypeError: cannot modify read-only memory");
    expect_error(memoryview_new(None_object),
                 "TypeError: memoryview: a bytes-like object is required, not 'NoneType'");
}
