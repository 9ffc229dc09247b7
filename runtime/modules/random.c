/* runtime/modules/random.c -- the module _random: the Mersenne Twister behind random.Random.
 *   SPDX-License-Identifier: MIT
 * The generator is MT19937 of Makoto Matsumoto and Takuji Nishimura; seeding from an int of any
 * size is their init_by_array, so that a seed gives the same numbers as elsewhere. */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include <string.h>
#include <sys/random.h>
#include <time.h>

static Type random_type;

enum { WORDS = 624, SHIFT = 397 };

typedef struct Random {
    Object head;
    uint32_t state[WORDS];
    uint32_t used;            // words given out since the state was last stirred
} Random;

static void stir(Random *r)
{
    uint32_t *s = r->state;
    for (int i = 0; i < WORDS; i++) {
        uint32_t y = (s[i] & 0x80000000u) | (s[(i + 1) % WORDS] & 0x7fffffffu);
        s[i] = s[(i + SHIFT) % WORDS] ^ y >> 1 ^ (y & 1 ? 0x9908b0dfu : 0);
    }
    r->used = 0;
}

static uint32_t next_word(Random *r)
{
    if (r->used >= WORDS) stir(r);
    uint32_t y = r->state[r->used++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    return y ^ y >> 18;
}

static void seed_word(Random *r, uint32_t seed)
{
    r->state[0] = seed;
    for (uint32_t i = 1; i < WORDS; i++)
        r->state[i] = 1812433253u * (r->state[i - 1] ^ r->state[i - 1] >> 30) + i;
    r->used = WORDS;
}

static void seed_words(Random *r, const uint32_t *key, size_t length)
{
    uint32_t *s = r->state;
    size_t i = 1, j = 0;
    seed_word(r, 19650218u);
    for (size_t k = length > WORDS ? length : WORDS; k; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1664525u) + key[j] + (uint32_t)j;
        if (++i >= WORDS) s[0] = s[WORDS - 1], i = 1;
        if (++j >= length) j = 0;
    }
    for (size_t k = WORDS - 1; k; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1566083941u) - (uint32_t)i;
        if (++i >= WORDS) s[0] = s[WORDS - 1], i = 1;
    }
    s[0] = 0x80000000u;
}

static void seed_from_system(Random *r)
{
    uint32_t key[WORDS];
    if (getrandom(key, sizeof key, GRND_NONBLOCK) != sizeof key) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        memset(key, 0, sizeof key);
        key[0] = (uint32_t)now.tv_nsec;
        key[1] = (uint32_t)now.tv_sec;
        clock_gettime(CLOCK_MONOTONIC, &now);
        key[2] = (uint32_t)now.tv_nsec;
    }
    seed_words(r, key, WORDS);
}

static void seed_from_int(Random *r, Obj number)
{
    IntView room;
    const __mpz_struct *view = int_view(number, &room);
    const mp_limb_t *limbs = mpz_limbs_read(view);
    size_t length = mpz_sgn(view) ? (mpz_sizeinbase(view, 2) + 31) / 32 : 1;
    uint32_t *key = heap_plain(length * sizeof *key);
    for (size_t i = 0; i < length; i++)
        key[i] = mpz_sgn(view) ? (uint32_t)(limbs[i / 2] >> i % 2 * 32) : 0;
    seed_words(r, key, length);
    heap_plain_free(key, length * sizeof *key);
}

static bool seed(Random *r, Obj source)
{
    if (!source || is_none(source)) {
        seed_from_system(r);
        return true;
    }
    if (is_int(source)) {
        seed_from_int(r, source);
        return true;
    }
    intptr_t hash;
    if (!object_hash(source, &hash)) return false;
    scoped Ref number = int_from_unsigned((uint64_t)hash);
    seed_from_int(r, number);
    return true;
}

static Ref random_create(Type *type, const Obj arg[])
{
    (void)arg;
    Random *made = (Random *)type_allocate(type, 0);
    seed_word(made, 5489u);
    return &made->head;
}

