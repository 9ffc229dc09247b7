/* runtime/modules/io_text_read.c -- reading text: chunks, decoding, lines.
 *   SPDX-License-Identifier: MIT */
#include "runtime/buffer.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/octets.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

static TextIO *text_io(Obj x)   { return (TextIO *)x; }

static void clear(Ref *slot)    { drop_or_null(take(slot)); }

void text_forget_read(TextIO *t)
{
    clear(&t->decoded);
    clear(&t->chunk);
    t->used = t->carried = 0;
    t->state = 0;
    t->held_count = 0;
    t->newlines.pending_cr = t->cr_before = false;
    if (!t->decoder) return;
    scoped Ref done = call_method0(t->decoder, intern("reset"));
    if (!done) error_clear();
}

/* --- decoding --- */

static Ref decode_native(TextIO *t, const char *data, size_t length, bool final)
{
    size_t used = length;
    Ref text = codec_decode(data, length, t->kind, t->errors_text, final ? NULL : &used, NULL);
    t->held_count = 0;
    if (!text || final || used == length) return text;
    t->held_count = (uint8_t)(length - used);
    memcpy(t->held, data + used, length - used);
    return text;
}

static Ref decode_by_decoder(TextIO *t, const char *data, size_t length, bool final)
{
    scoped Ref octets = bytes_from(data, length), flag = bool_new(final);
    const Obj args[] = { octets, flag };
    scoped Ref text = call_method(t->decoder, intern("decode"), args, 2);
    if (!text || is_str(text)) return take(&text);
    return raise_type_error("decoder should return a string result, not '%T'", text);
}

Ref text_decode(TextIO *t, const char *data, size_t length, bool final)
{
    Ref text;
    if (t->decoder) {
        text = decode_by_decoder(t, data, length, final);
    } else if (t->held_count == 0) {
        text = decode_native(t, data, length, final);
    } else {
        size_t held = t->held_count;
        scoped Ref joined = bytes_new(held + length);
        memcpy((char *)bytes_data(joined), t->held, held);
        memcpy((char *)bytes_data(joined) + held, data, length);
        text = decode_native(t, bytes_data(joined), held + length, final);
    }
    if (!text || !t->newlines.universal) return text;
    return newlines_decode(&t->newlines, text, final);
}

/* The state of the decoder, for tell(): what it holds back goes to the front of the chunk. */
static bool note_state(TextIO *t, Ref *held)
{
    t->cr_before = t->newlines.pending_cr;
    t->state = 0;
    *held = NULL;
    if (!t->decoder) {
        if (t->held_count) *held = bytes_from(t->held, t->held_count);
        return true;
    }
    scoped Ref state = call_method0(t->decoder, intern("getstate"));
    if (!state) return false;
    if (!is_tuple(state) || tuple_length(state) != 2 || !is_bytes(tuple_peek(state, 0)))
        return raise_type_error("illegal decoder state");
    *held = keep(tuple_peek(state, 0));
    return object_to_size(tuple_peek(state, 1), &t->state, &overflow_error_type);
}

static Ref read_octets(TextIO *t, size_t hint)
{
    scoped Ref below = keep(t->buffer), size = int_new((intptr_t)hint);
    if (text_direct(t)) {
        const Obj args[] = { below, size };
        return buffered_read1(args);
    }
    const char *method = t->has_read1 ? "read1" : "read";
    scoped Ref data = call_method1(below, intern(method), size);
    if (!data || is_bytes(data)) return take(&data);
    if (!object_has_buffer(data))
        return raise_type_error("underlying %s() should have returned a bytes-like object, "
                                "not '%T'", method, data);
    return bytes_from_object(data);
}

/* Reads and decodes some more, behind `carried` characters kept from before (consumed, or NULL).
 * *more false: this was the end. */
static bool read_chunk(TextIO *t, Ref carried_text, size_t hint, bool *more)
{
    scoped Ref carried = carried_text, held = NULL;
    if (t->telling && !note_state(t, &held)) return false;
    scoped Ref data = read_octets(t, hint > t->chunk_size ? hint : t->chunk_size);
    if (!data) return false;
    size_t length = bytes_length(data);
    scoped Ref text = text_decode(t, bytes_data(data), length, length == 0);
    if (!text) return false;
    *more = length > 0 || str_length(text) > 0;
    t->chunk_final = length == 0;
    if (t->telling) {
        Ref chunk = keep(data);
        if (held && bytes_length(held)) {
            drop(chunk);
            chunk = bytes_new(bytes_length(held) + length);
            memcpy((char *)bytes_data(chunk), bytes_data(held), bytes_length(held));
            memcpy((char *)bytes_data(chunk) + bytes_length(held), bytes_data(data), length);
        }
        drop_or_null(t->chunk);
        t->chunk = chunk;
    }
    t->carried = carried ? str_length(carried) : 0;
    t->used = 0;
    if (carried) {
        Ref whole = str_concat(carried, text);
        if (!whole) return false;
        replace(&text, whole);
    }
    drop_or_null(t->decoded);
    t->decoded = take(&text);
    return true;
}

