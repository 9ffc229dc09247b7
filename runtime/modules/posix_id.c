/* runtime/modules/posix_id.c -- functions of posix on who a process is: numbers of users, groups,
 * processes, sessions.   SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/posix.h"
#include "runtime/sequence.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <unistd.h>

#define NUMBER(name) \
    static Ref posix_##name(const Obj arg[]) { (void)arg; return int_new((intptr_t)name()); }
NUMBER(getpid) NUMBER(getppid) NUMBER(getpgrp)
NUMBER(getuid) NUMBER(geteuid) NUMBER(getgid) NUMBER(getegid)
#undef NUMBER

#define SET_ID(name, what) \
    static Ref posix_##name(const Obj arg[]) \
    { \
        unsigned id; \
        return read_id(arg[0], what, &id) ? none_or_errno(name(id)) : NULL; \
    }
SET_ID(setuid, "uid") SET_ID(seteuid, "uid") SET_ID(setgid, "gid") SET_ID(setegid, "gid")
#undef SET_ID

static Ref posix_setreuid(const Obj arg[])
{
    unsigned real, effective;
    if (!read_id(arg[0], "uid", &real) || !read_id(arg[1], "uid", &effective)) return NULL;
    return none_or_errno(setreuid(real, effective));
}

static Ref posix_setregid(const Obj arg[])
{
    unsigned real, effective;
    if (!read_id(arg[0], "gid", &real) || !read_id(arg[1], "gid", &effective)) return NULL;
    return none_or_errno(setregid(real, effective));
}

static Ref three(unsigned a, unsigned b, unsigned c)
{
    Ref items[] = { int_new(a), int_new(b), int_new(c) };
    return tuple_give_items(items, 3);
}

static Ref posix_getresuid(const Obj arg[])
{
    (void)arg;
    uid_t real, effective, saved;
    return getresuid(&real, &effective, &saved) == 0 ? three(real, effective, saved)
                                                     : raise_from_errno(NULL);
}

static Ref posix_getresgid(const Obj arg[])
{
    (void)arg;
    gid_t real, effective, saved;
    return getresgid(&real, &effective, &saved) == 0 ? three(real, effective, saved)
                                                     : raise_from_errno(NULL);
}

static Ref posix_getpgid(const Obj arg[])
{
    int process;
    if (!read_int(arg[0], &process)) return NULL;
    pid_t group = getpgid(process);
    return group < 0 ? raise_from_errno(NULL) : int_new(group);
}

static Ref posix_setpgid(const Obj arg[])
{
    int process, group;
    if (!read_int(arg[0], &process) || !read_int(arg[1], &group)) return NULL;
    return none_or_errno(setpgid(process, group));
}

static Ref posix_setpgrp(const Obj arg[])
{
    (void)arg;
    return none_or_errno(setpgid(0, 0));
}

static Ref posix_getsid(const Obj arg[])
{
    int process;
    if (!read_int(arg[0], &process)) return NULL;
    pid_t session = getsid(process);
    return session < 0 ? raise_from_errno(NULL) : int_new(session);
}

static Ref posix_setsid(const Obj arg[])
{
    (void)arg;
    return setsid() < 0 ? raise_from_errno(NULL) : none_new();
}

static Ref list_of_groups(const gid_t *groups, int count)
{
    Ref list = list_new((size_t)count);
    for (int i = 0; i < count; i++) list_give(list, int_new(groups[i]));
    return list;
}

static Ref posix_getgroups(const Obj arg[])
{
    (void)arg;
    int count = getgroups(0, NULL);
    gid_t *groups = count < 0 ? NULL : heap_scratch(((size_t)count + 1) * sizeof *groups);
    if (count < 0 || (count = getgroups(count, groups)) < 0) return raise_from_errno(NULL);
    return list_of_groups(groups, count);
}

static Ref posix_setgroups(const Obj arg[])
{
    scoped Ref all = sequence_fast(arg[0], "setgroups argument must be a sequence");
    if (!all) return NULL;
    size_t count = fast_length(all);
    if (count > NGROUPS_MAX) return raise_value_error("too many groups");
    gid_t *groups = heap_scratch((count + 1) * sizeof *groups);
    for (size_t i = 0; i < count && i < fast_length(all); i++)
        if (!read_id(fast_items(all)[i], "gid", &groups[i])) return NULL;
    return none_or_errno(setgroups(count, groups));
}

static Ref posix_getgrouplist(const Obj arg[])
{
    unsigned group;
    int count = NGROUPS_MAX;
    if (!is_str(arg[0]))
        return raise_type_error("getgrouplist() argument 1 must be str, not %T", arg[0]);
    const char *user = str_c_text(arg[0]);
    if (!user || !read_id(arg[1], "gid", &group)) return NULL;
    gid_t *groups = heap_scratch((size_t)count * sizeof *groups);
    if (getgrouplist(user, group, groups, &count) < 0) return raise_from_errno(NULL);
    return list_of_groups(groups, count);
}

static Ref posix_initgroups(const Obj arg[])
{
    scoped_path Path user = { 0 };
    unsigned group;
    if (!path_read(&user, arg[0], "initgroups", "username", 0) || !read_id(arg[1], "gid", &group))
        return NULL;
    return none_or_errno(initgroups(user.text, group));
}

static Ref posix_getlogin(const Obj arg[])
{
    (void)arg;
    char name[256];
    errno = getlogin_r(name, sizeof name);
    return errno ? raise_from_errno(NULL) : str_decode_filename(name);
}

const Method posix_id_functions[] = {
    { "getegid()", posix_getegid, "The effective group.", 0 },
    { "geteuid()", posix_geteuid, "The effective user.", 0 },
    { "getgid()", posix_getgid, "The group.", 0 },
    { "getgrouplist(user, group, /)", posix_getgrouplist, "The groups that a user belongs to.", 0 },
    { "getgroups()", posix_getgroups, "The further groups of the process.", 0 },
    { "getlogin()", posix_getlogin, "The name of who logged in.", 0 },
    { "getpgid(pid)", posix_getpgid, "The group of a process.", 0 },
    { "getpgrp()", posix_getpgrp, "The group of this process.", 0 },
    { "getpid()", posix_getpid, "The number of this process.", 0 },
    { "getppid()", posix_getppid, "The number of the process that made this one.", 0 },
    { "getresgid()", posix_getresgid, "The real, effective and saved group.", 0 },
    { "getresuid()", posix_getresuid, "The real, effective and saved user.", 0 },
    { "getsid(pid, /)", posix_getsid, "The session of a process.", 0 },
    { "getuid()", posix_getuid, "The user.", 0 },
    { "initgroups(username, gid, /)", posix_initgroups, "Sets the groups to those of a user.", 0 },
    { "setegid(egid, /)", posix_setegid, NULL, 0 },
    { "seteuid(euid, /)", posix_seteuid, NULL, 0 },
    { "setgid(gid, /)", posix_setgid, NULL, 0 },
    { "setgroups(groups, /)", posix_setgroups, NULL, 0 },
    { "setpgid(pid, pgrp, /)", posix_setpgid, NULL, 0 },
    { "setpgrp()", posix_setpgrp, "Makes this process the first of a new group.", 0 },
    { "setregid(rgid, egid, /)", posix_setregid, NULL, 0 },
    { "setreuid(ruid, euid, /)", posix_setreuid, NULL, 0 },
    { "setsid()", posix_setsid, "Makes this process the first of a new session.", 0 },
    { "setuid(uid, /)", posix_setuid, NULL, 0 },
    { 0 }
};
