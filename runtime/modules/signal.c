/* runtime/modules/signal.c -- the module _signal: handlers, timers, sending.
 *   SPDX-License-Identifier: MIT */
#include "runtime/modules/signal.h"
#include "runtime/blocking.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/builtin.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum { SIGNAL_COUNT = 65, DEFAULT = 0, IGNORE = 1 };

volatile bool signal_wanted;
void (*signal_notify)(void);
Ref (*signal_get_frame)(void);

static volatile sig_atomic_t pending[SIGNAL_COUNT];
// int DEFAULT or IGNORE, a callable; NULL: not ours (None)
static Ref handlers[SIGNAL_COUNT];
static volatile int wakeup_descriptor = -1;

/* --- arriving --- */

bool signal_is_handled(int number)
{
    return handlers[number] && is_callable(handlers[number]);
}

void signal_note(int number)
{
    pending[number] = 1;
    signal_wanted = true;
    if (signal_notify) signal_notify();
}

static void on_signal(int number)
{
    int before = errno;
    signal_note(number);
    if (wakeup_descriptor >= 0) {
        unsigned char octet = (unsigned char)number;
        if (write(wakeup_descriptor, &octet, 1) < 0) { /* a full pipe wakes its reader as well */ }
    }
    errno = before;
}

static bool is_action(Obj handler, int which)
{
    return is_small(handler) && small_value(handler) == which;
}

static bool run_one(int number)
{
    pending[number] = 0;
    if (!signal_is_handled(number)) {
        // The handler was taken away after the signal had come.
        raise_os_error("Signal %d ignored due to race condition", number);
        error_report_unraisable(None_object);
        return true;
    }
    scoped Ref handler = keep(handlers[number]);
    scoped Ref frame = signal_get_frame ? signal_get_frame() : NULL;
    scoped Ref done = call2(handler, small_int(number), frame ? frame : None_object);
    return done != NULL;
}

bool signal_run_pending(void)
{
    if (!signal_wanted) return true;
    signal_wanted = false;
    for (int i = 1; i < SIGNAL_COUNT; i++) {
        if (!pending[i] || run_one(i)) continue;
        signal_wanted = true;                                  // the others' turn comes later
        if (signal_notify) signal_notify();
        return false;
    }
    return true;
}

void signal_forget_pending(void)
{
    for (int i = 0; i < SIGNAL_COUNT; i++) pending[i] = 0;
    signal_wanted = false;
}

static bool set_action(int number, void (*action)(int))
{
    struct sigaction wanted = { .sa_handler = action };
    sigemptyset(&wanted.sa_mask);
    return sigaction(number, &wanted, NULL) == 0;
}

static Ref default_int_handler(const Obj arg[])
{
    (void)arg;
    return raise_with(&keyboard_interrupt_type, NULL);
}

static const Method int_handler_row = {
    "default_int_handler(signalnum, frame, /)", default_int_handler,
    "Raises KeyboardInterrupt: what SIGINT does at first.", 0
};

void signal_start(void)
{
    set_action(SIGPIPE, SIG_IGN);
    set_action(SIGXFSZ, SIG_IGN);
    for (int i = 1; i < SIGNAL_COUNT; i++) {
        struct sigaction now;
        if (sigaction(i, NULL, &now) != 0) continue;
        handlers[i] = now.sa_handler == SIG_DFL ? small_int(DEFAULT)
                    : now.sa_handler == SIG_IGN ? small_int(IGNORE) : NULL;
    }
    if (!handlers[SIGINT] || !is_action(handlers[SIGINT], DEFAULT)) return;
    scoped Ref home = str_from_text("_signal");
    handlers[SIGINT] = builtin_new(&int_handler_row, home);
    set_action(SIGINT, on_signal);
}

/* --- arguments --- */

static bool read_number(Obj x, int *number)
{
    long value;
    if (!object_to_long(x, &value)) return false;
    if (value < 1 || value >= SIGNAL_COUNT) return raise_value_error("signal number out of range");
    *number = (int)value;
    return true;
}

