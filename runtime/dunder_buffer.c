/* runtime/dunder_buffer.c -- buffers of classes: __buffer__ and __release_buffer__ both ways.
 *   SPDX-License-Identifier: MIT
 * A buffer got from __buffer__ is that of the memoryview it returned, with a BufferWrapper as its
 * exporter, which calls __release_buffer__ in the end. */
#include "runtime/buffer.h"
#include "runtime/call.h"
#include "runtime/dunder.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <limits.h>

typedef struct BufferWrapper {
    Object head;
    Ref owner;                // the object asked for its buffer; NULL: given back
    Buffer inner;             // of the memoryview that it returned
} BufferWrapper;

static bool releases_in_python(Obj x)
{
    return type_of(x)->buffer_release == slot_buffer_release;
}

/* owner.__release_buffer__(view); what it raises is reported only. */
static void call_release(Obj owner, Obj view)
{
    scoped Ref pending = error_take();
    bool found;
    scoped Ref result = call_dunder(owner, name___release_buffer__, &view, 1, &found);
    if (!result && error_pending()) {
        scoped Ref what = str_format("in __release_buffer__ of %T", owner);
        error_report_ignored(what ? str_utf8_lossy(what, NULL) : "in __release_buffer__", NULL);
    }
    if (pending) raise_again(take(&pending));
}

/* --- what holds the buffer --- */

static void wrapper_give_back(BufferWrapper *wrapper, bool may_call)
{
    if (!wrapper->owner) return;
    scoped Ref owner = take(&wrapper->owner), view = keep(wrapper->inner.object);
    buffer_release(&wrapper->inner);
    // a view of owner's own bytes calls it when these are given back
    if (may_call && memoryview_exporter(view) != owner && releases_in_python(owner))
        call_release(owner, view);
}

static void wrapper_release(Obj self, Buffer *view)
{
    (void)view;
    wrapper_give_back((BufferWrapper *)self, true);
}

static void wrapper_destroy(Ref self)   { wrapper_give_back((BufferWrapper *)self, true); }

static bool wrapper_finalize(Ref self)
{
    wrapper_give_back((BufferWrapper *)self, true);
    return true;
}

static void wrapper_bury(Ref self)
{
    BufferWrapper *wrapper = (BufferWrapper *)self;
    if (wrapper->owner) buffer_bury(&wrapper->inner);
}

static void wrapper_visit(Obj self, Visit visit, void *context)
{
    const BufferWrapper *wrapper = (const BufferWrapper *)self;
    if (wrapper->owner) visit(wrapper->owner, context);
    if (wrapper->inner.object) visit(wrapper->inner.object, context);
}

Type buffer_wrapper_type = {
    TYPE_HEADER, .name = "_buffer_wrapper", .size = sizeof(BufferWrapper),
    .flags = TYPE_FINAL | TYPE_NO_CREATE,
    .destroy = wrapper_destroy, .finalize = wrapper_finalize, .bury = wrapper_bury,
    .visit = wrapper_visit, .buffer_release = wrapper_release,
};

/* --- slots of classes --- */

bool slot_buffer(Obj self, Buffer *view, int flags)
{
    Obj wanted = small_int(flags);
    bool found;
    scoped Ref result = call_dunder(self, name___buffer__, &wanted, 1, &found);
    if (!result) return error_pending() ? false : raise_format(&attribute_error_type, "__buffer__");
    if (!is_memoryview(result))
        return raise_type_error("__buffer__ returned non-memoryview object");
    if (!buffer_get(result, view, flags)) return false;
    BufferWrapper *wrapper = (BufferWrapper *)heap_new(&buffer_wrapper_type, sizeof *wrapper);
    wrapper->owner = keep(self);
    wrapper->inner = *view;
    if (releases_in_python(self)) wrapper->head.flags |= FLAG_FINALIZE;
    view->internal = result;
    view->object = &wrapper->head;
    return true;
}

/* The release slot in C that the class has below its own __release_buffer__. */
static void (*native_release(Obj x))(Obj self, Buffer *view)
{
    Obj order = type_of(x)->mro;
    for (size_t i = 0; i < tuple_length(order); i++) {
        const Type *base = (const Type *)tuple_peek(order, i);
        if (base->buffer_release && base->buffer_release != slot_buffer_release)
            return base->buffer_release;
    }
    return NULL;
}

/* For a class that got its buffer in C and has a __release_buffer__ of its own. */
void slot_buffer_release(Obj self, Buffer *view)
{
    scoped Ref lent = memoryview_lend(view);
    call_release(self, lent);
    MemoryView *m = (MemoryView *)lent;
    m->exports = 0;                                 // nothing can be got from a lent one
    if (!memoryview_release(lent)) error_clear();
    void (*native)(Obj, Buffer *) = native_release(self);
    if (native) native(self, view);
}

bool buffer_calls_python(const Buffer *buffer)
{
    return releases_in_python(buffer->object);
}

void buffer_bury(Buffer *buffer)
{
    if (buffer->object->type == &buffer_wrapper_type) return;       // it is buried on its own
    void (*native)(Obj, Buffer *) = native_release(buffer->object);
    if (native) native(buffer->object, buffer);
}

/* --- the other way: dunders of types in C --- */

Ref wrap_buffer(const SlotWrapper *wrapper, const Obj arg[])
{
    enum { self, flags };
    intptr_t wanted;
    if (!object_to_size(arg[flags], &wanted, &overflow_error_type)) return NULL;
    if (wanted > INT_MAX) return raise_overflow_error("buffer flags too large");
    if (wanted < INT_MIN) return raise_overflow_error("buffer flags too small");
    return memoryview_new_by(wrapper->owner, arg[self], (int)wanted);
}

Ref wrap_buffer_release(const SlotWrapper *wrapper, const Obj arg[])
{
    enum { self, buffer };
    (void)wrapper;
    if (!is_memoryview(arg[buffer])) return raise_type_error("expected a memoryview object");
    Obj exporter = memoryview_exporter(arg[buffer]);
    if (!exporter) return raise_value_error("memoryview's buffer has already been released");
    if (exporter != arg[self]) return raise_value_error("memoryview's buffer is not this object");
    return memoryview_release((Ref)arg[buffer]) ? none_new() : NULL;
}
