/* runtime/modules/operator_getters.c -- itemgetter, attrgetter and methodcaller.
 *   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/functools.h"
#include "runtime/modules/operator.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

/* What all three are: the arguments that they were made with. */
typedef struct Operation {
    Object head;
    Ref args;                 // tuple: items, dotted names, or a method's name and its arguments
    Ref paths;                // attrgetter: for each name a tuple of its parts; else NULL
    Ref kwargs;               // methodcaller: dict or NULL
} Operation;

static void operation_destroy(Ref self)
{
    Operation *o = (Operation *)self;
    drop_or_null(o->args);
    drop_or_null(o->paths);
    drop_or_null(o->kwargs);
}

static void operation_visit(Obj self, Visit visit, void *context)
{
    const Operation *o = (const Operation *)self;
    if (o->args) visit(o->args, context);
    if (o->paths) visit(o->paths, context);
    if (o->kwargs) visit(o->kwargs, context);
}

/* "operator.itemgetter(1, 'a', key=2)" */
static Ref operation_repr(Obj self)
{
    const Operation *o = (const Operation *)self;
    if (repr_enter(self)) return str_format("%s(...)", type_name(self));
    Writer w = {0};
    bool good = writer_format(&w, "%s.%s(", type_of(self)->module ? type_of(self)->module : "",
                              type_name(self));
    for (size_t i = 0; good && i < tuple_length(o->args); i++)
        good = writer_format(&w, i ? ", %R" : "%R", tuple_peek(o->args, i));
    size_t at = 0;
    Obj key, value;
    while (good && o->kwargs && dict_next(o->kwargs, &at, &key, &value))
        good = writer_format(&w, ", %S=%R", key, value);
    repr_leave(self);
    writer_char(&w, ')');
    if (good) return writer_finish(&w);
    writer_discard(&w);
    return NULL;
}

static bool one_argument(Obj self, size_t count, Obj names)
{
    if (names && tuple_length(names))
        return raise_type_error("%s() takes no keyword arguments", type_name(self));
    return count == 1
           || raise_type_error("%s expected 1 argument, got %zu", type_name(self), count);
}

/* One result for one argument, else a tuple of results. */
static Ref for_each(Obj x, Ref (*get)(Obj x, Obj what), Obj whats)
{
    size_t count = tuple_length(whats);
    if (count == 1) return get(x, tuple_peek(whats, 0));
    scoped Ref results = tuple_new(count);
    for (size_t i = 0; i < count; i++) {
        Ref result = get(x, tuple_peek(whats, i));
        if (!result) return NULL;
        tuple_items(results)[i] = result;
    }
    return take(&results);
}

static Ref reduce_plain(const Obj arg[])
{
    const Operation *o = (const Operation *)arg[0];
    return tuple_pack(2, &type_of(arg[0])->head, o->args);
}

/* Of an instance, as inspect wants it. */
static Ref get_text_signature(Obj self)
{
    (void)self;
    return str_from_text("(obj, /)");
}

static const Getter operation_getters[] = {
    { "__text_signature__", get_text_signature, NULL, NULL },
    { 0 }
};

/* --- itemgetter --- */

static Ref itemgetter_create(Type *type, const Obj arg[])
{
    enum { args, kwargs };
    if (dict_length(arg[kwargs]))
        return raise_type_error("itemgetter() takes no keyword arguments");
    if (tuple_length(arg[args]) == 0)
        return raise_type_error("itemgetter expected 1 argument, got 0");
    Operation *made = (Operation *)type_allocate(type, 0);
    made->args = keep(arg[args]);
    return &made->head;
}

static Ref get_item(Obj x, Obj key)
{
    if (is_small(key) && small_value(key) >= 0 && is_exact_tuple(x)
        && (size_t)small_value(key) < tuple_length(x))
        return keep(tuple_peek(x, (size_t)small_value(key)));
    return object_get_item(x, key);
}

static Ref itemgetter_call(Obj self, const Obj *args, size_t count, Obj names)
{
    if (!one_argument(self, count, names)) return NULL;
    return for_each(args[0], get_item, ((const Operation *)self)->args);
}

static const Method plain_methods[] = {
    { "__reduce__(self, /)", reduce_plain, NULL, 0 },
    { 0 }
};

Type itemgetter_type = {
    TYPE_HEADER, .name = "itemgetter", .module = "operator",
    .signature = "itemgetter(*args, **kwargs)",
    .doc = "itemgetter(item, /, *items)\n--\n\nA function that gives the items of what it is "
           "called with.",
    .size = sizeof(Operation), .create = itemgetter_create, .destroy = operation_destroy,
    .visit = operation_visit, .repr = operation_repr, .call = itemgetter_call,
    .methods = plain_methods, .getters = operation_getters,
};

/* --- attrgetter --- */

