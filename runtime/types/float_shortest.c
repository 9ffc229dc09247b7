/* runtime/types/float_shortest.c -- the shortest digits that read back as a double.
 *   SPDX-License-Identifier: MIT
 *
 * After Raffaello Giulietti, "The Schubfach way to render doubles". A double v stands for an
 * interval of reals, those that round to it. Scaled by a power of ten the interval is a few units
 * wide, so one of at most four whole numbers near the scaled v is the answer:
 *
 *      10*sp    ...     s    v  s+1     ...      10*(sp+1)
 *     --+-------[-------+----*---+------]------------+--
 *              lower                  upper
 *
 * A multiple of ten inside has fewer digits and wins; else the neighbour of v that is inside, or
 * the closer one. Products are kept with two bits after the point and a sticky last bit, which is
 * enough to compare exactly.
 */
#include "runtime/types/float.h"
#include <gmp.h>
#include <string.h>

enum { LEAST = -292, MOST = 324 };      // powers of ten that doubles need

typedef struct Power { uint64_t high, low; } Power;   // 128 bits of 10**e, rounded up

/* Worked out when first wanted: most programs need few of them. */
static const Power *power_of_ten(int e)
{
    static Power powers[MOST - LEAST + 1];
    Power *power = &powers[e - LEAST];
    if (power->high) return power;
    mpz_t value, scaled;
    mpz_inits(value, scaled, NULL);
    mpz_ui_pow_ui(value, 10, (unsigned long)(e < 0 ? -e : e));
    size_t bits = mpz_sizeinbase(value, 2);
    if (e < 0) {
        mpz_setbit(scaled, bits + 127);
        mpz_cdiv_q(value, scaled, value);
    } else if (bits > 128) {
        mpz_cdiv_q_2exp(value, value, bits - 128);
    } else {
        mpz_mul_2exp(value, value, 128 - bits);
    }
    *power = (Power){ mpz_getlimbn(value, 1), mpz_getlimbn(value, 0) };
    mpz_clears(value, scaled, NULL);
    return power;
}

/* The top 64 bits of power * factor; the last one also stands for what was cut off. */
static uint64_t scaled_by(const Power *power, uint64_t factor)
{
    unsigned __int128 low = (unsigned __int128)power->low * factor;
    unsigned __int128 high = (unsigned __int128)power->high * factor + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

/* The number of 2 bits after the point and its interval as whole quarters -> digits * 10**k. */
static uint64_t choose(uint64_t lower, uint64_t value, uint64_t upper, int *k)
{
    uint64_t s = value / 4;
    if (s >= 10) {
        uint64_t tens = s / 10;
        bool below = lower <= 40 * tens, above = 40 * tens + 40 <= upper;
        if (below != above) {
            ++*k;
            return tens + above;
        }
    }
    bool below = lower <= 4 * s, above = 4 * s + 4 <= upper;
    if (below != above) return s + above;
    uint64_t middle = 4 * s + 2;
    return s + (value > middle || (value == middle && (s & 1)));
}

static uint64_t shortest(double value, int *k)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t fraction = bits & (((uint64_t)1 << 52) - 1);
    int exponent = (int)(bits >> 52 & 0x7ff);
    uint64_t c = exponent ? fraction | (uint64_t)1 << 52 : fraction;   // value = c * 2**q
    int q = (exponent ? exponent : 1) - 1075;
    bool closer_below = fraction == 0 && exponent > 1;         // a power of two
    bool odd = c & 1;                                          // then the ends round elsewhere
    // k = floor(log10(2**q)), or of 3/4 of it; 1262611 / 2**22 is log10(2).
    *k = (q * 1262611 - (closer_below ? 524031 : 0)) >> 22;
    int shift = q + ((-*k * 1741647) >> 19) + 1;               // 1741647 / 2**19 is log2(10)
    const Power *power = power_of_ten(-*k);
    uint64_t lower = scaled_by(power, (4 * c - 2 + closer_below) << shift);
    uint64_t middle = scaled_by(power, 4 * c << shift);
    uint64_t upper = scaled_by(power, (4 * c + 2) << shift);
    return choose(lower + odd, middle, upper - odd, k);
}

int float_digits(double value, char digits[20], int *point)
{
    int k, count = 0;
    uint64_t whole = shortest(value, &k);
    char reversed[20];
    while (whole % 10 == 0) {
        whole /= 10;
        k++;
    }
    for (; whole; whole /= 10) reversed[count++] = (char)('0' + whole % 10);
    for (int i = 0; i < count; i++) digits[i] = reversed[count - 1 - i];
    *point = count + k;
    return count;
}
