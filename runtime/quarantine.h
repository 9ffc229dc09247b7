/* runtime/quarantine.h -- under AddressSanitizer, freed memory is forbidden ground, and waits before
 * it serves again; in other builds all of this is nothing.   SPDX-License-Identifier: MIT */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined __SANITIZE_ADDRESS__
#define QUARANTINE 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define QUARANTINE 1
#endif
#endif

typedef struct Freed { void *block; void **list; size_t bytes; } Freed;   // list NULL: large

#ifdef QUARANTINE
#include <sanitizer/asan_interface.h>

/* For what walks memory as the collector does, without regard to who owns it. */
#define NO_SANITIZE __attribute__((no_sanitize_address))

/* The first `bytes` of a block may be used from now on, the `rest` may not. */
static inline void block_open(void *block, size_t bytes, size_t rest)
{
    ASAN_UNPOISON_MEMORY_REGION(block, bytes);
    ASAN_POISON_MEMORY_REGION((char *)block + bytes, rest);
}
static inline void block_close(void *block, size_t bytes)
{
    ASAN_POISON_MEMORY_REGION(block, bytes);
}
static inline bool block_is_closed(const void *block) { return __asan_address_is_poisoned(block); }
/* Takes in a freed block and lets out the one that has waited longest; block NULL: none. */
Freed quarantine_swap(Freed freed);
/* Small blocks come from this page. */
void quarantine_watch(uintptr_t page);
/* Opens all blocks: the collector takes back those that are free and clears what it takes. */
void quarantine_empty(void);

#else

#define NO_SANITIZE
static inline void block_open(void *block, size_t bytes, size_t rest)
{
    (void)block, (void)bytes, (void)rest;
}
static inline void block_close(void *block, size_t bytes) { (void)block, (void)bytes; }
static inline bool block_is_closed(const void *block)     { (void)block; return false; }
static inline Freed quarantine_swap(Freed freed)          { return freed; }
static inline void quarantine_watch(uintptr_t page)       { (void)page; }
static inline void quarantine_empty(void)                 { }

#endif
