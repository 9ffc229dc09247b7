/* runtime/modules/io_buffered.c -- BufferedReader, BufferedWriter, BufferedRandom: locking,
 * writing, the position.   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static Buffered *buffered(Obj x)    { return (Buffered *)x; }

/* --- may it be used now? --- */

static bool check_ready(const Buffered *b)
{
    if (likely(b->ready)) return true;
    return b->detached ? raise_value_error("raw stream has been detached")
                       : raise_value_error("I/O operation on uninitialized object");
}

static bool raw_is_closed(const Buffered *b, bool *closed)
{
    if (likely(has_type(b->raw, &file_io_type))) {
        *closed = ((const FileIO *)b->raw)->descriptor < 0;
        return true;
    }
    return io_is_closed(b->raw, closed);
}

bool buffered_enter(Obj self, const char *closed_message)
{
    Buffered *b = buffered(self);
    bool closed;
    if (!check_ready(b)) return false;
    if (unlikely(b->busy)) return raise_runtime_error("reentrant call inside %R", self);
    if (!raw_is_closed(b, &closed)) return false;
    if (closed && closed_message) return raise_value_error("%s", closed_message);
    if (!b->buffer) b->buffer = heap_plain(b->size);
    b->busy = true;
    return true;
}

void buffered_leave(Obj self)
{
    buffered(self)->busy = false;
}

void buffered_leave_at_scope_end(Obj *self)
{
    if (*self) buffered_leave(*self);
}

/* --- writing --- */

static bool raise_blocked(const char *message, size_t written)
{
    scoped Ref text = str_from_text(message), count = int_new((intptr_t)written);
    const Obj args[] = { small_int(EAGAIN), text, count };
    Ref exception = exception_make(&blocking_io_error_type, args, 3);
    return exception ? raise_object(exception) : false;
}

/* What raw took of the pending octets is gone from the buffer, also when this fails. */
static Transfer push_pending(Buffered *b)
{
    size_t done = 0;
    Transfer result = IO_DONE;
    while (result == IO_DONE && done < b->pending) {
        size_t written;
        result = raw_write(b, b->buffer + done, b->pending - done, &written);
        done += written;
    }
    if (done && done < b->pending) memmove(b->buffer, b->buffer + done, b->pending - done);
    b->pending -= done;
    if (b->pending == 0) open_file_remove(&b->open);
    return result;
}

bool buffered_flush_pending(Buffered *b)
{
    if (b->pending == 0) return true;
    Transfer result = push_pending(b);
    if (result == IO_DONE) return true;
    if (result == IO_FAILED) return false;
    return raise_blocked("write could not complete without blocking", 0);
}

bool buffered_flush_and_rewind(Buffered *b)
{
    if (!buffered_flush_pending(b)) return false;
    if (b->start < b->end) {
        int64_t position, ahead = (int64_t)(b->end - b->start);
        b->start = b->end = 0;
        return raw_seek(b, -ahead, SEEK_CUR, &position);
    }
    b->start = b->end = 0;
    return true;
}

static void keep_pending(Buffered *b, const char *data, size_t length)
{
    memcpy(b->buffer + b->pending, data, length);
    b->pending += length;
    if (!b->open.hidden_owner) open_file_add(&b->open, &b->base.head, false);
}

/* The rest of what does not fit: whole blocks go to raw, the end stays here. */
static bool put_much(Buffered *b, const char *data, size_t length)
{
    size_t done = 0, written;
    Transfer result = push_pending(b);
    while (result == IO_DONE && length - done > b->size) {
        result = raw_write(b, data + done, length - done, &written);
        done += written;
    }
    if (result == IO_FAILED) return false;
    size_t room = b->size - b->pending, fits = length - done < room ? length - done : room;
    keep_pending(b, data + done, fits);
    done += fits;
    return done == length || raise_blocked("write could not complete without blocking", done);
}

bool buffered_put(Buffered *b, const char *data, size_t length)
{
    if (b->end && !buffered_flush_and_rewind(b)) return false;
    if (length == 0) return true;
    if (likely(length <= b->size - b->pending)) {
        keep_pending(b, data, length);
        return true;
    }
    return put_much(b, data, length);
}

bool buffered_write_octets(Obj self, const char *data, size_t length)
{
    if (!buffered(self)->writable) return raise_unsupported("write");
    if (!buffered_enter(self, "write to closed file")) return false;
    scoped_busy Obj locked = self;
    (void)locked;
    return buffered_put(buffered(self), data, length);
}

