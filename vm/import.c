/* vm/import.c -- import: where modules come from, and how they are run once. */
#include "vm/import.h"
#include "lib/embedded.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include "vm/execute.h"
#include "vm/modules/importlib.h"
#include "vm/pipeline.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

Ref import_modules, import_path;

/* --- modules in C --- */

#define MODULE(c_name) extern const Module c_name##_module;
#include "runtime/modules/modules.def"
#include "vm/modules/modules.def"
#undef MODULE

static const Module *const builtin_modules[] = {
#define MODULE(c_name) &c_name##_module,
#include "runtime/modules/modules.def"
#include "vm/modules/modules.def"
#undef MODULE
};

#define BUILTIN_COUNT (sizeof builtin_modules / sizeof *builtin_modules)

void import_start(void)
{
    import_modules = dict_new();
    import_path = list_new(4);
    Type *const types[] = { &module_spec_type, &source_loader_type, &builtin_importer_type,
                            &embedded_importer_type };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) type_ready(types[i]);
}

Obj import_peek(const char *name) { return dict_peek_str(import_modules, intern(name)); }

static const Module *find_builtin(Obj name)
{
    for (size_t i = 0; i < BUILTIN_COUNT; i++)
        if (str_equal_text(name, builtin_modules[i]->name)) return builtin_modules[i];
    return NULL;
}

bool import_is_builtin(Obj name) { return find_builtin(name); }

Ref import_builtin(Obj name)
{
    const Module *table = find_builtin(name);
    return table ? module_from(table) : NULL;
}

Ref import_builtin_names(void)
{
    scoped Ref list = list_new(BUILTIN_COUNT);
    for (size_t i = 0; i < BUILTIN_COUNT; i++) list_append(list, intern(builtin_modules[i]->name));
    if (!list_sort(list, NULL, false)) error_clear();
    return list_to_tuple(list);
}

/* --- finding text --- */

static const EmbeddedModule *find_embedded(Obj name)
{
    size_t length;
    const char *text = str_utf8_lossy(name, &length);
    for (size_t i = 0; i < embedded_count; i++)
        if (!strcmp(embedded_modules[i].name, text)) return &embedded_modules[i];
    return NULL;
}

static bool is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool try_file(const char *folder, const char *tail, const char *end, ModuleText *found)
{
    size_t room = strlen(folder) + strlen(tail) + strlen(end) + 2;
    char *path = heap_scratch(room);
    const char *slash = *folder ? (folder[strlen(folder) - 1] == '/' ? "" : "/") : "";
    snprintf(path, room + 1, "%s%s%s%s", folder, slash, tail, end);
    if (!is_file(path)) return false;
    found->file = str_decode_filename(path);
    return true;
}

// One folder of the path: the module as package, as file, or (remembered) as a namespace.
static bool find_in_folder(Obj folder, Obj tail, ModuleText *found, Ref spaces)
{
    const char *where = is_str(folder) ? str_c_text(folder) : NULL;
    const char *what = str_c_text(tail);
    if (!where || !what) {
        error_clear();
        return false;
    }
    found->is_package = true;
    if (try_file(where, what, "/__init__.py", found)) return true;
    found->is_package = false;
    if (try_file(where, what, ".py", found)) return true;
    size_t room = strlen(where) + strlen(what) + 2;
    char *path = heap_scratch(room);
    snprintf(path, room, "%s/%s", *where ? where : ".", what);
    if (is_folder(path)) list_give(spaces, str_decode_filename(path));
    return false;
}

static Ref last_part(Obj name)
{
    intptr_t dot = str_find(name, intern("."), 0, str_length(name), true);
    return dot < 0 ? keep(name) : str_slice(name, (size_t)dot + 1, str_length(name));
}

static bool find_on_path(Obj name, Obj path, ModuleText *found, Ref spaces)
{
    scoped Ref tail = last_part(name), folders = list_from(path);
    if (!folders) return false;
    for (size_t i = 0; i < list_length(folders); i++)
        if (find_in_folder(list_peek(folders, i), tail, found, spaces)) break;
    return true;
}

static bool find_file(Obj name, Obj path, ModuleText *found, Ref spaces)
{
    *found = (ModuleText){ 0 };
    const EmbeddedModule *embedded = find_embedded(name);
    if (embedded) {
        found->file = str_format("<tuplet>/%s%s", embedded->name, embedded->is_package ? "/__init__.py" : ".py");
        found->embedded = embedded;
        found->is_package = embedded->is_package;
        return true;
    }
    return find_on_path(name, path, found, spaces);
}

