/* vm/modules/builtins.c -- builtin functions that need the compiler or frames. */
#include "vm/modules/builtins.h"
#include "runtime/attribute.h"
#include "runtime/buffer.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bool.h"
#include "runtime/types/builtin.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include "vm/execute.h"
#include "vm/frame_locals.h"
#include "vm/import.h"
#include "vm/names.h"
#include "vm/modules/ast.h"
#include "vm/modules/sys.h"
#include "vm/pipeline.h"
#include <string.h>

Ref builtins_own_import;

/* --- frames --- */

static Frame *caller(void)
{
    Frame *frame = thread.frame;
    return frame > thread.frames && frame->code ? frame : NULL;
}

static Ref builtin_globals(const Obj arg[])
{
    (void)arg;
    Frame *frame = caller();
    return frame ? keep(frame->globals) : none_new();
}

static Ref builtin_locals(const Obj arg[])
{
    (void)arg;
    Frame *frame = caller();
    return frame ? frame_get_locals(frame) : raise_system_error("frame does not exist");
}

static Ref builtin_vars(const Obj arg[])
{
    if (!arg[0]) return builtin_locals(arg);
    scoped Ref dict = NULL;
    if (!attribute_find(arg[0], name___dict__, &dict)) return NULL;
    return dict ? take(&dict) : raise_type_error("vars() argument must have __dict__ attribute");
}

static Ref builtin_dir(const Obj arg[])
{
    if (arg[0]) return object_dir(arg[0]);
    scoped Ref locals = builtin_locals(arg);
    if (!locals) return NULL;
    scoped Ref names = call_method0(locals, name_keys);
    if (!names) return NULL;
    scoped Ref list = list_from(names);
    return list && list_sort(list, NULL, false) ? take(&list) : NULL;
}

/* --- source, code, namespaces --- */

static bool open_source(Source *text, Obj source, Obj filename, const char *who, const char *what)
{
    if (is_str(source)) return source_open_str(text, filename, source);
    scoped_buffer Buffer view = { 0 };
    if (!object_has_buffer(source))
        return raise_type_error("%s must be a string, bytes or %s object", who, what);
    return buffer_get(source, &view, BUFFER_READ)
        && source_open(text, filename, view.data, view.length);
}

static Ref compile_source(Obj source, Obj filename, ParseMode mode, const char *who, const char *what)
{
    scoped_source Source text = { 0 };
    return open_source(&text, source, filename, who, what) ? pipeline_compile(&text, mode) : NULL;
}

// compile(..., flags=PyCF_ONLY_AST)
static Ref parse_source(Obj source, Obj filename, ParseMode mode)
{
    if (ast_is_object(source)) return ast_check_root(source, mode) ? keep(source) : NULL;
    scoped_source Source text = { 0 };
    if (!open_source(&text, source, filename, "compile() arg 1", "AST")) return NULL;
    return ast_parse(&text, mode);
}

static Ref code_for(Obj source, ParseMode mode, const char *who)
{
    if (has_type(source, &code_type)) return keep(source);
    scoped Ref stripped = NULL;
    if (mode == PARSE_EVAL && is_str(source)) {    // eval(" 1") is fine
        stripped = call_method1(source, intern("lstrip"), intern(" \t"));
        if (!stripped) return NULL;
        source = stripped;
    }
    return compile_source(source, intern("<string>"), mode, who, "code");
}

// The namespaces of exec and eval: those given, or the caller's. *hold keeps a snapshot alive.
static bool choose_namespaces(const char *who, Obj *globals, Obj *locals, Ref *hold)
{
    bool no_globals = !*globals || is_none(*globals), no_locals = !*locals || is_none(*locals);
    Frame *frame = caller();
    if (no_globals) {
        if (!frame) return raise_system_error("globals and locals cannot be NULL");
        *globals = frame->globals;
        if (no_locals) {
            *hold = frame_get_locals(frame);
            if (!*hold) return false;
            *locals = *hold;
        }
    } else if (no_locals) {
        *locals = *globals;
    }
    bool evaluates = strcmp(who, "eval") == 0, mapping = type_of(*globals)->get_item != NULL;
    if (evaluates && !no_locals && !type_of(*locals)->get_item)
        return raise_type_error("locals must be a mapping");
    if (!is_dict(*globals) && evaluates)
        return raise_type_error(mapping ? "globals must be a real dict; try eval(expr, {}, mapping)"
                                        : "globals must be a dict");
    if (!is_dict(*globals))
        return raise_type_error("%s() globals must be a dict, not %T", who, *globals);
    if (!type_of(*locals)->get_item)
        return raise_type_error("%s() locals must be a mapping or None, not %T", who, *locals);
    if (dict_peek_str(*globals, name___builtins__)) return true;
    dict_set_str((Ref)*globals, name___builtins__,
                 frame ? frame->builtins : (Obj)module_dict(builtins_module));
    return true;
}

