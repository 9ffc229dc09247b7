/* runtime/mro.c -- what the bases of a class decide: order of lookup, layout, metaclass.
 *   SPDX-License-Identifier: MIT */
#include "runtime/type.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

/* A list of classes that the C3 merge eats from the front. */
typedef struct Line { Ref const *items; size_t next, count; } Line;

static bool in_tail(const Line *line, Obj candidate)
{
    for (size_t i = line->next + 1; i < line->count; i++)
        if (line->items[i] == candidate) return true;
    return false;
}

static Obj good_head(const Line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (lines[i].next == lines[i].count) continue;
        Obj candidate = lines[i].items[lines[i].next];
        bool good = true;
        for (size_t j = 0; good && j < count; j++) good = !in_tail(&lines[j], candidate);
        if (good) return candidate;
    }
    return NULL;
}

static void *raise_no_order(const Line *lines, size_t count)
{
    scoped Ref seen = list_new(count);
    Writer w = { 0 };
    writer_text(&w, "Cannot create a consistent method resolution order (MRO) for bases ");
    for (size_t i = 0; i < count; i++) {
        if (lines[i].next == lines[i].count) continue;
        Obj head = lines[i].items[lines[i].next];
        bool again = false;
        for (size_t j = 0; j < list_length(seen); j++) again |= list_peek(seen, j) == head;
        if (again) continue;
        if (list_length(seen)) writer_text(&w, ", ");
        list_append(seen, head);
        writer_text(&w, ((const Type *)head)->name);
    }
    scoped Ref message = writer_finish(&w);
    return raise_with(&type_error_type, message);
}

static bool all_eaten(const Line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lines[i].next < lines[i].count) return false;
    return true;
}

static Ref merge(Type *type, Line *lines, size_t count)
{
    scoped Ref order = list_new(8);
    list_append(order, &type->head);
    while (!all_eaten(lines, count)) {
        Obj head = good_head(lines, count);
        if (!head) return raise_no_order(lines, count);
        list_append(order, head);
        for (size_t i = 0; i < count; i++)
            if (lines[i].next < lines[i].count && lines[i].items[lines[i].next] == head)
                lines[i].next++;
    }
    return list_to_tuple(order);
}

/* The order of a class with one base. */
static Ref behind(Type *type, Obj order)
{
    size_t count = tuple_length(order);
    Ref made = tuple_new(count + 1);
    tuple_items(made)[0] = keep(&type->head);
    for (size_t i = 0; i < count; i++) tuple_items(made)[i + 1] = keep(tuple_peek(order, i));
    return made;
}

Ref mro_c3(Type *type)
{
    size_t count = tuple_length(type->bases);
    if (count == 1) return behind(type, ((Type *)tuple_peek(type->bases, 0))->mro);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if (tuple_peek(type->bases, i) == tuple_peek(type->bases, j))
                return raise_type_error("duplicate base class %N",
                                        (Type *)tuple_peek(type->bases, i));
    Line *lines = heap_scanned((count + 1) * sizeof *lines);
    for (size_t i = 0; i < count; i++) {
        Ref order = ((Type *)tuple_peek(type->bases, i))->mro;
        lines[i] = (Line){ tuple_items(order), 0, tuple_length(order) };
    }
    lines[count] = (Line){ tuple_items(type->bases), 0, count };
    Ref order = merge(type, lines, count + 1);
    heap_scanned_free(lines, (count + 1) * sizeof *lines);
    return order;
}

static bool check_order(Type *type, Obj order)
{
    for (size_t i = 0; i < tuple_length(order); i++) {
        Obj item = tuple_peek(order, i);
        if (!is_type(item)) return raise_type_error("mro() returned a non-class ('%T')", item);
        // each class that is looked up in must lay out its instances like this one or a base
        if (type->base && !type_is_subtype(type->base, ((Type *)item)->base
                                                           ? ((Type *)item)->base : &object_type)
            && !type_same_layout(type, (Type *)item)
            && !type_is_subtype(type->base, (Type *)item))
            return raise_type_error("mro() returned base with unsuitable layout ('%N')",
                                    (Type *)item);
    }
    return true;
}

Ref mro_compute(Type *type)
{
    Type *meta = type->head.type;
    if (meta == &type_type || !(meta->flags & TYPE_HEAP)) return mro_c3(type);
    Obj method = type_lookup(meta, name_mro);
    if (!method || method == type_lookup(&type_type, name_mro)) return mro_c3(type);
    scoped Ref result = call_method0(&type->head, name_mro);
    if (!result) return NULL;
    scoped Ref order = tuple_from(result);
    if (!order || !check_order(type, order)) return NULL;
    return take(&order);
}

// --- layout

static size_t own_bytes(const Type *type)
{
    const Type *base = type->base;
    size_t size = type->size - base->size;
    if (type->attributes_offset && !base->attributes_offset && size >= sizeof(Attributes)
        && type->attributes_offset != ATTRIBUTES_AT_END)
        size -= sizeof(Attributes);
    return size;
}

/* The nearest class, going up, that adds something to the layout besides attributes. */
static const Type *solid_base(const Type *type)
{
    while (type->base && !own_bytes(type) && type->item_size == type->base->item_size)
        type = type->base;
    return type;
}

static Obj slot_names(const Type *type)
{
    return dict_peek_str(type->dict, name___slots__);
}

bool type_same_layout(const Type *a, const Type *b)
{
    if (a->size != b->size || a->item_size != b->item_size
        || a->attributes_offset != b->attributes_offset || a->slots_size != b->slots_size
        || ((a->flags ^ b->flags) & TYPE_WEAKREFS))
        return false;
    const Type *x = solid_base(a), *y = solid_base(b);
    if (x == y) return true;
    // slots with the same names, added to the same layout
    if (!x->slots_size || x->slots_size != y->slots_size) return false;
    if (!type_same_layout(x->base, y->base)) return false;
    Obj mine = slot_names(x), theirs = slot_names(y);
    if (!mine || !theirs) return false;
    bool equal = false;
    if (!objects_equal(mine, theirs, &equal)) {
        error_clear();
        return false;
    }
    return equal;
}

Type *type_best_base(Obj bases)
{
    Type *best = NULL;
    const Type *winner = NULL;
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Obj item = tuple_peek(bases, i);
        if (!is_type(item)) return raise_type_error("bases must be types");
        Type *base = (Type *)item;
        type_ready(base);
        if (base->flags & TYPE_FINAL)
            return raise_type_error("type '%N' is not an acceptable base type", base);
        const Type *candidate = solid_base(base);
        if (!winner || (candidate != winner && type_is_subtype(candidate, winner))) {
            winner = candidate;
            best = base;
        } else if (!type_is_subtype(winner, candidate)) {
            return raise_type_error("multiple bases have instance lay-out conflict");
        }
    }
    return best;
}

Type *type_winner(Type *metaclass, Obj bases)
{
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Type *other = type_of(tuple_peek(bases, i));
        if (type_is_subtype(metaclass, other)) continue;
        if (!type_is_subtype(other, metaclass))
            return raise_type_error("metaclass conflict: the metaclass of a derived class must be "
                                    "a (non-strict) subclass of the metaclasses of all its bases");
        metaclass = other;
    }
    return metaclass;
}
