/* runtime/modules/pickler_save.c -- how a Pickler saves objects of the builtin types.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/modules/pickle.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <stdio.h>
#include <string.h>

/* --- numbers --- */

static void save_small(Pickler *p, intptr_t n)
{
    if (!p->binary) {
        char text[32];
        pickler_put(p, text, (size_t)snprintf(text, sizeof text, "I%ld\n", (long)n));
    } else if (n >= 0 && n <= 0xff) {
        pickler_put_number(p, PICKLE_BININT1, (uint64_t)n, 1);
    } else if (n >= 0 && n <= 0xffff) {
        pickler_put_number(p, PICKLE_BININT2, (uint64_t)n, 2);
    } else {
        pickler_put_number(p, PICKLE_BININT, (uint64_t)n, 4);
    }
}

/* Octets of the two's complement: one more bit than the value has, for the sign. */
static size_t octets_needed(Obj x)
{
    size_t bits = int_bit_length(x);
    if (int_sign(x) >= 0) return bits / 8 + 1;
    scoped Ref below = int_invert(x);                // -(2**n) needs one bit less than 2**n
    return int_bit_length(below) / 8 + 1;
}

static bool save_large(Pickler *p, Obj x)
{
    if (p->protocol < 2) {
        scoped Ref text = int_to_str(x, 10);
        if (!text) return false;
        pickler_put_opcode(p, PICKLE_LONG);
        pickler_put(p, str_data(text), str_length(text));
        pickler_put(p, "L\n", 2);
        return true;
    }
    size_t count = octets_needed(x);
    scoped Ref octets = int_to_bytes(x, count, true, true);
    if (!octets) return false;
    if (count < 256) pickler_put_number(p, PICKLE_LONG1, count, 1);
    else if (count <= INT32_MAX) pickler_put_number(p, PICKLE_LONG4, count, 4);
    else return raise_overflow_error("int too large to pickle");
    pickler_put(p, bytes_data(octets), count);
    return true;
}

static bool save_int(Pickler *p, Obj x)
{
    if (!is_small(x) || small_value(x) != (int32_t)small_value(x)) return save_large(p, x);
    save_small(p, small_value(x));
    return true;
}

static void save_float(Pickler *p, Obj x)
{
    double value = float_value(x);
    if (p->binary) {
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        pickler_put_number(p, PICKLE_BINFLOAT, __builtin_bswap64(bits), 8);
        return;
    }
    char text[64];
    size_t length = float_text(value, text);
    pickler_put_opcode(p, PICKLE_FLOAT);
    pickler_put(p, text, length);
    pickler_put(p, "\n", 1);
}

static void save_bool(Pickler *p, Obj x)
{
    if (p->protocol >= 2) pickler_put_opcode(p, x == True_object ? PICKLE_NEWTRUE : PICKLE_NEWFALSE);
    else pickler_put(p, x == True_object ? "I01\n" : "I00\n", 4);
}

/* --- text and octets --- */

/* One of three instructions with sizes of 1, 4 and 8 octets (0: there is none), and the data. */
static bool put_sized(Pickler *p, const int opcodes[3], const char *what, const char *data,
                      size_t length, Obj payload)
{
    unsigned char header[9];
    int form = length <= 0xff && opcodes[0] ? 0 : length <= 0xffffffff && opcodes[1] ? 1 : 2;
    static const int widths[] = { 1, 4, 8 };
    if (!opcodes[form]) {
        return raise_overflow_error("serializing a %s larger than 4 GiB requires pickle protocol "
                                    "4 or higher", what);
    }
    header[0] = (unsigned char)opcodes[form];
    for (int i = 0; i < widths[form]; i++) header[i + 1] = (unsigned char)(length >> 8 * i);
    return pickler_put_block(p, header, (size_t)widths[form] + 1, data, length, payload);
}

static bool save_octets(Pickler *p, Obj x, const char *data, size_t length, Obj payload)
{
    int modern = p->protocol >= 4 ? PICKLE_BINBYTES8 : 0;
    const int opcodes[] = { PICKLE_SHORT_BINBYTES, PICKLE_BINBYTES, modern };
    if (!put_sized(p, opcodes, "bytes object", data, length, payload)) return false;
    pickler_remember(p, x);
    return true;
}

/* type(argument), or type() for NULL. */
static bool save_call(Pickler *p, Type *type, Obj argument, Obj x)
{
    scoped Ref arguments = argument ? tuple_pack(1, argument) : tuple_new(0);
    scoped Ref reduced = tuple_pack(2, &type->head, arguments);
    return pickler_save_reduced(p, reduced, x);
}

