/* vm/record/look.c -- the objects to be seen from the recorded frames: numbers for addresses, and
 * what changed since the last look. */
#include "vm/record/look.h"
#include "runtime/types/float.h"
#include "runtime/types/str.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_SHAKEN = 8192 };

static struct {
    Recording *r;
    RecordedObject **table;   // by address, open addressing; GONE: was used
    size_t mask, used;
    RecordedObject **visible, **stack;
    size_t visible_count, visible_room, stack_count, stack_room;
    uint32_t epoch;
    // numbers of visible objects that died since the last look, or were held by one that did
    uint32_t shaken[MOST_SHAKEN];
    size_t shaken_count;      // more than there is room for: look around
} look;

static RecordedObject gone_struct;
#define GONE (&gone_struct)

/* --- addresses --- */

static size_t slot_of(const void *address)
{
    size_t i = ((uintptr_t)address >> 4) * 0x9E3779B97F4A7C15u >> 20 & look.mask;
    while (look.table[i] && look.table[i]->address != address) i = (i + 1) & look.mask;
    return i;
}

static void rebuild(void)
{
    RecordedObject **old = look.table;
    size_t slots = look.table ? look.mask + 1 : 0, live = 0;
    for (size_t i = 0; i < slots; i++) live += old[i] && old[i] != GONE;
    size_t room = 1024;
    while (room < live * 4) room *= 2;
    look.table = calloc(room, sizeof *look.table);
    if (!look.table) abort();
    look.mask = room - 1;
    look.used = live;
    for (size_t i = 0; i < slots; i++)
        if (old[i] && old[i] != GONE) look.table[slot_of(old[i]->address)] = old[i];
    free(old);
}

static void forget(RecordedObject *object)
{
    size_t i = slot_of(object->address);
    if (look.table[i] == object) look.table[i] = GONE;
    object->address = NULL;
    object->alive = false;
}

static void shake(const RecordedObject *object)
{
    if (object && object->visible && look.shaken_count++ < MOST_SHAKEN)
        look.shaken[look.shaken_count - 1] = object->number;
}

static void shake_held(Obj held, void *context)
{
    (void)context;
    if (!is_small(held) && held->flags & FLAG_SEEN) shake(look.table[slot_of(held)]);
}

// Called as a recorded object dies, even by the collector: nothing is allocated here.
static void on_gone(Obj x)
{
    RecordedObject *object = look.table[slot_of(x)];
    if (!object) return;
    shake(object);
    object_visit(x, shake_held, NULL);
    forget(object);
}

// A float or a text may be overwritten in place when nobody else sees it: for us a new object.
static bool is_rewritten(const RecordedObject *object, Obj x)
{
    return (x->type == &float_type || x->type == &str_type) && object->print != content_first_print(x);
}

static char *copy(const char *text)
{
    char *made = strdup(text);
    if (!made) abort();
    return made;
}

RecordedObject *look_object(Obj x)
{
    if (!x || is_small(x)) return NULL;
    RecordedObject *known = look.table[slot_of(x)];
    if (known && ((x->flags & (FLAG_SEEN | FLAG_IMMORTAL)) && !is_rewritten(known, x))) return known;
    if (known) forget(known);
    if (look.used * 2 > look.mask) rebuild();
    RecordedObject *made = recording_add_object(look.r);
    made->address = x;
    made->alive = true;
    made->type = copy(type_name(x));
    made->print = content_first_print(x);
    if (!(x->flags & FLAG_IMMORTAL)) ((Object *)x)->flags |= FLAG_SEEN;
    size_t i = slot_of(x);
    if (!look.table[i]) look.used++;
    look.table[i] = made;
    return made;
}

Value look_value(Obj x)
{
    if (!x) return 0;
    if (is_small(x)) return (Value)(uintptr_t)x;
    return (Value)look_object(x)->number << 1;
}

bool look_is_alive(uint32_t number)
{
    const RecordedObject *object = recording_object(look.r, number);
    return object && object->alive;
}

/* --- the walk --- */

static void push(RecordedObject ***list, size_t *count, size_t *room, RecordedObject *object)
{
    if (*count == *room) {
        *room = *room ? *room * 2 : 256;
        *list = realloc(*list, *room * sizeof **list);
        if (!*list) abort();
    }
    (*list)[(*count)++] = object;
}

static void meet(Obj x)
{
    RecordedObject *object = look_object(x);
    if (!object || object->epoch == look.epoch || look.visible_count > MOST_OBJECTS) return;
    object->epoch = look.epoch;
    push(&look.stack, &look.stack_count, &look.stack_room, object);
}

static void meet_child(Obj x, void *context)
{
    (void)context;
    meet(x);
}

