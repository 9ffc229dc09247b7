/* runtime/types/set_operations.c -- operators and methods of set and frozenset.
 *   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/key_hash.h"
#include "runtime/types/list.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/set_fast.h"
#include "runtime/types/tuple.h"

/* Results are plain sets or frozensets, whatever class self is of. */
static Type *plain_type(Obj set)
{
    return is_instance(set, &frozenset_type) ? &frozenset_type : &set_type;
}

/* Walks over a set that other code may change meanwhile; a new reference. */
static bool next_entry(Obj set, size_t *position, Ref *key, intptr_t *hash)
{
    Obj found;
    if (!set_next(set, position, &found)) return false;
    *key = keep(found);
    *hash = ((const Set *)set)->table[*position - 1].hash;
    return true;
}

/* --- the four operations --- */

static bool both_small(Obj a, Obj b)
{
    return set_is_small((const Set *)a) && set_is_small((const Set *)b);
}

/* The keys of `from` that are in `other`, or (in false) are not. */
static void pick_small(Ref result, Obj from, Obj other, bool in)
{
    size_t position = 0;
    for (const SetEntry *entry; (entry = set_next_entry((const Set *)from, &position)); )
        if (set_has_small((const Set *)other, entry->key, entry->hash) == in)
            set_add_new(result, entry->key, entry->hash);
}

static void remove_small(Set *set, const Set *other)
{
    size_t position = 0;
    for (const SetEntry *entry; set->table && (entry = set_next_entry(other, &position)); ) {
        SetEntry *place = set_find_small(set, entry->key, entry->hash);
        if (place->key) set_remove_small(set, place);
    }
}

typedef struct Two { Obj self; Ref result; } Two;

static bool add_if_in_self(Obj item, void *context)
{
    Two *two = context;
    intptr_t hash;
    bool found;
    if (!key_hash(item, &hash) || !set_contains_hashed(two->self, item, hash, &found)) return false;
    if (!found) return true;
    // with all of self there is nothing to look for: false without an exception ends it
    return set_add_hashed(two->result, item, hash)
           && set_length(two->result) < set_length(two->self);
}

Ref set_intersection(Obj self, Obj other)
{
    if (self == other) return set_copy(self, plain_type(self));
    scoped Ref result = set_new_like(plain_type(self));
    Two two = { self, result };
    if (!is_any_set(other))
        return iter_each(other, add_if_in_self, &two) || !error_pending() ? take(&result) : NULL;
    if (set_length(other) > set_length(self)) {
        Obj longer = other;
        other = self;
        self = longer;
    }
    if (both_small(self, other)) {
        pick_small(result, other, self, true);
        return take(&result);
    }
    size_t position = 0;
    intptr_t hash;
    for (Ref next; next_entry(other, &position, &next, &hash); ) {
        scoped Ref key = next;
        bool found;
        if (!set_contains_hashed(self, key, hash, &found)) return NULL;
        if (found && !set_add_hashed(result, key, hash)) return NULL;
    }
    return take(&result);
}

static bool discard_item(Obj item, void *context)
{
    bool found;
    return set_discard(context, item, &found);
}

bool set_difference_update(Ref self, Obj other)
{
    if (self == other) {
        set_clear(self);
        return true;
    }
    if (!is_any_set(other)) {
        if (!iter_each(other, discard_item, self)) return false;
    } else {
        // much longer than self: only what they have in common matters
        bool long_one = set_length(other) >> 3 > set_length(self);
        scoped Ref walked = long_one ? set_intersection(self, other) : keep(other);
        if (!walked) return false;
        size_t position = 0;
        intptr_t hash;
        if (both_small(self, walked)) remove_small((Set *)self, (const Set *)walked);
        else for (Ref next; next_entry(walked, &position, &next, &hash); ) {
            scoped Ref key = next;
            bool found;
            if (!set_discard_hashed(self, key, hash, &found)) return false;
        }
    }
    set_compact(self);
    return true;
}

