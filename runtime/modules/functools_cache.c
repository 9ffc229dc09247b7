/* runtime/modules/functools_cache.c -- what functools.lru_cache wraps functions in.
 *   SPDX-License-Identifier: MIT
 *
 * The cache is a dict from keys to results; with a limit, from keys to links, which also hang in a
 * ring in order of use, the least recent one behind the root.
 */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/functools.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/key_hash.h"
#include "runtime/types/method.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

typedef struct Link {
    Object head;
    Ref key, result;
    intptr_t hash;
    struct Link *before, *after;      // not counted; NULL: not in the ring
} Link;

typedef struct Cache {
    Object head;
    Ref function, entries, info_type, limit;      // limit: as given, an int or None
    intptr_t most;                    // entries; -1: any number
    bool typed;
    size_t hits, misses;
    Link root;
    Attributes attributes;
} Cache;

static Object keyword_mark = {
    .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &object_type,
};

static void unlink_from_ring(Link *link)
{
    if (!link->after) return;
    link->before->after = link->after;
    link->after->before = link->before;
    link->before = link->after = NULL;
}

static void link_destroy(Ref self)
{
    unlink_from_ring((Link *)self);
    drop_or_null(((Link *)self)->key);
    drop_or_null(((Link *)self)->result);
}

static void link_visit(Obj self, Visit visit, void *context)
{
    visit(((const Link *)self)->key, context);
    visit(((const Link *)self)->result, context);
}

Type lru_link_type = {
    TYPE_HEADER, .name = "functools._lru_list_elem", .module = "functools", .size = sizeof(Link),
    .flags = TYPE_FINAL | TYPE_NO_CREATE, .destroy = link_destroy, .visit = link_visit,
};

static void link_last(Cache *cache, Link *link)
{
    Link *root = &cache->root;
    link->before = root->before;
    link->after = root;
    link->before->after = root->before = link;
}

/* --- making --- */

static Ref cache_create(Type *type, const Obj arg[])
{
    enum { function, maxsize, typed, info };
    intptr_t most = -1;
    bool is_typed;
    if (!is_callable(arg[function])) return raise_type_error("the first argument must be callable");
    if (!is_none(arg[maxsize])) {
        if (!is_int(arg[maxsize])) return raise_type_error("maxsize should be integer or None");
        if (!argument_to_size(arg[maxsize], &most)) return NULL;
        if (most < 0) most = 0;
    }
    if (!object_truth(arg[typed], &is_typed)) return NULL;
    Cache *made = (Cache *)type_allocate(type, 0);
    made->function = keep(arg[function]);
    made->entries = dict_new();
    made->info_type = keep(arg[info]);
    made->limit = most < 0 ? none_new() : int_new(most);
    made->most = most;
    made->typed = is_typed;
    made->root.before = made->root.after = &made->root;
    return &made->head;
}

static void cache_destroy(Ref self)
{
    Cache *cache = (Cache *)self;
    drop_or_null(cache->function);
    drop_or_null(cache->entries);
    drop_or_null(cache->info_type);
    drop_or_null(cache->limit);
}

static void cache_visit(Obj self, Visit visit, void *context)
{
    const Cache *cache = (const Cache *)self;
    Obj const held[] = { cache->function, cache->entries, cache->info_type, cache->limit };
    for (size_t i = 0; i < 4; i++) if (held[i]) visit(held[i], context);
}

/* --- calling --- */

/* One object that stands for all arguments of a call. */
static Ref make_key(const Cache *cache, const Obj *args, size_t count, Obj names)
{
    size_t named = names ? tuple_length(names) : 0;
    if (!named && count == 1 && !cache->typed
        && (is_exact_int(args[0]) || has_type(args[0], &str_type))) return keep(args[0]);
    size_t length = count + (named ? 1 + 2 * named : 0) + (cache->typed ? count + named : 0);
    Ref key = tuple_new(length);
    Ref *to = tuple_items(key);
    for (size_t i = 0; i < count; i++) *to++ = keep(args[i]);
    if (named) *to++ = keep(&keyword_mark);
    for (size_t i = 0; i < named; i++) {
        *to++ = keep(tuple_peek(names, i));
        *to++ = keep(args[count + i]);
    }
    for (size_t i = 0; cache->typed && i < count + named; i++) *to++ = keep((Obj)type_of(args[i]));
    return key;
}

static Ref call_function(Cache *cache, const Obj *args, size_t count, Obj names)
{
    cache->misses++;
    scoped Ref function = keep(cache->function);
    return call_raw(function, args, count, names);
}

