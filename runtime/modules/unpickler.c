/* runtime/modules/unpickler.c -- the class _pickle.Unpickler: its loop, its hooks, its memo.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/modules/pickle.h"
#include "runtime/protocol.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

/* --- making one --- */

bool unpickler_setup(Unpickler *u, Obj encoding, Obj errors, Obj fix_imports, Obj buffers)
{
    bool fix = true;
    if (fix_imports && !object_truth(fix_imports, &fix)) return false;
    if (encoding && !str_check(encoding, "Unpickler", 3)) return false;
    if (errors && !str_check(errors, "Unpickler", 4)) return false;
    scoped Ref iterator = NULL;
    if (buffers && !is_none(buffers) && !(iterator = iter_of(buffers))) return false;
    replace(&u->encoding, encoding ? keep(encoding) : str_from_text("ASCII"));
    replace(&u->errors, errors ? keep(errors) : str_from_text("strict"));
    drop_or_null(take(&u->buffers));
    if (buffers != tuple_empty_object) u->buffers = take(&iterator);
    u->fix_imports = fix;
    u->protocol = 0;
    u->ready = true;
    return true;
}

bool unpickler_set_file(Unpickler *u, Obj file)
{
    scoped Ref peek = NULL, read = NULL, readline = NULL;
    if (!attribute_find(file, intern("peek"), &peek) || !attribute_find(file, intern("read"), &read)
        || !attribute_find(file, intern("readline"), &readline)) return false;
    if (!read || !readline)
        return raise_type_error("file must have 'read' and 'readline' attributes");
    unpickler_forget_input(u);
    replace(&u->peek, take(&peek));
    replace(&u->read, take(&read));
    replace(&u->readline, take(&readline));
    return true;
}

static Ref unpickler_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static void forget_stack(Unpickler *u)
{
    unpickler_clear(u);
    heap_scanned_free(u->stack, u->room * sizeof(Ref));
    heap_plain_free(u->marks, u->mark_room * sizeof *u->marks);
    u->stack = NULL;
    u->marks = NULL;
    u->room = u->mark_room = 0;
}

static bool unpickler_init(Ref self, const Obj arg[])
{
    enum { file, fix_imports, encoding, errors, buffers };
    Unpickler *u = (Unpickler *)self;
    if (u->busy) return raise_runtime_error("Unpickler object is already used");
    u->ready = false;
    unpickler_memo_clear(u);
    return unpickler_set_file(u, arg[file])
        && unpickler_setup(u, arg[encoding], arg[errors], arg[fix_imports], arg[buffers]);
}

static Ref *held(Obj self)
{
    return &((Unpickler *)self)->read;
}
enum { HELD = 8 };                                    // read ... input

static void unpickler_destroy(Ref self)
{
    Unpickler *u = (Unpickler *)self;
    unpickler_forget_input(u);
    for (int i = 0; i < HELD; i++) drop_or_null(take(&held(self)[i]));
    forget_stack(u);
    unpickler_memo_clear(u);
}

static void unpickler_bury(Ref self)
{
    Buffer *view = &((Unpickler *)self)->view;
    if (view->object) buffer_bury(view);
}

static void unpickler_visit(Obj self, Visit visit, void *context)
{
    const Unpickler *u = (const Unpickler *)self;
    for (int i = 0; i < HELD; i++) if (held(self)[i]) visit(held(self)[i], context);
    if (u->view.object) visit(u->view.object, context);
    for (size_t i = 0; i < u->height; i++) if (u->stack[i]) visit(u->stack[i], context);
    for (size_t i = 0; i < u->memo_room; i++) if (u->memo[i]) visit(u->memo[i], context);
    if (u->far_memo) visit(u->far_memo, context);
}

/* --- loading --- */

static const PickleLoader loaders[256] = {
#define OPCODE(name, octet, loader) [octet] = loader,
#include "runtime/modules/pickle.def"
#undef OPCODE
};

static void *raise_unknown(int opcode)
{
    if (opcode >= 0x20 && opcode <= 0x7e && opcode != '\'' && opcode != '\\')
        return raise_unpickling("invalid load key, '%c'.", opcode);
    return raise_unpickling("invalid load key, '\\x%02x'.", opcode);
}

static bool run(Unpickler *u)
{
    while (!u->stopped) {
        const char *data;
        if (u->at < u->length) {
            data = u->data + u->at++;
        } else if (!unpickler_read(u, 1, &data)) {
            if (!error_clear_if((Type *)unpickling_error)) return false;
            return raise_eof_error("Ran out of input");
        }
        unsigned char opcode = (unsigned char)*data;
        if (!loaders[opcode]) return raise_unknown(opcode);
        if (!loaders[opcode](u)) return false;
    }
    return true;
}

