/* vm/names.c -- looking names up in frames: globals, builtins, class bodies, super. */
#include "vm/names.h"
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/startup.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/module.h"
#include "runtime/types/tuple.h"
#include "vm/function.h"
#include "vm/import.h"

void *raise_unbound(const Code *code, const Instruction *pc, uint16_t register_index)
{
    size_t instruction = (size_t)(pc - code->instructions) - 1;
    return raise_unbound_local(code_variable_name(code, register_index, instruction));
}

// A name in a class body that an enclosing function binds: the class's own namespace comes first.
Ref load_class_free(Frame *frame, size_t cell, Obj name)
{
    if (frame->locals) {
        if (is_exact_dict(frame->locals)) {
            Obj value = dict_peek_str(frame->locals, name);
            if (value) return keep(value);
        } else {
            Ref value = object_get_item(frame->locals, name);
            if (value) return value;
            if (!error_clear_if(&key_error_type)) return NULL;
        }
    }
    Ref content = ((Cell *)frame->closure[cell])->content;
    return content ? keep(content) : raise_unbound_free(name);
}

void store_global(Site *site, Obj globals, Ref value)
{
    dict_set_str((Ref)globals, site->name, value);
    drop(value);
    intptr_t entry = dict_entry_of(globals, site->name);
    if (entry < 0) return;
    site->kind = SITE_GLOBAL;
    site->version = ((Dict *)globals)->version;
    site->index = (uint32_t)entry;
}

bool delete_name(Obj namespace, Obj name)
{
    if (is_exact_dict(namespace)) {
        bool found;
        if (!dict_delete((Ref)namespace, name, &found)) return false;
        return found || raise_name_error_for(name);
    }
    if (object_delete_item(namespace, name)) return true;
    return error_clear_if(&key_error_type) && raise_name_error_for(name);
}

Obj builtins_of(Obj globals)
{
    Obj found = dict_peek_str(globals, name___builtins__);
    if (!found) return module_dict(builtins_module);
    return is_module(found) ? module_dict(found) : found;
}

Ref load_builtin(Frame *frame, Obj name)
{
    Obj value = NULL;
    if (is_exact_dict(frame->builtins)) value = dict_peek_str(frame->builtins, name);
    if (value) return keep(value);
    scoped Ref text = keep(name);
    return raise_name_error("%S not found", text);
}

Ref load_super_attribute(Ref *pair, Obj name, bool *bound)
{
    Type *type = (Type *)pair[0];
    Obj self = pair[1];
    if (!is_type(pair[0]))
        return raise_type_error("super() argument 1 must be a type, not %T", pair[0]);
    Type *object_type = NULL;
    if (is_type(self) && type_is_subtype((Type *)self, type)) object_type = (Type *)self;
    else if (is_instance(self, type)) object_type = type_of(self);
    if (object_type && object_type != (Type *)self) {
        Obj found = type_lookup_after(object_type, type, name);
        if (found && bound && (type_of(found)->flags & TYPE_METHOD_DESCRIPTOR)) {
            *bound = false;
            return keep(found);
        }
    }
    if (bound) *bound = true;
    scoped Ref made = call2((Obj)&super_type, pair[0], self);
    return made ? attribute_get(made, name) : NULL;
}

// super() where the compiler could not tell what it means: class cell and first argument of the caller.
bool super_from_frame(Obj *type, Obj *object)
{
    const Frame *frame = thread.frame;
    const Code *code = frame->code;
    if (!code) return raise_runtime_error("super(): no current frame");
    if (!code->params.positional && !code->params.star) return raise_runtime_error("super(): no arguments");
    Obj self = frame->registers[0];
    if (self && has_type(self, &cell_type)) self = ((Cell *)self)->content;
    if (!self) return raise_runtime_error("super(): arg[0] deleted");
    for (size_t i = 0; i < tuple_length(code->free_names); i++) {
        if (tuple_peek(code->free_names, i) != name___class__) continue;
        Obj class = ((Cell *)frame->closure[i])->content;
        if (!class) return raise_runtime_error("super(): empty __class__ cell");
        *type = class;
        *object = self;
        return true;
    }
    return raise_runtime_error("super(): __class__ cell not found");
}

bool setup_annotations(Frame *frame)
{
    Obj namespace = frame->locals ? frame->locals : frame->globals;
    bool found;
    if (!object_contains(namespace, name___annotations__, &found)) return false;
    if (found) return true;
    scoped Ref dict = dict_new();
    return object_set_item(namespace, name___annotations__, dict);
}

bool print_expression(Obj value)
{
    Obj module = import_peek("sys");
    scoped Ref hook = module ? attribute_get(module, name_displayhook) : NULL;
    if (!hook) {
        error_clear();
        return raise_runtime_error("lost sys.displayhook");
    }
    scoped Ref result = call1(hook, value);
    return result;
}
