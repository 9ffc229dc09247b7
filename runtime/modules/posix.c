/* runtime/modules/posix.c -- the module posix: arguments of its functions, the environment.
 * SPDX-License-Identifier: MIT */
#include "runtime/modules/posix.h"
#include "runtime/attribute.h"
#include "runtime/blocking.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/builtin.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

/* --- paths --- */

/* path.__fspath__(); *found false: there is none, or it is None. */
static Ref call_fspath(Obj path, bool *found)
{
    Obj method = type_lookup(type_of(path), name___fspath__);
    *found = method && !is_none(method);
    return *found ? call_dunder(path, name___fspath__, NULL, 0, found) : NULL;
}

Ref path_text(Obj path)
{
    if (is_str(path) || is_bytes(path)) return keep(path);
    bool found;
    scoped Ref text = call_fspath(path, &found);
    if (!found)
        return raise_type_error("expected str, bytes or os.PathLike object, not %T", path);
    if (!text || is_str(text) || is_bytes(text)) return take(&text);
    return raise_type_error("expected %T.__fspath__() to return str or bytes, not %T", path, text);
}

Ref path_octets(Obj text)
{
    scoped Ref octets = is_bytes(text) ? keep(text) : str_encode(text, "utf-8", "surrogateescape");
    if (!octets) return NULL;
    if (strlen(bytes_data(octets)) == bytes_length(octets)) return take(&octets);
    return raise_value_error("embedded null byte");
}

static void *wrong_path(Obj given, const char *function, const char *name, int welcome)
{
    static const char *const allowed[] = {
        "string, bytes or os.PathLike", "string, bytes, os.PathLike or integer",
        "string, bytes, os.PathLike or None", "string, bytes, os.PathLike, integer or None",
    };
    return raise_type_error("%s: %s should be %s, not %T", function, name, allowed[welcome], given);
}

/* A path or dir_fd that is a number. */
static bool read_open_descriptor(Obj x, int *descriptor)
{
    if (is_bool(x) && !warn(&runtime_warning_type, 1, "bool is used as a file descriptor"))
        return false;
    return read_int(x, descriptor);
}

bool path_read(Path *path, Obj given, const char *function, const char *name, int welcome)
{
    *path = (Path){ .given = given, .descriptor = -1 };
    if (!given || (is_none(given) && (welcome & PATH_NONE))) {
        path->given = NULL;
        path->text = ".";
        return true;
    }
    scoped Ref text = NULL;
    if (is_str(given) || is_bytes(given)) {
        text = keep(given);
    } else if ((welcome & PATH_DESCRIPTOR) && type_of(given)->to_index) {
        return read_open_descriptor(given, &path->descriptor);
    } else {
        bool found;
        text = call_fspath(given, &found);
        if (!found) return wrong_path(given, function, name, welcome);
        if (!text) return false;
        if (!is_str(text) && !is_bytes(text))
            return raise_type_error("expected %T.__fspath__() to return str or bytes, not %T",
                                    given, text);
    }
    path->is_bytes = is_bytes(text);
    path->octets = path->is_bytes ? keep(text) : str_encode(text, "utf-8", "surrogateescape");
    if (!path->octets) return false;
    path->text = bytes_data(path->octets);
    if (strlen(path->text) == bytes_length(path->octets)) return true;
    return raise_value_error("%s: embedded null character in %s", function, name);
}

void path_drop(Path *path)
{
    drop_or_null(take(&path->octets));
}

Ref path_name(const Path *path, const char *octets)
{
    return path->is_bytes ? bytes_from(octets, strlen(octets)) : str_decode_filename(octets);
}

void *path_raise(const Path *path)
{
    return raise_from_errno(path->given);
}

void *path_raise2(const Path *from, const Path *to)
{
    return raise_from_errno2(from->given, to->given);
}

/* --- other arguments --- */

bool read_int(Obj x, int *value)
{
    scoped Ref index = object_get_index(x);
    intptr_t number;
    if (!index) return false;
    if (!int_fits(index, &number) || number > INT_MAX || number < INT_MIN)
        return raise_overflow_error(int_sign(index) < 0
                                    ? "signed integer is less than minimum"
                                    : "signed integer is greater than maximum");
    *value = (int)number;
    return true;
}

bool read_descriptor(Obj x, int *descriptor)
{
    if (is_int(x)) {
        if (!read_open_descriptor(x, descriptor)) return false;
    } else {
        scoped Ref fileno = NULL;
        if (!attribute_find(x, intern("fileno"), &fileno)) return false;
        if (!fileno) return raise_type_error("argument must be an int, or have a fileno() method.");
        scoped Ref number = call0(fileno);
        if (!number) return false;
        if (!is_int(number)) return raise_type_error("fileno() returned a non-integer");
        if (!read_int(number, descriptor)) return false;
    }
    return *descriptor >= 0
        || raise_value_error("file descriptor cannot be a negative integer (%d)", *descriptor);
}

bool read_folder(Obj x, int *descriptor)
{
    *descriptor = AT_FDCWD;
    if (!x || is_none(x)) return true;
    if (type_of(x)->to_index) return read_open_descriptor(x, descriptor);
    return raise_type_error("argument should be integer or None, not %T", x);
}

bool read_flag(Obj x, bool otherwise, bool *flag)
{
    *flag = otherwise;
    return !x || object_truth(x, flag);
}

