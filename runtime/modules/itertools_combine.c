/* runtime/modules/itertools_combine.c -- product, permutations, combinations.
 *   SPDX-License-Identifier: MIT
 *
 * All of them are odometers: positions in a pool (or in several), from which a tuple is filled.
 */
#include "runtime/heap.h"
#include "runtime/modules/itertools.h"

typedef struct Odometer {
    Object head;
    Ref pool;                 // tuple of items; product: tuple of tuples
    Ref result;               // the last tuple that was given; NULL: none yet
    size_t *positions;        // owned: of the items in the result
    size_t *cycles;           // permutations: turns left; behind the positions
    size_t length;            // of a result
    size_t room;              // of positions and cycles together
    bool finished;
} Odometer;

static void odometer_destroy(Ref self)
{
    Odometer *o = (Odometer *)self;
    drop_or_null(o->pool);
    drop_or_null(o->result);
    heap_plain_free(o->positions, o->room * sizeof *o->positions);
}

static void odometer_visit(Obj self, Visit visit, void *context)
{
    const Odometer *o = (const Odometer *)self;
    if (o->pool) visit(o->pool, context);
    if (o->result) visit(o->result, context);
}

#define ODOMETER(noun, parameters, text) \
    Type noun##_type = { \
        TYPE_HEADER, .name = "itertools." #noun, .module = "itertools", \
        .signature = #noun parameters, .doc = text, .size = sizeof(Odometer), \
        .create = noun##_create, .destroy = odometer_destroy, .visit = odometer_visit, \
        .iterate = itertools_itself, .next = noun##_next, .methods = noun##_methods, \
    }

/* `room` positions, all 0. */
static Odometer *odometer_new(Type *type, Ref pool, size_t length, size_t room)
{
    Odometer *made = (Odometer *)type_allocate(type, 0);
    made->pool = pool;
    made->length = length;
    made->room = room;
    made->positions = heap_plain(room * sizeof *made->positions);
    for (size_t i = 0; i < room; i++) made->positions[i] = 0;
    return made;
}

static Ref first_result(Odometer *o)
{
    o->result = tuple_new(o->length);
    for (size_t i = 0; i < o->length; i++)
        tuple_items(o->result)[i] = keep(tuple_peek(o->pool, o->positions[i]));
    return keep(o->result);
}

/* The result again, with what changed from `from` on. */
static Ref next_result(Odometer *o, size_t from)
{
    Ref *items = tuple_items(itertools_reuse(&o->result));
    for (size_t i = from; i < o->length; i++)
        replace(&items[i], keep(tuple_peek(o->pool, o->positions[i])));
    return keep(o->result);
}

static Ref finish(Odometer *o)
{
    o->finished = true;
    return NULL;
}

static Ref numbers(const size_t *from, size_t count)
{
    Ref tuple = tuple_new(count);
    for (size_t i = 0; i < count; i++) tuple_items(tuple)[i] = int_new((intptr_t)from[i]);
    return tuple;
}

/* What reading numbers is about: each is moved between least and most. */
static bool read_number(Obj x, intptr_t least, intptr_t most, size_t *number)
{
    intptr_t value;
    if (!is_int(x)) return raise_type_error("an integer is required");
    if (!object_to_size(x, &value, &overflow_error_type)) return false;
    if (value > most) value = most;
    if (value < least) value = least;
    *number = (size_t)value;
    return true;
}

/* Of combinations: the pool and r, and the positions once there was a result. */
static Ref odometer_reduce(Obj self, Ref state)
{
    const Odometer *o = (const Odometer *)self;
    scoped Ref length = int_new((intptr_t)o->length);
    bool over = o->result && o->finished;
    return itertools_reduced(self, tuple_pack(2, over ? tuple_empty_object : o->pool, length),
                             state);
}

static bool is_under_way(const Odometer *o)
{
    return o->result && !o->finished;
}

static void renew_result(Odometer *o)
{
    Ref old = o->result;
    drop(first_result(o));
    drop_or_null(old);
}

