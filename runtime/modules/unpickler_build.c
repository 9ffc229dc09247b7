/* runtime/modules/unpickler_build.c -- the instructions that find, call and fill objects.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/instance.h"
#include "runtime/intern.h"
#include "runtime/modules/pickle.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

static bool push(Unpickler *u, Ref x)
{
    if (!x) return false;
    unpickler_push(u, x);
    return true;
}

/* --- by name --- */

static Ref read_identifier(Unpickler *u, Encoding encoding)
{
    const char *data;
    size_t length;
    if (!unpickler_read_line(u, &data, &length)) return NULL;
    if (length == 0) return raise_unpickling("pickle data was truncated");
    return codec_decode(data, length, encoding, NULL, NULL, NULL);
}

static Ref read_global(Unpickler *u, Encoding encoding)
{
    scoped Ref module = read_identifier(u, encoding);
    scoped Ref name = module ? read_identifier(u, encoding) : NULL;
    return name ? unpickler_find(u, module, name) : NULL;
}

bool load_global(Unpickler *u)
{
    return push(u, read_global(u, ENCODING_UTF_8));
}

bool load_stack_global(Unpickler *u)
{
    scoped Ref name = unpickler_pop(u), module = name ? unpickler_pop(u) : NULL;
    if (!module) return false;
    if (!is_exact_str(name) || !is_exact_str(module))
        return raise_unpickling("STACK_GLOBAL requires str");
    return push(u, unpickler_find(u, module, name));
}

/* The object that copyreg has the number for, found once. */
static bool push_extension(Unpickler *u, int width)
{
    uint64_t bits;
    if (!unpickler_read_number(u, width, &bits)) return false;
    int32_t code = (int32_t)bits;
    if (code <= 0) return raise_unpickling("EXT specifies code <= 0");
    scoped Ref key = int_new(code), cache = pickle_get("copyreg", "_extension_cache");
    scoped Ref registry = cache ? pickle_get("copyreg", "_inverted_registry") : NULL;
    Obj found = NULL;
    if (!registry || !dict_find(cache, key, &found)) return false;
    if (found) return push(u, keep(found));
    if (!dict_find(registry, key, &found)) return false;
    if (!found) return raise_value_error("unregistered extension code %ld", (long)code);
    if (!is_tuple(found) || tuple_length(found) != 2 || !is_str(tuple_peek(found, 0))
        || !is_str(tuple_peek(found, 1)))
        return raise_value_error("_inverted_registry[%ld] isn't a 2-tuple of strings", (long)code);
    scoped Ref module = keep(tuple_peek(found, 0)), name = keep(tuple_peek(found, 1));
    scoped Ref x = unpickler_find(u, module, name);
    return x && dict_set(cache, key, x) && push(u, take(&x));
}

bool load_ext1(Unpickler *u) { return push_extension(u, 1); }
bool load_ext2(Unpickler *u) { return push_extension(u, 2); }
bool load_ext4(Unpickler *u) { return push_extension(u, 4); }

bool load_persid(Unpickler *u)
{
    const char *data;
    size_t length;
    if (!unpickler_read_line(u, &data, &length)) return false;
    scoped Ref id = codec_decode(data, length, ENCODING_ASCII, NULL, NULL, NULL);
    if (!id) {
        if (!error_clear_if(&unicode_decode_error_type)) return false;
        return raise_unpickling("persistent IDs in protocol 0 must be ASCII strings");
    }
    return push(u, unpickler_persistent(u, id));
}

bool load_binpersid(Unpickler *u)
{
    scoped Ref id = unpickler_pop(u);
    return id && push(u, unpickler_persistent(u, id));
}

/* --- by calling --- */

bool load_reduce(Unpickler *u)
{
    scoped Ref arguments = unpickler_pop(u), callable = arguments ? unpickler_pop(u) : NULL;
    if (!callable) return false;
    if (!is_tuple(arguments))
        return raise_type_error("argument list must be a tuple");
    return push(u, call_spread(callable, arguments, NULL));
}

/* class.__new__(class, *arguments, **keywords) */
static Ref make_new(Obj class, Obj arguments, Obj keywords, const char *opcode)
{
    if (!is_type(class))
        return raise_unpickling("%s class argument must be a type, not %.200s", opcode,
                                type_name(class));
    if (!((const Type *)class)->create)
        return raise_unpickling("%s class argument '%.200s' doesn't have __new__", opcode,
                                ((const Type *)class)->name);
    if (!is_tuple(arguments))
        return raise_unpickling("%s args argument must be a tuple, not %.200s", opcode,
                                type_name(arguments));
    if (keywords && !is_dict(keywords))
        return raise_unpickling("%s kwargs argument must be a dict, not %.200s", opcode,
                                type_name(keywords));
    scoped Ref maker = attribute_get(class, name___new__);
    if (!maker) return NULL;
    size_t count = tuple_length(arguments);
    if (count == 0 && !keywords) return call1(maker, class);
    scoped Ref all = tuple_new(count + 1);
    tuple_items(all)[0] = keep(class);
    for (size_t i = 0; i < count; i++) tuple_items(all)[i + 1] = keep(tuple_peek(arguments, i));
    return call_spread(maker, all, keywords);
}