bool buffered_flush_exact(Obj self)
{
    Buffered *b = buffered(self);
    if (!buffered_enter(self, "flush of closed file")) return false;
    scoped_busy Obj locked = self;
    (void)locked;
    if (b->writable && b->readable) return buffered_flush_and_rewind(b);
    if (b->writable) return buffered_flush_pending(b);
    return true;
}

static Ref buffered_write(const Obj arg[])
{
    enum { self, b };
    if (!check_ready(buffered(arg[self]))) return NULL;
    scoped_octets Octets data = { 0 };
    if (!octets_read(arg[b], &data)) return NULL;
    if (!buffered_write_octets(arg[self], data.data, data.length)) return NULL;
    return int_new((intptr_t)data.length);
}

static Ref buffered_flush(const Obj arg[])
{
    return buffered_flush_exact(arg[0]) ? none_new() : NULL;
}

/* BufferedReader.flush: there is nothing to do but to ask the raw file. */
static Ref reader_flush(const Obj arg[])
{
    bool closed;
    if (!check_ready(buffered(arg[0])) || !raw_is_closed(buffered(arg[0]), &closed)) return NULL;
    return call_method0(buffered(arg[0])->raw, name_flush);
}

/* --- the position --- */

static bool tell(Buffered *b, int64_t *position)
{
    if (!raw_tell(b, position)) return false;
    *position += (int64_t)b->pending - (int64_t)(b->end - b->start);
    if (*position < 0) *position = 0;
    return true;
}

static Ref buffered_tell(const Obj arg[])
{
    int64_t position;
    if (!buffered_enter(arg[0], "tell of closed file")) return NULL;
    scoped_busy Obj locked = arg[0];
    (void)locked;
    return tell(buffered(arg[0]), &position) ? int_new(position) : NULL;
}

static bool check_seekable(const Buffered *b)
{
    if (has_type(b->raw, &file_io_type) && ((const FileIO *)b->raw)->seekable > 0) return true;
    bool able;
    if (!io_method_truth(b->raw, "seekable", &able)) return false;
    return able || raise_unsupported("File or stream is not seekable.");
}

/* A target inside of what was read ahead needs no call. */
static bool seek_inside(Buffered *b, int64_t target, int whence, int64_t *position)
{
    if (whence == SEEK_END || !b->readable || b->pending || b->start == b->end) return false;
    int64_t behind;
    if (!raw_tell(b, &behind)) {
        error_clear();
        return false;
    }
    int64_t here = behind - (int64_t)(b->end - b->start);
    int64_t step = whence == SEEK_CUR ? target : target - here;
    if (step < -(int64_t)b->start || step > (int64_t)(b->end - b->start)) return false;
    b->start = (size_t)((int64_t)b->start + step);
    *position = here + step < 0 ? 0 : here + step;             // devices stay where they are
    return true;
}

static Ref buffered_seek(const Obj arg[])
{
    enum { self, target, whence };
    Buffered *b = buffered(arg[self]);
    long from = SEEK_SET;
    int64_t offset, position;
    bool closed;
    if (arg[whence] && !object_to_long(arg[whence], &from)) return NULL;
    if (from < 0 || from > 4) return raise_value_error("whence value %ld unsupported", from);
    if (!check_ready(b) || !raw_is_closed(b, &closed)) return NULL;
    if (closed) return raise_value_error("seek of closed file");
    if (!check_seekable(b) || !io_offset(arg[target], &offset)
        || !buffered_enter(arg[self], "seek of closed file"))
        return NULL;
    scoped_busy Obj locked = arg[self];
    (void)locked;
    if (seek_inside(b, offset, (int)from, &position)) return int_new(position);
    if (!buffered_flush_pending(b)) return NULL;
    if (from == SEEK_CUR) offset -= (int64_t)(b->end - b->start);
    if (!raw_seek(b, offset, (int)from, &position)) return NULL;
    b->start = b->end = 0;
    return int_new(position);
}

static Ref buffered_truncate(const Obj arg[])
{
    enum { self, pos };
    Buffered *b = buffered(arg[self]);
    bool closed;
    if (!check_ready(b) || !raw_is_closed(b, &closed)) return NULL;
    if (closed) return raise_value_error("truncate of closed file");
    if (!b->writable) return raise_unsupported("truncate");
    if (!buffered_enter(arg[self], "truncate of closed file")) return NULL;
    scoped_busy Obj locked = arg[self];
    (void)locked;
    int64_t here;
    if (!buffered_flush_and_rewind(b)) return NULL;
    scoped Ref size = arg[pos] && !is_none(arg[pos]) ? keep(arg[pos]) : NULL;
    if (!size) {
        if (!tell(b, &here)) return NULL;
        size = int_new(here);
    }
    return call_method1(b->raw, intern("truncate"), size);
}

/* --- making and closing --- */

