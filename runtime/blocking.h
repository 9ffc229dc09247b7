/* runtime/blocking.h -- around calls of the system that may wait: other threads run meanwhile, and
 * signals that arrive are handled.   SPDX-License-Identifier: MIT
 * Hooks, set by whoever has the interpreter lock and the signal handlers; at first they do nothing.
 *     do { blocking_begin(); result = read(...); blocking_end(); }
 *     while (result < 0 && errno == EINTR && blocking_interrupted());   */
#pragma once
#include "runtime/object.h"

extern void (*blocking_begin)(void);            // gives the interpreter lock up; keeps errno
extern void (*blocking_end)(void);              // takes it again; keeps errno
extern bool (*blocking_interrupted)(void);      // runs signal handlers; false: one raised
