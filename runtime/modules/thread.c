/* runtime/modules/thread.c -- the module _thread for a program of one thread: locks, thread-local
 * values; no second thread can be started.   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/blocking.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/modules/signal.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <math.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* --- waiting for what nobody can set free --- */

static const double timeout_max = 9223372036.0;

/* *seconds: -1 for as long as it takes; 0: not at all. */
static bool read_timeout(Obj blocking, Obj timeout, double *seconds)
{
    bool waits = true;
    *seconds = -1;
    if (blocking && !object_truth(blocking, &waits)) return false;
    if (timeout && !object_to_double(timeout, seconds)) return false;
    if (!waits && *seconds != -1)
        return raise_value_error("can't specify a timeout for a non-blocking call");
    if (*seconds < 0 && *seconds != -1)
        return raise_value_error("timeout value must be a non-negative number");
    if (*seconds > timeout_max) return raise_overflow_error("timeout value is too large");
    if (!waits) *seconds = 0;
    return true;
}

/* Only a signal handler could release the lock meanwhile. */
static bool wait_for(const bool *taken, double seconds)
{
    struct timespec step = { 0, 1000000 }, now, end = { 0, 0 };
    clock_gettime(CLOCK_MONOTONIC, &end);
    double whole = seconds < 0 ? 0 : floor(seconds);
    end.tv_sec += (time_t)whole;
    end.tv_nsec += (long)((seconds - whole) * 1e9);
    while (*taken) {
        clock_gettime(CLOCK_MONOTONIC, &now);
        bool over = now.tv_sec > end.tv_sec
                 || (now.tv_sec == end.tv_sec && now.tv_nsec >= end.tv_nsec);
        if (seconds >= 0 && over) break;
        blocking_begin();
        nanosleep(&step, NULL);
        blocking_end();
        if (!blocking_interrupted()) return false;
    }
    return true;
}

/* --- lock --- */

typedef struct Lock { Object head; bool taken; } Lock;

static Lock *lock_of(Obj x)     { return (Lock *)x; }
extern Type lock_type;

static Ref lock_acquire(const Obj arg[])
{
    enum { self, blocking, timeout };
    Lock *lock = lock_of(arg[self]);
    double seconds;
    if (!read_timeout(arg[blocking], arg[timeout], &seconds)) return NULL;
    if (lock->taken && seconds != 0 && !wait_for(&lock->taken, seconds)) return NULL;
    if (lock->taken) return bool_new(false);
    lock->taken = true;
    return bool_new(true);
}

static Ref lock_release(const Obj arg[])
{
    if (!lock_of(arg[0])->taken) return raise_runtime_error("release unlocked lock");
    lock_of(arg[0])->taken = false;
    return none_new();
}

static Ref lock_enter(const Obj arg[])
{
    const Obj args[3] = { arg[0] };
    return lock_acquire(args);
}

static Ref lock_exit(const Obj arg[])   { return lock_release(arg); }
static Ref lock_locked(const Obj arg[]) { return bool_new(lock_of(arg[0])->taken); }

static Ref lock_reset(const Obj arg[])
{
    lock_of(arg[0])->taken = false;
    return none_new();
}

static Ref lock_repr(Obj self)
{
    return str_format("<%s %T object at 0x%lx>", lock_of(self)->taken ? "locked" : "unlocked", self,
                      (unsigned long)self);
}

static Ref lock_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static const Method lock_methods[] = {
    { "acquire(self, blocking=True, timeout=-1)", lock_acquire,
      "Takes the lock; whether it did.", 0 },
    { "acquire_lock(self, blocking=True, timeout=-1)", lock_acquire, NULL, 0 },
    { "locked(self, /)", lock_locked, "Whether it is taken.", 0 },
    { "locked_lock(self, /)", lock_locked, NULL, 0 },
    { "release(self, /)", lock_release, "Sets the lock free.", 0 },
    { "release_lock(self, /)", lock_release, NULL, 0 },
    { "_at_fork_reinit(self, /)", lock_reset, NULL, 0 },
    { "__enter__(self, /)", lock_enter, NULL, 0 },
    { "__exit__(self, /, *args)", lock_exit, NULL, 0 },
    { 0 }
};

Type lock_type = {
    TYPE_HEADER, .name = "_thread.lock", .flags = TYPE_FINAL | TYPE_WEAKREFS,
    .doc = "A lock that is taken or free.", .size = sizeof(Lock), .signature = "lock()",
    .create = lock_create, .repr = lock_repr, .methods = lock_methods,
};

static Ref thread_allocate_lock(const Obj arg[])
{
    (void)arg;
    return type_allocate(&lock_type, 0);
}

/* --- RLock --- */

typedef struct RLock { Object head; size_t count; } RLock;

