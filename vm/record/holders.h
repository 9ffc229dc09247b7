/* vm/record/holders.h -- who holds an object: every counted reference, by name.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"
#include "vm/record/text.h"

typedef struct Holder {
    Obj object;               // borrowed: what holds it; NULL: a frame or the interpreter
    char *name;               // owned: "global 'a'", "[3] of [1, 2]", "local x of f()"
    const char *how;          // kind: global local register item key value member attribute field cell ...
} Holder;
typedef struct Holders {
    Holder *items;
    size_t count, room;
    size_t own;               // references in frames whose globals are `but`: left out
} Holders;

/* All references to x, but those from frames that run with the globals `but` (NULL: no such). */
void holders_find(Holders *h, Obj x, Obj but);
void holders_free(Holders *h);
