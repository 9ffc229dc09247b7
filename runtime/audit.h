/* runtime/audit.h -- debug builds: are all reference counts what they should be?
 *   SPDX-License-Identifier: MIT */
#pragma once
#include <stddef.h>

#ifdef TUPLET_DEBUG
/* Reports wrong counts on standard error; their number. No C function may hold a reference. */
size_t audit_counts(void);
#endif
