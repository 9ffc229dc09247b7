/* runtime/types/sort.c -- list.sort: a stable, adaptive merge sort.   SPDX-License-Identifier: MIT
 *
 * After Tim Peters's listsort: runs that are in order already are found (descending ones turned
 * around), short ones are extended by binary insertion, and neighbours are merged in the order of
 * Munro and Wild's powersort; a merge in which one side keeps winning gallops.
 * Keys are computed once and moved together with their values. When all keys are of one simple
 * type, they are compared without going through the objects' slots.
 */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/types/float.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <math.h>
#include <string.h>

typedef struct Sort Sort;
// power: of its border to the next one
typedef struct Run { size_t start, length; int power; } Run;
struct Sort {
    Ref *keys, *values;       // values NULL: the keys are the values
    size_t length;
    bool words;               // keys are small ints, or words made from floats: compared as such
    // a < b; an exception sets `failed` (and the answer does not matter)
    bool (*less)(Sort *sort, Obj a, Obj b);
    bool failed;
    Ref *spare_keys, *spare_values;
    size_t spare_room;
    size_t gallop_after;      // wins in a row that start galloping
    Run pile[85];
    int piled;
};
enum { GALLOP = 7 };

/* --- comparing --- */

static bool less_float(Sort *sort, Obj a, Obj b)
{
    (void)sort;
    return float_value(a) < float_value(b);
}

static bool less_latin(Sort *sort, Obj a, Obj b)
{
    (void)sort;
    size_t m = str_length(a), n = str_length(b);
    if (m && n) {
        int first = *(const uint8_t *)str_data(a) - *(const uint8_t *)str_data(b);
        if (first) return first < 0;
    }
    int order = memcmp(str_data(a), str_data(b), m < n ? m : n);
    return order ? order < 0 : m < n;
}

static bool less_str(Sort *sort, Obj a, Obj b)
{
    (void)sort;
    return str_compare(a, b) < 0;
}

static bool less_any(Sort *sort, Obj a, Obj b)
{
    bool result = false;
    if (!sort->failed && !compare_truth(a, b, LESS, &result)) sort->failed = true;
    return result;
}

// Exact tuples: the first items that differ decide.
static bool less_tuple(Sort *sort, Obj a, Obj b)
{
    if (sort->failed) return false;
    size_t m = tuple_length(a), n = tuple_length(b);
    for (size_t i = 0; i < m && i < n; i++) {
        Obj x = tuple_peek(a, i), y = tuple_peek(b, i);
        if (x == y) continue;
        if (is_small(x) && is_small(y)) return (intptr_t)x < (intptr_t)y;
        bool equal;
        if (!objects_equal(x, y, &equal)) {
            sort->failed = true;
            return false;
        }
        if (!equal) return less_any(sort, x, y);
    }
    return m < n;
}

static void choose_less(Sort *sort)
{
    bool small = true, floats = true, latin = true, str = true, tuple = true;
    for (size_t i = 0; i < sort->length && (small | floats | str | tuple); i++) {
        Obj key = sort->keys[i];
        if (is_small(key)) {
            floats = latin = str = tuple = false;
            continue;
        }
        small = false;
        floats = floats && key->type == &float_type;
        str = str && key->type == &str_type;
        latin = latin && str && ((const Str *)key)->width == 1;
        tuple = tuple && key->type == &tuple_type;
    }
    sort->words = small;
    sort->less = floats ? less_float : latin && str ? less_latin
               : str ? less_str : tuple ? less_tuple : less_any;
}

static inline bool is_less(Sort *sort, Obj a, Obj b)
{
    return sort->words ? (intptr_t)a < (intptr_t)b : sort->less(sort, a, b);
}

/* Words in the order of the floats; -0.0 is as large as 0.0. */
static Ref word_of(double value)
{
    intptr_t bits;
    memcpy(&bits, &value, sizeof bits);
    return (Ref)(value == 0 ? 0 : bits < 0 ? bits ^ INTPTR_MAX : bits);
}

