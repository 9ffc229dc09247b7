/* runtime/modules/math.h -- the functions of math that are not in math.c.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

/* math_integer.c */
Ref math_gcd(const Obj arg[]);
Ref math_lcm(const Obj arg[]);
Ref math_factorial(const Obj arg[]);
Ref math_comb(const Obj arg[]);
Ref math_perm(const Obj arg[]);
Ref math_isqrt(const Obj arg[]);
/* math_sums.c */
Ref math_fsum(const Obj arg[]);
Ref math_prod(const Obj arg[]);
Ref math_sumprod(const Obj arg[]);
Ref math_hypot(const Obj arg[]);
Ref math_dist(const Obj arg[]);
