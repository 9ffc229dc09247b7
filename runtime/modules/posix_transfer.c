/* runtime/modules/posix_transfer.c -- functions of posix that move octets and positions.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/blocking.h"
#include "runtime/buffer.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/posix.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include <errno.h>
#include <sys/random.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

enum { TRANSFER_MAX = 0x7ffff000 };

/* A call that may wait, again if a signal cut it short. */
#define WAITING(result, call) \
    do { \
        blocking_begin(); \
        (result) = (call); \
        blocking_end(); \
    } while ((result) < 0 && try_again())

static Ref count_or_errno(ssize_t count)
{
    if (count >= 0) return int_new(count);
    return error_pending() ? NULL : raise_from_errno(NULL);
}

static bool read_length(Obj x, intptr_t *length)
{
    if (!object_to_size(x, length, &overflow_error_type)) return false;
    if (*length < 0) {
        errno = EINVAL;
        return raise_from_errno(NULL);
    }
    if (*length > TRANSFER_MAX) *length = TRANSFER_MAX;
    return heap_fits((size_t)*length, 1);
}

static Ref data_or_errno(Ref room, ssize_t count)
{
    scoped Ref data = room;
    if (count < 0) return error_pending() ? NULL : raise_from_errno(NULL);
    if ((size_t)count == bytes_length(data)) return take(&data);
    return bytes_from(bytes_data(data), (size_t)count);
}

static Ref posix_read(const Obj arg[])
{
    int descriptor;
    intptr_t length;
    ssize_t count;
    if (!read_int(arg[0], &descriptor) || !read_length(arg[1], &length)) return NULL;
    Ref data = bytes_new((size_t)length);
    WAITING(count, read(descriptor, (char *)bytes_data(data), (size_t)length));
    return data_or_errno(data, count);
}

static Ref posix_pread(const Obj arg[])
{
    int descriptor;
    intptr_t length;
    long offset;
    ssize_t count;
    if (!read_int(arg[0], &descriptor) || !read_length(arg[1], &length)
        || !object_to_long(arg[2], &offset)) return NULL;
    Ref data = bytes_new((size_t)length);
    WAITING(count, pread(descriptor, (char *)bytes_data(data), (size_t)length, offset));
    return data_or_errno(data, count);
}

static Ref posix_write(const Obj arg[])
{
    int descriptor;
    ssize_t count;
    scoped_octets Octets data = { 0 };
    if (!read_int(arg[0], &descriptor) || !octets_read(arg[1], &data)) return NULL;
    size_t length = data.length > TRANSFER_MAX ? TRANSFER_MAX : data.length;
    WAITING(count, write(descriptor, data.data, length));
    return count_or_errno(count);
}

static Ref posix_pwrite(const Obj arg[])
{
    int descriptor;
    long offset;
    ssize_t count;
    scoped_octets Octets data = { 0 };
    if (!read_int(arg[0], &descriptor) || !octets_read(arg[1], &data)
        || !object_to_long(arg[2], &offset)) return NULL;
    WAITING(count, pwrite(descriptor, data.data, data.length, offset));
    return count_or_errno(count);
}

/* --- several buffers --- */

enum { VECTOR_MAX = 1024 };
typedef struct Vector { struct iovec *parts; Buffer *views; size_t count; } Vector;

static void vector_release(Vector *v)
{
    for (size_t i = 0; i < v->count; i++) buffer_release(&v->views[i]);
}

static bool vector_read(Vector *v, Obj buffers, const char *function, int flags)
{
    scoped Ref all = sequence_fast(buffers, "");
    if (!all) {
        error_clear();
        return raise_type_error("%s() arg 2 must be a sequence", function);
    }
    size_t count = fast_length(all);
    if (count > VECTOR_MAX) {
        errno = EINVAL;
        return raise_from_errno(NULL);
    }
    v->parts = heap_scratch((count + 1) * sizeof *v->parts);
    v->views = heap_scratch((count + 1) * sizeof *v->views);
    for (; v->count < count && v->count < fast_length(all); v->count++) {
        Buffer *view = &v->views[v->count];
        if (!buffer_get(fast_items(all)[v->count], view, flags)) return false;
        v->parts[v->count] = (struct iovec){ view->data, view->length };
    }
    return true;
}