/* Floats without a nan become words; the floats themselves stay in `values` or go. */
static void make_words(Sort *sort)
{
    for (size_t i = 0; i < sort->length; i++)
        if (isnan(float_value(sort->keys[i]))) return;
    bool own = sort->values;                // made by a key function: nobody else has this array
    Ref *words = own ? sort->keys : heap_scanned(sort->length * sizeof(Ref));
    for (size_t i = 0; i < sort->length; i++) {
        Ref key = sort->keys[i];
        words[i] = word_of(float_value(key));
        if (own) drop(key);
    }
    if (!own) sort->values = sort->keys;
    sort->keys = words;
    sort->words = true;
}

/* --- moving keys and values together --- */

static inline void move_one(Sort *sort, size_t to, size_t from)
{
    sort->keys[to] = sort->keys[from];
    if (sort->values) sort->values[to] = sort->values[from];
}
static inline void move(Sort *sort, size_t to, size_t from, size_t count)
{
    memmove(sort->keys + to, sort->keys + from, count * sizeof(Ref));
    if (sort->values) memmove(sort->values + to, sort->values + from, count * sizeof(Ref));
}

static void turn_around(Ref *items, size_t start, size_t end)
{
    for (; start + 1 < end; start++) {
        Ref held = items[start];
        items[start] = items[--end];
        items[end] = held;
    }
}

static void reverse_part(Sort *sort, size_t start, size_t end)
{
    turn_around(sort->keys, start, end);
    if (sort->values) turn_around(sort->values, start, end);
}

/* --- runs --- */

static bool is_smaller(Sort *sort, size_t at)
{
    return is_less(sort, sort->keys[at], sort->keys[at - 1]);
}

static size_t count_ascending(Sort *sort, size_t at, size_t end)
{
    while (at < end && !is_smaller(sort, at)) at++;
    return at;
}

/* The end of a descending run that holds [start, at) already. Equal items in it are turned around
 * at once, so that they stand in order again when the whole run is. */
static size_t count_descending(Sort *sort, size_t at, size_t end)
{
    size_t equal = 0;
    for (; at < end; at++) {
        if (is_smaller(sort, at)) {
            if (equal) reverse_part(sort, at - equal - 1, at);
            equal = 0;
        } else if (is_less(sort, sort->keys[at - 1], sort->keys[at])) {
            break;
        } else {
            equal++;
        }
    }
    if (equal) reverse_part(sort, at - equal - 1, at);
    return at;
}

/* Length of the run at `start`, which is ascending afterwards. */
static size_t count_run(Sort *sort, size_t start, size_t end)
{
    size_t at = count_ascending(sort, start + 1, end);
    if (at >= end) return end - start;
    if (at - start > 1) {
        if (is_less(sort, sort->keys[start], sort->keys[at - 1])) return at - start;
        reverse_part(sort, start, at);      // all equal so far: they may begin a descending run
    }
    at = count_descending(sort, at + 1, end);
    reverse_part(sort, start, at);
    return count_ascending(sort, at, end) - start;
}

/* [start, sorted) is in order; puts the items up to end in their places. */
static void insert_sorted(Sort *sort, size_t start, size_t sorted, size_t end)
{
    for (; sorted < end && !sort->failed; sorted++) {
        Ref key = sort->keys[sorted], value = sort->values ? sort->values[sorted] : NULL;
        size_t low = start, high = sorted;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (is_less(sort, key, sort->keys[middle])) high = middle;
            else low = middle + 1;
        }
        move(sort, low + 1, low, sorted - low);
        sort->keys[low] = key;
        if (value) sort->values[low] = value;
    }
}

static size_t least_run(size_t length)
{
    size_t odd = 0;
    for (; length >= 64; length >>= 1) odd |= length & 1;
    return length + odd;
}

/* --- merging --- */

/* How many of items[0..count) come before key: with `equal`, those equal to it as well. Looks near
 * `hint` first, in steps that double. */
