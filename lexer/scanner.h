/* lexer/scanner.h -- one raw token from the bytes; knows nothing of lines, brackets or f-strings.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "lexer/token.h"

/* What the scanner says besides the kinds of token.h. */
enum {
    SCAN_NON_ASCII_NAME = TOKEN_KIND_COUNT,   // a name with bytes >= 0x80, to be checked
    SCAN_QUOTE,               // prefix and opening quotes of a string; the rest is not read
    SCAN_BAD_CONTINUATION,    // a backslash that does not end the line
    SCAN_CONTINUATION_AT_END, // a backslash that ends the last line
};

/* Reads past blanks, comments and joined lines to a token from *at to the new *at. */
int scanner_next(const char **at, const char **start);
