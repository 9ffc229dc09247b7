/* runtime/types/complex.h -- complex: two doubles.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

typedef struct Complex { Object head; double real, imaginary; } Complex;
extern Type complex_type;
Ref complex_new(double real, double imaginary);
/* x as a complex: complex, float, int, __complex__, __float__, __index__. */
MAY_RAISE bool object_to_complex(Obj x, double *real, double *imaginary);
/* "1+2j", "(1.5-0j)" without the parentheses; buffer of >= 80. Length. */
size_t complex_text(double real, double imaginary, char *buffer);
/* complex("(1+2j)"), with the parentheses and spaces that may stand there. */
MAY_RAISE bool complex_parse(Obj text, double *real, double *imaginary);
