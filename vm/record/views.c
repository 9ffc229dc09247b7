/* vm/record/views.c -- what the command line asks to see of a run. */
#include "vm/record/views.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"
#include "vm/import.h"
#include "vm/options.h"
#include "vm/pipeline.h"
#include "vm/record/dot.h"
#include "vm/record/export.h"
#include "vm/record/page.h"
#include "vm/record/recorder.h"
#include "vm/record/trace.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct { char *data; size_t length; } source;
static pid_t recorded_process;                     // a child made by fork() shows nothing of its own
static int shown_on = -1;     // descriptor for what is shown on standard output, kept free of the program's

// The program's own output makes room for the view: it goes to standard error.
static void make_room(void)
{
    fflush(stdout);
    shown_on = dup(1);
    if (shown_on >= 0) dup2(2, 1);
}

static Text drawing;          // --dot --at: the latest

static void draw_at_line(const Recording *r, const Step *step)
{
    const RecordedCode *code = r->codes[recording_frame(r, step->frame)->code - 1];
    const RecordedInstruction *i = &code->instructions[step->at];
    if (i->position.line != options.at_line || i->op == OPCODE_RETURN || i->op == OPCODE_RETURN_NONE) return;
    text_cut(&drawing, 0);
    dot_put(&drawing, r);
}

void views_begin(Obj name, Obj bytes)
{
    if (options.view == VIEW_NONE) return;
    bool trace = options.view == VIEW_TRACE, draw = options.view == VIEW_DOT;
    recorded_process = getpid();
    source.length = bytes_length(bytes);
    source.data = malloc(source.length + 1);
    if (!source.data) abort();
    memcpy(source.data, bytes_data(bytes), source.length);
    if (!trace && options.view != VIEW_TEACH && !options.view_file) make_room();
    StepListener listener = trace ? trace_step : draw && options.at_line ? draw_at_line : NULL;
    recorder_start(name, trace || draw ? 1 : options.limit, listener);
}

static void write_out(const Text *text)
{
    FILE *file = options.view_file ? fopen(options.view_file, "w") : fdopen(shown_on, "w");
    if (!file || fwrite(text->data, 1, text->length, file) != text->length || fclose(file))
        fprintf(stderr, "%s: can't write %s: %s\n", options.program,
                options.view_file ? options.view_file : "the recording", strerror(errno));
}

static void teach(const Recording *r)
{
    scoped Ref name = str_from_text("inside._teach"), module = import_module(name), done = NULL;
    Sink sink = { 0 };
    if (module) {
        export_recording(&sink, r, source.data, source.length);
        scoped Ref data = sink.result;
        Obj found = dict_peek_str(import_modules, name);
        done = found ? call_method1(found, intern("show"), data) : NULL;
    }
    if (error_pending()) pipeline_report();
}

void views_end(int status)
{
    if (!recorder_is_on() || recorded_process != getpid()) return;
    Recording *r = recorder_stop();
    r->status = status;
    if (options.view == VIEW_JSON || options.view == VIEW_HTML) {
        scoped_text Text text = { 0 };
        if (options.view == VIEW_HTML) {
            page_write(&text, r, source.data, source.length);
        } else {
            Sink sink = { .text = &text };
            export_recording(&sink, r, source.data, source.length);
            text_add(&text, "\n");
        }
        write_out(&text);
    }
    if (options.view == VIEW_DOT) {
        if (!drawing.length) dot_put(&drawing, r);
        write_out(&drawing);
        text_free(&drawing);
    }
    if (options.view == VIEW_TEACH) teach(r);
    recording_free(r);
    free(source.data);
}
