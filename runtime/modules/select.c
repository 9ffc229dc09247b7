/* runtime/modules/select.c -- the module select: waiting until descriptors are ready.
 * SPDX-License-Identifier: MIT */
#include "runtime/blocking.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/modules/posix.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

/* --- time --- */

static int64_t now_in_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Calls wait(milliseconds) until it is done, the time is over, or a signal handler raises. */
typedef int (*Wait)(int milliseconds, void *context);

static bool wait_until(Wait wait, void *context, int64_t milliseconds, int *result)
{
    int64_t end = milliseconds < 0 ? -1 : now_in_ms() + milliseconds;
    for (;;) {
        int64_t left = end < 0 ? -1 : end - now_in_ms();
        if (end >= 0 && left < 0) left = 0;
        blocking_begin();
        *result = wait(left > INT_MAX ? INT_MAX : (int)left, context);
        blocking_end();
        if (*result >= 0) return true;
        if (!try_again()) return error_pending() ? false : raise_from_errno(NULL);
    }
}

/* None: -1, for ever. `unit`: milliseconds to one of the timeout. */
static bool read_timeout(Obj x, double unit, int64_t *milliseconds)
{
    *milliseconds = -1;
    if (!x || is_none(x)) return true;
    if (!is_int(x) && !is_float(x))
        return raise_type_error(unit == 1 ? "timeout must be an integer or None"
                                          : "timeout must be a float or None");
    double value;
    if (!object_to_double(x, &value)) return false;
    if (isnan(value)) return raise_value_error("Invalid value NaN (not a number)");
    value = ceil(value * unit);
    if (value > 9e15) return raise_overflow_error("timeout is too large");
    *milliseconds = value < 0 ? -1 : (int64_t)value;
    return true;
}

/* --- select --- */

/* `all`: list of what was given, as long as `numbers` go. */
typedef struct Watched { Ref all; int *numbers; size_t count; fd_set set; } Watched;
#define scoped_watched __attribute__((cleanup(watched_drop)))
static void watched_drop(Watched *w) { drop_or_null(take(&w->all)); }

static bool read_watched(Watched *w, Obj sequence, int *most)
{
    scoped Ref given = sequence_fast(sequence, "arguments 1-3 must be sequences");
    if (!given) return false;
    FD_ZERO(&w->set);
    w->all = list_new(0);
    w->numbers = heap_scratch((FD_SETSIZE + 1) * sizeof *w->numbers);
    // fileno() may change a list that is given.
    for (; w->count < fast_length(given); w->count++) {
        int number;
        list_append(w->all, fast_items(given)[w->count]);
        if (!read_descriptor(list_peek(w->all, w->count), &number)) return false;
        if (number >= FD_SETSIZE)
            return raise_value_error("filedescriptor out of range in select()");
        if (w->count >= FD_SETSIZE)
            return raise_value_error("too many file descriptors in select()");
        w->numbers[w->count] = number;
        FD_SET(number, &w->set);
        if (number >= *most) *most = number + 1;
    }
    return true;
}

static Ref ready_of(const Watched *w, const fd_set *ready)
{
    Ref list = list_new(0);
    for (size_t i = 0; i < w->count; i++)
        if (FD_ISSET(w->numbers[i], ready)) list_append(list, list_peek(w->all, i));
    return list;
}

typedef struct Selection { const Watched *watched; fd_set ready[3]; int most; } Selection;

static int run_select(int milliseconds, void *context)
{
    Selection *s = context;
    struct timeval time = { milliseconds / 1000, milliseconds % 1000 * 1000 };
    for (int i = 0; i < 3; i++) s->ready[i] = s->watched[i].set;
    return select(s->most, &s->ready[0], &s->ready[1], &s->ready[2],
                  milliseconds < 0 ? NULL : &time);
}

