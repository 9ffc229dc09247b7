/* vm/pattern_class.c -- class patterns: is it an instance, and its attributes; with their inline cache. */
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/fast.h"
#include "vm/pattern.h"
#include <string.h>

/* --- the cache ---
 * The pattern's site remembers the class (value and version) and a ClassCache: for the last few
 * types of subjects, whether they match, and a site for each attribute; found by the type's version. The version of the class
 * covers its __match_args__; that of the subject's type covers what it inherits and its __class__. */

enum { WAYS = 8 };
typedef struct ClassWay {
    uint32_t version;         // of the subject's type
    bool match;
    bool is_self;             // the first sub-pattern gets the subject itself
    uint16_t count;           // sub-patterns that get attributes
    Site *sites;
} ClassWay;
typedef struct ClassCache {
    uint32_t bytes;           // of all this
    uint32_t users;           // it is being read: stays as it is
    ClassWay ways[WAYS];
    Site sites[];             // as many for each way
} ClassCache;

static ClassCache *cache_new(size_t count)
{
    size_t bytes = sizeof(ClassCache) + WAYS * count * sizeof(Site);
    ClassCache *cache = heap_scanned(bytes);
    cache->bytes = (uint32_t)bytes;
    for (size_t i = 0; i < WAYS; i++) cache->ways[i].sites = cache->sites + i * count;
    return cache;
}

void match_class_forget(Site *site)
{
    if (site->class_cache) heap_scanned_free(site->class_cache, site->class_cache->bytes);
    site->class_cache = NULL;
}

static ClassWay *find_way(const Site *site, Obj class, const Type *subject_type)
{
    if (site->value != class || site->version != ((const Type *)class)->version) return NULL;
    uint32_t version = subject_type->version;
    ClassWay *way = &site->class_cache->ways[version % WAYS];
    return way->version == version && version ? way : NULL;
}

// Could the answer be another one for the next subject of this type, or without any change to both?
static bool is_stable(Type *class, Type *subject_type)
{
    return has_type((Obj)class, &type_type) && (subject_type->flags & TYPE_PLAIN_ATTRIBUTES)
        && type_lookup(subject_type, name___class__) == type_lookup(&object_type, name___class__)
        && type_lookup(class, name___class__) && class->version && subject_type->version;
}

// `room`: the pattern's sub-patterns. NULL: not now, an attribute's code came back to the pattern.
static ClassWay *add_way(Site *site, Obj class, Type *subject_type, size_t room)
{
    if (site->kind == SITE_PATTERN && site->class_cache->users) return NULL;
    if (site->value != class || site->version != ((const Type *)class)->version) {
        site->value = class;
        site->version = ((const Type *)class)->version;
        if (site->kind == SITE_PATTERN) match_class_forget(site);
        site->kind = SITE_PATTERN;
        site->class_cache = cache_new(room);
    }
    ClassWay *way = &site->class_cache->ways[subject_type->version % WAYS];
    way->version = subject_type->version;
    way->match = false;
    return way;
}

/* --- names --- */

// How many positional sub-patterns `class` takes, and its __match_args__ (owned, NULL: none).
static bool positional_names(Type *class, size_t wanted, Ref *names, bool *is_self)
{
    *is_self = false;
    if (!attribute_find((Obj)class, name___match_args__, names)) return false;
    size_t allowed = 0;
    if (*names) {
        if (!is_exact_tuple(*names))
            return raise_type_error("%N.__match_args__ must be a tuple (got %T)", class, *names);
        allowed = tuple_length(*names);
    } else if (class->flags & TYPE_MATCH_SELF) {
        *is_self = true;
        allowed = 1;
    }
    if (wanted <= allowed) return true;
    return raise_type_error("%N() accepts %zu positional sub-pattern%s (%zu given)", class, allowed,
                            allowed == 1 ? "" : "s", wanted);
}

typedef struct Names { Obj match_args, keywords; size_t positional, count; } Names;

