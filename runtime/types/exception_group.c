/* runtime/types/exception_group.c -- BaseExceptionGroup and ExceptionGroup, and what except* does.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception_kinds.h"
#include "runtime/types/list.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

static ExceptionGroup *group(Obj x) { return (ExceptionGroup *)x; }
static Exception *exception(Obj x) { return (Exception *)x; }

static bool is_group(Obj x)
{
    return is_instance(x, &base_exception_group_type);
}

/* --- making --- */

// *nested_base: there is one that is no Exception.
static bool check_items(Obj items, bool *nested_base)
{
    *nested_base = false;
    for (size_t i = 0; i < tuple_length(items); i++) {
        Obj item = tuple_peek(items, i);
        if (!is_exception(item))
            return raise_value_error("Item %zu of second argument (exceptions) is not an exception",
                                     i);
        *nested_base |= !is_instance(item, &exception_type);
    }
    return true;
}

// BaseExceptionGroup of Exceptions only becomes an ExceptionGroup.
static Type *choose_type(Type *type, bool nested_base)
{
    if (type == &base_exception_group_type) return nested_base ? type : &exception_group_type;
    if (!nested_base) return type;
    if (type == &exception_group_type)
        return raise_type_error("Cannot nest BaseExceptions in an ExceptionGroup");
    if (type_is_subtype(type, &exception_type))
        return raise_type_error("Cannot nest BaseExceptions in '%N'", type);
    return type;
}

static bool is_sequence(Obj x)
{
    const Type *type = type_of(x);
    return !is_dict(x) && (type->item || (type->flags & TYPE_HEAP && type->get_item));
}

static Ref group_create(Type *type, const Obj arg[])
{
    Obj args = arg[0];
    size_t count = tuple_length(args);
    if (count != 2)
        return raise_type_error("BaseExceptionGroup.__new__() takes exactly 2 arguments "
                                "(%zu given)", count);
    Obj message = tuple_peek(args, 0);
    if (!is_str(message))
        return raise_type_error("BaseExceptionGroup.__new__() argument 1 must be str, not %A",
                                message);
    if (!is_sequence(tuple_peek(args, 1)))
        return raise_type_error("second argument (exceptions) must be a sequence");
    scoped Ref items = tuple_from(tuple_peek(args, 1));
    if (!items) return NULL;
    if (tuple_length(items) == 0)
        return raise_value_error("second argument (exceptions) must be a non-empty sequence");
    bool nested_base;
    if (!check_items(items, &nested_base)) return NULL;
    type = choose_type(type, nested_base);
    if (!type) return NULL;
    Ref made = exception_create(type, arg);
    group(made)->message = keep(message);
    group(made)->exceptions = take(&items);
    return made;
}

Ref exception_group_new(Obj message, Obj exceptions)
{
    return call2((Obj)&exception_group_type, message, exceptions);
}

static Ref group_str(Obj x)
{
    size_t count = tuple_length(group(x)->exceptions);
    return str_format("%S (%zu sub-exception%s)", group(x)->message, count, count > 1 ? "s" : "");
}

/* --- splitting --- */

// What picks exceptions: classes, or a callable, or (for except*) identity with some leaves.
typedef struct Matcher {
    enum { BY_TYPE, BY_CALL, BY_IDENTITY } kind;
    Obj value;                        // class or tuple; callable; list of leaves
} Matcher;

static bool matches(const Matcher *matcher, Obj x, bool *result)
{
    if (matcher->kind == BY_TYPE) {
        *result = false;
        if (!is_tuple(matcher->value)) {
            *result = is_instance(x, (Type *)matcher->value);
            return true;
        }
        for (size_t i = 0; i < tuple_length(matcher->value); i++)
            *result |= is_instance(x, (Type *)tuple_peek(matcher->value, i));
        return true;
    }
    if (matcher->kind == BY_CALL) {
        scoped Ref answer = call1(matcher->value, x);
        return answer && object_truth(answer, result);
    }
    *result = false;
    if (is_group(x)) return true;
    for (size_t i = 0; i < list_length(matcher->value); i++)
        *result |= list_peek(matcher->value, i) == x;
    return true;
}

