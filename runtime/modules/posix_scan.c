/* runtime/modules/posix_scan.c -- what is in a directory: listdir, scandir, DirEntry.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/posix.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

static DIR *open_folder(const Path *path)
{
    if (path->text) return opendir(path->text);
    int own = dup(path->descriptor);
    DIR *folder = own < 0 ? NULL : fdopendir(own);
    if (!folder && own >= 0) close(own);
    if (folder) rewinddir(folder);
    return folder;
}

/* The next entry that is not . or ..; NULL: the end, or errno is set. */
static struct dirent *next_entry(DIR *folder)
{
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(folder);
        if (!entry || (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))) return entry;
    }
}

static Ref posix_listdir(const Obj arg[])
{
    scoped_path Path path = { 0 };
    if (!path_read(&path, arg[0], "listdir", "path", PATH_DESCRIPTOR | PATH_NONE)) return NULL;
    DIR *folder = open_folder(&path);
    if (!folder) return path_raise(&path);
    Ref names = list_new(0);
    for (struct dirent *entry; (entry = next_entry(folder));)
        list_give(names, path_name(&path, entry->d_name));
    int problem = errno;
    closedir(folder);
    if (!problem) return names;
    drop(names);
    errno = problem;
    return path_raise(&path);
}

/* --- DirEntry --- */

typedef struct DirEntry {
    Object head;
    Ref name, path;           // str or bytes
    Ref status, link_status;  // stat_result, once asked for; NULL
    int folder;               // descriptor that the scan was made on; -1: path leads there
    unsigned char kind;       // DT_*
    ino_t inode;
} DirEntry;

static DirEntry *entry_of(Obj x)    { return (DirEntry *)x; }

static void entry_destroy(Ref self)
{
    DirEntry *e = entry_of(self);
    drop(e->name);
    drop(e->path);
    drop_or_null(e->status);
    drop_or_null(e->link_status);
}

static void entry_visit(Obj self, Visit visit, void *context)
{
    const DirEntry *e = entry_of(self);
    visit(e->name, context);
    visit(e->path, context);
    if (e->status) visit(e->status, context);
    if (e->link_status) visit(e->link_status, context);
}

static bool read_status(DirEntry *e, bool follow, struct stat *status, Ref *octets)
{
    *octets = path_octets(e->folder >= 0 ? e->name : e->path);
    if (!*octets) return false;
    int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
    int folder = e->folder >= 0 ? e->folder : AT_FDCWD;
    return fstatat(folder, bytes_data(*octets), status, flags) == 0 || raise_from_errno(e->path);
}

static Ref link_status_of(DirEntry *e)
{
    if (!e->link_status) {
        struct stat status;
        scoped Ref octets = NULL;
        if (!read_status(e, false, &status, &octets)) return NULL;
        e->link_status = stat_new(&status);
    }
    return keep(e->link_status);
}

/* Whether it is a link; without a call if the directory told so. */
static bool is_link(DirEntry *e, bool *result)
{
    if (e->kind != DT_UNKNOWN) {
        *result = e->kind == DT_LNK;
        return true;
    }
    scoped Ref status = link_status_of(e);
    long mode;
    if (!status || !object_to_long(tuple_peek(status, 0), &mode)) return false;
    *result = S_ISLNK((mode_t)mode);
    return true;
}

static Ref status_of(DirEntry *e, bool follow)
{
    if (!follow) return link_status_of(e);
    if (!e->status) {
        bool linked;
        if (!is_link(e, &linked)) return NULL;
        if (!linked) {
            e->status = link_status_of(e);
        } else {
            struct stat status;
            scoped Ref octets = NULL;
            if (!read_status(e, true, &status, &octets)) return NULL;
            e->status = stat_new(&status);
        }
    }
    return keep_or_null(e->status);
}

static Ref entry_stat(const Obj arg[])
{
    enum { self, follow_symlinks };
    bool follow;
    return read_flag(arg[follow_symlinks], true, &follow) ? status_of(entry_of(arg[self]), follow)
                                                          : NULL;
}

