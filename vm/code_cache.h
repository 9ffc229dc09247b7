/* vm/code_cache.h -- compiled code of source files, kept for the next time.   SPDX-License-Identifier: MIT
 * A file NAME.py has __pycache__/NAME.tuplet-1.code beside it (with sys.pycache_prefix: in a copy
 * of the folders there) or, where that cannot be written, ${XDG_CACHE_HOME:-~/.cache}/tuplet/
 * NAME-HASH.code. It counts for a source of the same size and time of change, and for a program
 * whose compiler is the same. Whatever goes wrong here, the source is compiled instead. */
#pragma once
#include "runtime/type.h"
#include <sys/stat.h>

/* NULL without exception: nothing (usable) is kept. status: of the source, at path. */
Ref  code_cache_read(const char *path, const struct stat *status, Obj filename);
void code_cache_write(const char *path, const struct stat *status, Obj code);
