/* lexer/softkeyword.h -- which names match, case and type are keywords where they stand, and
 * which parenthesis after `with` is around items.   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/lexer.h"

void softkeyword_mark(Tokens *tokens);