static Ref builtin_eval(const Obj arg[])
{
    enum { source, globals, locals };
    Obj in = arg[globals], local = arg[locals];
    scoped Ref hold = NULL;
    if (!choose_namespaces("eval", &in, &local, &hold)) return NULL;
    scoped Ref code = code_for(arg[source], PARSE_EVAL, "eval() arg 1");
    if (!code) return NULL;
    if (tuple_length(((Code *)code)->free_names))
        return raise_type_error("code object passed to eval() may not contain free variables");
    return execute_code(code, in, local);
}

static Ref exec_with_closure(Obj code, Obj closure, Obj globals, Obj locals)
{
    scoped Ref function = function_new(code, globals);
    ((FunctionObject *)function)->closure = keep(closure);
    scoped Ref done = execute_function(function, locals);
    return done ? none_new() : NULL;
}

static Ref builtin_exec(const Obj arg[])
{
    enum { source, globals, locals, closure };
    Obj in = arg[globals], local = arg[locals];
    scoped Ref hold = NULL;
    if (!choose_namespaces("exec", &in, &local, &hold)) return NULL;
    scoped Ref code = code_for(arg[source], PARSE_FILE, "exec() arg 1");
    if (!code) return NULL;
    size_t free_count = tuple_length(((Code *)code)->free_names);
    bool given = arg[closure] && !is_none(arg[closure]);
    if (given && !free_count)
        return raise_type_error("cannot use a closure with this code object");
    if (free_count) {
        if (!given || !is_exact_tuple(arg[closure]) || tuple_length(arg[closure]) != free_count)
            return raise_type_error("code object requires a closure of exactly length %zu", free_count);
        return exec_with_closure(code, arg[closure], in, local);
    }
    scoped Ref done = execute_code(code, in, local);
    return done ? none_new() : NULL;
}

enum { COMPILE_ONLY_AST = 0x400 };

static Ref builtin_compile(const Obj arg[])
{
    enum { source, filename, mode, flags, dont_inherit, optimize, feature_version };
    long bits = 0;
    if (arg[flags] && !object_to_long(arg[flags], &bits)) return NULL;
    scoped Ref name = NULL;
    if (is_str(arg[filename])) name = keep(arg[filename]);
    else if (is_bytes(arg[filename])) name = str_decode_filename(bytes_data(arg[filename]));
    else {
        name = call_method0(arg[filename], name___fspath__);
        if (!name) {
            error_clear();
            return raise_type_error("expected str, bytes or os.PathLike object, not %T", arg[filename]);
        }
    }
    if (!is_str(arg[mode]))
        return raise_type_error("compile() argument 'mode' must be str, not %A", arg[mode]);
    ParseMode how = PARSE_FILE;
    if (str_equal_text(arg[mode], "eval")) how = PARSE_EVAL;
    else if (str_equal_text(arg[mode], "single")) how = PARSE_SINGLE;
    else if (!str_equal_text(arg[mode], "exec"))
        return raise_value_error("compile() mode must be 'exec', 'eval' or 'single'");
    if (bits & COMPILE_ONLY_AST) return parse_source(arg[source], name, how);
    if (ast_is_object(arg[source])) return ast_compile(arg[source], how, name);
    if (has_type(arg[source], &code_type)) return keep(arg[source]);
    return compile_source(arg[source], name, how, "compile() arg 1", "AST");
}

/* --- import --- */

static Ref builtin_import(const Obj arg[])
{
    enum { name, globals, locals, fromlist, level };
    long number = 0;
    if (arg[level] && !object_to_long(arg[level], &number)) return NULL;
    Obj in = arg[globals] && is_dict(arg[globals]) ? arg[globals] : NULL;
    return import_level(arg[name], in, arg[fromlist], number);
}

/* --- classes --- */

