/* vm/loop.h -- the words that the cases of execute.c are written in; no use elsewhere.
 * They mean the variables of execute(): pc, r, code, frame, value, and its label `raised`.
 *   SPDX-License-Identifier: MIT */
#pragma once

/* Operands of the instruction being executed: pc already points behind it. */
#define FLAGS pc[-1].flags
#define A pc[-1].a
#define B pc[-1].b
#define C pc[-1].c
#define SIGNED_B ((int16_t)pc[-1].b)
#define SIGNED_C ((int16_t)pc[-1].c)
#define JUMP_A() (pc += (int16_t)pc[-1].a)
#define JUMP_BC() (pc += instruction_jump(pc[-1]))
#define SITE(n) (&code->sites[n])
#define EXTENSION pc[0]

#define CASE(name) do_##name
#define NEXT() do { pc++; goto *labels[pc[-1].op]; } while (0)
#define SAVE() (frame->pc = pc)
#define DIE_A() do { if (FLAGS & A_DIES) die(&r[A]); } while (0)
#define DIE_B() do { if (FLAGS & B_DIES) die(&r[B]); } while (0)
#define DIE_C() do { if (FLAGS & C_DIES) die(&r[C]); } while (0)
#define DIE_BC() do { if (FLAGS & (B_DIES | C_DIES)) { DIE_B(); DIE_C(); } } while (0)
#define CHECK(condition) do { if (unlikely(!(condition))) goto raised; } while (0)

#define RELOAD() \
    (frame = thread.frame, code = frame->code, pc = frame->pc, r = frame->registers)
#define GIVE_B(to) do { (to) = r[B]; if (FLAGS & B_DIES) r[B] = NULL; else keep(to); } while (0)
#define TRY(call) do { SAVE(); value = (call); CHECK(value); } while (0)
#define DO(call) do { SAVE(); CHECK(call); } while (0)
#define SET(x) do { set_register(&r[A], (x)); NEXT(); } while (0)

#define SAFE_POINT() \
    do { if (unlikely((int)execute_wanted | (int)heap_wants_collection)) DO(execute_safe_point()); } while (0)
#define UNARY(call) { TRY(call); DIE_B(); SET(value); }
#define MAKE(call) { TRY(call); SET(value); }
#define DO_B(call) { DO(call); DIE_B(); NEXT(); }
#define DO_ONLY(call) { DO(call); NEXT(); }
