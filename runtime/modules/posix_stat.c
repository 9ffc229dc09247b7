/* runtime/modules/posix_stat.c -- stat and what it gives.   SPDX-License-Identifier: MIT */
#include "runtime/blocking.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/posix.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/record.h"
#include "runtime/writer.h"
#include <errno.h>
#include <sys/statvfs.h>

/* --- stat_result --- */

// Whole seconds stand in the tuple; the attributes of the same name have fractions.
static const char *const stat_names[] = {
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "_integer_atime",
    "_integer_mtime", "_integer_ctime", "st_atime", "st_mtime", "st_ctime", "st_atime_ns",
    "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev",
};
enum { UNNAMED = 7, STAT_VISIBLE = 10, STAT_TOTAL = sizeof stat_names / sizeof *stat_names };
static const RecordShape stat_shape = { stat_names, STAT_VISIBLE, STAT_TOTAL };

static Ref nanoseconds(struct timespec time)
{
    scoped Ref seconds = int_new(time.tv_sec), thousand_million = int_new(1000000000);
    scoped Ref whole = int_multiply(seconds, thousand_million), rest = int_new(time.tv_nsec);
    return int_add(whole, rest);
}

static Ref fractional(struct timespec time)
{
    return float_new((double)time.tv_sec + 1e-9 * (double)time.tv_nsec);
}

Ref stat_new(const struct stat *s)
{
    Ref fields[STAT_TOTAL] = {
        int_new(s->st_mode), int_from_unsigned(s->st_ino), int_from_unsigned(s->st_dev),
        int_from_unsigned(s->st_nlink), int_new(s->st_uid), int_new(s->st_gid), int_new(s->st_size),
        int_new(s->st_atim.tv_sec), int_new(s->st_mtim.tv_sec), int_new(s->st_ctim.tv_sec),
        fractional(s->st_atim), fractional(s->st_mtim), fractional(s->st_ctim),
        nanoseconds(s->st_atim), nanoseconds(s->st_mtim), nanoseconds(s->st_ctim),
        int_new(s->st_blksize), int_new(s->st_blocks), int_from_unsigned(s->st_rdev),
    };
    return record_give(&stat_result_type, fields);
}

Type stat_result_type = {
    TYPE_HEADER, .name = "stat_result", .module = "os",
    .doc = "stat_result(sequence, dict={})\n--\n\nWhat is known about a file.",
};

