/* vm/modules/session.c -- builtins for whoever sits at the prompt: exit, quit, copyright, credits,
 * license, help. */
#include "vm/modules/session.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/startup.h"
#include "runtime/types/dict.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include "vm/modules/sys.h"

typedef struct Word {
    Object head;
    const char *name, *text;
} Word;

static Type quitter_type, printer_type, helper_type;
#define WORD(class, name, text) \
    { { .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &class }, name, text }

static Word words[] = {
    WORD(quitter_type, "exit", "Use exit() or Ctrl-D (i.e. EOF) to exit"),
    WORD(quitter_type, "quit", "Use quit() or Ctrl-D (i.e. EOF) to exit"),
    WORD(printer_type, "copyright", "Copyright (c) the authors of Tuplet."),
    WORD(printer_type, "credits",
         "Tuplet stands on the Boehm-Demers-Weiser collector, GMP, PCRE2, utf8proc and Readline."),
    WORD(printer_type, "license",
         "Tuplet is free software under the MIT License; see the file LICENSE."),
    WORD(helper_type, "help", "Type help(object) for help about object."),
};

static Ref word_repr(Obj self)
{
    return str_from_text(((const Word *)self)->text);
}

static const char help_text[] =
    "This is Tuplet, an interpreter for Python 3.\n\n"
    "help(object) shows what an object says about itself, dir(object) its attributes.\n"
    "Ctrl-D or exit() leaves the prompt, Ctrl-C gives up a statement.\n";

static Ref quitter_call(Obj self, const Obj *args, size_t count, Obj names)
{
    size_t all = count + (names ? tuple_length(names) : 0);
    if (all > 1) return raise_type_error("%s() takes at most 1 argument (%zu given)",
                                         ((const Word *)self)->name, all);
    return raise_with(&system_exit_type, all ? args[0] : NULL);
}

static Ref print_text(Ref text)
{
    scoped Ref printed = text;
    return printed && sys_write("stdout", printed) ? none_new() : NULL;
}

static Ref printer_call(Obj self, const Obj *args, size_t count, Obj names)
{
    (void)args;
    const Word *word = (const Word *)self;
    if (count || names) return raise_type_error("%s() takes no arguments", word->name);
    return print_text(str_format("%s\n", word->text));
}

static bool is_text(Obj x) { return x && is_str(x); }

static Ref helper_call(Obj self, const Obj *args, size_t count, Obj names)
{
    (void)self;
    if (names || count > 1) return raise_type_error("help() takes at most one argument");
    if (!count) return print_text(str_from_text(help_text));
    scoped Ref name = NULL, signature = NULL, doc = NULL;
    if (!attribute_find(args[0], name___qualname__, &name)
        || (!name && !attribute_find(args[0], name___name__, &name))
        || !attribute_find(args[0], intern("__text_signature__"), &signature)
        || !attribute_find(args[0], name___doc__, &doc)) return NULL;
    Writer w = { 0 };
    writer_text(&w, "Help on ");
    writer_text(&w, type_name(args[0]));
    if (is_text(name)) {
        writer_char(&w, ' ');
        writer_str(&w, name);
        if (is_text(signature)) writer_str(&w, signature);
    }
    writer_text(&w, ":\n\n");
    if (is_text(doc)) writer_str(&w, doc);
    else writer_text(&w, "There is no documentation.");
    writer_char(&w, '\n');
    return print_text(writer_finish(&w));
}

static Type quitter_type = {
    TYPE_HEADER, .name = "Quitter", .module = "_sitebuiltins", .size = sizeof(Word),
    .flags = TYPE_NO_CREATE | TYPE_FINAL, .doc = "Leaves the program when called.",
    .repr = word_repr, .call = quitter_call,
};
static Type printer_type = {
    TYPE_HEADER, .name = "_Printer", .module = "_sitebuiltins", .size = sizeof(Word),
    .flags = TYPE_NO_CREATE | TYPE_FINAL, .doc = "A text to be read at the prompt.",
    .repr = word_repr, .call = printer_call,
};
static Type helper_type = {
    TYPE_HEADER, .name = "_Helper", .module = "_sitebuiltins", .size = sizeof(Word),
    .flags = TYPE_NO_CREATE | TYPE_FINAL, .doc = "Shows what objects say about themselves.",
    .repr = word_repr, .call = helper_call,
};

void session_start(void)
{
    type_ready(&quitter_type);
    type_ready(&printer_type);
    type_ready(&helper_type);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        module_add(builtins_module, words[i].name, keep(&words[i].head));
}