static Ref call_unbounded(Cache *cache, const Obj *args, size_t count, Obj names)
{
    scoped Ref key = make_key(cache, args, count, names), entries = keep(cache->entries);
    intptr_t hash;
    Obj known;
    if (!key_hash(key, &hash) || !dict_find_hashed(entries, key, hash, &known)) return NULL;
    if (known) {
        cache->hits++;
        return keep(known);
    }
    scoped Ref result = call_function(cache, args, count, names);
    return result && dict_set_hashed(entries, key, hash, result) ? take(&result) : NULL;
}

/* Puts a result in, and the least recent one out if the cache is full. */
static bool remember(Cache *cache, Ref key, intptr_t hash, Obj result)
{
    scoped Ref entries = keep(cache->entries), oldest = NULL;
    Link *first = cache->root.after;
    bool found = true;
    if (dict_length(entries) >= (size_t)cache->most && first != &cache->root) {
        oldest = keep(&first->head);
        unlink_from_ring(first);
        if (!dict_delete_hashed(entries, first->key, first->hash, &found)) return false;
        if (!found) return true;        // a call in between has emptied the cache
    }
    scoped Ref made = heap_new(&lru_link_type, sizeof(Link));
    Link *link = (Link *)made;
    link->key = keep(key);
    link->result = keep(result);
    link->hash = hash;
    if (!dict_set_hashed(entries, key, hash, made)) return false;
    link_last(cache, link);
    return true;
}

static Ref call_bounded(Cache *cache, const Obj *args, size_t count, Obj names)
{
    scoped Ref key = make_key(cache, args, count, names), entries = keep(cache->entries);
    intptr_t hash;
    Obj known;
    if (!key_hash(key, &hash) || !dict_find_hashed(entries, key, hash, &known)) return NULL;
    if (known) {
        Link *link = (Link *)known;
        cache->hits++;
        unlink_from_ring(link);
        link_last(cache, link);
        return keep(link->result);
    }
    scoped Ref result = call_function(cache, args, count, names);
    if (!result || !dict_find_hashed(entries, key, hash, &known)) return NULL;
    // known: the call itself has put it in
    return known || remember(cache, key, hash, result) ? take(&result) : NULL;
}

static Ref cache_call(Obj self, const Obj *args, size_t count, Obj names)
{
    Cache *cache = (Cache *)self;
    if (cache->most < 0) return call_unbounded(cache, args, count, names);
    if (cache->most == 0) return call_function(cache, args, count, names);
    return call_bounded(cache, args, count, names);
}

static Ref cache_get(Obj self, Obj instance, Obj owner)
{
    (void)owner;
    if (!instance || is_none(instance)) return keep(self);
    return method_new(self, instance);
}

/* --- methods --- */

static Ref cache_info(const Obj arg[])
{
    const Cache *cache = (const Cache *)arg[0];
    scoped Ref hits = int_new((intptr_t)cache->hits), misses = int_new((intptr_t)cache->misses);
    scoped Ref size = int_new((intptr_t)dict_length(cache->entries));
    return call(cache->info_type, (Obj[]){ hits, misses, cache->limit, size }, 4);
}

static Ref cache_clear(const Obj arg[])
{
    Cache *cache = (Cache *)arg[0];
    cache->hits = cache->misses = 0;
    dict_clear(cache->entries);
    return none_new();
}

static Ref cache_itself(const Obj arg[])
{
    return keep(arg[0]);
}

static Ref cache_reduce(const Obj arg[])
{
    return attribute_get(arg[0], name___qualname__);
}

static const Method methods[] = {
    { "cache_info(self, /)", cache_info, "Report cache statistics" },
    { "cache_clear(self, /)", cache_clear, "Clear the cache and cache statistics" },
    { "__reduce__(self, /)", cache_reduce, NULL },
    { "__copy__(self, /)", cache_itself, NULL },
    { "__deepcopy__(self, memo, /)", cache_itself, NULL },
    { 0 }
};

static const Getter getters[] = {
    { "__dict__", instance_get_dict, instance_set_dict, NULL },
    { 0 }
};

Type lru_cache_type = {
    TYPE_HEADER, .name = "functools._lru_cache_wrapper", .module = "functools",
    .signature = "_lru_cache_wrapper(user_function, maxsize, typed, cache_info_type)",
    .doc = "A function that remembers its results.",
    .size = sizeof(Cache), .attributes_offset = offsetof(Cache, attributes),
    .flags = TYPE_WEAKREFS | TYPE_METHOD_DESCRIPTOR,
    .create = cache_create, .destroy = cache_destroy, .visit = cache_visit,
    .call = cache_call, .descriptor_get = cache_get,
    .methods = methods, .getters = getters,
};
