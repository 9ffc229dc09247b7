/* vm/record/trace.c -- eye: --trace, a line for each executed instruction. */
#include "vm/record/trace.h"
#include "vm/record/edges.h"
#include "vm/record/summary.h"
#include <stdio.h>
#include <string.h>

enum { PLACE_WIDTH = 12, FRAME_WIDTH = 14, WORDS_WIDTH = 34, DEEPEST_INDENT = 20,
       LONGEST_VALUE = 60, MOST_CHANGES = 2000 };

/* --- values --- */

static bool has_identity(const RecordedObject *o)
{
    return o->count != COUNT_IMMORTAL && (o->first_content || o->content);
}

static void put_object(Text *t, const Recording *r, uint32_t number, const Content *content)
{
    const RecordedObject *o = recording_object(r, number);
    if (content) text_add(t, content->text);
    else if (o && o->alive && o->address) summary_put(t, (Obj)o->address, LONGEST_VALUE);
    else if (o && o->content) text_add(t, o->content->text);
    else text_add(t, o ? o->type : "object");
    if (o && has_identity(o)) text_format(t, " #%u", number);
}

void trace_put_value(Text *t, const Recording *r, Value value)
{
    if (!value) text_add(t, "nothing");
    else if (!value_is_object(value)) text_format(t, "%ld", (long)value_int(value));
    else put_object(t, r, value_object(value), NULL);
}

void trace_put_register(Text *t, const Recording *r, uint32_t frame, int32_t index)
{
    const RecordedFrame *f = recording_frame(r, frame);
    const RecordedCode *code = r->codes[f->code - 1];
    if ((uint32_t)index < code->variable_count) text_add(t, code->variables[index]);
    else text_format(t, "t%d", index);
}

/* --- effects --- */

typedef struct Effects {
    Text *out;
    const Recording *r;
    const Step *step;
    size_t start;
} Effects;

static void separate(Effects *e, const char *between)
{
    if (e->out->length > e->start) text_add(e->out, between);
}

static bool frame_is_new(const Effects *e, uint32_t frame)
{
    for (uint32_t i = 0; i < e->step->change_count; i++) {
        const Change *c = &e->step->changes[i];
        if (c->subject == frame && (c->kind == CHANGE_ENTER || c->kind == CHANGE_LEAVE)) return true;
    }
    return false;
}

static void put_registers(Effects *e)
{
    for (uint32_t i = 0; i < e->step->change_count; i++) {
        const Change *c = &e->step->changes[i];
        if (c->kind != CHANGE_REGISTER || !c->after || frame_is_new(e, c->subject)) continue;
        separate(e, ", ");
        trace_put_register(e->out, e->r, c->subject, c->index);
        text_add(e->out, " = ");
        trace_put_value(e->out, e->r, c->after);
    }
}

static void put_leaving(Effects *e, const Change *c)
{
    static const char *const words[] = { "returns ", "yields ", "left by ", "becomes a generator" };
    separate(e, "; ");
    text_add(e->out, words[c->index]);
    if (c->index == LEFT_BY_RETURN && !c->after) text_add(e->out, "None");
    else if (c->after) trace_put_value(e->out, e->r, c->after);
}

static void put_arguments(Effects *e, uint32_t frame)
{
    size_t shown = 0;
    text_add(e->out, "(");
    for (uint32_t i = 0; i < e->step->change_count; i++) {
        const Change *c = &e->step->changes[i];
        if (c->kind != CHANGE_REGISTER || c->subject != frame || !c->after) continue;
        if (shown++) text_add(e->out, ", ");
        trace_put_register(e->out, e->r, frame, c->index);
        text_add(e->out, "=");
        trace_put_value(e->out, e->r, c->after);
    }
    text_add(e->out, ")");
}

