/* runtime/modules/atexit.c -- the module atexit: functions to be called when the program ends.
 * SPDX-License-Identifier: MIT */
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/operate.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"

// (function, args, kwargs) each, in the order they came; None: unregistered. NULL: none ever.
static Ref callbacks;

static Ref atexit_register(const Obj arg[])
{
    enum { function, args, kwargs };
    if (!is_callable(arg[function])) return raise_type_error("the first argument must be callable");
    scoped Ref entry = tuple_pack(3, arg[function], arg[args], arg[kwargs]);
    if (!callbacks) callbacks = list_new(4);
    list_append(callbacks, entry);
    return keep(arg[function]);
}

static void run(Obj entry)
{
    Obj function = tuple_peek(entry, 0);
    scoped Ref done = call_spread(function, tuple_peek(entry, 1), tuple_peek(entry, 2));
    if (done) return;
    scoped Ref exception = error_take(), text = str_format("in atexit callback %R", function);
    if (!text) error_clear();
    raise_again(take(&exception));
    error_report_ignored(text ? str_utf8_lossy(text, NULL) : "in atexit callback", NULL);
}

// The last one first; they may register more.
static Ref atexit_run(const Obj arg[])
{
    (void)arg;
    while (callbacks && list_length(callbacks)) {
        size_t last = list_length(callbacks) - 1;
        scoped Ref entry = keep(list_peek(callbacks, last));
        list_remove_range(callbacks, last, last + 1);
        if (!is_none(entry)) run(entry);
    }
    return none_new();
}

static Ref atexit_clear(const Obj arg[])
{
    (void)arg;
    if (callbacks) list_clear(callbacks);
    return none_new();
}

static Ref atexit_unregister(const Obj arg[])
{
    for (size_t i = 0; callbacks && i < list_length(callbacks); i++) {
        scoped Ref entry = keep(list_peek(callbacks, i));
        bool same;
        if (is_none(entry)) continue;
        if (!compare_truth(tuple_peek(entry, 0), arg[0], EQUAL, &same)) return NULL;
        bool stands = i < list_length(callbacks) && list_peek(callbacks, i) == entry;
        if (same && stands) replace(&((List *)callbacks)->items[i], none_new());
    }
    return none_new();
}

static Ref atexit_count(const Obj arg[])
{
    (void)arg;
    intptr_t count = 0;
    for (size_t i = 0; callbacks && i < list_length(callbacks); i++)
        count += !is_none(list_peek(callbacks, i));
    return small_int(count);
}

static const Method atexit_functions[] = {
    { "_clear()", atexit_clear, "Forgets all functions.", 0 },
    { "_ncallbacks()", atexit_count, "Number of functions registered.", 0 },
    { "_run_exitfuncs()", atexit_run, "Calls and forgets all functions, the last one first.", 0 },
    { "register(func, /, *args, **kwargs)", atexit_register,
      "func(*args, **kwargs) will be called when the program ends. Gives func back.", 0 },
    { "unregister(func, /)", atexit_unregister,
      "Forgets a function, however often it is there.", 0 },
    { 0 }
};

const Module atexit_module = {
    "atexit", "Functions to be called when the program ends.", atexit_functions, NULL, NULL
};
