/* runtime/types/module.h -- module objects, and modules written in C.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/instance.h"

/* The attributes of any object, but always as a dict: shape is NULL. */
typedef struct ModuleObject {
    Object head;
    union {
        Attributes attributes;
        struct { Shape *shape; Ref dict; };
    };
} ModuleObject;
extern Type module_type;
Ref module_new(Obj name);
static inline bool is_module(Obj x)         { return is_instance(x, &module_type); }
static inline Ref module_dict(Obj module)   { return ((const ModuleObject *)module)->dict; }   // borrowed

/* A module in C: its tables; `start` (may be NULL) adds what tables can't say. Row in modules.def. */
typedef struct Module {
    const char *name;
    const char *doc;
    const Method *functions;
    Type *const *types;                     // NULL-terminated, or NULL
    bool (*start)(Ref module);
} Module;
/* A fresh module from its tables. */
MAY_RAISE Ref module_from(const Module *table);
void module_add(Ref module, const char *name, Ref value);    // consumes
