/* runtime/types/exception.c -- BaseException, the table of exception types, and the small kinds.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/exception.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception_kinds.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/traceback.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

static Exception *exception(Obj x) { return (Exception *)x; }

/* --- fields --- */

// Behind Exception every kind has only references: from here to the end of its builtin base.
static Ref *own_fields(Obj x, size_t *count)
{
    const Type *type = x->type;
    while (type->flags & TYPE_HEAP) type = type->base;
    *count = (type->size - sizeof(Exception)) / sizeof(Ref);
    return (Ref *)((char *)x + sizeof(Exception));
}

static void exception_destroy(Ref x)
{
    Exception *self = exception(x);
    size_t count;
    Ref *fields = own_fields(x, &count);
    for (size_t i = 0; i < count; i++) drop_or_null(fields[i]);
    drop_or_null(self->args);
    drop_or_null(self->traceback);
    drop_or_null(self->context);
    drop_or_null(self->cause);
}

static void exception_visit(Obj x, Visit visit, void *context)
{
    Exception *self = exception(x);
    size_t count;
    Ref *fields = own_fields(x, &count);
    for (size_t i = 0; i < count; i++) if (fields[i]) visit(fields[i], context);
    if (self->args) visit(self->args, context);
    if (self->traceback) visit(self->traceback, context);
    if (self->context) visit(self->context, context);
    if (self->cause) visit(self->cause, context);
}

void exception_set_cause(Ref x, Ref cause)
{
    replace(&exception(x)->cause, cause);
    exception(x)->suppress_context = true;
}

// If x itself hangs in the chain of contexts, that link is cut first.
void exception_set_context(Ref x, Ref context)
{
    if (context == x) {
        drop(context);
        return;
    }
    Obj slow = context, at = x->count > 1 ? context : NULL;   // a new one is in no chain
    for (bool step = false; at; step = !step) {
        Obj next = exception(at)->context;
        if (next == x) {
            drop_or_null(take(&exception(at)->context));
            break;
        }
        at = next;
        if (step) slow = exception(slow)->context;
        if (at && at == slow) break;               // a cycle that somebody made by hand
    }
    replace(&exception(x)->context, context);
}

/* --- making --- */

Ref exception_create(Type *type, const Obj arg[])
{
    Ref made = type_allocate(type, 0);
    exception(made)->args = keep(arg[0]);
    return made;
}

bool refuse_keywords(Obj self, Obj kwargs)
{
    return !kwargs || dict_length(kwargs) == 0
        || raise_type_error("%T() takes no keyword arguments", self);
}

bool exception_init(Ref self, const Obj arg[])
{
    if (!refuse_keywords(self, arg[1])) return false;
    replace(&exception(self)->args, keep(arg[0]));
    return true;
}

Ref exception_make(Type *type, const Obj *args, size_t count)
{
    if (type->flags & TYPE_HEAP) return call((Obj)type, args, count);
    scoped Ref tuple = tuple_from_items(args, count);
    const Obj bound[] = { tuple, NULL };
    scoped Ref made = type->create(type, bound);
    if (!made || !type_of(made)->init(made, bound)) return NULL;
    return take(&made);
}

/* --- looks --- */

static Ref exception_repr(Obj x)
{
    Obj args = exception(x)->args;
    const char *name = type_name(x);
    if (tuple_length(args) == 1) return str_format("%s(%R)", name, tuple_peek(args, 0));
    return str_format("%s%R", name, args);
}

Ref exception_str(Obj x)
{
    Obj args = exception(x)->args;
    if (tuple_length(args) == 0) return str_empty();
    return object_str(tuple_length(args) == 1 ? tuple_peek(args, 0) : args);
}

static Ref key_error_str(Obj x)
{
    Obj args = exception(x)->args;
    return tuple_length(args) == 1 ? object_repr(tuple_peek(args, 0)) : exception_str(x);
}

/* --- raising and catching --- */

