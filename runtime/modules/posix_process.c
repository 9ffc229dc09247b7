/* runtime/modules/posix_process.c -- functions of posix on processes: fork, wait, kill, nice.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/blocking.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/modules/posix.h"
#include "runtime/modules/signal.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/record.h"
#include <errno.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- fork --- */

static Ref before_fork, after_in_child, after_in_parent;      // lists of functions; NULL: none

static bool add_hook(Ref *hooks, Obj function)
{
    if (!function) return true;
    if (!is_callable(function)) return raise_type_error("'%T' object is not callable", function);
    if (!*hooks) *hooks = list_new(1);
    list_append(*hooks, function);
    return true;
}

static Ref posix_register_at_fork(const Obj arg[])
{
    enum { before, child, parent };
    if (!arg[before] && !arg[child] && !arg[parent])
        return raise_type_error("At least one argument is required.");
    return add_hook(&before_fork, arg[before]) && add_hook(&after_in_child, arg[child])
        && add_hook(&after_in_parent, arg[parent]) ? none_new() : NULL;
}

static void run_hooks(Obj hooks, bool backwards)
{
    if (!hooks) return;
    scoped Ref all = list_slice(hooks, 0, list_length(hooks));
    size_t count = list_length(all);
    for (size_t i = 0; i < count; i++) {
        Obj hook = list_peek(all, backwards ? count - 1 - i : i);
        scoped Ref done = call0(hook);
        if (!done) error_report_unraisable(hook);
    }
}

static void in_child(void)
{
    signal_forget_pending();
    run_hooks(after_in_child, false);
}

static Ref posix_fork(const Obj arg[])
{
    (void)arg;
    run_hooks(before_fork, true);
    pid_t child = fork();
    int problem = errno;
    if (child == 0) in_child();
    else run_hooks(after_in_parent, false);
    errno = problem;
    return child < 0 ? raise_from_errno(NULL) : int_new(child);
}

static Ref posix_forkpty(const Obj arg[])
{
    (void)arg;
    int master = -1;
    run_hooks(before_fork, true);
    pid_t child = forkpty(&master, NULL, NULL, NULL);
    int problem = errno;
    if (child == 0) in_child();
    else run_hooks(after_in_parent, false);
    errno = problem;
    return child < 0 ? raise_from_errno(NULL) : tuple_pack(2, small_int(child), small_int(master));
}

/* --- ends --- */

static Ref posix_exit_now(const Obj arg[])
{
    int status;
    if (read_int(arg[0], &status)) _exit(status);
    return NULL;
}

static Ref posix_abort(const Obj arg[])
{
    (void)arg;
    abort();
}

/* --- waiting --- */

#define WAITING(result, call) \
    do { \
        blocking_begin(); \
        (result) = (call); \
        blocking_end(); \
    } while ((result) < 0 && try_again())

static Ref pair_or_errno(pid_t child, int status)
{
    if (child < 0) return error_pending() ? NULL : raise_from_errno(NULL);
    return tuple_pack(2, small_int(child), small_int(status));
}

static Ref posix_waitpid(const Obj arg[])
{
    int wanted, options, status = 0;
    pid_t child;
    if (!read_int(arg[0], &wanted) || !read_int(arg[1], &options)) return NULL;
    WAITING(child, waitpid(wanted, &status, options));
    return pair_or_errno(child, status);
}

