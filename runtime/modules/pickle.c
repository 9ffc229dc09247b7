/* runtime/modules/pickle.c -- the module _pickle: its functions, and objects known by their names.
 * SPDX-License-Identifier: MIT */
#include "runtime/modules/pickle.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/modules/exceptions.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/builtin.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

static Ref pickle_error;
Ref pickling_error, unpickling_error;

static void *raise_as(Ref type, const char *format, va_list arguments)
{
    Writer w = { 0 };
    bool good = writer_vformat(&w, format, arguments);
    scoped Ref message = writer_finish(&w);
    return good ? raise_with((Type *)type, message) : NULL;
}

void *raise_pickling(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    void *raised = raise_as(pickling_error, format, arguments);
    va_end(arguments);
    return raised;
}

void *raise_unpickling(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    void *raised = raise_as(unpickling_error, format, arguments);
    va_end(arguments);
    return raised;
}

/* --- names --- */

static Ref imported_modules(void)
{
    Obj import = dict_peek_str(module_dict(builtins_module), name___import__);
    if (!import) return raise_import_error("__import__ not found");
    scoped Ref sys = call1(import, intern("sys"));
    return sys ? attribute_get(sys, intern("modules")) : NULL;
}

Ref pickle_import(Obj module_name)
{
    scoped Ref modules = imported_modules(), imported = NULL;
    Obj found = NULL;
    if (!modules) return NULL;
    if (!is_dict(modules)) return raise_runtime_error("sys.modules must be a dict");
    if (!dict_find(modules, module_name, &found)) return NULL;
    if (!found || is_none(found)) {
        Obj import = dict_peek_str(module_dict(builtins_module), name___import__);
        if (!import) return raise_import_error("__import__ not found");
        imported = call1(import, module_name);        // for a.b this is a
        if (!imported || !dict_find(modules, module_name, &found)) return NULL;
        if (!found) return raise_with(&key_error_type, module_name);
    }
    return keep(found);
}

Ref pickle_get(const char *module, const char *name)
{
    static Ref known;                                 // dict: name -> object; no two names agree
    Obj found, key = intern(name);
    if (!known) known = dict_new();
    if (!dict_find(known, key, &found)) return NULL;
    if (found) return keep(found);
    scoped Ref imported = pickle_import(intern(module));
    scoped Ref value = imported ? attribute_get(imported, key) : NULL;
    if (value) dict_set_str(known, key, value);
    return take(&value);
}

bool pickle_check_dotted(Obj dotted, Obj in)
{
    scoped Ref dot = str_from_text("."), locals = str_from_text("<locals>");
    intptr_t at = str_find(dotted, locals, 0, str_length(dotted), false);
    if (at < 0) return true;
    size_t end = (size_t)at + str_length(locals);
    bool whole = (at == 0 || str_at(dotted, (size_t)at - 1) == '.')
              && (end == str_length(dotted) || str_at(dotted, end) == '.');
    if (!whole) return true;
    if (!in) return raise_attribute_error("Can't get local object %R", dotted);
    return raise_attribute_error("Can't get local attribute %R on %R", dotted, in);
}

bool pickle_walk(Obj x, Obj dotted, Ref *found)
{
    scoped Ref dot = str_from_text("."), at = keep(x);
    for (size_t from = 0; at && from <= str_length(dotted);) {
        intptr_t end = str_find(dotted, dot, from, str_length(dotted), false);
        if (end < 0) end = (intptr_t)str_length(dotted);
        scoped Ref part = str_slice(dotted, from, (size_t)end), next = NULL;
        if (!attribute_find(at, part, &next)) return false;
        drop(take(&at));
        at = take(&next);
        from = (size_t)end + 1;
    }
    *found = take(&at);
    return true;
}

/* The first module that x is found in under its name; true with NULL: none. */
static bool search_modules(Obj x, Obj name, Ref *module_name)
{
    scoped Ref modules = imported_modules();
    scoped Ref names = modules ? list_from(modules) : NULL;
    if (!names) return false;
    for (size_t i = 0; i < list_length(names); i++) {
        Obj key = list_peek(names, i);
        Obj module;
        if (!dict_find(modules, key, &module)) return false;
        if (!module || is_none(module)) continue;
        if (is_str(key) && str_equal(key, name___main__)) continue;
        scoped Ref found = NULL, kept = keep(module);
        if (!pickle_walk(kept, name, &found)) return false;
        if (found != x) continue;
        *module_name = keep(key);
        break;
    }
    return true;
}

/* The reference has several objects for the name of a module, and its memo tells them apart: one
 * that the functions in C share, one for each type of a module in C, and the interned one for all
 * else. Here, too, so that pickles are the same. */
