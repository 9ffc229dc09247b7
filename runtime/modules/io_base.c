/* runtime/modules/io_base.c -- _IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase: what every file
 * can do by way of a few methods.   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/buffer.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/modules/io_types.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

/* --- the end of a file --- */

/* __del__: closes what is still open. */
bool io_base_finalize(Ref self)
{
    bool closed;
    if (!io_is_closed(self, &closed)) {                        // not fit for use at all
        error_clear();
        return true;
    }
    if (closed) return true;
    ((IOBase *)self)->finalizing = true;
    scoped Ref done = call_method0(self, name_close);
    if (!done) error_report_unraisable(self);
    return true;
}

static Ref base_del(const Obj arg[])
{
    io_base_finalize((Ref)arg[0]);
    return none_new();
}

bool io_check_open(Obj self)
{
    bool closed;
    if (!io_is_closed(self, &closed)) return false;
    return !closed || raise_closed();
}

static Ref base_get_closed(Obj self)
{
    return bool_new(((const IOBase *)self)->closed);
}

static Ref base_flush(const Obj arg[])
{
    if (((const IOBase *)arg[0])->closed) return raise_closed();
    return none_new();
}

static Ref base_close(const Obj arg[])
{
    IOBase *self = (IOBase *)arg[0];
    if (self->closed) return none_new();
    scoped Ref done = call_method0(arg[0], name_flush);
    self->closed = true;
    return done ? none_new() : NULL;
}

Ref io_close_layers(Obj self, Obj below)
{
    scoped Ref kept = keep(below);
    scoped Ref flushed = call_method0(self, name_flush), problem = flushed ? NULL : error_take();
    scoped Ref done = call_method0(kept, name_close);
    if (!problem) return done ? none_new() : NULL;
    if (done) return raise_again(take(&problem));
    scoped Ref second = error_take();
    exception_set_context(second, take(&problem));
    return raise_again(take(&second));
}

Ref io_copy_dict(Obj self)
{
    const Attributes *attributes = &((const IOBase *)self)->attributes;
    bool empty = attributes->shape ? attributes->shape->count == 0 : !attributes->dict;
    if (empty) return none_new();
    scoped Ref dict = instance_get_dict(self);
    return dict ? dict_copy(dict) : NULL;
}

/* --- checks --- */

static Ref base_check_closed(const Obj arg[])
{
    return io_check_open(arg[0]) ? none_new() : NULL;
}

static Ref check_able(Obj self, const char *method, const char *message)
{
    scoped Ref answer = call_method0(self, intern(method));
    if (!answer) return NULL;
    return answer == True_object ? bool_new(true) : raise_unsupported(message);
}

static Ref base_check_seekable(const Obj arg[])
{
    return check_able(arg[0], "seekable", "File or stream is not seekable.");
}

static Ref base_check_readable(const Obj arg[])
{
    return check_able(arg[0], "readable", "File or stream is not readable.");
}

static Ref base_check_writable(const Obj arg[])
{
    return check_able(arg[0], "writable", "File or stream is not writable.");
}

static Ref base_able(const Obj arg[])
{
    return io_check_open(arg[0]) ? bool_new(false) : NULL;
}

static Ref base_seek(const Obj arg[])
{
    (void)arg;
    return raise_unsupported("seek");
}

static Ref base_tell(const Obj arg[])
{
    const Obj args[] = { small_int(0), small_int(1) };
    return call_method(arg[0], intern("seek"), args, 2);
}

static Ref base_truncate(const Obj arg[])
{
    (void)arg;
    return raise_unsupported("truncate");
}

static Ref base_fileno(const Obj arg[])
{
    (void)arg;
    return raise_unsupported("fileno");
}

static Ref base_enter(const Obj arg[])
{
    return io_check_open(arg[0]) ? keep(arg[0]) : NULL;
}

static Ref base_exit(const Obj arg[])
{
    return call_method0(arg[0], name_close);
}

/* --- lines --- */

/* How much to read next for a line: as far as peek() shows one, else a single octet. */
static bool octets_to_read(Obj self, Obj peek, intptr_t limit, size_t *count)
{
    *count = 1;
    if (!peek) return true;
    scoped Ref seen = call1(peek, small_int(1));
    if (!seen) return false;
    if (!is_bytes(seen))
        return raise_os_error("peek() should have returned a bytes object, not '%T'", seen);
    (void)self;
    size_t length = bytes_length(seen);
    if (length == 0) return true;
    if (limit >= 0 && length > (size_t)limit) length = (size_t)limit;
    const char *end = memchr(bytes_data(seen), '\n', length);
    *count = end ? (size_t)(end - bytes_data(seen)) + 1 : length;
    return true;
}

