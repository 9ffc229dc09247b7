/* vm/function.c -- function objects and cells. */
#include "vm/function.h"
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/method.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include "vm/execute.h"
#include "vm/names.h"
#include <stdio.h>
#include <string.h>

/* --- cells --- */

Ref cell_new(Obj content)
{
    Cell *cell = (Cell *)heap_new(&cell_type, sizeof(Cell));
    cell->content = content ? keep(content) : NULL;
    return (Ref)cell;
}

static Ref cell_create(Type *type, const Obj arg[])
{
    (void)type;
    return cell_new(arg[0]);
}

static void cell_destroy(Ref self) { drop_or_null(((Cell *)self)->content); }

static void cell_visit(Obj self, Visit visit, void *context)
{
    Ref content = ((Cell *)self)->content;
    if (content) visit(content, context);
}

static Ref cell_repr(Obj self)
{
    Ref content = ((Cell *)self)->content;
    char at[40], held[40];
    snprintf(at, sizeof at, "0x%lx", (unsigned long)(uintptr_t)self);
    snprintf(held, sizeof held, "0x%lx", (unsigned long)(uintptr_t)content);
    if (!content) return str_format("<cell at %s: empty>", at);
    return str_format("<cell at %s: %T object at %s>", at, content, held);
}

static Ref cell_compare(Obj self, Obj other, CompareOp op)
{
    if (!has_type(other, &cell_type)) return not_implemented();
    Ref a = ((Cell *)self)->content, b = ((Cell *)other)->content;
    if (a && b) return compare(a, b, op);
    return bool_new(compare_holds(op, (a != NULL) - (b != NULL)));
}

static Ref get_contents(Obj self)
{
    Ref content = ((Cell *)self)->content;
    return content ? keep(content) : raise_value_error("cell is empty");
}

static bool set_contents(Ref self, Obj value)
{
    replace(&((Cell *)self)->content, keep_or_null(value));
    return true;
}

static const Getter cell_getters[] = {
    { "cell_contents", get_contents, set_contents, "The value." },
    { 0 }
};

Type cell_type = {
    TYPE_HEADER, .name = "cell", .size = sizeof(Cell), .flags = TYPE_FINAL,
    .doc = "A variable shared by a function and those inside it.",
    .signature = "cell(contents=, /)", .create = cell_create,
    .destroy = cell_destroy, .visit = cell_visit,
    .repr = cell_repr, .compare = cell_compare, .hash = hash_unhashable, .getters = cell_getters,
};

/* --- functions --- */

Ref function_new(Obj code, Obj globals)
{
    FunctionObject *function = (FunctionObject *)heap_new(&function_type, sizeof(FunctionObject));
    function->code = (Code *)keep(code);
    function->globals = keep(globals);
    function->builtins = keep(builtins_of(globals));
    function->name = keep(((Code *)code)->name);
    function->qualname = keep(((Code *)code)->qualname);
    function->doc = keep_or_null(((Code *)code)->doc);
    Obj module = dict_peek_str(globals, name___name__);
    function->module = keep_or_null(module);
    return (Ref)function;
}

static bool bind_missing(FunctionObject *function, Ref *registers, size_t count)
{
    const Params *params = &function->code->params;
    size_t defaults = function->defaults ? tuple_length(function->defaults) : 0;
    if (count > params->positional || count + defaults < params->positional) return false;
    for (size_t i = count; i < params->positional; i++)
        registers[i] = keep(tuple_peek(function->defaults, i - (params->positional - defaults)));
    return true;
}

bool function_bind(FunctionObject *function, Ref *registers, size_t count, Obj names)
{
    const Params *params = &function->code->params;
    if (!names && (function->code->flags & CODE_SIMPLE) && bind_missing(function, registers, count))
        return true;
    if (!names && params->star && !params->keyword_only && !params->star_star
        && count >= params->positional) {
        Ref *rest = registers + params->positional;
        *rest = tuple_take_items(rest, count - params->positional);
        return true;
    }
    Ref few[32], *args = few;
    if (count > 32) args = heap_scratch(count * sizeof(Ref));
    memcpy(args, registers, count * sizeof(Ref));
    size_t named = names ? tuple_length(names) : 0;
    if (registers + params->total >= thread.registers_end) return raise_recursion("");
    bool bound = params_bind_function(params, function->qualname, function->defaults,
                                      function->keyword_defaults, (Obj const *)args, count - named, names,
                                      registers);
    for (size_t i = bound ? params->total : 0; i < count; i++) registers[i] = NULL;
    for (size_t i = 0; i < count; i++) drop(args[i]);
    return bound;
}

