/* vm/record/dot.h -- eye: --dot, the heap in sight at a point, for Graphviz.   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/record/recording.h"

/* Frames with their registers, objects with their counts and what they hold, as of now. */
void dot_put(Text *t, const Recording *r);
