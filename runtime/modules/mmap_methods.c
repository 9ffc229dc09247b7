/* runtime/modules/mmap_methods.c -- the methods of mmap.mmap.   SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/blocking.h"
#include "runtime/buffer.h"
#include "runtime/buffer_holders.h"
#include "runtime/error.h"
#include "runtime/modules/mmap.h"
#include "runtime/modules/posix.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/points.h"
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t left(const Mmap *m)
{
    return m->position < m->size ? m->size - m->position : 0;
}

/* --- its life --- */

static Ref mmap_close(const Obj arg[])
{
    Mmap *m = (Mmap *)arg[0];
    if (m->exports > 0)
        return raise_held(arg[0], m->exports, "cannot close exported pointers exist");
    mmap_unmap(m);
    return none_new();
}

static Ref mmap_enter(const Obj arg[])
{
    return mmap_check((const Mmap *)arg[0]) ? keep(arg[0]) : NULL;
}

static Ref mmap_size(const Obj arg[])
{
    const Mmap *m = (const Mmap *)arg[0];
    struct stat status;
    if (!mmap_check(m)) return NULL;
    if (fstat(m->descriptor, &status) != 0) return raise_from_errno(NULL);
    return int_new(status.st_size);
}

static size_t pages(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return size / page + (size % page != 0);
}

static bool check_resizable(Mmap *m, intptr_t size)
{
    if (m->exports > 0)
        return raise_held(&m->head, m->exports, "mmap can't resize with extant buffers exported.");
    if (!m->keeps_descriptor) return raise_value_error("mmap can't resize with trackfd=False.");
    if (m->access != ACCESS_WRITE && m->access != ACCESS_DEFAULT)
        return raise_type_error("mmap can't resize a readonly or copy-on-write memory map.");
    if (size < 0 || INTPTR_MAX - size < m->offset)
        return raise_value_error("new size out of range");
    // Linux would hand out pages with nothing behind them: touching one ends the process
    if (m->descriptor < 0 && !m->is_private && pages((size_t)size) > pages(m->size))
        return raise_value_error("mmap: can't expand a shared anonymous mapping on Linux");
    return true;
}

static Ref mmap_resize(const Obj arg[])
{
    Mmap *m = (Mmap *)arg[0];
    intptr_t size;
    if (!mmap_check(m) || !mmap_read_size(arg[1], &size) || !mmap_check(m)
        || !check_resizable(m, size)) return NULL;
    if (m->descriptor >= 0 && ftruncate(m->descriptor, m->offset + size) != 0)
        return raise_from_errno(NULL);
    void *moved = mremap(m->data, m->size, (size_t)size, MREMAP_MAYMOVE);
    if (moved == MAP_FAILED) return raise_from_errno(NULL);
    m->data = moved;
    m->size = (size_t)size;
    return none_new();
}

static Ref mmap_flush(const Obj arg[])
{
    enum { self, offset, size };
    const Mmap *m = (const Mmap *)arg[self];
    intptr_t from = 0, count = (intptr_t)m->size;
    if (!mmap_check(m) || (arg[offset] && !mmap_read_size(arg[offset], &from))
        || (arg[size] && !mmap_read_size(arg[size], &count)) || !mmap_check(m)) return NULL;
    if (from < 0 || count < 0 || (intptr_t)m->size - from < count)
        return raise_value_error("flush values out of range");
    if (m->access == ACCESS_READ || m->access == ACCESS_COPY) return none_new();
    // the octets stay mapped: other code runs only in this thread's signal handlers, later
    if (msync(m->data + from, (size_t)count, MS_SYNC) != 0) return raise_from_errno(NULL);
    return none_new();
}

