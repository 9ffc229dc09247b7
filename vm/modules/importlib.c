/* vm/modules/importlib.c -- the module _importlib: what importlib, in lib/, is made over.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/types/bool.h"
#include "runtime/types/builtin.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "vm/import.h"
#include "vm/modules/importlib.h"

static Ref is_builtin(const Obj arg[])
{
    return bool_new(is_str(arg[0]) && import_is_builtin(arg[0]));
}

static Ref import(const Obj arg[])
{
    if (!is_str(arg[0])) return raise_type_error("module name must be str, not %T", arg[0]);
    return import_module(arg[0]);
}

static Ref cache_path(const Obj arg[])
{
    if (!is_str(arg[0])) return raise_type_error("path must be str, not %T", arg[0]);
    Ref path = module_cache_path(arg[0]);
    return path || error_pending() ? path : none_new();
}

static Ref stdlib(const Obj arg[])
{
    (void)arg;
    return str_from_text(TUPLET_STDLIB);
}

static Ref own_finder(const Obj arg[])
{
    finders_set_own(arg[0]);
    return none_new();
}

static const Method functions[] = {
    { "own_finder(finder, /)", own_finder, "A finder whose work is done without asking it." },
    { "is_builtin(name, /)", is_builtin, "Is it a module in C?" },
    { "import_module(name, /)", import, "Imports by full name; gives the module itself." },
    { "cache_path(path, /)", cache_path, "Where the compiled code of a source file is kept." },
    { "stdlib()", stdlib, "Folder of the pure-Python standard library." },
    { 0 }
};

static Type *const types[] = {
    &module_spec_type, &source_loader_type, &builtin_importer_type, &embedded_importer_type, NULL,
};

const Module importlib_module = {
    "_importlib", "Helper of the module importlib.", functions, types, NULL,
};
