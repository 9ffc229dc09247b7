/* runtime/type.c -- types at work: readiness, inheritance, lookup through the method cache, calls.
 *   SPDX-License-Identifier: MIT */
#include "runtime/type.h"
#include "runtime/call.h"
#include "runtime/dunder.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/types/builtin.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/types/weakref.h"
#include <string.h>

// --- lookup

/* What a name means on a type of a version. Versions are never used again, so entries need no
 * clearing. Values are complemented: the cache must not keep a dead class's methods alive. */
typedef struct Lookup { Obj name; uintptr_t hidden; uint32_t version; } Lookup;
enum { LOOKUPS = 4096 };
static Lookup lookups[LOOKUPS];
static uint32_t last_version;

static Obj lookup_along(Obj mro, size_t from, Obj name)
{
    for (size_t i = from; i < tuple_length(mro); i++) {
        Type *type = (Type *)tuple_peek(mro, i);
        Obj found = type->dict ? dict_peek_str(type->dict, name) : NULL;
        if (found) return found;
    }
    return NULL;
}

Obj type_lookup(Type *type, Obj name)
{
    uint32_t version = type->version;
    Lookup *entry = &lookups[(version ^ (uintptr_t)name >> 4) % LOOKUPS];
    if (likely(entry->version == version && entry->name == name && version))
        return (Obj)~entry->hidden;
    if (!type->mro) return NULL;
    Obj found = lookup_along(type->mro, 0, name);
    if (!version) version = type->version = ++last_version;
    entry = &lookups[(version ^ (uintptr_t)name >> 4) % LOOKUPS];
    *entry = (Lookup){ name, ~(uintptr_t)found, version };
    return found;
}

Obj type_lookup_after(Type *type, Type *after, Obj name)
{
    size_t i = 0, count = tuple_length(type->mro);
    while (i < count && tuple_peek(type->mro, i) != &after->head) i++;
    return i < count ? lookup_along(type->mro, i + 1, name) : NULL;
}

bool type_is_subtype(const Type *type, const Type *base)
{
    if (type == base) return true;
    if (!type->mro) {
        while (type && type != base) type = type->base;
        return type || base == &object_type;
    }
    Ref *items = tuple_items(type->mro);
    size_t count = tuple_length(type->mro);
    for (size_t i = 1; i < count; i++)
        if (items[i] == &base->head) return true;
    return false;
}

// --- subclasses and change

static void forget_dead(Ref subclasses)
{
    List *list = (List *)subclasses;
    size_t kept = 0;
    for (size_t i = 0; i < list->length; i++) {
        Ref weakref = list->items[i];
        if (((WeakRef *)weakref)->hidden) list->items[kept++] = weakref;
        else drop(weakref);
    }
    for (size_t i = kept; i < list->length; i++) list->items[i] = NULL;
    list->length = kept;
}

void type_add_subclass(Type *base, Type *type)
{
    if (!base->subclasses) base->subclasses = list_new(4);
    size_t count = list_length(base->subclasses);
    if (count >= 16 && (count & (count - 1)) == 0) forget_dead(base->subclasses);
    Ref weakref = weakref_new(&weakref_type, &type->head, NULL);
    if (weakref) list_give(base->subclasses, weakref);
    else error_clear();
}

Ref type_get_subclasses(const Type *type)
{
    scoped Ref living = list_new(4);
    for (size_t i = 0; type->subclasses && i < list_length(type->subclasses); i++) {
        Ref subclass = weakref_get(list_peek(type->subclasses, i));
        if (subclass) list_give(living, subclass);
    }
    return take(&living);
}

/* Calls each for every living direct subclass. */
static void each_subclass(Type *type, void (*each)(Type *subclass, void *context), void *context)
{
    if (!type->subclasses || !list_length(type->subclasses)) return;
    scoped Ref living = type_get_subclasses(type);
    for (size_t i = 0; i < list_length(living); i++)
        each((Type *)list_peek(living, i), context);
}