// Bases that are not classes may stand for others (PEP 560).
static Ref resolve_bases(Obj bases)
{
    scoped Ref resolved = NULL;
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Obj base = tuple_peek(bases, i);
        scoped Ref entries = NULL;
        if (!is_type(base)) {
            if (!attribute_find(base, name___mro_entries__, &entries)) return NULL;
        }
        if (entries && !resolved) resolved = list_from_items((Obj const *)tuple_items(bases), i);
        if (!entries) {
            if (resolved) list_append(resolved, base);
            continue;
        }
        scoped Ref stand_ins = call1(entries, bases);
        if (!stand_ins) return NULL;
        if (!is_tuple(stand_ins)) return raise_type_error("__mro_entries__ must return a tuple");
        if (!list_extend(resolved, stand_ins)) return NULL;
    }
    return resolved ? list_to_tuple(resolved) : keep(bases);
}

static Ref choose_metaclass(Ref keywords, Obj bases)
{
    scoped Ref metaclass = NULL;
    if (!dict_pop(keywords, name_metaclass, &metaclass)) return NULL;
    if (!metaclass)
        metaclass = keep(tuple_length(bases) ? (Obj)type_of(tuple_peek(bases, 0)) : (Obj)&type_type);
    if (!is_type(metaclass)) return take(&metaclass);
    Type *winner = type_winner((Type *)metaclass, bases);
    return winner ? keep((Obj)winner) : NULL;
}

static Ref prepare_namespace(Obj metaclass, Obj name, Obj bases, Obj keywords)
{
    scoped Ref prepare = NULL;
    if (!attribute_find(metaclass, name___prepare__, &prepare)) return NULL;
    if (!prepare) return dict_new();
    scoped Ref args = tuple_pack(2, name, bases);
    scoped Ref namespace = call_spread(prepare, args, keywords);
    if (!namespace) return NULL;
    if (type_of(namespace)->get_item) return take(&namespace);
    scoped Ref who = is_type(metaclass) ? type_get_qualname((Type *)metaclass) : str_from_text("<metaclass>");
    return raise_type_error("%S.__prepare__() must return a mapping, not %T", who, namespace);
}

static Ref make_class(Obj metaclass, Obj name, Obj bases, Obj namespace, Obj keywords, Obj cell)
{
    scoped Ref args = tuple_pack(3, name, bases, namespace);
    scoped Ref class = call_spread(metaclass, args, keywords);
    if (!class || !is_type(class) || !has_type(cell, &cell_type)) return take(&class);
    Ref content = ((Cell *)cell)->content;
    if (!content)
        return raise_runtime_error("__class__ not set defining %R as %R. Was __classcell__ propagated to "
                                   "type.__new__?", name, class);
    if (content != class)
        return raise_type_error("__class__ set to %R defining %R as %R", content, name, class);
    return take(&class);
}

static Ref builtin_build_class(const Obj arg[])
{
    enum { func, name, bases, kwds };
    if (!has_type(arg[func], &function_type))
        return raise_type_error("__build_class__: func must be a function");
    if (!is_str(arg[name])) return raise_type_error("__build_class__: name is not a string");
    scoped Ref resolved = resolve_bases(arg[bases]);
    if (!resolved) return NULL;
    scoped Ref metaclass = choose_metaclass((Ref)arg[kwds], resolved);
    if (!metaclass) return NULL;
    scoped Ref namespace = prepare_namespace(metaclass, arg[name], resolved, arg[kwds]);
    if (!namespace) return NULL;
    scoped Ref cell = execute_function(arg[func], namespace);
    if (!cell) return NULL;
    if (resolved != arg[bases] && !object_set_item(namespace, name___orig_bases__, arg[bases])) return NULL;
    return make_class(metaclass, arg[name], resolved, namespace, arg[kwds], cell);
}

/* --- PEP 695: what type parameters need, in lib/_typevars.py --- */

static Ref typing_hook(const char *name, const Obj *args, size_t count)
{
    scoped Ref module = import_module(intern("_typevars"));
    scoped Ref hook = module ? attribute_get(module, intern(name)) : NULL;
    return hook ? call(hook, args, count) : NULL;
}

static Ref builtin_type_param(const Obj arg[])   { return typing_hook("type_param", arg, 4); }
static Ref builtin_generic_base(const Obj arg[]) { return typing_hook("generic_base", arg, 1); }

static Ref builtin_type_params_set(const Obj arg[])
{
    enum { made, params };
    if (!attribute_set(arg[made], name___type_params__, arg[params])) return NULL;
    return keep(arg[made]);
}

