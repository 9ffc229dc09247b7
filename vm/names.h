/* vm/names.h -- looking names up in frames: globals, builtins, class bodies, super.   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/frame.h"
#include "vm/site.h"

/* A variable's register is empty, or its cell; pc stands behind the instruction. */
void *raise_unbound(const Code *code, const Instruction *pc, uint16_t register_index);
MAY_RAISE Ref load_class_free(Frame *frame, size_t cell, Obj name);
void store_global(Site *site, Obj globals, Ref value);              // consumes
MAY_RAISE bool delete_name(Obj namespace, Obj name);
MAY_RAISE Ref load_builtin(Frame *frame, Obj name);
/* super(pair[0], pair[1]).name; with `bound`, an unbound function may come back (*bound false). */
MAY_RAISE Ref load_super_attribute(Ref *pair, Obj name, bool *bound);
MAY_RAISE bool super_from_frame(Obj *type, Obj *object);     // hook of runtime/types/super.c
MAY_RAISE bool setup_annotations(Frame *frame);
MAY_RAISE bool print_expression(Obj value);
/* The dict of builtins that code with these globals sees; borrowed. */
Obj  builtins_of(Obj globals);