static bool random_init(Ref self, const Obj arg[])
{
    enum { args, kwargs };
    size_t count = tuple_length(arg[args]);
    if (has_type(self, &random_type) && dict_length(arg[kwargs]))
        return raise_type_error("Random() takes no keyword arguments");
    if (count > 1) return raise_type_error("Random() requires 0 or 1 argument");
    return seed((Random *)self, count ? tuple_peek(arg[args], 0) : NULL);
}

static Ref random_seed(const Obj arg[])
{
    enum { self, source };
    return seed((Random *)arg[self], arg[source]) ? none_new() : NULL;
}

static Ref random_random(const Obj arg[])
{
    Random *r = (Random *)arg[0];
    uint64_t high = next_word(r) >> 5, low = next_word(r) >> 6;
    return float_new((double)(high << 26 | low) * 0x1p-53);
}

static Ref random_getrandbits(const Obj arg[])
{
    enum { self, k };
    Random *r = (Random *)arg[self];
    intptr_t bits;
    if (!argument_to_size(arg[k], &bits)) return NULL;
    if (bits < 0) return raise_value_error("number of bits must be non-negative");
    if (bits == 0) return small_int(0);
    if (bits <= 32) return small_int(next_word(r) >> (32 - bits));
    if (!heap_fits((size_t)bits / 8, 1)) return NULL;
    size_t words = ((size_t)bits - 1) / 32 + 1, limbs = (words + 1) / 2;
    Ref made = int_allocate(limbs);
    mp_limb_t *out = ((Int *)made)->limbs;
    for (size_t i = 0; i < words; i++, bits -= 32) {
        uint32_t word = next_word(r);
        if (bits < 32) word >>= 32 - bits;
        out[i / 2] = i % 2 ? out[i / 2] | (mp_limb_t)word << 32 : word;
    }
    return int_finish(made, limbs, false);
}

static Ref random_getstate(const Obj arg[])
{
    const Random *r = (const Random *)arg[0];
    Ref state = tuple_new(WORDS + 1);
    for (int i = 0; i < WORDS; i++) tuple_items(state)[i] = small_int(r->state[i]);
    tuple_items(state)[WORDS] = small_int(r->used);
    return state;
}

static Ref random_setstate(const Obj arg[])
{
    enum { self, state };
    Random *r = (Random *)arg[self], copy;
    if (!is_tuple(arg[state])) return raise_type_error("state vector must be a tuple");
    if (tuple_length(arg[state]) != WORDS + 1)
        return raise_value_error("state vector is the wrong size");
    for (int i = 0; i <= WORDS; i++) {
        long word;
        if (!object_to_long(tuple_peek(arg[state], (size_t)i), &word)) return NULL;
        if (i == WORDS && (word < 0 || word > WORDS)) return raise_value_error("invalid state");
        if (i < WORDS) copy.state[i] = (uint32_t)word;
        else copy.used = (uint32_t)word;
    }
    memcpy(r->state, copy.state, sizeof r->state);
    r->used = copy.used;
    return none_new();
}

static const Method random_methods[] = {
    { "random(self, /)", random_random, "A float from 0.0 to 1.0, 1.0 not included.", 0 },
    { "seed(self, n=None, /)", random_seed,
      "Starts anew from an int, from another object's hash, or from the system.", 0 },
    { "getstate(self, /)", random_getstate, "A tuple that setstate takes.", 0 },
    { "setstate(self, state, /)", random_setstate, "Goes back to a state of getstate.", 0 },
    { "getrandbits(self, k, /)", random_getrandbits, "An int of k random bits.", 0 },
    { 0 }
};

static Type random_type = {
    TYPE_HEADER, .name = "Random", .module = "_random",
    .signature = "Random(*args, **kwargs)", .init_signature = "Random(*args, **kwargs)",
    .doc = "A random number generator with a state of its own.",
    .size = sizeof(Random), .flags = TYPE_LEAF,
    .create = random_create, .init = random_init, .methods = random_methods,
};

static Type *const random_types[] = { &random_type, NULL };

const Module random_module = {
    "_random", "The Mersenne Twister.", NULL, random_types, NULL,
};
