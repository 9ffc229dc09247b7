/* runtime/modules/pwd.c -- the module pwd: the users that the system knows.
 *   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/modules/posix.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/record.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <errno.h>
#include <pwd.h>

static const char *const names[] = {
    "pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell",
};
static const RecordShape shape = { names, 7, 7 };

static Type struct_passwd_type = {
    TYPE_HEADER, .name = "struct_passwd", .module = "pwd",
    .doc = "struct_passwd(sequence, dict={})\n--\n\nWhat is known about a user.",
};

static Ref text_or_empty(const char *text)
{
    return str_decode_filename(text ? text : "");
}

static Ref entry_of(const struct passwd *p)
{
    Ref fields[] = { text_or_empty(p->pw_name), text_or_empty(p->pw_passwd), int_new(p->pw_uid),
                     int_new(p->pw_gid), text_or_empty(p->pw_gecos), text_or_empty(p->pw_dir),
                     text_or_empty(p->pw_shell) };
    return record_give(&struct_passwd_type, fields);
}

static Ref pwd_getpwuid(const Obj arg[])
{
    unsigned id;
    if (!read_id(arg[0], "uid", &id)) {
        if (!error_clear_if(&overflow_error_type)) return NULL;
        scoped Ref text = str_format("getpwuid(): uid not found");
        return raise_with(&key_error_type, text);
    }
    errno = 0;
    const struct passwd *found = getpwuid(id);
    if (found) return entry_of(found);
    scoped Ref text = str_format("getpwuid(): uid not found: %S", arg[0]);
    return text ? raise_with(&key_error_type, text) : NULL;
}

static Ref pwd_getpwnam(const Obj arg[])
{
    if (!is_str(arg[0])) return raise_type_error("getpwnam() argument must be str, not %T", arg[0]);
    const char *name = str_c_text(arg[0]);
    const struct passwd *found = name ? getpwnam(name) : NULL;
    if (found) return entry_of(found);
    if (!name) return NULL;
    scoped Ref text = str_format("getpwnam(): name not found: %R", arg[0]);
    return text ? raise_with(&key_error_type, text) : NULL;
}

static Ref pwd_getpwall(const Obj arg[])
{
    (void)arg;
    Ref all = list_new(0);
    setpwent();
    for (const struct passwd *p; (p = getpwent());) list_give(all, entry_of(p));
    endpwent();
    return all;
}

static const Method pwd_functions[] = {
    { "getpwall()", pwd_getpwall, "All users.", 0 },
    { "getpwnam(name, /)", pwd_getpwnam, "A user by name.", 0 },
    { "getpwuid(uidobj, /)", pwd_getpwuid, "A user by number.", 0 },
    { 0 }
};

static bool pwd_start(Ref module)
{
    record_ready(&struct_passwd_type, &shape);
    module_add(module, "struct_passwd", keep(&struct_passwd_type.head));
    return true;
}

const Module pwd_module = {
    "pwd", "The users that the system knows.", pwd_functions, NULL, pwd_start,
};
