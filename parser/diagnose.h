/* parser/diagnose.h -- says what is wrong with tokens that the grammar refused.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "parser/build.h"

/* Raises, unless an action of the grammar has done so already; p->at is the token it stopped at.
 * Returns NULL. */
void *diagnose(Parser *p);
/* The token that the parser stopped at, for errors that say no more of where they are. */
SyntaxPlace diagnose_stop(const Parser *p);
