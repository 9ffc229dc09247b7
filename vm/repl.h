/* vm/repl.h -- the prompt.   SPDX-License-Identifier: MIT */
#pragma once

void repl_greet(void);                            // version and first hints, unless -q
/* Reads and runs statements until the end of input or SystemExit; the exit status. */
int  repl_run(void);
