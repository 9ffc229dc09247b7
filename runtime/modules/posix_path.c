/* runtime/modules/posix_path.c -- functions of posix that take paths and change what is there.
 * SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/posix.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static Ref path_result(int result, const Path *path)
{
    return result == 0 ? none_new() : path_raise(path);
}

/* --- folders --- */

static Ref posix_mkdir(const Obj arg[])
{
    enum { path_, mode_, dir_fd };
    scoped_path Path path = { 0 };
    int folder, mode = 0777;
    if (!path_read(&path, arg[path_], "mkdir", "path", 0) || !read_folder(arg[dir_fd], &folder)
        || (arg[mode_] && !read_int(arg[mode_], &mode))) return NULL;
    return path_result(mkdirat(folder, path.text, (mode_t)mode), &path);
}

static Ref remove_at(const Obj arg[], const char *function, int flags)
{
    enum { path_, dir_fd };
    scoped_path Path path = { 0 };
    int folder;
    if (!path_read(&path, arg[path_], function, "path", 0) || !read_folder(arg[dir_fd], &folder))
        return NULL;
    return path_result(unlinkat(folder, path.text, flags), &path);
}

static Ref posix_rmdir(const Obj arg[])     { return remove_at(arg, "rmdir", AT_REMOVEDIR); }
static Ref posix_unlink(const Obj arg[])    { return remove_at(arg, "unlink", 0); }
static Ref posix_remove(const Obj arg[])    { return remove_at(arg, "remove", 0); }

static Ref posix_chdir(const Obj arg[])
{
    scoped_path Path path = { 0 };
    if (!path_read(&path, arg[0], "chdir", "path", PATH_DESCRIPTOR)) return NULL;
    return path_result(path.text ? chdir(path.text) : fchdir(path.descriptor), &path);
}

static Ref posix_fchdir(const Obj arg[])
{
    int descriptor;
    return read_descriptor(arg[0], &descriptor) ? none_or_errno(fchdir(descriptor)) : NULL;
}

static Ref posix_chroot(const Obj arg[])
{
    scoped_path Path path = { 0 };
    if (!path_read(&path, arg[0], "chroot", "path", 0)) return NULL;
    return path_result(chroot(path.text), &path);
}

static Ref current_folder(bool as_bytes)
{
    char *here = getcwd(NULL, 0);
    if (!here) return raise_from_errno(NULL);
    const Path like = { .is_bytes = as_bytes };
    Ref name = path_name(&like, here);
    free(here);
    return name;
}

static Ref posix_getcwd(const Obj arg[])    { (void)arg; return current_folder(false); }
static Ref posix_getcwdb(const Obj arg[])   { (void)arg; return current_folder(true); }

/* --- names --- */

static Ref rename_at(const Obj arg[], const char *function)
{
    enum { src, dst, src_dir_fd, dst_dir_fd };
    scoped_path Path from = { 0 }, to = { 0 };
    int from_folder, to_folder;
    if (!path_read(&from, arg[src], function, "src", 0)
        || !path_read(&to, arg[dst], function, "dst", 0)
        || !read_folder(arg[src_dir_fd], &from_folder) || !read_folder(arg[dst_dir_fd], &to_folder))
        return NULL;
    if (renameat(from_folder, from.text, to_folder, to.text) == 0) return none_new();
    return path_raise2(&from, &to);
}

static Ref posix_rename(const Obj arg[])    { return rename_at(arg, "rename"); }
static Ref posix_replace(const Obj arg[])   { return rename_at(arg, "replace"); }

static Ref posix_link(const Obj arg[])
{
    enum { src, dst, src_dir_fd, dst_dir_fd, follow_symlinks };
    scoped_path Path from = { 0 }, to = { 0 };
    int from_folder, to_folder;
    bool follow;
    if (!path_read(&from, arg[src], "link", "src", 0) || !path_read(&to, arg[dst], "link", "dst", 0)
        || !read_folder(arg[src_dir_fd], &from_folder) || !read_folder(arg[dst_dir_fd], &to_folder)
        || !read_flag(arg[follow_symlinks], true, &follow)) return NULL;
    int flags = arg[follow_symlinks] && follow ? AT_SYMLINK_FOLLOW : 0;
    if (linkat(from_folder, from.text, to_folder, to.text, flags) == 0) return none_new();
    return path_raise2(&from, &to);
}

