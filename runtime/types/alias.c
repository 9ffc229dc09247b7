/* runtime/types/alias.c -- GenericAlias: list[int].   SPDX-License-Identifier: MIT */
#include "runtime/types/alias.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/operate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

static GenericAlias *alias(Obj x) { return (GenericAlias *)x; }

Ref generic_alias_new(Obj origin, Obj args)
{
    Ref made = heap_new(&generic_alias_type, sizeof(GenericAlias));
    alias(made)->origin = keep(origin);
    alias(made)->args = is_tuple(args) ? keep(args) : tuple_pack(1, args);
    return made;
}

static Ref alias_create(Type *type, const Obj arg[])
{
    (void)type;
    return generic_alias_new(arg[0], arg[1]);
}

static void alias_destroy(Ref x)
{
    drop_or_null(alias(x)->origin);
    drop_or_null(alias(x)->args);
    drop_or_null(alias(x)->parameters);
}

static void alias_visit(Obj x, Visit visit, void *context)
{
    if (alias(x)->origin) visit(alias(x)->origin, context);
    if (alias(x)->args) visit(alias(x)->args, context);
    if (alias(x)->parameters) visit(alias(x)->parameters, context);
}

/* --- repr --- */

static bool write_list(Writer *w, Obj list)
{
    writer_char(w, '[');
    for (size_t i = 0; i < list_length(list); i++) {
        scoped Ref item = keep(list_peek(list, i));
        if (i) writer_text(w, ", ");
        if (!alias_write_item(w, item)) return false;
    }
    writer_char(w, ']');
    return true;
}

// True in *written if x is named by module and qualname.
static bool write_named(Writer *w, Obj x, bool *written)
{
    scoped Ref qualname = NULL;
    scoped Ref module = NULL;
    if (!attribute_find(x, name___qualname__, &qualname)) return false;
    if (qualname && !attribute_find(x, name___module__, &module)) return false;
    *written = qualname && module && !is_none(module);
    if (!*written) return true;
    if (is_str(module) && str_equal_text(module, "builtins")) return writer_object(w, qualname);
    return writer_object(w, module) && (writer_char(w, '.'), writer_object(w, qualname));
}

bool alias_write_item(Writer *w, Obj x)
{
    if (x == Ellipsis_object) {
        writer_text(w, "...");
        return true;
    }
    bool is_alias = false, has_args = false, written = false;
    if (!attribute_has(x, intern("__origin__"), &is_alias)) return false;
    if (is_alias && !attribute_has(x, intern("__args__"), &has_args)) return false;
    if (has_args) return writer_repr(w, x);
    if (is_list(x)) return write_list(w, x);
    if (!write_named(w, x, &written)) return false;
    return written || writer_repr(w, x);
}

static bool write_alias(Writer *w, const GenericAlias *self)
{
    if (self->starred) writer_char(w, '*');
    if (!alias_write_item(w, self->origin)) return false;
    writer_char(w, '[');
    for (size_t i = 0; i < tuple_length(self->args); i++) {
        if (i) writer_text(w, ", ");
        if (!alias_write_item(w, tuple_peek(self->args, i))) return false;
    }
    if (tuple_length(self->args) == 0) writer_text(w, "()");
    writer_char(w, ']');
    return true;
}

static Ref alias_repr(Obj x)
{
    if (!recursion_enter(" while getting the repr of an object")) return NULL;
    Writer w = {0};
    bool fine = write_alias(&w, alias(x));
    recursion_leave();
    if (fine) return writer_finish(&w);
    writer_discard(&w);
    return NULL;
}

/* --- parameters: the type variables in args, and putting something in their place --- */

static bool add_once(Ref list, Obj x)
{
    for (size_t i = 0; i < list_length(list); i++)
        if (list_peek(list, i) == x) return true;
    list_append(list, x);
    return true;
}

static bool collect_parameters(Ref list, Obj args)
{
    for (size_t i = 0; i < tuple_length(args); i++) {
        Obj x = tuple_peek(args, i);
        if (is_type(x)) continue;
        bool variable;
        if (!attribute_has(x, intern("__typing_subst__"), &variable)) return false;
        if (variable) {
            add_once(list, x);
            continue;
        }
        scoped Ref inner = NULL;
        if (!attribute_find(x, intern("__parameters__"), &inner)) return false;
        if (!inner || !is_tuple(inner)) continue;
        for (size_t k = 0; k < tuple_length(inner); k++) add_once(list, tuple_peek(inner, k));
    }
    return true;
}

Ref alias_collect_parameters(Obj args)
{
    scoped Ref list = list_new(0);
    return collect_parameters(list, args) ? list_to_tuple(list) : NULL;
}

