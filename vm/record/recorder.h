/* vm/record/recorder.h -- records the main thread's run of one source, instruction by instruction.
 *   SPDX-License-Identifier: MIT
 * Looking changes nothing: no counts, no user code, no memory of the heap. Off, it costs nothing. */
#pragma once
#include "vm/record/recording.h"

/* Told after each step, when its changes are complete; `index` in the recording. */
typedef void (*StepListener)(const Recording *r, const Step *step);

/* Code whose co_filename is `filename` is recorded from here on. False: one is under way. */
bool recorder_start(Obj filename, size_t limit, StepListener listener);
/* Takes the last changes down; the caller frees the recording. */
Recording *recorder_stop(void);
bool recorder_is_on(void);
bool recorder_records(const Code *code);
