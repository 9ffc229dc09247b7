/* runtime/types/memoryview.c -- memoryview: making and releasing views; its slots.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/memoryview.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/machine.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/memoryview_methods.h"
#include "runtime/writer.h"
#include <string.h>

PlaceTeller place_teller;

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

// Found in a cycle: a __release_buffer__ in Python runs while everything still stands.
static bool managed_finalize(Ref self)
{
    buffer_release(&((ManagedBuffer *)self)->buffer);
    return true;
}

// Collected in a cycle: an exporter that lives on must not count this view any more.
static void managed_bury(Ref self)
{
    Buffer *buffer = &((ManagedBuffer *)self)->buffer;
    if (buffer->object) buffer_bury(buffer);
}

Type managed_buffer_type = {
    TYPE_HEADER, .name = "managedbuffer", .size = sizeof(ManagedBuffer),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = managed_destroy, .visit = managed_visit, .finalize = managed_finalize,
    .bury = managed_bury,
};

/* --- making views --- */

static void lay_out(MemoryView *made, int dimensions)
{
    Buffer *view = &made->view;
    view->dimensions = dimensions;
    view->shape = view->simple_shape;
    view->strides = view->simple_strides;
    if (likely(dimensions <= 1)) return;
    made->layout = heap_plain(2 * (size_t)dimensions * sizeof(intptr_t));
    view->shape = made->layout;
    view->strides = made->layout + dimensions;
}

static Ref make(Ref managed, const Buffer *view, char code, int dimensions)
{
    MemoryView *made = (MemoryView *)heap_new(&memoryview_type, sizeof(MemoryView));
    made->managed = keep(managed);
    made->view = *view;
    made->hash = -1;
    made->code = code;
    buffer_holder_add(&made->holder, &memoryview_holder);
    lay_out(made, dimensions);
    if (dimensions == view->dimensions)
        for (int i = 0; i < dimensions; i++) {
            made->view.shape[i] = view->shape[i];
            made->view.strides[i] = view->strides[i];
        }
    return &made->head;
}

Ref memoryview_like(const MemoryView *model, int dimensions)
{
    return make(model->managed, &model->view, model->code, dimensions);
}

static Ref managed_new(const Buffer *buffer)
{
    ManagedBuffer *managed = (ManagedBuffer *)heap_new(&managed_buffer_type, sizeof(ManagedBuffer));
    managed->buffer = *buffer;
    if (buffer->shape == buffer->simple_shape) managed->buffer.shape = managed->buffer.simple_shape;
    if (buffer->strides == buffer->simple_strides)
        managed->buffer.strides = managed->buffer.simple_strides;
    if (buffer->object && buffer_calls_python(buffer)) managed->head.flags |= FLAG_FINALIZE;
    return &managed->head;
}

Ref memoryview_from(Buffer *buffer)
{
    scoped Ref managed = managed_new(buffer);
    buffer->object = NULL;
    const Buffer *view = &((ManagedBuffer *)managed)->buffer;
    return make(managed, view, memoryview_code(view), view->dimensions);
}

Ref memoryview_lend(const Buffer *buffer)
{
    Buffer lent = *buffer;
    lent.object = NULL;
    if (buffer->shape == buffer->simple_shape) lent.shape = lent.simple_shape;
    if (buffer->strides == buffer->simple_strides) lent.strides = lent.simple_strides;
    Ref made = memoryview_from(&lent);
    ((MemoryView *)made)->restricted = true;
    return made;
}

/* Only what was asked for: octets without a format, one dimension without a shape. */
static void reduce(Buffer *buffer, int flags)
{
    if (!(flags & BUFFER_FORMAT)) buffer->format = "B";
    if (flags & BUFFER_SHAPE) return;
    buffer->dimensions = 1;
    buffer->simple_shape[0] = (intptr_t)(buffer->length / buffer->item_size);
    buffer->simple_strides[0] = (intptr_t)buffer->item_size;
    buffer->shape = buffer->simple_shape;
    buffer->strides = buffer->simple_strides;
}

Ref memoryview_new_with(Obj exporter, int flags)
{
    if (!object_has_buffer(exporter))
        return raise_type_error("memoryview: a bytes-like object is required, not '%T'", exporter);
    return memoryview_new_by(type_of(exporter), exporter, flags);
}

Ref memoryview_new_by(const Type *owner, Obj exporter, int flags)
{
    Buffer buffer = { 0 };
    if (!owner->buffer(exporter, &buffer, flags)) return NULL;
    reduce(&buffer, flags);
    return memoryview_from(&buffer);
}

Ref memoryview_new(Obj exporter)
{
    if (!is_memoryview(exporter)) return memoryview_new_with(exporter, BUFFER_STRIDED);
    const MemoryView *model = (const MemoryView *)exporter;
    if (!memoryview_check_lending(exporter)) return NULL;
    return memoryview_like(model, model->view.dimensions);
}

