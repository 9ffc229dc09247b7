/* runtime/modules/struct.c -- the module _struct: Struct, its iterator, and the functions.
 * SPDX-License-Identifier: MIT */
#include "runtime/modules/struct.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/exceptions.h"
#include "runtime/packed.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

Ref struct_error;
static Ref recent;                          // dict: format -> StructObject
enum { RECENT_LIMIT = 100, CLOSE_COUNT = 32 };
/* The same for formats that are the very object seen last in their place: a program's constants. */
static struct { Ref format, structure; } at_hand[CLOSE_COUNT];

void *raise_struct_error(const char *format, ...)
{
    Writer w = { 0 };
    va_list arguments;
    va_start(arguments, format);
    bool good = writer_vformat(&w, format, arguments);
    va_end(arguments);
    scoped Ref message = writer_finish(&w);
    return good ? raise_with((Type *)struct_error, message) : NULL;
}

static Ref struct_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static bool struct_init(Ref self, const Obj arg[])
{
    Obj given = arg[0];
    if (!is_str(given) && !is_bytes(given)) {
        return raise_type_error("Struct() argument 1 must be a str or bytes object, not %A", given);
    }
    scoped Ref octets = is_str(given) ? str_encode(given, "ascii", NULL) : keep(given);
    if (!octets) return false;
    size_t length = bytes_length(octets);
    if (strlen(bytes_data(octets)) != length) return raise_struct_error("embedded null character");
    Layout layout;
    if (!struct_read_layout(bytes_data(octets), &layout)) return false;
    StructObject *s = (StructObject *)self;
    s->layout = layout;
    replace(&s->format, str_from_latin1((const uint8_t *)bytes_data(octets), length));
    return true;
}

static void struct_destroy(Ref self)
{
    StructObject *s = (StructObject *)self;
    drop_or_null(take(&s->format));
}

static void struct_visit(Obj self, Visit visit, void *context)
{
    const StructObject *s = (const StructObject *)self;
    if (s->format) visit(s->format, context);
}

static size_t place_at_hand(Obj format)     { return (uintptr_t)format / 32 % CLOSE_COUNT; }

static void forget(void)
{
    for (size_t i = 0; i < CLOSE_COUNT; i++) {
        drop_or_null(take(&at_hand[i].format));
        drop_or_null(take(&at_hand[i].structure));
    }
    if (recent) dict_clear(recent);
}

static Ref look_up(Obj format)
{
    Obj known = NULL;
    bool plain = is_exact_str(format) || has_type(format, &bytes_type);
    if (!recent) recent = dict_new();
    if (plain && !dict_find(recent, format, &known)) return NULL;
    if (known) return keep(known);
    scoped Ref made = struct_create(&struct_type, NULL);
    if (!struct_init(made, &format)) return NULL;
    if (dict_length(recent) >= RECENT_LIMIT) dict_clear(recent);
    if (plain && !dict_set(recent, format, made)) return NULL;
    return take(&made);
}

Ref struct_for(Obj format)
{
    size_t place = place_at_hand(format);
    if (likely(at_hand[place].format == format)) return keep(at_hand[place].structure);
    intptr_t hash;
    if (!is_str(format) && !is_bytes(format) && !object_hash(format, &hash)) return NULL;
    Ref structure = look_up(format);
    if (structure && (is_exact_str(format) || has_type(format, &bytes_type))) {
        replace(&at_hand[place].format, keep(format));
        replace(&at_hand[place].structure, keep(structure));
    }
    return structure;
}

static bool layout_of(Obj self, Layout *layout)
{
    const StructObject *s = (const StructObject *)self;
    if (!s->format) return raise_runtime_error("Struct object is not initialized");
    *layout = s->layout;
    return true;
}

/* --- packing --- */

static bool check_count(const Layout *layout, size_t count, const char *function)
{
    if (count == layout->items) return true;
    return raise_struct_error("%s expected %zu items for packing (got %zu)", function,
                              layout->items,
                              count);
}

static Ref pack_values(Obj self, const Obj *items, size_t count)
{
    Layout layout;
    if (!layout_of(self, &layout) || !check_count(&layout, count, "pack")) return NULL;
    if (!heap_fits(layout.size, 1)) return NULL;
    scoped Ref octets = bytes_new(layout.size);
    return struct_pack_items(&layout, items, ((Bytes *)octets)->data) ? take(&octets) : NULL;
}

