/* runtime/modules/time.h -- what time.c and time_calendar.c share.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"
#include <time.h>

extern Type struct_time_type;
void time_calendar_ready(void);
Ref time_gmtime(const Obj arg[]);
Ref time_localtime(const Obj arg[]);
Ref time_mktime(const Obj arg[]);
Ref time_asctime(const Obj arg[]);
Ref time_ctime(const Obj arg[]);
Ref time_strftime(const Obj arg[]);
Ref time_strptime(const Obj arg[]);