static size_t gallop(Sort *sort, Obj key, Ref *items, size_t count, size_t hint, bool equal)
{
#define BEFORE(i) (equal ? !is_less(sort, key, items[i]) : is_less(sort, items[i], key))
    size_t low, high, step = 1;
    if (BEFORE(hint)) {
        low = hint + 1;
        while (hint + step < count && BEFORE(hint + step)) {
            low = hint + step + 1;
            step = step * 2 + 1;
        }
        high = hint + step < count ? hint + step : count;
    } else {
        high = hint;
        while (step <= hint && !BEFORE(hint - step)) {
            high = hint - step;
            step = step * 2 + 1;
        }
        low = step <= hint ? hint - step + 1 : 0;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (BEFORE(middle)) low = middle + 1;
        else high = middle;
    }
    return low;
#undef BEFORE
}

static void need_spare(Sort *sort, size_t count)
{
    if (count <= sort->spare_room) return;
    size_t old = sort->spare_room * sizeof(Ref), bytes = count * sizeof(Ref);
    heap_scanned_free(sort->spare_keys, old);
    sort->spare_keys = heap_scanned(bytes);
    if (sort->values) {
        heap_scanned_free(sort->spare_values, old);
        sort->spare_values = heap_scanned(bytes);
    }
    sort->spare_room = count;
}

static void set_aside(Sort *sort, size_t from, size_t count)
{
    need_spare(sort, count);
    memcpy(sort->spare_keys, sort->keys + from, count * sizeof(Ref));
    if (sort->values)
        memcpy(sort->spare_values, sort->values + from, count * sizeof(Ref));
}

static inline void bring_back(Sort *sort, size_t to, size_t from, size_t count)
{
    memcpy(sort->keys + to, sort->spare_keys + from, count * sizeof(Ref));
    if (sort->values)
        memcpy(sort->values + to, sort->spare_values + from, count * sizeof(Ref));
}

/* A merge in progress. Low: A waits in the spare from a on, B lies in the list from b on, and `to`
 * is filled upwards. High: the other way round; a, b and to stand behind what comes next. */
typedef struct Merge { size_t a, a_end, b, b_end, to; } Merge;

static inline void put_spare(Sort *sort, size_t to, size_t from)
{
    sort->keys[to] = sort->spare_keys[from];
    if (sort->values) sort->values[to] = sort->spare_values[from];
}

/* One by one until one side has won often enough; true: go on galloping. */
static bool merge_low_singly(Sort *sort, Merge *m)
{
    size_t a_wins = 0, b_wins = 0;
    while (!sort->failed) {
        if (is_less(sort, sort->keys[m->b], sort->spare_keys[m->a])) {
            move_one(sort, m->to++, m->b++);
            b_wins++, a_wins = 0;
            if (m->b == m->b_end) return false;
        } else {
            put_spare(sort, m->to++, m->a++);
            a_wins++, b_wins = 0;
            if (m->a_end - m->a == 1) return false;
        }
        if (a_wins >= sort->gallop_after || b_wins >= sort->gallop_after) return true;
    }
    return false;
}

static bool merge_low_galloping(Sort *sort, Merge *m)
{
    size_t a_count, b_count;
    sort->gallop_after++;
    do {
        sort->gallop_after -= sort->gallop_after > 1;
        a_count = gallop(sort, sort->keys[m->b], sort->spare_keys + m->a, m->a_end - m->a, 0, true);
        bring_back(sort, m->to, m->a, a_count);
        m->a += a_count, m->to += a_count;
        if (m->a_end - m->a <= 1) return false;
        move_one(sort, m->to++, m->b++);
        if (m->b == m->b_end) return false;
        b_count = gallop(sort, sort->spare_keys[m->a], sort->keys + m->b, m->b_end - m->b, 0,
                         false);
        move(sort, m->to, m->b, b_count);
        m->b += b_count, m->to += b_count;
        if (m->b == m->b_end) return false;
        put_spare(sort, m->to++, m->a++);
        if (m->a_end - m->a == 1) return false;
    } while (!sort->failed && (a_count >= GALLOP || b_count >= GALLOP));
    sort->gallop_after++;
    return !sort->failed;
}

