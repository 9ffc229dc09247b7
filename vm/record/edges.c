/* vm/record/edges.c -- what an object holds, by name. */
#include "vm/record/edges.h"
#include "runtime/instance.h"
#include "runtime/modules/deque.h"
#include "runtime/types/builtin.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/method.h"
#include "runtime/types/range.h"
#include "runtime/types/set.h"
#include "runtime/types/slice.h"
#include "runtime/types/str.h"
#include "runtime/types/traceback.h"
#include "runtime/types/tuple.h"
#include "runtime/types/weakref.h"
#include "vm/generator.h"
#include "vm/record/summary.h"
#include <string.h>

/* --- parts of the types, by their place in the object --- */

typedef struct Part { const Type *type; const char *name; size_t offset; } Part;

#define PART(type, Struct, field) { &type, #field, offsetof(Struct, field) }
static const Part parts[] = {
    PART(function_type, FunctionObject, code), PART(function_type, FunctionObject, globals),
    PART(function_type, FunctionObject, builtins), PART(function_type, FunctionObject, defaults),
    { &function_type, "keyword defaults", offsetof(FunctionObject, keyword_defaults) },
    PART(function_type, FunctionObject, closure), PART(function_type, FunctionObject, name),
    PART(function_type, FunctionObject, qualname), PART(function_type, FunctionObject, module),
    PART(function_type, FunctionObject, doc), PART(function_type, FunctionObject, annotations),
    { &function_type, "type parameters", offsetof(FunctionObject, type_params) },
    PART(cell_type, Cell, content),
    PART(method_type, BoundMethod, function), PART(method_type, BoundMethod, self),
    PART(builtin_type, Builtin, self), PART(builtin_type, Builtin, module),
    PART(slice_type, Slice, start), PART(slice_type, Slice, stop), PART(slice_type, Slice, step),
    PART(range_type, Range, start), PART(range_type, Range, stop), PART(range_type, Range, step),
    PART(range_type, Range, length),
    PART(memoryview_type, MemoryView, managed),
    { &memoryview_type, "code that made it", offsetof(MemoryView, holder.place.code) },
    PART(property_type, Property, get), PART(property_type, Property, set),
    PART(property_type, Property, delete), PART(property_type, Property, doc),
    PART(property_type, Property, name),
    PART(classmethod_type, ClassMethod, callable), PART(staticmethod_type, ClassMethod, callable),
    PART(super_type, Super, type), PART(super_type, Super, object),
    PART(super_type, Super, object_type),
    PART(traceback_type, Traceback, next), PART(traceback_type, Traceback, frame),
    PART(weakref_type, WeakRef, callback),
    PART(generator_type, Generator, function), PART(generator_type, Generator, object),
    { &generator_type, "handled exception", offsetof(Generator, handled) },
    PART(generator_type, Generator, name), PART(generator_type, Generator, qualname),
    PART(frame_type, FrameObject, code), PART(frame_type, FrameObject, globals),
    PART(frame_type, FrameObject, builtins), PART(frame_type, FrameObject, locals),
    PART(frame_type, FrameObject, back), PART(frame_type, FrameObject, function),
    PART(code_type, Code, name), PART(code_type, Code, qualname), PART(code_type, Code, filename),
    { &code_type, "variable names", offsetof(Code, variable_names) },
    { &code_type, "cell names", offsetof(Code, cell_names) },
    { &code_type, "free names", offsetof(Code, free_names) }, PART(code_type, Code, names),
    { &code_type, "inlined names", offsetof(Code, inlined_names) }, PART(code_type, Code, doc),
    PART(type_type, Type, bases), PART(type_type, Type, mro), PART(type_type, Type, dict),
    PART(type_type, Type, subclasses), PART(type_type, Type, qualname),
    { &type_type, "match arguments", offsetof(Type, match_args) }, PART(type_type, Type, base),
};
static const Part exception_parts[] = {
    { NULL, "args", offsetof(Exception, args) }, { NULL, "traceback", offsetof(Exception, traceback) },
    { NULL, "context", offsetof(Exception, context) }, { NULL, "cause", offsetof(Exception, cause) },
};
static const Part sequence_iterator_part = { NULL, "sequence", offsetof(SequenceIterator, sequence) };

enum { PART_COUNT = sizeof parts / sizeof *parts };

static Obj at_offset(Obj x, size_t offset)          { return *(Ref *)((char *)x + offset); }

static bool is_sequence_iterator(const Type *type)
{
    return type == &list_iterator_type || type == &tuple_iterator_type || type == &str_iterator_type
        || type == &str_ascii_iterator_type || type == &list_reverse_iterator_type
        || type == &bytes_iterator_type || type == &bytearray_iterator_type
        || type == &sequence_iterator_type;
}

/* --- naming while visiting --- */

typedef struct Walk {
    Obj x;
    EdgeVisit visit;
    void *context;
    const Type *layout;       // the static type that says how x is laid out
    size_t count;             // references so far
    uint64_t used;            // parts that were named already
} Walk;

