/* parser/symtable_dump.c -- eye: --scopes.   SPDX-License-Identifier: MIT
 *
 *     module, line 1
 *       f            name           bound
 *       function f, line 1
 *         a          local r0       parameter used
 *         total      cell r1        bound
 *         print      global         used
 */
#include "parser/symtable_dump.h"
#include "runtime/error.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <string.h>

static const char *const scope_words[] = {
    "module", "class", "function", "lambda", "generator expression", "comprehension",
    "type parameters of",
};
static const char *const kind_words[] = {
    "unknown", "local", "cell", "free", "inherited", "global", "name",
};
static const struct { int flag; const char *word; } flag_words[] = {
    { SYMBOL_PARAM, "parameter" }, { SYMBOL_BOUND, "bound" }, { SYMBOL_USED, "used" },
    { SYMBOL_DELETED, "deleted" }, { SYMBOL_ANNOTATED, "annotated" }, { SYMBOL_TARGET, "target" },
    { SYMBOL_WALRUS, "walrus" }, { SYMBOL_DECLARED_GLOBAL, "declared-global" },
    { SYMBOL_DECLARED_NONLOCAL, "declared-nonlocal" },
};
enum { NAME_COLUMN = 16, KIND_COLUMN = 15 };

static void write_padded(Writer *w, size_t from, size_t width)
{
    size_t used = w->length - from;
    writer_fill(w, ' ', used < width ? width - used : 1);
}

static void write_scope_head(Writer *w, const Symtable *table, const Scope *scope)
{
    char line[32];
    writer_text(w, scope_words[scope->kind]);
    bool named = scope->kind == SCOPE_CLASS || scope->kind == SCOPE_FUNCTION
        || scope->kind == SCOPE_TYPE_PARAMS;
    if (named) {
        writer_text(w, " ");
        if (scope->name) writer_str(w, scope->name);
    }
    snprintf(line, sizeof line, ", line %u", source_line(table->source, scope->node->start));
    writer_text(w, line);
    if (scope->is_generator) writer_text(w, ", generator");
    if (scope_is_inlined(scope)) writer_text(w, ", runs inside the unit around it");
    if (scope->needs_class_cell) writer_text(w, ", has a cell __class__");
    if (scope->has_star_import) writer_text(w, ", imports *");
    for (uint32_t i = 0; i < scope->free_count; i++) {
        writer_text(w, i ? ", " : ", closure ");
        writer_str(w, scope->free_names[i]);
    }
    writer_text(w, "\n");
}

// The register that the compiler gives: names of a function's own, one after the other.
static int next_register(const Scope *scope, const Symbol *symbol, int *count)
{
    if (symbol->kind != SYMBOL_LOCAL && symbol->kind != SYMBOL_CELL) return -1;
    return scope_is_function(scope) && !scope_is_inlined(scope) ? (*count)++ : -1;
}

static void write_symbol(Writer *w, const Scope *scope, const Symbol *symbol, int depth,
                         int *registers)
{
    char kind[40];
    writer_fill(w, ' ', 2 * (size_t)depth);
    size_t from = w->length;
    writer_str(w, symbol->name);
    write_padded(w, from, NAME_COLUMN);
    int number = next_register(scope, symbol, registers), index = -1;
    if (symbol->kind == SYMBOL_FREE)
        index = scope_free_index(scope_unit((Scope *)scope), symbol->name);
    if (number >= 0) snprintf(kind, sizeof kind, "%s r%d", kind_words[symbol->kind], number);
    else if (index >= 0) snprintf(kind, sizeof kind, "%s %d", kind_words[symbol->kind], index);
    else snprintf(kind, sizeof kind, "%s", kind_words[symbol->kind]);
    writer_text(w, kind);
    size_t used = strlen(kind);
    if (symbol->flags) writer_fill(w, ' ', used < KIND_COLUMN ? KIND_COLUMN - used : 1);
    for (size_t i = 0, shown = 0; i < sizeof flag_words / sizeof *flag_words; i++) {
        if (!(symbol->flags & flag_words[i].flag)) continue;
        if (shown++) writer_text(w, " ");
        writer_text(w, flag_words[i].word);
    }
    writer_text(w, "\n");
}

static bool write_scope(Writer *w, const Symtable *table, const Scope *scope, int depth)
{
    if (!recursion_enter(" while showing scopes")) return false;
    writer_fill(w, ' ', 2 * (size_t)depth);
    write_scope_head(w, table, scope);
    int registers = scope->kind == SCOPE_GENERATOR;      // register 0 is the iterator
    bool done = true;
    for (uint32_t i = 0; i < scope->symbol_count; i++)
        write_symbol(w, scope, &scope->symbols[i], depth + 1, &registers);
    for (const Scope *inner = scope->first_child; inner && done; inner = inner->next)
        done = write_scope(w, table, inner, depth + 1);
    recursion_leave();
    return done;
}

void symtable_dump(const Symtable *table, FILE *file)
{
    Writer w = { 0 };
    if (!write_scope(&w, table, table->top, 0)) error_clear();
    scoped Ref text = writer_finish(&w);
    size_t length;
    const char *bytes = str_utf8_lossy(text, &length);
    fwrite(bytes, 1, length, file);
}
