/* vm/record/trace.h -- eye: --trace, a line for each executed instruction.   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/record/recording.h"

/* Writes the step to standard error:
 *   line:columns  frame  instruction in words   registers written; objects and counts changed */
void trace_step(const Recording *r, const Step *step);
/* The same without the end of line: what the step did, in words. */
void trace_put_effects(Text *t, const Recording *r, const Step *step);
/* A value in words: "5", "[1, 2] #7". */
void trace_put_value(Text *t, const Recording *r, Value value);
/* A register of a frame: its variable's name, or t<number>. */
void trace_put_register(Text *t, const Recording *r, uint32_t frame, int32_t index);
