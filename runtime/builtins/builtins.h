/* runtime/builtins/builtins.h -- the tables of builtin functions, and where print and input go.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

extern const Method builtins_objects[], builtins_iteration[], builtins_io[];

/* The namespace of sys, whose stdin and stdout input and print use; set by whoever makes sys.
 * NULL, as in a bare runtime: C's streams. */
extern Ref io_sys_dict;
/* Edits a line on a terminal: malloc'ed text without the newline, or NULL at the end of input
 * (or with an exception pending). NULL: plain reading. */
extern char *(*io_edit_line)(const char *prompt);
