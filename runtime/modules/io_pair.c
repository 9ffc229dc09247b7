/* runtime/modules/io_pair.c -- BufferedRWPair: a file to read from and one to write to, as one.
 *   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/tuple.h"

static BufferedPair *pair_of(Obj x)     { return (BufferedPair *)x; }

static bool pair_init(Ref self, const Obj arg[])
{
    enum { reader, writer, buffer_size };
    bool able;
    if (!io_method_truth(arg[reader], "readable", &able)) return false;
    if (!able) return raise_unsupported("File or stream is not readable.");
    if (!io_method_truth(arg[writer], "writable", &able)) return false;
    if (!able) return raise_unsupported("File or stream is not writable.");
    scoped Ref size = arg[buffer_size] ? keep(arg[buffer_size]) : small_int(IO_BUFFER_SIZE);
    scoped Ref in = call2((Obj)&buffered_reader_type, arg[reader], size);
    scoped Ref out = in ? call2((Obj)&buffered_writer_type, arg[writer], size) : NULL;
    if (!out) return false;
    drop_or_null(pair_of(self)->reader);
    drop_or_null(pair_of(self)->writer);
    pair_of(self)->reader = take(&in);
    pair_of(self)->writer = take(&out);
    return true;
}

static Ref pair_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static Ref ask(Obj half, const char *method, const Obj *args, size_t count)
{
    if (!half) return raise_value_error("I/O operation on uninitialized object");
    scoped Ref kept = keep(half);
    return call_method(kept, intern(method), args, count);
}

#define READER(name) \
    static Ref pair_##name(const Obj arg[]) \
    { return ask(pair_of(arg[0])->reader, #name, arg + 1, arg[1] ? 1 : 0); }
READER(read) READER(read1) READER(peek) READER(readinto) READER(readinto1)
#undef READER

static Ref pair_readable(const Obj arg[])
{
    return ask(pair_of(arg[0])->reader, "readable", NULL, 0);
}

static Ref pair_writable(const Obj arg[])
{
    return ask(pair_of(arg[0])->writer, "writable", NULL, 0);
}

static Ref pair_write(const Obj arg[])
{
    return ask(pair_of(arg[0])->writer, "write", arg + 1, 1);
}

static Ref pair_flush(const Obj arg[])
{
    return ask(pair_of(arg[0])->writer, "flush", NULL, 0);
}

static Ref pair_isatty(const Obj arg[])
{
    scoped Ref answer = ask(pair_of(arg[0])->writer, "isatty", NULL, 0);
    if (!answer || answer != False_object) return take(&answer);
    return ask(pair_of(arg[0])->reader, "isatty", NULL, 0);
}

/* Both are closed, whatever the first one says. */
static Ref pair_close(const Obj arg[])
{
    scoped Ref first = ask(pair_of(arg[0])->writer, "close", NULL, 0);
    scoped Ref problem = first ? NULL : error_take();
    scoped Ref second = ask(pair_of(arg[0])->reader, "close", NULL, 0);
    if (!problem) return take(&second);
    if (second) return raise_again(take(&problem));
    scoped Ref later = error_take();
    exception_set_context(later, take(&problem));
    return raise_again(take(&later));
}

static Ref get_closed(Obj self)
{
    if (!pair_of(self)->writer)
        return raise_runtime_error("the BufferedRWPair object is being garbage-collected");
    return attribute_get(pair_of(self)->writer, intern("closed"));
}

static void pair_destroy(Ref self)
{
    drop_or_null(pair_of(self)->reader);
    drop_or_null(pair_of(self)->writer);
}

static void pair_visit(Obj self, Visit visit, void *context)
{
    if (pair_of(self)->reader) visit(pair_of(self)->reader, context);
    if (pair_of(self)->writer) visit(pair_of(self)->writer, context);
}

static const Getter pair_getters[] = {
    { "closed", get_closed, NULL, NULL },
    { 0 }
};

static const Method pair_methods[] = {
    { "close(self, /)", pair_close, NULL, 0 },
    { "flush(self, /)", pair_flush, NULL, 0 },
    { "isatty(self, /)", pair_isatty, NULL, 0 },
    { "peek(self, size=0, /)", pair_peek, NULL, 0 },
    { "read(self, size=-1, /)", pair_read, NULL, 0 },
    { "read1(self, size=-1, /)", pair_read1, NULL, 0 },
    { "readable(self, /)", pair_readable, NULL, 0 },
    { "readinto(self, buffer, /)", pair_readinto, NULL, 0 },
    { "readinto1(self, buffer, /)", pair_readinto1, NULL, 0 },
    { "writable(self, /)", pair_writable, NULL, 0 },
    { "write(self, b, /)", pair_write, NULL, 0 },
    { 0 }
};

Type buffered_pair_type = {
    TYPE_HEADER, .name = "_io.BufferedRWPair", .base = &buffered_io_base_type,
    .flags = TYPE_WEAKREFS,
    .doc = "BufferedRWPair(reader, writer, buffer_size=8192, /)\n--\n\nA buffered file made of one "
           "raw file to read from and one to write to.",
    .size = sizeof(BufferedPair), .signature = "BufferedRWPair(*args, **kwargs)",
    .create = pair_create, .init_signature = "BufferedRWPair(reader, writer, buffer_size=8192, /)",
    .init = pair_init, .destroy = pair_destroy, .visit = pair_visit, .methods = pair_methods,
    .getters = pair_getters,
};