static RLock *rlock_of(Obj x)   { return (RLock *)x; }

static Ref rlock_acquire(const Obj arg[])
{
    enum { self, blocking, timeout };
    double seconds;
    if (!read_timeout(arg[blocking], arg[timeout], &seconds)) return NULL;
    rlock_of(arg[self])->count++;
    return bool_new(true);
}

static Ref rlock_release(const Obj arg[])
{
    if (rlock_of(arg[0])->count == 0) return raise_runtime_error("cannot release un-acquired lock");
    rlock_of(arg[0])->count--;
    return none_new();
}

static Ref rlock_enter(const Obj arg[])
{
    rlock_of(arg[0])->count++;
    return bool_new(true);
}

static Ref rlock_exit(const Obj arg[])      { return rlock_release(arg); }
static Ref rlock_is_owned(const Obj arg[])  { return bool_new(rlock_of(arg[0])->count > 0); }

static Ref rlock_count(const Obj arg[])
{
    return int_new((intptr_t)rlock_of(arg[0])->count);
}

static Ref rlock_reset(const Obj arg[])
{
    rlock_of(arg[0])->count = 0;
    return none_new();
}

static Ref own_ident(void)
{
    return int_from_unsigned((uint64_t)pthread_self());
}

static Ref rlock_release_save(const Obj arg[])
{
    size_t count = rlock_of(arg[0])->count;
    if (count == 0) return raise_runtime_error("cannot release un-acquired lock");
    rlock_of(arg[0])->count = 0;
    scoped Ref number = int_new((intptr_t)count), owner = own_ident();
    return tuple_pack(2, number, owner);
}

static Ref rlock_acquire_restore(const Obj arg[])
{
    enum { self, state };
    intptr_t count;
    if (!is_tuple(arg[state]) || tuple_length(arg[state]) != 2)
        return raise_type_error("_acquire_restore() argument 1 must be a tuple of 2 items");
    if (!object_to_size(tuple_peek(arg[state], 0), &count, &overflow_error_type)) return NULL;
    rlock_of(arg[self])->count = (size_t)count;
    return none_new();
}

static Ref rlock_repr(Obj self)
{
    size_t count = rlock_of(self)->count;
    scoped Ref owner = count ? own_ident() : small_int(0);
    return str_format("<%s %T object owner=%S count=%zd at 0x%lx>", count ? "locked" : "unlocked",
                      self, owner, (intptr_t)count, (unsigned long)self);
}

static const Method rlock_methods[] = {
    { "acquire(self, blocking=True, timeout=-1)", rlock_acquire, "Takes the lock once more.", 0 },
    { "release(self, /)", rlock_release, "Takes one acquire() back.", 0 },
    { "_acquire_restore(self, state, /)", rlock_acquire_restore, NULL, 0 },
    { "_at_fork_reinit(self, /)", rlock_reset, NULL, 0 },
    { "_is_owned(self, /)", rlock_is_owned, NULL, 0 },
    { "_recursion_count(self, /)", rlock_count, NULL, 0 },
    { "_release_save(self, /)", rlock_release_save, NULL, 0 },
    { "__enter__(self, /)", rlock_enter, NULL, 0 },
    { "__exit__(self, /, *args)", rlock_exit, NULL, 0 },
    { 0 }
};

Type rlock_type = {
    TYPE_HEADER, .name = "_thread.RLock", .flags = TYPE_WEAKREFS,
    .doc = "A lock that its owner can take several times.", .size = sizeof(RLock),
    .signature = "RLock(*args, **kwargs)", .create = lock_create, .repr = rlock_repr,
    .methods = rlock_methods,
};

/* --- _local --- */

typedef struct Local { Object head; Attributes attributes; } Local;

static Ref local_create(Type *type, const Obj arg[])
{
    enum { args, kwargs };
    bool has = tuple_length(arg[args]) || dict_length(arg[kwargs]);
    if (has && type->init == object_init)
        return raise_type_error("Initialization arguments are not supported");
    return type_allocate(type, 0);
}

static const Getter local_getters[] = {
    { "__dict__", instance_get_dict, NULL, NULL },
    { 0 }
};

Type thread_local_type = {
    TYPE_HEADER, .name = "_thread._local", .flags = TYPE_WEAKREFS,
    .doc = "Attributes that each thread has its own values of.", .size = sizeof(Local),
    .attributes_offset = offsetof(Local, attributes), .signature = "_local(*args, **kwargs)",
    .create = local_create, .getters = local_getters,
};

/* --- threads --- */

static Ref no_thread(void)
{
    return raise_runtime_error("can't start new thread: threads are not supported");
}

static Ref thread_start(const Obj arg[])
{
    (void)arg;
    return no_thread();
}

