/* runtime/modules/posix_spawn.c -- other programs: exec, posix_spawn, fork_exec.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/posix.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <unistd.h>

/* --- arrays of C strings: scratch memory, the octets kept in a list --- */

typedef struct Strings { char **items; size_t count; Ref held; } Strings;
#define scoped_strings __attribute__((cleanup(strings_drop)))
static void strings_drop(Strings *s) { drop_or_null(take(&s->held)); }

static void strings_make(Strings *s, size_t room)
{
    s->items = heap_scratch((room + 1) * sizeof *s->items);
    memset(s->items, 0, (room + 1) * sizeof *s->items);
    s->held = list_new(room);
    s->count = 0;
}

static void strings_add(Strings *s, Ref octets)
{
    s->items[s->count++] = (char *)bytes_data(octets);
    list_give(s->held, octets);
}

static Ref octets_of(Obj x)
{
    scoped Ref text = path_text(x);
    return text ? path_octets(text) : NULL;
}

static bool read_arguments(Strings *s, Obj argv, const char *function)
{
    bool plain = strchr(function, '(');
    if (!is_fast(argv))
        return raise_type_error(plain ? "%s arg 2 must be a tuple or list"
                                      : "%s: argv must be a tuple or list", function);
    scoped Ref all = tuple_from(argv);
    size_t count = tuple_length(all);
    if (count == 0)
        return raise_value_error(plain ? "%s arg 2 must not be empty"
                                       : "%s: argv must not be empty",
                                 function);
    strings_make(s, count);
    for (size_t i = 0; i < count; i++) {
        Ref octets = octets_of(tuple_peek(all, i));
        if (!octets) return false;
        strings_add(s, octets);
    }
    if (!*s->items[0])
        return raise_value_error(plain ? "%s arg 2 first element cannot be empty"
                                       : "%s: argv first element cannot be empty", function);
    return true;
}

static bool add_variable(Strings *s, Obj key, Obj value)
{
    scoped Ref name = octets_of(key), text = name ? octets_of(value) : NULL;
    if (!text) return false;
    size_t front = bytes_length(name), back = bytes_length(text);
    if (front == 0 || memchr(bytes_data(name), '=', front))
        return raise_value_error("illegal environment variable name");
    Ref line = bytes_new(front + back + 1);
    char *to = (char *)bytes_data(line);
    memcpy(to, bytes_data(name), front);
    to[front] = '=';
    memcpy(to + front + 1, bytes_data(text), back);
    strings_add(s, line);
    return true;
}

static bool read_environment(Strings *s, Obj env, const char *function)
{
    size_t length;
    if (!is_dict(env) && !type_of(env)->get_item)
        return raise_type_error("%s: environment must be a mapping object", function);
    scoped Ref items = call_method0(env, name_items), all = items ? list_from(items) : NULL;
    if (!all) return false;
    length = list_length(all);
    strings_make(s, length);
    for (size_t i = 0; i < length; i++) {
        Obj pair = list_peek(all, i);
        if (!is_tuple(pair) || tuple_length(pair) != 2)
            return raise_type_error("env.items() must give pairs");
        if (!add_variable(s, tuple_peek(pair, 0), tuple_peek(pair, 1))) return false;
    }
    return true;
}

/* --- exec --- */

static Ref posix_execv(const Obj arg[])
{
    scoped_path Path path = { 0 };
    scoped_strings Strings arguments = { 0 };
    if (!path_read(&path, arg[0], "execv", "path", 0)
        || !read_arguments(&arguments, arg[1], "execv()")) return NULL;
    execv(path.text, arguments.items);
    return raise_from_errno(NULL);
}

static Ref posix_execve(const Obj arg[])
{
    scoped_path Path path = { 0 };
    scoped_strings Strings arguments = { 0 }, environment = { 0 };
    if (!path_read(&path, arg[0], "execve", "path", PATH_DESCRIPTOR)
        || !read_arguments(&arguments, arg[1], "execve")
        || !read_environment(&environment, arg[2], "execve")) return NULL;
    if (path.text) execve(path.text, arguments.items, environment.items);
    else fexecve(path.descriptor, arguments.items, environment.items);
    return path_raise(&path);
}

/* --- posix_spawn --- */

static bool add_action(Obj action, void *context)
{
    posix_spawn_file_actions_t *actions = context;
    if (!is_tuple(action) || tuple_length(action) < 2)
        return raise_type_error("Each file_actions element must be a non-empty tuple");
    int kind, first, second, result = 0;
    if (!read_int(tuple_peek(action, 0), &kind) || !read_int(tuple_peek(action, 1), &first))
        return false;
    if (kind == 0 && tuple_length(action) == 5) {              // open
        int flags, mode;
        scoped Ref path = octets_of(tuple_peek(action, 2));
        if (!path || !read_int(tuple_peek(action, 3), &flags)
            || !read_int(tuple_peek(action, 4), &mode))
            return false;
        result = posix_spawn_file_actions_addopen(actions, first, bytes_data(path), flags,
                                                  (mode_t)mode);
    } else if (kind == 1 && tuple_length(action) == 2) {
        result = posix_spawn_file_actions_addclose(actions, first);
    } else if (kind == 2 && tuple_length(action) == 3) {
        if (!read_int(tuple_peek(action, 2), &second)) return false;
        result = posix_spawn_file_actions_adddup2(actions, first, second);
    } else if (kind == 3 && tuple_length(action) == 2) {
        result = posix_spawn_file_actions_addclosefrom_np(actions, first);
    } else {
        return raise_type_error("Unknown file_actions identifier");
    }
    errno = result;
    return result == 0 || raise_from_errno(NULL);
}

