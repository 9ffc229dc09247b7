/* runtime/modules/io_text.c -- TextIOWrapper: making, writing, closing.
 *   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
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
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <stdlib.h>
#include <string.h>

static TextIO *text_io(Obj x)   { return (TextIO *)x; }

/* --- may it be used now? --- */

static bool check_attached(const TextIO *t)
{
    if (likely(t->ready)) return true;
    return t->detached ? raise_value_error("underlying buffer has been detached")
                       : raise_value_error("I/O operation on uninitialized object");
}

static bool is_closed(const TextIO *t, bool *closed)
{
    if (likely(t->exact_buffer)) {
        const Buffered *b = (const Buffered *)t->buffer;
        if (likely(b->ready && has_type(b->raw, &file_io_type))) {
            *closed = ((const FileIO *)b->raw)->descriptor < 0;
            return true;
        }
    }
    return io_is_closed(t->buffer, closed);
}

bool text_check(Obj self)
{
    bool closed;
    if (!check_attached(text_io(self)) || !is_closed(text_io(self), &closed)) return false;
    return !closed || raise_closed();
}

/* --- encodings --- */

/* What the environment says: is it a locale that knows UTF-8 by name? */
static const char *locale_name(void)
{
    static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value) return value;
    }
    return "C";
}

static Ref default_encoding(void)
{
    const char *locale = locale_name();
    bool plain = strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
    return str_from_text(plain ? "utf-8" : "UTF-8");
}

static bool is_native(Encoding kind)
{
    return kind == ENCODING_UTF_8 || kind == ENCODING_LATIN_1 || kind == ENCODING_ASCII;
}

bool text_set_encoding(TextIO *t, Obj encoding, Obj errors)
{
    scoped Ref name = is_none(encoding) || str_equal_text(encoding, "locale") ? default_encoding()
                                                                              : keep(encoding);
    scoped Ref policy = is_none(errors) ? str_from_text("strict") : keep(errors);
    const char *text = str_utf8(name, NULL) ? str_c_text(name) : NULL;
    const char *policy_text = text && str_utf8(policy, NULL) ? str_c_text(policy) : NULL;
    if (!policy_text) return false;
    Encoding kind = encoding_by_name(text);
    if (!is_native(kind)) kind = ENCODING_OTHER;
    if (kind == ENCODING_OTHER) {
        scoped Ref codec = codec_lookup(name), flag = NULL;
        bool is_text = true;
        if (!codec || !attribute_find(codec, intern("_is_text_encoding"), &flag)
            || (flag && !object_truth(flag, &is_text)))
            return false;
        if (!is_text)
            return raise_lookup_error("'%S' is not a text encoding; use codecs.open() to handle "
                                      "arbitrary codecs", name);
    }
    replace(&t->encoding, take(&name));
    replace(&t->errors, take(&policy));
    t->kind = kind;
    t->errors_text = policy_text;
    return true;
}

static Ref make_coder(const TextIO *t, const char *which)
{
    scoped Ref codec = codec_lookup(t->encoding);
    scoped Ref class = codec ? attribute_get(codec, intern(which)) : NULL;
    return class ? call1(class, t->errors) : NULL;
}

bool text_make_coders(TextIO *t)
{
    scoped Ref decoder = NULL, encoder = NULL;
    if (t->kind == ENCODING_OTHER) {
        if (t->readable && !(decoder = make_coder(t, "incrementaldecoder"))) return false;
        if (t->writable && !(encoder = make_coder(t, "incrementalencoder"))) return false;
    }
    drop_or_null(t->decoder);
    drop_or_null(t->encoder);
    t->decoder = take(&decoder);
    t->encoder = take(&encoder);
    t->held_count = 0;
    if (!t->encoder || !t->seekable) return true;
    // In the middle of a file the encoder has no mark to write.
    scoped Ref position = call_method0(t->buffer, intern("tell"));
    if (!position) return false;
    if (position == small_int(0)) return true;
    scoped Ref done = call_method1(t->encoder, intern("setstate"), small_int(0));
    return done != NULL;
}

