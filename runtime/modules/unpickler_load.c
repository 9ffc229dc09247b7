/* runtime/modules/unpickler_load.c -- the instructions for plain values, containers and the memo.
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
#include "runtime/types/memoryview.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool push(Unpickler *u, Ref x)
{
    if (!x) return false;
    unpickler_push(u, x);
    return true;
}

/* --- the stream and the stack --- */

bool load_proto(Unpickler *u)
{
    uint64_t protocol;
    if (!unpickler_read_number(u, 1, &protocol)) return false;
    if (protocol > PICKLE_PROTOCOL_MAX)
        return raise_value_error("unsupported pickle protocol: %d", (int)protocol);
    u->protocol = (int)protocol;
    return true;
}

/* All of the frame is got at once, if it comes from a file. */
bool load_frame(Unpickler *u)
{
    uint64_t length;
    const char *data;
    if (!unpickler_read_number(u, 8, &length)) return false;
    if (length > INTPTR_MAX)
        return raise_overflow_error("FRAME length exceeds system's maximum of %zd bytes",
                                    INTPTR_MAX);
    if (!unpickler_read(u, length, &data)) return false;
    u->at -= length;
    return true;
}

bool load_stop(Unpickler *u)
{
    u->stopped = true;
    return true;
}

bool load_pop(Unpickler *u)
{
    // a mark on top of the stack goes like a value
    if (u->mark_count && u->marks[u->mark_count - 1] == u->height) {
        u->mark_count--;
        return true;
    }
    scoped Ref x = unpickler_pop(u);
    return x != NULL;
}

bool load_pop_mark(Unpickler *u)
{
    size_t from;
    if (!unpickler_pop_mark(u, &from)) return false;
    scoped Ref items = unpickler_pop_list(u, from);
    return items != NULL;
}

bool load_dup(Unpickler *u)
{
    Obj top = unpickler_top(u);
    return top && push(u, keep(top));
}

/* --- numbers --- */

bool load_none(Unpickler *u)  { return push(u, none_new()); }
bool load_true(Unpickler *u)  { return push(u, bool_new(true)); }
bool load_false(Unpickler *u) { return push(u, bool_new(false)); }

static bool push_number(Unpickler *u, int width, bool is_signed)
{
    uint64_t number;
    if (!unpickler_read_number(u, width, &number)) return false;
    return push(u, int_new(is_signed ? (int32_t)number : (intptr_t)number));
}

bool load_binint(Unpickler *u)  { return push_number(u, 4, true); }
bool load_binint1(Unpickler *u) { return push_number(u, 1, false); }
bool load_binint2(Unpickler *u) { return push_number(u, 2, false); }

/* The rest of a line, NUL-terminated, in scratch memory. */
static char *read_text(Unpickler *u, size_t *length)
{
    const char *data;
    if (!unpickler_read_line(u, &data, length)) return NULL;
    if (*length == 0) return raise_unpickling("pickle data was truncated");
    char *text = heap_scratch(*length + 1);
    memcpy(text, data, *length);
    text[*length] = 0;
    return text;
}

static Ref int_of_text(const char *text, size_t length)
{
    scoped Ref str = str_from_latin1((const uint8_t *)text, length);
    return int_parse(str, 0);
}

bool load_int(Unpickler *u)
{
    size_t length;
    char *text = read_text(u, &length), *end;
    if (!text) return false;
    errno = 0;
    long value = strtol(text, &end, 0);
    if (errno || end != text + length) {
        scoped Ref large = int_of_text(text, length);
        if (large) return push(u, take(&large));
        if (!error_clear_if(&value_error_type)) return false;
        return raise_value_error("could not convert string to int");
    }
    if (length == 2 && (value == 0 || value == 1)) return push(u, bool_new(value));
    return push(u, int_new(value));
}

bool load_long(Unpickler *u)
{
    size_t length;
    char *text = read_text(u, &length);
    if (!text) return false;
    if (text[length - 1] == 'L') length--;
    return push(u, int_of_text(text, length));
}

