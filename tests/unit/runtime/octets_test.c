/* tests/unit/runtime/octets_test.c -- bytes, bytearray and struct.   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/modules/struct.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <criterion/criterion.h>
#include <math.h>

TestSuite(octets, .init = runtime_start);

static bool holds(Obj array, const char *octets, size_t length)
{
    Points p = octets_of(array);
    return p.length == length && memcmp(p.data, octets, length) == 0;
}

Test(octets, empty_and_single_ones_are_shared)
{
    cr_expect_eq(bytes_from("", 0), bytes_new(0));
    cr_expect_eq(bytes_from("x", 1), bytes_from("x", 1));
    cr_expect_eq(bytes_data(bytes_new(0))[0], 0);
}

Test(octets, an_exported_bytearray_keeps_its_size)
{
    Ref array = bytearray_from("abc", 3);
    Buffer view = { 0 };
    cr_assert(buffer_get(array, &view, BUFFER_WRITE));
    cr_expect(!bytearray_resize(array, 4));
    cr_expect(error_clear_if(&buffer_error_type));
    view.data[0] = 'X';
    cr_assert(object_set_item(array, small_int(1), small_int('Y')));
    buffer_release(&view);
    cr_expect(bytearray_resize(array, 2));
    cr_expect(holds(array, "XY", 2));
}

Test(octets, taking_from_the_front_keeps_the_rest)
{
    Ref array = bytearray_from("", 0);
    for (int i = 0; i < 1000; i++) {
        size_t length = ((ByteArray *)array)->length;
        cr_assert(bytearray_resize(array, length + 1));
        ((ByteArray *)array)->start[length] = (char)i;
    }
    for (int i = 0; i < 990; i++) cr_assert(object_delete_item(array, small_int(0)));
    char rest[10];
    for (int i = 0; i < 10; i++) rest[i] = (char)(990 + i);
    cr_expect(holds(array, rest, 10));
}

Test(octets, struct_aligns_only_native_formats)
{
    static const struct { const char *format; size_t size; } cases[] = {
        { "bi", 8 }, { "<bi", 5 }, { "ib", 5 }, { "ib0i", 8 }, { "@bhilqnPefd?xcsp", 61 },
        { "=bhilqefd?xcsp", 38 }, { "3x", 3 }, { "0s", 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Layout layout;
        cr_assert(struct_read_layout(cases[i].format, &layout));
        cr_expect_eq(layout.size, cases[i].size, "%s", cases[i].format);
    }
}

Test(octets, struct_half_floats_round_to_even)
{
    static const struct { double value; uint16_t bits; } cases[] = {
        { 1.0, 0x3c00 }, { -2.0, 0xc000 }, { 65504.0, 0x7bff }, { 65519.0, 0x7bff },
        { 5.960464477539063e-08, 0x0001 }, { 2.9e-08, 0x0000 }, { 6.103515625e-05, 0x0400 },
        { 2049.0, 0x6800 }, { 2051.0, 0x6802 }, { 0.0, 0 },
    };
    Layout layout;
    cr_assert(struct_read_layout("<e", &layout));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Ref value = float_new(cases[i].value);
        uint16_t bits;
        cr_assert(struct_pack_items(&layout, (const Obj[]){ value }, (char *)&bits));
        cr_expect_eq(bits, cases[i].bits, "%g", cases[i].value);
    }
}
