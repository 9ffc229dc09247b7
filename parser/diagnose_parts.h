/* parser/diagnose_parts.h -- the checks of diagnosis that are not about lines and blocks.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "parser/build.h"

const Token *diagnose_token(const Parser *p, uint32_t i);
TokenKind diagnose_kind(const Parser *p, uint32_t i);
Span diagnose_span(const Parser *p, uint32_t from, uint32_t to);   // of tokens from ... to - 1

/* Each raises and returns true if it knows what is wrong. */
bool diagnose_expression(Parser *p);
bool diagnose_parameters(Parser *p);
bool diagnose_type_parameters(Parser *p);
bool diagnose_field(Parser *p);               // of an f-string
bool diagnose_pattern(Parser *p);
