/* runtime/modules/time.c -- the module time: clocks and sleeping.   SPDX-License-Identifier: MIT */
#include "runtime/modules/time.h"
#include "runtime/blocking.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/float.h"
#include "runtime/types/module.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <errno.h>
#include <math.h>

#define SECOND 1000000000L

/* --- clocks --- */

static bool read_clock(clockid_t clock, int64_t *nanoseconds)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) return raise_from_errno(NULL);
    *nanoseconds = (int64_t)now.tv_sec * SECOND + now.tv_nsec;
    return true;
}

static Ref seconds_of(clockid_t clock)
{
    int64_t now;
    return read_clock(clock, &now) ? float_new((double)now / 1e9) : NULL;
}

static Ref nanoseconds_of(clockid_t clock)
{
    int64_t now;
    return read_clock(clock, &now) ? int_new(now) : NULL;
}

#define CLOCK(name, clock) \
    static Ref time_##name(const Obj arg[])         { (void)arg; return seconds_of(clock); } \
    static Ref time_##name##_ns(const Obj arg[])    { (void)arg; return nanoseconds_of(clock); }
CLOCK(time, CLOCK_REALTIME)
CLOCK(monotonic, CLOCK_MONOTONIC)
CLOCK(process_time, CLOCK_PROCESS_CPUTIME_ID)
CLOCK(thread_time, CLOCK_THREAD_CPUTIME_ID)
#undef CLOCK

static bool read_clock_id(Obj x, clockid_t *clock)
{
    long number;
    if (!is_int(x)) return raise_type_error("clk_id should be integer, not %T", x);
    if (!object_to_long(x, &number)) return false;
    *clock = (clockid_t)number;
    return true;
}

static Ref time_clock_gettime(const Obj arg[])
{
    clockid_t clock;
    return read_clock_id(arg[0], &clock) ? seconds_of(clock) : NULL;
}

static Ref time_clock_gettime_ns(const Obj arg[])
{
    clockid_t clock;
    return read_clock_id(arg[0], &clock) ? nanoseconds_of(clock) : NULL;
}

static Ref time_clock_getres(const Obj arg[])
{
    clockid_t clock;
    struct timespec step;
    if (!read_clock_id(arg[0], &clock)) return NULL;
    if (clock_getres(clock, &step) != 0) return raise_from_errno(NULL);
    return float_new((double)step.tv_sec + (double)step.tv_nsec * 1e-9);
}

static Ref time_get_clock_info(const Obj arg[])
{
    static const struct { const char *name, *source; bool adjustable; } clocks[] = {
        { "time", "clock_gettime(CLOCK_REALTIME)", true },
        { "monotonic", "clock_gettime(CLOCK_MONOTONIC)", false },
        { "perf_counter", "clock_gettime(CLOCK_MONOTONIC)", false },
        { "process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", false },
        { "thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", false },
    };
    if (!is_str(arg[0]))
        return raise_type_error("get_clock_info() argument 1 must be str, not %A", arg[0]);
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        if (!str_equal_text(arg[0], clocks[i].name)) continue;
        scoped Ref source = str_from_text(clocks[i].source), step = float_new(1e-9);
        scoped Ref info = simple_namespace_new();
        if (!instance_set(info, intern("implementation"), source)
            || !instance_set(info, intern("monotonic"),
                             clocks[i].adjustable ? False_object : True_object)
            || !instance_set(info, intern("adjustable"),
                             clocks[i].adjustable ? True_object : False_object)
            || !instance_set(info, intern("resolution"), step))
            return NULL;
        return take(&info);
    }
    return raise_value_error("unknown clock");
}

/* --- sleeping --- */

static bool read_pause(Obj x, int64_t *nanoseconds)
{
    if (is_float(x)) {
        double seconds = float_value(x);
        if (isnan(seconds)) return raise_value_error("Invalid value NaN (not a number)");
        if (fabs(seconds) > 9.2e9)
            return raise_overflow_error("timestamp too large to convert to C PyTime_t");
        *nanoseconds = (int64_t)ceil(seconds * 1e9);
    } else {
        scoped Ref number = object_get_index(x);
        intptr_t seconds;
        if (!number) return false;
        if (!int_fits(number, &seconds) || __builtin_mul_overflow(seconds, SECOND, nanoseconds))
            return raise_overflow_error("timestamp too large to convert to C PyTime_t");
    }
    return *nanoseconds >= 0 || raise_value_error("sleep length must be non-negative");
}

