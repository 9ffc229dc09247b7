/* lexer/source.c -- a program's text: decoding, line ends, where lines start.
 *   SPDX-License-Identifier: MIT */
#include "lexer/source.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include <string.h>
#include <strings.h>

#define PADDING 8             // zero bytes after the text, so that the scanner may look ahead

typedef enum EncodingKind { UTF_8, LATIN_1, ASCII, OTHER_ENCODING } EncodingKind;

typedef struct Encoding {
    EncodingKind kind;
    const char *name;         // as the cookie spells it
    size_t length;
} Encoding;

static size_t room_of(const Source *source) { return (size_t)source->length + 1 + PADDING; }

void source_close(Source *source)
{
    if (source->text) heap_plain_free(source->text, room_of(source));
    if (source->lines) heap_plain_free(source->lines, source->line_count * sizeof(uint32_t));
    drop_or_null(source->name);
    *source = (Source){ 0 };
}

static void find_lines(Source *source)
{
    uint32_t count = 1;
    const char *at = source->text, *end = source->text + source->length;
    for (const char *p = at; (p = memchr(p, '\n', end - p)); p++) count++;
    source->lines = heap_plain(count * sizeof(uint32_t));
    source->line_count = count;
    source->lines[0] = 0;
    for (uint32_t i = 1; i < count; i++) {
        at = (const char *)memchr(at, '\n', end - at) + 1;
        source->lines[i] = at - source->text;
    }
}

/* Takes the decoded bytes with "\r\n" and "\r" made "\n", and a last line end added. */
static bool set_text(Source *source, Obj name, const char *bytes, size_t length)
{
    if (length > UINT32_MAX - 64) return raise_overflow_error("source is too long");
    source->name = keep(name);
    source->text = heap_plain(length + 2 + PADDING);
    size_t room = length + 2 + PADDING;
    char *to = source->text;
    const char *end = bytes + length;
    while (bytes < end) {
        const char *stop = memchr(bytes, '\r', end - bytes);
        if (!stop) stop = end;
        memcpy(to, bytes, stop - bytes);
        to += stop - bytes;
        bytes = stop;
        if (bytes == end) break;
        *to++ = '\n';
        bytes += bytes + 1 < end && bytes[1] == '\n' ? 2 : 1;
    }
    if (to > source->text && to[-1] != '\n') {
        *to++ = '\n';
        source->newline_added = true;
    }
    source->length = to - source->text;
    memset(to, 0, PADDING + 1);
    source->text = heap_plain_resize(source->text, room, room_of(source));
    find_lines(source);
    return true;
}

/* --- encodings --- */

static bool is_cookie_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || c == '-' || c == '_' || c == '.';
}

/* A comment line like "# -*- coding: latin-1 -*-": finds the name. *blank: nothing but a comment
 * or blanks, so the second line counts too. */
static const char *find_cookie(const char *line, const char *end, size_t *length, bool *blank)
{
    *blank = false;
    while (line < end && (*line == ' ' || *line == '\t' || *line == '\f')) line++;
    *blank = line == end || *line == '#' || *line == '\r';
    if (line == end || *line != '#') return NULL;
    for (; end - line >= 7; line++) {
        if (memcmp(line, "coding", 6) || (line[6] != ':' && line[6] != '=')) continue;
        const char *name = line + 7;
        while (name < end && (*name == ' ' || *name == '\t')) name++;
        const char *stop = name;
        while (stop < end && is_cookie_name(*stop)) stop++;
        if (stop == name) continue;
        *length = stop - name;
        return name;
    }
    return NULL;
}

static bool is_named(const char *name, size_t length, const char *wanted)
{
    for (size_t i = 0; i < length; i++) {
        char c = name[i] == '_' ? '-' : name[i];
        if (!wanted[i] || strncasecmp(&c, &wanted[i], 1)) return false;
    }
    return !wanted[length];
}

