/* vm/report.h -- exceptions that nothing caught, and the end of the program.
 *   SPDX-License-Identifier: MIT
 * Read also: pipeline_report and pipeline_finish in pipeline.h. */
#pragma once
#include "runtime/object.h"

extern bool report_finishing;                     // the program is ending
/* Prints an exception as CPython does, on sys.stderr; leaves nothing pending. */
void report_print(Obj exception);
/* If the pending exception is SystemExit: takes it, writes its message; *status is what it
 * asks for. */
bool report_take_exit(int *status);
/* Takes the pending exception, notes it as sys.last_exc and gives it to sys.excepthook.
 * False: the hook raised SystemExit, with *status. */
bool report_take(int *status);
