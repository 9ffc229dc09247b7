/* vm/modules/importlib_loader.c -- loaders: SourceFileLoader, and the finders of modules that the
 * program carries inside (in C, or in lib/).   SPDX-License-Identifier: MIT */
#include "lexer/source.h"
#include "lib/embedded.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include "vm/execute.h"
#include "vm/import.h"
#include "vm/modules/importlib.h"
#include "vm/pipeline.h"
#include <stdio.h>
#include <string.h>

#define CARRIED "<tuplet>/"

/* --- texts --- */

static const EmbeddedModule *embedded_by_path(const char *path)
{
    if (strncmp(path, CARRIED, sizeof CARRIED - 1) != 0) return NULL;
    char name[256];
    size_t length = strlen(path += sizeof CARRIED - 1);
    static const char init[] = "/__init__.py";
    bool package = length > sizeof init - 1 && !strcmp(path + length - (sizeof init - 1), init);
    size_t cut = package ? sizeof init - 1 : 3;
    if (length <= cut || length - cut >= sizeof name) return NULL;
    memcpy(name, path, length - cut);
    name[length - cut] = 0;
    for (size_t i = 0; i < embedded_count; i++)
        if (!strcmp(embedded_modules[i].name, name) && embedded_modules[i].is_package == package)
            return &embedded_modules[i];
    return NULL;
}

Ref module_bytes(Obj path)
{
    const char *text = is_str(path) ? str_c_text(path) : NULL;
    if (!text) {
        if (error_pending()) return NULL;
        return raise_type_error("expected str, bytes or os.PathLike object, not %T", path);
    }
    const EmbeddedModule *module = embedded_by_path(text);
    return module ? bytes_from(module->text, module->length) : pipeline_read_file(text);
}

Ref module_cache_path(Obj path)
{
    size_t length;
    const char *text = str_utf8_lossy(path, &length);
    if (length < 3 || strcmp(text + length - 3, ".py") != 0) return NULL;
    if (!strncmp(text, CARRIED, sizeof CARRIED - 1)) return NULL;
    scoped Ref slash = str_from_text("/"), tag = NULL, implementation = NULL;
    Obj sys = import_peek("sys");
    if (!sys || !attribute_find(sys, intern("implementation"), &implementation)) return NULL;
    if (!implementation || !attribute_find(implementation, intern("cache_tag"), &tag)) return NULL;
    if (!tag || !is_str(tag)) return NULL;
    size_t points = str_length(path);
    intptr_t at = str_find(path, slash, 0, points, true);
    scoped Ref folder = str_slice(path, 0, (size_t)(at + 1));
    scoped Ref base = str_slice(path, (size_t)(at + 1), points - 3);
    return str_format("%S__pycache__/%S.%S.pyc", folder, base, tag);
}

/* --- SourceFileLoader --- */

static SourceLoader *loader_of(Obj x) { return (SourceLoader *)x; }

Ref source_loader_new(Obj name, Obj path)
{
    Ref made = type_allocate(&source_loader_type, 0);
    loader_of(made)->name = keep(name);
    loader_of(made)->path = keep(path);
    return made;
}

static Ref loader_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static bool loader_init(Ref self, const Obj arg[])
{
    enum { fullname, path };
    replace(&loader_of(self)->name, keep(arg[fullname]));
    replace(&loader_of(self)->path, keep(arg[path]));
    return true;
}

static void loader_destroy(Ref self)
{
    drop_or_null(loader_of(self)->name);
    drop_or_null(loader_of(self)->path);
}

static void loader_visit(Obj self, Visit visit, void *context)
{
    if (loader_of(self)->name) visit(loader_of(self)->name, context);
    if (loader_of(self)->path) visit(loader_of(self)->path, context);
}

static void *import_error_for(Obj name, Ref text)
{
    scoped Ref message = text;
    Ref error = message ? exception_make(&import_error_type, (Obj[]){ message }, 1) : NULL;
    if (!error) return NULL;
    replace(&((ImportError *)error)->name, keep(name));
    return raise_object(error);
}

