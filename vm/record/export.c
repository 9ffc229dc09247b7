/* vm/record/export.c -- eye: --json, a recording as data; its form is recording.schema.json. */
#include "vm/record/export.h"
#include "vm/record/edges.h"
#include "vm/record/linked.h"
#include <stdio.h>
#include <string.h>

enum { VERSION = 1 };

static void put_value(Sink *s, Value value)
{
    char digits[24];
    if (!value) sink_null(s);
    else if (value_is_object(value)) sink_int(s, value_object(value));
    else {
        snprintf(digits, sizeof digits, "%ld", (long)value_int(value));
        sink_text(s, digits);
    }
}

static void put_key_value(Sink *s, const char *key, Value value)
{
    sink_key(s, key);
    put_value(s, value);
}

/* --- code --- */

static void put_registers(Sink *s, const RecordedInstruction *i, const char *key, const char *letters)
{
    const OpInfo *info = &op_info[i->op];
    const char kinds[] = { info->a, info->b, info->c };
    sink_key(s, key);
    sink_open(s, '[');
    for (int n = 0; n < 3; n++)
        if (strchr(letters, kinds[n])) sink_int(s, i->numbers[n]);
    sink_close(s);
}

static void put_instruction(Sink *s, const Linked *l, const RecordedInstruction *i, size_t at)
{
    sink_open(s, '{');
    sink_put_int(s, "at", (int64_t)at);
    sink_put_text(s, "op", op_info[i->op].name);
    sink_put_int(s, "words", i->words);
    sink_put_text(s, "operands", i->operands);
    sink_put_text(s, "meaning", i->meaning);
    if (i->target >= 0) sink_put_int(s, "target", i->target);
    put_registers(s, i, "reads", "RHB");
    put_registers(s, i, "writes", "W");
    size_t first, end;
    linked_tokens(l, i->position, &first, &end);
    sink_key(s, "span");
    linked_put_place(l, s, i->position);
    sink_put_int(s, "node", linked_node(l, i->position));
    sink_key(s, "tokens");
    sink_open(s, '[');
    sink_int(s, (int64_t)first);
    sink_int(s, (int64_t)end);
    sink_close(s);
    sink_close(s);
}

static void put_handlers(Sink *s, const RecordedCode *code)
{
    sink_key(s, "handlers");
    sink_open(s, '[');
    for (size_t i = 0; i < code->handler_count; i++) {
        const Handler *h = &code->handlers[i];
        sink_open(s, '[');
        sink_int(s, h->start);
        sink_int(s, h->end);
        sink_int(s, h->target);
        sink_int(s, h->depth);
        sink_int(s, h->exception);
        sink_close(s);
    }
    sink_close(s);
}

static void put_code(Sink *s, const Linked *l, const RecordedCode *code)
{
    sink_open(s, '{');
    sink_put_text(s, "name", code->name);
    sink_put_text(s, "qualname", code->qualname);
    sink_put_int(s, "first_line", code->first_line);
    sink_put_int(s, "registers", code->register_count);
    sink_key(s, "variables");
    sink_open(s, '[');
    for (uint32_t i = 0; i < code->variable_count; i++) sink_text(s, code->variables[i]);
    sink_close(s);
    sink_key(s, "instructions");
    sink_open(s, '[');
    for (size_t at = 0; at < code->instruction_count; at += code->instructions[at].words)
        put_instruction(s, l, &code->instructions[at], at);
    sink_close(s);
    put_handlers(s, code);
    sink_close(s);
}

/* --- contents: numbered as they come --- */

typedef struct Contents { Sink *sink; uint32_t count; } Contents;

static const char *edge_words[] = { "item", "key", "value", "member", "attribute", "field", "variable",
                                    "constant", "class" };

static void put_edge(Sink *s, const ContentEdge *edge)
{
    sink_open(s, '[');
    sink_text(s, edge_words[edge->kind]);
    sink_text(s, edge->name);
    put_value(s, edge->value);
    put_value(s, edge->key);
    if (edge->hidden) sink_bool(s, true);
    sink_close(s);
}

static void put_content(Contents *c, Content *content)
{
    if (!content || content->number) return;
    content->number = ++c->count;
    Sink *s = c->sink;
    sink_open(s, '{');
    sink_put_text(s, "text", content->text);
    if (content->length) sink_put_int(s, "length", (int64_t)content->length);
    if (content->edge_count) {
        sink_key(s, "edges");
        sink_open(s, '[');
        for (uint32_t i = 0; i < content->edge_count; i++) put_edge(s, &content->edges[i]);
        sink_close(s);
    }
    if (content->more) sink_put_int(s, "more", content->more);
    if (content->details) sink_put_text(s, "details", content->details);
    sink_close(s);
}

static void each_content(const Recording *r, void (*each)(Contents *, Content *), Contents *c)
{
    for (size_t i = 0; i < r->object_count; i++)
        if (r->objects[i]) each(c, r->objects[i]->first_content);
    for (size_t i = 0; i < r->count; i++) {
        const Step *step = recording_step(r, i);
        for (uint32_t n = 0; n < step->change_count; n++) {
            if (step->changes[n].kind != CHANGE_CONTENT) continue;
            each(c, step->changes[n].old);
            each(c, step->changes[n].new);
        }
    }
}