static bool ready_to_read(Obj self)
{
    if (!text_check(self)) return false;
    if (!text_io(self)->readable) return raise_unsupported("not readable");
    return text_flush_pending(text_io(self));
}

/* --- read --- */

static size_t left(const TextIO *t)
{
    return t->decoded ? str_length(t->decoded) - t->used : 0;
}

static Ref take_text(TextIO *t, size_t count)
{
    if (!t->decoded) return str_empty();
    Ref text = str_slice(t->decoded, t->used, t->used + count);
    t->used += count;
    return text;
}

static Ref read_all(TextIO *t)
{
    scoped Ref below = keep(t->buffer), data = call_method0(below, name_read);
    if (!data) return NULL;
    if (is_none(data)) {
        scoped Ref text = str_from_text("Read returned None.");
        const Obj args[] = { text };
        Ref exception = call((Obj)&blocking_io_error_type, args, 1);
        return exception ? raise_object(exception) : NULL;
    }
    scoped_octets Octets octets = { 0 };
    if (!octets_read(data, &octets)) return NULL;
    scoped Ref rest = text_decode(t, octets.data, octets.length, true);
    if (!rest) return NULL;
    scoped Ref before = take_text(t, left(t));
    if (t->decoded || t->chunk) {
        clear(&t->decoded);
        clear(&t->chunk);
        t->used = t->carried = 0;
    }
    return str_length(before) ? str_concat(before, rest) : take(&rest);
}

static Ref read_count(TextIO *t, size_t count)
{
    if (left(t) >= count) return take_text(t, count);
    Writer w = { 0 };
    size_t missing = count;
    for (;;) {
        size_t some = left(t) < missing ? left(t) : missing;
        if (some) writer_slice(&w, t->decoded, t->used, t->used + some);
        t->used += some;
        missing -= some;
        bool more;
        if (missing == 0) break;
        if (!read_chunk(t, NULL, missing, &more)) {
            writer_discard(&w);
            return NULL;
        }
        if (!more) break;
    }
    return writer_finish(&w);
}

Ref text_read(const Obj arg[])
{
    enum { self, size };
    intptr_t count;
    if (!io_size(arg[size], &count) || !ready_to_read(arg[self])) return NULL;
    TextIO *t = text_io(arg[self]);
    return count < 0 ? read_all(t) : read_count(t, (size_t)count);
}

/* --- lines --- */

/* The line goes beyond what is decoded; its beginning moves to w. */
static Ref long_line(TextIO *t, size_t limit)
{
    Writer w = { 0 };
    for (;;) {
        size_t room = limit - w.length, end, count = left(t);
        end = count ? newlines_find(&t->newlines, str_points(t->decoded), t->used) : 0;
        if (end) count = end;
        bool enough = end || count >= room;
        if (count > room) count = room;
        // The first half of a \r\n waits for the second.
        bool carry = !enough && count && t->newlines.read_end[1]
                  && str_at(t->decoded, t->used + count - 1) == '\r';
        if (carry) count--;
        if (count) writer_slice(&w, t->decoded, t->used, t->used + count);
        t->used += count;
        if (enough) return writer_finish(&w);
        bool more;
        if (!read_chunk(t, carry ? str_from_char('\r') : NULL, 0, &more)) {
            writer_discard(&w);
            return NULL;
        }
        if (more) continue;
        if (carry) writer_char(&w, '\r');
        t->used = str_length(t->decoded);
        return writer_finish(&w);
    }
}

static Ref line_of(TextIO *t, size_t limit)
{
    if (left(t)) {
        size_t count = newlines_find(&t->newlines, str_points(t->decoded), t->used);
        if (count && count <= limit) return take_text(t, count);
        if (left(t) >= limit) return take_text(t, limit);
    }
    return limit ? long_line(t, limit) : str_empty();
}

Ref text_readline(const Obj arg[])
{
    enum { self, size };
    intptr_t limit = -1;
    if (arg[size] && !object_to_size(arg[size], &limit, &overflow_error_type)) return NULL;
    if (!ready_to_read(arg[self])) return NULL;
    return line_of(text_io(arg[self]), limit < 0 ? SIZE_MAX : (size_t)limit);
}

Ref text_next(Obj self)
{
    TextIO *t = text_io(self);
    scoped Ref line = NULL;
    t->telling = false;
    if (has_type(self, &text_io_type)) {
        if (!ready_to_read(self)) return NULL;
        line = line_of(t, SIZE_MAX);
    } else {
        line = call_method0(self, name_readline);
        if (line && !is_str(line))
            return raise_os_error("readline() should have returned a str object, not '%T'", line);
    }
    if (!line) return NULL;
    if (str_length(line)) return take(&line);
    clear(&t->chunk);
    t->telling = t->seekable;
    return NULL;
}
