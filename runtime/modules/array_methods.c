/* runtime/modules/array_methods.c -- methods of array.array and the module.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/buffer_holders.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/array.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/startup.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

#define SELF(arg) ((Array *)(arg)[0])

static Ref append(const Obj arg[])
{
    return array_append(SELF(arg), arg[1]) ? none_new() : NULL;
}

static Ref extend(const Obj arg[])
{
    return array_extend(SELF(arg), arg[1]) ? none_new() : NULL;
}

static Ref insert(const Obj arg[])
{
    enum { self, index, value };
    Array *a = SELF(arg);
    intptr_t at;
    char item[8];
    if (!argument_to_size(arg[index], &at)) return NULL;
    if (!array_convert(a, arg[value], item)) return NULL;
    intptr_t length = (intptr_t)a->length;
    if (at < 0) at = at + length < 0 ? 0 : at + length;
    if (at > length) at = length;
    if (!array_resize(a, a->length + 1)) return NULL;
    memmove(array_at(a, (size_t)at + 1), array_at(a, (size_t)at),
            (size_t)(length - at) * a->item_size);
    memcpy(array_at(a, (size_t)at), item, a->item_size);
    return none_new();
}

static bool remove_at(Array *a, size_t at)
{
    if (a->exports) return array_resize(a, a->length - 1);
    memmove(array_at(a, at), array_at(a, at + 1), (a->length - at - 1) * a->item_size);
    return array_resize(a, a->length - 1);
}

static Ref pop(const Obj arg[])
{
    enum { self, index };
    Array *a = SELF(arg);
    intptr_t at = -1;
    if (arg[index] && !argument_to_size(arg[index], &at)) return NULL;
    if (a->length == 0) return raise_index_error("pop from empty array");
    if (at < 0) at += (intptr_t)a->length;
    if ((size_t)at >= a->length) return raise_index_error("pop index out of range");
    scoped Ref item = array_read(a, (size_t)at);
    return item && remove_at(a, (size_t)at) ? take(&item) : NULL;
}

/* The first position from `from` on of an item equal to value; *at == length: there is none. */
static bool find(const Array *a, Obj value, size_t from, size_t to, size_t *at)
{
    for (*at = from; *at < to && *at < a->length; ++*at) {
        scoped Ref item = array_read(a, *at);
        bool equal;
        if (!item || !compare_truth(item, value, EQUAL, &equal)) return false;
        if (equal) return true;
    }
    *at = SIZE_MAX;
    return true;
}

static Ref index_of(const Obj arg[])
{
    enum { self, value, start, stop };
    size_t from, to, at;
    if (!sequence_range(arg[start], arg[stop], SELF(arg)->length, &from, &to)) return NULL;
    if (!find(SELF(arg), arg[value], from, to, &at)) return NULL;
    if (at != SIZE_MAX) return int_new((intptr_t)at);
    return raise_value_error("array.index(x): x not in array");
}

static Ref remove_value(const Obj arg[])
{
    enum { self, value };
    size_t at;
    if (!find(SELF(arg), arg[value], 0, SIZE_MAX, &at)) return NULL;
    if (at == SIZE_MAX) return raise_value_error("array.remove(x): x not in array");
    if (at < SELF(arg)->length && !remove_at(SELF(arg), at)) return NULL;
    return none_new();
}

static Ref count(const Obj arg[])
{
    enum { self, value };
    intptr_t total = 0;
    for (size_t i = 0; i < SELF(arg)->length; i++) {
        scoped Ref item = array_read(SELF(arg), i);
        bool equal;
        if (!item || !compare_truth(item, arg[value], EQUAL, &equal)) return NULL;
        total += equal;
    }
    return int_new(total);
}

static Ref reverse(const Obj arg[])
{
    Array *a = SELF(arg);
    char held[8];
    for (size_t i = 0, k = a->length; i + 1 < k; i++) {
        memcpy(held, array_at(a, i), a->item_size);
        memcpy(array_at(a, i), array_at(a, --k), a->item_size);
        memcpy(array_at(a, k), held, a->item_size);
    }
    return none_new();
}

