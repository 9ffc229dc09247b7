/* runtime/modules/time_calendar.c -- the module time: dates, struct_time, strftime.
 *   SPDX-License-Identifier: MIT */
#include "runtime/modules/time.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/record.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <math.h>
#include <string.h>

Type struct_time_type = {
    TYPE_HEADER, .name = "struct_time", .module = "time",
    .doc = "A date and a time of day, as nine ints.",
};

static const char *const struct_time_fields[] = {
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday",
    "tm_isdst", "tm_zone", "tm_gmtoff",
};
static const RecordShape struct_time_shape = { struct_time_fields, 9, 11 };

void time_calendar_ready(void)      { record_ready(&struct_time_type, &struct_time_shape); }

static Ref struct_time_from(const struct tm *tm)
{
    Ref fields[] = {
        int_new(tm->tm_year + 1900L), small_int(tm->tm_mon + 1), small_int(tm->tm_mday),
        small_int(tm->tm_hour), small_int(tm->tm_min), small_int(tm->tm_sec),
        small_int((tm->tm_wday + 6) % 7), small_int(tm->tm_yday + 1), small_int(tm->tm_isdst),
        str_from_text(tm->tm_zone), small_int(tm->tm_gmtoff),
    };
    return record_give(&struct_time_type, fields);
}

/* Seconds since the epoch, now if not given; fractions are rounded down. */
static bool read_seconds(Obj given, time_t *seconds)
{
    if (!given || is_none(given)) {
        *seconds = time(NULL);
        return true;
    }
    if (is_float(given)) {
        double value = float_value(given);
        if (isnan(value)) return raise_value_error("Invalid value NaN (not a number)");
        if (!(fabs(value) < 0x1p62))
            return raise_overflow_error("timestamp out of range for platform time_t");
        *seconds = (time_t)floor(value);
        return true;
    }
    scoped Ref number = object_get_index(given);
    intptr_t value;
    if (!number) return false;
    if (!int_fits(number, &value))
        return raise_overflow_error("timestamp out of range for platform time_t");
    *seconds = value;
    return true;
}

static Ref broken_down(Obj given, struct tm *(*function)(const time_t *, struct tm *))
{
    time_t seconds;
    struct tm tm;
    if (!read_seconds(given, &seconds)) return NULL;
    errno = 0;
    if (!function(&seconds, &tm)) {
        if (errno == 0) errno = EINVAL;
        return raise_from_errno(NULL);
    }
    return struct_time_from(&tm);
}

Ref time_gmtime(const Obj arg[])        { return broken_down(arg[0], gmtime_r); }
Ref time_localtime(const Obj arg[])     { return broken_down(arg[0], localtime_r); }

static bool read_time(Obj given, const char *function, struct tm *tm, const char **zone)
{
    int *const fields[] = { &tm->tm_year, &tm->tm_mon, &tm->tm_mday, &tm->tm_hour, &tm->tm_min,
                            &tm->tm_sec, &tm->tm_wday, &tm->tm_yday, &tm->tm_isdst };
    memset(tm, 0, sizeof *tm);
    if (!is_tuple(given)) return raise_type_error("Tuple or struct_time argument required");
    if (tuple_length(given) != 9)
        return raise_type_error("%s(): illegal time tuple argument", function);
    for (int i = 0; i < 9; i++) {
        long value;
        if (!object_to_long(tuple_peek(given, (size_t)i), &value)) return false;
        if (i == 0) {
            if (value < (long)INT_MIN + 1900 || value > INT_MAX)
                return raise_overflow_error("year out of range");
            value -= 1900;
        }
        if (value < INT_MIN || value > INT_MAX)
            return raise_overflow_error("signed integer is %s than %s",
                                        value < 0 ? "less" : "greater",
                                        value < 0 ? "minimum" : "maximum");
        *fields[i] = (int)value;
    }
    tm->tm_mon--;
    tm->tm_wday = (tm->tm_wday + 1) % 7;
    tm->tm_yday--;
    if (zone && is_instance(given, &struct_time_type)) {
        Obj name = tuple_items(given)[9], offset = tuple_items(given)[10];
        if (is_str(name)) *zone = str_utf8_lossy(name, NULL);
        if (is_small(offset)) tm->tm_gmtoff = small_value(offset);
    }
    return true;
}