static Ref base_readline(const Obj arg[])
{
    enum { self, size };
    intptr_t limit;
    scoped Ref peek = NULL;
    if (!io_size(arg[size], &limit) || !attribute_find(arg[self], intern("peek"), &peek))
        return NULL;
    scoped_writer OctetWriter w = { 0 };
    while (limit < 0 || w.length < (size_t)limit) {
        size_t count;
        intptr_t room = limit < 0 ? -1 : limit - (intptr_t)w.length;
        if (!octets_to_read(arg[self], peek, room, &count)) return NULL;
        scoped Ref piece = call_method1(arg[self], name_read, small_int((intptr_t)count));
        if (!piece) return NULL;
        if (!is_bytes(piece))
            return raise_os_error("read() should have returned a bytes object, not '%T'", piece);
        if (bytes_length(piece) == 0) break;
        octets_write(&w, bytes_data(piece), bytes_length(piece));
        if (w.data[w.length - 1] == '\n') break;
    }
    return octets_finish(&w);
}

Ref io_get_self(Obj self)
{
    return io_check_open(self) ? keep(self) : NULL;
}

Ref io_next(Obj self)
{
    scoped Ref line = call_method0(self, name_readline);
    size_t length;
    if (!line || !object_length(line, &length)) return NULL;
    return length ? take(&line) : NULL;
}

static Ref base_readlines(const Obj arg[])
{
    enum { self, hint };
    intptr_t wanted;
    if (!io_size(arg[hint], &wanted)) return NULL;
    scoped Ref iterator = iter_of(arg[self]), lines = list_new(0);
    if (!iterator) return NULL;
    for (size_t total = 0; wanted <= 0 || total < (size_t)wanted;) {
        scoped Ref line = NULL;
        size_t length;
        if (!iter_next(iterator, &line)) return NULL;
        if (!line) break;
        list_append(lines, line);
        if (wanted <= 0) continue;
        if (!object_length(line, &length)) return NULL;
        total += length;
    }
    return take(&lines);
}

static bool write_line(Obj line, void *file)
{
    scoped Ref done = call_method1(file, name_write, line);
    return done != NULL;
}

static Ref base_writelines(const Obj arg[])
{
    enum { self, lines };
    if (!io_check_open(arg[self])) return NULL;
    return iter_each(arg[lines], write_line, (void *)arg[self]) ? none_new() : NULL;
}

/* --- raw files --- */

static Ref raw_not_there(const Obj arg[])
{
    (void)arg;
    return raise_with(&not_implemented_error_type, NULL);
}

static Ref base_raw_read(const Obj arg[])
{
    enum { self, size };
    intptr_t most;
    if (!arg[size]) most = -1;
    else if (!io_size(arg[size], &most)) return NULL;
    if (most < 0) return call_method0(arg[self], intern("readall"));
    if (!heap_fits((size_t)most, 1)) return NULL;
    scoped Ref room = bytearray_from("", 0);
    if (!bytearray_resize(room, (size_t)most)) return NULL;
    if (most) memset(((ByteArray *)room)->start, 0, (size_t)most);
    scoped Ref got = call_method1(arg[self], intern("readinto"), room);
    if (!got || is_none(got)) return take(&got);
    intptr_t count;
    if (!object_to_size(got, &count, &value_error_type)) return NULL;
    const ByteArray *array = (const ByteArray *)room;
    if (count < 0 || (size_t)count > array->length)
        return raise_value_error("readinto() returned %zd outside buffer size %zd", count,
                                 (intptr_t)array->length);
    return bytes_from(array->start, (size_t)count);
}

static Ref base_raw_readall(const Obj arg[])
{
    scoped_writer OctetWriter w = { 0 };
    for (bool first = true;; first = false) {
        scoped Ref piece = call_method1(arg[0], name_read, small_int(IO_BUFFER_SIZE));
        if (!piece) return NULL;
        if (is_none(piece)) {
            if (first) return none_new();
            break;
        }
        if (!is_bytes(piece)) return raise_type_error("read() should return bytes");
        if (bytes_length(piece) == 0) break;
        octets_write(&w, bytes_data(piece), bytes_length(piece));
    }
    return octets_finish(&w);
}

/* --- buffered files --- */

static Ref no_detach(const Obj arg[]) { (void)arg; return raise_unsupported("detach"); }
static Ref no_read(const Obj arg[])   { (void)arg; return raise_unsupported("read"); }
static Ref no_read1(const Obj arg[])  { (void)arg; return raise_unsupported("read1"); }
static Ref no_write(const Obj arg[])  { (void)arg; return raise_unsupported("write"); }
static Ref no_readline(const Obj arg[]) { (void)arg; return raise_unsupported("readline"); }
static Ref no_value(Obj self)         { (void)self; return none_new(); }

static Ref read_into(const Obj arg[], const char *method, const char *into)
{
    enum { self, buffer };
    scoped_buffer Buffer view = { 0 };
    if (!buffer_get_writable(arg[buffer], &view, into, 0)) return NULL;
    scoped Ref data = call_method1(arg[self], intern(method), small_int((intptr_t)view.length));
    if (!data) return NULL;
    if (!is_bytes(data)) return raise_type_error("read() should return bytes");
    if (bytes_length(data) > view.length)
        return raise_value_error("read() returned too much data: %zd bytes requested, %zd returned",
                                 (intptr_t)view.length, (intptr_t)bytes_length(data));
    memcpy(view.data, bytes_data(data), bytes_length(data));
    return small_int((intptr_t)bytes_length(data));
}

