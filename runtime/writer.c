/* runtime/writer.c -- a growing text that becomes a str; formats with objects in them.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/writer.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include <stdio.h>

enum { FIRST_ROOM = 40 };

static __attribute__((noinline)) void grow(Writer *w, size_t wanted, unsigned width)
{
    if (width < w->width) width = w->width;
    size_t capacity = w->capacity;
    if (wanted > capacity) {
        capacity = wanted + wanted / 2;
        if (capacity < FIRST_ROOM) capacity = FIRST_ROOM;
    }
    size_t old_bytes = w->capacity * w->width;
    if (width == w->width) {
        w->data = heap_plain_resize(w->data, old_bytes, capacity * width);
    } else {
        void *wider = heap_plain(capacity * width);
        if (w->length) points_copy(wider, width, w->data, w->width, w->length);
        if (w->data) heap_plain_free(w->data, old_bytes);
        w->data = wider;
        w->width = (uint8_t)width;
    }
    w->capacity = capacity;
}

/* Makes room for `more` characters of at least `width` bytes. */
static inline void make_room(Writer *w, size_t more, unsigned width)
{
    size_t wanted = w->length + more;
    if (unlikely(width > w->width || wanted > w->capacity)) grow(w, wanted, width);
}

void writer_char(Writer *w, uint32_t point)
{
    make_room(w, 1, point_width(point));
    point_put(w->data, w->width, w->length++, point);
}

static void write_points(Writer *w, Points p)
{
    if (p.length == 0) return;
    make_room(w, p.length, p.width);
    if (likely(w->width == 1)) octets_copy((char *)w->data + w->length, p.data, p.length);
    else points_copy((char *)w->data + w->length * w->width, w->width, p.data, p.width, p.length);
    w->length += p.length;
}

void writer_points(Writer *w, Points part)
{
    if (part.width > 1 && part.width > w->width) {        // the part may be narrower than the whole
        unsigned width = point_width(points_bits(part));
        make_room(w, part.length, width);
        points_copy((char *)w->data + w->length * w->width, w->width, part.data, part.width,
                    part.length);
        w->length += part.length;
    } else {
        write_points(w, part);
    }
}

void writer_utf8(Writer *w, const char *text, size_t length)
{
    if (points_are_ascii(text, length)) {
        write_points(w, (Points){ text, length, 1 });
    } else {
        scoped Ref s = str_from_utf8(text, length);
        writer_str(w, s);
    }
}

void writer_text(Writer *w, const char *ascii_or_utf8)
{
    writer_utf8(w, ascii_or_utf8, strlen(ascii_or_utf8));
}

void writer_fill(Writer *w, uint32_t point, size_t times)
{
    if (times == 0) return;
    make_room(w, times, point_width(point));
    points_fill(w->data, w->width, w->length, times, point);
    w->length += times;
}

void writer_str(Writer *w, Obj str)
{
    write_points(w, str_points(str));
}

void writer_slice(Writer *w, Obj str, size_t from, size_t to)
{
    if (to <= from) return;
    writer_points(w, points_part(str_points(str), from, to));
}

static bool write_owned(Writer *w, Ref text)              // consumes; NULL: raised
{
    scoped Ref owned = text;
    if (!owned) return false;
    writer_str(w, owned);
    return true;
}

bool writer_repr(Writer *w, Obj x)
{
    if (unlikely(heap_is_full) && !heap_safe_point()) return false;
    return write_owned(w, object_repr(x));
}

bool writer_object(Writer *w, Obj x)
{
    if (is_exact_str(x)) {
        writer_str(w, x);
        return true;
    }
    return write_owned(w, object_str(x));
}

Ref writer_finish(Writer *w)
{
    Ref text = str_from_points((Points){ w->data, w->length, w->width ? w->width : 1 });
    writer_discard(w);
    return text;
}

void writer_discard(Writer *w)
{
    if (w->data) heap_plain_free(w->data, w->capacity * w->width);
    *w = (Writer){ 0 };
}

/* --- formats --- */

