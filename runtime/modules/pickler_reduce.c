/* runtime/modules/pickler_reduce.c -- how a Pickler saves all else: classes and functions by name,
 * other objects as the call that makes them.   SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
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
#include <string.h>

/* --- batches of what an iterator gives --- */

/* item NULL: at the end. */
typedef bool (*SaveItem)(Pickler *p, Obj item);

static bool save_one_by_one(Pickler *p, Obj iterator, SaveItem save, enum PickleOpcode one)
{
    for (;;) {
        scoped Ref item = NULL;
        if (!iter_next(iterator, &item)) return false;
        if (!item) return true;
        if (!save(p, item)) return false;
        pickler_put_opcode(p, one);
    }
}

/* first, and as many more as a batch takes. */
static bool save_batch(Pickler *p, Obj iterator, Obj first, Ref item, SaveItem save, bool *full)
{
    scoped Ref next = item;
    int n = 1;
    pickler_put_opcode(p, PICKLE_MARK);
    if (!save(p, first)) return false;
    while (next) {
        if (!save(p, next)) return false;
        if (++n == PICKLE_BATCH) break;
        drop(take(&next));
        if (!iter_next(iterator, &next)) return false;
    }
    *full = n == PICKLE_BATCH;
    return true;
}

static bool save_in_batches(Pickler *p, Obj iterator, SaveItem save, enum PickleOpcode one,
                            enum PickleOpcode many)
{
    bool full = true;
    if (!p->binary) return save_one_by_one(p, iterator, save, one);
    while (full) {
        scoped Ref first = NULL, second = NULL;
        if (!iter_next(iterator, &first)) return false;
        if (!first) return true;
        if (!iter_next(iterator, &second)) return false;
        if (!second) {
            if (!save(p, first)) return false;
            pickler_put_opcode(p, one);
            return true;
        }
        if (!save_batch(p, iterator, first, take(&second), save, &full)) return false;
        pickler_put_opcode(p, many);
    }
    return true;
}

static bool save_pair(Pickler *p, Obj pair)
{
    if (!is_tuple(pair) || tuple_length(pair) != 2)
        return raise_type_error("dict items iterator must return 2-tuples");
    return pickler_save(p, tuple_peek(pair, 0)) && pickler_save(p, tuple_peek(pair, 1));
}

bool pickler_save_items(Pickler *p, Obj iterator)
{
    return save_in_batches(p, iterator, pickler_save, PICKLE_APPEND, PICKLE_APPENDS);
}

bool pickler_save_pairs(Pickler *p, Obj iterator)
{
    return save_in_batches(p, iterator, save_pair, PICKLE_SETITEM, PICKLE_SETITEMS);
}

/* --- by name --- */

/* A number that copyreg knows module.name by; *done: written. */
static bool save_extension(Pickler *p, Obj x, Obj module, Obj name, bool *done)
{
    *done = false;
    scoped Ref registry = pickle_get("copyreg", "_extension_registry");
    scoped Ref key = tuple_pack(2, module, name);
    Obj code = NULL;
    if (!registry || (is_dict(registry) && !dict_find(registry, key, &code))) return false;
    if (!code) return true;
    intptr_t number;
    if (!is_exact_int(code))
        return raise_pickling("Can't pickle %R: extension code %R isn't an integer", x, code);
    if (!int_fits(code, &number) || number <= 0 || number > INT32_MAX)
        return raise_runtime_error("Can't pickle %R: extension code %S is out of range", x, code);
    if (number <= 0xff) pickler_put_number(p, PICKLE_EXT1, (uint64_t)number, 1);
    else if (number <= 0xffff) pickler_put_number(p, PICKLE_EXT2, (uint64_t)number, 2);
    else pickler_put_number(p, PICKLE_EXT4, (uint64_t)number, 4);
    *done = true;
    return true;
}

/* The names that Python 2 has for module and name. */
static bool old_names(Ref *module, Ref *name)
{
    scoped Ref names = pickle_get("_compat_pickle", "REVERSE_NAME_MAPPING");
    scoped Ref modules = names ? pickle_get("_compat_pickle", "REVERSE_IMPORT_MAPPING") : NULL;
    scoped Ref key = tuple_pack(2, *module, *name);
    Obj found;
    if (!modules || !dict_find(names, key, &found)) return false;
    if (found) {
        if (!is_tuple(found) || tuple_length(found) != 2)
            return raise_runtime_error("_compat_pickle.REVERSE_NAME_MAPPING values should be "
                                       "2-tuples, not %.200s", type_name(found));
        replace(module, keep(tuple_peek(found, 0)));
        replace(name, keep(tuple_peek(found, 1)));
        return true;
    }
    if (!dict_find(modules, *module, &found)) return false;
    if (found && !is_str(found))
        return raise_runtime_error("_compat_pickle.REVERSE_IMPORT_MAPPING values should be "
                                   "strings, not %.200s", type_name(found));
    if (found) replace(module, keep(found));
    return true;
}

