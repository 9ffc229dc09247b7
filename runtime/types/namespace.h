/* runtime/types/namespace.h -- mappingproxy, SimpleNamespace, GenericAlias (list[int]), UnionType (int | str).
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/instance.h"

typedef struct MappingProxy { Object head; Ref mapping; } MappingProxy;
extern Type mappingproxy_type, simple_namespace_type, generic_alias_type, union_type;
Ref mappingproxy_new(Obj mapping);
Ref simple_namespace_new(void);
Ref generic_alias_new(Obj origin, Obj args);
MAY_RAISE Ref union_new(Obj left, Obj right);                // NotImplemented if not types
