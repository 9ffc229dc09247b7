/* runtime/trial.h -- finds by counts alone what only garbage refers to.
 * Read after: heap.h.   SPDX-License-Identifier: MIT
 *
 * From the counts of all containers of the chosen generations the references that they hold on
 * each other are taken away. What is left over comes from outside: a C function, a register, a
 * static variable, an older container. Whatever cannot be reached from such an object is garbage,
 * no matter what words happen to lie on the stack. */
#pragma once
#include "runtime/pile.h"

/* Pushes the garbage among the containers of generations 0 to `generation`, and leaves FLAG_TRIAL
 * set on it. The others are a generation older afterwards. */
void trial_find(Pile *garbage, unsigned generation);
/* Clears FLAG_TRIAL on x and on all that can be reached from it. */
void trial_spare(Object *x);
