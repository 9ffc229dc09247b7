/* runtime/signals.c -- signals: noted when they arrive, handled at the next safe point.
 * SPDX-License-Identifier: MIT */
#include "runtime/signals.h"
#include "runtime/error.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

void (*signals_wake)(void);
bool (*signals_handle)(int number);
volatile int signals_wakeup_descriptor = -1;

static volatile sig_atomic_t arrived[SIGNAL_COUNT];
static volatile sig_atomic_t any_arrived;
static pthread_t main_thread;

void signals_arrive(int number)
{
    arrived[number] = 1;
    any_arrived = 1;
    if (signals_wake) signals_wake();
}

static void note(int number)
{
    int error = errno;
    signals_arrive(number);
    if (signals_wakeup_descriptor >= 0) {
        unsigned char octet = (unsigned char)number;
        ssize_t written = write(signals_wakeup_descriptor, &octet, 1);
        (void)written;                          // a full pipe wakes its reader all the same
    }
    errno = error;
}

// Without SA_RESTART: what waits in the system comes back and looks for signals.
static bool set_action(int number, void (*action)(int))
{
    struct sigaction wanted = { .sa_handler = action, .sa_flags = SA_ONSTACK };
    sigemptyset(&wanted.sa_mask);
    return sigaction(number, &wanted, NULL) == 0;
}

bool signals_note(int number)       { return set_action(number, note); }
bool signals_ignore(int number)     { return set_action(number, SIG_IGN); }
bool signals_restore(int number)    { return set_action(number, SIG_DFL); }
bool signals_waiting(void)          { return any_arrived; }

bool signals_take(int number)
{
    bool was = arrived[number];
    arrived[number] = 0;
    return was;
}

bool signals_run(void)
{
    if (!any_arrived) return true;
    if (!pthread_equal(pthread_self(), main_thread)) {
        if (signals_wake) signals_wake();       // the main thread has yet to see it
        return true;
    }
    any_arrived = 0;
    for (int number = 1; number < SIGNAL_COUNT; number++) {
        if (!signals_take(number)) continue;
        bool good = signals_handle ? signals_handle(number)
                    : number != SIGINT || raise_with(&keyboard_interrupt_type, NULL);
        if (good) continue;
        any_arrived = 1;                        // the others wait for the next safe point
        if (signals_wake) signals_wake();
        return false;
    }
    return true;
}

void signals_start(void)
{
    main_thread = pthread_self();
    signals_ignore(SIGPIPE);
    signals_ignore(SIGXFSZ);
    struct sigaction before;
    if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler != SIG_IGN) signals_note(SIGINT);
}
