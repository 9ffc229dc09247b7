/* runtime/modules/io_string.c -- StringIO: a text file in memory.   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

static StringIO *string_io(Obj x)   { return (StringIO *)x; }

static bool check_open(Obj self)
{
    if (unlikely(!string_io(self)->ready))
        return raise_value_error("I/O operation on uninitialized object");
    return !string_io(self)->base.closed || raise_value_error("I/O operation on closed file");
}

static Points points_of(const StringIO *s)  { return (Points){ s->data, s->length, s->width }; }

/* Room for `length` characters of `width` bytes. */
static bool reserve(StringIO *s, size_t length, uint8_t width)
{
    if (s->width > width) width = s->width;
    if (length <= s->capacity && width == s->width) return true;
    if (!heap_fits(length, width)) return false;
    size_t capacity = length <= s->capacity ? s->capacity : length + length / 4 + 64;
    void *data = heap_plain(capacity * width);
    if (s->length) points_copy(data, width, s->data, s->width, s->length);
    heap_plain_free(s->data, s->capacity * s->width);
    s->data = data;
    s->capacity = capacity;
    s->width = width;
    return true;
}

static bool put(StringIO *s, Obj text)
{
    Points p = str_points(text);
    size_t end;
    if (p.length == 0) return true;
    if (__builtin_add_overflow(s->position, p.length, &end)) return raise_no_memory();
    if (unlikely(end > s->capacity || p.width > s->width) && !reserve(s, end, p.width))
        return false;
    if (s->position > s->length)
        points_fill(s->data, s->width, s->length, s->position - s->length, 0);
    points_copy((char *)s->data + s->position * s->width, s->width, p.data, p.width, p.length);
    s->position = end;
    if (s->length < end) s->length = end;
    return true;
}

static bool write_translated(StringIO *s, Obj text)
{
    if (!s->newlines.universal && !s->newlines.write_end[0]) return put(s, text);
    scoped Ref read = s->newlines.universal ? newlines_decode(&s->newlines, keep(text), true)
                                            : keep(text);
    if (!read) return false;
    scoped Ref shown = newlines_for_write(&s->newlines, read);
    return put(s, shown);
}

/* --- making --- */

static Ref string_io_create(Type *type, const Obj arg[])
{
    (void)arg;
    Ref made = type_allocate(type, 0);
    string_io(made)->width = 1;
    if (type == &string_io_type) made->flags &= ~(uint32_t)FLAG_FINALIZE;   // nothing to close
    return made;
}

static bool string_io_init(Ref self, const Obj arg[])
{
    enum { initial_value, newline };
    StringIO *s = string_io(self);
    Newlines newlines = { .read_end = "\n" };
    Obj initial = arg[initial_value];
    s->ready = false;
    if (arg[newline] && !newlines_set(&newlines, arg[newline])) return false;
    if (initial && !is_none(initial) && !is_str(initial))
        return raise_type_error("initial_value must be str or None, not %T", initial);
    replace(&s->given, arg[newline] ? keep(arg[newline]) : str_from_text("\n"));
    s->newlines = newlines;
    s->length = s->position = 0;
    s->base.closed = false;
    if (initial && is_str(initial) && !write_translated(s, initial)) return false;
    s->position = 0;
    s->ready = true;
    return true;
}

static void string_io_destroy(Ref self)
{
    StringIO *s = string_io(self);
    heap_plain_free(s->data, s->capacity * s->width);
    drop_or_null(s->given);
}

static void string_io_visit(Obj self, Visit visit, void *context)
{
    if (string_io(self)->given) visit(string_io(self)->given, context);
}

/* --- reading and writing --- */

static Ref take_text(StringIO *s, size_t count)
{
    Ref text = str_from_points(points_part(points_of(s), s->position, s->position + count));
    s->position += count;
    return text;
}

static size_t left(const StringIO *s)
{
    return s->position < s->length ? s->length - s->position : 0;
}

