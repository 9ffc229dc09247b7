/* vm/record/holders.c -- who holds an object: every counted reference, by name. */
#include "vm/record/holders.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/types/dict.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/generator.h"
#include "vm/import.h"
#include "vm/record/edges.h"
#include "vm/record/summary.h"
#include <stdlib.h>

enum { LONGEST_OWNER = 34 };

typedef struct Found { Obj owner; Edge edge; } Found;
typedef struct Search { Obj x, owner; Found *found; size_t count, room; } Search;

/* --- in the heap: nothing may be allocated there meanwhile --- */

static void on_edge(const Edge *edge, void *context)
{
    Search *s = context;
    if (edge->value != s->x) return;
    if (s->count == s->room) {
        s->room = s->room ? s->room * 2 : 16;
        s->found = realloc(s->found, s->room * sizeof *s->found);
        if (!s->found) abort();
    }
    s->found[s->count++] = (Found){ s->owner, *edge };
}

static void on_object(Ref object, void *context)
{
    Search *s = context;
    if (!object->type || object->flags & FLAG_DEAD) return;
    s->owner = object;
    edges_visit(object, on_edge, s);
}

/* --- names --- */

static void add(Holders *h, Obj object, const char *how, Text *name)
{
    if (h->count == h->room) {
        h->room = h->room ? h->room * 2 : 16;
        h->items = realloc(h->items, h->room * sizeof *h->items);
        if (!h->items) abort();
    }
    h->items[h->count++] = (Holder){ object, text_take(name), how };
}

static Obj module_with(Obj dict)
{
    size_t position = 0;
    Obj name, module;
    while (dict_next(import_modules, &position, &name, &module))
        if (is_module(module) && module_dict(module) == dict) return name;
    return NULL;
}

static const char *const words[] = { "item", "key", "value", "member", "attribute", "field", "local",
                                     "constant", "class" };

static void add_found(Holders *h, const Found *found)
{
    Text name = { 0 };
    Obj module = found->edge.kind == EDGE_VALUE ? module_with(found->owner) : NULL;
    const char *how = words[found->edge.kind];
    if (module) {
        how = "global";
        text_add(&name, "global ");
        text_add(&name, is_str(found->edge.key) ? str_utf8_lossy(found->edge.key, NULL) : "?");
        text_format(&name, " of %s", is_str(module) ? str_utf8_lossy(module, NULL) : "a module");
    } else {
        if (has_type(found->owner, &cell_type)) how = "cell";
        edge_put_name(&name, &found->edge);
        text_add(&name, " of ");
        if (has_type(found->owner, &cell_type)) text_add(&name, "a ");
        summary_put(&name, found->owner, LONGEST_OWNER);
    }
    add(h, found->owner, how, &name);
}

/* --- on the stack --- */

static size_t own_registers(const Frame *frame)
{
    size_t count = frame->code->register_count;
    if (frame->generator) return 0;                // the generator, an object, has them
    if (frame >= thread.frame || frame[1].generator || frame[1].registers < frame->registers) return count;
    size_t before = (size_t)(frame[1].registers - frame->registers);
    return before < count ? before : count;
}

static void add_register(Holders *h, const Frame *frame, size_t i)
{
    Text name = { 0 };
    const Code *code = frame->code;
    bool local = i < tuple_length(code->variable_names);
    if (local) text_format(&name, "local %s", str_utf8_lossy(tuple_peek(code->variable_names, i), NULL));
    else text_format(&name, i < code->local_count ? "register k%zu" : "register t%zu", i);
    text_format(&name, " of %s", str_utf8_lossy(code->qualname, NULL));
    add(h, NULL, local ? "local" : "register", &name);
}

static void add_part(Holders *h, const Frame *frame, const char *part)
{
    Text name = { 0 };
    text_format(&name, "%s of the running %s", part, str_utf8_lossy(frame->code->qualname, NULL));
    add(h, NULL, "frame", &name);
}

static void search_frame(Holders *h, const Frame *frame, Obj x, Obj but)
{
    bool ours = but && frame->globals == but;
    size_t count = own_registers(frame), before = h->count;
    for (size_t i = 0; i < count; i++) if (frame->registers[i] == x) add_register(h, frame, i);
    if (frame->locals == x) add_part(h, frame, "namespace");
    if ((Obj)frame->object == x) add_part(h, frame, "frame object");
    if (frame->flags & FRAME_INIT && frame->instance == x) add_part(h, frame, "instance");
    if (frame->flags & FRAME_INIT && frame->holder == x) add_part(h, frame, "__init__");
    if (!ours) return;
    while (h->count > before) {
        h->own++;
        free(h->items[--h->count].name);
    }
}

void holders_find(Holders *h, Obj x, Obj but)
{
    Search search = { .x = x };
    heap_each(on_object, &search);
    for (size_t i = 0; i < search.count; i++) add_found(h, &search.found[i]);
    free(search.found);
    for (const Frame *frame = thread.frames + 1; frame <= thread.frame; frame++)
        if (frame->code) search_frame(h, frame, x, but);
    Text name = { 0 };
    if (error_handled() == x) {
        text_add(&name, "the exception being handled");
        add(h, NULL, "handled", &name);
    }
}

void holders_free(Holders *h)
{
    for (size_t i = 0; i < h->count; i++) free(h->items[i].name);
    free(h->items);
}
