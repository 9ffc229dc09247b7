/* runtime/types/list_methods.h -- shared by the files of list.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/protocol.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"

extern const Method list_methods[];
