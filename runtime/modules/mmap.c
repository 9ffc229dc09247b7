/* runtime/modules/mmap.c -- the module mmap: making mappings, their items and slices.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "runtime/modules/mmap.h"
#include "runtime/blocking.h"
#include "runtime/buffer.h"
#include "runtime/error.h"
#include "runtime/modules/posix.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/slice.h"
#include "runtime/writer.h"
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

bool mmap_check(const Mmap *m)
{
    if (!m->data) return raise_value_error("mmap closed or invalid");
    return !m->lost || mmap_raise_lost();
}

bool mmap_check_writable(const Mmap *m)
{
    if (m->access != ACCESS_READ) return true;
    return raise_type_error("mmap can't modify a readonly memory map.");
}

bool mmap_read_size(Obj x, intptr_t *value)
{
    scoped Ref index = object_get_index(x);
    if (!index) return false;
    if (int_fits(index, value)) return true;
    return raise_overflow_error("Python int too large to convert to C ssize_t");
}

/* --- making one --- */

/* What is asked of the system. */
typedef struct Wish {
    int descriptor, flags, protection;
    size_t length;
    off_t offset;
    enum MmapAccess access;
    bool keeps_descriptor;
} Wish;

static bool read_number(Obj x, int *number)
{
    scoped Ref index = object_get_index(x);
    intptr_t value;
    if (!index) return false;
    if (!int_fits(index, &value))
        return raise_overflow_error("Python int too large to convert to C long");
    if (value > INT_MAX) return raise_overflow_error("signed integer is greater than maximum");
    if (value < INT_MIN) return raise_overflow_error("signed integer is less than minimum");
    *number = (int)value;
    return true;
}

static bool read_offset(Obj x, off_t *offset)
{
    scoped Ref index = object_get_index(x);
    intptr_t value;
    if (!index) return false;
    if (!int_fits(index, &value))
        return raise_overflow_error("Python int too large to convert to C long");
    if (value < 0) return raise_overflow_error("memory mapped offset must be positive");
    *offset = value;
    return true;
}

/* access stands for flags and protection, or the other way round. */
static bool settle_access(Wish *wish, int access)
{
    const int both = PROT_READ | PROT_WRITE;
    if (access != ACCESS_DEFAULT && (wish->flags != MAP_SHARED || wish->protection != both))
        return raise_value_error("mmap can't specify both access and flags, prot.");
    switch (access) {
    case ACCESS_READ:  wish->protection = PROT_READ; break;
    case ACCESS_WRITE: wish->protection = both; break;
    case ACCESS_COPY:  wish->flags = MAP_PRIVATE; wish->protection = both; break;
    case ACCESS_DEFAULT:
        if ((wish->protection & both) == both) break;
        access = wish->protection & PROT_WRITE ? ACCESS_WRITE : ACCESS_READ;
        break;
    default: return raise_value_error("mmap invalid access parameter.");
    }
    wish->access = (enum MmapAccess)access;
    return true;
}

static bool read_wish(Wish *wish, const Obj arg[])
{
    enum { fileno, length, flags, prot, access, offset, trackfd };
    *wish = (Wish){ .flags = MAP_SHARED, .protection = PROT_READ | PROT_WRITE,
                    .keeps_descriptor = true };
    int chosen = ACCESS_DEFAULT;
    intptr_t size;
    if (!read_number(arg[fileno], &wish->descriptor) || !mmap_read_size(arg[length], &size)
        || (arg[flags] && !read_number(arg[flags], &wish->flags))
        || (arg[prot] && !read_number(arg[prot], &wish->protection))
        || (arg[access] && !read_number(arg[access], &chosen))
        || (arg[offset] && !read_offset(arg[offset], &wish->offset))
        || (arg[trackfd] && !object_truth(arg[trackfd], &wish->keeps_descriptor))) return false;
    if (size < 0) return raise_overflow_error("memory mapped length must be positive");
    wish->length = (size_t)size;
    return settle_access(wish, chosen);
}

