/* runtime/modules/grp.c -- the module grp: the groups of users.   SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/modules/posix.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/record.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <grp.h>

static const char *const names[] = { "gr_name", "gr_passwd", "gr_gid", "gr_mem" };
static const RecordShape shape = { names, 4, 4 };

static Type struct_group_type = {
    TYPE_HEADER, .name = "struct_group", .module = "grp",
    .doc = "struct_group(sequence, dict={})\n--\n\nWhat is known about a group.",
};

static Ref entry_of(const struct group *g)
{
    Ref members = list_new(0);
    for (char **member = g->gr_mem; *member; member++)
        list_give(members, str_decode_filename(*member));
    Ref fields[] = { str_decode_filename(g->gr_name), str_decode_filename(g->gr_passwd),
                     int_new(g->gr_gid), members };
    return record_give(&struct_group_type, fields);
}

static Ref grp_getgrgid(const Obj arg[])
{
    unsigned id;
    if (!read_id(arg[0], "gid", &id)) {
        if (!error_clear_if(&overflow_error_type)) return NULL;
        scoped Ref text = str_format("getgrgid(): gid not found");
        return raise_with(&key_error_type, text);
    }
    const struct group *found = getgrgid(id);
    if (found) return entry_of(found);
    scoped Ref text = str_format("getgrgid(): gid not found: %S", arg[0]);
    return text ? raise_with(&key_error_type, text) : NULL;
}

static Ref grp_getgrnam(const Obj arg[])
{
    if (!is_str(arg[0]))
        return raise_type_error("getgrnam() argument 'name' must be str, not %T", arg[0]);
    const char *name = str_c_text(arg[0]);
    const struct group *found = name ? getgrnam(name) : NULL;
    if (found) return entry_of(found);
    if (!name) return NULL;
    scoped Ref text = str_format("getgrnam(): name not found: %R", arg[0]);
    return text ? raise_with(&key_error_type, text) : NULL;
}

static Ref grp_getgrall(const Obj arg[])
{
    (void)arg;
    Ref all = list_new(0);
    setgrent();
    for (const struct group *g; (g = getgrent());) list_give(all, entry_of(g));
    endgrent();
    return all;
}

static const Method grp_functions[] = {
    { "getgrall()", grp_getgrall, "All groups.", 0 },
    { "getgrgid(id)", grp_getgrgid, "A group by number.", 0 },
    { "getgrnam(name)", grp_getgrnam, "A group by name.", 0 },
    { 0 }
};

static bool grp_start(Ref module)
{
    record_ready(&struct_group_type, &shape);
    module_add(module, "struct_group", keep(&struct_group_type.head));
    return true;
}

const Module grp_module = {
    "grp", "The groups of users.", grp_functions, NULL, grp_start,
};