static bool put_identifier(Pickler *p, Obj text, const char *what)
{
    scoped Ref octets = codec_encode(text, p->protocol >= 3 ? ENCODING_UTF_8 : ENCODING_ASCII,
                                     NULL);
    if (!octets) {
        if (!error_clear_if(&unicode_encode_error_type)) return false;
        return raise_pickling("can't pickle %s identifier '%S' using pickle protocol %i", what,
                              text, p->protocol);
    }
    pickler_put(p, bytes_data(octets), bytes_length(octets));
    pickler_put(p, "\n", 1);
    return true;
}

static bool put_global(Pickler *p, Obj module, Obj name)
{
    scoped Ref old_module = keep(module), old_name = keep(name);
    if (p->fix_imports && !old_names(&old_module, &old_name)) return false;
    pickler_put_opcode(p, PICKLE_GLOBAL);
    return put_identifier(p, old_module, "module") && put_identifier(p, old_name, "global");
}

/* getattr(getattr(module.a, "b"), "c"), where names have no dots. */
static bool put_nested(Pickler *p, Obj module, Obj name)
{
    scoped Ref dot = str_from_text("."), getter = pickle_get("builtins", "getattr");
    scoped Ref parts = getter ? call_method1(name, intern("split"), dot) : NULL;
    if (!parts) return false;
    for (size_t i = 1; i < list_length(parts); i++) {
        if (!pickler_save(p, getter)) return false;
        if (p->protocol < 2) pickler_put_opcode(p, PICKLE_MARK);
    }
    if (!put_global(p, module, list_peek(parts, 0))) return false;
    for (size_t i = 1; i < list_length(parts); i++) {
        if (!pickler_save(p, list_peek(parts, i))) return false;
        pickler_put_opcode(p, p->protocol < 2 ? PICKLE_TUPLE : PICKLE_TUPLE2);
        pickler_put_opcode(p, PICKLE_REDUCE);
    }
    return true;
}

static bool put_name(Pickler *p, Obj module, Obj name)
{
    if (p->protocol < 4) return put_nested(p, module, name);
    if (!pickler_save(p, module) || !pickler_save(p, name)) return false;
    pickler_put_opcode(p, PICKLE_STACK_GLOBAL);
    return true;
}

/* What stands there under the name must be x itself. */
static bool check_global(Obj x, Obj module_name, Obj name)
{
    scoped Ref module = pickle_import(module_name);
    if (!module) {
        if (!error_matches(&import_error_type)) return false;
        error_clear();
        return raise_pickling("Can't pickle %R: import of module %R failed", x, module_name);
    }
    scoped Ref found = NULL;
    if (!pickle_walk(module, name, &found)) return false;
    if (!found)
        return raise_pickling("Can't pickle %R: attribute lookup %S on %S failed", x, name,
                              module_name);
    if (found == x) return true;
    return raise_pickling("Can't pickle %R: it's not the same object as %S.%S", x, module_name,
                          name);
}

bool pickler_save_global(Pickler *p, Obj x, Obj name)
{
    scoped Ref known = keep_or_null(name);
    bool done = false;
    if (!known && !attribute_find(x, name___qualname__, &known)) return false;
    if (!known) known = attribute_get(x, name___name__);
    if (!known) return false;
    if (!is_str(known))
        return raise_type_error("attribute name must be string, not '%T'", known);
    if (!pickle_check_dotted(known, NULL)) return false;
    scoped Ref module_name = pickle_module_of(x, known);
    if (!module_name || !check_global(x, module_name, known)) return false;
    if (p->protocol >= 2 && !save_extension(p, x, module_name, known, &done)) return false;
    if (done) return true;
    if (!put_name(p, module_name, known)) return false;
    pickler_remember(p, x);
    return true;
}

/* type(None) and the like have no name of their own. */
static bool save_type(Pickler *p, Obj x)
{
    Obj single = x == &none_type.head ? None_object
               : x == &ellipsis_type.head ? Ellipsis_object
               : x == &not_implemented_type.head ? NotImplemented_object : NULL;
    if (!single) return pickler_save_global(p, x, NULL);
    scoped Ref arguments = tuple_pack(1, single);
    scoped Ref reduced = tuple_pack(2, &type_type.head, arguments);
    return pickler_save_reduced(p, reduced, x);
}

