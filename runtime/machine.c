/* runtime/machine.c -- numbers as the machine keeps them.   SPDX-License-Identifier: MIT */
#include "runtime/machine.h"
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include <math.h>
#include <string.h>

size_t machine_size(char code)
{
    switch (code) {
    case 'c': case 'b': case 'B': case '?': return 1;
    case 'h': case 'H': case 'e': return 2;
    case 'i': case 'I': case 'f': return 4;
    case 'l': case 'L': case 'q': case 'Q': case 'n': case 'N': case 'd': case 'P': return 8;
    default: return 0;
    }
}

/* --- half floats: 1 sign bit, 5 of exponent, 10 of fraction --- */

bool half_from_double(double value, uint16_t *half)
{
    uint16_t sign = signbit(value) ? 0x8000 : 0;
    if (isnan(value) || isinf(value)) {
        *half = sign | (isnan(value) ? 0x7e00 : 0x7c00);
        return true;
    }
    int exponent;
    double fraction = frexp(fabs(value), &exponent);      // 0.5 <= fraction < 1
    if (exponent < -13) {                                 // subnormal: multiples of 2**-24
        *half = sign | (uint16_t)rint(ldexp(fraction, exponent + 24));
        return true;
    }
    uint32_t bits = fraction == 0 ? 0
                  : (uint32_t)(exponent + 13) * 1024 + (uint32_t)rint(ldexp(fraction, 11));
    if (exponent > 16 || bits >= 0x7c00) return false;
    *half = sign | (uint16_t)bits;
    return true;
}

double half_to_double(uint16_t half)
{
    int exponent = half >> 10 & 31;
    double fraction = half & 1023, value;
    if (exponent == 31) value = fraction ? NAN : INFINITY;
    else value = exponent ? ldexp(fraction + 1024, exponent - 25) : ldexp(fraction, -24);
    return half & 0x8000 ? -value : value;
}

/* --- items --- */

// Items of a view may lie anywhere, so they are copied, not pointed at.
#define READ(type) ({ type item; memcpy(&item, at, sizeof item); item; })

Ref machine_read(char code, const void *at)
{
    switch (code) {
    case 'c': return bytes_from(at, 1);
    case 'b': return small_int(READ(int8_t));
    case 'B': return small_int(READ(uint8_t));
    case '?': return bool_new(READ(uint8_t) != 0);
    case 'h': return small_int(READ(int16_t));
    case 'H': return small_int(READ(uint16_t));
    case 'i': return small_int(READ(int32_t));
    case 'I': return small_int(READ(uint32_t));
    case 'l': case 'q': case 'n': return int_new(READ(int64_t));
    case 'L': case 'Q': case 'N': case 'P': return int_from_unsigned(READ(uint64_t));
    case 'e': return float_new(half_to_double(READ(uint16_t)));
    case 'f': return float_new((double)READ(float));
    default: return float_new(READ(double));
    }
}

void machine_put(char code, void *at, uint64_t bits)
{
    memcpy(at, &bits, machine_size(code));      // least significant first
}

static Stored store_float(char code, void *at, Obj value)
{
    double number;
    if (!object_to_double(value, &number))
        return error_clear_if(&type_error_type) ? STORE_WRONG_TYPE : STORE_RAISED;
    if (code == 'd') {
        memcpy(at, &number, sizeof number);
        return STORED;
    }
    float single = (float)number;
    if (code == 'f') {
        memcpy(at, &single, sizeof single);
        return STORED;
    }
    uint16_t half;
    if (!half_from_double(number, &half)) return STORE_OUT_OF_RANGE;
    memcpy(at, &half, sizeof half);
    return STORED;
}

static Stored store_octet(void *at, Obj value)
{
    if (!is_bytes(value)) return STORE_WRONG_TYPE;
    if (bytes_length(value) != 1) return STORE_OUT_OF_RANGE;
    *(char *)at = bytes_data(value)[0];
    return STORED;
}

Stored machine_store(char code, void *at, Obj value)
{
    if (strchr("fde", code)) return store_float(code, at, value);
    if (code == 'c') return store_octet(at, value);
    if (code == '?') {
        bool truth;
        if (!object_truth(value, &truth)) return STORE_RAISED;
        *(uint8_t *)at = truth;
        return STORED;
    }
    if (!is_small(value) && !type_of(value)->to_index) return STORE_WRONG_TYPE;
    scoped Ref index = object_get_index(value);
    if (!index) return STORE_RAISED;
    unsigned width = (unsigned)machine_size(code) * 8;
    if (strchr("bhilqn", code)) {
        intptr_t number;
        intptr_t most = width == 64 ? INTPTR_MAX : ((intptr_t)1 << (width - 1)) - 1;
        if (!int_fits(index, &number) || number > most || number < -most - 1)
            return STORE_OUT_OF_RANGE;
        machine_put(code, at, (uint64_t)number);
    } else {
        uint64_t number;
        if (!int_fits_unsigned(index, &number) || (width < 64 && number >> width))
            return STORE_OUT_OF_RANGE;
        machine_put(code, at, number);
    }
    return STORED;
}
