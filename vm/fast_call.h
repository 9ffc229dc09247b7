/* vm/fast_call.h -- calls of builtin functions, methods and types straight on the caller's registers.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/dunder.h"
#include "runtime/types/builtin.h"
#include "vm/code.h"

/* Whether a builtin can be called on the registers as they stand, with optional arguments left out
 * as NULL behind them; `with_self`: a method's self is args[0]. */
static inline bool builtin_takes(const Builtin *builtin, Ref *args, size_t count, bool with_self)
{
    const Params *params = builtin->params;
    if (unlikely(builtin->bound || count > params->positional || count < params->required
                 || !params->simple
                 || params->total > count + CODE_SLACK || (builtin->owner && !with_self))) return false;
    for (size_t n = count; n < params->total; n++) args[n] = NULL;
    return !builtin->owner || builtin->head.type != &method_descriptor_type
        || is_instance(args[0], builtin->owner);
}
/* The same for a class whose instances are all made by a builtin `create` and need no init. */
static inline bool type_takes(const Type *type, Ref *args, size_t count)
{
    const Params *params = type->create_params;
    if (!params || !params->simple || type->create == object_create || type->create == dunder_create
        || (type->init && type->init != object_init) || (type->flags & TYPE_NO_CREATE)
        || type == &type_type
        || count > params->positional || count < params->required
        || params->total > count + CODE_SLACK) return false;
    for (size_t n = count; n < params->total; n++) args[n] = NULL;
    return true;
}