/* --- making --- */

static Ref text_create(Type *type, const Obj arg[])
{
    (void)arg;
    Ref made = type_allocate(type, 0);
    text_io(made)->chunk_size = IO_BUFFER_SIZE;
    return made;
}

static bool set_buffer(TextIO *t, Obj buffer)
{
    t->exact_buffer = is_buffered(buffer);
    if (t->exact_buffer) {
        const Buffered *b = (const Buffered *)buffer;
        t->readable = b->readable;
        t->writable = b->writable;
        t->has_read1 = b->readable;
    } else {
        bool has;
        if (!io_method_truth(buffer, "readable", &t->readable)
            || !io_method_truth(buffer, "writable", &t->writable)
            || !attribute_has(buffer, intern("read1"), &has))
            return false;
        t->has_read1 = has;
    }
    if (!io_method_truth(buffer, "seekable", &t->seekable)) return false;
    t->telling = t->seekable;
    replace(&t->buffer, keep(buffer));
    return true;
}

static bool check_text_or_none(Obj x, const char *name)
{
    return is_none(x) || is_str(x)
        || raise_type_error("TextIOWrapper() argument '%s' must be str or None, not %A", name, x);
}

static bool text_init(Ref self, const Obj arg[])
{
    enum { buffer, encoding, errors, newline, line_buffering, write_through };
    TextIO *t = text_io(self);
    Obj name = arg[encoding] ? arg[encoding] : None_object;
    Obj policy = arg[errors] ? arg[errors] : None_object;
    bool lines = false, through = false;
    t->ready = t->detached = false;
    if (!check_text_or_none(name, "encoding") || !check_text_or_none(policy, "errors")
        || (arg[newline] && !check_text_or_none(arg[newline], "newline"))
        || !newlines_set(&t->newlines, arg[newline])
        || (arg[line_buffering] && !object_truth(arg[line_buffering], &lines))
        || (arg[write_through] && !object_truth(arg[write_through], &through))
        || !text_set_encoding(t, name, policy) || !set_buffer(t, arg[buffer])
        || !text_make_coders(t))
        return false;
    t->line_buffering = lines;
    t->write_through = through;
    t->pending_length = 0;
    text_forget_read(t);
    t->ready = true;
    return true;
}

static void text_destroy(Ref self)
{
    TextIO *t = text_io(self);
    open_file_remove(&t->open);
    heap_plain_free(t->pending, t->pending_size);
    drop_or_null(t->buffer);
    drop_or_null(t->encoding);
    drop_or_null(t->errors);
    drop_or_null(t->encoder);
    drop_or_null(t->decoder);
    drop_or_null(t->decoded);
    drop_or_null(t->chunk);
}

static void text_bury(Ref self)
{
    open_file_remove(&text_io(self)->open);
}

static void text_visit(Obj self, Visit visit, void *context)
{
    const TextIO *t = text_io(self);
    const Ref held[] = { t->buffer, t->encoding, t->errors, t->encoder, t->decoder, t->decoded,
                         t->chunk };
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        if (held[i]) visit(held[i], context);
}

/* --- writing --- */

static bool give_octets(TextIO *t, const char *data, size_t length)
{
    if (length == 0) return true;
    scoped Ref below = keep(t->buffer);
    if (text_direct(t)) return buffered_write_octets(below, data, length);
    scoped Ref octets = bytes_from(data, length), done = call_method1(below, name_write, octets);
    return done != NULL;
}

bool text_flush_pending(TextIO *t)
{
    size_t length = t->pending_length;
    if (length == 0) return true;
    t->pending_length = 0;
    open_file_remove(&t->open);
    if (text_direct(t)) return give_octets(t, t->pending, length);
    scoped Ref octets = bytes_from(t->pending, length);        // for user code may write to t
    scoped Ref below = keep(t->buffer), done = call_method1(below, name_write, octets);
    return done != NULL;
}

