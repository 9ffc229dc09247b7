/* runtime/modules/collections.c -- _collections: deque, defaultdict and helpers of collections.
 *   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/modules/deque.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/key_hash.h"
#include "runtime/types/module.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

/* --- defaultdict --- */

typedef struct DefaultDict { Dict dict; Ref factory; } DefaultDict;
static Type default_dict_type;
#define FACTORY(x) (((DefaultDict *)(x))->factory)

/* What makes missing values; NULL: nothing does. */
static Obj factory_of(Obj x)
{
    Obj factory = FACTORY(x);
    return factory && !is_none(factory) ? factory : NULL;
}

static bool is_default_dict(Obj x)      { return is_instance(x, &default_dict_type); }

static bool default_dict_init(Ref self, const Obj arg[])
{
    enum { args, kwargs };
    size_t count = tuple_length(arg[args]);
    Obj factory = count ? tuple_peek(arg[args], 0) : NULL;
    if (factory && !is_none(factory) && !is_callable(factory))
        return raise_type_error("first argument must be callable or None");
    Ref old = FACTORY(self);
    FACTORY(self) = factory && !is_none(factory) ? keep(factory) : NULL;
    drop_or_null(old);
    scoped Ref rest = tuple_from_items((Obj const *)tuple_items(arg[args]) + (count > 0),
                                       count - (count > 0));
    return dict_type.init(self, (Obj[]){ rest, arg[kwargs] });
}

static void default_dict_destroy(Ref self)
{
    drop_or_null(FACTORY(self));
    dict_type.destroy(self);
}

static void default_dict_visit(Obj self, Visit visit, void *context)
{
    if (FACTORY(self)) visit(FACTORY(self), context);
    dict_type.visit(self, visit, context);
}

static Ref make_missing(Obj self, Obj key)
{
    if (!factory_of(self)) return raise_with(&key_error_type, key);
    scoped Ref factory = keep(FACTORY(self));
    scoped Ref value = call0(factory);
    return value && object_set_item((Ref)self, key, value) ? take(&value) : NULL;
}

static Ref default_dict_get_item(Obj self, Obj key)
{
    if (type_of(self) != &default_dict_type) return dict_type.get_item(self, key);
    Obj value;
    if (!dict_find(self, key, &value)) return NULL;
    return value ? keep(value) : make_missing(self, key);
}

static Ref default_dict_repr(Obj self)
{
    scoped Ref contents = dict_type.repr(self);
    if (!contents) return NULL;
    scoped Ref factory = NULL;
    if (!factory_of(self)) {
        factory = str_format("None");
    } else if (repr_enter(self)) {
        factory = str_format("...");
    } else {
        factory = object_repr(FACTORY(self));
        repr_leave(self);
    }
    scoped Ref name = factory ? attribute_get((Obj)type_of(self), name___name__) : NULL;
    return name ? str_format("%S(%S, %S)", name, factory, contents) : NULL;
}

static Ref copy_of(Obj self)
{
    return call2((Obj)type_of(self), FACTORY(self) ? FACTORY(self) : None_object, self);
}

static Ref default_dict_or(Obj left, Obj right)
{
    Obj self = is_default_dict(left) ? left : right, other = self == left ? right : left;
    if (!is_dict(other)) return not_implemented();
    scoped Ref plain = dict_copy(left), made = NULL;
    if (!dict_update(plain, right)) return NULL;
    made = call2((Obj)type_of(self), FACTORY(self) ? FACTORY(self) : None_object, plain);
    return take(&made);
}

static Ref default_dict_missing(const Obj arg[])    { return make_missing(arg[0], arg[1]); }
static Ref default_dict_copy(const Obj arg[])       { return copy_of(arg[0]); }

static Ref default_dict_reduce(const Obj arg[])
{
    scoped Ref items = call_method0(arg[0], name_items);
    scoped Ref iterator = items ? iter_of(items) : NULL;
    if (!iterator) return NULL;
    scoped Ref arguments = factory_of(arg[0]) ? tuple_pack(1, FACTORY(arg[0])) : tuple_new(0);
    return tuple_pack(5, (Obj)type_of(arg[0]), arguments, None_object, None_object, iterator);
}

static const Method default_dict_methods[] = {
    { "__missing__(self, key, /)", default_dict_missing, "What default_factory() gives, stored." },
    { "copy(self, /)", default_dict_copy, "A shallow copy." },
    { "__copy__(self, /)", default_dict_copy, "A shallow copy." },
    { "__reduce__(self, /)", default_dict_reduce, "What pickling and copying need." },
    { 0 }
};

static const Member default_dict_members[] = {
    { "default_factory", MEMBER_OBJECT, offsetof(DefaultDict, factory), true,
      "What makes values for missing keys." },
    { 0 }
};

static Type default_dict_type = {
    TYPE_HEADER, .name = "collections.defaultdict", .module = "collections",
    .doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n"
           "A key that is missing gets the value of default_factory() when it is looked up.",
    .create_params = &params_ignored, .init_signature = "defaultdict(*args, **kwargs)",
    .size = sizeof(DefaultDict), .base = &dict_type, .init = default_dict_init,
    .destroy = default_dict_destroy, .visit = default_dict_visit,
    .repr = default_dict_repr, .get_item = default_dict_get_item,
    .binary[OP_OR] = default_dict_or,
    .methods = default_dict_methods, .members = default_dict_members,
};