static bool read_length(Obj r, size_t *length)
{
    intptr_t value;
    if (!argument_to_size(r, &value)) return false;
    *length = (size_t)value;
    return value >= 0 || raise_value_error("r must be non-negative");
}

/* --- product --- */

static Ref product_create(Type *type, const Obj arg[])
{
    enum { iterables, repeat };
    intptr_t times = 1;
    if (arg[repeat] && !argument_to_size(arg[repeat], &times)) return NULL;
    if (times < 0) return raise_value_error("repeat argument cannot be negative");
    size_t count = times ? tuple_length(arg[iterables]) : 0, all;
    if (__builtin_mul_overflow(count, (size_t)times, &all) || !heap_fits(all, 2 * sizeof(Ref)))
        return error_pending() ? NULL : raise_overflow_error("repeat argument too large");
    scoped Ref pools = tuple_new(all);
    for (size_t i = 0; i < count; i++)
        if (!(tuple_items(pools)[i] = tuple_from(tuple_peek(arg[iterables], i)))) return NULL;
    for (size_t i = count; i < all; i++) tuple_items(pools)[i] = keep(tuple_peek(pools, i - count));
    return &odometer_new(type, take(&pools), all, all)->head;
}

static Ref product_first(Odometer *o)
{
    for (size_t i = 0; i < o->length; i++)
        if (tuple_length(tuple_peek(o->pool, i)) == 0) return finish(o);
    o->result = tuple_new(o->length);
    for (size_t i = 0; i < o->length; i++)
        tuple_items(o->result)[i] = keep(tuple_peek(tuple_peek(o->pool, i), 0));
    return keep(o->result);
}

static Ref product_next(Obj self)
{
    Odometer *o = (Odometer *)self;
    if (o->finished) return NULL;
    if (!o->result) return product_first(o);
    size_t at = o->length;
    while (at > 0 && o->positions[at - 1] + 1 == tuple_length(tuple_peek(o->pool, at - 1))) at--;
    if (at == 0) return finish(o);
    Ref *items = tuple_items(itertools_reuse(&o->result));
    o->positions[at - 1]++;
    for (size_t i = at; i < o->length; i++) o->positions[i] = 0;
    for (size_t i = at - 1; i < o->length; i++)
        replace(&items[i], keep(tuple_peek(tuple_peek(o->pool, i), o->positions[i])));
    return keep(o->result);
}

static Ref product_reduce(const Obj arg[])
{
    const Odometer *o = (const Odometer *)arg[0];
    if (!itertools_deprecated()) return NULL;
    if (o->finished) return itertools_reduced(arg[0], tuple_pack(1, tuple_empty_object), NULL);
    return itertools_reduced(arg[0], keep(o->pool),
                             o->result ? numbers(o->positions, o->length) : NULL);
}

static Ref product_setstate(const Obj arg[])
{
    enum { self, state };
    Odometer *o = (Odometer *)arg[self];
    if (!itertools_deprecated()) return NULL;
    if (!is_tuple(arg[state]) || tuple_length(arg[state]) != o->length)
        return raise_value_error("invalid arguments");
    for (size_t i = 0; i < o->length; i++) {
        size_t count = tuple_length(tuple_peek(o->pool, i));
        if (count == 0) {
            o->finished = true;
            return none_new();
        }
        if (!read_number(tuple_peek(arg[state], i), 0, (intptr_t)count - 1, &o->positions[i]))
            return NULL;
    }
    Ref result = tuple_new(o->length);
    for (size_t i = 0; i < o->length; i++)
        tuple_items(result)[i] = keep(tuple_peek(tuple_peek(o->pool, i), o->positions[i]));
    replace(&o->result, result);
    return none_new();
}

static const Method product_methods[] = {
    REDUCE_METHOD(product), SETSTATE_METHOD(product),
    { 0 }
};
ODOMETER(product, "(*iterables, repeat=1)",
         "All tuples of one item from each iterable, as nested loops would give them.");

/* --- combinations --- */

