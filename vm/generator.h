/* vm/generator.h -- generators: frames that sleep.   SPDX-License-Identifier: MIT
 * It has registers of its own, so that waking it moves nothing; only what it calls runs on the stack
 * of registers, above the resumer's (frame->top). */
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
    uint8_t state;
    size_t register_count;
    Ref registers[];          // owned; with CODE_SLACK spare ones
} Generator;
extern Type generator_type;

Ref generator_new(Frame *frame);                  // START_GENERATOR: moves the frame's registers
/* Wakes it: its frame is pushed, what it calls may use the stack from `top` on; what YIELD left to be
 * sent is None. Result and flags are the caller's to set. The caller holds the generator until the
 * frame is gone. ValueError if it is running. */
MAY_RAISE bool generator_resume(Generator *generator, Ref *top);
void generator_suspend(Frame *frame);             // the caller pops the frame
void generator_finish(Frame *frame);              // it returned or raised: closed; the same
/* What execute() gives to generator_send: NULL, with the value kept for it. Consumes. */
Ref  generator_returned(Ref value);
/* Sends a value. NULL with *result set: it returned that; NULL without: raised. */
MAY_RAISE Ref generator_send(Generator *generator, Obj value, Ref *result);
/* YIELD_FROM: sends to any iterator, like generator_send. */
MAY_RAISE Ref yield_from_send(Obj iterator, Obj value, Ref *result);