static Ref select_select(const Obj arg[])
{
    enum { rlist, wlist, xlist, timeout };
    scoped_watched Watched first = { 0 }, second = { 0 }, third = { 0 };
    int64_t milliseconds;
    int result, most = 0;
    if (!read_timeout(arg[timeout], 1000, &milliseconds)) return NULL;
    if (arg[timeout] && !is_none(arg[timeout]) && milliseconds < 0)
        return raise_value_error("timeout must be non-negative");
    if (!read_watched(&first, arg[rlist], &most) || !read_watched(&second, arg[wlist], &most)
        || !read_watched(&third, arg[xlist], &most)) return NULL;
    const Watched watched[] = { first, second, third };
    Selection s = { .watched = watched, .most = most };
    if (!wait_until(run_select, &s, milliseconds, &result)) return NULL;
    Ref lists[3];
    for (int i = 0; i < 3; i++)
        lists[i] = result ? ready_of(&watched[i], &s.ready[i]) : list_new(0);
    return tuple_give_items(lists, 3);
}

/* --- poll --- */

typedef struct Poll { Object head; Ref masks; } Poll;     // dict: descriptor -> mask

static Ref masks_of(Obj self)   { return ((const Poll *)self)->masks; }

static void poll_destroy(Ref self)
{
    drop(masks_of(self));
}

static void poll_visit(Obj self, Visit visit, void *context)
{
    visit(masks_of(self), context);
}

static bool read_mask(Obj x, int otherwise, int *mask)
{
    *mask = otherwise;
    if (x && !read_int(x, mask)) return false;
    if (*mask < 0) return raise_value_error("value must be positive");
    return *mask <= USHRT_MAX || raise_overflow_error("Python int too large for C unsigned short");
}

static Ref poll_register(const Obj arg[])
{
    enum { self, fd, eventmask };
    int descriptor, mask;
    if (!read_descriptor(arg[fd], &descriptor)
        || !read_mask(arg[eventmask], POLLIN | POLLPRI | POLLOUT, &mask)) return NULL;
    if (!dict_set(masks_of(arg[self]), small_int(descriptor), small_int(mask))) return NULL;
    return none_new();
}

static Ref poll_modify(const Obj arg[])
{
    enum { self, fd, eventmask };
    int descriptor, mask;
    Obj known;
    if (!read_descriptor(arg[fd], &descriptor) || !read_mask(arg[eventmask], 0, &mask)
        || !dict_find(masks_of(arg[self]), small_int(descriptor), &known)) return NULL;
    if (!known) {
        errno = ENOENT;
        return raise_from_errno(NULL);
    }
    if (!dict_set(masks_of(arg[self]), small_int(descriptor), small_int(mask))) return NULL;
    return none_new();
}

static Ref poll_unregister(const Obj arg[])
{
    enum { self, fd };
    int descriptor;
    bool found;
    if (!read_descriptor(arg[fd], &descriptor)
        || !dict_delete(masks_of(arg[self]), small_int(descriptor), &found)) return NULL;
    return found ? none_new() : raise_with(&key_error_type, small_int(descriptor));
}

typedef struct Polling { struct pollfd *files; size_t count; } Polling;

static int run_poll(int milliseconds, void *context)
{
    const Polling *p = context;
    return poll(p->files, p->count, milliseconds);
}

static Ref poll_poll(const Obj arg[])
{
    enum { self, timeout };
    int64_t milliseconds;
    int result;
    if (!read_timeout(arg[timeout], 1, &milliseconds)) return NULL;
    Obj masks = masks_of(arg[self]), key, value;
    Polling p = { heap_scratch((dict_length(masks) + 1) * sizeof *p.files), 0 };
    for (size_t at = 0; dict_next(masks, &at, &key, &value);)
        p.files[p.count++] = (struct pollfd){ (int)small_value(key), (short)small_value(value), 0 };
    if (!wait_until(run_poll, &p, milliseconds, &result)) return NULL;
    Ref ready = list_new((size_t)result);
    for (size_t i = 0; i < p.count; i++)
        if (p.files[i].revents)
            list_give(ready, tuple_pack(2, small_int(p.files[i].fd),
                                        small_int((unsigned short)p.files[i].revents)));
    return ready;
}

