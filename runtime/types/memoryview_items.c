/* runtime/types/memoryview_items.c -- memoryview: items, slices and sub-views; its iterator.
 *   SPDX-License-Identifier: MIT
 * With more than one dimension, indices and slices that leave some standing select a view:
 * m[1], m[1:3, ::2], m[..., 0]. */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/machine.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/memoryview_methods.h"
#include "runtime/types/none.h"
#include "runtime/types/slice.h"
#include "runtime/types/tuple.h"
#include <string.h>

/* --- one item --- */

static bool check_code(const MemoryView *m)
{
    if (likely(m->code && m->code != 'w')) return true;
    return raise_not_implemented_error("memoryview: format %s not supported", m->view.format);
}

Ref memoryview_read(const MemoryView *m, const char *at)
{
    return check_code(m) ? machine_read(m->code, at) : NULL;
}

static bool store(Obj self, char *at, Obj value)
{
    MemoryView *m = (MemoryView *)self;
    char room[16];
    if (!check_code(m)) return false;
    Stored stored = machine_store(m->code, room, value);
    if (stored == STORE_RAISED) return false;
    if (stored == STORE_WRONG_TYPE)
        return raise_type_error("memoryview: invalid type for format '%s'", m->view.format);
    if (stored == STORE_OUT_OF_RANGE)
        return raise_value_error("memoryview: invalid value for format '%s'", m->view.format);
    if (!memoryview_check(self)) return false;      // converting the value may have released it
    memcpy(at, room, m->view.item_size);
    return true;
}

static bool step_along(const Buffer *view, int dimension, Obj key, char **at)
{
    intptr_t index;
    if (!object_to_size(key, &index, &index_error_type)) return false;
    if (index < 0) index += view->shape[dimension];
    if (index < 0 || index >= view->shape[dimension])
        return raise_index_error("index out of bounds on dimension %d", dimension + 1);
    *at += index * view->strides[dimension];
    return true;
}

/* --- keys --- */

/* What a key says, its parts taken as a tuple. */
typedef struct Key {
    Obj const *parts;
    size_t count;             // of them, an Ellipsis included
    int indices, slices, gaps;         // gaps: Ellipsis
    bool is_tuple;
} Key;

static bool is_index(Obj part)
{
    return is_small(part) || type_of(part)->to_index;
}

static bool read_key(const Buffer *view, const Obj *key, Key *out)
{
    *out = (Key){ .parts = key, .count = 1 };
    if (view->dimensions == 0 && !(is_tuple(*key) && tuple_length(*key) == 0))
        return raise_type_error("invalid indexing of 0-dim memory");
    if (is_tuple(*key)) {
        out->is_tuple = true;
        out->count = tuple_length(*key);
        out->parts = (Obj const *)tuple_items(*key);
    }
    for (size_t i = 0; i < out->count; i++) {
        Obj part = out->parts[i];
        if (is_index(part)) out->indices++;
        else if (is_slice(part)) out->slices++;
        else if (part == Ellipsis_object) out->gaps++;
        else return raise_type_error("memoryview: invalid slice key");
    }
    if (out->gaps > 1) return raise_type_error("memoryview: invalid slice key");
    return true;
}

/* More parts than dimensions. */
static bool raise_too_many(const Buffer *view, const Key *key, const char *slicing)
{
    if (key->indices == 0 && key->gaps == 0) return raise_not_implemented_error("%s", slicing);
    return raise_type_error("cannot index %d-dimension view with %zu-element tuple",
                            view->dimensions, key->count - (size_t)key->gaps);
}

/* One dimension: an index, a slice or a tuple of one index, as in the reference. */
static bool check_line(const Buffer *view, const Key *key, const char *slicing)
{
    if (key->gaps || (key->slices && key->indices))
        return raise_type_error("memoryview: invalid slice key");
    if (key->count == 0) return raise_not_implemented_error("sub-views are not implemented");
    if (key->count == 1 && !(key->slices && key->is_tuple)) return true;
    return raise_too_many(view, key, slicing);
}