static Ref test_kind(const Obj arg[], unsigned char kind, mode_t mode)
{
    enum { self, follow_symlinks };
    DirEntry *e = entry_of(arg[self]);
    bool follow;
    if (!read_flag(arg[follow_symlinks], true, &follow)) return NULL;
    if (e->kind != DT_UNKNOWN && (e->kind != DT_LNK || !follow)) return bool_new(e->kind == kind);
    scoped Ref status = status_of(e, follow);
    if (!status) {
        if (error_clear_if(&file_not_found_error_type)) return bool_new(false);
        return NULL;
    }
    long bits;
    if (!object_to_long(tuple_peek(status, 0), &bits)) return NULL;
    return bool_new(((mode_t)bits & S_IFMT) == mode);
}

static Ref entry_is_dir(const Obj arg[])    { return test_kind(arg, DT_DIR, S_IFDIR); }
static Ref entry_is_file(const Obj arg[])   { return test_kind(arg, DT_REG, S_IFREG); }

static Ref entry_is_symlink(const Obj arg[])
{
    bool linked;
    if (is_link(entry_of(arg[0]), &linked)) return bool_new(linked);
    return error_clear_if(&file_not_found_error_type) ? bool_new(false) : NULL;
}

static Ref entry_is_junction(const Obj arg[])
{
    (void)arg;
    return bool_new(false);
}

static Ref entry_inode(const Obj arg[])
{
    return int_from_unsigned(entry_of(arg[0])->inode);
}

static Ref entry_fspath(const Obj arg[])
{
    return keep(entry_of(arg[0])->path);
}

static Ref entry_repr(Obj self)
{
    return str_format("<DirEntry %R>", entry_of(self)->name);
}

static Ref class_alias(const Obj arg[])
{
    return generic_alias_new(arg[0], arg[1]);
}

static Ref entry_refuse(const Obj arg[])
{
    (void)arg;
    return raise_type_error("cannot pickle 'DirEntry' object");
}

static const Member entry_members[] = {
    { "name", MEMBER_OBJECT, offsetof(DirEntry, name), false, "The name in its directory." },
    { "path", MEMBER_OBJECT, offsetof(DirEntry, path), false,
      "The path from where the scan began." },
    { 0 }
};

static const Method entry_methods[] = {
    { "inode(self, /)", entry_inode, "The number of the inode.", 0 },
    { "is_dir(self, /, *, follow_symlinks=True)", entry_is_dir, "Whether it is a directory.", 0 },
    { "is_file(self, /, *, follow_symlinks=True)", entry_is_file,
      "Whether it is a regular file.", 0 },
    { "is_junction(self, /)", entry_is_junction, "Always false on this system.", 0 },
    { "is_symlink(self, /)", entry_is_symlink, "Whether it is a symbolic link.", 0 },
    { "stat(self, /, *, follow_symlinks=True)", entry_stat, "As os.stat; remembered.", 0 },
    { "__fspath__(self, /)", entry_fspath, NULL, 0 },
    { "__class_getitem__(cls, item, /)", class_alias, NULL, METHOD_CLASS },
    { "__reduce__(self, /)", entry_refuse, NULL, 0 },
    { 0 }
};

Type dir_entry_type = {
    TYPE_HEADER, .name = "posix.DirEntry", .flags = TYPE_NO_CREATE | TYPE_FINAL,
    .doc = "What a directory has under one name.", .size = sizeof(DirEntry),
    .destroy = entry_destroy, .visit = entry_visit, .repr = entry_repr, .methods = entry_methods,
    .members = entry_members,
};

/* --- scandir --- */

typedef struct Scan {
    Object head;
    Ref given;                // the path as given; NULL: none
    Ref folder;               // path of the folder and its slash: str or bytes
    bool is_bytes;
    int descriptor;           // given; -1
    DIR *dir;                 // NULL: closed
} Scan;

static Scan *scan_of(Obj x)     { return (Scan *)x; }

static void scan_stop(Scan *s)
{
    if (s->dir) closedir(s->dir);
    s->dir = NULL;
}