static Obj name_at(const Names *names, size_t i)
{
    return i < names->positional ? tuple_peek(names->match_args, i)
                                 : tuple_peek(names->keywords, i - names->positional);
}

static bool check_name_at(const Names *names, Type *class, size_t i)
{
    Obj name = name_at(names, i);
    if (!is_str(name)) return raise_type_error("__match_args__ elements must be strings (got %T)", name);
    for (size_t j = 0; j < i; j++)
        if (name_at(names, j) == name || str_equal(name_at(names, j), name))
            return raise_type_error("%N() got multiple sub-patterns for attribute %R", class, name);
    return true;
}

/* --- matching --- */

static bool all_interned(const Names *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (!has_type(name_at(names, i), &str_type) || !str_is_interned(name_at(names, i))) return false;
    return true;
}

static void remember(Site *site, Obj subject, Type *class, const Names *names, bool is_self)
{
    if (!is_stable(class, type_of(subject)) || !all_interned(names)) return;
    ClassWay *way = add_way(site, (Obj)class, type_of(subject), names->count + is_self);
    if (!way) return;
    way->match = true;
    way->is_self = is_self;
    way->count = (uint16_t)names->count;
    for (size_t i = 0; i < names->count; i++) way->sites[i] = (Site){ .name = name_at(names, i) };
}

// Fills out[]; *filled counts, also when it fails.
static bool match_attributes(Site *site, Obj subject, Type *class, size_t positional, Obj keywords,
                             Ref *out, size_t *filled, bool *match)
{
    scoped Ref match_args = NULL;
    bool is_self = false;
    *match = true;
    if (positional && !positional_names(class, positional, &match_args, &is_self)) return false;
    if (is_self) {
        out[(*filled)++] = keep(subject);
        positional = 0;
    }
    Names names = { match_args, keywords, positional, positional + tuple_length(keywords) };
    for (size_t i = 0; i < names.count; i++) {
        if (!check_name_at(&names, class, i)
            || !attribute_find(subject, name_at(&names, i), &out[*filled])) return false;
        *match = out[*filled] != NULL;
        if (!*match) return true;
        ++*filled;
    }
    remember(site, subject, class, &names, is_self);
    return true;
}

static bool match_by_way(const ClassWay *way, Obj subject, Ref *out, size_t *filled, bool *match)
{
    *match = way->match;
    if (!way->match) return true;
    if (way->is_self) out[(*filled)++] = keep(subject);
    for (size_t i = 0; i < way->count; i++) {
        Ref value = site_hit(&way->sites[i], subject);
        if (unlikely(!value)) {
            if (!site_find_attribute(&way->sites[i], subject, &value)) return false;
            *match = value != NULL;
            if (!value) return true;
        }
        out[(*filled)++] = value;
    }
    return true;
}

static bool match_in_full(Site *site, Obj subject, Obj class, size_t positional, Obj names, Ref *out,
                          size_t *filled, bool *match)
{
    if (!is_type(class)) return raise_type_error("called match pattern must be a class");
    if (!object_is_instance(subject, class, match)) return false;
    if (*match)
        return match_attributes(site, subject, (Type *)class, positional, names, out, filled, match);
    if (is_stable((Type *)class, type_of(subject)))
        add_way(site, class, type_of(subject), positional + tuple_length(names));
    return true;
}

bool match_class(Site *site, Obj subject, Obj class, size_t positional, Obj names, Ref *out, bool *match)
{
    size_t filled = 0;
    ClassWay *way = is_type(class) ? find_way(site, class, type_of(subject)) : NULL;
    if (way) site->class_cache->users++;
    bool fine = way ? match_by_way(way, subject, out, &filled, match)
                    : match_in_full(site, subject, class, positional, names, out, &filled, match);
    if (way) site->class_cache->users--;
    if (fine && *match) return true;
    while (filled > 0) drop(take(&out[--filled]));
    return fine;
}