/* One conversion: its text from % to the letter, its precision and size. */
typedef struct Conversion {
    char text[24];
    int precision;            // -1: none
    int longs;                // number of l; z counts as one
    char letter;
} Conversion;

static const char *read_conversion(const char *at, Conversion *c, va_list *arguments)
{
    size_t used = 0;
    *c = (Conversion){ .precision = -1 };
    c->text[used++] = '%';
    while (*at && strchr("-+ #0123456789", *at) && used < 16) c->text[used++] = *at++;
    if (*at == '.') {
        at++;
        c->precision = 0;
        if (*at == '*') {
            c->precision = va_arg(*arguments, int);
            at++;
        }
        while (*at >= '0' && *at <= '9') c->precision = c->precision * 10 + (*at++ - '0');
    }
    for (; *at == 'l' || *at == 'z'; at++) c->longs++;
    c->letter = *at;
    if (c->longs) c->text[used++] = 'l';
    c->text[used++] = c->letter;
    c->text[used] = 0;
    return *at ? at + 1 : at;
}

static void write_number(Writer *w, const Conversion *c, va_list *arguments)
{
    char buffer[64];
    long number = c->longs ? va_arg(*arguments, long) : va_arg(*arguments, int);
    int length = c->longs ? snprintf(buffer, sizeof buffer, c->text, number)
                          : snprintf(buffer, sizeof buffer, c->text, (int)number);
    writer_utf8(w, buffer, (size_t)length);
}

static void write_c_string(Writer *w, const char *text, int precision)
{
    if (!text) text = "(null)";
    size_t length = precision >= 0 ? strnlen(text, (size_t)precision) : strlen(text);
    while (length && precision >= 0 && (text[length] & 0xc0) == 0x80) length--;
    writer_utf8(w, text, length);
}

static bool write_object(Writer *w, const Conversion *c, Obj x)
{
    scoped Ref text = c->letter == 'R' ? object_repr(x) : object_str(x);
    if (!text) return false;
    size_t length = str_length(text);
    if (c->precision >= 0 && length > (size_t)c->precision) length = (size_t)c->precision;
    writer_slice(w, text, 0, length);
    return true;
}

static void write_argument_kind(Writer *w, Obj argument)
{
    writer_text(w, is_none(argument) ? "None" : type_name(argument));
}

static bool write_conversion(Writer *w, const Conversion *c, va_list *arguments)
{
    switch (c->letter) {
    case '%': writer_char(w, '%'); return true;
    case 's': write_c_string(w, va_arg(*arguments, const char *), c->precision); return true;
    case 'c': writer_char(w, (uint32_t)va_arg(*arguments, int)); return true;
    case 'd': case 'i': case 'u': case 'x': case 'X': case 'o':
        write_number(w, c, arguments);
        return true;
    case 'T': writer_text(w, type_name(va_arg(*arguments, Obj))); return true;
    case 'N': writer_text(w, va_arg(*arguments, const Type *)->name); return true;
    case 'A': write_argument_kind(w, va_arg(*arguments, Obj)); return true;
    case 'S': case 'R': return write_object(w, c, va_arg(*arguments, Obj));
    default:                                              // a mistake in the caller: show it
        writer_text(w, c->text);
        return true;
    }
}

bool writer_vformat(Writer *w, const char *format, va_list arguments)
{
    va_list rest;
    va_copy(rest, arguments);
    bool good = true;
    while (good && *format) {
        const char *percent = strchrnul(format, '%');
        writer_utf8(w, format, (size_t)(percent - format));
        if (!*percent) break;
        Conversion c;
        format = read_conversion(percent + 1, &c, &rest);
        good = write_conversion(w, &c, &rest);
    }
    va_end(rest);
    return good;
}

bool writer_format(Writer *w, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    bool good = writer_vformat(w, format, arguments);
    va_end(arguments);
    return good;
}

Ref str_format(const char *format, ...)
{
    Writer w = { 0 };
    va_list arguments;
    va_start(arguments, format);
    bool good = writer_vformat(&w, format, arguments);
    va_end(arguments);
    if (good) return writer_finish(&w);
    writer_discard(&w);
    return NULL;
}