static void function_destroy(Ref self)
{
    FunctionObject *f = (FunctionObject *)self;
    Ref held[] = { (Ref)f->code, f->globals, f->builtins, f->defaults, f->keyword_defaults, f->closure,
                   f->name, f->qualname, f->module, f->doc, f->annotations, f->type_params };
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) drop_or_null(held[i]);
}

static void function_visit(Obj self, Visit visit, void *context)
{
    const FunctionObject *f = (const FunctionObject *)self;
    Ref held[] = { (Ref)f->code, f->globals, f->builtins, f->defaults, f->keyword_defaults, f->closure,
                   f->name, f->qualname, f->module, f->doc, f->annotations, f->type_params };
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) if (held[i]) visit(held[i], context);
}

static Ref function_repr(Obj self)
{
    char at[40];
    snprintf(at, sizeof at, "0x%lx", (unsigned long)(uintptr_t)self);
    return str_format("<function %S at %s>", ((const FunctionObject *)self)->qualname, at);
}

static Ref function_descriptor_get(Obj self, Obj instance, Obj owner)
{
    (void)owner;
    return instance ? method_new(self, instance) : keep(self);
}

/* --- attributes --- */

static Ref or_none(Ref x) { return x ? keep(x) : none_new(); }
#define F(self) ((FunctionObject *)(self))

static Ref get_code(Obj self)        { return keep((Ref)F(self)->code); }
static Ref get_defaults(Obj self)    { return or_none(F(self)->defaults); }
static Ref get_kwdefaults(Obj self)  { return or_none(F(self)->keyword_defaults); }
static Ref get_name(Obj self)        { return keep(F(self)->name); }
static Ref get_qualname(Obj self)    { return keep(F(self)->qualname); }
static Ref get_module(Obj self)      { return or_none(F(self)->module); }
static Ref get_doc(Obj self)         { return or_none(F(self)->doc); }
static Ref get_dict(Obj self)        { return instance_get_dict(self); }
static Ref get_annotations(Obj self)
{
    if (!F(self)->annotations) F(self)->annotations = dict_new();
    return keep(F(self)->annotations);
}
static Ref get_type_params(Obj self)
{
    return F(self)->type_params ? keep(F(self)->type_params) : tuple_new(0);
}

static bool set_code(Ref self, Obj value)
{
    if (!value || !has_type(value, &code_type))
        return raise_type_error("__code__ must be set to a code object");
    size_t have = F(self)->closure ? tuple_length(F(self)->closure) : 0;
    size_t want = tuple_length(((Code *)value)->free_names);
    if (have != want)
        return raise_value_error("%S() requires a code object with %zu free vars, not %zu",
                                 F(self)->name, have, want);
    Ref old = (Ref)F(self)->code;
    F(self)->code = (Code *)keep(value);
    drop(old);
    return true;
}

static bool set_checked(Ref *slot, Obj value, const Type *type, const char *message)
{
    if (value && is_none(value)) value = NULL;
    if (value && !is_instance(value, type)) return raise_type_error("%s", message);
    replace(slot, keep_or_null(value));
    return true;
}

static bool set_text(Ref *slot, Obj value, const char *what)
{
    if (!value || !is_str(value)) return raise_type_error("%s must be set to a string object", what);
    replace(slot, keep(value));
    return true;
}

