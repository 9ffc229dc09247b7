/* runtime/types/record.c -- records: a tuple type with named fields, made from a list of names.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/record.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/sequence.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/writer.h"

static const RecordShape *shape_of(Obj self)
{
    Type *type = type_of(self);
    while (!type->extra) type = type->base;                    // a subclass written in Python
    return type->extra;
}

static const Type *named_type_of(Obj self)
{
    const Type *type = type_of(self);
    while (!type->extra) type = type->base;
    return type;
}

Ref record_give(Type *type, Ref *fields)
{
    const Type *named = type;
    while (!named->extra) named = named->base;
    const RecordShape *shape = named->extra;
    Tuple *made = (Tuple *)type_allocate(type, shape->total);
    made->length = shape->visible;
    for (size_t i = 0; i < shape->total; i++) made->items[i] = fields[i];
    return &made->head;
}

Ref record_from(Type *type, Obj iterable)
{
    enum { MOST = 64 };
    const Type *named = type;
    while (!named->extra) named = named->base;
    const RecordShape *shape = named->extra;
    scoped Ref given = sequence_fast(iterable, "constructor requires a sequence");
    if (!given) return NULL;
    size_t count = fast_length(given);
    const char *bound = shape->total == shape->visible ? "a" : count < shape->visible
                        ? "an at least" : "an at most";
    if (count < shape->visible || count > shape->total)
        return raise_type_error("%s.%s() takes %s %zu-sequence (%zu-sequence given)",
                                named->module, named->name, bound,
                                count < shape->visible ? shape->visible : shape->total, count);
    Ref fields[MOST];
    for (size_t i = 0; i < shape->total; i++)
        fields[i] = keep(i < count ? fast_items(given)[i] : None_object);
    return record_give(type, fields);
}

static Ref record_create(Type *type, const Obj arg[])
{
    enum { sequence, dict };
    return record_from(type, arg[sequence]);
}

static void record_destroy(Ref self)
{
    const RecordShape *shape = shape_of(self);
    for (size_t i = 0; i < shape->total; i++) drop_or_null(tuple_items(self)[i]);
}

static void record_visit(Obj self, Visit visit, void *context)
{
    const RecordShape *shape = shape_of(self);
    for (size_t i = 0; i < shape->total; i++)
        if (tuple_items(self)[i]) visit(tuple_items(self)[i], context);
}

static Ref record_repr(Obj self)
{
    const RecordShape *shape = shape_of(self);
    const Type *type = named_type_of(self);
    Writer w = {0};
    if (type->module) {
        writer_text(&w, type->module);
        writer_char(&w, '.');
    }
    writer_text(&w, type->name);
    writer_char(&w, '(');
    for (size_t i = 0; i < shape->visible; i++) {
        if (i) writer_text(&w, ", ");
        writer_text(&w, shape->fields[i]);
        writer_char(&w, '=');
        if (!writer_repr(&w, tuple_peek(self, i))) {
            writer_discard(&w);
            return NULL;
        }
    }
    writer_char(&w, ')');
    return writer_finish(&w);
}

static Ref record_reduce(const Obj arg[])
{
    const RecordShape *shape = shape_of(arg[0]);
    scoped Ref visible = tuple_from_items((Obj const *)tuple_items(arg[0]), shape->visible);
    scoped Ref hidden = dict_new();
    for (size_t i = shape->visible; i < shape->total; i++)
        dict_set_str(hidden, intern(shape->fields[i]), tuple_items(arg[0])[i]);
    scoped Ref arguments = tuple_pack(2, visible, hidden);
    return tuple_pack(2, &type_of(arg[0])->head, arguments);
}

static Ref record_replace(const Obj arg[])
{
    enum { self, kwargs, MOST = 64 };
    const RecordShape *shape = shape_of(arg[self]);
    Ref fields[MOST];
    size_t used = 0;
    for (size_t i = 0; i < shape->total; i++) {
        Obj given = dict_peek_str(arg[kwargs], intern(shape->fields[i]));
        used += given != NULL;
        fields[i] = keep(given ? given : tuple_items(arg[self])[i]);
    }
    Ref made = record_give(type_of(arg[self]), fields);
    if (used == dict_length(arg[kwargs])) return made;
    drop(made);
    return raise_type_error("Got unexpected field name(s): %R", arg[kwargs]);
}

static const Method record_methods[] = {
    { "__reduce__(self, /)", record_reduce, NULL, 0 },
    { "__replace__(self, /, **changes)", record_replace,
      "A copy of the record with new values for the given fields.", 0 },
    { 0 }
};

static void add_constant(Type *type, const char *name, Ref value)
{
    dict_set_str(type->dict, intern(name), value);
    drop(value);
}

void record_ready(Type *type, const RecordShape *shape)
{
    if (type->flags & TYPE_READY) return;
    Member *members = heap_root_block((shape->total + 1) * sizeof(Member));
    for (size_t i = 0; i < shape->total; i++)
        members[i] = (Member){ shape->fields[i], MEMBER_OBJECT,
                               offsetof(Tuple, items) + i * sizeof(Ref), false, NULL };
    members[shape->total] = (Member){0};
    type->size = sizeof(Tuple);
    type->item_size = sizeof(Ref);
    type->base = &tuple_type;
    type->extra = (void *)shape;
    type->signature = "record(sequence, dict=)";
    type->create = record_create;
    type->destroy = record_destroy;
    type->visit = record_visit;
    type->repr = record_repr;
    type->members = members;
    type->methods = record_methods;
    type_ready(type);
    Ref names = tuple_new(shape->visible);
    for (size_t i = 0; i < shape->visible; i++)
        tuple_items(names)[i] = keep(intern(shape->fields[i]));
    add_constant(type, "n_fields", small_int((intptr_t)shape->total));
    add_constant(type, "n_sequence_fields", small_int((intptr_t)shape->visible));
    add_constant(type, "n_unnamed_fields", small_int(0));
    add_constant(type, "__match_args__", names);
    type_modified(type);
}