static bool read_seconds(Obj x, struct timeval *time)
{
    double seconds;
    if (!object_to_double(x, &seconds)) return false;
    if (isnan(seconds)) return raise_value_error("Invalid value NaN (not a number)");
    if (fabs(seconds) > 1e15)
        return raise_overflow_error("timestamp too large to convert to C PyTime_t");
    double whole = floor(seconds);
    time->tv_sec = (time_t)whole;
    time->tv_usec = (suseconds_t)ceil((seconds - whole) * 1e6);
    if (time->tv_usec >= 1000000) time->tv_sec++, time->tv_usec -= 1000000;
    return true;
}

/* --- handlers --- */

static Ref signal_signal(const Obj arg[])
{
    enum { signalnum, handler };
    int number = 0;
    void (*action)(int) = on_signal;
    if (!read_number(arg[signalnum], &number)) return NULL;
    scoped Ref wanted = keep(arg[handler]);
    if (is_int(wanted)) {
        long which;
        if (!object_to_long(wanted, &which)) return NULL;
        if (which != DEFAULT && which != IGNORE)
            return raise_type_error("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a "
                                    "callable object");
        action = which == DEFAULT ? SIG_DFL : SIG_IGN;
        replace(&wanted, small_int(which));
    } else if (!is_callable(wanted)) {
        return raise_type_error("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a "
                                "callable object");
    }
    if (!blocking_interrupted()) return NULL;
    if (!set_action(number, action)) return raise_from_errno(NULL);
    Ref before = handlers[number];
    handlers[number] = take(&wanted);
    return before ? before : none_new();
}

static Ref signal_getsignal(const Obj arg[])
{
    int number = 0;
    if (!read_number(arg[0], &number)) return NULL;
    return handlers[number] ? keep(handlers[number]) : none_new();
}

static Ref signal_raise(const Obj arg[])
{
    long number;
    if (!object_to_long(arg[0], &number)) return NULL;
    if (raise((int)number) != 0) return raise_from_errno(NULL);
    return blocking_interrupted() ? none_new() : NULL;
}

static Ref signal_strsignal(const Obj arg[])
{
    int number = 0;
    if (!read_number(arg[0], &number)) return NULL;
    const char *text = strsignal(number);
    return text && strncmp(text, "Unknown", 7) ? str_from_text(text) : none_new();
}

static Ref signal_siginterrupt(const Obj arg[])
{
    enum { signalnum, flag };
    int number = 0;
    long interrupts;
    struct sigaction now;
    if (!read_number(arg[signalnum], &number) || !object_to_long(arg[flag], &interrupts))
        return NULL;
    if (sigaction(number, NULL, &now) != 0) return raise_from_errno(NULL);
    if (interrupts) now.sa_flags &= ~SA_RESTART;
    else now.sa_flags |= SA_RESTART;
    return sigaction(number, &now, NULL) == 0 ? none_new() : raise_from_errno(NULL);
}

static Ref signal_set_wakeup_fd(const Obj arg[])
{
    enum { fd, warn_on_full_buffer };
    long descriptor;
    if (!object_to_long(arg[fd], &descriptor)) return NULL;
    if (descriptor != -1) {
        int flags = fcntl((int)descriptor, F_GETFL);
        if (flags < 0) return raise_from_errno(NULL);
        if (!(flags & O_NONBLOCK))
            return raise_value_error("the fd %ld must be in non-blocking mode", descriptor);
    }
    int before = wakeup_descriptor;
    wakeup_descriptor = (int)descriptor;
    return small_int(before);
}

/* --- time --- */

static Ref signal_alarm(const Obj arg[])
{
    long seconds;
    if (!object_to_long(arg[0], &seconds)) return NULL;
    return int_new(alarm((unsigned)seconds));
}

