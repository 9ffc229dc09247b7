/* runtime/types/float.h -- float: a double behind a header.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct Float { Object head; double value; } Float;
extern Type float_type;

Ref float_new(double value);
static inline bool is_float(Obj x)          { return type_of(x)->flags & TYPE_FLOAT; }
static inline double float_value(Obj x)     { return ((const Float *)x)->value; }
intptr_t float_hash(double value);
/* Shortest text that reads back the same ("1.0", "1e+16", "inf"); buffer of >= 40. Length. */
size_t float_text(double value, char *buffer);
/* sign_of_zero false: no minus before what shows as zero.
 * As format(x, f".{precision}{code}"), code one of e E f F g G r %; in number_text_room. */
char *float_format(double value, char code, int precision, bool alternate, bool sign_of_zero,
                   size_t *length);
MAY_RAISE Ref float_parse(Obj text);        // float("  1_0.5e3 ")
/* The whole text; false, without an exception: it is no number. */
MAY_RAISE bool float_parse_text(const char *text, size_t length, double *value);

/* Shared by the float_*.c files. */
extern const Method float_methods[];
extern const Getter float_getters[];
/* The shortest digits that read back as value (finite, > 0), 0.DIGITS * 10**point. Their count. */
int float_digits(double value, char digits[20], int *point);
/* A float or int operand as a double; *fits false: something else. */
MAY_RAISE bool float_operand(Obj x, double *value, bool *fits);
void *float_raise_range(void);              // OverflowError(34, 'Numerical result out of range')