bool import_find_text(Obj name, Obj path, ModuleText *found)
{
    scoped Ref spaces = list_new(0);
    if (!find_file(name, path ? path : import_path, found, spaces)) return false;
    if (!found->file) return true;
    const char *place = found->embedded ? NULL : str_c_text(found->file);
    found->text = found->embedded ? bytes_from(found->embedded->text, found->embedded->length)
                : place ? pipeline_read_file(place) : NULL;
    if (!found->text) replace(&found->file, NULL);
    return found->text;
}

/* --- making and running a module --- */

static Ref parent_name(Obj name)
{
    intptr_t dot = str_find(name, intern("."), 0, str_length(name), true);
    return dot < 0 ? str_empty() : str_slice(name, 0, (size_t)dot);
}

static void set_spec(Ref module, Obj name, Obj file, Obj search)
{
    scoped Ref spec = module_spec_new(name, file, search);
    Obj loader = ((ModuleSpec *)spec)->loader;
    dict_set_str(module_dict(module), name___loader__, loader ? loader : None_object);
    dict_set_str(module_dict(module), name___spec__, spec);
}

static Ref make_module(Obj name, Obj file, bool is_package, Obj search)
{
    Ref module = module_new(name);
    Ref dict = module_dict(module);
    scoped Ref package = is_package ? keep(name) : parent_name(name);
    dict_set_str(dict, name___package__, package);
    dict_set_str(dict, name___builtins__, builtins_module);
    if (file) dict_set_str(dict, name___file__, file);
    if (search) dict_set_str(dict, name___path__, search);
    set_spec(module, name, file, search);
    return module;
}

static void set_initializing(Obj module, bool value)
{
    Obj spec = dict_peek_str(module_dict(module), name___spec__);
    if (spec && is_instance(spec, &module_spec_type)) ((ModuleSpec *)spec)->initializing = value;
}

static Ref run_module(Obj name, Ref module, const ModuleText *text)
{
    scoped Ref code = pipeline_load_module(text->file, text->embedded);
    if (!code) return NULL;
    if (!dict_set(import_modules, name, module)) return NULL;
    set_initializing(module, true);
    scoped Ref done = execute_code(code, module_dict(module), NULL);
    set_initializing(module, false);
    if (!done) {
        bool found;
        scoped Ref error = error_take();
        if (!dict_delete(import_modules, name, &found)) error_clear();
        return raise_again(take(&error));
    }
    Obj final = NULL;                              // it may have put something else there
    if (!dict_find(import_modules, name, &final)) return NULL;
    return keep(final ? final : module);
}

static Ref text_search_path(Obj file)
{
    size_t length = str_length(file);
    intptr_t slash = str_find(file, intern("/"), 0, length, true);
    scoped Ref folder = slash < 0 ? str_from_text("") : str_slice(file, 0, (size_t)slash);
    return list_from_items(&(Obj){ folder }, 1);
}

static void *not_found(Obj name, bool parent_is_no_package, Obj parent)
{
    scoped Ref text = parent_is_no_package
        ? str_format("No module named %R; %R is not a package", name, parent)
        : str_format("No module named %R", name);
    if (!parent_is_no_package && pipeline_stdlib_missing() && pipeline_in_stdlib(name)) {
        replace(&text, str_format("No module named %R (it comes with the package libpython3.11-stdlib, "
                                  "which is not installed)", name));
    }
    Ref error = exception_make(&module_not_found_error_type, (Obj[]){ text }, 1);
    if (!error) return NULL;
    replace(&((ImportError *)error)->name, keep(name));
    return raise_object(error);
}

static Ref load(Obj name, Obj path)
{
    Ref foreign;
    if (!finders_ask(name, path, false, &foreign)) return NULL;
    if (foreign) return foreign;
    const Module *table = find_builtin(name);
    if (table) {
        scoped Ref module = module_from(table);
        if (!module || !dict_set(import_modules, name, module)) return NULL;
        set_spec(module, name, NULL, NULL);
        return take(&module);
    }
    scoped Ref spaces = list_new(0);
    ModuleText text;
    if (!find_file(name, path, &text, spaces)) return NULL;
    scoped Ref file = text.file;
    if (file) {
        scoped Ref search = text.is_package ? text_search_path(file) : NULL;
        scoped Ref module = make_module(name, file, text.is_package, search);
        return run_module(name, module, &text);
    }
    if (list_length(spaces)) {                     // a namespace package
        scoped Ref module = make_module(name, NULL, true, spaces);
        return dict_set(import_modules, name, module) ? take(&module) : NULL;
    }
    if (!finders_ask(name, path, true, &foreign)) return NULL;
    return foreign ? foreign : not_found(name, false, NULL);
}

