/* runtime/signals.h -- signals: noted when they arrive, handled at the next safe point.
 *   SPDX-License-Identifier: MIT
 * The VM calls signals_run from its safe points; the module signal decides what handlers are. */
#pragma once
#include "runtime/object.h"

enum { SIGNAL_COUNT = 65 };                     // numbers are 1..64

/* Set by the VM; called inside a signal handler: running code shall come to a safe point soon. */
extern void (*signals_wake)(void);
/* Set by the module signal: does what the program wants done for a signal that has arrived.
 * NULL: SIGINT raises KeyboardInterrupt, nothing else happens. */
extern bool (*signals_handle)(int number);
/* The number of each signal that arrives is written to this descriptor as an octet; -1: none. */
extern volatile int signals_wakeup_descriptor;

/* What the system does with a signal from now on; false: errno says why not. */
bool signals_note(int number);                  // signals_run will see it
bool signals_ignore(int number);
bool signals_restore(int number);               // the system's default
/* Takes note of a signal as if it had arrived. */
void signals_arrive(int number);
/* A signal is waiting to be handled (by the main thread). */
bool signals_waiting(void);
/* Is this one waiting? It then no longer is. */
bool signals_take(int number);
/* Handles what has arrived, in the main thread; in any other one it does nothing. */
MAY_RAISE bool signals_run(void);
/* The calling thread is the main one; SIGINT is noted, SIGPIPE and SIGXFSZ are ignored. */
void signals_start(void);