bool load_newobj(Unpickler *u)
{
    scoped Ref arguments = unpickler_pop(u), class = arguments ? unpickler_pop(u) : NULL;
    return class && push(u, make_new(class, arguments, NULL, "NEWOBJ"));
}

bool load_newobj_ex(Unpickler *u)
{
    scoped Ref keywords = unpickler_pop(u), arguments = keywords ? unpickler_pop(u) : NULL;
    scoped Ref class = arguments ? unpickler_pop(u) : NULL;
    return class && push(u, make_new(class, arguments, keywords, "NEWOBJ_EX"));
}

/* Old-style instances of Python 2: no arguments and no __getinitargs__ means no __init__. */
static Ref make_old(Obj class, Obj arguments)
{
    if (tuple_length(arguments) == 0 && is_type(class)) {
        bool has;
        if (!attribute_has(class, intern("__getinitargs__"), &has)) return NULL;
        if (!has) return call_method1(class, name___new__, class);
    }
    return call_spread(class, arguments, NULL);
}

bool load_inst(Unpickler *u)
{
    size_t from;
    if (!unpickler_pop_mark(u, &from)) return false;
    scoped Ref items = unpickler_pop_list(u, from);
    scoped Ref class = items ? read_global(u, ENCODING_ASCII) : NULL;
    scoped Ref arguments = class ? list_to_tuple(items) : NULL;
    return arguments && push(u, make_old(class, arguments));
}

bool load_obj(Unpickler *u)
{
    size_t from;
    if (!unpickler_pop_mark(u, &from)) return false;
    if (u->height <= from) return raise_unpickling("unpickling stack underflow");
    scoped Ref items = unpickler_pop_list(u, from + 1);
    scoped Ref arguments = items ? list_to_tuple(items) : NULL;
    scoped Ref class = arguments ? unpickler_pop(u) : NULL;
    return class && push(u, make_old(class, arguments));
}

/* --- filling --- */

static Ref interned(Obj key)
{
    return is_exact_str(key) ? keep(intern_str(key)) : keep(key);
}

static bool has_only_names(Obj dict)
{
    size_t position = 0;
    Obj key, value;
    while (dict_next(dict, &position, &key, &value)) if (!is_exact_str(key)) return false;
    return true;
}

static bool set_attributes(Obj x, Obj state)
{
    bool plain = instance_attributes(x) && has_only_names(state);
    scoped Ref attributes = plain ? none_new() : attribute_get(x, name___dict__);
    size_t position = 0;
    Ref next_key, next_value;
    while (attributes && dict_get_next(state, &position, &next_key, &next_value)) {
        scoped Ref key = next_key, value = next_value, name = interned(key);
        if (!(plain ? instance_set((Ref)x, name, value) : object_set_item(attributes, name, value)))
            return false;
    }
    return attributes != NULL;
}

static bool set_slots(Obj x, Obj state)
{
    size_t position = 0;
    Ref next_key, next_value;
    while (dict_get_next(state, &position, &next_key, &next_value)) {
        scoped Ref key = next_key, value = next_value, name = interned(key);
        if (!is_str(name))
            return raise_type_error("attribute name must be string, not '%T'", name);
        if (!attribute_set(x, name, value)) return false;
    }
    return true;
}

bool load_build(Unpickler *u)
{
    scoped Ref state = unpickler_pop(u), setter = NULL, slots = NULL;
    Obj top = state ? unpickler_top(u) : NULL;
    if (!top) return false;
    scoped Ref x = keep(top);
    if (!attribute_find(x, intern("__setstate__"), &setter)) return false;
    if (setter) {
        scoped Ref result = call1(setter, state);
        return result != NULL;
    }
    if (is_tuple(state) && tuple_length(state) == 2) {
        scoped Ref both = take(&state);
        state = keep(tuple_peek(both, 0));
        slots = keep(tuple_peek(both, 1));
    }
    if (!is_none(state)) {
        if (!is_dict(state)) return raise_unpickling("state is not a dictionary");
        if (!set_attributes(x, state)) return false;
    }
    if (!slots || is_none(slots)) return true;
    if (!is_dict(slots)) return raise_unpickling("slot state is not a dictionary");
    return set_slots(x, slots);
}
