/* runtime/modules/pickler.c -- the class _pickle.Pickler and what shows its memo.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/modules/pickle.h"
#include "runtime/protocol.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"

/* --- making one --- */

static bool read_protocol(Obj given, int *protocol)
{
    intptr_t number = PICKLE_PROTOCOL;
    if (given && !is_none(given)
        && !object_to_size(given, &number, &overflow_error_type)) return false;
    if (number > PICKLE_PROTOCOL_MAX)
        return raise_value_error("pickle protocol must be <= %d", PICKLE_PROTOCOL_MAX);
    *protocol = number < 0 ? PICKLE_PROTOCOL_MAX : (int)number;
    return true;
}

bool pickler_setup(Pickler *p, Obj protocol, Obj fix_imports, Obj buffer_callback)
{
    bool fix = true;
    if (!read_protocol(protocol, &p->protocol)) return false;
    if (fix_imports && !object_truth(fix_imports, &fix)) return false;
    if (buffer_callback && is_none(buffer_callback)) buffer_callback = NULL;
    if (buffer_callback && p->protocol < 5)
        return raise_value_error("buffer_callback needs protocol >= 5");
    p->binary = p->protocol > 0;
    p->shown_binary = p->binary;
    p->fix_imports = fix && p->protocol < 3;
    p->frame_start = -1;
    replace(&p->buffer_callback, keep_or_null(buffer_callback));
    return true;
}

bool pickler_set_file(Pickler *p, Obj file)
{
    scoped Ref write = NULL;
    if (!attribute_find(file, intern("write"), &write)) return false;
    if (!write) return raise_type_error("file must have a 'write' attribute");
    replace(&p->write, take(&write));
    replace(&p->file, keep(file));
    return true;
}

static Ref pickler_create(Type *type, const Obj arg[])
{
    (void)arg;
    return type_allocate(type, 0);
}

static bool pickler_init(Ref self, const Obj arg[])
{
    enum { file, protocol, fix_imports, buffer_callback };
    Pickler *p = (Pickler *)self;
    if (!pickler_setup(p, arg[protocol], arg[fix_imports], arg[buffer_callback])
        || !pickler_set_file(p, arg[file])) return false;
    memo_clear(&p->memo);
    p->fast = 0;
    p->fast_depth = 0;
    if (!has_type(self, &pickler_type)) {
        scoped Ref table = NULL;
        if (!attribute_find(self, intern("dispatch_table"), &table)) return false;
        replace(&p->dispatch_table, take(&table));
    }
    return true;
}

static Ref *held(Obj self)
{
    return &((Pickler *)self)->write;
}
enum { HELD = 7 };                                    // write ... buffer_callback

static void pickler_destroy(Ref self)
{
    Pickler *p = (Pickler *)self;
    for (int i = 0; i < HELD; i++) drop_or_null(take(&held(self)[i]));
    drop_or_null(take(&p->fast_seen));
    memo_clear(&p->memo);
    octets_discard(&p->out);
}

static void pickler_visit(Obj self, Visit visit, void *context)
{
    const Pickler *p = (const Pickler *)self;
    for (int i = 0; i < HELD; i++) if (held(self)[i]) visit(held(self)[i], context);
    if (p->fast_seen) visit(p->fast_seen, context);
    for (size_t i = 0; i < p->memo.slots; i++)
        if (p->memo.entries[i].key) visit(p->memo.entries[i].key, context);
}

/* --- dumping --- */

/* The methods that subclasses may have. */
static bool find_hooks(Pickler *p)
{
    Obj self = &p->head;
    scoped Ref id = keep_or_null(p->own_persistent_id), override = NULL;
    Type *type = p->head.type;
    if (type != &pickler_type) {
        Obj name = intern("persistent_id");
        if (!id && type_lookup(type, name) != type_lookup(&pickler_type, name)) {
            id = attribute_get(self, name);
            if (!id) return false;
        }
        if (!attribute_find(self, intern("reducer_override"), &override)) return false;
    }
    replace(&p->persistent_id, take(&id));
    replace(&p->reducer_override, take(&override));
    return true;
}