static Ref string_io_read(const Obj arg[])
{
    enum { self, size };
    intptr_t count;
    if (!check_open(arg[self]) || !io_size(arg[size], &count)) return NULL;
    StringIO *s = string_io(arg[self]);
    size_t most = left(s);
    if (count >= 0 && (size_t)count < most) most = (size_t)count;
    return most ? take_text(s, most) : str_empty();
}

static Ref take_line(StringIO *s, intptr_t limit)
{
    size_t most = left(s);
    if (most == 0 || limit == 0) return str_empty();
    size_t count = newlines_find(&s->newlines, points_of(s), s->position);
    if (count == 0) count = most;
    if (limit >= 0 && (size_t)limit < count) count = (size_t)limit;
    return take_text(s, count);
}

static Ref string_io_readline(const Obj arg[])
{
    enum { self, size };
    intptr_t limit;
    if (!check_open(arg[self]) || !io_size(arg[size], &limit)) return NULL;
    return take_line(string_io(arg[self]), limit);
}

static Ref string_io_next(Obj self)
{
    if (!has_type(self, &string_io_type)) return io_next(self);
    if (!check_open(self)) return NULL;
    scoped Ref line = take_line(string_io(self), -1);
    return str_length(line) ? take(&line) : NULL;
}

static Ref string_io_write(const Obj arg[])
{
    enum { self, s };
    if (!check_open(arg[self])) return NULL;
    if (!is_str(arg[s])) return raise_type_error("string argument expected, got '%T'", arg[s]);
    if (!write_translated(string_io(arg[self]), arg[s])) return NULL;
    return int_new((intptr_t)str_length(arg[s]));
}

static Ref string_io_getvalue(const Obj arg[])
{
    if (!check_open(arg[0])) return NULL;
    const StringIO *s = string_io(arg[0]);
    return s->length ? str_from_points(points_of(s)) : str_empty();
}

/* --- the position --- */

static Ref string_io_tell(const Obj arg[])
{
    return check_open(arg[0]) ? int_new((intptr_t)string_io(arg[0])->position) : NULL;
}

static Ref string_io_seek(const Obj arg[])
{
    enum { self, pos, whence };
    StringIO *s = string_io(arg[self]);
    intptr_t to;
    long from = 0;
    if (!object_to_size(arg[pos], &to, &overflow_error_type)
        || (arg[whence] && !object_to_long(arg[whence], &from)) || !check_open(arg[self]))
        return NULL;
    if (from < 0 || from > 2)
        return raise_value_error("Invalid whence (%ld, should be 0, 1 or 2)", from);
    if (from == 0 && to < 0) return raise_value_error("Negative seek position %zd", to);
    if (from != 0 && to != 0) return raise_os_error("Can't do nonzero cur-relative seeks");
    s->position = from == 0 ? (size_t)to : from == 1 ? s->position : s->length;
    return int_new((intptr_t)s->position);
}

static Ref string_io_truncate(const Obj arg[])
{
    enum { self, pos };
    StringIO *s = string_io(arg[self]);
    intptr_t length;
    if (!check_open(arg[self]) || !io_size(arg[pos], &length)) return NULL;
    if (!arg[pos] || is_none(arg[pos])) length = (intptr_t)s->position;
    if (length < 0) return raise_value_error("Negative size value %zd", length);
    if ((size_t)length < s->length) s->length = (size_t)length;
    return int_new(length);
}

/* --- the rest --- */

static Ref string_io_close(const Obj arg[])
{
    StringIO *s = string_io(arg[0]);
    heap_plain_free(s->data, s->capacity * s->width);
    s->data = NULL;
    s->length = s->capacity = 0;
    s->width = 1;
    s->base.closed = true;
    return none_new();
}

static Ref string_io_able(const Obj arg[])  { return check_open(arg[0]) ? bool_new(true) : NULL; }

static Ref string_io_getstate(const Obj arg[])
{
    scoped Ref value = string_io_getvalue(arg);
    if (!value) return NULL;
    const StringIO *s = string_io(arg[0]);
    scoped Ref position = int_new((intptr_t)s->position), dict = io_copy_dict(arg[0]);
    return dict ? tuple_pack(4, value, s->given, position, dict) : NULL;
}

