/* runtime/types/weakref.c -- weak references: the table of who refers weakly to what, and `ref`.
 *   SPDX-License-Identifier: MIT
 *
 * The table lies outside the collector's memory and WeakRef holds complemented addresses, so
 * nothing here keeps a referent, or a weak reference, alive.
 */
#include "runtime/types/weakref.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/attribute.h"
#include "runtime/operate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/list.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <stdlib.h>
#include <string.h>

typedef struct Entry { Object *referent; WeakRef *first; } Entry;     // referent NULL: free
static Entry *table;
static size_t entry_count, mask;

static inline WeakRef *weakref(Obj x)             { return (WeakRef *)x; }
static inline WeakRef *next_of(const WeakRef *w)
{
    return w->next ? (WeakRef *)~(uintptr_t)w->next : NULL;
}
static inline void set_next(WeakRef *w, WeakRef *next)
{
    w->next = next ? (WeakRef *)~(uintptr_t)next : NULL;
}
static inline Obj referent_of(const WeakRef *w)   { return w->hidden ? (Obj)~w->hidden : NULL; }

// --- the table

static size_t home_of(Obj referent)
{
    return ((uintptr_t)referent >> 4) * 0x9E3779B97F4A7C15u >> 16 & mask;
}

static size_t slot_of(Obj referent)
{
    size_t i = home_of(referent);
    while (table[i].referent && table[i].referent != referent) i = (i + 1) & mask;
    return i;
}

static void grow(void)
{
    Entry *old = table;
    size_t old_slots = table ? mask + 1 : 0, slots = old_slots ? old_slots * 2 : 256;
    table = calloc(slots, sizeof *table);
    if (!table) abort();
    mask = slots - 1;
    for (size_t i = 0; i < old_slots; i++)
        if (old[i].referent) table[slot_of(old[i].referent)] = old[i];
    free(old);
}

/* Takes an entry out and closes the gap. */
static void remove_entry(size_t gap)
{
    entry_count--;
    for (size_t i = (gap + 1) & mask; table[i].referent; i = (i + 1) & mask) {
        size_t home = home_of(table[i].referent);
        if (((i - home) & mask) < ((i - gap) & mask)) continue;
        table[gap] = table[i];
        gap = i;
    }
    table[gap] = (Entry){ NULL, NULL };
}

static WeakRef *first_of(Obj referent)
{
    if (is_small(referent) || !(referent->flags & FLAG_WEAKREFS)) return NULL;
    return table[slot_of(referent)].first;
}

/* One without a callback, of a builtin type, serves all who ask for such a one. */
static inline bool is_shared(const WeakRef *w)
{
    return !w->callback && !(w->head.type->flags & TYPE_HEAP);
}

/* The shared reference comes first, then the shared proxy, then the others, the newest first. */
static void link_in(WeakRef *w, Obj referent)
{
    if (!table || entry_count * 2 > mask) grow();
    size_t i = slot_of(referent);
    if (!table[i].referent) {
        table[i].referent = (Object *)referent;
        entry_count++;
    }
    WeakRef *before = NULL, *at = table[i].first;
    bool is_first = is_shared(w) && w->head.type == &weakref_type;
    while (!is_first && at && is_shared(at) && (!is_shared(w) || at->head.type == &weakref_type))
        before = at, at = next_of(at);
    set_next(w, at);
    if (before) set_next(before, w);
    else table[i].first = w;
    w->hidden = ~(uintptr_t)referent;
    ((Object *)referent)->flags |= FLAG_WEAKREFS;
}

static void unlink(WeakRef *w)
{
    Obj referent = referent_of(w);
    if (!referent) return;
    w->hidden = 0;
    size_t i = slot_of(referent);
    WeakRef *before = NULL, *at = table[i].first;
    while (at && at != w) before = at, at = next_of(at);
    if (!at) return;
    if (before) set_next(before, next_of(w));
    else table[i].first = next_of(w);
    w->next = NULL;
    if (table[i].first) return;
    ((Object *)referent)->flags &= ~(uint32_t)FLAG_WEAKREFS;
    remove_entry(i);
}

/* Detaches all references to a dying object; the chain stays linked by `next`. */
static WeakRef *detach_all(Obj referent)
{
    size_t i = slot_of(referent);
    WeakRef *first = table[i].first;
    if (!first) return NULL;
    remove_entry(i);
    ((Object *)referent)->flags &= ~(uint32_t)FLAG_WEAKREFS;
    for (WeakRef *w = first; w; w = next_of(w)) w->hidden = 0;
    return first;
}

void weakref_clear(Obj referent, bool run_callbacks)
{
    WeakRef *first = detach_all(referent);
    size_t count = 0;
    for (WeakRef *w = first; w; w = next_of(w)) count += w->callback && w->head.count;
    Ref *waiting = heap_scanned((count + 1) * sizeof *waiting);
    size_t filled = 0;
    for (WeakRef *w = first, *next; w; w = next) {
        next = next_of(w);
        w->next = NULL;
        if (w->callback && w->head.count) waiting[filled++] = keep(&w->head);
    }
    for (size_t i = 0; i < count; i++) {
        scoped Ref callback = take(&weakref(waiting[i])->callback);
        scoped Ref result = callback && run_callbacks ? call1(callback, waiting[i]) : NULL;
        if (callback && run_callbacks && !result) error_report_unraisable(callback);
        drop(waiting[i]);
    }
    heap_scanned_free(waiting, (count + 1) * sizeof *waiting);
}