static void set_content(RecordedObject *object, Content *made, int how, Step *step)
{
    step_add(step, (Change){ .kind = CHANGE_CONTENT, .subject = object->number, .index = how,
                             .old = object->content, .new = content_keep(made) });
    object->content = made;                        // the old one's share went to the change
}

static void set_count(RecordedObject *object, uint32_t count, Step *step)
{
    if (object->count == count) return;
    step_add(step, (Change){ .kind = CHANGE_COUNT, .subject = object->number,
                             .before = object->count, .after = count });
    object->count = count;
}

static void show(RecordedObject *object)
{
    object->visible = true;
    object->place = (uint32_t)look.visible_count;
    push(&look.visible, &look.visible_count, &look.visible_room, object);
}

// Did what it holds change?
static bool examine(RecordedObject *object, Step *step)
{
    Obj x = (Obj)object->address;
    uint64_t print = content_print(x);
    bool changed = !object->visible || print != object->print;
    if (changed) {
        if (!object->visible) show(object);
        object->print = print;
        set_content(object, content_of(x, look.r), 0, step);
    }
    set_count(object, x->flags & FLAG_IMMORTAL ? COUNT_IMMORTAL : x->count, step);
    return changed;
}

static void let_go(RecordedObject *object, Step *step)
{
    RecordedObject *last = look.visible[--look.visible_count];
    look.visible[object->place] = last;
    last->place = object->place;
    object->visible = false;
    set_count(object, 0, step);                    // backwards, the content comes first
    set_content(object, NULL, object->alive ? 0 : 1, step);
}

void look_around(Roots roots, Step *step)
{
    look.epoch++;
    look.shaken_count = 0;
    for (size_t i = 0; i < roots.count; i++) meet(roots.items[i]);
    while (look.stack_count) {
        RecordedObject *object = look.stack[--look.stack_count];
        examine(object, step);
        content_children((Obj)object->address, meet_child, NULL);
    }
    for (size_t i = look.visible_count; i-- > 0;) {
        RecordedObject *object = look.visible[i];
        if (!object->alive || object->epoch != look.epoch) let_go(object, step);
    }
}

/* --- one object, and what it leads to --- */

static void touch_one(Value value, Step *step);

static void touch_edges(const Content *content, Step *step)
{
    for (uint32_t i = 0; i < content->edge_count; i++) {
        touch_one(content->edges[i].value, step);
        touch_one(content->edges[i].key, step);
    }
}

// Examines the object; what it held and holds is examined, too, if that changed.
static void touch_one(Value value, Step *step)
{
    if (!value_is_object(value)) return;
    RecordedObject *object = recording_object(look.r, value_object(value));
    if (!object || !object->alive || (object->visible && object->epoch == look.epoch)) return;
    object->epoch = look.epoch;
    Content *old = content_keep(object->content);
    if (examine(object, step)) {
        push(&look.stack, &look.stack_count, &look.stack_room, object);
        if (old) touch_edges(old, step);
    }
    content_drop(old);
}

static void touch_new_edges(RecordedObject *object, Step *step)
{
    Content *content = content_keep(object->content);
    if (content) touch_edges(content, step);
    content_drop(content);
}

void look_touch(Value value, int depth, Step *step)
{
    touch_one(value, step);
    while (look.stack_count) touch_new_edges(look.stack[--look.stack_count], step);
    RecordedObject *object = value_is_object(value) && depth > 0
                                 ? recording_object(look.r, value_object(value)) : NULL;
    Content *content = object ? content_keep(object->content) : NULL;
    for (uint32_t i = 0; content && i < content->edge_count; i++)
        look_touch(content->edges[i].value, depth - 1, step);
    content_drop(content);
}

void look_begin(void)                              { look.epoch++; }

bool look_settle_gone(Step *step)
{
    if (look.shaken_count > MOST_SHAKEN) return false;
    for (size_t i = 0; i < look.shaken_count; i++) {
        RecordedObject *object = recording_object(look.r, look.shaken[i]);
        if (!object || !object->visible) continue;
        Content *old = content_keep(object->content);
        if (object->alive) look_touch((Value)object->number << 1, 0, step);
        else let_go(object, step);
        if (!object->alive) touch_edges(old, step);    // it may have dropped these before it died
        content_drop(old);
    }
    look.shaken_count = 0;
    return true;
}

void look_start(Recording *r)
{
    look.r = r;
    rebuild();
    object_gone = on_gone;
}

void look_stop(void)
{
    object_gone = NULL;
    for (size_t i = 0; i <= look.mask; i++) if (look.table[i]) look.table[i]->address = NULL;
    free(look.table);
    free(look.visible);
    free(look.stack);
    memset(&look, 0, sizeof look);
}