static Ref posix_symlink(const Obj arg[])
{
    enum { src, dst, target_is_directory, dir_fd };
    scoped_path Path from = { 0 }, to = { 0 };
    int folder;
    if (!path_read(&from, arg[src], "symlink", "src", 0)
        || !path_read(&to, arg[dst], "symlink", "dst", 0) || !read_folder(arg[dir_fd], &folder))
        return NULL;
    return symlinkat(from.text, folder, to.text) == 0 ? none_new() : path_raise2(&from, &to);
}

static Ref posix_readlink(const Obj arg[])
{
    enum { path_, dir_fd };
    scoped_path Path path = { 0 };
    int folder;
    char target[PATH_MAX + 1];
    if (!path_read(&path, arg[path_], "readlink", "path", 0) || !read_folder(arg[dir_fd], &folder))
        return NULL;
    ssize_t length = readlinkat(folder, path.text, target, PATH_MAX);
    if (length < 0) return path_raise(&path);
    target[length] = 0;
    return path_name(&path, target);
}

/* --- rights and owners --- */

static Ref posix_access(const Obj arg[])
{
    enum { path_, mode_, dir_fd, effective_ids, follow_symlinks };
    scoped_path Path path = { 0 };
    int folder, mode;
    bool effective, follow;
    if (!path_read(&path, arg[path_], "access", "path", 0) || !read_int(arg[mode_], &mode)
        || !read_folder(arg[dir_fd], &folder) || !read_flag(arg[effective_ids], false, &effective)
        || !read_flag(arg[follow_symlinks], true, &follow)) return NULL;
    int flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
    return bool_new(faccessat(folder, path.text, mode, flags) == 0);
}

static Ref posix_chmod(const Obj arg[])
{
    enum { path_, mode_, dir_fd, follow_symlinks };
    scoped_path Path path = { 0 };
    int folder, mode;
    bool follow;
    if (!path_read(&path, arg[path_], "chmod", "path", PATH_DESCRIPTOR)
        || !read_int(arg[mode_], &mode) || !read_folder(arg[dir_fd], &folder)
        || !read_flag(arg[follow_symlinks], true, &follow)) return NULL;
    int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
    int result = path.text ? fchmodat(folder, path.text, (mode_t)mode, flags)
                           : fchmod(path.descriptor, (mode_t)mode);
    if (result != 0 && errno == ENOTSUP && !follow)
        return raise_not_implemented_error("chmod: follow_symlinks unavailable on this platform");
    return path_result(result, &path);
}

static Ref posix_fchmod(const Obj arg[])
{
    int descriptor, mode;
    if (!read_int(arg[0], &descriptor) || !read_int(arg[1], &mode)) return NULL;
    return none_or_errno(fchmod(descriptor, (mode_t)mode));
}

static Ref posix_chown(const Obj arg[])
{
    enum { path_, uid, gid, dir_fd, follow_symlinks };
    scoped_path Path path = { 0 };
    int folder;
    unsigned user, group;
    bool follow;
    if (!path_read(&path, arg[path_], "chown", "path", PATH_DESCRIPTOR)
        || !read_id(arg[uid], "uid", &user) || !read_id(arg[gid], "gid", &group)
        || !read_folder(arg[dir_fd], &folder) || !read_flag(arg[follow_symlinks], true, &follow))
        return NULL;
    int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
    return path_result(path.text ? fchownat(folder, path.text, user, group, flags)
                                 : fchown(path.descriptor, user, group), &path);
}

static Ref posix_lchown(const Obj arg[])
{
    enum { path_, uid, gid };
    scoped_path Path path = { 0 };
    unsigned user, group;
    if (!path_read(&path, arg[path_], "lchown", "path", 0) || !read_id(arg[uid], "uid", &user)
        || !read_id(arg[gid], "gid", &group)) return NULL;
    return path_result(lchown(path.text, user, group), &path);
}

static Ref posix_fchown(const Obj arg[])
{
    int descriptor;
    unsigned user, group;
    if (!read_int(arg[0], &descriptor) || !read_id(arg[1], "uid", &user)
        || !read_id(arg[2], "gid", &group)) return NULL;
    return none_or_errno(fchown(descriptor, user, group));
}

static Ref posix_umask(const Obj arg[])
{
    int mask;
    return read_int(arg[0], &mask) ? small_int(umask((mode_t)mask)) : NULL;
}