static void put_events(Effects *e)
{
    for (uint32_t i = 0; i < e->step->change_count; i++) {
        const Change *c = &e->step->changes[i];
        if (c->kind == CHANGE_LEAVE) put_leaving(e, c);
        if (c->kind == CHANGE_ENTER) {
            separate(e, "; ");
            text_format(e->out, c->index ? "goes on in %s" : "enters %s", e->r->codes[recording_frame(e->r, c->subject)->code - 1]->name);
            put_arguments(e, c->subject);
        }
        if (c->kind == CHANGE_RAISE) {
            separate(e, "; ");
            text_format(e->out, "%s raised, ", c->text);
            if (c->index == NO_HANDLER) text_add(e->out, "no handler here");
            else text_format(e->out, "handler at %d", c->index);
        }
        if (c->kind == CHANGE_OUTPUT) {
            separate(e, "; ");
            text_add(e->out, c->index == 1 ? "writes " : "writes to stderr ");
            text_json(e->out, c->text);
        }
    }
}

static bool content_changed(const Effects *e, uint32_t number, const Change **change)
{
    for (uint32_t i = 0; i < e->step->change_count; i++) {
        const Change *c = &e->step->changes[i];
        if (c->kind != CHANGE_CONTENT || c->subject != number) continue;
        *change = c;
        return true;
    }
    return false;
}

/* --- what became of an object's parts --- */

static const ContentEdge *same_edge(const Content *content, const ContentEdge *like, uint32_t at)
{
    if (like->kind == EDGE_ITEM) return at < content->edge_count ? &content->edges[at] : NULL;
    for (uint32_t i = 0; i < content->edge_count; i++) {
        const ContentEdge *e = &content->edges[(at + i) % content->edge_count];
        if (e->kind != like->kind || e->key != like->key) continue;
        if (e->kind == EDGE_MEMBER ? e->value == like->value
                                   : !e->name || !strcmp(e->name, like->name)) return e;
    }
    return NULL;
}

static void put_edge_name(Effects *e, uint32_t number, const ContentEdge *edge, uint32_t at)
{
    const RecordedFrame *frame = recording_frame(e->r, 1);
    if (edge->kind == EDGE_VALUE && frame && value_object(frame->globals) == number) {
        text_format(e->out, "global %.*s", (int)strcspn(edge->name + 2, "'"), edge->name + 2);
        return;
    }
    text_format(e->out, "#%u", number);
    if (edge->kind == EDGE_ITEM) text_format(e->out, "[%u]", at);
    else if (edge->kind == EDGE_MEMBER) text_add(e->out, " member");
    else if (edge->kind == EDGE_ATTRIBUTE || edge->kind == EDGE_VALUE) text_add(e->out, edge->name);
    else text_format(e->out, " %s", edge->name);
}

enum { MOST_SHOWN = 4 };

static size_t put_new_edges(Effects *e, const Change *c)
{
    size_t shown = 0;
    for (uint32_t i = 0; i < c->new->edge_count; i++) {
        const ContentEdge *edge = &c->new->edges[i], *old = same_edge(c->old, edge, i);
        if (old && old->value == edge->value) continue;
        if (shown++ >= MOST_SHOWN) continue;
        separate(e, "; ");
        put_edge_name(e, c->subject, edge, i);
        text_add(e->out, edge->kind == EDGE_MEMBER ? " " : " = ");
        trace_put_value(e->out, e->r, edge->value);
    }
    return shown;
}

static size_t put_lost_edges(Effects *e, const Change *c)
{
    size_t shown = 0;
    for (uint32_t i = 0; i < c->old->edge_count; i++) {
        const ContentEdge *edge = &c->old->edges[i];
        if (same_edge(c->new, edge, i)) continue;
        if (shown++ >= MOST_SHOWN) continue;
        separate(e, "; ");
        put_edge_name(e, c->subject, edge, i);
        text_add(e->out, " gone");
    }
    return shown;
}

static void put_edges(Effects *e, const Change *c)
{
    size_t fresh = put_new_edges(e, c), lost = put_lost_edges(e, c);
    size_t more = (fresh > MOST_SHOWN ? fresh - MOST_SHOWN : 0) + (lost > MOST_SHOWN ? lost - MOST_SHOWN : 0);
    if (more) text_format(e->out, ", ... %zu more", more);
    if (fresh || lost || !strcmp(c->old->text, c->new->text)) return;
    separate(e, "; ");
    text_format(e->out, "#%u is now %s", c->subject, c->new->text);
}

