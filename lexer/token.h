/* lexer/token.h -- one token: its kind and its place.   SPDX-License-Identifier: MIT */
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef enum TokenKind {
#define TOKEN(kind, spelling) TOKEN_##kind,
#include "lexer/tokens.def"
#undef TOKEN
    TOKEN_KIND_COUNT
} TokenKind;

extern const char *const token_spellings[TOKEN_KIND_COUNT];
extern const char *const token_names[TOKEN_KIND_COUNT];      // "PLUS_EQUAL"

typedef struct Token {
    uint8_t kind;             // TokenKind
    uint8_t depth;            // brackets open around it; its own counts as outside
    bool field;               // the { of an f-string's replacement field
    uint32_t start, end;      // byte offsets into the Source; end is just past it
} Token;

static inline bool token_is_keyword(TokenKind kind)
{
    return kind >= TOKEN_AND && kind != TOKEN_MATCH && kind != TOKEN_CASE && kind != TOKEN_TYPE;
}
