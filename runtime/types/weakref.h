/* runtime/types/weakref.h -- weak references and proxies.   SPDX-License-Identifier: MIT
 * A table in weakref.c maps an object to its weak references; FLAG_WEAKREFS says to look there. */
#pragma once
#include "runtime/type.h"

typedef struct WeakRef {
    Object head;
    // complement of the referent's address, so that it is not scanned; 0: dead
    uintptr_t hidden;
    Ref callback;             // NULL: none
    intptr_t hash;            // -1: not computed yet
    struct WeakRef *next;     // next reference to the same object (hidden likewise)
} WeakRef;
extern Type weakref_type, weakproxy_type, weakcallableproxy_type;
MAY_RAISE Ref weakref_new(Type *type, Obj referent, Obj callback);
Ref  weakref_get(Obj weakref);              // new reference, or NULL if dead
/* Called as an object dies: clears its references; runs callbacks. */
void weakref_clear(Obj referent, bool run_callbacks);
/* Called by the collector for garbage: clears; hands back those whose callbacks are to run. */
void weakref_clear_collected(Obj referent, void (*queue)(Ref weakref));
Ref  weakref_get_all(Obj referent);         // list of its living weak references
/* TypeError "cannot create weak reference to 'x' object" unless it can be. */
MAY_RAISE bool weakref_allowed(Obj referent);
/* Shared with weakproxy.c. */
Ref  weakref_show(Obj self, const char *what);       // <weakref at 0x...; to 'x' at 0x...>
void weakref_destroy(Ref self);
void weakref_bury(Ref self);
void weakref_visit(Obj self, Visit visit, void *context);