static bool has_key(Obj container, Obj key, intptr_t hash, bool *found)
{
    if (is_any_set(container)) return set_contains_hashed(container, key, hash, found);
    Obj value;
    bool fine = dict_find_hashed(container, key, hash, &value);
    *found = value != NULL;
    return fine;
}

Ref set_difference(Obj self, Obj other)
{
    bool quick = is_any_set(other) || is_dict(other);
    size_t length = quick ? (is_dict(other) ? dict_length(other) : set_length(other)) : 0;
    if (!quick || set_length(self) >> 2 > length) {
        scoped Ref result = set_copy(self, plain_type(self));
        return result && set_difference_update(result, other) ? take(&result) : NULL;
    }
    scoped Ref result = set_new_like(plain_type(self));
    if (is_any_set(other) && both_small(self, other)) {
        pick_small(result, self, other, false);
        return take(&result);
    }
    size_t position = 0;
    intptr_t hash;
    for (Ref next; next_entry(self, &position, &next, &hash); ) {
        scoped Ref key = next;
        bool found;
        if (!has_key(other, key, hash, &found)) return NULL;
        if (!found && !set_add_hashed(result, key, hash)) return NULL;
    }
    return take(&result);
}

bool set_symmetric_update(Ref self, Obj other)
{
    if (self == other) {
        set_clear(self);
        return true;
    }
    scoped Ref walked = is_any_set(other) ? keep(other) : set_from(other);
    if (!walked) return false;
    size_t position = 0;
    intptr_t hash;
    for (Ref next; next_entry(walked, &position, &next, &hash); ) {
        scoped Ref key = next;
        bool found;
        if (!set_discard_hashed(self, key, hash, &found)) return false;
        if (!found && !set_add_hashed(self, key, hash)) return false;
    }
    return true;
}

static Ref symmetric(Obj self, Obj other)
{
    scoped Ref result = set_new_like(plain_type(self));
    if (!set_update(result, other)) return NULL;
    return set_symmetric_update(result, self) ? take(&result) : NULL;
}

static Ref union_of(Obj self, Obj other)
{
    scoped Ref result = set_copy(self, plain_type(self));
    return result && (self == other || set_update(result, other)) ? take(&result) : NULL;
}

/* --- operators --- */

#define SET_BINARY(name, operation) \
    Ref name(Obj left, Obj right) \
    { \
        return is_any_set(left) && is_any_set(right) ? operation(left, right) : not_implemented(); \
    }
SET_BINARY(set_and, set_intersection)
SET_BINARY(set_or, union_of)
SET_BINARY(set_xor, symmetric)
SET_BINARY(set_subtract, set_difference)

#define SET_IN_PLACE(name, operation) \
    Ref name(Obj self, Obj other) \
    { \
        if (!is_any_set(other)) return not_implemented(); \
        return operation((Ref)self, other) ? keep(self) : NULL; \
    }
static bool intersect(Ref self, Obj other)
{
    scoped Ref common = set_intersection(self, other);
    if (common) set_swap(self, common);
    return common != NULL;
}
SET_IN_PLACE(set_and_in_place, intersect)
SET_IN_PLACE(set_or_in_place, set_update)
SET_IN_PLACE(set_xor_in_place, set_symmetric_update)
SET_IN_PLACE(set_subtract_in_place, set_difference_update)

bool set_is_subset(Obj self, Obj other, bool *result)
{
    *result = set_length(self) <= set_length(other);
    if (!*result) return true;
    size_t position = 0;
    intptr_t hash;
    for (Ref next; *result && next_entry(self, &position, &next, &hash); ) {
        scoped Ref key = next;
        if (!set_contains_hashed(other, key, hash, result)) return false;
    }
    return true;
}

static bool sets_equal(Obj self, Obj other, bool *equal)
{
    const Set *a = (const Set *)self, *b = (const Set *)other;
    *equal = a->length == b->length && (a->hash == -1 || b->hash == -1 || a->hash == b->hash);
    return !*equal || set_is_subset(self, other, equal);
}