/* --- as a call --- */

typedef struct Reduced {
    Obj callable, arguments, state, items, pairs, setter;   // NULL: none
} Reduced;

static bool read_reduced(Obj tuple, Reduced *r)
{
    Obj part[6] = { NULL };
    size_t count = tuple_length(tuple);
    if (count < 2 || count > 6)
        return raise_pickling("tuple returned by __reduce__ must contain 2 through 6 elements");
    for (size_t i = 0; i < count; i++)
        if (i < 2 || !is_none(tuple_peek(tuple, i))) part[i] = tuple_peek(tuple, i);
    *r = (Reduced){ part[0], part[1], part[2], part[3], part[4], part[5] };
    if (!is_callable(r->callable))
        return raise_pickling("first item of the tuple returned by __reduce__ must be callable");
    if (!is_tuple(r->arguments))
        return raise_pickling("second item of the tuple returned by __reduce__ must be a tuple");
    if (r->items && !is_iterator(r->items))
        return raise_pickling("fourth element of the tuple returned by __reduce__ must be an "
                              "iterator, not %s", type_name(r->items));
    if (r->pairs && !is_iterator(r->pairs))
        return raise_pickling("fifth element of the tuple returned by __reduce__ must be an "
                              "iterator, not %s", type_name(r->pairs));
    if (r->setter && !is_callable(r->setter))
        return raise_pickling("sixth element of the tuple returned by __reduce__ must be a "
                              "function, not %s", type_name(r->setter));
    return true;
}

/* Before protocol 4 keywords for __new__ need a partial, which is called. */
static bool save_new_as_partial(Pickler *p, Obj class, Obj arguments, Obj keywords)
{
    scoped Ref maker = attribute_get(class, name___new__);
    scoped Ref partial = maker ? pickle_get("functools", "partial") : NULL;
    if (!partial) return false;
    size_t count = tuple_length(arguments);
    scoped Ref all = tuple_new(count + 2);
    tuple_items(all)[0] = keep(maker);
    tuple_items(all)[1] = keep(class);
    for (size_t i = 0; i < count; i++) tuple_items(all)[i + 2] = keep(tuple_peek(arguments, i));
    scoped Ref callable = call_spread(partial, all, keywords);
    if (!callable || !pickler_save(p, callable) || !pickler_save(p, tuple_empty_object))
        return false;
    pickler_put_opcode(p, PICKLE_REDUCE);
    return true;
}

static bool save_new_extended(Pickler *p, Obj given)
{
    if (tuple_length(given) != 3)
        return raise_pickling("length of the NEWOBJ_EX argument tuple must be exactly 3, not %zd",
                              tuple_length(given));
    Obj class = tuple_peek(given, 0), arguments = tuple_peek(given, 1);
    Obj keywords = tuple_peek(given, 2);
    if (!is_type(class))
        return raise_pickling("first item from NEWOBJ_EX argument tuple must be a class, not "
                              "%.200s", type_name(class));
    if (!is_tuple(arguments))
        return raise_pickling("second item from NEWOBJ_EX argument tuple must be a tuple, not "
                              "%.200s", type_name(arguments));
    if (!is_dict(keywords))
        return raise_pickling("third item from NEWOBJ_EX argument tuple must be a dict, not "
                              "%.200s", type_name(keywords));
    if (p->protocol < 4) return save_new_as_partial(p, class, arguments, keywords);
    if (!pickler_save(p, class) || !pickler_save(p, arguments) || !pickler_save(p, keywords))
        return false;
    pickler_put_opcode(p, PICKLE_NEWOBJ_EX);
    return true;
}

static bool save_new(Pickler *p, Obj given, Obj x)
{
    if (tuple_length(given) < 1) return raise_pickling("__newobj__ arglist is empty");
    Obj class = tuple_peek(given, 0);
    if (!is_type(class)) return raise_pickling("args[0] from __newobj__ args is not a type");
    scoped Ref own_class = x ? attribute_get(x, name___class__) : keep(class);
    if (!own_class) return false;
    if (own_class != class)
        return raise_pickling("args[0] from __newobj__ args has the wrong class");
    scoped Ref arguments = tuple_from_items((Obj const *)tuple_items(given) + 1,
                                            tuple_length(given) - 1);
    if (!pickler_save(p, class) || !pickler_save(p, arguments)) return false;
    pickler_put_opcode(p, PICKLE_NEWOBJ);
    return true;
}