static bool save_bytes(Pickler *p, Obj x)
{
    if (p->protocol >= 3) return save_octets(p, x, bytes_data(x), bytes_length(x), x);
    if (bytes_length(x) == 0) return save_call(p, &bytes_type, NULL, x);
    // Python 2 has no bytes: the characters with the same numbers, to be encoded again
    scoped Ref encode = pickle_get("codecs", "encode");
    if (!encode) return false;
    scoped Ref text = str_from_latin1((const uint8_t *)bytes_data(x), bytes_length(x));
    scoped Ref arguments = tuple_pack(2, text, intern("latin1"));
    scoped Ref reduced = tuple_pack(2, encode, arguments);
    return pickler_save_reduced(p, reduced, x);
}

static bool save_octets_mutable(Pickler *p, Obj x, const char *data, size_t length, Obj payload)
{
    static const int opcodes[] = { 0, 0, PICKLE_BYTEARRAY8 };
    if (!put_sized(p, opcodes, "bytearray", data, length, payload)) return false;
    pickler_remember(p, x);
    return true;
}

static bool save_bytearray(Pickler *p, Obj x)
{
    const ByteArray *array = (const ByteArray *)x;
    if (p->protocol >= 5) {
        scoped_octets Octets octets;                  // writing may run code that changes x
        if (!octets_read(x, &octets)) return false;
        return save_octets_mutable(p, x, octets.data, octets.length, NULL);
    }
    if (array->length == 0) return save_call(p, &bytearray_type, NULL, x);
    scoped Ref octets = bytes_from(array->start, array->length);
    return save_call(p, &bytearray_type, octets, x);
}

static bool save_buffer(Pickler *p, Obj x)
{
    const PickleBufferObject *buffer = (const PickleBufferObject *)x;
    if (p->protocol < 5)
        return raise_pickling("PickleBuffer can only be pickled with protocol >= 5");
    if (!buffer->view.object)
        return raise_value_error("operation forbidden on released PickleBuffer object");
    scoped_buffer Buffer view = { 0 };
    if (!buffer_get(x, &view, BUFFER_READ | BUFFER_STRIDED)) return false;
    if (!buffer_is_contiguous(&view, 'C') && !buffer_is_contiguous(&view, 'F')) {
        return raise_pickling("PickleBuffer can not be pickled when pointing to a "
                              "non-contiguous buffer");
    }
    bool in_band = true;
    if (p->buffer_callback) {
        scoped Ref answer = call1(p->buffer_callback, x);
        if (!answer || !object_truth(answer, &in_band)) return false;
    }
    if (in_band) {
        return view.readonly ? save_octets(p, x, view.data, view.length, NULL)
                             : save_octets_mutable(p, x, view.data, view.length, NULL);
    }
    pickler_put_opcode(p, PICKLE_NEXT_BUFFER);
    if (view.readonly) pickler_put_opcode(p, PICKLE_READONLY_BUFFER);
    return true;
}

/* As raw_unicode_escape, and also escaped: what ends a line or stops an old reader. */
static void put_escaped(Pickler *p, Obj x)
{
    for (size_t i = 0; i < str_length(x); i++) {
        uint32_t c = str_at(x, i);
        char text[16];
        int length = 1;
        if (c >= 0x10000) {
            length = snprintf(text, sizeof text, "\\U%08x", c);
        } else if (c >= 256 || c == 0 || c == '\\' || c == '\n' || c == '\r' || c == 0x1a) {
            length = snprintf(text, sizeof text, "\\u%04x", c);
        } else {
            text[0] = (char)c;
        }
        pickler_put(p, text, (size_t)length);
    }
}

static bool save_str(Pickler *p, Obj x)
{
    int brief = p->protocol >= 4 ? PICKLE_SHORT_BINUNICODE : 0;
    int modern = p->protocol >= 4 ? PICKLE_BINUNICODE8 : 0;
    const int opcodes[] = { brief, PICKLE_BINUNICODE, modern };
    if (!p->binary) {
        pickler_put_opcode(p, PICKLE_UNICODE);
        put_escaped(p, x);
        pickler_put(p, "\n", 1);
    } else if (str_is_ascii(x)) {
        if (!put_sized(p, opcodes, "string", str_data(x), str_length(x), NULL)) return false;
    } else {
        scoped Ref octets = codec_encode(x, ENCODING_UTF_8, "surrogatepass");
        if (!octets || !put_sized(p, opcodes, "string", bytes_data(octets), bytes_length(octets),
                                  octets)) return false;
    }
    pickler_remember(p, x);
    return true;
}

/* --- containers --- */

/* x went in while its items were saved: drop what is on the stack and take that one. */
static bool already_saved(Pickler *p, Obj x)
{
    size_t index;
    if (!memo_find(&p->memo, x, &index)) return false;
    pickler_recall(p, index);
    return true;
}

static bool save_all(Pickler *p, Obj const *items, size_t count)
{
    for (size_t i = 0; i < count; i++) if (!pickler_save(p, items[i])) return false;
    return true;
}