static void modified(Type *type, void *context)
{
    (void)context;
    type_modified(type);
}

void type_modified(Type *type)
{
    type->version = ++last_version;
    each_subclass(type, modified, NULL);
}

bool type_set_attribute(Type *type, Obj name, Obj value)
{
    if (value) {
        if (!dict_set(type->dict, name, value)) return false;
    } else {
        scoped Ref old = NULL;
        if (!dict_pop(type->dict, name, &old)) return false;
        if (!old) {
            return raise_attribute_error("type object '%N' has no attribute '%S'", type, name);
        }
    }
    type_modified(type);
    size_t length = str_length(name);
    if (length > 4 && str_at(name, 0) == '_' && str_at(name, 1) == '_'
        && str_at(name, length - 1) == '_')
        dunder_fill(type, name);
    return true;
}

static void rebase_subclass(Type *subclass, void *failed);

/* Order and slots once more, for the type and those below it. */
static bool rebase(Type *type)
{
    Ref order = mro_compute(type);
    if (!order) return false;
    replace(&type->mro, order);
    type->version = ++last_version;
    bool failed = false;
    each_subclass(type, rebase_subclass, &failed);
    if (failed) return false;
    dunder_fill(type, NULL);
    return true;
}

static void rebase_subclass(Type *subclass, void *failed)
{
    if (!*(bool *)failed && !rebase(subclass)) *(bool *)failed = true;
}

static void leave_base(Type *base, Type *type)
{
    List *list = (List *)base->subclasses;
    for (size_t i = 0; list && i < list->length; i++) {
        scoped Ref subclass = weakref_get(list->items[i]);
        if (subclass != &type->head) continue;
        list_remove_range(&list->head, i, i + 1);
        return;
    }
}

static bool check_new_bases(Type *type, Obj bases)
{
    if (!bases || !is_tuple(bases))
        return raise_type_error("can only assign tuple to %N.__bases__, not %T", type,
                                bases ? bases : None_object);
    if (!tuple_length(bases))
        return raise_type_error("can only assign non-empty tuple to %N.__bases__, not ()", type);
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Obj base = tuple_peek(bases, i);
        if (!is_type(base))
            return raise_type_error("%N.__bases__ must be tuple of classes, not '%T'", type, base);
        if (type_is_subtype((Type *)base, type))
            return raise_type_error("a __bases__ item causes an inheritance cycle");
    }
    return true;
}

static void move_to_bases(Type *type, Obj bases)
{
    for (size_t i = 0; i < tuple_length(type->bases); i++)
        leave_base((Type *)tuple_peek(type->bases, i), type);
    replace(&type->bases, keep(bases));
    for (size_t i = 0; i < tuple_length(bases); i++)
        type_add_subclass((Type *)tuple_peek(bases, i), type);
}

bool type_set_bases(Type *type, Obj bases)
{
    if (!check_new_bases(type, bases)) return false;
    Type *best = type_best_base(bases);
    if (!best) return false;
    if (best != type->base && !type_same_layout(best, type->base))
        return raise_type_error("__bases__ assignment: '%N' object layout differs from '%N'",
                                best, type->base);
    scoped Ref old_bases = keep(type->bases);
    scoped Ref old_base = keep(&type->base->head);
    move_to_bases(type, bases);
    type->base = (Type *)keep(&best->head);
    drop(old_base);
    if (rebase(type)) return true;
    scoped Ref pending = error_take();
    move_to_bases(type, old_bases);
    Ref failed_base = &type->base->head;
    type->base = (Type *)keep(old_base);
    drop(failed_base);
    if (!rebase(type)) error_clear();
    raise_again(take(&pending));
    return false;
}

// --- readiness