Ref unpickler_load(Unpickler *u)
{
    if (u->busy) return raise_runtime_error("Unpickler object is already used");
    unpickler_clear(u);
    u->busy = true;
    u->stopped = false;
    u->protocol = 0;
    bool good = run(u) && unpickler_give_back(u);
    u->busy = false;
    scoped Ref result = good ? unpickler_pop(u) : NULL;
    unpickler_clear(u);
    return take(&result);
}

static Ref load(const Obj arg[])
{
    Unpickler *u = (Unpickler *)arg[0];
    if (!u->ready)
        return raise_unpickling("Unpickler.__init__() was not called by %s.__init__()",
                                type_name(arg[0]));
    return unpickler_load(u);
}

/* --- hooks --- */

/* The names that Python 3 has for what an old pickle calls module.name. */
static bool new_names(Ref *module, Ref *name)
{
    scoped Ref names = pickle_get("_compat_pickle", "NAME_MAPPING");
    scoped Ref modules = names ? pickle_get("_compat_pickle", "IMPORT_MAPPING") : NULL;
    scoped Ref key = tuple_pack(2, *module, *name);
    Obj found;
    if (!modules || !dict_find(names, key, &found)) return false;
    if (found) {
        if (!is_tuple(found) || tuple_length(found) != 2 || !is_str(tuple_peek(found, 0))
            || !is_str(tuple_peek(found, 1)))
            return raise_runtime_error("_compat_pickle.NAME_MAPPING values should be 2-tuples, "
                                       "not %.200s", type_name(found));
        replace(module, keep(tuple_peek(found, 0)));
        replace(name, keep(tuple_peek(found, 1)));
        return true;
    }
    if (!dict_find(modules, *module, &found)) return false;
    if (found && !is_str(found))
        return raise_runtime_error("_compat_pickle.IMPORT_MAPPING values should be strings, "
                                   "not %.200s", type_name(found));
    if (found) replace(module, keep(found));
    return true;
}

Ref unpickler_find_global(const Unpickler *u, Obj module_name, Obj name)
{
    scoped Ref module = keep(module_name), known = keep(name), found = NULL;
    if (u->protocol < 3 && u->fix_imports && !new_names(&module, &known)) return NULL;
    scoped Ref imported = pickle_import(module);
    if (!imported) return NULL;
    bool dotted = u->protocol >= 4;
    if (dotted && !pickle_check_dotted(known, imported)) return NULL;
    if (!(dotted ? pickle_walk(imported, known, &found)
                 : attribute_find(imported, known, &found))) return NULL;
    if (found) return take(&found);
    return raise_attribute_error("Can't get attribute %R on %R", known, imported);
}

Ref unpickler_find(Unpickler *u, Obj module, Obj name)
{
    Type *type = u->head.type;
    Obj method = intern("find_class");
    if (type == &unpickler_type) return unpickler_find_global(u, module, name);
    return call_method(&u->head, method, (const Obj[]){ module, name }, 2);
}

static Ref find_class(const Obj arg[])
{
    enum { self, module_name, global_name };
    if (!is_str(arg[module_name]) || !is_str(arg[global_name]))
        return raise_type_error("attribute name must be string, not '%T'",
                                is_str(arg[module_name]) ? arg[global_name] : arg[module_name]);
    return unpickler_find_global((const Unpickler *)arg[self], arg[module_name], arg[global_name]);
}

static Ref no_persistent_load(const Obj arg[])
{
    (void)arg;
    return raise_unpickling("A load persistent id instruction was encountered, but no "
                            "persistent_load function was specified.");
}

static const Method no_persistent_load_row = {
    "persistent_load(self, pid, /)", no_persistent_load, "UnpicklingError.",
};

static Ref get_persistent_load(Obj self)
{
    static Ref method;
    const Unpickler *u = (const Unpickler *)self;
    if (u->own_persistent_load) return keep(u->own_persistent_load);
    if (!method) method = builtin_new_method(&no_persistent_load_row, &unpickler_type);
    return builtin_bind(method, self);
}

Ref unpickler_persistent(Unpickler *u, Obj id)
{
    if (u->head.type == &unpickler_type && !u->own_persistent_load) return no_persistent_load(NULL);
    scoped Ref method = attribute_get(&u->head, intern("persistent_load"));
    return method ? call1(method, id) : NULL;
}

