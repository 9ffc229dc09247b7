/* vm/display.h -- unpacking, stars, displays and f-strings: what they do with any iterable.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

/* Exactly `count` items of x into out[0..count) (owned). On failure nothing is written. */
MAY_RAISE bool unpack_exact(Obj x, Ref *out, size_t count);
/* `before` items, a list, `after` items. */
MAY_RAISE bool unpack_star(Obj x, Ref *out, size_t before, size_t after);
MAY_RAISE bool display_extend(Ref list, Obj iterable);               // [*x]
MAY_RAISE bool args_extend(Ref list, Obj iterable, Obj function);    // f(*x)
MAY_RAISE bool display_update(Ref dict, Obj mapping);                // {**x}
MAY_RAISE bool keywords_merge(Ref dict, Obj mapping, Obj function);  // f(**x)
/* These consume the items: the registers are NULL afterwards, also on failure. */
MAY_RAISE Ref display_set(Ref *items, size_t count);
MAY_RAISE Ref display_dict(Ref *pairs, size_t count);
/* conversion: 0 none, 1 str, 2 repr, 3 ascii. spec NULL: empty. */
MAY_RAISE Ref format_value(Obj value, int conversion, Obj spec);
