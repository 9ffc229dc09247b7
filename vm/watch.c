/* vm/watch.c -- looking on while code runs: opcodes exchanged for WATCH, and who is asked there. */
#include "vm/watch.h"
#include "runtime/heap.h"

enum { WATCHERS = 8 };                             // bits of Code.watchers

static const Watcher *watchers[WATCHERS];
uint8_t watching;

static bool wants(const Watcher *watcher, const Code *code)
{
    return !watcher->wants || watcher->wants(code);
}

static void put_watch(Code *code)
{
    if (code->watched) return;
    code->watched = heap_plain(code->instruction_count);
    for (size_t i = 0; i < code->instruction_count; i++) {
        code->watched[i] = code->instructions[i].op;
        if (code->instructions[i].op != OPCODE_EXTENDED) code->instructions[i].op = OPCODE_WATCH;
    }
}

static void take_away(Code *code)
{
    if (!code->watched) return;
    for (size_t i = 0; i < code->instruction_count; i++) code->instructions[i].op = code->watched[i];
    heap_plain_free(code->watched, code->instruction_count);
    code->watched = NULL;
}

void watch_add_code(Code *code)
{
    uint8_t mask = 0;
    for (int i = 0; i < WATCHERS; i++)
        if (watching >> i & 1 && wants(watchers[i], code)) mask |= (uint8_t)(1 << i);
    code->watchers = mask;
    if (mask) put_watch(code);
    else take_away(code);
}

static void add_if_code(Ref object, void *context)
{
    (void)context;
    if (has_type(object, &code_type)) watch_add_code((Code *)object);
}

static int slot_of(const Watcher *watcher)
{
    for (int i = 0; i < WATCHERS; i++)
        if (watching >> i & 1 && watchers[i] == watcher) return i;
    return -1;
}

bool watch_is_on(const Watcher *watcher)           { return slot_of(watcher) >= 0; }

bool watch_start(const Watcher *watcher)
{
    if (watch_is_on(watcher)) return true;
    int slot = 0;
    while (slot < WATCHERS && watching >> slot & 1) slot++;
    if (slot == WATCHERS) return false;
    watchers[slot] = watcher;
    watching |= (uint8_t)(1 << slot);
    heap_each(add_if_code, NULL);
    return true;
}

void watch_stop(const Watcher *watcher)
{
    int slot = slot_of(watcher);
    if (slot < 0) return;
    watching &= (uint8_t)~(1 << slot);
    heap_each(add_if_code, NULL);
}

bool watch_step(Frame *frame)
{
    const Code *code = frame->code;
    size_t at = (size_t)(frame->pc - code->instructions) - 1;
    for (int i = 0; i < WATCHERS; i++)             // one may stop another, or itself
        if (code->watchers & watching & 1 << i && watchers[i]->step && !watchers[i]->step(frame, at))
            return false;
    return true;
}

void watch_tell_raised(Frame *frame, const Handler *handler)
{
    for (int i = 0; i < WATCHERS; i++)
        if (frame->code->watchers & watching & 1 << i && watchers[i]->raised)
            watchers[i]->raised(frame, handler);
}