static Obj current_path(void)
{
    Obj sys = import_peek("sys");
    Obj path = sys ? dict_peek_str(module_dict(sys), name_path) : NULL;
    return path ? path : import_path;
}

static Ref import_submodule(Obj name, Obj parent, Obj parent_module)
{
    scoped Ref path = NULL;
    if (!attribute_find(parent_module, name___path__, &path)) return NULL;
    if (!path) return not_found(name, true, parent);
    scoped Ref module = load(name, path);
    if (!module) return NULL;
    scoped Ref tail = last_part(name);
    if (!attribute_set(parent_module, tail, module)) return NULL;
    return take(&module);
}

static bool none_in_modules(Obj name)
{
    scoped Ref text = str_format("import of %S halted; None in sys.modules", name);
    Ref error = exception_make(&module_not_found_error_type, (Obj[]){ text }, 1);
    if (!error) return false;
    replace(&((ImportError *)error)->name, keep(name));
    return raise_object(error);
}

Ref import_module(Obj name)
{
    Obj found = NULL;
    if (!dict_find(import_modules, name, &found)) return NULL;
    if (found) {
        if (is_none(found) && !none_in_modules(name)) return NULL;
        return keep(found);
    }
    scoped Ref parent = parent_name(name);
    if (!str_length(parent)) return load(name, current_path());
    scoped Ref parent_module = import_module(parent);
    if (!parent_module) return NULL;
    if (!dict_find(import_modules, name, &found)) return NULL;
    if (found) return keep(found);
    return import_submodule(name, parent, parent_module);
}

/* --- __import__ --- */

// The package that relative imports start from.
static Ref package_of(Obj globals)
{
    if (!globals || !is_dict(globals)) return raise_key_error("'__name__' not in globals");
    Obj package = dict_peek_str(globals, name___package__);
    if (package && !is_none(package)) {
        if (!is_str(package)) return raise_type_error("package must be a string");
        return keep(package);
    }
    Obj name = dict_peek_str(globals, name___name__);
    if (!name || !is_str(name)) return raise_key_error("'__name__' not in globals");
    return dict_peek_str(globals, name___path__) ? keep(name) : parent_name(name);
}

static Ref absolute_name(Obj name, Obj globals, long level)
{
    scoped Ref base = package_of(globals);
    if (!base) return NULL;
    if (!str_length(base)) return raise_import_error("attempted relative import with no known parent package");
    for (long up = 1; up < level; up++) {
        scoped Ref outer = parent_name(base);
        if (!str_length(outer)) return raise_import_error("attempted relative import beyond top-level package");
        replace(&base, take(&outer));
    }
    return str_length(name) ? str_format("%S.%S", base, name) : take(&base);
}

static bool import_listed(Obj module, Obj module_name, Obj from_list)
{
    scoped Ref path = NULL;
    if (!attribute_find(module, name___path__, &path)) return false;
    if (!path) return true;
    scoped Ref names = list_from(from_list);
    if (!names) return false;
    for (size_t i = 0; i < list_length(names); i++) {
        Obj name = list_peek(names, i);
        if (!is_str(name)) return raise_type_error("Item in ``from list'' must be str, not %T", name);
        if (str_equal_text(name, "*")) {
            scoped Ref all = NULL;
            if (!attribute_find(module, name___all__, &all)) return false;
            if (all && !import_listed(module, module_name, all)) return false;
            continue;
        }
        bool has;
        if (!attribute_has(module, name, &has)) return false;
        if (has) continue;
        scoped Ref full = str_format("%S.%S", module_name, name);
        scoped Ref loaded = import_module(full);
        if (loaded) continue;
        if (!error_matches(&module_not_found_error_type)) return false;
        ImportError *error = (ImportError *)error_peek();
        if (!error->name || !is_str(error->name) || !str_equal(error->name, full)) return false;
        error_clear();
    }
    return true;
}

