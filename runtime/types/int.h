/* runtime/types/int.h -- int: small ones in the value itself, others as limbs of GMP.
 * Objects of type int never hold a value that fits a small int; bool and other subclasses do.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"
#include <gmp.h>

typedef struct Int {
    Object head;
    intptr_t size;            // number of limbs, negative for a negative value, 0 for 0
    mp_limb_t limbs[];        // least significant first; a bool has room for one
} Int;

static inline bool is_int(Obj x)            // int or a subclass, bool included
{
    return is_small(x) || (x->type->flags & TYPE_INT);
}
static inline bool is_exact_int(Obj x)      { return is_small(x) || x->type == &int_type; }

Ref  int_new(intptr_t value);               // small or not
Ref  int_from_unsigned(uint64_t value);
Ref  int_from_double(double value);         // truncates; value is finite
Ref  int_from_mpz(const mpz_t value);
/* Digits only, no sign, no underscores, no prefix; base 2..36. */
Ref  int_from_text(const char *digits, size_t length, int base);
/* A view of any int as an mpz (read only, lives as long as x); *room holds a small value's limb. */
typedef struct IntView { mpz_t value; mp_limb_t limb; } IntView;
const __mpz_struct *int_view(Obj x, IntView *room);

int  int_sign(Obj x);                                     // -1, 0, 1
bool int_fits(Obj x, intptr_t *value);                    // false: does not fit (no exception)
bool int_fits_unsigned(Obj x, uint64_t *value);
MAY_RAISE bool int_to_double(Obj x, double *value);       // "int too large to convert to float"
size_t int_bit_length(Obj x);
int  int_compare(Obj a, Obj b);                           // <0, 0, >0
intptr_t int_hash(Obj x);                                 // modulo 2**61 - 1, as CPython
/* Text in base 2..36 without prefix; ValueError for decimal over sys.set_int_max_str_digits. */
MAY_RAISE Ref int_to_str(Obj x, int base);
/* Writes value with its sign so that it ends before `end` (at most 65 characters); where it begins. */
char *int_write_small(char *end, intptr_t value, int base);
/* int("  -0x_ff ", base) */
MAY_RAISE Ref int_parse(Obj text, int base);

/* Arithmetic on ints (both is_int). */
Ref int_add(Obj a, Obj b);
Ref int_subtract(Obj a, Obj b);
Ref int_multiply(Obj a, Obj b);
MAY_RAISE Ref int_floor_divide(Obj a, Obj b);
MAY_RAISE Ref int_modulo(Obj a, Obj b);
MAY_RAISE Ref int_true_divide(Obj a, Obj b);
MAY_RAISE Ref int_power(Obj a, Obj b, Obj modulus);
MAY_RAISE Ref int_shift_left(Obj a, Obj b);
MAY_RAISE Ref int_shift_right(Obj a, Obj b);
Ref int_negate(Obj a);
MAY_RAISE Ref int_to_bytes(Obj x, size_t length, bool little, bool is_signed);
Ref int_from_bytes(const unsigned char *data, size_t length, bool little, bool is_signed);

/* Shared by the int_*.c files. */
extern int int_max_str_digits;                            // 0: no limit; sys.set_int_max_str_digits
extern const Method int_methods[];
extern const Getter int_getters[];
Ref  int_allocate(size_t limbs);                          // uninitialised limbs; give to int_finish
Ref  int_finish(Ref made, size_t limbs, bool negative);   // strips zeros; a small int if it fits
/* A value of 64 bits times 2**exponent, `sticky` standing for bits below, rounded half to even.
 * false: too large. */
bool int_round_to_double(uint64_t bits, bool sticky, long exponent, double *value);
Ref  int_and(Obj a, Obj b);
Ref  int_or(Obj a, Obj b);
Ref  int_xor(Obj a, Obj b);
Ref  int_invert(Obj a);
Ref  int_absolute(Obj a);
Ref  int_exact(Obj x);                                     // of type int, with x's value
MAY_RAISE bool int_divmod(Obj a, Obj b, Ref *quotient, Ref *remainder);
/* int(x) without a base: __int__, __index__, __trunc__ or text. */
MAY_RAISE Ref int_from_object(Obj x);
