/* runtime/modules/posix.h -- the module posix: paths, shared functions, its types.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"
#include <sys/stat.h>

/* str or bytes from a path: os.fspath. */
MAY_RAISE Ref path_text(Obj path);
/* The octets of a file name, as a bytes object; "embedded null byte". */
MAY_RAISE Ref path_octets(Obj str_or_bytes);