// A thing that only came into sight, or went out of it, is no event.
static void put_object_change(Effects *e, const Change *c)
{
    const RecordedObject *o = recording_object(e->r, c->subject);
    if (!o || (c->old == NULL) == (c->new == NULL)) {
        if (!o || !c->old) return;
        put_edges(e, c);
    } else if (c->old && c->index == 1) {
        separate(e, "; ");
        text_format(e->out, "#%u freed", c->subject);
    }
}

static void put_count(Effects *e, const Change *c)
{
    const Change *content;
    if (content_changed(e, c->subject, &content) && (!content->old || !content->new)) return;
    if (c->before == COUNT_IMMORTAL || c->after == COUNT_IMMORTAL) return;
    separate(e, "; ");
    text_format(e->out, "#%u count %lu -> %lu", c->subject, (unsigned long)c->before,
                (unsigned long)c->after);
}

void trace_put_effects(Text *t, const Recording *r, const Step *step)
{
    Effects e = { .out = t, .r = r, .step = step, .start = t->length };
    if (step->change_count > MOST_CHANGES) {       // thousands of frames left at once, and the like
        text_format(t, "%u changes, too many for a line", step->change_count);
        return;
    }
    put_registers(&e);
    put_events(&e);
    for (uint32_t i = 0; i < step->change_count; i++)
        if (step->changes[i].kind == CHANGE_CONTENT) put_object_change(&e, &step->changes[i]);
    for (uint32_t i = 0; i < step->change_count; i++)
        if (step->changes[i].kind == CHANGE_COUNT) put_count(&e, &step->changes[i]);
}

/* --- the line --- */

static void put_padded(Text *t, const char *text, size_t width)
{
    size_t length = text_columns(text);
    text_add(t, text);
    text_fill(t, ' ', length < width ? width - length : 0);
    text_add(t, " ");
}

static void put_place(Text *t, Position p)
{
    char text[64];
    if (!p.line) snprintf(text, sizeof text, "-");
    else if (p.lines) snprintf(text, sizeof text, "%u:%u-%u:%u", p.line, p.column + 1u, p.line + p.lines,
                               p.end_column + 0u);
    else snprintf(text, sizeof text, "%u:%u-%u", p.line, p.column + 1u, p.end_column + 0u);
    put_padded(t, text, PLACE_WIDTH);
}

// What stands behind "; " explains: it goes first when there is no room.
static void put_words(Text *t, const char *meaning)
{
    scoped_text Text words = { 0 };
    const char *semicolon = strstr(meaning, "; ");
    bool whole = !semicolon || text_columns(meaning) <= WORDS_WIDTH;
    text_bytes(&words, meaning, whole ? strlen(meaning) : (size_t)(semicolon - meaning));
    put_padded(t, words.data, WORDS_WIDTH);
}

static size_t depth_of(const Recording *r, const RecordedFrame *frame)
{
    size_t depth = 0;
    while (frame && (frame = recording_frame(r, frame->caller)) && depth < DEEPEST_INDENT) depth++;
    return depth;
}

void trace_step(const Recording *r, const Step *step)
{
    scoped_text Text line = { 0 }, name = { 0 };
    const RecordedFrame *frame = recording_frame(r, step->frame);
    const RecordedCode *code = r->codes[frame->code - 1];
    const RecordedInstruction *i = &code->instructions[step->at];
    put_place(&line, i->position);
    text_fill(&name, ' ', depth_of(r, frame));
    text_add(&name, code->name);
    put_padded(&line, name.data, FRAME_WIDTH);
    put_words(&line, i->meaning);
    text_add(&line, "| ");
    trace_put_effects(&line, r, step);
    while (line.length && line.data[line.length - 1] == ' ') text_cut(&line, line.length - 1);
    text_add(&line, "\n");
    fwrite(line.data, 1, line.length, stderr);
}
