/* vm/frame_locals.c -- a frame's variables by name: the dict that locals() gives, and f_locals,
 * which reads and writes the registers and cells themselves.   SPDX-License-Identifier: MIT */
#include "vm/frame_locals.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/operate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include "vm/function.h"
#include "vm/generator.h"

/* Where the variables of one frame lie. */
typedef struct Variables {
    const Code *code;
    Ref *registers;
    size_t count;             // registers that may be looked at
    Ref *closure;             // cells, or NULL
    size_t instruction;       // inlined comprehensions around it show their variables
    bool plain;               // false: those alone, the others live in a namespace
} Variables;

static Ref *cells_of(Obj function)
{
    Ref closure = function ? ((const FunctionObject *)function)->closure : NULL;
    return closure ? tuple_items(closure) : NULL;
}

static Variables of_running(const Frame *frame)
{
    const Code *code = frame->code;
    return (Variables){ code, frame->registers, code->register_count, frame->closure,
                        frame_instruction(frame), code->flags & CODE_OPTIMIZED && !frame->locals };
}

static Variables of_object(const FrameObject *object)
{
    if (object->live) return of_running(object->live);
    const Code *code = (const Code *)object->code;
    bool plain = code->flags & CODE_OPTIMIZED && !object->locals;
    const Generator *asleep = object->asleep;
    if (!asleep)
        return (Variables){ code, object->registers, object->register_count,
                            cells_of(object->function), object->instruction, plain };
    size_t next = (size_t)(asleep->pc - code->instructions);
    return (Variables){ code, (Ref *)asleep->registers, asleep->register_count,
                        cells_of(object->function), next ? next - 1 : 0, plain };
}

/* --- finding --- */

static bool is_shown(Obj name) { return str_length(name) > 0 && str_at(name, 0) != '.'; }

static bool is_around(const Variables *v, const InlineVariable *inlined)
{
    return v->instruction >= inlined->from && v->instruction < inlined->to
        && inlined->at < v->count;
}

static bool is_cell_register(const Code *code, size_t at)
{
    for (size_t i = 0; i < tuple_length(code->cell_names); i++)
        if (code->cell_registers[i] == at) return true;
    return false;
}

static Ref *content_if(Ref *slot, bool is_cell)
{
    return is_cell && *slot && has_type(*slot, &cell_type) ? &((Cell *)*slot)->content : slot;
}

/* The register of the variable that stands i-th: *args behind those that follow it in the registers. */
static size_t register_of(const Code *code, size_t i)
{
    size_t star = code->params.positional, after = code->params.keyword_only;
    if (!(code->flags & CODE_VARARGS) || i < star || i > star + after) return i;
    return i == star + after ? star : i + 1;
}

typedef bool (*EachVariable)(Obj name, Ref *slot, bool is_register, void *context);

/* The inner ones of equal name come later. False: `each` wants no more. */
static bool each_variable(const Variables *v, EachVariable each, void *context)
{
    const Code *code = v->code;
    size_t named = v->plain ? tuple_length(code->variable_names) : 0;
    for (size_t i = 0; i < named && named <= v->count; i++) {
        size_t at = register_of(code, i);
        Obj name = tuple_peek(code->variable_names, at);
        Ref *slot = content_if(&v->registers[at], is_cell_register(code, at));
        if (is_shown(name) && !each(name, slot, slot == &v->registers[at], context)) return false;
    }
    size_t free_count = v->plain && v->closure ? tuple_length(code->free_names) : 0;
    for (size_t i = 0; i < free_count; i++)
        if (!each(tuple_peek(code->free_names, i), &((Cell *)v->closure[i])->content, false, context))
            return false;
    for (size_t i = 0; i < tuple_length(code->inlined_names); i++) {
        const InlineVariable *inlined = &code->inlined[i];
        Obj name = tuple_peek(code->inlined_names, i);
        if (!is_around(v, inlined) || !is_shown(name)) continue;
        Ref *slot = content_if(&v->registers[inlined->at], inlined->is_cell);
        if (!each(name, slot, slot == &v->registers[inlined->at], context)) return false;
    }
    return true;
}

static bool in_comprehension(const Variables *v)
{
    for (size_t i = 0; i < tuple_length(v->code->inlined_names); i++)
        if (is_around(v, &v->code->inlined[i])) return true;
    return false;
}

/* --- locals() --- */

static bool put_variable(Obj name, Ref *slot, bool is_register, void *dict)
{
    (void)is_register;
    if (*slot) dict_set_str(dict, name, *slot);
    return true;
}

