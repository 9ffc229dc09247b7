/* runtime/modules/exceptions.c -- exception classes that a module in C adds.
 * SPDX-License-Identifier: MIT */
#include "runtime/modules/exceptions.h"
#include "runtime/intern.h"
#include "runtime/types/dict.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

bool module_add_exception(Ref module, Ref *slot, const char *module_name, const char *name,
                          Type *base)
{
    if (!*slot) {
        scoped Ref bases = tuple_pack(1, &base->head), namespace = dict_new();
        dict_set_str(namespace, name___module__, intern(module_name));
        *slot = type_new(&type_type, intern(name), bases, namespace, NULL);
        if (!*slot) return false;
    }
    module_add(module, name, keep(*slot));
    return true;
}
