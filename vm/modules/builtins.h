/* vm/modules/builtins.h -- builtin functions that need the compiler or frames.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

/* exec eval compile globals locals vars dir __import__ __build_class__ and the hooks of PEP 695. */
void builtins_add_vm(void);
extern Ref builtins_own_import;             // the function __import__ itself
