/* runtime/startup.h -- bringing the runtime up: heap, names, types, singletons, builtins.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

void runtime_start(void);
extern Ref builtins_module;                 // module object; its dict is the builtin namespace
