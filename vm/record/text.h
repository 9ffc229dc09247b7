/* vm/record/text.h -- a growing text in memory of its own: building it changes nothing in the heap
 * that the views look at.   SPDX-License-Identifier: MIT */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Text { char *data; size_t length, room; } Text;   // UTF-8, NUL-terminated if any

void text_bytes(Text *t, const char *bytes, size_t length);
void text_add(Text *t, const char *words);
void text_point(Text *t, uint32_t point);          // a character; a surrogate as \udxxx
void text_format(Text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_fill(Text *t, char c, size_t times);
void text_free(Text *t);
void text_cut(Text *t, size_t length);             // back to that length
char *text_take(Text *t);                          // the caller frees; "" if nothing was added
size_t text_columns(const char *text);             // characters
void text_json(Text *t, const char *words);          // as it reads in JSON, with the quotes
#define scoped_text __attribute__((cleanup(text_free)))