static Ref combinations_create(Type *type, const Obj arg[])
{
    enum { iterable, r };
    size_t length;
    scoped Ref pool = tuple_from(arg[iterable]);
    if (!pool || !read_length(arg[r], &length)) return NULL;
    size_t count = tuple_length(pool);
    Odometer *o = odometer_new(type, take(&pool), length, length <= count ? length : 0);
    o->finished = length > count;
    for (size_t i = 0; i < o->room; i++) o->positions[i] = i;
    return &o->head;
}

static Ref combinations_next(Obj self)
{
    Odometer *o = (Odometer *)self;
    if (o->finished) return NULL;
    if (!o->result) return first_result(o);
    size_t count = tuple_length(o->pool), at = o->length;
    while (at > 0 && o->positions[at - 1] == count - o->length + at - 1) at--;
    if (at == 0) return finish(o);
    o->positions[at - 1]++;
    for (size_t i = at; i < o->length; i++) o->positions[i] = o->positions[i - 1] + 1;
    return next_result(o, at - 1);
}

static Ref combinations_reduce(const Obj arg[])
{
    const Odometer *o = (const Odometer *)arg[0];
    if (!itertools_deprecated()) return NULL;
    return odometer_reduce(arg[0], is_under_way(o) ? numbers(o->positions, o->length) : NULL);
}

static Ref combinations_setstate(const Obj arg[])
{
    enum { self, state };
    Odometer *o = (Odometer *)arg[self];
    size_t count = tuple_length(o->pool);
    if (!itertools_deprecated()) return NULL;
    if (!is_tuple(arg[state]) || tuple_length(arg[state]) != o->length || o->length > count)
        return raise_value_error("invalid arguments");
    for (size_t i = 0; i < o->length; i++) {
        intptr_t most = (intptr_t)(count - o->length + i);
        if (!read_number(tuple_peek(arg[state], i), 0, most, &o->positions[i])) return NULL;
    }
    renew_result(o);
    return none_new();
}

static const Method combinations_methods[] = {
    REDUCE_METHOD(combinations), SETSTATE_METHOD(combinations),
    { 0 }
};
ODOMETER(combinations, "(iterable, r)",
         "All ways to choose r items, in the order of the iterable.");

static Ref combinations_with_replacement_create(Type *type, const Obj arg[])
{
    enum { iterable, r };
    size_t length;
    scoped Ref pool = tuple_from(arg[iterable]);
    if (!pool || !read_length(arg[r], &length)) return NULL;
    if (!heap_fits(length, 2 * sizeof(Ref))) return NULL;
    bool none = tuple_length(pool) == 0 && length > 0;
    Odometer *o = odometer_new(type, take(&pool), length, length);
    o->finished = none;
    return &o->head;
}

static Ref combinations_with_replacement_next(Obj self)
{
    Odometer *o = (Odometer *)self;
    if (o->finished) return NULL;
    if (!o->result) return first_result(o);
    size_t count = tuple_length(o->pool), at = o->length;
    while (at > 0 && o->positions[at - 1] == count - 1) at--;
    if (at == 0) return finish(o);
    size_t position = o->positions[at - 1] + 1;
    for (size_t i = at - 1; i < o->length; i++) o->positions[i] = position;
    return next_result(o, at - 1);
}

static Ref combinations_with_replacement_reduce(const Obj arg[])
{
    const Odometer *o = (const Odometer *)arg[0];
    if (!itertools_deprecated()) return NULL;
    return odometer_reduce(arg[0], is_under_way(o) ? numbers(o->positions, o->length) : NULL);
}

static Ref combinations_with_replacement_setstate(const Obj arg[])
{
    enum { self, state };
    Odometer *o = (Odometer *)arg[self];
    size_t count = tuple_length(o->pool);
    if (!itertools_deprecated()) return NULL;
    if (!is_tuple(arg[state]) || tuple_length(arg[state]) != o->length || (o->length && !count))
        return raise_value_error("invalid arguments");
    for (size_t i = 0; i < o->length; i++) {
        intptr_t most = (intptr_t)count - 1;
        if (!read_number(tuple_peek(arg[state], i), 0, most, &o->positions[i])) return NULL;
    }
    renew_result(o);
    return none_new();
}