bool read_id(Obj x, const char *what, unsigned *id)
{
    if (!type_of(x)->to_index) return raise_type_error("%s should be integer, not %T", what, x);
    scoped Ref index = object_get_index(x);
    intptr_t number;
    if (!index) return false;
    if (!int_fits(index, &number) || number > (intptr_t)UINT_MAX)
        return raise_overflow_error(int_sign(index) < 0 ? "%s is less than minimum"
                                                        : "%s is greater than maximum", what);
    if (number < -1) return raise_overflow_error("%s is less than minimum", what);
    *id = (unsigned)number;
    return true;
}

Ref none_or_errno(int result)
{
    return result == 0 ? none_new() : raise_from_errno(NULL);
}

bool try_again(void)
{
    return errno == EINTR && blocking_interrupted();
}

/* --- small functions --- */

static Ref posix_fspath(const Obj arg[])
{
    return path_text(arg[0]);
}

static Ref posix_strerror(const Obj arg[])
{
    int number;
    if (!read_int(arg[0], &number)) return NULL;
    return str_from_text(strerror(number));
}

static Ref octets_of_variable(Obj x)
{
    scoped Ref text = path_text(x);
    return text ? path_octets(text) : NULL;
}

static Ref posix_putenv(const Obj arg[])
{
    enum { name, value };
    scoped Ref key = octets_of_variable(arg[name]);
    scoped Ref text = key ? octets_of_variable(arg[value]) : NULL;
    if (!text) return NULL;
    if (strchr(bytes_data(key), '=')) return raise_value_error("illegal environment variable name");
    return none_or_errno(setenv(bytes_data(key), bytes_data(text), 1));
}

static Ref posix_unsetenv(const Obj arg[])
{
    scoped Ref key = octets_of_variable(arg[0]);
    return key ? none_or_errno(unsetenv(bytes_data(key))) : NULL;
}

static const Method posix_functions[] = {
    { "fspath(path)", posix_fspath, "The path as a str or bytes.", 0 },
    { "putenv(name, value, /)", posix_putenv, "Sets a variable of the environment.", 0 },
    { "strerror(code, /)", posix_strerror, "The system's words for an error number.", 0 },
    { "unsetenv(name, /)", posix_unsetenv, "Removes a variable of the environment.", 0 },
    { 0 }
};

/* --- the module --- */

static Ref environment(void)
{
    Ref made = dict_new();
    for (char **line = environ; line && *line; line++) {
        const char *equals = strchr(*line, '=');
        if (!equals) continue;
        scoped Ref name = bytes_from(*line, (size_t)(equals - *line));
        scoped Ref value = bytes_from(equals + 1, strlen(equals + 1));
        Obj kept;
        if (!dict_set_default(made, name, value, &kept)) error_clear();    // the first one counts
    }
    return made;
}

static Ref known_functions(void)
{
    static const char *const names[] = {
        "HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT", "HAVE_FCHOWN",
        "HAVE_FCHOWNAT", "HAVE_FEXECVE", "HAVE_FDOPENDIR", "HAVE_FPATHCONF", "HAVE_FSTATAT",
        "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_FUTIMES", "HAVE_FUTIMESAT",
        "HAVE_LINKAT", "HAVE_LCHOWN", "HAVE_LSTAT", "HAVE_LUTIMES", "HAVE_MKDIRAT",
        "HAVE_MKFIFOAT", "HAVE_MKNODAT", "HAVE_OPENAT", "HAVE_READLINKAT", "HAVE_RENAMEAT",
        "HAVE_SYMLINKAT", "HAVE_UNLINKAT", "HAVE_UTIMENSAT",
    };
    Ref list = list_new(0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        list_append(list, intern(names[i]));
    return list;
}

static bool posix_start(Ref module)
{
    static const Method *const tables[] = {
        posix_stat_functions, posix_path_functions, posix_scan_functions,
        posix_descriptor_functions, posix_transfer_functions, posix_process_functions,
        posix_spawn_functions, posix_id_functions, posix_system_functions,
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (const Method *row = tables[i]; row->signature; row++) {
            Ref function = builtin_new(row, module);
            dict_set_str(module_dict(module), ((Builtin *)function)->params->short_name, function);
            drop(function);
        }
    posix_stat_ready();
    posix_process_ready();
    posix_descriptor_ready();
    module_add(module, "stat_result", keep(&stat_result_type.head));
    module_add(module, "statvfs_result", keep(&statvfs_result_type.head));
    module_add(module, "terminal_size", keep(&terminal_size_type.head));
    module_add(module, "uname_result", keep(&uname_result_type.head));
    module_add(module, "times_result", keep(&times_result_type.head));
    module_add(module, "waitid_result", keep(&waitid_result_type.head));
    module_add(module, "sched_param", keep(&sched_param_type.head));
    type_ready(&dir_entry_type);
    type_ready(&scandir_iterator_type);
    module_add(module, "DirEntry", keep(&dir_entry_type.head));
    module_add(module, "error", keep(&os_error_type.head));
    module_add(module, "environ", environment());
    module_add(module, "_have_functions", known_functions());
    posix_constants_add(module);
    return true;
}

const Module posix_module = {
    "posix", "What the operating system offers.", posix_functions, NULL, posix_start,
};