static Ref move_vector(const Obj arg[], const char *function, bool reads)
{
    int descriptor;
    ssize_t count;
    __attribute__((cleanup(vector_release))) Vector v = { 0 };
    if (!read_int(arg[0], &descriptor)
        || !vector_read(&v, arg[1], function, reads ? BUFFER_WRITE : BUFFER_READ)) return NULL;
    WAITING(count, reads ? readv(descriptor, v.parts, (int)v.count)
                         : writev(descriptor, v.parts, (int)v.count));
    return count_or_errno(count);
}

static Ref posix_readv(const Obj arg[])     { return move_vector(arg, "readv", true); }
static Ref posix_writev(const Obj arg[])    { return move_vector(arg, "writev", false); }

/* --- from file to file --- */

static Ref posix_sendfile(const Obj arg[])
{
    enum { out_fd, in_fd, offset_, count_ };
    int out, in;
    long offset = 0;
    intptr_t length;
    ssize_t count;
    if (!read_int(arg[out_fd], &out) || !read_int(arg[in_fd], &in)
        || (!is_none(arg[offset_]) && !object_to_long(arg[offset_], &offset))
        || !object_to_size(arg[count_], &length, &overflow_error_type)) return NULL;
    off_t at = offset;
    WAITING(count, sendfile(out, in, is_none(arg[offset_]) ? NULL : &at, (size_t)length));
    return count_or_errno(count);
}

static Ref posix_copy_file_range(const Obj arg[])
{
    enum { src, dst, count_, offset_src, offset_dst };
    int from, to;
    long from_offset = 0, to_offset = 0;
    intptr_t length;
    ssize_t count;
    bool from_given = arg[offset_src] && !is_none(arg[offset_src]);
    bool to_given = arg[offset_dst] && !is_none(arg[offset_dst]);
    if (!read_int(arg[src], &from) || !read_int(arg[dst], &to)
        || !object_to_size(arg[count_], &length, &overflow_error_type)) return NULL;
    if (length < 0) return raise_value_error("negative value for 'count' not allowed");
    if ((from_given && !object_to_long(arg[offset_src], &from_offset))
        || (to_given && !object_to_long(arg[offset_dst], &to_offset))) return NULL;
    off_t from_at = from_offset, to_at = to_offset;
    WAITING(count, copy_file_range(from, from_given ? &from_at : NULL, to, to_given ? &to_at : NULL,
                                   (size_t)length, 0));
    return count_or_errno(count);
}

/* --- positions --- */

static Ref posix_lseek(const Obj arg[])
{
    int descriptor, whence;
    long offset;
    if (!read_int(arg[0], &descriptor) || !object_to_long(arg[1], &offset)
        || !read_int(arg[2], &whence)) return NULL;
    off_t position = lseek(descriptor, offset, whence);
    return position < 0 ? raise_from_errno(NULL) : int_new(position);
}

static Ref posix_ftruncate(const Obj arg[])
{
    int descriptor, result;
    long length;
    if (!read_int(arg[0], &descriptor) || !object_to_long(arg[1], &length)) return NULL;
    WAITING(result, ftruncate(descriptor, length));
    return error_pending() ? NULL : none_or_errno(result);
}

static Ref posix_fsync(const Obj arg[])
{
    int descriptor, result;
    if (!read_descriptor(arg[0], &descriptor)) return NULL;
    WAITING(result, fsync(descriptor));
    return error_pending() ? NULL : none_or_errno(result);
}

