/* runtime/modules/codecs.h -- shared by the files of the module _codecs.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

/* The text of an optional argument, NULL if left out or None; false: raised. */
MAY_RAISE bool codecs_word(Obj x, const char *function, const char *name, const char **word);
MAY_RAISE Ref codecs_pair(Ref made, size_t used);         // (made, used); consumes; NULL stays NULL
Ref codecs_charmap_build(const Obj arg[]);
Ref codecs_charmap_encode(const Obj arg[]);
Ref codecs_charmap_decode(const Obj arg[]);
