/* runtime/modules/mmap.h -- mmap.mmap: a file's or anonymous pages as a mutable run of octets.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"
#include <sys/types.h>

enum MmapAccess { ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY };

typedef struct Mmap {
    Object head;
    char *data;               // NULL: closed
    size_t size;
    size_t position;          // of read, write, seek
    off_t offset;             // where the mapping begins in the file
    size_t exports;           // live views: while > 0 it may be neither moved nor unmapped
    int descriptor;           // our own duplicate; -1: anonymous, or not kept
    bool keeps_descriptor;    // trackfd
    bool is_private;          // MAP_PRIVATE
    enum MmapAccess access;
    volatile bool lost;       // a page was touched that the file has no more: mmap_fault.c
    bool is_watched;
    struct Mmap *next, *previous;     // of those watched, borrowed
} Mmap;
extern Type mmap_type;
extern const Method mmap_methods[];
extern const Getter mmap_getters[];

/* ValueError "mmap closed or invalid"; OSError once it is lost. */
MAY_RAISE bool mmap_check(const Mmap *m);
MAY_RAISE bool mmap_check_writable(const Mmap *m);
void mmap_unmap(Mmap *m);
void mmap_watch(Mmap *m);
void mmap_unwatch(Mmap *m);
void *mmap_raise_lost(void);
/* A C ssize_t from any __index__; "Python int too large to convert to C ssize_t". */
MAY_RAISE bool mmap_read_size(Obj x, intptr_t *value);

/* What touching the memory gave, unless a page was not there. Consumes. */
static inline Ref mmap_settle(const Mmap *m, Ref result)
{
    if (likely(!m->lost)) return result;
    drop_or_null(result);
    return mmap_raise_lost();
}