Ref set_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_any_set(self) || !is_any_set(other)) return not_implemented();
    bool holds;
    if (op == EQUAL || op == NOT_EQUAL) {
        if (!sets_equal(self, other, &holds)) return NULL;
        return bool_new(holds == (op == EQUAL));
    }
    if (op == GREATER || op == GREATER_EQUAL) {
        Obj held = self;
        self = other;
        other = held;
    }
    if ((op == LESS || op == GREATER) && set_length(self) == set_length(other))
        return bool_new(false);
    return set_is_subset(self, other, &holds) ? bool_new(holds) : NULL;
}

/* --- methods --- */

static Ref add(const Obj arg[])
{
    enum { self, object };
    return set_add((Ref)arg[self], arg[object]) ? none_new() : NULL;
}

/* discard, where a set as item counts as frozen. */
static bool discard_any(Obj self, Obj item, bool *found)
{
    if (set_discard((Ref)self, item, found)) return true;
    if (!is_any_set(item) || !error_clear_if(&type_error_type)) return false;
    scoped Ref frozen = set_copy(item, &frozenset_type);
    return frozen && set_discard((Ref)self, frozen, found);
}

static Ref discard(const Obj arg[])
{
    enum { self, object };
    bool found;
    return discard_any(arg[self], arg[object], &found) ? none_new() : NULL;
}

static Ref remove_item(const Obj arg[])
{
    enum { self, object };
    bool found;
    if (!discard_any(arg[self], arg[object], &found)) return NULL;
    return found ? none_new() : raise_with(&key_error_type, arg[object]);
}

static Ref pop(const Obj arg[])
{
    Ref key;
    return set_pop((Ref)arg[0], &key) ? key : raise_key_error("pop from an empty set");
}

static Ref clear(const Obj arg[])
{
    set_clear((Ref)arg[0]);
    return none_new();
}

static Ref copy(const Obj arg[])
{
    if (has_type(arg[0], &frozenset_type)) return keep(arg[0]);
    return set_copy(arg[0], plain_type(arg[0]));
}

/* self op other[0] op other[1] ... in new sets. */
static Ref combine(const Obj arg[], Ref (*operation)(Obj self, Obj other))
{
    enum { self, others };
    if (tuple_length(arg[others]) == 0) return set_copy(arg[self], plain_type(arg[self]));
    scoped Ref result = keep(arg[self]);
    for (size_t i = 0; i < tuple_length(arg[others]); i++) {
        Ref next = operation(result, tuple_peek(arg[others], i));
        if (!next) return NULL;
        replace(&result, next);
    }
    return take(&result);
}

static Ref update_by(const Obj arg[], bool (*operation)(Ref self, Obj other))
{
    enum { self, others };
    for (size_t i = 0; i < tuple_length(arg[others]); i++)
        if (!operation((Ref)arg[self], tuple_peek(arg[others], i))) return NULL;
    return none_new();
}

static Ref unite(const Obj arg[])
{
    enum { self, others };
    scoped Ref result = set_copy(arg[self], plain_type(arg[self]));
    for (size_t i = 0; result && i < tuple_length(arg[others]); i++)
        if (!set_update(result, tuple_peek(arg[others], i))) return NULL;
    return take(&result);
}

static Ref intersection(const Obj arg[])    { return combine(arg, set_intersection); }
static Ref difference(const Obj arg[])      { return combine(arg, set_difference); }
static Ref symmetric_difference(const Obj arg[])
{
    return symmetric(arg[0], arg[1]);
}

static Ref update(const Obj arg[])               { return update_by(arg, set_update); }
static Ref difference_update(const Obj arg[])    { return update_by(arg, set_difference_update); }
static Ref intersection_update(const Obj arg[])
{
    scoped Ref common = intersection(arg);
    if (!common) return NULL;
    set_swap((Ref)arg[0], common);
    return none_new();
}
static Ref symmetric_difference_update(const Obj arg[])
{
    return set_symmetric_update((Ref)arg[0], arg[1]) ? none_new() : NULL;
}

