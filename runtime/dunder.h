/* runtime/dunder.h -- the two-way bridge between slots and dunder methods.
 *   SPDX-License-Identifier: MIT
 * publish: slots of a builtin type -> `__len__` etc. in its dict (wrapper descriptors).
 * fill: dunders defined by a class -> slots that call them. Table: dunders.def. */
#pragma once
#include "runtime/types/descriptor.h"

void dunder_publish(Type *type);
/* Recomputes the slots of a class for one name (NULL: all) after its attributes or bases changed,
 * and those of its subclasses. */
void dunder_fill(Type *type, Obj name);

/* The slots of classes that define __new__ and __init__ in Python; _raw: arguments unpacked. */
Ref dunder_create(Type *type, const Obj arg[]);
bool dunder_init(Ref self, const Obj arg[]);
MAY_RAISE Ref dunder_create_raw(Type *type, const Obj *args, size_t count, Obj names);
MAY_RAISE bool dunder_init_raw(Ref self, const Obj *args, size_t count, Obj names);

/* --- between the dunder*.c files --- */
typedef void (*AnySlot)(void);
/* dunder_call.c: dunder -> slot, for wrappers. dunder_slot.c: slot -> dunder, for classes. */
#define DUNDER(field, signature, call, which, doc) \
    Ref wrap_##call(const SlotWrapper *wrapper, const Obj arg[]);
#define DUNDER_RAW(field, signature, call, doc) \
    Ref wrap_##call(const SlotWrapper *wrapper, const Obj *args, size_t count, Obj names);
#include "runtime/dunders.def"
#undef DUNDER
#undef DUNDER_RAW
Ref wrap_binary(const SlotWrapper *wrapper, const Obj arg[]);
Ref wrap_binary_reflected(const SlotWrapper *wrapper, const Obj arg[]);
Ref wrap_in_place(const SlotWrapper *wrapper, const Obj arg[]);
Ref slot_power_binary(Obj left, Obj right);   // binary[OP_POWER] of types that have only `power`
AnySlot dunder_slot(size_t offset);       // the slot function at that offset of Type; NULL: none
Ref slot_get_attribute(Obj self, Obj name);
bool slot_finalize(Ref self);
bool slot_buffer(Obj self, struct Buffer *view, int flags);
void slot_buffer_release(Obj self, struct Buffer *view);
bool slot_set_item(Ref self, Obj key, Obj value);
bool slot_delete_item(Ref self, Obj key);
bool slot_descriptor_set(Ref self, Obj instance, Obj value);
bool slot_descriptor_delete(Ref self, Obj instance);
extern const Method dunder_new_row[];     // __new__ of builtin types
