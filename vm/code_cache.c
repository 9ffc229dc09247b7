/* vm/code_cache.c -- the files that keep compiled code: where they are, when they count. */
#include "vm/code_cache.h"
#include "code_version.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "vm/code_pack.h"
#include "vm/import.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define TAG ".tuplet-1.code"

typedef struct CacheHeader {
    char magic[8];
    uint64_t version;         // of the compiler
    int64_t size, seconds, nanoseconds;              // of the source
    uint64_t name;            // hash of the source's name
    uint64_t length, sum;     // of what follows
} CacheHeader;

enum { CACHE_LIMIT = 1 << 28 };

/* --- places --- */

typedef struct Place { char path[PATH_MAX]; uint64_t name; } Place;

static uint64_t hash(const void *data, size_t length)
{
    const unsigned char *at = data;
    uint64_t sum = 0x9e3779b97f4a7c15u ^ length;
    for (; length; at += 8, length -= length < 8 ? length : 8) {
        uint64_t word = 0;
        memcpy(&word, at, length < 8 ? length : 8);
        sum = (sum ^ word) * 0xff51afd7ed558ccdu;
        sum ^= sum >> 32;
    }
    return sum;
}

static Obj sys_value(const char *name)
{
    Obj sys = import_peek("sys");
    return sys ? dict_peek_str(module_dict(sys), intern(name)) : NULL;
}

static const char *file_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

// Length of a file's name without .py.
static int stem_length(const char *file)
{
    size_t length = strlen(file);
    return (int)(length > 3 && !strcmp(file + length - 3, ".py") ? length - 3 : length);
}

static bool print_place(Place *place, const char *file, int length)
{
    place->name = hash(file, strlen(file));
    return length > 0 && length < (int)sizeof place->path;
}

static bool place_under(const char *prefix, const char *path, Place *place)
{
    char real[PATH_MAX];
    if (!realpath(path, real)) return false;
    const char *file = file_part(real);
    return print_place(place, file, snprintf(place->path, sizeof place->path, "%s%.*s%.*s" TAG, prefix,
                                             (int)(file - real), real, stem_length(file), file));
}

static bool place_beside(const char *path, Place *place)
{
    const char *file = file_part(path);
    return print_place(place, file, snprintf(place->path, sizeof place->path, "%.*s__pycache__/%.*s" TAG,
                                             (int)(file - path), path, stem_length(file), file));
}

// sys.pycache_prefix, or else the folder of the source.
static bool first_place(const char *path, Place *place)
{
    Obj prefix = sys_value("pycache_prefix");
    if (!prefix || !is_str(prefix)) return place_beside(path, place);
    const char *text = str_c_text(prefix);
    if (!text) error_clear();
    return text && place_under(text, path, place);
}

static bool home_place(const char *path, Place *place)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *tail = "";
    if (!cache || *cache != '/') {
        cache = getenv("HOME");
        tail = "/.cache";
    }
    char real[PATH_MAX];
    if (!cache || *cache != '/' || !realpath(path, real)) return false;
    const char *file = file_part(real);
    uint64_t number = hash(real, strlen(real));
    return print_place(place, real, snprintf(place->path, sizeof place->path, "%s%s/tuplet/%.*s-%016lx.code",
                                             cache, tail, stem_length(file), file, (unsigned long)number));
}

/* --- reading --- */

static CacheHeader header_for(const struct stat *status, const Place *place)
{
    return (CacheHeader){ .magic = "\211tuplet\n", .version = CODE_VERSION ^ sizeof(Code) ^ sizeof(Position) << 16,
                          .size = status->st_size, .seconds = status->st_mtim.tv_sec,
                          .nanoseconds = status->st_mtim.tv_nsec, .name = place->name };
}

// Nobody but the user, the owner of the source or the administrator may have written it.
static bool may_trust(const struct stat *kept, const struct stat *source)
{
    return S_ISREG(kept->st_mode) && !(kept->st_mode & S_IWOTH)
        && (kept->st_uid == geteuid() || kept->st_uid == source->st_uid || kept->st_uid == 0);
}

