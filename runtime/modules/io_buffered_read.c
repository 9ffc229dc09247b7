/* runtime/modules/io_buffered_read.c -- reading through a buffer.   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/buffer.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include <string.h>

static Buffered *buffered(Obj x)            { return (Buffered *)x; }
static size_t available(const Buffered *b)  { return b->end - b->start; }

static Ref take_ahead(Buffered *b, size_t count)
{
    Ref data = bytes_from(b->buffer + b->start, count);
    b->start += count;
    return data;
}

/* Reads into the empty buffer. */
static Transfer fill(Buffered *b)
{
    size_t got;
    b->start = b->end = 0;
    Transfer result = raw_read(b, b->buffer, b->size, &got);
    b->end = got;
    return result;
}

/* What is pending has to be written before something is read. */
static bool ready_to_read(Buffered *b)
{
    return b->pending == 0 || buffered_flush_pending(b);
}

/* --- read --- */

static Ref read_by_readall(Obj readall, OctetWriter *w)
{
    scoped Ref rest = call0(readall);
    if (!rest) return NULL;
    if (is_none(rest)) return w->length ? octets_finish(w) : none_new();
    if (!is_bytes(rest)) return raise_type_error("readall() should return bytes");
    if (w->length == 0) return take(&rest);
    octets_write(w, bytes_data(rest), bytes_length(rest));
    return octets_finish(w);
}

Ref buffered_read_rest(Buffered *b)
{
    scoped_writer OctetWriter w = { 0 };
    if (!ready_to_read(b)) return NULL;
    octets_write(&w, b->buffer + b->start, available(b));
    b->start = b->end = 0;
    scoped Ref readall = NULL;
    if (!attribute_find(b->raw, intern("readall"), &readall)) return NULL;
    if (readall) return read_by_readall(readall, &w);
    for (bool first = w.length == 0;; first = false) {
        scoped Ref piece = call_method0(b->raw, name_read);
        if (!piece) return NULL;
        if (!is_none(piece) && !is_bytes(piece))
            return raise_type_error("read() should return bytes");
        if (is_none(piece) || bytes_length(piece) == 0)
            return w.length || !first || !is_none(piece) ? octets_finish(&w) : none_new();
        octets_write(&w, bytes_data(piece), bytes_length(piece));
    }
}

/* Reads until `to` is full, at the end of the file, or where raw would have to wait; large pieces
 * go past the buffer. *got counts from the start of `to`. */
static Transfer read_full(Buffered *b, char *to, size_t room, bool once, size_t *got)
{
    *got = 0;
    while (*got < room) {
        size_t ahead = available(b), wanted = room - *got, count;
        if (ahead) {
            count = ahead < wanted ? ahead : wanted;
            memcpy(to + *got, b->buffer + b->start, count);
            b->start += count;
            *got += count;
            if (once && room - *got <= b->size) return IO_DONE;
            continue;
        }
        b->start = b->end = 0;
        Transfer result;
        if (wanted >= b->size) {
            // Whole buffers, so that what is read ahead stays in step.
            size_t whole = once ? wanted : wanted - wanted % b->size;
            result = raw_read(b, to + *got, whole, &count);
            *got += count;
            if (result == IO_DONE && once) return IO_DONE;
        } else {
            result = fill(b);
            count = b->end;
        }
        if (result != IO_DONE) return result;
        if (count == 0) return IO_DONE;
    }
    return IO_DONE;
}

static Ref read_count(Buffered *b, size_t wanted)
{
    if (wanted <= available(b)) return take_ahead(b, wanted);
    if (!heap_fits(wanted, 1)) return NULL;
    scoped Ref data = bytes_new(wanted);
    size_t got;
    if (!ready_to_read(b)) return NULL;
    Transfer result = read_full(b, (char *)bytes_data(data), wanted, false, &got);
    if (result == IO_FAILED) return NULL;
    if (result == IO_BLOCKED && got == 0) return none_new();
    return got == wanted ? take(&data) : bytes_from(bytes_data(data), got);
}

Ref buffered_read(const Obj arg[])
{
    enum { self, size };
    intptr_t wanted;
    if (!io_size(arg[size], &wanted)) return NULL;
    if (wanted < -1) return raise_value_error("read length must be non-negative or -1");
    if (!buffered_enter(arg[self], "read of closed file")) return NULL;
    scoped_busy Obj locked = arg[self];
    (void)locked;
    Buffered *b = buffered(arg[self]);
    return wanted < 0 ? buffered_read_rest(b) : read_count(b, (size_t)wanted);
}

