/* vm/program.c -- the module __main__, and the ways a program gets into it. */
#include "vm/program.h"
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
#include "vm/modules/sys.h"
#include "vm/options.h"
#include "vm/pipeline.h"
#include "vm/record/views.h"
#include "vm/repl.h"
#include "vm/source_lines.h"
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STATUS_NO_FILE = 2 };

/* --- __main__ --- */

Obj program_make_main(void)
{
    scoped Ref module = module_new(name___main__), annotations = dict_new();
    Ref dict = module_dict(module);
    dict_set_str(dict, name___annotations__, annotations);
    dict_set_str(dict, name___builtins__, builtins_module);
    if (!dict_set(import_modules, name___main__, module)) error_clear();
    return program_main();
}

Obj program_main(void)
{
    Obj module = dict_peek_str(import_modules, name___main__);
    return module && is_module(module) ? module_dict(module) : NULL;
}

static void set_main(const char *name, Ref value)
{
    dict_set_str((Ref)program_main(), intern(name), value);
    drop(value);
}

bool program_run_code(Obj code)
{
    scoped Ref names = keep_or_null(program_main());
    if (!names) return raise_runtime_error("lost sys.modules['__main__']");
    scoped Ref done = execute_code(code, names, NULL);
    return done != NULL;
}

// sys.path[0]; nothing under -P.
static void set_path0(const char *folder)
{
    if (options.safe_path) return;
    scoped Ref path = keep_or_null(sys_peek("path")), text = str_decode_filename(folder);
    if (path && is_list(path)) list_insert(path, 0, text);
}

/* --- a file, or a folder with __main__.py --- */

static Ref absolute(const char *path)
{
    char folder[PATH_MAX];
    scoped Ref name = str_decode_filename(path);
    if (*path == '/' || !getcwd(folder, sizeof folder)) return take(&name);
    scoped Ref here = str_decode_filename(folder);
    return str_format("%S/%S", here, name);
}

static int no_file(Obj file, int error)
{
    const char *name = str_utf8_lossy(file, NULL);
    fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", options.program, name, error,
            strerror(error));
    return STATUS_NO_FILE;
}

static Ref compile_bytes(Obj name, Obj bytes)
{
    return pipeline_compile_bytes(name, bytes_data(bytes), bytes_length(bytes), PARSE_FILE);
}

static bool run_bytes(Obj file, Obj bytes)
{
    set_main("__file__", keep(file));
    set_main("__cached__", none_new());
    views_begin(file, bytes);
    scoped Ref code = compile_bytes(file, bytes);
    return code && program_run_code(code);
}

static int run_folder(Obj folder)
{
    char path[PATH_MAX];
    const char *name = str_c_text(folder);
    if (!name) return pipeline_report();
    snprintf(path, sizeof path, "%s/__main__.py", name);
    if (access(path, F_OK) != 0) {
        fprintf(stderr, "%s: can't find '__main__' module in '%s'\n", options.program, name);
        return 1;
    }
    set_path0(name);
    set_main("__package__", str_empty());
    scoped Ref file = str_decode_filename(path), bytes = pipeline_read_file(path);
    return bytes && run_bytes(file, bytes) ? 0 : pipeline_report();
}

static int run_file(void)
{
    scoped Ref file = absolute(options.target);
    struct stat status;
    char real[PATH_MAX];
    if (stat(options.target, &status) != 0) return no_file(file, errno);
    if (S_ISDIR(status.st_mode)) return run_folder(file);
    if (access(options.target, R_OK) != 0) return no_file(file, errno);
    scoped Ref bytes = pipeline_read_file(options.target);
    if (realpath(options.target, real)) {
        char *slash = strrchr(real, '/');
        slash[slash == real] = 0;
        set_path0(real);
    }
    return bytes && run_bytes(file, bytes) ? 0 : pipeline_report();
}

/* --- text on the command line, standard input --- */

static int run_command(void)
{
    set_path0("");
    scoped Ref name = str_from_text("<string>");
    scoped Ref text = str_decode(options.target, strlen(options.target), "utf-8", "strict");
    if (!text) {
        fputs("Unable to decode the command from the command line:\n", stderr);
        return pipeline_report();
    }
    source_lines_keep(name, text);
    scoped Ref code = pipeline_compile_str(name, text, PARSE_FILE);
    return code && program_run_code(code) ? 0 : pipeline_report();
}

