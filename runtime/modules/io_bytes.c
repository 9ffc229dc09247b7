/* runtime/modules/io_bytes.c -- BytesIO: a file in memory.   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/buffer.h"
#include "runtime/buffer_holders.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/modules/io_types.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/tuple.h"
#include <string.h>

static BytesIO *bytes_io(Obj x)     { return (BytesIO *)x; }

static bool check_open(Obj self)
{
    return !bytes_io(self)->base.closed || raise_closed();
}

static bool check_exports(Obj self)
{
    size_t exports = bytes_io(self)->exports;
    return exports == 0
        || raise_held(self, exports, "Existing exports of data: object cannot be re-sized");
}

/* Room for `length` octets; the length itself stays. */
static bool reserve(BytesIO *b, size_t length)
{
    if (length <= b->capacity) return true;
    if (!heap_fits(length, 1)) return false;
    size_t capacity = length + length / 8 + 32;
    char *data = heap_plain(capacity);
    if (b->length) memcpy(data, b->data, b->length);
    heap_plain_free(b->data, b->capacity);
    b->data = data;
    b->capacity = capacity;
    return true;
}

static bool put(Obj self, const char *data, size_t length)
{
    BytesIO *b = bytes_io(self);
    size_t end;
    if (length == 0) return true;
    if (__builtin_add_overflow(b->position, length, &end)) return raise_no_memory();
    if (!reserve(b, end)) return false;
    if (b->position > b->length) memset(b->data + b->length, 0, b->position - b->length);
    memcpy(b->data + b->position, data, length);
    b->position = end;
    if (b->length < end) b->length = end;
    return true;
}

static size_t left(const BytesIO *b)
{
    return b->position < b->length ? b->length - b->position : 0;
}

static Ref take_octets(BytesIO *b, intptr_t count)
{
    size_t most = left(b);
    if (count >= 0 && (size_t)count < most) most = (size_t)count;
    Ref data = bytes_from(most ? b->data + b->position : "", most);
    b->position += most;
    return data;
}

static size_t line_length(const BytesIO *b, intptr_t limit)
{
    size_t most = left(b);
    if (limit >= 0 && (size_t)limit < most) most = (size_t)limit;
    const char *from = b->data + b->position, *end = most ? memchr(from, '\n', most) : NULL;
    return end ? (size_t)(end - from) + 1 : most;
}

/* --- making --- */

static Ref bytes_io_create(Type *type, const Obj arg[])
{
    (void)arg;
    Ref made = type_allocate(type, 0);
    if (type == &bytes_io_type) made->flags &= ~(uint32_t)FLAG_FINALIZE;   // nothing to close
    return made;
}

static bool bytes_io_init(Ref self, const Obj arg[])
{
    enum { initial_bytes };
    BytesIO *b = bytes_io(self);
    if (!check_exports(self)) return false;
    b->length = b->position = 0;
    b->base.closed = false;
    if (!arg[initial_bytes] || is_none(arg[initial_bytes])) return true;
    scoped_octets Octets data = { 0 };
    if (!octets_read(arg[initial_bytes], &data) || !put(self, data.data, data.length)) return false;
    b->position = 0;
    return true;
}

static void bytes_io_destroy(Ref self)
{
    BytesIO *b = bytes_io(self);
    heap_plain_free(b->data, b->capacity);
}


/* --- reading --- */

static Ref bytes_io_read(const Obj arg[])
{
    enum { self, size };
    intptr_t count;
    if (!io_size(arg[size], &count) || !check_open(arg[self])) return NULL;
    return take_octets(bytes_io(arg[self]), count);
}

static Ref bytes_io_readinto(const Obj arg[])
{
    enum { self, buffer };
    scoped_buffer Buffer view = { 0 };
    if (!buffer_get_writable(arg[buffer], &view, "readinto", 0)) return NULL;
    if (!check_open(arg[self])) return NULL;
    BytesIO *b = bytes_io(arg[self]);
    size_t count = left(b) < view.length ? left(b) : view.length;
    if (count) memmove(view.data, b->data + b->position, count);
    b->position += count;
    return int_new((intptr_t)count);
}

static Ref bytes_io_readline(const Obj arg[])
{
    enum { self, size };
    intptr_t limit;
    if (!io_size(arg[size], &limit) || !check_open(arg[self])) return NULL;
    BytesIO *b = bytes_io(arg[self]);
    return take_octets(b, (intptr_t)line_length(b, limit));
}

static Ref bytes_io_readlines(const Obj arg[])
{
    enum { self, size };
    intptr_t hint;
    if (!io_size(arg[size], &hint) || !check_open(arg[self])) return NULL;
    BytesIO *b = bytes_io(arg[self]);
    Ref lines = list_new(0);
    for (size_t total = 0, count; (count = line_length(b, -1)) > 0;) {
        list_give(lines, take_octets(b, (intptr_t)count));
        total += count;
        if (hint > 0 && total >= (size_t)hint) break;
    }
    return lines;
}

