/* lib/embedded.h -- the modules of lib/, carried inside the program.   SPDX-License-Identifier: MIT
 * The table is written to build/lib_embedded.c by lib/embed.c. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct EmbeddedModule {
    const char *name;         // dotted: "collections.abc"
    bool is_package;          // the text is its __init__.py
    const char *text;         // UTF-8, NUL-terminated
    size_t length;
} EmbeddedModule;
extern const EmbeddedModule embedded_modules[];    // sorted by path
extern const size_t embedded_count;

/* What they compile to, in the same order (vm/code_pack.h); written to lib_code.c by lib/pack.c. */
typedef struct EmbeddedCode { const char *data; size_t length; } EmbeddedCode;
extern const EmbeddedCode embedded_code[];