static bool add_signal(Obj item, void *set)
{
    int number;
    if (!read_int(item, &number)) return false;
    return sigaddset(set, number) == 0
        || raise_value_error("signal number %d out of range", number);
}

enum {
    path_, argv, env, file_actions, setpgroup, resetids, setsid_, setsigmask, setsigdef, scheduler
};

/* (policy or None, sched_param) */
static bool read_scheduler(Obj pair, posix_spawnattr_t *attributes, short *flags)
{
    int policy;
    struct sched_param param;
    if (!is_tuple(pair) || tuple_length(pair) != 2)
        return raise_type_error("A scheduler tuple must have two elements");
    if (!is_none(tuple_peek(pair, 0))) {
        if (!read_int(tuple_peek(pair, 0), &policy)) return false;
        posix_spawnattr_setschedpolicy(attributes, policy);
        *flags |= POSIX_SPAWN_SETSCHEDULER;
    }
    if (!read_sched_param(tuple_peek(pair, 1), &param)) return false;
    posix_spawnattr_setschedparam(attributes, &param);
    *flags |= POSIX_SPAWN_SETSCHEDPARAM;
    return true;
}

static bool read_attributes(const Obj arg[], posix_spawnattr_t *attributes)
{
    short flags = 0;
    int group;
    bool reset, session;
    sigset_t set;
    if (arg[setpgroup]) {
        if (!read_int(arg[setpgroup], &group)) return false;
        posix_spawnattr_setpgroup(attributes, group);
        flags |= POSIX_SPAWN_SETPGROUP;
    }
    if (!read_flag(arg[resetids], false, &reset) || !read_flag(arg[setsid_], false, &session))
        return false;
    if (reset) flags |= POSIX_SPAWN_RESETIDS;
    if (session) flags |= POSIX_SPAWN_SETSID;
    if (arg[setsigmask]) {
        sigemptyset(&set);
        if (!iter_each(arg[setsigmask], add_signal, &set)) return false;
        posix_spawnattr_setsigmask(attributes, &set);
        flags |= POSIX_SPAWN_SETSIGMASK;
    }
    if (arg[setsigdef]) {
        sigemptyset(&set);
        if (!iter_each(arg[setsigdef], add_signal, &set)) return false;
        posix_spawnattr_setsigdefault(attributes, &set);
        flags |= POSIX_SPAWN_SETSIGDEF;
    }
    if (arg[scheduler] && !read_scheduler(arg[scheduler], attributes, &flags)) return false;
    posix_spawnattr_setflags(attributes, flags);
    return true;
}

static Ref spawn(const Obj arg[], bool search)
{
    const char *function = search ? "posix_spawnp" : "posix_spawn";
    scoped_path Path path = { 0 };
    scoped_strings Strings arguments = { 0 }, environment = { 0 };
    if (!path_read(&path, arg[path_], function, "path", 0)
        || !read_arguments(&arguments, arg[argv], function)
        || (!is_none(arg[env]) && !read_environment(&environment, arg[env], function))) return NULL;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    pid_t child = 0;
    int result = -1;
    char **variables = is_none(arg[env]) ? environ : environment.items;
    bool acts = arg[file_actions] && !is_none(arg[file_actions]);
    if ((!acts || iter_each(arg[file_actions], add_action, &actions))
        && read_attributes(arg, &attributes))
        result = search
            ? posix_spawnp(&child, path.text, &actions, &attributes, arguments.items, variables)
            : posix_spawn(&child, path.text, &actions, &attributes, arguments.items, variables);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (result == 0) return int_new(child);
    if (result < 0) return NULL;
    errno = result;
    return path_raise(&path);
}

static Ref posix_spawn_plain(const Obj arg[])   { return spawn(arg, false); }
static Ref posix_spawn_search(const Obj arg[])  { return spawn(arg, true); }

#define SPAWN_PARAMS "(path, argv, env, /, *, file_actions=(), setpgroup=, resetids=False, " \
                     "setsid=False, setsigmask=, setsigdef=, scheduler=)"

const Method posix_spawn_functions[] = {
    { "execv(path, argv, /)", posix_execv, "Runs another program in the place of this one.", 0 },
    { "execve(path, argv, env)", posix_execve, "As execv, with an environment.", 0 },
    { "posix_spawn" SPAWN_PARAMS, posix_spawn_plain, "Runs a program in a new process.", 0 },
    { "posix_spawnp" SPAWN_PARAMS, posix_spawn_search, "As posix_spawn; looks along PATH.", 0 },
    { 0 }
};
