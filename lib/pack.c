/* lib/pack.c -- build tool: prints what the modules of lib/ compile to as a C table.
 * SPDX-License-Identifier: MIT */
#include "lib/embedded.h"
#include "runtime/types/str.h"
#include "vm/code_pack.h"
#include "vm/options.h"
#include "vm/pipeline.h"
#include <stdbool.h>
#include <stdio.h>

const EmbeddedCode embedded_code[1 << 10];       // nothing is compiled yet

static bool print_code(const EmbeddedModule *module, size_t index)
{
    scoped_packing Packing packing = { 0 };
    scoped Ref name = str_from_text(module->name);
    scoped Ref code = pipeline_compile_bytes(name, module->text, module->length, PARSE_FILE);
    if (!code) {
        pipeline_report();
        return false;
    }
    if (!code_pack(code, &packing)) packing.length = 0;
    printf("static const char code_%zu[] =    // %s", index, module->name);
    for (size_t i = 0; i < packing.length; i++)
        printf("%s\\%03o", i % 24 ? "" : i ? "\"\n    \"" : "\n    \"", packing.data[i]);
    printf("%s;\n#define LENGTH_%zu %zu\n", packing.length ? "\"" : "\"\"", index, packing.length);
    return true;
}

int main(int argc, char **argv)
{
    int status = 0;
    if (!options_read(argc, argv, &status)) return status;
    pipeline_start(argc, argv);
    printf("/* lib_code.c -- what the modules of lib/ compile to; written by lib/pack.c */\n"
           "#include \"lib/embedded.h\"\n\n");
    for (size_t i = 0; i < embedded_count; i++)
        if (!print_code(&embedded_modules[i], i)) return 1;
    printf("\nconst EmbeddedCode embedded_code[] = {\n");
    for (size_t i = 0; i < embedded_count; i++) printf("    { code_%zu, LENGTH_%zu },\n", i, i);
    printf("    { 0 }\n};\n");
    return pipeline_finish(0);
}
