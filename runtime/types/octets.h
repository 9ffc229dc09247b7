/* runtime/types/octets.h -- what bytes and bytearray share: methods, and reading of octets.
 * SPDX-License-Identifier: MIT
 *
 * A method works on the octets of self, a bytes or a bytearray, and makes a result of that kind.
 * Arguments are read first: reading one may run Python code, which may change a bytearray.
 */
#pragma once
#include "runtime/buffer.h"
#include "runtime/types/pieces.h"

/* The octets of a bytes-like object for as long as this lives. */
typedef struct Octets { const char *data; size_t length; Buffer view; } Octets;
#define scoped_octets __attribute__((cleanup(octets_release)))
MAY_RAISE bool octets_read(Obj x, Octets *out);     // "a bytes-like object is required, not 'x'"
void octets_release(Octets *octets);

Points octets_of(Obj self);                         // of a bytes or bytearray, until it changes
Ref octets_like(Obj self, const void *data, size_t length);   // a new bytes or bytearray
Ref octets_part(Obj self, size_t from, size_t to);  // Piece; self again if it is all of a bytes
/* An integer 0..255, else ValueError "<what> must be in range(0, 256)". */
MAY_RAISE bool octet_from(Obj x, const char *what, uint8_t *octet);

/* A growing run of octets. */
typedef struct OctetWriter { char *data; size_t length, capacity; } OctetWriter;
void octets_write(OctetWriter *w, const void *data, size_t length);
void octets_write_fill(OctetWriter *w, uint8_t octet, size_t times);
void octets_discard(OctetWriter *w);
#define scoped_writer __attribute__((cleanup(octets_discard)))
Ref octets_finish(OctetWriter *w);                  // bytes
/* Appends the octets of a bytes-like object or an iterable of ints. `failure`: a format for %T. */
MAY_RAISE bool octets_write_object(OctetWriter *w, Obj x, const char *what, const char *failure);

MAY_RAISE bool octets_contain(Obj self, Obj item, bool *found);      // slot
/* bytes.hex(separator, group); both may be NULL. */
MAY_RAISE Ref octets_hex_text(const char *data, size_t length, Obj separator, Obj group);
MAY_RAISE Ref octets_get_span(Obj self, Obj slice);
/* The arguments of bytes() and bytearray(): (source, encoding, errors). The words are NULL if left
 * out. *done false: source is still to be read, as octets or an iterable of ints. */
MAY_RAISE bool octets_words(const Obj arg[], const char *type, const char **encoding,
                            const char **errors);
MAY_RAISE bool octets_from_source(const Obj arg[], const char *encoding, const char *errors,
                                  OctetWriter *w, bool *done);

#define OCTETS_METHOD(name) Ref octets_##name(const Obj arg[]);
OCTETS_METHOD(capitalize) OCTETS_METHOD(center) OCTETS_METHOD(count) OCTETS_METHOD(decode)
OCTETS_METHOD(endswith) OCTETS_METHOD(expandtabs) OCTETS_METHOD(find) OCTETS_METHOD(hex)
OCTETS_METHOD(index) OCTETS_METHOD(isalnum) OCTETS_METHOD(isalpha) OCTETS_METHOD(isascii)
OCTETS_METHOD(isdigit) OCTETS_METHOD(islower) OCTETS_METHOD(isspace) OCTETS_METHOD(istitle)
OCTETS_METHOD(isupper) OCTETS_METHOD(join) OCTETS_METHOD(ljust) OCTETS_METHOD(lower)
OCTETS_METHOD(lstrip) OCTETS_METHOD(maketrans) OCTETS_METHOD(partition) OCTETS_METHOD(removeprefix)
OCTETS_METHOD(removesuffix) OCTETS_METHOD(replace) OCTETS_METHOD(rfind) OCTETS_METHOD(rindex)
OCTETS_METHOD(rjust) OCTETS_METHOD(rpartition) OCTETS_METHOD(rsplit) OCTETS_METHOD(rstrip)
OCTETS_METHOD(split) OCTETS_METHOD(splitlines) OCTETS_METHOD(startswith) OCTETS_METHOD(strip)
OCTETS_METHOD(swapcase) OCTETS_METHOD(title) OCTETS_METHOD(translate) OCTETS_METHOD(upper)
OCTETS_METHOD(zfill) OCTETS_METHOD(fromhex)
#undef OCTETS_METHOD