static Ref mmap_madvise(const Obj arg[])
{
    enum { self, option, start, length };
    const Mmap *m = (const Mmap *)arg[self];
    int advice;
    intptr_t from = 0, count = (intptr_t)m->size;
    if (!mmap_check(m) || !read_int(arg[option], &advice)
        || (arg[start] && !mmap_read_size(arg[start], &from))
        || (arg[length] && !mmap_read_size(arg[length], &count)) || !mmap_check(m)) return NULL;
    if (from < 0 || (size_t)from >= m->size)
        return raise_value_error("madvise start out of bounds");
    if (count < 0) return raise_value_error("madvise length invalid");
    if (INTPTR_MAX - from < count) return raise_overflow_error("madvise length too large");
    if (from + count > (intptr_t)m->size) count = (intptr_t)m->size - from;
    return none_or_errno(madvise(m->data + from, (size_t)count, advice));
}

/* --- as a file --- */

static Ref read_octets(Mmap *m, size_t count)
{
    Ref made = bytes_from(m->data + m->position, count);
    m->position += count;
    return mmap_settle(m, made);
}

static Ref mmap_read(const Obj arg[])
{
    Mmap *m = (Mmap *)arg[0];
    intptr_t count = -1;
    if (!mmap_check(m)) return NULL;
    if (arg[1] && !is_none(arg[1])) {
        if (!type_of(arg[1])->to_index)
            return raise_type_error("argument should be integer or None, not '%T'", arg[1]);
        if (!object_to_size(arg[1], &count, &overflow_error_type) || !mmap_check(m)) return NULL;
    }
    return read_octets(m, count < 0 || (size_t)count > left(m) ? left(m) : (size_t)count);
}

static Ref mmap_read_byte(const Obj arg[])
{
    Mmap *m = (Mmap *)arg[0];
    if (!mmap_check(m)) return NULL;
    if (!left(m)) return raise_value_error("read byte out of range");
    return mmap_settle(m, small_int(*(volatile unsigned char *)(m->data + m->position++)));
}

static Ref mmap_readline(const Obj arg[])
{
    Mmap *m = (Mmap *)arg[0];
    if (!mmap_check(m)) return NULL;
    size_t count = left(m);
    if (!count) return bytes_from("", 0);
    const char *start = m->data + m->position, *end = memchr(start, '\n', count);
    return read_octets(m, end ? (size_t)(end - start) + 1 : count);
}

static Ref mmap_write(const Obj arg[])
{
    Mmap *m = (Mmap *)arg[0];
    scoped_octets Octets octets = { 0 };
    if (!mmap_check(m) || !octets_read(arg[1], &octets) || !mmap_check(m)
        || !mmap_check_writable(m)) return NULL;
    if (m->position > m->size || m->size - m->position < octets.length)
        return raise_value_error("data out of range");
    memmove(m->data + m->position, octets.data, octets.length);
    m->position += octets.length;
    return mmap_settle(m, int_new((intptr_t)octets.length));
}

static Ref mmap_write_byte(const Obj arg[])
{
    Mmap *m = (Mmap *)arg[0];
    long octet;
    if (!mmap_check(m) || !object_to_long(arg[1], &octet)) return NULL;
    if (octet < 0) return raise_overflow_error("unsigned byte integer is less than minimum");
    if (octet > 255) return raise_overflow_error("unsigned byte integer is greater than maximum");
    if (!mmap_check(m) || !mmap_check_writable(m)) return NULL;
    if (!left(m)) return raise_value_error("write byte out of range");
    *(volatile char *)(m->data + m->position++) = (char)octet;
    return mmap_settle(m, none_new());
}

static Ref mmap_seek(const Obj arg[])
{
    enum { self, pos, whence };
    Mmap *m = (Mmap *)arg[self];
    intptr_t distance, from;
    int how = SEEK_SET;
    if (!mmap_check(m) || !mmap_read_size(arg[pos], &distance)
        || (arg[whence] && !read_int(arg[whence], &how)) || !mmap_check(m)) return NULL;
    if (how == SEEK_SET) from = 0;
    else if (how == SEEK_CUR) from = (intptr_t)m->position;
    else if (how == SEEK_END) from = (intptr_t)m->size;
    else return raise_value_error("unknown seek type");
    intptr_t to;
    if (__builtin_add_overflow(from, distance, &to) || to < 0 || to > (intptr_t)m->size)
        return raise_value_error("seek out of range");
    m->position = (size_t)to;
    return int_new(to);
}