static const Method poll_methods[] = {
    { "modify(self, fd, eventmask, /)", poll_modify, "Changes what is waited for.", 0 },
    { "poll(self, timeout=None, /)", poll_poll, "Waits: a list of (descriptor, events).", 0 },
    { "register(self, fd, eventmask=, /)", poll_register,
      "Adds a descriptor to be waited for.", 0 },
    { "unregister(self, fd, /)", poll_unregister, "Takes a descriptor out.", 0 },
    { 0 }
};

Type poll_type = {
    TYPE_HEADER, .name = "select.poll", .flags = TYPE_NO_CREATE | TYPE_FINAL, .size = sizeof(Poll),
    .destroy = poll_destroy, .visit = poll_visit, .methods = poll_methods,
};

static Ref select_poll(const Obj arg[])
{
    (void)arg;
    Ref made = heap_new(&poll_type, sizeof(Poll));
    ((Poll *)made)->masks = dict_new();
    return made;
}

/* --- epoll --- */

typedef struct Epoll { Object head; int descriptor; } Epoll;

static Epoll *epoll_of(Obj x)   { return (Epoll *)x; }

static bool check_open(Obj self)
{
    return epoll_of(self)->descriptor >= 0
        || raise_value_error("I/O operation on closed epoll object");
}

static Ref epoll_create_object(Type *type, const Obj arg[])
{
    enum { sizehint, flags };
    int size = -1, bits = 0;
    if ((arg[sizehint] && !read_int(arg[sizehint], &size))
        || (arg[flags] && !read_int(arg[flags], &bits)))
        return NULL;
    if (size < -1 || size == 0) return raise_value_error("negative sizehint");
    int descriptor = epoll_create1(EPOLL_CLOEXEC);
    if (descriptor < 0) return raise_from_errno(NULL);
    Ref made = type_allocate(type, 0);
    epoll_of(made)->descriptor = descriptor;
    return made;
}

static void epoll_end(Ref self)
{
    if (epoll_of(self)->descriptor >= 0) close(epoll_of(self)->descriptor);
    epoll_of(self)->descriptor = -1;
}

static Ref epoll_close(const Obj arg[])
{
    epoll_end((Ref)arg[0]);
    return none_new();
}

static Ref control(const Obj arg[], int operation)
{
    enum { self, fd, eventmask };
    int descriptor;
    long mask = EPOLLIN | EPOLLPRI | EPOLLOUT;
    if (!check_open(arg[self]) || !read_descriptor(arg[fd], &descriptor)) return NULL;
    if (operation != EPOLL_CTL_DEL && arg[eventmask] && !object_to_long(arg[eventmask], &mask))
        return NULL;
    struct epoll_event event = { .events = (uint32_t)mask, .data.fd = descriptor };
    return none_or_errno(epoll_ctl(epoll_of(arg[self])->descriptor, operation, descriptor, &event));
}

static Ref epoll_register(const Obj arg[])      { return control(arg, EPOLL_CTL_ADD); }
static Ref epoll_modify(const Obj arg[])        { return control(arg, EPOLL_CTL_MOD); }
static Ref epoll_unregister(const Obj arg[])    { return control(arg, EPOLL_CTL_DEL); }

typedef struct EpollWait { int descriptor, room; struct epoll_event *events; } EpollWait;

static int run_epoll(int milliseconds, void *context)
{
    const EpollWait *w = context;
    return epoll_wait(w->descriptor, w->events, w->room, milliseconds);
}

static Ref epoll_poll(const Obj arg[])
{
    enum { self, timeout, maxevents };
    int64_t milliseconds;
    int result, room = -1;
    if (!check_open(arg[self]) || !read_timeout(arg[timeout], 1000, &milliseconds)
        || (arg[maxevents] && !read_int(arg[maxevents], &room))) return NULL;
    if (room == -1) room = FD_SETSIZE - 1;
    if (room < 1) return raise_value_error("maxevents must be greater than 0, got %d", room);
    if (!heap_fits((size_t)room, sizeof(struct epoll_event))) return NULL;
    EpollWait w = { epoll_of(arg[self])->descriptor, room,
                    heap_scratch((size_t)room * sizeof(struct epoll_event)) };
    if (!wait_until(run_epoll, &w, milliseconds, &result)) return NULL;
    Ref ready = list_new((size_t)result);
    for (int i = 0; i < result; i++)
        list_give(ready, tuple_pack(2, small_int(w.events[i].data.fd),
                                    small_int(w.events[i].events)));
    return ready;
}

