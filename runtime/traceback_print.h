/* runtime/traceback_print.h -- exceptions printed without the help of Python code: what is left
 * when lib/traceback.py cannot run (no memory, no stack, no modules), and what destructors show.
 * No source lines, no markers, no suggestions.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"
#include <stdio.h>

/* Tracebacks, causes and contexts, message. Leaves nothing pending. */
void traceback_print(Obj exception, FILE *out);