static Ref byteswap(const Obj arg[])
{
    Array *a = SELF(arg);
    for (size_t i = 0; i < a->length; i++) {
        char *item = array_at(a, i);
        for (size_t k = 0; k < a->item_size / 2u; k++) {
            char held = item[k];
            item[k] = item[a->item_size - 1 - k];
            item[a->item_size - 1 - k] = held;
        }
    }
    return none_new();
}

static Ref clear(const Obj arg[])
{
    return array_resize(SELF(arg), 0) ? none_new() : NULL;
}

static Ref copy(const Obj arg[])
{
    const Array *a = SELF(arg);
    Ref made = array_new(&array_type, a->code, a->length);
    if (a->length) memcpy(((Array *)made)->data, a->data, a->length * a->item_size);
    return made;
}

static Ref buffer_info(const Obj arg[])
{
    scoped Ref address = int_from_unsigned((uintptr_t)SELF(arg)->data);
    return tuple_pack(2, address, small_int((intptr_t)SELF(arg)->length));
}

/* --- bytes, lists, text, files --- */

static Ref to_bytes(const Obj arg[])
{
    const Array *a = SELF(arg);
    return bytes_from(a->data ? a->data : "", a->length * a->item_size);
}

static Ref from_bytes(const Obj arg[])
{
    enum { self, buffer };
    scoped_octets Octets octets = { 0 };
    if (!octets_read(arg[buffer], &octets)) return NULL;
    if (octets.view.object && octets.view.item_size != 1)
        return raise_type_error("a bytes-like object is required");
    return array_append_bytes(SELF(arg), octets.data, octets.length) ? none_new() : NULL;
}

static Ref to_list(const Obj arg[])
{
    return list_from(arg[0]);
}

static Ref from_list(const Obj arg[])
{
    enum { self, list };
    Array *a = SELF(arg);
    if (!is_list(arg[list])) return raise_type_error("arg must be list");
    size_t before = a->length, wanted = list_length(arg[list]);
    for (size_t i = 0; i < list_length(arg[list]); i++) {
        scoped Ref item = keep(list_peek(arg[list], i));
        bool fine = array_append(a, item);
        if (fine && list_length(arg[list]) != wanted)
            fine = raise_runtime_error("list changed size during iteration");
        if (fine) continue;
        scoped Ref pending = error_take();
        if (!array_resize(a, before)) error_clear();
        return raise_again(take(&pending));
    }
    return none_new();
}

static Ref from_unicode(const Obj arg[])
{
    enum { self, text };
    if (!is_str(arg[text]))
        return raise_type_error("fromunicode() argument must be str, not %A", arg[text]);
    if (!is_text(SELF(arg)))
        return raise_value_error("fromunicode() may only be called on unicode type arrays "
                                 "('u' or 'w')");
    if (SELF(arg)->exports && str_length(arg[text]))
        return raise_held(arg[self], SELF(arg)->exports,
                          "cannot resize an array that is exporting buffers");
    array_append_str(SELF(arg), arg[text]);
    return none_new();
}

static Ref to_unicode(const Obj arg[])
{
    if (!is_text(SELF(arg)))
        return raise_value_error("tounicode() may only be called on unicode type arrays "
                                 "('u' or 'w')");
    return array_text(SELF(arg));
}

static Ref from_file(const Obj arg[])
{
    enum { self, file, items };
    intptr_t wanted;
    if (!argument_to_size(arg[items], &wanted)) return NULL;
    if (wanted < 0) return raise_value_error("negative count");
    intptr_t bytes;
    if (__builtin_mul_overflow(wanted, SELF(arg)->item_size, &bytes)) return raise_no_memory();
    scoped Ref size = int_new(bytes);
    scoped Ref data = call_method1(arg[file], name_read, size);
    if (!data) return NULL;
    if (!is_bytes(data)) return raise_type_error("read() didn't return bytes");
    if (!array_append_bytes(SELF(arg), bytes_data(data), bytes_length(data))) return NULL;
    if (bytes_length(data) != (size_t)bytes)
        return raise_eof_error("read() didn't return enough bytes");
    return none_new();
}