Ref exception_from(Obj raised)
{
    if (is_exception(raised)) return keep(raised);
    if (!is_exception_type(raised))
        return raise_type_error("exceptions must derive from BaseException");
    Ref made = call0(raised);
    if (!made || is_exception(made)) return made;
    raise_type_error("calling %R should have returned an instance of BaseException, not %R",
                     raised, (Obj)type_of(made));
    drop(made);
    return NULL;
}

static bool match_one(Obj x, Obj type, bool *match)
{
    if (!is_exception_type(type))
        return raise_type_error("catching classes that do not inherit from BaseException is not "
                                "allowed");
    *match |= is_instance(x, (Type *)type);
    return true;
}

bool exception_match(Obj x, Obj types, bool *match)
{
    *match = false;
    if (!is_tuple(types)) return match_one(x, types, match);
    for (size_t i = 0; i < tuple_length(types); i++)
        if (!match_one(x, tuple_peek(types, i), match)) return false;
    return true;
}

/* --- attributes --- */

static Ref get_args(Obj x) { return keep(exception(x)->args); }

static bool set_args(Ref x, Obj value)
{
    if (!value) return raise_type_error("args may not be deleted");
    Ref args = tuple_from(value);
    if (args) replace(&exception(x)->args, args);
    return args != NULL;
}

static Ref or_none(Ref x) { return x ? keep(x) : none_new(); }

static Ref get_traceback(Obj x) { return or_none(exception(x)->traceback); }
static Ref get_context(Obj x)   { return or_none(exception(x)->context); }
static Ref get_cause(Obj x)     { return or_none(exception(x)->cause); }

static bool set_traceback(Ref x, Obj value)
{
    if (!value) return raise_type_error("__traceback__ may not be deleted");
    if (!is_none(value) && !has_type(value, &traceback_type))
        return raise_type_error("__traceback__ must be a traceback or None");
    replace(&exception(x)->traceback, is_none(value) ? NULL : keep(value));
    return true;
}

static bool set_context(Ref x, Obj value)
{
    if (!value) return raise_type_error("__context__ may not be deleted");
    if (!is_none(value) && !is_exception(value))
        return raise_type_error("exception context must be None or derive from BaseException");
    replace(&exception(x)->context, is_none(value) ? NULL : keep(value));
    return true;
}

static bool set_cause(Ref x, Obj value)
{
    if (!value) return raise_type_error("__cause__ may not be deleted");
    if (!is_none(value) && !is_exception(value))
        return raise_type_error("exception cause must be None or derive from BaseException");
    exception_set_cause(x, is_none(value) ? NULL : keep(value));
    return true;
}

static bool set_dict(Ref x, Obj value)
{
    if (!value) return raise_type_error("cannot delete __dict__");
    return instance_set_dict(x, value);
}

static Ref exception_with_traceback(const Obj arg[])
{
    enum { self, traceback };
    return set_traceback((Ref)arg[self], arg[traceback]) ? keep(arg[self]) : NULL;
}

static Ref exception_add_note(const Obj arg[])
{
    enum { self, note };
    if (!is_str(arg[note])) return raise_type_error("note must be a str, not '%T'", arg[note]);
    scoped Ref notes = NULL;
    if (!attribute_find(arg[self], name___notes__, &notes)) return NULL;
    if (!notes) {
        notes = list_new(1);
        if (!attribute_set(arg[self], name___notes__, notes)) return NULL;
    }
    if (!is_list(notes)) return raise_type_error("Cannot add note: __notes__ is not a list");
    list_append(notes, arg[note]);
    return none_new();
}

// The instance attributes as a dict; NULL: there are none.
static Ref find_state(Obj x)
{
    Attributes *attributes = instance_attributes(x);
    if (!attributes || (attributes->shape ? attributes->shape->count == 0 : !attributes->dict))
        return NULL;
    return instance_get_dict(x);
}

static Ref exception_reduce(const Obj arg[])
{
    Obj self = arg[0];
    scoped Ref state = find_state(self);
    return state ? tuple_pack(3, (Obj)type_of(self), exception(self)->args, state)
                 : tuple_pack(2, (Obj)type_of(self), exception(self)->args);
}