static bool check_count(const Buffer *view, const Key *key, const char *slicing)
{
    if (view->dimensions == 1) return check_line(view, key, slicing);
    if (key->indices + key->slices <= view->dimensions) return true;
    return raise_too_many(view, key, slicing);
}

/* An index for every dimension. */
static bool locate(const Buffer *view, const Key *key, char **at)
{
    int dimension = 0;
    *at = view->data;
    for (size_t i = 0; i < key->count; i++)
        if (key->parts[i] != Ellipsis_object
            && !step_along(view, dimension++, key->parts[i], at)) return false;
    return true;
}

static bool cut(const Buffer *from, int dimension, Obj slice, Buffer *to, int kept)
{
    Span span;
    if (!sequence_span(slice, (size_t)from->shape[dimension], &span)) return false;
    to->data += span.start * from->strides[dimension];
    to->shape[kept] = (intptr_t)span.count;
    to->strides[kept] = from->strides[dimension] * span.step;
    return true;
}

static int pass_by(const Buffer *from, int dimension, int count, Buffer *to, int kept)
{
    for (int i = 0; i < count; i++) {
        to->shape[kept + i] = from->shape[dimension + i];
        to->strides[kept + i] = from->strides[dimension + i];
    }
    return count;
}

/* The view that the key selects. It is made before the key is read, which may release self. */
static Ref select_view(Obj self, const Key *key)
{
    if (!memoryview_check_lending(self)) return NULL;
    const MemoryView *m = (const MemoryView *)self;
    int dimensions = m->view.dimensions, rest = dimensions - key->indices - key->slices;
    scoped Ref whole = keep(self), made = memoryview_like(m, dimensions - key->indices);
    Buffer *to = &((MemoryView *)made)->view;
    const Buffer *from = &m->view;
    int dimension = 0, kept = 0;
    for (size_t i = 0; i < key->count; i++) {
        Obj part = key->parts[i];
        if (part == Ellipsis_object) {
            kept += pass_by(from, dimension, rest, to, kept);
            dimension += rest;
            rest = 0;
        } else if (is_slice(part)) {
            if (!cut(from, dimension++, part, to, kept++)) return NULL;
        } else if (!step_along(from, dimension++, part, &to->data)) {
            return NULL;
        }
    }
    pass_by(from, dimension, rest, to, kept);
    to->length = buffer_count(to) * to->item_size;
    return take(&made);
}

/* --- reading --- */

/* m[from:to] of one dimension: what parsers do all the time. */
static Ref slice_line(Obj self, Obj slice)
{
    const MemoryView *m = (const MemoryView *)self;
    if (!memoryview_check_lending(self)) return NULL;
    scoped Ref made = memoryview_like(m, 1);
    Buffer *view = &((MemoryView *)made)->view;
    if (!cut(&m->view, 0, slice, view, 0)) return NULL;
    view->length = (size_t)view->shape[0] * view->item_size;
    return take(&made);
}

Ref memoryview_part(Obj self, size_t from, size_t to)
{
    Ref made = memoryview_like((const MemoryView *)self, 1);
    Buffer *view = &((MemoryView *)made)->view;
    view->data += (intptr_t)from * view->strides[0];
    view->shape[0] = (intptr_t)(to - from);
    view->length = (to - from) * view->item_size;
    return made;
}

Ref memoryview_get_item(Obj self, Obj key)
{
    const MemoryView *m = (const MemoryView *)self;
    const Buffer *view = &m->view;
    char *at = view->data;
    if (!memoryview_check(self)) return NULL;
    if (view->dimensions == 1) {
        if (is_slice(key)) return slice_line(self, key);
        if (is_index(key)) {
            if (!step_along(view, 0, key, &at) || !memoryview_check(self)) return NULL;
            return memoryview_read(m, at);
        }
    }
    if (view->dimensions == 0 && key == Ellipsis_object) return keep(self);
    Key parts;
    if (!read_key(view, &key, &parts)
        || !check_count(view, &parts, "multi-dimensional slicing is not implemented")) return NULL;
    if (parts.indices != view->dimensions) return select_view(self, &parts);
    if (!locate(view, &parts, &at) || !memoryview_check(self)) return NULL;
    return memoryview_read(m, at);
}

