/* lexer/source.h -- a program's text: UTF-8 with "\n" line ends, its name, where its lines start.
 * Owned by: whoever declares it `scoped_source`. Places in a text are byte offsets into `text`.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

typedef struct Source {
    Ref name;                 // str: the file name as messages show it
    char *text;               // UTF-8 without NUL; ends with "\n", if not empty, and 8 zero bytes
    uint32_t length;          // bytes, the final "\n" included
    uint32_t *lines;          // offset where each line starts
    uint32_t line_count;
    bool newline_added;       // the last line had no line end
    bool is_script;           // the program's own file: its end has no column
} Source;
#define scoped_source __attribute__((cleanup(source_close)))

/* Fills *source from a file's or a bytes object's content: byte order mark, coding cookie,
 * line ends. SyntaxError for what can't be decoded, or holds a null byte. */
MAY_RAISE bool source_open(Source *source, Obj name, const char *bytes, size_t length);
/* From a str object: a coding cookie means nothing there. */
MAY_RAISE bool source_open_str(Source *source, Obj name, Obj text);
void source_close(Source *source);                           // of all zero: nothing

uint32_t source_line(const Source *source, uint32_t offset);          // from 1
uint32_t source_column(const Source *source, uint32_t offset);        // bytes, from 0
uint32_t source_character(const Source *source, uint32_t offset);     // characters, from 0
/* One line's bytes without its "\n"; line from 1. NULL and 0 past the end. */
const char *source_line_text(const Source *source, uint32_t line, uint32_t *length);