void weakref_clear_collected(Obj referent, void (*queue)(Ref weakref))
{
    for (WeakRef *w = detach_all(referent), *next; w; w = next) {
        next = next_of(w);
        w->next = NULL;
        if (w->callback) queue(&w->head);
    }
}

// --- making and asking

bool weakref_allowed(Obj referent)
{
    static const char *const builtins[] = {
        "function", "method", "builtin_function_or_method", "module", "generator", "coroutine",
        "async_generator", "set", "frozenset", "array.array", "collections.deque", "memoryview",
        "code", "re.Pattern", "functools.partial", "GenericAlias",
    };
    const Type *type = type_of(referent);
    if (type->flags & (TYPE_WEAKREFS | TYPE_TYPE)) return true;
    if (!(type->flags & TYPE_HEAP))
        for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
            if (strcmp(type->name, builtins[i]) == 0) return true;
    return raise_type_error("cannot create weak reference to '%T' object", referent);
}

Ref weakref_new(Type *type, Obj referent, Obj callback)
{
    bool shared = !callback && !(type->flags & TYPE_HEAP);
    for (WeakRef *w = shared ? first_of(referent) : NULL; w; w = next_of(w))
        if (w->head.type == type && !w->callback && w->head.count) return keep(&w->head);
    Ref made = type_allocate(type, 0);
    weakref(made)->callback = keep_or_null(callback);
    weakref(made)->hash = -1;
    link_in(weakref(made), referent);
    return made;
}

Ref weakref_get(Obj x)
{
    Obj referent = referent_of(weakref(x));
    return referent && referent->count ? keep(referent) : NULL;
}

Ref weakref_get_all(Obj referent)
{
    Ref all = list_new(4);
    for (WeakRef *w = first_of(referent); w; w = next_of(w))
        if (w->head.count) list_append(all, &w->head);
    return all;
}

static Ref weakref_create(Type *type, const Obj arg[])
{
    enum { object, callback };
    if (!weakref_allowed(arg[object])) return NULL;
    bool has_callback = arg[callback] && !is_none(arg[callback]);
    return weakref_new(type, arg[object], has_callback ? arg[callback] : NULL);
}

// --- slots

void weakref_destroy(Ref self)
{
    unlink(weakref(self));
    drop_or_null(take(&weakref(self)->callback));
}

void weakref_bury(Ref self)
{
    unlink(weakref(self));
}

void weakref_visit(Obj self, Visit visit, void *context)
{
    if (weakref(self)->callback) visit(weakref(self)->callback, context);
}

static Ref weakref_call(Obj self, const Obj *args, size_t count, Obj names)
{
    (void)args;
    if (count || names) return raise_type_error("weakref expected 0 arguments, got %zu", count);
    Ref referent = weakref_get(self);
    return referent ? referent : none_new();
}

Ref weakref_show(Obj self, const char *what)
{
    scoped Ref referent = weakref_get(self);
    if (!referent) return str_format("<%s at 0x%lx; dead>", what, (unsigned long)self);
    scoped Ref name = self->type->call == weakref_call ? attribute_special(referent, name___name__)
                                                       : NULL;
    if (error_pending()) return NULL;
    if (name && is_str(name))
        return str_format("<%s at 0x%lx; to '%T' at 0x%lx (%S)>", what, (unsigned long)self,
                          referent, (unsigned long)referent, name);
    return str_format("<%s at 0x%lx; to '%T' at 0x%lx>", what, (unsigned long)self, referent,
                      (unsigned long)referent);
}

static Ref weakref_repr(Obj self)
{
    return weakref_show(self, "weakref");
}

static bool weakref_hash(Obj self, intptr_t *hash)
{
    WeakRef *w = weakref(self);
    if (w->hash == -1) {
        scoped Ref referent = weakref_get(self);
        if (!referent) return raise_type_error("weak object has gone away");
        if (!object_hash(referent, &w->hash)) return false;
    }
    *hash = w->hash;
    return true;
}

static Ref weakref_compare(Obj self, Obj other, CompareOp op)
{
    if ((op != EQUAL && op != NOT_EQUAL) || !is_instance(other, &weakref_type))
        return not_implemented();
    scoped Ref mine = weakref_get(self), theirs = weakref_get(other);
    if (!mine || !theirs) return bool_new((self == other) == (op == EQUAL));
    return compare(mine, theirs, op);
}

static Ref weakref_get_callback(Obj self)
{
    Ref callback = weakref(self)->callback;
    return callback ? keep(callback) : none_new();
}

static Ref weakref_class_getitem(const Obj arg[])
{
    return generic_alias_new(arg[0], arg[1]);
}

static bool weakref_init(Ref self, const Obj arg[])
{
    (void)self, (void)arg;
    return true;
}

static const Method weakref_methods[] = {
    { "__class_getitem__(cls, object, /)", weakref_class_getitem, "See PEP 585", METHOD_CLASS },
    { 0 }
};

static const Getter weakref_getters[] = {
    { "__callback__", weakref_get_callback, NULL, NULL },
    { 0 }
};

Type weakref_type = {
    TYPE_HEADER, .name = "weakref.ReferenceType", .size = sizeof(WeakRef),
    .signature = "__new__(object, callback=, /)", .init_signature = "ref(object, callback=, /)",
    .create = weakref_create, .init = weakref_init,
    .destroy = weakref_destroy, .visit = weakref_visit, .bury = weakref_bury,
    .repr = weakref_repr, .hash = weakref_hash, .compare = weakref_compare, .call = weakref_call,
    .methods = weakref_methods, .getters = weakref_getters,
};
