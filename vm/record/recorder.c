/* vm/record/recorder.c -- records the main thread's run of one source: which frames there are, what
 * stands in their registers, what is written and raised. The objects are look.c's. */
#include "vm/record/recorder.h"
#include "vm/record/look.h"
#include "vm/record/quiet.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/io.h"
#include "runtime/types/str.h"
#include "vm/generator.h"
#include "vm/record/summary.h"
#include "vm/watch.h"
#include <stdlib.h>
#include <string.h>

enum { NOT_LEAVING = -1 };

/* A recorded frame that is on the stack. */
typedef struct Live {
    Frame *frame;
    RecordedFrame *recorded;
    const Code *code;
    int leaving;              // Leaving, once it is known to go; NOT_LEAVING
    Value gives;              // what it leaves with
} Live;

static struct {
    Recording *r;             // NULL: off
    Ref filename;             // owned
    StepListener listener;
    Frame *frames;            // the main thread's
    Live *live;
    size_t count, room;
    Obj *roots;
    size_t root_count, root_room;
    uint32_t globals;         // number of the first frame's globals: a root to the end
    Obj globals_object;
    Quiet quiet;              // what the last step could change
} now;

bool recorder_is_on(void)                          { return now.r != NULL; }

bool recorder_records(const Code *code)
{
    return now.r && code
        && (code->filename == now.filename || str_equal(code->filename, now.filename));
}

static Step *last_step(void)
{
    return now.r->count ? recording_step(now.r, now.r->count - 1) : NULL;
}

static Live *top(void)                             { return now.count ? &now.live[now.count - 1] : NULL; }

/* --- registers --- */

// A callee's registers begin where its caller put the arguments: from there on they are not its own.
// (A generator's are elsewhere.)
static size_t own_registers(const Live *live)
{
    size_t count = live->recorded->register_count;
    if (live->frame >= thread.frame || live->frame->generator || live->frame[1].generator) return count;
    ptrdiff_t before = live->frame[1].registers - live->frame->registers;
    return before >= 0 && (size_t)before < count ? (size_t)before : count;
}

static void set_register_value(RecordedFrame *f, size_t i, Value value, Step *step)
{
    if (f->registers[i] == value) return;
    step_add(step, (Change){ .kind = CHANGE_REGISTER, .subject = f->number, .index = (int32_t)i,
                             .before = f->registers[i], .after = value });
    f->registers[i] = value;
}

static void compare_registers(const Live *live, Step *step)
{
    size_t own = own_registers(live);
    for (size_t i = 0; i < live->recorded->register_count; i++)
        set_register_value(live->recorded, i, i < own ? look_value(live->frame->registers[i]) : 0, step);
}

/* --- frames --- */

static void leave(Step *step)
{
    Live *live = &now.live[--now.count];
    RecordedFrame *f = live->recorded;
    for (size_t i = 0; i < f->register_count; i++) set_register_value(f, i, 0, step);
    int how = live->leaving == NOT_LEAVING ? LEFT_BY_RETURN : live->leaving;
    step_add(step, (Change){ .kind = CHANGE_LEAVE, .subject = f->number, .index = how,
                             .after = live->gives });
    f->on_stack = false;
}

static RecordedFrame *recorded_frame(Frame *frame)
{
    RecordedObject *generator = look_object((Obj)frame->generator);
    if (generator && generator->link) {
        RecordedFrame *known = recording_frame(now.r, generator->link);
        known->caller = now.count ? top()->recorded->number : 0;
        return known;
    }
    RecordedObject *code = look_object((Obj)frame->code);
    if (!code->link) code->link = recording_code(now.r, frame->code);
    RecordedFrame *made = recording_add_frame(now.r, (size_t)(frame->code->register_count - CODE_SLACK));
    made->code = code->link;
    made->caller = now.count ? top()->recorded->number : 0;
    made->globals = look_value(frame->globals);
    made->locals = look_value(frame->locals);
    made->function = look_value((Obj)frame->function);
    made->generator = look_value((Obj)frame->generator);
    if (generator) generator->link = made->number;
    return made;
}

static void enter(Frame *frame, Step *step)
{
    if (now.count == now.room) {
        now.room = now.room ? now.room * 2 : 64;
        now.live = realloc(now.live, now.room * sizeof *now.live);
        if (!now.live) abort();
    }
    if (!now.globals_object) {
        now.globals_object = frame->globals;
        now.globals = look_object(frame->globals)->number;
    }
    size_t known = now.r->frame_count;
    RecordedFrame *f = recorded_frame(frame);
    now.live[now.count++] = (Live){ .frame = frame, .recorded = f, .code = frame->code,
                                    .leaving = NOT_LEAVING };
    f->on_stack = true;
    step_add(step, (Change){ .kind = CHANGE_ENTER, .subject = f->number,
                             .index = f->number <= known });
}

static bool stands(const Live *live)
{
    return live->leaving == NOT_LEAVING && live->frame <= thread.frame
        && live->frame->code == live->code;
}

// Makes now.live what stands on the stack; the lowest one that may have changed.
static size_t follow_frames(Step *step)
{
    size_t lowest = now.count ? now.count - 1 : 0;
    while (now.count && !stands(top())) leave(step);
    if (now.count && now.count - 1 < lowest) lowest = now.count - 1;
    Frame *from = now.count ? top()->frame + 1 : now.frames + 1;
    for (Frame *frame = from; frame <= thread.frame; frame++)
        if (frame->code && recorder_records(frame->code)) enter(frame, step);
    return lowest;
}

/* --- a step is complete --- */

