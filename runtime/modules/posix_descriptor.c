/* runtime/modules/posix_descriptor.c -- functions of posix on descriptors: opening, copying, flags,
 * terminals.   SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/blocking.h"
#include "runtime/error.h"
#include "runtime/modules/posix.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/record.h"
#include "runtime/types/str.h"
#include <errno.h>
#include <pty.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <utmp.h>
#include <unistd.h>

static Ref descriptor_or_errno(int descriptor)
{
    return descriptor >= 0 ? small_int(descriptor) : raise_from_errno(NULL);
}

static Ref pair_of(int first, int second)
{
    return tuple_pack(2, small_int(first), small_int(second));
}

/* --- opening and closing --- */

static Ref posix_open(const Obj arg[])
{
    enum { path_, flags_, mode_, dir_fd };
    scoped_path Path path = { 0 };
    int folder, flags, mode = 0777, descriptor;
    if (!path_read(&path, arg[path_], "open", "path", 0) || !read_int(arg[flags_], &flags)
        || (arg[mode_] && !read_int(arg[mode_], &mode)) || !read_folder(arg[dir_fd], &folder))
        return NULL;
    do {
        blocking_begin();
        descriptor = openat(folder, path.text, flags | O_CLOEXEC, mode);
        blocking_end();
    } while (descriptor < 0 && try_again());
    if (descriptor >= 0) return small_int(descriptor);
    return error_pending() ? NULL : path_raise(&path);
}

static Ref posix_close(const Obj arg[])
{
    int descriptor;
    if (!read_int(arg[0], &descriptor)) return NULL;
    return close(descriptor) == 0 || errno == EINTR ? none_new() : raise_from_errno(NULL);
}

static Ref posix_closerange(const Obj arg[])
{
    int low, high;
    if (!read_int(arg[0], &low) || !read_int(arg[1], &high)) return NULL;
    if (low < 0) low = 0;
    if (high <= low) return none_new();
    if (close_range((unsigned)low, (unsigned)high - 1, 0) == 0) return none_new();
    for (int i = low; i < high; i++) close(i);
    return none_new();
}