static bool save_tuple(Pickler *p, Obj x)
{
    static const int short_ones[] = { 0, PICKLE_TUPLE1, PICKLE_TUPLE2, PICKLE_TUPLE3 };
    size_t length = tuple_length(x), index;
    if (length == 0) {
        pickler_put(p, p->binary ? ")" : "(t", p->binary ? 1 : 2);
        return true;
    }
    bool brief = length <= 3 && p->protocol >= 2;
    if (!brief) pickler_put_opcode(p, PICKLE_MARK);
    if (!save_all(p, (Obj const *)tuple_items(x), length)) return false;
    if (memo_find(&p->memo, x, &index)) {
        size_t pops = brief ? length : length + 1;
        if (!brief && p->binary) pickler_put_opcode(p, PICKLE_POP_MARK);
        else for (size_t i = 0; i < pops; i++) pickler_put_opcode(p, PICKLE_POP);
        pickler_recall(p, index);
        return true;
    }
    pickler_put_opcode(p, brief ? short_ones[length] : PICKLE_TUPLE);
    pickler_remember(p, x);
    return true;
}

/* Items of an exact list, which may change meanwhile. */
static bool save_list_items(Pickler *p, Obj list)
{
    size_t done = 0;
    if (list_length(list) == 1) {
        scoped Ref item = keep(list_peek(list, 0));
        if (!pickler_save(p, item)) return false;
        pickler_put_opcode(p, PICKLE_APPEND);
        return true;
    }
    do {
        pickler_put_opcode(p, PICKLE_MARK);
        for (int n = 0; n < PICKLE_BATCH && done < list_length(list); n++) {
            scoped Ref item = keep(list_peek(list, done++));
            if (!pickler_save(p, item)) return false;
        }
        pickler_put_opcode(p, PICKLE_APPENDS);
    } while (done < list_length(list));
    return true;
}

static bool save_list(Pickler *p, Obj x)
{
    pickler_put(p, p->binary ? "]" : "(l", p->binary ? 1 : 2);
    pickler_remember(p, x);
    if (list_length(x) == 0) return true;
    if (p->binary) return save_list_items(p, x);
    scoped Ref iterator = iter_of(x);
    return iterator && pickler_save_items(p, iterator);
}

static bool save_pair(Pickler *p, Obj key, Obj value)
{
    return pickler_save(p, key) && pickler_save(p, value);
}

static bool save_dict_batch(Pickler *p, Obj dict, size_t length, size_t *position, bool *full)
{
    int n = 0;
    Ref key, value;
    pickler_put_opcode(p, PICKLE_MARK);
    while (n < PICKLE_BATCH && dict_get_next(dict, position, &key, &value)) {
        n++;
        bool good = save_pair(p, key, value);
        drop(key);
        drop(value);
        if (!good) return false;
    }
    pickler_put_opcode(p, PICKLE_SETITEMS);
    *full = n == PICKLE_BATCH;
    if (dict_length(dict) == length) return true;
    return raise_runtime_error("dictionary changed size during iteration");
}

static bool save_dict_items(Pickler *p, Obj dict)
{
    size_t length = dict_length(dict), position = 0;
    bool full = true;
    if (length == 1) {
        Ref first_key = NULL, first_value = NULL;
        dict_get_next(dict, &position, &first_key, &first_value);
        scoped Ref key = first_key, value = first_value;
        if (!save_pair(p, key, value)) return false;
        pickler_put_opcode(p, PICKLE_SETITEM);
        return true;
    }
    while (full) if (!save_dict_batch(p, dict, length, &position, &full)) return false;
    return true;
}

static bool save_dict(Pickler *p, Obj x)
{
    pickler_put(p, p->binary ? "}" : "(d", p->binary ? 1 : 2);
    pickler_remember(p, x);
    if (dict_length(x) == 0) return true;
    if (p->binary) return save_dict_items(p, x);
    scoped Ref items = call_method0(x, name_items);
    scoped Ref iterator = items ? iter_of(items) : NULL;
    return iterator && pickler_save_pairs(p, iterator);
}

static bool save_set_batch(Pickler *p, Obj set, size_t length, size_t *position, bool *full)
{
    int n = 0;
    Obj key;
    pickler_put_opcode(p, PICKLE_MARK);
    while (n < PICKLE_BATCH && set_next(set, position, &key)) {
        scoped Ref kept = keep(key);
        n++;
        if (!pickler_save(p, kept)) return false;
        if (set_length(set) != length)
            return raise_runtime_error("set changed size during iteration");
    }
    pickler_put_opcode(p, PICKLE_ADDITEMS);
    *full = n == PICKLE_BATCH;
    return true;
}

