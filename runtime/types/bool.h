/* runtime/types/bool.h -- True and False.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/int.h"

extern Type bool_type;
extern Int true_struct, false_struct;       // Ints of value 1 and 0
#define True_object  ((Object *)&true_struct)
#define False_object ((Object *)&false_struct)
static inline Ref bool_new(bool value)      { return keep(value ? True_object : False_object); }
static inline bool is_bool(Obj x)           { return x == True_object || x == False_object; }