static EncodingKind encoding_kind(const char *name, size_t length)
{
    static const struct { const char *name; EncodingKind kind; } known[] = {
        { "utf-8", UTF_8 }, { "utf8", UTF_8 }, { "utf-8-sig", UTF_8 }, { "u8", UTF_8 },
        { "utf-8-unix", UTF_8 }, { "utf-8-dos", UTF_8 }, { "utf-8-emacs", UTF_8 },
        { "latin-1", LATIN_1 }, { "latin1", LATIN_1 }, { "iso-8859-1", LATIN_1 },
        { "iso8859-1", LATIN_1 }, { "l1", LATIN_1 }, { "latin", LATIN_1 },
        { "latin-1-unix", LATIN_1 }, { "iso-latin-1-unix", LATIN_1 },
        { "ascii", ASCII }, { "us-ascii", ASCII },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (is_named(name, length, known[i].name)) return known[i].kind;
    return OTHER_ENCODING;
}

static void *raise_whole(const char *format, const char *text, size_t length)
{
    scoped Ref shown = str_from_utf8(text, length);
    return raise_syntax_error(format, shown);
}

static bool find_encoding(const char *bytes, size_t length, bool marked, Encoding *encoding)
{
    const char *end = bytes + length;
    *encoding = (Encoding){ UTF_8, "utf-8", 5 };
    for (int line = 0; line < 2 && bytes < end; line++) {
        const char *stop = bytes;
        while (stop < end && *stop != '\n' && *stop != '\r') stop++;
        bool blank;
        size_t size;
        const char *name = find_cookie(bytes, stop, &size, &blank);
        if (name) {
            *encoding = (Encoding){ encoding_kind(name, size), name, size };
            if (marked && encoding->kind != UTF_8)
                return raise_whole("encoding problem: %S with BOM", name, size);
            return true;
        }
        if (!blank) return true;
        bytes = stop + (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n' ? 2 : 1);
    }
    return true;
}

/* Length of the valid UTF-8 sequence at p, or 0. Surrogates are not valid in a file. */
static size_t sequence_length(const unsigned char *p, const unsigned char *end)
{
    size_t length = *p < 0x80 ? 1 : *p < 0xc2 ? 0 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3
                  : *p < 0xf5 ? 4 : 0;
    if (!length || (size_t)(end - p) < length) return 0;
    for (size_t i = 1; i < length; i++)
        if ((p[i] & 0xc0) != 0x80) return 0;
    if (length == 3 && ((*p == 0xe0 && p[1] < 0xa0) || (*p == 0xed && p[1] > 0x9f))) return 0;
    if (length == 4 && ((*p == 0xf0 && p[1] < 0x90) || (*p == 0xf4 && p[1] > 0x8f))) return 0;
    return length;
}

static bool check_utf_8(Obj name, const char *bytes, size_t length)
{
    const unsigned char *p = (const unsigned char *)bytes, *end = p + length;
    unsigned line = 1;
    while (p < end) {
        size_t size = sequence_length(p, end);
        if (!size)
            return raise_syntax_error("Non-UTF-8 code starting with '\\x%x' in file %S on line %u,"
                " but no encoding declared; see https://peps.python.org/pep-0263/ for details",
                *p, name, line);
        line += *p == '\n';
        p += size;
    }
    return true;
}

static bool set_latin_1(Source *source, Obj name, const char *bytes, size_t length)
{
    char *wide = heap_plain(length * 2 + 1), *to = wide;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = bytes[i];
        if (c >= 0x80) *to++ = 0xc0 | c >> 6;
        *to++ = c < 0x80 ? c : 0x80 | (c & 0x3f);
    }
    bool done = set_text(source, name, wide, to - wide);
    heap_plain_free(wide, length * 2 + 1);
    return done;
}

/* By the codecs that str.decode has. */
static bool set_other(Source *source, Obj name, const char *bytes, size_t length,
                      const Encoding *encoding)
{
    scoped Ref codec = str_from_utf8(encoding->name, encoding->length);
    const char *wanted = str_utf8(codec, NULL);
    if (!wanted) return false;
    scoped Ref text = str_decode(bytes, length, wanted, "strict");
    if (!text) {
        if (!error_clear_if(&lookup_error_type)) return false;
        return raise_syntax_error("unknown encoding: %S", codec);
    }
    size_t size;
    const char *utf8 = str_utf8(text, &size);
    return utf8 && set_text(source, name, utf8, size);
}

bool source_open(Source *source, Obj name, const char *bytes, size_t length)
{
    *source = (Source){ 0 };
    if (memchr(bytes, 0, length))
        return raise_syntax_error("source code string cannot contain null bytes");
    bool marked = length >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3);
    if (marked) {
        bytes += 3;
        length -= 3;
    }
    Encoding encoding;
    if (!find_encoding(bytes, length, marked, &encoding)) return false;
    if (encoding.kind == LATIN_1) return set_latin_1(source, name, bytes, length);
    if (encoding.kind == OTHER_ENCODING) return set_other(source, name, bytes, length, &encoding);
    if (encoding.kind == ASCII)
        for (size_t i = 0; i < length; i++)
            if (bytes[i] & 0x80)
                return raise_syntax_error("'ascii' codec can't decode byte 0x%x in position %zu: "
                    "ordinal not in range(128)", (unsigned char)bytes[i], i);
    return check_utf_8(name, bytes, length) && set_text(source, name, bytes, length);
}

bool source_open_str(Source *source, Obj name, Obj text)
{
    *source = (Source){ 0 };
    size_t length;
    const char *bytes = str_utf8(text, &length);
    if (!bytes) return false;
    if (memchr(bytes, 0, length))
        return raise_syntax_error("source code string cannot contain null bytes");
    return set_text(source, name, bytes, length);
}

/* --- places --- */

uint32_t source_line(const Source *source, uint32_t offset)
{
    uint32_t low = 0, high = source->line_count;
    // The place at the very end belongs to the last line, not to an empty one after it.
    if (offset >= source->length && source->length) offset = source->length - 1;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset) low = middle;
        else high = middle;
    }
    return low + 1;
}

uint32_t source_column(const Source *source, uint32_t offset)
{
    return offset - source->lines[source_line(source, offset) - 1];
}

uint32_t source_character(const Source *source, uint32_t offset)
{
    uint32_t count = 0;
    for (uint32_t i = source->lines[source_line(source, offset) - 1]; i < offset; i++)
        count += (source->text[i] & 0xc0) != 0x80;
    return count;
}

const char *source_line_text(const Source *source, uint32_t line, uint32_t *length)
{
    *length = 0;
    if (line < 1 || line > source->line_count || source->lines[line - 1] >= source->length)
        return NULL;
    const char *text = source->text + source->lines[line - 1];
    const char *stop = memchr(text, '\n', source->text + source->length - text);
    *length = stop ? stop - text : source->text + source->length - text;
    return text;
}
