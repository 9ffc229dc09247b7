/* runtime/modules/io_file.c -- FileIO: a file descriptor as a file.
 *   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/blocking.h"
#include "runtime/buffer.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/modules/posix.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static FileIO *file_of(Obj x)   { return (FileIO *)x; }

/* What Linux transfers at most in one call. */
enum { TRANSFER_MAX = 0x7ffff000 };

/* --- octets --- */

static Transfer failed(void)
{
    if (errno == EAGAIN || errno == EWOULDBLOCK) return IO_BLOCKED;
    raise_from_errno(NULL);
    return IO_FAILED;
}

Transfer file_read(FileIO *file, char *to, size_t room, size_t *got)
{
    if (room > TRANSFER_MAX) room = TRANSFER_MAX;
    for (;;) {
        blocking_begin();
        ssize_t count = read(file->descriptor, to, room);
        blocking_end();
        *got = count < 0 ? 0 : (size_t)count;
        if (count >= 0) return IO_DONE;
        if (errno != EINTR) return failed();
        if (!blocking_interrupted()) return IO_FAILED;
    }
}

Transfer file_write(FileIO *file, const char *from, size_t length, size_t *written)
{
    if (length > TRANSFER_MAX) length = TRANSFER_MAX;
    for (;;) {
        blocking_begin();
        ssize_t count = write(file->descriptor, from, length);
        blocking_end();
        *written = count < 0 ? 0 : (size_t)count;
        if (count >= 0) return IO_DONE;
        if (errno != EINTR) return failed();
        if (!blocking_interrupted()) return IO_FAILED;
    }
}

bool file_seek(FileIO *file, int64_t offset, int whence, int64_t *position)
{
    off_t at = lseek(file->descriptor, offset, whence);
    *position = at;
    if (file->seekable < 0) file->seekable = at >= 0;
    return at >= 0 || raise_from_errno(NULL);
}

/* --- opening --- */

typedef struct Opening { int flags; bool failed; } Opening;

static bool read_mode(FileIO *file, const char *mode, int *flags)
{
    bool plus = false, chosen = false, twice = false;
    int extra = 0;
    for (const char *c = mode; *c; c++) {
        if (*c == 'b') continue;
        if (*c == '+') {
            twice |= plus;
            plus = true;
        } else if (strchr("xrwa", *c)) {
            twice |= chosen;
            chosen = true;
            file->created = *c == 'x';
            file->appending = *c == 'a';
            file->readable = *c == 'r';
            file->writable = *c != 'r';
            extra = *c == 'x' ? O_EXCL | O_CREAT : *c == 'a' ? O_APPEND | O_CREAT
                  : *c == 'w' ? O_CREAT | O_TRUNC : 0;
        } else {
            return raise_value_error("invalid mode: %.200s", mode);
        }
        if (twice) break;
    }
    if (twice || !chosen)
        return raise_value_error("Must have exactly one of create/read/write/append mode and at "
                                 "most one plus");
    if (plus) file->readable = file->writable = true;
    *flags = extra | O_CLOEXEC
           | (file->readable ? file->writable ? O_RDWR : O_RDONLY : O_WRONLY);
    return true;
}

static bool open_by_opener(FileIO *file, Obj name, Obj opener, int flags)
{
    scoped Ref answer = call2(opener, name, small_int(flags));
    intptr_t descriptor;
    if (!answer) return false;
    if (!type_of(answer)->to_index) return raise_type_error("expected integer from opener");
    if (!object_to_size(answer, &descriptor, &overflow_error_type)) return false;
    if (descriptor < 0) return raise_value_error("opener returned %zd", (ssize_t)descriptor);
    file->descriptor = (int)descriptor;
    return fcntl(file->descriptor, F_SETFD, FD_CLOEXEC) >= 0 || raise_from_errno(NULL);
}

static bool open_path(FileIO *file, Obj name, Obj octets, int flags)
{
    do {
        blocking_begin();
        file->descriptor = open(bytes_data(octets), flags, 0666);
        blocking_end();
        if (file->descriptor >= 0) return true;
    } while (errno == EINTR && blocking_interrupted());
    return error_pending() ? false : raise_from_errno(name);
}

/* Looks at what was opened: directories are refused. */
static bool inspect(FileIO *file, Obj name)
{
    struct stat status;
    if (fstat(file->descriptor, &status) != 0) {
        return errno != EBADF || raise_from_errno(NULL);
    }
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return raise_from_errno(name);
    }
    file->maybe_terminal = S_ISCHR(status.st_mode);
    if (status.st_blksize > 1) file->block_size = (int32_t)status.st_blksize;
    return true;
}

static void give_up(FileIO *file, bool opened_here)
{
    if (opened_here && file->descriptor >= 0) {
        scoped Ref pending = error_take();
        close(file->descriptor);
        if (pending) raise_again(take(&pending));
    }
    file->descriptor = -1;
}

