/* runtime/types/str_methods.h -- the method functions of str that are not in str_methods.c.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

#define STR_METHOD(name) Ref str_method_##name(const Obj arg[]);
/* str_case.c */
STR_METHOD(capitalize) STR_METHOD(casefold) STR_METHOD(isalnum) STR_METHOD(isalpha)
STR_METHOD(isascii) STR_METHOD(isdecimal) STR_METHOD(isdigit) STR_METHOD(isidentifier)
STR_METHOD(islower) STR_METHOD(isnumeric) STR_METHOD(isprintable) STR_METHOD(isspace)
STR_METHOD(istitle) STR_METHOD(isupper) STR_METHOD(lower) STR_METHOD(swapcase) STR_METHOD(title)
STR_METHOD(upper)
/* str_search.c */
STR_METHOD(count) STR_METHOD(endswith) STR_METHOD(find) STR_METHOD(index) STR_METHOD(lstrip)
STR_METHOD(partition) STR_METHOD(removeprefix) STR_METHOD(removesuffix) STR_METHOD(replace)
STR_METHOD(rfind) STR_METHOD(rindex) STR_METHOD(rpartition) STR_METHOD(rsplit) STR_METHOD(rstrip)
STR_METHOD(split) STR_METHOD(splitlines) STR_METHOD(startswith) STR_METHOD(strip)
/* str_translate.c */
STR_METHOD(maketrans) STR_METHOD(translate)
#undef STR_METHOD
