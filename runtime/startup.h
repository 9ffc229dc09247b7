/* runtime/startup.h -- bringing the runtime up: heap, names, types, singletons, builtins.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

void runtime_start(void);
extern Ref builtins_module;                 // module object; its dict is the builtin namespace
/* A builtin by name, for __reduce__: whatever stands in the builtin namespace. */
MAY_RAISE Ref startup_get_builtin(const char *name);