static bool set_persistent_load(Ref self, Obj value)
{
    Unpickler *u = (Unpickler *)self;
    if (!value && !u->own_persistent_load)
        return raise_attribute_error("'%T' object has no attribute 'persistent_load'", self);
    if (value && !is_callable(value))
        return raise_type_error("persistent_load must be a callable taking one argument");
    replace(&u->own_persistent_load, keep_or_null(value));
    return true;
}

/* --- the memo --- */

typedef struct MemoView { Object head; Ref unpickler; } MemoView;

static Ref get_memo(Obj self)
{
    MemoView *view = (MemoView *)heap_new(&unpickler_memo_type, sizeof(MemoView));
    view->unpickler = keep(self);
    return &view->head;
}

/* {index: object} */
static Ref memo_view_copy(const Obj arg[])
{
    const Unpickler *u = (const Unpickler *)((const MemoView *)arg[0])->unpickler;
    scoped Ref copy = u->far_memo ? dict_copy(u->far_memo) : dict_new();
    for (size_t i = 0; i < u->memo_room; i++) {
        if (u->memo[i] && !dict_set(copy, small_int((intptr_t)i), u->memo[i])) return NULL;
    }
    return take(&copy);
}

static bool set_memo(Ref self, Obj value)
{
    Unpickler *u = (Unpickler *)self;
    if (!value) return raise_type_error("attribute deletion is not supported");
    bool is_view = has_type(value, &unpickler_memo_type);
    if (!is_view && !is_dict(value))
        return raise_type_error("'memo' attribute must be an UnpicklerMemoProxy object or dict, "
                                "not %.200s", type_name(value));
    scoped Ref copy = is_view ? memo_view_copy(&value) : dict_copy(value);
    if (!copy) return false;
    size_t position = 0;
    Obj key, item;
    while (dict_next(copy, &position, &key, &item)) {
        intptr_t index;
        if (!is_int(key)) return raise_type_error("memo key must be integers");
        if (!int_fits(key, &index)) return raise_overflow_error("memo key out of range");
        if (index < 0) return raise_value_error("memo key must be positive integers.");
    }
    unpickler_memo_clear(u);
    for (position = 0; dict_next(copy, &position, &key, &item);) {
        intptr_t index = 0;
        if (int_fits(key, &index)) unpickler_memo_set(u, (size_t)index, item);
    }
    return true;
}

static Ref memo_view_clear(const Obj arg[])
{
    unpickler_memo_clear((Unpickler *)((const MemoView *)arg[0])->unpickler);
    return none_new();
}

static Ref memo_view_reduce(const Obj arg[])
{
    scoped Ref copy = memo_view_copy(arg);
    scoped Ref arguments = copy ? tuple_pack(1, copy) : NULL;
    return arguments ? tuple_pack(2, &dict_type.head, arguments) : NULL;
}

static void memo_view_destroy(Ref self)
{
    drop_or_null(take(&((MemoView *)self)->unpickler));
}

static void memo_view_visit(Obj self, Visit visit, void *context)
{
    const MemoView *view = (const MemoView *)self;
    if (view->unpickler) visit(view->unpickler, context);
}

static const Method memo_view_methods[] = {
    { "clear(self, /)", memo_view_clear, "Forgets all objects." },
    { "copy(self, /)", memo_view_copy, "A dict of what is remembered." },
    { "__reduce__(self, /)", memo_view_reduce, NULL },
    { 0 }
};

Type unpickler_memo_type = {
    TYPE_HEADER, .name = "_pickle.UnpicklerMemoProxy", .module = "_pickle",
    .size = sizeof(MemoView), .flags = TYPE_NO_CREATE | TYPE_FINAL, .hash = hash_unhashable,
    .destroy = memo_view_destroy, .visit = memo_view_visit, .methods = memo_view_methods,
};

static const Method unpickler_methods[] = {
    { "load(self, /)", load, "The next object of the file." },
    { "find_class(self, module_name, global_name, /)", find_class,
      "What the module has under the name; imports it." },
    { 0 }
};
static const Getter unpickler_getters[] = {
    { "persistent_load", get_persistent_load, set_persistent_load, NULL },
    { "memo", get_memo, set_memo, NULL },
    { 0 }
};

Type unpickler_type = {
    TYPE_HEADER, .name = "_pickle.Unpickler", .module = "_pickle", .size = sizeof(Unpickler),
    .doc = "Reads objects from a binary file of pickles.",
    .signature = "Unpickler(*args, **kwargs)",
    .init_signature = "Unpickler(file, *, fix_imports=True, encoding='ASCII', errors='strict', "
                      "buffers=())",
    .create = unpickler_create, .init = unpickler_init, .destroy = unpickler_destroy,
    .bury = unpickler_bury, .visit = unpickler_visit, .methods = unpickler_methods, .getters = unpickler_getters,
};