static intptr_t position_of(Obj parameters, Obj x)
{
    for (size_t i = 0; i < tuple_length(parameters); i++)
        if (tuple_peek(parameters, i) == x) return (intptr_t)i;
    return -1;
}

// arg[...] with what stands for the type variables inside it.
static Ref substitute_inside(Obj arg, Obj parameters, Obj values)
{
    scoped Ref inner = NULL;
    if (is_type(arg)) return keep(arg);
    if (!attribute_find(arg, intern("__parameters__"), &inner)) return NULL;
    if (!inner || !is_tuple(inner) || tuple_length(inner) == 0) return keep(arg);
    scoped Ref chosen = tuple_new(tuple_length(inner));
    for (size_t i = 0; i < tuple_length(inner); i++) {
        intptr_t at = position_of(parameters, tuple_peek(inner, i));
        tuple_items(chosen)[i] = keep(at >= 0 ? tuple_peek(values, (size_t)at)
                                              : tuple_peek(inner, i));
    }
    return object_get_item(arg, chosen);
}

static Ref substitute_one(Obj arg, Obj parameters, Obj values)
{
    if (is_type(arg)) return keep(arg);
    scoped Ref substitute = NULL;
    if (!attribute_find(arg, intern("__typing_subst__"), &substitute)) return NULL;
    if (!substitute) return substitute_inside(arg, parameters, values);
    intptr_t at = position_of(parameters, arg);
    if (at < 0) return keep(arg);
    return call1(substitute, tuple_peek(values, (size_t)at));
}

// Type variables may arrange the values first (TypeVarTuple, ParamSpec).
static Ref prepare_values(Obj self, Obj parameters, Obj item)
{
    scoped Ref values = is_tuple(item) ? keep(item) : tuple_pack(1, item);
    for (size_t i = 0; i < tuple_length(parameters); i++) {
        scoped Ref prepare = NULL;
        if (!attribute_find(tuple_peek(parameters, i), intern("__typing_prepare_subst__"),
                            &prepare))
            return NULL;
        if (!prepare || is_none(prepare)) continue;
        Ref prepared = call2(prepare, self, values);
        if (!prepared) return NULL;
        replace(&values, is_tuple(prepared) ? prepared : tuple_pack(1, prepared));
    }
    return take(&values);
}

Ref alias_substitute(Obj self, Obj args, Obj parameters, Obj item)
{
    size_t wanted = tuple_length(parameters);
    if (wanted == 0) return raise_type_error("%R is not a generic class", self);
    scoped Ref values = prepare_values(self, parameters, item);
    if (!values) return NULL;
    size_t given = tuple_length(values);
    if (given != wanted)
        return raise_type_error("Too %s arguments for %R; actual %zu, expected %zu",
                                given > wanted ? "many" : "few", self, given, wanted);
    scoped Ref made = list_new(tuple_length(args));
    for (size_t i = 0; i < tuple_length(args); i++) {
        Obj arg = tuple_peek(args, i);
        scoped Ref one = substitute_one(arg, parameters, values);
        if (!one) return NULL;
        bool unpacked;
        if (!attribute_has(arg, intern("__typing_is_unpacked_typevartuple__"), &unpacked))
            return NULL;
        if (!unpacked || !is_tuple(one)) list_append(made, one);
        else if (!list_extend(made, one)) return NULL;
    }
    return list_to_tuple(made);
}

static Ref find_parameters(Obj x)
{
    GenericAlias *self = alias(x);
    if (self->parameters) return self->parameters;
    if (!recursion_enter("")) return NULL;
    self->parameters = alias_collect_parameters(self->args);
    recursion_leave();
    return self->parameters;
}

static Ref alias_get_item(Obj x, Obj item)
{
    Ref parameters = find_parameters(x);
    if (!parameters) return NULL;
    scoped Ref args = alias_substitute(x, alias(x)->args, parameters, item);
    if (!args) return NULL;
    Ref made = generic_alias_new(alias(x)->origin, args);
    alias(made)->starred = alias(x)->starred;
    return made;
}

/* --- the rest --- */

static Ref alias_call(Obj x, const Obj *args, size_t count, Obj names)
{
    scoped Ref made = call_raw(alias(x)->origin, args, count, names);
    if (!made) return NULL;
    if (!attribute_set(made, name___orig_class__, x) && !error_clear_if(&attribute_error_type)
        && !error_clear_if(&type_error_type)) return NULL;
    return take(&made);
}

static bool alias_hash(Obj x, intptr_t *hash)
{
    intptr_t of_args;
    if (!object_hash(alias(x)->origin, hash)) return false;
    if (!object_hash(alias(x)->args, &of_args)) return false;
    *hash ^= of_args;
    if (*hash == -1) *hash = -2;
    return true;
}

