/* tests/unit/runtime/codec_test.c -- encodings there and back, faults and their repair.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/str.h"
#include <criterion/criterion.h>

TestSuite(codec, .init = runtime_start);

static const char *text_of(Obj s) { return s ? str_utf8_lossy(s, NULL) : "(raised)"; }

static const char *message(void)
{
    Ref raised = error_take();
    return raised ? text_of(object_str(raised)) : "(nothing)";
}

Test(codec, every_character_survives_every_unicode_encoding)
{
    static const Encoding encodings[] = {
        ENCODING_UTF_8, ENCODING_UTF_8_SIG, ENCODING_UTF_16, ENCODING_UTF_16_LE,
        ENCODING_UTF_16_BE, ENCODING_UTF_32, ENCODING_UTF_32_LE, ENCODING_UTF_32_BE,
        ENCODING_ESCAPE,
    };
    for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++) {
        for (uint32_t point = 1; point < 0x110000; point += 997) {
            if ((point & ~0x7ffu) == 0xd800) continue;
            uint32_t points[] = { 'a', point, 'b' };
            Ref s = str_from_wide(points, 3), octets = codec_encode(s, encodings[e], NULL);
            Ref back = codec_decode(bytes_data(octets), bytes_length(octets), encodings[e], NULL,
                                    NULL, NULL);
            cr_assert(back && str_equal(s, back), "encoding %zu, character %x", e, point);
        }
    }
}

Test(codec, refuses_overlong_surrogate_and_cut_sequences)
{
    static const struct { const char *octets, *message; } cases[] = {
        { "\xc0\x80", "'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte" },
        { "\xe0\x80\x80",
          "'utf-8' codec can't decode byte 0xe0 in position 0: invalid continuation byte" },
        { "\xed\xa0\x80",
          "'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte" },
        { "a\xf4\x90\x80\x80",
          "'utf-8' codec can't decode byte 0xf4 in position 1: invalid continuation byte" },
        { "a\xe2\x82", "'utf-8' codec can't decode bytes in position 1-2: unexpected end of data" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_null(str_decode(cases[i].octets, strlen(cases[i].octets), "utf8", NULL));
        cr_expect_str_eq(message(), cases[i].message);
    }
}

Test(codec, handlers_repair)
{
    cr_expect_str_eq(text_of(str_decode("a\xff\xe2z", 4, NULL, "replace")), "a\xef\xbf\xbd\xef\xbf\xbdz");
    cr_expect_str_eq(text_of(str_decode("a\xff", 2, NULL, "backslashreplace")), "a\\xff");
    Ref escaped = str_decode("a\xff", 2, NULL, "surrogateescape");
    cr_expect_eq(str_at(escaped, 1), 0xdcff);
    Ref back = str_encode(escaped, "utf-8", "surrogateescape");
    cr_expect_str_eq(bytes_data(back), "a\xff");
    Ref s = str_from_text("\xe2\x82\xac!");
    cr_expect_str_eq(bytes_data(str_encode(s, "latin-1", "xmlcharrefreplace")), "&#8364;!");
    cr_expect_null(str_encode(s, "ascii", "nonsense"));
    cr_expect_str_eq(message(), "unknown error handler name 'nonsense'");
}

Test(codec, an_unfinished_character_waits_for_more)
{
    size_t used;
    Ref part = codec_decode("ab\xe2\x82", 4, ENCODING_UTF_8, NULL, &used, NULL);
    cr_expect_str_eq(text_of(part), "ab");
    cr_expect_eq(used, 2);
}