static bool set_defaults(Ref self, Obj value)
{
    return set_checked(&F(self)->defaults, value, &tuple_type,
                       "__defaults__ must be set to a tuple object");
}
static bool set_kwdefaults(Ref self, Obj value)
{
    return set_checked(&F(self)->keyword_defaults, value, &dict_type,
                       "__kwdefaults__ must be set to a dict object");
}
static bool set_annotations(Ref self, Obj value)
{
    return set_checked(&F(self)->annotations, value, &dict_type,
                       "__annotations__ must be set to a dict object");
}
static bool set_type_params(Ref self, Obj value)
{
    return set_checked(&F(self)->type_params, value, &tuple_type,
                       "__type_params__ must be set to a tuple");
}
static bool set_name(Ref self, Obj value)     { return set_text(&F(self)->name, value, "__name__"); }
static bool set_qualname(Ref self, Obj value) { return set_text(&F(self)->qualname, value, "__qualname__"); }
static bool set_module(Ref self, Obj value)
{
    replace(&F(self)->module, keep_or_null(value));
    return true;
}
static bool set_doc(Ref self, Obj value)
{
    replace(&F(self)->doc, value && !is_none(value) ? keep(value) : NULL);
    return true;
}
static bool set_dict(Ref self, Obj value)
{
    if (!value) return raise_type_error("cannot delete __dict__");
    return instance_set_dict(self, value);
}

#define FIXED(name, field, doc) { name, MEMBER_OBJECT, offsetof(FunctionObject, field), false, doc }
static const Member function_members[] = {
    FIXED("__globals__", globals, "The namespace of its module."),
    FIXED("__builtins__", builtins, "The builtin namespace it sees."),
    FIXED("__closure__", closure, "Cells of the outer variables it uses, or None."),
    { 0 }
};
#undef FIXED

static const Getter function_getters[] = {
    { "__code__", get_code, set_code, "The code object." },
    { "__defaults__", get_defaults, set_defaults, "Defaults of the last positional parameters." },
    { "__kwdefaults__", get_kwdefaults, set_kwdefaults, "Defaults of keyword-only parameters." },
    { "__name__", get_name, set_name, "The name." },
    { "__qualname__", get_qualname, set_qualname, "The name with its path." },
    { "__module__", get_module, set_module, "Name of the module." },
    { "__doc__", get_doc, set_doc, "The docstring." },
    { "__annotations__", get_annotations, set_annotations, "Annotations by parameter." },
    { "__type_params__", get_type_params, set_type_params, "Type parameters." },
    { "__dict__", get_dict, set_dict, "Further attributes." },
    { 0 }
};

static bool closure_fits(Obj closure, const Code *code)
{
    size_t want = tuple_length(code->free_names);
    if (!closure || is_none(closure))
        return !want || raise_type_error("arg 5 (closure) must be tuple");
    if (!is_tuple(closure)) return raise_type_error("arg 5 (closure) must be None or tuple");
    if (tuple_length(closure) != want)
        return raise_value_error("%S requires closure of length %zu, not %zu", code->name, want,
                                 tuple_length(closure));
    for (size_t i = 0; i < want; i++)
        if (!has_type(tuple_peek(closure, i), &cell_type))
            return raise_type_error("arg 5 (closure) expected cell, found %T", tuple_peek(closure, i));
    return true;
}

static Ref function_create(Type *type, const Obj arg[])
{
    enum { code, globals, name, argdefs, closure, kwdefaults };
    (void)type;
    if (!has_type(arg[code], &code_type))
        return raise_type_error("function() argument 'code' must be code, not %A", arg[code]);
    if (!is_dict(arg[globals]))
        return raise_type_error("function() argument 'globals' must be dict, not %A", arg[globals]);
    if (!closure_fits(arg[closure], (Code *)arg[code])) return NULL;
    scoped Ref made = function_new(arg[code], arg[globals]);
    if (arg[name] && !is_none(arg[name]) && !set_name(made, arg[name])) return NULL;
    if (arg[argdefs] && !set_defaults(made, arg[argdefs])) return NULL;
    if (arg[kwdefaults] && !set_kwdefaults(made, arg[kwdefaults])) return NULL;
    if (arg[closure] && !is_none(arg[closure])) F(made)->closure = keep(arg[closure]);
    return take(&made);
}

Type function_type = {
    TYPE_HEADER, .name = "function", .size = sizeof(FunctionObject),
    .flags = TYPE_FINAL | TYPE_METHOD_DESCRIPTOR,
    .attributes_offset = offsetof(FunctionObject, attributes),
    .doc = "A function written in Python.",
    .signature = "function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
    .create = function_create,
    .destroy = function_destroy, .visit = function_visit,
    .repr = function_repr, .call = execute_call, .descriptor_get = function_descriptor_get,
    .getters = function_getters, .members = function_members,
};
