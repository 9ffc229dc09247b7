/* vm/modules/importlib.h -- module specs and loaders: what __spec__ and __loader__ are.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/instance.h"

/* What is known about a module apart from its content. NULL fields read as None. */
typedef struct ModuleSpec {
    Object head;
    Attributes attributes;
    Ref name, loader, origin, loader_state, search, cached, uninitialized;
    bool has_location, initializing, cached_set;
} ModuleSpec;

/* Loads Python source, from a file or from the modules carried in the program. */
typedef struct SourceLoader {
    Object head;
    Attributes attributes;
    Ref name, path;
} SourceLoader;

extern Type module_spec_type, source_loader_type, builtin_importer_type, embedded_importer_type;

/* The spec of a module: from source if file is not NULL; a namespace package if only search is
 * not NULL; else a module in C. */
Ref module_spec_new(Obj name, Obj file, Obj search);
Ref source_loader_new(Obj name, Obj path);
/* The bytes behind a path as loaders know it: a file, or "<tuplet>/os.py". */
MAY_RAISE Ref module_bytes(Obj path);
/* Asks the finders on sys.meta_path that are not ours: those before ours, or (behind) those after.
 * *module is the module, loaded; NULL: none of them has it. */
MAY_RAISE bool finders_ask(Obj name, Obj path, bool behind, Ref *module);
void finders_set_own(Obj class);
/* name.pyc in __pycache__; NULL without exception: none for such a path. */
MAY_RAISE Ref module_cache_path(Obj path);