// The loader's own path; an optional name must be the module's.
static Obj checked_path(Obj self, Obj name)
{
    const SourceLoader *loader = loader_of(self);
    if (!loader->path || !loader->name) return raise_attribute_error("the loader has no path");
    bool same = true;
    if (name && !is_none(name) && !objects_equal(name, loader->name, &same)) return NULL;
    if (same) return loader->path;
    return import_error_for(name, str_format("loader for %S cannot handle %S", loader->name, name));
}

static Ref loader_get_filename(const Obj arg[])
{
    return keep_or_null(checked_path(arg[0], arg[1]));
}

static Ref loader_get_data(const Obj arg[]) { return module_bytes(arg[1]); }

// Through self, so that subclasses may say where the bytes come from.
static Ref own_bytes(Obj self, Obj name, Ref *path)
{
    *path = call_method1(self, intern("get_filename"), name);
    return *path ? call_method1(self, intern("get_data"), *path) : NULL;
}

static Ref loader_get_source(const Obj arg[])
{
    scoped Ref path = NULL, bytes = own_bytes(arg[0], arg[1], &path);
    if (!bytes) {
        if (!error_clear_if(&os_error_type)) return NULL;
        return import_error_for(arg[1], str_from_text("source not available through get_data()"));
    }
    if (!is_bytes(bytes)) return raise_type_error("get_data() must give bytes, not %T", bytes);
    scoped_source Source source = { 0 };
    if (!source_open(&source, path, bytes_data(bytes), bytes_length(bytes))) return NULL;
    return str_decode(source.text, source.length - source.newline_added, "utf-8", "strict");
}

static Ref loader_source_to_code(const Obj arg[])
{
    enum { self, data, path };
    scoped Ref name = is_str(arg[path]) ? keep(arg[path]) : object_str(arg[path]);
    if (!name) return NULL;
    if (is_str(arg[data])) return pipeline_compile_str(name, arg[data], PARSE_FILE);
    scoped Ref bytes = bytes_from_object(arg[data]);
    return bytes ? pipeline_compile_module(name, bytes) : NULL;
}

static Ref loader_get_code(const Obj arg[])
{
    if (type_of(arg[0]) == &source_loader_type) {
        Obj file = checked_path(arg[0], arg[1]);
        const char *text = file && is_str(file) ? str_c_text(file) : NULL;
        if (!file || text) return text ? pipeline_load_module(file, embedded_by_path(text)) : NULL;
        error_clear();
    }
    scoped Ref path = NULL, bytes = own_bytes(arg[0], arg[1], &path);
    if (!bytes) return NULL;
    return call_method(arg[0], intern("source_to_code"), (Obj[]){ bytes, path }, 2);
}

static Ref loader_is_package(const Obj arg[])
{
    scoped Ref path = call_method1(arg[0], intern("get_filename"), arg[1]);
    if (!path) return NULL;
    if (!is_str(path) || !is_str(arg[1])) return bool_new(false);
    size_t path_length, name_length;
    const char *text = str_utf8_lossy(path, &path_length);
    const char *name = str_utf8_lossy(arg[1], &name_length);
    const char *base = strrchr(text, '/'), *tail = strrchr(name, '.');
    base = base ? base + 1 : text;
    tail = tail ? tail + 1 : name;
    return bool_new(!strncmp(base, "__init__.", 9) && !strchr(base + 9, '.')
                    && strcmp(tail, "__init__") != 0);
}

static Ref loader_create_module(const Obj arg[])
{
    (void)arg;
    return none_new();
}