static Ref snapshot(const Variables *v, Obj extra)
{
    scoped Ref dict = dict_new();
    each_variable(v, put_variable, dict);
    if (extra && !dict_update(dict, extra)) return NULL;
    return take(&dict);
}

Ref frame_get_locals(Frame *frame)
{
    Variables v = of_running(frame);
    if (!v.plain && !in_comprehension(&v)) return keep(frame->locals ? frame->locals : frame->globals);
    return snapshot(&v, frame->object ? frame->object->extra_locals : NULL);
}

/* --- f_locals --- */

typedef struct FrameLocals { Object head; Ref frame; } FrameLocals;

static FrameObject *frame_of(Obj self) { return (FrameObject *)((const FrameLocals *)self)->frame; }

static Ref locals_new(Obj frame)
{
    FrameLocals *made = (FrameLocals *)heap_new(&frame_locals_type, sizeof(FrameLocals));
    made->frame = keep(frame);
    return (Ref)made;
}

Ref frame_locals_get(Obj frame)
{
    const FrameObject *object = (const FrameObject *)frame;
    Variables v = of_object(object);
    if (v.plain || in_comprehension(&v)) return locals_new(frame);
    Ref locals = object->live ? object->live->locals : object->locals;
    return keep(locals ? locals : object->globals);
}

static Ref locals_create(Type *type, const Obj arg[])
{
    (void)type;
    if (!has_type(arg[0], &frame_type)) return raise_type_error("expect frame, not %T", arg[0]);
    return locals_new(arg[0]);
}

static void locals_destroy(Ref self) { drop(((FrameLocals *)self)->frame); }

static void locals_visit(Obj self, Visit visit, void *context)
{
    visit(((const FrameLocals *)self)->frame, context);
}

static Ref copy_of(Obj self)
{
    Variables v = of_object(frame_of(self));
    return snapshot(&v, frame_of(self)->extra_locals);
}

typedef struct Search { Obj name; Ref *slot; bool is_register, with_value; } Search;

static bool compare_name(Obj name, Ref *slot, bool is_register, void *context)
{
    Search *search = context;
    if ((name == search->name || str_equal(name, search->name)) && (*slot || !search->with_value)) {
        search->slot = slot;
        search->is_register = is_register;
    }
    return true;
}

static Search search_for(Obj self, Obj name, bool with_value)
{
    Search search = { name, NULL, false, with_value };
    Variables v = of_object(frame_of(self));
    if (is_str(name)) each_variable(&v, compare_name, &search);
    return search;
}

/* Borrowed; *value NULL: there is none. */
static bool find(Obj self, Obj name, Obj *value)
{
    Search search = search_for(self, name, true);
    *value = search.slot ? *search.slot : NULL;
    if (*value) return true;
    Ref extra = frame_of(self)->extra_locals;
    scoped Ref none = extra ? NULL : dict_new();               // for the sake of what can't be a key
    return dict_find(extra ? extra : none, name, value);
}

static Ref locals_get_item(Obj self, Obj name)
{
    Obj value;
    if (!find(self, name, &value)) return NULL;
    return value ? keep(value) : raise_key_error("local variable '%R' is not defined", name);
}

static bool locals_contains(Obj self, Obj name, bool *found)
{
    Obj value;
    if (!find(self, name, &value)) return false;
    *found = value != NULL;
    return true;
}

/* An instruction that is at work may use what its register holds: that lives on with the frame. */
static void set_register_in_use(FrameObject *object, Ref *slot, Obj value)
{
    Ref before = *slot;
    *slot = keep(value);
    if (!before) return;
    if (!object->replaced) object->replaced = list_new(1);
    list_give(object->replaced, before);
}

static bool locals_set_item(Ref self, Obj name, Obj value)
{
    FrameObject *object = frame_of(self);
    Search search = search_for(self, name, false);
    if (search.slot && search.is_register && object->live) {
        set_register_in_use(object, search.slot, value);
    } else if (search.slot) {
        replace(search.slot, keep(value));
    } else {
        if (!object->extra_locals) object->extra_locals = dict_new();
        return dict_set(object->extra_locals, name, value);
    }
    return true;
}

static bool locals_delete_item(Ref self, Obj name)
{
    (void)self;
    (void)name;
    return raise_type_error("cannot remove variables from FrameLocalsProxy");
}

static bool locals_length(Obj self, size_t *length)
{
    scoped Ref copy = copy_of(self);
    if (!copy) return false;
    *length = dict_length(copy);
    return true;
}

static Ref locals_repr(Obj self)
{
    if (repr_enter(self)) return str_format("{...}");
    scoped Ref copy = copy_of(self);
    Ref text = copy ? object_repr(copy) : NULL;
    repr_leave(self);
    return text;
}

