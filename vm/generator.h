/* vm/generator.h -- generators: frames that sleep.   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/function.h"

typedef enum GeneratorState { GENERATOR_CREATED, GENERATOR_SUSPENDED, GENERATOR_RUNNING, GENERATOR_CLOSED }
    GeneratorState;
typedef struct Generator {
    Object head;
    Frame frame;              // as it was at the last yield; registers point to `registers`
    Ref function;             // keeps code and globals alive
    Ref handled;              // exception handled inside at the last yield; NULL: none
    Ref name, qualname;
    uint8_t state;
    size_t register_count;
    Ref registers[];          // while asleep
} Generator;
extern Type generator_type;
Ref generator_new(Frame *frame);            // moves the frame's registers
/* Wakes it: its registers go to `window`, a frame is pushed. The caller runs execute(). */
MAY_RAISE bool generator_resume(Generator *generator, Ref *window);
/* Sends a value; NULL with nothing pending: it returned, and *result is what it returned. */
MAY_RAISE Ref generator_send(Generator *generator, Obj value, Ref *result);
