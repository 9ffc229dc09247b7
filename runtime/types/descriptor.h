/* runtime/types/descriptor.h -- property, classmethod, staticmethod, super, and the descriptors of
 * builtin types (getset, member, slot wrapper).   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/instance.h"

typedef struct Property {
    Object head;
    Ref get, set, delete, doc, name;   // NULL: none
    bool doc_of_getter;                // doc was taken from get
    Attributes attributes;
} Property;
typedef struct ClassMethod { Object head; Ref callable; Attributes attributes; } ClassMethod;   // staticmethod too
typedef struct Super { Object head; Type *type; Ref object; Type *object_type; } Super;
typedef struct GetSetDescriptor { Object head; Type *owner; const Getter *getter; } GetSetDescriptor;
typedef struct MemberDescriptor {
    Object head; Type *owner; Ref name; MemberKind kind; size_t offset; bool writable; const char *doc;
} MemberDescriptor;
extern Type property_type, classmethod_type, staticmethod_type, super_type;
extern Type getset_descriptor_type, member_descriptor_type, wrapper_descriptor_type, method_wrapper_type;
Ref getset_new(Type *owner, const Getter *getter);
Ref member_new(Type *owner, const Member *member);
Ref slot_member_new(Type *owner, Obj name, size_t offset);   // __slots__
Ref super_new(Type *type, Obj object, Type *object_type);

/* The dunder method of a builtin type's slot (int.__add__); dunder.c has the rows and makes them.
 * `call` and `raw` use the slots of wrapper->owner, never those of the object's own type. */
typedef struct SlotWrapper SlotWrapper;
typedef struct SlotRow {
    const char *signature;    // "__add__(self, value, /)"
    Ref (*call)(const SlotWrapper *wrapper, const Obj arg[]);   // bound by signature, arg[0] is self
    Ref (*raw)(const SlotWrapper *wrapper, const Obj *args, size_t count, Obj names);  // or unbound,
    const char *doc;                                            // args[0] is self: __call__, __init__
    int which;                // for `call`: an Operator, a CompareOp ...
} SlotRow;
struct SlotWrapper { Object head; Type *owner; const SlotRow *row; const struct Params *params; };
/* Bound to an object: method_wrapper_type. */
typedef struct MethodWrapper { Object head; Ref wrapper, self; } MethodWrapper;
Ref slot_wrapper_new(Type *owner, const SlotRow *row);
Ref staticmethod_new(Obj callable);
/* super() without arguments: finds class and instance in the calling frame, or raises; set by vm/. */
extern bool (*super_find_arguments)(Obj *type, Obj *object);