/* --- _tuplegetter: the properties of a namedtuple --- */

typedef struct TupleGetter { Object head; size_t index; Ref doc; } TupleGetter;
static Type tuple_getter_type;

static Ref getter_create(Type *type, const Obj arg[])
{
    enum { index, doc };
    intptr_t at;
    if (!argument_to_size(arg[index], &at)) return NULL;
    TupleGetter *made = (TupleGetter *)type_allocate(type, 0);
    made->index = (size_t)at;
    made->doc = keep(arg[doc]);
    return &made->head;
}

static void getter_destroy(Ref self)    { drop_or_null(((TupleGetter *)self)->doc); }

static void getter_visit(Obj self, Visit visit, void *context)
{
    if (((const TupleGetter *)self)->doc) visit(((const TupleGetter *)self)->doc, context);
}

static Ref getter_repr(Obj self)
{
    const TupleGetter *getter = (const TupleGetter *)self;
    return str_format("_tuplegetter(%zd, %R)", (intptr_t)getter->index, getter->doc);
}

static Ref getter_get(Obj self, Obj instance, Obj owner)
{
    const TupleGetter *getter = (const TupleGetter *)self;
    (void)owner;
    if (!instance || !is_tuple(instance)) {
        if (!instance || is_none(instance)) return keep(self);
        return raise_type_error("descriptor for index '%zd' for tuple subclasses doesn't apply "
                                "to '%T' object", (intptr_t)getter->index, instance);
    }
    if (getter->index >= tuple_length(instance))
        return raise_index_error("tuple index out of range");
    return keep(tuple_peek(instance, getter->index));
}

static bool getter_set(Ref self, Obj instance, Obj value)
{
    (void)self, (void)instance, (void)value;
    return raise_attribute_error("can't set attribute");
}

static bool getter_delete(Ref self, Obj instance)
{
    (void)self, (void)instance;
    return raise_attribute_error("can't delete attribute");
}

static Ref getter_reduce(const Obj arg[])
{
    const TupleGetter *getter = (const TupleGetter *)arg[0];
    scoped Ref index = int_new((intptr_t)getter->index);
    scoped Ref arguments = tuple_pack(2, index, getter->doc);
    return tuple_pack(2, (Obj)type_of(arg[0]), arguments);
}

static const Method getter_methods[] = {
    { "__reduce__(self, /)", getter_reduce, "What pickling and copying need." },
    { 0 }
};

static const Member getter_members[] = {
    { "__doc__", MEMBER_OBJECT, offsetof(TupleGetter, doc), true, NULL },
    { 0 }
};

static Type tuple_getter_type = {
    TYPE_HEADER, .name = "collections._tuplegetter", .module = "collections",
    .signature = "_tuplegetter(index, doc, /)", .size = sizeof(TupleGetter),
    .create = getter_create, .destroy = getter_destroy, .visit = getter_visit, .repr = getter_repr,
    .descriptor_get = getter_get, .descriptor_set = getter_set, .descriptor_delete = getter_delete,
    .methods = getter_methods, .members = getter_members,
};

/* --- counting --- */

static bool count_in_dict(Obj item, void *context)
{
    Ref counts = context;
    intptr_t hash;
    Obj there;
    if (!key_hash(item, &hash) || !dict_find_hashed(counts, item, hash, &there)) return false;
    scoped Ref old = keep(there ? there : small_int(0));
    scoped Ref sum = operate(OP_ADD, old, small_int(1));
    return sum && dict_set_hashed(counts, item, hash, sum);
}

static bool count_in_mapping(Obj item, void *context)
{
    scoped Ref old = call_method(context, name_get, (Obj[]){ item, small_int(0) }, 2);
    scoped Ref sum = old ? operate(OP_ADD, old, small_int(1)) : NULL;
    return sum && object_set_item(context, item, sum);
}

static Ref count_elements(const Obj arg[])
{
    enum { mapping, iterable };
    Type *type = type_of(arg[mapping]);
    bool plain = is_dict(arg[mapping]) && type->set_item == dict_type.set_item
        && type_lookup(type, name_get) == type_lookup(&dict_type, name_get);
    if (!plain) {
        scoped Ref get = attribute_get(arg[mapping], name_get);
        if (!get) return NULL;
    }
    return iter_each(arg[iterable], plain ? count_in_dict : count_in_mapping, (void *)arg[mapping])
           ? none_new() : NULL;
}

static const Method functions[] = {
    { "_count_elements(mapping, iterable, /)", count_elements,
      "Add 1 to mapping[item] for every item." },
    { 0 }
};

static Type *const types[] = {
    &deque_type, &default_dict_type, &deque_iterator_type, &deque_reverse_iterator_type,
    &tuple_getter_type, NULL
};

const Module collections_module = {
    .name = "_collections", .doc = "Fast parts of collections.",
    .functions = functions, .types = types,
};