static Ref thread_get_ident(const Obj arg[])
{
    (void)arg;
    return own_ident();
}

static Ref thread_get_native_id(const Obj arg[])
{
    (void)arg;
    return int_new(syscall(SYS_gettid));
}

static Ref thread_count(const Obj arg[])
{
    (void)arg;
    return small_int(0);
}

static Ref thread_exit(const Obj arg[])
{
    (void)arg;
    return raise_with(&system_exit_type, NULL);
}

static Ref thread_stack_size(const Obj arg[])
{
    (void)arg;
    return small_int(0);
}

static Ref thread_nothing(const Obj arg[])
{
    (void)arg;
    return none_new();
}

static Ref thread_yes(const Obj arg[])
{
    (void)arg;
    return bool_new(true);
}

static Ref thread_interrupt_main(const Obj arg[])
{
    long number = 2;
    if (arg[0] && !object_to_long(arg[0], &number)) return NULL;
    if (number < 1 || number > 64) return raise_value_error("signal number out of range");
    if (signal_is_handled((int)number)) signal_note((int)number);
    return none_new();
}

/* --- _ThreadHandle: of the main thread only --- */

typedef struct ThreadHandle { Object head; bool is_main; } ThreadHandle;

static Ref handle_ident(Obj self)
{
    return ((const ThreadHandle *)self)->is_main ? own_ident() : small_int(0);
}

static Ref handle_is_done(const Obj arg[])
{
    (void)arg;
    return bool_new(false);
}

static Ref handle_join(const Obj arg[])
{
    if (!((const ThreadHandle *)arg[0])->is_main) return raise_runtime_error("thread not started");
    return raise_runtime_error("Cannot join current thread");
}

static const Getter handle_getters[] = {
    { "ident", handle_ident, NULL, NULL },
    { 0 }
};

static const Method handle_methods[] = {
    { "is_done(self, /)", handle_is_done, NULL, 0 },
    { "join(self, timeout=None, /)", handle_join, NULL, 0 },
    { "_set_done(self, /)", thread_nothing, NULL, 0 },
    { 0 }
};

Type thread_handle_type = {
    TYPE_HEADER, .name = "_thread._ThreadHandle", .size = sizeof(ThreadHandle),
    .signature = "_ThreadHandle()", .create = lock_create, .getters = handle_getters,
    .methods = handle_methods,
};

static Ref thread_main_handle(const Obj arg[])
{
    (void)arg;
    Ref made = type_allocate(&thread_handle_type, 0);
    ((ThreadHandle *)made)->is_main = true;
    return made;
}

#define START_PARAMS "(function, *, handle=None, daemon=True)"

static const Method thread_functions[] = {
    { "allocate_lock()", thread_allocate_lock, "A new lock, free.", 0 },
    { "allocate()", thread_allocate_lock, NULL, 0 },
    { "daemon_threads_allowed()", thread_yes, NULL, 0 },
    { "exit()", thread_exit, "Ends the thread.", 0 },
    { "exit_thread()", thread_exit, NULL, 0 },
    { "get_ident()", thread_get_ident, "A number for the running thread.", 0 },
    { "get_native_id()", thread_get_native_id, "The system's number for the running thread.", 0 },
    { "interrupt_main(signum=2, /)", thread_interrupt_main, "As if a signal had come.", 0 },
    { "stack_size(size=0, /)", thread_stack_size, NULL, 0 },
    { "start_joinable_thread" START_PARAMS, thread_start, NULL, 0 },
    { "start_new_thread(function, args, kwargs=, /)", thread_start, "Starts a thread.", 0 },
    { "start_new(function, args, kwargs=, /)", thread_start, NULL, 0 },
    { "_count()", thread_count, NULL, 0 },
    { "_get_main_thread_ident()", thread_get_ident, NULL, 0 },
    { "_is_main_interpreter()", thread_yes, NULL, 0 },
    { "_make_thread_handle(ident, /)", thread_main_handle, NULL, 0 },
    { "_get_main_thread_handle()", thread_main_handle, NULL, 0 },
    { "_set_sentinel()", thread_allocate_lock, NULL, 0 },
    { "_shutdown()", thread_nothing, NULL, 0 },
    { 0 }
};

static Type *const thread_types[] = {
    &lock_type, &rlock_type, &thread_local_type, &thread_handle_type, NULL
};

static bool thread_module_start(Ref module)
{
    module_add(module, "error", keep(&runtime_error_type.head));
    module_add(module, "LockType", keep(&lock_type.head));
    module_add(module, "TIMEOUT_MAX", float_new(timeout_max));
    return true;
}

const Module thread_module = {
    "_thread", "Locks and thread-local values.", thread_functions, thread_types,
    thread_module_start,
};