Ref import_level(Obj name, Obj globals, Obj from_list, long level)
{
    if (!is_str(name)) return raise_type_error("module name must be a string");
    if (level < 0) return raise_value_error("level must be >= 0");
    scoped Ref full = level > 0 ? absolute_name(name, globals, level) : keep(name);
    if (!full) return NULL;
    if (!str_length(full)) return raise_value_error("Empty module name");
    scoped Ref module = import_module(full);
    if (!module) return NULL;
    bool listed = false;
    if (from_list && !is_none(from_list) && !object_truth(from_list, &listed)) return NULL;
    if (listed) return import_listed(module, full, from_list) ? take(&module) : NULL;
    size_t length = str_length(name);
    intptr_t dot = str_find(name, intern("."), 0, length, false);
    if (dot < 0 || length == 0) return take(&module);
    scoped Ref first = str_slice(full, 0, str_length(full) - (length - (size_t)dot));
    return import_module(first);
}

Ref import_name(Frame *frame, Obj name, Obj level, Obj from_list)
{
    Obj hook = is_exact_dict(frame->builtins) ? dict_peek_str(frame->builtins, name___import__) : NULL;
    if (!hook) return raise_import_error("__import__ not found");
    if (pipeline_is_own_import(hook)) {
        long number = (long)small_value(level);
        return import_level(name, frame->globals, from_list, number);
    }
    Obj locals = frame->locals ? frame->locals : None_object;
    return call(hook, (Obj[]){ name, frame->globals, locals, from_list, level }, 5);
}

/* --- from ... import --- */

static void *cannot_import(Obj module, Obj name)
{
    scoped Ref module_name = NULL, file = NULL, spec = NULL, starting = NULL;
    if (!attribute_find(module, name___name__, &module_name)) error_clear();
    if (!attribute_find(module, name___file__, &file)) error_clear();
    if (!attribute_find(module, name___spec__, &spec)) error_clear();
    if (spec && !attribute_find(spec, intern("_initializing"), &starting)) error_clear();
    if (!module_name || !is_str(module_name)) module_name = str_from_text("<unknown module name>");
    bool has_file = file && is_str(file), partial = starting == True_object;
    scoped Ref text = !has_file
        ? str_format("cannot import name %R from %R (unknown location)", name, module_name)
        : partial
        ? str_format("cannot import name %R from partially initialized module %R (most likely due to a "
                     "circular import) (%S)", name, module_name, file)
        : str_format("cannot import name %R from %R (%S)", name, module_name, file);
    if (!text) return NULL;
    Ref error = exception_make(&import_error_type, (Obj[]){ text }, 1);
    if (!error) return NULL;
    replace(&((ImportError *)error)->name, keep(module_name));
    replace(&((ImportError *)error)->name_from, keep(name));
    if (has_file) replace(&((ImportError *)error)->path, keep(file));
    return raise_object(error);
}

Ref import_from(Obj module, Obj name)
{
    Ref value;
    if (!attribute_find(module, name, &value)) return NULL;
    if (value) return value;
    scoped Ref module_name = NULL;
    if (!attribute_find(module, name___name__, &module_name)) return NULL;
    if (module_name && is_str(module_name)) {
        scoped Ref full = str_format("%S.%S", module_name, name);
        Obj found = NULL;
        if (!dict_find(import_modules, full, &found)) return NULL;
        if (found) return keep(found);
    }
    return cannot_import(module, name);
}

static bool star_name(Frame *frame, Obj module, Obj name)
{
    scoped Ref value = attribute_get(module, name);
    if (!value) return false;
    return object_set_item(frame->locals ? frame->locals : frame->globals, name, value);
}

bool import_star(Frame *frame, Obj module)
{
    scoped Ref names = NULL, dict = NULL;
    if (!attribute_find(module, name___all__, &names)) return false;
    bool skip_private = !names;
    if (!names) {
        if (!attribute_find(module, name___dict__, &dict)) return false;
        if (!dict) return raise_import_error("from-import-* object has no __dict__ and no __all__");
        names = list_from(dict);
    }
    scoped Ref list = list_from(names);
    if (!list) return false;
    for (size_t i = 0; i < list_length(list); i++) {
        Obj name = list_peek(list, i);
        if (!is_str(name))
            return raise_type_error("%s in %R must be str, not %T", skip_private ? "Key" : "Item", module, name);
        if (skip_private && str_length(name) && str_at(name, 0) == '_') continue;
        if (!star_name(frame, module, name)) return false;
    }
    return true;
}