/* Merges A = [start, start + left) and the B of `right` items behind it. The first of B is known to
 * come first, and the last of A to come last. */
static void merge_low(Sort *sort, size_t start, size_t left, size_t right)
{
    set_aside(sort, start, left);
    Merge m = { 0, left, start + left, start + left + right, start };
    move_one(sort, m.to++, m.b++);
    if (right > 1 && left > 1)
        while (merge_low_singly(sort, &m) && merge_low_galloping(sort, &m)) continue;
    if (m.a_end - m.a == 1 && !sort->failed) {
        move(sort, m.to, m.b, m.b_end - m.b);
        m.to += m.b_end - m.b;
    }
    bring_back(sort, m.to, m.a, m.a_end - m.a);
}

static bool merge_high_singly(Sort *sort, Merge *m)
{
    size_t a_wins = 0, b_wins = 0;
    while (!sort->failed) {
        if (is_less(sort, sort->spare_keys[m->b - 1], sort->keys[m->a - 1])) {
            move_one(sort, --m->to, --m->a);
            a_wins++, b_wins = 0;
            if (m->a == m->a_end) return false;
        } else {
            put_spare(sort, --m->to, --m->b);
            b_wins++, a_wins = 0;
            if (m->b == 1) return false;
        }
        if (a_wins >= sort->gallop_after || b_wins >= sort->gallop_after) return true;
    }
    return false;
}

static bool merge_high_galloping(Sort *sort, Merge *m)
{
    size_t a_count, b_count, start = m->a_end;
    sort->gallop_after++;
    do {
        sort->gallop_after -= sort->gallop_after > 1;
        size_t rest = m->a - start;
        a_count = rest - gallop(sort, sort->spare_keys[m->b - 1], sort->keys + start, rest,
                                rest - 1, true);
        m->a -= a_count, m->to -= a_count;
        move(sort, m->to, m->a, a_count);
        if (m->a == start) return false;
        put_spare(sort, --m->to, --m->b);
        if (m->b == 1) return false;
        b_count = m->b - gallop(sort, sort->keys[m->a - 1], sort->spare_keys, m->b, m->b - 1,
                                false);
        m->b -= b_count, m->to -= b_count;
        bring_back(sort, m->to, m->b, b_count);
        if (m->b <= 1) return false;
        move_one(sort, --m->to, --m->a);
        if (m->a == start) return false;
    } while (!sort->failed && (a_count >= GALLOP || b_count >= GALLOP));
    sort->gallop_after++;
    return !sort->failed;
}

/* The same from the right. */
static void merge_high(Sort *sort, size_t start, size_t left, size_t right)
{
    set_aside(sort, start + left, right);
    Merge m = { start + left, start, right, 0, start + left + right };
    move_one(sort, --m.to, --m.a);
    if (left > 1 && right > 1)
        while (merge_high_singly(sort, &m) && merge_high_galloping(sort, &m)) continue;
    if (m.b == 1 && !sort->failed) {
        size_t rest = m.a - start;
        m.to -= rest;
        move(sort, m.to, start, rest);
    }
    bring_back(sort, m.to - m.b, 0, m.b);
}

/* Merges the runs i and i + 1 on the pile. */
static void merge_at(Sort *sort, int i)
{
    Run *a = &sort->pile[i], *b = a + 1;
    size_t start = a->start, left = a->length, right = b->length, behind = b->start;
    a->length += right;
    if (i == sort->piled - 3) *b = b[1];
    sort->piled--;
    size_t skip = gallop(sort, sort->keys[behind], sort->keys + start, left, 0, true);
    start += skip;
    left -= skip;
    if (left == 0 || sort->failed) return;
    right = gallop(sort, sort->keys[behind - 1], sort->keys + behind, right, right - 1, false);
    if (right == 0 || sort->failed) return;
    if (left <= right) merge_low(sort, start, left, right);
    else merge_high(sort, start, left, right);
}

