/* runtime/modules/io_raw.c -- what lies below a buffer: a FileIO directly, anything else by its
 * methods.   SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/modules/io_types.h"
#include "runtime/protocol.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/exception.h"
#include "runtime/types/int.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/none.h"
#include <string.h>

static FileIO *plain_file(const Buffered *b)
{
    FileIO *file = (FileIO *)b->raw;
    bool direct = has_type(b->raw, &file_io_type) && io_is_plain(b->raw, 1);   // "name"
    return direct && file->descriptor >= 0 ? file : NULL;
}

/* What readinto or write says that it did. */
static Transfer read_count(Obj answer, const char *method, size_t most, size_t *count)
{
    intptr_t number;
    if (!object_to_size(answer, &number, &value_error_type)) {
        if (error_matches(&type_error_type)) {
            scoped Ref cause = error_take();
            raise_os_error("raw %s failed", method);
            exception_set_cause(error_state.pending, take(&cause));
        }
        return IO_FAILED;
    }
    if (number < 0 || (size_t)number > most) {
        raise_os_error("raw %s returned invalid length %zd (should have been between 0 and %zd)",
                       method, number, (intptr_t)most);
        return IO_FAILED;
    }
    *count = (size_t)number;
    return IO_DONE;
}

Transfer raw_read(Buffered *b, char *to, size_t room, size_t *got)
{
    *got = 0;
    FileIO *file = plain_file(b);
    if (file && file->readable) return file_read(file, to, room, got);
    // A block of its own, for the raw file may keep the view that it is given.
    scoped Ref block = bytearray_from("", 0);
    if (!bytearray_resize(block, room)) return IO_FAILED;
    if (room) memset(((ByteArray *)block)->start, 0, room);
    scoped Ref view = memoryview_new(block);
    if (!view) return IO_FAILED;
    scoped Ref answer = call_method1(b->raw, intern("readinto"), view);
    if (!answer) return IO_FAILED;
    if (is_none(answer)) return IO_BLOCKED;
    Transfer result = read_count(answer, "readinto()", room, got);
    if (result == IO_DONE && *got) memcpy(to, ((ByteArray *)block)->start, *got);
    return result;
}

Transfer raw_write(Buffered *b, const char *from, size_t length, size_t *written)
{
    *written = 0;
    FileIO *file = plain_file(b);
    if (file && file->writable) return file_write(file, from, length, written);
    scoped Ref block = bytes_from(from, length);
    scoped Ref view = memoryview_new(block);
    if (!view) return IO_FAILED;
    scoped Ref answer = call_method1(b->raw, name_write, view);
    if (!answer) return IO_FAILED;
    if (is_none(answer)) return IO_BLOCKED;
    return read_count(answer, "write()", length, written);
}

static bool read_position(Obj answer, int64_t *position)
{
    if (!answer || !io_offset(answer, position)) return false;
    return *position >= 0
        || raise_os_error("Raw stream returned invalid position %ld", (long)*position);
}

bool raw_seek(Buffered *b, int64_t offset, int whence, int64_t *position)
{
    FileIO *file = plain_file(b);
    if (file) return file_seek(file, offset, whence, position);
    scoped Ref to = int_new(offset);
    const Obj args[] = { to, small_int(whence) };
    scoped Ref answer = call_method(b->raw, intern("seek"), args, 2);
    return read_position(answer, position);
}

bool raw_tell(Buffered *b, int64_t *position)
{
    FileIO *file = plain_file(b);
    if (file) return file_seek(file, 0, 1, position);
    scoped Ref answer = call_method0(b->raw, intern("tell"));
    return read_position(answer, position);
}