/* --- times --- */

static bool seconds_of(Obj x, struct timespec *time)
{
    if (is_int(x)) {
        intptr_t seconds;
        if (!int_fits(x, &seconds))
            return raise_overflow_error("timestamp out of range for platform time_t");
        *time = (struct timespec){ seconds, 0 };
        return true;
    }
    double seconds;
    if (!object_to_double(x, &seconds)) return false;
    if (isnan(seconds)) return raise_value_error("Invalid value NaN (not a number)");
    double whole = floor(seconds);
    if (whole < -9.2e18 || whole > 9.2e18)
        return raise_overflow_error("timestamp out of range for platform time_t");
    *time = (struct timespec){ (time_t)whole, (long)floor((seconds - whole) * 1e9) };
    return true;
}

static bool nanoseconds_of(Obj x, struct timespec *time)
{
    if (!is_int(x)) return raise_type_error("utime: 'ns' must be a tuple of two ints");
    scoped Ref thousand_million = int_new(1000000000), seconds = NULL, rest = NULL;
    intptr_t whole, left;
    if (!int_divmod(x, thousand_million, &seconds, &rest)) return false;
    if (!int_fits(seconds, &whole) || !int_fits(rest, &left))
        return raise_overflow_error("timestamp out of range for platform time_t");
    *time = (struct timespec){ whole, left };
    return true;
}

static bool read_times(Obj times, Obj ns, struct timespec both[2])
{
    if (times && !is_none(times)) {
        if (ns)
            return raise_value_error("utime: you may specify either 'times' or 'ns' but not both");
        if (!is_tuple(times) || tuple_length(times) != 2)
            return raise_type_error("utime: 'times' must be either a tuple of two ints or None");
        return seconds_of(tuple_peek(times, 0), &both[0])
            && seconds_of(tuple_peek(times, 1), &both[1]);
    }
    if (ns) {
        if (!is_tuple(ns) || tuple_length(ns) != 2)
            return raise_type_error("utime: 'ns' must be a tuple of two ints");
        return nanoseconds_of(tuple_peek(ns, 0), &both[0])
            && nanoseconds_of(tuple_peek(ns, 1), &both[1]);
    }
    both[0] = both[1] = (struct timespec){ 0, UTIME_NOW };
    return true;
}

static Ref posix_utime(const Obj arg[])
{
    enum { path_, times, ns, dir_fd, follow_symlinks };
    scoped_path Path path = { 0 };
    struct timespec both[2];
    int folder;
    bool follow;
    if (!path_read(&path, arg[path_], "utime", "path", PATH_DESCRIPTOR)
        || !read_times(arg[times], arg[ns], both) || !read_folder(arg[dir_fd], &folder)
        || !read_flag(arg[follow_symlinks], true, &follow)) return NULL;
    int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
    return path_result(path.text ? utimensat(folder, path.text, both, flags)
                                 : futimens(path.descriptor, both), &path);
}

/* --- others --- */

static Ref posix_truncate(const Obj arg[])
{
    enum { path_, length };
    scoped_path Path path = { 0 };
    long size;
    if (!path_read(&path, arg[path_], "truncate", "path", PATH_DESCRIPTOR)
        || !object_to_long(arg[length], &size)) return NULL;
    return path_result(path.text ? truncate(path.text, size) : ftruncate(path.descriptor, size),
                       &path);
}

static Ref posix_mkfifo(const Obj arg[])
{
    enum { path_, mode_, dir_fd };
    scoped_path Path path = { 0 };
    int folder, mode = 0666;
    if (!path_read(&path, arg[path_], "mkfifo", "path", 0) || !read_folder(arg[dir_fd], &folder)
        || (arg[mode_] && !read_int(arg[mode_], &mode))) return NULL;
    return path_result(mkfifoat(folder, path.text, (mode_t)mode), &path);
}

static Ref posix_mknod(const Obj arg[])
{
    enum { path_, mode_, device_, dir_fd };
    scoped_path Path path = { 0 };
    int folder, mode = 0600;
    long device = 0;
    if (!path_read(&path, arg[path_], "mknod", "path", 0) || !read_folder(arg[dir_fd], &folder)
        || (arg[mode_] && !read_int(arg[mode_], &mode))
        || (arg[device_] && !object_to_long(arg[device_], &device))) return NULL;
    return path_result(mknodat(folder, path.text, (mode_t)mode, (dev_t)device), &path);
}