static bool set_up(Buffered *b, Obj raw, size_t size)
{
    replace(&b->raw, keep(raw));
    heap_plain_free(b->buffer, b->size);
    b->buffer = NULL;
    b->size = size;
    b->start = b->end = b->pending = 0;
    b->detached = false;
    b->ready = true;
    return true;
}

static size_t size_for(Obj raw)
{
    int32_t block = has_type(raw, &file_io_type) ? ((const FileIO *)raw)->block_size : 0;
    return block > 1 ? (size_t)block : IO_BUFFER_SIZE;
}

static void set_direction(Buffered *b, const Type *type)
{
    b->readable = type_is_subtype(type, &buffered_reader_type)
               || type_is_subtype(type, &buffered_random_type);
    b->writable = type_is_subtype(type, &buffered_writer_type)
               || type_is_subtype(type, &buffered_random_type);
}

Ref buffered_new(Type *type, Ref raw)
{
    scoped Ref below = raw;
    scoped Ref made = type_allocate(type, 0);
    set_direction(buffered(made), type);
    return set_up(buffered(made), below, size_for(below)) ? take(&made) : NULL;
}

static Ref buffered_create(Type *type, const Obj arg[])
{
    (void)arg;
    Ref made = type_allocate(type, 0);
    set_direction(buffered(made), type);
    return made;
}

static bool require(Obj raw, const char *method, const char *message)
{
    bool able;
    if (!io_method_truth(raw, method, &able)) return false;
    return able || raise_unsupported(message);
}

static bool buffered_init(Ref self, const Obj arg[])
{
    enum { raw, buffer_size };
    Buffered *b = buffered(self);
    intptr_t size = IO_BUFFER_SIZE;
    b->ready = b->detached = false;
    if (b->readable && b->writable
        && !require(arg[raw], "seekable", "File or stream is not seekable."))
        return false;
    if (b->readable && !require(arg[raw], "readable", "File or stream is not readable."))
        return false;
    if (b->writable && !require(arg[raw], "writable", "File or stream is not writable."))
        return false;
    if (arg[buffer_size] && !object_to_size(arg[buffer_size], &size, &overflow_error_type))
        return false;
    if (size <= 0) return raise_value_error("buffer size must be strictly positive");
    return heap_fits((size_t)size, 1) && set_up(b, arg[raw], (size_t)size);
}

static Ref buffered_close(const Obj arg[])
{
    Buffered *b = buffered(arg[0]);
    bool closed;
    if (!check_ready(b) || !io_is_closed(arg[0], &closed)) return NULL;
    if (closed) return none_new();
    Ref done = io_close_layers(arg[0], b->raw);
    b->pending = 0;                                            // lost if it could not be written
    open_file_remove(&b->open);
    return done;
}

static Ref buffered_detach(const Obj arg[])
{
    Buffered *b = buffered(arg[0]);
    if (!check_ready(b)) return NULL;
    scoped Ref flushed = call_method0(arg[0], name_flush);
    if (!flushed) return NULL;
    b->ready = false;
    b->detached = true;
    open_file_remove(&b->open);
    return take(&b->raw);
}

static void buffered_destroy(Ref self)
{
    Buffered *b = buffered(self);
    open_file_remove(&b->open);
    heap_plain_free(b->buffer, b->size);
    drop_or_null(b->raw);
}

static void buffered_bury(Ref self)
{
    open_file_remove(&buffered(self)->open);
}

static void buffered_visit(Obj self, Visit visit, void *context)
{
    if (buffered(self)->raw) visit(buffered(self)->raw, context);
}

/* --- passed on to raw --- */

static Ref ask_raw(const Obj arg[], const char *method)
{
    if (!check_ready(buffered(arg[0]))) return NULL;
    return call_method0(buffered(arg[0])->raw, intern(method));
}

static Ref buffered_seekable(const Obj arg[])   { return ask_raw(arg, "seekable"); }
static Ref buffered_readable(const Obj arg[])   { return ask_raw(arg, "readable"); }
static Ref buffered_writable(const Obj arg[])   { return ask_raw(arg, "writable"); }
static Ref buffered_fileno(const Obj arg[])     { return ask_raw(arg, "fileno"); }
static Ref buffered_isatty(const Obj arg[])     { return ask_raw(arg, "isatty"); }

static Ref attribute_of_raw(Obj self, const char *name)
{
    return check_ready(buffered(self)) ? attribute_get(buffered(self)->raw, intern(name)) : NULL;
}

static Ref get_closed(Obj self)     { return attribute_of_raw(self, "closed"); }
static Ref get_name(Obj self)       { return attribute_of_raw(self, "name"); }
static Ref get_mode(Obj self)       { return attribute_of_raw(self, "mode"); }
static Ref get_finalizing(Obj self) { return bool_new(buffered(self)->base.finalizing); }

