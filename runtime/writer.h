/* runtime/writer.h -- a growing text that becomes a str.   SPDX-License-Identifier: MIT
 * Use: Writer w = {0}; writer_text(&w, "["); ... return writer_finish(&w);
 * on error writer_discard(&w). */
#pragma once
#include "runtime/types/points.h"
#include <stdarg.h>

typedef struct Writer {
    void *data;               // 1, 2 or 4 bytes a character
    size_t length, capacity;  // characters
    uint8_t width;            // 0 until the first character
    bool wide_ascii;          // internal
} Writer;

void writer_char(Writer *w, uint32_t point);
void writer_text(Writer *w, const char *ascii_or_utf8);
void writer_utf8(Writer *w, const char *text, size_t length);
void writer_fill(Writer *w, uint32_t point, size_t times);
void writer_str(Writer *w, Obj str);                       // a str object
void writer_slice(Writer *w, Obj str, size_t from, size_t to);
void writer_points(Writer *w, Points part);
MAY_RAISE bool writer_repr(Writer *w, Obj x);
MAY_RAISE bool writer_object(Writer *w, Obj x);            // str(x)
MAY_RAISE bool writer_format(Writer *w, const char *format, ...);    // error.h's formats
MAY_RAISE bool writer_vformat(Writer *w, const char *format, va_list arguments);
Ref  writer_finish(Writer *w);                             // str; the writer is empty again
void writer_discard(Writer *w);
MAY_RAISE Ref str_format(const char *format, ...);         // a str by error.h's formats
void writer_escaped(Writer *w, uint32_t point);            // \n, \x1b, \u20ac ... of a character
