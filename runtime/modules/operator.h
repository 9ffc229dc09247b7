/* runtime/modules/operator.h -- the callable types of _operator.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

extern Type itemgetter_type, attrgetter_type, methodcaller_type;
