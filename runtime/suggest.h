/* runtime/suggest.h -- "Did you mean": the known name nearest to a mistyped one.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

/* The best of the names (those that are no str are passed over); NULL: none is near enough. */
Obj suggest_name(const Obj *names, size_t count, Obj wrong);
