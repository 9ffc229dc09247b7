/* vm/frame.h -- one call in progress: its registers and its place in the code.
 * Frames stand on a stack beside the register stack; both are reserved address space, committed as
 * used. A callee's registers begin where the caller put the arguments (a generator, which has its
 * registers elsewhere, moves them to the stack first). A dead temporary is NULL or
 * a small int, never a counted reference.
 * Read after: code.h.   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/code.h"

struct FunctionObject;
struct Generator;
struct FrameObject;

enum {
    FRAME_ENTRY = 1,          // execute() returns to C when this frame ends
    FRAME_INIT = 2,           // __init__ called by a class: the caller gets the instance
    FRAME_FOR_ITER = 4,       // a generator resumed by the caller's FOR_ITER
};

typedef struct Frame {
    const Instruction *pc;    // the next instruction, while the frame is not running
    Ref *registers;
    Code *code;               // kept alive by the function (or by the owner of a function-less frame)
    Ref *closure;             // the function's cells, or NULL
    Obj globals, builtins;    // dicts, borrowed from the function or the caller of execute
    Ref locals;               // owned; namespace of a class body or exec; NULL: registers, or globals
    struct FunctionObject *function;     // borrowed (it stands in the caller's register); may be NULL
    struct Generator *generator;   // borrowed from the resumer; NULL: an ordinary call
    Ref *top;                 // generator: where the registers of what it calls may begin
    struct FrameObject *object;    // owned; NULL until somebody looks
    Ref instance, holder;     // FRAME_INIT: the instance and the __init__, both owned
    Obj handled_outside;      // generator: the exception handled where it was resumed, borrowed
    uint16_t result;          // caller's register for the result
    uint16_t window;          // caller's registers from here on were given to this call
    uint8_t flags;
    bool handles;             // generator: error_handled() is its own, not the resumer's
} Frame;

/* All that a thread of execution owns. */
typedef struct Thread {
    Frame *frames, *frame, *frames_end;      // frame: the running one; frames[0] runs nothing
    Ref *registers, *registers_end;
} Thread;
extern Thread thread;

void frame_start(void);       // reserves the stacks
static inline size_t frame_depth(void) { return (size_t)(thread.frame - thread.frames); }
/* First register of the stack above what the frame may use. */
static inline Ref *frame_top(const Frame *frame)
{
    if (unlikely(frame->generator != NULL)) return frame->top;
    return frame->code ? frame->registers + frame->code->register_count : frame->registers;
}
/* The instruction being executed, and its line. */
size_t frame_instruction(const Frame *frame);
uint32_t frame_line(const Frame *frame);

/* sys._getframe(), tb_frame: what Python sees of a frame. When the frame ends, its registers move here. */
typedef struct FrameObject {
    Object head;
    Frame *live;              // NULL once the frame has ended
    Ref code, globals, builtins, locals;
    Ref back;                 // FrameObject or NULL; found when asked for while live
    Ref *registers;           // owned copy after the end; NULL before
    size_t register_count;
    uint32_t line;
    uint32_t instruction;
    Ref function;
    struct Generator *asleep; // whose frame it is and whose registers count, while that sleeps
    Ref extra_locals;         // dict: what was put into f_locals and is no variable; NULL: nothing
    Ref replaced;             // list: values that f_locals took out of registers in use; NULL: none
    // vm/trace.c:
    Ref trace;                // f_trace, or NULL
    Ref called;               // the builtin that a call is at; NULL
    uint32_t told_line, told_at;             // what the last line event was about
    uint32_t shown_line;      // f_lineno meanwhile; 0: as it is
    bool told;                // the call has been
    bool no_lines, opcodes;   // not f_trace_lines; f_trace_opcodes
} FrameObject;
extern Type frame_type;
Ref frame_get_object(Frame *frame);                     // new reference
void frame_object_detach(Frame *frame, bool keep_registers);
