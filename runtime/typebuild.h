/* runtime/typebuild.h -- slots of `type` that belong to the making and unmaking of classes.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

void type_destroy(Ref self);
void type_visit(Obj self, Visit visit, void *context);