static void forget_number(Contents *c, Content *content)
{
    (void)c;
    if (content) content->number = 0;
}

/* --- objects, frames, the first state --- */

static void put_objects(Sink *s, const Recording *r)
{
    sink_key(s, "objects");
    sink_open(s, '[');
    for (size_t i = 0; i < r->object_count; i++)
        sink_text(s, r->objects[i] ? r->objects[i]->type : NULL);
    sink_close(s);
}

static void put_frames(Sink *s, const Recording *r)
{
    sink_key(s, "frames");
    sink_open(s, '[');
    for (size_t i = 0; i < r->frame_count; i++) {
        const RecordedFrame *f = r->frames[i];
        sink_open(s, '{');
        sink_put_int(s, "code", f->code - 1);
        sink_put_int(s, "caller", f->caller);
        put_key_value(s, "globals", f->globals);
        put_key_value(s, "locals", f->locals);
        put_key_value(s, "function", f->function);
        put_key_value(s, "generator", f->generator);
        sink_close(s);
    }
    sink_close(s);
}

static int64_t shown_count(uint64_t count) { return count == COUNT_IMMORTAL ? -1 : (int64_t)count; }

static void put_start(Sink *s, const Recording *r)
{
    sink_key(s, "start");
    sink_open(s, '{');
    sink_key(s, "frames");
    sink_open(s, '[');
    for (size_t i = 0; i < r->frame_count; i++) {
        if (!r->frames[i]->first_on_stack) continue;
        sink_open(s, '[');
        sink_int(s, r->frames[i]->number);
        sink_open(s, '[');
        for (uint32_t n = 0; n < r->frames[i]->register_count; n++) put_value(s, r->frames[i]->first_registers[n]);
        sink_close(s);
        sink_close(s);
    }
    sink_close(s);
    sink_key(s, "objects");
    sink_open(s, '[');
    for (size_t i = 0; i < r->object_count; i++) {
        const RecordedObject *o = r->objects[i];
        if (!o || !o->first_content) continue;
        sink_open(s, '[');
        sink_int(s, o->number);
        sink_int(s, shown_count(o->first_count));
        sink_int(s, o->first_content->number - 1);
        sink_close(s);
    }
    sink_close(s);
    sink_close(s);
}

/* --- steps --- */

static void put_content_number(Sink *s, const Content *content)
{
    if (content) sink_int(s, content->number - 1);
    else sink_null(s);
}

static void put_change(Sink *s, const Change *c)
{
    static const char *const letters[] = { "E", "L", "R", "C", "O", "W", "X" };
    sink_open(s, '[');
    sink_text(s, letters[c->kind]);
    if (c->kind != CHANGE_OUTPUT) sink_int(s, c->subject);
    switch ((ChangeKind)c->kind) {
    case CHANGE_ENTER: sink_bool(s, c->index); break;
    case CHANGE_LEAVE: sink_int(s, c->index); put_value(s, c->after); break;
    case CHANGE_REGISTER: sink_int(s, c->index); put_value(s, c->before); put_value(s, c->after); break;
    case CHANGE_COUNT: sink_int(s, shown_count(c->before)); sink_int(s, shown_count(c->after)); break;
    case CHANGE_CONTENT:
        put_content_number(s, c->old);
        put_content_number(s, c->new);
        if (!c->new) sink_bool(s, c->index == 1);
        break;
    case CHANGE_OUTPUT: sink_int(s, c->index); sink_text(s, c->text); break;
    case CHANGE_RAISE:
        put_value(s, c->after);
        sink_text(s, c->text);
        if (c->index == NO_HANDLER) sink_null(s);
        else sink_int(s, c->index);
        break;
    }
    sink_close(s);
}

static void put_steps(Sink *s, const Recording *r)
{
    sink_key(s, "steps");
    sink_open(s, '[');
    for (size_t i = 0; i < r->count; i++) {
        const Step *step = recording_step(r, i);
        sink_open(s, '[');
        sink_int(s, step->frame);
        sink_int(s, step->at);
        sink_open(s, '[');
        for (uint32_t n = 0; n < step->change_count; n++) put_change(s, &step->changes[n]);
        sink_close(s);
        sink_close(s);
    }
    sink_close(s);
}

void export_recording(Sink *s, const Recording *r, const char *source, size_t length)
{
    scoped_linked Linked linked = { 0 };
    sink_open(s, '{');
    sink_put_text(s, "format", "tuplet-recording");
    sink_put_int(s, "version", VERSION);
    sink_put_text(s, "name", r->name);
    if (source && linked_read(&linked, source, length)) linked_put(&linked, s);
    sink_put_int(s, "limit", (int64_t)r->limit);
    sink_put_int(s, "dropped", (int64_t)r->dropped);
    sink_put_int(s, "status", r->status);
    sink_key(s, "codes");
    sink_open(s, '[');
    for (size_t i = 0; i < r->code_count; i++) put_code(s, &linked, r->codes[i]);
    sink_close(s);
    Contents contents = { .sink = s };
    sink_key(s, "contents");
    sink_open(s, '[');
    each_content(r, put_content, &contents);
    sink_close(s);
    put_objects(s, r);
    put_frames(s, r);
    put_start(s, r);
    put_steps(s, r);
    sink_close(s);
    each_content(r, forget_number, &contents);
}
