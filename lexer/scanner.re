/* lexer/scanner.re -- the spelling of tokens, as re2c rules.   SPDX-License-Identifier: MIT */
#include "lexer/scanner.h"

/*!re2c
    re2c:define:YYCTYPE  = "unsigned char";
    re2c:yyfill:enable   = 0;

    digits      = [0-9] ("_"? [0-9])*;
    exponent    = [eE] [-+]? digits;
    number      = "0" [xX] ("_"? [0-9a-fA-F])+
                | "0" [oO] ("_"? [0-7])+
                | "0" [bB] ("_"? [01])+
                | (digits | digits? "." digits | digits ".") exponent? [jJ]?;
    broken      = "0" [xXoObB];
    name        = [a-zA-Z_] [a-zA-Z0-9_]*;
    wide_name   = [a-zA-Z_\x80-\xff] [a-zA-Z0-9_\x80-\xff]*;
    prefix      = [rRuUbBfF] | [bBfF] [rR] | [rR] [bBfF];
*/

int scanner_next(const char **at, const char **start)
{
    const unsigned char *YYCURSOR = (const unsigned char *)*at, *YYMARKER;
    int kind;
    for (;;) {
        *start = (const char *)YYCURSOR;
/*!re2c
        [ \t\f]+                { continue; }
        "#" [^\n\x00]*          { continue; }
        "\\\n"                  { if (*YYCURSOR) continue; kind = SCAN_CONTINUATION_AT_END; break; }
        "\\"                    { kind = SCAN_BAD_CONTINUATION; break; }
        "\x00"                  { YYCURSOR--; kind = TOKEN_END; break; }
        "\n"                    { kind = TOKEN_NEWLINE; break; }
        prefix? ("'" | '"' | "'''" | '"""')  { kind = SCAN_QUOTE; break; }
        number | broken         { kind = TOKEN_NUMBER; break; }

        "and"       { kind = TOKEN_AND; break; }
        "as"        { kind = TOKEN_AS; break; }
        "assert"    { kind = TOKEN_ASSERT; break; }
        "async"     { kind = TOKEN_ASYNC; break; }
        "await"     { kind = TOKEN_AWAIT; break; }
        "break"     { kind = TOKEN_BREAK; break; }
        "class"     { kind = TOKEN_CLASS; break; }
        "continue"  { kind = TOKEN_CONTINUE; break; }
        "def"       { kind = TOKEN_DEF; break; }
        "del"       { kind = TOKEN_DEL; break; }
        "elif"      { kind = TOKEN_ELIF; break; }
        "else"      { kind = TOKEN_ELSE; break; }
        "except"    { kind = TOKEN_EXCEPT; break; }
        "False"     { kind = TOKEN_FALSE; break; }
        "finally"   { kind = TOKEN_FINALLY; break; }
        "for"       { kind = TOKEN_FOR; break; }
        "from"      { kind = TOKEN_FROM; break; }
        "global"    { kind = TOKEN_GLOBAL; break; }
        "if"        { kind = TOKEN_IF; break; }
        "import"    { kind = TOKEN_IMPORT; break; }
        "in"        { kind = TOKEN_IN; break; }
        "is"        { kind = TOKEN_IS; break; }
        "lambda"    { kind = TOKEN_LAMBDA; break; }
        "None"      { kind = TOKEN_NONE; break; }
        "nonlocal"  { kind = TOKEN_NONLOCAL; break; }
        "not"       { kind = TOKEN_NOT; break; }
        "or"        { kind = TOKEN_OR; break; }
        "pass"      { kind = TOKEN_PASS; break; }
        "raise"     { kind = TOKEN_RAISE; break; }
        "return"    { kind = TOKEN_RETURN; break; }
        "True"      { kind = TOKEN_TRUE; break; }
        "try"       { kind = TOKEN_TRY; break; }
        "while"     { kind = TOKEN_WHILE; break; }
        "with"      { kind = TOKEN_WITH; break; }
        "yield"     { kind = TOKEN_YIELD; break; }
        name        { kind = TOKEN_NAME; break; }
        wide_name   { kind = SCAN_NON_ASCII_NAME; break; }

        "("         { kind = TOKEN_LPAREN; break; }
        ")"         { kind = TOKEN_RPAREN; break; }
        "["         { kind = TOKEN_LBRACKET; break; }
        "]"         { kind = TOKEN_RBRACKET; break; }
        "{"         { kind = TOKEN_LBRACE; break; }
        "}"         { kind = TOKEN_RBRACE; break; }
        ","         { kind = TOKEN_COMMA; break; }
        ":"         { kind = TOKEN_COLON; break; }
        ":="        { kind = TOKEN_WALRUS; break; }
        ";"         { kind = TOKEN_SEMICOLON; break; }
        "."         { kind = TOKEN_DOT; break; }
        "..."       { kind = TOKEN_ELLIPSIS; break; }
        "->"        { kind = TOKEN_ARROW; break; }
        "="         { kind = TOKEN_EQUAL; break; }
        "+"         { kind = TOKEN_PLUS; break; }
        "-"         { kind = TOKEN_MINUS; break; }
        "*"         { kind = TOKEN_STAR; break; }
        "/"         { kind = TOKEN_SLASH; break; }
        "//"        { kind = TOKEN_DOUBLE_SLASH; break; }
        "%"         { kind = TOKEN_PERCENT; break; }
        "**"        { kind = TOKEN_DOUBLE_STAR; break; }
        "<<"        { kind = TOKEN_LEFT_SHIFT; break; }
        ">>"        { kind = TOKEN_RIGHT_SHIFT; break; }
        "&"         { kind = TOKEN_AMPERSAND; break; }
        "^"         { kind = TOKEN_CARET; break; }
        "|"         { kind = TOKEN_BAR; break; }
        "@"         { kind = TOKEN_AT; break; }
        "~"         { kind = TOKEN_TILDE; break; }
        "=="        { kind = TOKEN_EQUAL_EQUAL; break; }
        "!="        { kind = TOKEN_NOT_EQUAL; break; }
        "<>"        { kind = TOKEN_OTHER; break; }
        "<"         { kind = TOKEN_LESS; break; }
        ">"         { kind = TOKEN_GREATER; break; }
        "<="        { kind = TOKEN_LESS_EQUAL; break; }
        ">="        { kind = TOKEN_GREATER_EQUAL; break; }
        "+="        { kind = TOKEN_PLUS_EQUAL; break; }
        "-="        { kind = TOKEN_MINUS_EQUAL; break; }
        "*="        { kind = TOKEN_STAR_EQUAL; break; }
        "/="        { kind = TOKEN_SLASH_EQUAL; break; }
        "//="       { kind = TOKEN_DOUBLE_SLASH_EQUAL; break; }
        "%="        { kind = TOKEN_PERCENT_EQUAL; break; }
        "**="       { kind = TOKEN_DOUBLE_STAR_EQUAL; break; }
        "<<="       { kind = TOKEN_LEFT_SHIFT_EQUAL; break; }
        ">>="       { kind = TOKEN_RIGHT_SHIFT_EQUAL; break; }
        "&="        { kind = TOKEN_AMPERSAND_EQUAL; break; }
        "^="        { kind = TOKEN_CARET_EQUAL; break; }
        "|="        { kind = TOKEN_BAR_EQUAL; break; }
        "@="        { kind = TOKEN_AT_EQUAL; break; }
        "!"         { kind = TOKEN_EXCLAMATION; break; }
        *           { kind = TOKEN_OTHER; break; }
*/
    }
    *at = (const char *)YYCURSOR;
    return kind;
}