static void add_root(Obj x)
{
    if (!x || is_small(x)) return;
    if (now.root_count == now.root_room) {
        now.root_room = now.root_room ? now.root_room * 2 : 256;
        now.roots = realloc(now.roots, now.root_room * sizeof *now.roots);
        if (!now.roots) abort();
    }
    now.roots[now.root_count++] = x;
}

static void collect_roots(void)
{
    now.root_count = 0;
    for (size_t i = 0; i < now.count; i++) {
        const Live *live = &now.live[i];
        size_t own = own_registers(live);
        for (size_t n = 0; n < own; n++) add_root(live->frame->registers[n]);
        add_root(live->frame->locals);
        add_root((Obj)live->frame->function);
        add_root((Obj)live->frame->generator);
        if (live->frame->flags & FRAME_INIT) add_root(live->frame->instance);
    }
    if (!look_is_alive(now.globals)) now.globals_object = NULL;
    add_root(now.globals_object);
    add_root(error_handled());
}

// The registers come first: what stood in them and what stands in them now is examined.
static bool look_closely(size_t lowest, Step *step)
{
    look_begin();
    for (size_t i = lowest; i < now.count; i++) compare_registers(&now.live[i], step);
    if (!look_settle_gone(step)) return false;
    for (size_t i = 0; i < now.quiet.count; i++) look_touch(now.quiet.touched[i], now.quiet.depth, step);
    for (uint32_t i = 0, count = step->change_count; i < count; i++) {
        Change c = step->changes[i];
        if (c.kind == CHANGE_LEAVE) look_touch(c.after, 0, step);
        if (c.kind != CHANGE_REGISTER) continue;
        look_touch(c.before, 0, step);
        look_touch(c.after, 0, step);
    }
    return look_settle_gone(step);
}

static void look_everywhere(size_t lowest, Step *step)
{
    collect_roots();
    look_around((Roots){ now.roots, now.root_count }, step);
    for (size_t i = lowest; i < now.count; i++) compare_registers(&now.live[i], step);
}

// Everything that happened since the last step began was its doing.
static void settle(void)
{
    Step *step = last_step();
    static Step before_all;
    if (!step) step = &before_all;
    size_t lowest = follow_frames(step);
    if (!now.quiet.quiet || !look_closely(lowest, step)) look_everywhere(lowest, step);
    if (step == &before_all) {
        recording_begin(now.r, step);
        step_clear(step);
    } else if (now.listener) now.listener(now.r, step);
}

static void expect_leaving(Live *live, const Frame *frame, size_t at)
{
    Instruction i = code_instruction(frame->code, at);
    live->leaving = NOT_LEAVING;
    live->gives = 0;
    if (i.op == OPCODE_RETURN || i.op == OPCODE_RETURN_NONE) live->leaving = LEFT_BY_RETURN;
    if (i.op == OPCODE_RETURN) live->gives = look_value(frame->registers[i.a]);
    if (i.op == OPCODE_YIELD) {
        live->leaving = LEFT_BY_YIELD;
        live->gives = look_value(frame->registers[i.b]);
    }
    if (i.op == OPCODE_START_GENERATOR) live->leaving = LEFT_AS_GENERATOR;
}

/* --- what the watcher is told --- */

static bool is_main_thread(void)                   { return thread.frames == now.frames; }

static bool on_step(Frame *frame, size_t at)
{
    if (!is_main_thread()) return true;
    settle();
    recording_add_step(now.r, top()->recorded->number, (uint32_t)at);
    expect_leaving(top(), frame, at);
    quiet_expect(&now.quiet, frame, at);
    return true;
}

static void on_raised(Frame *frame, const Handler *handler)
{
    if (!is_main_thread() || !now.r->count) return;
    now.quiet.quiet = false;
    follow_frames(last_step());
    if (!now.count || top()->frame != frame) return;
    top()->leaving = handler ? NOT_LEAVING : LEFT_BY_EXCEPTION;
    top()->gives = handler ? 0 : look_value(error_peek());
    Text words = { 0 };
    summary_put(&words, error_peek(), 60);
    step_add(last_step(), (Change){ .kind = CHANGE_RAISE, .subject = top()->recorded->number,
                                    .index = handler ? (int32_t)handler->target : NO_HANDLER,
                                    .text = text_take(&words), .after = look_value(error_peek()) });
}

static void on_written(Obj file, Obj text)
{
    int stream = io_descriptor(file);
    if ((stream != 1 && stream != 2) || !is_main_thread() || !now.r->count || !str_length(text)) return;
    step_add(last_step(), (Change){ .kind = CHANGE_OUTPUT, .index = stream,
                                    .text = strdup(str_utf8_lossy(text, NULL)) });
}

static const Watcher watcher = { .wants = recorder_records, .step = on_step, .raised = on_raised };

bool recorder_start(Obj filename, size_t limit, StepListener listener)
{
    if (now.r) return false;
    now.filename = keep(filename);
    now.r = recording_new(str_utf8_lossy(filename, NULL), limit);
    now.listener = listener;
    now.frames = thread.frames;
    look_start(now.r);
    if (!watch_start(&watcher)) {
        recording_free(recorder_stop());
        return false;
    }
    io_written = on_written;
    return true;
}

Recording *recorder_stop(void)
{
    Recording *r = now.r;
    watch_stop(&watcher);
    io_written = NULL;
    if (r->count && is_main_thread()) settle();
    look_stop();
    r->ended = true;
    drop(now.filename);
    free(now.live);
    free(now.roots);
    memset(&now, 0, sizeof now);
    return r;
}