/* "a.b.c" as a tuple of interned names. */
static Ref path_of(Obj name)
{
    size_t length = str_length(name), parts = 1, from = 0;
    for (size_t i = 0; i < length; i++) parts += str_at(name, i) == '.';
    Ref path = tuple_new(parts);
    for (size_t part = 0; part < parts; part++) {
        size_t to = from;
        while (to < length && str_at(name, to) != '.') to++;
        scoped Ref piece = str_slice(name, from, to);
        tuple_items(path)[part] = keep(is_exact_str(piece) ? intern_str(piece) : piece);
        from = to + 1;
    }
    return path;
}

static Ref attrgetter_create(Type *type, const Obj arg[])
{
    enum { args, kwargs };
    if (dict_length(arg[kwargs]))
        return raise_type_error("attrgetter() takes no keyword arguments");
    size_t count = tuple_length(arg[args]);
    if (count == 0) return raise_type_error("attrgetter expected 1 argument, got 0");
    for (size_t i = 0; i < count; i++)
        if (!is_str(tuple_peek(arg[args], i)))
            return raise_type_error("attribute name must be a string");
    Operation *made = (Operation *)type_allocate(type, 0);
    made->args = keep(arg[args]);
    made->paths = tuple_new(count);
    for (size_t i = 0; i < count; i++)
        tuple_items(made->paths)[i] = path_of(tuple_peek(arg[args], i));
    return &made->head;
}

static Ref follow(Obj x, Obj path)
{
    scoped Ref at = keep(x);
    for (size_t i = 0; i < tuple_length(path); i++) {
        Ref next = attribute_get(at, tuple_peek(path, i));
        if (!next) return NULL;
        replace(&at, next);
    }
    return take(&at);
}

static Ref attrgetter_call(Obj self, const Obj *args, size_t count, Obj names)
{
    if (!one_argument(self, count, names)) return NULL;
    return for_each(args[0], follow, ((const Operation *)self)->paths);
}

Type attrgetter_type = {
    TYPE_HEADER, .name = "attrgetter", .module = "operator",
    .signature = "attrgetter(*args, **kwargs)",
    .doc = "attrgetter(attr, /, *attrs)\n--\n\nA function that gives the attributes of what it is "
           "called with; names may have dots.",
    .size = sizeof(Operation), .create = attrgetter_create, .destroy = operation_destroy,
    .visit = operation_visit, .repr = operation_repr, .call = attrgetter_call,
    .methods = plain_methods, .getters = operation_getters,
};

/* --- methodcaller --- */

static Ref methodcaller_create(Type *type, const Obj arg[])
{
    enum { args, kwargs };
    if (tuple_length(arg[args]) == 0)
        return raise_type_error("methodcaller needs at least one argument, the method name");
    if (!is_str(tuple_peek(arg[args], 0)))
        return raise_type_error("method name must be a string");
    Operation *made = (Operation *)type_allocate(type, 0);
    made->args = tuple_from_items((Obj const *)tuple_items(arg[args]), tuple_length(arg[args]));
    Ref *name = &tuple_items(made->args)[0];
    if (is_exact_str(*name)) replace(name, keep(intern_str(*name)));
    if (dict_length(arg[kwargs])) made->kwargs = keep(arg[kwargs]);
    return &made->head;
}

static Ref methodcaller_call(Obj self, const Obj *args, size_t count, Obj names)
{
    const Operation *o = (const Operation *)self;
    if (!one_argument(self, count, names)) return NULL;
    Obj const *given = (Obj const *)tuple_items(o->args);
    if (!o->kwargs) return call_method(args[0], given[0], given + 1, tuple_length(o->args) - 1);
    scoped Ref method = attribute_get(args[0], given[0]);
    if (!method) return NULL;
    scoped Ref rest = tuple_from_items(given + 1, tuple_length(o->args) - 1);
    return call_spread(method, rest, o->kwargs);
}

static Ref methodcaller_reduce(const Obj arg[])
{
    const Operation *o = (const Operation *)arg[0];
    if (!o->kwargs) return reduce_plain(arg);
    type_ready(&partial_type);
    scoped Ref bound = tuple_pack(2, &type_of(arg[0])->head, tuple_peek(o->args, 0));
    scoped Ref maker = call_spread(&partial_type.head, bound, o->kwargs);
    scoped Ref rest = tuple_from_items((Obj const *)tuple_items(o->args) + 1,
                                       tuple_length(o->args) - 1);
    return maker ? tuple_pack(2, maker, rest) : NULL;
}

static const Method methodcaller_methods[] = {
    { "__reduce__(self, /)", methodcaller_reduce, NULL, 0 },
    { 0 }
};

Type methodcaller_type = {
    TYPE_HEADER, .name = "methodcaller", .module = "operator",
    .signature = "methodcaller(*args, **kwargs)",
    .doc = "methodcaller(name, /, *args, **kwargs)\n--\n\nA function that calls a method of what "
           "it is called with.",
    .size = sizeof(Operation), .create = methodcaller_create, .destroy = operation_destroy,
    .visit = operation_visit, .repr = operation_repr, .call = methodcaller_call,
    .methods = methodcaller_methods, .getters = operation_getters,
};