static Ref loader_exec_module(const Obj arg[])
{
    scoped Ref name = attribute_get(arg[1], name___name__);
    scoped Ref code = name ? call_method1(arg[0], intern("get_code"), name) : NULL;
    scoped Ref dict = code ? attribute_get(arg[1], name___dict__) : NULL;
    if (!dict) return NULL;
    if (is_none(code))
        return import_error_for(name, str_format("cannot load module %R when get_code() returns "
                                                 "None", name));
    if (!has_type(code, &code_type) || !is_dict(dict))
        return raise_type_error("get_code() must give a code object, not %T", code);
    if (!dict_peek_str(dict, name___builtins__))
        dict_set_str(dict, name___builtins__, builtins_module);
    scoped Ref done = execute_code(code, dict, NULL);
    return done ? none_new() : NULL;
}

// What importlib does in Python: function(self, name).
static Ref by_importlib(const char *module_name, const char *function, Obj self, Obj name)
{
    scoped Ref module = import_module(intern(module_name));
    scoped Ref found = module ? attribute_get(module, intern(function)) : NULL;
    if (!found) return NULL;
    return name ? call2(found, self, name) : call1(found, self);
}

static Ref loader_load_module(const Obj arg[])
{
    scoped Ref name = arg[1] ? keep(arg[1]) : attribute_get(arg[0], name_name);
    return name ? by_importlib("importlib._bootstrap", "_load_module_shim", arg[0], name) : NULL;
}

static Ref loader_get_resource_reader(const Obj arg[])
{
    return by_importlib("importlib.readers", "FileReader", arg[0], NULL);
}

static Ref loader_path_stats(const Obj arg[])
{
    return by_importlib("importlib._bootstrap_external", "_path_stats", arg[1], NULL);
}

static Ref loader_path_mtime(const Obj arg[])
{
    scoped Ref stats = call_method1(arg[0], intern("path_stats"), arg[1]);
    return stats ? object_get_item(stats, intern("mtime")) : NULL;
}

static const Method loader_methods[] = {
    { "get_filename(self, name=None, /)", loader_get_filename, "Path of the source." },
    { "get_data(self, path, /)", loader_get_data, "The bytes at a path." },
    { "get_source(self, fullname, /)", loader_get_source, "The source as a str." },
    { "get_code(self, fullname, /)", loader_get_code, "The code object of the module." },
    { "source_to_code(self, data, path, *, _optimize=-1)", loader_source_to_code,
      "Code compiled from bytes." },
    { "is_package(self, fullname, /)", loader_is_package, "Is it an __init__ file?" },
    { "create_module(self, spec, /)", loader_create_module, "None: an ordinary module." },
    { "exec_module(self, module, /)", loader_exec_module, "Runs the module's code in it." },
    { "load_module(self, fullname=, /)", loader_load_module, "Loads, runs and gives the module." },
    { "get_resource_reader(self, name=None, /)", loader_get_resource_reader,
      "Reader of the files in the package." },
    { "path_stats(self, path, /)", loader_path_stats, "Time of change and size of a path." },
    { "path_mtime(self, path, /)", loader_path_mtime, "Time of change of a path." },
    { 0 }
};
static const Member loader_members[] = {
    { "name", MEMBER_OBJECT, offsetof(SourceLoader, name), true, "Full name of the module." },
    { "path", MEMBER_OBJECT, offsetof(SourceLoader, path), true, "Path of its source." },
    { 0 }
};

static Ref loader_compare(Obj self, Obj other, CompareOp op)
{
    if (type_of(self) != type_of(other) || (op != EQUAL && op != NOT_EQUAL))
        return not_implemented();
    const SourceLoader *a = loader_of(self), *b = loader_of(other);
    bool equal = a->name && b->name && a->path && b->path;
    if (equal && !objects_equal(a->name, b->name, &equal)) return NULL;
    if (equal && !objects_equal(a->path, b->path, &equal)) return NULL;
    return bool_new(equal == (op == EQUAL));
}

static bool loader_hash(Obj self, intptr_t *hash)
{
    intptr_t path;
    const SourceLoader *loader = loader_of(self);
    if (!object_hash(loader->name ? loader->name : None_object, hash)) return false;
    if (!object_hash(loader->path ? loader->path : None_object, &path)) return false;
    *hash ^= path;
    if (*hash == -1) *hash = -2;
    return true;
}

