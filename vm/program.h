/* vm/program.h -- the module __main__, and the ways a program gets into it.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/source.h"
#include <stdbool.h>

/* Makes __main__; its namespace is borrowed from sys.modules. */
Obj  program_make_main(void);
Obj  program_main(void);                          // NULL: the program took it out of sys.modules
/* Compiles and runs `code` of __main__. */
MAY_RAISE bool program_run_code(Obj code);
/* What the command line asks for, with the end of its output on sys.stderr; the exit status. */
int  program_run(void);
/* All of standard input, as bytes. */
MAY_RAISE Ref program_read_stdin(void);
/* --tokens, --ast, --scopes, --code: the exit status. */
int  program_show(void);
