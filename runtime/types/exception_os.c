/* runtime/types/exception_os.c -- OSError: errno, message, file names; the subclass by errno.
 * SPDX-License-Identifier: MIT */
#include "runtime/protocol.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception_kinds.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/tuple.h"
#include "runtime/writer.h"
#include <errno.h>

static OSError *os_error(Obj x) { return (OSError *)x; }

static const struct { int number; Type *type; } by_errno[] = {
    { EAGAIN, &blocking_io_error_type },          { EALREADY, &blocking_io_error_type },
    { EINPROGRESS, &blocking_io_error_type },     { EWOULDBLOCK, &blocking_io_error_type },
    { EPIPE, &broken_pipe_error_type },           { ESHUTDOWN, &broken_pipe_error_type },
    { ECHILD, &child_process_error_type },        { ECONNABORTED, &connection_aborted_error_type },
    { ECONNREFUSED, &connection_refused_error_type },
    { ECONNRESET, &connection_reset_error_type }, { EEXIST, &file_exists_error_type },
    { ENOENT, &file_not_found_error_type },       { EISDIR, &is_a_directory_error_type },
    { ENOTDIR, &not_a_directory_error_type },     { EINTR, &interrupted_error_type },
    { EACCES, &permission_error_type },           { EPERM, &permission_error_type },
    { ESRCH, &process_lookup_error_type },        { ETIMEDOUT, &timeout_error_type },
};

static Type *type_for_errno(Obj number)
{
    intptr_t value;
    if (!is_int(number) || !int_fits(number, &value)) return &os_error_type;
    for (size_t i = 0; i < sizeof by_errno / sizeof *by_errno; i++)
        if (by_errno[i].number == value) return by_errno[i].type;
    return &os_error_type;
}

static bool init_inherited(const Type *type)
{
    return !(type->flags & TYPE_HEAP) || type->init == os_error_type.init;
}

static bool create_overridden(const Type *type)
{
    return type->create != os_error_type.create;
}

static bool fill_written(OSError *self, Obj third)
{
    if (!is_instance((Obj)self, &blocking_io_error_type) || !(is_int(third))) return false;
    replace(&self->written, keep(third));
    return true;
}

// Two to five arguments have names: (errno, strerror, filename, winerror, filename2).
static void fill(OSError *self, Obj args)
{
    size_t count = tuple_length(args);
    replace(&self->base.args, keep(args));
    if (count < 2 || count > 5) return;
    replace(&self->number, keep(tuple_peek(args, 0)));
    replace(&self->strerror, keep(tuple_peek(args, 1)));
    if (count < 3 || is_none(tuple_peek(args, 2))) return;
    if (fill_written(self, tuple_peek(args, 2))) return;
    replace(&self->filename, keep(tuple_peek(args, 2)));
    if (count == 5 && !is_none(tuple_peek(args, 4)))
        replace(&self->filename2, keep(tuple_peek(args, 4)));
    replace(&self->base.args, tuple_from_items((const Obj *)tuple_items(args), 2));
}

// With an __init__ of its own a class has its arguments understood there, else here.
static Ref os_error_create(Type *type, const Obj arg[])
{
    bool here = init_inherited(type) || create_overridden(type);
    if (here && arg[1] && dict_length(arg[1]))
        return raise_type_error("%N() takes no keyword arguments", type);
    size_t count = tuple_length(arg[0]);
    if (type == &os_error_type && count >= 2 && count <= 5)
        type = type_for_errno(tuple_peek(arg[0], 0));
    Ref made = exception_create(type, arg);
    if (here) fill(os_error(made), arg[0]);
    return made;
}

static bool os_error_init(Ref self, const Obj arg[])
{
    const Type *type = type_of(self);
    if (init_inherited(type) || create_overridden(type)) return true;
    if (!refuse_keywords(self, arg[1])) return false;
    fill(os_error(self), arg[0]);
    return true;
}

static Ref os_error_str(Obj x)
{
    const OSError *self = os_error(x);
    Obj number = self->number ? self->number : None_object;
    Obj message = self->strerror ? self->strerror : None_object;
    if (self->filename && self->filename2)
        return str_format("[Errno %S] %S: %R -> %R", number, message, self->filename,
                          self->filename2);
    if (self->filename) return str_format("[Errno %S] %S: %R", number, message, self->filename);
    if (self->number && self->strerror) return str_format("[Errno %S] %S", number, message);
    return exception_str(x);
}

// args lost the file names; what makes an equal object needs them back.
static Ref os_error_reduce(const Obj arg[])
{
    const OSError *self = os_error(arg[0]);
    scoped Ref args = keep(self->base.args);
    if (tuple_length(args) == 2 && self->filename) {
        Obj number = tuple_peek(self->base.args, 0), message = tuple_peek(self->base.args, 1);
        replace(&args, self->filename2
            ? tuple_pack(5, number, message, self->filename, None_object, self->filename2)
            : tuple_pack(3, number, message, self->filename));
    }
    Attributes *attributes = instance_attributes(arg[0]);
    bool plain = attributes->shape ? attributes->shape->count == 0 : !attributes->dict;
    if (plain) return tuple_pack(2, (Obj)type_of(arg[0]), args);
    scoped Ref state = instance_get_dict(arg[0]);
    return tuple_pack(3, (Obj)type_of(arg[0]), args, state);
}

static Ref get_written(Obj x)
{
    Ref written = os_error(x)->written;
    return written ? keep(written) : raise_attribute_error("characters_written");
}

static bool set_written(Ref x, Obj value)
{
    OSError *self = os_error(x);
    if (!value && !self->written) return raise_attribute_error("characters_written");
    intptr_t number;
    if (value && !object_to_size(value, &number, &value_error_type)) return false;
    replace(&self->written, value ? int_new(number) : NULL);
    return true;
}

static const Member os_error_members[] = {
    { "errno", MEMBER_OBJECT, offsetof(OSError, number), true, NULL },
    { "strerror", MEMBER_OBJECT, offsetof(OSError, strerror), true, NULL },
    { "filename", MEMBER_OBJECT, offsetof(OSError, filename), true, NULL },
    { "filename2", MEMBER_OBJECT, offsetof(OSError, filename2), true, NULL },
    { 0 }
};
static const Method os_error_methods[] = {
    { "__reduce__(self, /)", os_error_reduce, NULL },
    { 0 }
};
static const Getter os_error_getters[] = {
    { "characters_written", get_written, set_written, NULL },
    { 0 }
};

void os_error_prepare(void)
{
    exception_kind(&os_error_type, os_error_init, os_error_str, os_error_members, os_error_methods);
    os_error_type.signature = "OSError(*args, **kwargs)";
    os_error_type.create = os_error_create;
    os_error_type.getters = os_error_getters;
}