static Ref mmap_tell(const Obj arg[])
{
    const Mmap *m = (const Mmap *)arg[0];
    return mmap_check(m) ? int_new((intptr_t)m->position) : NULL;
}

static Ref mmap_seekable(const Obj arg[])
{
    (void)arg;
    return bool_new(true);
}

/* --- searching, moving --- */

static size_t clip(intptr_t index, size_t size)
{
    if (index < 0) index += (intptr_t)size;
    return index < 0 ? 0 : (size_t)index > size ? size : (size_t)index;
}

static Ref find(const Obj arg[], bool from_right)
{
    enum { self, sub, start, end };
    const Mmap *m = (const Mmap *)arg[self];
    if (!mmap_check(m)) return NULL;
    intptr_t from = (intptr_t)m->position, to = (intptr_t)m->size;
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[sub], &octets) || (arg[start] && !mmap_read_size(arg[start], &from))
        || (arg[end] && !mmap_read_size(arg[end], &to)) || !mmap_check(m)) return NULL;
    size_t first = clip(from, m->size), last = clip(to, m->size);
    if (last < first || last - first < octets.length) return int_new(-1);
    Points text = { m->data + first, last - first, 1 };
    intptr_t at = points_find(text, (Points){ octets.data, octets.length, 1 }, from_right);
    return mmap_settle(m, int_new(at < 0 ? -1 : (intptr_t)first + at));
}

static Ref mmap_find(const Obj arg[])  { return find(arg, false); }
static Ref mmap_rfind(const Obj arg[]) { return find(arg, true); }

static Ref mmap_move(const Obj arg[])
{
    enum { self, dest, src, count };
    Mmap *m = (Mmap *)arg[self];
    intptr_t to, from, length;
    if (!mmap_check(m) || !mmap_read_size(arg[dest], &to) || !mmap_read_size(arg[src], &from)
        || !mmap_read_size(arg[count], &length) || !mmap_check(m)
        || !mmap_check_writable(m)) return NULL;
    intptr_t size = (intptr_t)m->size;
    if (to < 0 || from < 0 || length < 0 || size - to < length || size - from < length)
        return raise_value_error("source, destination, or count out of range");
    memmove(m->data + to, m->data + from, (size_t)length);
    return mmap_settle(m, none_new());
}

static Ref mmap_closed(Obj self)
{
    return bool_new(!((const Mmap *)self)->data);
}

const Method mmap_methods[] = {
    { "close(self, /)", mmap_close, "Unmaps the memory." },
    { "find(self, sub, start=, end=, /)", mmap_find, "The first place of sub, or -1." },
    { "rfind(self, sub, start=, end=, /)", mmap_rfind, "The last place of sub, or -1." },
    { "flush(self, offset=, size=, /)", mmap_flush, "Writes changes back to the file." },
    { "madvise(self, option, start=, length=, /)", mmap_madvise,
      "Tells the system how the memory will be used." },
    { "move(self, dest, src, count, /)", mmap_move, "Copies count octets from src to dest." },
    { "read(self, n=None, /)", mmap_read, "At most n octets from the position on, or all." },
    { "read_byte(self, /)", mmap_read_byte, "The octet at the position, as an int." },
    { "readline(self, /)", mmap_readline, "A line, its end included." },
    { "resize(self, newsize, /)", mmap_resize, "Resizes the mapping, and its file." },
    { "seek(self, pos, whence=0, /)", mmap_seek, "Sets the position, and gives it." },
    { "seekable(self, /)", mmap_seekable, "True." },
    { "size(self, /)", mmap_size, "The length of the file." },
    { "tell(self, /)", mmap_tell, "The position." },
    { "write(self, bytes, /)", mmap_write, "Writes at the position; the number of octets." },
    { "write_byte(self, byte, /)", mmap_write_byte, "Writes an octet, an int." },
    { "__enter__(self, /)", mmap_enter, NULL },
    { "__exit__(self, /, *args)", mmap_close, NULL },
    { 0 }
};
const Getter mmap_getters[] = {
    { "closed", mmap_closed, NULL, NULL },
    { 0 }
};