static Ref epoll_fileno(const Obj arg[])
{
    return check_open(arg[0]) ? small_int(epoll_of(arg[0])->descriptor) : NULL;
}

static Ref epoll_enter(const Obj arg[])
{
    return check_open(arg[0]) ? keep(arg[0]) : NULL;
}

static Ref epoll_closed(Obj self)
{
    return bool_new(epoll_of(self)->descriptor < 0);
}

static const Getter epoll_getters[] = {
    { "closed", epoll_closed, NULL, NULL },
    { 0 }
};

static const Method epoll_methods[] = {
    { "close(self, /)", epoll_close, NULL, 0 },
    { "fileno(self, /)", epoll_fileno, NULL, 0 },
    { "modify(self, fd, eventmask)", epoll_modify, "Changes what is waited for.", 0 },
    { "poll(self, timeout=None, maxevents=-1)", epoll_poll,
      "Waits: a list of (descriptor, events).", 0 },
    { "register(self, fd, eventmask=)", epoll_register, "Adds a descriptor to be waited for.", 0 },
    { "unregister(self, fd)", epoll_unregister, "Takes a descriptor out.", 0 },
    { "__enter__(self, /)", epoll_enter, NULL, 0 },
    { "__exit__(self, /, *args)", epoll_close, NULL, 0 },
    { 0 }
};

Type epoll_type = {
    TYPE_HEADER, .name = "select.epoll", .size = sizeof(Epoll), .flags = TYPE_FINAL,
    .signature = "epoll(sizehint=-1, flags=0)", .create = epoll_create_object, .destroy = epoll_end,
    .bury = epoll_end, .methods = epoll_methods, .getters = epoll_getters,
};

/* --- the module --- */

static const Method select_functions[] = {
    { "poll()", select_poll, "An object that waits for descriptors.", 0 },
    { "select(rlist, wlist, xlist, timeout=None, /)", select_select,
      "Waits until some are ready: three lists of these.", 0 },
    { 0 }
};

static Type *const select_types[] = { &epoll_type, NULL };

#define NUMBER(name) { #name, (intptr_t)name }
static const struct { const char *name; intptr_t value; } constants[] = {
    NUMBER(POLLIN), NUMBER(POLLPRI), NUMBER(POLLOUT), NUMBER(POLLERR), NUMBER(POLLHUP),
    NUMBER(POLLNVAL), NUMBER(POLLRDNORM), NUMBER(POLLRDBAND), NUMBER(POLLWRNORM),
    NUMBER(POLLWRBAND), { "POLLMSG", 0x400 }, { "POLLRDHUP", 0x2000 },
    NUMBER(EPOLLIN), NUMBER(EPOLLPRI),
    NUMBER(EPOLLOUT), NUMBER(EPOLLERR), NUMBER(EPOLLHUP), NUMBER(EPOLLRDHUP), NUMBER(EPOLLET),
    NUMBER(EPOLLONESHOT), NUMBER(EPOLLEXCLUSIVE), NUMBER(EPOLLRDNORM), NUMBER(EPOLLRDBAND),
    NUMBER(EPOLLWRNORM), NUMBER(EPOLLWRBAND), NUMBER(EPOLLMSG), NUMBER(EPOLL_CLOEXEC),
    { "PIPE_BUF", 4096 },
};

static bool select_start(Ref module)
{
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        module_add(module, constants[i].name, int_new(constants[i].value));
    module_add(module, "error", keep(&os_error_type.head));
    type_ready(&poll_type);
    return true;
}

const Module select_module = {
    "select", "Waiting until descriptors are ready.", select_functions, select_types, select_start,
};