static Ref base_readinto(const Obj arg[])   { return read_into(arg, "read", "readinto"); }
static Ref base_readinto1(const Obj arg[])  { return read_into(arg, "read1", "readinto1"); }

/* --- types --- */

static const Getter base_getters[] = {
    { "__dict__", instance_get_dict, instance_set_dict, NULL },
    { "closed", base_get_closed, NULL, NULL },
    { 0 }
};

static const Method base_methods[] = {
    { "__del__(self, /)", base_del, NULL, 0 },
    { "__enter__(self, /)", base_enter, NULL, 0 },
    { "__exit__(self, /, *args)", base_exit, NULL, 0 },
    { "_checkClosed(self, /, *args)", base_check_closed, NULL, 0 },
    { "_checkReadable(self, /, *args)", base_check_readable, NULL, 0 },
    { "_checkSeekable(self, /, *args)", base_check_seekable, NULL, 0 },
    { "_checkWritable(self, /, *args)", base_check_writable, NULL, 0 },
    { "close(self, /)", base_close, "Flushes and closes the file; closing twice does no harm.", 0 },
    { "fileno(self, /)", base_fileno, "The number of the file's descriptor.", 0 },
    { "flush(self, /)", base_flush, "Writes what is buffered.", 0 },
    { "isatty(self, /)", base_able, "Whether the file is a terminal.", 0 },
    { "readable(self, /)", base_able, "Whether the file can be read from.", 0 },
    { "readline(self, size=-1, /)", base_readline,
      "The next line with its end, of at most size octets.",
      0 },
    { "readlines(self, hint=-1, /)", base_readlines,
      "The lines left, or enough for hint octets.", 0 },
    { "seek(self, offset, whence=0, /)", base_seek, "Moves the position; gives the new one.", 0 },
    { "seekable(self, /)", base_able, "Whether the position can be moved.", 0 },
    { "tell(self, /)", base_tell, "The position in the file.", 0 },
    { "truncate(self, size=None, /)", base_truncate,
      "Cuts the file off, at the position by default.",
      0 },
    { "writable(self, /)", base_able, "Whether the file can be written to.", 0 },
    { "writelines(self, lines, /)", base_writelines, "Writes each of the lines as it is.", 0 },
    { 0 }
};

Type io_base_type = {
    TYPE_HEADER, .name = "_io._IOBase", .flags = TYPE_WEAKREFS,
    .doc = "The base of all files.", .size = sizeof(IOBase),
    .attributes_offset = offsetof(IOBase, attributes), .signature = "_IOBase(*args, **kwargs)",
    .create = object_create, .finalize = io_base_finalize, .iterate = io_get_self, .next = io_next,
    .methods = base_methods, .getters = base_getters,
};

static const Method raw_methods[] = {
    { "read(self, size=-1, /)", base_raw_read, NULL, 0 },
    { "readall(self, /)", base_raw_readall, "Reads up to the end.", 0 },
    { "readinto(self, buffer, /)", raw_not_there, NULL, 0 },
    { "write(self, b, /)", raw_not_there, NULL, 0 },
    { 0 }
};

Type raw_io_base_type = {
    TYPE_HEADER, .name = "_io._RawIOBase", .base = &io_base_type, .size = sizeof(IOBase),
    .doc = "The base of unbuffered files.", .methods = raw_methods,
};

static const Method buffered_methods[] = {
    { "detach(self, /)", no_detach, "Separates the raw file from the buffer and gives it.", 0 },
    { "read(self, size=-1, /)", no_read, "Reads so many octets, by default all.", 0 },
    { "read1(self, size=-1, /)", no_read1, "Reads what a single call can get.", 0 },
    { "readinto(self, buffer, /)", base_readinto, NULL, 0 },
    { "readinto1(self, buffer, /)", base_readinto1, NULL, 0 },
    { "write(self, b, /)", no_write, "Writes octets; gives their number.", 0 },
    { 0 }
};

Type buffered_io_base_type = {
    TYPE_HEADER, .name = "_io._BufferedIOBase", .base = &io_base_type, .size = sizeof(IOBase),
    .doc = "The base of buffered files.", .methods = buffered_methods,
};

static const Method text_methods[] = {
    { "detach(self, /)", no_detach, "Separates the buffer from the text file and gives it.", 0 },
    { "read(self, size=-1, /)", no_read, "Reads so many characters, by default all.", 0 },
    { "readline(self, size=-1, /)", no_readline, "Reads up to the end of the line.", 0 },
    { "write(self, s, /)", no_write, "Writes a text; gives its length.", 0 },
    { 0 }
};

static const Getter text_getters[] = {
    { "encoding", no_value, NULL, NULL },
    { "errors", no_value, NULL, NULL },
    { "newlines", no_value, NULL, NULL },
    { 0 }
};

Type text_io_base_type = {
    TYPE_HEADER, .name = "_io._TextIOBase", .base = &io_base_type, .size = sizeof(IOBase),
    .doc = "The base of text files.", .methods = text_methods, .getters = text_getters,
};