/* --- writing --- */

static const char *plain_format(const Buffer *view)
{
    return *view->format == '@' ? view->format + 1 : view->format;
}

static bool same_structure(const Buffer *a, const Buffer *b)
{
    if (a->dimensions != b->dimensions || a->item_size != b->item_size
        || strcmp(plain_format(a), plain_format(b)) != 0) return false;
    for (int i = 0; i < a->dimensions; i++)
        if (a->shape[i] != b->shape[i]) return false;
    return true;
}

static bool set_view(Ref self, const Key *key, Obj value)
{
    scoped_buffer Buffer from = { 0 };
    if (!buffer_get(value, &from, BUFFER_STRIDED)) return false;
    scoped Ref target = select_view(self, key);
    if (!target || !memoryview_check(self)) return false;
    const Buffer *to = &((MemoryView *)target)->view;
    if (!same_structure(to, &from))
        return raise_value_error("memoryview assignment: lvalue and rvalue have different "
                                 "structures");
    buffer_assign(to, &from);
    return true;
}

bool memoryview_set_item(Ref self, Obj key, Obj value)
{
    MemoryView *m = (MemoryView *)self;
    const Buffer *view = &m->view;
    char *at = view->data;
    if (!memoryview_check(self)) return false;
    if (view->readonly) return raise_type_error("cannot modify read-only memory");
    if (view->dimensions == 0 && key == Ellipsis_object) return store(self, at, value);
    Key parts;
    if (!read_key(view, &key, &parts)
        || !check_count(view, &parts, "memoryview slice assignments are currently restricted to "
                        "ndim = 1")) return false;
    if (parts.indices != view->dimensions) return set_view(self, &parts, value);
    return locate(view, &parts, &at) && memoryview_check(self) && store(self, at, value);
}

bool memoryview_delete_item(Ref self, Obj key)
{
    (void)key;
    if (!memoryview_check(self)) return false;
    return raise_type_error(((const MemoryView *)self)->view.readonly
                            ? "cannot modify read-only memory" : "cannot delete memory");
}

/* --- iterating --- */

Ref memoryview_iterate(Obj self)
{
    const MemoryView *m = (const MemoryView *)self;
    if (m->view.dimensions == 0) return raise_type_error("invalid indexing of 0-dim memory");
    if (!memoryview_check(self)) return NULL;
    const char *format = m->view.format + (m->view.format[0] == '@');
    bool single = format[0] && !format[1];          // told only when the first item is read
    if (!single && !check_code(m)) return NULL;
    return sequence_iterator_new(&memory_iterator_type, self);
}

static Ref memory_iterator_next(Obj self)
{
    SequenceIterator *it = (SequenceIterator *)self;
    MemoryView *m = (MemoryView *)it->sequence;
    if (!m || !memoryview_check(&m->head)) return NULL;
    if (it->index >= (size_t)m->view.shape[0]) {
        drop(take(&it->sequence));
        return NULL;
    }
    size_t index = it->index++;
    if (m->view.dimensions == 1)
        return memoryview_read(m, m->view.data + (intptr_t)index * m->view.strides[0]);
    Obj part = small_int((intptr_t)index);
    return select_view(&m->head, &(Key){ .parts = &part, .count = 1, .indices = 1 });
}

static void memory_iterator_destroy(Ref self)
{
    drop_or_null(take(&((SequenceIterator *)self)->sequence));
}

static void memory_iterator_visit(Obj self, Visit visit, void *context)
{
    Obj sequence = ((const SequenceIterator *)self)->sequence;
    if (sequence) visit(sequence, context);
}

static Ref memory_iterator_iterate(Obj self)
{
    return keep(self);
}

Type memory_iterator_type = {
    TYPE_HEADER, .name = "memory_iterator", .size = sizeof(SequenceIterator),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = memory_iterator_destroy, .visit = memory_iterator_visit,
    .iterate = memory_iterator_iterate, .next = memory_iterator_next,
};