static bool descriptor_from(Obj name, int *descriptor)
{
    *descriptor = -1;
    intptr_t value;
    if (!is_int(name) || !int_fits(name, &value) || value > INT_MAX || value < INT_MIN) return true;
    if (is_bool(name) && !warn(&runtime_warning_type, 1, "bool is used as a file descriptor"))
        return false;
    if (value < 0) return raise_value_error("negative file descriptor");
    *descriptor = (int)value;
    return true;
}

static bool file_open(FileIO *file, Obj name, const char *mode, bool close_descriptor, Obj opener)
{
    int flags = 0, descriptor;
    scoped Ref octets = NULL;
    if (file->descriptor >= 0 && file->close_descriptor) close(file->descriptor);
    file->descriptor = -1;
    file->seekable = -1;
    file->block_size = IO_BUFFER_SIZE;
    file->close_descriptor = close_descriptor;
    if (!descriptor_from(name, &descriptor)) return false;
    if (descriptor < 0) {
        scoped Ref text = path_text(name);
        if (!text) return false;
        octets = path_octets(text);
        if (!octets) return false;
    }
    if (!read_mode(file, mode, &flags)) return false;
    if (octets && !close_descriptor)
        return raise_value_error("Cannot use closefd=False with file name");
    file->descriptor = descriptor;
    if (octets && !(opener ? open_by_opener(file, name, opener, flags)
                           : open_path(file, name, octets, flags))) {
        give_up(file, true);
        return false;
    }
    int64_t end;
    if (!inspect(file, name) || !instance_set(&file->base.head, name_name, name)
        || (file->appending && !file_seek(file, 0, SEEK_END, &end)
            && !error_clear_if(&os_error_type))) {
        give_up(file, octets != NULL);
        return false;
    }
    return true;
}

static Ref file_create(Type *type, const Obj arg[])
{
    (void)arg;
    Ref made = type_allocate(type, 0);
    file_of(made)->descriptor = -1;
    file_of(made)->close_descriptor = true;
    return made;
}

static bool file_init(Ref self, const Obj arg[])
{
    enum { file, mode, closefd, opener };
    bool close_descriptor = true;
    if (is_float(arg[file]))
        return raise_type_error("expected str, bytes or os.PathLike object, not float");
    if (arg[mode] && !is_str(arg[mode]))
        return raise_type_error("FileIO() argument 'mode' must be str, not %A", arg[mode]);
    const char *text = arg[mode] ? str_c_text(arg[mode]) : "r";
    if (!text || (arg[closefd] && !object_truth(arg[closefd], &close_descriptor))) return false;
    return file_open(file_of(self), arg[file], text, close_descriptor,
                     arg[opener] && !is_none(arg[opener]) ? arg[opener] : NULL);
}

Ref file_new(Obj name, const char *mode, bool close_descriptor, Obj opener)
{
    scoped Ref made = file_create(&file_io_type, NULL);
    return file_open(file_of(made), name, mode, close_descriptor, opener) ? take(&made) : NULL;
}

Ref file_from_descriptor(int descriptor, bool writable, const char *name)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0) return NULL;
    Ref made = file_create(&file_io_type, NULL);
    FileIO *file = file_of(made);
    file->descriptor = descriptor;
    file->close_descriptor = false;
    file->readable = !writable;
    file->writable = writable;
    file->maybe_terminal = S_ISCHR(status.st_mode);
    file->block_size = status.st_blksize > 1 ? (int32_t)status.st_blksize : IO_BUFFER_SIZE;
    file->seekable = -1;
    if (!instance_set(made, name_name, intern(name))) error_clear();
    return made;
}

/* --- closing --- */

static bool check_open(const FileIO *file)
{
    return file->descriptor >= 0 || raise_value_error("I/O operation on closed file");
}

static bool check_able(const FileIO *file, bool able, const char *action)
{
    if (!check_open(file)) return false;
    if (able) return true;
    scoped Ref message = str_format("File not open for %s", action);
    return raise_unsupported(str_c_text(message));
}

static bool close_descriptor_of(FileIO *file)
{
    int descriptor = file->descriptor;
    file->descriptor = -1;
    if (descriptor < 0 || !file->close_descriptor) return true;
    return close(descriptor) == 0 || errno == EINTR || raise_from_errno(NULL);
}

static Ref file_close(const Obj arg[])
{
    FileIO *file = file_of(arg[0]);
    if (has_type(arg[0], &file_io_type) && !instance_peek(arg[0], name_flush)) {
        file->base.closed = true;
        return close_descriptor_of(file) ? none_new() : NULL;
    }
    // A class derived from it may have a flush() of its own.
    scoped Ref base = attribute_get((Obj)&raw_io_base_type, name_close);
    scoped Ref done = base ? call1(base, arg[0]) : NULL, problem = done ? NULL : error_take();
    bool good = close_descriptor_of(file);
    if (!problem) return good ? none_new() : NULL;
    if (!good) error_clear();
    return raise_again(take(&problem));
}

