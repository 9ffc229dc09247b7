/* vm/modules/inside.c -- the module _inside: what the machine tells of itself, for inside in lib/. */
#include "lexer/token_dump.h"
#include "parser/ast_dump.h"
#include "parser/parser.h"
#include "parser/symtable_dump.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/execute.h"
#include "vm/pipeline.h"
#include "vm/record/edges.h"
#include "vm/record/export.h"
#include "vm/record/header.h"
#include "vm/record/holders.h"
#include "vm/record/linked.h"
#include "vm/record/look.h"
#include "vm/record/recorder.h"
#include "vm/record/summary.h"
#include <stdlib.h>
#include <string.h>

/* --- sources --- */

static bool open_source(Source *source, Obj text, const char *function)
{
    scoped Ref name = str_from_text("<inside>");
    return str_check(text, function, 1) && source_open_str(source, name, text);
}

static Ref inside_tokens(const Obj arg[])
{
    scoped_source Source source = { 0 };
    return open_source(&source, arg[0], "tokens") ? token_dump(&source) : NULL;
}

static Ref inside_tree(const Obj arg[])
{
    scoped_source Source source = { 0 };
    scoped_arena Arena nodes = arena_new();
    if (!open_source(&source, arg[0], "tree")) return NULL;
    Node *tree = parser_read(&source, PARSE_FILE, &nodes);
    return tree ? ast_dump(&source, tree) : NULL;
}

static Ref inside_scopes(const Obj arg[])
{
    scoped_source Source source = { 0 };
    scoped_arena Arena nodes = arena_new();
    if (!open_source(&source, arg[0], "scopes")) return NULL;
    Node *tree = parser_read(&source, PARSE_FILE, &nodes);
    Symtable *table = tree ? symtable_build(tree, &source, &nodes) : NULL;
    if (!table) return NULL;
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    if (!file) return raise_from_errno(NULL);
    symtable_dump(table, file);
    fclose(file);
    Ref made = str_from_utf8(text, length);
    free(text);
    return made;
}

static Ref inside_linked(const Obj arg[])
{
    size_t length;
    const char *text = str_check(arg[0], "linked", 1) ? str_utf8(arg[0], &length) : NULL;
    scoped_linked Linked linked = { 0 };
    if (!text) return NULL;
    if (!linked_read(&linked, text, length)) return inside_tree(arg);      // raises what is wrong
    Sink sink = { 0 };
    sink_open(&sink, '{');
    linked_put(&linked, &sink);
    sink_close(&sink);
    return sink.result;
}

/* --- a run --- */

static Ref run_recorded(Obj text, Obj globals, size_t limit)
{
    scoped Ref name = str_from_text("<recorded>");
    if (!recorder_start(name, limit, NULL)) return raise_runtime_error("a recording is under way");
    scoped Ref code = pipeline_compile_str(name, text, PARSE_FILE);
    scoped Ref done = code ? execute_code(code, globals, NULL) : NULL;
    scoped Ref pending = error_take();
    size_t length;
    Recording *r = recorder_stop();
    const char *source = str_utf8_lossy(text, &length);
    r->status = done ? 0 : 1;
    Sink sink = { 0 };
    if (code) export_recording(&sink, r, source, length);
    recording_free(r);
    if (!code) return raise_again(take(&pending));
    scoped Ref result = sink.result;
    return tuple_pack(2, result, pending ? pending : None_object);
}

static Ref inside_record(const Obj arg[])
{
    enum { source, limit, names };
    long steps;
    if (!str_check(arg[source], "record", 1) || !object_to_long(arg[limit], &steps)) return NULL;
    if (steps < 1) return raise_value_error("limit must be at least 1");
    scoped Ref globals = dict_new();
    dict_set_str(globals, name___name__, name___main__);
    dict_set_str(globals, name___builtins__, builtins_module);
    if (arg[names] && is_dict(arg[names]) && !dict_update(globals, arg[names])) return NULL;
    return run_recorded(arg[source], globals, (size_t)steps);
}

/* --- objects --- */

static Ref text_to_str(Text *text)
{
    Ref made = str_from_utf8(text->data ? text->data : "", text->length);
    text_free(text);
    return made;
}

static Ref inside_summary(const Obj arg[])
{
    enum { x, room };
    long columns;
    if (!object_to_long(arg[room], &columns)) return NULL;
    Text text = { 0 };
    summary_put(&text, arg[x], columns > 0 ? (size_t)columns : 0);
    return text_to_str(&text);
}

// (count without those of the views' own frames or None, [(how, name), ...])
static Ref inside_holders(const Obj arg[])
{
    enum { x, but };
    if (is_small(arg[x])) return tuple_pack(2, None_object, tuple_empty_object);
    Holders holders = { 0 };
    size_t count = arg[x]->count;
    bool immortal = arg[x]->flags & FLAG_IMMORTAL;
    holders_find(&holders, arg[x], arg[but]);
    scoped Ref list = list_new(holders.count);
    for (size_t i = 0; i < holders.count; i++) {
        scoped Ref how = str_from_text(holders.items[i].how);
        scoped Ref name = str_from_utf8(holders.items[i].name, strlen(holders.items[i].name));
        list_give(list, tuple_pack(2, how, name));
    }
    scoped Ref number = immortal ? none_new() : int_new((intptr_t)(count - holders.own));
    holders_free(&holders);
    return tuple_pack(2, number, list);
}

