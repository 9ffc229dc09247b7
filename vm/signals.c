/* vm/signals.c -- what a safe point does about signals that have arrived. */
#include "vm/signals.h"
#include "runtime/blocking.h"
#include "runtime/signals.h"
#include "vm/execute.h"
#include "vm/invoke.h"

static void wake(void) { execute_wanted = true; }

bool execute_pending_signals(void)
{
    execute_wanted = false;
    return signals_run();
}

void signals_connect(void)
{
    signals_wake = wake;
    blocking_interrupted = execute_pending_signals;
    signals_start();
}
