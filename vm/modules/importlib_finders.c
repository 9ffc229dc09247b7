/* vm/modules/importlib_finders.c -- finders that programs put on sys.meta_path.
 *   SPDX-License-Identifier: MIT
 * Our own finders stand there for show: vm/import.c does their work without asking them. */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "vm/import.h"
#include "vm/modules/importlib.h"

static Ref path_finder;       // importlib's class for sys.path
static bool preparing;        // importlib itself is being imported

void finders_set_own(Obj class) { replace(&path_finder, keep(class)); }

static bool is_own(Obj finder)
{
    return finder == (Obj)&builtin_importer_type || finder == (Obj)&embedded_importer_type
        || finder == path_finder;
}

static Ref load_spec(Obj spec)
{
    preparing = true;
    scoped Ref bootstrap = import_module(intern("importlib._bootstrap"));
    preparing = false;
    scoped Ref load = bootstrap ? attribute_get(bootstrap, intern("_load")) : NULL;
    return load ? call1(load, spec) : NULL;
}

static bool ask(Obj finder, Obj name, Obj path, Ref *module)
{
    scoped Ref find = NULL;
    *module = NULL;
    if (!attribute_find(finder, intern("find_spec"), &find)) return false;
    if (!find) return true;
    scoped Ref spec = call3(find, name, path ? path : None_object, None_object);
    if (!spec || is_none(spec)) return spec != NULL;
    *module = load_spec(spec);
    return *module != NULL;
}

bool finders_ask(Obj name, Obj path, bool behind, Ref *module)
{
    *module = NULL;
    Obj sys = preparing ? NULL : import_peek("sys");
    Obj found = sys ? dict_peek_str(module_dict(sys), intern("meta_path")) : NULL;
    if (!found || !is_list(found) || !list_length(found)) return true;
    scoped Ref finders = keep(found), dot = str_from_text(".");
    if (str_find(name, dot, 0, str_length(name), false) < 0) path = NULL;
    bool own_seen = false;
    for (size_t i = 0; i < list_length(finders); i++) {
        scoped Ref finder = keep(list_peek(finders, i));
        if (is_own(finder)) {
            if (!behind) return true;
            own_seen = true;
        } else if (own_seen == behind) {
            if (!ask(finder, name, path, module)) return false;
            if (*module) return true;
        }
    }
    return true;
}
