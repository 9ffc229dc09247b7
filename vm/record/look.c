/* vm/record/look.c -- the objects to be seen from the recorded frames: numbers for addresses, and
 * what changed since the last look. */
#include "vm/record/recorder.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/modules/array.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/list.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/module.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/function.h"
#include "vm/record/edges.h"
#include "vm/record/summary.h"
#include <stdlib.h>
#include <string.h>

enum { LONGEST_TEXT = 60 };

static struct {
    Recording *r;
    Obj module_name;          // __name__ of the recorded module: its classes are looked into
    RecordedObject **table;   // by address, open addressing; GONE: was used
    size_t mask, used;
    RecordedObject **visible, **stack;
    size_t visible_count, visible_room, stack_count, stack_room;
    uint32_t epoch;
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

// Called as a recorded object dies, even by the collector: nothing is allocated here.
static void on_gone(Obj x)
{
    RecordedObject *object = look.table[slot_of(x)];
    if (object) forget(object);
}

// A float or a text may be overwritten in place when nobody else sees it: for us a new object.
static bool is_rewritten(const RecordedObject *object, Obj x)
{
    if (x->type == &float_type) return object->print != *(const uint64_t *)&((const Float *)x)->value;
    return x->type == &str_type && object->print != str_length(x);
}

static uint64_t first_print(Obj x)
{
    if (x->type == &float_type) return *(const uint64_t *)&((const Float *)x)->value;
    return x->type == &str_type ? str_length(x) : 0;
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
    made->print = first_print(x);
    if (!(x->flags & FLAG_IMMORTAL)) x->flags |= FLAG_SEEN;
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

/* --- what is looked into --- */

static bool is_own_class(const Type *type)
{
    if (!(type->flags & TYPE_HEAP) || !type->dict) return false;
    Obj module = dict_peek_str(type->dict, name___module__);
    return module && is_str(module) && str_equal(module, look.module_name);
}

// Seen, but not looked into: it belongs to the interpreter or to a library.
static bool is_closed(Obj x)
{
    if (summary_is_leaf(x)) return true;
    if (is_type(x)) return !is_own_class((const Type *)x);
    return has_type(x, &function_type) && !recorder_records(((const FunctionObject *)x)->code);
}

static bool is_hidden(Obj x, const Edge *edge)
{
    if (edge->kind == EDGE_CLASS || edge->kind == EDGE_CONSTANT) return true;
    if (is_type(x)) return strcmp(edge->name ? edge->name : "", "dict") != 0;
    if (has_type(x, &code_type)) return true;
    if (!has_type(x, &function_type) || edge->kind != EDGE_FIELD) return false;
    return strcmp(edge->name, "defaults") && strcmp(edge->name, "closure")
        && strcmp(edge->name, "keyword defaults");
}

static bool is_beyond(Obj x, const Edge *edge)     // never followed
{
    return has_type(x, &function_type) && edge->kind == EDGE_FIELD && !strcmp(edge->name, "builtins");
}

/* --- fingerprints --- */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static uint64_t mix_octets(uint64_t hash, const void *data, size_t length)
{
    const unsigned char *octets = data;
    if (length > MOST_OCTETS) length = MOST_OCTETS;
    for (size_t i = 0; i < length; i++) hash = mix(hash, octets[i]);
    return hash;
}

typedef struct Mixing { uint64_t hash; size_t count; } Mixing;

static void mix_held(Obj held, void *context)
{
    Mixing *m = context;
    if (m->count++ < 2 * MOST_EDGES) m->hash = mix(m->hash, (uint64_t)(uintptr_t)held);
}

static uint64_t fingerprint(Obj x)
{
    const Type *type = x->type;
    if (type == &float_type || type == &str_type) return first_print(x);
    if (type->flags & TYPE_LIST) {
        uint64_t hash = mix(1, list_length(x));
        for (size_t i = 0; i < list_length(x) && i < MOST_EDGES; i++)
            hash = mix(hash, (uint64_t)(uintptr_t)list_peek(x, i));
        return hash;
    }
    if (type == &bytearray_type) {
        const ByteArray *b = (const ByteArray *)x;
        return mix_octets(mix(b->length, b->exports), b->start, b->length);
    }
    if (type == &array_type) {
        const Array *a = (const Array *)x;
        return mix_octets(mix(a->length, a->exports), a->data, a->length * a->item_size);
    }
    if (is_closed(x)) return 0;
    Mixing m = { .hash = mix(edges_extra(x), type == &memoryview_type
                                  && ((const MemoryView *)x)->managed) };
    object_visit(x, mix_held, &m);
    return mix(m.hash, m.count);
}

/* --- contents --- */

typedef struct Filling { Obj x; Content *content; size_t seen; } Filling;

static void fill_edge(const Edge *edge, void *context)
{
    Filling *f = context;
    if (edge->kind == EDGE_KEY || is_beyond(f->x, edge)) return;       // told with its value
    if (f->seen++ >= MOST_EDGES && edge->kind != EDGE_CLASS) {
        f->content->more++;
        return;
    }
    Content *c = realloc(f->content, sizeof *c + (f->content->edge_count + 1) * sizeof(ContentEdge));
    if (!c) abort();
    f->content = c;
    ContentEdge *to = &c->edges[c->edge_count++];
    *to = (ContentEdge){ .kind = (uint8_t)edge->kind, .hidden = is_hidden(f->x, edge),
                         .value = look_value(edge->value) };
    if (edge->kind == EDGE_VALUE) to->key = look_value(edge->key);
    if (edge->kind == EDGE_ITEM || edge->kind == EDGE_VALUE || edge->kind == EDGE_MEMBER) return;
    Text name = { 0 };
    edge_put_name(&name, edge);
    to->name = text_take(&name);
}

static uint64_t length_of(Obj x)
{
    const Type *type = x->type;
    if (type->flags & TYPE_LIST) return list_length(x);
    if (type->flags & TYPE_TUPLE) return tuple_length(x);
    if (type->flags & TYPE_DICT) return dict_length(x);
    if (type->flags & TYPE_DATA_SET) return set_length(x);
    if (type->flags & TYPE_STR) return str_length(x);
    if (type->flags & TYPE_BYTES) return bytes_length(x);
    if (type == &bytearray_type) return ((const ByteArray *)x)->length;
    if (type == &array_type) return ((const Array *)x)->length;
    return 0;
}

static void put_hex(Text *t, const void *data, size_t length)
{
    const unsigned char *octets = data;
    text_add(t, "\"octets\":\"");
    for (size_t i = 0; i < length && i < MOST_OCTETS; i++) text_format(t, "%02x", octets[i]);
    text_add(t, "\"");
}

static void put_numbers(Text *t, const char *name, const intptr_t *numbers, int count)
{
    text_format(t, ",\"%s\":[", name);
    for (int i = 0; i < count; i++) text_format(t, i ? ",%ld" : "%ld", (long)numbers[i]);
    text_add(t, "]");
}

static void put_view_details(Text *t, const MemoryView *v)
{
    if (!v->managed) return;
    const ManagedBuffer *managed = (const ManagedBuffer *)v->managed;
    text_format(t, "{\"exporter\":%u,\"offset\":%ld,\"length\":%zu,\"itemsize\":%zu,\"readonly\":%s,"
                "\"format\":", look_object(managed->buffer.object)->number,
                (long)(v->view.data - managed->buffer.data), v->view.length, v->view.item_size,
                v->view.readonly ? "true" : "false");
    text_json(t, v->view.format);
    put_numbers(t, "shape", v->view.shape, v->view.dimensions);
    put_numbers(t, "strides", v->view.strides, v->view.dimensions);
    text_add(t, "}");
}

static char *details_of(Obj x)
{
    scoped_text Text t = { 0 };
    const Type *type = x->type;
    if (type == &memoryview_type) put_view_details(&t, (const MemoryView *)x);
    if (type == &bytearray_type || type == &array_type || type == &bytes_type) {
        text_add(&t, "{");
        if (type == &bytes_type) put_hex(&t, bytes_data(x), bytes_length(x));
        else if (type == &bytearray_type) {
            const ByteArray *b = (const ByteArray *)x;
            put_hex(&t, b->start, b->length);
            text_format(&t, ",\"exports\":%zu", b->exports);
        } else {
            const Array *a = (const Array *)x;
            put_hex(&t, a->data, a->length * a->item_size);
            text_format(&t, ",\"exports\":%zu,\"typecode\":\"%c\",\"itemsize\":%d", a->exports, a->code,
                        a->item_size);
        }
        text_add(&t, "}");
    }
    return t.length ? text_take(&t) : NULL;
}

static Content *content_of(Obj x)
{
    Filling f = { .x = x, .content = calloc(1, sizeof(Content)) };
    if (!f.content) abort();
    if (!is_closed(x)) edges_visit(x, fill_edge, &f);
    Text text = { 0 };
    summary_put(&text, x, LONGEST_TEXT);
    f.content->text = text_take(&text);
    f.content->details = details_of(x);
    f.content->length = length_of(x);
    f.content->shares = 1;
    return f.content;
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

static void meet_edge(const Edge *edge, void *context)
{
    Filling *f = context;
    if (!is_beyond(f->x, edge) && f->seen++ < 2 * MOST_EDGES) meet(edge->value);
}

static void meet_held(Obj held, void *context)
{
    if ((*(size_t *)context)++ < 2 * MOST_EDGES) meet(held);
}

static void meet_children(Obj x)
{
    if (is_closed(x)) return;
    if (has_type(x, &function_type)) {
        Filling f = { .x = x };
        edges_visit(x, meet_edge, &f);
        return;
    }
    size_t seen = 0;
    object_visit(x, meet_held, &seen);
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

static void examine(RecordedObject *object, Step *step)
{
    Obj x = (Obj)object->address;
    uint64_t print = fingerprint(x);
    if (!object->visible || print != object->print) {
        if (!object->visible) push(&look.visible, &look.visible_count, &look.visible_room, object);
        object->visible = true;
        object->print = print;
        set_content(object, content_of(x), 0, step);
    }
    set_count(object, x->flags & FLAG_IMMORTAL ? COUNT_IMMORTAL : x->count, step);
    meet_children(x);
}

static void let_go(RecordedObject *object, Step *step)
{
    object->visible = false;
    set_content(object, NULL, object->alive ? 0 : 1, step);
    set_count(object, 0, step);
}

void look_around(Roots roots, Step *step)
{
    look.epoch++;
    for (size_t i = 0; i < roots.count; i++) meet(roots.items[i]);
    while (look.stack_count) examine(look.stack[--look.stack_count], step);
    size_t kept = 0;
    for (size_t i = 0; i < look.visible_count; i++) {
        RecordedObject *object = look.visible[i];
        if (object->alive && object->epoch == look.epoch) look.visible[kept++] = object;
        else let_go(object, step);
    }
    look.visible_count = kept;
}

void look_start(Recording *r, Obj module_name)
{
    look.r = r;
    look.module_name = module_name;
    rebuild();
    object_gone = on_gone;
}

void look_stop(void)
{
    object_gone = NULL;
    free(look.table);
    free(look.visible);
    free(look.stack);
    memset(&look, 0, sizeof look);
}
