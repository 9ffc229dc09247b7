/* runtime/modules/pickler_output.c -- where a Pickler writes: octets, frames, and its memo.
 * SPDX-License-Identifier: MIT
 *
 * A frame begins with room for its header, which is filled in, or taken out again if the frame
 * turns out to be tiny, when it ends.
 */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/pickle.h"
#include "runtime/types/bytes.h"
#include <stdio.h>
#include <string.h>

static void put_little_endian(unsigned char *to, uint64_t number, int width)
{
    for (int i = 0; i < width; i++) to[i] = (unsigned char)(number >> 8 * i);
}

void pickler_put(Pickler *p, const void *data, size_t length)
{
    if (p->framing && p->frame_start < 0) {
        p->frame_start = (intptr_t)p->out.length;
        octets_write_fill(&p->out, 0, FRAME_HEADER);
    }
    octets_write(&p->out, data, length);
}

void pickler_put_opcode(Pickler *p, enum PickleOpcode opcode)
{
    unsigned char octet = (unsigned char)opcode;
    pickler_put(p, &octet, 1);
}

void pickler_put_number(Pickler *p, enum PickleOpcode opcode, uint64_t number, int width)
{
    unsigned char octets[9] = { (unsigned char)opcode };
    put_little_endian(octets + 1, number, width);
    pickler_put(p, octets, (size_t)width + 1);
}

// --- frames

void pickler_end_frame(Pickler *p)
{
    if (!p->framing || p->frame_start < 0) return;
    unsigned char *header = (unsigned char *)p->out.data + p->frame_start;
    size_t length = p->out.length - (size_t)p->frame_start - FRAME_HEADER;
    if (length >= FRAME_MIN) {
        header[0] = PICKLE_FRAME;
        put_little_endian(header + 1, length, 8);
    } else {
        memmove(header, header + FRAME_HEADER, length);
        p->out.length -= FRAME_HEADER;
    }
    p->frame_start = -1;
}

bool pickler_flush(Pickler *p)
{
    if (!p->write || p->out.length == 0) return true;
    scoped Ref octets = octets_finish(&p->out);
    scoped Ref result = call1(p->write, octets);
    return result != NULL;
}

bool pickler_boundary(Pickler *p)
{
    if (!p->framing || p->frame_start < 0) return true;
    if (p->out.length - (size_t)p->frame_start - FRAME_HEADER < FRAME_TARGET) return true;
    pickler_end_frame(p);
    return pickler_flush(p);
}

static bool write_through(Pickler *p, const char *data, size_t length, Obj payload)
{
    if (!pickler_flush(p)) return false;
    scoped Ref octets = payload ? keep(payload) : bytes_from(data, length);
    scoped Ref result = call1(p->write, octets);
    return result != NULL;
}

bool pickler_put_block(Pickler *p, const void *header, size_t header_length,
                       const char *data, size_t length, Obj payload)
{
    bool large = length >= FRAME_TARGET, framing = p->framing, good = true;
    if (large) {
        pickler_end_frame(p);
        p->framing = false;
    }
    pickler_put(p, header, header_length);
    if (large && p->write) good = write_through(p, data, length, payload);
    else pickler_put(p, data, length);
    p->framing = framing;
    return good;
}

// --- memo

static size_t slot_of(const Memo *memo, Obj key)
{
    // neighbours in memory are mostly saved one after the other: they shall lie close here, too
    uintptr_t address = (uintptr_t)key;
    size_t mask = memo->slots - 1, at = (address >> 4 ^ address >> 14) & mask;
    while (memo->entries[at].key && memo->entries[at].key != key) at = (at + 1) & mask;
    return at;
}

bool memo_find(const Memo *memo, Obj key, size_t *index)
{
    if (!memo->length) return false;
    const MemoEntry *entry = &memo->entries[slot_of(memo, key)];
    *index = entry->index;
    return entry->key != NULL;
}

static void grow(Memo *memo)
{
    Memo larger = { .length = memo->length, .slots = memo->slots ? memo->slots * 4 : 64 };
    larger.entries = heap_scanned(larger.slots * sizeof(MemoEntry));
    for (size_t i = 0; i < memo->slots; i++) {
        if (!memo->entries[i].key) continue;
        larger.entries[slot_of(&larger, memo->entries[i].key)] = memo->entries[i];
    }
    heap_scanned_free(memo->entries, memo->slots * sizeof(MemoEntry));
    *memo = larger;
}

void memo_set(Memo *memo, Obj key, size_t index)
{
    if (memo->length * 2 >= memo->slots) grow(memo);
    MemoEntry *entry = &memo->entries[slot_of(memo, key)];
    if (!entry->key) {
        entry->key = keep(key);
        memo->length++;
    }
    entry->index = index;
}

void memo_clear(Memo *memo)
{
    Memo old = *memo;
    *memo = (Memo){ 0 };
    for (size_t i = 0; i < old.slots; i++) drop_or_null(old.entries[i].key);
    heap_scanned_free(old.entries, old.slots * sizeof(MemoEntry));
}

void pickler_remember(Pickler *p, Obj x)
{
    if (p->fast) return;
    size_t index = p->memo.length;
    memo_set(&p->memo, x, index);
    if (p->protocol >= 4) {
        pickler_put_opcode(p, PICKLE_MEMOIZE);
    } else if (!p->binary) {
        char text[32];
        pickler_put(p, text, (size_t)snprintf(text, sizeof text, "p%zu\n", index));
    } else if (index < 256) {
        pickler_put_number(p, PICKLE_BINPUT, index, 1);
    } else {
        pickler_put_number(p, PICKLE_LONG_BINPUT, index, 4);
    }
}

void pickler_recall(Pickler *p, size_t index)
{
    if (!p->binary) {
        char text[32];
        pickler_put(p, text, (size_t)snprintf(text, sizeof text, "g%zu\n", index));
    } else if (index < 256) {
        pickler_put_number(p, PICKLE_BINGET, index, 1);
    } else {
        pickler_put_number(p, PICKLE_LONG_BINGET, index, 4);
    }
}
