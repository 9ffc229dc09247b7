/* runtime/types/dict_iterators.c -- iterators over keys, values and items of a dict.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/startup.h"
#include "runtime/types/dict_methods.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/tuple.h"

Ref dict_iterator_new(Type *type, Obj dict, bool backwards)
{
    DictIterator *made = (DictIterator *)heap_new(type, sizeof(DictIterator));
    made->dict = keep(dict);
    made->length = made->left = dict_length(dict);
    made->backwards = backwards;
    if (backwards) made->position = ((const Dict *)dict)->filled;
    return &made->head;
}

static void iterator_destroy(Ref self)
{
    drop_or_null(((DictIterator *)self)->dict);
}

static void iterator_visit(Obj self, Visit visit, void *context)
{
    const DictIterator *it = (const DictIterator *)self;
    if (it->dict) visit(it->dict, context);
}

static Ref itself(Obj self)     { return keep(self); }

static const DictEntry *step(DictIterator *it, const Dict *dict)
{
    if (it->backwards) {
        if (it->position > dict->filled) it->position = dict->filled;
        while (it->position > 0)
            if (dict->entries[--it->position].key) return &dict->entries[it->position];
        return NULL;
    }
    while (it->position < dict->filled)
        if (dict->entries[it->position++].key) return &dict->entries[it->position - 1];
    return NULL;
}

static inline const DictEntry *next_entry(Obj self)
{
    DictIterator *it = (DictIterator *)self;
    if (unlikely(!it->dict)) return NULL;
    const Dict *dict = (const Dict *)it->dict;
    if (unlikely(it->length != dict->length)) {
        it->length = SIZE_MAX;      // from now on always an error
        return raise_runtime_error("dictionary changed size during iteration");
    }
    const DictEntry *entry = step(it, dict);
    if (entry && it->left == 0) {
        drop(take(&it->dict));
        return raise_runtime_error("dictionary keys changed during iteration");
    }
    if (entry) it->left--;
    else drop(take(&it->dict));
    return entry;
}

static Ref next_key(Obj self)
{
    const DictEntry *entry = next_entry(self);
    return entry ? keep(entry->key) : NULL;
}

static Ref next_value(Obj self)
{
    const DictEntry *entry = next_entry(self);
    return entry ? keep(entry->value) : NULL;
}

static Ref next_item(Obj self)
{
    const DictEntry *entry = next_entry(self);
    return entry ? tuple_give_items((Ref[]){ keep(entry->key), keep(entry->value) }, 2) : NULL;
}

static Ref length_hint(const Obj arg[])
{
    const DictIterator *it = (const DictIterator *)arg[0];
    bool valid = it->dict && it->length == dict_length(it->dict);
    return int_new(valid ? (intptr_t)it->left : 0);
}

/* iter(list of what is left): the iterator itself stays where it is. */
static Ref reduce(const Obj arg[])
{
    DictIterator copy = *(DictIterator *)arg[0];
    scoped Ref function = startup_get_builtin("iter");
    if (!function) return NULL;
    scoped Ref rest = list_new(copy.left);
    scoped Ref held = keep_or_null(copy.dict);
    while (copy.dict && copy.length == dict_length(copy.dict)) {
        const DictEntry *entry = step(&copy, (const Dict *)copy.dict);
        if (!entry) break;
        Ref (*next)(Obj) = copy.head.type->next;
        if (next == next_key) list_append(rest, entry->key);
        else if (next == next_value) list_append(rest, entry->value);
        else list_give(rest, tuple_pack(2, entry->key, entry->value));
    }
    scoped Ref arguments = tuple_pack(1, rest);
    return tuple_pack(2, function, arguments);
}

static const Method iterator_methods[] = {
    { "__length_hint__(self, /)", length_hint, "How many items are probably left." },
    { "__reduce__(self, /)", reduce, "What pickling and copying need." },
    { 0 }
};

#define DICT_ITERATOR(noun, text, next_slot) \
    Type noun##_type = { \
        TYPE_HEADER, .name = text, .size = sizeof(DictIterator), \
        .flags = TYPE_FINAL | TYPE_NO_CREATE, \
        .destroy = iterator_destroy, .visit = iterator_visit, \
        .iterate = itself, .next = next_slot, .methods = iterator_methods, \
    }
DICT_ITERATOR(dict_key_iterator, "dict_keyiterator", next_key);
DICT_ITERATOR(dict_value_iterator, "dict_valueiterator", next_value);
DICT_ITERATOR(dict_item_iterator, "dict_itemiterator", next_item);
DICT_ITERATOR(dict_reverse_key_iterator, "dict_reversekeyiterator", next_key);
DICT_ITERATOR(dict_reverse_value_iterator, "dict_reversevalueiterator", next_value);
DICT_ITERATOR(dict_reverse_item_iterator, "dict_reverseitemiterator", next_item);