Type source_loader_type = {
    TYPE_HEADER, .name = "SourceFileLoader", .module = "_frozen_importlib_external",
    .size = sizeof(SourceLoader), .attributes_offset = offsetof(SourceLoader, attributes),
    .flags = TYPE_WEAKREFS, .doc = "Loads a module from Python source.",
    .signature = "SourceFileLoader(*args, **kwargs)", .init_signature = "__init__(fullname, path)",
    .create = loader_create, .init = loader_init, .destroy = loader_destroy, .visit = loader_visit,
    .compare = loader_compare, .hash = loader_hash,
    .methods = loader_methods, .members = loader_members,
};

/* --- modules in C --- */

static Ref builtin_find_spec(const Obj arg[])
{
    enum { cls, fullname };
    if (!is_str(arg[fullname]) || !import_is_builtin(arg[fullname])) return none_new();
    return module_spec_new(arg[fullname], NULL, NULL);
}

static Ref builtin_create_module(const Obj arg[])
{
    scoped Ref name = attribute_get(arg[0], name_name);
    Ref module = name && is_str(name) ? import_builtin(name) : NULL;
    if (module || !name || error_pending()) return module;
    return import_error_for(name, str_format("%R is not a built-in module", name));
}

static Ref nothing(const Obj arg[])
{
    (void)arg;
    return none_new();
}

static Ref never(const Obj arg[])
{
    (void)arg;
    return bool_new(false);
}

static Ref builtin_load_module(const Obj arg[])
{
    return by_importlib("importlib._bootstrap", "_load_module_shim", arg[0], arg[1]);
}

static const Method builtin_importer_methods[] = {
    { "find_spec(cls, fullname, path=None, target=None)", builtin_find_spec,
      "The spec of a module in C, or None.", METHOD_CLASS },
    { "create_module(spec, /)", builtin_create_module, "The module itself.", METHOD_STATIC },
    { "exec_module(module, /)", nothing, "Nothing is left to be done.", METHOD_STATIC },
    { "load_module(cls, fullname, /)", builtin_load_module, "Gives the module.", METHOD_CLASS },
    { "get_code(cls, fullname, /)", nothing, "None: it is no Python code.", METHOD_CLASS },
    { "get_source(cls, fullname, /)", nothing, "None: it is no Python code.", METHOD_CLASS },
    { "is_package(cls, fullname, /)", never, "False.", METHOD_CLASS },
    { 0 }
};

Type builtin_importer_type = {
    TYPE_HEADER, .name = "BuiltinImporter", .module = "_frozen_importlib", .size = sizeof(Object),
    .doc = "Finds and loads the modules written in C.", .methods = builtin_importer_methods,
};

/* --- modules of lib/ --- */

static Ref embedded_find_spec(const Obj arg[])
{
    enum { cls, fullname };
    size_t length;
    const char *name = is_str(arg[fullname]) ? str_utf8_lossy(arg[fullname], &length) : "";
    for (size_t i = 0; i < embedded_count; i++) {
        const EmbeddedModule *m = &embedded_modules[i];
        if (strcmp(m->name, name) != 0) continue;
        scoped Ref place = str_format(CARRIED "%s", m->name);
        scoped Ref file = str_format("%S%s", place, m->is_package ? "/__init__.py" : ".py");
        scoped Ref search = m->is_package ? list_from_items(&(Obj){ place }, 1) : NULL;
        return module_spec_new(arg[fullname], file, search);
    }
    return none_new();
}

static const Method embedded_importer_methods[] = {
    { "find_spec(cls, fullname, path=None, target=None)", embedded_find_spec,
      "The spec of a module that the program carries, or None.", METHOD_CLASS },
    { 0 }
};

Type embedded_importer_type = {
    TYPE_HEADER, .name = "FrozenImporter", .module = "_frozen_importlib", .size = sizeof(Object),
    .doc = "Finds the modules in Python that the program carries.",
    .methods = embedded_importer_methods,
};
