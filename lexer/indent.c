/* lexer/indent.c -- INDENT and DEDENT from the columns where lines start.
 *   SPDX-License-Identifier: MIT */
#include "lexer/lexing.h"

#define TAB 8

/* Columns of the first token; false if the line is blank. A joined line counts from its start. */
static bool measure(Lexer *lexer, int *column, int *narrow)
{
    int joined = -1, joined_narrow = 0;
    *column = *narrow = 0;
    for (;; lexer->at++) {
        switch (*lexer->at) {
        case ' ':
            ++*column, ++*narrow;
            continue;
        case '\t':
            *column = (*column / TAB + 1) * TAB;
            ++*narrow;
            continue;
        case '\f':
            *column = *narrow = 0;
            continue;
        case '\\':
            if (lexer->at[1] != '\n' || !lexer->at[2]) break;
            if (joined < 0) joined = *column, joined_narrow = *narrow;
            *column = *narrow = 0;
            lexer->at++;
            continue;
        case '#':
            while (*lexer->at != '\n' && *lexer->at) lexer->at++;
            return false;
        case '\n': case '\0':
            return false;
        }
        if (joined >= 0) *column = joined, *narrow = joined_narrow;
        return true;
    }
}

static const char *line_end(const char *at)
{
    while (*at != '\n' && *at) at++;
    return at;
}

static bool fail_tabs(Lexer *lexer, const char *start)
{
    return lexer_fail_kind(lexer, PROBLEM_TAB, start, start,
                           "inconsistent use of tabs and spaces in indentation");
}

static bool dedent(Lexer *lexer, int column, int narrow, const char *start)
{
    int left = lexer->indent_count;
    while (column < lexer->indents[left - 1].column) left--;
    if (column != lexer->indents[left - 1].column) {
        const char *end = line_end(lexer->at);
        return lexer_fail_kind(lexer, PROBLEM_INDENTATION, end, end,
                               "unindent does not match any outer indentation level");
    }
    for (; lexer->indent_count > left; lexer->indent_count--)
        lexer_add(lexer, TOKEN_DEDENT, lexer->at, lexer->at);
    return narrow == lexer->indents[lexer->indent_count - 1].narrow || fail_tabs(lexer, start);
}

bool indent_read(Lexer *lexer)
{
    const char *start = lexer->at;
    int column, narrow;
    if (!measure(lexer, &column, &narrow)) return true;
    int top = lexer->indent_count - 1;
    if (column == lexer->indents[top].column)
        return narrow == lexer->indents[top].narrow || fail_tabs(lexer, start);
    if (column < lexer->indents[top].column) return dedent(lexer, column, narrow, start);
    if (lexer->indent_count == MAX_INDENTS)
        return lexer_fail_kind(lexer, PROBLEM_INDENTATION, start, start,
                               "too many levels of indentation");
    if (narrow <= lexer->indents[top].narrow) return fail_tabs(lexer, start);
    lexer->indents[lexer->indent_count].column = column;
    lexer->indents[lexer->indent_count++].narrow = narrow;
    lexer_add(lexer, TOKEN_INDENT, start, lexer->at);
    return true;
}

void indent_finish(Lexer *lexer)
{
    for (; lexer->indent_count > 1; lexer->indent_count--)
        lexer_add(lexer, TOKEN_DEDENT, lexer->at, lexer->at);
}