static bool push_long(Unpickler *u, int width)
{
    uint64_t length;
    const char *data;
    if (!unpickler_read_number(u, width, &length)) return false;
    if (width == 4 && (int32_t)length < 0)
        return raise_unpickling("LONG pickle has negative byte count");
    if (!unpickler_read(u, length, &data)) return false;
    return push(u, int_from_bytes((const unsigned char *)data, length, true, true));
}

bool load_long1(Unpickler *u) { return push_long(u, 1); }
bool load_long4(Unpickler *u) { return push_long(u, 4); }

bool load_float(Unpickler *u)
{
    size_t length;
    double value;
    char *text = read_text(u, &length);
    if (!text) return false;
    if (!float_parse_text(text, length, &value))
        return raise_value_error("could not convert string to float: '%.200s\n'", text);
    return push(u, float_new(value));
}

bool load_binfloat(Unpickler *u)
{
    uint64_t bits;
    double value;
    if (!unpickler_read_number(u, 8, &bits)) return false;
    bits = __builtin_bswap64(bits);
    memcpy(&value, &bits, sizeof value);
    return push(u, float_new(value));
}

/* --- text and octets --- */

static bool read_sized(Unpickler *u, int width, const char *what, const char **data,
                       size_t *length)
{
    uint64_t size;
    *length = 0;
    if (!unpickler_read_number(u, width, &size)) return false;
    if (size > INTPTR_MAX)
        return raise_overflow_error("%s exceeds system's maximum size of %zd bytes", what,
                                    INTPTR_MAX);
    *length = size;
    return unpickler_read(u, size, data);
}

/* Octets of Python 2's str, as `encoding` says. */
static bool push_old_text(Unpickler *u, const char *data, size_t length)
{
    if (str_equal_text(u->encoding, "bytes")) return push(u, bytes_from(data, length));
    scoped Ref octets = bytes_from(data, length);
    const char *encoding = str_utf8(u->encoding, NULL);
    const char *errors = encoding ? str_utf8(u->errors, NULL) : NULL;
    if (!errors) return false;
    return push(u, str_decode(bytes_data(octets), length, encoding, errors));
}

static bool push_old_sized(Unpickler *u, int width)
{
    uint64_t length;
    const char *data;
    if (!unpickler_read_number(u, width, &length)) return false;
    if (width == 4 && (int32_t)length < 0)
        return raise_unpickling("BINSTRING pickle has negative byte count");
    return unpickler_read(u, length, &data) && push_old_text(u, data, length);
}

bool load_binstring(Unpickler *u)       { return push_old_sized(u, 4); }
bool load_short_binstring(Unpickler *u) { return push_old_sized(u, 1); }

bool load_string(Unpickler *u)
{
    size_t length;
    char *text = read_text(u, &length);
    if (!text) return false;
    if (length < 2 || text[0] != text[length - 1] || (text[0] != '\'' && text[0] != '"'))
        return raise_unpickling("the STRING opcode argument must be quoted");
    scoped Ref octets = codec_unescape_octets(text + 1, length - 2, NULL);
    return octets && push_old_text(u, bytes_data(octets), bytes_length(octets));
}

bool load_unicode(Unpickler *u)
{
    const char *data;
    size_t length;
    if (!unpickler_read_line(u, &data, &length)) return false;
    scoped Ref octets = bytes_from(data, length);
    return push(u, codec_decode(bytes_data(octets), length, ENCODING_RAW_ESCAPE, NULL, NULL, NULL));
}

static bool push_text(Unpickler *u, int width, const char *what)
{
    const char *data;
    size_t length;
    if (!read_sized(u, width, what, &data, &length)) return false;
    if (points_are_ascii(data, length)) return push(u, str_from_ascii(data, length));
    return push(u, codec_decode(data, length, ENCODING_UTF_8, "surrogatepass", NULL, NULL));
}

bool load_short_binunicode(Unpickler *u) { return push_text(u, 1, "BINUNICODE"); }
bool load_binunicode(Unpickler *u)       { return push_text(u, 4, "BINUNICODE"); }
bool load_binunicode8(Unpickler *u)      { return push_text(u, 8, "BINUNICODE"); }

