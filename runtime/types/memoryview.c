/* runtime/types/memoryview.c -- memoryview: making views, items and slices of them.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/memoryview.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/machine.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/memoryview_methods.h"
#include "runtime/types/none.h"
#include "runtime/types/slice.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

/* --- the exporter's buffer --- */

static void managed_destroy(Ref self)
{
    buffer_release(&((ManagedBuffer *)self)->buffer);
}

static void managed_visit(Obj self, Visit visit, void *context)
{
    const ManagedBuffer *managed = (const ManagedBuffer *)self;
    if (managed->buffer.object) visit(managed->buffer.object, context);
}

// Collected in a cycle: an exporter that lives on must not count this view any more.
static void managed_bury(Ref self)
{
    Buffer *buffer = &((ManagedBuffer *)self)->buffer;
    const Type *type = buffer->object ? buffer->object->type : NULL;
    if (type && type->buffer_release && !(type->flags & TYPE_HEAP))
        type->buffer_release(buffer->object, buffer);
}

Type managed_buffer_type = {
    TYPE_HEADER, .name = "managedbuffer", .size = sizeof(ManagedBuffer),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = managed_destroy, .visit = managed_visit, .bury = managed_bury,
};

/* --- making views --- */

Ref memoryview_like(const MemoryView *model, int dimensions)
{
    MemoryView *made = (MemoryView *)heap_new(&memoryview_type, sizeof(MemoryView));
    made->managed = keep(model->managed);
    made->view = model->view;
    made->view.dimensions = dimensions;
    made->hash = -1;
    if (dimensions) {
        made->layout = heap_plain(2 * (size_t)dimensions * sizeof(intptr_t));
        made->view.shape = made->layout;
        made->view.strides = made->layout + dimensions;
        if (dimensions == model->view.dimensions) {
            memcpy(made->view.shape, model->view.shape, (size_t)dimensions * sizeof(intptr_t));
            memcpy(made->view.strides, model->view.strides, (size_t)dimensions * sizeof(intptr_t));
        }
    }
    return &made->head;
}

Ref memoryview_new(Obj exporter)
{
    if (has_type(exporter, &memoryview_type)) {
        const MemoryView *model = (const MemoryView *)exporter;
        return memoryview_check(exporter) ? memoryview_like(model, model->view.dimensions) : NULL;
    }
    if (!object_has_buffer(exporter))
        return raise_type_error("memoryview: a bytes-like object is required, not '%T'", exporter);
    scoped Ref managed = heap_new(&managed_buffer_type, sizeof(ManagedBuffer));
    Buffer *buffer = &((ManagedBuffer *)managed)->buffer;
    if (!buffer_get(exporter, buffer, BUFFER_READ | BUFFER_STRIDED)) return NULL;
    MemoryView model = { .managed = managed, .view = *buffer };
    if (!model.view.format) model.view.format = "B";
    return memoryview_like(&model, buffer->dimensions);
}

static Ref memoryview_create(Type *type, const Obj arg[])
{
    enum { object };
    (void)type;
    return memoryview_new(arg[object]);
}

static void memoryview_destroy(Ref self)
{
    MemoryView *m = (MemoryView *)self;
    drop_or_null(m->managed);
    heap_plain_free(m->layout, 2 * (size_t)m->view.dimensions * sizeof(intptr_t));
}

static void memoryview_visit(Obj self, Visit visit, void *context)
{
    if (((const MemoryView *)self)->managed) visit(((const MemoryView *)self)->managed, context);
}

bool memoryview_check(Obj self)
{
    return ((const MemoryView *)self)->managed
        || raise_value_error("operation forbidden on released memoryview object");
}

/* --- layout --- */

char memoryview_code(const Buffer *view)
{
    const char *format = view->format;
    if (*format == '@') format++;
    return format[0] && !format[1] && (machine_size(format[0]) || format[0] == 'w') ? format[0] : 0;
}

// The letter of the items, which must be one that can be read and written.
static bool item_code(const Buffer *view, char *code)
{
    *code = memoryview_code(view);
    if (*code && *code != 'w') return true;
    return raise_not_implemented_error("memoryview: format %s not supported", view->format);
}

Ref memoryview_read(const Buffer *view, const char *at)
{
    char code;
    return item_code(view, &code) ? machine_read(code, at) : NULL;
}

static bool store(Obj self, char *at, Obj value)
{
    MemoryView *m = (MemoryView *)self;
    char code, room[16];
    if (!item_code(&m->view, &code)) return false;
    Stored stored = machine_store(code, room, value);
    if (stored == STORE_RAISED) return false;
    if (stored == STORE_WRONG_TYPE)
        return raise_type_error("memoryview: invalid type for format '%s'", m->view.format);
    if (stored == STORE_OUT_OF_RANGE)
        return raise_value_error("memoryview: invalid value for format '%s'", m->view.format);
    if (!memoryview_check(self)) return false;      // converting the value may have released it
    memcpy(at, room, m->view.item_size);
    return true;
}

