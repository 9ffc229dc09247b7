/* runtime/modules/fcntl.c -- the module fcntl: control of descriptors, locks on files.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/blocking.h"
#include "runtime/buffer.h"
#include "runtime/error.h"
#include "runtime/modules/posix.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include <errno.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { ARGUMENT_MAX = 1024 };

/* A call that may wait, again if a signal cut it short. */
#define WAITING(result, call) \
    do { \
        blocking_begin(); \
        (result) = (call); \
        blocking_end(); \
    } while ((result) < 0 && try_again())

static Ref number_or_errno(int result)
{
    if (result >= 0) return int_new(result);
    return error_pending() ? NULL : raise_from_errno(NULL);
}

static bool read_bits(Obj x, unsigned long *bits)
{
    scoped Ref index = object_get_index(x);
    intptr_t value;
    if (!index) return false;
    if (!int_fits(index, &value)) return raise_overflow_error("int too large to convert");
    *bits = (unsigned long)value;
    return true;
}

/* A copy of the octets given, which the system may change. */
static Ref copy_argument(Obj x, const char *function, char copy[ARGUMENT_MAX + 1], size_t *length)
{
    scoped_octets Octets data = { 0 };
    scoped Ref text = is_str(x) ? str_encode(x, "utf-8", "strict") : keep(x);
    if (!text || !octets_read(text, &data)) return NULL;
    if (data.length > ARGUMENT_MAX) return raise_value_error("%s argument 3 is too long", function);
    memcpy(copy, data.data, data.length);
    copy[data.length] = 0;
    *length = data.length;
    return none_new();
}

static Ref fcntl_fcntl(const Obj arg[])
{
    enum { fd, cmd, arg_ };
    int descriptor, command, result;
    unsigned long bits = 0;
    char copy[ARGUMENT_MAX + 1];
    size_t length;
    if (!read_descriptor(arg[fd], &descriptor) || !read_int(arg[cmd], &command)) return NULL;
    if (!arg[arg_] || type_of(arg[arg_])->to_index) {
        if (arg[arg_] && !read_bits(arg[arg_], &bits)) return NULL;
        WAITING(result, fcntl(descriptor, command, (int)bits));
        return number_or_errno(result);
    }
    scoped Ref copied = copy_argument(arg[arg_], "fcntl", copy, &length);
    if (!copied) return NULL;
    WAITING(result, fcntl(descriptor, command, copy));
    return result < 0 ? number_or_errno(result) : bytes_from(copy, length);
}

static Ref ioctl_in_place(int descriptor, unsigned long request, Buffer *view)
{
    char copy[ARGUMENT_MAX + 1];
    char *to = view->length <= ARGUMENT_MAX ? copy : view->data;
    int result;
    if (to == copy) {
        memcpy(copy, view->data, view->length);
        copy[view->length] = 0;
    }
    WAITING(result, ioctl(descriptor, request, to));
    if (to == copy) memcpy(view->data, copy, view->length);
    return number_or_errno(result);
}

static Ref fcntl_ioctl(const Obj arg[])
{
    enum { fd, request_, arg_, mutate_flag };
    int descriptor, result;
    unsigned long request, bits = 0;
    bool mutates;
    char copy[ARGUMENT_MAX + 1];
    size_t length;
    if (!read_descriptor(arg[fd], &descriptor) || !read_bits(arg[request_], &request)
        || !read_flag(arg[mutate_flag], true, &mutates)) return NULL;
    if (!arg[arg_] || type_of(arg[arg_])->to_index) {
        if (arg[arg_] && !read_bits(arg[arg_], &bits)) return NULL;
        WAITING(result, ioctl(descriptor, request, bits));
        return number_or_errno(result);
    }
    if (mutates && !is_bytes(arg[arg_]) && !is_str(arg[arg_])) {
        scoped_buffer Buffer view = { 0 };
        if (buffer_get(arg[arg_], &view, BUFFER_WRITE))
            return ioctl_in_place(descriptor, request, &view);
        error_clear();
    }
    scoped Ref copied = copy_argument(arg[arg_], "ioctl", copy, &length);
    if (!copied) return NULL;
    WAITING(result, ioctl(descriptor, request, copy));
    return result < 0 ? number_or_errno(result) : bytes_from(copy, length);
}

