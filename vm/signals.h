/* vm/signals.h -- signals reach running code.   SPDX-License-Identifier: MIT */
#pragma once

/* Once, in the main thread: from now on SIGINT raises KeyboardInterrupt at the next safe point. */
void signals_connect(void);