static Ref time_sleep(const Obj arg[])
{
    int64_t pause, now;
    if (!read_pause(arg[0], &pause) || !read_clock(CLOCK_MONOTONIC, &now)) return NULL;
    int64_t until;
    if (__builtin_add_overflow(now, pause, &until)) until = INT64_MAX;
    struct timespec end = { until / SECOND, until % SECOND };
    for (;;) {
        blocking_begin();
        int error = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL);
        blocking_end();
        if (error == 0) return none_new();
        errno = error;
        if (error != EINTR) return raise_from_errno(NULL);
        if (!blocking_interrupted()) return NULL;
    }
}

/* --- the time zone --- */

static void add_zone(Ref module)
{
    time_t now = time(NULL);
    struct tm january, july, here;
    localtime_r(&now, &here);
    // The zone is read half a year apart, for one of the two has summer time if there is any.
    january = (struct tm){ .tm_year = here.tm_year, .tm_mday = 1, .tm_hour = 12, .tm_isdst = -1 };
    july = january;
    july.tm_mon = 6;
    mktime(&january);
    mktime(&july);
    bool southern = january.tm_gmtoff > july.tm_gmtoff;
    const struct tm *winter = southern ? &july : &january, *summer = southern ? &january : &july;
    module_add(module, "timezone", small_int(-winter->tm_gmtoff));
    module_add(module, "altzone", small_int(-summer->tm_gmtoff));
    module_add(module, "daylight", small_int(winter->tm_gmtoff != summer->tm_gmtoff));
    Ref names[2] = { str_from_text(winter->tm_zone), str_from_text(summer->tm_zone) };
    module_add(module, "tzname", tuple_give_items(names, 2));
}

static Ref zone_module;

static Ref time_tzset(const Obj arg[])
{
    (void)arg;
    tzset();
    add_zone(zone_module);
    return none_new();
}

static const Method time_functions[] = {
    { "time()", time_time, "Seconds since the epoch.", 0 },
    { "time_ns()", time_time_ns, "Nanoseconds since the epoch.", 0 },
    { "monotonic()", time_monotonic, "Seconds of a clock that never goes back.", 0 },
    { "monotonic_ns()", time_monotonic_ns, "Nanoseconds of a clock that never goes back.", 0 },
    { "perf_counter()", time_monotonic, "Seconds for measuring short spans.", 0 },
    { "perf_counter_ns()", time_monotonic_ns, "Nanoseconds for measuring short spans.", 0 },
    { "process_time()", time_process_time, "Seconds of processor time of the process.", 0 },
    { "process_time_ns()", time_process_time_ns, "The same in nanoseconds.", 0 },
    { "thread_time()", time_thread_time, "Seconds of processor time of the thread.", 0 },
    { "thread_time_ns()", time_thread_time_ns, "The same in nanoseconds.", 0 },
    { "clock_gettime(clk_id, /)", time_clock_gettime, "Seconds of a clock of the system.", 0 },
    { "clock_gettime_ns(clk_id, /)", time_clock_gettime_ns, "The same in nanoseconds.", 0 },
    { "clock_getres(clk_id, /)", time_clock_getres, "Seconds of a step of the clock.", 0 },
    { "get_clock_info(name, /)", time_get_clock_info, "What is known about a clock.", 0 },
    { "sleep(seconds, /)", time_sleep, "Waits for so many seconds.", 0 },
    { "gmtime(seconds=None, /)", time_gmtime, "The time in UTC as a struct_time.", 0 },
    { "localtime(seconds=None, /)", time_localtime, "The local time as a struct_time.", 0 },
    { "mktime(time_tuple, /)", time_mktime, "Seconds since the epoch of a local time.", 0 },
    { "asctime(time_tuple=, /)", time_asctime, "A text such as 'Sat Jun 06 16:26:11 1998'.", 0 },
    { "ctime(seconds=None, /)", time_ctime, "The local time as asctime shows it.", 0 },
    { "strftime(format, time_tuple=, /)", time_strftime, "A time as the format wants it.", 0 },
    { "strptime(string, format=, /)", time_strptime, "The time that a text stands for.", 0 },
    { "tzset()", time_tzset, "Reads the time zone anew from the environment.", 0 },
    { 0 }
};

static bool time_start(Ref module)
{
    static const struct { const char *name; int value; } constants[] = {
        { "CLOCK_REALTIME", CLOCK_REALTIME }, { "CLOCK_MONOTONIC", CLOCK_MONOTONIC },
        { "CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW }, { "CLOCK_BOOTTIME", CLOCK_BOOTTIME },
        { "CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID },
        { "CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID }, { "CLOCK_TAI", CLOCK_TAI },
        { "_STRUCT_TM_ITEMS", 11 },
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        module_add(module, constants[i].name, small_int(constants[i].value));
    tzset();
    add_zone(module);
    zone_module = module;
    time_calendar_ready();
    module_add(module, "struct_time", keep(&struct_time_type.head));
    return true;
}

const Module time_module = {
    "time", "Clocks, dates and sleeping.", time_functions, NULL, time_start,
};
