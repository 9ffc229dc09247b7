/* vm/repl.c -- the prompt: reads a statement, runs it, shows what went wrong, goes on. */
#include "vm/repl.h"
#include "runtime/attribute.h"
#include "runtime/builtins/builtins.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include "vm/compiler/compile.h"
#include "vm/line_editor.h"
#include "vm/modules/sys.h"
#include "vm/options.h"
#include "vm/pipeline.h"
#include "vm/program.h"
#include "vm/report.h"
#include "vm/source_lines.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What was typed since the last complete statement.
typedef struct Typed { char *text; size_t length; } Typed;

static void flush_output(void)
{
    static const char *const names[] = { "stdout", "stderr" };
    for (int i = 0; i < 2; i++) {
        scoped Ref file = keep_or_null(sys_peek(names[i]));
        scoped Ref done = file && !is_none(file) ? call_method0(file, name_flush) : NULL;
        if (!done) error_clear();
    }
}

static void say(const char *text)
{
    scoped Ref line = str_from_text(text);
    if (!sys_write("stderr", line)) error_clear();
    flush_output();
}

void repl_greet(void)
{
    if (options.quiet) return;
    say("Tuplet " TUPLET_VERSION " (Python 3.13.0) on linux\n"
        "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n");
}

// sys.ps1 or sys.ps2, by its str() at each prompt.
static Ref prompt_text(bool more)
{
    Obj prompt = sys_peek(more ? "ps2" : "ps1");
    Ref text = prompt ? object_str(prompt) : str_empty();
    if (text) return text;
    error_clear();
    return str_empty();
}

static LineResult read_more(Typed *typed)
{
    scoped Ref prompt = prompt_text(typed->length > 0);
    char *line = NULL;
    flush_output();
    LineResult result = line_editor_read(str_utf8_lossy(prompt, NULL), &line);
    if (result != LINE_READ) return result;
    size_t length = strlen(line);
    if (length && line[length - 1] == '\n') line[--length] = 0;
    line_editor_remember(line);
    typed->text = realloc(typed->text, typed->length + length + 2);
    memcpy(typed->text + typed->length, line, length);
    memcpy(typed->text + typed->length + length, "\n", 2);
    typed->length += length + 1;
    free(line);
    return LINE_READ;
}

static void forget(Typed *typed)
{
    free(typed->text);
    *typed = (Typed){ 0 };
}

static bool is_blank(const Typed *typed)
{
    return strspn(typed->text, " \t\f\n") == typed->length;
}

static Ref compile_typed(const Source *source, Arena *nodes, Node *tree)
{
    Symtable *scopes = symtable_build(tree, source, nodes);
    return scopes ? compile_tree(tree, scopes, source) : NULL;
}

// PARSE_MORE: nothing was run, lines are missing. PARSE_ERROR: an exception is pending.
static ParseStatus run_typed(const Typed *typed, bool at_end)
{
    static unsigned number;
    scoped Ref name = str_format("<python-input-%u>", number);
    scoped_source Source source = { 0 };
    scoped_arena Arena nodes = arena_new();
    scoped Ref text = str_decode(typed->text, typed->length, "utf-8", "strict");
    if (!text || !source_open_str(&source, name, text)) return PARSE_ERROR;
    Node *tree = NULL;
    ParseStatus status = parser_status(&source, &nodes, &tree);
    if (status == PARSE_MORE && at_end) {
        tree = parser_read(&source, PARSE_SINGLE, &nodes);
        status = tree ? PARSE_DONE : PARSE_ERROR;
    }
    if (status == PARSE_MORE) return PARSE_MORE;
    number++;
    source_lines_keep(name, text);
    if (status == PARSE_ERROR) return PARSE_ERROR;
    scoped Ref code = compile_typed(&source, &nodes, tree);
    return code && program_run_code(code) ? PARSE_DONE : PARSE_ERROR;
}

// False: the session ends, with *status.
static bool handle_error(int *status)
{
    flush_output();
    if (report_take_exit(status) || !report_take(status)) return false;
    return true;
}

static bool step(Typed *typed, int *status)
{
    LineResult result = read_more(typed);
    if (result == LINE_INTERRUPTED) {
        say("\nKeyboardInterrupt\n");
        forget(typed);
        return true;
    }
    bool at_end = result == LINE_END;
    if (at_end) say("\n");
    if (at_end && !typed->length) return false;
    if (!at_end && result == LINE_READ && is_blank(typed)) {
        forget(typed);
        return true;
    }
    ParseStatus done = result == LINE_FAILED ? PARSE_ERROR : run_typed(typed, at_end);
    if (done == PARSE_MORE) return true;
    forget(typed);
    return done == PARSE_DONE || handle_error(status);
}

int repl_run(void)
{
    static const char *const prompts[][2] = { { "ps1", ">>> " }, { "ps2", "... " } };
    for (int i = 0; i < 2; i++) {
        scoped Ref text = str_from_text(prompts[i][1]);
        if (!sys_peek(prompts[i][0])) sys_set(prompts[i][0], text);
    }
    int status = 0;
    Typed typed = { 0 };
    line_editor_load();
    while (step(&typed, &status)) {}
    forget(&typed);
    line_editor_save();
    return status;
}
