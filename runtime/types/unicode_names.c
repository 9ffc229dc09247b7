/* runtime/types/unicode_names.c -- names of characters, from libunistring's tables.
 *   SPDX-License-Identifier: MIT
 * The library is loaded when a name is first asked for: few programs do, and it costs start-up. */
#include "runtime/types/unicode.h"
#include <dlfcn.h>
#include <string.h>

enum { NO_CHARACTER = 0xffff };

static uint32_t (*find_character)(const char *name);
static char *(*find_name)(uint32_t point, char *buffer);

static bool load_tables(void)
{
    static bool tried;
    if (!tried) {
        tried = true;
        void *library = dlopen("libunistring.so.2", RTLD_LAZY | RTLD_LOCAL);
        if (!library) library = dlopen("libunistring.so.5", RTLD_LAZY | RTLD_LOCAL);
        if (library) {
            find_character = (uint32_t (*)(const char *))dlsym(library, "unicode_name_character");
            find_name = (char *(*)(uint32_t, char *))dlsym(library, "unicode_character_name");
        }
    }
    return find_character && find_name;
}

bool unicode_find_name(const char *name, size_t length, uint32_t *point)
{
    char text[UNICODE_NAME_ROOM];
    if (length == 0 || length >= sizeof text || memchr(name, 0, length) || !load_tables())
        return false;
    memcpy(text, name, length);
    text[length] = 0;
    *point = find_character(text);
    return *point != NO_CHARACTER;
}

bool unicode_name(uint32_t point, char *name) { return load_tables() && find_name(point, name); }
