/* runtime/types/set.c -- set and frozenset: slots, iterator, types.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/set_fast.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

static Ref set_create(Type *type, const Obj arg[])
{
    (void)arg;
    return set_new_like(type);
}

static bool set_init(Ref self, const Obj arg[])
{
    enum { iterable };
    if (set_length(self)) set_clear(self);
    return !arg[iterable] || set_update(self, arg[iterable]);
}

static Ref frozenset_create(Type *type, const Obj arg[])
{
    enum { iterable };
    if (type == &frozenset_type && arg[iterable]) return frozenset_from(arg[iterable]);
    scoped Ref made = set_new_like(type);
    return !arg[iterable] || set_update(made, arg[iterable]) ? take(&made) : NULL;
}

static void set_destroy(Ref self)
{
    set_clear(self);
}

static void set_visit(Obj self, Visit visit, void *context)
{
    size_t position = 0;
    Obj key;
    if (!((const Set *)self)->mixed) return;
    while (set_next(self, &position, &key)) visit(key, context);
}

static bool write_keys(Writer *w, Obj self)
{
    scoped Ref keys = list_from(self);
    if (!keys) return false;
    for (size_t i = 0; i < list_length(keys); i++) {
        if (i) writer_text(w, ", ");
        if (!writer_repr(w, list_peek(keys, i))) return false;
    }
    return true;
}

static Ref set_repr(Obj self)
{
    bool plain = has_type(self, &set_type);
    if (set_length(self) == 0) return str_format("%T()", self);
    if (repr_enter(self)) return str_format("%T(...)", self);
    Writer w = {0};
    if (!plain) {
        writer_text(&w, type_name(self));
        writer_char(&w, '(');
    }
    writer_char(&w, '{');
    bool fine = write_keys(&w, self);
    repr_leave(self);
    if (fine) {
        writer_text(&w, plain ? "}" : "})");
        return writer_finish(&w);
    }
    writer_discard(&w);
    return NULL;
}

static uint64_t shuffled(uint64_t hash)
{
    return ((hash ^ 89869747) ^ (hash << 16)) * 3644798167u;
}

/* Does not depend on the order; the value shows, so it is mixed as the reference has it. */
static bool frozenset_hash(Obj self, intptr_t *hash)
{
    Set *set = (Set *)self;
    if (set->hash == -1) {
        uint64_t mixed = 0;
        for (size_t i = 0; set->table && i <= set->mask; i++)
            if (set_holds(&set->table[i])) mixed ^= shuffled((uint64_t)set->table[i].hash);
        mixed ^= ((uint64_t)set->length + 1) * 1927868237u;
        mixed ^= (mixed >> 11) ^ (mixed >> 25);
        mixed = mixed * 69069 + 907133923;
        set->hash = mixed == (uint64_t)-1 ? 590923713 : (intptr_t)mixed;
    }
    *hash = set->hash;
    return true;
}

static bool set_get_length(Obj self, size_t *length)
{
    *length = set_length(self);
    return true;
}

/* `{1} in s`: a set stands for the frozenset with the same items. */
bool set_contains_any(Obj self, Obj item, bool *found)
{
    if (set_contains(self, item, found)) return true;
    if (!is_any_set(item) || !error_clear_if(&type_error_type)) return false;
    scoped Ref frozen = set_copy(item, &frozenset_type);
    return frozen && set_contains(self, frozen, found);
}

/* --- iterator --- */

typedef struct SetIterator {
    Object head;
    Ref set;                  // NULL: exhausted
    size_t position;
    size_t length;            // of the set when the iteration began
    size_t left;
} SetIterator;

static Ref set_iterate(Obj self)
{
    SetIterator *made = (SetIterator *)heap_new(&set_iterator_type, sizeof(SetIterator));
    made->set = keep(self);
    made->length = made->left = set_length(self);
    return &made->head;
}

static void iterator_destroy(Ref self)
{
    drop_or_null(((SetIterator *)self)->set);
}

static void iterator_visit(Obj self, Visit visit, void *context)
{
    const SetIterator *it = (const SetIterator *)self;
    if (it->set) visit(it->set, context);
}

static Ref iterator_itself(Obj self)    { return keep(self); }

static Ref iterator_next(Obj self)
{
    SetIterator *it = (SetIterator *)self;
    if (!it->set) return NULL;
    if (it->length != set_length(it->set)) {
        it->length = SIZE_MAX;          // from now on always an error
        return raise_runtime_error("Set changed size during iteration");
    }
    const SetEntry *entry = set_next_entry((const Set *)it->set, &it->position);
    if (entry) {
        it->left--;
        return keep(entry->key);
    }
    drop(take(&it->set));
    return NULL;
}

static Ref iterator_length_hint(const Obj arg[])
{
    const SetIterator *it = (const SetIterator *)arg[0];
    bool valid = it->set && it->length == set_length(it->set);
    return int_new(valid ? (intptr_t)it->left : 0);
}

static Ref iterator_reduce(const Obj arg[])
{
    const SetIterator *it = (const SetIterator *)arg[0];
    scoped Ref function = startup_get_builtin("iter");
    if (!function) return NULL;
    scoped Ref rest = list_new(0);
    size_t position = it->position;
    Obj key;
    while (it->set && set_next(it->set, &position, &key)) list_append(rest, key);
    scoped Ref arguments = tuple_pack(1, rest);
    return tuple_pack(2, function, arguments);
}

static const Method iterator_methods[] = {
    { "__length_hint__(self, /)", iterator_length_hint, "How many items are probably left." },
    { "__reduce__(self, /)", iterator_reduce, "What pickling and copying need." },
    { 0 }
};

Type set_iterator_type = {
    TYPE_HEADER, .name = "set_iterator", .size = sizeof(SetIterator),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = iterator_destroy, .visit = iterator_visit,
    .iterate = iterator_itself, .next = iterator_next, .methods = iterator_methods,
};

/* --- types --- */

Type set_type = {
    TYPE_HEADER, .name = "set", .create_params = &params_ignored,
    .init_signature = "set(iterable=(), /)",
    .doc = "Build an unordered collection of unique elements.",
    .size = sizeof(Set), .flags = TYPE_DATA_SET | TYPE_MATCH_SELF | TYPE_WEAKREFS,
    .create = set_create, .init = set_init,
    .destroy = set_destroy, .visit = set_visit, .bytes = set_bytes,
    .repr = set_repr, .hash = hash_unhashable, .compare = set_compare,
    .length = set_get_length, .contains = set_contains_any, .iterate = set_iterate,
    .binary = { SET_OPERATORS }, .in_place = { SET_OPERATORS_IN_PLACE },
    .methods = set_methods,
};

Type frozenset_type = {
    TYPE_HEADER, .name = "frozenset", .signature = "frozenset(iterable=(), /)",
    .doc = "Build an immutable unordered collection of unique elements.",
    .size = sizeof(Set), .flags = TYPE_DATA_SET | TYPE_MATCH_SELF | TYPE_WEAKREFS,
    .create = frozenset_create,
    .destroy = set_destroy, .visit = set_visit, .bytes = set_bytes,
    .repr = set_repr, .hash = frozenset_hash, .compare = set_compare,
    .length = set_get_length, .contains = set_contains_any, .iterate = set_iterate,
    .binary = { SET_OPERATORS },
    .methods = frozenset_methods,
};
