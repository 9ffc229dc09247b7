/* parser/extent.h -- where an expression ends, told from tokens alone.
 *   SPDX-License-Identifier: MIT
 *
 * Diagnosis asks what stands around a token that the grammar refused. What is in brackets is taken
 * for good. Each function gets the index where an expression should start and gives the index just
 * past the longest one there, or 0 if none starts there. */
#pragma once
#include "lexer/lexer.h"

uint32_t extent_primary(const Tokens *t, uint32_t i);
uint32_t extent_arithmetic(const Tokens *t, uint32_t i);     // operators down to `|`
uint32_t extent_disjunction(const Tokens *t, uint32_t i);    // and `not`, comparisons, `and`, `or`
uint32_t extent_expression(const Tokens *t, uint32_t i);     // and `if else`, lambda
uint32_t extent_expressions(const Tokens *t, uint32_t i);    // and commas, stars
/* What a primary or arithmetic expression would be called as a target: "function call". */
const char *extent_describe(const Tokens *t, uint32_t from, uint32_t to);
/* The bracket that is open around a token; its index, or UINT32_MAX. */
uint32_t extent_opening(const Tokens *t, uint32_t i);
uint32_t extent_statement(const Tokens *t, uint32_t i);      // the first token of its line
