/* runtime/modules/io_types.h -- the types of _io, shared by its files.
 *   SPDX-License-Identifier: MIT
 *
 *   TextIO  characters; encodes, decodes, translates newlines
 *   Buffered  octets; few large system calls
 *   FileIO  a descriptor
 * Each layer works on any object with the right methods below it, and goes past the method calls
 * where that object is exactly the usual one.
 */
#pragma once
#include "runtime/instance.h"
#include "runtime/modules/io.h"
#include "runtime/types/codec.h"
#include "runtime/types/points.h"

enum { IO_BUFFER_SIZE = 8192 };

typedef struct IOBase {
    Object head;
    Attributes attributes;
    bool closed;              // what _IOBase.close sets; FileIO and others have their own idea
    bool finalizing;          // being closed by its destruction
} IOBase;

typedef struct FileIO {
    IOBase base;
    int descriptor;           // -1: closed
    bool readable, writable, appending, created, close_descriptor;
    int8_t seekable;          // -1: not known yet
    bool maybe_terminal;      // a character device
    int32_t block_size;
} FileIO;

/* A file with something to be written at exit. Addresses are complemented, so that the list does
 * not keep its members from the collector. */
typedef struct OpenFile {
    uintptr_t hidden_next, hidden_previous;
    uintptr_t hidden_owner;   // 0: not listed
    bool text;                // comes before the others
} OpenFile;

/* The buffer holds octets read ahead (start..end, raw stands behind them) or octets to be written
 * (0..pending), never both. */
typedef struct Buffered {
    IOBase base;
    Ref raw;                  // NULL: not initialised, or detached
    bool ready, detached, busy;
    bool readable, writable;
    char *buffer;             // owned plain block; NULL until needed
    size_t size;
    size_t start, end, pending;
    OpenFile open;
} Buffered;

typedef struct BufferedPair { IOBase base; Ref reader, writer; } BufferedPair;

typedef struct BytesIO {
    IOBase base;
    char *data;               // owned plain block; NULL if capacity is 0
    size_t length, capacity, position;
    size_t exports;           // living getbuffer() views
} BytesIO;

/* Which line ends were seen; bits of the attribute `newlines`. */
enum { SEEN_CR = 1, SEEN_LF = 2, SEEN_CRLF = 4 };

/* How lines end when reading, and what becomes of "\n" when writing. */
typedef struct Newlines {
    bool universal;           // \r and \r\n end lines too
    bool translate;           // and read as \n
    char read_end[3];         // if not universal: what ends a line
    char write_end[3];        // "": \n is written as it is
    bool pending_cr;          // universal: a \r that may be the first half of \r\n is held back
    uint8_t seen;
} Newlines;

typedef struct NewlineDecoder {
    Object head;
    Ref decoder;              // None: input is str already
    Ref errors;
    Newlines newlines;
} NewlineDecoder;

typedef struct StringIO {
    IOBase base;
    bool ready;
    void *data;               // owned plain block of capacity * width bytes; NULL if that is 0
    uint8_t width;            // bytes a character: 1, 2 or 4
    size_t length, capacity, position;
    Ref given;                // newline as given, str or None
    Newlines newlines;
} StringIO;

typedef struct TextIO {
    IOBase base;
    Ref buffer;               // NULL: not initialised, or detached
    bool ready, detached;
    Ref encoding, errors;     // str
    Ref encoder, decoder;     // incremental ones of the registry, if kind is ENCODING_OTHER
    Encoding kind;
    const char *errors_text;  // of `errors`
    Newlines newlines;
    bool line_buffering, write_through;
    bool readable, writable, seekable, telling, has_read1;
    bool exact_buffer;        // buffer was exactly one of the Buffered types: see text_direct
    size_t chunk_size;
    /* reading */
    Ref decoded;              // str, or NULL
    size_t used;              // characters of it given out
    size_t carried;           // characters of `decoded` that are older than `chunk`
    Ref chunk;                // bytes that the rest was made from, the held ones before it included
    intptr_t state;           // flags of decoder before chunk
    bool cr_before;           // newlines.pending_cr before chunk
    bool chunk_final;         // chunk was decoded as the end of the file
    unsigned char held[4];    // the beginning of a character that is not complete yet
    uint8_t held_count;
    /* writing */
    char *pending;            // owned plain block of chunk_size, or NULL
    size_t pending_size, pending_length;
    OpenFile open;
} TextIO;

extern Type io_base_type, raw_io_base_type, buffered_io_base_type, text_io_base_type;
extern Type file_io_type, bytes_io_type, string_io_type, newline_decoder_type, text_io_type;
extern Type buffered_reader_type, buffered_writer_type, buffered_random_type, buffered_pair_type;
extern Type bytes_io_buffer_type;

/* io.c */
Ref  io_unsupported_class(void);                         // borrowed
void *raise_unsupported(const char *message);
void *raise_closed(void);                                // "I/O operation on closed file."
/* NULL and None: -1. "argument should be integer or None, not 'x'" */
MAY_RAISE bool io_size(Obj x, intptr_t *size);
MAY_RAISE bool io_offset(Obj x, int64_t *offset);
// file.method() as a bool
MAY_RAISE bool io_method_truth(Obj file, const char *method, bool *result);
MAY_RAISE bool io_is_closed(Obj file, bool *closed);     // file.closed
Ref  io_same_true(const Obj arg[]);                      // methods that answer True, False
Ref  io_same_false(const Obj arg[]);
// __reduce__: "cannot pickle 'x' instances"
Ref  io_refuse_pickle(const Obj arg[]);
void open_file_add(OpenFile *file, Obj owner, bool text);
void open_file_remove(OpenFile *file);

