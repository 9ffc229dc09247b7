/* runtime/modules/posix_system.c -- functions of posix on the system: processors, times, limits.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/modules/posix.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/record.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <unistd.h>

/* --- what system --- */

static const char *const uname_names[] = { "sysname", "nodename", "release", "version", "machine" };
static const RecordShape uname_shape = { uname_names, 5, 5 };

Type uname_result_type = {
    TYPE_HEADER, .name = "uname_result", .module = "posix",
    .doc = "uname_result(sequence, dict={})\n--\n\nWhat system this is.",
};

static Ref posix_uname(const Obj arg[])
{
    (void)arg;
    struct utsname system;
    if (uname(&system) != 0) return raise_from_errno(NULL);
    Ref fields[] = { str_decode_filename(system.sysname), str_decode_filename(system.nodename),
                     str_decode_filename(system.release), str_decode_filename(system.version),
                     str_decode_filename(system.machine) };
    return record_give(&uname_result_type, fields);
}

/* --- times --- */

static const char *const times_names[] = {
    "user", "system", "children_user", "children_system", "elapsed",
};
static const RecordShape times_shape = { times_names, 5, 5 };

Type times_result_type = {
    TYPE_HEADER, .name = "times_result", .module = "posix",
    .doc = "times_result(sequence, dict={})\n--\n\n"
           "Times of the process and its children, in seconds.",
};

static Ref posix_times(const Obj arg[])
{
    (void)arg;
    struct tms used;
    clock_t now = times(&used);
    if (now == (clock_t)-1) return raise_from_errno(NULL);
    double ticks = (double)sysconf(_SC_CLK_TCK);
    Ref fields[] = { float_new((double)used.tms_utime / ticks),
                     float_new((double)used.tms_stime / ticks),
                     float_new((double)used.tms_cutime / ticks),
                     float_new((double)used.tms_cstime / ticks), float_new((double)now / ticks) };
    return record_give(&times_result_type, fields);
}

static Ref posix_getloadavg(const Obj arg[])
{
    (void)arg;
    double load[3];
    if (getloadavg(load, 3) != 3) return raise_os_error("Load averages are unobtainable");
    Ref items[] = { float_new(load[0]), float_new(load[1]), float_new(load[2]) };
    return tuple_give_items(items, 3);
}

/* --- processors --- */

static Ref posix_cpu_count(const Obj arg[])
{
    (void)arg;
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? int_new(count) : none_new();
}

static Ref posix_sched_getaffinity(const Obj arg[])
{
    int process;
    cpu_set_t set;
    if (!read_int(arg[0], &process)) return NULL;
    if (sched_getaffinity(process, sizeof set, &set) != 0) return raise_from_errno(NULL);
    Ref made = set_new();
    for (int i = 0; i < CPU_SETSIZE; i++)
        if (CPU_ISSET((size_t)i, &set) && !set_add(made, small_int(i))) {
            drop(made);
            return NULL;
        }
    return made;
}

static bool add_processor(Obj item, void *set)
{
    int number;
    if (!read_int(item, &number)) return false;
    if (number < 0) return raise_value_error("negative CPU number");
    if (number >= CPU_SETSIZE) return raise_overflow_error("CPU number too large");
    CPU_SET((size_t)number, (cpu_set_t *)set);
    return true;
}

static Ref posix_sched_setaffinity(const Obj arg[])
{
    int process;
    cpu_set_t set;
    CPU_ZERO(&set);
    if (!read_int(arg[0], &process) || !iter_each(arg[1], add_processor, &set)) return NULL;
    return none_or_errno(sched_setaffinity(process, sizeof set, &set));
}

static Ref posix_sched_yield(const Obj arg[])
{
    (void)arg;
    return none_or_errno(sched_yield());
}

static Ref posix_priority_max(const Obj arg[])
{
    int policy;
    if (!read_int(arg[0], &policy)) return NULL;
    int value = sched_get_priority_max(policy);
    return value < 0 ? raise_from_errno(NULL) : small_int(value);
}

static Ref posix_priority_min(const Obj arg[])
{
    int policy;
    if (!read_int(arg[0], &policy)) return NULL;
    int value = sched_get_priority_min(policy);
    return value < 0 ? raise_from_errno(NULL) : small_int(value);
}

static const char *const param_names[] = { "sched_priority" };
static const RecordShape param_shape = { param_names, 1, 1 };

Type sched_param_type = {
    TYPE_HEADER, .name = "sched_param", .module = "posix",
    .doc = "sched_param(sched_priority)\n--\n\nParameters of a scheduling policy.",
};

static Ref param_create(Type *type, const Obj arg[])
{
    Ref fields[] = { keep(arg[0]) };
    return record_give(type, fields);
}

static Ref param_reduce(const Obj arg[])
{
    scoped Ref args = tuple_pack(1, tuple_peek(arg[0], 0));
    return tuple_pack(2, &type_of(arg[0])->head, args);
}