/* A view of the same frame is equal; otherwise what it shows counts. */
static Ref locals_compare(Obj self, Obj other, CompareOp op)
{
    if (op != EQUAL && op != NOT_EQUAL) return keep(NotImplemented_object);
    bool view = has_type(other, &frame_locals_type);
    if (view) return bool_new((frame_of(self) == frame_of(other)) == (op == EQUAL));
    if (!is_dict(other)) return keep(NotImplemented_object);
    scoped Ref copy = copy_of(self);
    return copy ? compare(copy, other, op) : NULL;
}

static Ref behind(Obj x)
{
    return has_type(x, &frame_locals_type) ? copy_of(x) : keep(x);
}

static Ref locals_or(Obj left, Obj right)
{
    scoped Ref a = behind(left), b = a ? behind(right) : NULL;
    return b ? operate(OP_OR, a, b) : NULL;
}

static bool update(Ref self, Obj from)
{
    scoped Ref given = behind(from);
    if (!given) return false;
    if (!is_dict(given))
        return raise_type_error("update() argument must be dict or another FrameLocalsProxy");
    size_t position = 0;
    Ref name, value;
    while (dict_get_next(given, &position, &name, &value)) {
        bool set = locals_set_item(self, name, value);
        drop(name);
        drop(value);
        if (!set) return false;
    }
    return true;
}

static Ref locals_or_in_place(Obj self, Obj other)
{
    return update((Ref)self, other) ? keep(self) : NULL;
}

/* A list of what a method of dict gives of a copy: it does not follow the frame. */
static Ref list_by(Obj self, Obj method)
{
    scoped Ref copy = copy_of(self), view = copy ? call_method0(copy, method) : NULL;
    return view ? list_from(view) : NULL;
}

static Ref locals_iterate(Obj self)
{
    scoped Ref names = list_by(self, name_keys);
    return names ? iter_of(names) : NULL;
}

static Ref locals_keys(const Obj arg[])       { return list_by(arg[0], name_keys); }
static Ref locals_values(const Obj arg[])     { return list_by(arg[0], name_values); }
static Ref locals_items(const Obj arg[])      { return list_by(arg[0], name_items); }
static Ref locals_reversed(const Obj arg[])   { return list_by(arg[0], name___reversed__); }
static Ref locals_copy(const Obj arg[])       { return copy_of(arg[0]); }
static Ref locals_update(const Obj arg[])     { return update((Ref)arg[0], arg[1]) ? none_new() : NULL; }

static Ref locals_get(const Obj arg[])
{
    enum { self, key, fallback };
    Obj value;
    if (!find(arg[self], arg[key], &value)) return NULL;
    return value ? keep(value) : arg[fallback] ? keep(arg[fallback]) : none_new();
}

static Ref locals_setdefault(const Obj arg[])
{
    enum { self, key, fallback };
    Obj value;
    if (!find(arg[self], arg[key], &value)) return NULL;
    if (!value) value = arg[fallback] ? arg[fallback] : None_object;
    scoped Ref held = keep(value);
    return locals_set_item((Ref)arg[self], arg[key], held) ? take(&held) : NULL;
}

static const Method locals_methods[] = {
    { "copy(self, /)", locals_copy, "What the variables are now, as a dict.", 0 },
    { "get(self, key, default=None, /)", locals_get, "The variable, or the default.", 0 },
    { "items(self, /)", locals_items, "List of names with values.", 0 },
    { "keys(self, /)", locals_keys, "List of names.", 0 },
    { "setdefault(self, key, default=None, /)", locals_setdefault,
      "The variable; set to the default if there is none.", 0 },
    { "update(self, other, /)", locals_update, "Sets variables from a dict.", 0 },
    { "values(self, /)", locals_values, "List of values.", 0 },
    { "__reversed__(self, /)", locals_reversed, "List of names, the last one first.", 0 },
    { 0 }
};

Type frame_locals_type = {
    TYPE_HEADER, .name = "FrameLocalsProxy", .size = sizeof(FrameLocals),
    .flags = TYPE_FINAL | TYPE_MAPPING, .doc = "The variables of a frame, read and written in place.",
    .signature = "FrameLocalsProxy(frame, /)",
    .create = locals_create, .destroy = locals_destroy, .visit = locals_visit,
    .repr = locals_repr, .hash = hash_unhashable, .compare = locals_compare,
    .length = locals_length, .get_item = locals_get_item, .set_item = locals_set_item,
    .delete_item = locals_delete_item, .contains = locals_contains, .iterate = locals_iterate,
    .binary[OP_OR] = locals_or, .in_place[OP_OR] = locals_or_in_place, .methods = locals_methods,
};
