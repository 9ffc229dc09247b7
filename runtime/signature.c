/* runtime/signature.c -- reading the signature text of a builtin, and writing it for help().
 * "index(self, value, start=, stop=9223372036854775807, /)"   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <string.h>

enum { MOST = 32 };                   // parameters of one builtin

typedef struct Reader {
    const char *at;
    Params *params;
    Obj names[MOST];
    bool optional[MOST];
    bool keyword_only;                // behind a star
    Obj star_star;
} Reader;

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \n");
}

// The end of a default's text: a "," or ")" outside of quotes and brackets.
static const char *skip_default(const char *at)
{
    int depth = 0;
    for (; *at; at++) {
        if (*at == '\'' || *at == '"') {
            const char *end = strchr(at + 1, *at);
            if (end) at = end;
        }
        else if (strchr("([{", *at)) depth++;
        else if (depth == 0 && (*at == ',' || *at == ')')) return at;
        else if (strchr(")]}", *at)) depth--;
    }
    return at;
}

static Obj read_name(Reader *reader)
{
    size_t length = strcspn(reader->at, "=,) ");
    Obj name = intern_utf8(reader->at, length);
    reader->at = skip_blanks(reader->at + length);
    return name;
}

static void read_plain(Reader *reader)
{
    Params *params = reader->params;
    int index = params->total++;
    reader->names[index] = read_name(reader);
    if (*reader->at == '=') {
        reader->optional[index] = true;
        reader->at = skip_default(reader->at);
    }
    if (reader->keyword_only) params->keyword_only++;
    else {
        params->positional++;
        if (!reader->optional[index]) params->required = params->positional;
    }
}

static void read_param(Reader *reader)
{
    Params *params = reader->params;
    if (*reader->at == '/') {
        params->positional_only = params->positional;
        reader->at++;
    } else if (strncmp(reader->at, "**", 2) == 0) {
        reader->at += 2;
        reader->star_star = read_name(reader);
        params->star_star = true;
    } else if (*reader->at == '*') {
        reader->at = skip_blanks(reader->at + 1);
        reader->keyword_only = true;
        if (*reader->at == ',') return;
        params->star = true;
        reader->optional[params->total] = true;
        reader->names[params->total++] = read_name(reader);
    } else read_plain(reader);
}

static void read_params(Reader *reader)
{
    while (*(reader->at = skip_blanks(reader->at)) && *reader->at != ')') {
        read_param(reader);
        reader->at = skip_blanks(reader->at);
        if (*reader->at == ',') reader->at++;
    }
    Params *params = reader->params;
    if (!reader->star_star) return;
    reader->optional[params->total] = true;
    reader->names[params->total++] = reader->star_star;
}

static Obj qualified(const char *owner, const char *name, size_t length)
{
    if (!owner) return intern_utf8(name, length);
    Writer w = {0};
    writer_text(&w, owner);
    writer_char(&w, '.');
    writer_utf8(&w, name, length);
    scoped Ref text = writer_finish(&w);
    return intern_str(text);
}

const Params *params_parse_function(const char *signature, const char *owner, int hidden)
{
    Params *params = heap_root_block(sizeof *params);
    Reader reader = { .params = params };
    *params = (Params){ .text = signature, .hidden = (uint8_t)hidden, .is_function = true };
    size_t length = strcspn(signature, "(");
    params->short_name = intern_utf8(signature, length);
    params->function_name = qualified(owner, signature, length);
    reader.at = signature[length] ? signature + length + 1 : signature + length;
    read_params(&reader);
    if (params->positional_only < hidden) params->positional_only = (uint16_t)hidden;
    size_t room = params->total ? params->total : 1;
    params->names = heap_root_block(room * sizeof *params->names);
    bool *optional = heap_root_block(room * sizeof *optional);
    memcpy(params->names, reader.names, params->total * sizeof *params->names);
    memcpy(optional, reader.optional, params->total * sizeof *optional);
    params->optional = optional;
    params->simple = !params->star && !params->star_star;
    for (size_t i = params->positional; i < params->total; i++) params->simple &= optional[i];
    return params;
}

const Params *params_parse(const char *signature, const char *owner)
{
    Params *params = (Params *)params_parse_function(signature, owner, 0);
    params->is_function = false;
    return params;
}

// One parameter of the text, with "<unrepresentable>" for a default that has no text.
static const char *write_param(Writer *w, const char *at)
{
    const char *end = skip_default(at);
    while (end > at && end[-1] == ' ') end--;
    writer_utf8(w, at, (size_t)(end - at));
    if (end > at && end[-1] == '=') writer_text(w, "<unrepresentable>");
    return skip_blanks(skip_default(at));
}

// What functions and methods get unseen comes first, positional-only.
static void write_hidden(Writer *w, const Params *params, const char *rest)
{
    bool none = *rest == ')' || !*rest;
    writer_text(w, params->hidden ? "$" : "$module");
    if (!params->hidden) writer_text(w, none ? ", /" : params->positional_only ? ", " : ", /, ");
}

Ref params_get_text(const Params *params)
{
    const char *at = params->text + strcspn(params->text, "(");
    Writer w = {0};
    writer_text(&w, "(");
    if (*at) at = skip_blanks(at + 1);
    if (params->is_function) write_hidden(&w, params, at);
    bool marked = !params->hidden || strchr(at, '/');
    while (*at && *at != ')') {
        at = write_param(&w, at);
        if (!marked) writer_text(&w, ", /");
        marked = true;
        if (*at != ',') continue;
        at = skip_blanks(at + 1);
        writer_text(&w, ", ");
    }
    writer_text(&w, ")");
    return writer_finish(&w);
}
