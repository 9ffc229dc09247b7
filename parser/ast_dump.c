/* parser/ast_dump.c -- eye: --ast.   SPDX-License-Identifier: MIT
 *
 *    1 | x = a + 1
 *      |   Assign
 *      |     targets: Name id=x STORE
 *      |     value: BinOp +
 *      |       left: Name id=a LOAD
 *      |       right: Constant 1
 */
#include "parser/ast_dump.h"
#include "runtime/error.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <stdio.h>

typedef struct Dump {
    Writer out;
    const Source *source;
    uint32_t shown;           // the last line of the text that was written
    int depth;
} Dump;

static const char *const unary_symbols[] = { "~", "not", "+", "-" };
static const char *const more_compares[] = { "is", "is not", "in", "not in" };
static const char *const contexts[] = { "LOAD", "STORE", "DEL" };

static bool dump_node(Dump *d, const char *field, const Node *node);

static void write_field(Dump *d, const char *field, const char *value)
{
    writer_text(&d->out, " ");
    writer_text(&d->out, field);
    writer_text(&d->out, "=");
    writer_text(&d->out, value);
}

static void write_word(Dump *d, const char *word)
{
    writer_text(&d->out, " ");
    writer_text(&d->out, word);
}

static void write_name(Dump *d, const char *field, Obj name)
{
    if (!name) return;
    write_field(d, field, "");
    writer_str(&d->out, name);
}

static void write_names(Dump *d, const char *field, const NameList *names)
{
    write_field(d, field, "");
    for (uint32_t i = 0; i < names->count; i++) {
        if (i) writer_text(&d->out, ",");
        writer_str(&d->out, names->items[i]);
    }
}

static void write_number(Dump *d, const char *field, int number)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    write_field(d, field, text);
}

static void write_compares(Dump *d, const uint8_t *ops, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        write_word(d, ops[i] < COMPARE_IS ? compare_symbols[ops[i]]
                   : more_compares[ops[i] - COMPARE_IS]);
}

static bool write_value(Dump *d, Obj value)
{
    writer_text(&d->out, " ");
    return writer_repr(&d->out, value);
}

/* Source lines up to the one where a statement starts. */
static void write_lines(Dump *d, uint32_t line)
{
    for (uint32_t length; d->shown < line; ) {
        char number[32];
        const char *text = source_line_text(d->source, ++d->shown, &length);
        snprintf(number, sizeof number, "%4u | ", d->shown);
        writer_text(&d->out, number);
        if (text) writer_utf8(&d->out, text, length);
        writer_text(&d->out, "\n");
    }
}

static void start_row(Dump *d, const char *field)
{
    writer_text(&d->out, "     | ");
    writer_fill(&d->out, ' ', 2 * (size_t)d->depth);
    if (!field) return;
    writer_text(&d->out, field);
    writer_text(&d->out, ": ");
}

static bool dump_list(Dump *d, const char *field, const NodeList *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i]) {
            if (!dump_node(d, field, list->items[i])) return false;
            continue;
        }
        start_row(d, field);
        writer_text(&d->out, "None\n");
    }
    return true;
}

/* First pass over a row of ast.def: what fits on the node's own line. */
#define CHILD(f)
#define MAYBE(f)
#define LIST(f)
#define NAME(f)        write_name(d, #f, n->f);
#define MAYBE_NAME(f)  write_name(d, #f, n->f);
#define NAMES(f)       write_names(d, #f, &n->f);
#define VALUE(f)       if (!write_value(d, n->f)) return false;
#define NUMBER(f)      write_number(d, #f, n->f);
#define FLAG(f)        write_number(d, #f, n->f);
#define OPERATOR_OF(f) write_word(d, operator_info[n->f].symbol);
#define UNARY(f)       write_word(d, unary_symbols[n->f]);
#define BOOL_OP(f)     write_word(d, n->f == BOOL_AND ? "and" : "or");
#define COMPARES(f)    write_compares(d, n->f, n->comparators.count);
#define CONTEXT(f)     write_word(d, contexts[n->f]);
static bool dump_plain_fields(Dump *d, const Node *node)
{
    switch (node->kind) {
#define NODE(group, Name, fields) \
    case NODE_##Name: { const Name##Node *n = AS(Name, node); (void)n; fields break; }
#include "parser/ast.def"
#undef NODE
    }
    return true;
}

/* Second pass: children, each on lines of its own. */
#undef CHILD
#undef MAYBE
#undef LIST
#undef NAME
#undef MAYBE_NAME
#undef NAMES
#undef VALUE
#undef NUMBER
#undef FLAG
#undef OPERATOR_OF
#undef UNARY
#undef BOOL_OP
#undef COMPARES
#undef CONTEXT
#define CHILD(f)       if (!dump_node(d, #f, n->f)) return false;
#define MAYBE(f)       if (n->f && !dump_node(d, #f, n->f)) return false;
#define LIST(f)        if (!dump_list(d, #f, &n->f)) return false;
#define NAME(f)
#define MAYBE_NAME(f)
#define NAMES(f)
#define VALUE(f)
#define NUMBER(f)
#define FLAG(f)
#define OPERATOR_OF(f)
#define UNARY(f)
#define BOOL_OP(f)
#define COMPARES(f)
#define CONTEXT(f)
static bool dump_children(Dump *d, const Node *node)
{
    switch (node->kind) {
#define NODE(group, Name, fields) \
    case NODE_##Name: { const Name##Node *n = AS(Name, node); (void)n; fields break; }
#include "parser/ast.def"
#undef NODE
    }
    return true;
}

static bool dump_node(Dump *d, const char *field, const Node *node)
{
    if (!recursion_enter(" during compilation")) return false;
    if (node_group(node) == GROUP_STMT) write_lines(d, source_line(d->source, node->start));
    start_row(d, field);
    writer_text(&d->out, node_names[node->kind]);
    bool done = dump_plain_fields(d, node);
    writer_text(&d->out, "\n");
    d->depth++;
    done = done && dump_children(d, node);
    d->depth--;
    recursion_leave();
    return done;
}

Ref ast_dump(const Source *source, const Node *tree)
{
    Dump d = { .source = source };
    if (dump_node(&d, NULL, tree)) return writer_finish(&d.out);
    writer_discard(&d.out);
    return NULL;
}
