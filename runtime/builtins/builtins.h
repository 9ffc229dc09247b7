/* runtime/builtins/builtins.h -- the tables of builtin functions, and where print and input go.
 *   SPDX-License-Identifier: MIT
 * print and input work on sys.stdout and sys.stdin as the program finds them there. While these
 * are the objects that the process began with, C's own buffered streams are used directly. */
#pragma once
#include "runtime/type.h"

extern const Method builtins_objects[], builtins_iteration[], builtins_io[];

/* Set by whoever makes the module sys. sys_dict NULL: C's streams, as in a bare runtime. */
extern Ref io_sys_dict;                     // the namespace of sys
extern Ref io_first_stdin, io_first_stdout; // the text files over C's streams
/* Edits a line on a terminal: malloc'ed text without the newline, or NULL at the end of input
 * (or with an exception pending). NULL: plain reading. */
extern char *(*io_edit_line)(const char *prompt);
/* Writes a str to C's stdout as UTF-8. */
MAY_RAISE bool io_write_stdout(Obj text);
MAY_RAISE bool io_flush_stdout(void);