static Ref posix_fdatasync(const Obj arg[])
{
    int descriptor, result;
    if (!read_descriptor(arg[0], &descriptor)) return NULL;
    WAITING(result, fdatasync(descriptor));
    return error_pending() ? NULL : none_or_errno(result);
}

static Ref posix_sync(const Obj arg[])
{
    (void)arg;
    sync();
    return none_new();
}

static Ref posix_lockf(const Obj arg[])
{
    int descriptor, command, result;
    long length;
    if (!read_int(arg[0], &descriptor) || !read_int(arg[1], &command)
        || !object_to_long(arg[2], &length)) return NULL;
    WAITING(result, lockf(descriptor, command, length));
    return error_pending() ? NULL : none_or_errno(result);
}

static Ref posix_allocate(const Obj arg[])
{
    int descriptor;
    long offset, length;
    if (!read_int(arg[0], &descriptor) || !object_to_long(arg[1], &offset)
        || !object_to_long(arg[2], &length)) return NULL;
    errno = posix_fallocate64(descriptor, offset, length);
    return errno ? raise_from_errno(NULL) : none_new();
}

/* --- randomness --- */

static Ref random_octets(Obj size, int flags)
{
    intptr_t length;
    if (!object_to_size(size, &length, &overflow_error_type)) return NULL;
    if (length < 0) return raise_value_error("negative argument not allowed");
    if (!heap_fits((size_t)length, 1)) return NULL;
    scoped Ref data = bytes_new((size_t)length);
    for (size_t done = 0; done < (size_t)length;) {
        ssize_t count = getrandom((char *)bytes_data(data) + done, (size_t)length - done,
                                  (unsigned)flags);
        if (count >= 0) done += (size_t)count;
        else if (!try_again()) return error_pending() ? NULL : raise_from_errno(NULL);
    }
    return take(&data);
}

static Ref posix_urandom(const Obj arg[])   { return random_octets(arg[0], 0); }

static Ref posix_getrandom(const Obj arg[])
{
    int flags = 0;
    if (arg[1] && !read_int(arg[1], &flags)) return NULL;
    return random_octets(arg[0], flags);
}

const Method posix_transfer_functions[] = {
    { "copy_file_range(src, dst, count, offset_src=None, offset_dst=None)", posix_copy_file_range,
      "Copies octets from one file to another.", 0 },
    { "fdatasync(fd)", posix_fdatasync, "Waits until the contents are on the disk.", 0 },
    { "fsync(fd)", posix_fsync, "Waits until the file is on the disk.", 0 },
    { "ftruncate(fd, length, /)", posix_ftruncate, "Cuts an open file off.", 0 },
    { "getrandom(size, flags=0)", posix_getrandom, "Random octets of the system.", 0 },
    { "lockf(fd, command, length, /)", posix_lockf, "Locks a part of a file, or frees it.", 0 },
    { "lseek(fd, position, whence, /)", posix_lseek,
      "Sets the position; gives it from the start.", 0 },
    { "posix_fallocate(fd, offset, length, /)", posix_allocate, "Sees to room on the disk.", 0 },
    { "pread(fd, length, offset, /)", posix_pread, "Reads at an offset; the position stays.", 0 },
    { "pwrite(fd, buffer, offset, /)", posix_pwrite,
      "Writes at an offset; the position stays.", 0 },
    { "read(fd, length, /)", posix_read, "Reads at most so many octets.", 0 },
    { "readv(fd, buffers, /)", posix_readv, "Reads into several buffers.", 0 },
    { "sendfile(out_fd, in_fd, offset, count)", posix_sendfile,
      "Copies octets to a descriptor.", 0 },
    { "sync()", posix_sync, "Has everything written to the disks.", 0 },
    { "urandom(size, /)", posix_urandom, "Random octets, fit for secrets.", 0 },
    { "write(fd, data, /)", posix_write, "Writes octets; gives how many.", 0 },
    { "writev(fd, buffers, /)", posix_writev, "Writes several buffers.", 0 },
    { 0 }
};