/* Where offset lies in `length` octets; complaints as of `function`. */
static bool place_of(intptr_t offset, size_t length, size_t size, bool packing, size_t *at)
{
    intptr_t whole = (intptr_t)length, wanted = (intptr_t)size;
    if (offset < 0) {
        if (offset + wanted > 0) {
            return raise_struct_error(packing ? "no space to pack %zd bytes at offset %zd"
                                              : "not enough data to unpack %zd bytes at offset %zd",
                                      wanted, offset);
        }
        if (offset + whole < 0) {
            return raise_struct_error("offset %zd out of range for %zd-byte buffer", offset, whole);
        }
        offset += whole;
    }
    if (whole - offset < wanted) {
        const char *name = packing ? "pack_into" : "unpack_from";
        return raise_struct_error("%s requires a buffer of at least %zu bytes for %s %zd bytes "
                                  "at offset %zd (actual buffer size is %zd)", name,
                                  (size_t)offset + size, packing ? "packing" : "unpacking", wanted,
                                  offset, whole);
    }
    *at = (size_t)offset;
    return true;
}

static Ref pack_into_buffer(Obj self, const Obj *items, size_t count)
{
    Layout layout;
    if (!layout_of(self, &layout)) return NULL;
    if (count == 0) return raise_struct_error("pack_into expected buffer argument");
    if (count == 1) return raise_struct_error("pack_into expected offset argument");
    if (!check_count(&layout, count - 2, "pack_into")) return NULL;
    scoped_buffer Buffer view = { 0 };
    if (!object_has_buffer(items[0]) || !buffer_get(items[0], &view, BUFFER_WRITE)) {
        if (error_pending() && !error_clear_if(&buffer_error_type)) return NULL;
        return raise_type_error("argument must be read-write bytes-like object, not %A", items[0]);
    }
    intptr_t offset;
    size_t at;
    if (!object_to_size(items[1], &offset, &index_error_type)
        || !place_of(offset, view.length, layout.size, true, &at)) return NULL;
    if (!struct_pack_items(&layout, items + 2, view.data + at)) return NULL;
    return none_new();
}

static Obj const *tuple_start(Obj tuple) { return (Obj const *)tuple_items(tuple); }

static Ref struct_pack(const Obj arg[])
{
    return pack_values(arg[0], tuple_start(arg[1]), tuple_length(arg[1]));
}

static Ref struct_pack_into(const Obj arg[])
{
    return pack_into_buffer(arg[0], tuple_start(arg[1]), tuple_length(arg[1]));
}

/* The same with the arguments as they stand. */
static Ref plain_pack(const Obj *args, size_t count)
{
    return pack_values(args[0], args + 1, count - 1);
}

static Ref plain_pack_into(const Obj *args, size_t count)
{
    return pack_into_buffer(args[0], args + 1, count - 1);
}

static Ref plain_function_pack(const Obj *args, size_t count)
{
    if (count == 0) return raise_type_error("missing format argument");
    scoped Ref structure = struct_for(args[0]);
    return structure ? pack_values(structure, args + 1, count - 1) : NULL;
}

static Ref plain_function_pack_into(const Obj *args, size_t count)
{
    if (count == 0) return raise_type_error("missing format argument");
    scoped Ref structure = struct_for(args[0]);
    return structure ? pack_into_buffer(structure, args + 1, count - 1) : NULL;
}

static Ref function_pack(const Obj arg[])
{
    return plain_function_pack(tuple_start(arg[0]), tuple_length(arg[0]));
}

static Ref function_pack_into(const Obj arg[])
{
    return plain_function_pack_into(tuple_start(arg[0]), tuple_length(arg[0]));
}

/* --- unpacking --- */

static Ref struct_unpack(const Obj arg[])
{
    enum { self, buffer };
    const StructObject *s = (const StructObject *)arg[self];
    const char *data;
    size_t length;
    if (likely(s->format && packed_octets(arg[buffer], &data, &length) && length == s->layout.size))
        return struct_unpack_items(&s->layout, data);
    Layout layout;
    scoped_buffer Buffer view = { 0 };
    if (!layout_of(arg[self], &layout) || !buffer_get(arg[buffer], &view, BUFFER_READ)) return NULL;
    if (view.length != layout.size) {
        return raise_struct_error("unpack requires a buffer of %zu bytes", layout.size);
    }
    return struct_unpack_items(&layout, view.data);
}