static bool save_set_as_list(Pickler *p, Obj x)
{
    scoped Ref list = list_from(x);
    return list && save_call(p, (Type *)type_of(x), list, x);
}

static bool save_set(Pickler *p, Obj x)
{
    size_t length = set_length(x), position = 0;
    bool full = true;
    if (p->protocol < 4) return save_set_as_list(p, x);
    pickler_put_opcode(p, PICKLE_EMPTY_SET);
    pickler_remember(p, x);
    while (length && full) if (!save_set_batch(p, x, length, &position, &full)) return false;
    return true;
}

static bool save_frozenset(Pickler *p, Obj x)
{
    if (p->protocol < 4) return save_set_as_list(p, x);
    size_t position = 0, index;
    Obj key;
    pickler_put_opcode(p, PICKLE_MARK);
    while (set_next(x, &position, &key)) if (!pickler_save(p, key)) return false;
    if (memo_find(&p->memo, x, &index)) {
        pickler_put_opcode(p, PICKLE_POP_MARK);
        pickler_recall(p, index);
        return true;
    }
    pickler_put_opcode(p, PICKLE_FROZENSET);
    pickler_remember(p, x);
    return true;
}

/* --- any object --- */

static bool save_persistent(Pickler *p, Obj x, bool *done)
{
    scoped Ref id = call1(p->persistent_id, x);
    *done = id && !is_none(id);
    if (!*done) return id != NULL;
    if (p->binary) {
        if (!pickler_save_plain(p, id)) return false;
        pickler_put_opcode(p, PICKLE_BINPERSID);
        return true;
    }
    scoped Ref text = object_str(id);
    if (!text) return false;
    if (!str_is_ascii(text))
        return raise_pickling("persistent IDs in protocol 0 must be ASCII strings");
    pickler_put_opcode(p, PICKLE_PERSID);
    pickler_put(p, str_data(text), str_length(text));
    pickler_put(p, "\n", 1);
    return true;
}

enum { FAST_DEPTH = 50 };

/* Without a memo a container inside itself would never end: beyond some depth they are noted. */
static bool fast_enter(Pickler *p, Obj x)
{
    if (++p->fast_depth < FAST_DEPTH) return true;
    if (!p->fast_seen) p->fast_seen = dict_new();
    scoped Ref id = int_from_unsigned((uintptr_t)x);
    Obj known;
    if (!dict_find(p->fast_seen, id, &known)) return false;
    if (!known) return dict_set(p->fast_seen, id, None_object);
    p->fast_depth = -1;
    return raise_value_error("fast mode: can't pickle cyclic objects including object type "
                             "%.200s at %p", type_name(x), (const void *)x);
}

static bool fast_leave(Pickler *p, Obj x)
{
    bool found;
    if (p->fast_depth-- < FAST_DEPTH) return true;
    scoped Ref id = int_from_unsigned((uintptr_t)x);
    return dict_delete(p->fast_seen, id, &found);
}

static bool save_container(Pickler *p, Obj x)
{
    static const struct { Type *type; bool (*save)(Pickler *, Obj); bool holds; } savers[] = {
        { &tuple_type, save_tuple, false }, { &dict_type, save_dict, true },
        { &list_type, save_list, true }, { &set_type, save_set, true },
        { &frozenset_type, save_frozenset, true }, { &bytearray_type, save_bytearray, false },
        { &pickle_buffer_type, save_buffer, false },
    };
    for (size_t i = 0; i < sizeof savers / sizeof *savers; i++) {
        if (!has_type(x, savers[i].type)) continue;
        if (!p->fast || !savers[i].holds) return savers[i].save(p, x);
        return fast_enter(p, x) && savers[i].save(p, x) && fast_leave(p, x);
    }
    return pickler_save_other(p, x);
}

bool pickler_save_plain(Pickler *p, Obj x)
{
    if (!pickler_boundary(p)) return false;
    if (is_exact_int(x)) return save_int(p, x);
    if (x == None_object) {
        pickler_put_opcode(p, PICKLE_NONE);
        return true;
    }
    if (has_type(x, &bool_type)) {
        save_bool(p, x);
        return true;
    }
    if (has_type(x, &float_type)) {
        save_float(p, x);
        return true;
    }
    if (already_saved(p, x)) return true;
    if (has_type(x, &str_type)) return save_str(p, x);
    if (has_type(x, &bytes_type)) return save_bytes(p, x);
    if (!recursion_enter(" while pickling an object")) return false;
    bool good = save_container(p, x);
    recursion_leave();
    return good;
}

bool pickler_save(Pickler *p, Obj x)
{
    if (p->persistent_id) {
        bool done;
        if (!pickler_boundary(p) || !save_persistent(p, x, &done)) return false;
        if (done) return true;
    }
    return pickler_save_plain(p, x);
}
