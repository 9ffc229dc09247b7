/* runtime/buffer_holders.c -- who holds an object's bytes, told when an error needs to say so.
 * SPDX-License-Identifier: MIT */
#include "runtime/buffer_holders.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/types/exception.h"
#include "runtime/types/memoryview_methods.h"
#include "runtime/writer.h"
#include <stdlib.h>
#include <string.h>

enum { GROUPS_TOLD = 20 };             // different places; other views are only counted

uintptr_t buffer_holders_first;
static size_t searches;

/* Views of one kind that were made in one place. */
typedef struct Group {
    const char *noun;
    Obj file;                 // NULL: not known
    uint32_t line;
    size_t count;
} Group;

typedef struct Search {
    Obj exporter;
    size_t views, group_count;
    size_t buffers;           // of exporter, held by the views
    Group groups[GROUPS_TOLD];
} Search;

static bool is_of(const Buffer *buffer, Obj exporter)
{
    Obj behind = buffer->internal;
    return buffer->object
        && (buffer->object == exporter || behind == exporter
            || (behind && is_memoryview(behind) && memoryview_exporter(behind) == exporter));
}

static void count_view(Search *search, const BufferHolder *holder)
{
    Group group = { .noun = holder->kind->noun, .count = 1 };
    if (holder->place.code) place_teller.tell(&holder->place, &group.file, &group.line);
    search->views++;
    size_t i = 0;
    while (i < search->group_count
           && (search->groups[i].file != group.file || search->groups[i].line != group.line
               || search->groups[i].noun != group.noun)) i++;
    if (i < search->group_count) search->groups[i].count++;
    else if (i < GROUPS_TOLD) search->groups[search->group_count++] = group;
}

/* Views of one managed buffer hold one buffer together. */
static bool is_counted(const BufferHolder *holder)
{
    if (holder->kind != &memoryview_holder) return false;
    ManagedBuffer *managed =
        (ManagedBuffer *)buffer_holder_object(MemoryView, holder, holder)->managed;
    if (managed->search == searches) return true;
    managed->search = searches;
    return false;
}

static void look_around(Search *search)
{
    searches++;
    for (uintptr_t at = buffer_holders_first; at; at = buffer_holder_at(at)->next) {
        const BufferHolder *holder = buffer_holder_at(at);
        const Buffer *buffer = holder->kind->buffer(holder);
        if (!buffer || !is_of(buffer, search->exporter)) continue;
        count_view(search, holder);
        search->buffers += !is_counted(holder);
    }
}

static int by_line(const void *a, const void *b)
{
    const Group *x = a, *y = b;
    int order = (x->line > y->line) - (x->line < y->line);
    return order ? order : strcmp(x->noun, y->noun);
}

static bool write_group(Writer *w, const Group *group)
{
    bool good = group->count == 1 ? writer_format(w, "\n  a %s", group->noun)
                                  : writer_format(w, "\n  %zu %ss", group->count, group->noun);
    if (!good || !group->file) return good;
    return writer_format(w, " made in \"%S\", line %u", group->file, group->line);
}

/* The note. `count` buffers were got: those that no view holds are in use by C code. */
static Ref describe(Search *search, size_t count)
{
    Writer w = { 0 };
    qsort(search->groups, search->group_count, sizeof *search->groups, by_line);
    size_t calls = count > search->buffers ? count - search->buffers : 0;
    size_t all = search->views + calls, told = 0;
    bool good = writer_format(&w, all == 1 ? "held by %zu view:" : "held by %zu views:", all);
    for (size_t i = 0; good && i < search->group_count; i++) {
        good = write_group(&w, &search->groups[i]);
        told += search->groups[i].count;
    }
    if (good && told < search->views)
        good = writer_format(&w, "\n  and %zu more", search->views - told);
    if (good && calls)
        good = writer_format(&w, calls == 1 ? "\n  a call that is still going on"
                                            : "\n  %zu calls that are still going on", calls);
    scoped Ref text = writer_finish(&w);
    return good ? take(&text) : NULL;
}

void *raise_held(Obj exporter, size_t count, const char *format, ...)
{
    Writer w = { 0 };
    va_list arguments;
    va_start(arguments, format);
    bool good = writer_vformat(&w, format, arguments);
    va_end(arguments);
    scoped Ref message = writer_finish(&w);
    scoped Ref exception = good ? exception_make(&buffer_error_type, (Obj[]){ message }, 1) : NULL;
    if (!exception) return NULL;
    Search search = { .exporter = exporter };
    look_around(&search);
    scoped Ref note = describe(&search, count);
    if (!note) return NULL;
    scoped Ref done = call_method1(exception, intern("add_note"), note);
    return done ? raise_object(take(&exception)) : NULL;
}