static Ref struct_unpack_from(const Obj arg[])
{
    enum { self, buffer, offset };
    const StructObject *s = (const StructObject *)arg[self];
    const char *data;
    size_t length, at;
    intptr_t from = arg[offset] && is_small(arg[offset]) ? small_value(arg[offset]) : 0;
    if (likely(from >= 0 && s->format && (!arg[offset] || is_small(arg[offset]))
               && packed_octets(arg[buffer], &data, &length)
               && (size_t)from <= length && length - (size_t)from >= s->layout.size))
        return struct_unpack_items(&s->layout, data + from);
    Layout layout;
    scoped_buffer Buffer view = { 0 };
    if (!layout_of(arg[self], &layout) || !buffer_get(arg[buffer], &view, BUFFER_READ)) return NULL;
    if (arg[offset]) {
        scoped Ref index = object_get_index(arg[offset]);
        if (!index) return NULL;
        if (!int_fits(index, &from)) {
            return raise_overflow_error("Python int too large to convert to C ssize_t");
        }
    }
    if (!place_of(from, view.length, layout.size, false, &at)) return NULL;
    return struct_unpack_items(&layout, view.data + at);
}

static const Buffer *held_by_iterator(const BufferHolder *holder)
{
    return &buffer_holder_object(UnpackIterator, holder, holder)->view;
}

static const BufferHolderKind struct_holder = { "struct iterator", held_by_iterator };

static Ref struct_iter_unpack(const Obj arg[])
{
    enum { self, buffer };
    Layout layout;
    if (!layout_of(arg[self], &layout)) return NULL;
    if (layout.size == 0) {
        return raise_struct_error("cannot iteratively unpack with a struct of length 0");
    }
    scoped Ref made = type_allocate(&unpack_iterator_type, 0);
    UnpackIterator *iterator = (UnpackIterator *)made;
    if (!buffer_get(arg[buffer], &iterator->view, BUFFER_READ)) return NULL;
    iterator->structure = keep(arg[self]);
    buffer_holder_add(&iterator->holder, &struct_holder);
    if (iterator->view.length % layout.size) {
        return raise_struct_error(
            "iterative unpacking requires a buffer of a multiple of %zu bytes", layout.size);
    }
    return take(&made);
}

/* A function of the module does what the method of a Struct made from its first argument does. */
static Ref with_struct(const Obj arg[], size_t count, Function method)
{
    Obj bound[4] = { NULL };
    scoped Ref structure = struct_for(arg[0]);
    if (!structure) return NULL;
    bound[0] = structure;
    for (size_t i = 1; i < count; i++) bound[i] = arg[i];
    return method(bound);
}

static Ref function_unpack(const Obj arg[])      { return with_struct(arg, 2, struct_unpack); }
static Ref function_unpack_from(const Obj arg[]) { return with_struct(arg, 3, struct_unpack_from); }
static Ref function_iter_unpack(const Obj arg[]) { return with_struct(arg, 2, struct_iter_unpack); }

static Ref function_calcsize(const Obj arg[])
{
    scoped Ref structure = struct_for(arg[0]);
    return structure ? int_new((intptr_t)((StructObject *)structure)->layout.size) : NULL;
}

static Ref function_clearcache(const Obj arg[])
{
    (void)arg;
    forget();
    return none_new();
}

/* --- the iterator --- */

static void unpack_iterator_destroy(Ref self)
{
    UnpackIterator *iterator = (UnpackIterator *)self;
    if (iterator->view.object) buffer_release(&iterator->view);
    drop_or_null(take(&iterator->structure));
    buffer_holder_remove(&iterator->holder);
}

static void unpack_iterator_bury(Ref self)
{
    UnpackIterator *iterator = (UnpackIterator *)self;
    buffer_holder_unlink(&iterator->holder);
    if (iterator->view.object) buffer_bury(&iterator->view);
}

static void unpack_iterator_visit(Obj self, Visit visit, void *context)
{
    const UnpackIterator *iterator = (const UnpackIterator *)self;
    if (iterator->structure) visit(iterator->structure, context);
    if (iterator->view.object) visit(iterator->view.object, context);
    buffer_holder_visit(&iterator->holder, visit, context);
}

static Ref unpack_iterator_iterate(Obj self)
{
    return keep(self);
}

static size_t iterator_left(const UnpackIterator *iterator)
{
    if (!iterator->structure) return 0;
    size_t size = ((const StructObject *)iterator->structure)->layout.size;
    return size ? (iterator->view.length - iterator->offset) / size : 0;
}