static Ref memoryview_create(Type *type, const Obj arg[])
{
    enum { object };
    (void)type;
    return memoryview_new(arg[object]);
}

/* --- letting go --- */

static const Buffer *held_by_view(const BufferHolder *holder)
{
    Ref managed = buffer_holder_object(MemoryView, holder, holder)->managed;
    return managed ? &((const ManagedBuffer *)managed)->buffer : NULL;
}

const BufferHolderKind memoryview_holder = { "memoryview", held_by_view };

bool memoryview_release(Ref self)
{
    MemoryView *m = (MemoryView *)self;
    if (m->exports)
        return raise_held(self, m->exports, "memoryview has %zu exported buffer%s", m->exports,
                          m->exports == 1 ? "" : "s");
    buffer_holder_remove(&m->holder);
    if (m->managed) drop(take(&m->managed));
    return true;
}

static void memoryview_destroy(Ref self)
{
    MemoryView *m = (MemoryView *)self;
    drop_or_null(take(&m->managed));
    buffer_holder_remove(&m->holder);
    if (m->layout)
        heap_plain_free(m->layout, 2 * (size_t)m->view.dimensions * sizeof(intptr_t));
}

static void memoryview_visit(Obj self, Visit visit, void *context)
{
    const MemoryView *m = (const MemoryView *)self;
    if (m->managed) visit(m->managed, context);
    buffer_holder_visit(&m->holder, visit, context);
}

static void memoryview_bury(Ref self)
{
    buffer_holder_unlink(&((MemoryView *)self)->holder);
}

bool memoryview_check(Obj self)
{
    return ((const MemoryView *)self)->managed
        || raise_value_error("operation forbidden on released memoryview object");
}

bool memoryview_check_lending(Obj self)
{
    if (!memoryview_check(self)) return false;
    return !((const MemoryView *)self)->restricted
        || raise_value_error("cannot create new view on restricted memoryview");
}

char memoryview_code(const Buffer *view)
{
    const char *format = view->format;
    if (*format == '@') format++;
    return format[0] && !format[1] && (machine_size(format[0]) || format[0] == 'w') ? format[0] : 0;
}

/* --- slots --- */

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
        if (!m->code || !strchr("Bbc", m->code))
            return raise_value_error("memoryview: hashing is restricted to formats 'B', 'b' or "
                                     "'c'");
        intptr_t unused;
        Obj exporter = memoryview_exporter(self);
        if (exporter && !object_hash(exporter, &unused)) return false;
        if (!memoryview_check(self)) return false;         // hashing the exporter may release self
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

static bool check_request(const Buffer *view, int flags)
{
    if (view->readonly && (flags & BUFFER_WRITE))
        return raise_buffer_error("memoryview: underlying buffer is not writable");
    bool in_order = buffer_is_contiguous(view, 'C');
    bool strided = buffer_wants(flags, BUFFER_STRIDES);
    if (!in_order && (!strided || buffer_wants(flags, BUFFER_C)))
        return raise_buffer_error("memoryview: underlying buffer is not C-contiguous");
    if (buffer_wants(flags, BUFFER_F) && !buffer_is_contiguous(view, 'F'))
        return raise_buffer_error("memoryview: underlying buffer is not Fortran contiguous");
    if (buffer_wants(flags, BUFFER_C_OR_F) && !in_order && !buffer_is_contiguous(view, 'F'))
        return raise_buffer_error("memoryview: underlying buffer is not contiguous");
    if (!(flags & BUFFER_SHAPE) && (flags & BUFFER_FORMAT))
        return raise_buffer_error("memoryview: cannot cast to unsigned bytes if the format flag "
                                  "is present");
    return true;
}

static bool memoryview_buffer(Obj self, Buffer *view, int flags)
{
    MemoryView *m = (MemoryView *)self;
    if (!memoryview_check_lending(self) || !check_request(&m->view, flags)) return false;
    *view = m->view;                    // shape and strides stay those of self
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
    .size = sizeof(MemoryView), .flags = TYPE_FINAL | TYPE_SEQUENCE | TYPE_WEAKREFS,
    .create = memoryview_create, .destroy = memoryview_destroy, .visit = memoryview_visit,
    .bury = memoryview_bury,
    .repr = memoryview_repr, .hash = memoryview_hash, .compare = memoryview_compare,
    .length = memoryview_length, .get_item = memoryview_get_item,
    .set_item = memoryview_set_item, .delete_item = memoryview_delete_item,
    .iterate = memoryview_iterate,
    .buffer = memoryview_buffer, .buffer_release = memoryview_buffer_release,
    .methods = memoryview_methods, .getters = memoryview_getters,
};