static const Method param_reduce_row = { "__reduce__(self, /)", param_reduce, NULL, 0 };

bool read_sched_param(Obj x, struct sched_param *param)
{
    if (!has_type(x, &sched_param_type)) return raise_type_error("must have a sched_param object");
    return read_int(tuple_peek(x, 0), &param->sched_priority);
}

static Ref posix_sched_setparam(const Obj arg[])
{
    int process;
    struct sched_param param;
    if (!read_int(arg[0], &process) || !read_sched_param(arg[1], &param)) return NULL;
    return none_or_errno(sched_setparam(process, &param));
}

static Ref posix_sched_setscheduler(const Obj arg[])
{
    int process, policy;
    struct sched_param param;
    if (!read_int(arg[0], &process) || !read_int(arg[1], &policy)
        || !read_sched_param(arg[2], &param))
        return NULL;
    return none_or_errno(sched_setscheduler(process, policy, &param) < 0 ? -1 : 0);
}

static Ref posix_sched_rr_get_interval(const Obj arg[])
{
    int process;
    struct timespec interval;
    if (!read_int(arg[0], &process)) return NULL;
    if (sched_rr_get_interval(process, &interval) != 0) return raise_from_errno(NULL);
    return float_new((double)interval.tv_sec + (double)interval.tv_nsec * 1e-9);
}

static Ref posix_sched_getscheduler(const Obj arg[])
{
    int process;
    if (!read_int(arg[0], &process)) return NULL;
    int policy = sched_getscheduler(process);
    return policy < 0 ? raise_from_errno(NULL) : small_int(policy);
}

static Ref posix_sched_getparam(const Obj arg[])
{
    int process;
    struct sched_param param;
    if (!read_int(arg[0], &process)) return NULL;
    if (sched_getparam(process, &param) != 0) return raise_from_errno(NULL);
    Ref fields[] = { small_int(param.sched_priority) };
    return record_give(&sched_param_type, fields);
}

/* --- limits: names and numbers --- */

typedef struct Limit { const char *name; int number; } Limit;

static const Limit system_limits[] = {
    { "SC_ARG_MAX", _SC_ARG_MAX }, { "SC_CHILD_MAX", _SC_CHILD_MAX }, { "SC_CLK_TCK", _SC_CLK_TCK },
    { "SC_NGROUPS_MAX", _SC_NGROUPS_MAX }, { "SC_OPEN_MAX", _SC_OPEN_MAX },
    { "SC_STREAM_MAX", _SC_STREAM_MAX }, { "SC_TZNAME_MAX", _SC_TZNAME_MAX },
    { "SC_VERSION", _SC_VERSION }, { "SC_PAGESIZE", _SC_PAGESIZE },
    { "SC_PAGE_SIZE", _SC_PAGESIZE },
    { "SC_IOV_MAX", _SC_IOV_MAX }, { "SC_GETPW_R_SIZE_MAX", _SC_GETPW_R_SIZE_MAX },
    { "SC_GETGR_R_SIZE_MAX", _SC_GETGR_R_SIZE_MAX }, { "SC_LOGIN_NAME_MAX", _SC_LOGIN_NAME_MAX },
    { "SC_TTY_NAME_MAX", _SC_TTY_NAME_MAX }, { "SC_LINE_MAX", _SC_LINE_MAX },
    { "SC_NPROCESSORS_CONF", _SC_NPROCESSORS_CONF },
    { "SC_NPROCESSORS_ONLN", _SC_NPROCESSORS_ONLN },
    { "SC_PHYS_PAGES", _SC_PHYS_PAGES }, { "SC_AVPHYS_PAGES", _SC_AVPHYS_PAGES },
    { "SC_SEM_NSEMS_MAX", _SC_SEM_NSEMS_MAX }, { "SC_SEM_VALUE_MAX", _SC_SEM_VALUE_MAX },
    { "SC_HOST_NAME_MAX", _SC_HOST_NAME_MAX }, { "SC_SYMLOOP_MAX", _SC_SYMLOOP_MAX },
    { "SC_MONOTONIC_CLOCK", _SC_MONOTONIC_CLOCK }, { "SC_THREADS", _SC_THREADS }, { 0 }
};
static const Limit path_limits[] = {
    { "PC_LINK_MAX", _PC_LINK_MAX }, { "PC_MAX_CANON", _PC_MAX_CANON },
    { "PC_MAX_INPUT", _PC_MAX_INPUT }, { "PC_NAME_MAX", _PC_NAME_MAX },
    { "PC_PATH_MAX", _PC_PATH_MAX },
    { "PC_PIPE_BUF", _PC_PIPE_BUF }, { "PC_NO_TRUNC", _PC_NO_TRUNC },
    { "PC_VDISABLE", _PC_VDISABLE },
    { "PC_CHOWN_RESTRICTED", _PC_CHOWN_RESTRICTED }, { "PC_FILESIZEBITS", _PC_FILESIZEBITS },
    { "PC_SYMLINK_MAX", _PC_SYMLINK_MAX }, { 0 }
};
static const Limit texts[] = {
    { "CS_PATH", _CS_PATH }, { "CS_GNU_LIBC_VERSION", _CS_GNU_LIBC_VERSION },
    { "CS_GNU_LIBPTHREAD_VERSION", _CS_GNU_LIBPTHREAD_VERSION }, { 0 }
};