static bool push_bytes(Unpickler *u, int width)
{
    const char *data;
    size_t length;
    return read_sized(u, width, "BINBYTES", &data, &length) && push(u, bytes_from(data, length));
}

bool load_short_binbytes(Unpickler *u) { return push_bytes(u, 1); }
bool load_binbytes(Unpickler *u)       { return push_bytes(u, 4); }
bool load_binbytes8(Unpickler *u)      { return push_bytes(u, 8); }

bool load_bytearray8(Unpickler *u)
{
    const char *data;
    size_t length;
    return read_sized(u, 8, "BYTEARRAY8", &data, &length)
        && push(u, bytearray_from(data, length));
}

bool load_next_buffer(Unpickler *u)
{
    if (!u->buffers)
        return raise_unpickling("pickle stream refers to out-of-band data but no *buffers* "
                                "argument was given");
    scoped Ref buffer = NULL, iterator = keep(u->buffers);
    if (!iter_next(iterator, &buffer)) return false;
    if (!buffer) return raise_unpickling("not enough out-of-band buffers");
    return push(u, take(&buffer));
}

bool load_readonly_buffer(Unpickler *u)
{
    Obj top = unpickler_top(u);
    if (!top) return false;
    scoped Ref view = memoryview_new(top);
    if (!view) return false;
    if (((const MemoryView *)view)->view.readonly) return true;
    scoped Ref locked = call_method0(view, intern("toreadonly")), old = NULL;
    if (!locked) return false;
    old = unpickler_pop(u);
    return old && push(u, take(&locked));
}

/* --- containers --- */

static bool push_tuple(Unpickler *u, size_t count)
{
    size_t fence = u->mark_count ? u->marks[u->mark_count - 1] : 0;
    if (u->height < fence + count) return unpickler_underflow(u);
    Ref tuple = tuple_give_items(u->stack + u->height - count, count);
    for (size_t i = 0; i < count; i++) u->stack[--u->height] = NULL;
    unpickler_push(u, tuple);
    return true;
}

bool load_empty_tuple(Unpickler *u) { return push(u, tuple_new(0)); }
bool load_tuple1(Unpickler *u)      { return push_tuple(u, 1); }
bool load_tuple2(Unpickler *u)      { return push_tuple(u, 2); }
bool load_tuple3(Unpickler *u)      { return push_tuple(u, 3); }

/* All down to the last mark as a list. */
static Ref pop_marked(Unpickler *u)
{
    size_t from;
    return unpickler_pop_mark(u, &from) ? unpickler_pop_list(u, from) : NULL;
}

bool load_tuple(Unpickler *u)
{
    size_t from;
    if (!unpickler_pop_mark(u, &from)) return false;
    return push_tuple(u, u->height - from);
}

bool load_empty_list(Unpickler *u) { return push(u, list_new(0)); }
bool load_list(Unpickler *u)       { return push(u, pop_marked(u)); }

static bool append_all(Obj to, Obj items)
{
    if (is_exact_list(to)) return list_extend((Ref)to, items);
    scoped Ref extend = NULL;
    if (!attribute_find(to, intern("extend"), &extend)) return false;
    if (extend) {
        scoped Ref result = call1(extend, items);
        return result != NULL;
    }
    scoped Ref append = attribute_get(to, intern("append"));
    if (!append) return false;
    for (size_t i = 0; i < list_length(items); i++) {
        scoped Ref result = call1(append, list_peek(items, i));
        if (!result) return false;
    }
    return true;
}

bool load_append(Unpickler *u)
{
    scoped Ref item = unpickler_pop(u);
    Obj top = item ? unpickler_top(u) : NULL;
    if (!top) return false;
    if (is_exact_list(top)) {
        list_append((Ref)top, item);
        return true;
    }
    scoped Ref to = keep(top), items = list_from_items((const Obj[]){ item }, 1);
    return append_all(to, items);
}

bool load_appends(Unpickler *u)
{
    scoped Ref items = pop_marked(u);
    Obj top = items ? unpickler_top(u) : NULL;
    if (!top) return false;
    scoped Ref to = keep(top);
    return list_length(items) == 0 || append_all(to, items);
}