enum {
    INHERITED_FLAGS = TYPE_SEQUENCE | TYPE_MAPPING | TYPE_MATCH_SELF | TYPE_INT | TYPE_STR
                    | TYPE_TUPLE | TYPE_LIST | TYPE_DICT | TYPE_BYTES | TYPE_EXCEPTION | TYPE_TYPE
                    | TYPE_DATA_SET | TYPE_FLOAT | TYPE_BYTEARRAY | TYPE_WEAKREFS | TYPE_HAS_DEL,
};

void type_inherit(Type *type, const Type *base)
{
#define INHERIT(slot) if (!type->slot) type->slot = base->slot
    if (!type->hash && !type->compare) type->hash = base->hash, type->compare = base->compare;
    else if (!type->hash)
        type->hash = type->compare == base->compare ? base->hash : hash_unhashable;
    else INHERIT(compare);
    INHERIT(destroy); INHERIT(finalize); INHERIT(visit); INHERIT(bury); INHERIT(bytes);
    INHERIT(repr); INHERIT(str); INHERIT(format); INHERIT(truth); INHERIT(call);
    INHERIT(iterate); INHERIT(next); INHERIT(length); INHERIT(contains);
    if (!type->item && !type->get_item) type->item = base->item, type->get_item = base->get_item;
    INHERIT(set_item); INHERIT(delete_item);
    INHERIT(get_attribute); INHERIT(set_attribute); INHERIT(delete_attribute);
    INHERIT(descriptor_get); INHERIT(descriptor_set); INHERIT(descriptor_delete);
    if (!type->buffer) type->buffer = base->buffer, type->buffer_release = base->buffer_release;
    for (int op = 0; op < OPERATOR_COUNT; op++) {
        INHERIT(binary[op]);
        INHERIT(in_place[op]);
    }
    INHERIT(power); INHERIT(negative); INHERIT(positive); INHERIT(absolute); INHERIT(invert);
    INHERIT(to_int); INHERIT(to_float); INHERIT(to_index);
    INHERIT(concat); INHERIT(repeat); INHERIT(concat_in_place); INHERIT(repeat_in_place);
    INHERIT(size); INHERIT(item_size); INHERIT(attributes_offset);
#undef INHERIT
    if (!type->init) {
        type->init = base->init;
        type->init_signature = base->init_signature;
        type->init_params = base->init_params;
    }
    type->flags |= base->flags & INHERITED_FLAGS;
}

/* A static type right below object does not get object's __new__ unless it asks for it. */
static void inherit_create(Type *type)
{
    if (type->create) return;
    if (type->base == &object_type || (type->flags & TYPE_NO_CREATE)) {
        type->flags |= TYPE_NO_CREATE;
        return;
    }
    type->create = type->base->create;
    type->signature = type->base->signature;
    type->create_params = type->base->create_params;
}

static void parse_signatures(Type *type)
{
    if (type->create && type->signature && !type->create_params)
        type->create_params = params_parse(type->signature, NULL);
    if (type->init && type->init_signature && !type->init_params)
        type->init_params = params_parse(type->init_signature, NULL);
}

static void give(Type *type, const char *signature, Ref value)
{
    size_t length = strcspn(signature, "(");
    dict_set_str(type->dict, intern_utf8(signature, length), value);
    drop(value);
}

static void fill_dict(Type *type)
{
    for (const Method *row = type->methods; row && row->signature; row++)
        give(type, row->signature, builtin_new_method(row, type));
    for (const Getter *row = type->getters; row && row->name; row++)
        give(type, row->name, getset_new(type, row));
    for (const Member *row = type->members; row && row->name; row++)
        give(type, row->name, member_new(type, row));
    dunder_publish(type);
    if (!dict_peek_str(type->dict, name___doc__))
        give(type, "__doc__", type->doc ? str_from_text(type->doc) : none_new());
    if (!dict_peek_str(type->dict, name___module__) && (type->module || strchr(type->name, '.')))
        give(type, "__module__", type_get_module(type));
}

static Ref static_bases(Type *type)
{
    if (type == &object_type) return tuple_new(0);
    return tuple_pack(1, &type->base->head);
}

