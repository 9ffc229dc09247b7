/* vm/site.h -- inline caches of attribute, method and global lookups: the slow half that fills them.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/code.h"

MAY_RAISE Ref  site_load_attribute(Site *site, Obj object);
MAY_RAISE bool site_store_attribute(Site *site, Obj object, Obj value);
/* LOAD_METHOD: *function and *self; *self NULL if function is bound already. New references. */
MAY_RAISE bool site_load_method(Site *site, Obj object, Ref *function, Ref *self);
MAY_RAISE Ref  site_load_global(Site *site, Obj globals, Obj builtins);
MAY_RAISE Ref  site_load_name(Site *site, Obj locals, Obj globals, Obj builtins);
/* A class pattern's: *value NULL without an exception if there is no such attribute. */
MAY_RAISE bool site_find_attribute(Site *site, Obj object, Ref *value);
