/* runtime/intern.c -- the table of interned strings.   SPDX-License-Identifier: MIT */
#include "runtime/intern.h"
#include "runtime/heap.h"
#include "runtime/types/str.h"
#include <string.h>

#define NAME(x) Ref name_##x;
#include "runtime/names.def"
#undef NAME

/* Open addressing by str_hash; a root block, since the strings live by being in it. */
static Ref *table;
static size_t count, mask;

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
    table = heap_root_block(slots * sizeof *table);
    memset(table, 0, slots * sizeof *table);
    mask = slots - 1;
    for (size_t i = 0; i < old_slots; i++)
        if (old[i]) table[slot_of(old[i])] = old[i];
    heap_root_free(old);
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