static Ref exception_setstate(const Obj arg[])
{
    enum { self, state };
    if (is_none(arg[state])) return none_new();
    if (!is_dict(arg[state])) return raise_type_error("state is not a dictionary");
    scoped Ref copy = dict_copy(arg[state]);
    size_t position = 0;
    Obj key, value;
    while (dict_next(copy, &position, &key, &value))
        if (!attribute_set(arg[self], key, value)) return NULL;
    return none_new();
}

static const Method exception_methods[] = {
    { "with_traceback(self, object, /)", exception_with_traceback,
      "Sets __traceback__ and gives self back." },
    { "add_note(self, object, /)", exception_add_note, "Appends a line to __notes__." },
    { "__reduce__(self, /)", exception_reduce, NULL },
    { "__setstate__(self, object, /)", exception_setstate, NULL },
    { 0 }
};
static const Getter exception_getters[] = {
    { "__dict__", instance_get_dict, set_dict, NULL },
    { "args", get_args, set_args, NULL },
    { "__traceback__", get_traceback, set_traceback, NULL },
    { "__context__", get_context, set_context, NULL },
    { "__cause__", get_cause, set_cause, NULL },
    { 0 }
};
static const Member exception_members[] = {
    { "__suppress_context__", MEMBER_BOOL, offsetof(Exception, suppress_context), true, NULL },
    { 0 }
};

/* --- the small kinds: fields filled from args or from keywords --- */

static bool stop_iteration_init(Ref self, const Obj arg[])
{
    if (!exception_init(self, arg)) return false;
    Obj value = tuple_length(arg[0]) ? tuple_peek(arg[0], 0) : None_object;
    replace(&((StopIteration *)self)->value, keep(value));
    return true;
}

static bool system_exit_init(Ref self, const Obj arg[])
{
    if (!exception_init(self, arg)) return false;
    size_t count = tuple_length(arg[0]);
    Obj code = count == 0 ? None_object : count == 1 ? tuple_peek(arg[0], 0) : arg[0];
    replace(&((SystemExit *)self)->code, keep(code));
    return true;
}

// Takes keywords into fields; `type` is named in the error.
static bool take_keywords(const char *type, Obj kwargs, const char *const *names,
                          Ref *const *fields, size_t count)
{
    size_t position = 0;
    Obj key, value;
    while (kwargs && dict_next(kwargs, &position, &key, &value)) {
        size_t i = 0;
        while (i < count && !str_equal_text(key, names[i])) i++;
        if (i == count)
            return raise_type_error("%s() got an unexpected keyword argument '%S'", type, key);
        replace(fields[i], keep(value));
    }
    return true;
}

static bool name_error_init(Ref self, const Obj arg[])
{
    replace(&exception(self)->args, keep(arg[0]));
    NameError *e = (NameError *)self;
    return take_keywords("NameError", arg[1], (const char *[]){ "name" }, (Ref *[]){ &e->name }, 1);
}

static bool attribute_error_init(Ref self, const Obj arg[])
{
    replace(&exception(self)->args, keep(arg[0]));
    AttributeError *e = (AttributeError *)self;
    return take_keywords("AttributeError", arg[1], (const char *[]){ "name", "obj" },
                         (Ref *[]){ &e->name, &e->obj }, 2);
}

static Ref attribute_error_getstate(const Obj arg[])
{
    const AttributeError *e = (const AttributeError *)arg[0];
    scoped Ref own = find_state(arg[0]);
    Ref state = own ? dict_copy(own) : dict_new();
    if (e->name) dict_set_str(state, name_name, e->name);
    dict_set_str(state, name_args, e->base.args);
    return state;
}

static Ref attribute_error_reduce(const Obj arg[])
{
    scoped Ref state = attribute_error_getstate(arg);
    return tuple_pack(3, (Obj)type_of(arg[0]), exception(arg[0])->args, state);
}

static bool import_error_init(Ref self, const Obj arg[])
{
    replace(&exception(self)->args, keep(arg[0]));
    ImportError *e = (ImportError *)self;
    replace(&e->msg, tuple_length(arg[0]) == 1 ? keep(tuple_peek(arg[0], 0)) : NULL);
    return take_keywords("ImportError", arg[1], (const char *[]){ "name", "path", "name_from" },
                         (Ref *[]){ &e->name, &e->path, &e->name_from }, 3);
}

