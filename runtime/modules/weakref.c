/* runtime/modules/weakref.c -- the module _weakref.   SPDX-License-Identifier: MIT */
#include "runtime/types/weakref.h"
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"

static Ref count(const Obj arg[])
{
    scoped Ref all = weakref_get_all(arg[0]);
    return int_new((intptr_t)list_length(all));
}

static Ref get_all(const Obj arg[])
{
    return weakref_get_all(arg[0]);
}

static Ref proxy(const Obj arg[])
{
    enum { object, callback };
    if (!weakref_allowed(arg[object])) return NULL;
    Type *type = type_of(arg[object])->call ? &weakcallableproxy_type : &weakproxy_type;
    bool has_callback = arg[callback] && !is_none(arg[callback]);
    return weakref_new(type, arg[object], has_callback ? arg[callback] : NULL);
}

static Ref remove_dead(const Obj arg[])
{
    enum { dict, key };
    Obj value;
    if (!dict_find(arg[dict], arg[key], &value)) return NULL;
    bool found;
    if (value && is_instance(value, &weakref_type) && !((const WeakRef *)value)->hidden
        && !dict_delete((Ref)arg[dict], arg[key], &found))
        return NULL;
    return none_new();
}

static bool start(Ref module)
{
    module_add(module, "ref", keep(&weakref_type.head));
    module_add(module, "ReferenceType", keep(&weakref_type.head));
    module_add(module, "ProxyType", keep(&weakproxy_type.head));
    module_add(module, "CallableProxyType", keep(&weakcallableproxy_type.head));
    return true;
}

static const Method functions[] = {
    { "getweakrefcount(object, /)", count, "Return the number of weak references to 'object'.", 0 },
    { "getweakrefs(object, /)", get_all, "Return a list of all weak reference objects pointing to "
      "'object'.", 0 },
    { "proxy(object, callback=None, /)", proxy, "Create a proxy object that weakly references "
      "'object'.", 0 },
    { "_remove_dead_weakref(dct, key, /)", remove_dead,
      "Atomically remove key from dict if it points to a dead weakref.", 0 },
    { 0 }
};

static Type *const types[] = { &weakref_type, &weakproxy_type, &weakcallableproxy_type, NULL };

const Module weakref_module = {
    "_weakref", "Weak-reference support module.", functions, types, start
};
