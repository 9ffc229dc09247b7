/* runtime/buffer.c -- getting and giving back views on bytes.   SPDX-License-Identifier: MIT */
#include "runtime/buffer.h"
#include "runtime/error.h"

bool object_has_buffer(Obj x)
{
    return type_of(x)->buffer != NULL;
}

bool buffer_get(Obj exporter, Buffer *view, int flags)
{
    view->object = NULL;
    const Type *type = type_of(exporter);
    if (!type->buffer)
        return raise_type_error("a bytes-like object is required, not '%T'", exporter);
    return type->buffer(exporter, view, flags);
}

void buffer_release(Buffer *view)
{
    if (!view->object) return;
    scoped Ref exporter = take(&view->object);
    const Type *type = type_of(exporter);
    if (type->buffer_release) type->buffer_release(exporter, view);
}

bool buffer_fill(Buffer *view, Obj exporter, void *data, size_t length, bool readonly, int flags)
{
    if (readonly && (flags & BUFFER_WRITE)) {
        view->object = NULL;
        return raise_buffer_error("Object is not writable.");
    }
    *view = (Buffer){
        .object = keep(exporter), .data = data, .length = length, .item_size = 1, .format = "B",
        .dimensions = 1, .simple_shape = { (intptr_t)length }, .simple_strides = { 1 },
        .readonly = readonly,
    };
    view->shape = view->simple_shape;
    view->strides = view->simple_strides;
    return true;
}
