/* vm/signals.c -- what a safe point does about signals that have arrived. */
#include "vm/signals.h"
#include "runtime/blocking.h"
#include "runtime/modules/signal.h"
#include "vm/execute.h"
#include "vm/invoke.h"

static void wake(void) { execute_wanted = true; }

bool execute_pending_signals(void)
{
    execute_wanted = false;
    return signal_run_pending();
}

static Ref running_frame(void)
{
    Frame *frame = thread.frame;
    return frame > thread.frames && frame->code ? frame_get_object(frame) : NULL;
}

void signals_connect(void)
{
    signal_notify = wake;
    signal_get_frame = running_frame;
    blocking_interrupted = execute_pending_signals;
    signal_start();
}
