/* runtime/modules/signal.h -- signals of the system as calls at safe points.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

/* A signal has come; signal_run_pending() is due at the next safe point. */
extern volatile bool signal_wanted;
/* Called, in the signal handler, right after signal_wanted was set: raises the flag that the loop
 * of the interpreter looks at. May be NULL. */
extern void (*signal_notify)(void);
/* Runs the handlers of the signals that have come. */
MAY_RAISE bool signal_run_pending(void);
/* Is there a function to be called for it? */
bool signal_is_handled(int number);
/* As if the signal had come just now. */
void signal_note(int number);
/* At start-up: SIGINT raises KeyboardInterrupt, SIGPIPE and SIGXFSZ are ignored. */
void signal_start(void);
/* In a child process after a fork: what came before was for the parent. */
void signal_forget_pending(void);
/* The frame that handlers are given; set by the VM. NULL, or a NULL answer: None. */
extern Ref (*signal_get_frame)(void);