static Ref unpack_iterator_next(Obj self)
{
    UnpackIterator *iterator = (UnpackIterator *)self;
    if (!iterator->structure) return NULL;
    const Layout *layout = &((const StructObject *)iterator->structure)->layout;
    size_t at = iterator->offset;
    if (iterator->view.length - at < layout->size || layout->size == 0) {
        unpack_iterator_destroy((Ref)self);
        return NULL;
    }
    iterator->offset += layout->size;
    return struct_unpack_items(layout, iterator->view.data + at);
}

static Ref unpack_iterator_length_hint(const Obj arg[])
{
    return int_new((intptr_t)iterator_left((const UnpackIterator *)arg[0]));
}

static const Method unpack_iterator_methods[] = {
    { "__length_hint__(self, /)", unpack_iterator_length_hint, NULL },
    { 0 }
};

Type unpack_iterator_type = {
    TYPE_HEADER, .name = "_struct.unpack_iterator", .module = "_struct", .size = sizeof(UnpackIterator),
    .flags = TYPE_NO_CREATE | TYPE_FINAL,
    .destroy = unpack_iterator_destroy, .visit = unpack_iterator_visit,
    .bury = unpack_iterator_bury,
    .iterate = unpack_iterator_iterate, .next = unpack_iterator_next,
    .methods = unpack_iterator_methods,
};

/* --- Struct --- */

static Ref struct_repr(Obj self)
{
    const StructObject *s = (const StructObject *)self;
    if (!s->format) return raise_runtime_error("Struct object is not initialized");
    scoped Ref name = type_get_qualname(type_of(self));
    return str_format("%S(%R)", name, s->format);
}

static Ref struct_get_format(Obj self)
{
    const StructObject *s = (const StructObject *)self;
    return s->format ? keep(s->format) : raise_runtime_error("Struct object is not initialized");
}

static Ref struct_get_size(Obj self)
{
    Layout layout;
    return layout_of(self, &layout) ? int_new((intptr_t)layout.size) : NULL;
}

static const Method struct_type_methods[] = {
    { "iter_unpack(self, buffer, /)", struct_iter_unpack, "An iterator over what buffer holds." },
    { "pack(self, *values)", struct_pack, "The values as bytes.", .plain = plain_pack },
    { "pack_into(self, *args)", struct_pack_into,
      "pack_into(buffer, offset, *values): writes them there.", .plain = plain_pack_into },
    { "unpack(self, buffer, /)", struct_unpack, "A tuple of the values that buffer holds." },
    { "unpack_from(self, buffer, offset=0)", struct_unpack_from,
      "The values that begin at offset." },
    { 0 }
};
static const Getter struct_getters[] = {
    { "format", struct_get_format, NULL, "The format as a str." },
    { "size", struct_get_size, NULL, "Octets that it takes." },
    { 0 }
};

Type struct_type = {
    TYPE_HEADER, .name = "_struct.Struct", .module = "_struct", .size = sizeof(StructObject),
    .doc = "A compiled format for packing values into octets.",
    .signature = "Struct(*args, **kwargs)", .init_signature = "Struct(format)",
    .create = struct_create, .init = struct_init, .destroy = struct_destroy, .visit = struct_visit,
    .repr = struct_repr, .methods = struct_type_methods, .getters = struct_getters,
};

const Method struct_functions[] = {
    { "calcsize(format, /)", function_calcsize, "Octets that the format takes." },
    { "iter_unpack(format, buffer, /)", function_iter_unpack,
      "An iterator over what buffer holds." },
    { "pack(*args)", function_pack, "pack(format, *values): the values as bytes.",
      .plain = plain_function_pack },
    { "pack_into(*args)", function_pack_into, "pack_into(format, buffer, offset, *values)",
      .plain = plain_function_pack_into },
    { "unpack(format, buffer, /)", function_unpack, "A tuple of the values that buffer holds." },
    { "unpack_from(format, /, buffer, offset=0)", function_unpack_from,
      "The values that begin at offset." },
    { "_clearcache()", function_clearcache, "Forgets the formats seen." },
    { 0 }
};

static bool struct_start(Ref module)
{
    type_ready(&unpack_iterator_type);
    return module_add_exception(module, &struct_error, "struct", "error", &exception_type);
}

static Type *const struct_types[] = { &struct_type, NULL };
const Module struct_module = {
    "_struct", "Values packed into octets, as C structures have them.", struct_functions,
    struct_types, struct_start,
};
