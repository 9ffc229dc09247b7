/* vm/frame.c -- the stacks of frames and registers, and the frame objects that Python sees. */
#include "vm/frame.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/place.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include "vm/frame_locals.h"
#include "vm/function.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

Thread thread;

#define REGISTER_SPACE ((size_t)1 << 31)      // bytes of address space, committed as used
#define FRAME_SPACE    ((size_t)1 << 28)

static void *reserve_space(size_t bytes)
{
    void *space = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (space != MAP_FAILED) return space;
    fputs("tuplet: no address space for the stacks\n", stderr);
    exit(1);
}

static void push_roots(void (*range)(void *from, void *to))
{
    range(thread.registers, frame_top(thread.frame));
    range(thread.frames, thread.frame + 1);
}

size_t frame_instruction(const Frame *frame)
{
    ptrdiff_t at = frame->pc - frame->code->instructions;
    return at > 0 ? (size_t)at - 1 : 0;
}

static void note_place(Place *place)
{
    const Frame *frame = thread.frame;
    if (unlikely(!frame->code)) return;
    place->code = keep(&frame->code->head);
    place->instruction = (uint32_t)frame_instruction(frame);
}

static void tell_place(const Place *place, Obj *file, uint32_t *line)
{
    const Code *code = (const Code *)place->code;
    *file = code->filename;
    *line = code_position(code, place->instruction).line;
}

void frame_start(void)
{
    place_teller = (PlaceTeller){ note_place, tell_place };
    thread.registers = reserve_space(REGISTER_SPACE);
    thread.registers_end = thread.registers + REGISTER_SPACE / sizeof(Ref) - 4096;
    thread.frames = reserve_space(FRAME_SPACE);
    thread.frames_end = thread.frames + FRAME_SPACE / sizeof(Frame) - 1;
    thread.frame = thread.frames;
    thread.frame->registers = thread.registers;
    heap_add_roots(push_roots);
}

uint32_t frame_line(const Frame *frame)
{
    if (!frame->code) return 0;
    uint32_t line = code_position(frame->code, frame_instruction(frame)).line;
    return line ? line : frame->code->first_line;
}

/* --- frame objects --- */

Ref frame_get_object(Frame *frame)
{
    if (frame->object) return keep((Ref)frame->object);
    FrameObject *object = (FrameObject *)heap_new(&frame_type, sizeof(FrameObject));
    object->live = frame;
    object->code = keep((Ref)frame->code);
    object->globals = keep(frame->globals);
    object->builtins = keep(frame->builtins);
    object->function = keep_or_null((Ref)frame->function);
    frame->object = object;
    return keep((Ref)object);
}

// The frame ends: what it held moves to its object, or goes if nobody else looks at that.
void frame_object_detach(Frame *frame, bool keep_registers)
{
    FrameObject *object = frame->object;
    frame->object = NULL;
    size_t count = frame->code->register_count;
    object->line = frame_line(frame);
    object->instruction = (uint32_t)frame_instruction(frame);
    object->live = NULL;
    drop_or_null(take(&object->replaced));
    object->locals = keep_or_null(frame->locals);
    if (keep_registers && object->head.count > 1) {
        object->registers = heap_scanned(count * sizeof(Ref));
        object->register_count = count;
        for (size_t i = 0; i < count; i++) {
            Ref x = take(&frame->registers[i]);
            if (x && !is_small(x) && i >= frame->code->local_count) drop(x);
            else object->registers[i] = x;
        }
    } else if (keep_registers) {
        for (size_t i = 0; i < count; i++) drop_or_null(take(&frame->registers[i]));
    }
    drop((Ref)object);
}

static void frame_destroy(Ref self)
{
    FrameObject *object = (FrameObject *)self;
    Ref held[] = { object->code, object->globals, object->builtins, object->locals, object->back,
                   object->function, object->trace, object->called, object->extra_locals,
                   object->replaced };
    for (size_t i = 0; i < object->register_count; i++) drop_or_null(object->registers[i]);
    if (object->registers) heap_scanned_free(object->registers, object->register_count * sizeof(Ref));
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) drop_or_null(held[i]);
}

static void frame_visit(Obj self, Visit visit, void *context)
{
    const FrameObject *object = (const FrameObject *)self;
    Ref held[] = { object->code, object->globals, object->builtins, object->locals, object->back,
                   object->function, object->trace, object->called, object->extra_locals,
                   object->replaced };
    for (size_t i = 0; i < object->register_count; i++)
        if (object->registers[i]) visit(object->registers[i], context);
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) if (held[i]) visit(held[i], context);
}

