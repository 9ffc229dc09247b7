/* vm/record/recording.c -- a recorded run: its tables, and how the oldest steps go. */
#include "vm/record/recording.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/code_dump.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *block)
{
    if (!block) abort();
    return block;
}

// Room for one more.
static void *grown(void *block, size_t count, size_t *room, size_t size)
{
    if (count < *room) return block;
    *room = *room ? *room * 2 : 64;
    return checked(realloc(block, *room * size));
}

/* --- contents --- */

void content_drop(Content *content)
{
    if (!content || --content->shares) return;
    free(content->text);
    free(content->details);
    free(content);
}

/* --- steps --- */

void step_add(Step *step, Change change)
{
    uint32_t n = step->change_count;
    if (!(n & (n - 1)))                            // a power of two, or 0: full
        step->changes = checked(realloc(step->changes, (n ? 2 * n : 1) * sizeof *step->changes));
    step->changes[step->change_count++] = change;
}

void step_clear(Step *step)
{
    for (uint32_t i = 0; i < step->change_count; i++) {
        Change *c = &step->changes[i];
        if (c->kind == CHANGE_OUTPUT || c->kind == CHANGE_RAISE) free(c->text);
        if (c->kind != CHANGE_CONTENT) continue;
        content_drop(c->old);
        content_drop(c->new);
    }
    free(step->changes);
    *step = (Step){ 0 };
}

static void free_object(RecordedObject *o)
{
    if (!o) return;
    content_drop(o->content);
    content_drop(o->first_content);
    free(o->type);
    free(o);
}

static void free_frame(RecordedFrame *f)
{
    if (!f) return;
    free(f->registers);
    free(f->first_registers);
    free(f);
}

// The first state takes in what the oldest step did.
static void advance(Recording *r, const Change *c)
{
    RecordedObject *object = c->kind == CHANGE_COUNT || c->kind == CHANGE_CONTENT
                                 ? recording_object(r, c->subject) : NULL;
    RecordedFrame *frame = c->kind <= CHANGE_REGISTER ? recording_frame(r, c->subject) : NULL;
    switch (c->kind) {
    case CHANGE_ENTER: frame->first_on_stack = true; break;
    case CHANGE_LEAVE: frame->first_on_stack = false; break;
    case CHANGE_REGISTER: frame->first_registers[c->index] = c->after; break;
    case CHANGE_COUNT:
        if (object) object->first_count = (uint32_t)c->after;   // else its end was told just before
        break;
    case CHANGE_CONTENT:
        content_drop(object->first_content);
        object->first_content = content_keep(c->new);
        if (c->new || c->index != 1) break;
        r->objects[c->subject - 1] = NULL;         // freed, and no step tells of it any more
        free_object(object);
        break;
    default: break;
    }
}

void recording_begin(Recording *r, const Step *before)
{
    for (uint32_t i = 0; i < before->change_count; i++) advance(r, &before->changes[i]);
}

static void drop_first(Recording *r)
{
    Step *step = recording_step(r, 0);
    for (uint32_t i = 0; i < step->change_count; i++) advance(r, &step->changes[i]);
    step_clear(step);
    r->first = (r->first + 1) % r->room;
    r->count--;
    r->dropped++;
}

Step *recording_add_step(Recording *r, uint32_t frame, uint32_t at)
{
    if (r->count == r->limit) drop_first(r);
    if (r->count == r->room) {                     // never wrapped: that happens at the limit only
        size_t room = r->room * 2 < r->limit ? r->room * 2 : r->limit;
        r->steps = checked(realloc(r->steps, room * sizeof *r->steps));
        r->room = room;
    }
    Step *step = recording_step(r, r->count);
    *step = (Step){ .number = r->dropped + r->count, .frame = frame, .at = at };
    r->count++;
    return step;
}

/* --- objects and frames --- */

RecordedObject *recording_add_object(Recording *r)
{
    r->objects = grown(r->objects, r->object_count, &r->object_room, sizeof *r->objects);
    RecordedObject *object = checked(calloc(1, sizeof *object));
    r->objects[r->object_count++] = object;
    object->number = (uint32_t)r->object_count;
    return object;
}

RecordedFrame *recording_add_frame(Recording *r, size_t registers)
{
    r->frames = grown(r->frames, r->frame_count, &r->frame_room, sizeof *r->frames);
    RecordedFrame *frame = checked(calloc(1, sizeof *frame));
    r->frames[r->frame_count++] = frame;
    frame->number = (uint32_t)r->frame_count;
    frame->register_count = (uint32_t)registers;
    frame->registers = checked(calloc(registers + 1, sizeof(Value)));
    frame->first_registers = checked(calloc(registers + 1, sizeof(Value)));
    return frame;
}

/* --- names --- */

enum { NAME_SLOTS = 1 << 14, KEY_SLOTS = 1 << 10 };

typedef struct Name { struct Name *next; char text[]; } Name;
struct NameTable {
    Name *lists[NAME_SLOTS];
    struct { Obj key; int kind; const char *name; } known[KEY_SLOTS];
};

static size_t key_slot(Obj key, int kind)
{
    return (((uintptr_t)key >> 4) * 31 + (size_t)kind) % KEY_SLOTS;
}

const char *recording_known_name(const Recording *r, Obj key, int kind)
{
    size_t i = key_slot(key, kind);
    return r->names->known[i].key == key && r->names->known[i].kind == kind ? r->names->known[i].name
                                                                            : NULL;
}

