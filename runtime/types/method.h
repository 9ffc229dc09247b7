/* runtime/types/method.h -- bound methods of functions written in Python.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct BoundMethod { Object head; Ref function, self; } BoundMethod;
extern Type method_type;
Ref method_new(Obj function, Obj self);