static Ref alias_compare(Obj x, Obj other, CompareOp op)
{
    if ((op != EQUAL && op != NOT_EQUAL) || !has_type(other, &generic_alias_type))
        return not_implemented();
    const GenericAlias *a = alias(x), *b = alias(other);
    bool equal = a->starred == b->starred;
    if (equal && !objects_equal(a->origin, b->origin, &equal)) return NULL;
    if (equal && !objects_equal(a->args, b->args, &equal)) return NULL;
    return bool_new(equal == (op == EQUAL));
}

// Names that are the alias's own; all others are those of the class.
static bool is_own_name(Obj name)
{
    static const char *const own[] = {
        "__class__", "__origin__", "__args__", "__unpacked__", "__parameters__",
        "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__", "__reduce__",
        "__copy__", "__deepcopy__", "__bases__",
    };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (str_equal_text(name, own[i])) return true;
    return false;
}

static Ref alias_get_attribute(Obj x, Obj name)
{
    if (is_str(name) && !is_own_name(name)) return attribute_get(alias(x)->origin, name);
    return attribute_generic_get(x, name);
}

// *list[int]: one item, the starred alias.
static Ref alias_iterate(Obj x)
{
    scoped Ref starred = generic_alias_new(alias(x)->origin, alias(x)->args);
    alias(starred)->starred = true;
    scoped Ref one = tuple_pack(1, starred);
    return sequence_iterator_new(&tuple_iterator_type, one);
}

static Ref alias_mro_entries(const Obj arg[]) { return tuple_pack(1, alias(arg[0])->origin); }

static Ref alias_reduce(const Obj arg[])
{
    const GenericAlias *self = alias(arg[0]);
    scoped Ref args = tuple_pack(2, self->origin, self->args);
    return tuple_pack(2, (Obj)&generic_alias_type, args);
}

static Ref alias_dir(const Obj arg[])
{
    static const char *const own[] = {
        "__origin__", "__args__", "__parameters__", "__mro_entries__", "__reduce_ex__",
        "__reduce__", "__copy__", "__deepcopy__", "__unpacked__",
        "__typing_unpacked_tuple_args__", "__class__",
    };
    scoped Ref names = object_dir(alias(arg[0])->origin);
    if (!names) return NULL;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        bool found;
        if (!object_contains(names, intern(own[i]), &found)) return NULL;
        if (!found) list_append(names, intern(own[i]));
    }
    return take(&names);
}

static Ref alias_refuse_instance(const Obj arg[])
{
    (void)arg;
    return raise_type_error("isinstance() argument 2 cannot be a parameterized generic");
}

static Ref alias_refuse_subclass(const Obj arg[])
{
    (void)arg;
    return raise_type_error("issubclass() argument 2 cannot be a parameterized generic");
}

static Ref get_parameters(Obj x)
{
    Ref parameters = find_parameters(x);
    return parameters ? keep(parameters) : NULL;
}

static Ref get_unpacked_args(Obj x)
{
    const GenericAlias *self = alias(x);
    return self->starred && self->origin == (Obj)&tuple_type ? keep(self->args) : none_new();
}

static const Method alias_methods[] = {
    { "__mro_entries__(self, bases, /)", alias_mro_entries, NULL },
    { "__reduce__(self, /)", alias_reduce, NULL },
    { "__dir__(self, /)", alias_dir, NULL },
    { "__instancecheck__(self, instance, /)", alias_refuse_instance, NULL },
    { "__subclasscheck__(self, subclass, /)", alias_refuse_subclass, NULL },
    { 0 }
};
static const Member alias_members[] = {
    { "__origin__", MEMBER_OBJECT, offsetof(GenericAlias, origin), false, NULL },
    { "__args__", MEMBER_OBJECT, offsetof(GenericAlias, args), false, NULL },
    { "__unpacked__", MEMBER_BOOL, offsetof(GenericAlias, starred), false, NULL },
    { 0 }
};
static const Getter alias_getters[] = {
    { "__parameters__", get_parameters, NULL, NULL },
    { "__typing_unpacked_tuple_args__", get_unpacked_args, NULL, NULL },
    { 0 }
};

Type generic_alias_type = {
    TYPE_HEADER, .name = "GenericAlias", .module = "types", .size = sizeof(GenericAlias),
    .doc = "A class with type arguments.",
    .signature = "GenericAlias(origin, args, /)",
    .create = alias_create, .destroy = alias_destroy, .visit = alias_visit,
    .repr = alias_repr, .hash = alias_hash, .compare = alias_compare, .call = alias_call,
    .get_item = alias_get_item, .iterate = alias_iterate, .get_attribute = alias_get_attribute,
    .binary[OP_OR] = union_new,
    .methods = alias_methods, .members = alias_members, .getters = alias_getters,
};