bool load_empty_dict(Unpickler *u) { return push(u, dict_new()); }

static bool set_pairs(Obj to, Obj items, const char *opcode)
{
    if (list_length(items) % 2) return raise_unpickling("odd number of items for %s", opcode);
    bool plain = is_exact_dict(to);
    for (size_t i = 0; i < list_length(items); i += 2) {
        Obj key = list_peek(items, i), value = list_peek(items, i + 1);
        if (!(plain ? dict_set((Ref)to, key, value) : object_set_item(to, key, value)))
            return false;
    }
    return true;
}

bool load_dict(Unpickler *u)
{
    scoped Ref items = pop_marked(u), dict = dict_new();
    return items && set_pairs(dict, items, "DICT") && push(u, take(&dict));
}

bool load_setitem(Unpickler *u)
{
    scoped Ref value = unpickler_pop(u), key = value ? unpickler_pop(u) : NULL;
    Obj top = key ? unpickler_top(u) : NULL;
    if (!top) return false;
    scoped Ref to = keep(top);
    return is_exact_dict(to) ? dict_set(to, key, value) : object_set_item(to, key, value);
}

bool load_setitems(Unpickler *u)
{
    scoped Ref items = pop_marked(u);
    Obj top = items ? unpickler_top(u) : NULL;
    if (!top) return false;
    scoped Ref to = keep(top);
    return set_pairs(to, items, "SETITEMS");
}

bool load_empty_set(Unpickler *u) { return push(u, set_new()); }

bool load_additems(Unpickler *u)
{
    scoped Ref items = pop_marked(u);
    Obj top = items ? unpickler_top(u) : NULL;
    if (!top) return false;
    scoped Ref to = keep(top);
    if (has_type(to, &set_type)) return set_update(to, items);
    scoped Ref add = attribute_get(to, intern("add"));
    for (size_t i = 0; add && i < list_length(items); i++) {
        scoped Ref result = call1(add, list_peek(items, i));
        if (!result) return false;
    }
    return add != NULL;
}

bool load_frozenset(Unpickler *u)
{
    scoped Ref items = pop_marked(u);
    return items && push(u, frozenset_from(items));
}

/* --- the memo --- */

static bool put_at(Unpickler *u, uint64_t index)
{
    Obj top = unpickler_top(u);
    if (top) unpickler_memo_set(u, index, top);
    return top != NULL;
}

static bool get_at(Unpickler *u, uint64_t index)
{
    Obj found = unpickler_memo_get(u, index);
    if (!found) return raise_unpickling("Memo value not found at index %lu", (unsigned long)index);
    return push(u, keep(found));
}

static bool read_index(Unpickler *u, intptr_t *index)
{
    size_t length;
    char *text = read_text(u, &length);
    scoped Ref number = text ? int_of_text(text, length) : NULL;
    return number && object_to_size(number, index, &overflow_error_type);
}

bool load_put(Unpickler *u)
{
    intptr_t index;
    if (!read_index(u, &index)) return false;
    if (index < 0) return raise_value_error("negative PUT argument");
    return put_at(u, (uint64_t)index);
}

bool load_get(Unpickler *u)
{
    intptr_t index;
    if (!read_index(u, &index)) return false;
    if (index < 0) return raise_unpickling("Memo value not found at index %zd", index);
    return get_at(u, (uint64_t)index);
}

bool load_memoize(Unpickler *u)
{
    return put_at(u, u->memo_count + (u->far_memo ? dict_length(u->far_memo) : 0));
}

// The index is a number of that width, in octets.
static bool put_at_number(Unpickler *u, int width)
{
    uint64_t index;
    return unpickler_read_number(u, width, &index) && put_at(u, index);
}

static bool get_at_number(Unpickler *u, int width)
{
    uint64_t index;
    return unpickler_read_number(u, width, &index) && get_at(u, index);
}

bool load_binput(Unpickler *u)      { return put_at_number(u, 1); }
bool load_long_binput(Unpickler *u) { return put_at_number(u, 4); }
bool load_binget(Unpickler *u)      { return get_at_number(u, 1); }
bool load_long_binget(Unpickler *u) { return get_at_number(u, 4); }
