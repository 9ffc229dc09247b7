/* runtime/objectreduce.c -- how any object is taken apart: __reduce_ex__, __getstate__.
 *   SPDX-License-Identifier: MIT */
#include "runtime/objectreduce.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

static Ref from_copyreg(const char *name)
{
    Obj import = dict_peek_str(module_dict(builtins_module), name___import__);
    if (!import) return raise_import_error("__import__ not found");
    scoped Ref module = call1(import, intern("copyreg"));
    return module ? attribute_get(module, intern(name)) : NULL;
}

// --- state

/* Names of slots along the MRO, as copyreg lists them; NULL: raised. */
static Ref slot_names(Obj self)
{
    Type *type = type_of(self);
    Obj known = dict_peek_str(type->dict, intern("__slotnames__"));
    if (known) return keep(known);
    if (!(type->flags & TYPE_HEAP)) return none_new();
    scoped Ref find = from_copyreg("_slotnames");
    return find ? call1(find, &type->head) : NULL;
}

static bool add_slot_values(Obj self, Obj names, Ref slots)
{
    for (size_t i = 0; is_list(names) && i < list_length(names); i++) {
        scoped Ref name = keep(list_peek(names, i));
        scoped Ref value = NULL;
        if (!attribute_find(self, name, &value)) return false;
        if (value && !dict_set(slots, name, value)) return false;
    }
    return true;
}

/* Bytes that state can account for: more means that something would be lost. */
static bool all_in_state(Obj self, Obj names)
{
    const Type *type = type_of(self);
    size_t known = sizeof(Object);
    if (type->item_size || is_module(self)) return false;
    if (type->attributes_offset) known += sizeof(Attributes);
    if (is_list(names)) known += list_length(names) * sizeof(Ref);
    return type->size <= known;
}

static Ref default_state(Obj self, bool required)
{
    scoped Ref state = NULL;
    if (!attribute_find(self, name___dict__, &state)) return NULL;
    if (!state || !is_dict(state)) replace(&state, none_new());
    else if (!dict_length(state)) replace(&state, none_new());
    scoped Ref names = slot_names(self);
    if (!names) return NULL;
    if (required && (type_of(self)->item_size || has_type(self, &memoryview_type)))
        return raise_type_error("cannot pickle %T objects", self);
    if (required && !all_in_state(self, names))
        return raise_type_error("cannot pickle '%T' object", self);
    if (!is_list(names) || !list_length(names)) return take(&state);
    scoped Ref slots = dict_new();
    if (!add_slot_values(self, names, slots)) return NULL;
    return dict_length(slots) ? tuple_pack(2, state, slots) : take(&state);
}

Ref object_getstate(const Obj arg[])
{
    return default_state(arg[0], false);
}

static Ref get_state(Obj self, bool required)
{
    Obj method = type_lookup(type_of(self), name___getstate__);
    if (method && method == type_lookup(&object_type, name___getstate__))
        return default_state(self, required);
    return call_method0(self, name___getstate__);
}

// --- arguments

/* *args and *kwargs for __new__; both NULL: none given. */
static bool new_arguments(Obj self, Ref *args, Ref *kwargs)
{
    bool found;
    scoped Ref both = call_dunder(self, name___getnewargs_ex__, NULL, 0, &found);
    if (found) {
        if (!both) return false;
        if (!is_tuple(both))
            return raise_type_error("__getnewargs_ex__ should return a tuple, not '%T'", both);
        if (tuple_length(both) != 2)
            return raise_value_error("__getnewargs_ex__ should return a tuple of length 2, not %zd",
                                     tuple_length(both));
        *args = keep(tuple_peek(both, 0));
        *kwargs = keep(tuple_peek(both, 1));
        if (!is_tuple(*args))
            return raise_type_error("first item of the tuple returned by __getnewargs_ex__ must "
                                    "be a tuple, not '%T'", *args);
        if (!is_dict(*kwargs))
            return raise_type_error("second item of the tuple returned by __getnewargs_ex__ must "
                                    "be a dict, not '%T'", *kwargs);
        return true;
    }
    *args = call_dunder(self, name___getnewargs__, NULL, 0, &found);
    if (!found) return true;
    if (!*args) return false;
    if (is_tuple(*args)) return true;
    return raise_type_error("__getnewargs__ should return a tuple, not '%T'", *args);
}

static Ref with_class_first(Obj class, Obj args)
{
    size_t count = args ? tuple_length(args) : 0;
    Ref all = tuple_new(count + 1);
    tuple_items(all)[0] = keep(class);
    for (size_t i = 0; i < count; i++) tuple_items(all)[i + 1] = keep(tuple_peek(args, i));
    return all;
}

static Ref dict_item_iterator(Obj self)
{
    scoped Ref items = call_method0(self, name_items);
    return items ? iter_of(items) : NULL;
}

static Ref reduce_2(Obj self)
{
    Type *type = type_of(self);
    scoped Ref args = NULL, kwargs = NULL;
    if (!type->create) return raise_type_error("cannot pickle '%T' object", self);
    if (!new_arguments(self, &args, &kwargs)) return NULL;
    bool extended = kwargs && dict_length(kwargs);
    scoped Ref maker = from_copyreg(extended ? "__newobj_ex__" : "__newobj__");
    scoped Ref made_from = !maker ? NULL : extended ? tuple_pack(3, &type->head, args, kwargs)
                                                    : with_class_first(&type->head, args);
    bool required = !args && !is_list(self) && !is_dict(self);
    scoped Ref state = made_from ? get_state(self, required) : NULL;
    scoped Ref items = !state ? NULL : is_list(self) ? iter_of(self) : none_new();
    scoped Ref pairs = !items ? NULL : is_dict(self) ? dict_item_iterator(self) : none_new();
    return pairs ? tuple_pack(5, maker, made_from, state, items, pairs) : NULL;
}

static Ref reduce(Obj self, int protocol)
{
    if (protocol >= 2) return reduce_2(self);
    scoped Ref old_way = from_copyreg("_reduce_ex");
    return old_way ? call2(old_way, self, small_int(protocol)) : NULL;
}

Ref object_reduce(const Obj arg[])
{
    return reduce(arg[0], 0);
}

Ref object_reduce_ex(const Obj arg[])
{
    int protocol;
    if (!argument_to_int(arg[1], &protocol)) return NULL;
    Obj own = type_lookup(type_of(arg[0]), name___reduce__);
    if (own && own != type_lookup(&object_type, name___reduce__))
        return call_method0(arg[0], name___reduce__);
    return reduce(arg[0], protocol);
}
