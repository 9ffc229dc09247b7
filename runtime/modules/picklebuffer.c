/* runtime/modules/picklebuffer.c -- pickle.PickleBuffer: another object's buffer, to be pickled
 * out of band.   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/pickle.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/none.h"

static bool check(const PickleBufferObject *b)
{
    if (b->view.object) return true;
    return raise_value_error("operation forbidden on released PickleBuffer object");
}

static const Buffer *held_by_buffer(const BufferHolder *holder)
{
    return &buffer_holder_object(PickleBufferObject, holder, holder)->view;
}

static const BufferHolderKind pickle_buffer_holder = { "PickleBuffer", held_by_buffer };

static Ref buffer_create(Type *type, const Obj arg[])
{
    scoped Ref self = type_allocate(type, 0);
    PickleBufferObject *b = (PickleBufferObject *)self;
    if (!buffer_get(arg[0], &b->view, BUFFER_READ | BUFFER_STRIDED)) return NULL;
    buffer_holder_add(&b->holder, &pickle_buffer_holder);
    return take(&self);
}

static void buffer_destroy(Ref self)
{
    buffer_release(&((PickleBufferObject *)self)->view);
    buffer_holder_remove(&((PickleBufferObject *)self)->holder);
}

static void buffer_bury_it(Ref self)
{
    PickleBufferObject *b = (PickleBufferObject *)self;
    buffer_holder_unlink(&b->holder);
    if (b->view.object) buffer_bury(&b->view);
}

static void buffer_visit(Obj self, Visit visit, void *context)
{
    const PickleBufferObject *b = (const PickleBufferObject *)self;
    if (b->view.object) visit(b->view.object, context);
    buffer_holder_visit(&b->holder, visit, context);
}

/* A view of the exporter itself, which it will be told the end of. */
static bool buffer_of(Obj self, Buffer *view, int flags)
{
    const PickleBufferObject *b = (const PickleBufferObject *)self;
    if (!check(b) || !buffer_get(b->view.object, view, flags)) return false;
    if (!b->flat) return true;
    view->format = "B";
    view->item_size = 1;
    view->dimensions = 1;
    view->suboffsets = NULL;
    view->simple_shape[0] = (intptr_t)view->length;
    view->simple_strides[0] = 1;
    view->shape = view->simple_shape;
    view->strides = view->simple_strides;
    return true;
}

static Ref buffer_raw(const Obj arg[])
{
    const PickleBufferObject *b = (const PickleBufferObject *)arg[0];
    if (!check(b)) return NULL;
    if (!buffer_is_contiguous(&b->view, 'C') && !buffer_is_contiguous(&b->view, 'F'))
        return raise_buffer_error("cannot extract raw buffer from non-contiguous buffer");
    scoped Ref flat = type_allocate(&pickle_buffer_type, 0);
    PickleBufferObject *f = (PickleBufferObject *)flat;
    f->flat = true;
    if (!buffer_get(b->view.object, &f->view, BUFFER_READ | BUFFER_STRIDED)) return NULL;
    return memoryview_new(flat);
}

static Ref buffer_release_method(const Obj arg[])
{
    buffer_release(&((PickleBufferObject *)arg[0])->view);
    return none_new();
}

static const Method buffer_methods[] = {
    { "raw(self, /)", buffer_raw, "A memoryview of the octets, without shape and format." },
    { "release(self, /)", buffer_release_method, "Gives the buffer back." },
    { 0 }
};

Type pickle_buffer_type = {
    TYPE_HEADER, .name = "pickle.PickleBuffer", .module = "pickle",
    .signature = "PickleBuffer(object, /)", .size = sizeof(PickleBufferObject),
    .doc = "A buffer that may be pickled out of band.", .flags = TYPE_WEAKREFS | TYPE_FINAL,
    .create = buffer_create, .destroy = buffer_destroy, .visit = buffer_visit,
    .bury = buffer_bury_it,
    .buffer = buffer_of, .methods = buffer_methods,
};
