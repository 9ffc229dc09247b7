/* vm/main.c -- where the program starts. */
#include "runtime/builtins/builtins.h"
#include "runtime/heap.h"
#include "runtime/types/codec.h"
#include "vm/line_editor.h"
#include "vm/modules/session.h"
#include "vm/options.h"
#include "vm/pipeline.h"
#include "vm/program.h"
#include "vm/repl.h"
#include "vm/signals.h"

int main(int argc, char **argv)
{
    int status = 0;
    if (!options_read(argc, argv, &status)) return status;
    pipeline_start(argc, argv);
    signals_connect();
    codec_check_always = options.dev_mode;
    if (options.max_memory) heap_set_limit(options.max_memory);
    io_edit_line = line_editor_input;
    session_start();
    program_make_main();
    status = program_run();
    if (options.inspect && options.work <= WORK_MODULE) {
        options.inspect = false;
        status = repl_run();
    }
    return pipeline_finish(status);
}
