/* vm/record/look.h -- the objects to be seen from the recorded frames: numbers for addresses, what
 * is to be seen of each, and what changed.   SPDX-License-Identifier: MIT
 *
 * Two ways to find changes: look_around walks from the roots; look_touch examines one object and,
 * where something changed there, what it holds or held. The first finds all; the second is enough
 * after an instruction that can change only what it was given (quiet.h).
 */
#pragma once
#include "vm/record/recording.h"

enum { MOST_EDGES = 100, MOST_OBJECTS = 20000, MOST_OCTETS = 256 };

typedef struct Roots { const Obj *items; size_t count; } Roots;

void look_start(Recording *r);
void look_stop(void);
void look_around(Roots roots, Step *step);
void look_begin(void);                      // a new round of touching: each object once
void look_touch(Value value, int depth, Step *step);
/* Ends of objects since the last look; false: too many for the list, so look around. */
bool look_settle_gone(Step *step);
/* The value as a word; an object met for the first time gets its number. */
Value look_value(Obj x);
RecordedObject *look_object(Obj x);         // NULL: a small int or nothing
bool look_is_alive(uint32_t number);

/* --- content.c --- */
uint64_t content_first_print(Obj x);        // what tells a rewritten float or text from itself
uint64_t content_print(Obj x);
Content *content_of(Obj x, Recording *r);
/* What x holds and the recording follows: not the interpreter's own names and tables. */
void content_children(Obj x, Visit visit, void *context);
