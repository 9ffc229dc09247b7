/* vm/source_lines.c -- lines of texts that are in no file, for tracebacks. */
#include "vm/source_lines.h"
#include "lib/embedded.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include <stdio.h>
#include <string.h>

static Ref kept;                  // dict: name -> text

static Ref split(Obj text)
{
    return call_method1(text, intern("splitlines"), True_object);
}

void source_lines_keep(Obj name, Obj text)
{
    if (!kept) kept = dict_new();
    if (!dict_set(kept, name, text)) error_clear();
}

// Files of these modules are named "<tuplet>/collections.abc.py".
static const EmbeddedModule *find_embedded(const char *path)
{
    char file[256];
    for (size_t i = 0; i < embedded_count; i++) {
        const EmbeddedModule *module = &embedded_modules[i];
        snprintf(file, sizeof file, "<tuplet>/%s%s", module->name,
                 module->is_package ? "/__init__.py" : ".py");
        if (!strcmp(file, path)) return module;
    }
    return NULL;
}

Ref source_lines_get(Obj name)
{
    Obj text = kept ? dict_peek_str(kept, name) : NULL;
    if (text) return split(text);
    const char *path = str_utf8_lossy(name, NULL);
    const EmbeddedModule *module = strncmp(path, "<tuplet>/", 9) ? NULL : find_embedded(path);
    if (!module) return none_new();
    scoped Ref made = str_from_utf8(module->text, module->length);
    return split(made);
}
