/* vm/line_editor.h -- a line from the user: edited with Readline on a terminal, else as it comes.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

typedef enum LineResult {
    LINE_READ,
    LINE_END,                 // end of input
    LINE_INTERRUPTED,         // Ctrl-C: the line is given up
    LINE_FAILED,              // an exception is pending, from a handler of some other signal
} LineResult;

/* *line: malloc'ed, with its newline if there was one; from Readline always without. */
LineResult line_editor_read(const char *prompt, char **line);
void line_editor_remember(const char *line);      // in the history
/* The history of earlier sessions, kept in ~/.tuplet_history. */
void line_editor_load(void);
void line_editor_save(void);
/* As io_edit_line (runtime/builtins/builtins.h) wants it, for input(). */
char *line_editor_input(const char *prompt);