/* --- reading and writing --- */

static Ref file_readall(const Obj arg[])
{
    FileIO *file = file_of(arg[0]);
    if (!check_able(file, file->readable, "reading")) return NULL;
    scoped_writer OctetWriter w = { 0 };
    struct stat status;
    off_t at;
    size_t room = IO_BUFFER_SIZE;
    if (fstat(file->descriptor, &status) == 0 && S_ISREG(status.st_mode)
        && (at = lseek(file->descriptor, 0, SEEK_CUR)) >= 0 && status.st_size >= at) {
        if (!heap_fits((size_t)(status.st_size - at), 1)) return NULL;
        room = (size_t)(status.st_size - at) + 1;              // one more, to see the end
    }
    for (;;) {
        size_t got, before = w.length;
        octets_write_fill(&w, 0, room);
        Transfer result = file_read(file, w.data + before, room, &got);
        w.length = before + got;
        if (result == IO_FAILED) return NULL;
        if (result == IO_BLOCKED && w.length == 0) return none_new();
        if (result == IO_BLOCKED || got == 0) break;
        room = got < room ? room - got : w.length;
        if (room < IO_BUFFER_SIZE) room = IO_BUFFER_SIZE;
        if (!heap_fits(w.length + room, 1)) return NULL;
    }
    return octets_finish(&w);
}

static Ref file_read_method(const Obj arg[])
{
    enum { self, size };
    FileIO *file = file_of(arg[self]);
    intptr_t most;
    if (!io_size(arg[size], &most) || !check_able(file, file->readable, "reading")) return NULL;
    if (most < 0) return file_readall(arg);
    if (most > TRANSFER_MAX) most = TRANSFER_MAX;
    if (!heap_fits((size_t)most, 1)) return NULL;
    scoped Ref data = bytes_new((size_t)most);
    size_t got;
    Transfer result = file_read(file, (char *)bytes_data(data), (size_t)most, &got);
    if (result == IO_FAILED) return NULL;
    if (result == IO_BLOCKED) return none_new();
    return got == (size_t)most ? take(&data) : bytes_from(bytes_data(data), got);
}

static Ref file_readinto(const Obj arg[])
{
    enum { self, buffer };
    FileIO *file = file_of(arg[self]);
    if (!check_able(file, file->readable, "reading")) return NULL;
    scoped_buffer Buffer view = { 0 };
    if (!buffer_get_writable(arg[buffer], &view, "readinto", 1)) return NULL;
    size_t got;
    Transfer result = file_read(file, view.data, view.length, &got);
    if (result == IO_FAILED) return NULL;
    return result == IO_BLOCKED ? none_new() : small_int((intptr_t)got);
}

static Ref file_write_method(const Obj arg[])
{
    enum { self, b };
    FileIO *file = file_of(arg[self]);
    if (!check_able(file, file->writable, "writing")) return NULL;
    scoped_octets Octets data = { 0 };
    if (!octets_read(arg[b], &data)) return NULL;
    size_t written;
    Transfer result = file_write(file, data.data, data.length, &written);
    return result == IO_FAILED ? NULL
         : result == IO_BLOCKED ? none_new() : small_int((intptr_t)written);
}

/* --- the position --- */

static Ref file_seek_method(const Obj arg[])
{
    enum { self, pos, whence };
    long from = SEEK_SET;
    int64_t offset, position;
    if (arg[whence] && !object_to_long(arg[whence], &from)) return NULL;
    if (!check_open(file_of(arg[self])) || !io_offset(arg[pos], &offset)) return NULL;
    return file_seek(file_of(arg[self]), offset, (int)from, &position) ? int_new(position) : NULL;
}

static Ref file_tell(const Obj arg[])
{
    int64_t position;
    if (!check_open(file_of(arg[0]))) return NULL;
    return file_seek(file_of(arg[0]), 0, SEEK_CUR, &position) ? int_new(position) : NULL;
}

static Ref file_truncate(const Obj arg[])
{
    enum { self, size };
    FileIO *file = file_of(arg[self]);
    int64_t length;
    if (!check_able(file, file->writable, "writing")) return NULL;
    if (!arg[size] || is_none(arg[size])) {
        if (!file_seek(file, 0, SEEK_CUR, &length)) return NULL;
    } else if (!io_offset(arg[size], &length)) {
        return NULL;
    }
    while (ftruncate(file->descriptor, length) != 0) {
        if (errno != EINTR) return raise_from_errno(NULL);
        if (!blocking_interrupted()) return NULL;
    }
    return arg[size] && !is_none(arg[size]) ? keep(arg[size]) : int_new(length);
}

