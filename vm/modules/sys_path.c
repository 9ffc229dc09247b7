/* vm/modules/sys_path.c -- sys: where the program is, and where modules are looked for. */
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "vm/import.h"
#include "vm/modules/sys.h"
#include "vm/options.h"
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void add_folders(const char *list)
{
    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ":");
        char folder[PATH_MAX];
        if (length > 0 && length < sizeof folder) {
            memcpy(folder, at, length);
            folder[length] = 0;
            list_give(import_path, str_decode_filename(folder));
        }
        at += length;
        if (!*at) return;
    }
}

static void add_stdlib(Ref module)
{
    const char *folder = options_environment("TUPLETSTDLIB");
    if (!folder) folder = TUPLET_STDLIB;
    struct stat status;
    bool there = stat(folder, &status) == 0 && S_ISDIR(status.st_mode);
    if (there) list_give(import_path, str_decode_filename(folder));
    module_add(module, "_stdlib_dir", there ? str_decode_filename(folder) : none_new());
}

// prefix: the folder above the one that holds the program (/usr/local of /usr/local/bin/tuplet).
static void add_places(Ref module)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = 0;
    scoped Ref executable = str_decode_filename(program);
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(program, '/');
        if (slash) *slash = 0;
    }
    scoped Ref prefix = str_decode_filename(*program ? program : "/");
    module_add(module, "executable", keep(executable));
    module_add(module, "_base_executable", take(&executable));
    static const char *const names[] = { "prefix", "base_prefix", "exec_prefix",
                                         "base_exec_prefix" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        module_add(module, names[i], keep(prefix));
}

static void add_arguments(Ref module)
{
    Ref original = list_new((size_t)options.argc), given = list_new((size_t)options.argc);
    for (int i = 0; i < options.argc; i++)
        list_give(original, str_decode_filename(options.argv[i]));
    const char *first = options.work == WORK_COMMAND ? "-c" : options.work == WORK_MODULE ? "-m"
                        : options.target ? options.target : "";
    list_give(given, str_decode_filename(first));
    for (int i = options.first_argument; i < options.argc; i++)
        list_append(given, list_peek(original, (size_t)i));
    module_add(module, "orig_argv", original);
    module_add(module, "argv", given);
}

void sys_path_add(Ref module)
{
    if (!list_length(import_path)) {
        const char *folders = options_environment("TUPLETPATH");
        if (folders) add_folders(folders);
        add_stdlib(module);
    }
    add_places(module);
    add_arguments(module);
    module_add(module, "path", keep(import_path));
    module_add(module, "modules", keep(import_modules));
    module_add(module, "meta_path", list_new(0));
    module_add(module, "path_hooks", list_new(0));
    module_add(module, "path_importer_cache", dict_new());
    module_add(module, "pycache_prefix", none_new());
    module_add(module, "builtin_module_names", import_builtin_names());
}
