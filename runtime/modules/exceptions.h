/* runtime/modules/exceptions.h -- exception classes that a module in C adds.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/error.h"

/* Makes class module_name.name(base) once, kept in *slot, and puts it into the module. */
MAY_RAISE bool module_add_exception(Ref module, Ref *slot, const char *module_name,
                                    const char *name,
                                    Type *base);