static Ref bytes_io_next(Obj self)
{
    if (!check_open(self)) return NULL;
    BytesIO *b = bytes_io(self);
    size_t count = line_length(b, -1);
    return count ? take_octets(b, (intptr_t)count) : NULL;
}

static Ref bytes_io_getvalue(const Obj arg[])
{
    const BytesIO *b = bytes_io(arg[0]);
    return check_open(arg[0]) ? bytes_from(b->length ? b->data : "", b->length) : NULL;
}

/* --- writing --- */

static Ref bytes_io_write(const Obj arg[])
{
    enum { self, b };
    if (!check_open(arg[self]) || !check_exports(arg[self])) return NULL;
    scoped_octets Octets data = { 0 };
    if (!octets_read(arg[b], &data)) return NULL;
    if (!check_open(arg[self]) || !check_exports(arg[self])) return NULL;
    return put(arg[self], data.data, data.length) ? int_new((intptr_t)data.length) : NULL;
}

static bool write_one(Obj line, void *self)
{
    const Obj args[] = { self, line };
    scoped Ref done = bytes_io_write(args);
    return done != NULL;
}

static Ref bytes_io_writelines(const Obj arg[])
{
    enum { self, lines };
    if (!check_open(arg[self])) return NULL;
    return iter_each(arg[lines], write_one, (void *)arg[self]) ? none_new() : NULL;
}

static Ref bytes_io_truncate(const Obj arg[])
{
    enum { self, size };
    BytesIO *b = bytes_io(arg[self]);
    intptr_t length;
    if (!check_open(arg[self]) || !check_exports(arg[self]) || !io_size(arg[size], &length))
        return NULL;
    if (!arg[size] || is_none(arg[size])) length = (intptr_t)b->position;
    if (length < 0) return raise_value_error("negative size value %zd", length);
    if ((size_t)length < b->length) b->length = (size_t)length;
    return int_new(length);
}

/* --- the position --- */

static Ref bytes_io_tell(const Obj arg[])
{
    return check_open(arg[0]) ? int_new((intptr_t)bytes_io(arg[0])->position) : NULL;
}

static Ref bytes_io_seek(const Obj arg[])
{
    enum { self, pos, whence };
    BytesIO *b = bytes_io(arg[self]);
    intptr_t offset, base;
    long from = 0;
    if (!object_to_size(arg[pos], &offset, &overflow_error_type)
        || (arg[whence] && !object_to_long(arg[whence], &from)) || !check_open(arg[self]))
        return NULL;
    if (from == 0 && offset < 0) return raise_value_error("negative seek value %zd", offset);
    if (from < 0 || from > 2)
        return raise_value_error("invalid whence (%ld, should be 0, 1 or 2)", from);
    base = from == 0 ? 0 : (intptr_t)(from == 1 ? b->position : b->length);
    if (__builtin_add_overflow(base, offset, &offset))
        return raise_overflow_error("new position too large");
    if (offset < 0) offset = 0;
    b->position = (size_t)offset;
    return int_new(offset);
}

/* --- the rest --- */

static Ref bytes_io_close(const Obj arg[])
{
    BytesIO *b = bytes_io(arg[0]);
    if (!check_exports(arg[0])) return NULL;
    heap_plain_free(b->data, b->capacity);
    b->data = NULL;
    b->length = b->capacity = 0;
    b->base.closed = true;
    return none_new();
}

static Ref bytes_io_flush(const Obj arg[])  { return check_open(arg[0]) ? none_new() : NULL; }
static Ref bytes_io_isatty(const Obj arg[]) { return check_open(arg[0]) ? bool_new(false) : NULL; }
static Ref bytes_io_able(const Obj arg[])   { return check_open(arg[0]) ? bool_new(true) : NULL; }

static Ref bytes_io_getstate(const Obj arg[])
{
    scoped Ref value = bytes_io_getvalue(arg);
    if (!value) return NULL;
    scoped Ref position = int_new((intptr_t)bytes_io(arg[0])->position);
    scoped Ref dict = io_copy_dict(arg[0]);
    return dict ? tuple_pack(3, value, position, dict) : NULL;
}

static Ref bytes_io_setstate(const Obj arg[])
{
    enum { self, state };
    if (!check_open(arg[self])) return NULL;
    if (!is_tuple(arg[state]) || tuple_length(arg[state]) < 3)
        return raise_type_error("%T.__setstate__ argument should be 3-tuple, got %T", arg[self],
                                arg[state]);
    Obj position = tuple_peek(arg[state], 1), dict = tuple_peek(arg[state], 2);
    if (!is_int(position))
        return raise_type_error("second item of state must be an integer, got %T", position);
    const Obj initial[] = { tuple_peek(arg[state], 0) };
    intptr_t at;
    if (!bytes_io_init((Ref)arg[self], initial)
        || !object_to_size(position, &at, &overflow_error_type)) return NULL;
    if (at < 0) return raise_value_error("position value cannot be negative");
    bytes_io(arg[self])->position = (size_t)at;
    if (is_none(dict)) return none_new();
    if (!is_dict(dict))
        return raise_type_error("third item of state should be a dict, got a %T", dict);
    scoped Ref own = instance_get_dict(arg[self]);
    return own && dict_update(own, dict) ? none_new() : NULL;
}