static void tell(Walk *w, Edge edge, Obj held)
{
    edge.value = held;
    w->visit(&edge, w->context);
}

static bool named_part(Walk *w, const Part *part, Obj held, size_t bit)
{
    if (at_offset(w->x, part->offset) != held || w->used >> bit & 1) return false;
    w->used |= 1ull << bit;
    tell(w, (Edge){ .kind = EDGE_FIELD, .name = part->name }, held);
    return true;
}

static bool tell_part(Walk *w, Obj held)
{
    for (size_t i = 0, own = 0; i < PART_COUNT; i++)
        if (parts[i].type == w->layout && named_part(w, &parts[i], held, own++)) return true;
    if (w->layout->flags & TYPE_EXCEPTION)
        for (size_t i = 0; i < 4; i++)
            if (named_part(w, &exception_parts[i], held, i)) return true;
    return is_sequence_iterator(w->layout) && named_part(w, &sequence_iterator_part, held, 0);
}

static bool tell_member(Walk *w, Obj held)
{
    for (const Type *type = w->layout; type; type = type->base)
        for (const Member *m = type->members; m && m->name; m++) {
            size_t bit = 8 + (size_t)(m - type->members);
            if (m->kind > MEMBER_SLOT || bit > 63 || w->used >> bit & 1
                || at_offset(w->x, m->offset) != held) continue;
            w->used |= 1ull << bit;
            tell(w, (Edge){ .kind = EDGE_FIELD, .name = m->name }, held);
            return true;
        }
    return false;
}

static void tell_other(Walk *w, Obj held)
{
    if (!tell_part(w, held) && !tell_member(w, held))
        tell(w, (Edge){ .kind = EDGE_FIELD, .name = "part", .index = w->count }, held);
}

// Registers come first, in order, the empty ones left out; then the other parts.
static bool tell_register(Walk *w, const Ref *registers, size_t count, const Code *code, Obj held)
{
    if (!registers) return false;
    for (; w->count < count && !registers[w->count]; w->count++);
    if (w->count >= count) return false;
    size_t at = w->count++;
    Obj name = at < tuple_length(code->variable_names) ? tuple_peek(code->variable_names, at) : NULL;
    tell(w, (Edge){ .kind = EDGE_VARIABLE, .key = name, .index = at }, held);
    return true;
}

static void on_held(Obj held, void *context)
{
    Walk *w = context;
    const Type *type = w->layout;
    if (type->flags & (TYPE_LIST | TYPE_TUPLE) || type == &deque_type)
        tell(w, (Edge){ .kind = EDGE_ITEM, .index = w->count++ }, held);
    else if (type->flags & TYPE_DATA_SET) tell(w, (Edge){ .kind = EDGE_MEMBER }, held);
    else if (type == &code_type && w->count < ((const Code *)w->x)->constant_count)
        tell(w, (Edge){ .kind = EDGE_CONSTANT, .index = w->count++ }, held);
    else if (type == &generator_type) {
        const Generator *g = (const Generator *)w->x;
        if (!tell_register(w, g->registers, g->register_count, g->code, held)) tell_other(w, held);
    } else if (type == &frame_type) {
        const FrameObject *f = (const FrameObject *)w->x;
        if (!tell_register(w, f->registers, f->register_count, (const Code *)f->code, held))
            tell_other(w, held);
    } else tell_other(w, held);
}

static void count_held(Obj held, void *context)
{
    (void)held;
    ((Walk *)context)->count++;
}

// What a kind of dict holds beside its pairs is visited before them: defaultdict's factory.
static void on_dict_part(Obj held, void *context)
{
    Walk *w = context;
    if (w->count <= 2 * dict_length(w->x)) return;
    w->count--;
    tell_other(w, held);
}

static void visit_dict(Walk *w)
{
    const Dict *dict = (const Dict *)w->x;
    if (w->layout != &dict_type) {
        w->x->type->visit(w->x, count_held, w);
        w->x->type->visit(w->x, on_dict_part, w);
    }
    for (size_t i = 0, pair = 0; i < dict->filled; i++) {
        const DictEntry *entry = &dict->entries[i];
        if (!entry->key) continue;
        tell(w, (Edge){ .kind = EDGE_KEY, .index = pair++, .key = entry->key }, entry->key);
        tell(w, (Edge){ .kind = EDGE_VALUE, .key = entry->key }, entry->value);
    }
}

static void visit_attributes(Walk *w)
{
    const Attributes *attributes = instance_attributes(w->x);
    if (!attributes) return;
    if (!attributes->shape) {
        if (attributes->dict)
            tell(w, (Edge){ .kind = EDGE_FIELD, .name = "__dict__" }, attributes->dict);
        return;
    }
    for (size_t i = 0; i < attributes->shape->count; i++)
        tell(w, (Edge){ .kind = EDGE_ATTRIBUTE, .key = attributes->shape->names[i] },
             attributes->values[i]);
}