static Ref import_error_str(Obj x)
{
    Ref msg = ((const ImportError *)x)->msg;
    return msg && is_exact_str(msg) ? keep(msg) : exception_str(x);
}

static Ref import_error_reduce(const Obj arg[])
{
    const ImportError *e = (const ImportError *)arg[0];
    scoped Ref own = find_state(arg[0]);
    if (!own && !e->name && !e->path && !e->name_from)
        return tuple_pack(2, (Obj)type_of(arg[0]), e->base.args);
    scoped Ref state = own ? dict_copy(own) : dict_new();
    if (e->name) dict_set_str(state, name_name, e->name);
    if (e->path) dict_set_str(state, name_path, e->path);
    if (e->name_from) dict_set_str(state, intern("name_from"), e->name_from);
    return tuple_pack(3, (Obj)type_of(arg[0]), e->base.args, state);
}

#define FIELD(Struct, field) { #field, MEMBER_OBJECT, offsetof(Struct, field), true, NULL }

static const Member stop_iteration_members[] = { FIELD(StopIteration, value), { 0 } };
static const Member system_exit_members[] = { FIELD(SystemExit, code), { 0 } };
static const Member name_error_members[] = { FIELD(NameError, name), { 0 } };
static const Member attribute_error_members[] = {
    FIELD(AttributeError, name), FIELD(AttributeError, obj), { 0 }
};
static const Member import_error_members[] = {
    FIELD(ImportError, msg), FIELD(ImportError, name), FIELD(ImportError, path),
    FIELD(ImportError, name_from), { 0 }
};
static const Method attribute_error_methods[] = {
    { "__getstate__(self, /)", attribute_error_getstate, NULL },
    { "__reduce__(self, /)", attribute_error_reduce, NULL },
    { 0 }
};
static const Method import_error_methods[] = {
    { "__reduce__(self, /)", import_error_reduce, NULL },
    { 0 }
};

/* --- the table --- */

#define EXCEPTION(Name, c_name, parent, layout)                                  \
    Type c_name##_type = {                                                       \
        TYPE_HEADER, .name = #Name, .size = sizeof(layout), .base = &parent##_type, \
        .flags = TYPE_EXCEPTION, .attributes_offset = offsetof(Exception, attributes), \
    };
#include "runtime/exceptions.def"
#undef EXCEPTION

static void prepare_base(void)
{
    Type *type = &base_exception_type;
    type->doc = "What everything that can be raised derives from.";
    type->signature = type->init_signature = "BaseException(*args, **kwargs)";
    type->create = exception_create;
    type->init = exception_init;
    type->destroy = exception_destroy;
    type->visit = exception_visit;
    type->repr = exception_repr;
    type->str = exception_str;
    type->methods = exception_methods;
    type->getters = exception_getters;
    type->members = exception_members;
}

void exception_kind(Type *type, bool (*init)(Ref, const Obj[]), Ref (*str)(Obj),
                    const Member *members, const Method *methods)
{
    type->init_signature = base_exception_type.init_signature;
    type->init = init;
    type->str = str;
    type->members = members;
    type->methods = methods;
}

void exceptions_prepare(void)
{
    prepare_base();
    exception_kind(&stop_iteration_type, stop_iteration_init, NULL, stop_iteration_members, NULL);
    exception_kind(&system_exit_type, system_exit_init, NULL, system_exit_members, NULL);
    exception_kind(&name_error_type, name_error_init, NULL, name_error_members, NULL);
    exception_kind(&attribute_error_type, attribute_error_init, NULL, attribute_error_members,
                   attribute_error_methods);
    exception_kind(&import_error_type, import_error_init, import_error_str, import_error_members,
                   import_error_methods);
    key_error_type.str = key_error_str;
    os_error_prepare();
    syntax_error_prepare();
    unicode_error_prepare();
    exception_group_prepare();
}