static const Method combinations_with_replacement_methods[] = {
    REDUCE_METHOD(combinations_with_replacement), SETSTATE_METHOD(combinations_with_replacement),
    { 0 }
};
ODOMETER(combinations_with_replacement, "(iterable, r)",
         "All ways to choose r items, where an item may be chosen several times.");

/* --- permutations --- */

static Ref permutations_create(Type *type, const Obj arg[])
{
    enum { iterable, r };
    scoped Ref pool = tuple_from(arg[iterable]);
    if (!pool) return NULL;
    size_t count = tuple_length(pool), length = count;
    if (arg[r] && !is_none(arg[r])) {
        if (!is_int(arg[r])) return raise_type_error("Expected int as r");
        if (!read_length(arg[r], &length)) return NULL;
    }
    bool none = length > count;
    Odometer *o = odometer_new(type, take(&pool), length, none ? 0 : count + length);
    o->finished = none;
    o->cycles = o->positions + count;
    for (size_t i = 0; !none && i < count; i++) o->positions[i] = i;
    for (size_t i = 0; !none && i < length; i++) o->cycles[i] = count - i;
    return &o->head;
}

/* Moves position `at` behind all that follow it. */
static void turn(size_t *positions, size_t at, size_t count)
{
    size_t moved = positions[at];
    for (size_t i = at; i + 1 < count; i++) positions[i] = positions[i + 1];
    positions[count - 1] = moved;
}

static Ref permutations_next(Obj self)
{
    Odometer *o = (Odometer *)self;
    if (o->finished) return NULL;
    if (!o->result) return first_result(o);
    size_t count = tuple_length(o->pool);
    for (size_t at = o->length; at-- > 0; ) {
        if (--o->cycles[at] > 0) {
            size_t other = count - o->cycles[at], held = o->positions[at];
            o->positions[at] = o->positions[other];
            o->positions[other] = held;
            return next_result(o, at);
        }
        turn(o->positions, at, count);
        o->cycles[at] = count - at;
    }
    return finish(o);
}

static Ref permutations_reduce(const Obj arg[])
{
    const Odometer *o = (const Odometer *)arg[0];
    if (!itertools_deprecated()) return NULL;
    if (!is_under_way(o)) return odometer_reduce(arg[0], NULL);
    scoped Ref positions = numbers(o->positions, tuple_length(o->pool));
    scoped Ref cycles = numbers(o->cycles, o->length);
    return odometer_reduce(arg[0], tuple_pack(2, positions, cycles));
}

static Ref permutations_setstate(const Obj arg[])
{
    enum { self, state };
    Odometer *o = (Odometer *)arg[self];
    size_t count = tuple_length(o->pool);
    if (!itertools_deprecated() || !itertools_state(arg[state], 2, 2)) return NULL;
    Obj positions = tuple_peek(arg[state], 0), cycles = tuple_peek(arg[state], 1);
    if (!is_tuple(positions) || !is_tuple(cycles))
        return raise_type_error("argument %d must be tuple, not %A", is_tuple(positions) ? 2 : 1,
                                is_tuple(positions) ? cycles : positions);
    if (tuple_length(positions) != count || tuple_length(cycles) != o->length
        || o->length > count) return raise_value_error("invalid arguments");
    for (size_t i = 0; i < count; i++)
        if (!read_number(tuple_peek(positions, i), 0, (intptr_t)count - 1, &o->positions[i]))
            return NULL;
    for (size_t i = 0; i < o->length; i++)
        if (!read_number(tuple_peek(cycles, i), 1, (intptr_t)(count - i), &o->cycles[i]))
            return NULL;
    renew_result(o);
    return none_new();
}

static const Method permutations_methods[] = {
    REDUCE_METHOD(permutations), SETSTATE_METHOD(permutations),
    { 0 }
};
ODOMETER(permutations, "(iterable, r=None)",
         "All ways to put r items (or all of them) in a row.");
