/* runtime/buffer.c -- getting and giving back views on bytes.   SPDX-License-Identifier: MIT */
#include "runtime/buffer.h"
#include "runtime/error.h"
#include <stdio.h>
#include "runtime/heap.h"
#include <string.h>

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

bool buffer_get_writable(Obj exporter, Buffer *view, const char *function, int position)
{
    if (object_has_buffer(exporter) && buffer_get(exporter, view, BUFFER_WRITE)) return true;
    if (error_pending() && !error_clear_if(&buffer_error_type)) return false;
    char place[16] = "";
    if (position) snprintf(place, sizeof place, " %d", position);
    return raise_type_error("%s() argument%s must be read-write bytes-like object, not %A",
                            function, place, exporter);
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

/* --- layout --- */

size_t buffer_count(const Buffer *view)
{
    size_t count = 1;
    for (int i = 0; i < view->dimensions; i++) count *= (size_t)view->shape[i];
    return count;
}

bool buffer_is_contiguous(const Buffer *view, char order)
{
    intptr_t wanted = (intptr_t)view->item_size;
    if (view->dimensions == 1) return view->shape[0] == 1 || view->strides[0] == wanted;
    if (buffer_count(view) == 0) return true;
    for (int k = 0; k < view->dimensions; k++) {
        int i = order == 'C' ? view->dimensions - 1 - k : k;
        if (view->shape[i] > 1 && view->strides[i] != wanted) return false;
        wanted *= view->shape[i];
    }
    return true;
}

/* Items in C order, from `at` on along `dimension` and those behind it. */
static char *copy_out(const Buffer *view, int dimension, const char *at, char *to)
{
    if (dimension == view->dimensions) {
        memcpy(to, at, view->item_size);
        return to + view->item_size;
    }
    for (intptr_t i = 0; i < view->shape[dimension]; i++)
        to = copy_out(view, dimension + 1, at + i * view->strides[dimension], to);
    return to;
}

void buffer_copy(const Buffer *view, char *to)
{
    if (buffer_is_contiguous(view, 'C')) {
        if (view->length) memcpy(to, view->data, view->length);
    } else {
        copy_out(view, 0, view->data, to);
    }
}

/* The other way round. */
static const char *copy_in(const Buffer *view, int dimension, char *at, const char *from)
{
    if (dimension == view->dimensions) {
        memcpy(at, from, view->item_size);
        return from + view->item_size;
    }
    for (intptr_t i = 0; i < view->shape[dimension]; i++)
        from = copy_in(view, dimension + 1, at + i * view->strides[dimension], from);
    return from;
}

/* The bytes that the items lie in: from *low up to the one before *high. */
static void extent(const Buffer *view, const char **low, const char **high)
{
    *low = view->data;
    *high = view->data + view->item_size;
    for (int i = 0; i < view->dimensions; i++) {
        intptr_t reach = (view->shape[i] - 1) * view->strides[i];
        if (reach < 0) *low += reach;
        else *high += reach;
    }
}

static bool overlap(const Buffer *a, const Buffer *b)
{
    const char *low, *high, *other_low, *other_high;
    extent(a, &low, &high);
    extent(b, &other_low, &other_high);
    return low < other_high && other_low < high;
}

void buffer_assign(const Buffer *to, const Buffer *from)
{
    size_t bytes = buffer_count(to) * to->item_size;
    if (bytes == 0) return;
    bool whole = buffer_is_contiguous(from, 'C');
    if (whole && buffer_is_contiguous(to, 'C')) {
        memmove(to->data, from->data, bytes);
    } else if (whole && !overlap(to, from)) {
        copy_in(to, 0, to->data, from->data);
    } else {
        char *room = heap_scratch(bytes);
        buffer_copy(from, room);
        copy_in(to, 0, to->data, room);
    }
}
