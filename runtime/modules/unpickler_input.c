/* runtime/modules/unpickler_input.c -- what an Unpickler reads from: memory, or a file that may let
 * it look ahead.   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/modules/pickle.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include <string.h>

enum {
    LOOK_AHEAD = 128 * 1024,
    PIECE = 1 << 20,              // more than this is not asked for at once: it may not be there
};

static void use(Unpickler *u, Ref octets)
{
    replace(&u->input, octets);
    u->data = bytes_data(octets);
    u->length = bytes_length(octets);
    u->at = u->peeked = 0;
}

void unpickler_forget_input(Unpickler *u)
{
    drop_or_null(take(&u->input));
    buffer_release(&u->view);
    u->data = NULL;
    u->length = u->at = u->peeked = 0;
    u->is_peeked = false;
}

/* count < 0: a line. The file's answer as bytes. */
static Ref ask_file(Obj method, intptr_t count)
{
    scoped Ref asked = count < 0 ? NULL : int_new(count);
    scoped Ref answer = count < 0 ? call0(method) : call1(method, asked);
    if (!answer) return NULL;
    if (is_bytes(answer)) return take(&answer);
    if (object_has_buffer(answer)) return bytes_from_object(answer);
    return raise_type_error("a bytes-like object is required, not '%T'", answer);
}

bool unpickler_give_back(Unpickler *u)
{
    if (!u->is_peeked || u->at <= u->peeked) return true;
    scoped Ref skipped = ask_file(u->read, (intptr_t)(u->at - u->peeked));
    if (!skipped) return false;
    u->peeked = u->at;
    return true;
}

/* Looks ahead as far as the file allows; true with nothing got if it can't. */
static bool look_ahead(Unpickler *u)
{
    if (!u->peek) return true;
    scoped Ref size = small_int(LOOK_AHEAD);
    scoped Ref seen = call1(u->peek, size);
    if (!seen) {
        if (!error_matches(&not_implemented_error_type)) return false;
        error_clear();
        drop_or_null(take(&u->peek));
        return true;
    }
    if (!is_bytes(seen)) return raise_type_error("peek() returned non-bytes object (%T)", seen);
    use(u, take(&seen));
    u->is_peeked = true;
    return true;
}

static bool read_from_file(Unpickler *u, size_t count)
{
    if (!unpickler_give_back(u)) return false;
    u->is_peeked = false;
    u->length = u->at = 0;
    if (!look_ahead(u)) return false;
    if (u->length >= count && u->is_peeked) return true;
    u->is_peeked = false;
    OctetWriter all = { 0 };
    for (;;) {
        size_t wanted = count - all.length < PIECE ? count - all.length : PIECE;
        scoped Ref piece = ask_file(u->read, (intptr_t)wanted);
        if (!piece) {
            octets_discard(&all);
            return false;
        }
        if (bytes_length(piece) == count) {           // all at once
            use(u, take(&piece));
            return true;
        }
        octets_write(&all, bytes_data(piece), bytes_length(piece));
        if (bytes_length(piece) < wanted || all.length >= count) break;
    }
    use(u, octets_finish(&all));
    return true;
}

bool unpickler_read(Unpickler *u, size_t count, const char **data)
{
    if (u->length - u->at < count) {
        if (!u->read) return raise_unpickling("pickle data was truncated");
        size_t left = u->length - u->at;
        if (left && !u->is_peeked) {                  // within a frame that ends too early
            return raise_unpickling("pickle exhausted before end of frame");
        }
        if (!read_from_file(u, count)) return false;
        if (u->length < count) return raise_unpickling("pickle data was truncated");
    }
    *data = u->data + u->at;
    u->at += count;
    return true;
}

bool unpickler_read_line(Unpickler *u, const char **data, size_t *length)
{
    const char *from = u->data + u->at;
    const char *end = u->length > u->at ? memchr(from, '\n', u->length - u->at) : NULL;
    if (!end) {
        if (!u->read) return raise_unpickling("pickle data was truncated");
        if (!unpickler_give_back(u)) return false;
        u->is_peeked = false;
        scoped Ref line = ask_file(u->readline, -1);
        if (!line) return false;
        size_t count = bytes_length(line);
        if (count == 0 || bytes_data(line)[count - 1] != '\n')
            return raise_unpickling("pickle data was truncated");
        use(u, take(&line));
        from = u->data;
        end = from + count - 1;
    }
    *data = from;
    *length = (size_t)(end - from);
    u->at = (size_t)(end + 1 - u->data);
    return true;
}

bool unpickler_read_number(Unpickler *u, int width, uint64_t *number)
{
    const char *data;
    if (!unpickler_read(u, (size_t)width, &data)) return false;
    *number = 0;
    for (int i = 0; i < width; i++) *number |= (uint64_t)(unsigned char)data[i] << 8 * i;
    return true;
}
