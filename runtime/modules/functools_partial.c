/* runtime/modules/functools_partial.c -- functools.partial.   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/functools.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

typedef struct Partial {
    Object head;
    Ref function, args, keywords;     // a tuple and a dict
    Attributes attributes;
} Partial;

static Ref concat(Obj a, Obj b)
{
    return tuple_type.concat(a, b);
}

static bool has_attributes(const Partial *p)
{
    return p->attributes.shape ? p->attributes.shape->count > 0 : p->attributes.dict != NULL;
}

/* The arguments of a partial of a partial follow each other. */
static Partial *inner_partial(Obj function)
{
    Partial *inner = (Partial *)function;
    return has_type(function, &partial_type) && !has_attributes(inner) ? inner : NULL;
}

static Ref partial_create(Type *type, const Obj arg[])
{
    enum { args, kwargs };
    size_t count = tuple_length(arg[args]);
    if (count < 1) return raise_type_error("type 'partial' takes at least one argument");
    Obj function = tuple_peek(arg[args], 0);
    if (!is_callable(function)) return raise_type_error("the first argument must be callable");
    const Partial *inner = inner_partial(function);
    scoped Ref rest = tuple_from_items((Obj const *)tuple_items(arg[args]) + 1, count - 1);
    scoped Ref keywords = dict_copy(inner ? inner->keywords : arg[kwargs]);
    if (inner && !dict_update(keywords, arg[kwargs])) return NULL;
    Partial *made = (Partial *)type_allocate(type, 0);
    made->function = keep(inner ? inner->function : function);
    made->args = inner ? concat(inner->args, rest) : keep(rest);
    made->keywords = take(&keywords);
    return &made->head;
}

static void partial_destroy(Ref self)
{
    Partial *p = (Partial *)self;
    drop_or_null(p->function);
    drop_or_null(p->args);
    drop_or_null(p->keywords);
}

static void partial_visit(Obj self, Visit visit, void *context)
{
    const Partial *p = (const Partial *)self;
    if (p->function) visit(p->function, context);
    if (p->args) visit(p->args, context);
    if (p->keywords) visit(p->keywords, context);
}

/* --- calling --- */

enum { FEW = 8 };

static size_t put_positional(const Partial *p, const Obj *args, size_t count, Obj *all)
{
    size_t own = tuple_length(p->args);
    for (size_t i = 0; i < own; i++) all[i] = tuple_peek(p->args, i);
    for (size_t i = 0; i < count; i++) all[own + i] = args[i];
    return own + count;
}

/* Both have keywords: those of the call win, in the place of those of the partial. */
static Ref call_merged(const Partial *p, const Obj *args, size_t count, Obj names)
{
    scoped Ref function = keep(p->function), keywords = dict_copy(p->keywords);
    size_t named = names ? tuple_length(names) : 0;
    for (size_t i = 0; i < named; i++)
        if (!dict_set(keywords, tuple_peek(names, i), args[count + i])) return NULL;
    scoped Ref fresh = tuple_from_items(args, count), all = concat(p->args, fresh);
    return call_spread(function, all, keywords);
}

static Ref partial_call(Obj self, const Obj *args, size_t count, Obj names)
{
    const Partial *p = (const Partial *)self;
    if (dict_length(p->keywords)) return call_merged(p, args, count, names);
    size_t named = names ? tuple_length(names) : 0, total = tuple_length(p->args) + count + named;
    Obj few[FEW];
    Obj *all = total <= FEW ? few : heap_scratch(total * sizeof *all);
    size_t filled = put_positional(p, args, count, all);
    for (size_t i = 0; i < named; i++) all[filled + i] = args[count + i];
    // __setstate__ may exchange them during the call
    scoped Ref function = keep(p->function), own = keep(p->args);
    return call_raw(function, all, filled, names);
}

/* --- other slots --- */