static bool read_all(int fd, void *into, size_t length)
{
    for (char *at = into; length;) {
        ssize_t got = read(fd, at, length);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += got;
        length -= (size_t)got;
    }
    return true;
}

static Ref read_code(int fd, const CacheHeader *wanted, const struct stat *source, Obj filename)
{
    struct stat kept;
    CacheHeader header;
    if (fstat(fd, &kept) != 0 || !may_trust(&kept, source) || kept.st_size > CACHE_LIMIT) return NULL;
    if (!read_all(fd, &header, sizeof header)) return NULL;
    if (memcmp(&header, wanted, offsetof(CacheHeader, length)) != 0
        || header.length != (uint64_t)kept.st_size - sizeof header) return NULL;
    void *data = malloc(header.length ? header.length : 1);
    bool good = data && read_all(fd, data, header.length) && hash(data, header.length) == header.sum;
    Ref code = good ? code_unpack(data, header.length, filename) : NULL;
    free(data);
    return code;
}

static Ref read_place(const Place *place, const struct stat *status, Obj filename)
{
    int fd = open(place->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) return NULL;
    CacheHeader wanted = header_for(status, place);
    Ref code = read_code(fd, &wanted, status, filename);
    close(fd);
    return code;
}

Ref code_cache_read(const char *path, const struct stat *status, Obj filename)
{
    Place place;
    Ref code = first_place(path, &place) ? read_place(&place, status, filename) : NULL;
    if (!code && home_place(path, &place)) code = read_place(&place, status, filename);
    return code;
}

/* --- writing --- */

static bool write_all(int fd, const void *from, size_t length)
{
    for (const char *at = from; length;) {
        ssize_t done = write(fd, at, length);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        at += done;
        length -= (size_t)done;
    }
    return true;
}

// The folders that a place is in, as far as they are missing.
static bool make_folders(const char *path, mode_t mode)
{
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (!slash || slash == folder) return slash != NULL;
    *slash = 0;
    if (mkdir(folder, mode) == 0 || errno == EEXIST) return true;
    return errno == ENOENT && make_folders(folder, mode) && (mkdir(folder, mode) == 0 || errno == EEXIST);
}

static bool write_place(const Place *place, const struct stat *status, const Packing *packing, mode_t folders)
{
    static unsigned counter;
    char fresh[PATH_MAX + 32];
    snprintf(fresh, sizeof fresh, "%s.%ld-%u", place->path, (long)getpid(), counter++);
    if (!make_folders(place->path, folders)) return false;
    int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (status->st_mode | S_IWUSR) & 0664);
    if (fd < 0) return false;
    CacheHeader header = header_for(status, place);
    header.length = packing->length;
    header.sum = hash(packing->data, packing->length);
    bool good = write_all(fd, &header, sizeof header) && write_all(fd, packing->data, packing->length);
    if (close(fd) != 0) good = false;
    if (good && rename(fresh, place->path) == 0) return true;
    unlink(fresh);
    return false;
}

// A source that has just been written may be written again without its time telling so.
static bool is_settled(const struct stat *status)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t age = (now.tv_sec - status->st_mtim.tv_sec) * 1000
        + (now.tv_nsec - status->st_mtim.tv_nsec) / 1000000;
    return age > 50 || age < -50;
}

static bool may_write(void)
{
    Obj setting = sys_value("dont_write_bytecode");
    bool off = false;
    if (setting && !object_truth(setting, &off)) error_clear();
    return !off;
}

void code_cache_write(const char *path, const struct stat *status, Obj code)
{
    Place place;
    scoped_packing Packing packing = { 0 };
    if (!may_write() || !is_settled(status) || !code_pack(code, &packing)) return;
    if (first_place(path, &place) && write_place(&place, status, &packing, 0777)) return;
    if (home_place(path, &place)) write_place(&place, status, &packing, 0700);
}
