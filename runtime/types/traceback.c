/* runtime/types/traceback.c -- traceback objects: where an exception passed.
 * SPDX-License-Identifier: MIT */
#include "runtime/types/traceback.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include <string.h>

static Traceback *traceback(Obj x) { return (Traceback *)x; }

Ref traceback_new(Obj next, Obj frame, int32_t line, int32_t instruction)
{
    Ref made = heap_new(&traceback_type, sizeof(Traceback));
    traceback(made)->next = keep_or_null(next);
    traceback(made)->frame = keep(frame);
    traceback(made)->line = line;
    traceback(made)->instruction = instruction;
    return made;
}

static Ref traceback_create(Type *type, const Obj arg[])
{
    enum { next, frame, lasti, lineno };
    (void)type;
    if (strcmp(type_name(arg[frame]), "frame") != 0)
        return raise_type_error("traceback() argument 'tb_frame' must be frame, not %A",
                                arg[frame]);
    if (!is_none(arg[next]) && !has_type(arg[next], &traceback_type))
        return raise_type_error("expected traceback object or None, got '%T'", arg[next]);
    long instruction, line;
    if (!object_to_long(arg[lasti], &instruction) || !object_to_long(arg[lineno], &line))
        return NULL;
    return traceback_new(is_none(arg[next]) ? NULL : arg[next], arg[frame], (int32_t)line,
                         (int32_t)instruction);
}

static void traceback_destroy(Ref x)
{
    drop_or_null(traceback(x)->next);
    drop_or_null(traceback(x)->frame);
}

static void traceback_visit(Obj x, Visit visit, void *context)
{
    if (traceback(x)->next) visit(traceback(x)->next, context);
    if (traceback(x)->frame) visit(traceback(x)->frame, context);
}

static Ref get_next(Obj x)
{
    return traceback(x)->next ? keep(traceback(x)->next) : none_new();
}

static bool set_next(Ref x, Obj value)
{
    if (!value) return raise_type_error("can't delete tb_next attribute");
    if (!is_none(value) && !has_type(value, &traceback_type))
        return raise_type_error("expected traceback object, got '%T'", value);
    if (is_none(value)) value = NULL;
    for (Obj at = value; at; at = traceback(at)->next)
        if (at == x) return raise_value_error("traceback loop detected");
    replace(&traceback(x)->next, keep_or_null(value));
    return true;
}

static const Getter traceback_getters[] = {
    { "tb_next", get_next, set_next, NULL },
    { 0 }
};
static const Member traceback_members[] = {
    { "tb_frame", MEMBER_OBJECT, offsetof(Traceback, frame), false, NULL },
    { "tb_lasti", MEMBER_INT32, offsetof(Traceback, instruction), false, NULL },
    { "tb_lineno", MEMBER_INT32, offsetof(Traceback, line), false, NULL },
    { 0 }
};

Type traceback_type = {
    TYPE_HEADER, .name = "traceback", .size = sizeof(Traceback), .flags = TYPE_FINAL,
    .doc = "A step on the way of an exception: a frame and the line in it.",
    .signature = "traceback(tb_next, tb_frame, tb_lasti, tb_lineno)",
    .create = traceback_create, .destroy = traceback_destroy, .visit = traceback_visit,
    .getters = traceback_getters, .members = traceback_members,
};
