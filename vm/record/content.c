/* vm/record/content.c -- what is to be seen of an object, and a fingerprint that tells when that has
 * changed. */
#include "vm/record/look.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/modules/array.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/list.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/generator.h"
#include "vm/record/edges.h"
#include "vm/record/recorder.h"
#include "vm/record/summary.h"
#include <stdlib.h>
#include <string.h>

enum { LONGEST_TEXT = 60 };

/* --- what is looked into --- */

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

uint64_t content_first_print(Obj x)
{
    if (x->type == &float_type) return bits_of(((const Float *)x)->value);
    return x->type == &str_type ? str_length(x) : 0;
}

static bool is_own_class(const Type *type)
{
    if (!(type->flags & TYPE_HEAP) || !type->dict) return false;
    Obj module = dict_peek_str(type->dict, name___module__);
    return module && is_str(module) && str_equal(module, name___main__);
}

// Seen, but not looked into: it belongs to the interpreter or to a library.
static bool is_closed(Obj x)
{
    if (summary_is_leaf(x)) return true;
    if (is_type(x)) return !is_own_class((const Type *)x);
    return has_type(x, &function_type) && !recorder_records(((const FunctionObject *)x)->code);
}

static bool is_immortal_str(Obj x)
{
    return !is_small(x) && x->type == &str_type && x->flags & FLAG_IMMORTAL;
}

static bool is_hidden(Obj x, const Edge *edge)
{
    return edge->kind == EDGE_CLASS || edge->kind == EDGE_CONSTANT
        || (has_type(x, &function_type) && edge->kind == EDGE_FIELD && !strcmp(edge->name, "code"));
}

/* What there is of the interpreter's own in an object: names, namespaces, tables. Not followed. */
static bool is_beyond(Obj x, const Edge *edge)
{
    static const struct { const Type *type; const char *followed; } tables[] = {
        { &function_type, "code defaults keyword defaults closure" }, { &generator_type, "function" },
        { &frame_type, "locals back" }, { &type_type, "dict" }, { &code_type, "" }, { &memoryview_type, "managed" },
    };
    const Type *type = is_type(x) ? &type_type : type_of(x);
    if (edge->kind == EDGE_VARIABLE && type == &generator_type)    // the running frame shows them
        return ((const Generator *)x)->state == GENERATOR_RUNNING;
    if (edge->kind == EDGE_KEY) return is_immortal_str(edge->key);
    if (edge->kind != EDGE_FIELD) return false;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (tables[i].type == type) return !strstr(tables[i].followed, edge->name);
    return false;
}

static void visit_some(Ref const *items, size_t count, Visit visit, void *context)
{
    for (size_t i = 0; i < count && i < MOST_EDGES; i++)
        if (items[i]) visit(items[i], context);
}

static void visit_pairs(const Dict *dict, Visit visit, void *context)
{
    for (size_t i = 0, shown = 0; i < dict->filled && shown < MOST_EDGES; i++) {
        const DictEntry *entry = &dict->entries[i];
        if (!entry->key) continue;
        shown++;
        if (!is_immortal_str(entry->key)) visit(entry->key, context);
        visit(entry->value, context);
    }
}

typedef struct Few { Visit visit; void *context; size_t seen; } Few;

static void visit_few(Obj held, void *context)
{
    Few *few = context;
    if (few->seen++ < 2 * MOST_EDGES) few->visit(held, few->context);
}