static bool put_octets(TextIO *t, const char *data, size_t length)
{
    if (unlikely(!t->pending)) {
        t->pending_size = IO_BUFFER_SIZE;
        t->pending = heap_plain(t->pending_size);
    }
    size_t limit = t->chunk_size < t->pending_size ? t->chunk_size : t->pending_size;
    if (unlikely(t->pending_length + length >= limit)) {
        while (t->pending_length && t->pending_length + length > limit)
            if (!text_flush_pending(t)) return false;          // the buffer may write to t itself
        if (length >= limit) return give_octets(t, data, length);
    }
    memcpy(t->pending + t->pending_length, data, length);
    t->pending_length += length;
    if (unlikely(!t->open.hidden_owner)) open_file_add(&t->open, &t->base.head, true);
    return t->pending_length < limit || text_flush_pending(t);
}

static bool encode_and_put(TextIO *t, Obj text)
{
    if (likely(t->kind != ENCODING_OTHER)) {
        if (likely(str_is_ascii(text))) return put_octets(t, str_data(text), str_length(text));
        scoped Ref octets = codec_encode(text, t->kind, t->errors_text);
        return octets && put_octets(t, bytes_data(octets), bytes_length(octets));
    }
    scoped Ref octets = call_method1(t->encoder, intern("encode"), text);
    if (!octets) return false;
    if (!is_bytes(octets))
        return raise_type_error("encoder should return a bytes object, not '%T'", octets);
    return put_octets(t, bytes_data(octets), bytes_length(octets));
}

static bool flush_below(TextIO *t)
{
    scoped Ref below = keep(t->buffer);
    if (has_type(below, &buffered_writer_type) && text_direct(t))
        return buffered_flush_exact(below);
    scoped Ref done = call_method0(below, name_flush);
    return done != NULL;
}

static bool has_line_end(Obj text)
{
    Points p = str_points(text);
    if (p.width == 1) return memchr(p.data, '\n', p.length) || memchr(p.data, '\r', p.length);
    return points_find_one(p, '\n', false) >= 0 || points_find_one(p, '\r', false) >= 0;
}

void (*io_written)(Obj file, Obj text);

bool text_write_str(TextIO *t, Obj text)
{
    if (unlikely(io_written != NULL)) io_written((Obj)t, text);
    if (!text_check(&t->base.head)) return false;
    if (!t->writable) return raise_unsupported("not writable");
    if (t->newlines.write_end[0]) {
        scoped Ref changed = newlines_for_write(&t->newlines, text);
        if (!encode_and_put(t, changed)) return false;
    } else if (!encode_and_put(t, text)) {
        return false;
    }
    if ((t->write_through || t->line_buffering) && !text_flush_pending(t)) return false;
    if (t->line_buffering && has_line_end(text) && !flush_below(t)) return false;
    if (t->chunk) text_forget_read(t);
    return true;
}

static Ref text_write(const Obj arg[])
{
    enum { self, text };
    if (!is_str(arg[text]))
        return raise_type_error("write() argument must be str, not %A", arg[text]);
    if (!text_write_str(text_io(arg[self]), arg[text])) return NULL;
    return int_new((intptr_t)str_length(arg[text]));
}

static Ref text_flush(const Obj arg[])
{
    TextIO *t = text_io(arg[0]);
    if (!text_check(arg[0])) return NULL;
    t->telling = t->seekable;
    return text_flush_pending(t) && flush_below(t) ? none_new() : NULL;
}

/* --- closing, changing --- */

static Ref text_close(const Obj arg[])
{
    TextIO *t = text_io(arg[0]);
    bool closed;
    if (!check_attached(t) || !io_is_closed(arg[0], &closed)) return NULL;
    return closed ? none_new() : io_close_layers(arg[0], t->buffer);
}

static Ref text_detach(const Obj arg[])
{
    TextIO *t = text_io(arg[0]);
    if (!check_attached(t)) return NULL;
    scoped Ref flushed = call_method0(arg[0], name_flush);
    if (!flushed) return NULL;
    t->ready = t->exact_buffer = false;
    t->detached = true;
    return take(&t->buffer);
}