static bool write_parts(Writer *w, const Partial *p)
{
    scoped Ref args = keep(p->args), keywords = keep(p->keywords);
    if (!writer_repr(w, p->function)) return false;
    for (size_t i = 0; i < tuple_length(args); i++) {
        writer_text(w, ", ");
        if (!writer_repr(w, tuple_peek(args, i))) return false;
    }
    size_t position = 0;
    Ref k, v;
    while (dict_get_next(keywords, &position, &k, &v)) {
        scoped Ref key = k, value = v;
        if (!writer_format(w, ", %S=%R", key, value)) return false;
    }
    return true;
}

static Ref partial_repr(Obj self)
{
    if (repr_enter(self)) return str_format("...");
    Writer w = {0};
    scoped Ref module = type_get_module(type_of(self)), name = type_get_qualname(type_of(self));
    bool fine = writer_format(&w, "%S.%S(", module, name) && write_parts(&w, (const Partial *)self);
    repr_leave(self);
    if (fine) {
        writer_char(&w, ')');
        return writer_finish(&w);
    }
    writer_discard(&w);
    return NULL;
}

static Ref partial_get(Obj self, Obj instance, Obj owner)
{
    (void)owner;
    if (!instance || is_none(instance)) return keep(self);
    if (!warn(&future_warning_type, 1, "functools.partial will be a method descriptor in future "
              "Python versions; wrap it in staticmethod() if you want to preserve the old "
              "behavior")) return NULL;
    return keep(self);
}

static Ref partial_reduce(const Obj arg[])
{
    const Partial *p = (const Partial *)arg[0];
    scoped Ref own = has_attributes(p) ? instance_get_dict(arg[0]) : none_new();
    if (!own) return NULL;
    scoped Ref arguments = tuple_pack(1, p->function);
    scoped Ref state = tuple_pack(4, p->function, p->args, p->keywords, own);
    return tuple_pack(3, (Obj)type_of(arg[0]), arguments, state);
}

static Ref partial_setstate(const Obj arg[])
{
    enum { self, state };
    Partial *p = (Partial *)arg[self];
    bool valid = is_tuple(arg[state]) && tuple_length(arg[state]) == 4;
    Obj const *part = valid ? (Obj const *)tuple_items(arg[state]) : NULL;
    if (!valid || !is_callable(part[0]) || !is_tuple(part[1])
        || !(is_none(part[2]) || is_dict(part[2])))
        return raise_type_error("invalid partial state");
    scoped Ref args = tuple_from(part[1]);
    scoped Ref keywords = is_none(part[2]) ? dict_new() : dict_copy(part[2]);
    if (!args) return NULL;
    if (!is_none(part[3]) && !instance_set_dict((Ref)arg[self], part[3])) return NULL;
    replace(&p->function, keep(part[0]));
    replace(&p->args, take(&args));
    replace(&p->keywords, take(&keywords));
    return none_new();
}

static Ref class_getitem(const Obj arg[])
{
    enum { cls, item };
    return generic_alias_new(arg[cls], arg[item]);
}

static const Method methods[] = {
    { "__reduce__(self, /)", partial_reduce, "What copying needs." },
    { "__setstate__(self, state, /)", partial_setstate, "What copying needs." },
    { "__class_getitem__(cls, item, /)", class_getitem, NULL, METHOD_CLASS },
    { 0 }
};

static const Member members[] = {
    { "func", MEMBER_OBJECT, offsetof(Partial, function), false, "The function to be called." },
    { "args", MEMBER_OBJECT, offsetof(Partial, args), false, "Its first arguments." },
    { "keywords", MEMBER_OBJECT, offsetof(Partial, keywords), false, "Its keyword arguments." },
    { 0 }
};

static const Getter getters[] = {
    { "__dict__", instance_get_dict, instance_set_dict, NULL },
    { 0 }
};

Type partial_type = {
    TYPE_HEADER, .name = "functools.partial", .module = "functools",
    .signature = "partial(*args, **kwargs)",
    .doc = "Create a new function with partial application of the given arguments and keywords.",
    .size = sizeof(Partial), .attributes_offset = offsetof(Partial, attributes),
    .flags = TYPE_WEAKREFS,
    .create = partial_create, .destroy = partial_destroy, .visit = partial_visit,
    .repr = partial_repr, .call = partial_call, .descriptor_get = partial_get,
    .methods = methods, .members = members, .getters = getters,
};