Ref posix_limit_names(int which)
{
    static const Limit *const tables[] = { system_limits, path_limits, texts };
    Ref made = dict_new();
    for (const Limit *row = tables[which]; row->name; row++)
        dict_set_str(made, intern(row->name), small_int(row->number));
    return made;
}

static bool read_limit(Obj x, const Limit *table, int *number)
{
    if (is_int(x)) return read_int(x, number);
    if (!is_str(x)) return raise_type_error("configuration names must be strings or integers");
    for (; table->name; table++)
        if (str_equal_text(x, table->name)) {
            *number = table->number;
            return true;
        }
    return raise_value_error("unrecognized configuration name");
}

static Ref limit_or_errno(long value)
{
    return value == -1 && errno ? raise_from_errno(NULL) : int_new(value);
}

static Ref posix_sysconf(const Obj arg[])
{
    int number;
    if (!read_limit(arg[0], system_limits, &number)) return NULL;
    errno = 0;
    return limit_or_errno(sysconf(number));
}

static Ref posix_pathconf(const Obj arg[])
{
    scoped_path Path path = { 0 };
    int number;
    if (!path_read(&path, arg[0], "pathconf", "path", PATH_DESCRIPTOR)
        || !read_limit(arg[1], path_limits, &number)) return NULL;
    errno = 0;
    return limit_or_errno(path.text ? pathconf(path.text, number)
                                    : fpathconf(path.descriptor, number));
}

static Ref posix_fpathconf(const Obj arg[])
{
    int descriptor, number;
    if (!read_descriptor(arg[0], &descriptor) || !read_limit(arg[1], path_limits, &number))
        return NULL;
    errno = 0;
    return limit_or_errno(fpathconf(descriptor, number));
}

static Ref posix_confstr(const Obj arg[])
{
    int number;
    if (!read_limit(arg[0], texts, &number)) return NULL;
    errno = 0;
    size_t length = confstr(number, NULL, 0);
    if (length == 0) return errno ? raise_from_errno(NULL) : none_new();
    char *text = heap_scratch(length);
    confstr(number, text, length);
    return str_decode_filename(text);
}

const Method posix_system_functions[] = {
    { "confstr(name, /)", posix_confstr, "A text about the system.", 0 },
    { "cpu_count()", posix_cpu_count, "The number of processors.", 0 },
    { "fpathconf(fd, name, /)", posix_fpathconf, "A limit for an open file.", 0 },
    { "getloadavg()", posix_getloadavg, "The load of the last 1, 5 and 15 minutes.", 0 },
    { "pathconf(path, name)", posix_pathconf, "A limit for a file.", 0 },
    { "sched_get_priority_max(policy)", posix_priority_max, NULL, 0 },
    { "sched_get_priority_min(policy)", posix_priority_min, NULL, 0 },
    { "sched_getaffinity(pid, /)", posix_sched_getaffinity,
      "The processors that a process may use.", 0 },
    { "sched_getparam(pid, /)", posix_sched_getparam, NULL, 0 },
    { "sched_getscheduler(pid, /)", posix_sched_getscheduler, NULL, 0 },
    { "sched_setaffinity(pid, mask, /)", posix_sched_setaffinity, "Sets them.", 0 },
    { "sched_rr_get_interval(pid, /)", posix_sched_rr_get_interval, NULL, 0 },
    { "sched_setparam(pid, param, /)", posix_sched_setparam, NULL, 0 },
    { "sched_setscheduler(pid, policy, param, /)", posix_sched_setscheduler, NULL, 0 },
    { "sched_yield()", posix_sched_yield, "Lets others run first.", 0 },
    { "sysconf(name, /)", posix_sysconf, "A limit of the system.", 0 },
    { "times()", posix_times, "Times of the process and its children.", 0 },
    { "uname()", posix_uname, "What system this is.", 0 },
    { 0 }
};

void posix_system_ready(void)
{
    record_ready(&uname_result_type, &uname_shape);
    record_ready(&times_result_type, &times_shape);
    record_ready(&sched_param_type, &param_shape);
    static const char signature[] = "sched_param(sched_priority)";
    sched_param_type.create = param_create;
    sched_param_type.signature = signature;
    sched_param_type.create_params = params_parse(signature, NULL);
    scoped Ref reduce = builtin_new_method(&param_reduce_row, &sched_param_type);
    dict_set_str(sched_param_type.dict, intern("__reduce__"), reduce);
    type_modified(&sched_param_type);
}
