/* vm/compiler/docstring.c -- docstrings: finding them, taking the indentation out of them. */
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include "vm/compiler/compiler.h"

enum { TAB = 8 };

// The column behind the white space at *at, which moves there.
static size_t indentation(Obj text, size_t *at)
{
    size_t column = 0, end = str_length(text);
    for (; *at < end; ++*at) {
        uint32_t point = str_at(text, *at);
        if (point == '\t') column += TAB - column % TAB;
        else if (point == ' ') column++;
        else break;
    }
    return column;
}

static size_t line_end(Obj text, size_t at)
{
    while (at < str_length(text) && str_at(text, at) != '\n') at++;
    return at;
}

// What all lines but the first are indented by at least; blank ones do not count.
static size_t common_margin(Obj text)
{
    size_t margin = SIZE_MAX, end = str_length(text);
    for (size_t at = line_end(text, 0); at < end; at = line_end(text, at)) {
        at++;
        size_t column = indentation(text, &at);
        if (at < end && str_at(text, at) != '\n' && column < margin) margin = column;
    }
    return margin == SIZE_MAX ? 0 : margin;
}

// One line without `margin` columns of white space; tabs become spaces.
static void write_line(Writer *w, Obj text, size_t at, size_t end, size_t margin)
{
    size_t column = indentation(text, &at);
    writer_fill(w, ' ', column > margin ? column - margin : 0);
    for (; at < end; at++) {
        uint32_t point = str_at(text, at);
        size_t width = point == '\t' ? TAB - column % TAB : 1;
        if (point == '\t') writer_fill(w, ' ', width);
        else writer_char(w, point);
        column += width;
    }
}

static Ref without_indentation(Obj text)
{
    Writer w = {0};
    size_t end = line_end(text, 0), margin = common_margin(text);
    write_line(&w, text, 0, end, SIZE_MAX);
    while (end < str_length(text)) {
        size_t start = end + 1;
        writer_char(&w, '\n');
        end = line_end(text, start);
        write_line(&w, text, start, end, margin);
    }
    return writer_finish(&w);
}

Ref docstring(NodeList body)
{
    if (!body.count || body.items[0]->kind != NODE_Expr) return NULL;
    const Node *value = AS(Expr, body.items[0])->value;
    if (value->kind != NODE_Constant || !is_str(AS(Constant, value)->value)) return NULL;
    return without_indentation(AS(Constant, value)->value);
}