const char *recording_name(Recording *r, const char *text, Obj key, int kind)
{
    uint32_t hash = 2166136261u;
    for (const char *c = text; *c; c++) hash = (hash ^ (unsigned char)*c) * 16777619u;
    Name **list = &r->names->lists[hash % NAME_SLOTS], *name = *list;
    while (name && strcmp(name->text, text)) name = name->next;
    if (!name) {
        name = checked(malloc(sizeof *name + strlen(text) + 1));
        strcpy(name->text, text);
        name->next = *list;
        *list = name;
    }
    if (key) {
        size_t i = key_slot(key, kind);
        r->names->known[i].key = key;
        r->names->known[i].kind = kind;
        r->names->known[i].name = name->text;
    }
    return name->text;
}

static void free_names(struct NameTable *names)
{
    for (size_t i = 0; i < NAME_SLOTS; i++)
        for (Name *name = names->lists[i], *next; name; name = next) {
            next = name->next;
            free(name);
        }
    free(names);
}

/* --- code --- */

static char *copy_str(Obj str)
{
    size_t length;
    const char *text = str_utf8_lossy(str, &length);
    char *copy = checked(malloc(length + 1));
    memcpy(copy, text, length + 1);
    return copy;
}

static char *copy_made(Ref str)
{
    char *copy = copy_str(str);
    drop(str);
    return copy;
}

static void take_instruction(RecordedInstruction *to, const Code *code, size_t at)
{
    to->op = code_instruction(code, at).op;
    memcpy(to->numbers, (uint16_t[]){ code->instructions[at].a, code->instructions[at].b,
                                      code->instructions[at].c }, sizeof to->numbers);
    to->words = (uint8_t)instruction_words(code, at);
    to->position = code->positions[at];
    to->target = (int32_t)code_jump_target(code, at);
    to->operands = copy_made(code_operands(code, at));
    to->meaning = copy_made(code_meaning(code, at));
}

// What dumps call a register in which a constant waits for a loop.
static char *constant_name(uint32_t index)
{
    char *name = checked(malloc(12));
    snprintf(name, 12, "k%u", index);
    return name;
}

static RecordedCode *take_code(const Code *code)
{
    RecordedCode *to = checked(calloc(1, sizeof *to));
    to->name = copy_str(code->name);
    to->qualname = copy_str(code->qualname);
    to->first_line = code->first_line;
    to->flags = code->flags;
    to->register_count = (uint32_t)(code->register_count - CODE_SLACK);
    to->variable_count = code->local_count;
    to->variables = checked(calloc(to->variable_count + 1, sizeof(char *)));
    for (uint32_t i = 0; i < to->variable_count; i++)
        to->variables[i] = i < tuple_length(code->variable_names)
                         ? copy_str(tuple_peek(code->variable_names, i)) : constant_name(i);
    to->instruction_count = code->instruction_count;
    to->instructions = checked(calloc(code->instruction_count + 1, sizeof *to->instructions));
    for (size_t at = 0; at < code->instruction_count; at += instruction_words(code, at))
        take_instruction(&to->instructions[at], code, at);
    to->handler_count = code->handler_count;
    to->handlers = checked(malloc((code->handler_count + 1) * sizeof(Handler)));
    if (code->handler_count) memcpy(to->handlers, code->handlers, code->handler_count * sizeof(Handler));
    return to;
}

static bool is_same(const RecordedCode *known, const Code *code)
{
    if (known->instruction_count != code->instruction_count || known->first_line != code->first_line
        || strcmp(known->qualname, str_utf8_lossy(code->qualname, NULL))) return false;
    for (size_t i = 0; i < code->instruction_count; i += instruction_words(code, i)) {
        Position a = known->instructions[i].position, b = code->positions[i];
        if (known->instructions[i].op != code_instruction(code, i).op || a.line != b.line
            || a.column != b.column || a.end_column != b.end_column) return false;
    }
    return true;
}

uint32_t recording_code(Recording *r, const Code *code)
{
    for (size_t i = r->code_count; i-- > 0;)
        if (is_same(r->codes[i], code)) return (uint32_t)(i + 1);
    r->codes = grown(r->codes, r->code_count, &r->code_room, sizeof *r->codes);
    RecordedCode *taken = take_code(code);
    r->codes[r->code_count++] = taken;
    taken->number = (uint32_t)r->code_count;
    return taken->number;
}

static void free_code(RecordedCode *code)
{
    for (size_t i = 0; i < code->instruction_count; i++) {
        free(code->instructions[i].operands);
        free(code->instructions[i].meaning);
    }
    for (uint32_t i = 0; i < code->variable_count; i++) free(code->variables[i]);
    free(code->variables);
    free(code->instructions);
    free(code->handlers);
    free(code->name);
    free(code->qualname);
    free(code);
}

/* --- the whole --- */

Recording *recording_new(const char *name, size_t limit)
{
    Recording *r = checked(calloc(1, sizeof *r));
    r->name = checked(strdup(name));
    r->names = checked(calloc(1, sizeof *r->names));
    r->limit = limit ? limit : 1;
    r->room = r->limit < 1024 ? r->limit : 1024;
    r->steps = checked(calloc(r->room, sizeof *r->steps));
    return r;
}

void recording_free(Recording *r)
{
    for (size_t i = 0; i < r->count; i++) step_clear(recording_step(r, i));
    for (size_t i = 0; i < r->object_count; i++) free_object(r->objects[i]);
    for (size_t i = 0; i < r->frame_count; i++) free_frame(r->frames[i]);
    for (size_t i = 0; i < r->code_count; i++) free_code(r->codes[i]);
    free_names(r->names);
    free(r->steps);
    free(r->objects);
    free(r->frames);
    free(r->codes);
    free(r->name);
    free(r);
}
