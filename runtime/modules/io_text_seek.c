/* runtime/modules/io_text_seek.c -- positions in text files.   SPDX-License-Identifier: MIT
 *
 * A position is the place of an octet where decoding can begin, if there is one at the character in
 * question. Else it has more to say, in one number:
 *   bits 0-63 where to begin, 64-95 the state of the decoder there, 96-127 octets to feed to it,
 *   128-159 characters to skip then, 160-167 whether the end of the file was among the octets.
 */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

typedef struct Cookie {
    int64_t start;
    uint32_t state, feed, skip;
    uint8_t end;
} Cookie;
enum { COOKIE_SIZE = 21 };

static TextIO *text_io(Obj x)   { return (TextIO *)x; }

static Ref cookie_pack(const Cookie *c)
{
    if (!c->state && !c->feed && !c->skip && !c->end) return int_new(c->start);
    unsigned char data[COOKIE_SIZE];
    memcpy(data, &c->start, 8);
    memcpy(data + 8, &c->state, 4);
    memcpy(data + 12, &c->feed, 4);
    memcpy(data + 16, &c->skip, 4);
    data[20] = c->end;
    return int_from_bytes(data, COOKIE_SIZE, true, false);
}

static bool cookie_unpack(Obj number, Cookie *c)
{
    scoped Ref octets = int_to_bytes(number, COOKIE_SIZE, true, false);
    if (!octets) return false;
    const char *data = bytes_data(octets);
    memcpy(&c->start, data, 8);
    memcpy(&c->state, data + 8, 4);
    memcpy(&c->feed, data + 12, 4);
    memcpy(&c->skip, data + 16, 4);
    c->end = (uint8_t)data[20];
    return true;
}

static bool tell_buffer(TextIO *t, int64_t *position)
{
    scoped Ref answer = call_method0(t->buffer, intern("tell"));
    return answer && io_offset(answer, position);
}

/* --- tell --- */

/* Octets of one character as they stand at `at`; 0: the character is not what stands there. */
static size_t match_char(const TextIO *t, uint32_t c, const char *at, size_t left)
{
    if (c == '\n' && t->newlines.translate && left && *at == '\r')
        return left > 1 && at[1] == '\n' ? 2 : 1;
    char octets[4] = { (char)c };
    size_t count = 1;
    if (t->kind == ENCODING_UTF_8) count = utf8_put(octets, c);
    else if (c > 0xff) return 0;
    return count <= left && memcmp(octets, at, count) == 0 ? count : 0;
}

/* The octets of the chunk that the first `count` characters of it were made from, if encoding them
 * again gives just these. */
static bool walk(const TextIO *t, size_t count, size_t *octets)
{
    if (t->kind == ENCODING_OTHER || t->cr_before) return false;
    const char *data = bytes_data(t->chunk);
    size_t length = bytes_length(t->chunk), at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t step = match_char(t, str_at(t->decoded, t->carried + i), data + at, length - at);
        if (step == 0) return false;
        at += step;
    }
    *octets = at;
    return true;
}

Ref text_tell(const Obj arg[])
{
    TextIO *t = text_io(arg[0]);
    int64_t position;
    if (!text_check(arg[0])) return NULL;
    if (!t->seekable) return raise_unsupported("underlying stream is not seekable");
    if (!t->telling) return raise_os_error("telling position disabled by next() call");
    scoped Ref flushed = text_flush_pending(t) ? call_method0(arg[0], name_flush) : NULL;
    if (!flushed || !tell_buffer(t, &position)) return NULL;
    if (!t->chunk || !t->decoded) return int_new(position);
    size_t octets = bytes_length(t->chunk), count = t->used > t->carried ? t->used - t->carried : 0;
    Cookie cookie = { .start = position - (int64_t)octets };
    bool all = t->used == str_length(t->decoded) && !t->held_count && !t->newlines.pending_cr;
    if (all && !t->decoder) return int_new(position);
    size_t walked;
    if (walk(t, count, &walked)) return int_new(cookie.start + (int64_t)walked);
    cookie.state =
        t->newlines.universal ? (uint32_t)t->state << 1 | t->cr_before : (uint32_t)t->state;
    if (count) {
        cookie.feed = (uint32_t)octets;
        cookie.skip = (uint32_t)count;
        cookie.end = t->chunk_final;
    }
    return cookie_pack(&cookie);
}

