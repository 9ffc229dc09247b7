/* vm/modules/session.h -- builtins for whoever sits at the prompt.
 *   SPDX-License-Identifier: MIT */
#pragma once

/* Adds exit, quit, copyright, credits, license and help to the builtins. */
void session_start(void);
