/* vm/record/quiet.h -- which instructions can change only what they are given.   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/record/recording.h"

enum { MOST_TOUCHED = 12 };

/* What to examine after the instruction: objects as they were numbered before it. */
typedef struct Quiet {
    bool quiet;               // false: anything may change, look around
    int depth;                // how far from the touched ones changes may be
    size_t count;
    Value touched[MOST_TOUCHED];
} Quiet;

/* Before instruction `at` is executed. */
void quiet_expect(Quiet *q, const Frame *frame, size_t at);