#define FRAME(self) ((FrameObject *)(self))

static uint32_t current_line(const FrameObject *object)
{
    if (object->shown_line) return object->shown_line;
    return object->live ? frame_line(object->live) : object->line;
}

static Ref frame_repr(Obj self)
{
    char at[40];
    snprintf(at, sizeof at, "0x%lx", (unsigned long)(uintptr_t)self);
    const Code *code = (const Code *)FRAME(self)->code;
    return str_format("<frame at %s, file '%S', line %u, code %S>", at, code->filename,
                      current_line(FRAME(self)), code->name);
}

// Frames of C code between two executions have no code: they are not shown.
static Ref get_back(Obj self)
{
    FrameObject *object = FRAME(self);
    if (!object->live) return object->back ? keep(object->back) : none_new();
    Frame *back = object->live - 1;
    if (object->live < thread.frames || object->live > thread.frame) return none_new();
    return back > thread.frames && back->code ? frame_get_object(back) : none_new();
}

static Ref get_code(Obj self)     { return keep(FRAME(self)->code); }
static Ref get_globals(Obj self)  { return keep(FRAME(self)->globals); }
static Ref get_builtins(Obj self) { return keep(FRAME(self)->builtins); }
static Ref get_line(Obj self)     { return int_new(current_line(FRAME(self))); }
static Ref get_trace(Obj self)    { return FRAME(self)->trace ? keep(FRAME(self)->trace) : none_new(); }
static Ref get_lines(Obj self)    { return bool_new(!FRAME(self)->no_lines); }
static Ref get_opcodes(Obj self)  { return bool_new(FRAME(self)->opcodes); }
static Ref get_last(Obj self)
{
    const FrameObject *object = FRAME(self);
    size_t at = object->live ? frame_instruction(object->live) : object->instruction;
    return int_new((intptr_t)(at * 2));          // as dis and traceback count
}
static bool set_trace(Ref self, Obj value)
{
    replace(&FRAME(self)->trace, value && !is_none(value) ? keep(value) : NULL);
    return true;
}
static bool set_line(Ref self, Obj value)
{
    (void)self;
    if (!value) return raise_attribute_error("cannot delete attribute");
    return raise_value_error("f_lineno can only be set in a trace function");
}
static bool set_flag(Obj value, bool *flag)
{
    if (!value) return raise_type_error("cannot delete attribute");
    if (!is_bool(value)) return raise_type_error("attribute value type must be bool");
    *flag = value == True_object;
    return true;
}
static bool set_lines(Ref self, Obj value)
{
    bool lines = false;
    if (!value) return raise_type_error("can't delete numeric/char attribute");
    if (!set_flag(value, &lines)) return false;
    FRAME(self)->no_lines = !lines;
    return true;
}
static bool set_opcodes(Ref self, Obj value) { return set_flag(value, &FRAME(self)->opcodes); }

static const Getter frame_getters[] = {
    { "f_back", get_back, NULL, "The caller's frame." },
    { "f_code", get_code, NULL, "The code being run." },
    { "f_globals", get_globals, NULL, "The module's namespace." },
    { "f_builtins", get_builtins, NULL, "The builtin namespace." },
    { "f_locals", frame_locals_get, NULL, "The local variables." },
    { "f_lineno", get_line, set_line, "The line being run." },
    { "f_lasti", get_last, NULL, "Offset of the instruction in co_code." },
    { "f_trace", get_trace, set_trace, "Who is told of the frame's lines, or None." },
    { "f_trace_lines", get_lines, set_lines, "Whether f_trace is told of each line." },
    { "f_trace_opcodes", get_opcodes, set_opcodes, "Whether f_trace is told of each instruction." },
    { 0 }
};

static Ref frame_clear(const Obj arg[])
{
    FrameObject *object = FRAME(arg[0]);
    if (object->live) return raise_runtime_error("cannot clear an executing frame");
    for (size_t i = 0; i < object->register_count; i++) drop_or_null(take(&object->registers[i]));
    return none_new();
}

static const Method frame_methods[] = {
    { "clear(self)", frame_clear, "Drops what the local variables hold.", 0 },
    { 0 }
};

Type frame_type = {
    TYPE_HEADER, .name = "frame", .size = sizeof(FrameObject), .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .doc = "One call of a function.",
    .destroy = frame_destroy, .visit = frame_visit, .repr = frame_repr,
    .methods = frame_methods, .getters = frame_getters,
};
