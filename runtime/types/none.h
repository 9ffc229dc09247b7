/* runtime/types/none.h -- None, NotImplemented and Ellipsis.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

extern Type none_type, not_implemented_type, ellipsis_type;
extern Object none_struct, not_implemented_struct, ellipsis_struct;
#define None_object           (&none_struct)
#define NotImplemented_object (&not_implemented_struct)
#define Ellipsis_object       (&ellipsis_struct)
static inline Ref none_new(void)            { return keep(None_object); }
static inline Ref not_implemented(void)     { return keep(NotImplemented_object); }
static inline bool is_none(Obj x)           { return x == None_object; }
