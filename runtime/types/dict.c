/* runtime/types/dict.c -- dict: its slots, and filling it from other things.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/dict.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict_methods.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

/* --- filling --- */

static bool update_from_dict(Ref self, Obj other)
{
    if (self == other) return true;
    scoped Ref held = keep(other);
    const Dict *from = (const Dict *)other;
    size_t length = from->length;
    for (size_t i = 0; i < from->filled; i++) {
        DictEntry entry = from->entries[i];
        if (!entry.key) continue;
        scoped Ref key = keep(entry.key), value = keep(entry.value);
        if (!dict_set_hashed(self, key, entry.hash, value)) return false;
        if (from->length != length)
            return raise_runtime_error("dict mutated during update");
    }
    return true;
}

/* Sets a pair that self shall not have yet; else false, with *duplicate the key. */
static bool set_new(Ref self, Obj key, Obj value, Ref *duplicate)
{
    Obj there;
    if (!dict_find(self, key, &there)) return false;
    if (there) *duplicate = keep(key);
    return !there && dict_set(self, key, value);
}

/* duplicate NULL: a key may be there already. */
static bool update_from_keys(Ref self, Obj mapping, Ref *duplicate)
{
    scoped Ref keys = call_method0(mapping, name_keys);
    if (!keys) return false;
    scoped Ref iterator = iter_of(keys);
    if (!iterator) return false;
    for (;;) {
        scoped Ref key = NULL;
        if (!iter_next(iterator, &key)) return false;
        if (!key) return true;
        scoped Ref value = object_get_item(mapping, key);
        if (!value) return false;
        if (!(duplicate ? set_new(self, key, value, duplicate) : dict_set(self, key, value)))
            return false;
    }
}

static bool set_pair(Ref self, Obj element, size_t position)
{
    scoped Ref pair = sequence_fast(element, NULL);
    if (!pair) {
        if (error_clear_if(&type_error_type))
            raise_type_error("cannot convert dictionary update sequence element #%zu to a sequence",
                             position);
        return false;
    }
    if (fast_length(pair) != 2)
        return raise_value_error("dictionary update sequence element #%zu has length %zu; "
                                 "2 is required", position, fast_length(pair));
    scoped Ref key = keep(fast_items(pair)[0]), value = keep(fast_items(pair)[1]);
    return dict_set(self, key, value);
}

static bool update_from_pairs(Ref self, Obj pairs)
{
    scoped Ref iterator = iter_of(pairs);
    if (!iterator) return false;
    for (size_t i = 0;; i++) {
        scoped Ref element = NULL;
        if (!iter_next(iterator, &element)) return false;
        if (!element) return true;
        if (!set_pair(self, element, i)) return false;
    }
}

/* A dict whose keys and values are what its entries say. */
static bool iterates_as_dict(Obj x)
{
    return is_dict(x) && type_of(x)->iterate == dict_type.iterate;
}

bool dict_update_mapping(Ref self, Obj mapping)
{
    return iterates_as_dict(mapping) ? update_from_dict(self, mapping)
                                     : update_from_keys(self, mapping, NULL);
}

Ref dict_copy_as_mapping(Obj self)
{
    if (iterates_as_dict(self) || !dict_length(self)) return dict_copy(self);
    scoped Ref made = dict_new();
    return update_from_keys(made, self, NULL) ? take(&made) : NULL;
}

bool dict_update(Ref self, Obj other)
{
    if (iterates_as_dict(other)) return update_from_dict(self, other);
    scoped Ref keys = NULL;
    if (!attribute_find(other, name_keys, &keys)) return false;
    return keys ? update_from_keys(self, other, NULL) : update_from_pairs(self, other);
}

bool dict_merge_new(Ref self, Obj mapping, Ref *duplicate)
{
    *duplicate = NULL;
    if (!iterates_as_dict(mapping)) return update_from_keys(self, mapping, duplicate);
    const Dict *from = (const Dict *)mapping;
    for (size_t i = 0; i < from->filled; i++) {
        DictEntry entry = from->entries[i];
        if (!entry.key) continue;
        scoped Ref key = keep(entry.key), value = keep(entry.value);
        Obj there;
        if (!dict_find_hashed(self, key, entry.hash, &there)) return false;
        if (there) {
            *duplicate = take(&key);
            return false;
        }
        if (!dict_set_hashed(self, key, entry.hash, value)) return false;
    }
    return true;
}

Ref dict_get_keys(Obj self)
{
    Ref keys = list_new(dict_length(self));
    size_t position = 0;
    Obj key;
    while (dict_next(self, &position, &key, NULL)) list_append(keys, key);
    return keys;
}

/* dict(x) and dict.update(x): one optional argument and keywords. */
bool dict_update_with(Ref self, const char *name, Obj args, Obj kwargs)
{
    size_t count = tuple_length(args);
    if (count > 1)
        return raise_type_error("%s expected at most 1 argument, got %zu", name, count);
    if (count && !dict_update(self, tuple_peek(args, 0))) return false;
    return !kwargs || !dict_length(kwargs) || update_from_dict(self, kwargs);
}

static Ref dict_create(Type *type, const Obj arg[])
{
    (void)arg;
    if (type == &dict_type) return dict_new();
    Ref made = type_allocate(type, 0);
    dict_clear(made);
    return made;
}

