/* vm/import.h -- import: where modules come from, and how they are run once.   SPDX-License-Identifier: MIT
 * Looked for in order: sys.modules, modules in C, lib/ (embedded), sys.path, which ends with the
 * pure-Python modules of an installed CPython. */
#pragma once
#include "runtime/types/module.h"
#include "vm/frame.h"

extern Ref import_modules;                        // sys.modules, a dict
extern Ref import_path;                           // sys.path's list as it was at the start

void import_start(void);
Obj  import_peek(const char *name);               // a module that is in sys.modules; borrowed, NULL
/* The module `name` itself (the last part of a dotted name). */
MAY_RAISE Ref import_module(Obj name);
/* __import__: level 0 absolute; the first part of the name, or the whole if from_list is not empty. */
MAY_RAISE Ref import_level(Obj name, Obj globals, Obj from_list, long level);
MAY_RAISE Ref import_name(Frame *frame, Obj name, Obj level, Obj from_list);
MAY_RAISE Ref import_from(Obj module, Obj name);
MAY_RAISE bool import_star(Frame *frame, Obj module);
/* For `-m` and `__main__`: source text and place of a module, unexecuted. */
typedef struct ModuleText {
    Ref file, text;
    const struct EmbeddedModule *embedded;        // NULL: text is that of a file
    bool is_package;
} ModuleText;
MAY_RAISE bool import_find_text(Obj name, Obj path, ModuleText *found);   // found->file NULL: not found
/* Names of the modules in C, as a tuple; of the embedded ones, as a list. */
Ref  import_builtin_names(void);
bool import_is_builtin(Obj name);
MAY_RAISE Ref import_builtin(Obj name);           // a fresh one; NULL without exception: no such
#ifndef TUPLET_STDLIB
#define TUPLET_STDLIB "/usr/lib/python3.11"
#endif
