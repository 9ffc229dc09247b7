/* runtime/types/alias.h -- what GenericAlias and UnionType share.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/namespace.h"
#include "runtime/writer.h"

typedef struct GenericAlias {
    Object head;
    Ref origin;
    Ref args;                 // tuple
    Ref parameters;           // tuple of the type variables in args; NULL: not collected yet
    bool starred;             // *tuple[int, str]
} GenericAlias;

MAY_RAISE bool alias_write_item(Writer *w, Obj x);
MAY_RAISE Ref alias_collect_parameters(Obj args);
/* args with `item` in the place of parameters; the tuple of the new ones. */
MAY_RAISE Ref alias_substitute(Obj self, Obj args, Obj parameters, Obj item);
