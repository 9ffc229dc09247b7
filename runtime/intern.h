/* runtime/intern.h -- interned strings: one object for each distinct name, not counted: it lives
 * for as long as a word in memory that the collector scans refers to it.
 * Two interned names are equal exactly if they are the same object.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

void intern_start(void);
Obj intern(const char *text);                          // NUL-terminated UTF-8; borrowed
Obj intern_utf8(const char *text, size_t length);      // valid UTF-8; borrowed
// the interned equal of a str (exact type str)
Obj intern_str(Obj str);
bool str_is_interned(Obj str);
// as intern_str, but NULL if there is none yet
Obj intern_find(Obj str);

/* For the collector: takes out the names that are not alive; must not allocate. */
void intern_forget(bool (*is_alive)(Obj name));

#define NAME(x) extern Ref name_##x;
#include "runtime/names.def"
#undef NAME