static bool change_coding(TextIO *t, Obj encoding, Obj errors, Obj newline)
{
    if (t->decoded && (!is_none(encoding) || !is_none(errors) || newline))
        return raise_unsupported("It is not possible to set the encoding or newline of stream "
                                 "after the first read");
    Newlines newlines = t->newlines;
    if (newline && !newlines_set(&newlines, newline)) return false;
    scoped Ref name = keep(is_none(encoding) ? t->encoding : encoding);
    // A new encoding starts with strict errors again.
    scoped Ref policy = !is_none(errors) ? keep(errors)
                      : is_none(encoding) ? keep(t->errors) : str_from_text("strict");
    scoped Ref done = call_method0(&t->base.head, name_flush);
    if (!done) return false;
    if (is_none(encoding) && is_none(errors)) {
        t->newlines = newlines;
        return true;
    }
    if (!text_set_encoding(t, name, policy) || !text_make_coders(t)) return false;
    t->newlines = newlines;
    return true;
}

static Ref text_reconfigure(const Obj arg[])
{
    enum { self, encoding, errors, newline, line_buffering, write_through };
    TextIO *t = text_io(arg[self]);
    Obj name = arg[encoding] ? arg[encoding] : None_object;
    Obj policy = arg[errors] ? arg[errors] : None_object;
    bool lines = t->line_buffering, through = t->write_through;
    if (!check_attached(t)) return NULL;
    if (!is_none(name) && !is_str(name))
        return raise_type_error("reconfigure() argument 'encoding' must be str or None, not %A",
                                name);
    if (!is_none(policy) && !is_str(policy))
        return raise_type_error("reconfigure() argument 'errors' must be str or None, not %A",
                                policy);
    if (arg[line_buffering] && !is_none(arg[line_buffering])
        && !object_truth(arg[line_buffering], &lines)) return NULL;
    if (arg[write_through] && !is_none(arg[write_through])
        && !object_truth(arg[write_through], &through)) return NULL;
    if (!change_coding(t, name, policy, arg[newline])) return NULL;
    t->line_buffering = lines;
    t->write_through = through;
    return none_new();
}

/* --- passed on to the buffer --- */

static Ref ask_buffer(const Obj arg[], const char *method)
{
    if (!check_attached(text_io(arg[0]))) return NULL;
    return call_method0(text_io(arg[0])->buffer, intern(method));
}

static Ref text_fileno(const Obj arg[])     { return ask_buffer(arg, "fileno"); }
static Ref text_seekable(const Obj arg[])   { return ask_buffer(arg, "seekable"); }
static Ref text_readable(const Obj arg[])   { return ask_buffer(arg, "readable"); }
static Ref text_writable(const Obj arg[])   { return ask_buffer(arg, "writable"); }
static Ref text_isatty(const Obj arg[])     { return ask_buffer(arg, "isatty"); }

static Ref attribute_of_buffer(Obj self, const char *name)
{
    if (!check_attached(text_io(self))) return NULL;
    return attribute_get(text_io(self)->buffer, intern(name));
}

static Ref get_name(Obj self)       { return attribute_of_buffer(self, "name"); }
static Ref get_closed(Obj self)     { return attribute_of_buffer(self, "closed"); }
static Ref get_finalizing(Obj self) { return bool_new(text_io(self)->base.finalizing); }

static Ref get_newlines(Obj self)
{
    if (!check_attached(text_io(self))) return NULL;
    return text_io(self)->newlines.universal ? newlines_seen(&text_io(self)->newlines) : none_new();
}

static Ref get_errors(Obj self)
{
    if (!text_io(self)->errors) return raise_value_error("I/O operation on uninitialized object");
    return keep(text_io(self)->errors);
}

static Ref get_chunk_size(Obj self)
{
    return check_attached(text_io(self)) ? int_new((intptr_t)text_io(self)->chunk_size) : NULL;
}

