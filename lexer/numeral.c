/* lexer/numeral.c -- what may follow a number, and what is wrong with one.
 *   SPDX-License-Identifier: MIT */
#include "lexer/lexing.h"
#include <ctype.h>
#include <string.h>

static bool is_name_byte(char c)              { return isalnum((unsigned char)c) || c == '_'; }

/* What may touch a number: `1if x else 2`. As in the reference, only the beginning counts. */
static bool is_allowed_word(const char *at)
{
    static const char *const words[] = { "and", "else", "for", "if", "in", "is", "not", "or" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strncmp(words[i], at, strlen(words[i]))) return true;
    return false;
}

static bool fail_literal(Lexer *lexer, const char *at, const char *what)
{
    return lexer_fail(lexer, at, at, "invalid %s literal", what);
}

/* 0x, 0o and 0b. */
static bool check_prefixed(Lexer *lexer, const char *start, const char *end)
{
    char letter = tolower((unsigned char)start[1]);
    const char *what = letter == 'x' ? "hexadecimal" : letter == 'o' ? "octal" : "binary";
    bool digit_next = isdigit((unsigned char)*end);
    if (letter != 'x' && (digit_next || (*end == '_' && isdigit((unsigned char)end[1])))) {
        if (*end == '_') end++;
        return lexer_fail(lexer, end, end, "invalid digit '%c' in %s literal", *end, what);
    }
    if (end - start == 2)
        return fail_literal(lexer, *end == '_' ? end : end - 1, what);
    if (*end == '_') return fail_literal(lexer, end, what);
    if (is_name_byte(*end) && !is_allowed_word(end)) return fail_literal(lexer, end - 1, what);
    return true;
}

/* 012 is refused, unless it goes on as 012.5, 012e1 or 012j; zeros alone are allowed. */
static bool check_leading_zeros(Lexer *lexer, const char *start, const char *end)
{
    if (*start != '0') return true;
    const char *p = start;
    while (p < end && (*p == '0' || *p == '_')) p++;
    if (p == end) return true;
    for (const char *q = p; q < end; q++)
        if (!isdigit((unsigned char)*q) && *q != '_') return true;
    return lexer_fail(lexer, start, p, "leading zeros in decimal integer literals are not "
                      "permitted; use an 0o prefix for octal integers");
}

bool numeral_check(Lexer *lexer, const char *start)
{
    const char *end = lexer->at;
    if (end - start >= 2 && *start == '0' && strchr("xXoObB", start[1]))
        return check_prefixed(lexer, start, end);
    bool imaginary = end[-1] == 'j' || end[-1] == 'J';
    if (!check_leading_zeros(lexer, start, end)) return false;
    if (*end == '_' && !imaginary)
        return fail_literal(lexer, end[-1] == '.' ? end - 1 : end, "decimal");
    if ((*end == 'e' || *end == 'E') && (end[1] == '-' || end[1] == '+'))
        return fail_literal(lexer, end + 1, "decimal");
    if (is_name_byte(*end) && !is_allowed_word(end))
        return fail_literal(lexer, end - 1, imaginary ? "imaginary" : "decimal");
    return true;
}