static bool dict_init(Ref self, const Obj arg[])
{
    enum { args, kwargs };
    return dict_update_with(self, "dict", arg[args], arg[kwargs]);
}

/* --- slots --- */

static void dict_destroy(Ref self)
{
    if (((Dict *)self)->capacity) dict_clear(self);
}

static void dict_visit(Obj self, Visit visit, void *context)
{
    const Dict *dict = (const Dict *)self;
    for (size_t i = 0; i < dict->filled; i++) {
        if (!dict->entries[i].key) continue;
        visit(dict->entries[i].key, context);
        visit(dict->entries[i].value, context);
    }
}

static bool write_entries(Writer *w, Obj self)
{
    size_t position = 0;
    Ref k, v;
    for (bool first = true; dict_get_next(self, &position, &k, &v); first = false) {
        scoped Ref key = k, value = v;
        if (!first) writer_text(w, ", ");
        if (!writer_repr(w, key)) return false;
        writer_text(w, ": ");
        if (!writer_repr(w, value)) return false;
    }
    return true;
}

static Ref dict_repr(Obj self)
{
    if (dict_length(self) == 0) return str_format("{}");
    if (repr_enter(self)) return str_format("{...}");
    Writer w = {0};
    writer_char(&w, '{');
    bool fine = write_entries(&w, self);
    repr_leave(self);
    if (fine) {
        writer_char(&w, '}');
        return writer_finish(&w);
    }
    writer_discard(&w);
    return NULL;
}

static bool same_entries(Obj self, Obj other, bool *equal)
{
    const Dict *dict = (const Dict *)self;
    *equal = false;
    for (size_t i = 0; i < dict->filled; i++) {
        DictEntry entry = dict->entries[i];
        if (!entry.key) continue;
        scoped Ref key = keep(entry.key), value = keep(entry.value);
        Obj there;
        if (!dict_find_hashed(other, key, entry.hash, &there)) return false;
        if (!there) return true;
        scoped Ref its_value = keep(there);
        bool same;
        if (!objects_equal(value, its_value, &same)) return false;
        if (!same) return true;
    }
    *equal = true;
    return true;
}

static Ref dict_compare(Obj self, Obj other, CompareOp op)
{
    if (!is_dict(self) || !is_dict(other) || (op != EQUAL && op != NOT_EQUAL))
        return not_implemented();
    bool equal = false;
    if (dict_length(self) == dict_length(other) && !same_entries(self, other, &equal)) return NULL;
    return bool_new(equal == (op == EQUAL));
}

static bool dict_get_length(Obj self, size_t *length)
{
    *length = dict_length(self);
    return true;
}

static Ref missing(Obj self, Obj key)
{
    if (!is_exact_dict(self)) {
        bool found;
        Ref value = call_dunder(self, name___missing__, &key, 1, &found);
        if (found) return value;
    }
    return raise_with(&key_error_type, key);
}

static Ref dict_get_item(Obj self, Obj key)
{
    Obj value;
    if (!dict_find(self, key, &value)) return NULL;
    return likely(value != NULL) ? keep(value) : missing(self, key);
}

static bool dict_delete_item(Ref self, Obj key)
{
    bool found;
    if (!dict_delete(self, key, &found)) return false;
    return found || raise_with(&key_error_type, key);
}

static bool dict_contains(Obj self, Obj key, bool *found)
{
    Obj value;
    bool fine = dict_find(self, key, &value);
    *found = value != NULL;
    return fine;
}

static Ref dict_iterate(Obj self)
{
    return dict_iterator_new(&dict_key_iterator_type, self, false);
}

static Ref dict_or(Obj left, Obj right)
{
    if (!is_dict(left) || !is_dict(right)) return not_implemented();
    scoped Ref both = dict_copy_as_mapping(left);
    return both && dict_update_mapping(both, right) ? take(&both) : NULL;
}

static Ref dict_or_in_place(Obj self, Obj other)
{
    return dict_update((Ref)self, other) ? keep(self) : NULL;
}

Type dict_type = {
    TYPE_HEADER, .name = "dict", .create_params = &params_ignored,
    .init_signature = "dict(*args, **kwargs)",
    .doc = "dict() -> new empty dictionary\n"
           "dict(mapping) -> new dictionary initialized from a mapping object's\n"
           "    (key, value) pairs\n"
           "dict(iterable) -> new dictionary with the (key, value) pairs of the iterable\n"
           "dict(**kwargs) -> new dictionary with the name=value pairs of the keyword arguments",
    .size = sizeof(Dict), .flags = TYPE_DICT | TYPE_MAPPING | TYPE_MATCH_SELF,
    .create = dict_create, .init = dict_init,
    .destroy = dict_destroy, .visit = dict_visit, .bytes = dict_bytes,
    .repr = dict_repr, .hash = hash_unhashable, .compare = dict_compare,
    .length = dict_get_length, .get_item = dict_get_item,
    .set_item = dict_set, .delete_item = dict_delete_item,
    .contains = dict_contains, .iterate = dict_iterate,
    .binary[OP_OR] = dict_or, .in_place[OP_OR] = dict_or_in_place,
    .methods = dict_methods,
};
