/* vm/generator.h -- generators: frames that sleep.   SPDX-License-Identifier: MIT
 * While one runs, its frame and registers are on the stacks like any other; at a yield they move here. */
#pragma once
#include "vm/function.h"

typedef enum GeneratorState { GENERATOR_CREATED, GENERATOR_SUSPENDED, GENERATOR_RUNNING, GENERATOR_CLOSED }
    GeneratorState;
typedef struct Generator {
    Object head;
    Ref function;             // keeps code and globals alive
    Code *code;               // borrowed from the function, or owned if there is none
    const Instruction *pc;
    struct FrameObject *object;    // owned; NULL until somebody looks
    Ref handled;              // exception handled inside at the last yield; NULL: none
    Ref name, qualname;
    Ref returned;             // set for a moment as it returns to C
    uint8_t state;
    size_t register_count;
    Ref *registers;           // while asleep; owned block
} Generator;
extern Type generator_type;

Ref generator_new(Frame *frame);                  // START_GENERATOR: moves the frame's registers
/* Wakes it: its registers go to `window`, its frame is pushed; what YIELD left to be sent is None.
 * Result and flags are the caller's to set. ValueError if it is running. */
MAY_RAISE bool generator_resume(Generator *generator, Ref *window);
void generator_suspend(Frame *frame);             // moves the registers back; the caller pops the frame
void generator_finish(Frame *frame);              // it returned or raised: closed
/* What execute() gives to generator_send: NULL, with the value kept for it. Consumes. */
Ref  generator_returned(Ref value);
/* Sends a value. NULL with *result set: it returned that; NULL without: raised. */
MAY_RAISE Ref generator_send(Generator *generator, Obj value, Ref *result);
/* YIELD_FROM: sends to any iterator, like generator_send. */
MAY_RAISE Ref yield_from_send(Obj iterator, Obj value, Ref *result);
