/* runtime/types/builtin.h -- functions and methods written in C.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/call.h"

typedef struct Builtin {
    Object head;
    const Method *method;     // its row in a table
    const Params *params;
    Function function;
    Ref self;                 // bound object or module; NULL: none. If bound as a method, it is arg[0]
    Ref module;               // str or NULL
    Type *owner;              // class it is a method of, borrowed; NULL: a function
    bool bound;               // self is passed as arg[0]
} Builtin;
/* len, [].append (bound): builtin_type. list.append (found on the class): method_descriptor_type.
 * dict.fromkeys: class_method_descriptor_type. */
extern Type builtin_type, method_descriptor_type, class_method_descriptor_type;
Ref builtin_new(const Method *row, Obj module);
Ref builtin_new_method(const Method *row, Type *owner);      // a descriptor, by row->kind
Ref builtin_bind(Obj descriptor, Obj self);
/* A class method bound to the builtin class that has it, made only once; borrowed; NULL: another
 * class. */
Obj builtin_bound_once(Obj descriptor, Obj type);
