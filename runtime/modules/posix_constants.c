/* runtime/modules/posix_constants.c -- the numbers in posix that have names.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/modules/posix.h"
#include "runtime/types/module.h"
#include <dlfcn.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#define NUMBER(name) { #name, (long)name }
static const struct { const char *name; long number; } numbers[] = {
    NUMBER(CLD_CONTINUED), NUMBER(CLD_DUMPED), NUMBER(CLD_EXITED), NUMBER(CLD_KILLED),
    NUMBER(CLD_STOPPED), NUMBER(CLD_TRAPPED), NUMBER(EX_CANTCREAT), NUMBER(EX_CONFIG),
    NUMBER(EX_DATAERR), NUMBER(EX_IOERR), NUMBER(EX_NOHOST), NUMBER(EX_NOINPUT),
    NUMBER(EX_NOPERM), NUMBER(EX_NOUSER), NUMBER(EX_OK), NUMBER(EX_OSERR), NUMBER(EX_OSFILE),
    NUMBER(EX_PROTOCOL), NUMBER(EX_SOFTWARE), NUMBER(EX_TEMPFAIL), NUMBER(EX_UNAVAILABLE),
    NUMBER(EX_USAGE), NUMBER(F_LOCK), NUMBER(F_OK), NUMBER(F_TEST), NUMBER(F_TLOCK),
    NUMBER(F_ULOCK), NUMBER(GRND_NONBLOCK), NUMBER(GRND_RANDOM), NUMBER(MFD_ALLOW_SEALING),
    NUMBER(MFD_CLOEXEC), NUMBER(MFD_HUGETLB), NUMBER(NGROUPS_MAX), NUMBER(O_ACCMODE),
    NUMBER(O_APPEND), NUMBER(O_ASYNC), NUMBER(O_CLOEXEC), NUMBER(O_CREAT), NUMBER(O_DIRECT),
    NUMBER(O_DIRECTORY), NUMBER(O_DSYNC), NUMBER(O_EXCL), NUMBER(O_FSYNC), NUMBER(O_LARGEFILE),
    NUMBER(O_NDELAY), NUMBER(O_NOATIME), NUMBER(O_NOCTTY), NUMBER(O_NOFOLLOW), NUMBER(O_NONBLOCK),
    NUMBER(O_PATH), NUMBER(O_RDONLY), NUMBER(O_RDWR), NUMBER(O_RSYNC), NUMBER(O_SYNC),
    NUMBER(O_TMPFILE), NUMBER(O_TRUNC), NUMBER(O_WRONLY), NUMBER(PRIO_PGRP), NUMBER(PRIO_PROCESS),
    NUMBER(PRIO_USER), NUMBER(P_ALL), NUMBER(P_PGID), NUMBER(P_PID), NUMBER(P_PIDFD),
    NUMBER(RTLD_DEEPBIND), NUMBER(RTLD_GLOBAL), NUMBER(RTLD_LAZY), NUMBER(RTLD_LOCAL),
    NUMBER(RTLD_NODELETE), NUMBER(RTLD_NOLOAD), NUMBER(RTLD_NOW), NUMBER(R_OK),
    NUMBER(SCHED_BATCH), NUMBER(SCHED_FIFO), NUMBER(SCHED_IDLE), NUMBER(SCHED_OTHER),
    NUMBER(SCHED_RESET_ON_FORK), NUMBER(SCHED_RR), NUMBER(SEEK_DATA), NUMBER(SEEK_HOLE),
    NUMBER(ST_APPEND), NUMBER(ST_MANDLOCK), NUMBER(ST_NOATIME), NUMBER(ST_NODEV),
    NUMBER(ST_NODIRATIME), NUMBER(ST_NOEXEC), NUMBER(ST_NOSUID), NUMBER(ST_RDONLY),
    NUMBER(ST_RELATIME), NUMBER(ST_SYNCHRONOUS), NUMBER(ST_WRITE), NUMBER(TMP_MAX),
    NUMBER(WCONTINUED), NUMBER(WEXITED), NUMBER(WNOHANG), NUMBER(WNOWAIT), NUMBER(WSTOPPED),
    NUMBER(WUNTRACED), NUMBER(W_OK), NUMBER(X_OK),
    { "POSIX_SPAWN_OPEN", 0 }, { "POSIX_SPAWN_CLOSE", 1 }, { "POSIX_SPAWN_DUP2", 2 },
    { "POSIX_SPAWN_CLOSEFROM", 3 },
};

void posix_constants_add(Ref module)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        module_add(module, numbers[i].name, small_int(numbers[i].number));
    module_add(module, "sysconf_names", posix_limit_names(0));
    module_add(module, "pathconf_names", posix_limit_names(1));
    module_add(module, "confstr_names", posix_limit_names(2));
}
