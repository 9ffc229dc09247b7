/* runtime/modules/io_newline.c -- universal newlines: what ends a line, and what it reads as.
 *   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <string.h>

bool newlines_set(Newlines *n, Obj newline)
{
    *n = (Newlines){ 0 };
    if (!newline || is_none(newline)) {
        n->universal = n->translate = true;
        return true;
    }
    if (!is_str(newline)) return raise_type_error("newline must be str or None, not %T", newline);
    const char *text = str_utf8_lossy(newline, NULL);
    if (*text == 0 && str_length(newline) == 0) {
        n->universal = true;
        return true;
    }
    bool known = !strcmp(text, "\n") || !strcmp(text, "\r") || !strcmp(text, "\r\n");
    if (!known || strlen(text) != str_length(newline))
        return raise_value_error("illegal newline value: %R", newline);
    strcpy(n->read_end, text);
    if (text[0] == '\r') strcpy(n->write_end, text);
    return true;
}

static intptr_t find_in(Points text, uint32_t c, size_t from, size_t to)
{
    intptr_t at = points_find_one(points_part(text, from, to), c, false);
    return at < 0 ? -1 : at + (intptr_t)from;
}

static intptr_t find_char(Obj text, uint32_t c, size_t from, size_t to)
{
    return find_in(str_points(text), c, from, to);
}

/* Marks which line ends there are, without a translation. */
static void look(Newlines *n, Obj text)
{
    size_t length = str_length(text);
    for (size_t i = 0; i < length; i++) {
        uint32_t c = str_at(text, i);
        if (c == '\n') n->seen |= SEEN_LF;
        else if (c != '\r') continue;
        else if (i + 1 < length && str_at(text, i + 1) == '\n') n->seen |= SEEN_CRLF, i++;
        else n->seen |= SEEN_CR;
    }
}

static Ref translate(Newlines *n, Obj text)
{
    Writer w = { 0 };
    size_t length = str_length(text), from = 0;
    for (size_t i = 0; i < length; i++) {
        uint32_t c = str_at(text, i);
        if (c == '\n') n->seen |= SEEN_LF;
        if (c != '\r') continue;
        writer_slice(&w, text, from, i);
        writer_char(&w, '\n');
        if (i + 1 < length && str_at(text, i + 1) == '\n') n->seen |= SEEN_CRLF, i++;
        else n->seen |= SEEN_CR;
        from = i + 1;
    }
    writer_slice(&w, text, from, length);
    return writer_finish(&w);
}

Ref newlines_decode(Newlines *n, Ref given, bool final)
{
    scoped Ref text = given;
    size_t length = str_length(text);
    if (n->pending_cr && (final || length > 0)) {
        scoped Ref cr = str_from_char('\r');
        Ref whole = str_concat(cr, text);
        if (!whole) return NULL;
        replace(&text, whole);
        n->pending_cr = false;
        length++;
    }
    if (length && !final && str_at(text, length - 1) == '\r') {
        replace(&text, str_slice(text, 0, length - 1));
        n->pending_cr = true;
        length--;
    }
    if (length == 0) return take(&text);
    if (find_char(text, '\r', 0, length) < 0) {
        if (!(n->seen & SEEN_LF) && find_char(text, '\n', 0, length) >= 0) n->seen |= SEEN_LF;
        return take(&text);
    }
    if (n->translate) return translate(n, text);
    look(n, text);
    return take(&text);
}

Ref newlines_seen(const Newlines *n)
{
    static const char *const ends[] = { "\r", "\n", "\r\n" };
    Ref found[3];
    size_t count = 0;
    for (size_t i = 0; i < 3; i++)
        if (n->seen & (1 << i)) found[count++] = str_from_text(ends[i]);
    if (count == 0) return none_new();
    return count == 1 ? found[0] : tuple_give_items(found, count);
}

size_t newlines_find(const Newlines *n, Points text, size_t from)
{
    size_t length = text.length;
    if (n->universal && !n->translate) {
        intptr_t lf = find_in(text, '\n', from, length);
        size_t to = lf < 0 ? length : (size_t)lf;
        intptr_t cr = find_in(text, '\r', from, to);
        if (cr < 0) return lf < 0 ? 0 : to + 1 - from;
        size_t end = (size_t)cr + 1;
        if (end < length && point_at(text, end) == '\n') end++;
        return end - from;
    }
    const char *mark = n->universal ? "\n" : n->read_end;
    for (size_t at = from;;) {
        intptr_t found = find_in(text, (uint8_t)mark[0], at, length);
        if (found < 0) return 0;
        at = (size_t)found + 1;
        if (!mark[1]) return at - from;
        if (at < length && point_at(text, at) == '\n') return at + 1 - from;
    }
}

Ref newlines_for_write(const Newlines *n, Obj text)
{
    size_t length = str_length(text);
    if (!n->write_end[0] || find_char(text, '\n', 0, length) < 0) return keep(text);
    Writer w = { 0 };
    size_t from = 0;
    for (intptr_t at; (at = find_char(text, '\n', from, length)) >= 0; from = (size_t)at + 1) {
        writer_slice(&w, text, from, (size_t)at);
        writer_text(&w, n->write_end);
    }
    writer_slice(&w, text, from, length);
    return writer_finish(&w);
}

/* --- IncrementalNewlineDecoder --- */