/* io_base.c: slots and helpers of all files */
bool io_base_finalize(Ref self);
Ref  io_get_self(Obj self);                              // slot iterate: checks that it is open
Ref  io_next(Obj self);                                  // slot next, by readline()
MAY_RAISE bool io_check_open(Obj self);                  // self.closed
/* The attributes set on a file, for __getstate__: a dict, or None if there are none. */
MAY_RAISE Ref io_copy_dict(Obj self);
/* close() of something that stands over another file: flush, then close `below` in any case. */
MAY_RAISE Ref io_close_layers(Obj self, Obj below);

/* io_file.c. What a read or write came to; IO_BLOCKED: a descriptor that would have to wait. */
typedef enum Transfer { IO_FAILED, IO_DONE, IO_BLOCKED } Transfer;
Transfer file_read(FileIO *file, char *to, size_t room, size_t *got);
Transfer file_write(FileIO *file, const char *from, size_t length, size_t *written);
MAY_RAISE bool file_seek(FileIO *file, int64_t offset, int whence, int64_t *position);
MAY_RAISE Ref file_new(Obj file, const char *mode, bool close_descriptor, Obj opener);
/* For the standard streams: no checks, and `name` instead of a path. */
Ref  file_from_descriptor(int descriptor, bool writable, const char *name);
Ref  file_mode(const FileIO *file);                      // str

/* io_raw.c: any raw file below a buffer */
Transfer raw_read(Buffered *b, char *to, size_t room, size_t *got);
Transfer raw_write(Buffered *b, const char *from, size_t length, size_t *written);
MAY_RAISE bool raw_seek(Buffered *b, int64_t offset, int whence, int64_t *position);
MAY_RAISE bool raw_tell(Buffered *b, int64_t *position);

/* io_buffered.c */
// locks; buffered_leave after
MAY_RAISE bool buffered_enter(Obj self, const char *closed_message);
void buffered_leave(Obj self);
#define scoped_busy __attribute__((cleanup(buffered_leave_at_scope_end)))
void buffered_leave_at_scope_end(Obj *self);
MAY_RAISE bool buffered_flush_pending(Buffered *b);      // writes all; BlockingIOError
MAY_RAISE bool buffered_flush_and_rewind(Buffered *b);   // and takes back what was read ahead
MAY_RAISE bool buffered_put(Buffered *b, const char *data, size_t length);
MAY_RAISE Ref buffered_new(Type *type, Ref raw);         // consumes raw
/* write() and flush() without the method call, for exact types. */
MAY_RAISE bool buffered_write_octets(Obj self, const char *data, size_t length);
MAY_RAISE bool buffered_flush_exact(Obj self);
/* io_buffered_read.c */
MAY_RAISE Ref buffered_read_some(Buffered *b, size_t most);      // read1: bytes
MAY_RAISE Ref buffered_read_rest(Buffered *b);                   // all: bytes or None
extern const Method buffered_read_methods[];
Ref buffered_read(const Obj arg[]);
Ref buffered_read1(const Obj arg[]);
Ref buffered_peek(const Obj arg[]);
Ref buffered_readinto(const Obj arg[]);
Ref buffered_readinto1(const Obj arg[]);
Ref buffered_readline(const Obj arg[]);
Ref buffered_next(Obj self);
/* No attributes beyond the first `expected`: methods are those of the type. */
static inline bool io_is_plain(Obj x, uint32_t expected)
{
    const Shape *shape = ((const IOBase *)x)->attributes.shape;
    return shape && shape->count <= expected;
}
static inline bool is_buffered(Obj x)                    // exactly one of them
{
    return (has_type(x, &buffered_reader_type) || has_type(x, &buffered_writer_type)
            || has_type(x, &buffered_random_type)) && io_is_plain(x, 0);
}

/* io_newline.c */
/* newline= of a text file: NULL or None, '', '\n', '\r', '\r\n'. */
MAY_RAISE bool newlines_set(Newlines *n, Obj newline);
Ref  newlines_decode(Newlines *n, Ref text, bool final);        // consumes and gives a str
Ref  newlines_seen(const Newlines *n);                          // the attribute
/* Length of the first line of text[from..], its end included; 0: no line end in it. */
size_t newlines_find(const Newlines *n, Points text, size_t from);
Ref  newlines_for_write(const Newlines *n, Obj text);           // new reference

/* io_text.c, io_text_read.c, io_text_seek.c */
/* May the buffer be used without method calls? */
static inline bool text_direct(const TextIO *t)
{
    return t->exact_buffer && io_is_plain(t->buffer, 0);
}
MAY_RAISE bool text_check(Obj self);                     // initialised, attached and open
MAY_RAISE bool text_flush_pending(TextIO *t);            // to the buffer
void text_abandon(TextIO *t);                           // what is left to be written is lost
MAY_RAISE bool text_write_str(TextIO *t, Obj text);
MAY_RAISE bool text_set_encoding(TextIO *t, Obj encoding, Obj errors);
MAY_RAISE bool text_make_coders(TextIO *t);
void text_forget_read(TextIO *t);                        // what was read ahead
MAY_RAISE Ref text_decode(TextIO *t, const char *data, size_t length, bool final);
Ref text_read(const Obj arg[]);
Ref text_readline(const Obj arg[]);
Ref text_next(Obj self);
Ref text_seek(const Obj arg[]);
Ref text_tell(const Obj arg[]);
Ref text_truncate(const Obj arg[]);
