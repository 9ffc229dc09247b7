/* runtime/types/exception_kinds.h -- what the exception_*.c files share.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/exception.h"

/* Slots of BaseException; arg[0] is the tuple args, arg[1] the dict kwargs or NULL. */
Ref  exception_create(Type *type, const Obj arg[]);
MAY_RAISE bool exception_init(Ref self, const Obj arg[]);
Ref  exception_str(Obj x);
MAY_RAISE bool refuse_keywords(Obj self, Obj kwargs);     // "X() takes no keyword arguments"
/* Gives a type of exceptions.def its own init, str, members and methods (NULL: inherited). */
void exception_kind(Type *type, bool (*init)(Ref, const Obj[]), Ref (*str)(Obj),
                    const Member *members, const Method *methods);

void os_error_prepare(void);
void syntax_error_prepare(void);
void unicode_error_prepare(void);
void exception_group_prepare(void);
