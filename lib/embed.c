/* lib/embed.c -- build tool: prints the modules given as paths below lib/ as a C table, or, after
 * "--text NAME", the files up to the next one as the array of characters NAME.
 * SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *path, const char *why)
{
    fprintf(stderr, "embed: %s: %s\n", path, why);
    exit(1);
}

static size_t print_characters(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) fail(path, "cannot be opened");
    size_t length = 0;
    int c;
    for (; (c = getc(file)) != EOF; length++)
        printf("%s%d,", length % 24 ? "" : "\n    ", (signed char)c);
    if (ferror(file)) fail(path, "cannot be read");
    fclose(file);
    return length;
}

static size_t print_text(const char *path, int index)
{
    printf("static const char text_%d[] = {", index);
    size_t length = print_characters(path);
    printf("\n    0 };    // %s\n", path);
    return length;
}

static int print_texts(int count, char **words)
{
    printf("/* written by lib/embed.c */\n");
    for (int i = 0; i + 1 < count; ) {
        if (strcmp(words[i], "--text") != 0) fail(words[i], "comes before --text");
        printf("extern const char %s[];\nconst char %s[] = {", words[i + 1], words[i + 1]);
        for (i += 2; i < count && strcmp(words[i], "--text") != 0; i++) print_characters(words[i]);
        printf("\n    0 };\n");
    }
    return 0;
}

/* "lib/a/b.py" is a.b, "lib/a/__init__.py" is a. */
static void print_row(const char *path, int index, size_t length)
{
    char name[256];
    if (strncmp(path, "lib/", 4) != 0 || strlen(path) >= sizeof name) fail(path, "not in lib/");
    strcpy(name, path + 4);
    char *end = name + strlen(name) - 3;
    if (end <= name || strcmp(end, ".py") != 0) fail(path, "not a .py file");
    *end = 0;
    for (char *c = name; *c; c++) if (*c == '/') *c = '.';
    static const char init[] = ".__init__";
    end -= sizeof init - 1;
    bool package = end > name && strcmp(end, init) == 0;
    if (package) *end = 0;
    printf("    { \"%s\", %s, text_%d, %zu },\n", name, package ? "true" : "false", index, length);
}

int main(int count, char **paths)
{
    if (count > 1 && !strcmp(paths[1], "--text")) return print_texts(count - 1, paths + 1);
    size_t *lengths = calloc((size_t)count, sizeof *lengths);
    if (!lengths) fail("memory", "none left");
    printf("/* build/lib_embedded.c -- the modules of lib/; written by lib/embed.c */\n"
           "#include \"lib/embedded.h\"\n\n");
    for (int i = 1; i < count; i++) lengths[i] = print_text(paths[i], i);
    printf("\nconst EmbeddedModule embedded_modules[] = {\n");
    for (int i = 1; i < count; i++) print_row(paths[i], i, lengths[i]);
    printf("    { 0 }\n};\nconst size_t embedded_count = %d;\n", count - 1);
    free(lengths);
    return 0;
}
