/* vm/frame_locals.h -- the variables of a frame: locals() is a copy, f_locals a view that writes
 * through.   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/frame.h"

MAY_RAISE Ref frame_get_locals(Frame *frame);           // locals(): dict, new reference
MAY_RAISE Ref frame_locals_get(Obj frame_object);       // f_locals
extern Type frame_locals_type;