static Ref buffered_repr(Obj self)
{
    scoped Ref name = NULL;
    if (!attribute_find(self, name_name, &name)) {
        if (!error_clear_if(&value_error_type)) return NULL;
    }
    if (!name) return str_format("<%T>", self);
    if (repr_enter(self)) return raise_runtime_error("reentrant call inside %T.__repr__", self);
    Ref text = str_format("<%T name=%R>", self, name);
    repr_leave(self);
    return text;
}

static Ref buffered_sizeof(const Obj arg[])
{
    const Buffered *b = buffered(arg[0]);
    return int_new((intptr_t)(sizeof(Buffered) + (b->buffer ? b->size : 0)));
}

/* --- types --- */

static const Getter buffered_getters[] = {
    { "closed", get_closed, NULL, NULL },
    { "name", get_name, NULL, NULL },
    { "mode", get_mode, NULL, NULL },
    { "_finalizing", get_finalizing, NULL, NULL },
    { 0 }
};

static const Member buffered_members[] = {
    { "raw", MEMBER_OBJECT, offsetof(Buffered, raw), false, NULL },
    { 0 }
};

#define COMMON_ROWS \
    { "close(self, /)", buffered_close, NULL, 0 }, \
    { "detach(self, /)", buffered_detach, NULL, 0 }, \
    { "fileno(self, /)", buffered_fileno, NULL, 0 }, \
    { "isatty(self, /)", buffered_isatty, NULL, 0 }, \
    { "seek(self, target, whence=0, /)", buffered_seek, NULL, 0 }, \
    { "seekable(self, /)", buffered_seekable, NULL, 0 }, \
    { "tell(self, /)", buffered_tell, NULL, 0 }, \
    { "truncate(self, pos=None, /)", buffered_truncate, NULL, 0 }, \
    { "__sizeof__(self, /)", buffered_sizeof, NULL, 0 }, \
    { "__reduce__(self, /)", io_refuse_pickle, NULL, 0 }, \
    { "__reduce_ex__(self, object, /)", io_refuse_pickle, NULL, 0 }
#define READ_ROWS \
    { "peek(self, size=0, /)", buffered_peek, "Octets that come next; the position stays.", 0 }, \
    { "read(self, size=-1, /)", buffered_read, NULL, 0 }, \
    { "read1(self, size=-1, /)", buffered_read1, NULL, 0 }, \
    { "readable(self, /)", buffered_readable, NULL, 0 }, \
    { "readinto(self, buffer, /)", buffered_readinto, NULL, 0 }, \
    { "readinto1(self, buffer, /)", buffered_readinto1, NULL, 0 }, \
    { "readline(self, size=-1, /)", buffered_readline, NULL, 0 }
#define WRITE_ROWS \
    { "flush(self, /)", buffered_flush, NULL, 0 }, \
    { "writable(self, /)", buffered_writable, NULL, 0 }, \
    { "write(self, buffer, /)", buffered_write, NULL, 0 }

static const Method reader_methods[] = {
    COMMON_ROWS, READ_ROWS, { "flush(self, /)", reader_flush, NULL, 0 }, { 0 }
};
static const Method writer_methods[] = { COMMON_ROWS, WRITE_ROWS, { 0 } };
static const Method random_methods[] = { COMMON_ROWS, READ_ROWS, WRITE_ROWS, { 0 } };

#define BUFFERED_TYPE(Name, rows, text) { \
    TYPE_HEADER, .name = "_io." Name, .base = &buffered_io_base_type, .flags = TYPE_WEAKREFS, \
    .doc = Name "(raw, buffer_size=8192)\n--\n\n" text, .size = sizeof(Buffered), \
    .signature = Name "(*args, **kwargs)", .create = buffered_create, \
    .init_signature = Name "(raw, buffer_size=8192)", .init = buffered_init, \
    .destroy = buffered_destroy, .bury = buffered_bury, .visit = buffered_visit, \
    .repr = buffered_repr, .methods = rows, .getters = buffered_getters, \
    .members = buffered_members

Type buffered_reader_type = BUFFERED_TYPE("BufferedReader", reader_methods,
    "A buffer for a raw file that can be read from."), .next = buffered_next };
Type buffered_writer_type = BUFFERED_TYPE("BufferedWriter", writer_methods,
    "A buffer for a raw file that can be written to.") };
Type buffered_random_type = BUFFERED_TYPE("BufferedRandom", random_methods,
    "A buffer for a raw file with a position that can be set."), .next = buffered_next };
