/* runtime/intern.c -- the table of interned strings.   SPDX-License-Identifier: MIT
 *
 * Interned strings are not counted, for caches, shapes and code know them without holding them.
 * The collector decides: a name that is found nowhere in memory leaves the table. So the table
 * itself lies where the collector does not look. */
#include "runtime/intern.h"
#include "runtime/heap.h"
#include "runtime/types/str.h"
#include <stdlib.h>
#include <string.h>

#define NAME(x) Ref name_##x;
#include "runtime/names.def"
#undef NAME

/* Open addressing by str_hash. */
static Ref *table;
static size_t count, mask;
static size_t made;                   // since the last collection
enum { MADE_LIMIT = 20000 };          // and more if there are many

static size_t slot_of(Obj str)
{
    size_t i = (size_t)str_hash(str) & mask;
    while (table[i] && !str_equal(table[i], str)) i = (i + 1) & mask;
    return i;
}

static void grow(void)
{
    Ref *old = table;
    size_t old_slots = table ? mask + 1 : 0;
    size_t slots = old_slots ? old_slots * 2 : 4096;
    table = calloc(slots, sizeof *table);
    if (!table) abort();
    mask = slots - 1;
    for (size_t i = 0; i < old_slots; i++)
        if (old[i]) table[slot_of(old[i])] = old[i];
    free(old);
}

/* Takes an entry out and closes the gap. */
static void remove_entry(size_t gap)
{
    for (size_t i = (gap + 1) & mask; table[i]; i = (i + 1) & mask) {
        size_t home = (size_t)((const Str *)table[i])->hash & mask;
        if (((i - home) & mask) < ((i - gap) & mask)) continue;
        table[gap] = table[i];
        gap = i;
    }
    table[gap] = NULL;
}

void intern_forget(bool (*is_alive)(Obj name))
{
    for (size_t i = 0; table && i <= mask; ) {
        if (!table[i] || is_alive(table[i])) {
            i++;
            continue;
        }
        remove_entry(i);               // which may have put another one here
        count--;
    }
    made = 0;
}

bool str_is_interned(Obj str)
{
    return is_exact_str(str) && ((const Str *)str)->interned;
}

Obj intern_str(Obj str)
{
    Str *s = (Str *)str;
    if (likely(s->interned)) return str;
    if (unlikely(count * 2 >= mask)) grow();
    size_t i = slot_of(str);
    if (table[i]) return table[i];
    if (!is_exact_str(str)) {
        // a subclass's instance may carry attributes of its own: intern its text
        scoped Ref copy = str_slice(str, 0, str_length(str));
        if (has_type(copy, &str_type)) return intern_str(copy);
    }
    s->interned = true;
    s->head.flags |= FLAG_IMMORTAL;
    s->head.count = IMMORTAL_COUNT;
    count++;
    if (unlikely(++made > MADE_LIMIT + count / 2)) heap_wants_collection = true;
    return table[i] = (Ref)str;
}

Obj intern_find(Obj str)
{
    if (((const Str *)str)->interned) return str;
    return table ? table[slot_of(str)] : NULL;
}

Obj intern_utf8(const char *text, size_t length)
{
    scoped Ref str = str_from_utf8(text, length);
    return intern_str(str);
}

Obj intern(const char *text)
{
    return intern_utf8(text, strlen(text));
}

void intern_start(void)
{
    if (name___class__) return;
#define NAME(x) name_##x = keep(intern(#x));
#include "runtime/names.def"
#undef NAME
}