/* Ranges that C's functions rely on; zeros of month, day and day of the year count as ones. */
static bool check_time(struct tm *tm)
{
    if (tm->tm_mon == -1) tm->tm_mon = 0;
    else if (tm->tm_mon < 0 || tm->tm_mon > 11) return raise_value_error("month out of range");
    if (tm->tm_mday == 0) tm->tm_mday = 1;
    else if (tm->tm_mday < 0 || tm->tm_mday > 31)
        return raise_value_error("day of month out of range");
    if (tm->tm_hour < 0 || tm->tm_hour > 23) return raise_value_error("hour out of range");
    if (tm->tm_min < 0 || tm->tm_min > 59) return raise_value_error("minute out of range");
    if (tm->tm_sec < 0 || tm->tm_sec > 61) return raise_value_error("seconds out of range");
    if (tm->tm_wday < 0) return raise_value_error("day of week out of range");
    if (tm->tm_yday == -1) tm->tm_yday = 0;
    else if (tm->tm_yday < 0 || tm->tm_yday > 365)
        return raise_value_error("day of year out of range");
    return true;
}

/* A time tuple that was given, or the local time. */
static bool time_or_now(Obj given, const char *function, struct tm *tm, const char **zone)
{
    if (given) return read_time(given, function, tm, zone) && check_time(tm);
    time_t now = time(NULL);
    localtime_r(&now, tm);
    return true;
}

static Ref date_text(const struct tm *tm)
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char buffer[64];
    int length = snprintf(buffer, sizeof buffer, "%.3s %.3s%3d %.2d:%.2d:%.2d %ld",
                          days + 3 * tm->tm_wday, months + 3 * tm->tm_mon, tm->tm_mday,
                          tm->tm_hour, tm->tm_min, tm->tm_sec, tm->tm_year + 1900L);
    return str_from_ascii(buffer, (size_t)length);
}

Ref time_asctime(const Obj arg[])
{
    struct tm tm;
    return time_or_now(arg[0], "asctime", &tm, NULL) ? date_text(&tm) : NULL;
}

Ref time_ctime(const Obj arg[])
{
    time_t seconds;
    struct tm tm;
    if (!read_seconds(arg[0], &seconds)) return NULL;
    if (!localtime_r(&seconds, &tm)) return raise_from_errno(NULL);
    return date_text(&tm);
}

Ref time_mktime(const Obj arg[])
{
    struct tm tm;
    if (!read_time(arg[0], "mktime", &tm, NULL)) return NULL;
    tm.tm_wday = -1;                                           // stays so if mktime fails
    time_t seconds = mktime(&tm);
    if (seconds == -1 && tm.tm_wday == -1)
        return raise_overflow_error("mktime argument out of range");
    return float_new((double)seconds);
}

Ref time_strftime(const Obj arg[])
{
    enum { format, t, MOST = 1 << 16 };
    struct tm tm;
    const char *zone = NULL;
    if (!is_str(arg[format]))
        return raise_type_error("strftime() argument 1 must be str, not %A", arg[format]);
    if (!time_or_now(arg[t], "strftime", &tm, &zone)) return NULL;
    if (zone) tm.tm_zone = zone;
    if (tm.tm_isdst < -1) tm.tm_isdst = -1;
    if (tm.tm_isdst > 1) tm.tm_isdst = 1;
    const char *text = str_c_text(arg[format]);
    if (!text) return NULL;
    if (!*text) return str_empty();
    for (size_t room = 256;; room *= 2) {
        char *buffer = heap_scratch(room);
        size_t length = strftime(buffer, room, text, &tm);
        // 0 also stands for a result that is empty, as that of %Z and %p may be.
        if (length || room > strlen(text) * 256 + MOST) return str_from_utf8(buffer, length);
    }
}

Ref time_strptime(const Obj arg[])
{
    enum { string, format };
    Obj import = dict_peek_str(module_dict(builtins_module), name___import__);
    if (!import) return raise_import_error("No module named '_strptime'");
    scoped Ref name = str_from_text("_strptime");
    scoped Ref module = call1(import, name);
    if (!module) return NULL;
    Obj given[] = { arg[string], arg[format] };
    return call_method(module, intern("_strptime_time"), given, arg[format] ? 2 : 1);
}
