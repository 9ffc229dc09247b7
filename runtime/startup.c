/* runtime/startup.c -- bringing the runtime up: heap, names, types, the builtin namespace.
 * SPDX-License-Identifier: MIT */
#include "runtime/startup.h"
#include "runtime/builtins/builtins.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/bool.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"

Ref builtins_module;

// Declared here too, so that a row of the table is all that a type needs.
#define BUILTIN(c_name) extern Type c_name##_type;
#define HIDDEN(c_name)  extern Type c_name##_type;
#include "runtime/types.def"
#undef BUILTIN
#undef HIDDEN

static Type *const shown_types[] = {
#define BUILTIN(c_name) &c_name##_type,
#define HIDDEN(c_name)
#include "runtime/types.def"
#undef BUILTIN
#undef HIDDEN
};

static Type *const all_types[] = {
#define BUILTIN(c_name) &c_name##_type,
#define HIDDEN(c_name)  &c_name##_type,
#include "runtime/types.def"
#undef BUILTIN
#undef HIDDEN
};

static Type *const exception_types[] = {
#define EXCEPTION(Name, c_name, base, layout) &c_name##_type,
#include "runtime/exceptions.def"
#undef EXCEPTION
    &exception_group_type,
};

#define COUNT(array) (sizeof (array) / sizeof *(array))

static void add_type(Type *type)
{
    module_add(builtins_module, type->name, keep((Obj)type));
}

static void add_functions(const Method *rows)
{
    for (; rows->signature; rows++) {
        scoped Ref function = builtin_new(rows, builtins_module);
        dict_set_str(module_dict(builtins_module), ((Builtin *)function)->params->short_name,
                     function);
    }
}

static void make_builtins(void)
{
    builtins_module = module_new(intern("builtins"));
    module_add(builtins_module, "__doc__", str_from_text("The names that every module sees."));
    add_functions(builtins_objects);
    add_functions(builtins_iteration);
    add_functions(builtins_io);
    for (size_t i = 0; i < COUNT(shown_types); i++) add_type(shown_types[i]);
    for (size_t i = 0; i < COUNT(exception_types); i++) add_type(exception_types[i]);
    module_add(builtins_module, "EnvironmentError", keep((Obj)&os_error_type));
    module_add(builtins_module, "IOError", keep((Obj)&os_error_type));
    module_add(builtins_module, "None", none_new());
    module_add(builtins_module, "True", bool_new(true));
    module_add(builtins_module, "False", bool_new(false));
    module_add(builtins_module, "Ellipsis", keep(Ellipsis_object));
    module_add(builtins_module, "NotImplemented", not_implemented());
    module_add(builtins_module, "__debug__", bool_new(true));
}

void runtime_start(void)
{
    heap_start();
    intern_start();
    exceptions_prepare();
    for (size_t i = 0; i < COUNT(all_types); i++) type_ready(all_types[i]);
    for (size_t i = 0; i < COUNT(exception_types); i++) type_ready(exception_types[i]);
    make_builtins();
}

Ref startup_get_builtin(const char *name)
{
    Obj found = builtins_module ? dict_peek_str(module_dict(builtins_module), intern(name)) : NULL;
    return found ? keep(found) : raise_name_error_for(intern(name));
}
