/* runtime/audit.c -- debug builds: are all reference counts what they should be?
 *   SPDX-License-Identifier: MIT
 *
 * Every live object is asked what it refers to; the answers, with the words found in static data,
 * must explain every count. A count too low is a reference used without being held; one too high
 * is a leak. Runs between instructions, when no C function holds a reference.
 */
#include "runtime/audit.h"
#ifdef TUPLET_DEBUG
#include "runtime/heap_pages.h"
#include "runtime/quarantine.h"
#include "runtime/types/str.h"
#include <stdio.h>
#include <stdlib.h>

typedef struct Seen { Object *object; uint32_t held, words; } Seen;
static Seen *table;                            // open addressing by address
static size_t seen_count, slots;
enum { SHOWN = 40 };

static Seen *seen_of(Obj object)
{
    size_t i = ((uintptr_t)object >> 4) * 0x9E3779B97F4A7C15u >> 20 & (slots - 1);
    while (table[i].object && table[i].object != object) i = (i + 1) & (slots - 1);
    return &table[i];
}

static void add_object(Object *slot, void *context)
{
    (void)context;
    if (block_is_closed(slot) || !slot->type || !slot->count || slot->flags & FLAG_IMMORTAL) return;
    if (++seen_count * 2 <= slots) seen_of(slot)->object = slot;
}

static void each_page(void (*each)(Object *slot, void *context), void *context)
{
    pages_each(&container_pages, each, context);
    pages_each(&leaf_pages, each, context);
}

static void gather(void)
{
    for (slots = 1 << 16;; slots *= 2) {
        table = calloc(slots, sizeof *table);
        if (!table) abort();
        seen_count = 0;
        each_page(add_object, NULL);
        if (seen_count * 2 <= slots) return;
        free(table);
    }
}

static void add_held(Obj held, void *context)
{
    if (!held || is_small(held) || held->flags & FLAG_IMMORTAL) return;
    Seen *seen = seen_of(held);
    if (seen->object) seen->held++;
    else fprintf(stderr, "audit: a %s holds a dead object at %p\n",
                 ((Object *)context)->type->name, (void *)held);
}

static void ask(Object *slot, void *context)
{
    (void)context;
    if (block_is_closed(slot) || !slot->type || !slot->count) return;
    object_visit(slot, add_held, slot);
}

static NO_SANITIZE void add_words(void *from, void *to)
{
    for (uintptr_t *word = from; word + 1 <= (uintptr_t *)to; word++) {
        if (*word & 7 || !*word) continue;
        Seen *seen = seen_of((Obj)*word);
        if (seen->object) seen->words++;
    }
}

/* The first words of a text, or the name of a class, tell which object it is. */
static void show(const Seen *seen)
{
    Object *x = seen->object;
    long difference = (long)x->count - seen->held;
    fprintf(stderr, "audit: %s at %p has count %u, known: %u (%+ld)", x->type->name, (void *)x,
            x->count, seen->held, difference);
    if (is_str(x)) fprintf(stderr, " '%.60s'", str_utf8_lossy(x, NULL));
    if (is_type(x)) fprintf(stderr, " %s", ((Type *)x)->name);
    fputc('\n', stderr);
}

size_t audit_counts(void)
{
    extern char __data_start, _end;
    gather();
    each_page(ask, NULL);
    add_words(&__data_start, &_end);
    collector_each_root(add_words);
    size_t wrong = 0;
    for (size_t i = 0; i < slots; i++) {
        const Seen *seen = &table[i];
        if (!seen->object) continue;
        uint32_t count = seen->object->count;
        if (count >= seen->held && count <= seen->held + seen->words) continue;
        if (wrong++ < SHOWN) show(seen);
    }
    free(table);
    if (wrong) fprintf(stderr, "audit: %zu of %zu counts are wrong\n", wrong, seen_count);
    return wrong;
}
#endif