Ref program_read_stdin(void)
{
    size_t room = 1 << 16, length = 0;
    char *data = malloc(room);
    for (;;) {
        ssize_t got = read(0, data + length, room - length);
        if (got < 0 && errno == EINTR && execute_safe_point()) continue;
        if (got < 0 && !error_pending()) raise_from_errno(NULL);
        if (got <= 0) break;
        length += (size_t)got;
        if (length == room) data = realloc(data, room *= 2);
    }
    Ref bytes = error_pending() ? NULL : bytes_from(data, length);
    free(data);
    return bytes;
}

static int run_stdin(void)
{
    set_path0("");
    if (options.inspect || isatty(0)) {
        options.inspect = false;
        repl_greet();
        return repl_run();
    }
    scoped Ref name = str_from_text("<stdin>"), bytes = program_read_stdin();
    set_main("__file__", keep(name));
    set_main("__cached__", none_new());
    scoped Ref code = bytes ? compile_bytes(name, bytes) : NULL;
    return code && program_run_code(code) ? 0 : pipeline_report();
}

/* --- a module --- */

static int no_module(const char *format, Obj name, Obj more)
{
    scoped Ref text = str_format(format, name, more);
    fprintf(stderr, "%s: %s\n", options.program, str_utf8_lossy(text, NULL));
    return 1;
}

static int parent_failed(Obj name)
{
    if (!error_matches(&import_error_type)) return pipeline_report();
    scoped Ref error = error_take();
    scoped Ref text = str_format("Error while finding module specification for %R (%N: %S)", name,
                                 error->type, error);
    return no_module("%S", text, NULL);
}

static void set_spec(Obj name, Obj file, Obj package)
{
    Obj maker = dict_peek_str(module_dict(builtins_module), intern("__module_spec__"));
    scoped Ref spec = !maker ? NULL : call(maker, (Obj[]){ name, file, package, None_object }, 4);
    if (spec) set_main("__spec__", keep(spec));
    else error_clear();
    set_main("__package__", keep(package));
}

static int run_found(Obj name, Obj package, ModuleText *found)
{
    scoped Ref argv = keep_or_null(sys_peek("argv"));
    bool has_first = argv && is_list(argv) && list_length(argv);
    if (has_first && !object_set_item(argv, small_int(0), found->file)) error_clear();
    set_spec(name, found->file, package);
    return run_bytes(found->file, found->text) ? 0 : pipeline_report();
}

// A namespace package: a folder without __init__.py.
static bool is_space(Obj name)
{
    scoped Ref module = import_module(name), path = NULL;
    if (!module || !attribute_find(module, name___path__, &path)) error_clear();
    return path != NULL;
}

// name, or name.__main__ if that is a package. `outer`: the package asked for, when it is.
static int run_named(Obj name, Obj outer)
{
    size_t length = str_length(name);
    intptr_t dot = str_find(name, intern("."), 0, length, true);
    scoped Ref package = dot < 0 ? str_empty() : str_slice(name, 0, (size_t)dot);
    scoped Ref parent = dot < 0 ? NULL : import_module(package), path = NULL;
    if (dot >= 0 && !parent) return parent_failed(name);
    if (parent && !attribute_find(parent, name___path__, &path)) return pipeline_report();
    ModuleText found = { 0 };
    if (import_is_builtin(name)) return no_module("No code object available for %S", name, NULL);
    if ((!parent || path) && !import_find_text(name, path, &found)) return pipeline_report();
    scoped Ref file = found.file, text = found.text;
    if (!file && !outer && is_space(name)) found.is_package = true;
    else if (!file && outer)
        return no_module("No module named %S; %R is a package and cannot be directly executed",
                         name, outer);
    else if (!file) return no_module("No module named %S", name, NULL);
    if (!found.is_package) return run_found(name, package, &found);
    scoped Ref inner = str_format("%S.__main__", name);
    return run_named(inner, name);
}

static int run_module(void)
{
    char folder[PATH_MAX];
    if (getcwd(folder, sizeof folder)) set_path0(folder);
    scoped Ref name = str_decode_filename(options.target);
    return run_named(name, NULL);
}

int program_run(void)
{
    switch (options.work) {
    case WORK_FILE: return run_file();
    case WORK_COMMAND: return run_command();
    case WORK_MODULE: return run_module();
    case WORK_STDIN: return run_stdin();
    default: return program_show();
    }
}
