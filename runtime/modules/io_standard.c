/* runtime/modules/io_standard.c -- sys.stdin, sys.stdout, sys.stderr, and print's way to them.
 *   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/types/bool.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Text that no encoding is promised for goes through unharmed. */
static const char *default_errors(void)
{
    static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    static const char *const lenient[] = { "C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8" };
    const char *locale = "C";
    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(variables[i]);
        if (!value || !*value) continue;
        locale = value;
        break;
    }
    for (size_t i = 0; i < sizeof lenient / sizeof *lenient; i++)
        if (strcmp(locale, lenient[i]) == 0) return "surrogateescape";
    return "strict";
}

/* PYTHONIOENCODING=encoding:errors, both may be missing. */
static void read_environment(Ref *encoding, Ref *errors)
{
    const char *wanted = getenv("PYTHONIOENCODING");
    if (!wanted || !*wanted) return;
    const char *colon = strchr(wanted, ':');
    size_t length = colon ? (size_t)(colon - wanted) : strlen(wanted);
    if (length) *encoding = str_from_utf8(wanted, length);
    if (colon && colon[1]) *errors = str_from_text(colon + 1);
    else if (length) *errors = str_from_text("strict");
}

static Ref make_stream(int descriptor, const char *name, Obj encoding, Obj errors)
{
    bool writes = descriptor > 0;
    Ref file = file_from_descriptor(descriptor, writes, name);
    if (!file) return none_new();
    bool terminal = ((FileIO *)file)->maybe_terminal && isatty(descriptor);
    const char *unbuffered = getenv("PYTHONUNBUFFERED");
    scoped Ref buffer = buffered_new(writes ? &buffered_writer_type : &buffered_reader_type, file);
    if (!buffer) return NULL;
    scoped Ref through = keep(writes && unbuffered && *unbuffered ? True_object : False_object);
    scoped Ref lines = keep(terminal || descriptor == 2 ? True_object : False_object);
    scoped Ref newline = writes ? str_from_text("\n") : none_new();
    const Obj args[] = { buffer, encoding, errors, newline, lines, through };
    Ref made = call((Obj)&text_io_type, args, 6);
    scoped Ref mode = str_from_text(writes ? "w" : "r");
    if (made && instance_set(made, intern("mode"), mode)) {
        // They live as long as the process, which flushes them at its end.
        Ref layers[] = { made, (Ref)buffer, (Ref)file };
        for (size_t i = 0; i < 3; i++) layers[i]->flags &= ~(uint32_t)FLAG_FINALIZE;
        return made;
    }
    drop_or_null(made);
    return NULL;
}

bool io_make_standard_streams(Ref *in, Ref *out, Ref *err)
{
    Type *const types[] = { &file_io_type, &buffered_reader_type, &buffered_writer_type,
                            &text_io_type };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) type_ready(types[i]);
    scoped Ref encoding = NULL, errors = NULL;
    read_environment(&encoding, &errors);
    if (!encoding) encoding = str_from_text("utf-8");
    if (!errors) errors = str_from_text(default_errors());
    scoped Ref escaped = str_from_text("backslashreplace");
    *in = make_stream(0, "<stdin>", encoding, errors);
    *out = make_stream(1, "<stdout>", encoding, errors);
    *err = make_stream(2, "<stderr>", encoding, escaped);
    return *in && *out && *err;
}

bool io_is_text_file(Obj file)
{
    return has_type(file, &text_io_type);
}

bool io_write_text(Obj file, Obj text)
{
    return text_write_str((TextIO *)file, text);
}

int io_descriptor(Obj file)
{
    if (!has_type(file, &text_io_type) || !((TextIO *)file)->exact_buffer) return -1;
    const Buffered *b = (const Buffered *)((TextIO *)file)->buffer;
    return b->ready && has_type(b->raw, &file_io_type) ? ((FileIO *)b->raw)->descriptor : -1;
}

void text_abandon(TextIO *t)
{
    t->pending_length = 0;
    open_file_remove(&t->open);
    if (!t->exact_buffer) return;
    Buffered *b = (Buffered *)t->buffer;
    b->pending = 0;
    open_file_remove(&b->open);
}