// A group like `from` of the exceptions in the list; NULL in *made if it is empty.
static bool derive(Obj from, Obj items, Ref *made)
{
    *made = NULL;
    if (!items || list_length(items) == 0) return true;
    scoped Ref part = call_method1(from, intern("derive"), items);
    if (!part) return false;
    if (!is_group(part))
        return raise_type_error("derive must return an instance of BaseExceptionGroup");
    const Exception *source = exception(from);
    replace(&exception(part)->traceback, keep_or_null(source->traceback));
    exception_set_context(part, keep_or_null(source->context));
    exception_set_cause(part, keep_or_null(source->cause));
    exception(part)->suppress_context = source->suppress_context;
    scoped Ref notes = NULL;
    if (!attribute_find(from, name___notes__, &notes)) return false;
    if (notes && is_fast(notes)) {
        scoped Ref copy = list_from(notes);
        if (!copy || !attribute_set(part, name___notes__, copy)) return false;
    }
    *made = take(&part);
    return true;
}

// *matched and *rest: NULL if empty; *rest only if wanted (rest not NULL).
static bool split(Obj x, const Matcher *matcher, Ref *matched, Ref *rest)
{
    bool whole;
    *matched = NULL;
    if (rest) *rest = NULL;
    if (!matches(matcher, x, &whole)) return false;
    if (whole) {
        *matched = keep(x);
        return true;
    }
    if (!is_group(x)) {
        if (rest) *rest = keep(x);
        return true;
    }
    if (!recursion_enter(" in exceptiongroup_split_recursive")) return false;
    scoped Ref in = list_new(0);
    scoped Ref out = list_new(0);
    scoped Ref items = keep(group(x)->exceptions);
    bool fine = true;
    for (size_t i = 0; fine && i < tuple_length(items); i++) {
        Ref part = NULL, other = NULL;
        fine = split(tuple_peek(items, i), matcher, &part, rest ? &other : NULL);
        if (part) list_give(in, part);
        if (other) list_give(out, other);
    }
    fine = fine && derive(x, in, matched) && (!rest || derive(x, out, rest));
    if (!fine && *matched) drop(take(matched));
    recursion_leave();
    return fine;
}

static bool is_class_tuple(Obj x)
{
    if (!is_tuple(x)) return false;
    for (size_t i = 0; i < tuple_length(x); i++)
        if (!is_exception_type(tuple_peek(x, i))) return false;
    return true;
}

static bool find_matcher(Obj value, Matcher *matcher)
{
    matcher->value = value;
    matcher->kind = BY_TYPE;
    if (is_exception_type(value) || is_class_tuple(value)) return true;
    matcher->kind = BY_CALL;
    return (is_callable(value) && !is_type(value))
        || raise_type_error("expected an exception type, a tuple of exception types, or a "
                            "callable (other than a class)");
}

static Ref group_split(const Obj arg[])
{
    Matcher matcher;
    Ref matched, rest;
    if (!find_matcher(arg[1], &matcher) || !split(arg[0], &matcher, &matched, &rest)) return NULL;
    Ref parts[] = { matched ? matched : none_new(), rest ? rest : none_new() };
    return tuple_give_items(parts, 2);
}

static Ref group_subgroup(const Obj arg[])
{
    Matcher matcher;
    Ref matched;
    if (!find_matcher(arg[1], &matcher) || !split(arg[0], &matcher, &matched, NULL)) return NULL;
    return matched ? matched : none_new();
}

static Ref group_derive(const Obj arg[])
{
    return call2((Obj)&base_exception_group_type, group(arg[0])->message, arg[1]);
}

static Ref group_class_getitem(const Obj arg[])
{
    return generic_alias_new(arg[0], arg[1]);
}

/* --- except* --- */

static bool check_star_type(Obj type)
{
    if (!is_exception_type(type))
        return raise_type_error("catching classes that do not inherit from BaseException is not "
                                "allowed");
    if (type_is_subtype((Type *)type, &base_exception_group_type))
        return raise_type_error("catching ExceptionGroup with except* is not allowed. "
                                "Use except instead.");
    return true;
}