void type_ready(Type *type)
{
    if (type->flags & TYPE_READY) return;
    type->flags |= TYPE_READY | TYPE_IMMUTABLE;
    intern_start();
    if (!type->base && type != &object_type) type->base = &object_type;
    if (type->base) type_ready(type->base);
    if (!type->bases) type->bases = static_bases(type);
    for (size_t i = 0; i < tuple_length(type->bases); i++)
        type_ready((Type *)tuple_peek(type->bases, i));
    type->mro = mro_c3(type);
    type->dict = dict_new();
    parse_signatures(type);
    fill_dict(type);
    for (size_t i = 0; i < tuple_length(type->bases); i++) {
        Type *base = (Type *)tuple_peek(type->bases, i);
        type_inherit(type, base);
        type_add_subclass(base, type);
    }
    if (type->base) inherit_create(type);
    if (type->hash == hash_unhashable) dict_set_str(type->dict, name___hash__, None_object);
    if (type->get_attribute == object_type.get_attribute) type->flags |= TYPE_PLAIN_ATTRIBUTES;
    if (!type->attributes_offset && !(type->flags & (TYPE_HEAP | TYPE_HAS_DEL)))
        type->flags |= TYPE_PLAIN_END;
    type->version = ++last_version;
}

// --- instances

Ref type_allocate(Type *type, size_t items)
{
    size_t size = type->size + items * type->item_size;
    if (unlikely(type->attributes_offset == ATTRIBUTES_AT_END))
        size = (size + 7) / 8 * 8 + sizeof(Attributes);
    Ref x;
    if (unlikely((type->flags & (TYPE_LEAF | TYPE_HEAP)) == TYPE_LEAF)) {
        x = heap_new_leaf(type, size);
        memset(x + 1, 0, size - sizeof(Object));
        return x;
    }
    x = heap_new(type, size);
    if (type->finalize) x->flags |= FLAG_FINALIZE;
    if (type->attributes_offset && type->attributes_offset != ATTRIBUTES_AT_END)
        ((Attributes *)((char *)x + type->attributes_offset))->shape = shape_first(type);
    return x;
}

static bool takes_no_names(const struct Params *params)
{
    return params->positional_only == params->positional && !params->keyword_only
        && !params->star_star;
}

static Ref create_instance(Type *type, const Obj *args, size_t count, Obj names)
{
    if (type->create == object_create && !count && !names) return object_create(type, NULL);
    if (!type->create || (type->flags & TYPE_NO_CREATE))
        return raise_type_error("cannot create '%N' instances", type);
    if (type->create == dunder_create) return dunder_create_raw(type, args, count, names);
    const struct Params *params = type->create_params;
    if (params == &params_ignored) return type->create(type, NULL);
    // a class with an __init__ of its own may take keywords that a builtin __new__ knows nothing of
    if (names && type->init == dunder_init && takes_no_names(params)) names = NULL;
    Obj bound[params->total + 1];
    BoundStars stars = { NULL, NULL };
    if (!params_bind(params, args, count, names, bound, &stars)) return NULL;
    Ref made = type->create(type, bound);
    drop_or_null(stars.star);
    drop_or_null(stars.star_star);
    return made;
}

bool type_init_raw(Type *type, Ref self, const Obj *args, size_t count, Obj names)
{
    if (!type->init) return true;
    if (type->init == object_init && (type->create != object_create || (!count && !names)))
        return true;
    if (type->init == dunder_init) return dunder_init_raw(self, args, count, names);
    const struct Params *params = type->init_params;
    if (names && type->create == dunder_create && takes_no_names(params)
        && !(type->flags & TYPE_DATA_SET))
        names = NULL;
    Obj bound[params->total + 1];
    BoundStars stars = { NULL, NULL };
    if (!params_bind(params, args, count, names, bound, &stars)) return false;
    bool done = type->init(self, bound);
    drop_or_null(stars.star);
    drop_or_null(stars.star_star);
    return done;
}