/* Length 0 is what the file has behind offset; more than that is refused. */
static bool fit_to_file(Wish *wish)
{
    struct stat status;
    if (fstat(wish->descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return true;
    if (wish->length == 0) {
        if (status.st_size == 0) return raise_value_error("cannot mmap an empty file");
        if (wish->offset >= status.st_size)
            return raise_value_error("mmap offset is greater than file size");
        wish->length = (size_t)(status.st_size - wish->offset);
    } else if (wish->offset > status.st_size
               || (size_t)(status.st_size - wish->offset) < wish->length) {
        return raise_value_error("mmap length is greater than file size");
    }
    return true;
}

static bool map(Mmap *m, const Wish *wish)
{
    int flags = wish->flags;
    m->descriptor = -1;
    if (wish->descriptor == -1) {
        flags |= MAP_ANONYMOUS;
    } else if (wish->keeps_descriptor) {
        m->descriptor = fcntl(wish->descriptor, F_DUPFD_CLOEXEC, 0);
        if (m->descriptor < 0) return raise_from_errno(NULL);
    }
    void *data = mmap(NULL, wish->length, wish->protection, flags, wish->descriptor,
                      wish->offset);
    if (data == MAP_FAILED) return raise_from_errno(NULL);
    m->data = data;
    return true;
}

static Ref mmap_create(Type *type, const Obj arg[])
{
    Wish wish;
    if (!read_wish(&wish, arg)) return NULL;
    if (wish.descriptor != -1 && !fit_to_file(&wish)) return NULL;
    scoped Ref self = type_allocate(type, 0);
    Mmap *m = (Mmap *)self;
    if (!map(m, &wish)) return NULL;
    m->size = wish.length;
    m->offset = wish.offset;
    m->access = wish.access;
    m->keeps_descriptor = wish.keeps_descriptor;
    m->is_private = (wish.flags & MAP_TYPE) == MAP_PRIVATE;
    if (wish.descriptor != -1) mmap_watch(m);
    return take(&self);
}

void mmap_unmap(Mmap *m)
{
    mmap_unwatch(m);
    if (m->descriptor >= 0) close(m->descriptor);
    m->descriptor = -1;
    if (m->data) munmap(m->data, m->size);
    m->data = NULL;
}

static void mmap_destroy(Ref self)
{
    mmap_unmap((Mmap *)self);
}

static Ref mmap_repr(Obj self)
{
    static const char *const names[] = {
        "ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY",
    };
    const Mmap *m = (const Mmap *)self;
    if (!m->data) return str_format("<%T closed=True>", self);
    return str_format("<%T closed=False, access=%s, length=%zu, pos=%zu, offset=%ld>", self,
                      names[m->access], m->size, m->position, (long)m->offset);
}

/* --- items and slices --- */

static bool mmap_length(Obj self, size_t *length)
{
    const Mmap *m = (const Mmap *)self;
    *length = m->size;
    return mmap_check(m);
}

/* Iteration gives octets as bytes, though m[i] is an int. */
static Ref mmap_item(Obj self, intptr_t index)
{
    const Mmap *m = (const Mmap *)self;
    if (!mmap_check(m)) return NULL;
    if (index < 0 || (size_t)index >= m->size) return raise_index_error("mmap index out of range");
    return mmap_settle(m, bytes_from(m->data + index, 1));
}

/* The place of m[key]; the key's __index__ may have closed or shrunk m. */
static bool place_of(const Mmap *m, Obj key, size_t *at)
{
    intptr_t index;
    if (!object_to_size(key, &index, &index_error_type) || !mmap_check(m)) return false;
    if (index < 0) index += (intptr_t)m->size;
    if (index < 0 || (size_t)index >= m->size) return raise_index_error("mmap index out of range");
    *at = (size_t)index;
    return true;
}

static bool span_of(const Mmap *m, Obj slice, Span *span)
{
    if (!sequence_unpack(slice, span) || !mmap_check(m)) return false;
    sequence_clip(span, m->size);
    return true;
}

static Ref mmap_get_item(Obj self, Obj key)
{
    const Mmap *m = (const Mmap *)self;
    if (!mmap_check(m)) return NULL;
    if (is_slice(key)) {
        Span span;
        if (!span_of(m, key, &span)) return NULL;
        if (span.step == 1)
            return mmap_settle(m, bytes_from(m->data + span.start, span.count));
        Ref made = bytes_new(span.count);
        char *to = ((Bytes *)made)->data;
        for (size_t i = 0; i < span.count; i++)
            to[i] = m->data[span.start + (intptr_t)i * span.step];
        return mmap_settle(m, made);
    }
    if (!type_of(key)->to_index) return raise_type_error("mmap indices must be integers");
    size_t at;
    if (!place_of(m, key, &at)) return NULL;
    return mmap_settle(m, small_int(*(volatile unsigned char *)(m->data + at)));
}

static bool set_octet(Mmap *m, Obj key, Obj value)
{
    size_t at;
    intptr_t octet;
    if (!place_of(m, key, &at)) return false;
    if (!type_of(value)->to_index) return raise_type_error("mmap item value must be an int");
    if (!object_to_size(value, &octet, &type_error_type)) return false;
    if (octet < 0 || octet > 255)
        return raise_value_error("mmap item value must be in range(0, 256)");
    if (!mmap_check(m)) return false;
    if (at >= m->size) return raise_index_error("mmap index out of range");
    *(volatile char *)(m->data + at) = (char)octet;
    return mmap_check(m);
}

static bool set_slice(Mmap *m, Obj slice, Obj value)
{
    Span span;
    if (!sequence_unpack(slice, &span)) return false;
    scoped_buffer Buffer view = { 0 };
    if (!buffer_get(value, &view, BUFFER_READ) || !mmap_check(m)) return false;
    sequence_clip(&span, m->size);
    if (view.length != span.count)
        return raise_index_error("mmap slice assignment is wrong size");
    if (span.step == 1) {
        memmove(m->data + span.start, view.data, span.count);
        return mmap_check(m);
    }
    for (size_t i = 0; i < span.count; i++)
        m->data[span.start + (intptr_t)i * span.step] = view.data[i];
    return mmap_check(m);
}

static bool mmap_set_item(Ref self, Obj key, Obj value)
{
    Mmap *m = (Mmap *)self;
    if (!mmap_check(m) || !mmap_check_writable(m)) return false;
    if (is_slice(key)) return set_slice(m, key, value);
    if (!type_of(key)->to_index) return raise_type_error("mmap indices must be integer");
    return set_octet(m, key, value);
}

static bool mmap_delete_item(Ref self, Obj key)
{
    const Mmap *m = (const Mmap *)self;
    if (!mmap_check(m) || !mmap_check_writable(m)) return false;
    if (is_slice(key)) return raise_type_error("mmap object doesn't support slice deletion");
    if (!type_of(key)->to_index) return raise_type_error("mmap indices must be integer");
    return raise_type_error("mmap doesn't support item deletion");
}

static bool mmap_buffer(Obj self, Buffer *view, int flags)
{
    Mmap *m = (Mmap *)self;
    if (!mmap_check(m)) return false;
    if (!buffer_fill(view, self, m->data, m->size, m->access == ACCESS_READ, flags)) return false;
    m->exports++;
    return true;
}

static void mmap_buffer_release(Obj self, Buffer *view)
{
    (void)view;
    ((Mmap *)self)->exports--;
}

Type mmap_type = {
    TYPE_HEADER, .name = "mmap.mmap", .module = "mmap", .size = sizeof(Mmap),
    .flags = TYPE_WEAKREFS,
    .signature = "mmap(fileno, length, flags=MAP_SHARED, prot=PROT_WRITE | PROT_READ, "
                 "access=ACCESS_DEFAULT, offset=0, *, trackfd=True)",
    .doc = "mmap(fileno, length[, flags[, prot[, access[, offset[, trackfd]]]]])\n\n"
           "Maps a file's contents into memory; fileno -1: pages without a file.\n"
           "Length 0 stands for all of the file from offset on.",
    .create = mmap_create, .destroy = mmap_destroy, .bury = mmap_destroy, .repr = mmap_repr,
    .length = mmap_length, .item = mmap_item, .get_item = mmap_get_item,
    .set_item = mmap_set_item, .delete_item = mmap_delete_item,
    .buffer = mmap_buffer, .buffer_release = mmap_buffer_release,
    .methods = mmap_methods, .getters = mmap_getters,
};

#define NUMBER(name) { #name, (long)name }
static const struct { const char *name; long number; } numbers[] = {
    NUMBER(ACCESS_DEFAULT), NUMBER(ACCESS_READ), NUMBER(ACCESS_WRITE), NUMBER(ACCESS_COPY),
    NUMBER(PROT_READ), NUMBER(PROT_WRITE), NUMBER(PROT_EXEC), NUMBER(MAP_SHARED),
    NUMBER(MAP_PRIVATE), NUMBER(MAP_ANON), NUMBER(MAP_ANONYMOUS), NUMBER(MAP_DENYWRITE),
    NUMBER(MAP_EXECUTABLE), NUMBER(MAP_NORESERVE), NUMBER(MAP_POPULATE), NUMBER(MAP_STACK),
    NUMBER(MADV_NORMAL), NUMBER(MADV_RANDOM), NUMBER(MADV_SEQUENTIAL), NUMBER(MADV_WILLNEED),
    NUMBER(MADV_DONTNEED), NUMBER(MADV_FREE), NUMBER(MADV_REMOVE), NUMBER(MADV_DONTFORK),
    NUMBER(MADV_DOFORK), NUMBER(MADV_HWPOISON), NUMBER(MADV_MERGEABLE), NUMBER(MADV_UNMERGEABLE),
    NUMBER(MADV_HUGEPAGE), NUMBER(MADV_NOHUGEPAGE), NUMBER(MADV_DONTDUMP), NUMBER(MADV_DODUMP),
#ifdef MAP_32BIT
    NUMBER(MAP_32BIT),
#endif
};

static bool start(Ref module)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        module_add(module, numbers[i].name, small_int(numbers[i].number));
    module_add(module, "PAGESIZE", small_int(sysconf(_SC_PAGESIZE)));
    module_add(module, "ALLOCATIONGRANULARITY", small_int(sysconf(_SC_PAGESIZE)));
    module_add(module, "error", keep(&os_error_type.head));
    return true;
}

static Type *const types[] = { &mmap_type, NULL };
const Module mmap_module = {
    .name = "mmap", .doc = "Files and anonymous pages as memory.", .types = types, .start = start,
};