static bool has_own_name(Obj x, Obj module)
{
    static const char *const core[] = { "builtins", "types", "weakref" };
    if (!is_type(x) || ((const Type *)x)->flags & TYPE_HEAP) return false;
    for (size_t i = 0; i < sizeof core / sizeof *core; i++)
        if (str_equal_text(module, core[i])) return false;
    return true;
}

static Ref name_of_functions(Obj module)
{
    static Ref known;
    Obj found;
    if (!known) known = dict_new();
    if (!dict_find(known, module, &found)) return NULL;
    if (found) return keep(found);
    scoped Ref copy = str_from_points(str_points(module));
    dict_set_str(known, module, copy);
    return take(&copy);
}

Ref pickle_module_of(Obj x, Obj name)
{
    scoped Ref module = NULL;
    bool is_function = has_type(x, &builtin_type);
    if (!attribute_find(x, name___module__, &module)) return NULL;
    if (!module || is_none(module)) {
        if (module) drop(take(&module));
        if (!search_modules(x, name, &module)) return NULL;
        if (!module) return keep(name___main__);
    }
    if (!is_exact_str(module)) return take(&module);
    if (has_own_name(x, module)) return str_from_points(str_points(module));
    return is_function ? name_of_functions(module) : keep(intern_str(module));
}

/* --- functions --- */

static Ref pickle_dump(const Obj arg[])
{
    enum { obj, file, protocol, fix_imports, buffer_callback };
    scoped Ref pickler = type_allocate(&pickler_type, 0);
    Pickler *p = (Pickler *)pickler;
    if (!pickler_setup(p, arg[protocol], arg[fix_imports], arg[buffer_callback])
        || !pickler_set_file(p, arg[file]) || !pickler_dump(p, arg[obj])
        || !pickler_flush(p)) return NULL;
    return none_new();
}

static Ref pickle_dumps(const Obj arg[])
{
    enum { obj, protocol, fix_imports, buffer_callback };
    scoped Ref pickler = type_allocate(&pickler_type, 0);
    Pickler *p = (Pickler *)pickler;
    if (!pickler_setup(p, arg[protocol], arg[fix_imports], arg[buffer_callback])
        || !pickler_dump(p, arg[obj])) return NULL;
    return octets_finish(&p->out);
}

static Ref pickle_load(const Obj arg[])
{
    enum { file, fix_imports, encoding, errors, buffers };
    scoped Ref unpickler = type_allocate(&unpickler_type, 0);
    Unpickler *u = (Unpickler *)unpickler;
    if (!unpickler_set_file(u, arg[file])
        || !unpickler_setup(u, arg[encoding], arg[errors], arg[fix_imports], arg[buffers]))
        return NULL;
    return unpickler_load(u);
}

static Ref pickle_loads(const Obj arg[])
{
    enum { data, fix_imports, encoding, errors, buffers };
    scoped Ref unpickler = type_allocate(&unpickler_type, 0);
    Unpickler *u = (Unpickler *)unpickler;
    if (!buffer_get(arg[data], &u->view, BUFFER_READ)
        || !unpickler_setup(u, arg[encoding], arg[errors], arg[fix_imports], arg[buffers]))
        return NULL;
    u->data = u->view.data;
    u->length = u->view.length;
    return unpickler_load(u);
}

static const Method functions[] = {
    { "dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)", pickle_dump,
      "Writes the pickle of obj to a binary file." },
    { "dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None)", pickle_dumps,
      "The pickle of obj, as bytes." },
    { "load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
      pickle_load, "The object of a pickle, read from a binary file." },
    { "loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
      pickle_loads, "The object of a pickle in a bytes-like object." },
    { 0 }
};

/* {name: octet} for the module pickle. */
static Ref opcode_table(void)
{
    Ref table = dict_new();
#define OPCODE(name, octet, loader) { \
        scoped Ref octets = bytes_from((const char[]){ (char)octet }, 1); \
        dict_set_str(table, intern(#name), octets); \
    }
#include "runtime/modules/pickle.def"
#undef OPCODE
    return table;
}

static bool start(Ref module)
{
    type_ready(&pickler_memo_type);
    type_ready(&unpickler_memo_type);
    module_add(module, "_opcodes", opcode_table());
    return module_add_exception(module, &pickle_error, "_pickle", "PickleError", &exception_type)
        && module_add_exception(module, &pickling_error, "_pickle", "PicklingError",
                                (Type *)pickle_error)
        && module_add_exception(module, &unpickling_error, "_pickle", "UnpicklingError",
                                (Type *)pickle_error);
}

static Type *const types[] = { &pickler_type, &unpickler_type, &pickle_buffer_type, NULL };
const Module pickle_module = {
    .name = "_pickle", .doc = "Objects as octets.", .functions = functions, .types = types,
    .start = start,
};