enum { MOST_PLAIN = 8 };                // parameters of a type that is called without much ado

/* A static type whose instances are done once they are created, called by position: int("7"). */
static Ref create_only(Type *type, const Obj *args, size_t count)
{
    const struct Params *params = type->create_params;
    if (count == params->total) return type->create(type, args);
    Obj bound[MOST_PLAIN];
    for (size_t i = 0; i < params->total; i++) bound[i] = i < count ? args[i] : NULL;
    return type->create(type, bound);
}

static bool is_create_only(const Type *type, size_t count)
{
    const struct Params *params = type->create_params;
    return type->init == object_init && type->create != object_create && params && params->simple
        && count >= params->required && count <= params->positional && params->total <= MOST_PLAIN
        && !(type->flags & (TYPE_HEAP | TYPE_NO_CREATE));
}

Ref type_call(Obj callable, const Obj *args, size_t count, Obj names)
{
    Type *type = (Type *)callable;
    if (type == &type_type) {
        size_t named = names ? tuple_length(names) : 0;
        if (count == 1 && !named) return keep(&type_of(args[0])->head);
        if (count != 3) return raise_type_error("type() takes 1 or 3 arguments");
    }
    if (!count && !names && type->create_params == &params_ignored && !(type->flags & TYPE_HEAP))
        return type->create(type, NULL);
    bool plain = !names && is_create_only(type, count);
    scoped Ref made = plain ? create_only(type, args, count)
                            : create_instance(type, args, count, names);
    if (!made || (plain && type_of(made) == type)) return take(&made);
    Type *actual = type_of(made);
    if (actual != type && !type_is_subtype(actual, type)) return take(&made);
    if (!type_init_raw(actual, made, args, count, names)) return NULL;
    return take(&made);
}

/* The arguments of f(*args, **kwargs) as the raw protocol wants them. */
typedef struct Spread { Obj *values; size_t count, room; Ref names; } Spread;

static bool spread_out(Spread *spread, Obj args, Obj kwargs)
{
    size_t positional = tuple_length(args), named = kwargs ? dict_length(kwargs) : 0;
    *spread = (Spread){ NULL, positional, positional + named, NULL };
    spread->values = heap_scanned((spread->room + 1) * sizeof(Obj));
    for (size_t i = 0; i < positional; i++) spread->values[i] = tuple_peek(args, i);
    if (!named) return true;
    spread->names = tuple_new(named);
    Obj key, value;
    size_t position = 0;
    for (size_t i = 0; dict_next(kwargs, &position, &key, &value) && i < named; i++) {
        spread->values[positional + i] = value;
        tuple_items(spread->names)[i] = keep(key);
    }
    return true;
}

static void spread_end(Spread *spread)
{
    heap_scanned_free(spread->values, (spread->room + 1) * sizeof(Obj));
    drop_or_null(spread->names);
}

Ref type_create_with(Type *owner, Type *type, Obj args, Obj kwargs)
{
    if (owner->create == object_create) {
        Obj bound[2] = { args, kwargs };
        return object_create(type, bound);
    }
    if (!owner->create_params) return raise_type_error("cannot create '%N' instances", type);
    if (owner->create_params == &params_ignored) return owner->create(type, NULL);
    Spread spread;
    if (!spread_out(&spread, args, kwargs)) return NULL;
    const struct Params *params = owner->create_params;
    Obj bound[params->total + 1];
    BoundStars stars = { NULL, NULL };
    Ref made = NULL;
    if (params_bind(params, spread.values, spread.count, spread.names, bound, &stars)) {
        made = owner->create(type, bound);
        drop_or_null(stars.star);
        drop_or_null(stars.star_star);
    }
    spread_end(&spread);
    return made;
}

bool hash_unhashable(Obj self, intptr_t *hash)
{
    (void)hash;
    return raise_type_error("unhashable type: '%T'", self);
}