/* --- items and slices --- */

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

static bool is_index(Obj key)
{
    return is_small(key) || type_of(key)->to_index;
}

// Every element can be an index, so that a tuple names one item.
static bool all_indices(Obj keys)
{
    for (size_t i = 0; i < tuple_length(keys); i++)
        if (!is_index(tuple_peek(keys, i))) return false;
    return is_tuple(keys);
}

static bool all_slices(Obj keys)
{
    for (size_t i = 0; i < tuple_length(keys); i++)
        if (!is_slice(tuple_peek(keys, i))) return false;
    return true;
}

static bool locate(const Buffer *view, Obj keys, char **at)
{
    size_t count = tuple_length(keys);
    *at = view->data;
    if (count < (size_t)view->dimensions)
        return raise_not_implemented_error("sub-views are not implemented");
    if (count > (size_t)view->dimensions)
        return raise_type_error("cannot index %d-dimension view with %zu-element tuple",
                                view->dimensions, count);
    for (int i = 0; i < view->dimensions; i++)
        if (!step_along(view, i, tuple_peek(keys, (size_t)i), at)) return false;
    return true;
}

static Ref get_slice(Obj self, Obj key)
{
    const MemoryView *m = (const MemoryView *)self;
    Span span;
    if (m->view.dimensions == 0) return raise_type_error("invalid indexing of 0-dim memory");
    // first the view, then the bounds: reading them may release self
    scoped Ref made = memoryview_like(m, m->view.dimensions);
    Buffer *view = &((MemoryView *)made)->view;
    if (!sequence_span(key, (size_t)view->shape[0], &span)) return NULL;
    view->data += span.start * view->strides[0];
    view->shape[0] = (intptr_t)span.count;
    view->strides[0] *= span.step;
    view->length = buffer_count(view) * view->item_size;
    return take(&made);
}

static Ref get_single(Obj self, Obj key)
{
    const Buffer *view = &((const MemoryView *)self)->view;
    if (view->dimensions == 0) return raise_type_error("invalid indexing of 0-dim memory");
    if (view->dimensions > 1)
        return raise_not_implemented_error("multi-dimensional sub-views are not implemented");
    char *at = view->data;
    if (!step_along(view, 0, key, &at) || !memoryview_check(self)) return NULL;
    return memoryview_read(view, at);
}

static Ref memoryview_get_item(Obj self, Obj key)
{
    const Buffer *view = &((const MemoryView *)self)->view;
    if (!memoryview_check(self)) return NULL;
    if (view->dimensions == 0 && key == Ellipsis_object) return keep(self);
    if (is_index(key)) return get_single(self, key);
    if (is_slice(key)) return get_slice(self, key);
    if (is_tuple(key) && all_indices(key)) {
        char *at;
        if (!locate(view, key, &at) || !memoryview_check(self)) return NULL;
        return memoryview_read(view, at);
    }
    if (is_tuple(key) && all_slices(key))
        return raise_not_implemented_error("multi-dimensional slicing is not implemented");
    return raise_type_error("memoryview: invalid slice key");
}

/* Copies items between 1-dimensional views that may overlap. */
static void copy_items(const Buffer *to, const Buffer *from)
{
    size_t count = (size_t)to->shape[0], size = to->item_size;
    if (to->strides[0] == (intptr_t)size && from->strides[0] == (intptr_t)size) {
        if (count) memmove(to->data, from->data, count * size);
        return;
    }
    char *room = heap_scratch(count * size);
    for (size_t i = 0; i < count; i++)
        memcpy(room + i * size, from->data + (intptr_t)i * from->strides[0], size);
    for (size_t i = 0; i < count; i++)
        memcpy(to->data + (intptr_t)i * to->strides[0], room + i * size, size);
}

static const char *plain_format(const Buffer *view)
{
    return *view->format == '@' ? view->format + 1 : view->format;
}

static bool set_slice(Ref self, Obj key, Obj value)
{
    scoped Ref target = get_slice(self, key);
    if (!target || !memoryview_check(self)) return false;
    Buffer *to = &((MemoryView *)target)->view;
    scoped_buffer Buffer from = { 0 };
    if (!buffer_get(value, &from, BUFFER_READ | BUFFER_STRIDED)) return false;
    if (from.dimensions != 1 || from.shape[0] != to->shape[0] || from.item_size != to->item_size
        || strcmp(plain_format(&from), plain_format(to)) != 0)
        return raise_value_error("memoryview assignment: lvalue and rvalue have different "
                                 "structures");
    copy_items(to, &from);
    return true;
}

