/* runtime/modules/subprocess.c -- the module _posixsubprocess: fork_exec, the start of a child as
 * the module subprocess wants it.   SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/posix.h"
#include "runtime/modules/signal.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    args_, executables_, close_fds, pass_fds, cwd_, env_, p2cread, p2cwrite, c2pread, c2pwrite,
    errread, errwrite, errpipe_read, errpipe_write, restore_signals, setsid_, pgid_to_set, gid_,
    extra_groups, uid_, child_umask, preexec_fn, allow_vfork,
};

/* All that the child needs to know, worked out before the fork. */
typedef struct Child {
    char **arguments, **environment, **executables;   // environment NULL: this one's
    const char *folder;                               // NULL: stays
    int in[2], out[2], problems[2], report[2];        // child's end, parent's end; -1: none
    int *kept;                // ascending descriptors to be passed on
    size_t kept_count;
    bool closes, restores, new_session, sets_group, sets_groups, sets_user;
    int process_group, mask;
    gid_t group, *groups;
    long group_count;         // -1: unchanged
    uid_t user;
    Obj before;               // preexec_fn, or NULL
    Ref held;                 // list of what the strings above are in
} Child;
#define scoped_child __attribute__((cleanup(child_drop)))
static void child_drop(Child *c) { drop_or_null(take(&c->held)); }

/* --- reading the arguments --- */

static char **read_strings(Child *c, Obj sequence)
{
    scoped Ref all = tuple_from(sequence);
    if (!all) return NULL;
    size_t count = tuple_length(all);
    char **strings = heap_scratch((count + 1) * sizeof *strings);
    for (size_t i = 0; i < count; i++) {
        scoped Ref text = path_text(tuple_peek(all, i)), octets = text ? path_octets(text) : NULL;
        if (!octets) return NULL;
        strings[i] = (char *)bytes_data(octets);
        list_append(c->held, octets);
    }
    strings[count] = NULL;
    return strings;
}

static bool read_kept(Child *c, Obj sequence)
{
    if (!is_tuple(sequence))
        return raise_type_error("fork_exec() argument 4 must be tuple, not %T", sequence);
    c->kept_count = tuple_length(sequence);
    c->kept = heap_scratch((c->kept_count + 1) * sizeof *c->kept);
    for (size_t i = 0; i < c->kept_count; i++) {
        if (!read_int(tuple_peek(sequence, i), &c->kept[i])) return false;
        if (c->kept[i] < 0 || (i && c->kept[i] <= c->kept[i - 1]))
            return raise_value_error("bad value(s) in fds_to_keep");
    }
    return true;
}

static bool read_pipes(Child *c, const Obj arg[])
{
    return read_int(arg[p2cread], &c->in[0]) && read_int(arg[p2cwrite], &c->in[1])
        && read_int(arg[c2pwrite], &c->out[0]) && read_int(arg[c2pread], &c->out[1])
        && read_int(arg[errwrite], &c->problems[0]) && read_int(arg[errread], &c->problems[1])
        && read_int(arg[errpipe_write], &c->report[0])
        && read_int(arg[errpipe_read], &c->report[1]);
}

static bool read_owner(Child *c, const Obj arg[])
{
    c->group_count = -1;
    if (!is_none(arg[extra_groups])) {
        scoped Ref all = tuple_from(arg[extra_groups]);
        if (!all) return false;
        size_t count = tuple_length(all);
        if (count > NGROUPS_MAX) return raise_value_error("too many extra_groups");
        c->groups = heap_scratch((count + 1) * sizeof *c->groups);
        for (size_t i = 0; i < count; i++)
            if (!read_id(tuple_peek(all, i), "gid", &c->groups[i])) return false;
        c->group_count = (long)count;
    }
    c->sets_group = !is_none(arg[gid_]);
    c->sets_user = !is_none(arg[uid_]);
    return (!c->sets_group || read_id(arg[gid_], "gid", &c->group))
        && (!c->sets_user || read_id(arg[uid_], "uid", &c->user));
}

static bool read_child(Child *c, const Obj arg[])
{
    c->held = list_new(16);
    if (!read_flag(arg[close_fds], false, &c->closes)
        || !read_flag(arg[restore_signals], false, &c->restores)
        || !read_flag(arg[setsid_], false, &c->new_session)
        || !read_int(arg[pgid_to_set], &c->process_group) || !read_int(arg[child_umask], &c->mask)
        || !read_pipes(c, arg) || !read_kept(c, arg[pass_fds]) || !read_owner(c, arg))
        return false;
    if (c->closes && c->report[0] < 3) return raise_value_error("errpipe_write must be >= 3");
    if (!(c->executables = read_strings(c, arg[executables_]))
        || !(c->arguments = read_strings(c, arg[args_]))) return false;
    if (!is_none(arg[env_]) && !(c->environment = read_strings(c, arg[env_]))) return false;
    if (!is_none(arg[cwd_])) {
        scoped Ref text = path_text(arg[cwd_]), octets = text ? path_octets(text) : NULL;
        if (!octets) return false;
        list_append(c->held, octets);
        c->folder = bytes_data(octets);
    }
    c->before = is_none(arg[preexec_fn]) ? NULL : arg[preexec_fn];
    return true;
}

