/* vm/watch.h -- looking on while code runs: watchers are asked before each instruction.
 * Read after: frame.h.   SPDX-License-Identifier: MIT
 *
 * Code that somebody watches has its opcodes replaced by WATCH; what stood there waits in
 * code->watched. The handler of WATCH asks the watchers and then does what stood there. Code that
 * nobody watches is as it was: watching costs nothing while it is off.
 *
 *     live:     WATCH a b c | WATCH a b c | EXTENDED a b c | ...      operands stay in place
 *     watched:  LOAD_CONST    UNPACK_STAR   EXTENDED
 *
 * Therefore: the opcode of an instruction is code_op(), the whole instruction code_instruction(),
 * and who rewrites instructions while they run must leave watched code alone.
 */
#pragma once
#include "vm/frame.h"

typedef struct Watcher {
    bool (*wants)(const Code *code);               // NULL: all code
    // before instruction `at` is executed; frame->pc is at + 1 (another one jumps). False: raised
    bool (*step)(Frame *frame, size_t at);
    // an exception is pending in the frame; it goes to the handler, or NULL: leaves the frame.
    // Must leave one pending.
    void (*raised)(Frame *frame, const Handler *handler);
} Watcher;

/* From here on the watcher is asked: in frames that run already, too. False: too many watchers. */
bool watch_start(const Watcher *watcher);
void watch_stop(const Watcher *watcher);
bool watch_is_on(const Watcher *watcher);

extern uint8_t watching;                           // bit i: slot i is taken; 0: nobody watches
/* Finished code is shown to the watchers. */
void watch_add_code(Code *code);
static inline void watch_new_code(Ref code)        { if (unlikely(watching)) watch_add_code((Code *)code); }

MAY_RAISE bool watch_step(Frame *frame);
void watch_tell_raised(Frame *frame, const Handler *handler);
