/* runtime/modules/abc.c -- the module _abc: what lib/abc.py cannot say in Python.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/type.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"

/* Static types say for themselves which patterns they match. */
static void set_flag(Type *type, uint32_t flag)
{
    if (type->flags & TYPE_IMMUTABLE) return;
    type->flags &= ~(uint32_t)(TYPE_SEQUENCE | TYPE_MAPPING);
    type->flags |= flag;
    scoped Ref subclasses = type_get_subclasses(type);
    for (size_t i = 0; i < list_length(subclasses); i++)
        set_flag((Type *)list_peek(subclasses, i), flag);
}

static Ref set_pattern(const Obj arg[])
{
    enum { class, kind };
    if (!is_type(arg[class])) return raise_type_error("a class is wanted, not '%T'", arg[class]);
    if (!is_str(arg[kind])) return raise_type_error("a str is wanted, not '%T'", arg[kind]);
    bool sequence = str_equal_text(arg[kind], "sequence");
    set_flag((Type *)arg[class], sequence ? TYPE_SEQUENCE : TYPE_MAPPING);
    return none_new();
}

static const Method functions[] = {
    { "_abc_flags(cls, kind, /)", set_pattern,
      "Let instances match 'sequence' or 'mapping' patterns.", 0 },
    { 0 }
};

const Module abc_module = { "_abc", "Helper of the module abc.", functions, NULL, NULL };