static bool set_chunk_size(Ref self, Obj value)
{
    intptr_t size;
    if (!check_attached(text_io(self))) return false;
    if (!value) return raise_attribute_error("cannot delete attribute");
    if (!object_to_size(value, &size, &value_error_type)) return false;
    if (size <= 0) return raise_value_error("a strictly positive integer is required");
    text_io(self)->chunk_size = (size_t)size;
    return true;
}

static bool show_attribute(Writer *w, Obj self, Obj name)
{
    scoped Ref value = NULL;
    if (!attribute_find(self, name, &value)) return error_clear_if(&value_error_type);
    return !value || writer_format(w, " %S=%R", name, value);
}

static Ref text_repr(Obj self)
{
    if (!text_io(self)->ready && !text_io(self)->detached)
        return check_attached(text_io(self)) ? str_empty() : NULL;
    if (repr_enter(self)) return raise_runtime_error("reentrant call inside %T.__repr__", self);
    Writer w = { 0 };
    bool good = writer_format(&w, "<%T", self) && show_attribute(&w, self, name_name)
             && show_attribute(&w, self, intern("mode"))
             && writer_format(&w, " encoding=%R>", text_io(self)->encoding);
    repr_leave(self);
    if (good) return writer_finish(&w);
    writer_discard(&w);
    return NULL;
}

static const Getter text_getters[] = {
    { "closed", get_closed, NULL, NULL },
    { "errors", get_errors, NULL, NULL },
    { "name", get_name, NULL, NULL },
    { "newlines", get_newlines, NULL, NULL },
    { "_CHUNK_SIZE", get_chunk_size, set_chunk_size, NULL },
    { "_finalizing", get_finalizing, NULL, NULL },
    { 0 }
};

static const Member text_members[] = {
    { "buffer", MEMBER_OBJECT, offsetof(TextIO, buffer), false, NULL },
    { "encoding", MEMBER_OBJECT, offsetof(TextIO, encoding), false, NULL },
    { "line_buffering", MEMBER_BOOL, offsetof(TextIO, line_buffering), false, NULL },
    { "write_through", MEMBER_BOOL, offsetof(TextIO, write_through), false, NULL },
    { 0 }
};

static const Method text_methods[] = {
    { "close(self, /)", text_close, NULL, 0 },
    { "detach(self, /)", text_detach, NULL, 0 },
    { "fileno(self, /)", text_fileno, NULL, 0 },
    { "flush(self, /)", text_flush, NULL, 0 },
    { "isatty(self, /)", text_isatty, NULL, 0 },
    { "read(self, size=-1, /)", text_read, NULL, 0 },
    { "readable(self, /)", text_readable, NULL, 0 },
    { "readline(self, size=-1, /)", text_readline, NULL, 0 },
    { "reconfigure(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, "
      "write_through=None)", text_reconfigure, "Changes how the file is read and written.", 0 },
    { "seek(self, cookie, whence=0, /)", text_seek, NULL, 0 },
    { "seekable(self, /)", text_seekable, NULL, 0 },
    { "tell(self, /)", text_tell, NULL, 0 },
    { "truncate(self, pos=None, /)", text_truncate, NULL, 0 },
    { "writable(self, /)", text_writable, NULL, 0 },
    { "write(self, text, /)", text_write, NULL, 0 },
    { "__reduce__(self, /)", io_refuse_pickle, NULL, 0 },
    { "__reduce_ex__(self, object, /)", io_refuse_pickle, NULL, 0 },
    { 0 }
};

Type text_io_type = {
    TYPE_HEADER, .name = "_io.TextIOWrapper", .base = &text_io_base_type, .flags = TYPE_WEAKREFS,
    .doc = "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
           "write_through=False)\n--\n\nA text file over a binary one.",
    .size = sizeof(TextIO), .signature = "TextIOWrapper(*args, **kwargs)", .create = text_create,
    .init_signature = "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, "
                      "line_buffering=False, write_through=False)",
    .init = text_init, .destroy = text_destroy, .bury = text_bury, .visit = text_visit,
    .repr = text_repr, .next = text_next, .methods = text_methods, .getters = text_getters,
    .members = text_members,
};
