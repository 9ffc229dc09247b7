/* runtime/modules/io.h -- files for the rest of the runtime: the standard streams, the end of the
 * process.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

/* sys.stdin, sys.stdout and sys.stderr: text files over descriptors 0, 1 and 2; None where the
 * descriptor is closed. */
MAY_RAISE bool io_make_standard_streams(Ref *in, Ref *out, Ref *err);
/* Flushes stdout and stderr (objects of sys; NULL or None: none) and then every file that is still
 * open. Problems are reported; false: one of the two could not be flushed (exit status 120). */
bool io_flush_at_exit(Obj out, Obj err);

/* Are writes to this file possible without a look at its attributes? True for exact
 * TextIOWrappers. */
bool io_is_text_file(Obj file);
/* What file.write(text) does, for a file that io_is_text_file and an exact str. */
MAY_RAISE bool io_write_text(Obj file, Obj text);
/* Told of each text written to a text file, if set; must change nothing. */
extern void (*io_written)(Obj file, Obj text);
/* The descriptor under a text file made by io_make_standard_streams or open; -1: none. */
int io_descriptor(Obj file);

/* builtins.open */
Ref io_open(const Obj arg[]);
#define IO_OPEN_SIGNATURE "open(file, mode='r', buffering=-1, encoding=None, errors=None, " \
                          "newline=None, closefd=True, opener=None)"
