/* runtime/modules/functools.c -- _functools: reduce, cmp_to_key and the module.
 *   SPDX-License-Identifier: MIT */
#include "runtime/modules/functools.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/tuple.h"

static Ref reduce(const Obj arg[])
{
    enum { function, iterable, initial };
    scoped Ref iterator = iter_of(arg[iterable]);
    if (!iterator) {
        if (error_clear_if(&type_error_type))
            raise_type_error("reduce() arg 2 must support iteration");
        return NULL;
    }
    scoped Ref total = keep_or_null(arg[initial]);
    for (;;) {
        scoped Ref item = NULL;
        if (!iter_next(iterator, &item)) return NULL;
        if (!item) break;
        Ref next = total ? call2(arg[function], total, item) : keep(item);
        if (!next) return NULL;
        replace(&total, next);
    }
    if (total) return take(&total);
    return raise_type_error("reduce() of empty iterable with no initial value");
}

/* --- cmp_to_key --- */

/* Without object it is what cmp_to_key() gives: called, it makes a key for one object. */
typedef struct Key { Object head; Ref function, object; } Key;
static Type key_type;

static Ref key_new(Obj function, Obj object)
{
    Key *made = (Key *)heap_new(&key_type, sizeof(Key));
    made->function = keep(function);
    made->object = keep_or_null(object);
    return &made->head;
}

static Ref cmp_to_key(const Obj arg[])
{
    enum { mycmp };
    return key_new(arg[mycmp], NULL);
}

static void key_destroy(Ref self)
{
    drop(((Key *)self)->function);
    drop_or_null(((Key *)self)->object);
}

static void key_visit(Obj self, Visit visit, void *context)
{
    const Key *key = (const Key *)self;
    visit(key->function, context);
    if (key->object) visit(key->object, context);
}

static Ref key_call(Obj self, const Obj *args, size_t count, Obj names)
{
    static const Params *params;
    if (!params) params = params_parse_function("K(obj)", NULL, 0);
    Obj bound[1];
    BoundStars stars;
    if (!params_bind(params, args, count, names, bound, &stars)) return NULL;
    return key_new(((const Key *)self)->function, bound[0]);
}

static Ref key_compare(Obj self, Obj other, CompareOp op)
{
    if (!has_type(other, &key_type) || !has_type(self, &key_type))
        return raise_type_error("other argument must be K instance");
    const Key *a = (const Key *)self, *b = (const Key *)other;
    if (!a->object || !b->object) return raise_attribute_error("object");
    scoped Ref order = call2(a->function, a->object, b->object);
    return order ? compare(order, small_int(0), op) : NULL;
}

static const Member key_members[] = {
    { "obj", MEMBER_OBJECT, offsetof(Key, object), true, "Value wrapped by a key function." },
    { 0 }
};

static Type key_type = {
    TYPE_HEADER, .name = "functools.KeyWrapper", .module = "functools", .size = sizeof(Key),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = key_destroy, .visit = key_visit, .call = key_call,
    .compare = key_compare, .hash = hash_unhashable, .members = key_members,
};

static const Method functions[] = {
    { "reduce(function, iterable, initial=, /)", reduce,
      "Fold an iterable into one value with a function of two arguments, from the left." },
    { "cmp_to_key(mycmp)", cmp_to_key,
      "Turn a three-way comparison function into a key function for sorting." },
    { 0 }
};

static Type *const types[] = { &partial_type, &lru_cache_type, NULL };

static bool start(Ref module)
{
    (void)module;
    type_ready(&key_type);
    type_ready(&lru_link_type);
    return true;
}

const Module functools_module = {
    .name = "_functools", .doc = "Tools that operate on functions.",
    .functions = functions, .types = types, .start = start,
};
