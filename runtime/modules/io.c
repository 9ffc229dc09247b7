/* runtime/modules/io.c -- the module _io: open, and what all of its types share.
 *   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/modules/posix.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>
#include <unistd.h>

/* --- errors --- */

static Ref unsupported_class;

Ref io_unsupported_class(void)
{
    if (unsupported_class) return unsupported_class;
    scoped Ref name = str_from_text("UnsupportedOperation"), home = str_from_text("io");
    scoped Ref bases = tuple_pack(2, &os_error_type.head, &value_error_type.head);
    scoped Ref namespace = dict_new();
    dict_set_str(namespace, name___module__, home);
    unsupported_class = type_new(&type_type, name, bases, namespace, NULL);
    return unsupported_class;
}

void *raise_unsupported(const char *message)
{
    Ref class = io_unsupported_class();
    scoped Ref text = str_from_text(message);
    return class ? raise_with((Type *)class, text) : NULL;
}

void *raise_closed(void)
{
    return raise_value_error("I/O operation on closed file.");
}

/* --- arguments and questions --- */

bool io_size(Obj x, intptr_t *size)
{
    *size = -1;
    if (!x || is_none(x)) return true;
    if (!type_of(x)->to_index)
        return raise_type_error("argument should be integer or None, not '%T'", x);
    return object_to_size(x, size, &overflow_error_type);
}

bool io_offset(Obj x, int64_t *offset)
{
    scoped Ref index = object_get_index(x);
    if (!index) return false;
    intptr_t value;
    if (!int_fits(index, &value))
        return raise_overflow_error("cannot fit '%T' into an offset-sized integer", x);
    *offset = value;
    return true;
}

bool io_method_truth(Obj file, const char *method, bool *result)
{
    scoped Ref answer = call_method0(file, intern(method));
    return answer && object_truth(answer, result);
}

bool io_is_closed(Obj file, bool *closed)
{
    scoped Ref answer = attribute_get(file, intern("closed"));
    return answer && object_truth(answer, closed);
}

Ref io_same_true(const Obj arg[])
{
    (void)arg;
    return bool_new(true);
}

Ref io_same_false(const Obj arg[])
{
    (void)arg;
    return bool_new(false);
}

Ref io_refuse_pickle(const Obj arg[])
{
    const char *name = type_name(arg[0]), *dot = strrchr(name, '.');
    return raise_type_error("cannot pickle '%s' instances", dot ? dot + 1 : name);
}

/* --- files to be flushed at exit --- */

static uintptr_t hidden_first = ~(uintptr_t)0;

static OpenFile *shown(uintptr_t hidden)    { return (OpenFile *)~hidden; }
static uintptr_t hide(const void *address)  { return ~(uintptr_t)address; }

void open_file_add(OpenFile *file, Obj owner, bool text)
{
    if (file->hidden_owner) return;
    *file = (OpenFile){ hidden_first, hide(NULL), hide(owner), text };
    if (shown(hidden_first)) shown(hidden_first)->hidden_previous = hide(file);
    hidden_first = hide(file);
}

void open_file_remove(OpenFile *file)
{
    if (!file->hidden_owner) return;
    OpenFile *next = shown(file->hidden_next), *previous = shown(file->hidden_previous);
    if (next) next->hidden_previous = file->hidden_previous;
    if (previous) previous->hidden_next = file->hidden_next;
    else hidden_first = file->hidden_next;
    file->hidden_owner = 0;
}

static void flush_open(bool text)
{
    scoped Ref all = list_new(0);
    for (OpenFile *file = shown(hidden_first); file; file = shown(file->hidden_next))
        if (file->text == text) list_append(all, (Obj)~file->hidden_owner);
    for (size_t i = 0; i < list_length(all); i++) {
        Obj file = list_peek(all, i);
        bool closed;
        scoped Ref done = NULL;
        if (!io_is_closed(file, &closed)) error_clear();
        else if (!closed && !(done = call_method0(file, name_flush))) error_report_unraisable(file);
    }
}