static bool write_pickle(Pickler *p, Obj x)
{
    if (p->protocol >= 2) pickler_put_number(p, PICKLE_PROTO, (uint64_t)p->protocol, 1);
    p->framing = p->protocol >= 4;
    if (!pickler_save(p, x)) return false;
    pickler_put_opcode(p, PICKLE_STOP);
    pickler_end_frame(p);
    return true;
}

bool pickler_dump(Pickler *p, Obj x)
{
    if (p->busy) return raise_runtime_error("Pickler object is already used");
    if (!find_hooks(p)) return false;
    octets_discard(&p->out);
    p->busy = true;
    p->frame_start = -1;
    bool good = write_pickle(p, x);
    p->framing = p->busy = false;
    drop_or_null(take(&p->persistent_id));
    drop_or_null(take(&p->reducer_override));
    return good;
}

static Ref dump(const Obj arg[])
{
    enum { self, obj };
    Pickler *p = (Pickler *)arg[self];
    if (!p->write) {
        return raise_pickling("Pickler.__init__() was not called by %s.__init__()",
                              type_name(arg[self]));
    }
    return pickler_dump(p, arg[obj]) && pickler_flush(p) ? none_new() : NULL;
}

static Ref clear_memo(const Obj arg[])
{
    memo_clear(&((Pickler *)arg[0])->memo);
    return none_new();
}

static size_t pickler_bytes(Obj self)
{
    const Pickler *p = (const Pickler *)self;
    return type_of(self)->size + p->memo.slots * sizeof(MemoEntry) + p->out.capacity;
}

/* --- attributes --- */

static Ref no_persistent_id(const Obj arg[])
{
    (void)arg;
    return none_new();
}

static const Method no_persistent_id_row = {
    "persistent_id(self, obj, /)", no_persistent_id, "None: nothing is saved by a name of its own.",
};

static Ref get_persistent_id(Obj self)
{
    static Ref method;
    const Pickler *p = (const Pickler *)self;
    if (p->own_persistent_id) return keep(p->own_persistent_id);
    if (!method) method = builtin_new_method(&no_persistent_id_row, &pickler_type);
    return builtin_bind(method, self);
}

static bool set_persistent_id(Ref self, Obj value)
{
    Pickler *p = (Pickler *)self;
    if (!value && !p->own_persistent_id)
        return raise_attribute_error("'%T' object has no attribute 'persistent_id'", self);
    if (value && !is_callable(value))
        return raise_type_error("persistent_id must be a callable taking one argument");
    replace(&p->own_persistent_id, keep_or_null(value));
    return true;
}

typedef struct MemoView { Object head; Ref pickler; } MemoView;

static Ref get_memo(Obj self)
{
    MemoView *view = (MemoView *)heap_new(&pickler_memo_type, sizeof(MemoView));
    view->pickler = keep(self);
    return &view->head;
}

static bool memo_from_dict(Memo *memo, Obj dict)
{
    size_t position = 0;
    Obj key, value;
    while (dict_next(dict, &position, &key, &value)) {
        intptr_t index;
        if (!is_tuple(value) || tuple_length(value) != 2)
            return raise_type_error("'memo' values must be 2-item tuples");
        if (!object_to_size(tuple_peek(value, 0), &index, &overflow_error_type)) return false;
        memo_set(memo, tuple_peek(value, 1), (size_t)index);
    }
    return true;
}