static NewlineDecoder *decoder_of(Obj x)    { return (NewlineDecoder *)x; }

static bool check_ready(Obj self)
{
    return decoder_of(self)->decoder
        || raise_value_error("IncrementalNewlineDecoder.__init__() not called");
}

static bool decoder_init(Ref self, const Obj arg[])
{
    enum { decoder, translate_, errors };
    NewlineDecoder *d = decoder_of(self);
    bool translates;
    if (!object_truth(arg[translate_], &translates)) return false;
    replace(&d->decoder, keep(arg[decoder]));
    replace(&d->errors, arg[errors] ? keep(arg[errors]) : str_from_text("strict"));
    d->newlines = (Newlines){ .universal = true, .translate = translates };
    return true;
}

static Ref decoder_decode(const Obj arg[])
{
    enum { self, input, final };
    NewlineDecoder *d = decoder_of(arg[self]);
    bool last = false;
    if (!check_ready(arg[self]) || (arg[final] && !object_truth(arg[final], &last))) return NULL;
    scoped Ref flag = bool_new(last), text = NULL;
    if (is_none(d->decoder)) {
        text = keep(arg[input]);
    } else {
        const Obj args[] = { arg[input], flag };
        text = call_method(d->decoder, intern("decode"), args, 2);
    }
    if (!text) return NULL;
    if (!is_str(text))
        return raise_type_error("decoder should return a string result, not '%T'", text);
    return newlines_decode(&d->newlines, take(&text), last);
}

static Ref decoder_getstate(const Obj arg[])
{
    NewlineDecoder *d = decoder_of(arg[0]);
    scoped Ref octets = NULL;
    intptr_t flags = 0;
    if (!check_ready(arg[0])) return NULL;
    if (is_none(d->decoder)) {
        octets = bytes_from("", 0);
    } else {
        scoped Ref state = call_method0(d->decoder, intern("getstate"));
        if (!state) return NULL;
        if (!is_tuple(state) || tuple_length(state) != 2)
            return raise_type_error("illegal decoder state");
        octets = keep(tuple_peek(state, 0));
        if (!object_to_size(tuple_peek(state, 1), &flags, &overflow_error_type)) return NULL;
    }
    scoped Ref packed = int_new((intptr_t)((uintptr_t)flags << 1) | d->newlines.pending_cr);
    return tuple_pack(2, octets, packed);
}

static Ref decoder_setstate(const Obj arg[])
{
    enum { self, state };
    NewlineDecoder *d = decoder_of(arg[self]);
    intptr_t flags;
    if (!check_ready(arg[self])) return NULL;
    if (!is_tuple(arg[state])) return raise_type_error("state argument must be a tuple");
    if (tuple_length(arg[state]) != 2)
        return raise_type_error("setstate(): illegal state argument");
    if (!object_to_size(tuple_peek(arg[state], 1), &flags, &overflow_error_type)) return NULL;
    d->newlines.pending_cr = flags & 1;
    if (is_none(d->decoder)) return none_new();
    scoped Ref rest = int_new((intptr_t)((uintptr_t)flags >> 1));
    scoped Ref below = tuple_pack(2, tuple_peek(arg[state], 0), rest);
    return call_method1(d->decoder, intern("setstate"), below);
}

static Ref decoder_reset(const Obj arg[])
{
    NewlineDecoder *d = decoder_of(arg[0]);
    if (!check_ready(arg[0])) return NULL;
    d->newlines.pending_cr = false;
    d->newlines.seen = 0;
    return is_none(d->decoder) ? none_new() : call_method0(d->decoder, intern("reset"));
}

static Ref get_newlines(Obj self)
{
    return check_ready(self) ? newlines_seen(&decoder_of(self)->newlines) : NULL;
}

static void decoder_destroy(Ref self)
{
    drop_or_null(decoder_of(self)->decoder);
    drop_or_null(decoder_of(self)->errors);
}

static void decoder_visit(Obj self, Visit visit, void *context)
{
    if (decoder_of(self)->decoder) visit(decoder_of(self)->decoder, context);
    if (decoder_of(self)->errors) visit(decoder_of(self)->errors, context);
}

static const Getter decoder_getters[] = {
    { "newlines", get_newlines, NULL, NULL },
    { 0 }
};

static const Method decoder_methods[] = {
    { "decode(self, /, input, final=False)", decoder_decode, NULL, 0 },
    { "getstate(self, /)", decoder_getstate, NULL, 0 },
    { "reset(self, /)", decoder_reset, NULL, 0 },
    { "setstate(self, state, /)", decoder_setstate, NULL, 0 },
    { 0 }
};

Type newline_decoder_type = {
    TYPE_HEADER, .name = "_io.IncrementalNewlineDecoder",
    .doc = "IncrementalNewlineDecoder(decoder, translate, errors='strict')\n--\n\nReads \\r and "
           "\\r\\n as \\n in what another decoder gives, and remembers which there were.",
    .size = sizeof(NewlineDecoder), .signature = "IncrementalNewlineDecoder(*args, **kwargs)",
    .create = object_create,
    .init_signature = "IncrementalNewlineDecoder(decoder, translate, errors='strict')",
    .init = decoder_init, .destroy = decoder_destroy, .visit = decoder_visit,
    .methods = decoder_methods, .getters = decoder_getters,
};
