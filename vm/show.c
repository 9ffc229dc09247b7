/* vm/show.c -- --tokens, --ast, --scopes, --code: what a file becomes on its way. */
#include "lexer/token_dump.h"
#include "parser/ast_dump.h"
#include "parser/symtable_dump.h"
#include "runtime/types/bytes.h"
#include "runtime/types/str.h"
#include "vm/code_dump.h"
#include "vm/compiler/compile.h"
#include "vm/modules/sys.h"
#include "vm/options.h"
#include "vm/pipeline.h"
#include "vm/program.h"
#include <stdio.h>
#include <string.h>

static bool show_text(Ref text)
{
    scoped Ref shown = text;
    return shown && sys_write("stdout", shown);
}

static bool show(const Source *source)
{
    if (options.work == WORK_TOKENS) return show_text(token_dump(source));
    scoped_arena Arena nodes = arena_new();
    Node *tree = parser_read(source, PARSE_FILE, &nodes);
    if (!tree) return false;
    if (options.work == WORK_AST) return show_text(ast_dump(source, tree));
    Symtable *scopes = symtable_build(tree, source, &nodes);
    if (!scopes) return false;
    if (options.work == WORK_SCOPES) {
        symtable_dump(scopes, stdout);
        return true;
    }
    scoped Ref code = compile_tree(tree, scopes, source);
    if (code) code_dump((const Code *)code, source, stdout);
    return code != NULL;
}

int program_show(void)
{
    bool from_stdin = !strcmp(options.target, "-");
    scoped Ref name = str_decode_filename(from_stdin ? "<stdin>" : options.target);
    scoped Ref bytes = from_stdin ? program_read_stdin() : pipeline_read_file(options.target);
    scoped_source Source source = { 0 };
    bool good = bytes && source_open(&source, name, bytes_data(bytes), bytes_length(bytes));
    if (!good || !show(&source)) return pipeline_report();
    fflush(stdout);
    return 0;
}
