/* runtime/blocking.c -- the hooks around waiting, before anybody sets them.
 *   SPDX-License-Identifier: MIT */
#include "runtime/blocking.h"

static void nothing(void)       { }
static bool go_on(void)         { return true; }

void (*blocking_begin)(void) = nothing;
void (*blocking_end)(void) = nothing;
bool (*blocking_interrupted)(void) = go_on;