void content_children(Obj x, Visit visit, void *context)
{
    if (is_closed(x)) return;
    const Type *type = x->type;
    if (type == &function_type) {
        const FunctionObject *f = (const FunctionObject *)x;
        visit_some((Ref[]){ (Ref)f->code, f->defaults, f->keyword_defaults, f->closure }, 4, visit, context);
        if (f->attributes.values) instance_visit(x, visit, context);
    } else if (is_type(x)) visit_some(&((const Type *)x)->dict, 1, visit, context);
    else if (type == &code_type)
        visit_some(((const Code *)x)->constants, ((const Code *)x)->constant_count, visit, context);
    else if (type == &generator_type) {
        const Generator *g = (const Generator *)x;
        visit(g->function, context);
        if (g->state != GENERATOR_RUNNING) visit_some(g->registers, g->register_count, visit, context);
    } else if (type == &frame_type) {
        const FrameObject *f = (const FrameObject *)x;
        visit_some((Ref[]){ f->locals, f->back }, 2, visit, context);
        if (f->registers) visit_some(f->registers, f->register_count, visit, context);
    } else if (type == &memoryview_type) visit_some(&((const MemoryView *)x)->managed, 1, visit, context);
    else if (type == &list_type) visit_some(((const List *)x)->items, list_length(x), visit, context);
    else if (type == &tuple_type) visit_some(tuple_items(x), tuple_length(x), visit, context);
    else if (type == &dict_type) visit_pairs((const Dict *)x, visit, context);
    else {
        Few few = { visit, context, 0 };
        object_visit(x, visit_few, &few);
    }
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

static void mix_held(Obj held, void *context)
{
    uint64_t *hash = context;
    *hash = mix(*hash, (uint64_t)(uintptr_t)held);
}

uint64_t content_print(Obj x)
{
    const Type *type = x->type;
    if (type == &float_type || type == &str_type) return content_first_print(x);
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
    uint64_t hash = mix(edges_extra(x), type == &memoryview_type && ((const MemoryView *)x)->managed);
    if (type->flags & TYPE_DICT) hash = mix(hash, dict_length(x));
    content_children(x, mix_held, &hash);
    return hash;
}

/* --- names of edges: few different ones, kept by the recording --- */

static const char *edge_name(Recording *r, const Edge *edge)
{
    if (edge->kind == EDGE_ITEM || edge->kind == EDGE_MEMBER) return NULL;
    bool by_key = edge->key && is_immortal_str(edge->key);
    const char *known = by_key ? recording_known_name(r, edge->key, edge->kind) : NULL;
    if (known) return known;
    scoped_text Text name = { 0 };
    edge_put_name(&name, edge);
    return recording_name(r, name.data, by_key ? edge->key : NULL, edge->kind);
}

typedef struct Filling { Obj x; Recording *r; Content *content; uint32_t room; } Filling;

static void make_room(Filling *f)
{
    if (f->content->edge_count < f->room) return;
    f->room = f->room * 2;
    f->content = realloc(f->content, sizeof *f->content + f->room * sizeof(ContentEdge));
    if (!f->content) abort();
}

static void fill_edge(const Edge *edge, void *context)
{
    Filling *f = context;
    if (is_beyond(f->x, edge)) return;
    if (edge->kind == EDGE_KEY) {                  // told with its value
        look_value(edge->key);
        return;
    }
    if (f->content->edge_count >= MOST_EDGES && edge->kind != EDGE_CLASS) {
        f->content->more++;
        return;
    }
    make_room(f);
    ContentEdge *to = &f->content->edges[f->content->edge_count++];
    *to = (ContentEdge){ .kind = (uint8_t)edge->kind, .hidden = is_hidden(f->x, edge),
                         .value = look_value(edge->value), .name = edge_name(f->r, edge) };
    if (edge->kind == EDGE_VALUE && !is_immortal_str(edge->key)) to->key = look_value(edge->key);
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

Content *content_of(Obj x, Recording *r)
{
    enum { FIRST_ROOM = 4 };
    Filling f = { .x = x, .r = r, .room = FIRST_ROOM };
    f.content = calloc(1, sizeof(Content) + FIRST_ROOM * sizeof(ContentEdge));
    if (!f.content) abort();
    size_t left = is_closed(x) ? 0 : edges_visit_first(x, MOST_EDGES, fill_edge, &f);
    f.content->more += (uint32_t)left;
    Text text = { 0 };
    summary_put(&text, x, LONGEST_TEXT);
    f.content->text = text_take(&text);
    f.content->details = details_of(x);
    f.content->length = length_of(x);
    f.content->shares = 1;
    return f.content;
}