static void scan_destroy(Ref self)
{
    scan_stop(scan_of(self));
    drop_or_null(scan_of(self)->given);
    drop_or_null(scan_of(self)->folder);
}

static void scan_bury(Ref self)
{
    scan_stop(scan_of(self));
}

static void scan_visit(Obj self, Visit visit, void *context)
{
    if (scan_of(self)->given) visit(scan_of(self)->given, context);
    if (scan_of(self)->folder) visit(scan_of(self)->folder, context);
}

static Ref name_in(const Scan *s, const char *octets)
{
    return s->is_bytes ? bytes_from(octets, strlen(octets)) : str_decode_filename(octets);
}

static Ref entry_new(const Scan *s, const struct dirent *found)
{
    Ref made = heap_new(&dir_entry_type, sizeof(DirEntry));
    DirEntry *e = entry_of(made);
    e->name = name_in(s, found->d_name);
    e->folder = s->descriptor;
    e->kind = found->d_type;
    e->inode = found->d_ino;
    if (!s->folder) {
        e->path = keep(e->name);
    } else if (s->is_bytes) {
        size_t front = bytes_length(s->folder), back = strlen(found->d_name);
        e->path = bytes_new(front + back);
        memcpy((char *)bytes_data(e->path), bytes_data(s->folder), front);
        memcpy((char *)bytes_data(e->path) + front, found->d_name, back);
    } else if (!(e->path = str_concat(s->folder, e->name))) {
        e->path = keep(e->name);
        drop(made);
        return NULL;
    }
    return made;
}

static Ref scan_next(Obj self)
{
    Scan *s = scan_of(self);
    if (!s->dir) return NULL;
    struct dirent *found = next_entry(s->dir);
    if (found) return entry_new(s, found);
    int problem = errno;
    scan_stop(s);
    errno = problem;
    return problem ? raise_from_errno(s->given) : NULL;
}

static Ref posix_scandir(const Obj arg[])
{
    scoped_path Path path = { 0 };
    if (!path_read(&path, arg[0], "scandir", "path", PATH_DESCRIPTOR | PATH_NONE)) return NULL;
    DIR *dir = open_folder(&path);
    if (!dir) return path_raise(&path);
    Ref made = heap_new(&scandir_iterator_type, sizeof(Scan));
    Scan *s = scan_of(made);
    s->dir = dir;
    s->given = keep_or_null(path.given);
    s->is_bytes = path.is_bytes;
    s->descriptor = path.descriptor;
    if (!path.text) return made;
    size_t length = strlen(path.text);
    Writer w = { 0 };
    scoped Ref text = str_decode_filename(path.text);
    writer_str(&w, text);
    if (length && path.text[length - 1] != '/') writer_char(&w, '/');
    s->folder = writer_finish(&w);
    if (path.is_bytes) replace(&s->folder, path_octets(s->folder));
    return made;
}

static Ref scan_close(const Obj arg[])
{
    scan_stop(scan_of(arg[0]));
    return none_new();
}

static Ref scan_enter(const Obj arg[])  { return keep(arg[0]); }
static Ref scan_iterate(Obj self)       { return keep(self); }

static const Method scan_methods[] = {
    { "close(self, /)", scan_close, NULL, 0 },
    { "__enter__(self, /)", scan_enter, NULL, 0 },
    { "__exit__(self, /, *args)", scan_close, NULL, 0 },
    { 0 }
};

Type scandir_iterator_type = {
    TYPE_HEADER, .name = "posix.ScandirIterator", .flags = TYPE_NO_CREATE | TYPE_FINAL,
    .size = sizeof(Scan), .destroy = scan_destroy, .bury = scan_bury, .visit = scan_visit,
    .iterate = scan_iterate, .next = scan_next, .methods = scan_methods,
};

const Method posix_scan_functions[] = {
    { "listdir(path=None)", posix_listdir, "The names in a directory.", 0 },
    { "scandir(path=None)", posix_scandir, "An iterator of DirEntry objects for a directory.", 0 },
    { 0 }
};
