/* vm/pipeline.h -- the route: text, tokens, tree, scopes, code, result.   SPDX-License-Identifier: MIT */
#pragma once
#include "lib/embedded.h"
#include "parser/parser.h"
#include "runtime/type.h"

/* Brings everything up: runtime, stacks, builtins, sys. argv as of main; path0 may be NULL. */
void pipeline_start(int argc, char **argv);
MAY_RAISE Ref pipeline_compile(const Source *source, ParseMode mode);
MAY_RAISE Ref pipeline_compile_module(Obj file, Obj bytes);
/* Code of a module: of the file, through the cache of compiled code, or one that the program
 * carries (then `file` is only what it is called). */
MAY_RAISE Ref pipeline_load_module(Obj file, const EmbeddedModule *embedded);
MAY_RAISE Ref pipeline_compile_bytes(Obj name, const char *bytes, size_t length, ParseMode mode);
MAY_RAISE Ref pipeline_compile_str(Obj name, Obj text, ParseMode mode);
MAY_RAISE Ref pipeline_read_file(const char *path);           // bytes; OSError
bool pipeline_is_own_import(Obj function);        // the builtin __import__, nobody's replacement
bool pipeline_stdlib_missing(void);               // no pure-Python standard library on sys.path
bool pipeline_in_stdlib(Obj name);                // a name that it would have
/* Reports the pending exception as CPython does at the end of a program; the exit status. */
int  pipeline_report(void);
/* atexit functions, flushing; the final status. */
int  pipeline_finish(int status);
extern int pipeline_argc;
extern char **pipeline_argv;
