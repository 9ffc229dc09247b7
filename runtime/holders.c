/* runtime/holders.c -- who holds an object's bytes: found among all live objects when an error
 * needs to say so.   SPDX-License-Identifier: MIT */
#include "runtime/holders.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/exception.h"
#include "runtime/types/memoryview_methods.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <stdlib.h>
#include <string.h>

enum { HOLDERS_TOLD = 20 };            // different places; the others are only counted

static const HolderKind *kinds[8];
static size_t kind_count;

void holders_know(const HolderKind *kind)
{
    for (size_t i = 0; i < kind_count; i++)
        if (kinds[i] == kind) return;
    if (kind_count < sizeof kinds / sizeof *kinds) kinds[kind_count++] = kind;
}

/* Views of one kind that were made in one place. */
typedef struct Holder {
    const char *kind;
    Place place;              // borrowed
    Obj file;
    uint32_t line;
    size_t count;
} Holder;

typedef struct Search {
    Obj exporter;
    size_t views, places;
    size_t buffers;           // of exporter, held by the views
    Holder holders[HOLDERS_TOLD];
} Search;

static bool is_of(const Buffer *buffer, Obj exporter)
{
    Obj behind = buffer->internal;
    return buffer->object
        && (buffer->object == exporter || behind == exporter
            || (behind && is_memoryview(behind) && memoryview_exporter(behind) == exporter));
}

static void count_view(Search *search, const char *kind, const Place *place)
{
    Holder holder = { .kind = kind, .place = *place, .count = 1 };
    if (place->code && place_teller.tell) place_teller.tell(place, &holder.file, &holder.line);
    search->views++;
    size_t i = 0;
    while (i < search->places && (search->holders[i].file != holder.file
                                  || search->holders[i].line != holder.line
                                  || search->holders[i].kind != kind)) i++;
    if (i < search->places) search->holders[i].count++;
    else if (i < HOLDERS_TOLD) search->holders[search->places++] = holder;
}

static void look_at_other(Search *search, Obj object)
{
    for (size_t i = 0; i < kind_count; i++) {
        const char *start = (const char *)object;
        if (object->type != kinds[i]->type
            || !is_of((const Buffer *)(start + kinds[i]->buffer), search->exporter)) continue;
        count_view(search, kinds[i]->noun, (const Place *)(start + kinds[i]->place));
        search->buffers++;
    }
}

static void look_at(Ref object, void *context)
{
    Search *search = context;
    if (object->type == &memoryview_type) {
        const MemoryView *m = (const MemoryView *)object;
        if (!m->managed || object == search->exporter) return;
        if (is_of(&((const ManagedBuffer *)m->managed)->buffer, search->exporter))
            count_view(search, "memoryview", &m->made);
    } else if (object->type == &managed_buffer_type) {
        search->buffers += is_of(&((const ManagedBuffer *)object)->buffer, search->exporter);
    } else {
        look_at_other(search, object);
    }
}

static int by_line(const void *a, const void *b)
{
    const Holder *x = a, *y = b;
    int order = (x->line > y->line) - (x->line < y->line);
    return order ? order : strcmp(x->kind, y->kind);
}

static bool write_holder(Writer *w, const Holder *holder)
{
    bool good = holder->count == 1 ? writer_format(w, "\n  a %s", holder->kind)
                                   : writer_format(w, "\n  %zu %ss", holder->count, holder->kind);
    if (!good || !holder->file) return good;
    return writer_format(w, " made in \"%S\", line %u", holder->file, holder->line);
}

/* The note. `count` buffers were got: those that no view holds are in use by C code. */
static Ref describe(Search *search, size_t count)
{
    Writer w = { 0 };
    qsort(search->holders, search->places, sizeof *search->holders, by_line);
    size_t calls = count > search->buffers ? count - search->buffers : 0, all = search->views + calls;
    bool good = writer_format(&w, all == 1 ? "held by %zu view:" : "held by %zu views:", all);
    size_t told = 0;
    for (size_t i = 0; good && i < search->places; i++) {
        good = write_holder(&w, &search->holders[i]);
        told += search->holders[i].count;
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
    heap_each(look_at, &search);
    scoped Ref note = describe(&search, count);
    if (!note) return NULL;
    scoped Ref done = call_method1(exception, intern("add_note"), note);
    return done ? raise_object(take(&exception)) : NULL;
}
