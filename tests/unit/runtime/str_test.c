/* tests/unit/runtime/str_test.c -- widths, searching, case, growing in place, hostile arguments.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <criterion/criterion.h>

TestSuite(str, .init = runtime_start);

static const char *shown(Obj x) { return str_utf8_lossy(object_repr(x), NULL); }
static int width(Obj s) { return ((const Str *)s)->width; }

Test(str, holds_the_narrowest_width_whatever_made_it)
{
    Ref wide = str_from_text("a\xf0\x9f\x98\x80" "b"), narrow = str_slice(wide, 0, 1);
    cr_expect_eq(width(wide), 4);
    cr_expect_eq(width(narrow), 1);
    cr_expect(((const Str *)narrow)->ascii);
    Ref euro = str_from_text("\xe2\x82\xac"), none = str_from_text("");
    const Obj arg[] = { euro, euro, none, NULL };
    const Method *replace = str_methods;
    while (strncmp(replace->signature, "replace(", 8)) replace++;
    cr_expect(str_equal(replace->function(arg), none));
    uint32_t points[] = { 'a', 'b', 0xe9 };
    Ref latin = str_from_wide(points, 3);
    cr_expect_eq(width(latin), 1);
    cr_expect(!((const Str *)latin)->ascii);
    cr_expect(str_equal(latin, str_from_text("ab\xc3\xa9")));
    cr_expect_eq(str_hash(latin), str_hash(str_from_text("ab\xc3\xa9")));
}

Test(str, finds_only_whole_characters)
{
    uint32_t text[] = { 0x6162, 0x6361, 0x6263 };         // bytes 62 61 61 63 63 62
    uint32_t needle[] = { 0x6163 };
    Ref s = str_from_wide(text, 3), n = str_from_wide(needle, 1);
    cr_expect_eq(str_find(s, n, 0, 3, false), -1);
    uint32_t pair[] = { 0x6361, 0x6263 };
    cr_expect_eq(str_find(s, str_from_wide(pair, 2), 0, 3, false), 1);
    cr_expect_eq(str_find(s, str_from_wide(pair, 2), 0, 3, true), 1);
    cr_expect_eq(str_find(s, str_from_text(""), 3, 3, false), 3);
    cr_expect_eq(str_find(s, str_from_text(""), 4, 3, false), -1);
}

Test(str, grows_in_place_only_when_nobody_else_sees_it)
{
    Ref s = str_concat(str_from_text("start"), str_from_text(":"));
    Ref seen = NULL;
    for (int i = 0; i < 1000; i++) {
        if (i == 500) seen = keep(s);
        cr_assert(str_append_in_place(&s, str_from_text("xy")));
    }
    cr_expect_eq(str_length(s), 6 + 2000);
    cr_expect_eq(str_length(seen), 6 + 1000);
    Obj before = s;
    cr_assert(str_append_in_place(&s, str_from_text("\xe2\x82\xac")));
    cr_expect_neq(s, before);
    cr_expect_eq(width(s), 2);
    cr_assert(str_append_in_place(&s, s));
    cr_expect_eq(str_length(s), 2 * 2007);
    cr_expect_eq(str_at(s, 4013), 0x20ac);
}

Test(str, appending_forgets_the_hash)
{
    Ref s = str_concat(str_from_text("abc"), str_from_text("def"));
    intptr_t hash = str_hash(s);
    cr_assert(str_append_in_place(&s, str_from_text("g")));
    cr_expect_neq(str_hash(s), hash);
    cr_expect_eq(str_hash(s), str_hash(str_from_text("abcdefg")));
}

Test(str, shows_itself_as_source)
{
    cr_expect_str_eq(shown(str_from_text("it's")), "\"it's\"");
    cr_expect_str_eq(shown(str_from_text("it's \"so\"")), "'it\\'s \"so\"'");
    cr_expect_str_eq(shown(str_from_text("a\n\x7f\xc2\xa0\xe2\x80\xa8\xc3\xa9")),
                     "'a\\n\\x7f\\xa0\\u2028\xc3\xa9'");
    uint32_t surrogate = 0xd800;
    cr_expect_str_eq(shown(str_from_wide(&surrogate, 1)), "'\\ud800'");
}

Test(str, join_names_the_item_that_is_no_str)
{
    Ref items = tuple_pack(2, str_from_text("a"), small_int(1));
    cr_expect_null(str_join(str_from_text(","), items));
    Ref message = object_str(error_peek());
    cr_expect_str_eq(str_utf8_lossy(message, NULL), "sequence item 1: expected str instance, int found");
}

Test(str, too_large_is_a_memory_error)
{
    cr_expect_null(str_repeat(str_from_text("ab"), INTPTR_MAX));
    cr_expect(error_clear_if(&memory_error_type));
    cr_expect_null(str_repeat(str_from_text("ab"), INTPTR_MAX / 4));
    cr_expect(error_clear_if(&memory_error_type));
}