static bool flush_standard(Obj file, const char *what)       // NULL: not worth a word
{
    if (!file || is_none(file)) return true;
    bool closed;
    if (!io_is_closed(file, &closed)) error_clear();
    else if (closed) return true;
    scoped Ref done = call_method0(file, name_flush);
    if (!done && what) error_report_ignored(what, NULL);
    else if (!done) error_clear();
    return done != NULL;
}

bool io_flush_at_exit(Obj out, Obj err)
{
    bool good = flush_standard(out, "on flushing sys.stdout");
    // What could not be written is not tried again when the file goes.
    if (!good && has_type(out, &text_io_type)) text_abandon((TextIO *)out);
    if (!flush_standard(err, NULL)) good = false;
    flush_open(true);
    flush_open(false);
    return good;
}

/* --- open --- */

typedef struct OpenMode {
    bool create, read, write, append, update, text, binary;
    char raw[6];              // FileIO's
} OpenMode;

static bool read_mode(const char *text, OpenMode *mode)
{
    *mode = (OpenMode){ 0 };
    for (const char *c = text; *c; c++) {
        bool *flag = *c == 'x' ? &mode->create : *c == 'r' ? &mode->read
                   : *c == 'w' ? &mode->write : *c == 'a' ? &mode->append
                   : *c == '+' ? &mode->update : *c == 't' ? &mode->text
                   : *c == 'b' ? &mode->binary : NULL;
        if (!flag || *flag) return raise_value_error("invalid mode: '%s'", text);
        *flag = true;
    }
    char *to = mode->raw;
    if (mode->create) *to++ = 'x';
    if (mode->read) *to++ = 'r';
    if (mode->write) *to++ = 'w';
    if (mode->append) *to++ = 'a';
    if (mode->update) *to++ = '+';
    *to = 0;
    return true;
}

static bool check_mode(const OpenMode *mode, Obj encoding, Obj errors, Obj newline)
{
    if (mode->text && mode->binary)
        return raise_value_error("can't have text and binary mode at once");
    if (mode->create + mode->read + mode->write + mode->append > 1)
        return raise_value_error("must have exactly one of create/read/write/append mode");
    if (!mode->binary) return true;
    const char *wrong =
        encoding ? "an encoding" : errors ? "an errors" : newline ? "a newline" : NULL;
    return !wrong || raise_value_error("binary mode doesn't take %s argument", wrong);
}

/* The buffer that the mode asks for; consumes raw. */
static Ref open_buffered(Ref raw, const OpenMode *mode, long buffering)
{
    Type *type = mode->update ? &buffered_random_type
               : mode->create || mode->write || mode->append ? &buffered_writer_type
               : mode->read ? &buffered_reader_type : NULL;
    if (!type) {
        drop(raw);
        return raise_value_error("unknown mode: '%s'", mode->raw);
    }
    Ref made = buffered_new(type, raw);
    if (made && buffering > 1) ((Buffered *)made)->size = (size_t)buffering;
    return made;
}

static bool check_text_argument(Obj *x, const char *name)
{
    if (*x && is_none(*x)) *x = NULL;
    return !*x || is_str(*x)
        || raise_type_error("open() argument '%s' must be str or None, not %A", name, *x);
}

static Ref open_text(Ref buffer, Obj encoding, Obj errors, Obj newline, bool lines, Obj mode)
{
    scoped Ref below = buffer, line_buffering = bool_new(lines);
    const Obj args[] = { below, encoding ? encoding : None_object, errors ? errors : None_object,
                         newline ? newline : None_object, line_buffering };
    Ref made = call((Obj)&text_io_type, args, 5);
    if (made && !attribute_set(made, intern("mode"), mode)) {
        drop(made);
        return NULL;
    }
    return made;
}

static bool number_of_buffering(Obj x, long *buffering)
{
    *buffering = -1;
    return !x || object_to_long(x, buffering);
}

enum { file_, mode_, buffering_, encoding_, errors_, newline_, closefd_, opener_ };

