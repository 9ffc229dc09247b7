/* runtime/modules/binascii.h -- shared by the files of the module binascii.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/error.h"
#include "runtime/types/octets.h"

extern Ref binascii_error;                                // the class binascii.Error
RAISES(raise_binascii, (const char *format, ...), format, __builtin_va_arg_pack());
/* As octets_read, and ASCII text will do too. */
MAY_RAISE bool binascii_read(Obj x, Octets *out);
MAY_RAISE bool binascii_flag(Obj x, bool fallback, bool *flag);
#define BINASCII(name) Ref binascii_##name(const Obj arg[]);
BINASCII(a2b_base64) BINASCII(b2a_base64)
BINASCII(a2b_qp) BINASCII(b2a_qp) BINASCII(a2b_uu) BINASCII(b2a_uu)
#undef BINASCII
