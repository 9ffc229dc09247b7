/* runtime/builtins/io.c -- print and input.   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/blocking.h"
#include "runtime/builtins/builtins.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/io.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Ref io_sys_dict;
char *(*io_edit_line)(const char *prompt);

/* --- any file; NULL stands for C's stdout --- */

static bool wrote(bool good)
{
    if (likely(good)) return true;
    clearerr(stdout);
    return raise_from_errno(NULL);
}

static bool write_stdout(Obj text)
{
    size_t length;
    const char *utf8 = str_utf8(text, &length);
    if (!utf8) return false;
    return wrote(fwrite_unlocked(utf8, 1, length, stdout) == length);
}

static bool write_object(Obj file, Obj x)
{
    scoped Ref text = is_exact_str(x) ? keep(x) : object_str(x);
    if (!text) return false;
    if (!file) return write_stdout(text);
    if (io_is_text_file(file) && is_exact_str(text)) return io_write_text(file, text);
    scoped Ref done = call_method1(file, name_write, text);
    return done != NULL;
}

static bool write_text(Obj file, Obj text, uint32_t otherwise)
{
    if (!file && !text) return wrote(putc_unlocked((int)otherwise, stdout) != EOF);
    scoped Ref made = text ? keep(text) : str_from_char(otherwise);
    return write_object(file, made);
}

static bool flush_file(Obj file)
{
    if (!file) return wrote(fflush(stdout) == 0);
    scoped Ref done = call_method0(file, name_flush);
    return done != NULL;
}

/* A file of the module sys; NULL in *file: C's stream. false: raised. */
static bool sys_file(Obj name, Obj *file)
{
    *file = NULL;
    if (!io_sys_dict) return true;
    *file = dict_peek_str(io_sys_dict, name);
    return *file || raise_runtime_error("lost sys.%S", name);
}

static bool check_text(Obj *text, const char *name)
{
    if (*text && is_none(*text)) *text = NULL;
    return !*text || is_str(*text)
           || raise_type_error("%s must be None or a string, not %T", name, *text);
}

static Ref builtin_print(const Obj arg[])
{
    enum { args, sep, end, file, flush };
    Obj between = arg[sep], last = arg[end], out = arg[file];
    bool flush_now = false;
    if (!out || is_none(out)) {
        if (!sys_file(name_stdout, &out)) return NULL;
        if (out && is_none(out)) return none_new();
    }
    if (!check_text(&between, "sep") || !check_text(&last, "end")) return NULL;
    scoped Ref to = keep_or_null(out);                         // a write may replace sys.stdout
    for (size_t i = 0; i < tuple_length(arg[args]); i++) {
        if (i && !write_text(to, between, ' ')) return NULL;
        if (!write_object(to, tuple_peek(arg[args], i))) return NULL;
    }
    if (!write_text(to, last, '\n')) return NULL;
    if (arg[flush] && !object_truth(arg[flush], &flush_now)) return NULL;
    if (flush_now && !flush_file(to)) return NULL;
    return none_new();
}

/* --- input --- */

static void *raise_end(void)        { return raise_eof_error("EOF when reading a line"); }

/* Whether both ends are the terminal that the process was started on. */
static bool on_terminal(Obj in, Obj out)
{
    if (in && (!io_is_text_file(in) || io_descriptor(in) != 0)) return false;
    if (out && (!io_is_text_file(out) || io_descriptor(out) != 1)) return false;
    return isatty(0) && isatty(1);
}

static Ref edit_line(Obj out, Obj prompt)
{
    scoped Ref text = prompt ? object_str(prompt) : str_empty();
    const char *shown = text ? str_c_text(text) : NULL;
    if (!shown || !flush_file(out)) return NULL;
    char *line = io_edit_line(shown);
    if (!line) return error_pending() ? NULL : raise_end();
    Ref made = str_decode(line, strlen(line), "utf-8", "surrogateescape");
    free(line);
    return made;
}

static Ref read_line(void)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    bool interrupted;
    do {
        blocking_begin();
        errno = 0;
        length = getline(&line, &room, stdin);
        interrupted = length < 0 && ferror(stdin) && errno == EINTR;
        blocking_end();
        if (interrupted) clearerr(stdin);
    } while (interrupted && blocking_interrupted());
    Ref made = NULL;
    if (length >= 0) {
        if (line[length - 1] == '\n') length--;
        made = str_decode(line, (size_t)length, "utf-8", "surrogateescape");
    } else if (!interrupted) {
        made = ferror(stdin) ? raise_from_errno(NULL) : raise_end();
        clearerr(stdin);
    }
    free(line);
    return made;
}

static Ref read_line_of(Obj file)
{
    scoped Ref line = call_method0(file, name_readline);
    if (!line) return NULL;
    if (!is_str(line)) return raise_type_error("object.readline() returned non-string");
    size_t length = str_length(line);
    if (length == 0) return raise_end();
    return str_slice(line, 0, str_at(line, length - 1) == '\n' ? length - 1 : length);
}

static Ref builtin_input(const Obj arg[])
{
    enum { prompt };
    Obj in, out;
    if (!sys_file(name_stdin, &in) || !sys_file(name_stdout, &out)) return NULL;
    if (in && is_none(in)) return raise_runtime_error("input(): lost sys.stdin");
    if (out && is_none(out)) return raise_runtime_error("input(): lost sys.stdout");
    scoped Ref from = keep_or_null(in), to = keep_or_null(out);
    if (io_edit_line && on_terminal(from, to)) return edit_line(to, arg[prompt]);
    if (arg[prompt] && !write_object(to, arg[prompt])) return NULL;
    if (!flush_file(to)) return NULL;
    return from ? read_line_of(from) : read_line();
}

const Method builtins_io[] = {
    { "input(prompt='', /)", builtin_input,
      "A line from standard input, without its newline; the prompt is written first.", 0 },
    { "print(*args, sep=' ', end='\\n', file=None, flush=False)", builtin_print,
      "Writes the texts of the arguments to a file, standard output by default.", 0 },
    { 0 }
};
