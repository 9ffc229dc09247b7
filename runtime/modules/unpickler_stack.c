/* runtime/modules/unpickler_stack.c -- the stack, its marks, and the memo of an Unpickler.
 * SPDX-License-Identifier: MIT */
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/pickle.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"

void unpickler_push(Unpickler *u, Ref x)
{
    if (u->height == u->room) {
        size_t room = u->room ? u->room * 2 : 32;
        u->stack = heap_scanned_resize(u->stack, u->room * sizeof(Ref), room * sizeof(Ref));
        u->room = room;
    }
    u->stack[u->height++] = x;
}

/* How far down instructions without a mark may reach. */
static size_t fence(const Unpickler *u)
{
    return u->mark_count ? u->marks[u->mark_count - 1] : 0;
}

void *unpickler_underflow(const Unpickler *u)
{
    return raise_unpickling(u->mark_count ? "unexpected MARK found" : "unpickling stack underflow");
}

Ref unpickler_pop(Unpickler *u)
{
    if (u->height <= fence(u)) return unpickler_underflow(u);
    return take(&u->stack[--u->height]);
}

Obj unpickler_top(Unpickler *u)
{
    if (u->height <= fence(u)) return unpickler_underflow(u);
    return u->stack[u->height - 1];
}

bool unpickler_pop_mark(Unpickler *u, size_t *height)
{
    if (!u->mark_count) return raise_unpickling("could not find MARK");
    *height = u->marks[--u->mark_count];
    return true;
}

Ref unpickler_pop_list(Unpickler *u, size_t from)
{
    if (from > u->height) return unpickler_underflow(u);
    Ref list = list_new(u->height - from);
    for (size_t i = from; i < u->height; i++) list_give(list, take(&u->stack[i]));
    u->height = from;
    return list;
}

void unpickler_clear(Unpickler *u)
{
    u->mark_count = 0;
    while (u->height) drop_or_null(take(&u->stack[--u->height]));
}

bool load_mark(Unpickler *u)
{
    if (u->mark_count == u->mark_room) {
        size_t room = u->mark_room ? u->mark_room * 2 : 16;
        u->marks = heap_plain_resize(u->marks, u->mark_room * sizeof *u->marks,
                                     room * sizeof *u->marks);
        u->mark_room = room;
    }
    u->marks[u->mark_count++] = u->height;
    return true;
}

// --- memo

/* An index far beyond what is there would cost much memory as a place in the array. */
static bool is_far(const Unpickler *u, size_t index)
{
    return index >= u->memo_room && index > 2 * u->memo_count + 1024;
}

void unpickler_memo_set(Unpickler *u, size_t index, Obj x)
{
    if (is_far(u, index)) {
        if (!u->far_memo) u->far_memo = dict_new();
        scoped Ref key = int_from_unsigned(index);
        if (!dict_set(u->far_memo, key, x)) error_clear();    // ints hash and compare: cannot fail
        return;
    }
    if (index >= u->memo_room) {
        size_t room = index * 2 + 32;
        u->memo = heap_scanned_resize(u->memo, u->memo_room * sizeof(Ref), room * sizeof(Ref));
        u->memo_room = room;
    }
    if (!u->memo[index]) u->memo_count++;
    replace(&u->memo[index], keep(x));
}

Obj unpickler_memo_get(const Unpickler *u, size_t index)
{
    if (index < u->memo_room && u->memo[index]) return u->memo[index];
    Obj found = NULL;
    if (!u->far_memo) return NULL;
    scoped Ref key = int_from_unsigned(index);
    return dict_find(u->far_memo, key, &found) ? found : NULL;
}

void unpickler_memo_clear(Unpickler *u)
{
    Ref *memo = u->memo;
    size_t room = u->memo_room;
    u->memo = NULL;
    u->memo_room = u->memo_count = 0;
    drop_or_null(take(&u->far_memo));
    for (size_t i = 0; i < room; i++) drop_or_null(memo[i]);
    heap_scanned_free(memo, room * sizeof(Ref));
}