static Obj slot_name(const Type *type, size_t offset)
{
    size_t position = 0;
    Obj key, value;
    while (type->dict && dict_next(type->dict, &position, &key, &value))
        if (has_type(value, &member_descriptor_type)
            && ((const MemberDescriptor *)value)->offset == offset) return key;
    return NULL;
}

static void visit_slots(Walk *w)
{
    for (const Type *t = type_of(w->x); t && (t->flags & TYPE_HEAP); t = t->base)
        for (size_t i = 0; i < t->slots_size / sizeof(Ref); i++) {
            size_t offset = t->size - t->slots_size + i * sizeof(Ref);
            Obj held = at_offset(w->x, offset), name = held ? slot_name(t, offset) : NULL;
            if (held) tell(w, (Edge){ .kind = name ? EDGE_ATTRIBUTE : EDGE_FIELD, .key = name,
                                      .name = "slot", .index = i }, held);
        }
}

void edges_visit(Obj x, EdgeVisit visit, void *context)
{
    if (is_small(x)) return;
    const Type *type = x->type, *layout = is_type(x) ? &type_type : type;
    while (layout->flags & TYPE_HEAP) layout = layout->base;
    Walk w = { .x = x, .visit = visit, .context = context, .layout = layout };
    if (type->flags & TYPE_DICT) visit_dict(&w);
    else if (type->visit) type->visit(x, on_held, &w);
    if (type->attributes_offset) visit_attributes(&w);
    if (type->flags & TYPE_HEAP) {
        visit_slots(&w);
        tell(&w, (Edge){ .kind = EDGE_CLASS }, (Obj)&type->head);
    }
}

static size_t first_items(const Ref *items, size_t length, size_t most, EdgeVisit visit, void *context)
{
    size_t shown = length < most ? length : most;
    for (size_t i = 0; i < shown; i++)
        visit(&(Edge){ .kind = EDGE_ITEM, .index = i, .value = items[i] }, context);
    return length - shown;
}

static size_t first_pairs(const Dict *dict, size_t most, EdgeVisit visit, void *context)
{
    size_t pair = 0;
    for (size_t i = 0; i < dict->filled && pair < most; i++) {
        const DictEntry *entry = &dict->entries[i];
        if (!entry->key) continue;
        visit(&(Edge){ .kind = EDGE_KEY, .index = pair++, .key = entry->key, .value = entry->key }, context);
        visit(&(Edge){ .kind = EDGE_VALUE, .key = entry->key, .value = entry->value }, context);
    }
    return dict->length - pair;
}

size_t edges_visit_first(Obj x, size_t most, EdgeVisit visit, void *context)
{
    const Type *type = x->type;
    if (type == &list_type)
        return first_items(((const List *)x)->items, list_length(x), most, visit, context);
    if (type == &tuple_type) return first_items(tuple_items(x), tuple_length(x), most, visit, context);
    if (type == &dict_type) return first_pairs((const Dict *)x, most, visit, context);
    if (type != &set_type && type != &frozenset_type) {
        edges_visit(x, visit, context);
        return 0;
    }
    size_t position = 0, shown = 0;
    for (Obj key; shown < most && set_next(x, &position, &key); shown++)
        visit(&(Edge){ .kind = EDGE_MEMBER, .value = key }, context);
    return set_length(x) - shown;
}

/* --- names --- */

void edge_put_name(Text *t, const Edge *edge)
{
    switch (edge->kind) {
    case EDGE_ITEM: text_format(t, "[%zu]", edge->index); break;
    case EDGE_KEY: text_format(t, "key %zu", edge->index); break;
    case EDGE_VALUE:
        text_add(t, "[");
        summary_put(t, edge->key, 40);
        text_add(t, "]");
        break;
    case EDGE_MEMBER: text_add(t, "member"); break;
    case EDGE_ATTRIBUTE: text_format(t, ".%s", str_utf8_lossy(edge->key, NULL)); break;
    case EDGE_FIELD:
        text_add(t, edge->name);
        if (!strcmp(edge->name, "part")) text_format(t, " %zu", edge->index);
        break;
    case EDGE_VARIABLE:
        if (edge->key) text_add(t, str_utf8_lossy(edge->key, NULL));
        else text_format(t, "t%zu", edge->index);
        break;
    case EDGE_CONSTANT: text_format(t, "constant %zu", edge->index); break;
    case EDGE_CLASS: text_add(t, "class"); break;
    }
}

uint64_t edges_extra(Obj x)
{
    const Type *type = x->type;
    if (type == &range_iterator_type) return (uint64_t)((const RangeIterator *)x)->next;
    if (is_sequence_iterator(type)) return ((const SequenceIterator *)x)->index;
    if (type == &generator_type) return ((const Generator *)x)->state;
    return 0;
}