static void collect_edge(const Edge *edge, void *context)
{
    static const char *const kinds[] = { "item", "key", "value", "member", "attribute", "field",
                                         "variable", "constant", "class" };
    Text name = { 0 };
    edge_put_name(&name, edge);
    scoped Ref kind = str_from_text(kinds[edge->kind]), text = text_to_str(&name);
    list_give((Ref)context, tuple_pack(3, kind, text, edge->value));
}

static Ref inside_edges(const Obj arg[])
{
    Ref list = list_new(0);
    edges_visit(arg[0], collect_edge, (void *)list);
    return list;
}

static Ref field_value(Obj x, const HeaderField *field)
{
    const char *at = (const char *)x + field->offset;
    Obj held = field->is_reference ? *(const Ref *)at : NULL;
    if (field->is_reference && held) {
        Text text = { 0 };
        summary_put(&text, held, 40);
        return text_to_str(&text);
    }
    if (is_float(x) && !strcmp(field->name, "value")) return float_new(float_value(x));
    uint64_t number = 0;
    memcpy(&number, at, field->size);
    if (!strcmp(field->name, "flags")) number &= ~(uint64_t)FLAG_SEEN;
    return int_from_unsigned(number);
}

// (bytes of the fixed part or None, [(name, offset, size, value)])
static Ref inside_header(const Obj arg[])
{
    Obj x = arg[0];
    if (is_small(x)) return tuple_pack(2, None_object, tuple_empty_object);
    HeaderField fields[MOST_FIELDS];
    size_t count = header_fields(x, fields);
    scoped Ref bytes = bytes_from(x, header_bytes(x)), list = list_new(count);
    for (size_t i = 0; i < count; i++) {
        scoped Ref name = str_from_text(fields[i].name), offset = int_new((intptr_t)fields[i].offset);
        scoped Ref size = int_new((intptr_t)fields[i].size), value = field_value(x, &fields[i]);
        list_give(list, tuple_pack(4, name, offset, size, value));
    }
    return tuple_pack(2, bytes, list);
}

static Ref inside_address(const Obj arg[])
{
    if (!has_type(arg[0], &memoryview_type) || !((const MemoryView *)arg[0])->managed)
        return raise_type_error("a memoryview is wanted, not '%T'", arg[0]);
    return int_from_unsigned((uintptr_t)((const MemoryView *)arg[0])->view.data);
}

/* --- the collector --- */

static char *ends[1024];
static size_t end_count;

static void note_end(Obj x)
{
    if (end_count < sizeof ends / sizeof *ends) ends[end_count] = strdup(type_name(x));
    end_count++;
}

static void mark_seen(Ref object, void *context)
{
    (void)context;
    if (!(object->flags & FLAG_IMMORTAL)) object->flags |= FLAG_SEEN;
}

// (objects found unreachable, all that ended, [type of each, in order])
static Ref inside_collect(const Obj arg[])
{
    (void)arg;
    if (object_gone) return raise_runtime_error("a recording is under way");
    end_count = 0;
    heap_each(mark_seen, NULL);
    object_gone = note_end;
    size_t found = heap_collect();
    object_gone = NULL;
    scoped Ref list = list_new(0);
    for (size_t i = 0; i < end_count && i < sizeof ends / sizeof *ends; i++) {
        list_give(list, str_from_utf8(ends[i], strlen(ends[i])));
        free(ends[i]);
    }
    scoped Ref number = int_new((intptr_t)found), all = int_new((intptr_t)end_count);
    return tuple_pack(3, number, all, list);
}

static const Method functions[] = {
    { "tokens(text, /)", inside_tokens, "The tokens of a source, as text.", 0 },
    { "tree(text, /)", inside_tree, "The tree of a source, as text.", 0 },
    { "scopes(text, /)", inside_scopes, "The scopes of a source, as text.", 0 },
    { "linked(text, /)", inside_linked, "Source, tokens and tree with spans, as data.", 0 },
    { "record(text, limit, names=None, /)", inside_record, "Runs a source; its recording and what it raised.", 0 },
    { "summary(x, room, /)", inside_summary, "A value in a few words.", 0 },
    { "holders(x, but, /)", inside_holders, "The count of x and who holds it.", 0 },
    { "edges(x, /)", inside_edges, "What x holds, by name.", 0 },
    { "header(x, /)", inside_header, "The bytes of x and their fields.", 0 },
    { "address(view, /)", inside_address, "Where a memoryview's first item is.", 0 },
    { "collect()", inside_collect, "Collects cycles and tells what ended.", 0 },
    { 0 }
};

const Module inside_module = { "_inside", "Helper of the module inside.", functions, NULL, NULL };