static Ref bytes_io_sizeof(const Obj arg[])
{
    return int_new((intptr_t)(sizeof(BytesIO) + bytes_io(arg[0])->capacity));
}

static Ref get_closed(Obj self)     { return bool_new(bytes_io(self)->base.closed); }

/* --- getbuffer --- */

typedef struct BytesIOBuffer { Object head; Ref source; } BytesIOBuffer;

static bool view_buffer(Obj self, Buffer *view, int flags)
{
    BytesIO *b = bytes_io(((const BytesIOBuffer *)self)->source);
    if (!buffer_fill(view, self, b->length ? b->data : "", b->length, false, flags)) return false;
    view->internal = b;
    b->exports++;
    return true;
}

static void view_release(Obj self, Buffer *view)
{
    (void)view;
    bytes_io(((const BytesIOBuffer *)self)->source)->exports--;
}

static void view_destroy(Ref self)
{
    drop(((BytesIOBuffer *)self)->source);
}

static void view_visit(Obj self, Visit visit, void *context)
{
    visit(((const BytesIOBuffer *)self)->source, context);
}

Type bytes_io_buffer_type = {
    TYPE_HEADER, .name = "_io._BytesIOBuffer", .flags = TYPE_NO_CREATE | TYPE_FINAL,
    .size = sizeof(BytesIOBuffer), .buffer = view_buffer, .buffer_release = view_release,
    .destroy = view_destroy, .visit = view_visit,
};

static Ref bytes_io_getbuffer(const Obj arg[])
{
    if (!check_open(arg[0]) || !reserve(bytes_io(arg[0]), 1)) return NULL;
    scoped Ref exporter = heap_new(&bytes_io_buffer_type, sizeof(BytesIOBuffer));
    ((BytesIOBuffer *)exporter)->source = keep(arg[0]);
    return memoryview_new(exporter);
}

static const Getter bytes_io_getters[] = {
    { "closed", get_closed, NULL, NULL },
    { 0 }
};

static const Method bytes_io_methods[] = {
    { "close(self, /)", bytes_io_close, NULL, 0 },
    { "flush(self, /)", bytes_io_flush, NULL, 0 },
    { "getbuffer(self, /)", bytes_io_getbuffer, "A memoryview of the contents, writable.", 0 },
    { "getvalue(self, /)", bytes_io_getvalue, "All of the contents.", 0 },
    { "isatty(self, /)", bytes_io_isatty, NULL, 0 },
    { "read(self, size=-1, /)", bytes_io_read, NULL, 0 },
    { "read1(self, size=-1, /)", bytes_io_read, NULL, 0 },
    { "readable(self, /)", bytes_io_able, NULL, 0 },
    { "readinto(self, buffer, /)", bytes_io_readinto, NULL, 0 },
    { "readline(self, size=-1, /)", bytes_io_readline, NULL, 0 },
    { "readlines(self, size=None, /)", bytes_io_readlines, NULL, 0 },
    { "seek(self, pos, whence=0, /)", bytes_io_seek, NULL, 0 },
    { "seekable(self, /)", bytes_io_able, NULL, 0 },
    { "tell(self, /)", bytes_io_tell, NULL, 0 },
    { "truncate(self, size=None, /)", bytes_io_truncate, NULL, 0 },
    { "writable(self, /)", bytes_io_able, NULL, 0 },
    { "write(self, b, /)", bytes_io_write, NULL, 0 },
    { "writelines(self, lines, /)", bytes_io_writelines, NULL, 0 },
    { "__getstate__(self, /)", bytes_io_getstate, NULL, 0 },
    { "__setstate__(self, state, /)", bytes_io_setstate, NULL, 0 },
    { "__sizeof__(self, /)", bytes_io_sizeof, NULL, 0 },
    { 0 }
};

Type bytes_io_type = {
    TYPE_HEADER, .name = "_io.BytesIO", .base = &buffered_io_base_type, .flags = TYPE_WEAKREFS,
    .doc = "BytesIO(initial_bytes=b'')\n--\n\nA binary file in memory.", .size = sizeof(BytesIO),
    .signature = "BytesIO(*args, **kwargs)", .create = bytes_io_create,
    .init_signature = "BytesIO(initial_bytes=b'')", .init = bytes_io_init,
    .destroy = bytes_io_destroy, .next = bytes_io_next,
    .methods = bytes_io_methods, .getters = bytes_io_getters,
};