static Ref stat_path(const Obj given, Obj dir_fd, bool follow, const char *function, int welcome)
{
    scoped_path Path path = { 0 };
    int folder, result;
    struct stat status;
    if (!path_read(&path, given, function, "path", welcome) || !read_folder(dir_fd, &folder))
        return NULL;
    if (path.descriptor >= 0 && folder != AT_FDCWD)
        return raise_value_error("%s: can't specify dir_fd without matching path", function);
    if (path.descriptor >= 0 && !follow)
        return raise_value_error("%s: cannot use fd and follow_symlinks together", function);
    blocking_begin();
    result = !path.text ? fstat(path.descriptor, &status)
           : fstatat(folder, path.text, &status, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    blocking_end();
    return result == 0 ? stat_new(&status) : path_raise(&path);
}

static Ref posix_stat(const Obj arg[])
{
    enum { path, dir_fd, follow_symlinks };
    bool follow;
    if (!read_flag(arg[follow_symlinks], true, &follow)) return NULL;
    return stat_path(arg[path], arg[dir_fd], follow, "stat", PATH_DESCRIPTOR);
}

static Ref posix_lstat(const Obj arg[])
{
    enum { path, dir_fd };
    return stat_path(arg[path], arg[dir_fd], false, "lstat", 0);
}

static Ref posix_fstat(const Obj arg[])
{
    int descriptor;
    struct stat status;
    if (!read_int(arg[0], &descriptor)) return NULL;
    return fstat(descriptor, &status) == 0 ? stat_new(&status) : raise_from_errno(NULL);
}

/* --- statvfs --- */

static const char *const statvfs_names[] = {
    "f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail",
    "f_flag", "f_namemax", "f_fsid",
};
enum { STATVFS_TOTAL = sizeof statvfs_names / sizeof *statvfs_names };
static const RecordShape statvfs_shape = { statvfs_names, STATVFS_TOTAL - 1, STATVFS_TOTAL };

Type statvfs_result_type = {
    TYPE_HEADER, .name = "statvfs_result", .module = "os",
    .doc = "statvfs_result(sequence, dict={})\n--\n\nWhat is known about a file system.",
};

static Ref statvfs_new(const struct statvfs *s)
{
    Ref fields[STATVFS_TOTAL] = {
        int_from_unsigned(s->f_bsize), int_from_unsigned(s->f_frsize),
        int_from_unsigned(s->f_blocks), int_from_unsigned(s->f_bfree),
        int_from_unsigned(s->f_bavail), int_from_unsigned(s->f_files),
        int_from_unsigned(s->f_ffree), int_from_unsigned(s->f_favail), int_from_unsigned(s->f_flag),
        int_from_unsigned(s->f_namemax), int_from_unsigned(s->f_fsid),
    };
    return record_give(&statvfs_result_type, fields);
}

static Ref posix_statvfs(const Obj arg[])
{
    scoped_path Path path = { 0 };
    struct statvfs status;
    if (!path_read(&path, arg[0], "statvfs", "path", PATH_DESCRIPTOR)) return NULL;
    int result = path.text ? statvfs(path.text, &status) : fstatvfs(path.descriptor, &status);
    return result == 0 ? statvfs_new(&status) : path_raise(&path);
}

static Ref posix_fstatvfs(const Obj arg[])
{
    int descriptor;
    struct statvfs status;
    if (!read_int(arg[0], &descriptor)) return NULL;
    return fstatvfs(descriptor, &status) == 0 ? statvfs_new(&status) : raise_from_errno(NULL);
}

const Method posix_stat_functions[] = {
    { "fstat(fd)", posix_fstat, "What is known about an open file.", 0 },
    { "fstatvfs(fd, /)", posix_fstatvfs,
      "What is known about the file system of an open file.", 0 },
    { "lstat(path, *, dir_fd=None)", posix_lstat, "As stat, but of a symbolic link itself.", 0 },
    { "stat(path, *, dir_fd=None, follow_symlinks=True)", posix_stat,
      "What is known about a file.", 0 },
    { "statvfs(path)", posix_statvfs, "What is known about a file system.", 0 },
    { 0 }
};

/* The whole seconds have no names of their own. */
static Ref stat_repr(Obj self)
{
    Writer w = { 0 };
    writer_text(&w, "os.stat_result(");
    for (size_t i = 0; i < STAT_VISIBLE; i++) {
        const char *name = stat_names[i < UNNAMED ? i : i + 3];
        if (writer_format(&w, i ? ", %s=%R" : "%s=%R", name, tuple_peek(self, i))) continue;
        writer_discard(&w);
        return NULL;
    }
    writer_char(&w, ')');
    return writer_finish(&w);
}

static void hide_unnamed(void)
{
    Ref dict = stat_result_type.dict, named = tuple_new(UNNAMED);
    bool found;
    for (size_t i = UNNAMED; i < STAT_VISIBLE; i++)
        if (!dict_delete(dict, intern(stat_names[i]), &found)) error_clear();
    for (size_t i = 0; i < UNNAMED; i++) tuple_items(named)[i] = keep(intern(stat_names[i]));
    dict_set_str(dict, name___match_args__, named);
    dict_set_str(dict, intern("n_unnamed_fields"), small_int(3));
    drop(named);
    stat_result_type.repr = stat_repr;
    type_modified(&stat_result_type);
}

void posix_stat_ready(void)
{
    record_ready(&stat_result_type, &stat_shape);
    hide_unnamed();
    record_ready(&statvfs_result_type, &statvfs_shape);
}