static Ref to_file(const Obj arg[])
{
    enum { self, file };
    if (SELF(arg)->length == 0) return none_new();
    scoped Ref data = to_bytes(arg);
    scoped Ref result = call_method1(arg[file], name_write, data);
    return result ? none_new() : NULL;
}

/* --- attributes and tables --- */

static Ref class_getitem(const Obj arg[])
{
    enum { cls, item };
    return generic_alias_new(arg[cls], arg[item]);
}

static Ref get_typecode(Obj self)
{
    return str_from_char((uint32_t)((const Array *)self)->code);
}

static Ref get_itemsize(Obj self)
{
    return small_int(((const Array *)self)->item_size);
}

const Getter array_getters[] = {
    { "typecode", get_typecode, NULL, "The letter for the kind of items." },
    { "itemsize", get_itemsize, NULL, "Bytes of an item." },
    { 0 }
};

const Method array_methods[] = {
    { "append(self, v, /)", append, "Add an item at the end." },
    { "buffer_info(self, /)", buffer_info, "(address, length) of the memory with the items." },
    { "byteswap(self, /)", byteswap, "Turn the bytes of each item around." },
    { "clear(self, /)", clear, "Remove all items." },
    { "__copy__(self, /)", copy, "A copy." },
    { "__deepcopy__(self, unused, /)", copy, "A copy." },
    { "count(self, v, /)", count, "How many items equal v." },
    { "extend(self, bb, /)", extend, "Add all items of an array or iterable." },
    { "fromfile(self, f, n, /)", from_file, "Read n items from a file and add them." },
    { "fromlist(self, list, /)", from_list, "Add all items of a list, or none if one is wrong." },
    { "frombytes(self, buffer, /)", from_bytes, "Add the items that the bytes stand for." },
    { "fromunicode(self, ustr, /)", from_unicode, "Add the characters of a str." },
    { "index(self, v, start=0, stop=sys.maxsize, /)", index_of, "Position of the first v." },
    { "insert(self, i, v, /)", insert, "Add an item before position i." },
    { "pop(self, i=-1, /)", pop, "Remove and give the item at i, the last one by default." },
    { "__reduce_ex__(self, value, /)", array_reduce_ex, "What pickling and copying need." },
    { "remove(self, v, /)", remove_value, "Remove the first v." },
    { "reverse(self, /)", reverse, "Turn the order around." },
    { "tobytes(self, /)", to_bytes, "The items as the machine keeps them." },
    { "tofile(self, f, /)", to_file, "Write all items to a file." },
    { "tolist(self, /)", to_list, "The items as a list." },
    { "tounicode(self, /)", to_unicode, "The characters as a str." },
    { "__class_getitem__(cls, item, /)", class_getitem, NULL, METHOD_CLASS },
    { 0 }
};

static bool register_sequence(void)
{
    scoped Ref import = startup_get_builtin("__import__");
    scoped Ref module = import ? call1(import, intern("_collections_abc")) : NULL;
    scoped Ref abc = module ? attribute_get(module, intern("MutableSequence")) : NULL;
    scoped Ref done = abc ? call_method1(abc, intern("register"), &array_type.head) : NULL;
    return done != NULL;
}

static bool start(Ref module)
{
    type_ready(&array_iterator_type);
    module_add(module, "typecodes", str_from_text("bBuwhHiIlLqQfd"));
    module_add(module, "ArrayType", keep(&array_type.head));
    array_reconstructor = attribute_get(module, intern("_array_reconstructor"));
    return array_reconstructor && register_sequence();
}

static Type *const types[] = { &array_type, NULL };

const Module array_module = {
    .name = "array", .doc = "Packed sequences of machine numbers.", .functions = array_functions,
    .types = types, .start = start,
};