static Ref builtin_function_defaults_set(const Obj arg[])
{
    enum { function, defaults, kwdefaults };
    FunctionObject *made = (FunctionObject *)arg[function];
    if (!is_none(arg[defaults])) replace(&made->defaults, keep(arg[defaults]));
    if (!is_none(arg[kwdefaults])) replace(&made->keyword_defaults, keep(arg[kwdefaults]));
    return keep(arg[function]);
}

static Ref builtin_type_alias(const Obj arg[])
{
    enum { name, evaluate };
    scoped Ref params = attribute_get(arg[evaluate], name___type_params__);
    if (!params) return NULL;
    return typing_hook("type_alias", (Obj[]){ arg[name], params, arg[evaluate] }, 3);
}

/* --- asynchronous iteration, by hand: there are no async functions --- */

static Ref builtin_aiter(const Obj arg[])
{
    bool found;
    scoped Ref iterator = call_dunder(arg[0], intern("__aiter__"), NULL, 0, &found);
    if (!found) return raise_type_error("'%T' object is not an async iterable", arg[0]);
    if (!iterator || type_lookup(type_of(iterator), intern("__anext__"))) return take(&iterator);
    return raise_type_error("aiter() returned not an async iterator of type '%T'", iterator);
}

static Ref builtin_anext(const Obj arg[])
{
    enum { async_iterator, otherwise };
    bool found;
    if (arg[otherwise])
        return raise_not_implemented_error("anext() with a default needs async functions");
    Ref awaitable = call_dunder(arg[async_iterator], intern("__anext__"), NULL, 0, &found);
    if (!found)
        return raise_type_error("'%T' object is not an async iterator", arg[async_iterator]);
    return awaitable;
}

static Ref builtin_breakpoint(const Obj arg[])
{
    enum { args, kws };
    scoped Ref hook = sys_peek("breakpointhook") ? keep(sys_peek("breakpointhook")) : NULL;
    if (!hook) return raise_runtime_error("lost sys.breakpointhook");
    return call_spread(hook, arg[args], arg[kws]);
}

/* --- table --- */

static const Method vm_functions[] = {
    { "globals()", builtin_globals, "The namespace of the running module.", 0 },
    { "locals()", builtin_locals, "The local variables here, as a dict.", 0 },
    { "vars(object=, /)", builtin_vars, "The __dict__ of an object; without one, locals().", 0 },
    { "dir(object=, /)", builtin_dir, "Sorted names of the attributes of an object, or of the names here.", 0 },
    { "eval(source, /, globals=None, locals=None)", builtin_eval, "The value of an expression.", 0 },
    { "exec(source, /, globals=None, locals=None, *, closure=None)", builtin_exec, "Runs statements.", 0 },
    { "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
      builtin_compile, "Code from source: mode 'exec', 'eval' or 'single'.", 0 },
    { "aiter(async_iterable, /)", builtin_aiter, "What __aiter__() of the object gives.", 0 },
    { "anext(async_iterator, default=, /)", builtin_anext,
      "The awaitable that __anext__() of the object gives.", 0 },
    { "breakpoint(*args, **kws)", builtin_breakpoint, "Calls sys.breakpointhook().", 0 },
    { "__import__(name, globals=None, locals=None, fromlist=(), level=0)", builtin_import,
      "What the import statement calls.", 0 },
    { "__build_class__(func, name, /, *bases, **kwds)", builtin_build_class,
      "What the class statement calls.", 0 },
    { "__type_param__(kind, name, bound, default, /)", builtin_type_param, "Makes a type parameter.", 0 },
    { "__type_params_set__(made, params, /)", builtin_type_params_set, "Sets __type_params__.", 0 },
    { "__function_defaults_set__(function, defaults, kwdefaults, /)", builtin_function_defaults_set,
      "Sets the defaults of a generic function.", 0 },
    { "__type_alias__(name, evaluate, /)", builtin_type_alias, "Makes a type alias.", 0 },
    { "__generic_base__(params, /)", builtin_generic_base, "Generic[...] of a class's parameters.", 0 },
    { 0 }
};

void builtins_add_vm(void)
{
    Ref dict = module_dict(builtins_module);
    for (const Method *row = vm_functions; row->signature; row++) {
        scoped Ref function = builtin_new(row, builtins_module);
        dict_set_str(dict, ((Builtin *)function)->params->short_name, function);
    }
    builtins_own_import = keep(dict_peek_str(dict, name___import__));
}