/* --- seek --- */

static Ref seek_buffer(TextIO *t, Obj position, int whence)
{
    const Obj args[] = { position, small_int(whence) };
    return call_method(t->buffer, intern("seek"), args, 2);
}

static bool reset_encoder(TextIO *t, bool at_start)
{
    if (!t->encoder) return true;
    scoped Ref done = at_start ? call_method0(t->encoder, intern("reset"))
                               : call_method1(t->encoder, intern("setstate"), small_int(0));
    return done != NULL;
}

static bool restore_state(TextIO *t, const Cookie *cookie)
{
    bool universal = t->newlines.universal;
    t->newlines.pending_cr = universal && (cookie->state & 1);
    t->state = (intptr_t)(universal ? cookie->state >> 1 : cookie->state);
    t->cr_before = t->newlines.pending_cr;
    if (!t->decoder || (cookie->start == 0 && cookie->state == 0)) return true;
    scoped Ref empty = bytes_new(0), flags = int_new(t->state);
    scoped Ref state = tuple_pack(2, empty, flags);
    scoped Ref done = call_method1(t->decoder, intern("setstate"), state);
    return done != NULL;
}

/* Decodes again what lies between the place to begin at and the character. */
static bool feed(TextIO *t, const Cookie *cookie)
{
    scoped Ref size = int_new(cookie->feed), data = call_method1(t->buffer, name_read, size);
    if (!data) return false;
    if (!is_bytes(data))
        return raise_type_error("underlying read() should have returned a bytes object, not '%T'",
                                data);
    scoped Ref text = text_decode(t, bytes_data(data), bytes_length(data), cookie->end);
    if (!text) return false;
    if (str_length(text) < cookie->skip)
        return raise_os_error("can't restore logical file position");
    t->chunk = take(&data);
    t->decoded = take(&text);
    t->used = cookie->skip;
    return true;
}

static Ref seek_end(Obj self)
{
    TextIO *t = text_io(self);
    scoped Ref flushed = call_method0(self, name_flush);
    if (!flushed) return NULL;
    text_forget_read(t);
    scoped Ref position = seek_buffer(t, small_int(0), 2);
    if (!position || !reset_encoder(t, position == small_int(0))) return NULL;
    return take(&position);
}

static Ref seek_to(Obj self, Obj number)
{
    TextIO *t = text_io(self);
    Cookie cookie;
    if (int_sign(number) < 0) return raise_value_error("negative seek position %R", number);
    scoped Ref flushed = call_method0(self, name_flush);
    if (!flushed || !cookie_unpack(number, &cookie)) return NULL;
    scoped Ref start = int_new(cookie.start), position = seek_buffer(t, start, 0);
    if (!position) return NULL;
    text_forget_read(t);
    if (!restore_state(t, &cookie) || (cookie.skip && !feed(t, &cookie))
        || !reset_encoder(t, cookie.start == 0))
        return NULL;
    return keep(number);
}

Ref text_seek(const Obj arg[])
{
    enum { self, cookie, whence };
    TextIO *t = text_io(arg[self]);
    long from = 0;
    if (arg[whence] && !object_to_long(arg[whence], &from)) return NULL;
    if (!text_check(arg[self])) return NULL;
    if (!t->seekable) return raise_unsupported("underlying stream is not seekable");
    scoped Ref number = object_get_index(arg[cookie]);
    if (!number) return NULL;
    if (from == 0) return seek_to(arg[self], number);
    if (from != 1 && from != 2)
        return raise_value_error("invalid whence (%ld, should be 0, 1 or 2)", from);
    if (int_sign(number) != 0)
        return raise_unsupported(from == 1 ? "can't do nonzero cur-relative seeks"
                                           : "can't do nonzero end-relative seeks");
    if (from == 2) return seek_end(arg[self]);
    const Obj only[] = { arg[self] };
    scoped Ref here = text_tell(only);
    return here ? seek_to(arg[self], here) : NULL;
}

Ref text_truncate(const Obj arg[])
{
    enum { self, pos };
    TextIO *t = text_io(arg[self]);
    if (!text_check(arg[self])) return NULL;
    scoped Ref flushed = call_method0(arg[self], name_flush);
    if (!flushed) return NULL;
    return call_method1(t->buffer, intern("truncate"), arg[pos] ? arg[pos] : None_object);
}