static bool set_memo(Ref self, Obj value)
{
    Pickler *p = (Pickler *)self;
    Memo made = { 0 };
    if (!value) return raise_type_error("attribute deletion is not supported");
    if (has_type(value, &pickler_memo_type)) {
        const Memo *from = &((const Pickler *)((const MemoView *)value)->pickler)->memo;
        for (size_t i = 0; i < from->slots; i++)
            if (from->entries[i].key) memo_set(&made, from->entries[i].key, from->entries[i].index);
    } else if (!is_dict(value)) {
        return raise_type_error("'memo' attribute must be a PicklerMemoProxy object or dict, not "
                                "%.200s", type_name(value));
    } else if (!memo_from_dict(&made, value)) {
        memo_clear(&made);
        return false;
    }
    Memo old = p->memo;
    p->memo = made;
    memo_clear(&old);
    return true;
}

static const Method pickler_methods[] = {
    { "clear_memo(self, /)", clear_memo, "Forgets the objects seen so far." },
    { "dump(self, obj, /)", dump, "Writes obj to the file." },
    { 0 }
};
static const Getter pickler_getters[] = {
    { "persistent_id", get_persistent_id, set_persistent_id, NULL },
    { "memo", get_memo, set_memo, NULL },
    { 0 }
};
static const Member pickler_members[] = {
    { "bin", MEMBER_INT32, offsetof(Pickler, shown_binary), true, NULL },
    { "fast", MEMBER_INT32, offsetof(Pickler, fast), true, NULL },
    { "dispatch_table", MEMBER_SLOT, offsetof(Pickler, dispatch_table), true, NULL },
    { 0 }
};

Type pickler_type = {
    TYPE_HEADER, .name = "_pickle.Pickler", .module = "_pickle", .size = sizeof(Pickler),
    .doc = "Writes objects to a binary file as pickles.",
    .signature = "Pickler(*args, **kwargs)",
    .init_signature = "Pickler(file, protocol=None, fix_imports=True, buffer_callback=None)",
    .create = pickler_create, .init = pickler_init, .destroy = pickler_destroy,
    .visit = pickler_visit, .bytes = pickler_bytes,
    .methods = pickler_methods, .getters = pickler_getters, .members = pickler_members,
};

/* --- the memo's view --- */

static Memo *viewed(Obj self)
{
    return &((Pickler *)((const MemoView *)self)->pickler)->memo;
}

static Ref memo_view_clear(const Obj arg[])
{
    memo_clear(viewed(arg[0]));
    return none_new();
}

/* {id: (index, object)} */
static Ref memo_view_copy(const Obj arg[])
{
    const Memo *memo = viewed(arg[0]);
    scoped Ref copy = dict_new();
    for (size_t i = 0; i < memo->slots; i++) {
        Obj key = memo->entries[i].key;
        if (!key) continue;
        scoped Ref id = int_from_unsigned((uintptr_t)key);
        scoped Ref index = int_new((intptr_t)memo->entries[i].index);
        scoped Ref value = tuple_pack(2, index, key);
        if (!dict_set(copy, id, value)) return NULL;
    }
    return take(&copy);
}

static Ref memo_view_reduce(const Obj arg[])
{
    scoped Ref copy = memo_view_copy(arg);
    scoped Ref arguments = copy ? tuple_pack(1, copy) : NULL;
    return arguments ? tuple_pack(2, &dict_type.head, arguments) : NULL;
}

static void memo_view_destroy(Ref self)
{
    drop_or_null(take(&((MemoView *)self)->pickler));
}

static void memo_view_visit(Obj self, Visit visit, void *context)
{
    const MemoView *view = (const MemoView *)self;
    if (view->pickler) visit(view->pickler, context);
}

static const Method memo_view_methods[] = {
    { "clear(self, /)", memo_view_clear, "Forgets all objects." },
    { "copy(self, /)", memo_view_copy, "A dict of what is remembered." },
    { "__reduce__(self, /)", memo_view_reduce, NULL },
    { 0 }
};

Type pickler_memo_type = {
    TYPE_HEADER, .name = "_pickle.PicklerMemoProxy", .module = "_pickle",
    .size = sizeof(MemoView), .flags = TYPE_NO_CREATE | TYPE_FINAL, .hash = hash_unhashable,
    .destroy = memo_view_destroy, .visit = memo_view_visit, .methods = memo_view_methods,
};
