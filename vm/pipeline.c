/* vm/pipeline.c -- the route: text, tokens, tree, scopes, code, result.  Start reading here. */
#include "vm/pipeline.h"
#include "parser/symtable.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/startup.h"
#include "runtime/types/bytes.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "vm/code_cache.h"
#include "vm/code_pack.h"
#include "vm/compiler/compile.h"
#include "vm/frame_locals.h"
#include "vm/generator.h"
#include "vm/import.h"
#include "vm/modules/builtins.h"
#include "vm/names.h"
#include "vm/options.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int pipeline_argc;
char **pipeline_argv;

Ref pipeline_compile(const Source *source, ParseMode mode)
{
    scoped_arena Arena nodes = arena_new();
    Node *tree = parser_read(source, mode, &nodes);                            // lexer/, parser/
    Symtable *scopes = tree ? symtable_build(tree, source, &nodes) : NULL;     // parser/symtable.h
    return scopes ? compile_tree(tree, scopes, source) : NULL;                 // vm/compiler/
}

Ref pipeline_compile_bytes(Obj name, const char *bytes, size_t length, ParseMode mode)
{
    scoped_source Source source = { 0 };
    if (!source_open(&source, name, bytes, length)) return NULL;
    source.is_script = true;
    return pipeline_compile(&source, mode);
}

Ref pipeline_compile_str(Obj name, Obj text, ParseMode mode)
{
    scoped_source Source source = { 0 };
    return source_open_str(&source, name, text) ? pipeline_compile(&source, mode) : NULL;
}

Ref pipeline_compile_module(Obj file, Obj bytes)
{
    return pipeline_compile_bytes(file, bytes_data(bytes), bytes_length(bytes), PARSE_FILE);
}

static Ref load_embedded(Obj file, const EmbeddedModule *module)
{
    const EmbeddedCode *packed = &embedded_code[module - embedded_modules];
    Ref code = packed->length ? code_unpack(packed->data, packed->length, file) : NULL;
    return code ? code : pipeline_compile_bytes(file, module->text, module->length, PARSE_FILE);
}

Ref pipeline_load_module(Obj file, const EmbeddedModule *embedded)
{
    if (embedded) return load_embedded(file, embedded);
    struct stat status;
    const char *path = str_c_text(file);
    if (!path) return NULL;
    bool plain = stat(path, &status) == 0 && S_ISREG(status.st_mode);
    scoped Ref code = plain ? code_cache_read(path, &status, file) : NULL, bytes = NULL;
    if (code) return take(&code);
    if (!(bytes = pipeline_read_file(path)) || !(code = pipeline_compile_module(file, bytes))) return NULL;
    if (plain) code_cache_write(path, &status, code);
    return take(&code);
}

Ref pipeline_read_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    scoped Ref name = str_decode_filename(path);
    if (fd < 0 || fstat(fd, &status) < 0) {
        if (fd >= 0) close(fd);
        return raise_from_errno(name);
    }
    size_t room = status.st_size > 0 ? (size_t)status.st_size : 4096, length = 0;
    char *data = malloc(room + 1);
    for (;;) {
        ssize_t got = read(fd, data + length, room - length);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            free(data);
            close(fd);
            return raise_from_errno(name);
        }
        length += (size_t)got;
        if (got == 0) break;
        if (length == room) data = realloc(data, (room *= 2) + 1);
    }
    close(fd);
    Ref bytes = bytes_from(data, length);
    free(data);
    return bytes;
}

bool pipeline_is_own_import(Obj function) { return function == builtins_own_import; }

bool pipeline_stdlib_missing(void)
{
    const char *folder = options_environment("TUPLETSTDLIB");
    struct stat status;
    char probe[4096];
    snprintf(probe, sizeof probe, "%s/textwrap.py", folder ? folder : TUPLET_STDLIB);
    return stat(probe, &status) != 0;
}

bool pipeline_in_stdlib(Obj name)
{
    static const char *const names[] = { "argparse", "ast", "base64", "calendar", "configparser", "csv",
        "dataclasses", "datetime", "decimal", "difflib", "doctest", "email", "enum", "fnmatch", "fractions",
        "getopt", "glob", "html", "http", "inspect", "json", "keyword", "linecache", "locale", "logging",
        "numbers", "optparse", "pathlib", "pprint", "queue", "reprlib", "selectors", "shlex", "shutil",
        "socket", "statistics", "string", "subprocess", "tempfile", "textwrap", "threading", "timeit",
        "token", "tokenize", "unittest", "urllib", "uuid", "xml" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_text(name, names[i])) return true;
    return false;
}

// __name__ of whoever makes a class by calling type().
static Obj calling_module(void)
{
    const Frame *frame = thread.frame;
    return frame->code ? dict_peek_str(frame->globals, name___name__) : NULL;
}

void pipeline_start(int argc, char **argv)
{
    pipeline_argc = argc;
    pipeline_argv = argv;
    runtime_start();
    type_ready(&cell_type);
    type_ready(&code_type);
    type_ready(&function_type);
    type_ready(&frame_type);
    type_ready(&frame_locals_type);
    type_ready(&generator_type);
    frame_start();
    type_calling_module = calling_module;
    super_find_arguments = super_from_frame;
    import_start();
    builtins_add_vm();
    if (!dict_set(import_modules, intern("builtins"), builtins_module)) error_clear();
    scoped Ref sys = import_module(intern("sys"));
    if (!sys) abort();
}
