/* runtime/types/traceback.h -- traceback objects: where an exception passed.   SPDX-License-Identifier: MIT
 * The frame is any object with f_code, f_globals ...; vm/ makes it. Printing: runtime/traceback_print.h */
#pragma once
#include "runtime/type.h"

typedef struct Traceback {
    Object head;
    Ref next;                 // towards where it was raised; NULL at the end
    Ref frame;
    int32_t line;
    int32_t instruction;      // index in the code, for the columns
} Traceback;
extern Type traceback_type;
Ref traceback_new(Obj next, Obj frame, int32_t line, int32_t instruction);
