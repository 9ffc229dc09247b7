/* lexer/token_dump.h -- eye: --tokens, each line of a text above its tokens.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/source.h"

/* A str; what can't be a token ends it with its error's message. */
Ref token_dump(const Source *source);
