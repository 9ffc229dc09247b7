/* runtime/modules/functools.h -- shared by the files of _functools.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/instance.h"

extern Type partial_type, lru_cache_type, lru_link_type;