static Ref fcntl_flock(const Obj arg[])
{
    int descriptor, operation, result;
    if (!read_descriptor(arg[0], &descriptor) || !read_int(arg[1], &operation)) return NULL;
    WAITING(result, flock(descriptor, operation));
    return result < 0 ? number_or_errno(result) : none_new();
}

static Ref fcntl_lockf(const Obj arg[])
{
    enum { fd, cmd, len, start, whence };
    int descriptor, operation, result, from = 0;
    long length = 0, first = 0;
    if (!read_descriptor(arg[fd], &descriptor) || !read_int(arg[cmd], &operation)
        || (arg[len] && !object_to_long(arg[len], &length))
        || (arg[start] && !object_to_long(arg[start], &first))
        || (arg[whence] && !read_int(arg[whence], &from))) return NULL;
    struct flock lock = { .l_whence = (short)from, .l_start = first, .l_len = length };
    if (operation == LOCK_UN) lock.l_type = F_UNLCK;
    else if (operation & LOCK_SH) lock.l_type = F_RDLCK;
    else if (operation & LOCK_EX) lock.l_type = F_WRLCK;
    else return raise_value_error("unrecognized lockf argument");
    WAITING(result, fcntl(descriptor, operation & LOCK_NB ? F_SETLK : F_SETLKW, &lock));
    return result < 0 ? number_or_errno(result) : none_new();
}

static const Method fcntl_functions[] = {
    { "fcntl(fd, cmd, arg=0, /)", fcntl_fcntl, "A command on a descriptor.", 0 },
    { "flock(fd, operation, /)", fcntl_flock, "Locks a file, or frees it.", 0 },
    { "ioctl(fd, request, arg=0, mutate_flag=True, /)", fcntl_ioctl, "A request to a device.", 0 },
    { "lockf(fd, cmd, len=0, start=0, whence=0, /)", fcntl_lockf,
      "Locks a part of a file, or frees it.", 0 },
    { 0 }
};

#define NUMBER(name) { #name, name }
static const struct { const char *name; long value; } constants[] = {
    NUMBER(LOCK_SH), NUMBER(LOCK_EX), NUMBER(LOCK_NB), NUMBER(LOCK_UN), NUMBER(F_DUPFD),
    NUMBER(F_DUPFD_CLOEXEC), NUMBER(F_GETFD), NUMBER(F_SETFD), NUMBER(F_GETFL), NUMBER(F_SETFL),
    NUMBER(F_GETLK), NUMBER(F_SETLK), NUMBER(F_SETLKW), NUMBER(F_GETOWN), NUMBER(F_SETOWN),
    NUMBER(F_GETSIG), NUMBER(F_SETSIG), NUMBER(F_RDLCK), NUMBER(F_WRLCK), NUMBER(F_UNLCK),
    NUMBER(F_SETLEASE), NUMBER(F_GETLEASE), NUMBER(F_NOTIFY), NUMBER(F_SETPIPE_SZ),
    NUMBER(F_GETPIPE_SZ), NUMBER(F_ADD_SEALS), NUMBER(F_GET_SEALS), NUMBER(F_SEAL_SEAL),
    NUMBER(F_SEAL_SHRINK), NUMBER(F_SEAL_GROW), NUMBER(F_SEAL_WRITE), NUMBER(FD_CLOEXEC),
    NUMBER(FASYNC), NUMBER(F_OFD_GETLK), NUMBER(F_OFD_SETLK), NUMBER(F_OFD_SETLKW),
};

static bool fcntl_start(Ref module)
{
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        module_add(module, constants[i].name, int_new(constants[i].value));
    return true;
}

const Module fcntl_module = {
    "fcntl", "Control of descriptors, and locks on files.", fcntl_functions, NULL, fcntl_start,
};
