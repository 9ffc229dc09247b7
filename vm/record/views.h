/* vm/record/views.h -- --trace, --json and their like: a program is recorded while it runs, and
 * shown during the run or after it.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

/* The program of this name is about to be compiled and run. */
void views_begin(Obj name, Obj bytes);
/* The program has ended with that status, atexit functions and all. */
void views_end(int status);