/* -1 is no device at all, and both of its parts. */
static bool read_device(Obj x, uint64_t *device)
{
    scoped Ref index = object_get_index(x);
    if (!index) return false;
    *device = UINT64_MAX;
    if (index == small_int(-1) || int_fits_unsigned(index, device)) return true;
    return raise_overflow_error(int_sign(index) < 0
                                ? "can't convert negative int to unsigned"
                                : "Python int too large to convert to C unsigned long");
}

static Ref posix_major(const Obj arg[])
{
    uint64_t device;
    if (!read_device(arg[0], &device)) return NULL;
    return device == UINT64_MAX ? small_int(-1) : int_new(major((dev_t)device));
}

static Ref posix_minor(const Obj arg[])
{
    uint64_t device;
    if (!read_device(arg[0], &device)) return NULL;
    return device == UINT64_MAX ? small_int(-1) : int_new(minor((dev_t)device));
}

static Ref posix_makedev(const Obj arg[])
{
    uint64_t high, low;
    if (!read_device(arg[0], &high) || !read_device(arg[1], &low)) return NULL;
    if (high == UINT64_MAX && low == UINT64_MAX) return small_int(-1);
    if (high > UINT_MAX || low > UINT_MAX)
        return raise_overflow_error("Python int too large to convert to C unsigned int");
    return int_from_unsigned(makedev((unsigned)high, (unsigned)low));
}

const Method posix_path_functions[] = {
    { "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", posix_access,
      "Whether the real user may use the path so.", 0 },
    { "chdir(path)", posix_chdir, "Changes the current directory.", 0 },
    { "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", posix_chmod,
      "Changes the rights on a file.", 0 },
    { "chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", posix_chown,
      "Changes owner and group of a file.", 0 },
    { "chroot(path)", posix_chroot, "Changes the root directory.", 0 },
    { "fchdir(fd)", posix_fchdir, "Changes the current directory to an open one.", 0 },
    { "fchmod(fd, mode)", posix_fchmod, "Changes the rights on an open file.", 0 },
    { "fchown(fd, uid, gid)", posix_fchown, "Changes owner and group of an open file.", 0 },
    { "getcwd()", posix_getcwd, "The current directory.", 0 },
    { "getcwdb()", posix_getcwdb, "The current directory, as bytes.", 0 },
    { "lchown(path, uid, gid)", posix_lchown, "As chown, but of a symbolic link itself.", 0 },
    { "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", posix_link,
      "Gives a file a second name.", 0 },
    { "major(device, /)", posix_major, "The major number of a device.", 0 },
    { "makedev(major, minor, /)", posix_makedev, "A device number of its two parts.", 0 },
    { "minor(device, /)", posix_minor, "The minor number of a device.", 0 },
    { "mkdir(path, mode=511, *, dir_fd=None)", posix_mkdir, "Makes a directory.", 0 },
    { "mkfifo(path, mode=438, *, dir_fd=None)", posix_mkfifo, "Makes a pipe with a name.", 0 },
    { "mknod(path, mode=384, device=0, *, dir_fd=None)", posix_mknod,
      "Makes a file, a pipe or a device.", 0 },
    { "readlink(path, *, dir_fd=None)", posix_readlink, "Where a symbolic link points.", 0 },
    { "remove(path, *, dir_fd=None)", posix_remove, "Removes a file.", 0 },
    { "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posix_rename,
      "Gives a file another name.", 0 },
    { "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posix_replace,
      "Gives a file another name, in the place of what had it.", 0 },
    { "rmdir(path, *, dir_fd=None)", posix_rmdir, "Removes an empty directory.", 0 },
    { "symlink(src, dst, target_is_directory=False, *, dir_fd=None)", posix_symlink,
      "Makes a symbolic link named dst that points to src.", 0 },
    { "truncate(path, length)", posix_truncate, "Cuts a file off.", 0 },
    { "umask(mask, /)", posix_umask,
      "Sets the rights that new files do not get; gives the old.", 0 },
    { "unlink(path, *, dir_fd=None)", posix_unlink, "Removes a file.", 0 },
    { "utime(path, times=None, *, ns=, dir_fd=None, follow_symlinks=True)", posix_utime,
      "Sets the times of the last access and change.", 0 },
    { 0 }
};