/* How deep the border between two neighbouring runs lies in the ideal tree of merges. */
static int border_power(size_t start, size_t left, size_t right, size_t length)
{
    // twice the middles of both runs, as fractions of length: the first bit in which they differ
    size_t a = 2 * start + left, b = a + left + right;
    for (int power = 1;; power++, a *= 2, b *= 2) {
        if (a >= length) {
            a -= length;
            b -= length;
        } else if (b >= length) {
            return power;
        }
    }
}

static void push_run(Sort *sort, size_t start, size_t length)
{
    Run *p = sort->pile;
    if (sort->piled) {
        const Run *last = &p[sort->piled - 1];
        int power = border_power(last->start, last->length, length, sort->length);
        while (sort->piled > 1 && p[sort->piled - 2].power > power && !sort->failed)
            merge_at(sort, sort->piled - 2);
        p[sort->piled - 1].power = power;
    }
    p[sort->piled++] = (Run){ start, length, 0 };
}

static void merge_all(Sort *sort)
{
    Run *p = sort->pile;
    while (sort->piled > 1 && !sort->failed) {
        int n = sort->piled - 2;
        merge_at(sort, n > 0 && p[n - 1].length < p[n + 1].length ? n - 1 : n);
    }
}

static void sort_runs(Sort *sort)
{
    size_t least = least_run(sort->length), start = 0;
    while (start < sort->length && !sort->failed) {
        size_t rest = sort->length - start, run = count_run(sort, start, sort->length);
        if (run < least) {
            size_t forced = rest < least ? rest : least;
            insert_sorted(sort, start, start + run, start + forced);
            run = forced;
        }
        push_run(sort, start, run);
        start += run;
    }
    merge_all(sort);
}

/* --- the method --- */

// Keys for all values; false: the key function raised.
static bool make_keys(Sort *sort, Obj function)
{
    sort->values = sort->keys;
    sort->keys = heap_scanned(sort->length * sizeof(Ref));
    for (size_t i = 0; i < sort->length; i++)
        if (!(sort->keys[i] = call1(function, sort->values[i]))) return false;
    return true;
}

static void drop_keys(Sort *sort)
{
    for (size_t i = 0; i < sort->length && !sort->words; i++) drop_or_null(sort->keys[i]);
    heap_scanned_free(sort->keys, sort->length * sizeof(Ref));
    sort->keys = sort->values;
}

static void sort_items(Sort *sort, Obj key, bool reverse)
{
    bool keyed = key && !is_none(key);
    if (keyed && !make_keys(sort, key)) {
        sort->failed = true;
    } else {
        choose_less(sort);
        if (sort->less == less_float && !sort->words && sort->length > 1) make_words(sort);
        // a stable descending order: around, sorted, and around again
        if (reverse) reverse_part(sort, 0, sort->length);
        sort_runs(sort);
        if (reverse) reverse_part(sort, 0, sort->length);
    }
    bool valued = sort->values;
    if (valued) drop_keys(sort);
    heap_scanned_free(sort->spare_keys, sort->spare_room * sizeof(Ref));
    heap_scanned_free(sort->spare_values, valued ? sort->spare_room * sizeof(Ref) : 0);
}

bool list_sort(Ref self, Obj key, bool reverse)
{
    List *list = (List *)self;
    Ref *items = list->items;
    size_t length = list->length, capacity = list->capacity;
    Sort sort = { .keys = items, .length = length, .gallop_after = GALLOP };
    // The list is seen empty meanwhile: a comparison cannot get at half-sorted items.
    list->items = NULL;
    list->length = list->capacity = 0;
    if (length) sort_items(&sort, key, reverse);
    bool modified = list->items != NULL;
    Ref *others = list->items;
    size_t other_length = list->length, other_capacity = list->capacity;
    list->items = items;
    list->length = length;
    list->capacity = capacity;
    for (size_t i = other_length; i-- > 0; ) drop(others[i]);
    heap_scanned_free(others, other_capacity * sizeof(Ref));
    if (sort.failed) return false;
    return !modified || raise_value_error("list modified during sort");
}
