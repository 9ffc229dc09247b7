/* runtime/types/dict_methods.c -- get, pop, setdefault, items ...   SPDX-License-Identifier: MIT */
#include "runtime/types/dict_methods.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/tuple.h"

static Ref get(const Obj arg[])
{
    enum { self, key, fallback };
    Obj value;
    if (!dict_find(arg[self], arg[key], &value)) return NULL;
    return keep(value ? value : arg[fallback] ? arg[fallback] : None_object);
}

static Ref set_default(const Obj arg[])
{
    enum { self, key, fallback };
    Obj value;
    if (!dict_set_default((Ref)arg[self], arg[key], arg[fallback] ? arg[fallback] : None_object,
                          &value)) return NULL;
    return keep(value);
}

static Ref pop(const Obj arg[])
{
    enum { self, key, fallback };
    Ref value;
    if (!dict_pop((Ref)arg[self], arg[key], &value)) return NULL;
    if (value) return value;
    return arg[fallback] ? keep(arg[fallback]) : raise_with(&key_error_type, arg[key]);
}

static Ref pop_item(const Obj arg[])
{
    Ref pair[2];
    if (!dict_pop_last((Ref)arg[0], &pair[0], &pair[1]))
        return raise_key_error("popitem(): dictionary is empty");
    return tuple_give_items(pair, 2);
}

static Ref keys(const Obj arg[])      { return dict_view_new(&dict_keys_type, arg[0]); }
static Ref values(const Obj arg[])    { return dict_view_new(&dict_values_type, arg[0]); }
static Ref items(const Obj arg[])     { return dict_view_new(&dict_items_type, arg[0]); }

static Ref update(const Obj arg[])
{
    enum { self, args, kwargs };
    return dict_update_with((Ref)arg[self], "update", arg[args], arg[kwargs]) ? none_new() : NULL;
}

static Ref clear(const Obj arg[])
{
    dict_clear((Ref)arg[0]);
    return none_new();
}

static Ref copy(const Obj arg[])
{
    return dict_copy_as_mapping(arg[0]);
}

static Ref reversed(const Obj arg[])
{
    return dict_iterator_new(&dict_reverse_key_iterator_type, arg[0], true);
}

static bool has_hashes(Obj x)
{
    return is_exact_dict(x) || has_type(x, &set_type) || has_type(x, &frozenset_type);
}

/* All keys of a dict or set, whose hashes are known. */
static bool from_hashed(Ref made, Obj from, Obj common)
{
    size_t position = 0;
    for (;;) {
        Obj next;
        if (!(is_dict(from) ? dict_next(from, &position, &next, NULL)
                            : set_next(from, &position, &next))) return true;
        intptr_t hash = is_dict(from) ? ((const Dict *)from)->entries[position - 1].hash
                                      : ((const Set *)from)->table[position - 1].hash;
        scoped Ref key = keep(next);
        if (!dict_set_hashed(made, key, hash, common)) return false;
    }
}

static Ref from_keys(const Obj arg[])
{
    enum { cls, iterable, value };
    Obj common = arg[value] ? arg[value] : None_object;
    scoped Ref made = call0(arg[cls]);
    if (!made) return NULL;
    if (is_exact_dict(made) && dict_length(made) == 0 && has_hashes(arg[iterable]))
        return from_hashed(made, arg[iterable], common) ? take(&made) : NULL;
    scoped Ref iterator = iter_of(arg[iterable]);
    if (!iterator) return NULL;
    bool plain = is_exact_dict(made);
    for (;;) {
        scoped Ref key = NULL;
        if (!iter_next(iterator, &key)) return NULL;
        if (!key) return take(&made);
        if (!(plain ? dict_set(made, key, common) : object_set_item(made, key, common)))
            return NULL;
    }
}

static Ref class_getitem(const Obj arg[])
{
    enum { cls, item };
    return generic_alias_new(arg[cls], arg[item]);
}

const Method dict_methods[] = {
    { "get(self, key, default=None, /)", get, "The value for key, or default." },
    { "setdefault(self, key, default=None, /)", set_default,
      "The value for key, which becomes default if there is none." },
    { "pop(self, key, default=, /)", pop,
      "Remove key and give its value; without one default, or KeyError." },
    { "popitem(self, /)", pop_item,
      "Remove and give the (key, value) pair that came last; KeyError if there is none." },
    { "keys(self, /)", keys, "A view of the keys." },
    { "items(self, /)", items, "A view of the (key, value) pairs." },
    { "values(self, /)", values, "A view of the values." },
    { "update(self, *args, **kwargs)", update,
      "Take over the entries of a mapping or of an iterable of pairs, and the keywords." },
    { "fromkeys(cls, iterable, value=None, /)", from_keys,
      "A new dictionary with keys from the iterable, all with the same value.", METHOD_CLASS },
    { "clear(self, /)", clear, "Remove all entries." },
    { "copy(self, /)", copy, "A shallow copy." },
    { "__reversed__(self, /)", reversed, "An iterator over the keys from the last one." },
    { "__class_getitem__(cls, item, /)", class_getitem, "dict[str, int] and the like.",
      METHOD_CLASS },
    { 0 }
};
