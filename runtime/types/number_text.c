/* runtime/types/number_text.c -- the text of a number, cut and put into ASCII.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/number_text.h"
#include "runtime/buffer.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include <ctype.h>
#include <utf8proc.h>

char *number_text_room(size_t bytes)
{
    enum { BUFFERS = 8, LENGTH = 256 };
    static __thread char buffers[BUFFERS][LENGTH];
    static __thread unsigned turn;
    return bytes <= LENGTH ? buffers[turn++ % BUFFERS] : heap_scratch(bytes);
}

int number_text_digit(uint32_t point)
{
    if (point < 128) return point >= '0' && point <= '9' ? (int)point - '0' : -1;
    if (utf8proc_category((utf8proc_int32_t)point) != UTF8PROC_CATEGORY_ND) return -1;
    // Digits come in runs of ten, zero first; a few runs follow each other directly.
    uint32_t start = point;
    while (utf8proc_category((utf8proc_int32_t)start - 1) == UTF8PROC_CATEGORY_ND) start--;
    return (int)((point - start) % 10);
}

static bool is_blank(uint32_t point)
{
    if (point < 128)
        return point == ' ' || (point >= 9 && point <= 13) || (point >= 28 && point <= 31);
    if (point == 0x85 || point == 0xa0 || point == 0x2028 || point == 0x2029) return true;
    return utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_ZS;
}

static char *text_of_str(Obj x, size_t *length)
{
    size_t from = 0, to = str_length(x);
    while (from < to && is_blank(str_at(x, from))) from++;
    while (to > from && is_blank(str_at(x, to - 1))) to--;
    char *text = number_text_room(to - from + 1);
    for (size_t i = from; i < to; i++) {
        uint32_t point = str_at(x, i);
        int digit = number_text_digit(point);
        if (digit >= 0) point = '0' + (uint32_t)digit;
        text[i - from] = point && point < 128 ? (char)point : '?';
    }
    text[to - from] = 0;
    *length = to - from;
    return text;
}

static char *text_of_octets(const char *octets, size_t count, size_t *length)
{
    size_t from = 0, to = count;
    while (from < to && isspace((unsigned char)octets[from])) from++;
    while (to > from && isspace((unsigned char)octets[to - 1])) to--;
    char *text = number_text_room(to - from + 1);
    for (size_t i = from; i < to; i++)
        text[i - from] = octets[i] > 0 ? octets[i] : '?';
    text[to - from] = 0;
    *length = to - from;
    return text;
}

char *number_text_of(Obj x, size_t *length, bool *is_text)
{
    *is_text = true;
    if (is_str(x)) return text_of_str(x, length);
    *is_text = object_has_buffer(x);
    if (!*is_text) return NULL;
    scoped_buffer Buffer view = {0};
    if (!buffer_get(x, &view, BUFFER_READ)) {
        error_clear();
        *is_text = false;
        return NULL;
    }
    return text_of_octets(view.data, view.length, length);
}

bool number_text_join(char *text, size_t *length)
{
    size_t kept = 0;
    for (size_t i = 0; i < *length; i++) {
        if (text[i] != '_') {
            text[kept++] = text[i];
            continue;
        }
        bool between = i > 0 && i + 1 < *length && isdigit((unsigned char)text[i - 1])
                       && isdigit((unsigned char)text[i + 1]);
        if (!between) return false;
    }
    text[kept] = 0;
    *length = kept;
    return true;
}