static Ref string_io_setstate(const Obj arg[])
{
    enum { self, state };
    StringIO *s = string_io(arg[self]);
    intptr_t at;
    if (s->base.closed) return raise_value_error("I/O operation on closed file");
    if (!is_tuple(arg[state]) || tuple_length(arg[state]) < 4)
        return raise_type_error("%T.__setstate__ argument should be 4-tuple, got %T", arg[self],
                                arg[state]);
    Obj value = tuple_peek(arg[state], 0), dict = tuple_peek(arg[state], 3);
    if (!is_none(value) && !is_str(value))
        return raise_type_error("initial_value must be str or None, not %T", value);
    // The value has its line ends translated already.
    const Obj empty[] = { NULL, tuple_peek(arg[state], 1) };
    if (!string_io_init((Ref)arg[self], empty)) return NULL;
    if (is_str(value) && !put(s, value)) return NULL;
    s->position = 0;
    if (!is_int(tuple_peek(arg[state], 2)))
        return raise_type_error("third item of state must be an integer, got %T",
                                tuple_peek(arg[state], 2));
    if (!object_to_size(tuple_peek(arg[state], 2), &at, &overflow_error_type)) return NULL;
    if (at < 0) return raise_value_error("position value cannot be negative");
    s->position = (size_t)at;
    if (is_none(dict)) return none_new();
    if (!is_dict(dict))
        return raise_type_error("fourth item of state should be a dict, got a %T", dict);
    scoped Ref own = instance_get_dict(arg[self]);
    return own && dict_update(own, dict) ? none_new() : NULL;
}

static Ref get_closed(Obj self)
{
    if (!string_io(self)->ready) return raise_value_error("I/O operation on uninitialized object");
    return bool_new(string_io(self)->base.closed);
}

static Ref get_newlines(Obj self)
{
    return check_open(self) ? newlines_seen(&string_io(self)->newlines) : NULL;
}

static Ref get_line_buffering(Obj self)
{
    return check_open(self) ? bool_new(false) : NULL;
}

static const Getter string_io_getters[] = {
    { "closed", get_closed, NULL, NULL },
    { "line_buffering", get_line_buffering, NULL, NULL },
    { "newlines", get_newlines, NULL, NULL },
    { 0 }
};

static const Method string_io_methods[] = {
    { "close(self, /)", string_io_close, NULL, 0 },
    { "getvalue(self, /)", string_io_getvalue, "All of the contents.", 0 },
    { "read(self, size=-1, /)", string_io_read, NULL, 0 },
    { "readable(self, /)", string_io_able, NULL, 0 },
    { "readline(self, size=-1, /)", string_io_readline, NULL, 0 },
    { "seek(self, pos, whence=0, /)", string_io_seek, NULL, 0 },
    { "seekable(self, /)", string_io_able, NULL, 0 },
    { "tell(self, /)", string_io_tell, NULL, 0 },
    { "truncate(self, pos=None, /)", string_io_truncate, NULL, 0 },
    { "writable(self, /)", string_io_able, NULL, 0 },
    { "write(self, s, /)", string_io_write, NULL, 0 },
    { "__getstate__(self, /)", string_io_getstate, NULL, 0 },
    { "__setstate__(self, state, /)", string_io_setstate, NULL, 0 },
    { 0 }
};

Type string_io_type = {
    TYPE_HEADER, .name = "_io.StringIO", .base = &text_io_base_type, .flags = TYPE_WEAKREFS,
    .doc = "StringIO(initial_value='', newline='\\n')\n--\n\nA text file in memory.",
    .size = sizeof(StringIO), .signature = "StringIO(*args, **kwargs)", .create = string_io_create,
    .init_signature = "StringIO(initial_value='', newline='\\n')", .init = string_io_init,
    .destroy = string_io_destroy, .visit = string_io_visit, .next = string_io_next,
    .methods = string_io_methods, .getters = string_io_getters,
};