static bool save_made(Pickler *p, const Reduced *r, Obj x)
{
    scoped Ref name = NULL;
    if (p->protocol >= 2 && !attribute_find(r->callable, name___name__, &name)) return false;
    if (name && is_str(name)) {
        if (str_equal_text(name, "__newobj_ex__")) return save_new_extended(p, r->arguments);
        if (str_equal_text(name, "__newobj__")) return save_new(p, r->arguments, x);
    }
    if (!pickler_save(p, r->callable) || !pickler_save(p, r->arguments)) return false;
    pickler_put_opcode(p, PICKLE_REDUCE);
    return true;
}

static bool save_state(Pickler *p, const Reduced *r, Obj x)
{
    if (!r->setter) {
        if (!pickler_save(p, r->state)) return false;
        pickler_put_opcode(p, PICKLE_BUILD);
        return true;
    }
    if (!pickler_save(p, r->setter) || !pickler_save(p, x ? x : None_object)
        || !pickler_save(p, r->state)) return false;
    static const unsigned char ending[] = { PICKLE_TUPLE2, PICKLE_REDUCE, PICKLE_POP };
    pickler_put(p, ending, sizeof ending);
    return true;
}

bool pickler_save_reduced(Pickler *p, Obj reduced, Obj x)
{
    Reduced r = { 0 };
    size_t index;
    if (!read_reduced(reduced, &r) || !save_made(p, &r, x)) return false;
    if (x && memo_find(&p->memo, x, &index)) {        // it was saved within its own arguments
        pickler_put_opcode(p, PICKLE_POP);
        pickler_recall(p, index);
        return true;
    }
    if (x) pickler_remember(p, x);
    return (!r.items || pickler_save_items(p, r.items))
        && (!r.pairs || pickler_save_pairs(p, r.pairs))
        && (!r.state || save_state(p, &r, x));
}

/* --- finding out how --- */

/* The function that a dispatch table has for x's type; true with NULL: none. */
static bool find_reducer(Pickler *p, Obj x, Ref *reducer)
{
    Obj type = &type_of(x)->head, found = NULL;
    scoped Ref table = p->dispatch_table ? keep(p->dispatch_table)
                                         : pickle_get("copyreg", "dispatch_table");
    if (!table) return false;
    if (is_exact_dict(table)) {
        if (!dict_find(table, type, &found)) return false;
        *reducer = keep_or_null(found);
        return true;
    }
    *reducer = object_get_item(table, type);
    return *reducer || error_clear_if(&lookup_error_type);
}

static Ref reduce(Pickler *p, Obj x)
{
    bool bound;
    scoped Ref method = NULL;
    Obj own = type_lookup(type_of(x), name___reduce_ex__);
    if (own && (type_of(x)->flags & TYPE_PLAIN_ATTRIBUTES)) {
        method = attribute_method(x, name___reduce_ex__, &bound);
        if (!method) return NULL;
        return bound ? call1(method, small_int(p->protocol))
                     : call2(method, x, small_int(p->protocol));
    }
    if (!attribute_find(x, name___reduce_ex__, &method)) return NULL;
    if (method) return call1(method, small_int(p->protocol));
    if (!attribute_find(x, name___reduce__, &method)) return NULL;
    if (method) return call0(method);
    return raise_pickling("can't pickle '%.200s' object: %R", type_name(x), x);
}

static bool save_reduction(Pickler *p, Obj reduced, Obj x)
{
    if (is_str(reduced)) return pickler_save_global(p, x, reduced);
    if (is_tuple(reduced)) return pickler_save_reduced(p, reduced, x);
    return raise_pickling("__reduce__ must return a string or tuple");
}

bool pickler_save_other(Pickler *p, Obj x)
{
    static Type *function_type;                       // lies in vm/: known by its name
    if (p->reducer_override) {
        scoped Ref reduced = call1(p->reducer_override, x);
        if (!reduced) return false;
        if (reduced != NotImplemented_object) return save_reduction(p, reduced, x);
    }
    if (has_type(x, &type_type)) return save_type(p, x);
    if (!function_type) {
        scoped Ref found = pickle_get("types", "FunctionType");
        if (!found) return false;
        function_type = (Type *)found;
    }
    if (has_type(x, function_type)) return pickler_save_global(p, x, NULL);
    scoped Ref reducer = NULL;
    if (!find_reducer(p, x, &reducer)) return false;
    if (!reducer && is_type(x)) return pickler_save_global(p, x, NULL);
    scoped Ref reduced = reducer ? call1(reducer, x) : reduce(p, x);
    return reduced && save_reduction(p, reduced, x);
}