static bool check_star_types(Obj types)
{
    if (!is_tuple(types)) return check_star_type(types);
    for (size_t i = 0; i < tuple_length(types); i++)
        if (!check_star_type(tuple_peek(types, i))) return false;
    return true;
}

bool exception_group_split(Obj x, Obj types, Ref *matched, Ref *rest)
{
    *matched = *rest = NULL;
    if (!check_star_types(types)) return false;
    Matcher matcher = { BY_TYPE, types };
    if (is_group(x)) return split(x, &matcher, matched, rest);
    bool whole;
    if (!matches(&matcher, x, &whole)) return false;
    if (!whole) {
        *rest = keep(x);
        return true;
    }
    // A naked exception is handed over in a group with its traceback.
    scoped Ref items = tuple_pack(1, x);
    scoped Ref empty = str_empty();
    Ref made = call2((Obj)&base_exception_group_type, empty, items);
    if (!made) return false;
    replace(&exception(made)->traceback, keep_or_null(exception(x)->traceback));
    *matched = made;
    return true;
}

static void collect_leaves(Obj x, Ref list)
{
    if (!is_group(x)) {
        list_append(list, x);
        return;
    }
    Obj items = group(x)->exceptions;
    for (size_t i = 0; i < tuple_length(items); i++) collect_leaves(tuple_peek(items, i), list);
}

// Parts of the original that were raised again unchanged share its traceback, context and cause.
static bool is_part_of(Obj x, Obj original)
{
    if (!is_group(x) || !is_group(original)) return x == original;
    const Exception *a = exception(x), *b = exception(original);
    return a->traceback == b->traceback && a->context == b->context && a->cause == b->cause;
}

Ref exception_group_reraise(Obj original, Obj raised)
{
    size_t count = list_length(raised);
    if (count == 0) return NULL;
    if (!is_group(original)) return keep(list_peek(raised, 0));
    scoped Ref fresh = list_new(count);
    scoped Ref leaves = list_new(count);
    for (size_t i = 0; i < count; i++) {
        Obj x = list_peek(raised, i);
        if (is_none(x)) continue;
        if (is_part_of(x, original)) collect_leaves(x, leaves);
        else list_append(fresh, x);
    }
    Ref same = NULL;
    Matcher matcher = { BY_IDENTITY, leaves };
    if (list_length(leaves) && !split(original, &matcher, &same, NULL)) return NULL;
    if (list_length(fresh) == 0) return same;
    if (same) list_give(fresh, same);
    if (list_length(fresh) == 1) return keep(list_peek(fresh, 0));
    scoped Ref empty = str_empty();
    return call2((Obj)&base_exception_group_type, empty, fresh);
}

/* --- tables --- */

static Ref group_get_message(Obj x)    { return keep(group(x)->message); }
static Ref group_get_exceptions(Obj x) { return keep(group(x)->exceptions); }

static const Method group_methods[] = {
    { "derive(self, excs, /)", group_derive, "A group of the same message with other exceptions." },
    { "split(self, matcher_value, /)", group_split,
      "(matching part, rest), None for an empty one." },
    { "subgroup(self, matcher_value, /)", group_subgroup, "The matching part, or None." },
    { "__class_getitem__(cls, object, /)", group_class_getitem, NULL, METHOD_CLASS },
    { 0 }
};
static const Getter group_getters[] = {
    { "message", group_get_message, NULL, NULL },
    { "exceptions", group_get_exceptions, NULL, NULL },
    { 0 }
};

// Its bases are two: startup gives it BaseExceptionGroup's slots by the first.
Type exception_group_type = {
    TYPE_HEADER, .name = "ExceptionGroup", .size = sizeof(ExceptionGroup),
    .base = &base_exception_group_type, .flags = TYPE_EXCEPTION,
    .attributes_offset = offsetof(Exception, attributes),
};

void exception_group_prepare(void)
{
    Type *type = &base_exception_group_type;
    exception_kind(type, exception_init, group_str, NULL, group_methods);
    type->signature = type->init_signature = "BaseExceptionGroup(*args, **kwargs)";
    type->create = group_create;
    type->getters = group_getters;
    exception_group_type.bases = tuple_pack(2, (Obj)type, (Obj)&exception_type);
}