static Ref open_layers(const Obj arg[], Obj encoding, Obj errors, Obj newline, const OpenMode *mode,
                       Obj mode_text, long buffering, bool close_descriptor)
{
    Obj opener = arg[opener_] && !is_none(arg[opener_]) ? arg[opener_] : NULL;
    scoped Ref path = is_int(arg[file_]) || type_of(arg[file_])->to_float ? keep(arg[file_])
                                                                          : path_text(arg[file_]);
    scoped Ref raw = path ? file_new(path, mode->raw, close_descriptor, opener) : NULL;
    if (!raw) return NULL;
    const FileIO *file = (const FileIO *)raw;
    bool terminal = buffering < 0 && file->maybe_terminal && isatty(file->descriptor);
    bool lines = !mode->binary && (buffering == 1 || terminal);
    if (buffering == 0) {
        return mode->binary ? take(&raw) : raise_value_error("can't have unbuffered text I/O");
    }
    if (buffering < -1) return raise_value_error("invalid buffering size");
    Ref buffer = open_buffered(take(&raw), mode, buffering);
    if (!buffer || mode->binary) return buffer;
    return open_text(buffer, encoding, errors, newline, lines, mode_text);
}

Ref io_open(const Obj arg[])
{
    Obj encoding = arg[encoding_], errors = arg[errors_], newline = arg[newline_];
    OpenMode mode;
    long buffering;
    bool close_descriptor = true;
    scoped Ref default_mode = str_from_text("r");
    Obj mode_text = arg[mode_] ? arg[mode_] : default_mode;
    if (!is_str(mode_text))
        return raise_type_error("open() argument 'mode' must be str, not %A", mode_text);
    const char *text = str_c_text(mode_text);
    if (!text || !number_of_buffering(arg[buffering_], &buffering)
        || !check_text_argument(&encoding, "encoding") || !check_text_argument(&errors, "errors")
        || !check_text_argument(&newline, "newline")
        || (arg[closefd_] && !object_truth(arg[closefd_], &close_descriptor))
        || !read_mode(text, &mode) || !check_mode(&mode, encoding, errors, newline))
        return NULL;
    if (mode.binary && buffering == 1
        && !warn(&runtime_warning_type, 1, "line buffering (buffering=1) isn't supported in binary "
                 "mode, the default buffer size will be used"))
        return NULL;
    return open_layers(arg, encoding, errors, newline, &mode, mode_text, buffering,
                       close_descriptor);
}

/* --- the module --- */

static Ref io_open_code(const Obj arg[])
{
    enum { path };
    if (!is_str(arg[path]))
        return raise_type_error("open_code() argument 'path' must be str, not %A", arg[path]);
    scoped Ref mode = str_from_text("rb");
    const Obj args[8] = { arg[path], mode };
    return io_open(args);
}

static Ref io_text_encoding(const Obj arg[])
{
    enum { encoding, stacklevel };
    return is_none(arg[encoding]) ? str_from_text("locale") : keep(arg[encoding]);
}

static const Method io_functions[] = {
    { IO_OPEN_SIGNATURE, io_open, "Opens a file and gives a stream over it.", 0 },
    { "open_code(path)", io_open_code,
      "Opens a file to be read as code: as open does, in mode 'rb'.",
      0 },
    { "text_encoding(encoding, stacklevel=2, /)", io_text_encoding,
      "The encoding given, or the name of the default one if that is None.", 0 },
    { 0 }
};

static Type *const io_types[] = {
    &io_base_type, &raw_io_base_type, &buffered_io_base_type, &text_io_base_type, &file_io_type,
    &bytes_io_type, &string_io_type, &newline_decoder_type, &buffered_reader_type,
    &buffered_writer_type, &buffered_random_type, &buffered_pair_type, &text_io_type,
    &bytes_io_buffer_type, NULL
};

static bool io_start(Ref module)
{
    Ref class = io_unsupported_class();
    if (!class) return false;
    module_add(module, "UnsupportedOperation", keep(class));
    module_add(module, "BlockingIOError", keep(&blocking_io_error_type.head));
    module_add(module, "DEFAULT_BUFFER_SIZE", small_int(IO_BUFFER_SIZE));
    return true;
}

const Module io_module = {
    "_io", "Files, buffers and text streams.", io_functions, io_types, io_start,
};
