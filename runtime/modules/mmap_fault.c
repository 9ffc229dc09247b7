/* runtime/modules/mmap_fault.c -- what happens when a mapped file has become shorter.
 * SPDX-License-Identifier: MIT
 *
 * Touching a page behind the end of the file raises SIGBUS, which would end the process. Instead
 * the page is replaced by one of zeros and the mapping marked as lost; every use of it raises
 * OSError from then on. Only views got before see the zeros.
 */
#define _GNU_SOURCE
#include "runtime/modules/mmap.h"
#include "runtime/error.h"
#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

static Mmap *watched;                       // those over files; a list
static struct sigaction before;             // what SIGBUS did
static uintptr_t page_size;

static void replace_page(int number, siginfo_t *info, void *context)
{
    int kept = errno;
    uintptr_t at = (uintptr_t)info->si_addr, page = at & ~(page_size - 1);
    (void)context;
    for (Mmap *m = watched; m; m = m->next) {
        uintptr_t start = (uintptr_t)m->data;
        if (at < start || at - start >= m->size) continue;
        void *made = mmap((void *)page, page_size, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
        if (made == MAP_FAILED) break;
        m->lost = true;
        errno = kept;
        return;
    }
    sigaction(number, &before, NULL);       // none of ours: let it happen again
}

void mmap_watch(Mmap *m)
{
    if (!page_size) {
        struct sigaction wanted = { .sa_sigaction = replace_page, .sa_flags = SA_SIGINFO };
        page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
        sigaction(SIGBUS, &wanted, &before);
    }
    m->next = watched;
    m->previous = NULL;
    if (watched) watched->previous = m;
    watched = m;
    m->is_watched = true;
}

void mmap_unwatch(Mmap *m)
{
    if (!m->is_watched) return;
    if (m->next) m->next->previous = m->previous;
    if (m->previous) m->previous->next = m->next;
    else watched = m->next;
    m->is_watched = false;
}

void *mmap_raise_lost(void)
{
    errno = EIO;
    return raise_from_errno(NULL);
}
