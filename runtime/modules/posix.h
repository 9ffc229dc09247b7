/* runtime/modules/posix.h -- the module posix: paths, arguments, its types.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>

/* str or bytes from a path: os.fspath. */
MAY_RAISE Ref path_text(Obj path);
/* The octets of a file name, as a bytes object; "embedded null byte". */
MAY_RAISE Ref path_octets(Obj str_or_bytes);

/* A path argument. */
typedef struct Path {
    Obj given;                // borrowed; for error messages. NULL: left out
    const char *text;         // NULL if it is a descriptor
    int descriptor;           // -1 if it is not
    bool is_bytes;            // results that are names are bytes, too
    Ref octets;
} Path;
enum { PATH_DESCRIPTOR = 1, PATH_NONE = 2 };   // what else is welcome; None is "."
#define scoped_path __attribute__((cleanup(path_drop)))
MAY_RAISE bool path_read(Path *path, Obj given, const char *function, const char *name,
                         int welcome);
void path_drop(Path *path);
Ref  path_name(const Path *path, const char *octets);          // a str or bytes, as the path is
void *path_raise(const Path *path);                            // OSError by errno
void *path_raise2(const Path *from, const Path *to);

MAY_RAISE bool read_int(Obj x, int *value);                    // an int of C
MAY_RAISE bool read_descriptor(Obj x, int *descriptor);        // an int or an object with fileno()
MAY_RAISE bool read_folder(Obj x, int *descriptor);            // dir_fd=; NULL, None: AT_FDCWD
MAY_RAISE bool read_flag(Obj x, bool otherwise, bool *flag);   // NULL: otherwise
/* An id of a user or group: -1 stands for itself. */
MAY_RAISE bool read_id(Obj x, const char *what, unsigned *id);
MAY_RAISE Ref none_or_errno(int result);                       // 0: None; else OSError
/* Linux marks that a call was cut short by a signal; true: again. */
bool try_again(void);

struct sched_param;
MAY_RAISE bool read_sched_param(Obj x, struct sched_param *param);
Ref stat_new(const struct stat *status);
extern Type stat_result_type, statvfs_result_type, terminal_size_type, uname_result_type;
extern Type times_result_type, waitid_result_type, sched_param_type, dir_entry_type;
extern Type scandir_iterator_type;
void posix_stat_ready(void);
void posix_process_ready(void);
void posix_system_ready(void);
Ref  posix_limit_names(int which);            // 0: sysconf, 1: pathconf, 2: confstr; a dict
void posix_descriptor_ready(void);

/* The functions of each file, a table for each. */
extern const Method posix_stat_functions[], posix_path_functions[], posix_scan_functions[],
    posix_descriptor_functions[], posix_transfer_functions[], posix_process_functions[],
    posix_spawn_functions[], posix_id_functions[], posix_system_functions[];
void posix_constants_add(Ref module);