/* --- in the child --- */

/* Ends of pipes that stand where stdin, stdout or stderr shall be move out of the way. */
static bool move_away(int *descriptor, int place)
{
    if (*descriptor < 0 || *descriptor >= place) return true;
    *descriptor = fcntl(*descriptor, F_DUPFD_CLOEXEC, 3);
    return *descriptor >= 0;
}

static bool put_at(int descriptor, int place)
{
    if (descriptor < 0) return true;
    if (descriptor != place) return dup2(descriptor, place) >= 0;
    int flags = fcntl(descriptor, F_GETFD);
    return flags >= 0 && fcntl(descriptor, F_SETFD, flags & ~FD_CLOEXEC) == 0;
}

static void close_between(int first, int last)
{
    if (first <= last) close_range((unsigned)first, (unsigned)last, 0);
}

static void close_others(const Child *c)
{
    int from = 3;
    for (size_t i = 0; i < c->kept_count; i++) {
        if (c->kept[i] < from) continue;
        close_between(from, c->kept[i] - 1);
        from = c->kept[i] + 1;
    }
    close_between(from, INT_MAX);
}

/* Between fork and exec; false with errno set, *where saying what it was about. */
static bool prepare(Child *c, const char **where)
{
    for (size_t i = 0; i < c->kept_count; i++) {
        if (c->kept[i] == c->report[0]) continue;
        int flags = fcntl(c->kept[i], F_GETFD);
        if (flags < 0 || fcntl(c->kept[i], F_SETFD, flags & ~FD_CLOEXEC) != 0) return false;
    }
    if (c->in[1] >= 0) close(c->in[1]);
    if (c->out[1] >= 0) close(c->out[1]);
    if (c->problems[1] >= 0) close(c->problems[1]);
    close(c->report[1]);
    if (!move_away(&c->out[0], 1) || !move_away(&c->problems[0], 2)
        || !put_at(c->in[0], 0) || !put_at(c->out[0], 1) || !put_at(c->problems[0], 2))
        return false;
    *where = "chdir";
    if (c->folder && chdir(c->folder) != 0) return false;
    *where = "";
    if (c->mask >= 0) umask((mode_t)c->mask);
    if (c->restores) {
        signal(SIGPIPE, SIG_DFL);
        signal(SIGXFSZ, SIG_DFL);
    }
    if (c->new_session) setsid();
    if (c->process_group >= 0 && setpgid(0, c->process_group) != 0) return false;
    if (c->group_count >= 0 && setgroups((size_t)c->group_count, c->groups) != 0) return false;
    if (c->sets_group && setregid(c->group, c->group) != 0) return false;
    return !c->sets_user || setreuid(c->user, c->user) == 0;
}

static void report(int descriptor, const char *text)
{
    size_t length = strlen(text);
    while (length) {
        ssize_t count = write(descriptor, text, length);
        if (count <= 0) return;
        text += count;
        length -= (size_t)count;
    }
}

/* "OSError:2:" or "OSError:2:noexec:chdir" */
static _Noreturn void give_up(const Child *c, const char *where)
{
    char text[64];
    if (errno) snprintf(text, sizeof text, "OSError:%x:%s", (unsigned)errno, where);
    else snprintf(text, sizeof text, "SubprocessError:0:%s", where);
    report(c->report[0], text);
    _exit(255);
}

static _Noreturn void run_child(Child *c)
{
    const char *where = "";
    if (!prepare(c, &where)) give_up(c, *where ? "noexec:chdir" : "noexec");
    if (c->before) {
        signal_forget_pending();
        scoped Ref done = call0(c->before);
        if (!done) {
            errno = 0;
            give_up(c, "Exception occurred in preexec_fn.");
        }
    }
    if (c->closes) close_others(c);
    int saved = 0;
    for (char **path = c->executables; *path; path++) {
        if (c->environment) execve(*path, c->arguments, c->environment);
        else execv(*path, c->arguments);
        if (errno != ENOENT && errno != ENOTDIR && saved == 0) saved = errno;
    }
    if (saved) errno = saved;
    give_up(c, "");
}

static Ref subprocess_fork_exec(const Obj arg[])
{
    scoped_child Child child = { 0 };
    if (!read_child(&child, arg)) return NULL;
    pid_t made = fork();
    if (made == 0) run_child(&child);
    return made < 0 ? raise_from_errno(NULL) : int_new(made);
}

static const Method subprocess_functions[] = {
    { "fork_exec(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, "
      "c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, "
      "pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, allow_vfork=, /)",
      subprocess_fork_exec, "Starts a program in a new process; the number of it.", 0 },
    { 0 }
};

const Module subprocess_module = {
    "_posixsubprocess", "The start of child processes.", subprocess_functions, NULL, NULL,
};
