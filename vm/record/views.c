/* vm/record/views.c -- what the command line asks to see of a run. */
#include "vm/record/views.h"
#include "vm/options.h"
#include "vm/record/recorder.h"
#include "vm/record/trace.h"

void views_begin(Obj name, Obj bytes)
{
    (void)bytes;
    if (options.view == VIEW_TRACE) recorder_start(name, 1, trace_step);
}

void views_end(int status)
{
    if (!recorder_is_on()) return;
    Recording *r = recorder_stop();
    r->status = status;
    recording_free(r);
}