static bool memoryview_set_item(Ref self, Obj key, Obj value)
{
    Buffer *view = &((MemoryView *)self)->view;
    if (!memoryview_check(self)) return false;
    if (view->readonly) return raise_type_error("cannot modify read-only memory");
    char *at = view->data;
    if (view->dimensions == 0) {
        if (key == Ellipsis_object || (is_tuple(key) && tuple_length(key) == 0))
            return store(self, at, value);
        return raise_type_error("invalid indexing of 0-dim memory");
    }
    if (is_index(key)) {
        if (view->dimensions > 1)
            return raise_not_implemented_error("sub-views are not implemented");
        return step_along(view, 0, key, &at) && store(self, at, value);
    }
    if (is_slice(key)) {
        if (view->dimensions == 1) return set_slice(self, key, value);
        return raise_not_implemented_error("memoryview slice assignments are currently "
                                           "restricted to ndim = 1");
    }
    if (is_tuple(key) && all_indices(key))
        return locate(view, key, &at) && store(self, at, value);
    if (is_tuple(key) && all_slices(key))
        return raise_not_implemented_error("memoryview slice assignments are currently "
                                           "restricted to ndim = 1");
    return raise_type_error("memoryview: invalid slice key");
}

static bool memoryview_delete_item(Ref self, Obj key)
{
    (void)key;
    if (!memoryview_check(self)) return false;
    return raise_type_error(((const MemoryView *)self)->view.readonly
                            ? "cannot modify read-only memory" : "cannot delete memory");
}

/* --- other slots --- */

static Ref memoryview_repr(Obj self)
{
    const char *what = ((const MemoryView *)self)->managed ? "memory" : "released memory";
    return str_format("<%s at 0x%lx>", what, (unsigned long)(uintptr_t)self);
}

static bool memoryview_hash(Obj self, intptr_t *hash)
{
    MemoryView *m = (MemoryView *)self;
    if (m->hash == -1) {
        if (!memoryview_check(self)) return false;
        if (!m->view.readonly) return raise_value_error("cannot hash writable memoryview object");
        char code = memoryview_code(&m->view);
        if (!code || !strchr("Bbc", code))
            return raise_value_error("memoryview: hashing is restricted to formats 'B', 'b' or "
                                     "'c'");
        intptr_t unused;
        if (!object_hash(((ManagedBuffer *)m->managed)->buffer.object, &unused)) return false;
        scoped Ref bytes = memoryview_to_bytes(&m->view, 'C');
        m->hash = bytes_hash_of(bytes_data(bytes), bytes_length(bytes));
    }
    *hash = m->hash;
    return true;
}

static bool memoryview_length(Obj self, size_t *length)
{
    const Buffer *view = &((const MemoryView *)self)->view;
    if (!memoryview_check(self)) return false;
    if (view->dimensions == 0) return raise_type_error("0-dim memory has no length");
    *length = (size_t)view->shape[0];
    return true;
}

static Ref memoryview_iterate(Obj self)
{
    const Buffer *view = &((const MemoryView *)self)->view;
    char code;
    if (!memoryview_check(self)) return NULL;
    if (view->dimensions == 0) return raise_type_error("invalid indexing of 0-dim memory");
    if (view->dimensions > 1)
        return raise_not_implemented_error("multi-dimensional sub-views are not implemented");
    if (!item_code(view, &code)) return NULL;
    return sequence_iterator_new(&memory_iterator_type, self);
}

static bool memoryview_buffer(Obj self, Buffer *view, int flags)
{
    MemoryView *m = (MemoryView *)self;
    if (!memoryview_check(self)) return false;
    if (m->view.readonly && (flags & BUFFER_WRITE))
        return raise_buffer_error("memoryview: underlying buffer is not writable");
    if (!(flags & BUFFER_STRIDED) && !buffer_is_contiguous(&m->view, 'C'))
        return raise_buffer_error("memoryview: underlying buffer is not C-contiguous");
    *view = m->view;
    view->object = keep(self);
    m->exports++;
    return true;
}

static void memoryview_buffer_release(Obj self, Buffer *view)
{
    (void)view;
    ((MemoryView *)self)->exports--;
}

Type memoryview_type = {
    TYPE_HEADER, .name = "memoryview", .signature = "memoryview(object)",
    .doc = "A window on the bytes of another object, without a copy.",
    .size = sizeof(MemoryView), .flags = TYPE_FINAL | TYPE_SEQUENCE,
    .create = memoryview_create, .destroy = memoryview_destroy, .visit = memoryview_visit,
    .repr = memoryview_repr, .hash = memoryview_hash, .compare = memoryview_compare,
    .length = memoryview_length, .get_item = memoryview_get_item,
    .set_item = memoryview_set_item, .delete_item = memoryview_delete_item,
    .iterate = memoryview_iterate,
    .buffer = memoryview_buffer, .buffer_release = memoryview_buffer_release,
    .methods = memoryview_methods, .getters = memoryview_getters,
};