static Ref signal_pause(const Obj arg[])
{
    (void)arg;
    blocking_begin();
    pause();
    blocking_end();
    return blocking_interrupted() ? none_new() : NULL;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static Ref timer_pair(const struct itimerval *timer)
{
    Ref pair[] = { float_new(seconds_of(timer->it_value)),
                   float_new(seconds_of(timer->it_interval)) };
    return tuple_give_items(pair, 2);
}

static Ref signal_setitimer(const Obj arg[])
{
    enum { which, seconds, interval };
    long clock;
    struct itimerval wanted = { { 0, 0 }, { 0, 0 } }, before;
    if (!object_to_long(arg[which], &clock) || !read_seconds(arg[seconds], &wanted.it_value)
        || (arg[interval] && !read_seconds(arg[interval], &wanted.it_interval)))
        return NULL;
    if (setitimer((int)clock, &wanted, &before) != 0) return raise_from_errno(NULL);
    return timer_pair(&before);
}

static Ref signal_getitimer(const Obj arg[])
{
    long clock;
    struct itimerval now;
    if (!object_to_long(arg[0], &clock)) return NULL;
    return getitimer((int)clock, &now) == 0 ? timer_pair(&now) : raise_from_errno(NULL);
}

/* --- sets of signals --- */

static bool add_to_set(Obj item, void *set)
{
    scoped Ref index = object_get_index(item);
    intptr_t number;
    if (!index) return false;
    if (!int_fits(index, &number) || number < 1 || number >= SIGNAL_COUNT)
        return raise_value_error("signal number %S out of range [1; %d]", index, SIGNAL_COUNT - 1);
    return sigaddset(set, (int)number) == 0 || raise_from_errno(NULL);
}

static Ref set_of(const sigset_t *set)
{
    Ref made = set_new();
    for (int i = 1; i < SIGNAL_COUNT; i++) {
        if (sigismember(set, i) != 1) continue;
        if (set_add(made, small_int(i))) continue;
        drop(made);
        return NULL;
    }
    return made;
}

static Ref signal_valid_signals(const Obj arg[])
{
    (void)arg;
    sigset_t all;
    sigfillset(&all);
    return set_of(&all);
}

static Ref signal_pthread_sigmask(const Obj arg[])
{
    enum { how, mask };
    long action;
    sigset_t wanted, before;
    sigemptyset(&wanted);
    if (!object_to_long(arg[how], &action) || !iter_each(arg[mask], add_to_set, &wanted))
        return NULL;
    int problem = pthread_sigmask((int)action, &wanted, &before);
    if (problem) {
        errno = problem;
        return raise_from_errno(NULL);
    }
    return blocking_interrupted() ? set_of(&before) : NULL;
}

static Ref signal_sigpending(const Obj arg[])
{
    (void)arg;
    sigset_t waiting;
    return sigpending(&waiting) == 0 ? set_of(&waiting) : raise_from_errno(NULL);
}

static Ref signal_sigwait(const Obj arg[])
{
    sigset_t wanted;
    int number = 0;
    sigemptyset(&wanted);
    if (!iter_each(arg[0], add_to_set, &wanted)) return NULL;
    blocking_begin();
    int problem = sigwait(&wanted, &number);
    blocking_end();
    errno = problem;
    return problem ? raise_from_errno(NULL) : small_int(number);
}

static Ref signal_pthread_kill(const Obj arg[])
{
    enum { thread_id, signalnum };
    long thread, number;
    if (!object_to_long(arg[thread_id], &thread) || !object_to_long(arg[signalnum], &number))
        return NULL;
    int problem = pthread_kill((pthread_t)thread, (int)number);
    errno = problem;
    if (problem) return raise_from_errno(NULL);
    return blocking_interrupted() ? none_new() : NULL;
}

/* --- the module --- */

static const Method signal_functions[] = {
    { "alarm(seconds, /)", signal_alarm, "Has SIGALRM sent in so many seconds.", 0 },
    { "default_int_handler(signalnum, frame, /)", default_int_handler,
      "Raises KeyboardInterrupt: what SIGINT does at first.", 0 },
    { "getitimer(which, /)", signal_getitimer, "Seconds left of a timer, and its interval.", 0 },
    { "getsignal(signalnum, /)", signal_getsignal, "What is done when the signal comes.", 0 },
    { "pause()", signal_pause, "Waits for a signal.", 0 },
    { "pthread_kill(thread_id, signalnum, /)", signal_pthread_kill,
      "Sends a signal to a thread.", 0 },
    { "pthread_sigmask(how, mask, /)", signal_pthread_sigmask,
      "Changes which signals are held back; gives which were.", 0 },
    { "raise_signal(signalnum, /)", signal_raise, "Sends a signal to this process.", 0 },
    { "set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)", signal_set_wakeup_fd,
      "A descriptor that the numbers of signals are written to as they come.", 0 },
    { "setitimer(which, seconds, interval=0.0, /)", signal_setitimer,
      "Starts a timer that sends a signal, again and again if there is an interval.", 0 },
    { "siginterrupt(signalnum, flag, /)", signal_siginterrupt,
      "Whether system calls are cut short by the signal.", 0 },
    { "signal(signalnum, handler, /)", signal_signal,
      "Sets what is done when the signal comes; gives what was before.", 0 },
    { "sigpending()", signal_sigpending, "The signals that are held back.", 0 },
    { "sigwait(sigset, /)", signal_sigwait, "Waits for one of the signals.", 0 },
    { "strsignal(signalnum, /)", signal_strsignal, "The system's words for the signal.", 0 },
    { "valid_signals()", signal_valid_signals, "The signals that there are.", 0 },
    { 0 }
};

#define NUMBER(name) { #name, name }
static const struct { const char *name; int value; } constants[] = {
    NUMBER(SIGABRT), NUMBER(SIGALRM), NUMBER(SIGBUS), NUMBER(SIGCHLD), { "SIGCLD", SIGCHLD },
    NUMBER(SIGCONT), NUMBER(SIGFPE), NUMBER(SIGHUP), NUMBER(SIGILL), NUMBER(SIGINT), NUMBER(SIGIO),
    NUMBER(SIGIOT), NUMBER(SIGKILL), NUMBER(SIGPIPE), NUMBER(SIGPOLL), NUMBER(SIGPROF),
    NUMBER(SIGPWR), NUMBER(SIGQUIT), NUMBER(SIGSEGV), NUMBER(SIGSTKFLT), NUMBER(SIGSTOP),
    NUMBER(SIGSYS), NUMBER(SIGTERM), NUMBER(SIGTRAP), NUMBER(SIGTSTP), NUMBER(SIGTTIN),
    NUMBER(SIGTTOU), NUMBER(SIGURG), NUMBER(SIGUSR1), NUMBER(SIGUSR2), NUMBER(SIGVTALRM),
    NUMBER(SIGWINCH), NUMBER(SIGXCPU), NUMBER(SIGXFSZ), { "SIG_DFL", DEFAULT },
    { "SIG_IGN", IGNORE }, NUMBER(SIG_BLOCK), NUMBER(SIG_UNBLOCK), NUMBER(SIG_SETMASK),
    NUMBER(ITIMER_REAL), NUMBER(ITIMER_VIRTUAL), NUMBER(ITIMER_PROF), { "NSIG", SIGNAL_COUNT },
};

static bool signal_module_start(Ref module)
{
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        module_add(module, constants[i].name, small_int(constants[i].value));
    module_add(module, "SIGRTMIN", small_int(SIGRTMIN));
    module_add(module, "SIGRTMAX", small_int(SIGRTMAX));
    module_add(module, "ItimerError", keep(&os_error_type.head));
    return true;
}

const Module signal_module = {
    "_signal", "Signals of the system.", signal_functions, NULL, signal_module_start,
};