/* --- questions --- */

static Ref file_seekable(const Obj arg[])
{
    FileIO *file = file_of(arg[0]);
    int64_t position;
    if (!check_open(file)) return NULL;
    if (file->seekable < 0 && !file_seek(file, 0, SEEK_CUR, &position)) error_clear();
    return bool_new(file->seekable > 0);
}

static Ref file_readable(const Obj arg[])
{
    return check_open(file_of(arg[0])) ? bool_new(file_of(arg[0])->readable) : NULL;
}

static Ref file_writable(const Obj arg[])
{
    return check_open(file_of(arg[0])) ? bool_new(file_of(arg[0])->writable) : NULL;
}

static Ref file_fileno(const Obj arg[])
{
    return check_open(file_of(arg[0])) ? small_int(file_of(arg[0])->descriptor) : NULL;
}

static Ref file_isatty(const Obj arg[])
{
    if (!check_open(file_of(arg[0]))) return NULL;
    return bool_new(isatty(file_of(arg[0])->descriptor));
}

Ref file_mode(const FileIO *file)
{
    const char *mode = file->created ? file->readable ? "xb+" : "xb"
                     : file->appending ? file->readable ? "ab+" : "ab"
                     : file->readable ? file->writable ? "rb+" : "rb" : "wb";
    return str_from_text(mode);
}

static Ref get_mode(Obj self)           { return file_mode(file_of(self)); }
static Ref get_closed(Obj self)         { return bool_new(file_of(self)->descriptor < 0); }
static Ref get_close_descriptor(Obj self) { return bool_new(file_of(self)->close_descriptor); }

static Ref file_repr(Obj self)
{
    const FileIO *file = file_of(self);
    if (file->descriptor < 0) return str_format("<%T [closed]>", self);
    const char *close_text = file->close_descriptor ? "True" : "False";
    scoped Ref name = NULL, mode = file_mode(file);
    if (!attribute_find(self, name_name, &name)) return NULL;
    if (!name)
        return str_format("<%T fd=%d mode='%S' closefd=%s>", self, file->descriptor, mode,
                          close_text);
    if (repr_enter(self))
        return raise_runtime_error("reentrant call inside %T.__repr__", self);
    Ref text = str_format("<%T name=%R mode='%S' closefd=%s>", self, name, mode, close_text);
    repr_leave(self);
    return text;
}

static void file_destroy(Ref self)
{
    FileIO *file = file_of(self);
    if (file->descriptor >= 0 && file->close_descriptor) close(file->descriptor);
}

static const Getter file_getters[] = {
    { "closed", get_closed, NULL, NULL },
    { "closefd", get_close_descriptor, NULL, NULL },
    { "mode", get_mode, NULL, NULL },
    { 0 }
};

static const Member file_members[] = {
    { "_blksize", MEMBER_INT32, offsetof(FileIO, block_size), true, NULL },
    { 0 }
};

static const Method file_methods[] = {
    { "close(self, /)", file_close, NULL, 0 },
    { "fileno(self, /)", file_fileno, NULL, 0 },
    { "isatty(self, /)", file_isatty, NULL, 0 },
    { "read(self, size=-1, /)", file_read_method, NULL, 0 },
    { "readable(self, /)", file_readable, NULL, 0 },
    { "readall(self, /)", file_readall, NULL, 0 },
    { "readinto(self, buffer, /)", file_readinto, NULL, 0 },
    { "seek(self, pos, whence=0, /)", file_seek_method, NULL, 0 },
    { "seekable(self, /)", file_seekable, NULL, 0 },
    { "tell(self, /)", file_tell, NULL, 0 },
    { "truncate(self, size=None, /)", file_truncate, NULL, 0 },
    { "writable(self, /)", file_writable, NULL, 0 },
    { "write(self, b, /)", file_write_method, NULL, 0 },
    { "__reduce__(self, /)", io_refuse_pickle, NULL, 0 },
    { "__reduce_ex__(self, object, /)", io_refuse_pickle, NULL, 0 },
    { 0 }
};

Type file_io_type = {
    TYPE_HEADER, .name = "_io.FileIO", .base = &raw_io_base_type, .flags = TYPE_WEAKREFS,
    .doc = "FileIO(file, mode='r', closefd=True, opener=None)\n--\n\n"
           "A file descriptor, or the file "
           "that a path names, without any buffer.",
    .size = sizeof(FileIO), .signature = "FileIO(*args, **kwargs)",
    .create = file_create, .init_signature = "FileIO(file, mode='r', closefd=True, opener=None)",
    .init = file_init, .destroy = file_destroy, .bury = file_destroy, .repr = file_repr,
    .methods = file_methods, .getters = file_getters, .members = file_members,
};