Ref buffered_read_some(Buffered *b, size_t most)
{
    size_t ahead = available(b);
    if (ahead) return take_ahead(b, ahead < most ? ahead : most);
    if (most == 0) return bytes_new(0);
    if (!ready_to_read(b) || !heap_fits(most, 1)) return NULL;
    scoped Ref data = bytes_new(most);
    size_t got;
    b->start = b->end = 0;
    Transfer result = raw_read(b, (char *)bytes_data(data), most, &got);
    if (result == IO_FAILED) return NULL;
    return got == most ? take(&data) : bytes_from(bytes_data(data), got);
}

Ref buffered_read1(const Obj arg[])
{
    enum { self, size };
    intptr_t most = -1;
    if (arg[size] && !object_to_size(arg[size], &most, &overflow_error_type)) return NULL;
    if (!buffered_enter(arg[self], "read of closed file")) return NULL;
    scoped_busy Obj locked = arg[self];
    (void)locked;
    Buffered *b = buffered(arg[self]);
    return buffered_read_some(b, most < 0 ? b->size : (size_t)most);
}

Ref buffered_peek(const Obj arg[])
{
    Buffered *b = buffered(arg[0]);
    if (!buffered_enter(arg[0], "peek of closed file")) return NULL;
    scoped_busy Obj locked = arg[0];
    (void)locked;
    if (b->writable && !buffered_flush_pending(b)) return NULL;
    if (available(b) == 0 && fill(b) == IO_FAILED) return NULL;
    return bytes_from(b->buffer + b->start, available(b));
}

static Ref read_into(const Obj arg[], bool once)
{
    enum { self, buffer };
    Buffered *b = buffered(arg[self]);
    scoped_buffer Buffer view = { 0 };
    if (!b->ready && !buffered_enter(arg[self], NULL)) return NULL;
    if (!buffer_get_writable(arg[buffer], &view, once ? "readinto1" : "readinto", 0)) return NULL;
    if (!buffered_enter(arg[self], "readinto of closed file")) return NULL;
    scoped_busy Obj locked = arg[self];
    (void)locked;
    size_t got;
    if (!ready_to_read(b)) return NULL;
    Transfer result = read_full(b, view.data, view.length, once, &got);
    if (result == IO_FAILED) return NULL;
    return result == IO_BLOCKED && got == 0 ? none_new() : int_new((intptr_t)got);
}

Ref buffered_readinto(const Obj arg[])  { return read_into(arg, false); }
Ref buffered_readinto1(const Obj arg[]) { return read_into(arg, true); }

/* --- lines --- */

/* Up to the end of the line that goes beyond what was read ahead. */
static Ref long_line(Buffered *b, size_t limit)
{
    scoped_writer OctetWriter w = { 0 };
    if (!ready_to_read(b)) return NULL;
    for (;;) {
        size_t count = available(b), most = limit - w.length;
        const char *from = b->buffer + b->start;
        if (count > most) count = most;
        const char *end = count ? memchr(from, '\n', count) : NULL;
        if (end) count = (size_t)(end - from) + 1;
        octets_write(&w, from, count);
        b->start += count;
        if (end || w.length == limit) break;
        if (fill(b) == IO_FAILED) return NULL;
        if (b->end == 0) break;
    }
    return octets_finish(&w);
}

static Ref line_of(Buffered *b, size_t limit)
{
    size_t count = available(b) < limit ? available(b) : limit;
    const char *from = b->buffer + b->start;
    const char *end = count ? memchr(from, '\n', count) : NULL;
    if (end) return take_ahead(b, (size_t)(end - from) + 1);
    return count == limit ? take_ahead(b, count) : long_line(b, limit);
}

Ref buffered_readline(const Obj arg[])
{
    enum { self, size };
    intptr_t limit;
    if (!io_size(arg[size], &limit)) return NULL;
    if (!buffered_enter(arg[self], "readline of closed file")) return NULL;
    scoped_busy Obj locked = arg[self];
    (void)locked;
    return line_of(buffered(arg[self]), limit < 0 ? SIZE_MAX : (size_t)limit);
}

Ref buffered_next(Obj self)
{
    if (!has_type(self, &buffered_reader_type) && !has_type(self, &buffered_random_type))
        return io_next(self);
    if (!buffered_enter(self, "readline of closed file")) return NULL;
    scoped_busy Obj locked = self;
    (void)locked;
    scoped Ref line = line_of(buffered(self), SIZE_MAX);
    return line && bytes_length(line) ? take(&line) : NULL;
}