static Ref posix_dup(const Obj arg[])
{
    int descriptor;
    if (!read_int(arg[0], &descriptor)) return NULL;
    return descriptor_or_errno(fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
}

static Ref posix_dup2(const Obj arg[])
{
    enum { fd, fd2, inheritable };
    int from, to;
    bool inherited;
    if (!read_int(arg[fd], &from) || !read_int(arg[fd2], &to)
        || !read_flag(arg[inheritable], true, &inherited)) return NULL;
    if (from < 0 || to < 0) {
        errno = EBADF;
        return raise_from_errno(NULL);
    }
    if (inherited || from == to) return descriptor_or_errno(dup2(from, to));
    return descriptor_or_errno(dup3(from, to, O_CLOEXEC));
}

static Ref pipe_with(int flags)
{
    int ends[2];
    return pipe2(ends, flags) == 0 ? pair_of(ends[0], ends[1]) : raise_from_errno(NULL);
}

static Ref posix_pipe(const Obj arg[])
{
    (void)arg;
    return pipe_with(O_CLOEXEC);
}

static Ref posix_pipe2(const Obj arg[])
{
    int flags;
    return read_int(arg[0], &flags) ? pipe_with(flags) : NULL;
}

static Ref posix_memfd_create(const Obj arg[])
{
    scoped_path Path name = { 0 };
    int flags = MFD_CLOEXEC;
    if (!path_read(&name, arg[0], "memfd_create", "name", 0)
        || (arg[1] && !read_int(arg[1], &flags))) return NULL;
    return descriptor_or_errno(memfd_create(name.text, (unsigned)flags));
}

/* --- flags --- */

static Ref posix_get_inheritable(const Obj arg[])
{
    int descriptor;
    if (!read_int(arg[0], &descriptor)) return NULL;
    int flags = fcntl(descriptor, F_GETFD);
    return flags < 0 ? raise_from_errno(NULL) : bool_new(!(flags & FD_CLOEXEC));
}

static Ref posix_set_inheritable(const Obj arg[])
{
    int descriptor, inheritable;
    if (!read_int(arg[0], &descriptor) || !read_int(arg[1], &inheritable)) return NULL;
    int flags = fcntl(descriptor, F_GETFD);
    if (flags < 0) return raise_from_errno(NULL);
    int wanted = inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC;
    return none_or_errno(fcntl(descriptor, F_SETFD, wanted));
}

static Ref posix_get_blocking(const Obj arg[])
{
    int descriptor;
    if (!read_int(arg[0], &descriptor)) return NULL;
    int flags = fcntl(descriptor, F_GETFL);
    return flags < 0 ? raise_from_errno(NULL) : bool_new(!(flags & O_NONBLOCK));
}

static Ref posix_set_blocking(const Obj arg[])
{
    int descriptor;
    bool blocks;
    if (!read_int(arg[0], &descriptor) || !object_truth(arg[1], &blocks)) return NULL;
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0) return raise_from_errno(NULL);
    return none_or_errno(fcntl(descriptor, F_SETFL,
                               blocks ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}

/* --- terminals --- */

static Ref posix_isatty(const Obj arg[])
{
    int descriptor;
    return read_int(arg[0], &descriptor) ? bool_new(isatty(descriptor)) : NULL;
}

static const char *const terminal_names[] = { "columns", "lines" };
static const RecordShape terminal_shape = { terminal_names, 2, 2 };

Type terminal_size_type = {
    TYPE_HEADER, .name = "terminal_size", .module = "os",
    .doc = "terminal_size(sequence, dict={})\n--\n\nWidth and height of a terminal, in characters.",
};

static Ref posix_get_terminal_size(const Obj arg[])
{
    int descriptor = 1;
    struct winsize size;
    if (arg[0] && !read_int(arg[0], &descriptor)) return NULL;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return raise_from_errno(NULL);
    Ref fields[] = { small_int(size.ws_col), small_int(size.ws_row) };
    return record_give(&terminal_size_type, fields);
}

static Ref posix_ttyname(const Obj arg[])
{
    int descriptor;
    char name[256];
    if (!read_int(arg[0], &descriptor)) return NULL;
    errno = ttyname_r(descriptor, name, sizeof name);
    return errno ? raise_from_errno(NULL) : str_decode_filename(name);
}

static Ref posix_ctermid(const Obj arg[])
{
    (void)arg;
    return str_from_text("/dev/tty");
}

static Ref posix_openpty(const Obj arg[])
{
    (void)arg;
    int master, slave;
    if (openpty(&master, &slave, NULL, NULL, NULL) != 0) return raise_from_errno(NULL);
    fcntl(master, F_SETFD, FD_CLOEXEC);
    fcntl(slave, F_SETFD, FD_CLOEXEC);
    return pair_of(master, slave);
}

static Ref posix_login_tty(const Obj arg[])
{
    int descriptor;
    return read_int(arg[0], &descriptor) ? none_or_errno(login_tty(descriptor)) : NULL;
}

static Ref posix_tcgetpgrp(const Obj arg[])
{
    int descriptor;
    if (!read_int(arg[0], &descriptor)) return NULL;
    pid_t group = tcgetpgrp(descriptor);
    return group < 0 ? raise_from_errno(NULL) : int_new(group);
}

static Ref posix_tcsetpgrp(const Obj arg[])
{
    int descriptor, group;
    if (!read_int(arg[0], &descriptor) || !read_int(arg[1], &group)) return NULL;
    return none_or_errno(tcsetpgrp(descriptor, group));
}

static Ref posix_device_encoding(const Obj arg[])
{
    int descriptor;
    if (!read_int(arg[0], &descriptor)) return NULL;
    return isatty(descriptor) ? str_from_text("utf-8") : none_new();
}

const Method posix_descriptor_functions[] = {
    { "close(fd)", posix_close, "Closes a descriptor.", 0 },
    { "closerange(fd_low, fd_high, /)", posix_closerange, "Closes all from low up to high.", 0 },
    { "ctermid()", posix_ctermid, "The path of the controlling terminal.", 0 },
    { "device_encoding(fd)", posix_device_encoding, "The encoding of a terminal; else None.", 0 },
    { "dup(fd, /)", posix_dup, "A second descriptor of the same file.", 0 },
    { "dup2(fd, fd2, inheritable=True)", posix_dup2,
      "Makes fd2 a descriptor of the file of fd.", 0 },
    { "get_blocking(fd, /)", posix_get_blocking, "Whether calls on it wait.", 0 },
    { "get_inheritable(fd, /)", posix_get_inheritable, "Whether programs started have it too.", 0 },
    { "get_terminal_size(fd=, /)", posix_get_terminal_size, "Columns and lines of a terminal.", 0 },
    { "isatty(fd, /)", posix_isatty, "Whether it is a terminal.", 0 },
    { "login_tty(fd, /)", posix_login_tty,
      "Makes it the controlling terminal of a new session.", 0 },
    { "memfd_create(name, flags=1)", posix_memfd_create, "A file in memory.", 0 },
    { "open(path, flags, mode=511, *, dir_fd=None)", posix_open,
      "Opens a file; its descriptor.", 0 },
    { "openpty()", posix_openpty, "Both ends of a new pseudo-terminal.", 0 },
    { "pipe()", posix_pipe, "Both ends of a new pipe, the one for reading first.", 0 },
    { "pipe2(flags, /)", posix_pipe2, "As pipe, with flags.", 0 },
    { "set_blocking(fd, blocking, /)", posix_set_blocking, "Sets whether calls on it wait.", 0 },
    { "set_inheritable(fd, inheritable, /)", posix_set_inheritable,
      "Sets whether programs started have it too.", 0 },
    { "tcgetpgrp(fd, /)", posix_tcgetpgrp, "The process group in front on a terminal.", 0 },
    { "tcsetpgrp(fd, pgid, /)", posix_tcsetpgrp, "Sets it.", 0 },
    { "ttyname(fd, /)", posix_ttyname, "The path of a terminal.", 0 },
    { 0 }
};

void posix_descriptor_ready(void)
{
    record_ready(&terminal_size_type, &terminal_shape);
}