static Ref is_subset(const Obj arg[])
{
    enum { self, other };
    scoped Ref set = is_any_set(arg[other]) ? keep(arg[other]) : set_from(arg[other]);
    bool result;
    return set && set_is_subset(arg[self], set, &result) ? bool_new(result) : NULL;
}

typedef struct Look { Obj self; bool wanted, stopped; } Look;

/* Stops with *stopped at the first item that is not (or, not wanted, is) in self. */
static bool look_for(Obj item, void *context)
{
    Look *look = context;
    bool found;
    if (!set_contains(look->self, item, &found)) return false;
    look->stopped = found != look->wanted;
    return !look->stopped;
}

static Ref look_through(Obj self, Obj other, bool wanted)
{
    Look look = { self, wanted, false };
    if (!iter_each(other, look_for, &look) && !look.stopped) return NULL;
    return bool_new(!look.stopped);
}

static Ref is_superset(const Obj arg[])
{
    enum { self, other };
    bool result;
    if (!is_any_set(arg[other])) return look_through(arg[self], arg[other], true);
    return set_is_subset(arg[other], arg[self], &result) ? bool_new(result) : NULL;
}

static Ref is_disjoint(const Obj arg[])
{
    enum { self, other };
    if (arg[self] == arg[other]) return bool_new(set_length(arg[self]) == 0);
    if (is_any_set(arg[other]) && set_length(arg[other]) > set_length(arg[self]))
        return look_through(arg[other], arg[self], false);
    return look_through(arg[self], arg[other], false);
}

static Ref reduce(const Obj arg[])
{
    bool found;
    scoped Ref keys = list_from(arg[0]);
    if (!keys) return NULL;
    scoped Ref state = call_dunder(arg[0], name___getstate__, NULL, 0, &found);
    if (!state) return NULL;
    scoped Ref arguments = tuple_pack(1, keys);
    return tuple_pack(3, (Obj)type_of(arg[0]), arguments, state);
}

static Ref class_getitem(const Obj arg[])
{
    enum { cls, item };
    return generic_alias_new(arg[cls], arg[item]);
}

#define SHARED_METHODS \
    { "copy(self, /)", copy, "A shallow copy." }, \
    { "difference(self, /, *others)", difference, "The items that are in none of the others." }, \
    { "intersection(self, /, *others)", intersection, "The items that are in all the others." }, \
    { "isdisjoint(self, other, /)", is_disjoint, "Has it no item in common with the iterable?" }, \
    { "issubset(self, other, /)", is_subset, "Are all items in the iterable?" }, \
    { "issuperset(self, other, /)", is_superset, "Are all items of the iterable here?" }, \
    { "__reduce__(self, /)", reduce, "What pickling and copying need." }, \
    { "symmetric_difference(self, other, /)", symmetric_difference, \
      "The items that are in one of the two only." }, \
    { "union(self, /, *others)", unite, "The items of all of them." }, \
    { "__class_getitem__(cls, item, /)", class_getitem, "set[int] and the like.", METHOD_CLASS }

const Method set_methods[] = {
    { "add(self, object, /)", add, "Add an item; no effect if it is there already." },
    { "clear(self, /)", clear, "Remove all items." },
    { "difference_update(self, /, *others)", difference_update, "Remove the items of the others." },
    { "discard(self, object, /)", discard, "Remove an item if it is there." },
    { "intersection_update(self, /, *others)", intersection_update,
      "Keep only what is in all the others." },
    { "pop(self, /)", pop, "Remove and give some item; KeyError if there is none." },
    { "remove(self, object, /)", remove_item, "Remove an item; KeyError if it is not there." },
    { "symmetric_difference_update(self, other, /)", symmetric_difference_update,
      "Keep what is in one of the two only." },
    { "update(self, /, *others)", update, "Add the items of the others." },
    SHARED_METHODS,
    { 0 }
};
const Method frozenset_methods[] = { SHARED_METHODS, { 0 } };
