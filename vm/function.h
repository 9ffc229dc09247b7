/* vm/function.h -- function objects, cells, and binding a call to registers.   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/frame.h"

typedef struct Cell { Object head; Ref content; } Cell;      // content NULL: unbound
extern Type cell_type;
Ref cell_new(Obj content);

typedef struct FunctionObject {
    Object head;
    Attributes attributes;
    Code *code;               // owned
    Ref globals, builtins;    // dicts
    Ref defaults;             // tuple or NULL
    Ref keyword_defaults;     // dict or NULL
    Ref closure;              // tuple of cells or NULL
    Ref name, qualname, module, doc, annotations, type_params;   // owned; NULL: not there
} FunctionObject;
extern Type function_type;
Ref function_new(Obj code, Obj globals);

/* Arguments stand at registers[0..count) (owned; the last ones, as many as `names` has, by name).
 * Afterwards all parameters do. On failure all of them are dropped and NULL. */
MAY_RAISE bool function_bind(FunctionObject *function, Ref *registers, size_t count, Obj names);
