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

/* --- look.c: the objects to be seen from the recorded frames --- */
typedef struct Roots { const Obj *items; size_t count; } Roots;
void look_start(Recording *r, Obj module_name);
void look_stop(void);
/* Walks from the roots and adds what changed to the step. */
void look_around(Roots roots, Step *step);
/* The value as a word; an object met for the first time gets its number. */
Value look_value(Obj x);
RecordedObject *look_object(Obj x);         // NULL: a small int or nothing
/* An object that is no root any more because it is gone becomes NULL. */
bool look_is_alive(uint32_t number);

enum { MOST_EDGES = 100, MOST_OBJECTS = 20000, MOST_OCTETS = 256 };
