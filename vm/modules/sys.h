/* vm/modules/sys.h -- what the files of the module sys share, and what others need of it.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/module.h"

/* An attribute of sys as the program has it now; borrowed, NULL: it is gone. */
Obj  sys_peek(const char *name);
void sys_set(const char *name, Obj value);                   // NULL: delete
void sys_set_first_argument(const char *text);               // sys.argv[0]
/* Writes to sys.stderr ...; nothing if there is none. */
MAY_RAISE bool sys_write(const char *file, Obj text);

/* sys_info.c: version, flags, numbers of the machine. */
void sys_info_add(Ref module);
/* sys_names.c */
Ref  sys_stdlib_names(void);                                 // frozenset
/* sys_path.c: executable, prefix, path. */
void sys_path_add(Ref module);
/* sys_hooks.c: displayhook and its kin, standard streams. */
extern const Method sys_hook_functions[];
void sys_hooks_add(Ref module);
MAY_RAISE bool sys_streams_add(Ref module);
