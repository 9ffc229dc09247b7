/* vm/record/dot.c -- eye: --dot, the heap in sight at a point, for Graphviz. */
#include "vm/record/dot.h"
#include "vm/record/edges.h"
#include <stdlib.h>
#include <string.h>

// In a label: quotes and backslashes escaped, and what has a meaning in record shapes.
static void put_label(Text *t, const char *text)
{
    for (; *text; text++) {
        if (strchr("\"\\{}|<>", *text)) text_add(t, "\\");
        if ((unsigned char)*text >= ' ') text_bytes(t, text, 1);
    }
}

static const RecordedObject *shown(const Recording *r, Value value)
{
    const RecordedObject *o = value_is_object(value) ? recording_object(r, value_object(value)) : NULL;
    return o && o->visible && o->content && o->count != COUNT_IMMORTAL ? o : NULL;
}

static void put_value(Text *t, const Recording *r, Value value)
{
    const RecordedObject *o = value_is_object(value) ? recording_object(r, value_object(value)) : NULL;
    if (!value) text_add(t, "-");
    else if (!value_is_object(value)) text_format(t, "%ld", (long)value_int(value));
    else if (shown(r, value)) text_format(t, "#%u", value_object(value));
    else put_label(t, o && o->content ? o->content->text : "?");
}

static bool is_system_name(const ContentEdge *edge)
{
    return edge->kind == EDGE_VALUE && edge->name && !strncmp(edge->name, "['__", 4);
}

static bool is_drawn(const ContentEdge *edge)      { return !edge->hidden && !is_system_name(edge); }

static void put_edge_name(Text *t, const ContentEdge *edge, uint32_t index)
{
    if (edge->kind == EDGE_ITEM) text_format(t, "[%u]", index);
    else put_label(t, edge->name ? edge->name : "member");
}

static void put_object(Text *t, const Recording *r, const RecordedObject *o)
{
    const Content *c = o->content;
    uint32_t drawn = 0;
    for (uint32_t i = 0; i < c->edge_count; i++) drawn += is_drawn(&c->edges[i]);
    text_format(t, "  o%u [label=\"{#%u ", o->number, o->number);
    put_label(t, o->type);
    text_format(t, ", count %u", o->count);
    if (!drawn) {
        text_add(t, "|");
        put_label(t, c->text);
    }
    for (uint32_t i = 0; i < c->edge_count; i++) {
        if (!is_drawn(&c->edges[i])) continue;
        text_format(t, "|<p%u>", i);
        put_edge_name(t, &c->edges[i], i);
        text_add(t, " ");
        put_value(t, r, c->edges[i].value);
    }
    if (c->more) text_format(t, "|... %u more", c->more);
    text_add(t, "}\"];\n");
    for (uint32_t i = 0; i < c->edge_count; i++)
        if (is_drawn(&c->edges[i]) && shown(r, c->edges[i].value))
            text_format(t, "  o%u:p%u -> o%u;\n", o->number, i, value_object(c->edges[i].value));
}

static void put_frame(Text *t, const Recording *r, const RecordedFrame *f)
{
    const RecordedCode *code = r->codes[f->code - 1];
    text_format(t, "  f%u [style=rounded, label=\"{frame ", f->number);
    put_label(t, code->qualname);
    for (uint32_t i = 0; i < f->register_count; i++) {
        if (!f->registers[i]) continue;
        text_format(t, "|<r%u>", i);
        if (i < code->variable_count) put_label(t, code->variables[i]);
        else text_format(t, "t%u", i);
        text_add(t, " ");
        put_value(t, r, f->registers[i]);
    }
    text_add(t, "}\"];\n");
    for (uint32_t i = 0; i < f->register_count; i++)
        if (shown(r, f->registers[i]))
            text_format(t, "  f%u:r%u -> o%u;\n", f->number, i, value_object(f->registers[i]));
    if (shown(r, f->globals))
        text_format(t, "  f%u -> o%u [label=\"globals\"];\n", f->number, value_object(f->globals));
}

/* --- only what arrows lead to --- */

typedef struct Marks { const Recording *r; bool *marked; uint32_t *todo; size_t count; } Marks;

static void mark(Marks *m, Value value)
{
    if (!shown(m->r, value) || m->marked[value_object(value)]) return;
    m->marked[value_object(value)] = true;
    m->todo[m->count++] = value_object(value);
}

static void mark_all(Marks *m)
{
    for (size_t i = 0; i < m->r->frame_count; i++) {
        const RecordedFrame *f = m->r->frames[i];
        if (i == 0) mark(m, f->globals);           // the module's, to the end
        for (uint32_t n = 0; f->on_stack && n < f->register_count; n++) mark(m, f->registers[n]);
    }
    while (m->count) {
        const Content *c = recording_object(m->r, m->todo[--m->count])->content;
        for (uint32_t i = 0; i < c->edge_count; i++)
            if (is_drawn(&c->edges[i])) mark(m, c->edges[i].value);
    }
}

void dot_put(Text *t, const Recording *r)
{
    Marks marks = { .r = r, .marked = calloc(r->object_count + 1, sizeof(bool)),
                    .todo = calloc(r->object_count + 1, sizeof(uint32_t)) };
    if (!marks.marked || !marks.todo) abort();
    mark_all(&marks);
    text_add(t, "digraph heap {\n  rankdir=LR;\n  node [shape=record, fontname=monospace];\n");
    for (size_t i = 0; i < r->frame_count; i++)
        if (r->frames[i]->on_stack) put_frame(t, r, r->frames[i]);
    for (size_t i = 0; i < r->object_count; i++) {
        const RecordedObject *o = r->objects[i];
        if (o && marks.marked[o->number]) put_object(t, r, o);
    }
    text_add(t, "}\n");
    free(marks.marked);
    free(marks.todo);
}
