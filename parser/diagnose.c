/* parser/diagnose.c -- says what is wrong.  SPDX-License-Identifier: MIT */
#include "parser/diagnose.h"
void *diagnose(Parser *p)
{
    if (error_pending()) return NULL;
    if (p->tokens.items[p->at].kind==TOKEN_ERROR) return lexer_raise_problem(&p->tokens);
    return FAIL_AT(p, p->tokens.items[p->at], "invalid syntax");
}
