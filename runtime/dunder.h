/* runtime/dunder.h -- the two-way bridge between slots and dunder methods.   SPDX-License-Identifier: MIT
 * publish: slots of a builtin type -> `__len__` etc. in its dict (wrapper descriptors).
 * fill: dunders defined by a class -> slots that call them. Table: dunders.def. */
#pragma once
#include "runtime/type.h"

/* A row of dunders.def as a wrapper_descriptor (types/slotwrapper.c) holds it: what
 * `list.__len__` is. Arguments are bound by the signature, self (an instance of owner) first;
 * call uses the slot of owner, not that of self's type. */
typedef struct Dunder {
    const char *signature;                         // "__len__(self, /)"
    Ref (*call)(Type *owner, const Obj arg[]);
    const char *doc;
} Dunder;
/* slotwrapper.c: the descriptor `<slot wrapper '__len__' of 'list' objects>`. */
Ref wrapper_new(const Dunder *row, Type *owner);
typedef struct SlotWrapper {
    Object head;
    const Dunder *row;
    Type *owner;              // borrowed
    const struct Params *params;
} SlotWrapper;

void dunder_publish(Type *type);
/* Recomputes the slots of a class for one name (NULL: all) after its attributes or bases changed. */
void dunder_fill(Type *type, Obj name);
