/* vm/record/text.c -- a growing text in memory of its own. */
#include "vm/record/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void need(Text *t, size_t more)
{
    if (t->length + more + 1 <= t->room) return;
    t->room = (t->length + more + 1) * 2;
    t->data = realloc(t->data, t->room);
    if (!t->data) abort();
}

void text_bytes(Text *t, const char *bytes, size_t length)
{
    need(t, length);
    memcpy(t->data + t->length, bytes, length);
    t->length += length;
    t->data[t->length] = 0;
}

void text_add(Text *t, const char *words)          { text_bytes(t, words, strlen(words)); }

void text_point(Text *t, uint32_t point)
{
    if (point >= 0xd800 && point < 0xe000) {
        text_format(t, "\\u%04x", point);
        return;
    }
    char bytes[4];
    size_t length = 0;
    if (point < 0x80) bytes[length++] = (char)point;
    else {
        int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        static const uint8_t lead[] = { 0, 0xc0, 0xe0, 0xf0 };
        bytes[length++] = (char)(lead[more] | point >> 6 * more);
        while (more--) bytes[length++] = (char)(0x80 | (point >> 6 * more & 0x3f));
    }
    text_bytes(t, bytes, length);
}

void text_format(Text *t, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        need(t, (size_t)length);
        vsnprintf(t->data + t->length, (size_t)length + 1, format, again);
        t->length += (size_t)length;
    }
    va_end(again);
}

void text_fill(Text *t, char c, size_t times)
{
    need(t, times);
    memset(t->data + t->length, c, times);
    t->length += times;
    t->data[t->length] = 0;
}

void text_free(Text *t)
{
    free(t->data);
    *t = (Text){ 0 };
}

void text_cut(Text *t, size_t length)
{
    if (length >= t->length) return;
    t->length = length;
    t->data[length] = 0;
}

char *text_take(Text *t)
{
    need(t, 0);
    t->data[t->length] = 0;
    char *taken = t->data;
    *t = (Text){ 0 };
    return taken;
}

size_t text_columns(const char *text)
{
    size_t count = 0;
    for (; *text; text++) count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

void text_json(Text *t, const char *words)
{
    text_add(t, "\"");
    for (; *words; words++) {
        unsigned char c = (unsigned char)*words;
        if (c == '"' || c == '\\') text_format(t, "\\%c", c);
        else if (c == '\n') text_add(t, "\\n");
        else if (c < 0x20) text_format(t, "\\u%04x", c);
        else text_bytes(t, words, 1);
    }
    text_add(t, "\"");
}
