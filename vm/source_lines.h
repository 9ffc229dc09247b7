/* vm/source_lines.h -- lines of texts that are in no file, for tracebacks.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

/* Keeps the text of code that was typed or given with -c, under the name that its code has. */
void source_lines_keep(Obj name, Obj text);
/* A list of str, for a text kept and for modules inside the program ("<tuplet>/abc.py");
 * else None. */
MAY_RAISE Ref source_lines_get(Obj name);
