/* runtime/types/unicode_names.c -- names of characters, from libunistring's tables.
 *   SPDX-License-Identifier: MIT
 * The library is loaded when a name is first asked for: few programs do, and it costs start-up. */
#include "runtime/types/unicode.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* --- names that the library does not know --- */

static const struct { uint32_t point; const char *name; } aliases[] = {
#define ALIAS(point, name) { point, name },
#include "runtime/types/unicode_aliases.def"
#undef ALIAS
};
static const struct { uint32_t point; const char *name; } newest[] = {
    { 0x2ffc, "IDEOGRAPHIC DESCRIPTION CHARACTER SURROUND FROM RIGHT" },
    { 0x2ffd, "IDEOGRAPHIC DESCRIPTION CHARACTER SURROUND FROM LOWER RIGHT" },
    { 0x2ffe, "IDEOGRAPHIC DESCRIPTION CHARACTER HORIZONTAL REFLECTION" },
    { 0x2fff, "IDEOGRAPHIC DESCRIPTION CHARACTER ROTATION" },
    { 0x31ef, "IDEOGRAPHIC DESCRIPTION CHARACTER SUBTRACTION" },
};
static const char ideograph[] = "CJK UNIFIED IDEOGRAPH-";

static bool is_ideograph(uint32_t c)
{
    static const uint32_t ranges[][2] = {
        { 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, { 0x20000, 0x2a6df }, { 0x2a700, 0x2b739 },
        { 0x2b740, 0x2b81d }, { 0x2b820, 0x2cea1 }, { 0x2ceb0, 0x2ebe0 }, { 0x2ebf0, 0x2ee5d },
        { 0x30000, 0x3134a }, { 0x31350, 0x323af },
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
    return false;
}

/* "CJK UNIFIED IDEOGRAPH-4E00" */
static bool find_ideograph(const char *name, uint32_t *point)
{
    size_t prefix = sizeof ideograph - 1, digits = strspn(name + prefix, "0123456789ABCDEF");
    if ((digits != 4 && digits != 5) || name[prefix + digits]) return false;
    *point = (uint32_t)strtoul(name + prefix, NULL, 16);
    return is_ideograph(*point);
}

/* "VS17", a variation selector */
static bool find_selector(const char *name, uint32_t *point)
{
    size_t digits = strspn(name + 2, "0123456789");
    long number = digits && digits < 4 && !name[2 + digits] && name[2] != '0' ? atol(name + 2) : 0;
    if (number < 1 || number > 256) return false;
    *point = (uint32_t)(number <= 16 ? 0xfe00 + number - 1 : 0xe0100 + number - 17);
    return true;
}

static bool find_other(const char *name, uint32_t *point)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        *point = aliases[i].point;
        if (strcasecmp(aliases[i].name, name) == 0) return true;
    }
    for (size_t i = 0; i < sizeof newest / sizeof *newest; i++) {
        *point = newest[i].point;
        if (strcasecmp(newest[i].name, name) == 0) return true;
    }
    return strncasecmp(name, "VS", 2) == 0 && find_selector(name, point);
}

/* --- all names --- */

bool unicode_find_name(const char *name, size_t length, uint32_t *point)
{
    char text[UNICODE_NAME_ROOM];
    if (length == 0 || length >= sizeof text || memchr(name, 0, length)) return false;
    memcpy(text, name, length);
    text[length] = 0;
    if (strncmp(text, ideograph, sizeof ideograph - 1) == 0) return find_ideograph(text, point);
    bool syllable = strncasecmp(text, "HANGUL SYLLABLE ", 16) == 0;
    if (syllable && strpbrk(text, "abcdefghijklmnopqrstuvwxyz")) return false;
    if (find_other(text, point)) return true;
    if (!load_tables()) return false;
    *point = find_character(text);
    return *point != NO_CHARACTER;
}

bool unicode_name(uint32_t point, char *name)
{
    if (is_ideograph(point)) return sprintf(name, "%s%X", ideograph, point) > 0;
    for (size_t i = 0; i < sizeof newest / sizeof *newest; i++)
        if (newest[i].point == point) return strcpy(name, newest[i].name);
    return load_tables() && find_name(point, name);
}