static Ref posix_wait(const Obj arg[])
{
    (void)arg;
    int status = 0;
    pid_t child;
    WAITING(child, wait(&status));
    return pair_or_errno(child, status);
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static Ref usage_tuple(const struct rusage *u)
{
    Ref items[] = {
        float_new(seconds_of(u->ru_utime)), float_new(seconds_of(u->ru_stime)),
        int_new(u->ru_maxrss), int_new(u->ru_ixrss), int_new(u->ru_idrss), int_new(u->ru_isrss),
        int_new(u->ru_minflt), int_new(u->ru_majflt), int_new(u->ru_nswap),
        int_new(u->ru_inblock), int_new(u->ru_oublock), int_new(u->ru_msgsnd),
        int_new(u->ru_msgrcv), int_new(u->ru_nsignals), int_new(u->ru_nvcsw),
        int_new(u->ru_nivcsw),
    };
    return tuple_give_items(items, sizeof items / sizeof *items);
}

static Ref wait_with_usage(int wanted, int options)
{
    int status = 0;
    pid_t child;
    struct rusage usage = { .ru_maxrss = 0 };
    WAITING(child, wait4(wanted, &status, options, &usage));
    if (child < 0) return pair_or_errno(child, status);
    scoped Ref used = usage_tuple(&usage);
    return tuple_pack(3, small_int(child), small_int(status), used);
}

static Ref posix_wait3(const Obj arg[])
{
    int options;
    return read_int(arg[0], &options) ? wait_with_usage(-1, options) : NULL;
}

static Ref posix_wait4(const Obj arg[])
{
    int wanted, options;
    if (!read_int(arg[0], &wanted) || !read_int(arg[1], &options)) return NULL;
    return wait_with_usage(wanted, options);
}

static const char *const waitid_names[] = {
    "si_pid", "si_uid", "si_signo", "si_status", "si_code",
};
static const RecordShape waitid_shape = { waitid_names, 5, 5 };

Type waitid_result_type = {
    TYPE_HEADER, .name = "waitid_result", .module = "posix",
    .doc = "waitid_result(sequence, dict={})\n--\n\nHow a child has changed.",
};

static Ref posix_waitid(const Obj arg[])
{
    int kind, id, options, result;
    siginfo_t info = { .si_pid = 0 };
    if (!read_int(arg[0], &kind) || !read_int(arg[1], &id) || !read_int(arg[2], &options))
        return NULL;
    WAITING(result, waitid((idtype_t)kind, (id_t)id, &info, options));
    if (result < 0) return error_pending() ? NULL : raise_from_errno(NULL);
    if (info.si_pid == 0) return none_new();
    Ref fields[] = { int_new(info.si_pid), int_new(info.si_uid), int_new(info.si_signo),
                     int_new(info.si_status), int_new(info.si_code) };
    return record_give(&waitid_result_type, fields);
}

#define STATUS_QUESTION(name, answer) \
    static Ref posix_##name(const Obj arg[]) \
    { \
        int status; \
        return read_int(arg[0], &status) ? answer(name(status)) : NULL; \
    }
STATUS_QUESTION(WCOREDUMP, bool_new)
STATUS_QUESTION(WIFCONTINUED, bool_new)
STATUS_QUESTION(WIFEXITED, bool_new)
STATUS_QUESTION(WIFSIGNALED, bool_new)
STATUS_QUESTION(WIFSTOPPED, bool_new)
STATUS_QUESTION(WEXITSTATUS, small_int)
STATUS_QUESTION(WSTOPSIG, small_int)
STATUS_QUESTION(WTERMSIG, small_int)
#undef STATUS_QUESTION

static Ref posix_waitstatus_to_exitcode(const Obj arg[])
{
    int status;
    if (!read_int(arg[0], &status)) return NULL;
    if (WIFEXITED(status)) return small_int(WEXITSTATUS(status));
    if (WIFSIGNALED(status)) return small_int(-WTERMSIG(status));
    if (WIFSTOPPED(status))
        return raise_value_error("process stopped by delivery of signal %d", WSTOPSIG(status));
    return raise_value_error("invalid wait status: %d", status);
}

/* --- to others --- */

static Ref posix_kill(const Obj arg[])
{
    int process, number;
    if (!read_int(arg[0], &process) || !read_int(arg[1], &number)) return NULL;
    if (kill(process, number) != 0) return raise_from_errno(NULL);
    return blocking_interrupted() ? none_new() : NULL;
}

static Ref posix_killpg(const Obj arg[])
{
    int group, number;
    if (!read_int(arg[0], &group) || !read_int(arg[1], &number)) return NULL;
    if (killpg(group, number) != 0) return raise_from_errno(NULL);
    return blocking_interrupted() ? none_new() : NULL;
}

static Ref posix_pidfd_open(const Obj arg[])
{
    int process, flags = 0;
    if (!read_int(arg[0], &process) || (arg[1] && !read_int(arg[1], &flags))) return NULL;
    long descriptor = syscall(SYS_pidfd_open, process, (unsigned)flags);
    return descriptor < 0 ? raise_from_errno(NULL) : small_int(descriptor);
}

static Ref posix_nice(const Obj arg[])
{
    int step;
    if (!read_int(arg[0], &step)) return NULL;
    errno = 0;
    int value = nice(step);
    return value == -1 && errno ? raise_from_errno(NULL) : small_int(value);
}

static Ref posix_getpriority(const Obj arg[])
{
    int which, who;
    if (!read_int(arg[0], &which) || !read_int(arg[1], &who)) return NULL;
    errno = 0;
    int value = getpriority((unsigned)which, (id_t)who);
    return errno ? raise_from_errno(NULL) : small_int(value);
}

static Ref posix_setpriority(const Obj arg[])
{
    int which, who, value;
    if (!read_int(arg[0], &which) || !read_int(arg[1], &who) || !read_int(arg[2], &value))
        return NULL;
    return none_or_errno(setpriority((unsigned)which, (id_t)who, value));
}

static Ref posix_system(const Obj arg[])
{
    scoped Ref text = path_text(arg[0]), octets = text ? path_octets(text) : NULL;
    if (!octets) return NULL;
    blocking_begin();
    int status = system(bytes_data(octets));
    blocking_end();
    return small_int(status);
}

const Method posix_process_functions[] = {
    { "_exit(status)", posix_exit_now, "Ends the process at once.", 0 },
    { "abort()", posix_abort, "Ends the process by SIGABRT.", 0 },
    { "fork()", posix_fork, "Makes a second process: 0 in it, its number here.", 0 },
    { "forkpty()", posix_forkpty, "As fork, with a new terminal for the child.", 0 },
    { "getpriority(which, who)", posix_getpriority, "How nice a process is.", 0 },
    { "kill(pid, signal, /)", posix_kill, "Sends a signal to a process.", 0 },
    { "killpg(pgid, signal, /)", posix_killpg, "Sends a signal to a group of processes.", 0 },
    { "nice(increment, /)", posix_nice, "Makes this process nicer; gives how nice it is.", 0 },
    { "pidfd_open(pid, flags=0)", posix_pidfd_open, "A descriptor for a process.", 0 },
    { "register_at_fork(*, before=, after_in_child=, after_in_parent=)", posix_register_at_fork,
      "Functions to be called around fork.", 0 },
    { "setpriority(which, who, priority)", posix_setpriority, "Sets how nice a process is.", 0 },
    { "system(command)", posix_system, "Runs a command of the shell; gives how it ended.", 0 },
    { "wait()", posix_wait, "Waits for a child: its number and how it ended.", 0 },
    { "wait3(options)", posix_wait3, "As wait, with what was used.", 0 },
    { "wait4(pid, options)", posix_wait4, "As waitpid, with what was used.", 0 },
    { "waitid(idtype, id, options, /)", posix_waitid, "Waits for children to change.", 0 },
    { "waitpid(pid, options, /)", posix_waitpid, "Waits for a certain child.", 0 },
    { "waitstatus_to_exitcode(status)", posix_waitstatus_to_exitcode,
      "The exit code, or the signal with a minus.", 0 },
    { "WCOREDUMP(status, /)", posix_WCOREDUMP, "Was there a core dump?", 0 },
    { "WEXITSTATUS(status)", posix_WEXITSTATUS, "The exit code.", 0 },
    { "WIFCONTINUED(status)", posix_WIFCONTINUED, "Does it go on?", 0 },
    { "WIFEXITED(status)", posix_WIFEXITED, "Did it end by itself?", 0 },
    { "WIFSIGNALED(status)", posix_WIFSIGNALED, "Did a signal end it?", 0 },
    { "WIFSTOPPED(status)", posix_WIFSTOPPED, "Was it stopped?", 0 },
    { "WSTOPSIG(status)", posix_WSTOPSIG, "By which signal it was stopped.", 0 },
    { "WTERMSIG(status)", posix_WTERMSIG, "By which signal it ended.", 0 },
    { 0 }
};

void posix_process_ready(void)
{
    record_ready(&waitid_result_type, &waitid_shape);
    posix_system_ready();
}
